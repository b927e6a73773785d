"""What a thing is, as a shape and a colour."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from loader.vocabulary import concepts, is_kind_of
from queries.draw.style import CATEGORIES, INK, Canvas, width_of

__all__ = ["GROUPS", "Group", "group_of", "legend"]


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


def legend(canvas: Canvas, x: float, y: float, groups: Iterable[Group]) -> float:
    """Say what the shapes of some groups mean, in rows; gives the y below."""
    shown, left = set(groups), x
    for group in GROUPS:
        if group not in shown:
            continue
        needs = 14 + width_of(group.label, 8) + 14
        if x + needs > canvas.width - left:
            x, y = left, y + 16
        canvas.mark(x + 5, y, group.shape, size=9, fill=group.colour, edge=INK, width=0.6)
        canvas.text(x + 14, y + 3, group.label, 8)
        x += needs
    return y + 16
