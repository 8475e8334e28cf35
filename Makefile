# Folkmoot on one machine. `make` or `make help` lists what there is.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check

# Where `make run` listens and keeps its things.
BIND ?= 127.0.0.1
PORT ?= 8000
FOLKMOOT_HOME ?= var
LOG_INS := $(FOLKMOOT_HOME)/demo-log-ins.txt

# What the tests run: so many at once, all but those that need the real data.
WORKERS ?= 2
MARKS ?= not acceptance
# What needs a database; the rest of the tests is the same on both.
ROOMS := $(addprefix tests/forum/,accounts threads topics votes follows reputation notifications \
	people home alerts ideas services generating integrity recognition helping surveys \
	inside ballots advisory hats rounds referrals) tests/moderation tests/search $(addsuffix .py,$(addprefix \
	tests/forum/kernel/test_,delivering_events limits mail timed_work when_nothing_can_be_saved))
LOCK := $(BIN)/uv pip compile --no-config --quiet --universal --python-version 3.11 \
	--generate-hashes --no-strip-extras --no-annotate --no-header --no-emit-index-url $(UPGRADE)

# Compiled once and kept: a process that compiles all of Folkmoot anew takes half as long again to start.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run setup test checks test-postgres test-full lint types contracts reference words bench budgets browser gallery lock clean

help: ## list what make can do
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1\t\2/p' $(firstword $(MAKEFILE_LIST)) | \
		while IFS="$$(printf '\t')" read -r name text; do printf '  %-13s %s\n' "$$name" "$$text"; done

run: export FOLKMOOT_HOME := $(FOLKMOOT_HOME)
run: export FOLKMOOT_BASE_URL ?= http://$(BIND):$(PORT)
run: $(VENV)/.runtime ## install, make a small demo town the first time, and serve it on this machine
	@$(BIN)/folkmoot init
	@test -e $(LOG_INS) || { umask 077; mkdir -p $(FOLKMOOT_HOME); \
		$(BIN)/folkmoot demo > $(LOG_INS).new && mv $(LOG_INS).new $(LOG_INS); }
	@cat $(LOG_INS)
	@echo "Folkmoot: http://$(BIND):$(PORT) (Ctrl+C stops it)"
	@exec $(BIN)/folkmoot serve --host $(BIND) --port $(PORT)

setup: $(VENV)/.dev ## make the environment for working on Folkmoot, and nothing else

test: checks test-postgres ## check everything: style, types, order of rooms, then every test
	@$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal -m "$(MARKS)"

checks: $(VENV)/.dev ## style, types and the order of rooms, side by side
	@$(MAKE) --no-print-directory -j 2 types contracts lint

test-postgres: $(VENV)/.dev ## the rooms' tests on a PostgreSQL server that the tests start themselves
	@FOLKMOOT_TEST_DATABASE=postgres $(BIN)/python -m pytest -n $(WORKERS) --dist worksteal -q \
		-m "$(MARKS)" $(ROOMS)

test-full: MARKS :=
test-full: export FOLKMOOT_HYPOTHESIS ?= 10000
test-full: export FOLKMOOT_WHOLE := 1
test-full: test ## the same with many more cases, and the tests on the real data in FOLKMOOT_DATA

lint: $(VENV)/.dev ## check the style of the code
	@$(BIN)/ruff check .

types: $(VENV)/.dev ## check the types
	@$(BIN)/mypy

contracts: $(VENV)/.dev ## check that rooms call only the rooms below them
	@$(BIN)/lint-imports

browser: $(VENV)/.dev ## only the tests in a real browser
	@$(BIN)/python -m pytest -m browser

reference: $(VENV)/.dev ## write docs/reference anew from the code
	@$(BIN)/python -m docs.reference

words: $(VENV)/.dev ## write what is to be translated anew from the code, and make it ready for pages
	@$(BIN)/python -m docs.words

bench: $(VENV)/.dev ## measure, and write bench/RESULTS.md
	@$(MAKE) --no-print-directory VENV=.venv-served .venv-served/.runtime
	@FOLKMOOT_BENCH_PYTHON=.venv-served/bin/python $(BIN)/python -m bench

budgets: $(VENV)/.dev ## weigh the first visit and ask Lighthouse (needs npm), and write bench/RESULTS.md
	@$(BIN)/python -m bench budgets

gallery: $(VENV)/.dev ## take pictures of every page into gallery/ (SHOW="alerts --variant 360-light": only those)
	@$(BIN)/python -m tests.browser.gallery $(SHOW)

lock: $(VENV)/.dev ## choose the versions of all libraries anew (UPGRADE=--upgrade: the newest ones)
	@$(LOCK) --group pip --output-file requirements/pip.txt
	@$(LOCK) pyproject.toml --extra dev --group build --output-file requirements/dev.txt
	@$(LOCK) pyproject.toml --extra postgres --extra redis --group build \
		--constraint requirements/dev.txt --output-file requirements/runtime.txt
	@$(LOCK) --group beside --output-file requirements/django-helpdesk.txt
	@! grep -n '://' requirements/*.txt

clean: ## remove what tools leave behind; the environment and Folkmoot's own data stay
	@rm -rf build dist gallery htmlcov .coverage .coverage.* .hypothesis .import_linter_cache \
		.mypy_cache .pytest_cache .ruff_cache .schemathesis
	@find . -name __pycache__ -not -path './$(VENV)/*' -prune -exec rm -rf {} +

# The environment, made once; each mark is renewed when what it was made from changes.

$(VENV)/.made: requirements/pip.txt requirements/environment.py
	@$(PYTHON) -m requirements.environment $(VENV)
	@touch $@

$(VENV)/.runtime: requirements/runtime.txt pyproject.toml $(VENV)/.made
	@echo "Installing what Folkmoot needs; this takes about a minute."
	@$(PIP) install -qq --require-hashes --only-binary :all: --requirement $<
	@$(PIP) install -qq --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements/dev.txt pyproject.toml $(VENV)/.made
	@echo "Installing what Folkmoot and its tests need; this takes a minute or two."
	@$(PIP) install -qq --require-hashes --only-binary :all: --requirement $<
	@$(PIP) install -qq --no-deps --no-build-isolation --editable .
	@touch $(VENV)/.runtime $@
