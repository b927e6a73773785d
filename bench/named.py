"""Comparing the bodies, posts and programmes that a report names.

Two groups are measured apart. *Proper* names are printed with an acronym or with a capital letter that does
not stand at the start of a sentence; of the gold that is told from the report's text, of what was found by
its own ``proper``. All others are common names: "safeguarding teams", "elected members".

Readers noted anything that is no named body under the kind ``group``: it counts neither for nor against,
nor does a group that was found and is not in the gold. Where they noted plain names of ``bodies`` alone,
three further things count neither for nor against: posts; the authority inspected, by any name that
``data/registers`` resolves to it; and the inspectorates with their inspectors. A report has keys of its own
for the last two, and readers of such lists left them out.

Such lists hold what struck the reader, not all that a report names. What was found beyond them has been read
in its sentence and judged, ``right`` or ``wrong``, in ``bench/adjudicated.csv``: right is what names a body,
team, service, board, programme or facility, to its full extent and once. The figures proper stay strict; a
row of its own gives the precision with those judged right. What is not listed there is wrong.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from bench.matching import Entry, Score, measure, normalise, total
from loader.authorities import resolve
from loader.inspectorates import inspectorates

__all__ = [
    "ADJUDICATED",
    "BODIES",
    "FAMILIES",
    "OTHER",
    "PROPER",
    "Named",
    "found_named",
    "gold_named",
    "name_forms",
    "printed_proper",
    "score_bodies",
    "score_named",
]

PROPER, OTHER = "proper names", "other names"
BODIES, ADJUDICATED = "bodies", "  adjudicated"  # both groups together; the same with what was judged right
FAMILIES = {"bodies": "body", "posts": "post", "programmes": "programme"}

_GOLD_FAMILIES = {"role": "post", "programme": "programme", "operation": "programme", "project": "programme"}
_ACRONYM = re.compile(r"(?<!\w)[A-Z][A-Z&]*[A-Z](?!\w)")
_CAPITAL = re.compile(r"(?<![\w'’])[A-Z]")
_SENTENCE_START = re.compile(r"(?:^|\n|[.:!?•▪◼*]|\t)[\s'\"‘“(*-]*$")


class Named(NamedTuple):
    """Something named: its name first, then every form of it, as compared."""

    name: str
    forms: frozenset[str]
    family: str  # body, post, programme; empty where the gold does not say
    kind: str
    proper: bool
    place: str
    titled: bool = False  # the authority inspected or an inspectorate: the title block has it
    right: bool = False  # judged to name something, whether the gold holds it or not


def name_forms(*names: str) -> frozenset[str]:
    """The forms of a name as compared: without quotes, leading article or bracketed acronym too.

    >>> sorted(name_forms("the Medway Safeguarding Children Board (MSCB)"))
    ['medway safeguarding children board', 'medway safeguarding children board (mscb)']
    """
    forms = set()
    for name in names:
        for form in (name, re.sub(r"\s*\((?:[A-Z]{2,}s?)\)", "", name)):
            plain = re.sub(r"(?<!\w)['\"]|['\"](?!\w)", "", normalise(form))
            forms.add(plain.removeprefix("the ").strip())
    return frozenset(forms - {""})


def printed_proper(names: Sequence[Sequence[str]], text: str) -> list[bool]:
    """Whether the text prints each thing, given by all its names, as a proper name.

    A name inside a longer name of the list, as "schools" in "Children, Schools and Families Department", is
    not looked at.
    """
    spans = sorted(
        {
            (found.start(), found.end(), which)
            for which, forms in enumerate(names)
            for form in forms
            for found in re.finditer(rf"(?<!\w){_loose(form)}(?!\w)", text, re.IGNORECASE)
        }
    )
    proper = [False] * len(names)
    for start, end, which in spans:
        if not proper[which] and not _inside_other(start, end, which, spans):
            proper[which] = _looks_proper(text, start, end)
    return proper


def _loose(form: str) -> str:
    words = (re.escape(word).replace("'", "['’]") for word in form.replace("’", "'").split())
    return r"\s+".join(words)


def _inside_other(start: int, end: int, which: int, spans: Iterable[tuple[int, int, int]]) -> bool:
    return any(
        other != which and s <= start and end <= e and (e - s) > (end - start) for s, e, other in spans
    )


def _looks_proper(text: str, start: int, end: int) -> bool:
    words = text[start:end]
    if _ACRONYM.search(words):
        return True
    before = text[max(0, start - 20) : start]
    starts_sentence = bool(_SENTENCE_START.search(before)) or start == 0
    return any(at.start() > 0 or not starts_sentence for at in _CAPITAL.finditer(words))


def gold_named(gold: Mapping[str, Any], text: str) -> list[Named]:
    """What the readers noted: ``organisations``, or plain names of ``bodies`` where there are none."""
    noted = gold.get("organisations") or [{"name": name} for name in gold.get("bodies", ())]
    names = [[item["name"], *item.get("aliases", ())] for item in noted]
    return [
        Named(
            item["name"],
            name_forms(*every),
            _GOLD_FAMILIES.get(item["kind"], "body") if "kind" in item else "",
            item.get("kind", ""),
            proper,
            ", ".join(map(str, item.get("paragraphs", ()))),
        )
        for item, every, proper in zip(noted, names, printed_proper(names, text), strict=True)
    ]


def found_named(report: Mapping[str, Any]) -> list[Named]:
    """What was found, from the JSON of a report."""
    right = _judged_right().get(report.get("sha256", ""), frozenset())
    return [
        Named(
            item["name"],
            name_forms(item["name"], *item["aliases"]),
            family,
            item["kind"],
            item["proper"],
            ", ".join(item["paragraphs"]),
            _is_inspectorate(item) or _is_authority(item, report.get("authority")),
            normalise(item["name"]) in right,
        )
        for key, family in FAMILIES.items()
        for item in report[key]
    ]


@cache
def _judged_right() -> dict[str, frozenset[str]]:
    """The names judged right, by the sum of the report."""
    found: dict[str, set[str]] = {}
    with Path(__file__).with_name("adjudicated.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["verdict"] == "right":
                found.setdefault(row["sha256"], set()).add(normalise(row["name"]))
    return {sha256: frozenset(names) for sha256, names in found.items()}


def _is_inspectorate(item: Mapping[str, Any]) -> bool:
    return bool(name_forms(item["name"], *item["aliases"]) & _inspectorate_forms())


@cache
def _inspectorate_forms() -> frozenset[str]:
    rows = inspectorates().values()
    names = [name for row in rows for name in (row.name, row.short_name, *row.other_names)]
    inspectors = [
        f"{whose} Majesty's {who}" for whose in ("Her", "His") for who in ("Inspector", "Inspectors")
    ]
    return name_forms(*names, *inspectors, "HMI")


def _is_authority(item: Mapping[str, Any], authority: Mapping[str, Any] | None) -> bool:
    if not authority or item["kind"] != "local-authority":
        return False
    own = resolve(authority["name"])
    names = [name.removesuffix(" local authority") for name in (item["name"], *item["aliases"])]
    return own is not None and any(same.code == own.code for same in filter(None, map(resolve, names)))


def score_named(gold: Sequence[Named], found: Sequence[Named]) -> list[Score]:
    """The scores of proper and of other names, and of the families of those that were paired."""
    wanted, given = _counted(gold, found)
    _, pairs = measure("", _entries(wanted), _entries(given), _likeness, soft=True)
    group = {f: wanted[g].proper for g, f in pairs.items()}
    for f, item in enumerate(given):
        if f not in group:
            equal = [other.proper for other in wanted if other.forms & item.forms]
            group[f] = equal[0] if equal else item.proper
    scores = []
    for kind, proper in ((PROPER, True), (OTHER, False)):
        here = [item for item in wanted if item.proper is proper]
        there = [item for f, item in enumerate(given) if group[f] is proper]
        scores.append(measure(kind, _entries(here), _entries(there), _likeness, soft=True)[0])
    return [*scores, _families(wanted, given, pairs)]


def score_bodies(gold: Sequence[Named], found: Sequence[Named]) -> list[Score]:
    """The score of proper and other names together, and the same with what was judged right as right."""
    strict = total(BODIES, score_named(gold, found)[:2])
    wanted, given = _counted(gold, found)
    known = {form for item in wanted for form in item.forms}
    right = sum(item.right and not item.forms & known for item in given)
    judged = Score(ADJUDICATED, strict.gold, strict.found, strict.gold_met, strict.found_right + right)
    return [replace(strict, disagreements=()), judged]


def _counted(gold: Sequence[Named], found: Sequence[Named]) -> tuple[list[Named], list[Named]]:
    """What counts for or against, of the gold and of what was found."""
    only_bodies = all(not item.family for item in gold)
    titled = {form for item in found if only_bodies and item.titled for form in item.forms}
    ignored = titled | {form for item in gold if item.kind == "group" for form in item.forms}
    wanted = [item for item in gold if item.kind != "group" and not item.forms & titled]
    known = {form for item in wanted for form in item.forms}
    given = [
        item
        for item in found
        if item.forms & known or not (_is_ignored(item, ignored) or (only_bodies and item.family == "post"))
    ]
    return wanted, given


def _is_ignored(item: Named, ignored: set[str]) -> bool:
    return item.kind == "group" or bool(item.forms & ignored)


def _entries(items: Iterable[Named]) -> list[Entry]:
    return [Entry(item.name, item.place, item) for item in items]


def _likeness(gold: Named, found: Named) -> float:
    shared = len(gold.forms & found.forms)
    if not shared:
        return 0.0
    equal_names = bool(name_forms(gold.name) & name_forms(found.name))
    return 1.0 + 2 * equal_names + (gold.family == found.family) + 0.01 * min(shared, 50)


def _families(wanted: Sequence[Named], given: Sequence[Named], pairs: Mapping[int, int]) -> Score:
    known = [(wanted[g], given[f]) for g, f in pairs.items() if wanted[g].family]
    gold = [Entry(f"{g.name}: {g.family}", g.place, (i, g.family)) for i, (g, _) in enumerate(known)]
    found = [Entry(f"{g.name}: {f.family}", f.place, (i, f.family)) for i, (g, f) in enumerate(known)]
    return measure("  family", gold, found, lambda a, b: float(a == b))[0]
