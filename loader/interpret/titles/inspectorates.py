"""Which inspectorates took part?"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from loader.cues import cues
from loader.framework import framework
from loader.interpret.titles.labels import about
from loader.records import Document, Span

__all__ = ["Inspectorates", "find_inspectorates", "read_inspectorates"]


class Inspectorates(NamedTuple):
    """The inspectorates in the order printed, and the words, where a report has them."""

    ids: tuple[str, ...]  # in data/registers/inspectorates.csv
    spans: tuple[Span, ...] = ()


def read_inspectorates(document: Document) -> Inspectorates:
    """Those that a joint report names together in one paragraph; else the framework's.

    A paragraph counts if it names all that the framework has: an inspectorate may have joined them, and none
    stays away.
    """
    usual = framework(document.framework).inspectorates
    if len(usual) > 1:
        for block in about(document):
            found = find_inspectorates(block.text)
            if set(usual) <= set(found):
                return Inspectorates(tuple(found), tuple(block.span(*place) for place in found.values()))
    return Inspectorates(usual)


def find_inspectorates(text: str) -> dict[str, tuple[int, int]]:
    """The inspectorates that a text names, by id in order of place, and where each first stands.

    >>> find_inspectorates("HMI Probation and Ofsted, for Ofsted")
    {'hmi-probation': (0, 13), 'ofsted': (18, 24)}
    """
    found = {id_: match.span() for id_, pattern in _patterns().items() if (match := pattern.search(text))}
    return dict(sorted(found.items(), key=lambda item: item[1]))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {id_: re.compile(pattern) for id_, pattern in cues("title")["inspectorates"].items()}
