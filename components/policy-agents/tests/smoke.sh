#!/bin/sh
# After a deployment: does the cluster know policies, and does it refuse one that makes no sense?
set -eu

fail() {
  echo "policy-agents: $*" >&2
  exit 1
}

if [ -z "${PATH_TO_PROD_CONTEXT:-}" ]; then
  for kind in CustomResourceDefinition Policy; do
    grep -rqx "kind: $kind" "$PATH_TO_PROD_TARGET_DIRECTORY" ||
      fail "no $kind among the manifests in $PATH_TO_PROD_TARGET_DIRECTORY."
  done
  exit
fi

ask() {
  kubectl --context "$PATH_TO_PROD_CONTEXT" --request-timeout 10s "$@"
}

for name in policies policyexceptions; do
  ask wait --for condition=established --timeout 30s "crd/$name.policy.path-to-prod.example" >/dev/null ||
    fail "the cluster does not serve $name.policy.path-to-prod.example."
done

[ -n "$(ask get policies.policy.path-to-prod.example -l app.kubernetes.io/name=policy-agents -o name)" ] ||
  fail "the chart's policies are not in the cluster."

# A dry run: the API server checks it against the schema, and keeps nothing.
if printf '%s\n' 'apiVersion: policy.path-to-prod.example/v1' 'kind: Policy' 'metadata: { name: smoke-test }' \
  'spec: { check: there-is-no-such-check }' | ask apply --dry-run=server -f - >/dev/null 2>&1; then
  fail "the cluster took a policy with a check that does not exist: the schema of policies is not enforced."
fi
