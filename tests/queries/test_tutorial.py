"""docs/tutorial.ipynb runs, and shows what its cells give."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
import pytest

from ontology.resources import resource
from queries.tutorial import executed

NOTEBOOK = resource("ontology").parent / "docs" / "tutorial.ipynb"
PICTURES = {"image/png"}


@pytest.fixture(scope="module")
def written():
    return nbformat.read(NOTEBOOK, as_version=4)


def outputs(cell):
    """What a cell gives, as it is stored; of pictures only that there is one."""
    return [{**output, "data": compared(output.get("data", {}))} for output in cell.get("outputs", ())]


def compared(data):
    return {kind: kind in PICTURES or text for kind, text in data.items()}


def test_it_shows_what_its_cells_give(written, shipped_store):
    again = executed(NOTEBOOK, shipped_store)
    pairs = zip(again.cells, written.cells, strict=True)
    stale = [cell.source for cell, before in pairs if outputs(cell) != outputs(before)]
    assert stale == [], "docs/tutorial.ipynb is not what its cells give: run `make docs`"
    assert [cell.source for cell in again.cells] == [cell.source for cell in written.cells]
    assert again.metadata == written.metadata


def test_it_holds_nothing_of_the_machine_that_it_ran_on(written):
    text = NOTEBOOK.read_text(encoding="utf-8")
    assert set(written.metadata) == {"kernelspec"}
    assert not [cell for cell in written.cells if cell.metadata]
    assert str(Path.home()) not in text
    assert not re.search(r'"[^"]*(/home/|/Users/|/root/|/tmp/|site-packages|C:\\\\)', text)


def test_every_cell_shows_something_and_none_fails(written):
    code = [cell for cell in written.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
    for cell in code:
        assert cell.outputs, cell.source
        for output in cell.outputs:
            assert output.output_type != "error"
            assert output.get("name") != "stderr"
            assert "Empty DataFrame" not in output.get("data", {}).get("text/plain", "")


def test_each_step_says_why(written):
    kinds = [cell.cell_type for cell in written.cells]
    assert kinds[0] == kinds[-1] == "markdown"
    assert all(pair != ("code", "code", "code") for pair in zip(kinds, kinds[1:], kinds[2:], strict=False))


def test_its_links_lead_somewhere(written):
    text = "\n".join(cell.source for cell in written.cells if cell.cell_type == "markdown")
    links = re.findall(r"\]\((?!https?:)([^)#]+)", text)
    assert links
    assert [link for link in links if not (NOTEBOOK.parent / link).exists()] == []
