PORT ?= 8501

VENV := .venv
PYTHON := $(VENV)/bin/python
# Not the published build: who has gone back to an earlier one does not want it built over.
WAREHOUSE := data/.warehouse-builds/newest
# Folders count too, so that a removed table rebuilds as an added one does.
WAREHOUSE_INPUTS := $(shell find data/raw data/catalogue 2>/dev/null; find etl -name '*.py' 2>/dev/null)
CLIENT := npm --prefix dashboard/client run
CLIENT_TOOLS := dashboard/client/node_modules/.package-lock.json
TOOLS := chromium calc nginx node java r
AS_ROOT := $(if $(filter 0,$(shell id -u)),,sudo)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test build check client bench bench-measure soak messages lock sbom clean tools npm $(TOOLS)

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(VENV)/.runtime $(WAREHOUSE) ## build what is missing and serve the dashboard (PORT=8501)
	@echo "Bảng điều khiển: http://127.0.0.1:$(PORT)"
	@exec $(PYTHON) -m streamlit run app.py --server.port $(PORT) --server.headless true

# A dozen processes read the same modules: they are compiled once, whatever the machine's custom.
test: export PYTHONDONTWRITEBYTECODE =
test: $(VENV)/bin/python ## run every test, the browser's included
	@$(MAKE) --no-print-directory --jobs=2 tools $(VENV)/.tests
	@$(MAKE) --no-print-directory $(WAREHOUSE)
	$(PYTHON) -m pytest --numprocesses auto --dist loadscope

build: $(VENV)/.runtime ## build the warehouse from data/raw and data/catalogue
	$(PYTHON) -m etl build

check: $(VENV)/.tests $(CLIENT_TOOLS) ## format, lint, types and layers, of Python and of the browser's part
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m ruff check .
	$(PYTHON) -m mypy
	$(VENV)/bin/lint-imports
	$(PYTHON) -m pytest -q tests/contract/test_layers.py
	$(CLIENT) --silent check

client: $(CLIENT_TOOLS) ## format, check and bundle the figures that the browser draws
	$(CLIENT) format
	$(CLIENT) build
	$(CLIENT) check

bench: $(VENV)/.tests $(WAREHOUSE) chromium ## measure every goal of speed, write docs/performance.md
	$(PYTHON) -m tests.bench

bench-measure: $(VENV)/.tests java ## count 10⁶, 10⁷ and 10⁸ invented records, write docs/measuring.md
	$(PYTHON) -m tests.bench.measuring

soak: $(VENV)/.tests $(WAREHOUSE) ## half an hour of readers who come and go: does the server grow?
	$(PYTHON) -m tests.soak

messages: $(VENV)/.runtime ## bring the translation catalogues up to date with the texts
	$(PYTHON) -m etl.messages

# Lock files name packages and hashes only: settings of the machine that re-locks stay out of them.
LOCK := env -u PIP_FIND_LINKS -u UV_FIND_LINKS -u UV_INDEX -u UV_DEFAULT_INDEX $(VENV)/bin/uv --no-config \
	pip compile --quiet --upgrade --universal --generate-hashes --custom-compile-command 'make lock'

lock: $(VENV)/.runtime ## choose newer packages and pin them with hashes
	$(PYTHON) -m pip install --quiet uv
	$(LOCK) pyproject.toml --output-file requirements.txt
	$(LOCK) pyproject.toml --extra test --constraint requirements.txt --output-file tests/requirements.txt

sbom: $(VENV)/.tests ## list what the product is made of, and the licences: dist/
	$(PYTHON) deploy/inventory.py dist

clean: ## remove the environment and everything built
	rm -rf $(VENV) dist data/warehouse data/.warehouse-builds .hypothesis .mypy_cache .pytest_cache .ruff_cache
	rm -rf dashboard/client/node_modules
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A build that fails leaves the warehouse of before in place, and make tries again next time.
$(WAREHOUSE): $(WAREHOUSE_INPUTS) | $(VENV)/.runtime
	$(PYTHON) -m etl build
	@touch $@

# The test lock holds the runtime lock's packages, so one environment serves both.
$(VENV)/.tests: tests/requirements.txt $(VENV)/.runtime
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

$(VENV)/.runtime: requirements.txt $(VENV)/bin/python
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

# To bundle the browser's part anew, and to check it; neither the dashboard nor its tests need it.
$(CLIENT_TOOLS): dashboard/client/package-lock.json | npm
	npm --prefix dashboard/client ci --no-audit --no-fund
	@touch $@

# The newest Python on PATH that pyproject.toml allows and that can make an environment.
define CREATE_VENV
set -eu; \
least=$$(sed -n 's/^requires-python = ">=\(.*\)"/\1/p' pyproject.toml); \
usable='import ensurepip, sys, venv; sys.exit(sys.version_info < tuple(map(int, sys.argv[1].split("."))))'; \
newest() { \
	for name in $$(find $$(echo "$$PATH" | tr ':' ' ') -maxdepth 1 -name 'python3*' -printf '%f\n' 2>/dev/null \
		| grep -E '^python3(\.[0-9]+)?$$' | sort -urV); do \
		if "$$name" -c "$$usable" "$$least" 2>/dev/null; then echo "$$name"; return; fi; \
	done; \
}; \
python=$$(newest); \
if [ -z "$$python" ] && command -v apt-get >/dev/null; then \
	echo "No Python $$least or newer with the venv module; installing Debian's python3-venv"; \
	$(AS_ROOT) apt-get update -qq && $(AS_ROOT) apt-get install -qq -y --no-install-recommends python3-venv; \
	python=$$(newest); \
fi; \
if [ -z "$$python" ]; then \
	echo "Python $$least or newer with the venv module is needed (on Debian: apt-get install python3-venv)" >&2; \
	exit 1; \
fi; \
echo "Creating $(VENV) with $$($$python --version)"; \
"$$python" -m venv --clear $(VENV)
endef

$(VENV)/bin/python:
	@$(CREATE_VENV)

# What the tests need of Debian: how to see that it is there, and the package that brings it.
HAS_chromium = command -v chromium-headless-shell || command -v chromium
PACKAGE_chromium := chromium-headless-shell
# LibreOffice may be there without its spreadsheet.
HAS_calc = test -e "$$(dirname "$$(readlink -f "$$(command -v soffice)")")/libsclo.so"
PACKAGE_calc := libreoffice-calc-nogui
# As a user Debian's nginx is not on the path.
HAS_nginx = command -v nginx || test -x /usr/sbin/nginx
PACKAGE_nginx := nginx-light
HAS_node = command -v node
PACKAGE_node := nodejs
# Spark asks for 17 or newer.
HAS_java = java -version 2>&1 | grep -qE 'version "(1[789]|[2-9][0-9])'
PACKAGE_java := default-jre-headless
HAS_r = command -v Rscript
PACKAGE_r := r-base-core
HAS_npm = command -v npm
PACKAGE_npm := npm
APT = $(AS_ROOT) apt-get -qq -o DPkg::Lock::Timeout=600

# $(call INSTALL,tools): all that are missing at once.
define INSTALL
@missing="$(foreach tool,$(1),$$({ $(HAS_$(tool)); } >/dev/null 2>&1 || echo $(PACKAGE_$(tool))))"; \
if [ -n "$$(echo $$missing)" ]; then \
	echo "Installing of Debian:" $$missing; \
	$(APT) update && $(APT) install -y --no-install-recommends $$missing; \
fi
endef

tools:
	$(call INSTALL,$(TOOLS))

$(TOOLS) npm:
	$(call INSTALL,$@)

npm: node
