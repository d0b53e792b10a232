#!/usr/bin/env bash
# Pins every dependency with hashes, for running and for testing: lock.sh BIN
set -euo pipefail
bin=$1
"$bin/python" -m pip install --quiet 'pip-tools>=7.4,<8'
common=(--quiet --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-header)
"$bin/pip-compile" "${common[@]}" --extra build --output-file requirements.lock pyproject.toml
"$bin/pip-compile" "${common[@]}" --extra build --extra dev --output-file requirements-dev.lock pyproject.toml
