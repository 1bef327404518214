#!/usr/bin/env bash
# How long a run over 1,000 components takes that only sleep, against the least that any run of them can take, and beside make.
#
#   tests/benchmarks/scheduler.sh [rounds, 5 unless said]
#
# The least is the largest of three: the longest path, all work over all workers, and the work that uses a resource over its
# limit. Each round is a graph of its own; the median of the ratios counts. The promises: at most 1.05 times the least, and with
# a process for each component no longer than `make -j` over the same graph.
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.."
rounds=${1:-5}
dotnet build tests/benchmarks/Scheduler --configuration Release --nologo --verbosity quiet -nodeReuse:false >&2
program=artifacts/dotnet/bin/Scheduler/release/SchedulerBenchmark.dll
makefile=artifacts/benchmarks/sleeps.mk
mkdir -p artifacts/benchmarks
kept=0

median() { sort -n | sed -n "$(((rounds + 1) / 2))p"; }
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.3f", a / b }'; }
is_at_most() { awk -v a="$1" -v b="$2" 'BEGIN { exit !(a <= b) }'; }
milliseconds_of() {
  local start=${EPOCHREALTIME/[.,]/}
  "$@" >/dev/null
  echo $(((${EPOCHREALTIME/[.,]/} - start) / 1000))
}

echo "1,000 components that sleep, against the least that they can take"
printf '%-34s %10s %10s %10s\n' 'median of the rounds' 'took ms' 'least ms' ratio
for size in '4 0' '16 0' '16 2'; do
  read -r workers limit <<<"$size"
  results=$(for ((round = 1; round <= rounds; round++)); do dotnet "$program" 1000 "$round" "$workers" "$limit" sleeps; done)
  ratios=$(while read -r took least; do echo "$(ratio "$took" "$least") $took $least"; done <<<"$results")
  read -r middle took least <<<"$(median <<<"$ratios")"
  name="$workers at once$([ "$limit" = 0 ] || echo ", $limit of them with the resource")"
  printf '%-34s %10s %10s %10s\n' "$name" "$took" "$least" "$middle"
  is_at_most "$middle" 1.05 || kept=1
done
echo "at most 1.05: $([ $kept = 0 ] && echo kept || echo 'NOT KEPT')"

echo
echo "A process for each, 16 at once"
beside=0
results=$(for ((round = 1; round <= rounds; round++)); do
  dotnet "$program" 1000 "$round" makefile >$makefile
  made=$(milliseconds_of make --silent --jobs=16 --file=$makefile)
  read -r took least <<<"$(dotnet "$program" 1000 "$round" 16 0 processes)"
  echo "$(ratio "$took" "$made") $took $made $least"
done)
read -r middle took made least <<<"$(median <<<"$results")"
printf '%-34s %10s %10s %10s\n' '' 'took ms' 'make ms' ratio
printf '%-34s %10s %10s %10s\n' "the least is $least ms" "$took" "$made" "$middle"
is_at_most "$middle" 1 || beside=1
echo "at most the time of make: $([ $beside = 0 ] && echo kept || echo 'NOT KEPT')"
exit $((kept || beside))
