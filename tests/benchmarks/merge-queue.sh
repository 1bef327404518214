#!/usr/bin/env bash
# How many changes an hour are merged when results are kept by what a change touches, against results that are kept by the commit of the base.
#
#   tests/benchmarks/merge-queue.sh [seed, 14 unless said] [environments, 10 unless said]
#
# A simulation on a clock of its own, in which the program's own code decides the keys and what follows from evidence: 200 changes that all
# wait at the beginning, 40 components, 20 minutes for a certification, and one change in twenty that always fails. It does not simulate
# changes that are tested together, nor a base that is guessed before it is there. The promise: at least 4 times as many.
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.."
seed=${1:-14}
environments=${2:-10}
dotnet build tests/benchmarks/MergeQueue --configuration Release --nologo --verbosity quiet -nodeReuse:false >&2
program=artifacts/dotnet/bin/MergeQueue/release/MergeQueueBenchmark.dll

echo "200 changes, 40 components, $environments environments, 20 minutes for a certification, seed $seed"
printf '%-10s %16s %8s %10s %16s %8s\n' 'kept by' 'merges an hour' merged 'given up' certifications hours
results=$(dotnet "$program" "$seed" 200 40 "$environments" 20)
while read -r kept rate merged given certifications hours; do
  printf '%-10s %16s %8s %10s %16s %8s\n' "$kept" "$rate" "$merged" "$given" "$certifications" "$hours"
done <<<"$results"
ratio=$(awk '$1 == "base" { a = $2 } $1 == "part" { b = $2 } END { printf "%.1f", b / a }' <<<"$results")
kept=$(awk -v r="$ratio" 'BEGIN { print (r >= 4) }')
echo "$ratio times as many, at least 4: $([ "$kept" = 1 ] && echo kept || echo 'NOT KEPT')"
[ "$kept" = 1 ]
