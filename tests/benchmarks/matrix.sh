#!/usr/bin/env bash
# How long ./build.sh --target=Matrix takes over evidence of 100,000 lines, and how that grows.
#
#   tests/benchmarks/matrix.sh [rounds, 15 unless said]
#
# Each line is of seven components and eight tests, about 280 MB together. Warm: an earlier run kept what the lines said.
# Cold: nothing was kept, and the digest of every line is checked. Added: the file was touched, so all of its bytes are
# compared with what was kept. Whole processes, the launcher included. The promises: warm at most 0.3 seconds, cold 2,
# touched 1.
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.."
rounds=${1:-15}
platforms=${PATH_TO_PROD_BENCHMARKS:-${TMPDIR:-/tmp}/path-to-prod-benchmarks}

say() { printf '%s\n' "$*" >&2; }

# Its dates are those of the day on which it was made, so that there is always fresh evidence.
stamp() {
  date -u +%F
  git ls-files -s -- build build.sh Directory.* global.json tests/benchmarks | git hash-object --stdin
  git diff HEAD -- build build.sh Directory.* global.json tests/benchmarks | git hash-object --stdin
}

generate() {
  local lines=$1 platform=$platforms/evidence-$1
  if [ "$(cat "$platform/artifacts/made-from" 2>/dev/null)" = "$now" ]; then return; fi
  say "Making evidence of $lines lines in $platform..."
  rm -rf "$platform"
  mkdir -p "$platform/artifacts"
  dotnet artifacts/dotnet/bin/Generator/release/Generator.dll "$platform" "$lines" evidence
  cp -R build build.sh Directory.* global.json .editorconfig "$platform"
  # The same sources give the same host, so this checkout's serves.
  cp -R artifacts/host "$platform/artifacts/"
  (cd "$platform" && ./build.sh --target=Matrix >program.log 2>&1) || { tail -n 20 "$platform/program.log" >&2 && exit 2; }
  printf '%s\n' "$now" >"$platform/artifacts/made-from"
}

now=$(stamp)
dotnet build tests/benchmarks/Generator --configuration Release --nologo --verbosity quiet -nodeReuse:false >&2
./build.sh --target=Help >/dev/null
for lines in 1000 10000 100000; do generate $lines; done

matrix() { printf "cd '%s' && exec ./build.sh --target=Matrix" "$platforms/evidence-$1"; }
cold() { printf "rm -rf '%s/artifacts/evidence'; %s" "$platforms/evidence-$1" "$(matrix "$1")"; }
touched() { printf "touch '%s/environments/version-sets/compatibility.jsonl'; %s" "$platforms/evidence-$1" "$(matrix "$1")"; }

# The first run of a round keeps what the lines said, and the file was at rest long before.
kept=0
echo 'Matrix over evidence, cold and warm, against two seconds'
./tests/benchmarks/alternate.pl "$rounds" \
  '100,000 lines, cold' "$(cold 100000)" \
  'two seconds' 'exec sleep 2' \
  '100,000 lines, warm' "$(matrix 100000)" \
  '10,000 lines, cold' "$(cold 10000)" \
  '10,000 lines, warm' "$(matrix 10000)" \
  '1,000 lines, warm' "$(matrix 1000)" \
  -- 1.0 || kept=1
echo
echo 'Matrix over evidence, warm, against 0.3 seconds'
./tests/benchmarks/alternate.pl "$rounds" \
  '100,000 lines, warm' "$(matrix 100000)" \
  '0.3 seconds' 'exec sleep 0.3' \
  -- 1.0 || kept=1
echo
echo 'Matrix over evidence that was touched, against one second'
./tests/benchmarks/alternate.pl "$rounds" \
  '100,000 lines, touched' "$(touched 100000)" \
  'one second' 'exec sleep 1' \
  -- 1.0 || kept=1
exit $kept
