#!/usr/bin/env bash
# How many changes an hour are merged when results are kept by what a change touches, against results that are kept by the commit of the base.
#
#   tests/benchmarks/merge-queue.sh [environments, 10 unless said] [seeds, 1 to 16 unless said]
#
# A simulation on a clock of its own, in which the program's own code decides the keys and what follows from evidence: 200 changes that all
# wait at the beginning, 40 components, 20 minutes for a certification, and one change in twenty that always fails. It does not simulate
# changes that are tested together, nor a base that is guessed before it is there. The promise: at least 4 times as many, with each seed.
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.."
environments=${1:-10}
shift || true
seeds=("$@")
[ $# -gt 0 ] || mapfile -t seeds < <(seq 1 16)
dotnet build tests/benchmarks/MergeQueue --configuration Release --nologo --verbosity quiet -nodeReuse:false >&2
program=artifacts/dotnet/bin/MergeQueue/release/MergeQueueBenchmark.dll

echo "200 changes, 40 components, $environments environments, 20 minutes for a certification"
printf '%4s  %-8s %14s %8s %10s %16s %8s %8s\n' seed 'kept by' 'merges an hour' merged 'given up' certifications hours 'as many'
ratios=()
for seed in "${seeds[@]}"; do
  first=
  while read -r kept rate merged given certifications hours; do
    first=${first:-$rate}
    ratio=$(awk -v a="$first" -v b="$rate" 'BEGIN { printf "%.1f", b / a }')
    printf '%4s  %-8s %14s %8s %10s %16s %8s %8s\n' "$seed" "$kept" "$rate" "$merged" "$given" "$certifications" "$hours" "$ratio"
  done < <(dotnet "$program" "$seed" 200 40 "$environments" 20)
  ratios+=("$ratio")
done
printf '%s\n' "${ratios[@]}" | sort -n | awk '
  { r[NR] = $1 }
  END {
    kept = r[1] >= 4
    printf "%.1f, %.1f, %.1f times as many (the least, the median, the most), at least 4: %s\n", r[1], r[int((NR + 1) / 2)], r[NR], kept ? "kept" : "NOT KEPT"
    exit !kept
  }'
