"""What a picture says in words: its title, what it shows, its figures as tables, and where they come from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from loader.vocabulary import concepts, slug_of
from queries.export.origin import Origin
from queries.scope import Held, Scope

__all__ = ["Caption", "Listing", "counted", "described"]


@dataclass(frozen=True, slots=True)
class Listing:
    """A table that says what the picture shows."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str | int, ...], ...]


@dataclass(frozen=True, slots=True)
class Caption:
    """The words of a picture.

    Attributes
    ----------
    title
        What is shown, of whom.
    beneath
        How to read it, in a sentence or two that stand beneath the title.
    description
        What there is to see, for those who do not see it.
    listings
        The same figures as tables.
    sources
        The reports that it rests on.
    origin
        The dataset that it was drawn from.

    """

    title: str
    beneath: str
    description: str
    listings: tuple[Listing, ...]
    sources: tuple[Held, ...]
    origin: Origin

    @property
    def source(self) -> str:
        """How many reports of which time, and which dataset: what stands at the foot of the picture."""
        return f"Source: {_reports(self.sources)}. {self.origin}. Reports are Crown copyright."


def _reports(sources: Iterable[Held]) -> str:
    held = tuple(sources)
    days = sorted(each.start for each in held if each.start)
    if not days:
        return counted(len(held), "report")
    if days[0] == days[-1]:
        return f"{counted(len(held), 'report')} of an inspection that began on {days[0]}"
    return f"{counted(len(held), 'report')} of inspections that began from {days[0]} to {days[-1]}"


def counted(n: int, thing: str, plural: str = "") -> str:
    """So many things.

    >>> counted(1, "report"), counted(2, "body", "bodies")
    ('1 report', '2 bodies')
    """
    return f"{n:,} {thing if n == 1 else plural or thing + 's'}"


def described(sources: Iterable[Held], scope: Scope) -> str:
    """A scope as it stands in a title: ``: London, 2018 to 2020``; empty for the whole graph."""
    said = [scope.region]
    if scope.authority:
        said.append(next((held.council for held in sources if held.council), ""))
    if scope.theme:
        said.append(concepts("themes")[slug_of(scope.theme)].label)
    said.append(scope.report.rpartition("/report/")[2])
    if scope.since == scope.until:
        said.append(scope.since)
    elif scope.since or scope.until:
        said.append(f"from {scope.since}" * bool(scope.since) + f" to {scope.until}" * bool(scope.until))
    kept = [words.strip() for words in said if words.strip()]
    return f": {', '.join(kept)}" if kept else ""
