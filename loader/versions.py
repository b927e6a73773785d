"""What a report was understood with: when any of it changes, the report is read again."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from loader.errors import ReportError
from loader.iris import BASE
from ontology.resources import resource

__all__ = ["refuse_other_base", "software_version", "versions"]

# Folders whose files decide what is read out of a report and how it is said.
_DECISIVE = {
    "vocabulary": ("ontology", ("*.ttl", "schemes/*.ttl", "*.jsonld")),
    "registers": ("data/registers", ("*.csv",)),
    "reader": (
        "loader",
        (
            *(f"{name}.py" for name in ("authorities", "cues", "deciding", "decisions", "framework")),
            *(f"{name}.py" for name in ("inspectorates", "iris", "pipeline", "provenance", "quads", "rdf")),
            *(f"{name}.py" for name in ("observations", "records", "segment", "vocabulary")),
            "blocks/*.py",
            "read/*.py",
            "interpret/**/*.py",
            "interpret/cues/*.yaml",
            "interpret/labelling/*.npz",
            "frameworks/*.yaml",
        ),
    ),
    "conclusions": (
        "loader",
        (
            "conclude/**/*.py",
            "conclude/**/*.csv",
            "concluding.py",
            "reference.py",
            "conclude/**/*.yaml",
            *(f"{name}.py" for name in ("authorities", "cues", "iris", "quads", "vocabulary")),
            *(f"{name}.py" for name in ("decisions", "inspectorates", "public_bodies", "standing")),
            "interpret/naming/*.py",
            "interpret/words/*.py",
            "interpret/cues/*.yaml",
        ),
    ),
}


def software_version() -> str:
    """The version of this package; 0+unknown where it is not installed."""
    try:
        return version("inspection-graph")
    except PackageNotFoundError:
        return "0+unknown"


@cache
def versions() -> dict[str, str]:
    """Version of the software, and a digest of each set of files that decides what the graph says."""
    digests = {name: _digest(folder, patterns) for name, (folder, patterns) in _DECISIVE.items()}
    return {"software": software_version(), "base": BASE, "pdfium": version("pypdfium2"), **digests}


def refuse_other_base(store: Path, of_store: Mapping[str, str]) -> None:
    """Refuse to write to a store whose resources live under another address.

    Raises
    ------
    loader.errors.ReportError
        If its versions, as ``versions`` gives them, name another base.

    """
    base = of_store.get("base", BASE)
    if base != BASE:
        problem = f"the store was made with the base {base}, and INSPECTION_GRAPH_BASE says {BASE}"
        raise ReportError(str(store), problem, "set it to the store's, or load into another store")


def _digest(folder: str, patterns: tuple[str, ...]) -> str:
    top = resource(folder)
    sha = hashlib.sha256()
    for file in sorted(file for pattern in patterns for file in top.glob(pattern)):
        sha.update(f"{file.relative_to(top).as_posix()}\n".encode())
        sha.update(file.read_bytes().replace(b"\r\n", b"\n"))
    return sha.hexdigest()[:16]
