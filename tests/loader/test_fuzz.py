"""Reports changed by chance are read or refused: a sample, of which ``make bench`` tries thousands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from loader.load import Reading, load
from loader.records import Listing
from tests.loader.hostile import READER
from tests.loader.judging import Verdict, judge, judging, wrong_in_store
from tests.loader.mutants import MUTATIONS, Recipe, bases, drawn
from tests.small_pages import LAYOUTS, laid_out
from tests.small_reports import SMALL_REPORT, changed

SAMPLE = settings(
    max_examples=150,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)


def recipes(format_: str) -> SearchStrategy[Recipe]:
    of_format = [name for name in bases() if name.endswith(format_)]
    step = st.tuples(st.sampled_from(list(MUTATIONS[format_])), st.integers(0, 2**32 - 1))
    steps: SearchStrategy[tuple[tuple[str, int], ...]] = st.lists(step, min_size=1, max_size=4).map(tuple)
    return st.builds(Recipe, st.sampled_from(of_format), steps)


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Recipe], Verdict]]:
    folder: Path = tmp_path_factory.mktemp("fuzz")
    with judging() as judged:

        def one(recipe: Recipe) -> Verdict:
            file = folder / f"report.{recipe.format}"
            file.write_bytes(recipe.made())
            return judged(file)

        yield one


@SAMPLE
@given(recipe=recipes("pdf"))
def test_a_spoilt_pdf_is_read_or_refused(ask: Callable[[Recipe], Verdict], recipe: Recipe) -> None:
    verdict = ask(recipe)
    assert verdict.good, verdict


@SAMPLE
@given(recipe=recipes("txt"))
def test_a_spoilt_text_is_read_or_refused(ask: Callable[[Recipe], Verdict], recipe: Recipe) -> None:
    verdict = ask(recipe)
    assert verdict.good, verdict


def test_no_spoilt_report_is_half_stored(tmp_path):
    loaded = 0
    for start in (0, 15):
        files = []
        for number in range(start, start + 15):
            recipe = drawn(0, number)
            files.append(tmp_path / f"{number}.{recipe.format}")
            files[-1].write_bytes(recipe.made())
        result = load(files, tmp_path / "store", reading=Reading(jobs=2))
        assert {o.status for o in result.outcomes} <= {"loaded", "refused", "failed"}
        assert not [o.message for o in result.outcomes if "fault" in o.message or "shape" in o.message]
        assert list(wrong_in_store(tmp_path / "store", tmp_path)) == []
        loaded += result.count("loaded")
    assert loaded > 5


# What chance has found before


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("4 - 13 March 2013", "0 - 13 March 2013"),
        ("4 - 13 March 2013", "0 March 2013"),
        ("8,000 children", f"{'9' * 400} children"),
        ("8. Visits to children are timely. However, plans are not always clear.", "8."),
        ("Help is offered early.", "Help is offered early since 20\u0663\u0664."),
    ],
)
def test_what_went_wrong_once_is_mended(tmp_path, old, new):
    file = tmp_path / "report.txt"
    file.write_text(changed((old, new)), encoding="utf-8")
    assert judge(file, Listing()).outcome == "read"


def test_a_number_without_words_in_a_pdf_is_a_paragraph(tmp_path):
    file = tmp_path / "report.pdf"
    file.write_bytes(laid_out(f"{LAYOUTS['lac-2013']}\n12."))
    assert judge(file, Listing()).outcome == "read"


# The means themselves


@pytest.mark.parametrize(("format_", "base"), [("pdf", "sif-late.pdf"), ("txt", "medway-2013-01.txt")])
def test_every_mutation_changes_something_and_always_the_same(format_, base):
    for name in MUTATIONS[format_]:
        made = [Recipe(base, ((name, seed),)).made() for seed in range(9)]
        assert len({bases()[base], *made}) > 3, name
        assert made == [Recipe(base, ((name, seed),)).made() for seed in range(9)], name


def test_what_is_changed_in_a_stream_is_read(ask):
    steps = [(("strings in a stream", seed),) for seed in range(40)]
    verdicts = [ask(Recipe("lac-2013.pdf", step)) for step in steps]
    assert sum(verdict.outcome == "read" for verdict in verdicts) > 20


@pytest.mark.parametrize(
    ("word", "outcome"),
    [("CRASH", "crash"), ("SLEEP", "hang"), ("GREED", "memory"), ("FAULT", "fault")],
)
def test_a_reader_that_ends_is_told_of(tmp_path, word, outcome):
    (tmp_path / "a.txt").write_text(word, encoding="utf-8")
    with judging(Reading(jobs=1, seconds=1, memory=256 << 20, function=READER)) as judged:
        assert judged(tmp_path / "a.txt").outcome == outcome


def test_a_report_that_is_wrong_is_a_fault(tmp_path, monkeypatch):
    monkeypatch.setattr("tests.loader.judging.report_to_json", lambda report: {"framework": None})
    (tmp_path / "a.txt").write_text(SMALL_REPORT, encoding="utf-8")
    assert judge(tmp_path / "a.txt", Listing()).outcome == "fault"
