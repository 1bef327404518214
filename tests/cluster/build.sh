#!/usr/bin/env bash
# Builds a real Kubernetes control plane from Debian's source package, once, and prints the folder that holds it.
# README.md beside this file says why. Progress goes to standard error.
# With --if-built it builds nothing and says by exit code 1 when there is nothing yet.
# Exit codes: 0 the folder is there; 1 a step failed; 2 this machine cannot build it; 129, 130, 143 interrupted.
# shellcheck disable=SC2317 # it does not see that `step` and `trap` call functions
set -euo pipefail

readonly version=1.20.2
readonly programs=(kube-apiserver kube-controller-manager kube-scheduler kubemark)
# Only taken out of their packages, never installed: etcd-server would start a service on this machine.
readonly packages=(etcd-server golang-1.19-go golang-1.19-src golang-github-modern-go-reflect2-dev)

cache=$(realpath -m "${PATH_TO_PROD_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/path-to-prod}")/control-plane
recipe=$(sha256sum <"${BASH_SOURCE[0]}")
readonly cache recipe target=$cache/$version-${recipe:0:12}
readonly log=$target.log
work='' tree='' child=''

say() { printf '%5d s  %s\n' "$SECONDS" "$*" >&2; }

cannot() {
  printf '%s\n' "tests/cluster/build.sh: $*" \
    'To do without this build, set KUBEBUILDER_ASSETS to a folder with etcd, kube-apiserver and kubectl, or' \
    'PATH_TO_PROD_TEST_KUBECONFIG and PATH_TO_PROD_TEST_CONTEXT to a cluster that may be used for tests' \
    '(see tests/cluster/README.md).' >&2
  exit 2
}

clean_up() {
  local status=$?
  trap - EXIT
  # The child leads a process group of its own, so this ends make and every compiler below it too.
  [[ -z $child ]] || kill -TERM -- "-$child" 2>/dev/null || true
  [[ -z $child ]] || wait "$child" 2>/dev/null || true
  [[ -z $work ]] || rm -rf "$work"
  [[ -s $log ]] || rm -f "$log"
  exit "$status"
}

# step TEXT COMMAND...: runs it with its output in the log. In the background, because bash answers a signal while it
# waits for a background job, but not while it waits for a command in the foreground.
step() {
  local text=$1 status=0
  shift
  say "$text"
  set -m
  (set +m; "$@") </dev/null >>"$log" 2>&1 &
  child=$!
  set +m
  wait "$child" || status=$?
  child=''
  ((status == 0)) && return
  {
    printf '%s failed (exit code %d). The last lines of %s:\n' "$text" "$status" "$log"
    tail -n 25 "$log"
  } >&2
  exit 1
}

# ours TOOL ARGUMENT...: an apt tool with package lists of our own, so that nothing below /etc or /var changes and
# sources can be asked for without a deb-src entry there.
ours() {
  "$1" -qq -o Dir::Etc::sourcelist=/dev/null -o Dir::Etc::sourceparts="$work/apt/sources" \
    -o Dir::State::lists="$work/apt/lists" -o Dir::Cache="$work/apt/cache" \
    -o APT::Sandbox::User="$(id -un)" -o Acquire::Retries=2 "${@:2}"
}

# The machine's own package entries, of either format, each asked for its sources as well.
read_package_lists() {
  local file copy
  mkdir -p "$work"/apt/{sources,lists/partial,cache/archives/partial}
  for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.{list,sources}; do
    [[ -f $file ]] || continue
    copy=$work/apt/sources/${file##*/}
    case $file in
      *.list) sed -n 's/^[[:space:]]*deb[[:space:]]\(.*\)/deb \1\ndeb-src \1/p' "$file" >"$copy" ;;
      *) sed 's/^Types:.*/Types: deb deb-src/I' "$file" >"$copy" ;;
    esac
  done
  # An entry of someone else's that cannot be reached is not ours to fix: what is missing is seen afterwards.
  ours apt-get update || true
}

install_tools() {
  local tools=(make:make patch:patch rsync:rsync dpkg-source:dpkg-dev xz:xz-utils) missing=() sudo=() tool
  for tool in "${tools[@]}"; do
    command -v "${tool%:*}" >/dev/null || missing+=("${tool#*:}")
  done
  ((${#missing[@]})) || return 0
  if ((EUID != 0)); then
    # -n: in a script, a question for a password would wait forever.
    sudo=(sudo -n)
    "${sudo[@]}" true 2>/dev/null ||
      cannot "packages are missing, and only root can install them. Run: sudo apt-get install ${missing[*]}"
  fi
  step "Reading this machine's package lists" "${sudo[@]}" apt-get -qq update
  step "Installing ${missing[*]}" "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get -qq install -y --no-install-recommends "${missing[@]}"
}

# fetch VERSION
fetch() {
  local package
  cd "$work"
  ours apt-get source --download-only "kubernetes=$1"
  ours apt-get download "${packages[@]}"
  for package in ./*.deb; do
    dpkg-deb -x "$package" root
    rm "$package"
  done
  mkdir -p go/src/k8s.io
  # The generators of Kubernetes want to find it below a GOPATH.
  dpkg-source --no-check -q -x ./kubernetes_*.dsc "$tree"
  rm ./kubernetes_*
}

change_sources() {
  local reflect2=vendor/github.com/modern-go/reflect2 kubelet=pkg/kubemark/hollow_kubelet.go
  cd "$tree"
  # The vendored 1.0.1 crashes the API server under Go 1.18 and later as soon as a custom resource is patched.
  rm "$reflect2"/*.go
  cp "$work/root/usr/share/gocode/src/github.com/modern-go/reflect2"/*.go "$reflect2"

  # The hollow kubelet is made to live in a container of its own. Without one it must leave the machine and the network
  # alone. It may not listen on every address without authentication (nothing here talks to it),
  replace "$kubelet" 'c.EnableServer = true' 'c.EnableServer = false'
  # write to the machine's iptables,
  replace "$kubelet" 'c.ProtectKernelDefaults = false' 'c.MakeIPTablesUtilChains = false'
  # keep its files, and one socket for all nodes, in /tmp instead of the folder that it runs in,
  replace "$kubelet" '"hollow-kubelet.", ""' '"hollow-kubelet.", "/proc/self/cwd"'
  replace pkg/kubelet/cri/remote/fake/endpoint.go 'unix:///tmp/' 'unix:///proc/self/cwd/'
  # ask name servers for the node's name, or a cloud's metadata server for credentials,
  replace pkg/kubelet/nodestatus/setters.go 'addrs, _ = net.LookupIP(node.Name)' ''
  replace cmd/kubelet/app/plugins.go '_ "k8s.io/kubernetes/pkg/credentialprovider/aws"' ''
  replace cmd/kubelet/app/plugins.go '_ "k8s.io/kubernetes/pkg/credentialprovider/gcp"' ''
  replace cmd/kubelet/app/options/globalflags.go '_ "k8s.io/kubernetes/pkg/credentialprovider/gcp"' ''
  # or send probes to an address that may be someone's: to this one, no connection is possible.
  replace staging/src/k8s.io/cri-api/pkg/apis/testing/fake_runtime_service.go 192.168.192.168 255.255.255.255

  # A node says only every so often that it is ready. Ten seconds are long for a test.
  replace "$kubelet" 'NodeStatusUpdateFrequency.Duration = 10' 'NodeStatusUpdateFrequency.Duration = 2'
}

# replace FILE OLD NEW: fails when OLD is not there.
replace() {
  grep -qF "$2" "$1"
  sed -i "s#$2#$3#" "$1"
}

# With only the variables that are named here: a developer's own Go settings must not leak in.
build() {
  local go=$work/root/usr/lib/go-1.19 commit
  commit=$(printf '%040d' 0)
  cd "$tree"
  nice env -i PATH="$go/bin:/usr/sbin:/usr/bin:/sbin:/bin" HOME="$work/home" TMPDIR="$work" LC_ALL=C.UTF-8 \
    GOROOT="$go" GOPATH="$work/go" GOPROXY=off CGO_ENABLED=0 \
    KUBE_GIT_VERSION="v$version" KUBE_GIT_MAJOR=1 KUBE_GIT_MINOR=20 \
    KUBE_GIT_COMMIT="$commit" KUBE_GIT_TREE_STATE=clean \
    make WHAT="${programs[*]/#/cmd/}"
}

collect() {
  local built
  built=$tree/_output/local/bin/linux/$(dpkg --print-architecture)
  mkdir "$work/bin"
  mv "$work/root/usr/bin/etcd" "${programs[@]/#/$built/}" "$work/bin"
  "$work/bin/kube-apiserver" --version | grep -F "v$version"
  mv "$work/bin" "$target"
}

make_control_plane() {
  local source_version
  trap clean_up EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM
  # We hold the lock, so what is left of another build was left by one that was killed.
  rm -rf "$cache"/.build-*
  work=$(mktemp -d "$cache/.build-XXXXXX")
  tree=$work/go/src/k8s.io/kubernetes
  : >"$log"

  install_tools
  step 'Reading the package lists' read_package_lists
  # Debian's own version is longer, as 1.20.5+really1.20.2-1.1.
  source_version=$(ours apt-cache showsrc --only-source kubernetes 2>>"$log" | sed -n 's/^Version: //p' |
    grep -F "$version-" | sort -V | tail -n 1) ||
    cannot "no package source within reach has the source of Kubernetes $version (Debian 12 has it). See $log."
  step "Fetching kubernetes $source_version and Go" fetch "$source_version"
  step 'Changing the sources' change_sources
  step "Building Kubernetes $version (6 to 8 minutes with two cores)" build
  step 'Collecting the programs' collect
  rm "$log"
  say 'Done'
}

main() {
  case ${1:-} in
    '' | --if-built) ;;
    *)
      printf 'Usage: tests/cluster/build.sh [--if-built]\n' >&2
      exit 2
      ;;
  esac
  if [[ ! -d $target ]]; then
    [[ -z ${1:-} ]] || exit 1
    command -v apt-get >/dev/null || cannot 'the build needs apt and the packages of Debian 12.'
    mkdir -p "$cache"
    exec {lock}>"$cache/.lock"
    if ! flock --nonblock "$lock"; then
      say 'Waiting for another build of the control plane'
      flock "$lock"
    fi
    [[ -d $target ]] || make_control_plane
  fi
  printf '%s\n' "$target"
  # Here and not below, so that bash never reads on in this file: it may be changed during the long build.
  exit
}

main "$@"
