"""What a generation says of itself: its graphs and their digests, from which files, by which versions."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from loader.store_errors import RESTORE, StoreDamaged, StoreNewer

__all__ = ["SCHEMA", "Fresh", "GraphRecord", "Manifest", "SourceRecord", "dataset_id", "read_manifest"]

SCHEMA = 1
_RUNS = "/graph/runs"  # the only graph with a clock in it

SourceRecord = Mapping[str, Any]  # what the loader wants to know of a file again: JSON values


class GraphRecord(NamedTuple):
    """How many quads a graph has, and the SHA-256 of its sorted N-Triples lines."""

    quads: int
    sha256: str


class Fresh(NamedTuple):
    """What a database took on disk when it was last written from nothing."""

    bytes: int
    quads: int


@dataclass(frozen=True)
class Manifest:
    """The contents of one generation, without its quads.

    ``sources`` holds, for each graph that was read from a file, what the caller recorded of that file, so
    that a load can pass over an unchanged file without opening the database. ``decided`` holds, for an area,
    the digest of the reviewers' decisions with which it was concluded. ``created`` is the only reading of a
    clock and no part of ``dataset``.
    """

    graphs: Mapping[str, GraphRecord] = field(default_factory=dict)
    sources: Mapping[str, SourceRecord] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)
    decided: Mapping[str, str] = field(default_factory=dict)
    created: str = ""
    parent: int | None = None
    restored: int | None = None  # the generation that a rollback brought back
    fresh: Fresh | None = None

    @cached_property
    def dataset(self) -> str:
        """The dataset id: see ``dataset_id``."""
        return dataset_id(self.graphs)

    @cached_property
    def quads(self) -> int:
        """How many quads all graphs have together."""
        return sum(record.quads for record in self.graphs.values())

    def to_json(self) -> str:
        """JSON text, keys sorted: the same manifest gives the same bytes."""
        said = {
            "schema": SCHEMA,
            "dataset": self.dataset,
            "quads": self.quads,
            "versions": dict(self.versions),
            "decided": dict(self.decided),
            "created": self.created,
            "parent": self.parent,
            "restored": self.restored,
            "fresh": self.fresh._asdict() if self.fresh else None,
            "graphs": {iri: record._asdict() for iri, record in self.graphs.items()},
            "sources": {iri: dict(source) for iri, source in self.sources.items()},
        }
        return json.dumps(said, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def dataset_id(graphs: Mapping[str, GraphRecord]) -> str:
    """SHA-256 over the sorted lines ``<graph IRI> <SHA-256 of the graph>``, the graph of runs left out.

    Two levels, so that adding one report does not cost reading all of them again. The guarantee is that
    of a digest over all sorted N-Quads: two datasets have the same id if, and only if, they hold the same
    quads outside the graph of runs (as far as SHA-256 tells texts apart).

    Examples
    --------
    >>> one = {"https://example.org/graph/a": GraphRecord(1, "00")}
    >>> dataset_id(one) == dataset_id(one | {"https://example.org/graph/runs": GraphRecord(9, "ff")})
    True

    """
    lines = sorted(f"{iri} {record.sha256}\n" for iri, record in graphs.items() if not iri.endswith(_RUNS))
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def read_manifest(path: Path) -> Manifest:
    """Read ``manifest.json``.

    Raises
    ------
    FileNotFoundError
        If there is none.
    StoreNewer
        If a later version of the software wrote it.
    StoreDamaged
        If it is no manifest, or not the one that was written.

    """
    text = path.read_bytes()
    try:
        said = json.loads(text)
        schema = int(said["schema"])
        if schema <= SCHEMA:
            return _manifest(said)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise StoreDamaged(path, f"not a manifest ({error!r})", RESTORE) from error
    raise StoreNewer(path, f"store schema {schema}, this version knows {SCHEMA}", "upgrade inspection-graph")


def _manifest(said: dict[str, Any]) -> Manifest:
    read = Manifest(
        graphs={iri: GraphRecord(int(r["quads"]), str(r["sha256"])) for iri, r in said["graphs"].items()},
        sources=said["sources"],
        versions=said["versions"],
        decided=said.get("decided", {}),
        created=said["created"],
        parent=said["parent"],
        restored=said["restored"],
        fresh=Fresh(**said["fresh"]) if said["fresh"] else None,
    )
    if (read.dataset, read.quads) != (said["dataset"], said["quads"]):
        raise ValueError("its graphs do not give its dataset id")
    return read
