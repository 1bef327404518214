#!/bin/sh
# Makes the kind cluster, or takes the one of that name that is there already (an apply that was interrupted left it).
set -eu

for tool in kind docker; do
  command -v "$tool" >/dev/null || {
    echo "To make a cluster, $tool is needed, and it is not on the PATH. Install it, or set createCluster: false in" \
      "this environment's values/base-k8s.yaml to use a cluster that is there already." >&2
    exit 1
  }
done

if kind get clusters 2>/dev/null | grep -qxF "$KIND_CLUSTER"; then
  echo "The kind cluster $KIND_CLUSTER is there already: taking it."
  exec kind export kubeconfig --name "$KIND_CLUSTER" --kubeconfig "$KIND_KUBECONFIG"
fi

printf '%s' "$KIND_CONFIG" |
  kind create cluster --name "$KIND_CLUSTER" --image "$KIND_IMAGE" --config - --kubeconfig "$KIND_KUBECONFIG" --wait 3m
