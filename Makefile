# Every command of the project. Each target first sets up what it needs, and only what is missing.

# Each recipe's shell reads .ci/env: the project's own tools come first in PATH.
SHELL := bash
.SHELLFLAGS := -o pipefail -c
export BASH_ENV := $(CURDIR)/.ci/env
.NOTPARALLEL:

PORT ?= 8080
WASM := --target wasm32-unknown-unknown

.PHONY: help
help:
	@echo 'make serve      build the page and serve it on 127.0.0.1:$(PORT) (PORT=… for another)'
	@echo 'make test       every check and every test, the browser ones included'
	@echo 'make build      the page, into dist/: works from any static host, under any path'
	@echo 'make bench      speed, page weight and time to the first answer, as a table and as JSON'
	@echo 'make peers      our engine and other libraries in one run of their benchmark (HITOFUDE_DATA/peers)'
	@echo 'make eval       tells how the shipped networks read MNIST and people, by class and source'
	@echo 'make models     trains the shipped networks anew, from HITOFUDE_DATA (default ../shared); MODEL=… for one;'
	@echo '                MODEL=generated tells how one that has seen only generated digits reads, and ships none'
	@echo 'make data       MNIST into data/, from where the page finds it: of FROM=folder, HITOFUDE_DATA or the mirrors'
	@echo 'make setup      the tools alone'
	@echo 'Parts of make test: lint, native, browser, e2e'

.PHONY: setup
setup:
	@.ci/setup tests

.PHONY: build
build:
	@.ci/setup page
	trunk build --release

.PHONY: serve
serve:
	@.ci/setup page
	trunk serve --release --address 127.0.0.1 --port $(PORT)

# What is in data/ comes beside the page when it is built (Trunk.toml).
.PHONY: data
data:
	@.ci/data "$(FROM)"

.PHONY: test
test: setup lint native browser e2e

.PHONY: lint
lint:
	cargo fmt --check
	cargo clippy --locked --workspace --all-targets --features hitofude-bin/fit -- -D warnings
	cargo clippy --locked --workspace --lib --bins --examples --test browser --benches $(WASM) -- -D warnings

.PHONY: native
native:
	cargo test --locked --workspace --lib --test native
	cargo test --locked --workspace --doc

# In headless Chromium, in the profile that ships: what is checked is the code that people get.
.PHONY: browser
browser:
	@mkdir -p target && cp "$${HITOFUDE_DATA:-../shared}/reference/cases.json.gz" target/shared-cases.json.gz \
	  2>/dev/null || rm -f target/shared-cases.json.gz
	cargo test --locked --release --test browser $(WASM)

# As a person: real pointers and keys on the built page. `make e2e TEST=drawing` runs the tests of that name.
.PHONY: e2e
e2e: build
	cargo test --locked --test e2e -- $(TEST)

.PHONY: bench
bench: setup build
	mkdir -p target/bench
	cargo test --locked --release --package hitofude-bin --bench speed -- --nocapture --test-threads=1 | tee target/bench/native.txt
	cargo test --locked --release --package hitofude-bin --bench speed $(WASM) -- --nocapture | tee target/bench/browser.txt
	cargo test --locked --test e2e -- --ignored --exact --nocapture bench::report

.PHONY: peers
peers: setup
	@benches/peers/run $(PEERS)

# Natively, on one core: about half an hour for all of them.
MODEL ?= five-channel notebook is-five-single is-five digits
.PHONY: models
models:
	cargo run --locked --profile models --package hitofude-bin --features fit --bin fit -- $(MODEL)

.PHONY: eval
eval:
	@$(MAKE) --no-print-directory models MODEL=evaluate
