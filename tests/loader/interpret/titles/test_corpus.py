"""Rates over published reports, which do not ship: how often the title block is found, and found right."""

import csv
import os
from pathlib import Path

import pytest

from loader.authorities import register
from loader.interpret.title import read_title
from loader.read import read_source
from loader.segment import segment


@pytest.fixture(scope="module")
def read():
    """The index's row, the title block and what was not understood, of each report."""
    folder = os.environ.get("INSPECTION_GRAPH_CORPUS")
    if not folder:
        pytest.skip("INSPECTION_GRAPH_CORPUS names no folder of published reports")
    with (Path(folder) / "index.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [(row, *read_title(segment(read_source(Path(folder) / row["path"])))) for row in rows]


def rate(found):
    found = list(found)
    return sum(found) / len(found)


@pytest.mark.slow
def test_the_authority_is_the_one_that_the_index_lists(read):
    """The index lists a council under the area of its successor."""
    after = {entry.gss_code: {entry.gss_code, *entry.successors} for entry in register()}
    assert (
        rate(row["gss_code"] in after.get(t.authority and t.authority.gss_code, ()) for row, t, _ in read)
        >= 0.99
    )


@pytest.mark.slow
def test_days_and_leaders_are_found_or_said_to_be_missing(read):
    assert rate(title.start is not None and title.end is not None for _, title, _ in read) >= 0.99
    assert rate(bool(title.lead_inspectors) for _, title, _ in read) >= 0.98
    for _, title, unread in read:
        reasons = " ".join(note.why for note in unread)
        assert title.start is not None or "dates" in reasons
        assert title.lead_inspectors or "lead inspector" in reasons


@pytest.mark.slow
def test_a_printed_date_of_publication_is_near_the_listed_one(read):
    printed = [(row, title) for row, title, _ in read if title.published]
    assert len(printed) >= 0.6 * len(read)
    assert rate(row["listed_date"] == title.published for row, title in printed) >= 0.95
