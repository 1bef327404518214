#!/usr/bin/env bash
# How long it takes to read what a large chart renders, beside YamlDotNet's own parser in the same process.
#
#   tests/benchmarks/yaml.sh [rounds, 5 unless said]
#
# Ours makes documents of it: places, types as Kubernetes has them, JSON, the text of each. YamlDotNet's parser only says
# what comes next. The promise: 30,000 lines are read in at most half a second, also by a process that has read nothing yet.
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.."
rounds=${1:-5}
dotnet build tests/benchmarks/Yaml --configuration Release --nologo --verbosity quiet -nodeReuse:false >&2
program=artifacts/dotnet/bin/Yaml/release/YamlBenchmark.dll

echo 'Reading rendered manifests, milliseconds'
printf '%-10s %8s %12s %8s %8s %12s %8s %14s\n' lines kB documents first median YamlDotNet ratio 'MB allocated'
kept=1
for lines in 3000 30000 300000; do
  read -r lines size documents first median parser memory <<<"$(dotnet "$program" "$lines" "$rounds")"
  ratio=$(awk -v a="$median" -v b="$parser" 'BEGIN { printf "%.2f", a / b }')
  printf '%-10s %8s %12s %8s %8s %12s %8s %14s\n' \
    "$lines" "$size" "$documents" "$first" "$median" "$parser" "$ratio" "$memory"
  if [ "$lines" -ge 30000 ] && [ "$lines" -lt 40000 ]; then
    [ "$first" -gt 500 ] || kept=0
    promise="$lines lines: $first ms at first, at most 500, and $median ms then, $ratio of YamlDotNet's parser"
  fi
done
echo "$promise: $([ $kept = 0 ] && echo kept || echo 'NOT KEPT')"
exit $kept
