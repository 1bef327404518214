#!/usr/bin/env bash
# Starts one Kubernetes cluster on loopback for tests, with everything that it writes below one folder, and prints the
# path of its kubeconfig. README.md beside this file says how to use it. Progress and errors go to standard error.
# Exit codes: 0 ready; 1 it did not start; 2 wrong use, or no control plane for this machine; 130, 143 interrupted.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
readonly here patience=120

refuse() {
  printf 'tests/cluster/start.sh: %s\n' "$*" >&2
  exit 2
}

folder='' name=path-to-prod nodes='' wait_nodes=''
while (($#)); do
  case $1 in
    --name | --nodes)
      (($# > 1)) || refuse "$1 needs a value."
      if [[ $1 == --name ]]; then name=$2; else nodes=$2; fi
      shift
      ;;
    --wait-nodes) wait_nodes=yes ;;
    -*) refuse "there is no option $1. Usage: start.sh FOLDER [--name NAME] [--nodes N] [--wait-nodes]" ;;
    *)
      [[ -z $folder ]] || refuse "it takes one folder, not both $folder and $1."
      folder=$1
      ;;
  esac
  shift
done
[[ -n $folder ]] || refuse 'it needs a folder to keep the cluster in.'
[[ $name =~ ^[A-Za-z0-9._@:/-]+$ ]] || refuse "'$name' cannot be the name of a context."
[[ $nodes =~ ^(0|[1-9][0-9]?)?$ ]] || refuse "'$nodes' is not a number of nodes from 0 to 99."
folder=$(realpath -m "$folder")
readonly folder pids=$folder/pids kubeconfig=$folder/kubeconfig
# stop.sh leaves the list of processes empty: that marks a folder of ours that may be used again.
if [[ -s $pids ]]; then
  refuse "a cluster was started in $folder and not stopped. Run first: $here/stop.sh $folder"
elif [[ ! -e $pids && -e $folder && -n $(ls -A "$folder") ]]; then
  refuse "$folder is neither empty nor made by this script."
fi
for tool in openssl flock setsid; do
  command -v "$tool" >/dev/null || refuse "$tool is missing on this machine."
done

# The minor version of a program of Kubernetes: 20 for v1.20.2.
minor() { "$1" --version | sed -n 's/^Kubernetes v1\.\([0-9]*\).*/\1/p'; }

# Where the programs are: KUBEBUILDER_ASSETS, as envtest lays it out, or else our own build.
if [[ -n ${KUBEBUILDER_ASSETS:-} ]]; then
  for program in etcd kube-apiserver; do
    [[ -x $KUBEBUILDER_ASSETS/$program ]] || refuse "KUBEBUILDER_ASSETS is $KUBEBUILDER_ASSETS, which has no $program."
  done
  sources=("$(realpath "$KUBEBUILDER_ASSETS")")
  # Envtest ships only etcd, the API server and kubectl. Ours can stand in for the rest up to 1.24: they speak beta
  # versions of the API that 1.25 took away.
  if (($(minor "$KUBEBUILDER_ASSETS/kube-apiserver") < 25)) && built=$("$here/build.sh" --if-built); then
    sources+=("$built")
  fi
else
  built=$("$here/build.sh")
  sources=("$built")
fi

# find_program NAME: its path, or nothing.
find_program() {
  local source
  for source in "${sources[@]}"; do
    if [[ -x $source/$1 ]]; then
      printf '%s\n' "$source/$1"
      return
    fi
  done
}

etcd=$(find_program etcd)
api_server=$(find_program kube-apiserver)
controller_manager=$(find_program kube-controller-manager)
scheduler=$(find_program kube-scheduler)
kubemark=$(find_program kubemark)
kubectl=$(find_program kubectl)
kubectl=${kubectl:-$(command -v kubectl)} || refuse 'kubectl is missing on this machine.'
if [[ -z $controller_manager || -z $scheduler || -z $kubemark ]]; then
  missing='KUBEBUILDER_ASSETS has no kube-controller-manager, kube-scheduler or kubemark'
  ((${nodes:-0} == 0)) || refuse "a cluster cannot have nodes here: $missing."
  nodes=0
  printf 'This cluster will run no pods: %s.\n' "$missing" >&2
fi
nodes=${nodes:-1}

# Tokens, keys and the kubeconfig are below the folder, so no one else may look. Helm warns otherwise, too.
umask 077
mkdir -p "$folder"
rm -rf "${folder:?}"/{certs,etcd,logs,nodes,kubeconfig,tokens.csv}
mkdir "$folder"/{certs,logs,nodes}
: >"$pids"
cd "$folder"

clean_up() {
  local status=$?
  trap - EXIT
  ((status == 0)) || "$here/stop.sh" "$folder" >&2 || true
  exit "$status"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# fail PROGRAM TEXT
fail() {
  printf 'tests/cluster/start.sh: %s The last lines of %s:\n' "$2" "logs/$1.log in $folder" >&2
  tail -n 15 "logs/$1.log" >&2
  exit 1
}

# claim_port: sets `port` to a free one, below 32768, where the kernel picks none by itself. A lock on a file of that
# name keeps other clusters away; every process that we start inherits the lock, so it lasts exactly as long as they do.
claim_port() {
  local locks=${TMPDIR:-/tmp}/path-to-prod-ports-$EUID lock
  mkdir -p "$locks"
  while :; do
    port=$((20000 + RANDOM % 12000))
    exec {lock}>>"$locks/$port"
    if flock --nonblock "$lock" && ! listening "$port"; then return; fi
    exec {lock}>&-
  done
}

listening() { (: <>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

declare -A launched
# launch NAME PROGRAM ARGUMENT...: noted in `pids` (process, its start time, name) before it runs, so that a kill at any
# moment leaves nothing that stop.sh does not know. Away from the terminal: a Ctrl+C is for the tests, not for it.
launch() {
  (
    read -r stat <"/proc/$BASHPID/stat"
    # The second field is the name in brackets, which may hold spaces: count from behind it. Start time is the 22nd.
    read -ra fields <<<"${stat##*) }"
    printf '%s %s %s\n' "$BASHPID" "${fields[19]}" "$1" >>"$pids"
    exec setsid "${@:2}" </dev/null >"$folder/logs/$1.log" 2>&1
  ) &
  launched[$1]=$!
}

# await PROGRAM TEXT COMMAND...: until the command succeeds; fails when PROGRAM takes too long or any one has ended.
await() {
  local program=$1 text=$2 each deadline=$((SECONDS + patience))
  shift 2
  until "$@"; do
    for each in "${!launched[@]}"; do
      kill -0 "${launched[$each]}" 2>/dev/null || fail "$each" "$each ended."
    done
    ((SECONDS < deadline)) || fail "$program" "$text within $patience s."
    sleep 0.1
  done
}

k() { "$kubectl" --kubeconfig "$kubeconfig" --request-timeout 5s "$@" 2>/dev/null; }

# The default namespace is made a moment after the server says that it is ready.
api_server_is_ready() { listening "$api_port" && k get --raw /readyz >/dev/null && k get namespace default >/dev/null; }

nodes_are_ready() {
  local ready
  ready=$(k get nodes -o 'jsonpath={.items[*].status.conditions[?(@.type=="Ready")].status}') || return 1
  (($(grep -ow True <<<"$ready" | wc -l) == nodes))
}

# One self-signed certificate: clients trust it, the server shows it, and its key signs the tokens of service accounts.
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 3650 -subj /CN=path-to-prod-test \
  -addext subjectAltName=IP:127.0.0.1,DNS:localhost -keyout certs/key.pem -out certs/certificate.pem 2>logs/openssl.log

claim_port && api_port=$port
claim_port && etcd_port=$port
claim_port && peer_port=$port
token=$(od -An -N 16 -t x1 /dev/urandom | tr -d ' \n')
printf '%s,admin,admin,system:masters\n' "$token" >tokens.csv
cat >"$kubeconfig" <<EOF
apiVersion: v1
kind: Config
current-context: "$name"
contexts:
- name: "$name"
  context: { cluster: "$name", user: "$name" }
clusters:
- name: "$name"
  cluster:
    server: https://127.0.0.1:$api_port
    certificate-authority-data: $(base64 -w 0 certs/certificate.pem)
users:
- name: "$name"
  user: { token: "$token" }
EOF

# The data lives as long as the tests: no fsync. One member alone need not wait a second for its own election.
launch etcd "$etcd" --data-dir=etcd --unsafe-no-fsync --heartbeat-interval=10 --election-timeout=100 \
  --listen-client-urls="http://127.0.0.1:$etcd_port" --advertise-client-urls="http://127.0.0.1:$etcd_port" \
  --listen-peer-urls="http://127.0.0.1:$peer_port" --initial-advertise-peer-urls="http://127.0.0.1:$peer_port" \
  --initial-cluster="default=http://127.0.0.1:$peer_port"

# No endpoint reconciler: the address of the service `kubernetes` may not be a loopback address.
# No ServiceAccount admission: hollow nodes run nothing that would use the token.
launch kube-apiserver "$api_server" --etcd-servers="http://127.0.0.1:$etcd_port" \
  --bind-address=127.0.0.1 --advertise-address=127.0.0.1 --secure-port="$api_port" --endpoint-reconciler-type=none \
  --tls-cert-file=certs/certificate.pem --tls-private-key-file=certs/key.pem \
  --token-auth-file=tokens.csv --authorization-mode=RBAC --disable-admission-plugins=ServiceAccount \
  --service-account-issuer=https://kubernetes.default.svc --service-account-key-file=certs/certificate.pem \
  --service-account-signing-key-file=certs/key.pem --service-cluster-ip-range=10.0.0.0/16 --allow-privileged=true
await kube-apiserver 'The API server did not get ready' api_server_is_ready

# launch_controller NAME PROGRAM ARGUMENT...: with neither of its ports open.
launch_controller() {
  local no_ports=(--secure-port=0)
  # The flag of the insecure port is gone in 1.24; before, it was open by default.
  (($(minor "$2") >= 24)) || no_ports+=(--port=0)
  launch "$@" --kubeconfig="$kubeconfig" --leader-elect=false "${no_ports[@]}"
}

if [[ -n $controller_manager ]]; then
  launch_controller kube-controller-manager "$controller_manager" \
    --service-account-private-key-file=certs/key.pem --root-ca-file=certs/certificate.pem
fi
[[ -z $scheduler ]] || launch_controller kube-scheduler "$scheduler"
# A kubelet reads the kernel's log, which only root may. Where it cannot, it gets an empty one in namespaces of its own.
as_kubelet=()
if ! { : </dev/kmsg; } 2>/dev/null; then
  # shellcheck disable=SC2016  # sh expands it
  as_kubelet=(unshare --user --map-root-user --mount sh -c 'mount --bind /dev/null /dev/kmsg && exec "$@"' sh)
fi
for ((i = 1; i <= nodes; i++)); do
  # Our hollow kubelet keeps its files in the folder that it runs in.
  mkdir "nodes/hollow-$i"
  cd "nodes/hollow-$i"
  launch "hollow-$i" "${as_kubelet[@]}" "$kubemark" --morph=kubelet --name="hollow-$i" --kubeconfig="$kubeconfig" \
    --kubelet-read-only-port=0
  cd "$folder"
done
if [[ -n $wait_nodes ]] && ((nodes > 0)); then
  await hollow-1 'The nodes did not get ready' nodes_are_ready
fi

printf '%s\n' "$kubeconfig"
