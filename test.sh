#!/usr/bin/env bash
# Runs CloudNet's tests; says so itself with --help. How the numbers come about: every test project is a program that
# writes its results as XML. A program that dies, hangs or ends with an error that no test explains counts as one failure.
set -euo pipefail
usage="Usage: ./test.sh [fast | NAME…]

  ./test.sh           installs what is missing, builds, and runs every test; needs root (network namespaces)
  ./test.sh fast      only what needs no root, no database and no installed package: under a minute
  ./test.sh NAME…     the test projects with these names: $(cd "$(dirname "$0")/tests" && echo */*.csproj | tr ' ' '\n' |
    grep -v Benchmarks | sed 's,.*/CloudNet\.,,; s,\.csproj,,' | tr '\n' ' ')
  -- ARGUMENTS        handed to each test program, as in: ./test.sh Domain.Tests -- -class '*Subnet*'

The last line is 'N passed, N failed, N skipped'. Exit status 0: at least one test ran and none failed."
case ${1:-} in -h|--help|help) echo "$usage"; exit 0 ;; esac
. "$(dirname "$0")/.ci/setup.sh"
cd "$root"

names=() extra=()
while [ $# -gt 0 ] && [ "$1" != -- ]; do names+=("${1#CloudNet.}"); shift; done
[ $# -eq 0 ] || { shift; extra=("$@"); }
limit_minutes=20

all=$(for project in tests/*/*.csproj; do basename "$project" .csproj; done | grep -v Benchmarks | sed 's/^CloudNet\.//')
case "${names[*]-}" in
  fast) names=(Contracts.Tests Domain.Tests Web.Tests Agent.Tests Repository); extra+=(-trait- needs=root) ;;
  '') names=($all) ;;
esac
for name in "${names[@]}"; do
  grep -qx -- "$name" <<<"$all" || fail "There is no test project '$name'. There are: "$all
done

# Programs as they are shipped, root and packages: only for the projects that use them.
need_dotnet
case "${extra[*]-}" in *needs=root*) ;; *)
  case " ${names[*]} " in *' EndToEnd '*|*' Browser '*|*' Controller.Tests '*|*' Agent.Tests '*)
    need_root "$@"
    say "${bold}Preparing${plain}"
    need_packages test ;;
  esac
  case " ${names[*]} " in *' EndToEnd '*|*' Browser '*) build_outputs ;; esac ;;
esac

results=$root/out/test-results
rm -rf "$results" && mkdir -p "$results"
passed=0 failed=0 skipped=0 built=()
# All at once is faster than one after the other; which of them does not build is found out only where one does not.
if [ "${names[*]}" = "$(echo $all)" ] && try_step "building the tests" dotnet build CloudNet.sln -c Release -nologo -v q; then built=("${names[@]}")
else
  for name in "${names[@]}"; do
    if try_step "building $name" dotnet build "tests/CloudNet.$name" -c Release -nologo -v q; then built+=("$name")
    else failed=$((failed + 1)); fi
  done
fi

attribute() { grep -o "<assembly [^>]*" "$2" 2>/dev/null | grep -o " $1=\"[0-9]*\"" | grep -o '[0-9]*' | awk '{ n += $1 } END { print n + 0 }'; }

execute() {
  local name=$1 xml=$results/$1.xml status=0
  timeout --foreground --kill-after=10 ${limit_minutes}m "tests/CloudNet.$name/bin/Release/net10.0/CloudNet.$name" \
    -noLogo -noColor -noAutoReporters -reporter verbose -result-xml "$xml" ${extra[@]+"${extra[@]}"} </dev/null 2>&1 |
    awk -f .ci/progress.awk || status=${PIPESTATUS[0]}
  printf '%s' "$status" >"$results/$name.status"
}

count() {
  local name=$1 xml=$results/$1.xml status project_failed
  status=$(cat "$results/$name.status")
  project_failed=$(( $(attribute failed "$xml") + $(attribute errors "$xml") ))
  if [ "$status" != 0 ] && [ "$project_failed" = 0 ]; then
    project_failed=1
    say "  ${red}$name ended with status $status and no failed test: it crashed or took more than $limit_minutes minutes${plain}"
  fi
  passed=$((passed + $(attribute passed "$xml"))) failed=$((failed + project_failed)) skipped=$((skipped + $(attribute skipped "$xml")))
}
# Those that take seconds and wait for nothing run beside the others, and are told of after them.
beside=() others=()
for name in ${built[@]+"${built[@]}"}; do
  case $name in Contracts.Tests|Domain.Tests|Repository|Web.Tests) beside+=("$name") ;; *) others+=("$name") ;; esac
done
(for name in ${beside[@]+"${beside[@]}"}; do execute "$name" >"$results/$name.log"; done) &
for name in ${others[@]+"${others[@]}"}; do say "${bold}$name${plain}"; execute "$name"; count "$name"; done
wait
for name in ${beside[@]+"${beside[@]}"}; do say "${bold}$name${plain}"; cat "$results/$name.log"; count "$name"; done

say ''
say "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ] && [ $((passed + skipped)) -gt 0 ] && [ "$passed" -gt 0 ]
