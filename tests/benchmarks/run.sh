#!/usr/bin/env bash
# Measures every promise about time and memory, one after the other. 0 when all are kept, 1 when one is not.
#
#   tests/benchmarks/run.sh [rounds]
set -uo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")"
kept=0
for benchmark in launcher up-to-date affected solver matrix yaml scheduler gates; do
  ./$benchmark.sh "$@" || kept=1
  echo
done
for benchmark in ledger stand-up; do
  ./$benchmark.sh || kept=1
  echo
done
[ $kept = 0 ] && echo 'Every promise is kept.' || echo 'NOT EVERY PROMISE IS KEPT.'
exit $kept
