"""How reviewers' decisions and a store stand to each other: what is honoured, what is not yet or can't be."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from loader.decisions import Decisions, read_decisions
from loader.errors import ReportError
from loader.store.generations import Folder
from loader.store.manifest import SourceRecord

__all__ = ["decided_versions", "decisions_for", "decisions_in", "named_decisions", "redecided", "refuse_lost"]

_DECIDED = "decisions/"  # and the code of an area: among the versions of a generation


def decisions_in(store: Path) -> Path:
    """Where the decisions on what a store holds lie, unless a user says otherwise."""
    return Folder(store).decisions


def named_decisions(file: Path | None) -> Decisions | None:
    """The decisions of the file that a user named; None if none was.

    Raises
    ------
    loader.errors.ReportError
        If there is no such file, or it can't be read.

    """
    if file and not file.exists():
        raise ReportError(str(file), "there is no such file of decisions", "check the path")
    return read_decisions(file) if file else None


def decisions_for(store: Path, given: Decisions | None) -> Decisions:
    """The decisions that a load honours: those given, else those of the file in the store's folder.

    Raises
    ------
    loader.errors.ReportError
        If that file can't be read.

    """
    return read_decisions(decisions_in(store)) if given is None else given


def refuse_lost(
    store: Path, given: Decisions | None, versions: Mapping[str, str], sources: Mapping[str, SourceRecord]
) -> None:
    """Refuse to undo in silence what the store honours because nobody said where the file of decisions is.

    Parameters
    ----------
    store
        The folder of the store.
    given
        The decisions that a user named; None if none were.
    versions, sources
        Of the store's current generation.

    Raises
    ------
    loader.errors.ReportError
        If no decisions are named, none lie in the store's folder, and the store was made with some.

    """
    file = decisions_in(store)
    of_areas = any(name.startswith(_DECIDED) for name in versions)
    honoured = of_areas or any(source.get("decisions") for source in sources.values())
    if given is None and honoured and not file.exists():
        problem = "is not there, and the store honours decisions of reviewers"
        remedy = "name their file with --decisions, or to undo them all leave one with its first line alone"
        raise ReportError(str(file), problem, remedy)


# Areas


def decided_versions(decisions: Decisions) -> dict[str, str]:
    """What a generation remembers of the decisions that its areas are concluded with: a digest for each."""
    return {f"{_DECIDED}{code}": own.digest for code, own in decisions.by_area.items()}


def redecided(versions: Mapping[str, str], decisions: Decisions) -> set[str]:
    """The codes of the areas about which something else is decided than a generation remembers."""
    before = {name: digest for name, digest in versions.items() if name.startswith(_DECIDED)}
    return {name.removeprefix(_DECIDED) for name, _ in before.items() ^ decided_versions(decisions).items()}
