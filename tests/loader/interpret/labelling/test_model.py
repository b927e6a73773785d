"""The labeller that ships: what it says of plain sentences, and that it says it the same way everywhere."""

import hashlib

import numpy as np
import pytest

from loader.interpret.labelling.labeller import Context
from loader.interpret.labelling.model import ModelLabeller, read_arrays, standard_labeller
from loader.vocabulary import concepts
from ontology.resources import resource

FILE = resource("loader/interpret/labelling/model.npz")
PLAIN = {
    "Social workers know children well and visit them regularly, and plans are thorough.": "strength",
    "Assessments are not timely and too many children wait too long for help.": "weakness",
    "Most plans are of good quality, but a small number are not specific enough.": "mixed",
    "The council has 12 children's centres, which are run by a charity.": "neutral",
}


@pytest.mark.parametrize(("sentence", "polarity"), PLAIN.items())
def test_plain_sentences(sentence, polarity):
    (labels,) = standard_labeller().label([Context(sentence, role="findings", kind="paragraph")])
    assert labels.polarity.concept == polarity
    assert 0 < labels.polarity.confidence < 1


def test_themes_are_concepts_surest_first():
    (labels,) = standard_labeller().label([Context("Too many care leavers are in unsuitable accommodation.")])
    assert labels.themes[0].concept == "care-leavers"
    confidences = [label.confidence for label in labels.themes]
    assert confidences == sorted(confidences, reverse=True)
    assert {label.concept for label in labels.themes} <= set(concepts("themes"))


def test_no_sentences_no_labels():
    assert standard_labeller().label([]) == []


def test_the_same_labels_whatever_the_batch():
    told = [Context(sentence) for sentence in PLAIN] * 100
    labeller = standard_labeller()
    assert labeller.label(told)[:4] == [labeller.label([sentence])[0] for sentence in told[:4]]


def test_the_file_is_small_and_holds_numbers_alone():
    assert FILE.stat().st_size < 5_000_000
    arrays = read_arrays(FILE)
    assert all(array.dtype.kind in "iuf" for array in arrays.values())


def test_objects_in_a_file_are_not_loaded(tmp_path):
    path = tmp_path / "model.npz"
    np.savez(path, settings=np.array([{"a": 1}], dtype=object))
    with pytest.raises(ValueError, match="allow_pickle"):
        ModelLabeller(read_arrays(path))


def test_labels_are_the_same_on_every_machine():
    """A digest of what is said of some sentences: it changes with the model, and with nothing else."""
    told = [Context(sentence, before=before, grade="Good") for sentence in PLAIN for before in ("", *PLAIN)]
    said = repr(standard_labeller().label(told))
    assert hashlib.sha256(said.encode()).hexdigest()[:16] == DIGEST


DIGEST = "7cdfc1621f0dd55a"
