# make graph   the environment, the two shipped reports in .store, what was understood, two questions answered
# make test    everything that CI runs
# make docs    the references of the catalogue and of the vocabulary, the tutorial, the pictures of docs/drawing.md
# make libraries   an editor and pictures of networks for the pages of `serve`; needs npm
# make bench   speed; make accuracy: how right it is. Both print tables.

VENV ?= .venv
BIN := $(VENV)/bin
PYTHON ?= python3
STORE ?= .store
STAMP := $(VENV)/.installed

.PHONY: graph test lint types libraries docs bench accuracy model clean

graph: $(STAMP)
	$(BIN)/inspection-graph load data/reports --store $(STORE)
	$(BIN)/inspection-graph query judgements --store $(STORE)
	$(BIN)/inspection-graph query actions-addressed-to-board --store $(STORE)

test: $(STAMP) lint types accuracy
	$(BIN)/pytest

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)
	$(BIN)/mypy

# Libraries for browsers (an editor, pictures of networks), from npm. Pages work without them, and say less.
libraries: $(STAMP)
	$(BIN)/python -m queries.web.libraries

docs: $(STAMP)
	rm -rf build/reference
	$(BIN)/inspection-graph load data/reports --store build/reference
	$(BIN)/python -m queries.reference build/reference >build/queries.md
	mv build/queries.md docs/queries.md
	$(BIN)/inspection-graph export nquads --store build/reference --output build/reference.nq
	$(BIN)/python -m ontology.documentation build/reference.nq docs/ontology
	$(BIN)/python -m queries.tutorial build/reference docs/tutorial.ipynb
	cd docs && INSPECTION_GRAPH_STORE=../build/reference PATH="$(abspath $(BIN)):$$PATH" \
		sh -ec "$$(grep '^inspection-graph draw .*pictures/' drawing.md)"

bench: $(STAMP)
	$(BIN)/python -m bench.speed
	$(BIN)/python -m bench.loading
	$(BIN)/python -m bench.queries
	$(BIN)/python -m bench.fuzz --cases 2000
	$(BIN)/python -m bench.serving

accuracy: $(STAMP)
	$(BIN)/python -m bench.accuracy --require
	$(BIN)/python -m bench.corpus
	$(BIN)/python -m bench.sentences
	$(BIN)/python -m bench.merges
	$(BIN)/python -m bench.recurrences
	$(BIN)/python -m bench.figures

# The weights of the network that labels findings, anew: needs INSPECTION_GRAPH_CORPUS, and an hour at the most.
model: $(STAMP)
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[train]'
	$(BIN)/python -m bench.labelling.train

$(STAMP): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	touch $@

clean:
	rm -rf $(VENV) .store build dist *.egg-info
