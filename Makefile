# The two commands: make demo, make test. Both set themselves up; only Python 3.11+ and make are needed.

PYTHON := $(shell for python in python3.13 python3.12 python3.11 python3; do \
	command -v $$python >/dev/null 2>&1 && $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& { echo $$python; break; }; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --disable-pip-version-check --quiet --require-hashes -r
LOCK := uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --quiet

.PHONY: demo test bench faults fuzz load soak year check audit lock locks messages clean

demo: .venv/ready  ## bot and sandbox with sample data, in a browser
	@$(BIN)/python -m bot demo

test: .venv/ready  ## every test, on SQLite and PostgreSQL
	@$(BIN)/python -m pytest -n 3 --dist worksteal $(TESTS)

bench: .venv/ready  ## the figures, one a line; ends non-zero when one is short
	@$(BIN)/python -m tests.bench

faults: .venv/ready  ## 50 kills in a broadcast to 2,000 on both databases, and processes of all kinds ended in the middle
	@$(BIN)/python -m tests.faults

fuzz: .venv/ready  ## 100,000 random and mutated updates through a real webhook, half on each database
	@$(BIN)/python -m tests.fuzz

load: .venv/ready  ## mixed talk by 10,000 people with web, worker and clock processes; throughput and what was lost
	@$(BIN)/python -m tests.load

soak: .venv/ready  ## an hour of talk with processes killed and PostgreSQL restarted; SOAK="--minutes 5" is shorter
	@$(BIN)/python -m tests.load.soak $(SOAK)

year: .venv/ready  ## a simulated year with a restart every hour, on both databases; a line of counts for each
	@$(BIN)/python -m tests.year

check: .venv/ready  ## style and types
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

messages: .venv/ready  ## take the texts out of the code and into every catalogue
	@$(BIN)/python -m tools.messages && $(BIN)/python -m tools.privacy

lock: .venv/ready  ## bring the lock files up to date
	@$(BIN)/$(LOCK) -o requirements.lock && $(BIN)/$(LOCK) --extra dev -o requirements-dev.lock
	@$(BIN)/$(LOCK) --extra sentry -o requirements-sentry.lock
	@$(BIN)/python -m tools.licences

locks: .venv/ready  ## are the lock files current? made again over themselves they must not change
	@cp requirements.lock .venv/run.lock && cp requirements-dev.lock .venv/dev.lock
	@cp requirements-sentry.lock .venv/sentry.lock
	@$(BIN)/$(LOCK) -o .venv/run.lock && $(BIN)/$(LOCK) --extra dev -o .venv/dev.lock
	@$(BIN)/$(LOCK) --extra sentry -o .venv/sentry.lock
	@cmp requirements.lock .venv/run.lock && cmp requirements-dev.lock .venv/dev.lock
	@cmp requirements-sentry.lock .venv/sentry.lock && echo "The lock files are current."

audit: .venv/ready  ## has anything that the bot needs a known weakness? ends non-zero where it has
	@$(BIN)/python -m tools.audit

.venv/ready: requirements-dev.lock
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed, and was not found."; exit 1; }
	@echo "Setting up with $(PYTHON): once, less than a minute …"
	@$(PYTHON) -m venv .venv
	@sed -n '/^uv==/,/[^\\]$$/p' requirements-dev.lock > .venv/uv.lock
	@$(PIP) .venv/uv.lock
	@$(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r requirements-dev.lock \
		|| { echo "uv could not; pip may know a mirror that uv does not …"; $(PIP) requirements-dev.lock; }
	@touch .venv/ready

clean:  ## remove what was set up
	rm -rf .venv demo.sqlite demo.sqlite-wal demo.sqlite-shm
