# Sourced by demo.sh: three hosts, a switch, an internet and a place for the controller, all as network namespaces.
#
#   this machine ── cndemo0 198.18.124.0/30 ── cndemo-ctl  controller, PostgreSQL   192.168.124.10
#                                                   │
#                        bridge in cndemo-lan ──────┼── cndemo-v1, -v2, -v3  hosts  192.168.124.51 .52 .53
#                                                   │
#                                              cndemo-inet  the rest of the world   192.168.124.254, 203.0.113.1
#
# Everything is found again by its name: the namespaces cndemo-*, the processes in them, the link cndemo0 and the folder
# $state. So lab_down needs no notes, and works after any end of a former run. On the machine itself there is one link.
# The internet has no route back to container addresses: an answer from it proves that NAT was done.

prefix=cndemo
state=/var/lib/cloudnet-demo
dashboard=198.18.124.2
controller=192.168.124.10
internet=203.0.113.1
hosts="v1 v2 v3"

in_ns() { local name=$prefix-$1; shift; ip netns exec "$name" "$@"; }

# Runs in the background, in a session of its own: Ctrl-C reaches demo.sh alone, which then ends all in order.
start_in() { local name=$1 log=$state/$2.log; shift 2; setsid ip netns exec "$prefix-$name" "$@" >>"$log" 2>&1 </dev/null & disown; }

namespace() { ip netns add "$prefix-$1" && in_ns "$1" ip link set lo up; }

# A namespace with a cable to the switch, and an address.
plug() {
  namespace "$1" &&
    ip link add eth0 netns "$prefix-$1" type veth peer name "$1" netns "$prefix-lan" &&
    in_ns lan ip link set "$1" master lan up &&
    in_ns "$1" ip address add "$2/24" dev eth0 &&
    in_ns "$1" ip link set eth0 up
}

# demo.sh asks whether this succeeds, which switches `set -e` off in here: each line says itself that a failure ends it.
lab_up() {
  local name number=51
  mkdir -p "$state" || return
  namespace lan || return
  in_ns lan ip link add lan type bridge || return
  in_ns lan ip link set lan up || return
  plug ctl $controller || return
  plug inet 192.168.124.254 || return
  in_ns inet ip address add $internet/32 dev lo || return
  for name in $hosts; do
    plug "$name" 192.168.124.$number || return
    in_ns "$name" ip route add default via 192.168.124.254 || return
    number=$((number + 1))
  done
  ip link add ${prefix}0 type veth peer name eth1 netns $prefix-ctl || return
  ip address add 198.18.124.1/30 dev ${prefix}0 || return
  ip link set ${prefix}0 up || return
  in_ns ctl ip address add $dashboard/30 dev eth1 || return
  in_ns ctl ip link set eth1 up || return
  whoami_server inet internet
}

# Answers every TCP connection on port 80 with the caller's address, as it arrives here.
whoami_server() { start_in "$1" "$2" socat TCP-LISTEN:80,fork,reuseaddr 'SYSTEM:echo $SOCAT_PEERADDR'; }

# A container without an engine: own network, processes, mounts, host name. Its network has nothing but lo until it is attached.
container() {
  namespace "$1" || return
  start_in "$1" "container-$1" unshare --mount --uts --ipc --pid --fork --kill-child --mount-proc \
    sh -c 'hostname "$1"; exec socat TCP-LISTEN:80,fork,reuseaddr "SYSTEM:echo \$SOCAT_PEERADDR"' sh "$1"
}

lab_namespaces() { ip netns list 2>/dev/null | awk '{ print $1 }' | grep "^$prefix-" || true; }
lab_processes() { local name; for name in $(lab_namespaces); do ip netns pids "$name"; done; }

# Asks first, so that PostgreSQL gives its shared memory back (it stops at once on INT only, the others on TERM); insists
# after five seconds.
lab_down() {
  local name tries
  kill -TERM $(lab_processes) 2>/dev/null || true
  kill -INT $(lab_processes) 2>/dev/null || true
  for tries in $(seq 50); do [ -n "$(lab_processes)" ] || break; sleep 0.1; done
  kill -KILL $(lab_processes) 2>/dev/null || true
  for name in $(lab_namespaces); do ip netns delete "$name"; rm -rf "/etc/netns/$name"; done
  ip link delete ${prefix}0 2>/dev/null || true
  rm -rf "$state"
}
