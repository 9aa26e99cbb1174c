PYTHON ?= python3
BIN := .venv/bin
NAME ?=
HELPERS := $(addprefix benchmarks/,compare.py people_made.py pair_inputs.py pair_peers.py)

.PHONY: demo test lint bench lock docs clean
.DELETE_ON_ERROR:

demo: .venv/.ready  ## walk the Hartford sample through its whole life in demo/
	rm -rf demo
	$(BIN)/rmentor demo demo

test: .venv/.ready  ## everything that proves rmentor right
	$(BIN)/pytest

lint: .venv/.ready  ## ruff and mypy
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: .venv/.bench  ## all benchmarks, or one: make bench NAME=pair; QUICK=1 for the short form
	@for each in $(if $(NAME),benchmarks/$(NAME).py,$(filter-out $(HELPERS),$(wildcard benchmarks/[a-z]*.py))); do \
		$(BIN)/python $$each || failed=1; \
	done; exit $${failed:-0}

docs: .venv/.ready  ## write docs/*.md from the rules, the field table and the commands' help
	$(BIN)/python docs/generate.py

lock: .venv/.ready  ## write requirements/lock.txt anew; UPGRADE=1 chooses newer versions
	$(BIN)/pip-compile --quiet $(if $(UPGRADE),--upgrade) --extra pairing --extra calendar --extra report --generate-hashes --strip-extras --allow-unsafe \
		--no-header --no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
		--output-file requirements/lock.txt pyproject.toml requirements/dev.in

.venv/.ready: requirements/lock.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "rmentor needs Python 3.11 or newer; say which: make PYTHON=python3.12 ...")'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements/lock.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	$(BIN)/python -m compileall -q src/rmentor
	touch $@

.venv/.bench: .venv/.ready requirements/bench.txt
	$(BIN)/python -m pip install --quiet --requirement requirements/bench.txt
	touch $@

clean:
	rm -rf .venv demo build dist
