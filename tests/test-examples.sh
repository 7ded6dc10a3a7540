#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# An example prints what is expected, and the trace that it saves verifies:
# test-examples.sh EXPECTED SHAPEREC PROGRAM…
set -u
expected=$1
shaperec=$2
shift 2
folder=$(mktemp -d)
trap 'rm -r "$folder"' EXIT

status=0
check () {
  if [ "$1" = 0 ]; then
    echo "ok $2"
  else
    echo "not ok $2"
    status=1
  fi
}

echo "1..2"
"$@" "$folder/tour.jsonl" >"$folder/output" && diff -u "$expected" "$folder/output" >&2
check $? "1 prints what is expected"
"$shaperec" verify "$folder/tour.jsonl" >&2
check $? "2 saves a trace that verifies"
exit $status
