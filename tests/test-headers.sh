#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Each public header compiles alone, in C and in C++: test-headers.sh SOURCE_ROOT HEADER…
set -eu
root=$1
shift
flags="-DSHAPEREC_COMPILATION -I$root -Wall -Wextra -Werror -fsyntax-only $(pkg-config --cflags gobject-2.0 gio-2.0)"

n=0
status=0
for header in "$@"; do
  for language in c c++; do
    command -v "$([ $language = c ] && echo cc || echo c++)" >/dev/null || continue
    n=$((n + 1))
    # shellcheck disable=SC2086
    if echo "#include \"$header\"" | cc -x $language $flags -; then
      echo "ok $n $header in $language"
    else
      echo "not ok $n $header in $language"
      status=1
    fi
  done
done
echo "1..$n"
exit $status
