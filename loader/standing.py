"""How reviewers' decisions and a store stand to each other: what is honoured, what is not yet or can't be."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import Quad

from loader.authorities import predecessors
from loader.conclude.comparing import key_of
from loader.conclude.shared import is_registered
from loader.decisions import COLUMNS, REPORT_KINDS, Decision, Decisions, Stale, read_decisions
from loader.errors import ReportError
from loader.iris import BASE, REPORT_GRAPHS
from loader.quads import by_subject
from loader.store.canonical import Patterns
from loader.store.generations import Folder
from loader.store.manifest import Manifest, SourceRecord
from ontology.terms import IG

__all__ = [
    "IN_FORCE",
    "Standing",
    "area_digests",
    "decisions_for",
    "decisions_in",
    "named_decisions",
    "refuse_lost",
    "stale_on_area",
    "standings",
]

IN_FORCE = "in force"
_NAMES = tuple((predicate, None) for predicate in (IG.name, IG.alias, IG.acronym))
_TEXTS = ((IG.text, None),)

_Quads = Callable[[str, Patterns], Iterable[Quad]]  # of one graph, those that fit: ``Reader.graph_quads``


# Where they are


def decisions_in(store: Path) -> Path:
    """Where the decisions on what a store holds lie, unless a user says otherwise."""
    return Folder(store).decisions


def named_decisions(file: Path | None) -> Decisions | None:
    """The decisions of the file that a user named; None if none was.

    Raises
    ------
    loader.errors.ReportError
        If there is no such file, or it can't be read.

    """
    if file and not file.exists():
        raise ReportError(str(file), "there is no such file of decisions", "check the path")
    return read_decisions(file) if file else None


def decisions_for(store: Path, given: Decisions | None) -> Decisions:
    """The decisions that a load honours: those given, else those of the file in the store's folder.

    Raises
    ------
    loader.errors.ReportError
        If that file can't be read.

    """
    return read_decisions(decisions_in(store)) if given is None else given


def refuse_lost(store: Path, given: Decisions | None, manifest: Manifest) -> None:
    """Refuse to undo in silence what a store honours because nobody said where the file of decisions is.

    Parameters
    ----------
    store
        The folder of the store.
    given
        The decisions that a user named; None if none were.
    manifest
        Of the store's current generation.

    Raises
    ------
    loader.errors.ReportError
        If no decisions are named, none lie in the store's folder, and the store was made with some.

    """
    file = decisions_in(store)
    honoured = manifest.decided or any(source.get("decisions") for source in manifest.sources.values())
    if given is None and honoured and not file.exists():
        problem = "is not there, and the store honours decisions of reviewers"
        remedy = "name their file with --decisions, or to undo them all leave one with its first line alone"
        raise ReportError(str(file), problem, remedy)


def area_digests(decisions: Decisions, codes: Iterable[str]) -> dict[str, str]:
    """The digests of what is decided about some areas, by code; none for an area of which nothing is."""
    held = set(codes)
    return {code: own.digest for code, own in decisions.by_area.items() if code in held}


# How they stand


class Standing(NamedTuple):
    """A decision, and whether a store honours it."""

    decision: Decision
    state: str  # in force; stale; waiting for the next load; absent: the store has no such report or area
    why: str = ""  # it is not in force

    def to_json(self) -> dict[str, object]:
        """As JSON values, with the decision's line in its file."""
        said = {name: getattr(self.decision, name) for name in (*COLUMNS, "line")}
        return {"state": self.state, "reason": self.why, **said}


def standings(decisions: Decisions, manifest: Manifest, quads: _Quads) -> Iterator[Standing]:
    """How each decision stands to a generation of a store.

    Parameters
    ----------
    decisions
        In whose order they are given.
    manifest
        Of the generation.
    quads
        Its ``graph_quads``.

    """
    codes = {iri.removeprefix(REPORT_GRAPHS).partition("/")[0] for iri in manifest.sources}
    stale = {
        found.about: found.why
        for code, own in decisions.by_area.items()
        if code in codes
        for found in stale_on_area(own, code, manifest.sources, quads)
    }
    for source in manifest.sources.values():
        stale |= {tuple(about): why for about, why in source.get("stale", ())}
    for row in decisions.rows:
        state, why = _outside(row, decisions, manifest, codes)
        if state == IN_FORCE and row.about in stale:
            state, why = "stale", stale[row.about]
        yield Standing(row, state, why)


def _outside(row: Decision, decisions: Decisions, manifest: Manifest, codes: set[str]) -> tuple[str, str]:
    """How a decision stands as far as what it is about does not count."""
    if row.kind not in REPORT_KINDS:
        if row.code not in codes:
            return "absent", f"the store holds no report of {row.code}"
        same = manifest.decided.get(row.code) == decisions.on_area(row.code).digest
        return (IN_FORCE, "") if same else ("waiting", "the next load honours it")
    source = manifest.sources.get(REPORT_GRAPHS + row.report)
    if source is None:
        return "absent", f"the store holds no report {row.report}"
    if source.get("decisions") == decisions.below(row.report).digest:
        return IN_FORCE, ""
    if Path(source["path"]).exists():
        return "waiting", "the next load honours it"
    return "waiting", f"{source['path']} is not there, to be read again: load the report from where it is"


def stale_on_area(
    decisions: Decisions, code: str, sources: Mapping[str, SourceRecord], quads: _Quads
) -> Iterator[Stale]:
    """The decisions on an area that can't be applied, because its reports do not say that any more.

    Parameters
    ----------
    decisions
        On that area alone.
    code
        Of the area.
    sources
        Of all report graphs, by IRI.
    quads
        What a graph says that fits some patterns.

    """
    own = [iri for iri in sources if iri.startswith(f"{REPORT_GRAPHS}{code}/")]
    printed = {key_of(name) for iri in own for names in _said(quads(iri, _NAMES)).values() for name in names}
    texts = cache(lambda iri: _said(quads(iri, _TEXTS) if iri in sources else ()))
    for row in decisions.rows:
        if why := _unnamed(row, printed) if row.kind == "same-body" else _changed(row, texts):
            yield Stale(row.about, why)


def _said(quads: Iterable[Quad]) -> dict[str, list[str]]:
    """What quads say of each subject."""
    return {
        subject: [node.value for nodes in own.values() for node in nodes]
        for subject, own in by_subject(quads).items()
    }


def _unnamed(row: Decision, printed: Collection[str]) -> str | None:
    names = (name for name in row.things if not is_registered(name))
    lost = next((name for name in names if key_of(name) not in printed), None)
    return f"no report of {row.area} names {lost!r}" if lost else None


def _changed(row: Decision, texts: Callable[[str], Mapping[str, Sequence[str]]]) -> str | None:
    """Why a word on an action and an earlier one can't be applied; None if it can."""
    paths = [thing.removeprefix("id/report/").split("/") for thing in row.things]
    words: list[str] = []
    for thing, path in zip(row.things, paths, strict=True):
        said = texts(REPORT_GRAPHS + "/".join(path[:3])) if path[3:4] == ["action"] else {}
        if BASE + thing not in said:
            return f"there is no action {'/'.join(path)} any more"
        words += said[BASE + thing]
    return _unordered(*paths) if row.quotes(words[0]) else f"its words are others now: {words[0][:80]!r}"


def _unordered(later: Sequence[str], earlier: Sequence[str]) -> str | None:
    """Why an action can't ask again for what another asked, by the paths of both."""
    (code, day, *_), (before, day_before, *_) = later, earlier
    if before not in {code, *predecessors(code)}:
        return f"{code} did not come after {before}, so nothing of {before} can come back there"
    dated = day[0].isdigit() and day_before[0].isdigit()
    return f"{'/'.join(earlier)} is not the earlier of the two" if dated and day <= day_before else None
