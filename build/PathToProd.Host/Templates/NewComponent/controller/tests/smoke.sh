#!/bin/sh
# Asked after each deployment: does it work? Any exit code but 0 fails the deployment, with what was printed last.
set -eu

fail() {
  echo "__name__: $*" >&2
  exit 1
}

# An environment that is a folder has nothing running in it: look at what was rendered.
if [ -z "${PATH_TO_PROD_CONTEXT:-}" ]; then
  grep -rqx 'kind: CustomResourceDefinition' "$PATH_TO_PROD_TARGET_DIRECTORY" ||
    fail "no CustomResourceDefinition among the manifests in $PATH_TO_PROD_TARGET_DIRECTORY."
  exit
fi

# component.yaml waits until the controller is ready and its resource is known. Ask here whether it works.
kubectl --context "$PATH_TO_PROD_CONTEXT" --request-timeout 10s get __plural__.path-to-prod.example --all-namespaces >/dev/null ||
  fail "the cluster does not list __plural__.path-to-prod.example."
