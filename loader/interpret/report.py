"""A document, asked every question: the ``Report`` that holds all answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from loader.interpret.actions import read_actions
from loader.interpret.events import read_events
from loader.interpret.findings import read_findings
from loader.interpret.instruments import read_instruments
from loader.interpret.judgements import read_judgements
from loader.interpret.labelling.model import standard_labeller
from loader.interpret.mentions import read_mentions
from loader.interpret.statistics import read_statistics
from loader.interpret.title import read_title
from loader.iris import slug
from loader.records import Document, Listing, Mention, Report

__all__ = ["interpret"]


def interpret(document: Document, listed: Listing) -> Report:
    """What a document says, each statement with the words it rests on.

    Parameters
    ----------
    document
        The report as blocks and sections.
    listed
        What an index beside the files says of this one; kept apart from what is read.

    """
    labeller = standard_labeller()
    title, unread_title = read_title(document)
    judgements, unread_judgements = read_judgements(document)
    statistics, unread_statistics = read_statistics(document)
    return Report(
        document=document,
        title=title,
        judgements=judgements,
        actions=read_actions(document, title.published, labeller),
        findings=read_findings(document, labeller),
        mentions=_united((*read_mentions(document, title.authority), *read_instruments(document))),
        statistics=statistics,
        events=read_events(document),
        unread=(*document.unread, *unread_title, *unread_judgements, *unread_statistics),
        listed=listed,
    )


def _united(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """One mention for spellings that differ in hyphens, spaces or accents alone, as their IRI would not."""
    found: dict[tuple[str, str], Mention] = {}
    for mention in mentions:
        key = (mention.family, slug(mention.name))
        first = found.get(key)
        found[key] = mention if first is None else _with(first, mention)
    return tuple(found.values())


def _with(first: Mention, other: Mention) -> Mention:
    aliases = dict.fromkeys((*first.aliases, other.name, *other.aliases))
    return replace(
        first,
        aliases=tuple(alias for alias in aliases if alias != first.name),
        acronyms=tuple(dict.fromkeys((*first.acronyms, *other.acronyms))),
        evidence=tuple(dict.fromkeys((*first.evidence, *other.evidence))),
        proper=first.proper or other.proper,
        parent=first.parent or other.parent,
    )
