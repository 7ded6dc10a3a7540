#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Sets up what is needed on Debian, builds, and runs all tests.
#
#   sh tests/run.sh             the tests of C, Python, JavaScript and the command
#   sh tests/run.sh --strict    the same with warnings as errors, and once more under
#                               AddressSanitizer and UndefinedBehaviorSanitizer
set -eu
cd "$(dirname "$0")/.."
. build-aux/debian.sh

strict=no
case "${1:-}" in
  '') ;;
  --strict) strict=yes ;;
  *) sed -n '3,8s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
esac

# shellcheck disable=SC2086
need_packages $build_packages $binding_packages

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

configure build -Dintrospection=enabled -Dwerror="$([ $strict = yes ] && echo true || echo false)"
ninja -C build
meson test -C build --print-errorlogs || true
count_results build

if [ $strict = yes ]; then
  configure build-sanitize -Dintrospection=disabled -Dwerror=true -Dbuildtype=debugoptimized \
    -Db_sanitize=address,undefined -Db_lundef=false
  ninja -C build-sanitize
  UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1 \
    meson test -C build-sanitize --print-errorlogs --timeout-multiplier 10 || true
  count_results build-sanitize
fi

echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" != 0 ]
