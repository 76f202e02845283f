# Needs git, make and Python 3.11 or newer; the rest is installed by packaging/prepare.py.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
PREPARE = @$(or $(PYTHON),python3) packaging/prepare.py
BIN = .venv/bin
# uv brings certificates of its own; an office's proxy is known to the system's alone.
export UV_SYSTEM_CERTS = 1
OFFSCREEN = env QT_QPA_PLATFORM=offscreen
LOCKS = packaging/requirements.txt packaging/requirements-dev.txt

.PHONY: run demo pictures test unit soak bench bench-peers fix check layout lock package smoke package-windows smoke-windows clean
.DEFAULT_GOAL := run

ifeq ($(DISPLAY)$(WAYLAND_DISPLAY),)
run:
	@echo "Ekran bulunamadı; pencere yerine gösterim çalıştırılıyor (make demo)."
	@echo "No screen here: running make demo instead of opening the window."
	@$(MAKE) --no-print-directory demo
else
run:
	$(PREPARE) offscreen window
	@$(BIN)/python -m ebel_wizard
endif

# The real window without a screen, in a workspace and keyring of its own.
demo:
	$(PREPARE) offscreen --optional keyring
	@$(OFFSCREEN) packaging/with-keyring.sh --if-possible $(BIN)/python -m ebel_wizard demo --out out

# Every page in both schemes at both scales, in out/pictures; those that the docs show are copied.
pictures:
	$(PREPARE) offscreen --optional keyring
	@rm -rf out/pictures
	@for scale in 1 1.5; do $(OFFSCREEN) QT_SCALE_FACTOR=$$scale packaging/with-keyring.sh \
		--if-possible $(BIN)/python -m ebel_wizard demo --out out || exit 1; done
	@$(BIN)/python packaging/pictures.py

# Each process has a keyring of its own. More of them than cores: much of a test is waiting, for the
# disk or for the window. Only what the chosen tests need is installed; pytest-qt loads Qt by itself.
# A worker that ends fails the run: started again, it would come to the same test for ever.
TESTS = $(or $(PYTEST),tests)
WORKERS = --tx "4*popen//python=$(WORKER)" --dist loadfile --no-loadscope-reorder \
	--max-worker-restart=0
WORKER = packaging/with-keyring.sh --if-possible $(BIN)/python
test:
	$(eval NEEDED := $(shell $(or $(PYTHON),python3) packaging/prepare.py --needed-by $(PYTEST)))
	$(PREPARE) --dev $(NEEDED)
	@$(OFFSCREEN) $(BIN)/python -m pytest $(if $(filter offscreen,$(NEEDED)),,-p no:pytest-qt) \
		$(WORKERS) $(TESTS)

# What needs nothing but Python, less what takes long: random cases, faults, kills, bombs, builds.
UNIT = tests $(addprefix --ignore=tests/, ui test_demo.py test_older_files.py test_one_table.py \
	test_recipes.py test_vault.py documents/layout/test_docx.py documents/layout/test_pdfa.py \
	exchange/test_print_queue.py store/test_power_cut.py \
	test_contracts.py test_fuzz.py test_leftovers.py test_wheel.py documents/test_build.py \
	documents/test_random.py \
	exchange/test_handover.py people_import/test_hostile.py store/test_backups.py \
	store/test_conflict.py store/test_durability.py store/test_encryption.py store/test_faults.py \
	store/test_salvage.py)
unit:
	@$(MAKE) --no-print-directory test PYTEST="$(UNIT)"

# What takes an hour or two: a thousand random cases of each document and list, ten thousand
# officers, a thousand kills and power cuts, ten minutes of nearly good files for each reader, ten
# minutes of somebody who presses and types whatever. The kills go on where they were interrupted.
soak:
	$(PREPARE) --dev offscreen window keyring screen printing tracing verapdf libreoffice
	@$(OFFSCREEN) EBEL_WIZARD_CASES=$(or $(CASES),1000) EBEL_WIZARD_FUZZ=$(or $(FUZZ),600) \
		EBEL_WIZARD_MONKEY=$(or $(MONKEY),600) \
		$(BIN)/python -m pytest $(WORKERS) tests/documents \
		tests/exchange tests/people_import tests/store/test_encryption.py tests/store/test_power_cut.py \
		tests/store/test_durability.py tests/test_fuzz.py tests/test_leftovers.py \
		tests/ui/scenarios/test_killed.py tests/ui/scenarios/test_monkey.py \
		tests/ui/scenarios/test_screen_reader.py tests/ui/shell/test_refresh.py -o faulthandler_timeout=0 $(PYTEST)

bench:
	$(PREPARE) --dev offscreen keyring
	@PYTHONPATH=. $(BIN)/python benchmarks/documents.py
	@PYTHONPATH=. $(BIN)/python benchmarks/register.py
	@for each in startup lists refresh encryption; do $(OFFSCREEN) PYTHONPATH=. packaging/with-keyring.sh \
		$(BIN)/python benchmarks/$$each.py; done

# The others live apart, so that none of them becomes a library of the program.
bench-peers:
	$(PREPARE) --dev offscreen peers
	@test -x .venv/peers/bin/python || $(BIN)/python -m venv .venv/peers
	@.venv/peers/bin/python -m pip install -q --disable-pip-version-check typst weasyprint fpdf2
	@PYTHONPATH=. $(BIN)/python benchmarks/documents.py --peers

# Formats, and mends what ruff can mend by itself.
fix:
	$(PREPARE) --dev
	@$(BIN)/ruff check --fix-only .
	@$(BIN)/ruff format .

# The packages, drawn from the imports: `make layout PACKAGES=ebel_wizard.ui` draws one of them.
layout:
	$(PREPARE) --dev
	@$(BIN)/python packaging/layout.py $(PACKAGES)

check: .venv/windows-wheels
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python packaging/check_casing.py
	$(BIN)/python packaging/check_platforms.py

# Every locked library must install on Windows, for each Python we allow; asked again only when
# the lock changes.
.venv/windows-wheels: packaging/requirements-dev.txt
	$(PREPARE) --dev
	@! grep -n '://' $(LOCKS)
	@for version in 3.11 3.12 3.13 3.14; do echo "Windows wheels, Python $$version"; \
		$(BIN)/uv pip install --quiet --dry-run --python-platform x86_64-pc-windows-msvc \
			--python-version $$version --only-binary :all: --no-deps --require-hashes \
			--target build/windows -r $< || exit 1; done
	@touch $@

# `make lock UV=--upgrade` takes the newest versions; without it only what must change changes.
# No header and no notes: they would name this machine's paths.
lock:
	$(PREPARE) --dev
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header \
		--no-annotate --no-emit-index-url $(UV) pyproject.toml --group dev -o packaging/requirements-dev.txt
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header \
		--no-annotate --no-emit-index-url $(UV) pyproject.toml -c packaging/requirements-dev.txt \
		-o packaging/requirements.txt
	$(BIN)/python packaging/licences.py

# The Debian package in dist/, of this system and for it and newer ones. The same sources make the
# same bytes: times are those of the last commit, sets keep their order. Modules are stored as they
# are, since the package is packed as a whole.
FROZEN = env SOURCE_DATE_EPOCH=$(shell git log -1 --format=%ct) PYTHONHASHSEED=0 \
	PYINSTALLER_ZLIB_COMPRESSION_LEVEL=0
package:
	$(PREPARE) --dev offscreen window freeze deb
	$(FROZEN) $(BIN)/pyinstaller --noconfirm --log-level WARN --distpath dist --workpath build build.spec
	@$(OFFSCREEN) $(FROZEN) $(BIN)/python packaging/deb.py

# The installed package on bare Debians, in a name space of its own: nothing of it is left.
smoke:
	$(PREPARE) --dev smoke
	@$(if $(filter-out 0,$(shell id -u)),sudo )unshare --mount --propagation private \
		$(BIN)/python packaging/smoke.py

# The Windows setup and a portable ZIP in dist/windows, made in a Debian 13 of its own; needs root.
package-windows:
	$(PREPARE) --dev offscreen smoke
	@packaging/windows/build.sh

# Installs the setup in a Windows of Wine's and walks what is installed, beside the source on Linux.
smoke-windows:
	$(PREPARE) --dev offscreen smoke
	@test -d dist/windows/ebel-wizard || $(MAKE) --no-print-directory package-windows
	@rm -rf build/windows/source
	@$(BIN)/python -m ebel_wizard render resources/examples/ornek-cevaplar.toml \
		--out build/windows/source --all --docx >/dev/null 2>&1
	@packaging/windows/debian.sh packaging/windows/smoke.sh

clean:
	rm -rf .venv build dist out .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
