"""Room for what is drawn: discs moved apart, and names set where nothing is in the way."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

__all__ = ["Box", "apart", "around", "beside", "spread"]

#: Left, top, right, foot.
Box = tuple[float, float, float, float]

_ROUNDS = 60  # of moving discs apart
_FAR = (14.0, 22.0, 30.0, 40.0, 52.0)  # how far off a name may stand, with a line to it
_DIRECTIONS = 12


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Places as near to those that are wanted as can be with so much between any two, in the same order.

    >>> spread([10, 11, 30], 4, 0, 100)
    [8.5, 12.5, 30.0]
    """
    gap = min(gap, (high - low) / max(len(wanted) - 1, 1))
    groups: list[tuple[float, int]] = []  # of places that touch: their middle, and how many
    for place in wanted:
        groups.append((place, 1))
        while len(groups) > 1 and groups[-1][0] - groups[-2][0] < gap * (groups[-1][1] + groups[-2][1]) / 2:
            (middle, n), (before, m) = groups.pop(), groups.pop()
            groups.append(((middle * n + before * m) / (n + m), n + m))
    found = [middle + (i - (n - 1) / 2) * gap for middle, n in groups for i in range(n)]
    last = len(found) - 1
    found = [max(place, low + i * gap) for i, place in enumerate(found)]
    return [min(place, high - (last - i) * gap) for i, place in enumerate(found)]


def apart(discs: Sequence[tuple[float, float, float]]) -> list[tuple[float, float]]:
    """Places of discs (x, y, radius), each moved as little as keeps them from overlapping.

    >>> apart([(0, 0, 1), (1, 0, 1), (9, 9, 1)])
    [(-0.5, 0.0), (1.5, 0.0), (9.0, 9.0)]
    """
    found = [(float(x), float(y)) for x, y, _ in discs]
    radii = [radius for _, _, radius in discs]
    near = [
        (i, j)
        for i in range(len(discs))
        for j in range(i)
        if math.dist(found[i], found[j]) < 8 * (radii[i] + radii[j])
    ]
    for _ in range(_ROUNDS):
        for i, j in near:
            found[i], found[j] = _parted(found[i], found[j], radii[i] + radii[j], i)
    return found


def _parted(
    one: tuple[float, float], other: tuple[float, float], needs: float, n: int
) -> tuple[tuple[float, float], tuple[float, float]]:
    """Two places with so much between them, each moved by half of what lacks."""
    dx, dy = one[0] - other[0], one[1] - other[1]
    far = math.hypot(dx, dy)
    if far >= needs - 1e-9:
        return one, other
    if far < 1e-6:  # one upon the other: each to a side
        dx, dy, far = math.cos(n), math.sin(n), 1.0
        push = needs / 2
    else:
        push = (needs - far) / 2
    x, y = push * dx / far, push * dy / far
    return (one[0] + x, one[1] + y), (other[0] - x, other[1] - y)


def around(x: float, y: float, radius: float) -> Box:
    """The box around a disc."""
    return (x - radius, y - radius, x + radius, y + radius)


def beside(
    names: Iterable[tuple[str, float, float, float]],
    radius: float,
    size: float,
    taken: Iterable[Box],
    within: Box,
) -> list[tuple[float, float, bool] | None]:
    """Where to write names of discs so that none covers another, a disc, or what else is taken.

    Parameters
    ----------
    names
        Each with the middle of its disc, and how wide it is.
    radius, size
        Of all discs; how high letters are.
    taken
        Boxes that stay free.
    within
        A box that nothing leaves.

    Returns
    -------
    list
        For each the left end of its base line, and whether it is so far off that a line should lead to it;
        None where there is no room.

    """
    boxes, found = list(taken), list[tuple[float, float, bool] | None]()
    for _, x, y, wide in names:
        spots = ((*spot, far) for spot, far in _spots(x, y, wide, radius + 2, size))
        free = (spot for spot in spots if _is_free(_box(spot, wide, size), boxes, within))
        spot = next(free, None)
        found.append(spot and (spot[0], spot[1] + size - 1, spot[2]))
        if spot:
            boxes.append(_box(spot, wide, size))
    return found


def _box(spot: tuple[float, float, bool], wide: float, size: float) -> Box:
    return (spot[0], spot[1], spot[0] + wide, spot[1] + size)


def _spots(
    x: float, y: float, wide: float, gap: float, size: float
) -> Iterator[tuple[tuple[float, float], bool]]:
    """Upper left corners to try: beside the disc, above and below it, at its shoulders; then further off."""
    for left, top in (
        (x + gap, y - size / 2),
        (x - gap - wide, y - size / 2),
        (x - wide / 2, y + gap - 1),
        (x - wide / 2, y - gap - size + 1),
        (x + gap * 0.7, y + gap * 0.7),
        (x + gap * 0.7, y - gap * 0.7 - size),
        (x - gap * 0.7 - wide, y + gap * 0.7),
        (x - gap * 0.7 - wide, y - gap * 0.7 - size),
    ):
        yield (left, top), False
    for far in _FAR:
        for n in range(_DIRECTIONS):
            turn = 2 * math.pi * n / _DIRECTIONS
            end, middle = x + (gap + far) * math.cos(turn), y + (gap + far) * math.sin(turn)
            left = end if math.cos(turn) > 0.1 else end - wide if math.cos(turn) < -0.1 else end - wide / 2
            yield (left, middle - size / 2), True


def _is_free(box: Box, taken: Iterable[Box], within: Box) -> bool:
    inside = within[0] <= box[0] and within[1] <= box[1] and box[2] <= within[2] and box[3] <= within[3]
    return inside and not any(_meet(box, other) for other in taken)


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
