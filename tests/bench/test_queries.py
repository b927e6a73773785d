"""The bench of the questions: what it asks, of what stores, and what it says of slowness."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from rdflib import Dataset

from bench import queries as bench
from bench.multiplied import multiply, some_reports, take
from bench.on_rdflib import ask_all as ask_rdflib
from bench.timing import Setting, ask_all, command, settings, timed
from loader.iris import REPORT_GRAPHS
from loader.store import read, write
from queries.ask import catalogue
from tests.queries.asking import rows

JUDGEMENTS = Setting("judgements", (("authority", "Medway"),))


def test_every_question_is_asked_with_what_it_must_be_given() -> None:
    asked = settings("Medway")
    assert {each.name for each in asked} == set(catalogue())
    for each in asked:
        required = {p.name for p in catalogue()[each.name].parameters if p.required}
        assert required <= dict(each.given).keys()
        assert all(value for _, value in each.given)
    assert JUDGEMENTS in asked
    assert Setting("judgements") in asked


def test_reasons_are_of_questions_that_there_are() -> None:
    assert bench.reasons().keys() <= catalogue().keys()


def test_a_question_is_timed_beside_the_bare_engine(shipped_store: Path) -> None:
    (found,) = ask_all(shipped_store, [JUDGEMENTS], 3, 60, True)
    assert found.rows == len(rows(shipped_store, "judgements", authority="Medway"))
    assert (found.ask.runs, found.bare.runs) == (3, 3)
    assert 0 < found.ask.median <= found.ask.slowest
    assert found.ratio == found.ask.median / found.bare.median


def test_impatience_ends_the_runs_after_the_first() -> None:
    done: list[str] = []
    first, second = timed([lambda: done.append("one"), lambda: done.append("two")], 20, 0)
    assert done == ["one", "two"]
    assert (first.runs, second.runs) == (1, 1)


def test_a_store_is_multiplied_under_councils_that_do_not_exist(shipped_store: Path, tmp_path: Path) -> None:
    with read(shipped_store) as reader, write(tmp_path) as writer:
        multiply(reader, writer, 3)
    once, thrice = (rows(place, "judgements") for place in (shipped_store, tmp_path))
    assert len(thrice) == 3 * len(once)
    assert len(rows(tmp_path, "bodies", authority="Medway")) == len(
        rows(shipped_store, "bodies", authority="Medway")
    )
    with read(tmp_path) as reader:
        paths = {
            iri.removeprefix(REPORT_GRAPHS) for iri in reader.manifest.graphs if iri.startswith(REPORT_GRAPHS)
        }
    assert {path.partition("/")[0] for path in paths} == {"MDW", "MDW2", "MDW3", "RCH", "RCH2", "RCH3"}


def test_a_part_of_a_store_has_all_that_its_questions_need(shipped_store: Path, tmp_path: Path) -> None:
    with read(shipped_store) as reader, write(tmp_path) as writer:
        chosen = some_reports(reader, "RCH", 1)
        take(reader, writer, chosen)
    assert [path.partition("/")[0] for path in chosen] == ["RCH"]
    for name in ("judgements", "strengths-and-weaknesses", "findings-by-theme"):
        given = {"theme": "domestic-abuse"} if name == "findings-by-theme" else {}
        assert rows(tmp_path, name, **given) == rows(shipped_store, name, authority="Rochdale", **given)


def test_rdflib_has_seconds_or_says_why_it_has_none(
    shipped_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Dataset, "parse", lambda *_, **__: None)  # without quads it is quick
    (plain, other), _ = ask_rdflib(
        shipped_store, [JUDGEMENTS, Setting("everything-about", (("name", "x"),))], 60
    )
    assert isinstance(plain, float)
    assert isinstance(other, str)
    assert "not answered" in other
    (late,), _ = ask_rdflib(shipped_store, [JUDGEMENTS], 0)
    assert late == "longer than 0 s"


def test_a_command_is_weighed_by_itself(shipped_store: Path, tmp_path: Path) -> None:
    done = command("queries", output=tmp_path / "out")
    assert "judgements" in (tmp_path / "out").read_text(encoding="utf-8")
    assert done.seconds > 0
    assert 10 < done.peak < 1000
    with pytest.raises(subprocess.CalledProcessError) as failed:
        command("path", "nobody", "nothing", "--store", shipped_store)
    assert failed.value.returncode == 2


def test_without_a_corpus_nothing_is_measured(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("INSPECTION_GRAPH_CORPUS", raising=False)
    assert bench.main([]) == 0
    assert "SKIPPED" in capsys.readouterr().out


def test_a_slow_question_is_listed_with_its_reason(
    shipped_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bench, "SLOW", 0.0)
    monkeypatch.setattr(bench, "in_a_process", lambda work, *arguments: (work(*arguments), 1.0))
    said = "\n".join(bench.catalogue_table(shipped_store, [Setting("judgements")], 1, 60))
    assert f"judgements: {bench.reasons()['judgements']}" in said
    assert "1 of" in said
