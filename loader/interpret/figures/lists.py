"""What the items of a list go on with: "In the last 12 months:", "The proportion of pupils:"."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from loader.cues import cues
from loader.interpret.figures.subjects import subject_of
from loader.interpret.words.cue_patterns import any_of, pattern
from loader.interpret.words.periods import find_periods, without
from loader.records import Block, Document, Period, Span, Statistic

__all__ = ["NOTHING", "LeadIn", "Lists"]

_LONGEST = 160  # characters: a longer lead-in is a statement of its own


class LeadIn(NamedTuple):
    """What stands before a block and belongs to its figures."""

    measure: str = ""  # what each item goes on with: "children entitled to free school meals"
    counted: Statistic | None = None  # what each item counts a part of
    period: Period | None = None
    span: Span | None = None


NOTHING = LeadIn()


@cache
def _part() -> re.Pattern[str]:
    return pattern(rf"{any_of(cues('measures')['parts']['before'])}\s*:?$")


class Lists:
    """The lead-ins of a document, asked for block by block, in order."""

    def __init__(self, document: Document, read: dict[str, list[Statistic]]) -> None:
        self._document = document
        self._read = read  # figures by block, in order; filled in as the document is read
        self._known: dict[str, LeadIn] = {}
        self._last: Block | None = None

    def before(self, block: Block) -> LeadIn:
        """What introduces a block; the block before it may, though the layout does not say so."""
        last, self._last = self._last, block
        above = block.lead_in or block.heading
        if above:
            found = self._of(self._document.block(above))
        elif last is not None and _part().search(last.text):
            found = self._of(last)
        else:
            found = NOTHING
        self._known[block.id] = found
        return found

    def _of(self, lead: Block) -> LeadIn:
        text, span = lead.text, lead.span()
        is_part = _part().search(text) is not None
        if not (is_part or text.endswith(":")):  # an item that its list goes on from
            above = self._known.get(lead.id, NOTHING)
            counted = self._counted(lead.id)
            return (
                above
                if above.counted
                else LeadIn(counted=counted, period=counted.period, span=span)
                if counted
                else NOTHING
            )
        if is_part:
            counted = self._counted(lead.id) or self._counted(next(reversed(self._read), ""))
            return LeadIn(counted=counted, period=counted.period, span=span) if counted else NOTHING
        if len(text) > _LONGEST:
            return NOTHING
        periods = find_periods(text)
        said = without(text, 0, len(text) - 1, [each.stretch for each in periods])
        measure = (subject_of(f"{said} is") or "") if len(said.split()) > 1 else ""
        return LeadIn(measure=measure, period=periods[0].period if periods else None, span=span)

    def _counted(self, block: str) -> Statistic | None:
        """The last figure of a block that counts."""
        counts = [each for each in self._read.get(block, ()) if each.unit_id == "number"]
        return counts[-1] if counts else None
