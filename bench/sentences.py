"""How well are sentences labelled? Against sentences that readers labelled by hand.

Run from the checkout as ``python -m bench.sentences``. The sentences are ``sentences.json`` in the folder
that the environment variable ``INSPECTION_GRAPH_GOLD`` names; without it there is nothing to measure. They
are split by the inspected authority: cues were written and tables filled in with the building half in sight,
and the figures of the other half are those to quote.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from loader.interpret.labelling.cue_labeller import CueLabeller
from loader.interpret.labelling.labeller import Context, Labeller
from loader.records import Label

POLARITIES = ("strength", "weakness", "mixed", "neutral")
VARIABLE = "INSPECTION_GRAPH_GOLD"


class Labelled(NamedTuple):
    """A sentence with what readers and the method said of it."""

    framework: str
    polarity: str
    themes: frozenset[str]
    polarity_read: Label
    themes_read: tuple[Label, ...]


class Score(NamedTuple):
    """Right, given and wanted, as counts."""

    right: int
    given: int
    wanted: int

    @property
    def precision(self) -> float:
        """Share of the given that is right."""
        return self.right / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        """Share of the wanted that is given."""
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        both = self.given + self.wanted
        return 2 * self.right / both if both else 0.0


def held_out(authority: str) -> bool:
    """Whether the sentences of an authority are kept from those who write cues."""
    return int(hashlib.sha256(authority.encode("utf-8")).hexdigest(), 16) % 2 == 1


def label(rows: Iterable[dict[str, Any]], labeller: Labeller) -> list[Labelled]:
    labelled = []
    for row in rows:
        context = Context(row["sentence"], before=row["before"] or "", framework=row["framework"])
        labelled.append(
            Labelled(
                row["framework"],
                row["polarity"],
                frozenset(row["themes"]),
                labeller.polarity(context),
                labeller.themes(context),
            )
        )
    return labelled


def polarity_score(rows: Sequence[Labelled], polarity: str) -> Score:
    return Score(
        sum(row.polarity == row.polarity_read.concept == polarity for row in rows),
        sum(row.polarity_read.concept == polarity for row in rows),
        sum(row.polarity == polarity for row in rows),
    )


def theme_score(rows: Sequence[Labelled], themes: Collection[str]) -> Score:
    given = [{found.concept for found in row.themes_read if found.concept in themes} for row in rows]
    wanted = [row.themes.intersection(themes) for row in rows]
    right = sum(len(a & b) for a, b in zip(given, wanted, strict=True))
    return Score(right, sum(map(len, given)), sum(map(len, wanted)))


def accuracy(rows: Sequence[Labelled]) -> float:
    return sum(row.polarity == row.polarity_read.concept for row in rows) / len(rows) if rows else 0.0


def macro_f1(rows: Sequence[Labelled]) -> float:
    return sum(polarity_score(rows, polarity).f1 for polarity in POLARITIES) / len(POLARITIES)


def all_themes(rows: Sequence[Labelled]) -> list[str]:
    return sorted({theme for row in rows for theme in row.themes})


def print_score(name: str, score: Score) -> None:
    print(f"  {name:<36}{score.precision:>6.2f}{score.recall:>6.2f}{score.f1:>6.2f}{score.wanted:>7}")


def print_polarity(rows: Sequence[Labelled]) -> None:
    most, count = Counter(row.polarity for row in rows).most_common(1)[0]
    print(f"  polarity: accuracy {accuracy(rows):.3f}, macro-F1 {macro_f1(rows):.3f}", end="")
    print(f" (always {most!r}: accuracy {count / len(rows):.3f}, macro-F1 ", end="")
    print(f"{2 * count / (len(rows) + count) / len(POLARITIES):.3f})")
    print(f"\n  {'':<36}{'prec':>6}{'rec':>6}{'F1':>6}{'n':>7}")
    for polarity in POLARITIES:
        print_score(polarity, polarity_score(rows, polarity))
    pairs = Counter((row.polarity, row.polarity_read.concept) for row in rows)
    print(f"\n  {'readers / method':<18}" + "".join(f"{name:>10}" for name in POLARITIES))
    for wanted in POLARITIES:
        print(f"  {wanted:<18}" + "".join(f"{pairs[wanted, given]:>10}" for given in POLARITIES))


def print_themes(rows: Sequence[Labelled]) -> None:
    names = all_themes(rows)
    commonest = [name for name, _ in Counter(t for row in rows for t in row.themes).most_common(2)]
    wanted = sum(len(row.themes) for row in rows)
    right = sum(len(row.themes.intersection(commonest)) for row in rows)
    print(f"\n  themes: micro-F1 {theme_score(rows, names).f1:.3f}", end="")
    print(f" (always the two commonest: {2 * right / (2 * len(rows) + wanted):.3f})")
    print(f"\n  {'':<36}{'prec':>6}{'rec':>6}{'F1':>6}{'n':>7}")
    print_score("all", theme_score(rows, names))
    for name in names:
        print_score(name, theme_score(rows, [name]))


def print_frameworks(rows: Sequence[Labelled]) -> None:
    print(f"\n  {'by framework':<18}{'accuracy':>10}{'macro-F1':>10}{'themes':>10}{'n':>7}")
    for framework in sorted({row.framework for row in rows}):
        some = [row for row in rows if row.framework == framework]
        themes = theme_score(some, all_themes(some + list(rows))).f1
        print(f"  {framework:<18}{accuracy(some):>10.3f}{macro_f1(some):>10.3f}{themes:>10.3f}{len(some):>7}")


def print_confidence(name: str, told: Iterable[tuple[Label, bool]]) -> None:
    """How often labels of each confidence are right: the two columns should agree."""
    by_confidence: dict[float, list[bool]] = {}
    for label_read, right in told:
        by_confidence.setdefault(label_read.confidence, []).append(right)
    print(f"\n  {name:<24}{'right':>8}{'n':>7}")
    for confidence, answers in sorted(by_confidence.items()):
        print(f"  {confidence:<24.2f}{sum(answers) / len(answers):>8.2f}{len(answers):>7}")


def report(name: str, rows: Sequence[Labelled]) -> None:
    print(f"\n{name}: {len(rows)} sentences")
    print_polarity(rows)
    print_themes(rows)
    print_frameworks(rows)
    polarities = ((row.polarity_read, row.polarity_read.concept == row.polarity) for row in rows)
    print_confidence("confidence in polarity", polarities)
    themes = ((found, found.concept in row.themes) for row in rows for found in row.themes_read)
    print_confidence("confidence in themes", themes)


def main() -> int:
    """Print the figures of both halves."""
    folder = os.environ.get(VARIABLE)
    if not folder:
        print(f"skipped: {VARIABLE} names no folder of sentences labelled by hand")
        return 0
    path = Path(folder) / "sentences.json"
    if not path.is_file():
        print(f"{path}: no such file; {VARIABLE} must name the folder that holds it", file=sys.stderr)
        return 1
    rows = json.loads(path.read_text(encoding="utf-8"))
    labeller = CueLabeller()
    report("building half", label([r for r in rows if not held_out(str(r["ofsted_urn"]))], labeller))
    report("held-out half", label([r for r in rows if held_out(str(r["ofsted_urn"]))], labeller))
    return 0


if __name__ == "__main__":
    sys.exit(main())
