# What can be done here: `make help`. Everything can be repeated, and is quick the second time.

PYTHON ?= python3
ARGS ?=
BIN := .venv/bin
export PIP_CONSTRAINT := $(CURDIR)/constraints.txt
export PIP_BUILD_CONSTRAINT := $(CURDIR)/constraints.txt
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help setup assess demo test quick check check-pdf bench clean

help: ## Show what can be made
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: .venv/.ready ## Make .venv with the program in it, and install what PDFs need where that is possible

assess: setup ## Start the questionnaire; options in ARGS, such as make assess ARGS="--short"
	@$(BIN)/readiness assess $(ARGS) || test $$? -eq 130 # stopping is no failure

demo: setup ## Only look: the example's result on screen, and its plan as demo/plan.pdf
	@mkdir -p demo
	@$(BIN)/readiness example > demo/example.answers.json
	@$(BIN)/readiness score demo/example.answers.json
	@$(BIN)/readiness plan demo/example.answers.json -o demo/plan.pdf

test: check ## Run the checks and the tests
	$(BIN)/pytest --numprocesses=auto --dist=worksteal --cov=scoring $(ARGS)

quick: check ## Run the checks, and the tests that need no PDF, browser, terminal or patience
	$(BIN)/pytest --numprocesses=auto --dist=worksteal -m "not pdf and not browser and not terminal and not slow" $(ARGS)

check: .venv/.ready-to-test ## Run the linters, the type checker, the layer contract and the content checks
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/readiness check

check-pdf: .venv/.ready-to-test ## Validate sample plans with veraPDF, where a `verapdf` command is to be had
	$(BIN)/python -m tests.check_pdf

bench: .venv/.ready-to-test ## Measure, as ratios in one run
	$(BIN)/python -m tests.benchmarks

clean: ## Remove what was made here, but no answers and no plans
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage

.venv/.ready: pyproject.toml constraints.txt Makefile
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "readiness needs Python 3.11 or newer; say which with: make setup PYTHON=python3.12" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv || \
	  { echo "No virtual environment could be made; on Debian and Ubuntu install python3-venv." >&2; exit 1; }
	@echo "Setting up; this takes a minute or two the first time."
	@$(BIN)/python -m pip install --quiet --editable .
	@$(BIN)/python -m compileall -q readiness questionnaires scoring # pip does so only with what it copies
	@sh .ci/pdf-libraries $(BIN)/python
	@touch $@

.venv/.ready-to-test: .venv/.ready
	@$(BIN)/python -m pip install --quiet --upgrade pip
	@$(BIN)/python -m pip install --quiet --group dev
	@touch $@
