"""The method of labelling that reads cue phrases: the same on every machine, and open to inspection."""

from __future__ import annotations

from loader.interpret.labelling.labeller import Context
from loader.interpret.labelling.polarity import polarity_by_cues
from loader.interpret.labelling.themes import themes_by_cues
from loader.records import Label

__all__ = ["CueLabeller"]


class CueLabeller:
    """A :class:`~loader.interpret.labelling.labeller.Labeller` that weighs the words inspectors use.

    >>> CueLabeller().polarity(Context("Assessments are not timely.")).concept
    'weakness'
    """

    def polarity(self, sentence: Context) -> Label:
        """Whether the sentence speaks for what it describes."""
        return polarity_by_cues(sentence)

    def themes(self, sentence: Context) -> tuple[Label, ...]:
        """What the sentence is about."""
        return themes_by_cues(sentence)
