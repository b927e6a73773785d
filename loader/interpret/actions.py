"""What must be done, by when, and who is told to do it?"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from loader.framework import framework, heading_key
from loader.interpret.labelling.labeller import Context, Labeller
from loader.records import Action, Block, Document, Span
from loader.vocabulary import Concept, concepts

__all__ = ["due_date", "read_actions"]

# "…, the local authority and its partners should take the following action."
_ADDRESSEES = re.compile(
    r"(?:^|, )(?P<who>[^,.]{3,120}?) (?:should|must|needs? to) take (?:the )?(?:following )?actions?"
)
# Where one addressee ends and the next begins; "the Department for Children and Families" is one.
_AND = re.compile(r" and (?=(?:its|their|the|all|other|local|partner)\b)")
_DURATION = re.compile(r"P(?:(\d+)M)?(?:(\d+)D)?")


def read_actions(document: Document, published: str | None, labeller: Labeller) -> tuple[Action, ...]:
    """The items of the formal action lists, in reading order.

    Parameters
    ----------
    document
        Lists are the list items of its sections with the role ``actions``.
    published
        The printed publication date: the day on which timescales start. None: then no due date is made.
    labeller
        Gives the themes.

    """
    items = [block for block in document.blocks_of("actions") if block.kind == "list-item"]
    return tuple(_action(document, item, n, published, labeller) for n, item in enumerate(items, start=1))


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


def _action(document: Document, item: Block, n: int, published: str | None, labeller: Labeller) -> Action:
    heading = document.block(item.heading) if item.heading else None
    timescale = _timescale(heading.text) if heading else None
    due = due_date(published, timescale.values["duration"]) if published and timescale else None
    who, who_span = _addressees(document, item)
    evidence = [item.span(), *([heading.span()] if heading else []), *([who_span] if who_span else [])]
    return Action(
        n=n,
        text=item.text,
        heading=heading.text if heading else "",
        kind=framework(document.framework).action_kind,
        timescale=heading.text.rstrip(": ").lower() if heading and timescale else None,
        timescale_id=timescale.slug if timescale else None,
        due=due,
        due_basis=f"printed publication date {published} and {timescale.label}"
        if due and timescale
        else None,
        responsible=who,
        themes=labeller.themes(Context(text=item.text)),
        evidence=tuple(evidence),
    )


def _timescale(heading: str) -> Concept | None:
    key = heading_key(heading)
    fitting = (c for c in concepts("timescales").values() if key in map(heading_key, c.forms))
    return next(fitting, None)


def _addressees(document: Document, item: Block) -> tuple[tuple[str, ...], Span | None]:
    """Whom the paragraph before the list tells to act, and the words that do."""
    if item.lead_in is None:
        return (), None
    lead_in = document.block(item.lead_in)
    match = _ADDRESSEES.search(lead_in.text)
    if not match:
        return (), None
    return tuple(_AND.split(match["who"])), lead_in.span(*match.span("who"))
