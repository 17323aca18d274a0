# `make help` lists what you can do here. You can repeat everything, and it is quick the second time.

PYTHON ?= python3
ARGS ?=
# Not the scripts beside it, which may name a folder that was moved or renamed since.
PY := .venv/bin/python
RUN := $(PY) -m
# What it advises to type next are targets of this file; Ctrl-C is for the program alone.
READINESS := trap : INT; READINESS_NEXT=make $(RUN) readiness
# Relative, as pip splits them at spaces.
export PIP_CONSTRAINT := constraints.txt
export PIP_BUILD_CONSTRAINT := constraints.txt
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Where it is set, every process compiles all modules again, and pytest all tests.
unexport PYTHONDONTWRITEBYTECODE
REPAIRED := $(shell sh .ci/repair-venv >&2)

# Exit codes of the program whose message says all there is to say; after it make's own "Error 2" would only confuse.
CODES = 2|3|130
actions: CODES = 1|2|3|130# 1: some rows of a table could not be taken over
TOLD = || case $$? in $(CODES)) ;; *) exit 1;; esac

.DEFAULT_GOAL := help
.PHONY: help setup assess score plan actions demo test quick check check-pdf bench catalogue portable windows clean

help: ## Show what can be made
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: .venv/.ready ## Make .venv with the program in it, and install what PDFs need where that is possible
	@echo "Ready. Next, answer the questions: make assess"

assess: .venv/.ready ## Answer the questions, or go on where you stopped; put options in ARGS, as in make assess ARGS="--short"
	@$(READINESS) assess $(ARGS) $(TOLD)

score: .venv/.ready ## Show the result of the answers in this folder
	@$(READINESS) score $(ARGS) $(TOLD)

plan: .venv/.ready ## Write the plan of the answers in this folder; other formats with make plan ARGS="-o plan.docx"
	@$(READINESS) plan $(ARGS) $(TOLD)

actions: .venv/.ready ## Agree who does what by when
	@$(READINESS) actions $(ARGS) $(TOLD)

demo: .venv/.ready ## Just look: the example's result on screen, and its plan as demo/plan.pdf
	@mkdir -p demo
	@READINESS_NEXT= $(RUN) readiness example > demo/example.answers.json
	@READINESS_NEXT= $(RUN) readiness score demo/example.answers.json
	@READINESS_NEXT= $(RUN) readiness plan demo/example.answers.json -o demo/plan.pdf
	@echo "Next, answer for your own service: make assess"

test: check ## Run the checks and the tests
	$(RUN) pytest --numprocesses=auto --dist=worksteal --cov=scoring $(ARGS)

quick: check ## Run the checks, and the tests that need no PDF, browser, terminal or patience
	PYTHONWARNDEFAULTENCODING=1 $(RUN) pytest --numprocesses=auto --dist=worksteal \
	  -m "not pdf and not browser and not terminal and not slow" --hypothesis-profile=quick $(ARGS)

check: .venv/.ready-to-test ## Run the linters, the type checker, the layer contract and the content checks
	$(RUN) ruff check
	$(RUN) ruff format --check
	$(RUN) mypy
	cd .ci/portable && ../../$(RUN) mypy --cache-dir ../../.mypy_cache/portable build.py under_wine.py
	$(PY) -c 'from importlinter.cli import lint_imports_command as lint; lint()'
	$(RUN) readiness check

check-pdf: .venv/.ready-to-test ## Validate sample plans with veraPDF, where there is a `verapdf` command
	$(RUN) tests.check_pdf

bench: .venv/.ready-to-test ## Measure speed and memory, as ratios in one run
	$(RUN) tests.benchmarks

catalogue: .venv/.ready-to-test ## Gather all texts that can be translated, for who translates them
	@$(PY) .ci/catalogue.py

portable: .venv/.ready-to-test ## Build a zip for Windows that needs no installing: PYTHON_ZIP=, PYTHON_SHA256=
	@$(PY) .ci/portable/build.py --python-zip "$(PYTHON_ZIP)" --sha256 "$(PYTHON_SHA256)"

windows: .venv/.ready-to-test ## Test that folder, and run many of the tests, under Wine: PYTHON_ZIP=, PYTHON_SHA256=
	@$(PY) .ci/portable/under_wine.py --python-zip "$(PYTHON_ZIP)" --sha256 "$(PYTHON_SHA256)"

clean: ## Remove what setting up and testing made; answers and plans stay
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage

.venv/.ready: pyproject.toml constraints.txt Makefile
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "readiness needs Python 3.11 or newer. If you have one, name it: make setup PYTHON=python3.12" >&2; exit 1; }
	@$(PY) -c '' 2>/dev/null || $(PYTHON) -m venv --clear .venv || \
	  { echo "The virtual environment could not be made. On Debian and Ubuntu, install python3-venv and try again: make setup" >&2; exit 1; }
	@echo "Setting up; this takes a minute or two the first time."
	@$(RUN) pip install --quiet --editable . || \
	  { echo "The packages could not be installed. Check your internet connection, then try again: make setup" >&2; exit 1; }
	@$(RUN) compileall -q readiness questionnaires scoring # pip does so only with what it copies
	@sh .ci/pdf-libraries $(PY)
	@$(PY) .ci/relocatable
	@touch $@

.venv/.ready-to-test: .venv/.ready
	@$(RUN) pip install --quiet --upgrade pip
	@$(RUN) pip install --quiet --group dev
	@$(PY) .ci/relocatable
	@touch $@
