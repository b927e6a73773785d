"""What must be done, by when, and who is told to do it?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from loader.framework import framework, heading_key
from loader.interpret.labelling.labeller import Context, Labeller
from loader.interpret.required.addressees import addressees
from loader.interpret.required.items import Item, read_items
from loader.interpret.required.timescales import due_date, read_timescale
from loader.records import Action, Document, Label
from loader.vocabulary import concepts

__all__ = ["action_context", "actions_of", "read_actions"]

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
    return actions_of(document, tuple(read_items(document)), 1, published, labeller)


def actions_of(
    document: Document, items: Sequence[Item], first: int, published: str | None, labeller: Labeller
) -> tuple[Action, ...]:
    """Items as actions, numbered from ``first`` on."""
    labels = labeller.label([action_context(document, item) for item in items])
    return tuple(
        _action(document, item, n, published, given.themes)
        for n, (item, given) in enumerate(zip(items, labels, strict=True), start=first)
    )


def action_context(document: Document, item: Item) -> Context:
    """What a reader of the page knows of an action."""
    return Context(
        text=" ".join(span.quote for span in item.words),
        section=document.sections[item.section].title,
        heading=item.heading.text,
        framework=document.framework,
        role="actions",
        kind=document.block(item.words[0].block).kind,
    )


def _action(
    document: Document, item: Item, n: int, published: str | None, themes: tuple[Label, ...]
) -> Action:
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
        themes=themes,
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
