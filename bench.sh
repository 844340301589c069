#!/usr/bin/env bash
# Measures CloudNet on this machine; ./bench.sh --help says what.
set -euo pipefail
. "$(dirname "$0")/.ci/setup.sh"
program=$root/tests/CloudNet.Benchmarks/bin/Release/net10.0/CloudNet.Benchmarks
{
  need_dotnet
  case " $* " in *' --help '*|*' -h '*) ;; *)
    need_root "$@"
    need_packages test
    build_outputs ;;
  esac
  step "building the benchmarks" dotnet build "$root/tests/CloudNet.Benchmarks" -c Release -nologo -v q
} >&2
exec "$program" "$@"
