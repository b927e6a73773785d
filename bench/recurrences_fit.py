"""Make the numbers of ``loader.conclude.likeness`` anew: ``python -m bench.recurrences_fit --corpus FOLDER``.

``rarity.csv`` is written: how rare each term is among the required actions of the whole corpus, in tenths of
the natural logarithm of how many of them have one that has it; what fewer than three have is left out. With
``--only-weights`` what ``weights.yaml`` is to say is printed: the weights of a logistic regression on the
pairs of the building half that share a subject (``bench.recurrences``), in thousandths. As the nearest two
demands of a pair depend on the weights, both are found in turn. The same input gives the same.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from bench.recurrences import HALVES, SAME, Labels, Read, corpus_of, judged, pairs, read_corpus
from loader.conclude.likeness.demands import asked
from loader.conclude.likeness.scoring import FEATURES, features
from loader.conclude.likeness.subjects import RAREST
from ontology.resources import resource

_FEW = 3  # actions
_ROUNDS, _STEPS = 4, 25
_UNIT = 16  # a feature is in sixteenths
_SCALE = 1000  # a weight is in thousandths of the logarithm of odds
_RIDGE = 0.05  # how strongly weights are drawn to nothing; enough to keep them finite
_FIRST = {
    "head": 16,
    "all_heads": 16,
    "rare_head": 16,
    "aside": 32,
    "group_alike": 16,
    "cosine": 32,
}  # to begin with

Row = tuple[float, ...]


def rarity(texts: Sequence[str]) -> list[tuple[str, str, int]]:
    """Kind, term and rarity of what several texts have, sorted."""
    counts: Counter[tuple[str, str]] = Counter()
    for text in texts:
        demands = asked(text).demands
        terms = {name for demand in demands for name in (*demand.weights, *demand.respects)}
        counts.update(("word", name[1:]) if name.startswith("~") else ("known", name) for name in terms)
    rows = (
        (*term, min(round(10 * math.log(len(texts) / n)), RAREST)) for term, n in counts.items() if n >= _FEW
    )
    return sorted(rows)


def fit(bags: Sequence[Sequence[Row]], labels: Sequence[bool]) -> Row:
    """Weights by which the nearest row of each bag tells its label."""
    weights = tuple(float(_FIRST.get(name, 0)) for name in FEATURES)
    for _ in range(_ROUNDS):
        weights = _regress([max(bag, key=lambda row: _dot(weights, row)) for bag in bags], labels)
    return weights


def _dot(one: Iterable[float], other: Iterable[float]) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))


def _regress(rows: Sequence[Row], labels: Sequence[bool]) -> Row:
    """A logistic regression by Newton's method."""
    size = len(rows[0])
    weights = [0.0] * size
    for _ in range(_STEPS):
        gradient = [-_RIDGE * w for w in weights]
        curve = [[_RIDGE * (i == j) for j in range(size)] for i in range(size)]
        for row, label in zip(rows, labels, strict=True):
            chance = 1 / (1 + math.exp(-_dot(weights, row)))
            spread = chance * (1 - chance)
            for i, x in enumerate(row):
                if x:
                    gradient[i] += (label - chance) * x
                    for j, y in enumerate(row):
                        curve[i][j] += spread * x * y
        weights = [w + step for w, step in zip(weights, _solve(curve, gradient), strict=True)]
    return tuple(weights)


def _solve(matrix: list[list[float]], right: Sequence[float]) -> list[float]:
    """Gaussian elimination; the matrix is positive definite, so that no pivot is nothing."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for i, pivot in enumerate(rows):
        for below in rows[i + 1 :]:
            factor = below[i] / pivot[i]
            below[:] = [b - factor * p for b, p in zip(below, pivot, strict=True)]
    found = [0.0] * len(rows)
    for i in reversed(range(len(rows))):
        found[i] = (rows[i][-1] - _dot(rows[i][i + 1 : -1], found[i + 1 :])) / rows[i][i]
    return found


def bags_of(actions: Iterable[Read], labels: Labels) -> tuple[list[list[Row]], list[bool]]:
    """The rows of each pair that shares a subject, and whether it asks for the same."""
    bags, same = [], []
    for later, earlier, label in pairs(actions, labels):
        if not later.asked.subjects.isdisjoint(earlier.asked.subjects):
            found = features(later.asked, earlier.asked)
            bags.append([(1.0, *(x / _UNIT for x in row[1:])) for _, _, row in found])
            same.append(label == SAME)
    return bags, same


def main(argv: Sequence[str] | None = None) -> int:
    """Write both files."""
    parser = argparse.ArgumentParser(prog="python -m bench.recurrences_fit", description=__doc__)
    parser.add_argument("--corpus", type=Path, help="folder of reports (default: INSPECTION_GRAPH_CORPUS)")
    parser.add_argument("--only-weights", action="store_true", help="keep rarity.csv as it is")
    arguments = parser.parse_args(argv)
    corpus = corpus_of(arguments.corpus)
    if corpus is None:
        print("there is no corpus: set INSPECTION_GRAPH_CORPUS or give --corpus", file=sys.stderr)
        return 2
    folder = resource("loader/conclude/likeness")
    actions = read_corpus(corpus)
    if not arguments.only_weights:
        rows_of = rarity([it.text for it in actions])
        lines = ("kind,term,rarity", *(f"{kind},{term},{n}" for kind, term, n in rows_of))
        (folder / "rarity.csv").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        print("rarity.csv is new: run again with --only-weights, so that weights are fitted with it")
        return 0
    rows, labels = judged()
    weights = fit(*bags_of((it for it in actions if rows.get(it.key, {}).get("half") == HALVES[0]), labels))
    units = (1, *[_UNIT] * (len(FEATURES) - 1))
    for name, weight, unit in zip(FEATURES, weights, units, strict=True):
        print(f"  {name}: {round(_SCALE * weight / unit)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
