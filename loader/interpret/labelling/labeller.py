"""What is asked about sentences, and what any method that answers must offer.

The method at work is a small network (:mod:`loader.interpret.labelling.model`). Another takes its place by
offering the same verb; nothing else in the loader knows which one it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from loader.records import Label

__all__ = ["Context", "Labeller", "Labels"]


class Context(NamedTuple):
    """A sentence, and what a reader of the page knows when reaching it.

    >>> Context("This is not yet consistent.", before="Visits are timely.").position
    0
    """

    text: str
    before: str = ""  # the sentence before it in the same section, if any
    section: str | None = None  # title as printed
    aspect: str | None = None  # concept of ontology/schemes/aspects.ttl
    grade: str | None = None  # of the section, as printed
    heading: str | None = None  # sub-heading that it stands under
    position: int = 0  # of the sentence in its block, from 0
    framework: str | None = None  # concept of ontology/schemes/frameworks.ttl
    role: str | None = None  # of the section, as its framework says
    kind: str | None = None  # of the block


class Labels(NamedTuple):
    """What a method says of a sentence."""

    polarity: Label  # a concept of ontology/schemes/polarity.ttl
    themes: tuple[Label, ...]  # concepts of ontology/schemes/themes.ttl, surest first; none if it has none
    instead: Label | None = None  # the polarity if it is not the first, where the method can tell


class Labeller(Protocol):
    """A method of giving concepts to sentences. The same sentence always gets the same labels."""

    def label(self, sentences: Sequence[Context]) -> list[Labels]:
        """The labels of each sentence, in order."""
        ...
