#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Sets up what is needed on Debian, builds, and runs all tests.
#
#   sh tests/run.sh             the tests of C, Python, JavaScript and the command
#   sh tests/run.sh --strict    the same with warnings as errors, and once more under
#                               AddressSanitizer and UndefinedBehaviorSanitizer
#   sh tests/run.sh --with-pytorch
#                               and with the comparison with PyTorch on random questions; installs
#                               PyTorch in build/pytorch, if SHAPEREC_PYTORCH names no Python that has it
set -eu
cd "$(dirname "$0")/.."
. build-aux/debian.sh

strict=no
with_pytorch=no
for argument; do
  case $argument in
    --strict) strict=yes ;;
    --with-pytorch) with_pytorch=yes ;;
    *) sed -n '3,11s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
  esac
done

# shellcheck disable=SC2086
need_packages $build_packages $binding_packages $documentation_packages

# Sets $pytorch to a Python that has PyTorch, or to nothing where it can't be installed.
find_pytorch () {
  pytorch=${SHAPEREC_PYTORCH:-$PWD/build/pytorch/bin/python}
  has_pytorch () { "$pytorch" -c 'import torch; assert torch.__version__.startswith("2.13.0")' 2>/dev/null; }
  has_pytorch && return
  if [ -z "${SHAPEREC_PYTORCH:-}" ] && need_packages $recorder_packages && python3 -m venv build/pytorch &&
      "$pytorch" -m pip install --quiet torch==2.13.0 && has_pytorch; then
    return
  fi
  echo "*** NO COMPARISON WITH PYTORCH: $pytorch does not have torch 2.13.0, and it could not be installed ***" >&2
  pytorch=
}

# Configures a build folder afresh or as it stands: configure DIR OPTION…
configure () {
  dir=$1
  shift
  if [ -e "$dir/build.ninja" ]; then
    meson setup --reconfigure "$dir" "$@" >/dev/null
  else
    meson setup "$dir" "$@"
  fi
}

# Adds the results of one pass to the totals: count_results DIR
passed=0
failed=0
count_results () {
  log=$1/meson-logs/testlog.json
  passed=$((passed + $(grep -c '"result": "OK"' "$log" || true)))
  failed=$((failed + $(grep -c -E '"result": "(FAIL|ERROR|TIMEOUT|INTERRUPT|UNEXPECTEDPASS)"' "$log" || true)))
}

pytorch=
[ $with_pytorch = no ] || find_pytorch
configure build -Dpytorch="$pytorch" -Dintrospection=enabled -Ddocumentation=enabled -Dwerror="$([ $strict = yes ] && echo true || echo false)"
ninja -C build
meson test -C build --print-errorlogs || true
count_results build

if [ $strict = yes ]; then
  configure build-sanitize -Dintrospection=disabled -Ddocumentation=disabled -Dwerror=true -Dbuildtype=debugoptimized \
    -Db_sanitize=address,undefined -Db_lundef=false
  ninja -C build-sanitize
  UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1 \
    meson test -C build-sanitize --print-errorlogs --timeout-multiplier 10 || true
  count_results build-sanitize
fi

echo "$passed passed, $failed failed"
[ $with_pytorch = no ] || [ -n "$pytorch" ] || echo "PyTorch was not compared with: it could not be installed" >&2
[ "$failed" = 0 ] && [ "$passed" != 0 ]
