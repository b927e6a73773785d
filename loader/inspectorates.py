"""Inspectorates, as ``data/registers/inspectorates.csv`` lists them."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache

from ontology.resources import resource

__all__ = ["Inspectorate", "inspectorates"]


@dataclass(frozen=True, slots=True)
class Inspectorate:
    """A row of the register."""

    id: str
    name: str
    short_name: str
    other_names: tuple[str, ...]
    homepage: str | None


@cache
def inspectorates() -> dict[str, Inspectorate]:
    """The inspectorates by id, in the register's order.

    >>> inspectorates()["ofsted"].short_name
    'Ofsted'
    """
    with resource("data/registers/inspectorates.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: _inspectorate(row) for row in csv.DictReader(file)}


def _inspectorate(row: dict[str, str]) -> Inspectorate:
    others = tuple(filter(None, row["alternative_names"].split("|")))
    return Inspectorate(row["id"], row["name"], row["short_name"], others, row["homepage"] or None)
