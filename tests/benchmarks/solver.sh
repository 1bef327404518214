#!/usr/bin/env bash
# How long it takes to find versions that run together, and how that grows with the number of components.
#
#   tests/benchmarks/solver.sh [rounds, 5 unless said]
#
# Each component has 100 versions with 5 requirements each, and the newest of everything does not fit together. Building
# the universe from candidates in memory, solving, and the reasons of all choices count; every round is a process of its
# own, compiled just in time. The promise: 1,000 components take less than a second and 500 MB, the candidates included.
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.."
rounds=${1:-5}
dotnet build tests/benchmarks/Solver --configuration Release --nologo --verbosity quiet -nodeReuse:false >&2
program=artifacts/dotnet/bin/Solver/release/SolverBenchmark.dll

echo "Solving with 100 versions of each component, 5 requirements of each version"
printf '%-12s %10s %10s %10s %10s %14s %18s\n' components 'median ms' 'most ms' 'MB' 'MB input' 'not newest' 'ms for 10 times'
kept=0
previous=0
before=0
for count in 10 30 100 300 1000 3000 10000; do
  results=$(for ((round = 0; round < rounds; round++)); do dotnet "$program" "$count" 100 5; done | sort -n -k 2)
  read -r _ median _ _ _ <<<"$(sed -n "$((rounds / 2 + 1))p" <<<"$results")"
  read -r _ most _ input older <<<"$(tail -n 1 <<<"$results")"
  memory=$(cut -d ' ' -f 3 <<<"$results" | sort -n | tail -n 1)
  # What ten times the components would take if it went on as from the row before: 10 is linear.
  growth=$([ "$before" = 0 ] || awk -v a="$previous" -v b="$median" -v n="$before" -v m="$count" \
    'BEGIN { printf "%.1f", exp(log(b / a) / log(m / n) * log(10)) }')
  printf '%-12s %10s %10s %10s %10s %14s %18s\n' "$count" "$median" "$most" "$memory" "$input" "$older" "${growth:-}"
  if [ "$count" = 1000 ]; then
    [ "$median" -lt 1000 ] && [ "$memory" -lt 500 ] || kept=1
    promise="1,000 components: $median ms, at most 1000, and $memory MB, at most 500"
  fi
  previous=$median
  before=$count
done

echo
echo "Upgrading one component, where at least 5 others have to change, and component by component more would"
printf '%-12s %10s %10s %16s %10s\n' components versions 'median ms' 'others change' 'is that'
for size in '100 20' '1000 100'; do
  results=$(for ((round = 0; round < rounds; round++)); do
    # shellcheck disable=SC2086 # two numbers
    dotnet "$program" $size 5 5
  done | sort -n -k 2)
  read -r count median others fewest <<<"$(sed -n "$((rounds / 2 + 1))p" <<<"$results")"
  printf '%-12s %10s %10s %16s %10s\n' "$count" "${size#* }" "$median" "$others" "$fewest"
done

echo
echo "Refusing: a row of components of which the last one is not there, and components that are held at old versions"
printf '%-12s %10s %10s %14s %10s %10s\n' components versions 'median ms' 'MB allocated' reasons remedies
for size in '5000 5 5 0 row' '1000 100 5 3 holds' '5000 20 5 1 holds'; do
  results=$(for ((round = 0; round < rounds; round++)); do
    # shellcheck disable=SC2086 # five arguments
    dotnet "$program" $size
  done | sort -n -k 2)
  read -r count median allocated reasons remedies <<<"$(sed -n "$((rounds / 2 + 1))p" <<<"$results")"
  read -r _ versions _ <<<"$size"
  printf '%-12s %10s %10s %14s %10s %10s\n' "$count" "$versions" "$median" "$allocated" "$reasons" "$remedies"
  if [ "$size" = '5000 5 5 0 row' ]; then
    [ "$allocated" -lt 1000 ] || kept=1
    refusal="5,000 components in a row: refused with $allocated MB of allocations, at most 1000"
  fi
done

echo "$refusal"
echo "$promise: $([ $kept = 0 ] && echo kept || echo 'NOT KEPT')"
exit $kept
