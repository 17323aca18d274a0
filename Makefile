# `make help` lists what you can do here. You can repeat everything, and it is quick the second time.

PYTHON ?= python3
ARGS ?=
# Not the scripts beside it, which may still name the old folder if this one was moved or renamed.
PY := .venv/bin/python
RUN := $(PY) -m
# The program then suggests targets of this file as what to type next. Ctrl-C stops the program, not make.
READINESS := trap : INT; READINESS_NEXT=make $(RUN) readiness
# Relative, as pip splits them at spaces.
export PIP_CONSTRAINT := constraints.txt
export PIP_BUILD_CONSTRAINT := constraints.txt
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# If it is set, every process compiles all modules again, and pytest compiles all tests again.
unexport PYTHONDONTWRITEBYTECODE
REPAIRED := $(shell sh .ci/repair-venv >&2)

# Exit codes after which the program has already said everything; make's own "Error 2" would only confuse.
CODES = 2|3|130
actions: CODES = 1|2|3|130# 1: some rows of a table could not be taken over
TOLD = || case $$? in $(CODES)) ;; *) exit 1;; esac

.DEFAULT_GOAL := help
.PHONY: help setup assess score plan actions demo test quick check check-pdf bench catalogue portable windows clean

help: ## List what you can type after "make"
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: .venv/.ready ## Install the program in .venv and, if possible, the libraries it needs to make PDFs
	@echo "Ready. Next, answer the questions: make assess"

assess: .venv/.ready ## Answer the questions, or carry on where you left off; put options in ARGS, as in make assess ARGS="--short"
	@$(READINESS) assess $(ARGS) $(TOLD)

score: .venv/.ready ## Show the result for the answers in this folder
	@$(READINESS) score $(ARGS) $(TOLD)

plan: .venv/.ready ## Write the plan for the answers in this folder; for another format, use make plan ARGS="-o plan.docx"
	@$(READINESS) plan $(ARGS) $(TOLD)

actions: .venv/.ready ## Agree who does what by when
	@$(READINESS) actions $(ARGS) $(TOLD)

demo: .venv/.ready ## Show the result for a made-up service, and write its plan to demo/plan.pdf
	@mkdir -p demo
	@READINESS_NEXT= $(RUN) readiness example > demo/example.answers.json
	@READINESS_NEXT= $(RUN) readiness score demo/example.answers.json
	@READINESS_NEXT= $(RUN) readiness plan demo/example.answers.json -o demo/plan.pdf
	@echo "Next, answer for your own service: make assess"

test: check ## Run the checks and the tests
	$(RUN) pytest --numprocesses=auto --dist=worksteal --cov=scoring $(ARGS)

quick: check ## Run the checks, and the quick tests, which need no PDF, browser or terminal
	PYTHONWARNDEFAULTENCODING=1 $(RUN) pytest --numprocesses=auto --dist=worksteal \
	  -m "not pdf and not browser and not terminal and not slow" --hypothesis-profile=quick $(ARGS)

check: .venv/.ready-to-test ## Run the linters and the type checker, and check the layers and the content
	$(RUN) ruff check
	$(RUN) ruff format --check
	$(RUN) mypy
	cd .ci/portable && ../../$(RUN) mypy --cache-dir ../../.mypy_cache/portable build.py under_wine.py
	$(RUN) mypy .ci/catalogue.py
	$(PY) -c 'from importlinter.cli import lint_imports_command as lint; lint()'
	$(RUN) readiness check

check-pdf: .venv/.ready-to-test ## Validate sample plans with veraPDF, if the `verapdf` command is installed
	$(RUN) tests.check_pdf

bench: .venv/.ready-to-test ## Measure speed and memory use, and compare them with a baseline from the same run
	$(RUN) tests.benchmarks

catalogue: .venv/.ready-to-test ## Update the list of all texts that can be translated
	@$(PY) .ci/catalogue.py

portable: .venv/.ready-to-test ## Build a zip file for Windows that works even if nothing is installed (add PYTHON_ZIP= and PYTHON_SHA256= to the command)
	@$(PY) .ci/portable/build.py --python-zip "$(PYTHON_ZIP)" --sha256 "$(PYTHON_SHA256)"

windows: .venv/.ready-to-test ## Test the zip file for Windows, and run many of the other tests, under Wine (add PYTHON_ZIP= and PYTHON_SHA256= to the command)
	@$(PY) .ci/portable/under_wine.py --python-zip "$(PYTHON_ZIP)" --sha256 "$(PYTHON_SHA256)"

clean: ## Delete what setting up and testing have left behind, but keep all answers and plans
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage

.venv/.ready: pyproject.toml constraints.txt Makefile
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "readiness needs Python 3.11 or newer. If Python has another name on your computer, give that name: make setup PYTHON=python3.12" >&2; exit 1; }
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
