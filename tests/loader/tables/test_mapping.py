"""Mappings: what they say, and what is refused."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest

from loader.errors import ReportError
from loader.tables.mapping import read_mapping

WHOLE = """
table: clubs
title: Places at clubs
publisher: Somebody
licence: https://example.org/licence
issued: 2026-01
source: https://example.org/table
headings: 3
authority: {column: Council, on: 31/03/2025, fuzzy: true}
period: {printed: 2024 to 2025, begins: 2024-04-01, ends: 2025-03-31}
breakdown: [Sex]
figures:
  - {column: Places, measure: children-looked-after, unit: number}
  - {column: Taken, new_measure: Share taken, unit: percent, printed_unit: "%", times: 100}
not_observed: [C, no]
"""
SAME = "new_measure: Share taken, unit: percent"


def read(tmp_path, text):
    (tmp_path / "mapping.yaml").write_text(text, encoding="utf-8")
    return read_mapping(tmp_path / "mapping.yaml")


def test_reads_all_that_it_may_say(tmp_path):
    found = read(tmp_path, WHOLE)
    assert (found.slug, found.headings, found.issued, found.day.fixed) == (
        "clubs",
        3,
        "2026-01",
        "2025-03-31",
    )
    assert (found.period.begins, found.fuzzy, found.breakdown) == ("2024-04-01", True, ("Sex",))
    known, new = found.figures
    assert (known.measure, known.label, known.printed_unit, known.times) == (
        "children-looked-after", "Children looked after", "number", Decimal(1),
    )  # fmt: skip
    assert (new.measure, new.label, new.printed_unit, new.times) == (None, "Share taken", "%", Decimal(100))
    assert found.not_observed == {"", "c", "no"}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("title: Places at clubs\n", "", "does not say 'title'"),
        ("title:", "titel:", "says 'titel': did you mean title?"),
        ("table: clubs", "table: ../clubs", "small letters, digits and hyphens"),
        ("table: clubs", "table: [clubs]", "a list or fields"),
        ("https://example.org/licence", "CC BY", "licence 'CC BY' is not an address"),
        ("https://example.org/licence", "https://example.org/a<b>", "is not an address"),
        ("https://example.org/licence", "https://example.org/%zz", "is not an address"),
        ("https://example.org/licence", "'https://[x'", "is not an address"),
        ("issued: 2026-01", "issued: January", "is no date"),
        ("headings: 3", "headings: three", "headings 'three'"),
        ("on: 31/03/2025", "on: 2025", "is no day"),
        ("fuzzy: true", "fuzzy: maybe", "true or false"),
        ("{column: Council, on: 31/03/2025, fuzzy: true}", "{on: 2025-03-31}", "does not say 'column'"),
        ("ends: 2025-03-31", "ends: 2023-03-31", "before it begins"),
        ("{printed: 2024 to 2025", "{column: Year", "a period is that of a column"),
        ("measure: children-looked-after", "measure: children-looked-at", "near it: children-looked-after"),
        ("unit: number", "unit: numbers", "not in ontology/schemes/units.ttl"),
        ("new_measure: Share taken", "new_measure: Share, measure: caseloads", "one of measure"),
        ("times: 100", "times: 0", "no number to multiply by"),
        ("times: 100", "times: many", "is no number"),
        ("times: 100", "times: 1e999999", "no number to multiply by"),
        ("times: 100", "times: 1e-999999", "no number to multiply by"),
        (
            "measure: children-looked-after, unit: number",
            "new_measure: Share taken, unit: percent",
            "one measure and unit",
        ),
        ("not_observed: [C, no]", "not_observed: c", "is no list"),
        ("figures:\n", "figures: []\nx:\n", "says 'x'"),
        ("\ntable:", "\n- table:", "not a mapping"),
    ],
)
def test_says_what_is_wrong(tmp_path, old, new, said):
    assert old in WHOLE
    with pytest.raises(ReportError, match=said):
        read(tmp_path, WHOLE.replace(old, new, 1))


def test_what_is_no_yaml_or_too_much_is_refused(tmp_path):
    laughs = "a: &a [x,x]\n" + "".join(
        f"{b}: &{b} [*{a},*{a},*{a}]\n" for a, b in pairwise("abcdefghijklmnop")
    )
    for text, said in (
        ("", "no fields"),
        ("table: [", "not a mapping"),
        ("[" * 5000, "not a mapping"),
        ("#" * 100_001, "larger than"),
        (laughs + "table: *p\n", "says 'a'"),
    ):
        with pytest.raises(ReportError, match=said):
            read(tmp_path, text)
    (tmp_path / "mapping.yaml").write_bytes(b"title: \xff")
    with pytest.raises(ReportError, match="not a mapping"):
        read_mapping(tmp_path / "mapping.yaml")
    with pytest.raises(ReportError, match="can't be read"):
        read_mapping(tmp_path / "none.yaml")
