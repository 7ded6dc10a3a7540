#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# A program compiles against what is installed: test-install.sh BUILD_ROOT PROGRAM.C
set -u
build=$1
program=$2
folder=$(mktemp -d)
trap 'rm -r "$folder"' EXIT

echo "1..2"
if ! DESTDIR=$folder meson install -C "$build" --no-rebuild --quiet >&2; then
  echo "not ok 1 installs"
  exit 1
fi
echo "ok 1 installs"

# The files stand below the folder, so the prefix does too.
found=$(find "$folder" -name shaperec-1.0.pc)
sed -i "s,^prefix=,prefix=$folder," "$found"
# shellcheck disable=SC2046
if cc -Wall -Werror -fsyntax-only $(PKG_CONFIG_PATH=$(dirname "$found") pkg-config --cflags shaperec-1.0) "$program"; then
  echo "ok 2 compiles a program"
else
  echo "not ok 2 compiles a program"
  exit 1
fi
