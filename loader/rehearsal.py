"""What a store would hold, for a load that is to write nothing."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from loader.store import GraphRecord, Manifest, StoreMissing, read
from loader.store.manifest import SourceRecord

__all__ = ["Holder", "Rehearsal", "held"]


class Holder(Protocol):
    """What takes reports in: the writer of a store, or one that only remembers which it took."""

    @property
    def sources(self) -> Mapping[str, SourceRecord]:
        """What is remembered of each report's file, by graph."""

    def replace_packed(
        self, iri: str, record: GraphRecord, packed: bytes, source: SourceRecord | None = None
    ) -> bool:
        """Make packed lines the contents of a graph; True if they differ from what it held."""

    def remove_graph(self, iri: str) -> bool:
        """Remove a graph and what is remembered of its file; True if it was there."""


class Rehearsal:
    """A ``Holder`` that writes nothing."""

    def __init__(self, manifest: Manifest) -> None:
        self._sources = dict(manifest.sources)

    @property
    def sources(self) -> Mapping[str, SourceRecord]:
        """What would be remembered."""
        return MappingProxyType(self._sources)

    def replace_packed(
        self, iri: str, record: GraphRecord, packed: bytes, source: SourceRecord | None = None
    ) -> bool:
        """Remember the source of a graph."""
        if source is not None:
            self._sources[iri] = source
        return True

    def remove_graph(self, iri: str) -> bool:
        """Forget the source of a graph."""
        return self._sources.pop(iri, None) is not None


def held(store: Path) -> Manifest:
    """What a store holds; nothing if it is still to be made.

    Raises
    ------
    loader.store.StoreError
        If what is there can't be read, or is a file.

    """
    try:
        with read(store) as reader:
            return reader.manifest
    except StoreMissing:
        if store.is_file():
            raise
        return Manifest()
