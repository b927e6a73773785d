"""What a reading process hands back of a file: a report's graph, ready to store, and what to say of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from loader.decisions import Stale
from loader.records import Unread
from loader.store.manifest import GraphRecord

__all__ = ["Failed", "Summary", "Understood"]


@dataclass(frozen=True, slots=True)
class Summary:
    """What was understood of one report, in numbers."""

    inspection: str  # its path, as MDW/2013-01-07/protection-2012
    framework: str
    authority: str | None = None  # as printed
    authority_code: str | None = None
    start: str | None = None  # ISO 8601 dates, as printed
    end: str | None = None
    published: str | None = None
    pages: int | None = None
    sections: int = 0
    paragraphs: int = 0
    judgements: int = 0
    actions: int = 0
    findings: int = 0
    strengths: int = 0
    weaknesses: int = 0
    named: int = 0
    figures: int = 0
    events: int = 0
    unread: tuple[Unread, ...] = ()


@dataclass(frozen=True, slots=True)
class Understood:
    """A report that keeps to the shapes, its graph packed as ``Writer.replace_packed`` takes it."""

    graph: str  # its IRI
    sha256: str  # of the bytes that were read
    record: GraphRecord
    packed: bytes
    summary: Summary
    stale: tuple[Stale, ...] = ()  # decisions of reviewers that could not be applied


class Failed(NamedTuple):
    """Why a file is not in the graph: the file, the place in it, what is wrong, what to do."""

    message: str
