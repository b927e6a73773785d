"""What must be done, by when, and who is told to do it?"""

from __future__ import annotations

import re

from loader.framework import framework, heading_key
from loader.interpret.labelling.labeller import Context, Labeller
from loader.interpret.required.addressees import addressees
from loader.interpret.required.items import Item, read_items
from loader.interpret.required.timescales import due_date, read_timescale
from loader.records import Action, Document
from loader.vocabulary import concepts

__all__ = ["read_action", "read_actions"]

_NOTE_MARKS = re.compile(r"\s*[⁰¹²³⁴-⁹]+$")


def read_actions(document: Document, published: str | None, labeller: Labeller) -> tuple[Action, ...]:
    """The items of the formal action lists, in reading order.

    Parameters
    ----------
    document
        Lists are the items, and the rows of tables, of its sections with the role ``actions``.
    published
        The printed publication date: the day on which timescales start. None: then no due date is made.
    labeller
        Gives the themes.

    """
    items = enumerate(read_items(document), start=1)
    return tuple(read_action(document, item, n, published, labeller) for n, item in items)


def read_action(document: Document, item: Item, n: int, published: str | None, labeller: Labeller) -> Action:
    """One of them, with its number."""
    text = " ".join(span.quote for span in item.words)
    timescale = read_timescale(item.heading, item.words[0])
    due = due_date(published, timescale.concept.values["duration"]) if published and timescale else None
    who, told = addressees(document, item)
    rest = (item.heading.span(), timescale.span if timescale else None, told)
    return Action(
        n=n,
        text=text,
        heading=_NOTE_MARKS.sub("", item.heading.text),
        kind=_kind(document, item),
        timescale=timescale.printed if timescale else None,
        timescale_id=timescale.concept.slug if timescale else None,
        due=due,
        due_basis=f"printed publication date {published} and {timescale.concept.label}"
        if due and timescale
        else None,
        responsible=who,
        themes=labeller.themes(Context(text=text)),
        evidence=tuple(dict.fromkeys(span for span in (*item.words, *rest) if span)),
        parts=len(item.words),
        told=told,
    )


def _kind(document: Document, item: Item) -> str:
    """The kind that the nearest heading names, else the one that the framework's lists are of."""
    for heading in (item.heading.text, document.sections[item.section].title):
        words = f" {heading_key(heading)} "
        named = [
            (len(form), concept.slug)
            for concept in concepts("action-kinds").values()
            for form in map(heading_key, concept.forms)
            if f" {form} " in words
        ]
        if named:
            return max(named)[1]
    return framework(document.framework).action_kind
