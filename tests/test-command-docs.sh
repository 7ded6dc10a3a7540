#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# What the command takes stands in its manual page and in the completions, and no more than that:
# test-command-docs.sh SHAPEREC SOURCE_ROOT
set -u
shaperec=$1
root=$2
manual=$root/doc/shaperec.1
bash_file=$root/data/completion/shaperec.bash
zsh_file=$root/data/completion/_shaperec
failed=0
count=0

# report OK DESCRIPTION
report () {
  count=$((count + 1))
  if [ "$1" = 0 ]; then
    echo "ok $count $2"
  else
    failed=1
    echo "not ok $count $2"
  fi
}

# same WHAT ONE OTHER: two lists of words are the same, as sets
same () {
  one=$(printf '%s\n' $2 | sort -u)
  other=$(printf '%s\n' $3 | sort -u)
  [ "$one" = "$other" ]
  ok=$?
  [ $ok = 0 ] || printf '# --help: %s\n# there:  %s\n' "$(echo $one)" "$(echo $other)"
  report $ok "$1"
}

verbs () { "$shaperec" --help | sed -n '/^Verbs:/,/^$/s/^  \([a-z]*\) .*/\1/p'; }

# options VERB: the long ones, but for those that every program has
options () { "$shaperec" "$1" --help | grep -o '^  \(-[a-z], \)\{0,1\}--[a-z-]*' | grep -o -e '--.*' | grep -v -x -e --help; }

manual_verbs () { sed -n 's/^\.SS "shaperec \([a-z]*\).*/\1/p' "$manual"; }

manual_options () {
  sed -n "/^\.SS \"shaperec $1/,/^\.S[SH]/p" "$manual" | sed 's/\\-/-/g' | sed -n '/^\.TP/{n;p;}' | grep -o -e '--[a-z-]*'
}

bash_words () {
  bash -c '. "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(( $# - 1 )); _shaperec; printf "%s\n" "${COMPREPLY[@]}"' - "$bash_file" "$@"
}

# A line `VERB) _arguments …` of the file, the options of its variables in their place.
zsh_options () {
  line=$(sed -n "s/^ *$1) //p" "$zsh_file")
  for name in $(echo "$line" | grep -o '\$[a-z]*' | tr -d '$' | grep -v trace); do
    sed -n "s/^ *local -a $name=(\(.*\))$/\1/p" "$zsh_file" | grep -o -e '--[a-z-]*'
  done
  echo "$line" | grep -o -e '--[a-z-]*'
}

zsh_verbs () { sed -n "/verbs=(/,/^  )/s/^ *['\"]\([a-z]*\):.*/\1/p" "$zsh_file"; }

same "the manual has the verbs" "$(verbs)" "$(manual_verbs)"
same "zsh has the verbs" "$(verbs)" "$(zsh_verbs)"
for verb in $(verbs); do
  same "the manual has the options of $verb" "$(options "$verb")" "$(manual_options "$verb")"
  same "zsh has the options of $verb" "$(options "$verb")" "$(zsh_options "$verb" | grep -v -x -e --help)"
done
if command -v bash >/dev/null; then
  bash -n "$bash_file"
  report $? "bash reads its completion"
  same "bash has the verbs" "$(verbs)" "$(bash_words shaperec '')"
  for verb in $(verbs); do
    same "bash has the options of $verb" "$(options "$verb")" "$(bash_words shaperec "$verb" -- | grep -v -x -e --help)"
  done
fi
if command -v zsh >/dev/null; then
  zsh -n "$zsh_file"
  report $? "zsh reads its completion"
fi
if command -v groff >/dev/null; then
  warnings=$(groff -man -Tutf8 -ww -z "$manual" 2>&1)
  [ -z "$warnings" ]
  report $? "the manual page is well-formed"
fi
echo "1..$count"
exit $failed
