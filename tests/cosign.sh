#!/usr/bin/env bash
# Puts cosign of Debian 13 into a folder: older Debian has none. It is one program that needs only the C library, and runs there too.
#
#   tests/cosign.sh FOLDER
#
# The package comes from where this machine takes Debian's own, and apt checks it by the same keys. Nothing is installed, so
# that no one needs to be root and the machine stays as it is.
#
# Exit codes: 0 FOLDER/cosign is there; 1 it is not, and standard error says why.
set -euo pipefail

folder=$(realpath -m "$1")
work=$(mktemp -d)
readonly suite=trixie folder work
trap 'rm -rf "$work"' EXIT

cannot() {
  printf '%s\n' "tests/cosign.sh: $*" 'Or install cosign 2 as your system does, so that it is on the PATH.' >&2
  exit 1
}

# ours TOOL ARGUMENT...: an apt tool with package lists of our own, as in tests/cluster/build.sh, whose text is a part of what
# it builds and so stays as it is.
ours() {
  "$1" -qq -o Dir::Etc::sourcelist=/dev/null -o Dir::Etc::sourceparts="$work/sources" -o Dir::State::lists="$work/lists" \
    -o Dir::Cache="$work/cache" -o APT::Sandbox::User="$(id -un)" -o Acquire::Retries=2 -o Acquire::Languages=none "${@:2}"
}

# The entries of this machine for its own release of Debian, of either format, asked for the other release instead.
read_package_lists() {
  local list parts file release
  release=$(sed -n 's/^VERSION_CODENAME=//p' /etc/os-release)
  mkdir -p "$work"/{sources,lists/partial,cache/archives/partial}
  eval "$(apt-config shell list Dir::Etc::sourcelist/f parts Dir::Etc::sourceparts/d)"
  for file in "$list" "$parts"*.{list,sources}; do
    [[ -f $file ]] || continue
    case $file in
      *.list) sed -nE "s/^([[:space:]]*deb[[:space:]].*[[:space:]])$release[[:space:]]+main\b.*/\1$suite main/p" "$file" ;;
      # A paragraph whose suites have the release itself, not only what is added to it.
      *) awk -v RS= -v ORS='\n\n' -v suites="\nSuites:[^\n]*[ \t]$release([ \t]|\n|$)" '("\n" $0) ~ suites' "$file" |
        sed -E "s/^Suites:.*/Suites: $suite/; s/^Components:.*/Components: main/" ;;
    esac >"$work/sources/${file##*/}"
  done
  # An entry of someone else's that cannot be reached is not ours to fix: what is missing is seen afterwards.
  ours apt-get update || true
}

read_package_lists
cd "$work"
ours apt-get download cosign || cannot "what this machine takes Debian's packages from has no cosign of $suite that apt trusts."
dpkg-deb -x cosign_*.deb root
mkdir -p "$folder"
# Renamed at the end: a folder that has it has all of it.
root/usr/bin/cosign version >/dev/null || cannot "cosign of $suite does not run on this machine."
cp root/usr/bin/cosign "$folder/.cosign.$$" && mv "$folder/.cosign.$$" "$folder/cosign"
