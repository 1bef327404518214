#!/usr/bin/env bash
# How long an append takes in each backend of the ledger, how long 50 processes take that append at once, and how long Status
# takes over a million records from cold.
#
#   tests/benchmarks/ledger.sh [components environments attempts, 100 500 10 unless said]
#
# Sixteen at once are the components of one run, each of which waits until its line is kept. The Git remote is a bare repository on
# this disk, and beside it stands what a push of one commit takes by itself, which no append to it alone can go below. The cluster is one of tests/cluster, without nodes. Cold: none of our own memories, but files that the system has read before. The
# promises: an append under 10 ms, Status under a second, and nothing lost.
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.."
components=${1:-100} environments=${2:-500} attempts=${3:-10}
dotnet build tests/benchmarks/Ledgers --configuration Release --nologo --verbosity quiet -nodeReuse:false >&2
program=$PWD/artifacts/dotnet/bin/Ledgers/release/LedgerBenchmark.dll
work=$(mktemp -d)
cluster=$work/cluster
trap 'tests/cluster/stop.sh "$cluster" >&2 || true; rm -rf "$work"' EXIT

now() { echo $((${EPOCHREALTIME/[.,]/} / 1000)); }
median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
git_as() { git -c user.name=benchmark -c user.email=benchmark@example.com "$@"; }

mkdir "$work/files" "$work/git"
git init --quiet --bare "$work/git/remote.git"
kubeconfig=$(tests/cluster/start.sh "$cluster" --nodes 0)

# What a push of one commit takes: made before, so that only the push is measured.
push_alone() {
  git init --quiet --bare "$work/alone.git"
  git init --quiet "$work/alone"
  local tree commit parent='' round
  tree=$(git -C "$work/alone" mktree </dev/null)
  for ((round = 0; round < 20; round++)); do
    commit=$(git_as -C "$work/alone" commit-tree "$tree" ${parent:+-p "$parent"} -m "$round")
    parent=$commit
    local start=${EPOCHREALTIME/[.,]/}
    git -C "$work/alone" push --quiet "$work/alone.git" "$commit:refs/heads/x"
    echo $(((${EPOCHREALTIME/[.,]/} - start) / 1000))
  done | median
}

place() { case $1 in files) echo "$work/files" ;; git-branch) echo "$work/git" ;; *) echo "$kubeconfig" ;; esac; }

echo "An append, in ms"
printf '%-12s %10s %10s %20s\n' backend 'the first' median 'by 16 at once, each'
for backend in files git-branch cluster; do
  read -r first middle < <(dotnet "$program" append "$backend" "$(place $backend)" part-001 50 warm)
  printf '%-12s %10s %10s %20s\n' "$backend" "$first" "$middle" "$(dotnet "$program" together "$backend" "$(place $backend)" 16 20)"
done
read -r local push < <(dotnet "$program" parts "$work/git" part-001 50)
echo "of git-branch: $local ms on this machine alone, $push ms for the push; git push by itself, of nothing else: $(push_alone) ms"

echo
echo "50 processes that add 2 lines each to one component at once"
for backend in files git-branch cluster; do
  before=$(dotnet "$program" count "$backend" "$(place $backend)")
  start=$(now)
  for ((writer = 0; writer < 50; writer++)); do
    dotnet "$program" append "$backend" "$(place $backend)" part-002 1 "p$writer" >/dev/null &
  done
  wait
  took=$(($(now) - start))
  lost=$((100 - $(dotnet "$program" count "$backend" "$(place $backend)") + before))
  printf '%-12s %10s ms, %s lost\n' "$backend" "$took" "$lost"
done

echo
echo "Status over $((2 * components * environments * attempts)) records: $components components in $environments environments"
./build.sh --target=Help >/dev/null
host=$PWD/artifacts/host/$(head -n 1 artifacts/host/current)/path-to-prod.dll
status() {
  local round
  for ((round = 0; round < 5; round++)); do
    local start
    start=$(now)
    PATH_TO_PROD_ROOT=$1 dotnet "$host" --target=Status "${@:2}" >"$work/status"
    echo $(($(now) - start))
  done | median
}
printf '%-12s %10s %10s\n' backend text JSON
dotnet "$program" platform "$work/p-files" "$components" "$environments" "$attempts" ''
printf '%-12s %7s ms %7s ms\n' files "$(status "$work/p-files")" "$(status "$work/p-files" --output=json)"
git init --quiet --bare "$work/records.git"
dotnet "$program" stream "$components" "$environments" "$attempts" | git --git-dir="$work/records.git" fast-import --quiet
dotnet "$program" platform "$work/p-git" "$components" "$environments" "$attempts" "$work/records.git"
start=$(now)
PATH_TO_PROD_ROOT=$work/p-git dotnet "$host" --target=Status >/dev/null
echo "git-branch, the first time, with the fetch of everything: $(($(now) - start)) ms"
printf '%-12s %7s ms %7s ms\n' git-branch "$(status "$work/p-git")" "$(status "$work/p-git" --output=json)"
rm -rf "$work"/p-git/artifacts/ledger/*/path-to-prod-latest
start=$(now)
PATH_TO_PROD_ROOT=$work/p-git dotnet "$host" --target=Status >/dev/null
echo "git-branch, with nothing kept but what Git has: $(($(now) - start)) ms"
