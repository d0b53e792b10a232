#!/usr/bin/env bash
# Installs Debian's Chromium for the browser tests, and Pango for those of PDFs, quietly, where we are root and it is missing. Without it those tests are skipped.
set -uo pipefail
command -v chromium >/dev/null && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq >/dev/null 2>&1 && apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 >/dev/null 2>&1 && exit 0
  echo "chromium could not be installed; the browser tests are skipped" >&2
else
  echo "no chromium: the browser tests are skipped (apt-get install chromium)" >&2
fi
