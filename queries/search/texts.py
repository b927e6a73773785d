"""What can be found: the texts of a graph, each with what it is and whom it is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from loader.iris import RESOURCES
from loader.store import Reader
from ontology.terms import IG
from queries.errors import QueryError
from queries.network.things import Things, area_code
from queries.scope import Held, asked, reports_in

__all__ = ["BETWEEN_NAMES", "COLUMNS", "KINDS", "Text", "texts_in"]

#: What can be found, by name, and what people call several of it.
KINDS: Mapping[str, str] = {
    "finding": "findings",
    "action": "required actions",
    "body": "bodies",
    "post": "posts",
    "programme": "programmes",
    "instrument": "laws, plans and policies",
    "authority": "councils",
    "report": "reports",
}
#: What a row about a text has: see ``Text.row``.
COLUMNS = ("kind", "type", "authority", "date", "paragraph", "text", "iri")
#: Stands between the names of a thing.
BETWEEN_NAMES = " · "


@dataclass(frozen=True, slots=True)
class Text:
    """One text that can be found. What it has not is empty.

    Attributes
    ----------
    iri
        What it is the text of.
    kind
        One of ``KINDS``.
    text
        The words of a statement as printed; the names of a thing, the preferred one first.
    type
        Of a thing, what it is (``team``); of a finding, its polarity; of an action, its number.
    authority, council
        Code and name of the council that it is about.
    date
        When the inspection began.
    paragraph
        Where the words of a finding stand.

    """

    iri: str
    kind: str
    text: str
    type: str = ""
    authority: str = ""
    council: str = ""
    date: str = ""
    paragraph: str = ""

    @property
    def label(self) -> str:
        """The name of a thing; empty for a statement, which has none."""
        return "" if self.kind in ("finding", "action") else self.text.split(BETWEEN_NAMES)[0]

    @property
    def row(self) -> tuple[str, ...]:
        """It in ``COLUMNS``: a council by its name."""
        return (self.kind, self.type, self.council, self.date, self.paragraph, self.text, self.iri)


def texts_in(reader: Reader) -> Iterator[Text]:
    """All texts of a graph: things in the order of their IRIs, then report after report in the same order."""
    yield from _things(reader)
    try:
        reports = reports_in(reader)
    except QueryError:  # a graph without reports has names of councils all the same
        return
    for held in sorted(reports, key=lambda held: held.report):
        yield from _of_report(reader, held)


def _things(reader: Reader) -> Iterator[Text]:
    names: dict[str, set[str]] = {}
    for row in asked(reader, "network/names"):
        names.setdefault(row["thing"], set()).add(row["name"])
    things = Things(reader)
    for iri in sorted(names):
        node = things.node(iri)
        text = BETWEEN_NAMES.join(_apart((node.label, *sorted(names[iri]))))
        code = area_code(iri) if node.area else ""
        yield Text(iri, _kind(iri), text, node.type, code, node.area)


def _apart(names: Iterable[str]) -> Iterator[str]:
    """Names that differ in more than case, in their order."""
    seen: set[str] = set()
    for name in names:
        if name.casefold() not in seen:
            seen.add(name.casefold())
            yield name


def _kind(iri: str) -> str:
    """The kind of a thing: what comes first in its path, and what a register lists is a body."""
    first = iri.removeprefix(RESOURCES).partition("/")[0]
    return first if first in KINDS else "body"


def _of_report(reader: Reader, held: Held) -> Iterator[Text]:
    code = held.authority.rpartition("/")[2]
    about = {"authority": code, "council": held.council, "date": held.start}
    yield Text(held.report, "report", held.label, held.framework, **about)
    rows = asked(reader, "search/statements", graph=held.graph)
    for row in sorted(rows, key=lambda row: (row["said"], row["paragraph"])):
        is_finding = row["sort"] == IG.Finding.value
        yield Text(
            row["said"],
            "finding" if is_finding else "action",
            row["text"],
            row["polarity"].rpartition("/")[2] if is_finding else row["n"],
            paragraph=row["paragraph"],
            **about,
        )
