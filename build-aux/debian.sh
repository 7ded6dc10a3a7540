# SPDX-License-Identifier: LGPL-2.1-or-later
# Sourced by the set-up scripts: installs the Debian packages named as arguments that are missing.

need_packages () {
  missing=
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
  done
  [ -n "$missing" ] || return 0

  if [ "$(id -u)" = 0 ]; then
    as_root=
  elif command -v sudo >/dev/null; then
    as_root=sudo
  else
    echo "These packages are needed, and only root can install them:$missing" >&2
    return 1
  fi
  echo "Installing:$missing"
  $as_root apt-get update -qq
  # shellcheck disable=SC2086
  DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null
}

build_packages='gcc libc6-dev meson ninja-build pkg-config libglib2.0-dev libflint-dev libgmp-dev libmpfr-dev'
binding_packages='gobject-introspection libgirepository1.0-dev python3-gi gjs'
documentation_packages='gi-docgen groff-base zsh'
recorder_packages='python3-venv'
