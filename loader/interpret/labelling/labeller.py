"""What is asked about a sentence, and what any method that answers must offer.

The method at work today reads cue phrases (:mod:`loader.interpret.labelling.cue_labeller`). Another takes its
place by offering the same two verbs; nothing else in the loader knows which one it is.
"""

from __future__ import annotations

from typing import NamedTuple, Protocol

from loader.records import Label

__all__ = ["Context", "Labeller"]


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


class Labeller(Protocol):
    """A method of giving concepts to sentences. The same sentence always gets the same labels."""

    def polarity(self, sentence: Context) -> Label:
        """One concept of ontology/schemes/polarity.ttl."""
        ...

    def themes(self, sentence: Context) -> tuple[Label, ...]:
        """Concepts of ontology/schemes/themes.ttl, surest first, none where the sentence has none."""
        ...
