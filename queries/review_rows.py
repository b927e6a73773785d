"""Decisions as people give them, one by one or as a file, each tied to the words that the store has now."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from pyoxigraph import NamedNode

from loader.cells import restored
from loader.decisions import COLUMNS, KINDS, REPORT_KINDS, Decision, Decisions, canonical, problem_of
from loader.iris import BASE, REPORT_GRAPHS
from loader.quads import by_subject
from loader.standing import stale_on_area
from loader.store import Reader
from ontology.terms import IG, RDF
from queries.coverage import scope_of
from queries.errors import QueryError, did_you_mean
from queries.review import quoted

__all__ = ["anchored", "filled_in", "typed"]

_IRI = re.compile(r"[!#-;=?-\[\]_a-z~]+")  # the characters of IRIs, as far as ours have them
_CLASSES = {
    "polarity": {IG.Finding: "finding"},
    "theme": {IG.Finding: "finding", IG.RequiredAction: "action"},
    "action": {IG.RequiredAction: "action", IG.Block: "block"},
}


def typed(what: Sequence[str], authority: str | None, signed: Mapping[str, str]) -> Decision:
    """The decision that somebody typed.

    Parameters
    ----------
    what
        Kind, subject, object (but for actions) and verdict.
    authority
        Any name or code of the council that names of bodies are of.
    signed
        ``who``, ``when`` and ``why``.

    Raises
    ------
    QueryError
        If it is no decision; the message says what is missing or wrong.

    """
    kind = what[0].casefold()
    if kind not in KINDS:
        raise QueryError(f"{what[0]!r} is none of {', '.join(KINDS)}{did_you_mean(kind, KINDS)}")
    given = ["kind", "subject", *([] if kind == "action" else ["object"]), "verdict"]
    if len(what) != len(given):
        raise QueryError(
            f"a decision on {kind} is {' '.join(given).upper()}: {len(given)} words, not {len(what)}"
        )
    said = dict.fromkeys(COLUMNS, "") | dict(zip(given, what, strict=True)) | dict(signed)
    said["area"] = scope_of(authority).authority or ""
    return _whole(said)


def filled_in(file: Path, signed: Mapping[str, str]) -> list[Decision]:
    """The decisions of a file as ``review`` writes it: the rows that somebody gave a verdict.

    Parameters
    ----------
    file
        CSV in UTF-8 with the columns of a file of decisions.
    signed
        ``who``, ``when`` and ``why`` of rows that do not say it themselves.

    Raises
    ------
    QueryError
        If it is no such file, or a row with a verdict is no decision; the message names the line.

    """
    try:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            rows = list(_verdicts(file, csv.DictReader(stream, strict=True), signed))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise QueryError(f"{file}: can't be read as CSV ({error}); save it as CSV in UTF-8") from error
    if not rows:
        raise QueryError(f"{file}: no row has a verdict")
    return rows


def _verdicts(file: Path, reader: csv.DictReader[str], signed: Mapping[str, str]) -> Iterator[Decision]:
    if missing := [name for name in COLUMNS if name not in (reader.fieldnames or ())]:
        raise QueryError(f"{file}, line 1: has no column {missing[0]!r}; begin with the output of `review`")
    for row in reader:
        said = {name: restored(" ".join((row[name] or "").split())) for name in COLUMNS}
        if said["verdict"]:
            try:
                yield _whole({name: text or signed.get(name, "") for name, text in said.items()})
            except QueryError as error:
                raise QueryError(f"{file}, line {reader.line_num}: {error}") from None


def _whole(said: Mapping[str, str]) -> Decision:
    row = canonical(Decision(**{name: said.get(name, "") for name in COLUMNS}, line=0))
    if problem := problem_of(row):
        raise QueryError(_asked(problem))
    return row


def _asked(problem: str) -> str:
    """What is wrong, and for what an option gives, which."""
    name = problem.removesuffix(" is empty")
    options = {"who": "--who NAME", "why": "--why REASON", "area": "--authority NAME"}
    return f"{problem}: give {options[name]}" if name in options else problem


def anchored(reader: Reader, known: Decisions, row: Decision) -> Decision:
    """A decision with the first words of what it is about as its quote.

    Parameters
    ----------
    reader
        The store that has what is decided.
    known
        What is decided already: where that took away what is decided about, its quote still holds.
    row
        The decision.

    Raises
    ------
    QueryError
        If the store has no such thing, or its words are not those that the row quotes.

    """
    if row.kind not in REPORT_KINDS:
        for stale in stale_on_area(Decisions((row,)), row.code, reader.manifest.sources, reader.graph_quads):
            raise QueryError(f"{row}: {stale.why}")
        return row
    before = next((it for it in known.rows if it.about == row.about), None)
    words = _words(reader, row)
    if words is None and before:
        return replace(row, quote=before.quote)
    if words is None:
        what = " or ".join(_CLASSES[row.kind].values())
        raise QueryError(f"the store has no {what} {row.subject}: `review` and `query` say what there is")
    if not row.quotes(words):
        raise QueryError(f"{row}: its words are not those quoted: {words[:80]!r}")
    return replace(row, quote=quoted(words))


def _words(reader: Reader, row: Decision) -> str | None:
    """The words of what a decision is about; None if the store has no such thing."""
    graph, subject = REPORT_GRAPHS + row.report, BASE + row.subject
    if graph not in reader.manifest.sources or not _IRI.fullmatch(subject):
        return None
    said = by_subject(reader.store.quads_for_pattern(NamedNode(subject), None, None, NamedNode(graph)))
    own = said.get(subject, {})
    if _CLASSES[row.kind].keys().isdisjoint(own.get(RDF.type.value, ())):
        return None
    return own[IG.text.value][0].value
