#!/bin/sh
# Asked after each deployment: does it work? Any exit code but 0 fails the deployment, with what was printed last.
set -eu

fail() {
  echo "__name__: $*" >&2
  exit 1
}

# An environment that is a folder has nothing running in it: look at what was rendered.
if [ -z "${PATH_TO_PROD_CONTEXT:-}" ]; then
  grep -rqx 'kind: Deployment' "$PATH_TO_PROD_TARGET_DIRECTORY" ||
    fail "no Deployment among the manifests in $PATH_TO_PROD_TARGET_DIRECTORY."
  exit
fi

# component.yaml waits until the deployment is ready. Ask here whether it works.
ready=$(kubectl --context "$PATH_TO_PROD_CONTEXT" --request-timeout 10s --namespace "$PATH_TO_PROD_NAMESPACE" \
  get deployment __resource__ -o jsonpath={.status.readyReplicas})
[ "${ready:-0}" -gt 0 ] || fail "no replica of the deployment __resource__ is ready."
