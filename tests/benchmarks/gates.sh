#!/usr/bin/env bash
# How long ./build.sh --target=Gates takes for all of a path: 500 environments with 20 gates each, and 1,000 version sets.
#
#   tests/benchmarks/gates.sh [rounds, 15 unless said]
#
# The gates ask no network: evidence, ledgers, windows, approvals. Each environment has run five sets, and waits for the next. Whole processes,
# the launcher included. The promise: at most one second.
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.."
rounds=${1:-15}
platform=${PATH_TO_PROD_BENCHMARKS:-${TMPDIR:-/tmp}/path-to-prod-benchmarks}/path-500

dotnet build tests/benchmarks/Generator --configuration Release --nologo --verbosity quiet -nodeReuse:false >&2
./build.sh --target=Help >/dev/null
rm -rf "$platform"
mkdir -p "$platform/artifacts"
dotnet artifacts/dotnet/bin/Generator/release/Generator.dll "$platform" 501 path
cp -R build build.sh Directory.* global.json .editorconfig "$platform"
# The same sources give the same host, so this checkout's serves.
cp -R artifacts/host "$platform/artifacts/"

gates() { printf "cd '%s' && exec ./build.sh --target=Gates --output=%s" "$platform" "$1"; }
(cd "$platform" && ./build.sh --target=Gates --output=json >gates.json)
printf '%s verdicts of %s gates\n' "$(grep -c '"opensAt"\|"environment":' "$platform/gates.json")" "$(grep -c '"holds"\|"causes":' "$platform/gates.json")"
./tests/benchmarks/alternate.pl "$rounds" 'Gates of 500 environments' "$(gates text)" 'one second' 'exec sleep 1' 'the same as JSON' "$(gates json)" -- 1.0
