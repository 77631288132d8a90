# Each target installs what it lacks, then does its job. `make run` is the one to begin with.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := run
.PHONY: run demo build release test lint bench screenshots tools browser

# Serves Entente at http://localhost:3000, its data in ./data.
run: build
	exec target/release/entente serve

# The same with a demo account in ./data/demo; prints how to sign in.
demo: build
	exec target/release/entente demo --data-dir data/demo

# target/release/entente: one file that runs alone.
build: tools node_modules/.package-lock.json
	cargo xtask build --release

release: build
	@ls -lh target/release/entente

# Every test, Rust and browser, and one summary.
test: build browser end2end/node_modules/.package-lock.json
	cargo xtask test

lint: tools
	cargo fmt --all --check
	cargo clippy --all-targets -- -D warnings
	cargo clippy --package entente-client --target wasm32-unknown-unknown -- -D warnings
	RUSTDOCFLAGS="-D warnings" cargo doc --no-deps

# The table of speed and weight, at 100 000 partners.
bench: build browser end2end/node_modules/.package-lock.json
	bench/run

# The README's pictures.
screenshots: build browser end2end/node_modules/.package-lock.json
	cd end2end && npm run screenshots

# A C compiler for SQLite, and the browser's compilation target.
tools:
	@command -v cc >/dev/null || { apt-get update && apt-get install --yes --no-install-recommends build-essential; }
	@rustup target list --installed | grep --quiet wasm32-unknown-unknown || rustup target add wasm32-unknown-unknown

# Debian's Chromium where apt-get is there, else Playwright's.
browser: end2end/node_modules/.package-lock.json
	@command -v chromium >/dev/null \
		|| { command -v apt-get >/dev/null && apt-get update && apt-get install --yes --no-install-recommends chromium; } \
		|| { cd end2end && npx playwright install chromium; }

# wasm-opt; without npm the build goes on without it.
node_modules/.package-lock.json: package-lock.json
	@if command -v npm >/dev/null; then npm ci --no-audit --no-fund; else echo "npm is not installed: building without wasm-opt"; fi

end2end/node_modules/.package-lock.json: end2end/package-lock.json
	cd end2end && PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund
