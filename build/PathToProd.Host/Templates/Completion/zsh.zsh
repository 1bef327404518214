#compdef build.sh
# Completion for ./build.sh, in zsh, after compinit:
#
#   source <(./build.sh --target=Completion --shell=zsh)
#
# Names are read from the folders of the checkout whose build.sh is called, so they are never out of date.

_path_to_prod_values() { # what an option may be given: option, root
  local -a names begun match=(-M 'm:{a-zA-Z}={A-Za-z}')
  case $1 in
    --component | -c) # a list: a,b
      names=(
        $2/components/*/component.yaml(N:h:t)
        ${(f)"$(awk '/^[^ #]/ { on = /^groups:/ } on' $2/platform.yaml 2>/dev/null | sed 's/^groups://; s/#.*//' |
          grep -oE '[a-z0-9-]+: *(\[|$)' | sed 's/:.*//')"}
      )
      if [[ $PREFIX == *,* ]]; then
        begun=(${(s:,:)PREFIX%,*})
        compset -P '*,'
      else
        names=(all affected $names)
      fi
      compadd $match -S '' -- ${names:|begun}
      return
      ;;
    --environment | -e | --extends | --from | --with | --good) # one without a target of its own or of another's is only there for others to extend
      names=(${(f)"$(grep -lE '^(target|extends):' $2/environments/*/environment.yaml(N) /dev/null)"})
      names=(${names:h:t})
      [[ $1 == (--environment|-e|--extends) ]] || names+=($2/environments/version-sets/*.yaml(N:t:r) $2/artifacts/proposed.yaml(N:t:r))
      ;;
    --set | --bad) names=($2/environments/version-sets/*.yaml(N:t:r) $2/artifacts/proposed.yaml(N:t:r)) ;;
    --target | -t)
      names=(
        __targets__
        ${(f)"$(sed -n 's/.*\[TaskName("\([A-Za-z0-9_-]*\)".*/\1/p' $2/components/*/*.cs(N) /dev/null)"}
      )
      ;;
__zsh_choices__
  esac
  compadd $match -- ${(u)names}
}

_path_to_prod() {
  emulate -L zsh
  local root=${~words[1]} target='' option='' word
  [[ $root == */* ]] || root=$commands[$root]
  root=${root:A:h}
  for word in $words[2,CURRENT-1]; do
    case $word in
      -*=*) option='' && [[ $word == (--target|-t)=* ]] && target=${word#*=} ;;
      __valued__) option=$word ;;
      -*) option='' ;;
      *) [[ $option == (--target|-t) ]] && target=$word; option='' ;;
    esac
  done
  if [[ $PREFIX == -*=* ]]; then
    option=${PREFIX%%=*}
    compset -P '*='
  fi
  if [[ -n $option ]]; then
    _path_to_prod_values $option $root
    return
  fi

  local -a options
  case ${(L)target} in
__zsh_options__
    *) options=(__all_options__) ;;
  esac
  for word in $words[2,CURRENT-1]; do options=(${options:#${word%%=*}(|=)}); done
  compadd -S '' -- ${(M)options:#*=}
  compadd -- ${options:#*=}
}

compdef _path_to_prod build.sh
