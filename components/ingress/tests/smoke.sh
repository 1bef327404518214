#!/bin/sh
# After a deployment: is there an ingress class that others can name, and does the service find its controller?
set -eu

fail() {
  echo "ingress: $*" >&2
  exit 1
}

if [ -z "${PATH_TO_PROD_CONTEXT:-}" ]; then
  grep -rqx 'kind: IngressClass' "$PATH_TO_PROD_TARGET_DIRECTORY" ||
    fail "no IngressClass among the manifests in $PATH_TO_PROD_TARGET_DIRECTORY."
  exit
fi

ask() {
  kubectl --context "$PATH_TO_PROD_CONTEXT" --request-timeout 10s "$@"
}

controller=$(ask get ingressclass -l app.kubernetes.io/name=ingress -o jsonpath='{.items[*].spec.controller}')
[ "$controller" = traefik.io/ingress-controller ] ||
  fail "the cluster's ingress class names '$controller' as its controller, not traefik.io/ingress-controller."

# A controller that has just become ready needs a moment to be found.
tries=0
until [ -n "$(ask get endpoints ingress-controller -n "${PATH_TO_PROD_NAMESPACE:-ingress}" -o jsonpath='{.subsets[*].addresses[*].ip}')" ]; do
  tries=$((tries + 1))
  [ "$tries" -lt 30 ] || fail "the service ingress-controller finds no ready controller."
  sleep 1
done
