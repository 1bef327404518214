# What each policy's status should be. In: $workloads, $policies, $exceptions (lists as kubectl gets them, slurped) and $now.
# Out: the status by policy.

def containers: .spec.template.spec | (.initContainers // []) + .containers;

# The messages of a workload that breaks a check; none when it keeps it.
def messages($spec):
  if $spec.check == "labels" then
    ($spec.labels // [])[] as $wanted
    | select((.metadata.labels // {}) | has($wanted) | not)
    | "the label \($wanted) is missing"
  elif $spec.check == "no-latest-tag" then
    containers[]
    | select(.image | contains("@sha256:") | not)
    # A colon before the last slash is a registry's port, not a tag.
    | (.image | split("/")[-1] | split(":")) as $parts
    | select(($parts | length) < 2 or $parts[1] == "latest")
    | "the container \(.name) runs \(.image), whose content may change"
  elif $spec.check == "no-privileged" then
    containers[]
    | select(.securityContext.privileged == true)
    | "the container \(.name) is privileged"
  elif $spec.check == "resource-limits" then
    containers[]
    | select(.resources.limits.cpu == null or .resources.limits.memory == null)
    | "the container \(.name) has no limit for CPU or memory"
  elif $spec.check == "run-as-non-root" then
    (.spec.template.spec.securityContext.runAsNonRoot == true) as $pod
    | containers[]
    # What a container says of itself counts more than what its pod says.
    | (if .securityContext.runAsNonRoot == null then $pod else .securityContext.runAsNonRoot end) as $nonRoot
    | select($nonRoot | not)
    | "the container \(.name) may run as root"
  else
    empty
  end;

# Whether someone allowed this workload to break the policy, and the time is not over.
def excepted($policy):
  . as $workload
  | any(
      $exceptions[0].items[];
      .metadata.namespace == $workload.metadata.namespace
      and .spec.workload == "\($workload.kind)/\($workload.metadata.name)"
      and any(.spec.policies[]; . == $policy)
      and (.spec.until | sub("\\.[0-9]+Z$"; "Z")) > $now
    );

[
  $policies[0].items[]
  | .metadata.name as $name
  | .spec as $spec
  | [
      $workloads[0].items[]
      | select(.metadata.namespace as $namespace | any(($spec.excludedNamespaces // [])[]; . == $namespace) | not)
      | select(excepted($name) | not)
      | { kind, namespace: .metadata.namespace, name: .metadata.name, message: messages($spec) }
    ]
  | { key: $name, value: { checkedAt: $now, violationCount: length, violations: .[:50] } }
]
| from_entries
