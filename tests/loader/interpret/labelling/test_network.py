"""The network against the same sums done one by one, and against weights that could not be exact."""

import math
import random

import numpy as np
import pytest

from loader.interpret.labelling.network import FINER, FULL, Network, Reading

SIZE, KEPT, AROUND, CUES, HIDDEN = 4, 3, 2, 2, 5
WIDTHS = {
    "forward_words": (SIZE, 3 * KEPT),
    "forward_kept": (KEPT, 3 * KEPT),
    "backward_words": (SIZE, 3 * KEPT),
    "backward_kept": (KEPT, 3 * KEPT),
    "before": (SIZE, AROUND),
    "heading": (SIZE, AROUND),
    "place": (SIZE, AROUND),
    "hidden": (4 * KEPT + 3 * AROUND + CUES, HIDDEN),
    "polarity": (HIDDEN, 4),
    "themes": (HIDDEN, 3),
}


def arrays(seed=1):
    chance = np.random.default_rng(seed)
    steps = np.arange(-512, 513) / 64
    made = {
        "vectors": chance.integers(-127, 128, (12, SIZE)).astype(np.int8),
        "sigmoids": np.rint(FULL / (1 + np.exp(-steps))).astype(np.int16),
        "tanhs": np.rint(FULL * np.tanh(steps)).astype(np.int16),
    }
    made["vectors"][-1] = 0
    for name, (inputs, outputs) in WIDTHS.items():
        made[f"{name}_weights"] = chance.integers(-127, 128, (inputs, outputs)).astype(np.int8)
        made[f"{name}_bias"] = chance.integers(-500, 500, outputs).astype(np.int32)
        made[f"{name}_scale"] = (chance.random(outputs) / 5000).astype(np.float32)
    return made


def readings(count, seed=2):
    chance = random.Random(seed)

    def row(least, most):
        return [chance.randrange(11) for _ in range(chance.randint(least, most))]

    return [
        Reading(row(1, 9), row(0, 5), row(0, 3), row(1, 3), [chance.uniform(-1, 1)] * CUES)
        for _ in range(count)
    ]


def layer(made, name, inputs):
    weights, bias, scale = (made[f"{name}_{part}"] for part in ("weights", "bias", "scale"))
    sums = [
        sum(int(value) * int(weights[n, j]) for n, value in enumerate(inputs)) + int(bias[j])
        for j in range(weights.shape[1])
    ]
    return [float(np.float32(total) * scale[j]) for j, total in enumerate(sums)]


def unit(made, way, words):
    def step(value):
        return int(min(512, max(-512, value * 64)) + 512.5)

    kept = [0.0] * KEPT
    out = []
    for word in words:
        told, held = layer(made, f"{way}_words", made["vectors"][word]), layer(made, f"{way}_kept", kept)
        new = []
        for n in range(KEPT):
            reset = made["sigmoids"][step(told[n] + held[n])] / FULL
            update = made["sigmoids"][step(told[KEPT + n] + held[KEPT + n])] / FULL
            candidate = float(made["tanhs"][step(told[2 * KEPT + n] + reset * held[2 * KEPT + n])])
            new.append(round(candidate + update * (kept[n] - candidate)))
        kept = new
        out.append(kept)
    return out


def bounded(values):
    return [round(min(FULL, max(0, value))) for value in values]


def by_hand(made, reading):
    forwards = unit(made, "forward", reading.words)
    backwards = unit(made, "backward", reading.words[::-1])[::-1]
    both = [[*a, *b] for a, b in zip(forwards, backwards, strict=True)]
    inputs = [max(column) for column in zip(*both, strict=True)]
    inputs += [round(sum(column) / len(both)) for column in zip(*both, strict=True)]
    for name, rows in (("before", reading.before), ("heading", reading.heading), ("place", reading.place)):
        vectors = [made["vectors"][row].astype(int) for row in rows] or [np.zeros(SIZE, int)]
        means = [round(sum(column) * FINER / len(vectors)) for column in zip(*vectors, strict=True)]
        inputs += bounded(layer(made, name, means))
    inputs += [round(value * FULL) for value in reading.cues]
    hidden = bounded(layer(made, "hidden", inputs))
    return layer(made, "polarity", hidden), layer(made, "themes", hidden)


def test_a_batch_gives_what_the_sums_give_one_by_one():
    made, told = arrays(), readings(12)
    scores = Network(made).scores(told)
    for n, reading in enumerate(told):
        polarity, themes = by_hand(made, reading)
        assert scores.polarity[n] == pytest.approx(polarity, abs=0.02)
        assert scores.themes[n] == pytest.approx(themes, abs=0.02)


def test_the_score_of_a_sentence_does_not_depend_on_its_company():
    network, told = Network(arrays()), readings(300)
    together = network.scores(told)
    alone = [network.scores([reading]) for reading in told]
    assert (together.polarity == np.concatenate([one.polarity for one in alone])).all()
    assert (together.themes == np.concatenate([one.themes for one in alone])).all()


def test_weights_that_could_make_a_sum_inexact_are_refused():
    made = arrays()
    made["hidden_bias"] = np.full(HIDDEN, 2**24, np.int32)
    with pytest.raises(ValueError, match="the weights of hidden are too large"):
        Network(made)


def test_a_missing_array_is_named():
    made = arrays()
    del made["tanhs"]
    with pytest.raises(KeyError, match="tanhs"):
        Network(made)


def test_scores_are_numbers():
    scores = Network(arrays()).scores(readings(3))
    assert all(math.isfinite(value) for value in scores.polarity.ravel())
