"""What does the report print about itself: whom, when, by whom, under which law?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from loader.interpret.titles.days import read_published, read_stay
from loader.interpret.titles.inspectorates import read_inspectorates
from loader.interpret.titles.labels import Said, labelled, stated
from loader.interpret.titles.leaders import read_leaders, team_size
from loader.interpret.titles.length import infer_length
from loader.interpret.titles.whom import read_whom
from loader.records import Document, Span, TitleBlock, Unread

__all__ = ["read_title"]

_AS_SAID = ("age_group", "announced", "legal_basis", "team", "focus", "rights")


def read_title(document: Document) -> tuple[TitleBlock, tuple[Unread, ...]]:
    """The title block of a report, and what a reader would expect there and does not find."""
    said = (*labelled(document), *stated(document))
    stay = read_stay(document, said)
    published = read_published(document, said, stay)
    whom = read_whom(document, said, stay.first or published.day)
    leaders = read_leaders(document, said)
    inspectorates = read_inspectorates(document)
    values = {name: _first(said, name) for name in _AS_SAID}
    spans = {
        **{name: _saying(said, name, value) for name, value in values.items()},
        "authority": whom.spans,
        "dates": stay.spans,
        "published": published.spans,
        "lead_inspectors": leaders.spans,
        "inspectorates": inspectorates.spans,
    }
    title = TitleBlock(
        authority=whom.authority,
        start=stay.first,
        end=stay.last,
        length=infer_length(document.framework, stay),
        published=published.day,
        lead_inspectors=leaders.names,
        inspectorates=inspectorates.ids,
        age_group=values["age_group"],
        announced=_announced(values["announced"]),
        legal_basis=values["legal_basis"],
        team=values["team"],
        team_size=team_size(values["team"]),
        focus=values["focus"],
        rights=values["rights"],
        evidence=tuple((name, span) for name in sorted(spans) for span in spans[name]),
    )
    return title, (*whom.unread, *stay.unread, *published.unread, *leaders.unread)


def _first(said: Iterable[Said], name: str) -> str | None:
    return next((one.value for one in said if one.field == name), None)


def _saying(said: Sequence[Said], name: str, value: str | None) -> tuple[Span, ...]:
    """Every place that says the same."""
    return tuple(one.span for one in said if one.field == name and one.value == value)


def _announced(word: str | None) -> bool | None:
    return None if word is None else word == "announced"
