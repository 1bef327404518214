#!/usr/bin/env bash
# 50 processes that want one of 10 environments each, of which some are killed with kill -9 at random, in files and in a Git repository.
#
#   tests/benchmarks/pools.sh [processes environments killed, 50 10 15 unless said]
#
# Each process leases an environment first come first served, writes to it for 0.2 to 1.5 s while it renews its lease, and gives it back. Who is
# killed is found out after the lease's duration: 5 s in files, 15 s in Git. The promises: an older holder never writes after a newer one,
# everyone who was not killed is served, and in the order in which they came. Each finding is a line, and the exit code is then 1.
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.."
processes=${1:-50} environments=${2:-10} killed=${3:-15}
dotnet build tests/benchmarks/Pools --configuration Release --nologo --verbosity quiet -nodeReuse:false >&2
program=$PWD/artifacts/dotnet/bin/Pools/release/PoolContest.dll
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/files" "$work/git"
git init --quiet --bare "$work/git/remote.git"
dotnet "$program" contest "$work/files" files "$processes" "$environments" "$killed" 5 1
dotnet "$program" contest "$work/git" git "$processes" "$environments" "$killed" 15 1
