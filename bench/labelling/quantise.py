"""The weights of a network as whole numbers, and its confidences as tables of how often it was right."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.isotonic import IsotonicRegression

from bench.labelling.examples import POLARITIES
from loader.interpret.labelling.model import STEPS
from loader.interpret.labelling.network import EXACT, FINER, FULL, Network, Scores

__all__ = ["calibrated", "quantised"]

METHOD = "network/1"
_BYTE = 127
_RANGE = 16.0  # of what leaves a layer: more is cut off
_SPARE = 0.98  # of the exact whole numbers are used at the most
_LONGEST = 8  # of a table of confidences, in units of a score
_SUREST = 0.99

_Array = npt.NDArray[Any]


def quantised(learnt: Mapping[str, _Array]) -> dict[str, _Array]:
    """The arrays of ``loader.interpret.labelling.network`` from the parameters of one that has learnt."""
    vectors = learnt["vectors.weight"]
    fine = _BYTE / np.abs(vectors).max()
    arrays: dict[str, _Array] = {"vectors": np.rint(vectors * fine).astype(np.int8), **_curves()}
    for way, end in (("forward", ""), ("backward", "_reverse")):
        for part, name, unit, largest in (("words", "ih", fine, _BYTE), ("kept", "hh", FULL, FULL)):
            weights, bias = learnt[f"unit.weight_{name}_l0{end}"].T, learnt[f"unit.bias_{name}_l0{end}"]
            arrays |= _layer(f"{way}_{part}", weights, bias, unit, largest)
    around = 0
    for name in ("before", "heading", "place"):
        weights, bias = learnt[f"{name}.weight"].T, learnt[f"{name}.bias"]
        arrays |= _layer(name, weights, bias, fine * FINER, _BYTE * FINER, FULL / _RANGE)
        around += bias.size
    kept = 4 * learnt["unit.weight_hh_l0"].shape[1]
    weights = learnt["hidden.weight"].T.copy()
    weights[kept : kept + around] *= _RANGE
    arrays |= _layer("hidden", weights, learnt["hidden.bias"], FULL, FULL, FULL / _RANGE)
    for name in ("polarity", "themes"):
        weights, bias = learnt[f"{name}.weight"].T * _RANGE, learnt[f"{name}.bias"]
        arrays |= _layer(name, weights, bias, FULL, FULL)
    return arrays


def _layer(
    name: str, weights: _Array, bias: _Array, unit: float, largest: int, out: float = 1.0
) -> dict[str, _Array]:
    """A layer whose inputs are whole numbers, ``unit`` of them to one, up to ``largest``."""
    room = _SPARE * EXACT / (np.abs(weights).sum(axis=0) * largest + np.abs(bias) * unit)
    fine = np.minimum(_BYTE / np.abs(weights).max(axis=0), room)
    return {
        f"{name}_weights": np.rint(weights * fine).astype(np.int8),
        f"{name}_bias": np.rint(bias * fine * unit).astype(np.int32),
        f"{name}_scale": (out / (fine * unit)).astype(np.float32),
    }


def _curves() -> dict[str, _Array]:
    steps = np.arange(-512, 513) / 64
    return {
        "sigmoids": np.rint(FULL / (1 + np.exp(-steps))).astype(np.int16),
        "tanhs": np.rint(FULL * np.tanh(steps)).astype(np.int16),
    }


def calibrated(arrays: Mapping[str, _Array], rows: Sequence[Any], themes: Sequence[str]) -> str:
    """The settings of a model (JSON), its confidences measured on rows that it has not learnt from."""
    scores = Network(arrays).scores([row.reading for row in rows])
    wanted = np.zeros(scores.themes.shape, bool)
    for n, row in enumerate(rows):
        wanted[n, list(row.themes)] = True
    theme_from = _best(scores.themes, wanted)
    given = scores.themes >= theme_from
    margins, right = _margins(scores, [row.polarity for row in rows])
    return json.dumps(
        {
            "method": METHOD,
            "polarities": list(POLARITIES),
            "themes": list(themes),
            "theme_from": theme_from,
            "confidence": {
                "polarity": _table(margins, right),
                "themes": _table(scores.themes[given] - theme_from, wanted[given]),
            },
        }
    )


def _best(scores: _Array, wanted: _Array) -> float:
    """The score from which themes are given, so that the most are right (F1)."""
    edges = [n / STEPS for n in range(-4 * STEPS, STEPS)]
    return max(edges, key=lambda edge: _f1(scores >= edge, wanted))


def _f1(given: _Array, wanted: _Array) -> float:
    return float(2 * (given & wanted).sum() / (given.sum() + wanted.sum()))


def _margins(scores: Scores, wanted: Sequence[int]) -> tuple[_Array, _Array]:
    ranked = np.sort(scores.polarity, axis=1)
    return ranked[:, -1] - ranked[:, -2], scores.polarity.argmax(axis=1) == np.array(wanted)


def _table(values: _Array, right: _Array) -> list[float]:
    """How often what has at least so high a value is right, never falling with it."""
    rising = IsotonicRegression(out_of_bounds="clip", y_max=_SUREST).fit(values, right.astype(float))
    middles = (np.arange(_LONGEST * STEPS) + 0.5) / STEPS
    return [round(float(value), 2) for value in rising.predict(middles)]
