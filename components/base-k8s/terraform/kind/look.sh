#!/bin/sh
# Asks an existing cluster whether it is ready, and changes nothing.
set -eu

if kubectl --kubeconfig "$CLUSTER_KUBECONFIG" --context "$CLUSTER_CONTEXT" --request-timeout 10s get --raw /readyz >/dev/null; then
  echo "The cluster of the context $CLUSTER_CONTEXT is ready."
else
  echo "The cluster of the context $CLUSTER_CONTEXT in $CLUSTER_KUBECONFIG is not ready. Start it, or name another" \
    "context in this environment, or set createCluster: true in its values/base-k8s.yaml to make one with kind." >&2
  exit 1
fi
