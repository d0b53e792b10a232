#!/usr/bin/env bash
# The tests start a PostgreSQL server of their own. Where its programs are missing Debian's package is installed when we are root, without a server
# that runs by itself; otherwise the tests of PostgreSQL are skipped and say so.
set -euo pipefail
command -v initdb >/dev/null || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null && exit 0
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
  echo "PostgreSQL is not installed: its tests are skipped (install the package postgresql to run them)" >&2; exit 0
fi
export DEBIAN_FRONTEND=noninteractive
mkdir -p /etc/postgresql-common
[ -e /etc/postgresql-common/createcluster.conf ] || echo 'create_main_cluster = false' > /etc/postgresql-common/createcluster.conf
apt-get update -qq && apt-get install -y -qq -o Dpkg::Options::=--force-confold postgresql >/dev/null
