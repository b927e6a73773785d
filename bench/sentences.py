"""How well are sentences labelled? Against sentences that careful readers labelled.

Run from the checkout as ``python -m bench.sentences``. The sentences are ``sentences.json`` in the folder
that ``INSPECTION_GRAPH_GOLD`` names, and what stands around them is read from the reports that
``INSPECTION_GRAPH_CORPUS`` names; without them there is nothing to measure. Only sentences of authorities
that were held apart count: those from which no cue was written and nothing was learnt. Beside the method at
work stand cue phrases alone, two sentiment tools for general English, and always the same answer.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from bench.labelling.examples import POLARITIES, gold_rows, read_places
from bench.labelling.places import find_place
from bench.split import held_out
from loader.interpret.labelling.cue_labeller import CueLabeller
from loader.interpret.labelling.labeller import Context, Labeller
from loader.interpret.labelling.model import standard_labeller
from loader.records import Label

EVALUATED = ("strength", "weakness", "neutral")  # of which the mean F1 is a target
VARIABLES = ("INSPECTION_GRAPH_GOLD", "INSPECTION_GRAPH_CORPUS")


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


def label(rows: Sequence[dict[str, Any]], contexts: Sequence[Context], labeller: Labeller) -> list[Labelled]:
    return [
        Labelled(row["framework"], row["polarity"], frozenset(row["themes"]), given.polarity, given.themes)
        for row, given in zip(rows, labeller.label(contexts), strict=True)
    ]


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
    return sum(polarity_score(rows, polarity).f1 for polarity in EVALUATED) / len(EVALUATED)


def calibration_error(told: Sequence[tuple[Label, bool]]) -> float:
    """How far confidences are from how often they are right, in the mean over ten bins of confidence."""
    bins: dict[int, list[tuple[Label, bool]]] = {}
    for given, right in told:
        bins.setdefault(min(int(given.confidence * 10), 9), []).append((given, right))
    off = (abs(sum(given.confidence - right for given, right in answers)) for answers in bins.values())
    return sum(off) / len(told) if told else 0.0


def all_themes(rows: Sequence[Labelled]) -> list[str]:
    return sorted({theme for row in rows for theme in row.themes})


def print_score(name: str, score: Score) -> None:
    print(f"  {name:<36}{score.precision:>6.2f}{score.recall:>6.2f}{score.f1:>6.2f}{score.wanted:>7}")


def print_polarity(rows: Sequence[Labelled]) -> None:
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


def print_confidence(name: str, told: Sequence[tuple[Label, bool]]) -> None:
    """How often labels of each confidence are right: the two columns should agree."""
    by_confidence: dict[int, list[bool]] = {}
    for given, right in told:
        by_confidence.setdefault(min(int(given.confidence * 10), 9), []).append(right)
    print(f"\n  {name} (calibration error {calibration_error(told):.3f})")
    print(f"  {'confidence':<24}{'right':>8}{'n':>7}")
    for tenth, answers in sorted(by_confidence.items()):
        bounds = f"{tenth / 10:.1f} to {tenth / 10 + 0.1:.1f}"
        print(f"  {bounds:<24}{sum(answers) / len(answers):>8.2f}{len(answers):>7}")


def report(rows: Sequence[Labelled]) -> None:
    print_polarity(rows)
    print_themes(rows)
    print_frameworks(rows)
    polarities = [(row.polarity_read, row.polarity_read.concept == row.polarity) for row in rows]
    print_confidence("polarity", polarities)
    themes = [(found, found.concept in row.themes) for row in rows for found in row.themes_read]
    print_confidence("themes", themes)


def print_methods(by_method: dict[str, list[Labelled]]) -> None:
    """One line a method: polarity, and themes where it gives them."""
    print(f"  {'method':<36}{'accuracy':>10}{'macro-F1':>10}{'themes':>10}")
    for name, given in by_method.items():
        themes = theme_score(given, all_themes(given))
        shown = f"{themes.f1:>10.3f}" if themes.given else ""
        print(f"  {name:<36}{accuracy(given):>10.3f}{macro_f1(given):>10.3f}{shown}")


def sentiment(
    rows: Sequence[dict[str, Any]], valence: Callable[[str], float], least: float
) -> list[Labelled]:
    """What a tool for general English makes of the sentences: neutral where its valence is near nothing."""

    def polarity(text: str) -> Label:
        value = valence(text)
        name = "strength" if value >= least else "weakness" if value <= -least else "neutral"
        return Label(name, 1.0, "valence")

    return [
        Labelled(row["framework"], row["polarity"], frozenset(row["themes"]), polarity(row["sentence"]), ())
        for row in rows
    ]


def vader() -> Callable[[str], float]:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer  # noqa: PLC0415 — for this table only

    analyser = SentimentIntensityAnalyzer()
    return lambda text: float(analyser.polarity_scores(text)["compound"])


def textblob() -> Callable[[str], float]:
    from textblob import TextBlob  # noqa: PLC0415

    return lambda text: float(TextBlob(text).sentiment.polarity)


def constant(rows: Sequence[dict[str, Any]]) -> list[Labelled]:
    most = Counter(row["polarity"] for row in rows).most_common(1)[0][0]
    return sentiment(rows, lambda _: {"strength": 1.0, "weakness": -1.0}.get(most, 0.0), 0.5)


def main() -> int:
    """Print the figures of the authorities that were held apart."""
    missing = [name for name in VARIABLES if not os.environ.get(name)]
    if missing:
        print(f"skipped: {missing[0]} names no folder")
        return 0
    gold, corpus = (Path(os.environ[name]) for name in VARIABLES)
    if not (gold / "sentences.json").is_file():
        print(
            f"{gold / 'sentences.json'}: no such file; {VARIABLES[0]} must name its folder", file=sys.stderr
        )
        return 1
    rows = [row for row in gold_rows(gold) if held_out(row["ofsted_urn"])]
    places = {read.path: read.places for read in read_places(corpus, held=True)}
    contexts = [
        find_place(places.get(row["report"], []), row["sentence"], row["before"] or "") for row in rows
    ]
    print(f"sentences of {len({row['ofsted_urn'] for row in rows})} authorities held apart: {len(rows)}\n")
    methods = {
        "network (at work)": label(rows, contexts, standard_labeller()),
        "cue phrases": label(rows, contexts, CueLabeller()),
        "VADER": sentiment(rows, vader(), 0.05),  # its own threshold
        "TextBlob": sentiment(rows, textblob(), 0.05),
        "always the commonest": constant(rows),
    }
    print_methods(methods)
    report(methods["network (at work)"])
    return 0


if __name__ == "__main__":
    sys.exit(main())
