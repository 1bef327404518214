#!/usr/bin/env bash
# Stands the reference platform up on a real control plane, several times, and compares how long that takes with its
# critical path, and with one component after the other.
#
#   tests/benchmarks/stand-up.sh [ROUNDS]   # 5 by default
#
# It works on a copy in the system's folder for temporary files, and on a cluster of its own (tests/cluster), and removes
# both. The critical path is the chain of components that took longest, then the longest verification, then the look at
# the whole: what StandUp cannot be shorter than, however many run at once.
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.."
rounds=${1:-5}
. tests/benchmarks/on-cluster.sh

prepare() {
  copy_to_cluster
  commit_all
  run --target=Deploy --component=all
  run --target=Pin --set=measured --environment=sandbox
}

measure() { # prints the seconds of a StandUp and of its critical path; then removes it
  run --target=StandUp --environment=bench --set=measured "$@"
  perl -MJSON::PP -MList::Util=max,sum0 -e '
    my $run = decode_json(do { local $/; <> });
    my $verified = max(0, map { $_->{seconds} } grep { $_->{name} eq "Verify" } map { @{ $_->{stages} } } @{ $run->{components} });
    my $looked = sum0(map { $_->{seconds} } @{ $run->{platform}{steps} });
    printf "%.2f %.2f\n", $run->{seconds}, $run->{criticalPath}{seconds} + $verified + $looked;
  ' "$work/run.json"
  run --target=TearDown --environment=bench --confirm=bench
}

median() { sort -n | awk '{ all[NR] = $1 } END { print all[int((NR + 1) / 2)] }'; }

prepare
measure >/dev/null # tasks are compiled, and caches are warm
for _ in $(seq "$rounds"); do
  measure >>"$work/together"
  measure --parallel=1 >>"$work/alone"
done

together=$(cut -d' ' -f1 "$work/together" | median)
ratio=$(awk '{ print $1 / $2 }' "$work/together" | median)
alone=$(cut -d' ' -f1 "$work/alone" | median)
printf 'StandUp of the reference platform, %s rounds, medians\n' "$rounds"
printf '  %-44s %6.2f s\n' 'as many at once as there are processors' "$together" 'one component after the other' "$alone"
kept=$(awk -v ratio="$ratio" 'BEGIN { print ratio <= 1.15 ? "kept" : "NOT KEPT" }')
printf '  %-44s %6.2f (promised: at most 1.15: %s)\n' 'over its critical path' "$ratio" "$kept"
printf '  %-44s %6.2f\n' 'over one after the other' "$(awk -v a="$together" -v b="$alone" 'BEGIN { print a / b }')"
[ "$kept" = kept ]
