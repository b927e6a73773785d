"""The method that labels findings: a small network whose weights ship with the package.

``model.npz`` is made by ``bench/labelling`` (``make model``) and described in ``docs/labelling.md``. It holds
arrays of numbers and nothing that could be run.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from loader.interpret.labelling.encoding import Encoder
from loader.interpret.labelling.labeller import Context, Labels
from loader.interpret.labelling.network import Arrays, Floats, Network
from loader.records import Label
from ontology.resources import resource

__all__ = ["STEPS", "ModelLabeller", "read_arrays", "standard_labeller"]

#: How many steps of a table of confidences are one unit of a score.
STEPS = 8
# Confidence of the next likely polarity where the likeliest is wrong: of sentences of authorities held apart,
# it was then right in 58 of 84. Rounded down, for they are few.
_NEXT = 0.65


class ModelLabeller:
    """A :class:`~loader.interpret.labelling.labeller.Labeller` by a network of given weights.

    Parameters
    ----------
    arrays
        The network's (:class:`~loader.interpret.labelling.network.Network`), ``vocabulary`` (UTF-8, a word a
        line) and ``settings`` (JSON): ``method``, ``polarities`` and ``themes`` in the order of the scores,
        ``theme_from`` (the score from which a theme is given) and ``confidence``, with a table by margin for
        ``polarity`` and one by score for ``themes``.

    """

    def __init__(self, arrays: Arrays) -> None:
        settings: dict[str, Any] = json.loads(arrays["settings"].tobytes())
        self._method: str = settings["method"]
        self._polarities: Sequence[str] = settings["polarities"]
        self._themes: Sequence[str] = settings["themes"]
        self._theme_from: float = settings["theme_from"]
        self._confidence: Mapping[str, Sequence[float]] = settings["confidence"]
        self._encoder = Encoder(arrays["vocabulary"].tobytes().decode().splitlines(), self._themes)
        self._network = Network(arrays)

    def label(self, sentences: Sequence[Context]) -> list[Labels]:
        """Whether each sentence speaks for what it describes, and what it is about."""
        if not sentences:
            return []
        scores = self._network.scores([self._encoder.encode(sentence) for sentence in sentences])
        return [
            self._labels(polarity, themes)
            for polarity, themes in zip(scores.polarity, scores.themes, strict=True)
        ]

    def _labels(self, polarity: Floats, themes: Floats) -> Labels:
        best = int(polarity.argmax())
        others = np.delete(polarity, best)
        margin = float(polarity[best] - others.max())
        first = Label(self._polarities[best], self._looked_up("polarity", margin), self._method)
        left = [name for name in self._polarities if name != first.concept]
        second = Label(left[int(others.argmax())], _NEXT, self._method)
        return Labels(first, self._themes_of(themes), second)

    def _themes_of(self, scores: Floats) -> tuple[Label, ...]:
        given = [(-float(scores[n]), int(n)) for n in np.flatnonzero(scores >= self._theme_from)]
        return tuple(
            Label(self._themes[n], self._looked_up("themes", -score - self._theme_from), self._method)
            for score, n in sorted(given)
        )

    def _looked_up(self, table: str, value: float) -> float:
        confidences = self._confidence[table]
        return confidences[min(int(value * STEPS), len(confidences) - 1)]


@cache
def standard_labeller() -> ModelLabeller:
    """The labeller that ships, its weights read once."""
    return ModelLabeller(read_arrays(resource("loader/interpret/labelling/model.npz")))


def read_arrays(file: Path) -> Arrays:
    """The arrays of a file: numbers alone, never objects."""
    with np.load(file, allow_pickle=False) as arrays:
        return {name: arrays[name] for name in arrays.files}
