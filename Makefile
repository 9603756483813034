# madoguchi: `make run` serves the desk, `make test` passes its tests; both set everything up first.
SHELL := /bin/bash
.DEFAULT_GOAL := help
VENV := .venv
BIN := $(VENV)/bin
LOCKED ?= requirements.lock
PORT ?= 5005
HOST ?= 127.0.0.1
UNIT := tests bot knowledge actions dates expiry card_bridge --ignore tests/web --ignore tests/bot/copilot --ignore tests/bot/servers --ignore tests/bot/operation --ignore tests/bot/http --ignore tests/bot/storage/test_store_away.py --ignore tests/test_setup.py --ignore tests/test_wheel.py

help: ## list the targets
	@grep -hE '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 12

setup: $(VENV)/.ready ## make the environment from the lock file (1.2 GB; LOCKED=requirements-desk.lock: only what serves, 0.9 GB)

$(VENV)/.ready: $(LOCKED) requirements-card.lock pyproject.toml setup.py script/setup
	@script/setup $(VENV) $(LOCKED)

train: setup ## train the model, when something it learns from has changed
	@$(BIN)/python -m bot train

# An environment may forbid Python to keep what it compiles (PYTHONDONTWRITEBYTECODE, in many containers): then each start
# compiles 2,000 modules anew, which takes as long as all the rest. The training writes what the starts read.
train run: export PYTHONDONTWRITEBYTECODE :=

run: setup train ## serve the desk on http://localhost:5005/ (PORT=…, HOST=0.0.0.0 for other machines)
	@$(BIN)/python -m bot run --host $(HOST) --port $(PORT)

card: ## serve the card bridge alone on 127.0.0.1:8765 (needs no Rasa; its environment is .venv-card)
	@script/setup-card .venv-card
	@.venv-card/bin/madoguchi-card serve

check: setup ## lint, types (of the pages' scripts too, where Node.js is), and the validator of data, facts and catalogues
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	@script/web-tools $(VENV) check
	$(BIN)/python -m bot check

format: setup ## lay out Python with ruff, the pages' scripts and styles with prettier
	$(BIN)/ruff format .
	@script/web-tools $(VENV) format

test: setup ## everything CI runs: checks beside the training, then the tests on two cores
	@$(MAKE) --no-print-directory -j 2 train check browser
	$(BIN)/python -m pytest -n 2 --dist loadgroup --no-loadscope-reorder

coverage: setup train ## how much of the code the tests without a browser and a served desk reach; the lines they miss in var/coverage/
	$(BIN)/coverage run -m pytest -q $(UNIT)
	$(BIN)/coverage report
	@$(BIN)/coverage html -q

browser: ## find Chromium for the browser tests, or install it where that is allowed
	@script/browser

vectors: setup ## keep the vectors of new training questions, after a change of data/nlu or data/parts (commit them with it)
	@$(BIN)/python -m bot.training.vectors

results: setup train browser ## measure; write docs/results.md, doubt.md, leaning.md, cost.md, computed.md, chat-speed.md and copilot-speed.md
	$(BIN)/python -m benchmarks.nlu.benchmark_results
	$(BIN)/python -m benchmarks.nlu.benchmark_doubt
	$(BIN)/python -m benchmarks.nlu.benchmark_leaning
	$(BIN)/python -m benchmarks.turns.benchmark_worst_messages
	$(BIN)/python -m benchmarks.computed.benchmark_computed
	$(BIN)/python -m benchmarks.web.benchmark_chat
	$(BIN)/python -m benchmarks.copilot.benchmark_typing

statement: setup train browser ## test the web for accessibility, criterion by criterion; writes what /accessibility shows, and docs/accessibility.md
	$(BIN)/python -m benchmarks.web.statement

pictures: setup train browser ## take the README's pictures of the chat and of the co-pilot
	$(BIN)/python -m benchmarks.web.pictures
	$(BIN)/python -m benchmarks.web.copilot_picture

bench: setup stock ## compare with stock Rasa, BM25 and each encoder alone (about an hour); writes docs/bench.md
	$(BIN)/python -m bot bench
	$(BIN)/python -m bot bench madoguchi --share 0.25 --parts training asking
	$(BIN)/python -m bot bench madoguchi --share 0.5 --parts training asking
	$(BIN)/python -m bot bench madoguchi --share 1 --parts training asking serving

stock: setup ## make stock Rasa's own environment in .venv-stock (3 GB, Python 3.10), for the comparison
	@script/setup-stock .venv-stock

yardstick: setup ## the desk's classifiers on a public set; writes docs/yardstick.md
	$(BIN)/python -m benchmarks.nlu.benchmark_yardstick

review: setup train ## show where the training data is thin, likely mislabelled, or misleads the model
	$(BIN)/python -m benchmarks.nlu.review

catalogues: setup ## collect the msgids and update every language's catalogue
	@script/catalogues $(BIN)

LOCK := $(BIN)/uv pip compile -q --generate-hashes --no-header --no-annotate --no-emit-index-url --universal --python-version 3.11
lock: setup ## write the lock files anew: versions and hashes, no addresses
	$(LOCK) --extra bot --extra actions --extra dev pyproject.toml -o requirements.lock
	$(LOCK) --extra bot --extra actions --extra setup -c requirements.lock pyproject.toml -o requirements-desk.lock
	$(LOCK) --extra card pyproject.toml -o requirements-card.lock
	@script/web-tools $(VENV) lock

wheel: setup ## build the wheel in dist/: the whole desk, to be installed with the lock file
	@$(BIN)/uv build --quiet --wheel --no-build-isolation --python $(BIN)/python -o dist .

sbom: setup ## write dist/sbom.json (CycloneDX) and dist/licences.md of what is installed
	@mkdir -p dist
	@$(BIN)/cyclonedx-py environment $(BIN)/python --output-reproducible --pyproject pyproject.toml -o dist/sbom.json
	@$(BIN)/pip-licenses --python=$(BIN)/python --format=markdown --order=license --with-urls --output-file=dist/licences.md >/dev/null
	@echo "dist/sbom.json and dist/licences.md are written."

.PHONY: help setup train run card check format coverage vectors browser test results statement pictures bench stock wheel sbom yardstick review catalogues lock
