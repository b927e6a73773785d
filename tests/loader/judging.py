"""Of whatever file comes a report that is right, or a refusal that says why: all else is a fault.

``judge`` runs in the loader's own reading processes (``loader.workers``), so that a crash of the PDF engine,
a hang or a hunger for memory costs one case and is told of it.
"""

from __future__ import annotations

import json
import resource
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple, cast

import jsonschema

from loader.check import check_store
from loader.decisions import NONE, Decisions
from loader.errors import ReportError
from loader.iris import REPORT_GRAPHS
from loader.ownership import check_owned
from loader.pipeline import understand_bytes
from loader.quads import lines_of
from loader.rdf import report_graph, report_statements
from loader.records import Document, Listing, Report, Span
from loader.report_json import report_to_json
from loader.shapes import check_statements
from loader.store import read
from loader.store.canonical import sealed
from loader.understood import Failed, Understood
from loader.workers import Reading, Workers
from ontology.resources import resource as file_of

__all__ = ["LIMITS", "Verdict", "judge", "judging", "wrong_in_store"]

LIMITS = Reading(jobs=1, seconds=20, memory=1 << 30, function=f"{__name__}:judge")
_SHORT = 100_000  # characters: longer JSON takes its validator longer than the file takes the loader
_KINDS = {  # what a report holds, and the shape of it: each thing has an address of its own
    "Judgement": "judgements",
    "RequiredAction": "actions",
    "Finding": "findings",
    "Mention": "mentions",
    "Statistic": "statistics",
    "Event": "events",
}


class Verdict(NamedTuple):
    """What became of one file."""

    outcome: str  # read, refused, fault, crash, hang, memory
    why: str = ""  # of a refusal its reason, of a fault what is wrong
    seconds: float = 0.0
    memory: int = 0  # bytes that the process held at its height so far

    @property
    def good(self) -> bool:
        """Whether it is as it should be."""
        return self.outcome in ("read", "refused")


def judge(file: Path, _: Listing, __: Decisions = NONE) -> Verdict:
    """Understand a file, and look whether what came of it is right."""
    try:
        wrong = next(_faults_of(understand_bytes(file.name, file.read_bytes())), None)
        found = Verdict("fault", wrong) if wrong else Verdict("read")
    except ReportError as error:
        named = (error.file, str(error).startswith(file.name)) == (file.name, True)
        whole = named and error.problem.strip() and error.remedy.strip()
        found = (
            Verdict("refused", error.problem) if whole else Verdict("fault", f"not a whole message: {error}")
        )
    return found._replace(memory=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)


@contextmanager
def judging(reading: Reading = LIMITS) -> Iterator[Callable[[Path], Verdict]]:
    """Processes that judge files, and what asks them."""
    with Workers(reading, reading.jobs or 1) as workers:

        def ask(file: Path) -> Verdict:
            result, seconds = workers.submit(file, Listing()).result()
            verdict = _of_death(result.message) if isinstance(result, Failed) else cast("Verdict", result)
            return verdict._replace(seconds=seconds)

        yield ask


def _of_death(message: str) -> Verdict:
    for outcome, said in (
        ("hang", "took longer than"),
        ("memory", ": needed more memory"),
        ("fault", "is a fault"),
    ):
        if said in message:
            return Verdict(outcome, message)
    return Verdict("crash", message)


def wrong_in_store(store: Path, folder: Path) -> Iterator[str]:
    """What a check of a store finds, and its reports that are not what their files give, read one by one."""
    yield from check_store(store).faults
    with read(store) as reader, Workers(Reading(jobs=1), 1) as workers:
        held = reader.manifest
        for iri, source in sorted(held.sources.items()):
            alone = workers.submit(folder / str(source["file"]), Listing()).result().result
            if not isinstance(alone, Understood) or (alone.graph, alone.record) != (iri, held.graphs[iri]):
                yield f"{iri} is not what {source['file']} says"
        reports = {iri for iri in held.graphs if iri.startswith(REPORT_GRAPHS)}
        yield from (f"{iri} is of no file" for iri in sorted(reports - held.sources.keys()))


# What is wrong with a report


def _faults_of(report: Report) -> Iterator[str]:
    yield from _misquoted(report)
    ids = [block.id for block in report.document.blocks]
    if len(set(ids)) < len(ids):
        yield "two blocks have one id"
    graph, said = report_graph(report).value, report_statements(report)
    checked = check_statements(said)
    yield from (f"breaks a shape: {violation}" for violation in checked.violations)
    for shape, name in _KINDS.items():
        if checked.looked_at[shape] != len(getattr(report, name)):
            yield f"{len(getattr(report, name))} {name} have {checked.looked_at[shape]} addresses"
    check_owned(graph, said)
    sealed(lines_of(said))
    written = json.dumps(report_to_json(report), allow_nan=False)
    if len(written) <= _SHORT:
        yield from (f"JSON: {error.message}" for error in _schema().iter_errors(json.loads(written)))


def _misquoted(report: Report) -> Iterator[str]:
    index = report.document.index
    for span in _spans(report):
        block = index.get(span.block)
        if block is None or block.text[span.start : span.end] != span.quote or not 0 <= span.start < span.end:
            yield f"a quote is not what its block says: {span}"


def _spans(value: object) -> Iterator[Span]:
    """All evidence anywhere in a value."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _spans(one)
    elif is_dataclass(value) and not isinstance(value, (type, Document)):
        for field in fields(value):
            yield from _spans(getattr(value, field.name))


@cache
def _schema() -> jsonschema.Draft202012Validator:
    said: Mapping[str, object] = json.loads(file_of("loader/report.schema.json").read_text(encoding="utf-8"))
    return jsonschema.Draft202012Validator(said)
