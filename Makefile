# Every target rests on `setup`, which makes .venv/ with the `triangle` command in it.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.DEFAULT_GOAL := help
.PHONY: help setup demo serve test test-all story lint format types contracts bench gallery migration clean

help: ## Show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

setup: $(STAMP) ## Make .venv/ with everything the demo and the tests need

$(STAMP): requirements-dev.lock pyproject.toml
	@scripts/setup $(PYTHON) $(VENV)
	@touch $(STAMP)

demo: setup ## Seed the demo company and open the room on a loopback address
	@$(BIN)/triangle demo $(ARGS)

serve: setup ## Run the server on the database of DATABASE_URL
	@$(BIN)/triangle serve

test: setup ## Run the tests (the quick suite)
	@$(BIN)/pytest -n $${WORKERS:-auto} --dist loadfile -m "not slow" $(ARGS)

test-all: setup ## Run every test, the slow suite too
	@$(BIN)/pytest -n $${WORKERS:-auto} --dist loadfile $(ARGS)

story: setup ## Run the tests whose name matches K, one after the other: make story K=breach
	@$(BIN)/pytest -n 0 -k "$(K)" -vv

lint: setup ## Linter, formatter, strict types, import contracts
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache

format: setup ## Format the code
	@$(BIN)/ruff check --fix-only -q .
	@$(BIN)/ruff format .

bench: setup ## Measure, as ratios against a floor of the same run
	@$(BIN)/python -m tests.bench $(ARGS)

gallery: setup ## Screenshots of the room, Slack and Telegram into docs/gallery
	@$(BIN)/python -m tests.gallery $(ARGS)
	@$(BIN)/python -m tests.gallery.telegram
	@$(BIN)/python -m tests.gallery.slack

migration: setup ## Write a migration from the tables: make migration NAME=add_tasks
	@$(BIN)/python -m storage.migrate revise "$(NAME)"

clean: ## Remove what setup and the demo made
	rm -rf $(VENV) data .mypy_cache .ruff_cache .pytest_cache
