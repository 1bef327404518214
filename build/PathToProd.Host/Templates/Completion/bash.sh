# Completion for ./build.sh, in bash 3.2 and later:
#
#   source <(./build.sh --target=Completion --shell=bash)     bash 3.2 (macOS): eval "$(./build.sh ...)"
#
# Names are read from the folders of the checkout whose build.sh is called, so they are never out of date.

_path_to_prod_root() { # the folder of build.sh
  local self=$1 link
  case $self in
    "~/"*) self=$HOME/${self#"~/"} ;;
    */*) ;;
    *) self=$(type -P "$self") ;;
  esac
  while [ -L "$self" ]; do
    link=$(readlink "$self")
    case $link in /*) self=$link ;; *) self=${self%/*}/$link ;; esac
  done
  printf '%s' "${self%/*}"
}

_path_to_prod_folders() { # the folders that hold these files
  local file
  for file in "$@"; do
    [ -f "$file" ] || continue
    file=${file%/*}
    printf '%s ' "${file##*/}"
  done
}

_path_to_prod_environments() { # one without a target of its own or of another's is only there for others to extend
  (CDPATH='' cd -- "$1" &&
    _path_to_prod_folders $(grep -lE '^(target|extends):' environments/*/environment.yaml 2>/dev/null))
}

_path_to_prod_sets() { # the version sets that are pinned, and the one that was proposed
  local file
  for file in "$1"/environments/version-sets/*.yaml "$1"/artifacts/proposed.yaml; do
    [ -f "$file" ] || continue
    file=${file##*/}
    printf '%s ' "${file%.yaml}"
  done
}

_path_to_prod_groups() { # the groups of platform.yaml
  awk '/^[^ #]/ { on = /^groups:/ } on' "$1"/platform.yaml 2>/dev/null | sed 's/^groups://; s/#.*//' |
    grep -oE '[a-z0-9-]+: *(\[|$)' | sed 's/:.*//'
}

_path_to_prod_values() { # what an option may be given: option, root
  case $1 in
    --component | -c) printf 'all affected ' && _path_to_prod_folders "$2"/components/*/component.yaml && _path_to_prod_groups "$2" ;;
    --environment | -e | --extends) _path_to_prod_environments "$2" ;;
    --set | --bad) _path_to_prod_sets "$2" ;;
    --from | --with | --good) _path_to_prod_sets "$2" && _path_to_prod_environments "$2" ;;
    --target | -t) # components may have some of their own
      {
        printf '%s\n' __targets__
        sed -n 's/.*\[TaskName("\([A-Za-z0-9_-]*\)".*/\1/p' "$2"/components/*/*.cs 2>/dev/null
      } | awk '!seen[$0]++' ;;
__bash_choices__
  esac
}

_path_to_prod_options() { # the options that mean something for a target
  case $1 in
__bash_options__
    *) printf '%s ' __all_options__ ;;
  esac
}

_path_to_prod() {
  local IFS=$' \t\n' word option='' target='' given=' ' index
  COMPREPLY=()
  for ((index = 1; index < COMP_CWORD; index++)); do
    word=${COMP_WORDS[index]}
    case $word in
      =) continue ;;
      -*=*) # where = does not separate words
        given="$given${word%%=*} "
        case $word in --target=* | -t=*) target=${word#*=} ;; esac
        option=''
        ;;
      -*)
        given="$given$word "
        case $word in __valued__) option=$word ;; *) option='' ;; esac
        ;;
      *)
        case $option in --target | -t) target=$word ;; esac
        option=''
        ;;
    esac
  done

  local current=${COMP_WORDS[COMP_CWORD]} prefix=''
  case $current in
    =) current='' ;;
    -*=*) option=${current%%=*} prefix=${current%%=*}= current=${current#*=} ;;
  esac

  local case_option
  case_option=$(shopt -p nocasematch)
  shopt -s nocasematch
  if [ -n "$option" ]; then
    local root
    root=$(_path_to_prod_root "${COMP_WORDS[0]}")
    local begun='' last=$current end=' '
    case $option in
      --component | -c) # a list: a,b
        case $current in *,*) begun=${current%,*}, last=${current##*,} ;; esac
        end=''
        ;;
    esac
    for word in $(_path_to_prod_values "$option" "$root"); do
      case ",$begun" in *",$word,"*) continue ;; esac
      [ -n "$begun" ] && { [ "$word" = all ] || [ "$word" = affected ]; } && continue
      [[ $word == "$last"* ]] && COMPREPLY[${#COMPREPLY[@]}]=$prefix$begun$word$end
    done
  else
    for word in $(_path_to_prod_options "$target"); do
      case $given in *" ${word%=} "*) continue ;; esac
      [[ $word == "$current"* ]] || continue
      case $word in *=) COMPREPLY[${#COMPREPLY[@]}]=$word ;; *) COMPREPLY[${#COMPREPLY[@]}]="$word " ;; esac
    done
  fi
  $case_option
}

complete -o nospace -F _path_to_prod build.sh
