"""Where a file came from: what every export says of itself."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from loader.iris import BASE
from loader.store import Reader
from queries.scope import Scope

__all__ = ["Origin", "dataset_iri", "origin_of"]


@dataclass(frozen=True, slots=True)
class Origin:
    """The dataset that a file was written from.

    Attributes
    ----------
    dataset
        Its id: the digest of its contents.
    date
        The day on which that generation was committed, as ``2026-01-31``.
    scope
        Which part was written, empty for all.

    """

    dataset: str
    date: str
    scope: str = ""

    def __str__(self) -> str:
        part = f", only {self.scope}" if self.scope else ""
        return f"inspection-graph, dataset {self.dataset} of {self.date}{part}"


def dataset_iri(dataset: str) -> str:
    """The IRI of the dataset of an id; what is not said of one but of all stands under the IRI without id."""
    return f"{BASE}dataset/{dataset}"


def origin_of(reader: Reader, scope: Scope) -> Origin:
    """Where a file of a scope comes from."""
    said = ", ".join(f"{name} {value}" for name, value in asdict(scope).items() if value)
    return Origin(reader.dataset, reader.manifest.created[:10], said)
