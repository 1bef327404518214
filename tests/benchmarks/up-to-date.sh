#!/usr/bin/env bash
# How long it takes to find that nothing has to be built, against turbo (Turborepo) over the same tree.
#
#   tests/benchmarks/up-to-date.sh [rounds, 15 unless said]
#
# Whole processes, launchers included: ./build.sh here, the program that npm puts in node_modules/.bin there. The
# promises: at most 0.7 of turbo's time over 1,000 components; over 10,000 components at most 12 times the time of
# 1,000, and less than 400 MB of memory.
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")"
rounds=${1:-15}
small=$(./platform.sh 1000)
large=$(./platform.sh 10000)
export TURBO_TELEMETRY_DISABLED=1 DO_NOT_TRACK=1
ours='exec ./build.sh --target=Build --component=all'
kept=0

echo "All of 1,000 components up to date"
./alternate.pl "$rounds" \
  './build.sh --target=Build --component=all' "cd '$small' && $ours" \
  'turbo run build' "cd '$small' && exec ./node_modules/.bin/turbo run build" \
  'turbo run build, without node around it' \
  "cd '$small' && exec \"\$(echo ./node_modules/@turbo/*/bin/turbo)\" run build --output-logs=none" \
  -- 0.7 || kept=$?
[ $kept -lt 2 ] || exit 2

echo
echo "All of 10,000 components up to date, against 1,000"
./alternate.pl "$((rounds / 3 + 1))" \
  '10,000 components' "cd '$large' && $ours" \
  '1,000 components' "cd '$small' && $ours" \
  -- 12 400 || kept=$?
exit $kept
