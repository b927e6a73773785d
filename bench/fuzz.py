"""Are spoilt files read or refused, and nothing else? ``python -m bench.fuzz --cases 2000``.

Every case is a small report that was changed by chance (``tests.loader.mutants``), read by a process of the
loader with a limit of time and memory. It must be a report that is right in all that can be held against it,
or be refused with file, reason and remedy. Every tenth is loaded into one store, which must hold whole
reports and nothing else.

A case is told by the seed of the series and its number: ``--seed 1 --only 137`` does it again. One that went
wrong is tried again with steps left out, and the smallest file that still goes wrong is kept.
"""

from __future__ import annotations

import argparse
import platform
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from loader.load import Reading, load
from tests.loader.judging import LIMITS, Verdict, judging, wrong_in_store
from tests.loader.mutants import Recipe, drawn

_EVERY = 10  # of so many cases, one is loaded, too
_LOADED = 40  # files of a load
_USUAL = Reading(jobs=2)
_WORDS = 6  # of a reason in the table: what comes after them is of the file
_WIDTH = 58


class Case(NamedTuple):
    """A spoilt file and what became of it."""

    number: int
    recipe: Recipe
    verdict: Verdict


_Ask = Callable[[Path], Verdict]


def main(argv: Sequence[str] | None = None) -> int:
    """Judge the cases and print the table; 1 if any went wrong."""
    told = _arguments(argv)
    numbers = told.only or range(told.cases)
    print(f"Python {platform.python_version()}; seed {told.seed}, {told.jobs} processes")
    with tempfile.TemporaryDirectory() as folder, judging(replace(LIMITS, jobs=told.jobs)) as ask:
        cases = list(_judged(told.seed, numbers, Path(folder), ask, told.jobs))
        wrong = [case for case in cases if not case.verdict.good]
        _print_table(cases)
        for case in wrong:
            _explain(case, _smallest(case, Path(folder), ask), told.keep)
        half_stored = list(_half_stored(cases[::_EVERY], Path(folder)))
    loaded = f"loaded into one store: {len(cases[::_EVERY]):,} cases, nothing half-stored"
    print("\n".join(half_stored) or loaded)
    return 1 if wrong or half_stored else 0


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.fuzz", description=__doc__)
    parser.add_argument("--cases", type=int, default=2000, help="how many (default: 2000)")
    parser.add_argument("--seed", type=int, default=1, help="of the series (default: 1)")
    parser.add_argument("--only", type=int, action="append", help="a case by its number; may be given again")
    parser.add_argument("--jobs", type=int, default=2, help="processes (default: 2)")
    parser.add_argument("--keep", type=Path, help="folder for files that went wrong")
    return parser.parse_args(argv)


def _judged(seed: int, numbers: Iterable[int], folder: Path, ask: _Ask, jobs: int) -> Iterator[Case]:
    def one(number: int) -> Case:
        recipe = drawn(seed, number)
        return Case(number, recipe, _asked(recipe, folder / f"{number}.{recipe.format}", ask))

    with ThreadPoolExecutor(jobs) as threads:
        yield from threads.map(one, numbers)


def _asked(recipe: Recipe, file: Path, ask: _Ask) -> Verdict:
    file.write_bytes(recipe.made())
    return ask(file)


def _smallest(case: Case, folder: Path, ask: _Ask) -> Recipe:
    """The recipe with every step left out without which it goes wrong all the same."""
    recipe = case.recipe
    for step in case.recipe.steps:
        fewer = recipe._replace(steps=tuple(other for other in recipe.steps if other != step))
        if _asked(fewer, folder / f"fewer.{recipe.format}", ask).outcome == case.verdict.outcome:
            recipe = fewer
    return recipe


def _half_stored(cases: Sequence[Case], folder: Path) -> Iterator[str]:
    """What is wrong with a store after each of a few loads of the cases."""
    for start in range(0, len(cases), _LOADED):
        files = [folder / f"{case.number}.{case.recipe.format}" for case in cases[start : start + _LOADED]]
        if load(files, folder / "store", reading=_USUAL).generation:
            yield from wrong_in_store(folder / "store", folder)


# What is printed


def _print_table(cases: Sequence[Case]) -> None:
    counts = Counter((_row(case.verdict), case.recipe.format) for case in cases)
    counts += Counter(("cases", case.recipe.format) for case in cases)
    print(f"{'':<{_WIDTH}}{'PDF':>8}{'text':>8}")
    for row in sorted({row for row, _ in counts}, key=_order):
        print(f"{row:<{_WIDTH}}{counts[row, 'pdf']:>8,}{counts[row, 'txt']:>8,}")
    slowest = max(cases, key=lambda case: case.verdict.seconds)
    print(f"slowest: case {slowest.number}, {slowest.verdict.seconds:.2f} s ({slowest.recipe})")
    print(f"peak memory of a process: {max(case.verdict.memory for case in cases) / 2**20:,.0f} MiB")
    for outcome in ("crash", "hang", "memory", "fault"):
        print(f"{outcome}: {sum(case.verdict.outcome == outcome for case in cases)}")


def _row(verdict: Verdict) -> str:
    words = re.sub(r"\w*\d[\w,]*", "…", verdict.why).split()[:_WORDS]
    return f"refused: {' '.join(words)}" if verdict.outcome == "refused" else verdict.outcome


def _order(row: str) -> tuple[bool, bool, str]:
    return row != "cases", row != "read", row


def _explain(case: Case, smallest: Recipe, keep: Path | None) -> None:
    print(f"{case.verdict.outcome}: --only {case.number} ({smallest}): {case.verdict.why}", file=sys.stderr)
    if keep:
        keep.mkdir(parents=True, exist_ok=True)
        (keep / f"{case.number}.{smallest.format}").write_bytes(smallest.made())


if __name__ == "__main__":
    sys.exit(main())
