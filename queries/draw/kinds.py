"""What a thing is, as a shape and a colour."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from loader.vocabulary import concepts, is_kind_of
from queries.draw.style import CATEGORIES, INK, Canvas, width_of

__all__ = ["GROUPS", "Group", "group_of", "legend", "legend_rows"]


@dataclass(frozen=True, slots=True)
class Group:
    """Kinds that are drawn alike.

    Attributes
    ----------
    label
        What they are, in the plural.
    kinds
        Slugs of kinds; narrower ones go with them, unless they stand in an earlier group.
    shape
        A marker of matplotlib.
    colour
        How to fill it.

    """

    label: str
    kinds: tuple[str, ...]
    shape: str
    colour: str


#: In the order in which they stand around the middle; what is in none of them is in the last.
GROUPS = (
    Group("councils", ("local-authority",), "s", CATEGORIES[0]),
    Group(
        "boards, partnerships, panels, groups",
        ("safeguarding-board", "partnership", "panel", "board", "committee", "group"),
        "H",
        CATEGORIES[1],
    ),
    Group("teams, services, facilities", ("team", "service", "department", "facility"), "o", CATEGORIES[2]),
    Group("NHS bodies", ("nhs-body",), "P", CATEGORIES[4]),
    Group("police, schools, courts, other partners", ("partner-agency",), "^", CATEGORIES[3]),
    Group("inspectorates, government, other bodies", ("body",), "D", CATEGORIES[7]),
    Group("posts", ("post",), "p", CATEGORIES[5]),
    Group("programmes, laws, plans", ("programme", "instrument"), "v", CATEGORIES[6]),
)


@cache
def group_of(kind: str) -> Group:
    """The group of a kind, by its label.

    >>> group_of("NHS trust").label, group_of("operation").label
    ('NHS bodies', 'programmes, laws, plans')
    """
    slug = next((slug for slug, concept in concepts("kinds").items() if concept.label == kind), "")
    fits = (group for group in GROUPS if slug and any(is_kind_of(slug, each) for each in group.kinds))
    return next(fits, GROUPS[-1])


def legend_rows(groups: Iterable[Group], room: float) -> list[list[Group]]:
    """Some groups in rows that are no wider than so many points."""
    shown, rows, reached = set(groups), list[list[Group]](), room
    for group in (group for group in GROUPS if group in shown):
        if reached + _wide(group) > room:
            rows.append([])
            reached = 0
        rows[-1].append(group)
        reached += _wide(group)
    return rows


def legend(canvas: Canvas, left: float, y: float, rows: Iterable[Iterable[Group]]) -> None:
    """Say what the shapes of groups mean, in rows 16 points high."""
    for n, row in enumerate(rows):
        x = left
        for group in row:
            canvas.mark(x + 5, y + 16 * n, group.shape, size=9, fill=group.colour, edge=INK, width=0.6)
            canvas.text(x + 14, y + 16 * n + 3, group.label, 8)
            x += _wide(group)


def _wide(group: Group) -> float:
    return 28 + width_of(group.label, 8)
