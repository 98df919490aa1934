# What people want, by name. `make` alone lists it.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

# Outside the checkout, so that every clone and every CI run shares the compiled dependencies.
TARGET ?= $(or $(CARGO_TARGET_DIR),$(HOME)/.cache/yumanet/target)
export CARGO_TARGET_DIR := $(abspath $(TARGET))
# Left by scripts/setup.sh on machines where cargo needs another environment (the wasm fallback).
STATE := $(HOME)/.cache/yumanet
# A shell opened before the installation of rustup does not know this folder.
ifeq ($(shell command -v rustup),)
export PATH := $(or $(CARGO_HOME),$(HOME)/.cargo)/bin:$(PATH)
endif
CARGO = $(shell cat $(STATE)/cargo-env 2>/dev/null) cargo

export YUMANET_BIN := $(CARGO_TARGET_DIR)/debug/yumanet
# Where `make dev KEEP=1` keeps its chain: not where the node keeps others by itself, because
# `make clean-chain` deletes all of it.
CHAIN_DATA ?= $(HOME)/.local/share/yumanet-dev

# Everything that contains polkadot-sdk crates is always built with this one selection: another one
# enables other features of the same crates, and cargo compiles them a second time. The engine's
# own tests bring heavy dependencies of their own, so it stays apart.
CHAIN := --workspace --exclude yuma-consensus
ENGINE := -p yuma-consensus
WASM := --no-default-features --target wasm32v1-none
# What the wasm builder says too: without it crates bring what only a native build can have.
AS_RUNTIME := RUSTFLAGS='--cfg substrate_runtime'

# Options of the node for `make dev`, of the scripts for the verbs that run one.
ARGS ?=
# Bound of `make fuzz`, and where it keeps its corpus and what it found.
SECONDS ?= 600
FOUND := $(STATE)/fuzz/yuma
HOST = $(shell PATH='$(PATH)' rustc -vV | sed -n 's/^host: //p')
# The instrumentation of cargo-fuzz less the sanitizers, which need a nightly compiler and watch over
# unsafe code, of which the engine has none.
COVERAGE := --cfg fuzzing -Ccodegen-units=1 -Cpasses=sancov-module \
	-Cllvm-args=-sanitizer-coverage-level=4 -Cllvm-args=-sanitizer-coverage-trace-compares \
	-Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table

.PHONY: help
help: ## List the verbs
	@echo 'make VERB [ARGS="..."]'
	@sed -n 's/^\([a-z0-9-]*\):.*## \(.*\)/  \1\t\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 16

.PHONY: dev
dev: setup build ## Set up, build and run the dev chain (ARGS: options of the node; KEEP=1: keep the chain)
	exec $(YUMANET_BIN) --dev $(if $(KEEP),--base-path '$(CHAIN_DATA)') $(ARGS)

.PHONY: test
test: setup-tests build test-rust e2e stories ## Set up and run every test

.PHONY: clients
clients: setup-tests build stories ## Real Bittensor SDKs and btcli, from PyPI, against a node (ARGS="sdk11 btcli9")

.PHONY: lint
lint: setup ## Formatting, clippy, wasm without std, documentation, scripts
	$(CARGO) fmt --all --check
	$(CARGO) clippy $(CHAIN) --all-targets -- -D warnings
	$(CARGO) clippy $(ENGINE) --all-targets -- -D warnings
	$(CARGO) check $(ENGINE) $(WASM)
	$(AS_RUNTIME) $(CARGO) check -p pallet-subtensor -p yumanet-runtime $(WASM)
	$(MAKE) docs
	@if command -v shellcheck >/dev/null; then shellcheck scripts/*.sh .ci/run; \
	else echo 'shellcheck is not installed: shell scripts are not linted'; fi
	@if command -v node >/dev/null; then \
		for file in tests/*.js tests/*/*.js scripts/*.mjs; do node --check "$$file"; done; \
	else echo 'node is not installed: the test scripts are not checked'; fi

.PHONY: bench
bench: setup ## Measure the Yuma engine, natively and in wasm
	$(CARGO) bench --manifest-path pallets/subtensor/yuma/bench/Cargo.toml

.PHONY: fuzz-chain
fuzz-chain: setup ## Random calls by random actors against the invariants and a model, for SECONDS (600)
	YUMANET_FUZZ_SECONDS=$(SECONDS) $(CARGO) test $(CHAIN) --lib -- --nocapture random_calls

.PHONY: weights
weights: setup ## Measure what calls, hooks and epochs cost and write their weights (ARGS="--steps 10 --only epoch")
	$(CARGO) build $(CHAIN) --example weigh
	$(shell cat $(STATE)/cargo-env 2>/dev/null) \
		WEIGH='$(CARGO_TARGET_DIR)/debug/examples/weigh' scripts/weights.sh $(ARGS)

.PHONY: fuzz
fuzz: fuzz-chain ## That, then search for a subnet on which engine and oracles disagree, for SECONDS (600) each
	@mkdir -p '$(FOUND)/corpus'
	cd pallets/subtensor/yuma/fuzz && RUSTFLAGS='$(COVERAGE)' \
		$(CARGO) run --release --locked --target $(HOST) -- '$(FOUND)/corpus' \
		-artifact_prefix='$(FOUND)/' -max_total_time=$(SECONDS) -max_len=4096 -timeout=60

.PHONY: soak
soak: setup ## A simulated month of 128 subnets (about an hour; SOAK_SUBNETS, SOAK_NEURONS, SOAK_BLOCKS make it smaller)
	$(CARGO) test $(CHAIN) --config profile.dev.package.pallet-subtensor.opt-level=3 --lib -- \
		--ignored --nocapture a_month_of_the_network

.PHONY: docs
docs: setup ## Build the documentation of the crates
	RUSTDOCFLAGS='-D warnings' $(CARGO) doc --no-deps $(CHAIN)
	RUSTDOCFLAGS='-D warnings' $(CARGO) doc --no-deps $(ENGINE)
	@echo 'Open $(CARGO_TARGET_DIR)/doc/yumanet_runtime/index.html'

.PHONY: network
network: setup-node build ## Run three validators on this machine until Ctrl-C
	exec node scripts/network.mjs $(ARGS)

.PHONY: watch
watch: setup-node ## Watch a subnet of the running node (ARGS="--netuid 1 --once")
	exec node scripts/watch.mjs $(ARGS)

.PHONY: call
call: setup-node ## Sign one call with a development key (ARGS="//SIGNER pallet.call ARGUMENT ...")
	exec node scripts/call.mjs $(ARGS)

.PHONY: measure
measure: setup-node build ## Start-up time, memory and idle CPU of the dev node
	exec node scripts/measure.mjs $(ARGS)

.PHONY: cold
cold: ## What a newcomer waits for: everything from a clean clone in an empty home (an hour)
	exec scripts/cold.sh $(ARGS)

.PHONY: clean-chain
clean-chain: ## Delete the chain that `make dev KEEP=1` keeps
	rm -rf '$(CHAIN_DATA)'

# --- parts of the verbs above --------------------------------------------------------------------

.PHONY: setup setup-node setup-tests build test-rust e2e stories
setup:
	@scripts/setup.sh

setup-node:
	@scripts/setup.sh --node

setup-tests:
	@scripts/setup.sh --tests

build:
	$(CARGO) build $(CHAIN)

test-rust:
	$(CARGO) test $(CHAIN)
	$(CARGO) test $(ENGINE)

e2e:
	node tests/run.js $(ARGS)

stories:
	python3 tests/clients/run.py $(ARGS)
