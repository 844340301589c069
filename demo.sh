#!/usr/bin/env bash
# CloudNet on one machine: three hosts, two networks, containers that reach each other. The steps are those of a real
# installation; only the hosts are network namespaces (tests/CloudNet.EndToEnd/Demo/lab.sh draws them).
set -euo pipefail
usage="Usage: ./demo.sh [--check | --down | --help]

  ./demo.sh           builds, starts everything, shows who reaches whom, and stays until Ctrl-C
  ./demo.sh --check   the same, then ends; exit status 0 only if every cell is as expected
  ./demo.sh --down    takes away all that a run left behind, however it ended

Needs root (network namespaces), Debian 12 or a relative of it, and the .NET SDK 10. What it makes has names that begin
with cndemo, and is gone afterwards: namespaces, one link, and the folder /var/lib/cloudnet-demo."
mode=${1:-stay}
case $mode in
  -h|--help|help) echo "$usage"; exit 0 ;;
  stay|--check|--down) ;;
  *) echo "Unknown: $mode"$'\n'"$usage" >&2; exit 2 ;;
esac
. "$(dirname "$0")/.ci/setup.sh"
. "$root/tests/CloudNet.EndToEnd/Demo/lab.sh"
. "$root/tests/CloudNet.EndToEnd/Demo/matrix.sh"
need_root "$@"

# A demo that still runs is ended by --down; a second one beside it would share its names.
running=$(cat "$state/demo.pid" 2>/dev/null || true)
if [ -n "$running" ] && grep -qs demo.sh "/proc/$running/cmdline"; then
  [ "$mode" = --down ] || fail "A demo is running already (process $running): end it with Ctrl-C there, or with $0 --down."
  kill -TERM "$running" && while kill -0 "$running" 2>/dev/null; do sleep 0.1; done
fi
lab_down
[ "$mode" != --down ] || { say "Nothing of the demo is left."; exit 0; }

say "${bold}Preparing${plain}"
need_packages demo
build_outputs

api() {
  local method=$1 path=$2 body=${3-}
  curl -sS --fail-with-body --max-time 20 -X "$method" "http://$dashboard:8080$path" -H "Authorization: Bearer ${token-}" \
    ${body:+-H 'Content-Type: application/json' -d "$body"} || { say "$method $path was refused" >&2; return 1; }
}

until_true() {
  local tries
  for tries in $(seq 600); do "$@" >/dev/null 2>&1 && return; sleep 0.1; done
  say "Waited 60 s for: $*" >&2
  return 1
}

# A step runs where `set -e` does not reach: each command here says itself that a failure ends the step.
start_controller() {
  password=$(head -c 9 /dev/urandom | base64 | tr '+/' 'xy')
  start_in ctl controller env State__Folder=$state/controller Admin__Password="$password" \
    "$root/out/controller/CloudNet.Controller" --urls http://0.0.0.0:8080
  until_true curl -fsS "http://$dashboard:8080/readyz" || return
  token=$(api POST /api/v1/sign-in "{\"user\":\"admin\",\"password\":\"$password\"}" | jq -er .secret)
}

make_networks() {
  local host
  api POST /api/v1/networks '{"name":"blue","range":"10.100.0.0/16","driver":"vxlan"}' || return
  api POST /api/v1/networks '{"name":"classic","range":"172.17.0.0/16","driver":"routed"}' || return
  for host in 1 2; do
    api POST /api/v1/networks/classic/reservations "{\"host\":\"v$host\",\"subnet\":\"172.17.$host.0/24\"}" || return
  done
}

# The line that an operator runs on a host, less the service (there is no systemd in a namespace).
install_host() {
  in_ns "$1" sh -c "curl -fsS http://$controller:8080/install.sh | sh -s -- --key '$2' --name $1 --no-service \
    --prefix $state/$1 --state-dir $state/$1/state" || return
  start_in "$1" "agent-$1" "$state/$1/bin/cloudnet-agent" run --state-dir "$state/$1/state"
}

install_hosts() {
  local host key
  key=$(api POST /api/v1/enrolment-keys '{"name":"demo","uses":3,"networks":["blue"]}' | jq -er .secret) || return
  for host in $hosts; do install_host "$host" "$key" || return; done
  for host in v1 v2; do api PUT "/api/v1/networks/classic/hosts/$host" || return; done
  until_true in_sync 5
}

# All leases are programmed, as measured by the hosts themselves.
in_sync() { api GET /api/v1/hosts | jq -e --argjson n "$1" '[.items[].leases[]] | length == $n and all(.appliedRevision >= .revision)'; }

rows_blue=() rows_classic=()
attach_containers() {
  local host name network address
  while read -r host name network; do
    container "$name" || return
    address=$(in_ns "$host" "$state/$host/bin/cloudnet" attach "$prefix-$name" --network "$network" --name "$name" \
      --label "app=$name" --state-dir "$state/$host/state") || return
    [ "$network" = blue ] && rows_blue+=("$host $name $address") || rows_classic+=("$host $name $address")
  done <<'ROWS'
v1 web blue
v2 api blue
v3 db blue
v1 old1 classic
v2 old2 classic
ROWS
}

# What was said is kept where a failure can be looked into: out/logs.
finish() { cp "$state"/*.log "$logs/" 2>/dev/null || true; lab_down; }
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
say "${bold}Starting${plain}"
lab_up >"$logs/lab.log" 2>&1 || { cat "$logs/lab.log" >&2; fail "The hosts and the switch could not be made; what failed is said above."; }
echo $$ >"$state/demo.pid"
step "controller with a PostgreSQL of its own" start_controller
step "networks: blue (vxlan), classic (routed)" make_networks
step "agents on v1, v2, v3 by the install script" install_hosts
step "five containers" attach_containers

matrix 'blue     10.100.0.0/16' "${rows_blue[@]}"
matrix 'classic  172.17.0.0/16' "${rows_classic[@]}"
printf '\n%s\n' "ok: ping and TCP went through, and came from the address that is promised (no NAT inside a network, NAT at its edge)."
[ $wrong = 0 ] || say "${red}$wrong cells are not as expected; logs: $logs$plain"
if [ "$mode" = --check ]; then exit $((wrong > 0)); fi

say "
${bold}Dashboard  http://$dashboard:8080     user admin   password $password${plain}
           (from elsewhere: ssh -L 8080:$dashboard:8080 to this machine, then http://localhost:8080)

Try, in another terminal:
  ip netns exec $prefix-web ping $(set -- ${rows_blue[1]}; echo "$3")          a container on v1 to one on v2
  ip netns exec $prefix-web ping api                          the same by its name
  ip netns exec $prefix-v1 nft delete table inet cloudnet    and the agent puts it back
  ip netns exec $prefix-v1 $state/v1/bin/cloudnet ps --state-dir $state/v1/state
  (status, attach and detach likewise; a demo host's agent has its folder there, a real one's needs no --state-dir)

Ctrl-C, or ./demo.sh --down in another terminal, ends the demo and takes everything away."
while :; do sleep 3600 & wait $!; done
