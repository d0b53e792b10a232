#!/usr/bin/env bash
# FollowTheMoney's own library, which tests hold what we export against: interchange.sh BIN
# It brings PyICU, which is built here with a C++ compiler and ICU's headers; as root they are installed. Without the library its tests are skipped.
set -uo pipefail
bin=$1
"$bin/python" -c 'import followthemoney' 2>/dev/null && exit 0
headers=$("$bin/python" -c 'import sysconfig; print(sysconfig.get_path("include"))')
built() { command -v g++ >/dev/null && command -v pkg-config >/dev/null && pkg-config --exists icu-i18n && [ -e "$headers/Python.h" ]; }
if ! built && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq >/dev/null 2>&1 && apt-get install -y -qq --no-install-recommends g++ pkg-config libicu-dev python3-dev >/dev/null 2>&1
fi
if built && "$bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-interchange.lock 2>/dev/null; then exit 0; fi
echo "FollowTheMoney's library cannot be built here (g++, pkg-config, libicu-dev): its tests are skipped" >&2
