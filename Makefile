# The commands of the project; `make` lists them.

ARGS ?= run Scenarios/changzhou.yaml
DOCUMENTED := StateStorage EventKernel Queueing RandomStreams OutputAnalysis ScenarioLanguage Policies \
  IssueFlow Experiments LogFitting

.PHONY: help gsl valgrind build run check test checked-build checked-test slow-test campaign fuzz libfuzzer python-test \
  mutations notebooks whatif bench count faults format docs experiments record-experiments licences sanitize leaks manual \
  completion portable wheel sdist try-wheel release
.DEFAULT_GOAL := help

help:
	@echo 'make run                build and simulate Scenarios/changzhou.yaml'
	@echo 'make run ARGS="..."     build and run issueflow with other arguments, such as ARGS="validate my.yaml"'
	@echo 'make check              format, debug build and tests of what changed since the last commit, or SINCE=...'
	@echo 'make test               the quick tests'
	@echo 'make checked-test       the quick tests, optimised with assertions, as .ci/run does'
	@echo 'make slow-test          all tests, with those against queueing theory (minutes)'
	@echo 'make campaign           all that takes hours: slow tests, fuzzing, sanitizers, leaks, damaged results'
	@echo 'make fuzz               a million inputs made by chance; FUZZ="--inputs 1000" for fewer'
	@echo 'make libfuzzer          libFuzzer on the C parts and the loaders, SECONDS=60 for each'
	@echo 'make python-test        the tests of the Python package, on a Dask cluster of this machine'
	@echo 'make mutations          the package on 200 mutations of each file of result folders (half an hour)'
	@echo 'make notebooks          the notebooks as documents with their charts, in a browser on this machine'
	@echo 'make whatif             the what-if page: measures as sliders, on this machine only'
	@echo 'make bench              the benchmarks'
	@echo 'make count              the instructions of an event on each hot path, beside those recorded'
	@echo 'make experiments        the fingerprint of every scenario, beside those recorded'
	@echo 'make record-experiments what moved since they were recorded, recording it'
	@echo 'make faults             23 planted faults, each of which a named test has to find'
	@echo 'make sanitize           all tests under the address, thread and undefined-behaviour sanitizers (an hour or more)'
	@echo 'make leaks              whether memory grows over 1,000 replications'
	@echo 'make licences           the licence of every part, beside those compatible with GPL-3'
	@echo 'make format             format the sources'
	@echo 'make docs               the documentation, into .build/documentation'
	@echo 'make wheel              a wheel of the Python package with the program inside, into dist'
	@echo 'make try-wheel          installs it with no index in an environment of its own, and uses it'
	@echo 'make release            wheel, source, wheels it needs, program alone, parts and checksums, into dist/issueflow-VERSION'
	@echo 'make manual             manual pages, into .build/manual'
	@echo 'make completion         completion of commands for bash, zsh and fish, into .build/completion'

# Installs the GNU Scientific Library when it is not there.
gsl:
	@if pkg-config --exists gsl zlib 2>/dev/null; then exit 0; fi; \
	if command -v apt-get >/dev/null 2>&1; then \
	  if [ "$$(id -u)" -eq 0 ]; then as_root=; \
	  elif command -v sudo >/dev/null 2>&1; then as_root=sudo; \
	  else echo 'Please have an administrator install libgsl-dev and pkg-config: apt-get install libgsl-dev zlib1g-dev pkg-config' >&2; exit 1; fi; \
	  install() { $$as_root env DEBIAN_FRONTEND=noninteractive \
	    apt-get -o DPkg::Lock::Timeout=600 install -y libgsl-dev zlib1g-dev pkg-config; }; \
	  install || { $$as_root apt-get -o DPkg::Lock::Timeout=600 update && install; }; \
	elif command -v brew >/dev/null 2>&1; then \
	  brew install gsl pkgconf; \
	else \
	  echo 'Please install the GNU Scientific Library (GSL) with its development files, and pkg-config, then run make again.' >&2; \
	  exit 1; \
	fi

build: gsl
	swift build -c release --product issueflow

run: build
	.build/release/issueflow $(ARGS)

# The program for other machines: Swift's library, Foundation, GSL and zlib are inside, so that of a Linux no more is asked
# than the libraries of C and of C++. What is linked is looked for in a folder that has no shared libraries. (A Mac brings
# Swift's library itself.)
PORTABLE ?= .build/portable
PORTABLE_FLAGS := $(if $(filter Darwin,$(shell uname -s)),,--static-swift-stdlib -Xlinker -s)
portable: gsl
	@rm -rf $(PORTABLE)/static && mkdir -p $(PORTABLE)/static
	@for name in gsl gslcblas z; do \
	  file=$$(cc -print-file-name=lib$$name.a); \
	  [ -f "$$file" ] || file=$$(pkg-config --variable=libdir gsl)/lib$$name.a; \
	  [ -f "$$file" ] || { echo "there is no lib$$name.a: install the development files of it" >&2; exit 1; }; \
	  ln -sf "$$file" $(PORTABLE)/static/lib$$name.a; done
	@printf 'Name: GSL\nDescription: GSL\nVersion: 2\nCflags: %s\nLibs: -L%s -lgsl -lgslcblas -lm\n' \
	  "$$(pkg-config --cflags gsl)" "$(abspath $(PORTABLE))/static" > $(PORTABLE)/static/gsl.pc
	@printf 'Name: zlib\nDescription: zlib\nVersion: 1\nCflags: %s\nLibs: -L%s -lz\n' \
	  "$$(pkg-config --cflags zlib)" "$(abspath $(PORTABLE))/static" > $(PORTABLE)/static/zlib.pc
	PKG_CONFIG_PATH=$(abspath $(PORTABLE))/static swift build -c release --product issueflow $(PORTABLE_FLAGS) \
	  --scratch-path $(PORTABLE)
	@if [ -d Dependencies ]; then from=Dependencies; else from=$(PORTABLE)/checkouts; fi; \
	python3 Sources/Packaging/notices.py $$from > $(PORTABLE)/NOTICES.txt

# With the program inside, for this kind of machine and this release of its C library, and later ones.
PACKAGING_PYTHON ?= .build/notebooks/bin/python
BUILD_WITH = cd Sources/Python && rm -rf build && SOURCE_DATE_EPOCH=$$(git log -1 --format=%ct) \
  ISSUEFLOW_CHECKOUTS=$(abspath $(PORTABLE))/checkouts $(abspath $(PACKAGING_PYTHON)) -c
wheel: portable $(PACKAGING_PYTHON)
	@rm -f dist/issueflow-*.whl && mkdir -p dist
	ISSUEFLOW_PROGRAM=$(abspath $(PORTABLE))/release/issueflow; export ISSUEFLOW_PROGRAM; $(BUILD_WITH) \
	  'from setuptools.build_meta import build_wheel as build; print(build("$(CURDIR)/dist"))' > $(abspath $(PORTABLE))/wheel.log
	@rm -rf Sources/Python/build && ls -l dist/issueflow-*.whl

# The source of all, with the packages that the program is built from.
sdist: portable $(PACKAGING_PYTHON)
	@rm -f dist/issueflow-*.tar.gz && mkdir -p dist
	$(BUILD_WITH) 'from setuptools.build_meta import build_sdist as build; print(build("$(CURDIR)/dist"))' \
	  > $(abspath $(PORTABLE))/sdist.log
	@ls -l dist/issueflow-*.tar.gz

# The wheels that the wheel needs, and what a new user does with it, with no index and in an environment of its own.
dist/wheels: wheel
	rm -rf dist/wheels
	$(PACKAGING_PYTHON) Sources/Packaging/dependencies.py dist/issueflow-*.whl dist/wheels

try-wheel: dist/wheels
	$(PACKAGING_PYTHON) Sources/Packaging/try_wheel.py dist/issueflow-*.whl dist/wheels $(if $(SAME_AS),--same-as $(SAME_AS))

# All that a release hands out, in dist/issueflow-VERSION.
release: wheel sdist manual
	SOURCE_DATE_EPOCH=$$(git log -1 --format=%ct) $(PACKAGING_PYTHON) Sources/Packaging/release.py dist/issueflow-*.whl \
	  dist/issueflow-*.tar.gz $(PORTABLE)/release/issueflow --checkouts $(PORTABLE)/checkouts \
	  --notices $(PORTABLE)/NOTICES.txt --manual .build/manual/man1

test: gsl
	swift test

# Of what differs from the last commit, or from SINCE.
SINCE ?= HEAD
check: gsl
	python3 Tests/RepositoryTests/check.py --since $(SINCE)

# Optimised, with the assertions of a debug build, and in a build folder of its own, because this changes the flags of every
# module: its tests take a quarter of the time. The program beside them is optimised too.
CHECKED := -c release --scratch-path .build-checked -Xswiftc -enable-testing -Xswiftc -assert-config -Xswiftc Debug \
  -Xswiftc -DDEBUG
checked-build: gsl
	swift build --build-tests $(CHECKED) --explicit-target-dependency-import-check error

# `swift test` would build everything again with flags of its own.
checked-test: checked-build
	swift test --skip-build $(CHECKED)

slow-test: checked-build
	ISSUEFLOW_SLOW_TESTS=1 swift test --skip-build $(CHECKED)

# What takes hours, and of which the tests of every change run a fixed part: coverage and theory over many seeds, a million
# random inputs, guided ones, sanitizers, memory, damaged results.
campaign: slow-test fuzz libfuzzer sanitize leaks mutations

# Whatever breaks a rule becomes a file in fuzz-findings; Tests/FuzzTests/Corpus keeps those that were mended.
FUZZ ?= --inputs 1000000
fuzz: gsl
	swift build -c release --product fuzz
	.build/release/fuzz $(FUZZ)

# With the toolchain's own clang, since GCC has no libFuzzer.
SECONDS ?= 60
CLANG ?= $(shell dirname "$$(command -v swift)")/clang
FUZZED_C := -g -O2 -fuse-ld=lld -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all
# The program has a main of its own and asks for libFuzzer by name; GNU's gold stumbles over what the compiler adds.
FUZZED_SWIFT := -Xswiftc -sanitize=fuzzer -Xswiftc -use-ld=lld -Xlinker -u -Xlinker LLVMFuzzerRunDriver \
  -Xlinker --export-dynamic-symbol=LLVMFuzzerRunDriver
libfuzzer: gsl
	mkdir -p .build/libfuzzer/winner_tree .build/libfuzzer/philox
	$(CLANG) $(FUZZED_C) -ISources/CWinnerTree/include Tests/LibFuzzer/winner_tree.c -o .build/libfuzzer/winner_tree_fuzzer
	$(CLANG) $(FUZZED_C) -ISources/CPhilox/include $$(pkg-config --cflags gsl) Tests/LibFuzzer/philox.c \
	  Sources/CPhilox/PhiloxBatch.c Sources/CPhilox/PhiloxGenerator.c -o .build/libfuzzer/philox_fuzzer $$(pkg-config --libs gsl)
	for part in winner_tree philox; do \
	  .build/libfuzzer/$${part}_fuzzer -max_total_time=$(SECONDS) -print_final_stats=1 .build/libfuzzer/$$part || exit 1; done
	swift build -c release --product fuzz --scratch-path .build/libfuzzer/loaders $(FUZZED_SWIFT)
	for kind in scenario table design map log state; do \
	  .build/libfuzzer/loaders/release/fuzz --guided $$kind .build/libfuzzer/$$kind -max_total_time=$(SECONDS) \
	    -artifact_prefix=.build/libfuzzer/$$kind- -print_final_stats=1 || exit 1; done

# Every package by the hashes of its files; then this one, with what is there.
INSTALL_PYTHON := .build/notebooks/bin/python -m pip install --quiet --require-hashes -r Sources/Python/constraints.txt && \
  .build/notebooks/bin/python -m pip install --quiet --no-deps --no-build-isolation --editable Sources/Python

# In an environment of its own, with the program that is built.
python-test: build
	python3 -m venv .build/notebooks
	$(INSTALL_PYTHON)
	cd Sources/Python && ISSUEFLOW_BINARY=$(CURDIR)/.build/release/issueflow ../../.build/notebooks/bin/python -m pytest -q

# Ten times as many as python-test makes.
mutations: build .build/notebooks/bin/issueflow
	cd Sources/Python && ISSUEFLOW_MUTATIONS=200 ISSUEFLOW_BINARY=$(CURDIR)/.build/release/issueflow \
	  ../../.build/notebooks/bin/python -m pytest -q -s ../../Tests/PythonTests/test_mutations.py

# With what is built; loopback only, and nothing is asked of the network once it is installed.
notebooks whatif: export ISSUEFLOW_BINARY = $(CURDIR)/.build/release/issueflow
notebooks whatif: export MARIMO_SKIP_UPDATE_CHECK = 1
.build/notebooks/bin/issueflow:
	python3 -m venv .build/notebooks
	$(INSTALL_PYTHON)

.build/notebooks/bin/python: .build/notebooks/bin/issueflow

notebooks: build .build/notebooks/bin/issueflow
	.build/notebooks/bin/issueflow notebooks

whatif: build .build/notebooks/bin/issueflow
	.build/notebooks/bin/issueflow app

bench: build
	swift run -c release --package-path Tests/Benchmarks

# Valgrind, which counts.
valgrind:
	@if command -v valgrind >/dev/null 2>&1; then exit 0; fi; \
	if [ "$$(id -u)" -eq 0 ]; then as_root=; else as_root=sudo; fi; \
	install() { $$as_root env DEBIAN_FRONTEND=noninteractive \
	  apt-get -o DPkg::Lock::Timeout=600 install -y valgrind; }; \
	install || { $$as_root apt-get -o DPkg::Lock::Timeout=600 update && install; }

count: gsl valgrind
	swift build -c release --package-path Tests/Benchmarks
	python3 Tests/Benchmarks/count_instructions.py

# In a build folder of its own; one build for all of them.
faults: gsl
	python3 Tests/PlantedFaults/check.py --together

experiments: build
	python3 Tests/RepositoryTests/experiments.py --full --binary .build/release/issueflow

record-experiments: build
	python3 Tests/RepositoryTests/experiments.py --full --record --binary .build/release/issueflow

# Installs nothing: what is listed is what is there.
licences: gsl
	swift package resolve
	@test -x .build/notebooks/bin/python || { python3 -m venv .build/notebooks && $(INSTALL_PYTHON); }
	.build/notebooks/bin/python Tests/RepositoryTests/licences.py

# Each in a build folder of its own. The tests themselves may leave memory behind; that a thousand replications do not is
# seen from the program. Threads are watched in optimised code, with the assertions of a debug build, since it is slow
# otherwise. Undefined behaviour of C traps.
WATCHED_THREADS := suppressions=$(CURDIR)/Tests/RepositoryTests/thread-sanitizer.txt \
  external_symbolizer_path=$(dir $(CLANG))llvm-symbolizer
sanitize: gsl
	ASAN_OPTIONS=detect_leaks=0 swift test --sanitize address --scratch-path .build-address
	rm -rf .build-address/leaks
	ASAN_OPTIONS=detect_leaks=1 .build-address/debug/issueflow run Tests/CommandTests/Fixtures/tiny.yaml -n 1000 -j 1 -q \
	  --out .build-address/leaks
	TSAN_OPTIONS="$(WATCHED_THREADS)" swift test --sanitize thread --scratch-path .build-thread \
	  -Xswiftc -O -Xswiftc -assert-config -Xswiftc Debug -Xcc -O2
	swift test --scratch-path .build-undefined -Xcc -fsanitize=undefined -Xcc -fsanitize-trap=undefined

# Resident memory of one process after 1,000 replications and after 200: it may not grow by more than replications keep.
leaks: build
	python3 Tests/RepositoryTests/leaks.py .build/release/issueflow

format:
	swift format --in-place --recursive Sources Tests Package.swift

docs: gsl
	swift package --allow-writing-to-directory .build/documentation generate-documentation --warnings-as-errors \
	  --enable-experimental-combined-documentation $(DOCUMENTED:%=--target %) --output-path .build/documentation

# From the definitions of the commands, so that no page can lag behind them: `man -M .build/manual issueflow`. They are in
# English, since the generator drops every character that is not ASCII; `issueflow help` speaks Chinese as well.
manual: gsl
	LC_ALL=C.UTF-8 swift package plugin generate-manual --multi-page --configuration debug
	mkdir -p .build/manual/man1
	cp .build/plugins/GenerateManual/outputs/IssueFlowCommand/*.1 .build/manual/man1/

completion: build
	@mkdir -p .build/completion
	@for shell in bash zsh fish; do \
	  .build/release/issueflow --generate-completion-script $$shell > .build/completion/issueflow.$$shell || exit 1; \
	  echo .build/completion/issueflow.$$shell; \
	done
