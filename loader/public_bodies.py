"""Public bodies that serve several areas, as ``data/registers`` lists them: police forces and NHS bodies."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from ontology.resources import resource

__all__ = ["REGISTERS", "PublicBody", "public_bodies"]

#: The registers: what stands in the IRIs of their bodies, what in the name of their graph, and the file.
REGISTERS: Mapping[str, tuple[str, str]] = {
    "police-force": ("police-forces", "data/registers/police_forces.csv"),
    "nhs-body": ("nhs-bodies", "data/registers/nhs_bodies.csv"),
}


@dataclass(frozen=True, slots=True)
class PublicBody:
    """A row of such a register."""

    register: str  # a key of REGISTERS
    id: str  # of data.police.uk, or the ODS code
    name: str
    kind: str  # concept of ontology/schemes/kinds.ttl
    other_names: tuple[str, ...]
    authorities: tuple[str, ...]  # GOV.UK codes of the councils whose areas it serves

    @property
    def names(self) -> tuple[str, ...]:
        """Every name, the official one first."""
        return (self.name, *self.other_names)


@cache
def public_bodies() -> tuple[PublicBody, ...]:
    """The bodies of all registers, in their order.

    >>> [body.name for body in public_bodies() if "MDW" in body.authorities]
    ['Kent Police', 'NHS Kent and Medway Integrated Care Board']
    """
    return tuple(body for register, (_, file) in REGISTERS.items() for body in _read(register, file))


def _read(register: str, file: str) -> Iterator[PublicBody]:
    with resource(file).open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            others = tuple(filter(None, row["alternative_names"].split("|")))
            authorities = tuple(row["authorities"].split())
            yield PublicBody(register, row["id"], row["name"], row["kind"], others, authorities)
