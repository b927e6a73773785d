"""The labelled sentences that the network learns from, each with its context, as the loader reads it.

``labels/*.csv`` has a row a sentence: where it stands (``bench.labelling.places``), a letter for its
polarity, and its themes. They were labelled for this project by the definitions of ``ontology/schemes``, each
read once, and those near the edge of neutral twice; none is of an authority that is held apart. Beside them
are those that careful readers labelled, which ``INSPECTION_GRAPH_GOLD`` names.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

from bench.labelling.places import Place, find_place, hash_of, places
from bench.split import held_out
from loader.interpret.labelling.labeller import Context
from loader.read import read_source
from loader.segment import segment

__all__ = ["POLARITIES", "Example", "Read", "examples", "gold_rows", "read_places"]

POLARITIES = ("strength", "weakness", "mixed", "neutral")
_LETTERS = {name[0].upper(): name for name in POLARITIES}
_LABELS = Path(__file__).parent / "labels"
_DIGITS = 12  # of a report's digest in a row


class Example(NamedTuple):
    """A sentence in its place, and what readers said of it."""

    context: Context
    polarity: str
    themes: frozenset[str]
    authority: str  # Ofsted URN
    framework: str
    careful: bool  # of the sentences that careful readers labelled


class Read(NamedTuple):
    """A report of the corpus, as sentences."""

    path: str  # in the corpus
    sha256: str
    normaliser: str
    framework: str
    places: list[Place]

    @property
    def authority(self) -> str:
        """Ofsted URN, out of the name of its folder."""
        return self.path.partition("-")[0]


def read_places(corpus: Path, held: bool | None = None) -> list[Read]:
    """The sentences of every report of the corpus that is held apart, or is not; of all if not told."""
    with (corpus / "index.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if held in (None, held_out(row["ofsted_urn"]))]
    with ProcessPoolExecutor() as pool:
        return list(pool.map(_read, [corpus] * len(rows), [row["path"] for row in rows], chunksize=4))


def _read(corpus: Path, path: str) -> Read:
    document = segment(read_source(corpus / path))
    source = document.source
    return Read(path, source.sha256, source.normaliser, document.framework, places(document))


def examples(reports: Sequence[Read], gold: Path, labels: Path = _LABELS) -> list[Example]:
    """What readers said of the sentences of some reports."""
    return [*_labelled(reports, labels), *_careful(reports, gold_rows(gold))]


def _labelled(reports: Sequence[Read], labels: Path) -> Iterator[Example]:
    rows: dict[str, dict[tuple[int, str], dict[str, str]]] = {}
    for file in sorted(labels.glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                rows.setdefault(row["report"], {})[int(row["start"]), row["sentence"]] = row
    for report in reports:
        own = rows.get(report.sha256[:_DIGITS], {})
        by_hash = {sentence: row for (_, sentence), row in own.items()}
        for place in report.places:
            key = hash_of(place.context.text)
            labelled = own.get((place.start, key)) or by_hash.get(key)
            if labelled:
                yield Example(
                    place.context,
                    _LETTERS[labelled["polarity"]],
                    frozenset(labelled["themes"].split()),
                    report.authority,
                    report.framework,
                    careful=False,
                )


def gold_rows(gold: Path) -> list[dict[str, str]]:
    """The sentences that careful readers labelled."""
    rows: list[dict[str, str]] = json.loads((gold / "sentences.json").read_text(encoding="utf-8"))
    return rows


def _careful(reports: Iterable[Read], rows: Iterable[dict[str, str]]) -> Iterator[Example]:
    by_path = {report.path: report for report in reports}
    for row in rows:
        if report := by_path.get(row["report"]):
            context = find_place(report.places, row["sentence"], row["before"] or "")
            themes = frozenset(row["themes"])
            yield Example(context, row["polarity"], themes, report.authority, row["framework"], True)
