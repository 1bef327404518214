#!/usr/bin/env bash
# Writes the pipelines of a platform of 1,000 components for each system, 5 times each, and prints the median time and the size of the files. The promise: under
# 1 s for each, the start of the program included. It writes into the platform of platform.sh, and removes what it wrote.
#
#   tests/benchmarks/pipelines.sh [COMPONENTS]
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.."
platform=$(tests/benchmarks/platform.sh "${1:-1000}")
cd -- "$platform"
clean() { rm -rf .github .gitlab-ci.yml Jenkinsfile .tekton; }
trap clean EXIT
late=0
for system in github gitlab jenkins tekton; do
  times=()
  for _ in 1 2 3 4 5; do
    clean
    start=$(date +%s%N)
    ./build.sh --target=Pipelines --system=$system >/dev/null
    times+=($((($(date +%s%N) - start) / 1000000)))
  done
  median=$(printf '%s\n' "${times[@]}" | sort -n | sed -n 3p)
  bytes=$({ find .github .gitlab-ci.yml Jenkinsfile .tekton -type f -print0 2>/dev/null || true; } | xargs -0 cat | wc -c)
  printf '%-8s %5s ms %8s bytes\n' "$system" "$median" "$bytes"
  ((median < 1000)) || late=1
done
exit "$late"
