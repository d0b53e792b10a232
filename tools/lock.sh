#!/usr/bin/env bash
# Pins every dependency with hashes, for running and for testing: lock.sh BIN
set -euo pipefail
bin=$1
"$bin/python" -m pip install --quiet 'pip-tools>=7.4,<8'
common=(--quiet --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-header)
"$bin/pip-compile" "${common[@]}" --extra build --output-file requirements.lock pyproject.toml
"$bin/pip-compile" "${common[@]}" --extra build --extra dev --output-file requirements-dev.lock pyproject.toml
# what FollowTheMoney's library needs beside: installed only where it can be built (tools/interchange.sh)
whole=$(mktemp)
"$bin/pip-compile" "${common[@]}" --extra build --extra dev --extra interchange --constraint requirements-dev.lock --output-file "$whole" pyproject.toml
awk 'NR == FNR { if (/^[a-z0-9]/) known[$1] = 1; next } /^[a-z0-9]/ { keep = !($1 in known) } keep' requirements-dev.lock "$whole" > requirements-interchange.lock
rm -f "$whole"
