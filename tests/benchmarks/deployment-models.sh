#!/usr/bin/env bash
# Compares the three deployment models on the reference platform and a real control plane: how long everything and a
# one-line change with its new version take, how many components the change touches, locks and verifies, and how many pods it restarts.
#
#   tests/benchmarks/deployment-models.sh
#
# The three follow one another on one cluster, which each leaves empty. A restarted pod is one that was not there before the
# change.
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.."
. tests/benchmarks/on-cluster.sh
models='decoupled groups monolithic'

now() { date +%s%3N; }

prepare() {
  copy_to_cluster
  printf '\ngroups: { edge: [ingress, external-dns] }\n' >>"$work/platform/platform.yaml"
  commit_all
  run --target=Test --component=all --environment=bench # tools and tasks are there, and nothing is compiled while it is measured
}

bring() { # brings what is in the working copy to the cluster: model, its selection
  if [ "$1" = monolithic ]; then
    run --target=Build --component=all
    run --target=Resolve --environment=bench
    run --target=Deploy --environment=bench --set=proposed
  else
    run --target=Deploy --component="$2" --environment=bench
  fi
}

pods() { # those that are not ending
  kubectl --kubeconfig "$kubeconfig" get pods --all-namespaces --output=json |
    perl -MJSON::PP -e 'print map { "$_->{metadata}{uid}\n" } grep { !$_->{metadata}{deletionTimestamp} } @{ decode_json(do { local $/; <> })->{items} }' |
    sort
}

count() { # components of the last run that it changed, that were locked meanwhile, and whose smoke tests ran with all of a unit there
  perl -MJSON::PP -e '
    my $run = decode_json(do { local $/; <> });
    my @changed = grep { $_->{outcome} eq "done" } @{ $run->{components} };
    my @units = grep { $_->{outcome} eq "done" } @{ $run->{units} };
    my %locked = map { $_ => 1 } map({ $_->{component} } @changed), map({ @{ $_->{members} } } @units);
    my @verified = grep { grep { $_->{name} eq "Verify" } @{ $_->{stages} } } @{ $run->{components} };
    printf "%9d %8d %10d", scalar @changed, scalar keys %locked, scalar @verified;
  ' "$work/run.json"
}

prepare
patch=0
printf '%-12s %12s %12s %9s %8s %10s %7s %10s\n' model everything one-line touched locked verified pods restarted
for model in $models; do
  say "Measuring $model..."
  git -C "$work/platform" checkout --quiet -- components environments
  git -C "$work/platform" clean --quiet -d --force components
  printf 'deployment-model: %s\n' "$model" >>"$work/platform/environments/bench/environment.yaml"
  run --target=Build --component=all
  start=$(now)
  bring "$model" all
  everything=$(($(now) - start))
  pods >"$work/before"
  case $model in groups) selection=edge ;; *) selection=ingress ;; esac
  sed -i 's/^  logLevel: INFO$/  logLevel: WARN/' "$work/platform/components/ingress/chart/values.yaml"
  # Each model has a version of its own to bring, as Resolve takes the newest that there is.
  sed -i "s/^version: 1.4.0\$/version: 1.4.$((patch += 1))/" "$work"/platform/components/ingress/{component.yaml,chart/Chart.yaml}
  run --target=Test --component=ingress --update-snapshots # as its author does
  start=$(now)
  bring "$model" "$selection"
  one=$(($(now) - start))
  restarted=$(pods | comm -13 "$work/before" - | wc -l)
  printf '%-12s %9s ms %9s ms %s %7s %10s\n' "$model" $everything $one "$(count)" "$(wc -l <"$work/before")" "$restarted"
  run --target=TearDown --environment=bench --confirm=bench
done
