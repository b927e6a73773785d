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

_PART = 40  # characters at the end of a text in which "of this number" stands
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
    return pattern(rf"{any_of(cues('measures')['parts']['before'])}\s*[:,]?[\s¹²³⁴⁵⁶⁷⁸⁹⁰]*$")


def _is_part(text: str) -> bool:
    """Whether a text ends with "Of this number:"."""
    return _part().search(text, max(0, len(text) - _PART)) is not None


class Lists:
    """The lead-ins of a document, asked for block by block, in order."""

    def __init__(self, document: Document, read: dict[str, list[Statistic]]) -> None:
        self._document = document
        self._read = read  # figures by block, in order; filled in as the document is read
        self._items: dict[str, LeadIn] = {}  # what introduces each block
        self._leads: dict[str, LeadIn] = {}  # what each lead-in says, the same for all its items
        self._last: Block | None = None

    def before(self, block: Block) -> LeadIn:
        """What introduces a block; the block before it may, though the layout does not say so."""
        last, self._last = self._last, block
        above = block.lead_in or block.heading
        lead = self._document.block(above) if above else last if last and _is_part(last.text) else None
        if lead is not None and lead.id not in self._leads:
            self._leads[lead.id] = self._of(lead)
        found = NOTHING if lead is None else self._leads[lead.id]
        self._items[block.id] = found
        return found

    def _of(self, lead: Block) -> LeadIn:
        text, span = lead.text, lead.span()
        if _is_part(text):
            counted = self._counted(lead.id) or self._counted(next(reversed(self._read), ""))
            return LeadIn(counted=counted, period=counted.period, span=span) if counted else NOTHING
        if len(text) > _LONGEST:
            return self._item(lead)
        periods = find_periods(text)
        said = without(text, 0, len(text), [each.stretch for each in periods]).strip(" :")
        period = periods[0].period if periods else None
        if not said:
            return LeadIn(period=period, span=span)
        if not text.endswith(":"):
            return self._item(lead)
        measure = subject_of(f"{said} is") if len(said.split()) > 1 else ""
        return LeadIn(measure=measure or "", period=period, span=span)

    def _item(self, lead: Block) -> LeadIn:
        """What the list of an item goes on with: what goes on there, or else what the item counts."""
        above, counted = self._items.get(lead.id, NOTHING), self._counted(lead.id)
        if above.counted or not counted:
            return above if above.counted else NOTHING
        return LeadIn(counted=counted, period=counted.period, span=lead.span())

    def _counted(self, block: str) -> Statistic | None:
        """The last figure of a block that counts."""
        counts = [each for each in self._read.get(block, ()) if each.unit_id == "number"]
        return counts[-1] if counts else None
