#!/usr/bin/env bash
# Makes a platform of so many components to measure, outside the repository, and prints its folder.
#
#   tests/benchmarks/platform.sh COMPONENTS
#
# It is a Git repository of its own that holds a copy of the program, and what turbo (Turborepo) needs to build the same
# tree. Its last commit changes one file of the component in the middle; the tag `before` is the commit without that.
# Nothing is made again while neither the generator nor the program changed. Both sides have built everything when this
# ends, so whatever is measured next finds all up to date.
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.."
count=${1:?how many components?}
platforms=${PATH_TO_PROD_BENCHMARKS:-${TMPDIR:-/tmp}/path-to-prod-benchmarks}
platform=$platforms/$count
turbo=$PWD/artifacts/benchmarks/turbo
turbo_version=2.11.11

say() { printf '%s\n' "$*" >&2; }

install_turbo() {
  [ -x "$turbo/node_modules/.bin/turbo" ] && return
  say "Fetching turbo $turbo_version with npm..."
  mkdir -p "$turbo"
  echo '{ "private": true }' >"$turbo/package.json"
  npm install --prefix "$turbo" --no-save --no-audit --no-fund --loglevel=error "turbo@$turbo_version" >&2
}

commit() {
  git -C "$platform" add --all
  git -C "$platform" -c user.name=benchmark -c user.email=benchmark@example.com -c commit.gpgsign=false \
    commit --quiet --message="$1"
}

generate() {
  say "Making a platform of $count components in $platform..."
  dotnet build tests/benchmarks/Generator --configuration Release --nologo --verbosity quiet -nodeReuse:false >&2
  rm -rf "$platform"
  mkdir -p "$platform"
  dotnet artifacts/dotnet/bin/Generator/release/Generator.dll "$platform" "$count"
  cp -R build build.sh Directory.* global.json .editorconfig "$platform"
  git -C "$platform" init --quiet --initial-branch=main
  commit 'Everything'
  git -C "$platform" tag before
  local middle
  middle=$(printf "%0${#count}d" $((count / 2)))
  echo '# Changed.' >>"$platform/components/part-$middle/manifests/service.yaml"
  commit 'Change one file'
  ln -s "$turbo/node_modules" "$platform/node_modules"
}

# npm would take a second for each component, which is no part of what is measured: this one only runs the script.
stand_in_npm() {
  mkdir -p "$turbo/npm"
  printf '%s\n' '#!/bin/sh' '[ "$1 $2" = "run build" ] && mkdir -p dist && cp manifests/* dist/' >"$turbo/npm/npm"
  chmod +x "$turbo/npm/npm"
}

prime_turbo() {
  say 'Building with turbo...'
  stand_in_npm
  (
    cd "$platform"
    PATH=$turbo/npm:$PATH TURBO_TELEMETRY_DISABLED=1 DO_NOT_TRACK=1 \
      ./node_modules/.bin/turbo run build --output-logs=errors-only >turbo.log 2>&1
  ) || { tail -n 20 "$platform/turbo.log" >&2 && exit 1; }
}

prime_ours() {
  say 'Building with the program...'
  # The same sources give the same host, so this checkout's serves: nothing is compiled a second time.
  ./build.sh --target=Help >/dev/null
  mkdir -p "$platform/artifacts"
  cp -R artifacts/host "$platform/artifacts/"
  (cd "$platform" && ./build.sh --target=Build --component=all >program.log 2>&1) ||
    { tail -n 20 "$platform/program.log" >&2 && exit 1; }
}

# What the platform was made from.
stamp() {
  git ls-files -s -- build build.sh Directory.* global.json tests/benchmarks | git hash-object --stdin
  git diff HEAD -- build build.sh Directory.* global.json tests/benchmarks | git hash-object --stdin
}

now=$(stamp)
if [ "$(cat "$platform/artifacts/made-from" 2>/dev/null)" != "$now" ]; then
  install_turbo
  generate
  # Only the platform of the comparison: what turbo takes for more says nothing about us.
  [ "$count" -gt 1000 ] || prime_turbo
  prime_ours
  printf '%s\n' "$now" >"$platform/artifacts/made-from"
fi
printf '%s\n' "$platform"
