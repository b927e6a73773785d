"""Labelling by cue phrases alone: what the network is measured against, and open to inspection."""

from __future__ import annotations

from collections.abc import Sequence

from loader.interpret.labelling.labeller import Context, Labels
from loader.interpret.labelling.polarity import polarity_by_cues
from loader.interpret.labelling.themes import themes_by_cues

__all__ = ["CueLabeller"]


class CueLabeller:
    """A :class:`~loader.interpret.labelling.labeller.Labeller` that weighs the words inspectors use.

    >>> CueLabeller().label([Context("Assessments are not timely.")])[0].polarity.concept
    'weakness'
    """

    def label(self, sentences: Sequence[Context]) -> list[Labels]:
        """Whether each sentence speaks for what it describes, and what it is about."""
        return [Labels(polarity_by_cues(sentence), themes_by_cues(sentence)) for sentence in sentences]
