"""The chain of an action that came back: its texts, inspection after inspection, and how alike they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import networkx as nx

from loader.iris import REPORTS
from loader.store import Reader
from queries.draw.actions import Action, Link, actions_of, direct, links
from queries.draw.caption import Caption, Listing, counted
from queries.draw.style import ACCENT, MUTED, Canvas, styled, wrapped
from queries.errors import QueryError
from queries.export.origin import origin_of
from queries.scope import WHOLE, Held, reports_in

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["Chain", "Rung", "draw_chain", "read_chain"]

_LEFT, _RAIL, _CARD, _GAP, _PAD = 150, 9, 560, 16, 10
_SIZE = 9.0  # of the words of an action
_LISTED = 12  # what a message lists at most
_BENEATH = (
    "Required actions as printed, the earliest first. Beneath each: which earlier ones it asks again, "
    "how likely a reader finds that both ask for the same, and the words that they share (the later’s / "
    "the earlier’s)."
)


@dataclass(frozen=True, slots=True)
class Rung:
    """One action of a chain, with its report; ``again`` are the links to what it asks again."""

    held: Held
    action: Action
    again: tuple[Link, ...]

    @property
    def name(self) -> str:
        """What it is called among the others: ``2014-09-30, no. 5``."""
        return f"{self.held.start or 'undated'}, no. {self.action.number}"


@dataclass(frozen=True, slots=True)
class Chain:
    """The actions of a chain, the earliest first."""

    rungs: tuple[Rung, ...]
    caption: Caption


def read_chain(reader: Reader, authority: str, action: str = "") -> Chain:
    """Read the chain of an action that came back.

    Parameters
    ----------
    reader
        An open store.
    authority
        The IRI of a council: the chain that goes over most of its inspections, of two as long the later.
    action
        The IRI of an action, or what follows ``…/report/`` in it: the chain that it belongs to.

    Returns
    -------
    Chain
        An action that nothing later asks again, with all that it asks again, directly or by way of others.

    Raises
    ------
    QueryError
        If no action of the council, or not this one, came back; the message lists chains that there are.

    """
    held = {each.report: each for each in reports_in(reader)}
    found = links(reader)
    chains = _chains(found)
    own = [chain for chain in chains if _held(chain[-1], held).authority == authority]
    wanted = action if action.startswith(REPORTS) or not action else REPORTS + action
    fits = [chain for chain in own if wanted in chain] if wanted else own
    if not fits:
        raise QueryError(_nothing(own, chains, wanted, held))
    best = min(fits, key=lambda chain: (-len({_report(iri) for iri in chain}), *_newest(chain[-1])))
    return _chain(reader, best, found, held, own)


def _newest(last: str) -> tuple[list[int], str]:
    return [-ord(mark) for mark in _report(last)], last


def _report(action: str) -> str:
    return action.partition("/action/")[0]


def _held(action: str, held: Mapping[str, Held]) -> Held:
    return held[_report(action)]


def _chains(found: Iterable[Link]) -> list[tuple[str, ...]]:
    """Every action that nothing later asks again, behind all that it asks again."""
    graph = nx.DiGraph(sorted((link.later, link.earlier) for link in found))
    lasts = sorted(action for action in graph if not graph.in_degree(action))
    return [(*sorted(nx.descendants(graph, last)), last) for last in lasts]


def _nothing(
    own: Sequence[tuple[str, ...]], every: Sequence[tuple[str, ...]], wanted: str, held: Mapping[str, Held]
) -> str:
    if own:
        ends = sorted({chain[-1].removeprefix(REPORTS) for chain in own})
        more = f" and {len(ends) - _LISTED} more" if len(ends) > _LISTED else ""
        return (
            f"{wanted.removeprefix(REPORTS)!r} is in no chain of this council\n"
            f"its chains end with: {', '.join(ends[:_LISTED])}{more}"
        )
    councils = sorted({_held(chain[-1], held).council for chain in every} - {""})
    there = (
        f"there are chains of: {', '.join(councils)}" if councils else "no action came back in any council"
    )
    return f"no required action of this council came back\n{there}"


def _chain(
    reader: Reader,
    actions: Sequence[str],
    found: Sequence[Link],
    held: Mapping[str, Held],
    own: Sequence[tuple[str, ...]],
) -> Chain:
    reports = sorted({_report(iri) for iri in actions}, key=lambda report: (held[report].start, report))
    rungs = tuple(
        Rung(held[report], action, tuple(link for link in found if link.later == action.iri))
        for report in reports
        for action in actions_of(reader, held[report])
        if action.iri in actions
    )
    return Chain(rungs, _caption(reader, rungs, tuple(held[report] for report in reports), len(own) - 1))


def _caption(reader: Reader, rungs: Sequence[Rung], sources: tuple[Held, ...], others: int) -> Caption:
    last = rungs[-1]
    more = f" {counted(others, 'other chain')} of this council can be drawn with --action." if others else ""
    return Caption(
        f"{last.held.council}: what was asked again, over {counted(len(sources), 'inspection')}",
        _BENEATH,
        f"{counted(len(rungs), 'required action')} of {counted(len(sources), 'inspection')}, from "
        f"{rungs[0].held.start} to {last.held.start}: the last asks again for what the others asked, "
        f"directly or by way of one another.{more}",
        (_listing(rungs),),
        sources,
        origin_of(reader, WHOLE),
    )


def _listing(rungs: Sequence[Rung]) -> Listing:
    names = {rung.action.iri: rung.name for rung in rungs}
    said = ((rung.held, rung.action, "; ".join(_again(rung, names))) for rung in rungs)
    return Listing(
        "The actions of the chain",
        ("first day", "council", "kind of inspection", "no.", "kind", "text", "paragraph", "asks again"),
        tuple(
            (held.start, held.council, held.framework, it.number, it.kind_label, it.text, it.paragraph, again)
            for held, it, again in said
        ),
    )


def _again(rung: Rung, names: Mapping[str, str]) -> Iterator[str]:
    """What an action asks again, the latest first."""
    order = list(names)  # that of the rungs
    for link in sorted(rung.again, key=lambda link: order.index(link.earlier), reverse=True):
        shared = f", shares {', '.join(link.words)}" if link.words else ""
        sure = "by a reviewer" if link.rule == "reviewer" else f"{link.score:.2f}"
        yield f"{names[link.earlier]} ({sure}{shared})"


@dataclass(frozen=True, slots=True)
class _Card:
    """A rung as it is set: the lines of its text, and of what it asks again."""

    rung: Rung
    text: list[str]
    again: list[str]

    @property
    def height(self) -> float:
        """In points."""
        return 2 * _PAD + 12 + len(self.text) * _SIZE * 1.35 + len(self.again) * 10.2 + 6 * bool(self.again)


def draw_chain(data: Chain) -> Figure:
    """Draw it: a ladder, time running down, with a rail from each action to those that it asks again.

    What one of these had asked again already is said in words only.
    """
    with styled():
        cards = list(_cards(data.rungs))
        rails = _rails(data.rungs)
        left = _LEFT + _RAIL * (1 + max((lane for lane, _ in rails.values()), default=0))
        canvas = Canvas(left + _CARD + 28, sum(card.height + _GAP for card in cards), data.caption)
        y = canvas.top
        sides, shown = {}, ""
        for card in cards:
            _draw(canvas, card, (left, y), data.rungs[-1].held.council, first=card.rung.held.report != shown)
            sides[card.rung.action.iri] = (y + card.height * 0.3, y + card.height * 0.7)
            shown = card.rung.held.report
            y += card.height + _GAP
        for later, (lane, earlier) in rails.items():
            _rail(
                canvas, left, left - _RAIL * (lane + 1), sides[later][0], [sides[iri][1] for iri in earlier]
            )
        return canvas.figure


def _rails(rungs: Sequence[Rung]) -> dict[str, tuple[int, list[str]]]:
    """For each action that asks again: how far out its rail runs, and where it leads; none overlap."""
    order = [rung.action.iri for rung in rungs]
    leads: dict[str, list[str]] = {}
    for link in direct(link for rung in rungs for link in rung.again):
        leads.setdefault(link.later, []).append(link.earlier)
    spans = {later: (min(map(order.index, ends)), order.index(later)) for later, ends in leads.items()}
    found: dict[str, tuple[int, list[str]]] = {}
    lanes: list[int] = []  # where the last rail of each ends
    for later, (up, down) in sorted(spans.items(), key=lambda item: item[1]):
        lane = next((n for n, end in enumerate(lanes) if end < up), len(lanes))
        lanes[lane:] = [down, *lanes[lane + 1 :]]
        found[later] = (lane, leads[later])
    return found


def _rail(canvas: Canvas, left: float, x: float, down: float, ups: Sequence[float]) -> None:
    canvas.line([(left, down), (x, down), (x, min(ups))], ACCENT, 1.2)
    canvas.mark(left, down, "s", size=5, fill=ACCENT, edge=ACCENT)
    for up in ups:
        canvas.line([(x, up), (left, up)], ACCENT, 1.2)
        canvas.mark(left - 3, up, ">", size=5, fill=ACCENT, edge=ACCENT)


def _cards(rungs: Sequence[Rung]) -> Iterator[_Card]:
    names = {rung.action.iri: rung.name for rung in rungs}
    for rung in rungs:
        again = [
            line
            for said in _again(rung, names)
            for line in wrapped(f"asks again: {said}", _CARD - 2 * _PAD, 7.5)
        ]
        yield _Card(rung, wrapped(rung.action.text, _CARD - 2 * _PAD, _SIZE), again)


def _draw(canvas: Canvas, card: _Card, corner: tuple[float, float], council: str, *, first: bool) -> None:
    rung, (left, y) = card.rung, corner
    if first:
        canvas.text(28, y + 14, rung.held.start or "undated", 10, bold=True)
        of = "" if rung.held.council == council else f"{rung.held.council}: "
        canvas.block(28, y + 27, wrapped(of + rung.held.framework, _LEFT - 34, 8), 8, MUTED)
    canvas.box((left, y), (_CARD, card.height), "#fafafa", ACCENT if rung.again else "#a6a6a6", 0.9)
    heading = f"{rung.action.kind_label} no. {rung.action.number}, paragraph {rung.action.paragraph}"
    canvas.text(left + _PAD, y + _PAD + 6, heading, 7.5, colour=MUTED)
    canvas.block(left + _PAD, y + _PAD + 21, card.text, _SIZE)
    below = y + _PAD + 21 + len(card.text) * _SIZE * 1.35 + 3
    canvas.block(left + _PAD, below, card.again, 7.5, ACCENT)
