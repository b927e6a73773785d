"""By when is an action to be taken?"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from loader.cues import cues
from loader.framework import heading_key
from loader.interpret.words.cue_patterns import any_of, pattern
from loader.records import Block, Span
from loader.vocabulary import Concept, concepts

__all__ = ["Timescale", "due_date", "read_timescale"]

_DURATION = re.compile(r"P(?:(\d+)M)?(?:(\d+)D)?")


class Timescale(NamedTuple):
    """By when, as printed and as a concept of ``ontology/schemes/timescales.ttl``."""

    printed: str  # without its colon, lower case
    concept: Concept
    span: Span


def read_timescale(heading: Block, words: Span) -> Timescale | None:
    """The timescale that heads an action or, where none does, stands in its sentence.

    A heading that says it among other things ("Priority and immediate action") gives the concept's name.
    """
    key = heading_key(heading.text)
    for concept in concepts("timescales").values():
        if key in map(heading_key, concept.forms):
            return Timescale(heading.text.rstrip(": ").lower(), concept, heading.span())
        if key in map(heading_key, concept.cues):
            return Timescale(concept.label.lower(), concept, heading.span())
    return _in_sentence(words)


def _in_sentence(words: Span) -> Timescale | None:
    for slug, forms in _by_when().items():
        if found := next((m for form in forms if (m := form.search(words.quote))), None):
            start, end = found.span("when")
            span = Span(words.block, words.start + start, words.start + end, found["when"])
            return Timescale(found["when"].lower(), concepts("timescales")[slug], span)
    return None


@cache
def _by_when() -> dict[str, tuple[re.Pattern[str], ...]]:
    """Patterns of sentences that say by when, by concept: the cues, and each timescale's own forms."""
    said = cues("actions")["by_when"]
    since = cues("actions")["since"]
    found = {}
    for slug, concept in concepts("timescales").items():
        form = rf"(?P<when>{any_of(concept.forms)})"
        found[slug] = tuple(map(pattern, (*said.get(slug, ()), rf"^{form}\s*,", rf"\b{form}{since}")))
    return found


def due_date(start: str, duration: str) -> str:
    """The day that a duration after a start ends on; a month's last day where it has no such day.

    >>> due_date("2013-02-15", "P3M"), due_date("2012-11-30", "P3M"), due_date("2013-02-15", "P0D")
    ('2013-05-15', '2013-02-28', '2013-02-15')

    Raises
    ------
    ValueError
        If the start is no ISO 8601 date, or the duration not of months and days.

    """
    match = _DURATION.fullmatch(duration)
    if not match:
        raise ValueError(f"{duration!r} is no duration of months and days, as P3M")
    day = date.fromisoformat(start)
    months = day.year * 12 + day.month - 1 + int(match[1] or 0)
    year, month = divmod(months, 12)
    moved = day.replace(year=year, month=month + 1, day=min(day.day, monthrange(year, month + 1)[1]))
    return (moved + timedelta(days=int(match[2] or 0))).isoformat()
