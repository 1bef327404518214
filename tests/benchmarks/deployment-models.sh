#!/usr/bin/env bash
# Compares the three deployment models on the reference platform: how long everything and a one-line change take, and
# how many components the change touches, locks and verifies.
#
#   tests/benchmarks/deployment-models.sh
#
# It works on a copy in the system's folder for temporary files, which it removes, and deploys to folders there: no
# cluster is needed, so pods are not counted. Documents of workloads that changed are: their pods would restart.
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.."
root=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
models='decoupled groups monolithic'

say() { printf '%s\n' "$*" >&2; }

run() { # a quiet call of the program on the copy; its JSON is in $work/run.json
  (cd "$work/platform" && ./build.sh "$@" --output=json) >"$work/run.json" 2>"$work/run.log" ||
    { cat "$work/run.log" >&2 && exit 1; }
}

now() { date +%s%3N; }

prepare() {
  say 'Copying the reference platform...'
  tests/benchmarks/copy-platform.sh "$work/platform"
  printf '\ngroups: { edge: [ingress, external-dns] }\n' >>"$work/platform/platform.yaml"
  for model in $models; do
    mkdir -p "$work/platform/environments/$model"
    printf 'extends: sandbox\ntarget: { directory: artifacts/%s }\ndeployment-model: %s\n' "$model" "$model" \
      >"$work/platform/environments/$model/environment.yaml"
  done
  git -C "$work/platform" init --quiet
  git -C "$work/platform" add --all
  git -C "$work/platform" -c user.name=benchmark -c user.email=benchmark@example.com -c commit.gpgsign=false \
    commit --quiet --message=Everything
  run --target=Test --component=all # tools and tasks are there, and nothing is compiled while it is measured
}

bring() { # what brings what is in the working copy to an environment: model, its selection
  if [ "$1" = monolithic ]; then
    run --target=Build --component=all
    run --target=Resolve --environment=monolithic
    run --target=Deploy --environment=monolithic --set=proposed
  else
    run --target=Deploy --component="$2" --environment="$1"
  fi
}

documents() { (cd "$work/platform/artifacts/$1" && find . -name '*.yaml' -exec sha256sum {} + | sort -k2); }

workloads() { # how many documents of workloads differ from those before
  local file count=0
  for file in $(diff <(documents "$1") "$work/$1.before" | sed -n 's/^[<>] [0-9a-f]*  //p' | sort -u); do
    grep -qE '^kind: (Deployment|DaemonSet|StatefulSet)' "$work/platform/artifacts/$1/$file" 2>/dev/null && count=$((count + 1))
  done
  echo $count
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
printf '%-12s %12s %12s %9s %8s %10s %10s\n' model everything one-line touched locked verified workloads
for model in $models; do
  say "Measuring $model..."
  git -C "$work/platform" checkout --quiet -- components
  run --target=Build --component=all
  start=$(now)
  bring $model all
  everything=$(($(now) - start))
  documents $model >"$work/$model.before"
  case $model in groups) selection=edge ;; *) selection=ingress ;; esac
  sed -i 's/^replicas: .*/replicas: 3/; t; $a # changed' "$work/platform/components/ingress/chart/values.yaml"
  start=$(now)
  bring $model $selection
  one=$(($(now) - start))
  printf '%-12s %9s ms %9s ms %s %10s\n' $model $everything $one "$(count)" "$(workloads $model)"
done
