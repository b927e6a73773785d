"""What becomes of one file of a load: passed over, read, stored, refused."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from loader.concluding import area_of
from loader.decisions import NONE, Decisions
from loader.errors import ReportError
from loader.iris import REPORT_GRAPHS
from loader.outcomes import Outcome
from loader.ownership import check_ownership
from loader.provenance import revision_quads
from loader.read import read_bytes
from loader.records import Listing
from loader.rehearsal import Holder
from loader.store.canonical import canonical_lines, sealed, unpack
from loader.understood import Failed, Understood
from loader.workers import Answer, Workers

__all__ = ["Pending", "Taking"]


@dataclass(frozen=True, slots=True)
class Pending:
    """A file that was looked at, and is being read unless it is held or can't be."""

    file: Path
    listed: Listing
    sha256: str = ""
    problem: str = ""
    answer: Future[Answer] | None = None


@dataclass
class Taking:
    """The files of a load on their way into a store.

    Attributes
    ----------
    touched
        Codes of the areas whose reports changed; the caller clears it.
    digests
        SHA-256 of the file that each new report graph was read from; the caller clears it.

    """

    holder: Holder
    versions: Mapping[str, str]  # of what decides what a report says
    decisions: Decisions = NONE  # of reviewers
    replace: bool = False
    listings: Mapping[Path, Listing] = field(default_factory=dict)
    touched: set[str] = field(default_factory=set)
    digests: dict[str, str] = field(default_factory=dict)

    def with_owed(self, files: Sequence[Path]) -> list[Path]:
        """The files and, in order of path, those of other reports on which something else is decided now.

        What an index said of one of the latter still holds. One that is not there any more stays unread.
        """
        named = {file.resolve() for file in files}
        owed = {
            Path(held["path"]): Listing(*held["listed"])
            for iri, held in self.holder.sources.items()
            if held.get("decisions", "") != self._decided(iri)
        }
        more = {file: listed for file, listed in owed.items() if file not in named and file.exists()}
        self.listings = {**self.listings, **more}
        return sorted((*files, *more), key=Path.resolve)

    def _decided(self, report_graph: str) -> str:
        """The digest of what is decided about what a report says."""
        return self.decisions.below(report_graph.removeprefix(REPORT_GRAPHS)).digest

    def begin(self, file: Path, workers: Workers) -> Pending:
        """Look at a file, and have it read if it must be."""
        listed = self.listings.get(file, Listing())
        try:
            pending = Pending(file, listed, hashlib.sha256(read_bytes(file)).hexdigest())
        except ReportError as error:
            return Pending(file, listed, problem=str(error))
        if self._holding(pending):
            return pending
        return replace(pending, answer=workers.submit(file, pending.listed))

    def wait(self, pending: Pending, workers: Workers) -> Answer | None:
        """What came of reading it, once every file before it is placed; None if it need not be read."""
        if pending.problem or self._holding(pending):
            return None
        if pending.answer:
            return pending.answer.result()
        return workers.submit(pending.file, pending.listed).result()  # held, until another took its place

    def place(self, pending: Pending, answer: Answer | None) -> Outcome:
        """Put what was read into the store if its place is free, and say what became of the file."""
        if answer is None:
            return self._passed_over(pending)
        if isinstance(answer.result, Failed):
            message = answer.result.message
            return Outcome(pending.file, "failed", message, seconds=answer.seconds, sha256=pending.sha256)
        return replace(self._stored(pending, answer.result), seconds=answer.seconds)

    def _passed_over(self, pending: Pending) -> Outcome:
        if pending.problem:
            return Outcome(pending.file, "failed", pending.problem)
        source, held = self._source(pending, pending.sha256), self._holding(pending)
        self._forget(source, keep=pending.sha256)
        copied = held and held["path"] != source["path"]
        message = f"the same bytes as {held['path']}" if held and copied else "as in the store"
        return Outcome(pending.file, "unchanged", message, sha256=pending.sha256)

    def _source(self, pending: Pending, sha256: str) -> dict[str, object]:
        """What is remembered of a file, so that it need not be read again."""
        listed = pending.listed
        return {
            "file": pending.file.name,
            "path": str(pending.file.resolve()),
            "sha256": sha256,
            "listed": [listed.listed_date, listed.source_address],
            "versions": {
                name: self.versions[name] for name in ("reader", "pdfium", "vocabulary", "registers")
            },
        }

    def _holding(self, pending: Pending) -> Mapping[str, Any] | None:
        """What is remembered of a report that was read from the same bytes in the same way.

        A copy of a file that is still there is the same, whatever an index says of it: else the two would
        take each other's place with every load.
        """
        source = self._source(pending, pending.sha256)
        for iri, held in self.holder.sources.items():
            same = all(held[name] == source[name] for name in ("sha256", "versions"))
            if same and held.get("decisions", "") == self._decided(iri):
                copied = held["path"] != source["path"] and os.path.exists(held["path"])  # noqa: PTH110 — never raises
                if copied or held["listed"] == source["listed"]:
                    return held
        return None

    def _stored(self, pending: Pending, understood: Understood) -> Outcome:
        source, name = self._source(pending, understood.sha256), understood.graph
        held = self.holder.sources.get(name)
        another = held is not None and held["path"] != source["path"] and held["sha256"] != source["sha256"]
        status = "replaced" if held else "loaded"
        outcome = Outcome(pending.file, status, "", understood.summary, sha256=understood.sha256)
        if held and another and not self.replace:
            problem = f"the store holds this inspection from {held['path']}"
            message = f"{problem}; use --replace to put this file in its place"
            return replace(outcome, status="refused", message=message)
        source |= {"decisions": self._decided(name), "stale": understood.stale}
        if replaced := _replaced(held, another):
            source["replaced"] = replaced
            understood = _revised(understood, replaced)
        self.touched.add(area_of(name))
        self._forget(source, keep=str(held["sha256"]) if held else "")
        self.digests[name] = understood.sha256
        self.holder.replace_packed(name, understood.record, understood.packed, source)
        return replace(outcome, quads=understood.record.quads)

    def _forget(self, source: Mapping[str, object], keep: str) -> None:
        """Remove the reports that the same file gave when it held other text than that of digest ``keep``."""
        for iri, held in list(self.holder.sources.items()):
            if held["path"] == source["path"] and held["sha256"] != keep:
                self.touched.add(area_of(iri))
                self.holder.remove_graph(iri)


def _replaced(held: Mapping[str, Any] | None, another: bool) -> dict[str, str] | None:
    """The file that the report took the place of, now or at an earlier load; None if there is none."""
    if held and another:
        return {name: held[name] for name in ("file", "sha256")}
    return held.get("replaced") if held else None


def _revised(understood: Understood, replaced: Mapping[str, str]) -> Understood:
    """The same, its graph saying too which file it replaces."""
    quads = revision_quads(understood.summary.inspection, replaced)
    check_ownership(understood.graph, quads)
    record, packed = sealed(sorted({*unpack(understood.packed), *canonical_lines(understood.graph, quads)}))
    return replace(understood, record=record, packed=packed)
