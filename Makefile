# The commands of the project. `make` alone lists them.
# Each sets up first what it needs (.venv, node_modules) and does nothing when the lock files have not changed since.

SITE_URL ?= http://127.0.0.1:$(PORT)/
PORT ?= 8000
PYTHON := .venv/bin/python
VENV := .venv/.ready
NODE := node_modules/.ready
export SITE_URL
# Material announces the end of MkDocs 1 at each start; the versions are pinned, the word is known.
export NO_MKDOCS_2_WARNING = 1
# What Python has compiled is kept: the tests start several seconds sooner.
unexport PYTHONDONTWRITEBYTECODE
# npm is a script that looks for node on the PATH.
export PATH := $(CURDIR)/.venv/bin:$(PATH)

# Side by side on all cores; each is run, whatever the others say.
CHECKS := check-style check-types check-arrows check-generated check-scripts
# A folder is named rather than a marker: what is not run is not even read.
WITHOUT_SITE := calculators tests/rules tests/analysis tests/documents tests/pages
WITH_SITE := tests/site tests/browser
WITH_ENGINES := tests/engines
CORES := $(shell getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)

.PHONY: help serve check unit test test-engines build pdf wheel format bench lock clean setup browser $(CHECKS)
help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

serve: setup ## build the site, serve it at SITE_URL and rebuild what changes (make serve PORT=8080)
	@$(PYTHON) build/serve.py --port $(PORT)

unit: setup ## tests that need neither the site nor a browser, without the longest (half a minute)
	@$(PYTHON) -m pytest --numprocesses=auto --hypothesis-profile=few -m "not exhaustive" $(WITHOUT_SITE)

test: setup browser check ## everything: the checks, every test, all branches of the rules, the site in a browser (about ten minutes)
	@$(PYTHON) -m pytest --numprocesses=auto $(WITHOUT_SITE) --cov --cov-report=term
	@$(PYTHON) -m pytest --numprocesses=auto --dist=worksteal $(WITH_SITE) || { [ $$? = 1 ] && \
		echo "test: what failed is tried once more, alone; who fails twice fails" && \
		$(PYTHON) -m pytest --numprocesses=0 --last-failed --last-failed-no-failures=none $(WITH_SITE); }

test-engines: setup ## the query of the sets on DuckDB, PostgreSQL and Spark (installs the last two and Java where they are not there; ten minutes)
	@$(PYTHON) build/engines/run.py $(WITH_ENGINES)

build: setup ## the site into site/, for the address in SITE_URL
	@$(PYTHON) build/make.py

pdf: setup browser ## the same, with the guideline as one PDF in each language
	@$(PYTHON) build/make.py --pdf

wheel: setup ## the rules as a Python package into dist/
	@$(PYTHON) -m build --no-isolation --outdir dist

check: setup ## style, types, arrows between the rooms, generated files, scripts (10 s)
	@$(MAKE) --no-print-directory --keep-going --jobs=$(CORES) $(CHECKS)

check-style:
	@$(PYTHON) -m ruff check --quiet .
	@$(PYTHON) -m ruff format --check --quiet .

check-types:
	@$(PYTHON) -m mypy --no-error-summary

check-arrows:
	@mkdir -p .cache
	@.venv/bin/lint-imports --cache-dir .cache/import_linter >.cache/arrows.log || { cat .cache/arrows.log; exit 1; }

check-generated:
	@$(PYTHON) build/generate.py --check

check-scripts:
	@node_modules/.bin/biome check --error-on-warnings
	@node_modules/.bin/tsc
	@node_modules/.bin/tsc --project build/types/service-worker.json

format: setup ## let ruff and Biome format and mend Python, scripts and styles
	@$(PYTHON) -m ruff check --fix .
	@$(PYTHON) -m ruff format .
	@node_modules/.bin/biome check --write

bench: setup ## how fast all of it is, beside others, for the page of the site (more than half an hour)
	@$(PYTHON) build/browser.py --install --whole
	@$(PYTHON) build/benchmark.py

lock: ## look for newer packages and write the lock files anew (needs uv on the PATH and the network)
	@command -v uv >/dev/null 2>&1 || { echo "make lock needs uv on the PATH" >&2; exit 1; }
	uv pip compile --quiet --upgrade --python-version $$(cat .python-version) --universal --generate-hashes \
		--no-emit-index-url --no-emit-find-links --no-annotate --no-header --output-file requirements.txt requirements.in
	@$(MAKE) --no-print-directory $(VENV)
	npm update --package-lock-only
	uv pip compile --quiet --upgrade --python-version $$(cat .python-version) --universal --generate-hashes \
		--no-emit-index-url --no-emit-find-links --no-annotate --no-header \
		--output-file build/benchmarks/requirements.txt build/benchmarks/requirements.in
	uv pip compile --quiet --upgrade --python-version 3.14 --no-deps --generate-hashes \
		--no-emit-index-url --no-emit-find-links --no-annotate --no-header \
		--output-file build/benchmarks/wheels.txt build/benchmarks/wheels.in
	uv pip compile --quiet --upgrade --python-version $$(cat .python-version) --universal --generate-hashes \
		--no-emit-index-url --no-emit-find-links --no-annotate --no-header \
		--output-file build/engines/requirements.txt build/engines/requirements.in
	npm update --package-lock-only --prefix build/benchmarks --userconfig .npmrc

clean: ## remove all that can be made again
	rm -rf site dist .cache .venv node_modules .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage

setup: $(VENV) $(NODE)

browser: $(VENV)
	@$(PYTHON) build/browser.py --install

$(VENV): requirements.txt .python-version build/setup.sh
	@sh build/setup.sh
	@touch $@

# Scripts of packages are off (.npmrc): nothing that comes from npm runs while it is installed.
$(NODE): package-lock.json package.json .npmrc $(VENV)
	@echo "setup: packages from npm" >&2
	@mkdir -p .cache
	@npm ci --cache .cache/npm --loglevel=error >.cache/npm.log 2>&1 || { cat .cache/npm.log >&2; \
		echo "setup: the packages of package-lock.json could not be fetched: is the network there?" >&2; exit 1; }
	@touch $@
