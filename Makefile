# The two commands of this project are `make demo` and `make test`; both set up what they need.

VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
export PORT
# Hashes pin every package; these keep pip from talking about itself.
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_ROOT_USER_ACTION := ignore
PIP_INSTALL := $(BIN)/python -m pip install --quiet --require-hashes
LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-header

# Tests run in two processes, each with a server of its own: a server given from outside is one, so there one by one.
AT_ONCE := $(if $(DATABASE_URL),,--numprocesses 2 --dist loadfile)

.PHONY: help setup setup-dev demo test format lock
.DEFAULT_GOAL := help

help:
	@echo "make demo     start the site with sample transcripts on port $(PORT) (PORT=8123 for another)"
	@echo "make test     check format, lint, types, import rules and migrations, and run the tests"
	@echo "make setup    only make the virtual environment; demo and test do it themselves"
	@echo "make format   format the code and mend what the linter can"
	@echo "make lock     pin the newest dependencies that fit requirements*.in (needs uv)"

setup: $(VENV)/.installed

setup-dev: $(VENV)/.installed-dev

# A stamp is written last, so that an interrupted installation is taken up again.
$(VENV)/.installed: requirements.txt | $(BIN)/python
	@echo "Installing the dependencies …"
	@$(PIP_INSTALL) -r requirements.txt
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt | $(BIN)/python
	@echo "Installing the dependencies and the development tools …"
	@$(PIP_INSTALL) -r requirements-dev.txt
	@touch $@

$(BIN)/python:
	@python=; for name in python3.11 python3.12 python3.13 python3; do \
		if $$name -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; \
		then python=$$name; break; fi; \
	done; \
	if [ -z "$$python" ]; then \
		echo "No Python 3.11 or later with the venv module was found (tried python3.11, python3.12, python3.13, python3)." >&2; \
		echo "Install one, for example on Debian or Ubuntu: apt-get install python3 python3-venv" >&2; \
		exit 1; \
	fi; \
	echo "Making the virtual environment with $$($$python --version) …"; \
	$$python -m venv --clear $(VENV)

demo: setup
	@exec $(BIN)/python manage.py demo

test: setup-dev
	$(BIN)/ruff format --check --output-format concise .
	$(BIN)/ruff check --output-format concise .
	# From nothing each time: what the Django plugin remembers of changed models can crash it.
	$(BIN)/mypy --no-incremental
	$(BIN)/lint-imports
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/pytest $(AT_ONCE)

format: setup-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock:
	$(LOCK) requirements.in --output-file requirements.txt $(LOCK_ARGS)
	$(LOCK) requirements-dev.in --output-file requirements-dev.txt $(LOCK_ARGS)
