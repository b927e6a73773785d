"""What mentions name that is no area's own: councils, inspectorates, police forces, NHS bodies, statutes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from pyoxigraph import NamedNode

from loader.authorities import by_code, resolve
from loader.conclude.comparing import key_of, without_holder
from loader.conclude.mentions import Mention, is_national, national_iri, usual_name
from loader.inspectorates import inspectorates
from loader.interpret.naming.name_cues import contexts
from loader.iris import resource_iri
from loader.public_bodies import PublicBody, public_bodies

__all__ = ["Shared", "council", "is_registered", "serving", "shared"]

# Words that say what sort of body a name is of, and not which.
_SORTS = {
    "police-force": re.compile(r"\b(?:police(?: service| force)?|constabulary)\b", re.IGNORECASE),
    "integrated-care-board": re.compile(r"\b(?:nhs|integrated care board|icb)\b", re.IGNORECASE),
    "nhs-trust": re.compile(r"\b(?:nhs|national health service|foundation|trust)\b", re.IGNORECASE),
}
_LOCAL_AUTHORITY = re.compile(r"\s+local authority$", re.IGNORECASE)


class Shared(NamedTuple):
    """What is described once for all areas, and by which names and rule it was told."""

    iri: NamedNode
    rule: str
    name: str  # as the mention has it
    known: str  # as the register or the list has it


def shared(code: str, mention: Mention) -> Shared | None:
    """What a mention in a report on an area names, if that is no area's own.

    Parameters
    ----------
    code
        GOV.UK code of the authority that the report is about; ``unresolved`` where it is not known.
    mention
        The mention.

    """
    if is_national(mention):
        rule = "legislation" if mention.legislation else "register"
        return Shared(national_iri(mention), rule, mention.name, usual_name(mention.name))
    if mention.kind == "inspectorate":
        return _inspectorate(mention)
    if mention.kind == "local-authority":
        return council(code, mention.names, mention.day)
    return _public_body(code, mention)


def _inspectorate(mention: Mention) -> Shared | None:
    for name in (*mention.names, *sorted(mention.acronyms)):
        if found := _inspectorates().get(key_of(usual_name(name))):
            return Shared(resource_iri("inspectorate", found[0]), "register", name, found[1])
    return None


@cache
def _inspectorates() -> Mapping[str, tuple[str, str]]:
    """Id and name by the key of each name."""
    return {
        key_of(name): (entry.id, name)
        for entry in inspectorates().values()
        for name in (entry.name, entry.short_name, *entry.other_names)
    }


def is_registered(name: str) -> bool:
    """Whether a register has a police force or NHS body of that name.

    >>> is_registered("Kent Police"), is_registered("the police")
    (True, False)
    """
    return key_of(name) in _registered()


def serving(kind: str, code: str) -> NamedNode | None:
    """The police force or NHS body of a kind that serves the area of a council, where a register knows it.

    >>> serving("police-force", "MDW") == resource_iri("police-force", "kent")
    True
    """
    body = _by_area().get((kind, code))
    return resource_iri(body.register, body.id) if body else None


# Councils


def council(code: str, names: Sequence[str], day: str) -> Shared | None:
    """The council that was named, as it was on the day of the inspection; the inspected one before others.

    "The council" and "the local authority" are the inspected one.

    >>> council("MDW", ["the Local Authority"], "2013-01-07").rule
    'inspected-council'
    """
    named = {found: name for name in reversed(names) if (found := _resolved(name, day))}
    if named:
        chosen = code if code in named else min(named)
        return Shared(resource_iri("authority", chosen), "register", named[chosen], _council_name(chosen))
    if _council_name(code) and all(_says_no_place(name) for name in names):
        known = _council_name(code)
        return Shared(resource_iri("authority", code), "inspected-council", names[0], known)
    return None


def _resolved(name: str, day: str) -> str | None:
    """The code of the council of that name."""
    found = resolve(_LOCAL_AUTHORITY.sub(" Council", name), day)
    return found.code if found else None


def _says_no_place(name: str) -> bool:
    return name.casefold() in contexts().authority_forms


@cache
def _council_name(code: str) -> str:
    return by_code()[code].official_name if code in by_code() else ""


# Police and health


def _public_body(code: str, mention: Mention) -> Shared | None:
    """The force, board or trust that a name says, or the one that serves the area if none is said."""
    sort = _SORTS.get(mention.kind)
    if sort is None:
        return None
    for name in mention.names:
        if sort.search(name) and (named := _ending(mention.kind, name)):
            return _shared(named, "register", name)
    of_area = _by_area().get((mention.kind, code))
    if of_area and all(_says_sort_alone(mention.kind, name) for name in mention.names):
        return _shared(of_area, "serves-the-area", mention.name)
    return None


def _ending(kind: str, name: str) -> PublicBody | None:
    """The body whose name the words of a name end in, the longest: addressees are named in one breath."""
    words = name.split()
    keys = (key_of(_SORTS[kind].sub(" ", " ".join(words[start:]))) for start in range(len(words)))
    return next((found for key in keys if key and (found := _by_name().get((kind, key)))), None)


def _shared(body: PublicBody, rule: str, name: str) -> Shared:
    return Shared(resource_iri(body.register, body.id), rule, name, body.name)


def _says_sort_alone(kind: str, name: str) -> bool:
    """Whether a name says what sort of body it is, and not which: "the police", "integrated care board"."""
    return not key_of(_SORTS[kind].sub(" ", usual_name(without_holder(name))))


@cache
def _registered() -> frozenset[str]:
    return frozenset(key_of(name) for body in public_bodies() for name in body.names)


@cache
def _by_name() -> Mapping[tuple[str, str], PublicBody]:
    return {
        (body.kind, key_of(_SORTS[body.kind].sub(" ", name))): body
        for body in public_bodies()
        for name in body.names
    }


@cache
def _by_area() -> Mapping[tuple[str, str], PublicBody]:
    return {(body.kind, code): body for body in public_bodies() for code in body.authorities}
