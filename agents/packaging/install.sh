#!/bin/sh
# Installs the CloudNet agent on this host, enrols the host, and starts the agent. Running it again upgrades.
# Served by the controller at /install.sh, which fills in the two values below.
#
# The work is done by main, called on the last line: a download that was cut short runs nothing.
set -eu

controller='@CONTROLLER_URL@'
agent_sha256='@AGENT_SHA256@'

key=${CLOUDNET_ENROLMENT_KEY:-}
name=
underlay=
prefix=/usr/local
state_dir=${CLOUDNET_STATE_DIR:-/var/lib/cloudnet-agent}
service=yes
action=install
unit=/etc/systemd/system/cloudnet-agent.service
download=
# What the agent keeps (its StateFolder); a file that was not written to the end has .tmp behind its name.
state_files='(agent|removed|attachments)\.json|host\.key|agent\.sock|(agent|enrol)\.lock|wireguard|wireguard/[0-9]+\.(key|pub)|views'
state_files=$state_files'|views/(network|workloads|host)-[0-9a-f-]+\.json'

usage() {
  cat <<END
Installs the CloudNet agent and enrols this host with $controller.

  curl -fsSL $controller/install.sh | sh -s -- --key cnk_...

  --key KEY        enrolment key, made in the controller; or in CLOUDNET_ENROLMENT_KEY.
                   Not needed where the host is enrolled already.
  --name NAME      name of the host (default: its host name)
  --underlay ADDR  address that other hosts send to (default: source of the route to the controller, followed
                   where it changes); also for a host that is enrolled already
  --no-service     make no systemd service; print the command that runs the agent
  --prefix DIR     install below DIR/bin (default: /usr/local)
  --state-dir DIR  folder of the agent's state (default: /var/lib/cloudnet-agent)
  --uninstall      stop the agent, take everything of CloudNet's off this host, and delete the agent and its state
  --help           show this
END
}

say() { printf '==> %s\n' "$*"; }

die() {
  printf 'install.sh: %s\n' "$*" >&2
  exit 1
}

wrong_usage() {
  printf "install.sh: %s\nRun it with --help to see what it takes.\n" "$*" >&2
  exit 2
}

parse() {
  while [ $# -gt 0 ]; do
    case $1 in
      --key | --name | --underlay | --prefix | --state-dir) [ $# -ge 2 ] || wrong_usage "$1 needs a value." ;;
    esac
    case $1 in
      --key) key=$2; shift ;;
      --name) name=$2; shift ;;
      --underlay) underlay=$2; shift ;;
      --prefix) prefix=$2; shift ;;
      --state-dir) state_dir=$2; shift ;;
      --no-service) service=no ;;
      --uninstall) action=uninstall ;;
      --help | -h) usage; exit 0 ;;
      *) wrong_usage "there is no option $1." ;;
    esac
    shift
  done
  case $prefix in /*) ;; *) wrong_usage "--prefix $prefix is no absolute path." ;; esac
  case $state_dir in /*) ;; *) wrong_usage "--state-dir $state_dir is no absolute path." ;; esac
  # Both are written into a systemd unit.
  case $prefix$state_dir in *[!A-Za-z0-9/._-]*) wrong_usage "paths may hold letters, digits and / . _ - only." ;; esac
}

has() { command -v "$1" >/dev/null 2>&1; }

has_openssl() {
  for library in /lib/*/libssl.so.3 /usr/lib/*/libssl.so.3 /lib64/libssl.so.3 /usr/lib64/libssl.so.3 /usr/lib/libssl.so.3; do
    [ -e "$library" ] && return 0
  done
  return 1
}

# Finds all that is missing before anything is changed.
check_host() {
  [ "$(id -u)" = 0 ] || die "this must be run by root: the agent changes the kernel's networks. Try: ... | sudo sh -s -- ..."
  [ "$(uname -s)" = Linux ] || die "this is $(uname -s); the agent runs on Linux."
  [ "$(uname -m)" = x86_64 ] || die "this is $(uname -m); the agent is built for x86_64."
  missing=
  packages=
  need() { # tool, Debian package
    has "$1" && return 0
    missing="$missing $1"
    case " $packages " in *" $2 "*) ;; *) packages="$packages $2" ;; esac
  }
  need ip iproute2
  need bridge iproute2
  need nft nftables
  need nsenter util-linux
  need sysctl procps
  need sha256sum coreutils
  need curl curl
  has_openssl || { missing="$missing libssl.so.3"; packages="$packages libssl3"; }
  [ -z "$missing" ] || die "missing:$missing. On Debian and Ubuntu: apt-get install -y$packages"
  [ $service = no ] || [ -d /run/systemd/system ] || die "there is no systemd here. Add --no-service, and run the agent in the way this host runs services."
}

check_template() {
  case $controller in
    http://* | https://*) ;;
    *) die "this copy names no controller. Get it from one: curl -fsSL http://CONTROLLER/install.sh" ;;
  esac
  [ ${#agent_sha256} = 64 ] || die "this controller has no agent to hand out. Its log says where it looked for one."
}

has_newest() {
  [ -x "$agent" ] && [ "$(sha256sum "$agent" | cut -d' ' -f1)" = "$agent_sha256" ]
}

install_agent() {
  if has_newest; then
    say "$agent is the controller's version already"
  else
    say "downloading the agent from $controller"
    mkdir -p "$prefix/bin"
    # Beside its target, so that the last step is a rename: a running agent keeps the file that it was started from.
    download=$(mktemp "$prefix/bin/.cloudnet-agent.XXXXXX")
    trap 'rm -f "$download"' EXIT
    trap 'exit 130' INT TERM
    curl -fsSL --retry 3 --connect-timeout 10 -o "$download" "$controller/agent/v1/download/linux-x64" ||
      die "the agent could not be downloaded from $controller."
    [ "$(sha256sum "$download" | cut -d' ' -f1)" = "$agent_sha256" ] ||
      die "what was downloaded is not what the controller announced (SHA-256 differs). Try again; if it stays so, something between changes the file."
    chmod 755 "$download"
    "$download" --version >/dev/null || die "the agent does not run on this host; its words are above. It needs glibc 2.36 or newer and OpenSSL 3."
    mv -f "$download" "$agent"
    say "installed $agent"
  fi
  ln -sfn cloudnet-agent "$prefix/bin/cloudnet"
}

enrol() {
  if [ -z "$key" ] && [ ! -e "$state_dir/agent.json" ]; then
    die "this host is not enrolled, so an enrolment key is needed: --key cnk_... Make one in the controller."
  fi
  say "enrolling with $controller"
  set -- enrol --controller "$controller" --state-dir "$state_dir"
  [ -z "$name" ] || set -- "$@" --name "$name"
  [ -z "$underlay" ] || set -- "$@" --underlay "$underlay"
  # In the environment: an argument could be read by everybody on this host.
  CLOUDNET_ENROLMENT_KEY=${key:-none} "$agent" "$@" || die "the host was not enrolled."
}

# KillMode=process and the kernel left as it is: stopping or upgrading the agent disturbs no workload. The agent enters
# the network namespaces of other processes and answers names at port 53, hence the capabilities; it builds no code at run time.
# Below /etc it writes what 'ip netns exec' gives to namespaces with names, and nothing else.
write_unit() {
  cat >"$unit.new" <<END
[Unit]
Description=CloudNet agent
After=network.target nftables.service
StartLimitIntervalSec=0

[Service]
ExecStart=$agent run --state-dir $state_dir
Restart=always
RestartSec=1
KillMode=process
CapabilityBoundingSet=CAP_NET_ADMIN CAP_NET_RAW CAP_NET_BIND_SERVICE CAP_SYS_ADMIN CAP_SYS_PTRACE CAP_DAC_OVERRIDE CAP_DAC_READ_SEARCH
CapabilityBoundingSet=CAP_SETUID CAP_SETGID CAP_KILL
RestrictAddressFamilies=AF_UNIX AF_NETLINK AF_INET AF_INET6
NoNewPrivileges=yes
ProtectSystem=full
ReadWritePaths=-/etc/netns
ProtectClock=yes
ProtectHostname=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
LockPersonality=yes
MemoryDenyWriteExecute=yes
SystemCallArchitectures=native

[Install]
WantedBy=multi-user.target
END
  mv -f "$unit.new" "$unit"
}

start_service() {
  say "starting the service cloudnet-agent"
  mkdir -p /etc/netns
  write_unit
  systemctl daemon-reload
  systemctl enable --quiet cloudnet-agent.service
  systemctl restart cloudnet-agent.service
}

install() {
  check_template
  check_host
  install_agent
  enrol
  "$agent" check --state-dir "$state_dir" || say "containers may not reach each other until what is said above is done"
  if [ $service = yes ]; then
    start_service
    say "done; 'cloudnet status' shows how this host is"
  else
    say "done; run the agent with:"
    printf '%s run --state-dir %s\n' "$agent" "$state_dir"
  fi
}

# The folder is deleted with all that is in it, so it must be the agent's alone.
check_state_dir() {
  [ -d "$state_dir" ] || return 0
  foreign=$(cd "$state_dir" && { ls -A; for folder in views wireguard; do [ ! -d $folder ] || ls -A $folder | sed "s,^,$folder/,"; done; } |
    sed 's/\.tmp$//' | grep -vxE "$state_files" | head -n 1)
  [ -z "$foreign" ] || die "$state_dir holds $foreign, which is not the agent's, so nothing was removed. Name the agent's folder with --state-dir, or take $foreign out of it first."
}

uninstall() {
  [ "$(id -u)" = 0 ] || die "this must be run by root."
  check_state_dir
  if [ $service = yes ] && [ -e "$unit" ]; then
    say "stopping the service cloudnet-agent"
    systemctl disable --quiet --now cloudnet-agent.service || die "the service could not be stopped."
    rm -f "$unit"
    systemctl daemon-reload
  fi
  if [ -x "$agent" ]; then
    say "taking everything of CloudNet's off this host"
    "$agent" clean --state-dir "$state_dir" || die "not everything could be removed; nothing of the agent was deleted. Try again after what is said above."
  fi
  say "deleting the agent and $state_dir"
  rm -f "$agent" "$prefix/bin/cloudnet"
  rm -rf "$state_dir"
  say "done; remove the host in the controller too, so that its subnets are free again"
}

main() {
  parse "$@"
  agent=$prefix/bin/cloudnet-agent
  $action
}

main "$@"
