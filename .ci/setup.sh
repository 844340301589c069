# Sourced by demo.sh and test.sh: what both need before they start. Nothing here starts a service.
#
#   need_root                    ends with a way out when not root
#   need_packages demo|test      installs the Debian packages that are missing, and only those
#   need_dotnet                  ends with a way out when there is no .NET SDK 10
#   build_outputs                publishes out/controller, out/migrations, out/agent where their sources changed
#   step TEXT COMMAND…           runs a command quietly; shows its output when it fails, and ends (try_step: returns 1)
#
# An output is current when out/<name>/.sources holds the hash of the files that it is made from: content, not times,
# so that a checkout or a touched file rebuilds nothing. Costs about 50 ms.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
logs=$root/out/logs
mkdir -p "$logs"
export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1

if [ -t 1 ]; then bold=$'\e[1m' green=$'\e[32m' red=$'\e[31m' dim=$'\e[2m' plain=$'\e[0m'
else bold='' green='' red='' dim='' plain=''; fi

say() { printf '%s\n' "$*"; }
fail() { printf '%s%s%s\n' "$red" "$*" "$plain" >&2; exit 1; }

step() { try_step "$@" || fail "'$1' failed; the whole output is in $log"; }

try_step() {
  local text=$1 from=$SECONDS; shift
  log=$logs/$(printf '%s' "$text" | tr -cs 'a-zA-Z0-9' '-').log
  printf '  %-46s ' "$text"
  if "$@" >"$log" 2>&1 </dev/null 9>&-; then   # 9 is the build's lock: no build server may inherit it
    printf '%sdone%s %s%d s%s\n' "$green" "$plain" "$dim" $((SECONDS - from)) "$plain"
  else
    printf '%sfailed%s\n' "$red" "$plain"
    tail -n 40 "$log" >&2
    return 1
  fi
}

need_root() {
  [ "$(id -u)" = 0 ] || fail "Network namespaces need root: sudo $0 $*"
}

# What must be there, and the package that brings it: a command, or a path (with wildcards).
packages_demo='ip:iproute2 nft:nftables ping:iputils-ping curl:curl jq:jq socat:socat unshare:util-linux setpriv:util-linux ps:procps
  /usr/lib/postgresql/*/bin/initdb:postgresql gcc:gcc /usr/include/stdio.h:libc6-dev /usr/include/zlib.h:zlib1g-dev
  /etc/ssl/certs/ca-certificates.crt:ca-certificates /usr/lib/*/libssl.so.3:libssl3'
packages_test="$packages_demo tcpdump:tcpdump wg:wireguard-tools wireguard-go:wireguard-go ovs-vswitchd:openvswitch-switch ethtool:ethtool iperf3:iperf3 rabbitmq-server:rabbitmq-server chromium:chromium dnsmasq:dnsmasq-base wrk:wrk"

missing_packages() {
  local entry what
  for entry in $1; do
    what=${entry%:*}
    case $what in
      /*) compgen -G "$what" >/dev/null || say "${entry##*:}" ;;
      *) PATH=$PATH:/usr/sbin:/sbin command -v "$what" >/dev/null || say "${entry##*:}" ;;
    esac
  done | sort -u
}

need_packages() {
  local list=packages_$1 missing
  missing=$(missing_packages "${!list}")
  [ -n "$missing" ] || return 0
  command -v apt-get >/dev/null || fail "Missing, and there is no apt-get to install it with:" $missing
  [ "$(id -u)" = 0 ] || fail "Missing: "$missing". Install: sudo apt-get install --no-install-recommends "$missing
  export DEBIAN_FRONTEND=noninteractive
  step "package lists" apt-get update -q
  step "packages: $(echo $missing)" without_services apt-get install -q -y --no-install-recommends $missing
}

# Debian's postgresql and rabbitmq-server start a daemon when they are installed. CloudNet uses instances of its own, so
# nothing is started while we install; a policy that the machine already has is left as it is.
without_services() {
  local policy=/usr/sbin/policy-rc.d result=0
  if [ -e $policy ]; then "$@"; return; fi
  printf '#!/bin/sh\nexit 101\n' >$policy && chmod 755 $policy
  "$@" || result=$?
  rm -f $policy
  return $result
}

need_dotnet() {
  command -v dotnet >/dev/null && (cd "$root" && dotnet --version >/dev/null 2>&1) && return
  fail "CloudNet is built with the .NET SDK that global.json names ($(grep -o '10\.[0-9.]*' "$root/global.json") or a later 10.0).
Found: $(dotnet --list-sdks 2>/dev/null | tr '\n' ' ' || true). Install it from https://dotnet.microsoft.com/download/dotnet/10.0"
}

sources_hash() {
  (cd "$root" && find "$@" Directory.Build.props Directory.Packages.props global.json .editorconfig BannedSymbols.txt -type f \
    -not -path '*/bin/*' -not -path '*/obj/*' -not -path '*/node_modules/*' -print0 | sort -z | xargs -0 sha256sum | sha256sum)
}

# build_output NAME PROJECT SOURCES: published beside the old one, then put in its place.
build_output() {
  local name=$1 project=$2 sources=$3 hash
  hash=$(sources_hash $sources)
  [ "$(cat "$root/out/$name/.sources" 2>/dev/null)" != "$hash" ] || return 0
  rm -rf "$root/out/$name.new"
  step "building $name" dotnet publish "$root/$project" -c Release -o "$root/out/$name.new" -nologo -v q
  printf '%s\n' "$hash" >"$root/out/$name.new/.sources"
  rm -rf "${root:?}/out/$name"
  mv "$root/out/$name.new" "$root/out/$name"
}

build_outputs() {
  need_dotnet
  exec 9>"$root/out/.lock"
  flock 9
  build_output agent agents/CloudNet.Agent "agents/CloudNet.Agent src/CloudNet.Contracts"
  build_output migrations migrations/CloudNet.Migrations "migrations src/CloudNet.Store src/CloudNet.Domain src/CloudNet.Contracts"
  build_output controller src/CloudNet.Controller "src web agents/packaging"
  exec 9>&-
}
