# Sourced by demo.sh: who reaches whom. Every cell is measured: a ping, and a TCP connection to a server that answers with
# the address it was called from. A cell is right when that address is the one that is promised:
#
#   container → container   the caller's own address: no NAT inside a network
#   host → container        an address of that host: its gateway in the network (vxlan) or its own (routed)
#   container → internet    the caller's host: NAT where a packet leaves the network

wrong=0

# seen_by FROM ADDRESS: what the server at ADDRESS saw; empty when ping or TCP failed.
seen_by() {
  in_ns "$1" ping -q -c 1 -W 2 "$2" >/dev/null 2>&1 || return 0
  in_ns "$1" timeout 3 bash -c 'exec 3<>/dev/tcp/$0/80; cat <&3' "$2" 2>/dev/null || true
}

cell() {
  local seen; seen=$(seen_by "$1" "$2")
  if [ -n "$seen" ] && grep -qxF -- "$seen" <<<"$3"; then printf '%s%-16s%s' "$green" ok "$plain"
  else
    wrong=$((wrong + 1))
    [ -z "$seen" ] && printf '%s%-16s%s' "$red" 'no answer' "$plain" || printf '%s%-16s%s' "$red" "from $seen" "$plain"
  fi
}

addresses_of() { in_ns "$1" ip -4 -o address show scope global | awk '{ sub("/.*", "", $4); print $4 }'; }

# matrix NETWORK "HOST CONTAINER ADDRESS" …
matrix() {
  local network=$1 row column host name address to_host to_name to_address; shift
  printf '\n%s%-26s' "$bold" "$network"
  for column in "$@"; do read -r _ to_name to_address <<<"$column"; printf '%-16s' "$to_name"; done
  printf '%-16s%s\n%-26s' internet "$plain" ''
  for column in "$@"; do read -r _ to_name to_address <<<"$column"; printf '%s%-16s%s' "$dim" "$to_address" "$plain"; done
  printf '%s%s%s\n' "$dim" $internet "$plain"
  for row in "$@"; do
    read -r host name address <<<"$row"
    printf '%-26s' "container $name on $host"
    for column in "$@"; do
      read -r to_host to_name to_address <<<"$column"
      if [ "$to_name" = "$name" ]; then printf '%-16s' -; else cell "$name" "$to_address" "$address"; fi
    done
    cell "$name" $internet "$(in_ns "$host" ip -4 -o address show dev eth0 | awk '{ sub("/.*", "", $4); print $4 }')"; echo
  done
  for row in "$@"; do
    read -r host _ <<<"$row"
    printf '%-26s' "host $host"
    for column in "$@"; do read -r to_host to_name to_address <<<"$column"; cell "$host" "$to_address" "$(addresses_of "$host")"; done
    cell "$host" $internet "$(addresses_of "$host")"; echo
  done
}
