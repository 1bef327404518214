#!/usr/bin/env bash
# Copies this platform as it is on the disk into a folder that does not exist yet, with the compiled program and the tools, and without what is
# known of version sets and of earlier deployments.
#
#   tests/benchmarks/copy-platform.sh FOLDER
set -euo pipefail
to=$(realpath -m -- "$1")
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.."
mkdir -- "$to" "$to/artifacts"
git ls-files -z --cached --others --exclude-standard | while IFS= read -r -d '' file; do
  [ ! -e "$file" ] || printf '%s\0' "$file"
done | tar --null --files-from=- --create --file=- | tar --extract --file=- --directory="$to"
./build.sh --target=Help >/dev/null
for made in host tools; do
  [ ! -d "artifacts/$made" ] || cp -R "artifacts/$made" "$to/artifacts/"
done
rm -rf "$to"/environments/version-sets "$to"/environments/*/ledger.jsonl
