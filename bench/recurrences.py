"""How well are recurring actions found? Against pairs that were read: ``python -m bench.recurrences``.

``bench/recurrences_read.csv`` names the actions that were read (report by its digest, number, hash of the
words); every pair of an authority's, of two inspections, was judged. ``bench/recurrences.csv`` has those that
were found to ask for the same, or for something related; the others are different. Authorities are in two
halves: rules were made and weights fitted on the building half alone. The reports are outside material, below
``INSPECTION_GRAPH_CORPUS`` or ``--corpus``; without them nothing is measured, and that is said.

How pairs were judged, by reading both texts:

same
    Both ask, as a demand of its own, that the same work be put right (assessments, oversight and supervision,
    return interviews…), for the same children or in one of them for all. In what respect (late, poor, not
    recorded, not used) may differ. Of long lists one demand is enough.
related
    One subject, but other work; or for other children, or of another body; or in one of them only an aim.
different
    All others.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import os
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import combinations, pairwise, product
from pathlib import Path
from typing import NamedTuple

from bench.sentences import Score
from loader.conclude.likeness.demands import Asked, Demand, asked
from loader.conclude.likeness.scoring import grade_of, likeness, plain_likeness
from loader.conclude.recurrences import sphere_of
from loader.iris import short_hash
from ontology.resources import resource

__all__ = [
    "HALVES",
    "Key",
    "Labels",
    "Pair",
    "Read",
    "corpus_of",
    "digest_of",
    "judged",
    "main",
    "measured",
    "pairs",
    "read_corpus",
]

HALVES = ("building", "held apart")
DIGITS = 16  # of a report's digest, in the files of labels
SAME, RELATED, DIFFERENT = "same", "related", "different"

Key = tuple[str, int]  # digest of a report, number of an action
Labels = Mapping[tuple[Key, Key], str]  # later and earlier action


class Read(NamedTuple):
    """A required action of a report of the corpus."""

    report: str  # its digest
    n: int
    authority: str  # GOV.UK code
    day: str  # of the inspection
    framework: str
    text: str
    responsible: tuple[str, ...]

    @property
    def key(self) -> Key:
        """What the labels name it by."""
        return self.report, self.n

    @property
    def asked(self) -> Asked:
        """What it asks for."""
        return asked(self.text, sphere_of(self.framework, list(self.responsible)))


class Pair(NamedTuple):
    """Two actions, with what a reader and the method say of them."""

    later: Read
    earlier: Read
    label: str
    score: int


# The corpus


def corpus_of(named: Path | None) -> Path | None:
    """The folder of reports that was named, or that the environment names; None if there is none."""
    folder = named or Path(os.environ.get("INSPECTION_GRAPH_CORPUS") or "")
    return folder if (folder / "index.csv").is_file() else None


def digest_of(file: Path) -> str:
    """What the labels name a report by."""
    return hashlib.sha256(file.read_bytes()).hexdigest()[:DIGITS]


def read_corpus(corpus: Path, wanted: Callable[[str], bool] = bool) -> list[Read]:
    """The actions of the reports whose digests are wanted, of a corpus and of those that ship, in order."""
    with (corpus / "index.csv").open(encoding="utf-8", newline="") as file:
        files = [corpus / row["path"] for row in csv.DictReader(file)]
    files += resource("data/reports").glob("*.txt")
    with ProcessPoolExecutor() as pool:
        chosen = sorted(path for path in files if wanted(digest_of(path)))
        found = [action for actions in pool.map(_actions, chosen, chunksize=4) for action in actions]
    return sorted(found, key=lambda it: (it.authority, it.day, it.report, it.n))


def _actions(file: Path) -> list[Read]:
    from loader.errors import ReportError  # noqa: PLC0415 — each process imports the reader once
    from loader.pipeline import understand  # noqa: PLC0415

    try:
        report = understand(file)
    except ReportError:
        return []
    title, framework, digest = report.title, report.document.framework, digest_of(file)
    code = title.authority.code if title.authority else None
    day = title.start or title.published
    if code is None or day is None:
        return []
    return [Read(digest, it.n, code, day, framework, it.text, it.responsible) for it in report.actions]


# The labels


def judged(folder: Path = Path(__file__).parent) -> tuple[dict[Key, dict[str, str]], Labels]:
    """The actions that were read, with their rows, and the pairs that are not different."""
    with (folder / "recurrences_read.csv").open(encoding="utf-8", newline="") as file:
        rows = {(row["report"], int(row["n"])): row for row in csv.DictReader(file)}
    with (folder / "recurrences.csv").open(encoding="utf-8", newline="") as file:
        labels = {
            ((row["later_report"], int(row["later_n"])), (row["report"], int(row["n"]))): row["label"]
            for row in csv.DictReader(file)
        }
    return rows, labels


def pairs(actions: Iterable[Read], labels: Labels) -> Iterator[tuple[Read, Read, str]]:
    """Every pair of an authority's actions of two inspections, the later one first, with its label."""
    by_authority: dict[str, list[Read]] = defaultdict(list)
    for action in actions:
        by_authority[action.authority].append(action)
    for own in by_authority.values():
        for earlier, later in combinations(sorted(own, key=lambda it: it.day), 2):
            if earlier.day < later.day:
                yield later, earlier, labels.get((later.key, earlier.key), DIFFERENT)


def measured(actions: Iterable[Read], labels: Labels) -> list[Pair]:
    """The same pairs with the scores that the method gives."""
    known: dict[Key, Asked] = {}
    return [
        Pair(
            later,
            earlier,
            label,
            likeness(
                known.setdefault(later.key, later.asked), known.setdefault(earlier.key, earlier.asked)
            ).score,
        )
        for later, earlier, label in pairs(actions, labels)
    ]


# Figures


def score(found: Sequence[Pair], given: Callable[[Pair], bool], wanted: Sequence[str]) -> Score:
    """How many pairs are given and wanted."""
    hits = [pair for pair in found if given(pair)]
    right = sum(pair.label in wanted for pair in hits)
    return Score(right, len(hits), sum(pair.label in wanted for pair in found))


def sample(found: Sequence[Pair], size: int = 399) -> list[Pair]:
    """Pairs over the whole range of how much they share: the nearest, some of the next, some of the rest.

    A third each; the next are five times as many as the nearest. Chance is the order of a hash.
    """
    third = size // 3
    ranked = sorted(found, key=lambda pair: -max(map(plain_likeness, *_crossed(pair))))
    ranges = ranked[:third], ranked[third : 6 * third], ranked[6 * third :]
    return [pair for some in ranges for pair in sorted(some, key=_by_chance)[:third]]


def _by_chance(pair: Pair) -> str:
    return short_hash(*map(str, (*pair.later.key, *pair.earlier.key)))


def _crossed(pair: Pair) -> tuple[list[Demand], list[Demand]]:
    """The demands of the later action and of the earlier one, each with each."""
    crossed = list(product(pair.later.asked.demands, pair.earlier.asked.demands))
    return [one for one, _ in crossed], [other for _, other in crossed]


def _given(*grades: str) -> Callable[[Pair], bool]:
    return lambda pair: grade_of(pair.score) in grades


def report(name: str, found: Sequence[Pair]) -> None:
    """Print the figures of one half."""
    actions = {it.key for pair in found for it in (pair.later, pair.earlier)}
    print(f"\n{name}: {len(actions)} actions, {len(found)} pairs")
    print(f"  {'':<32}{'prec':>6}{'rec':>6}{'F1':>6}{'n':>7}{'given':>7}")
    _line("same", score(found, _given(SAME), (SAME,)))
    _line("given as same: same or related", score(found, _given(SAME), (SAME, RELATED)))
    _line("given at all: same or related", score(found, _given(SAME, RELATED), (SAME, RELATED)))
    for authority in sorted({pair.later.authority for pair in found}):
        own = [pair for pair in found if pair.later.authority == authority]
        _line(f"same, {authority}", score(own, _given(SAME), (SAME,)))
    some = sample(found)
    _line(f"same, of {len(some)} pairs sampled", score(some, _given(SAME), (SAME,)))
    print(f"\n  {'score':<12}{'same':>6}{'related':>9}{'different':>11}")
    for most, least in pairwise((101, 90, 80, 70, 60, 50, 40, 25, 10, 0)):
        band = [pair.label for pair in found if least <= pair.score < most]
        counts = [band.count(label) for label in (SAME, RELATED, DIFFERENT)]
        print(f"  {least / 100:.2f}–{min(most, 100) / 100:.2f}   {counts[0]:>6}{counts[1]:>9}{counts[2]:>11}")


def _line(name: str, it: Score) -> None:
    print(f"  {name:<32}{it.precision:>6.2f}{it.recall:>6.2f}{it.f1:>6.2f}{it.wanted:>7}{it.given:>7}")


def _details(found: Iterable[Pair]) -> None:
    """The pairs on which reader and method differ, the surest first."""
    wrong = [pair for pair in found if (grade_of(pair.score) == SAME) != (pair.label == SAME)]
    for pair in sorted(wrong, key=lambda it: -abs(it.score - 50)):
        print(f"{pair.score / 100:.2f} {pair.label}")
        for it in (pair.later, pair.earlier):
            print(f"    {it.authority} {it.day} {it.framework} {it.n}: {it.text[:300]}")


def main(argv: Sequence[str] | None = None) -> int:
    """Print the figures of both halves."""
    parser = argparse.ArgumentParser(prog="python -m bench.recurrences", description=__doc__)
    parser.add_argument("--corpus", type=Path, help="folder of reports (default: INSPECTION_GRAPH_CORPUS)")
    parser.add_argument(
        "--details", action="store_true", help="list the pairs on which reader and method differ"
    )
    arguments = parser.parse_args(argv)
    corpus = corpus_of(arguments.corpus)
    if corpus is None:
        print("SKIPPED: no corpus, no recurrences measured; set INSPECTION_GRAPH_CORPUS", file=sys.stderr)
        return 0
    rows, labels = judged()
    wanted = {report for report, _ in rows}
    actions = [it for it in read_corpus(corpus, wanted.__contains__) if it.key in rows]
    same_words = [it for it in actions if short_hash(it.text) == rows[it.key]["words"]]
    print(f"recurring actions: {len(rows)} actions were read; {len(same_words)} are read alike now")
    for half in HALVES:
        found = measured((it for it in same_words if rows[it.key]["half"] == half), labels)
        report(half, found)
        if arguments.details:
            _details(found)
    return 0


if __name__ == "__main__":
    sys.exit(main())
