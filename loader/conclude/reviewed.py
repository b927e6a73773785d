"""What reviewers decided of two names: that they are names of one thing, or of two."""

from __future__ import annotations

from collections.abc import Iterable

from loader.conclude.comparing import key_of
from loader.decisions import Decisions

__all__ = ["Reviewed"]

_Pair = frozenset[str]


class Reviewed:
    """The decisions ``same-body`` on one area.

    A name is any that differs from it in case, punctuation or the plural of its last word alone; where the
    two names of a row differ in that and nothing else, they are those that are printed so.

    >>> from loader.decisions import Decision
    >>> rows = [Decision("same-body", "RUT", a, "Dawn team", v, "", "A", "2026-01-01", "")
    ...     for a, v in (("Lantern team", "yes"), ("Night team", "no"), ("Dawn teams", "no"))]
    >>> reviewed = Reviewed("RUT", Decisions(tuple(rows)))
    >>> reviewed.group("the Lantern team") == reviewed.group("Dawn team")
    True
    >>> reviewed.apart(["Dawn Team"], ["Night team", "NT"]), reviewed.apart(["Dawn Team"], ["dawn teams"])
    (True, True)
    >>> reviewed.apart(["Dawn Team"], ["dawn team"])
    False

    """

    def __init__(self, code: str, decisions: Decisions) -> None:
        self._groups: dict[str, str] = {}
        self._apart: set[_Pair] = set()
        for row in decisions.of("same-body", area=code):
            one, other = key_of(row.subject), key_of(row.object)
            if row.verdict == "yes":
                self._join(one, other)
            elif one == other:
                self._apart.add(frozenset((_as_printed(row.subject), _as_printed(row.object))))
            else:
                self._apart.add(frozenset((one, other)))

    def _join(self, one: str, other: str) -> None:
        groups = {self._groups.get(name, name) for name in (one, other)}
        members = {one, other} | {name for name, group in self._groups.items() if group in groups}
        self._groups |= dict.fromkeys(members, min(members))

    def group(self, name: str) -> str | None:
        """What all names that are names of one thing with this one have in common; None if none is."""
        return self._groups.get(key_of(name))

    def apart(self, names: Iterable[str], others: Iterable[str]) -> bool:
        """Whether one of some names was decided not to be a name of what has one of the others."""
        if not self._apart:
            return False
        known = list(others)
        return any(
            frozenset((form(name), form(other))) in self._apart
            for name in names
            for other in known
            for form in (key_of, _as_printed)
        )


def _as_printed(name: str) -> str:
    """A name but for case, quotes, an article and spaces; a space before it tells it from a key."""
    return " " + " ".join(name.casefold().replace("’", "'").split()).removeprefix("the ")
