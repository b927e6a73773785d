"""A small recurrent network, in whole numbers: the same answers on every machine.

1. Words are looked up in a table of vectors. A gated recurrent unit reads them forwards, another backwards
   (Cho et al. 2014, https://arxiv.org/abs/1406.1078); the greatest and the mean of what they keep, word by
   word, stand for the sentence.
2. Beside them stand the means of the vectors of what surrounds the sentence, and the counts of its cues.
3. One hidden layer leads to a score for each polarity and each theme.

Weights are whole numbers of 8 bits and what passes between layers of 11, both held in floating point. A sum
of their products is exact as long as it can't pass 2**24, in whatever order a machine adds up; the network
refuses weights for which it could. All else is done number by number, which IEEE 754 lays down to the last
bit, or looked up in tables that come with the weights.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from threadpoolctl import ThreadpoolController

__all__ = ["EXACT", "FINER", "FULL", "Arrays", "Network", "Reading", "Scores"]

Floats = npt.NDArray[np.float32]
Arrays = Mapping[str, npt.NDArray[np.generic]]

#: What passes between layers is a whole number between minus this and this, and stands for -1 to 1.
FULL = 1023
#: Whole numbers up to here are exact in 32-bit floating point.
EXACT = 2**24
#: Means of vectors are kept this many times finer than vectors.
FINER = 8
_BATCH = 256  # sentences
_STEP = 64  # what a unit of the curves is in steps of their tables
_STEPS = 512  # of their tables on either side of nought


class Reading(NamedTuple):
    """A sentence as the network is told it."""

    words: Sequence[int]  # rows of the table of vectors, one at least
    before: Sequence[int]
    heading: Sequence[int]
    place: Sequence[int]
    cues: Sequence[float]  # between -1 and 1


class Scores(NamedTuple):
    """What the network makes of some sentences: a row each, the greater the likelier (log-odds)."""

    polarity: Floats
    themes: Floats


class Layer(NamedTuple):
    """A layer of weights: whole numbers, and what one of their sums stands for."""

    weights: Floats  # inputs × outputs
    bias: Floats
    scale: Floats  # by output

    def __call__(self, inputs: Floats) -> Floats:
        return (inputs @ self.weights + self.bias) * self.scale

    def check(self, name: str, largest: int) -> None:
        """ValueError if inputs up to ``largest`` could make a sum that is not exact."""
        worst = (np.abs(self.weights).sum(axis=0) * largest + np.abs(self.bias)).max()
        if worst >= EXACT:
            raise ValueError(f"the weights of {name} are too large: a sum may reach {worst:.0f}")


class _Unit(NamedTuple):
    """A gated recurrent unit: reset gate, update gate, candidate, side by side."""

    words: Layer
    kept: Layer

    def run(self, steps: Floats, lengths: Sequence[int], tables: _Tables) -> Floats:
        """What is kept after each word, for sentences sorted by falling length (steps × sentences × size)."""
        size = self.kept.weights.shape[0]
        kept = np.zeros((steps.shape[1], size), np.float32)
        out = np.zeros((*steps.shape[:2], size), np.float32)
        told = self.words(steps.reshape(-1, steps.shape[2])).reshape(*steps.shape[:2], -1)
        for n, count in enumerate(lengths):
            held = self.kept(kept[:count])
            gates = tables.sigmoid(told[n, :count, : 2 * size] + held[:, : 2 * size])
            candidate = tables.tanh(told[n, :count, 2 * size :] + gates[:, :size] * held[:, 2 * size :])
            kept = np.rint(candidate + gates[:, size:] * (kept[:count] - candidate))
            out[n, :count] = kept
        return out


class _Tables(NamedTuple):
    """The two curves of the unit, as tables: a row for each step of 1/64 between -8 and 8."""

    sigmoids: Floats  # 0 to 1
    tanhs: Floats  # -FULL to FULL

    def sigmoid(self, steps: Floats) -> Floats:
        return self.sigmoids[_row(steps)]

    def tanh(self, steps: Floats) -> Floats:
        return self.tanhs[_row(steps)]


def _row(steps: Floats) -> npt.NDArray[np.int32]:
    """The row of a table: the nearest step, counted from the lowest."""
    return (np.clip(steps, -_STEPS, _STEPS) + np.float32(_STEPS + 0.5)).astype(np.int32)


class Network:
    """A network of given weights.

    Parameters
    ----------
    arrays
        By name: ``vectors`` (int8, a row a word, the last one nothing), and for each layer of
        ``forward_words``, ``forward_kept``, ``backward_words``, ``backward_kept``, ``before``, ``heading``,
        ``place``, ``hidden``, ``polarity`` and ``themes`` its ``…_weights`` (int8, inputs × outputs),
        ``…_bias`` (int32) and ``…_scale`` (float32); ``sigmoids`` and ``tanhs``.

    Raises
    ------
    KeyError
        If an array is missing.
    ValueError
        If a sum could be too great to be exact.

    """

    def __init__(self, arrays: Arrays) -> None:
        def layer(name: str, largest: int, scale: int = 1) -> Layer:
            weights, bias, own = (
                arrays[f"{name}_{part}"].astype(np.float32) for part in ("weights", "bias", "scale")
            )
            found = Layer(weights, bias, own * np.float32(scale))
            found.check(name, largest)
            return found

        self._vectors = arrays["vectors"].astype(np.float32)
        largest = int(np.abs(self._vectors).max())
        self._forward, self._backward = (
            _Unit(layer(f"{way}_words", largest, _STEP), layer(f"{way}_kept", FULL, _STEP))
            for way in ("forward", "backward")
        )
        self._around = tuple(layer(name, largest * FINER) for name in ("before", "heading", "place"))
        self._hidden, self._polarity, self._themes = (
            layer(name, FULL) for name in ("hidden", "polarity", "themes")
        )
        self._tables = _Tables(
            arrays["sigmoids"].astype(np.float32) / np.float32(FULL), arrays["tanhs"].astype(np.float32)
        )
        self._threads = ThreadpoolController()

    def scores(self, readings: Sequence[Reading]) -> Scores:
        """Score each sentence: polarities and themes in the order of the weights."""
        order = sorted(range(len(readings)), key=lambda n: -len(readings[n].words))
        polarity = np.zeros((len(readings), self._polarity.bias.size), np.float32)
        themes = np.zeros((len(readings), self._themes.bias.size), np.float32)
        # One thread multiplies matrices as small as these faster than several that wait for each other.
        with self._threads.limit(limits=1, user_api="blas"):
            for start in range(0, len(order), _BATCH):
                rows = order[start : start + _BATCH]
                hidden = self._read([readings[n] for n in rows])
                polarity[rows], themes[rows] = self._polarity(hidden), self._themes(hidden)
        return Scores(polarity, themes)

    def _read(self, readings: Sequence[Reading]) -> Floats:
        """What the hidden layer makes of sentences sorted by falling length."""
        lengths = np.array([len(reading.words) for reading in readings])
        counts = [int((lengths > n).sum()) for n in range(lengths[0])]
        kept = np.concatenate(
            [*self._sentence(readings, counts, lengths), *self._surroundings(readings)], axis=1
        )
        cues = np.rint(np.array([reading.cues for reading in readings], np.float32) * np.float32(FULL))
        return _bounded(self._hidden(np.concatenate([kept, np.clip(cues, -FULL, FULL)], axis=1)))

    def _sentence(
        self, readings: Sequence[Reading], counts: Sequence[int], lengths: npt.NDArray[np.int_]
    ) -> tuple[Floats, Floats]:
        words = np.full((2, len(counts), len(readings)), len(self._vectors) - 1)
        for n, reading in enumerate(readings):
            words[0, : len(reading.words), n] = reading.words
            words[1, : len(reading.words), n] = reading.words[::-1]
        ways = (
            unit.run(self._vectors[words[way]], counts, self._tables)
            for way, unit in enumerate((self._forward, self._backward))
        )
        kept = np.concatenate(tuple(ways), axis=2)
        there = (np.arange(len(counts))[:, None] < lengths)[:, :, None]
        greatest = np.where(there, kept, np.float32(-FULL)).max(axis=0)
        return greatest, np.rint(kept.sum(axis=0) / lengths[:, None].astype(np.float32))

    def _surroundings(self, readings: Sequence[Reading]) -> list[Floats]:
        told = ([r.before for r in readings], [r.heading for r in readings], [r.place for r in readings])
        return [_bounded(layer(self._mean(rows))) for layer, rows in zip(self._around, told, strict=True)]

    def _mean(self, rows: Sequence[Sequence[int]]) -> Floats:
        means = np.zeros((len(rows), self._vectors.shape[1]), np.float32)
        for n, row in enumerate(rows):
            if row:
                means[n] = self._vectors[list(row)].sum(axis=0) * FINER / np.float32(len(row))
        return np.rint(means)


def _bounded(values: Floats) -> Floats:
    """Nothing below zero, and whole numbers up to the greatest that the next layer takes."""
    return np.rint(np.clip(values, 0, FULL))
