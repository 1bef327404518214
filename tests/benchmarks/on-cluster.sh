# Sourced by benchmarks that deploy the reference platform to a real control plane: a copy of the platform and a cluster
# of its own (tests/cluster), both gone at the end. The environment bench deploys there. Sets root and work.

root=$PWD
work=$(mktemp -d)
trap '"$root/tests/cluster/stop.sh" "$work/cluster" >/dev/null 2>&1 || true; rm -rf "$work"' EXIT

say() { printf '%s\n' "$*" >&2; }

run() { # a quiet call of the program on the copy; its JSON is in $work/run.json
  (cd "$work/platform" && ./build.sh "$@" --output=json) >"$work/run.json" 2>"$work/run.log" ||
    { cat "$work/run.log" "$work/run.json" >&2 && exit 1; }
}

values() { # component, its values on hollow nodes, where no probe is ever answered
  mkdir -p "$work/platform/environments/bench/values"
  printf '%b' "$2" >"$work/platform/environments/bench/values/$1.yaml"
}

copy_to_cluster() {
  say 'Copying the reference platform, and starting a cluster...'
  tests/benchmarks/copy-platform.sh "$work/platform"
  kubeconfig=$(tests/cluster/start.sh "$work/cluster" --name bench --wait-nodes | tail -n 1)
  values base-network 'name: platform-bench\ndns_zone: bench.platform.example\n'
  values base-k8s 'cluster_name: platform-bench\n'
  values ingress 'replicas: 1\nservice: { type: ClusterIP }\ncontroller: { drainSeconds: 0 }\nprobes: { enabled: false }\n'
  values external-dns 'provider: inmemory\nprobes: { enabled: false }\n'
  values policy-agents 'probes: { enabled: false }\n'
  printf 'target: { cluster: { context: bench, kubeconfig: %s } }\nprovider: sandbox\nkubernetes-version: 1.20.2\n' \
    "$kubeconfig" >"$work/platform/environments/bench/environment.yaml"
}

commit_all() {
  git -C "$work/platform" init --quiet
  git -C "$work/platform" add --all
  git -C "$work/platform" -c user.name=benchmark -c user.email=benchmark@example.com -c commit.gpgsign=false \
    commit --quiet --message=Everything
}
