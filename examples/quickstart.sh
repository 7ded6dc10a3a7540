#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Installs what is needed on Debian, builds, and replays a real trace: every answer that
# PyTorch recorded is held against ours.
set -eu
cd "$(dirname "$0")/.."
. build-aux/debian.sh

# shellcheck disable=SC2086
need_packages $build_packages $recorder_packages

[ -e build/build.ninja ] || meson setup build
ninja -C build

shaperec=build/shaperec/tool/shaperec
trace=tests/data/traces/nn/roll.0.jsonl.gz

echo
echo "\$ shaperec replay $trace"
$shaperec replay "$trace"
echo
echo "\$ shaperec verify $trace"
$shaperec verify "$trace"
