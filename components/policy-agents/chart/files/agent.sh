#!/bin/sh
# Checks every workload against every policy, writes what it found into each policy's status, and begins again.
# It only reads workloads. One round: agent.sh once.
set -eu

here=$(dirname "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 0' TERM INT

report() {
  printf '{"time":"%s","cluster":"%s","message":"%s"}\n' "$(now)" "${CLUSTER_NAME:-}" "$1"
}

now() {
  date -u +%Y-%m-%dT%H:%M:%SZ
}

ask() {
  kubectl --request-timeout 30s "$@"
}

# Writes one policy's status, which also says when it was written.
write_status() {
  jq --arg name "$1" '{ status: .[$name] }' "$work/statuses.json" >"$work/status.json"
  # The status is a resource of its own below the policy, which kubectl patches since 1.24.
  ask patch policies.policy.path-to-prod.example "$1" --subresource status --type merge --patch-file "$work/status.json" \
    >/dev/null
}

# One round. It fails when the cluster does not answer; what was found until then has been written.
check() {
  ask get deployments.apps,statefulsets.apps,daemonsets.apps --all-namespaces -o json >"$work/workloads.json" &&
    ask get policies.policy.path-to-prod.example -o json >"$work/policies.json" &&
    ask get policyexceptions.policy.path-to-prod.example --all-namespaces -o json >"$work/exceptions.json" &&
    jq -n --arg now "$(now)" -f "$here/check.jq" --slurpfile workloads "$work/workloads.json" \
      --slurpfile policies "$work/policies.json" --slurpfile exceptions "$work/exceptions.json" >"$work/statuses.json" ||
    return 1
  for policy in $(jq -r 'keys[]' "$work/statuses.json"); do
    write_status "$policy" || return 1
    report "$policy: $(jq -r --arg name "$policy" '.[$name].violationCount' "$work/statuses.json") violations"
  done
}

if [ "${1:-}" = once ]; then
  check
  exit
fi

while :; do
  if check; then
    # The kubelet asks how old this file is.
    touch /tmp/checked
  else
    report 'the round failed; the next one tries again'
  fi
  # In the background, because a shell answers a signal while it waits, but not while it sleeps in front.
  sleep "${INTERVAL_SECONDS:-60}" &
  wait $!
done
