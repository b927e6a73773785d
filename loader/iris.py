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
    "BASE",
    "ENGLAND",
    "GEOGRAPHY",
    "LINK_GRAPHS",
    "REPORT_GRAPHS",
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
REPORT_GRAPHS = f"{BASE}graph/report/"  # what the name of a report's graph begins with
LINK_GRAPHS = f"{BASE}graph/links/"  # of the graphs of link sets: the name of the set follows
SUMMARY_GRAPHS = f"{BASE}graph/summary/"  # and of the graph of its counts: the same path follows
TABLE_GRAPHS = f"{BASE}graph/table/"  # and of the graph of a table's figures

_SCHEME_BASE = CONCEPT_BASE.replace("/concept/", "/scheme/")
_NOT_WORDS = re.compile(r"[^a-z0-9]+")
_LONGEST_SLUG = 80


def resource_iri(*path: str) -> NamedNode:
    """The IRI of a thing: ``resource_iri("authority", "MDW")`` is ``…/id/authority/MDW``."""
    from pyoxigraph import NamedNode  # noqa: PLC0415 — heavy, and not needed for --help

    return NamedNode(f"{BASE}id/{'/'.join(path)}")


def graph(*path: str) -> NamedNode:
    """The IRI of a named graph: ``graph("area", "MDW")`` is ``…/graph/area/MDW``."""
    from pyoxigraph import NamedNode  # noqa: PLC0415

    return NamedNode(f"{BASE}graph/{'/'.join(path)}")


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
