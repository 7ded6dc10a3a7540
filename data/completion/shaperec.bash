# SPDX-License-Identifier: LGPL-2.1-or-later
# Completion of the command shaperec for bash.

_shaperec_options () {
  local common='--help --time-limit'

  case $1 in
    replay) echo "--until --json --truncated $common" ;;
    verify) echo "--json --truncated $common" ;;
    compare) echo "--json $common" ;;
    events) echo "--kind --until --json --truncated $common" ;;
    guards) echo "--language --until --truncated $common" ;;
    check) echo "--input $common" ;;
    import) echo "--output $common" ;;
    '') echo '--help --version' ;;
  esac
}

# The kinds stand in the command's own help, one a line after "Kinds:".
_shaperec_kinds () {
  shaperec events --help 2>/dev/null | sed -n '/^Kinds:/,$ s/^  //p'
}

_shaperec () {
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} verb=

  COMPREPLY=()
  (( COMP_CWORD == 1 )) || verb=${COMP_WORDS[1]}
  case $before in
    --language) COMPREPLY=($(compgen -W 'python verbose cpp c' -- "$word")); return ;;
    --kind) COMPREPLY=($(compgen -W "$(_shaperec_kinds)" -- "$word")); return ;;
    --output|-o) COMPREPLY=($(compgen -f -- "$word")); return ;;
    --until|--time-limit|--input) return ;;
  esac
  if [[ $word == -* ]]; then
    COMPREPLY=($(compgen -W "$(_shaperec_options "$verb")" -- "$word"))
  elif [[ -z $verb ]]; then
    COMPREPLY=($(compgen -W 'replay verify compare events guards check import' -- "$word"))
  elif [[ $verb == import ]]; then
    COMPREPLY=($(compgen -f -- "$word"))
  else
    compopt -o filenames 2>/dev/null
    COMPREPLY=($(compgen -f -X '!*.jsonl*' -- "$word") $(compgen -d -- "$word"))
  fi
}

complete -F _shaperec shaperec
