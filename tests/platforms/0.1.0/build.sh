#!/usr/bin/env bash
# Starts Path to Prod in the version that .config/dotnet-tools.json pins, and restores that first when it is not there.
#
#   ./build.sh --target=Deploy --component=ingress
#
# The program is started directly: `dotnet tool run` takes longer than all of its own start. Runs on bash 3.2 (macOS).
set -u
unset CDPATH

self=${BASH_SOURCE[0]}
case $self in */*) ;; *) self=./$self ;; esac
caller=$PWD
cd -P -- "${self%/*}/" || exit 2
root=$PWD

pinned='' line=''
while IFS= read -r line; do
  case $line in *'"version": "'*) pinned=${line#*: \"} && pinned=${pinned%%\"*} ;; esac
done <.config/dotnet-tools.json

case $OSTYPE in darwin*) machine=osx ;; *musl*) machine=linux-musl ;; *) machine=linux ;; esac
case $HOSTTYPE in x86_64) machine=$machine-x64 ;; *) machine=$machine-arm64 ;; esac

# With native code for this machine, else without.
find_program() {
  local packages=${NUGET_PACKAGES:-${HOME:-}/.nuget/packages} kind
  for kind in "$machine" any; do
    program=${packages%/}/pathtoprod.tool.$kind/$pinned/tools/net10.0/$kind/path-to-prod.dll
    [ ! -f "$program" ] || return 0
  done
  return 1
}

if ! find_program; then
  if ! type dotnet >/dev/null 2>&1; then
    echo 'The .NET SDK that global.json names is needed. Install it (https://dotnet.microsoft.com/download), so that dotnet is on the PATH.' >&2
    exit 2
  fi
  echo "Restoring Path to Prod $pinned (once)..." >&2
  if ! dotnet tool restore --verbosity quiet >&2 || ! find_program; then
    echo "Path to Prod $pinned, which .config/dotnet-tools.json pins, could not be restored. Check the network and the package sources; then run this again." >&2
    exit 2
  fi
fi

export PATH_TO_PROD_ROOT=$root
cd -- "$caller" 2>/dev/null || true
exec dotnet "$program" "$@"
