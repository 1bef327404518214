#!/usr/bin/env bash
# Ends the cluster that start.sh started in a folder: exactly its processes, politely, then by force. Its files stay, for
# a look at the logs. Doing it again, or for a folder without a cluster, does nothing.
# Exit codes: 0 nothing of it runs; 1 a process would not end; 2 wrong use.
set -euo pipefail

if (($# != 1)) || [[ $1 == -* ]]; then
  printf 'Usage: tests/cluster/stop.sh FOLDER\n' >&2
  exit 2
fi
readonly pids=$1/pids patience=5
[[ -s $pids ]] || exit 0

# runs PID START_TIME: whether the process that we started runs, not another one that has its number by now. A zombie,
# which only its parent can clear away, has ended.
runs() {
  local stat fields
  { read -r stat <"/proc/$1/stat"; } 2>/dev/null || return 1
  read -ra fields <<<"${stat##*) }"
  [[ ${fields[0]} != [ZX] && ${fields[19]} == "$2" ]]
}

# end SIGNAL PID START_TIME: whether the process has ended soon after the signal.
end() {
  local deadline=$((SECONDS + patience))
  runs "$2" "$3" && kill -s "$1" "$2" 2>/dev/null
  while runs "$2" "$3"; do
    ((SECONDS < deadline)) || return 1
    sleep 0.05
  done
}

status=0
# The last started first, one after the other: the API server takes a minute to end when its etcd is gone.
while read -r pid started name; do
  if ! end TERM "$pid" "$started" && ! end KILL "$pid" "$started"; then
    printf 'tests/cluster/stop.sh: %s (process %d) of %s would not end.\n' "$name" "$pid" "$1" >&2
    status=1
  fi
done < <(tac "$pids")
((status)) || : >"$pids"
exit "$status"
