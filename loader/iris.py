"""IRIs, made of what identifies a thing in the world and never of load order."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from typing import TYPE_CHECKING

from loader.vocabulary import CONCEPT_BASE

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

__all__ = [
    "AREA_GRAPHS",
    "BASE",
    "ENGLAND",
    "GEOGRAPHY",
    "GRAPHS",
    "LINK_GRAPHS",
    "REPORTS",
    "REPORT_GRAPHS",
    "RESOURCES",
    "SUMMARY_GRAPHS",
    "TABLE_GRAPHS",
    "concept",
    "graph",
    "resource_iri",
    "scheme",
    "short_hash",
    "slug",
]

# Where the resources of the graph live. The vocabulary keeps its own address whatever this says.
BASE = os.environ.get("INSPECTION_GRAPH_BASE", "https://w3id.org/inspection-graph/").rstrip("/") + "/"
GEOGRAPHY = "http://statistics.data.gov.uk/id/statistical-geography/"  # areas, by ONS code
ENGLAND = "E92000001"
RESOURCES = f"{BASE}id/"  # what the IRI of a thing begins with
REPORTS = f"{RESOURCES}report/"  # and that of a report and its parts
GRAPHS = f"{BASE}graph/"  # and the name of a graph
AREA_GRAPHS = f"{GRAPHS}area/"  # of what is concluded of an area: the code of its council follows
REPORT_GRAPHS = f"{GRAPHS}report/"  # of a report: the path of its inspection follows
LINK_GRAPHS = f"{GRAPHS}links/"  # of a link set: its name follows
SUMMARY_GRAPHS = f"{GRAPHS}summary/"  # of the counts of a report: the same path follows
TABLE_GRAPHS = f"{GRAPHS}table/"  # of the figures of a table

_SCHEME_BASE = CONCEPT_BASE.replace("/concept/", "/scheme/")
_NOT_WORDS = re.compile(r"[^a-z0-9]+")
_LONGEST_SLUG = 80


def resource_iri(*path: str) -> NamedNode:
    """The IRI of a thing: ``resource_iri("authority", "MDW")`` is ``…/id/authority/MDW``."""
    from pyoxigraph import NamedNode  # noqa: PLC0415 — heavy, and not needed for --help

    return NamedNode(f"{RESOURCES}{'/'.join(path)}")


def graph(*path: str) -> NamedNode:
    """The IRI of a named graph: ``graph("area", "MDW")`` is ``…/graph/area/MDW``."""
    from pyoxigraph import NamedNode  # noqa: PLC0415

    return NamedNode(f"{GRAPHS}{'/'.join(path)}")


def concept(scheme: str, slug_of_concept: str) -> NamedNode:
    """The IRI of a concept of ``ontology/schemes/<scheme>.ttl``."""
    from pyoxigraph import NamedNode  # noqa: PLC0415

    return NamedNode(f"{CONCEPT_BASE}{scheme}/{slug_of_concept}")


def scheme(name: str) -> NamedNode:
    """The IRI of the scheme of ``ontology/schemes/<name>.ttl``."""
    from pyoxigraph import NamedNode  # noqa: PLC0415

    return NamedNode(f"{_SCHEME_BASE}{name}")


def slug(name: str) -> str:
    """A name as part of an IRI: ASCII letters, digits and hyphens; never empty.

    >>> slug("Children’s Trust"), slug("Sunrise team")
    ('childrens-trust', 'sunrise-team')
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    words = _NOT_WORDS.sub("-", plain.casefold().replace("'", "")).strip("-")
    if words and len(words) <= _LONGEST_SLUG:
        return words
    return f"{words[:_LONGEST_SLUG]}-{short_hash(name)}".lstrip("-")


def short_hash(*parts: str) -> str:
    """The first twelve hexadecimal digits of the SHA-256 of some texts."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:12]
