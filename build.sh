#!/usr/bin/env bash
# Starts the build program, and compiles it first when its sources changed.
#
#   ./build.sh --target=Deploy --component=ingress
#   ./build.sh -C ../another-platform --target=Status      works on another platform, as if called there
#
# Whether sources changed is asked in two steps. First the file system: has any source, or a folder of sources, a
# change time (ctime, which no copy or checkout can set back) after the last look? That costs one `find`. Only if so,
# the contents: is their hash the one that the current host was compiled from? Only if not, `dotnet publish` runs.
#
#   artifacts/host/<hash>/   a host, by the hash of its sources; never written to again, so a running one is safe
#   artifacts/host/current   which one to start; its own mtime is the last look
#   artifacts/host/build.log the last compilation's whole output
#
# Runs on bash 3.2 (macOS). In the normal case it starts no process but `find` and then `dotnet`.
set -u
unset CDPATH IFS
shopt -s nullglob

say() { printf '%s\n' "$*" >&2; }

# die CODE LINE...
die() {
  local code=$1
  shift
  printf '%s\n' "$@" >&2
  exit "$code"
}

cannot_write() {
  die 2 "Cannot write to $root/$state, where the compiled build program is kept." \
    "Make the folder writable for $(id -un), or free space on its disk; then run this again."
}

# ---- Where we are

self=${BASH_SOURCE[0]}
case $self in */*) ;; *) self=./$self ;; esac
while [ -L "$self" ]; do
  link=$(readlink "$self")
  case $link in /*) self=$link ;; *) self=${self%/*}/$link ;; esac
done
caller=$PWD
cd -P -- "${self%/*}/" || die 2 "Cannot enter ${self%/*}/, the folder of build.sh."
root=$PWD
state=artifacts/host

# ---- Have sources changed?

# Raise the number when build.sh compiles in another way: earlier hosts are then not used.
kind="1 $OSTYPE $HOSTTYPE"
# The brackets make patterns of plain names: a file that is not there drops out.
inputs=([D]irectory.* [g]lobal.json [nN]u[gG]et.[cC]onfig)
# Not compiled: hidden files, editors' backups, prose, and what the program itself generates.
ignored=('(' -name '.*' -o -name '*~' -o -name '*.md' -o -name bin -o -name obj -o -path build/schemas ')')

read_current() {
  id='' inode='' compiled_kind='' compiled_inputs=''
  [ -r $state/current ] || return 0
  { read -r id && read -r inode && read -r compiled_kind && read -r compiled_inputs; } <$state/current
}

# True when there is a host and nothing has changed since the last look. The inode tells a copied checkout, where times
# mean nothing. A `find` that fails (a file gone, an option it does not know) is an answer too: look closer.
is_untouched() {
  [ "$compiled_kind" = "$kind" ] && [ "$compiled_inputs" = "${inputs[*]}" ] || return 1
  [ -f "$state/$id/path-to-prod.dll" ] || return 1
  local touched
  touched=$(exec find -L build "${inputs[@]}" $state/current "${ignored[@]}" -prune -o \
    -path $state/current ! -inum "$inode" -print -o \
    ! -path $state/current -cnewer $state/current -print 2>&1) && [ -z "$touched" ]
}

# The hash over all sources: paths and contents, in one order everywhere.
hash_sources() {
  local sha='sha256sum'
  type sha256sum >/dev/null 2>&1 || sha='shasum -a 256'
  # shellcheck disable=SC2086  # two words on macOS
  sources=$(find -L build "${inputs[@]}" "${ignored[@]}" -prune -o -type f -exec $sha {} +) ||
    die 1 "Cannot read all sources of the build program below $root/build."
  # shellcheck disable=SC2086
  now=$({ printf '%s\n' "$kind" && printf '%s\n' "$sources" | LC_ALL=C sort; } | $sha)
  now=${now%% *}
}

# ---- Which dotnet?

# All candidates, best first. On purpose without `dotnet --version`, which takes longer than our whole start.
list_dotnets() {
  dotnets=() recorded='' on_path='' folder=''
  [ -r $state/dotnet ] && IFS= read -r recorded <$state/dotnet
  set -f
  local IFS=:
  for folder in ${PATH:-}; do
    case $folder in /*) ;; *) folder=$caller/$folder ;; esac
    if [ -x "$folder/dotnet" ] && [ ! -d "$folder/dotnet" ]; then
      on_path=$folder/dotnet
      break
    fi
  done
  set +f
  for folder in "$root/artifacts/dotnet-sdk/dotnet" "$recorded" "${DOTNET_ROOT:+$DOTNET_ROOT/dotnet}" "$on_path" \
    "${HOME:-}/.dotnet/dotnet"; do
    [ -n "$folder" ] && [ -x "$folder" ] && dotnets[${#dotnets[@]}]=$folder
  done
  dotnet=${dotnets[0]:-}
}

# The first dotnet with an SDK that global.json accepts. When that is not the first of all it is recorded, so that the
# next start takes it without asking.
choose_sdk() {
  rm -f $state/dotnet
  list_dotnets
  local candidate
  for candidate in ${dotnets[@]+"${dotnets[@]}"}; do
    if "$candidate" --version </dev/null >/dev/null 2>&1; then
      [ "$candidate" = "$dotnet" ] || printf '%s\n' "$candidate" >$state/dotnet
      dotnet=$candidate
      return
    fi
  done
  install_sdk
}

# The way Cake's bootstrappers do: Microsoft's own script, into artifacts/.
install_sdk() {
  local version='' line why url=${PATH_TO_PROD_DOTNET_INSTALL:-https://dot.net/v1/dotnet-install.sh}
  while IFS= read -r line; do
    case $line in *'"version"'*) version=${line#*:} && version=${version//[\", ]/} && break ;; esac
  done <global.json
  say "Installing the .NET SDK $version into artifacts/dotnet-sdk (once)..."
  local script=$state/dotnet-install.sh new=artifacts/dotnet-sdk.new
  rm -rf "$new" "$script"
  if type curl >/dev/null 2>&1; then
    why=$(curl -fsSL --connect-timeout 10 --max-time 60 "$url" -o "$script" 2>&1)
  elif type wget >/dev/null 2>&1; then
    why=$(wget -q --timeout=10 --tries=2 "$url" -O "$script" 2>&1) || why="${why:-wget could not load $url}"
  else
    why='there is neither curl nor wget'
  fi
  if [ -z "$why" ] && [ -s "$script" ]; then
    if within 900 bash "$script" --jsonfile global.json --install-dir "$root/$new" --no-path >$state/install.log 2>&1 9>&- &&
      "$new/dotnet" --version >/dev/null 2>&1; then
      rm -rf artifacts/dotnet-sdk && mv "$new" artifacts/dotnet-sdk
      dotnet=$root/artifacts/dotnet-sdk/dotnet
      return
    fi
    why="the install script failed or took over 15 minutes; see $state/install.log"
  fi
  rm -rf "$new"
  local found='there is no dotnet in artifacts/dotnet-sdk, DOTNET_ROOT, the PATH or ~/.dotnet'
  [ -z "$dotnet" ] || found="no SDK that global.json accepts belongs to ${dotnets[*]}"
  die 2 "The .NET SDK $version is needed, but $found." \
    "Installing it did not work: ${why:-$url gave nothing}." \
    "Install it by hand (https://dotnet.microsoft.com/download) so that dotnet is on the PATH, or unpack its archive into" \
    "$root/artifacts/dotnet-sdk. Then run this again."
}

# Runs a command, and ends it after so many seconds. macOS has no `timeout`.
within() {
  local seconds=$1 process
  shift
  "$@" </dev/null &
  process=$!
  while kill -0 $process 2>/dev/null; do
    [ $((seconds -= 1)) -ge 0 ] || kill $process 2>/dev/null
    sleep 1
  done
  wait $process
}

# ---- Compiling

# One launcher at a time. The lock is a property of the open file, which the compiler inherits: it is free when neither
# this launcher nor a compiler that outlived it (kill -9) still runs.
lock() {
  local holder=''
  { exec 9>>$state/lock; } 2>/dev/null || cannot_write
  if ! try_lock n; then
    read -r holder <$state/lock
    say "Waiting for another launcher (process ${holder:-unknown}), which compiles the build program..."
    try_lock || die 1 "Cannot lock $state/lock."
  fi
  printf '%s\n' $$ >$state/lock
}

try_lock() {
  if type flock >/dev/null 2>&1; then
    flock ${1:+-n} 9
  elif type perl >/dev/null 2>&1; then # macOS has no flock
    perl -e 'open(my $file, ">&=", 9) or exit 2; flock($file, $ARGV[0] ? 6 : 2) or exit 1' "${1:-}"
  else
    say 'There is neither flock nor perl to lock the build: do not start two at once.'
  fi
}

publish() {
  MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 DOTNET_CLI_UI_LANGUAGE=en DOTNET_NOLOGO=1 \
    DOTNET_GENERATE_ASPNET_CERTIFICATE=false PATH_TO_PROD_READY_TO_RUN=$1 \
    "$dotnet" publish build/PathToProd.Host --configuration Release --output "$root/$new" --nologo --tl:off \
    --verbosity minimal -nodeReuse:false -p:UseSharedCompilation=false -p:RestoreLockedMode=true \
    </dev/null 2>&1 | show_progress >$state/build.log
  return "${PIPESTATUS[0]}"
}

# Passes the compiler's output on, and shows each project that is done, and the program at last, with the time since the
# start: on a small machine all of it takes minutes.
show_progress() {
  local line name start=$SECONDS count=0 projects=(build/*/*.csproj)
  while IFS= read -r line || [ -n "$line" ]; do
    printf '%s\n' "$line"
    case $line in
      *' -> '*.dll) name=${line%% -> *} && name=${name##* } ;;
      *' -> '*) name='the program' ;;
      *) continue ;;
    esac
    say "  $((count += 1)) of $((${#projects[@]} + 1)): $name, after $((SECONDS - start)) s"
  done
}

# Makes $state/<first digits of $now>.
compile() {
  local new=$state/${now:0:12}.new old project
  choose_sdk
  say 'Compiling the build program (first run, or its sources changed)...'
  for old in "$state"/*.new; do rm -rf "$old"; done
  # A compiler that was killed may have left half a file that looks up to date: forget what it made.
  if [ -e $state/unfinished ]; then
    for project in build/*/*.csproj; do
      project=${project##*/} && project=${project%.csproj}
      rm -rf "artifacts/dotnet/obj/$project/release" "artifacts/dotnet/bin/$project/release"
    done
  fi
  : >$state/unfinished
  local native=${PATH_TO_PROD_READY_TO_RUN:-true}
  if ! publish "$native"; then
    # No package, or no feed at all: everything else may be in the package cache, so it is worth the attempt.
    if [ "$native" = false ] || ! grep -qiE 'error.*crossgen|error NU1(101|102|301)' $state/build.log; then
      show_errors
    fi
    say 'The compiler to native code (Crossgen2) is not available or fails: each start will take longer.'
    rm -rf "$new"
    publish false || show_errors
  fi
  rm -f $state/unfinished
  rm -rf "${new%.new}"
  mv "$new" "${new%.new}" || cannot_write
}

# The compiler's own lines, each once, without what a reader skips: our folder in front, the project behind.
show_errors() {
  rm -f $state/unfinished
  local errors line
  errors=$(grep -E '(^|: *)error ' $state/build.log | sed -e 's/ \[[^]]*\]$//' | awk '!seen[$0]++')
  [ -n "$errors" ] || errors=$(tail -n 20 $state/build.log)
  while IFS= read -r line; do say "${line#"$root/"}"; done <<<"$errors"
  die 1 "The build program does not compile. The whole output: $state/build.log"
}

# Replaces $state/current in one step. Its mtime is that of the look, which was before the sources were read.
record() {
  local new=$state/current.new inode
  if ! { : >$new && read -r inode _ <<<"$(ls -i $new)" &&
    printf '%s\n' "${now:0:12}" "$inode" "$kind" "${inputs[*]}" >$new &&
    touch -r $state/look $new && mv -f $new $state/current; }; then
    cannot_write
  fi
}

# Removes all hosts but the given ones: the current one and the one before it, which may still run.
sweep() {
  local host
  for host in "$state"/*/; do
    host=${host%/} && host=${host##*/}
    [ "$host" = "$1" ] || [ "$host" = "$2" ] || rm -rf "${state:?}/$host"
  done
}

# The slow way: under the lock, look at contents, compile if need be, record.
prepare() {
  mkdir -p $state 2>/dev/null || cannot_write
  lock
  read_current
  local before=$id read_hash
  while ! is_untouched; do
    : >$state/look
    sleep 0.02 2>/dev/null || sleep 1 # past the file system's clock tick: whatever changes from now on is newer
    hash_sources
    if [ ! -f "$state/${now:0:12}/path-to-prod.dll" ]; then
      compile
      read_hash=$now
      hash_sources
      if [ "$now" != "$read_hash" ]; then # edited meanwhile: what was compiled is neither the old nor the new
        rm -rf "${state:?}/${read_hash:0:12}"
        continue
      fi
    fi
    record
    [ "${now:0:12}" = "$before" ] || sweep "${now:0:12}" "$before"
    break
  done
  read_current
  list_dotnets
  [ -n "$dotnet" ] || choose_sdk
  exec 9>&-
}

# ---- Start

# .NET keeps packages and settings in the home, which containers and CI users may not have, or may not write.
if [ -z "${DOTNET_CLI_HOME:-}" ] && ! { [ -n "${HOME:-}" ] && [ -d "$HOME" ] && [ -w "$HOME" ]; }; then
  export DOTNET_CLI_HOME=$root/artifacts/dotnet-home
fi

list_dotnets
read_current
if [ -z "$dotnet" ] || ! is_untouched; then prepare; fi

export PATH_TO_PROD_ROOT=$root
if [ "$dotnet" != "$on_path" ]; then # what the program starts must find the same one
  export DOTNET_ROOT=${dotnet%/*} PATH=${dotnet%/*}:$PATH
fi
cd -- "$caller" 2>/dev/null || true # the caller's folder may be gone; the program can do without
exec "$dotnet" "$root/$state/$id/path-to-prod.dll" "$@"
