#!/usr/bin/env bash
# How long it takes to find what one changed file of 1,000 components affects, against turbo (Turborepo).
#
#   tests/benchmarks/affected.sh [rounds, 15 unless said]
#
# The change is committed, and both compare with the commit before it. The promise: at most turbo's time.
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")"
rounds=${1:-15}
platform=$(./platform.sh 1000)
export TURBO_TELEMETRY_DISABLED=1 DO_NOT_TRACK=1
turbo='TURBO_SCM_BASE=before exec'

echo "One file changed among 1,000 components"
./alternate.pl "$rounds" \
  './build.sh --target=Affected --since=before' "cd '$platform' && exec ./build.sh --target=Affected --since=before" \
  'turbo run build --dry=json --affected' \
  "cd '$platform' && $turbo ./node_modules/.bin/turbo run build --dry=json --affected" \
  'the same, without node around it' \
  "cd '$platform' && $turbo \"\$(echo ./node_modules/@turbo/*/bin/turbo)\" run build --dry=json --affected" \
  -- 1.0
