# make run    reads examples/ and shows the record
# make test   everything a change must pass: style, types, layout, tests
# Nothing is needed beforehand but Debian and Python 3.11; each target makes what it needs.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
RECORD := out/examples.record

.DEFAULT_GOAL := help
.PHONY: help run test env dev browser interchange lint types layout server unit gate bench lock clean docs

help:                ## what each target does
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:.*## */\t/' | expand -t 12

$(VENV)/run.done: requirements.lock pyproject.toml tools/environment.sh
	bash tools/environment.sh "$(PYTHON)" "$(VENV)" requirements.lock
	@touch $@

$(VENV)/dev.done: $(VENV)/run.done requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

env: $(VENV)/run.done     ## the environment that `onrecord` runs in
dev: $(VENV)/dev.done     ## the environment that tests run in

run: env             ## read examples/ and show the record
	@mkdir -p out && rm -f $(RECORD)*
	$(BIN)/onrecord read examples/pages --record $(RECORD)
	$(BIN)/onrecord ledger --record $(RECORD)
	$(BIN)/onrecord ledger --record $(RECORD) --status contested
	@echo
	@echo "In the browser:      $(BIN)/onrecord serve --record $(RECORD)"
	@echo "Now your own pages:  $(BIN)/onrecord read PATH... --record my.record"

test: dev browser interchange lint types layout unit   ## style, types, layout and all tests

lint: dev            ## style
	$(BIN)/ruff check src tests training bench tools

types: dev           ## types
	$(BIN)/mypy

layout: dev          ## the one rule: stages never import stages
	$(BIN)/lint-imports

browser:             ## Debian's Chromium for the browser tests, where we are root and it is missing; they are skipped without it
	@bash tools/browser.sh

interchange: dev     ## FollowTheMoney's library, where it can be built: our export is held against it
	@bash tools/interchange.sh $(BIN)

server:              ## PostgreSQL's programs, which the tests start a server of
	@bash tools/postgresql.sh

unit: dev server interchange ## the tests
	$(BIN)/python -m pytest -n 2

bench: dev           ## what reading costs on this machine
	$(BIN)/python -m bench.reading

docs: env            ## run README.md's commands again and put their output under them
	$(BIN)/python tools/readme.py

lock: dev            ## pin every dependency again
	bash tools/lock.sh "$(BIN)"

clean:               ## remove what make made
	rm -rf $(VENV) out .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
