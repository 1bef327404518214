#!/usr/bin/env bash
# Installs what the tests of the artifact store need on Debian and its kin: a registry, Skopeo, strace and unzip. What is
# there already stays as it is, and where there is no apt-get the tests say what is missing.
set -euo pipefail

missing=()
need() { command -v "$1" >/dev/null || missing+=("$2"); }
need docker-registry docker-registry
need skopeo skopeo
need strace strace
need unzip unzip

((${#missing[@]} > 0)) || exit 0
if ! command -v apt-get >/dev/null; then
  printf 'tests/Registry/install.sh: there is no apt-get; install these otherwise: %s\n' "${missing[*]}" >&2
  exit 0
fi

as_root=()
((EUID == 0)) || as_root=(sudo -n)

# A service of that package would listen on a port that nobody asked for: only the program is wanted.
policy=/usr/sbin/policy-rc.d
if [[ ! -e $policy ]]; then
  printf '#!/bin/sh\nexit 101\n' | "${as_root[@]}" tee "$policy" >/dev/null
  "${as_root[@]}" chmod 755 "$policy"
  trap '"${as_root[@]}" rm -f "$policy"' EXIT
fi

"${as_root[@]}" apt-get update -qq
DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
