"""Are two names taken for names of one body when they are? Against pairs that were judged by reading.

Run from the checkout as ``python -m bench.merges``. ``merges.csv`` holds pairs of mentions of one area: those
that a rule joined (each pair of names once; of those alike but for case, a sixteenth), and near misses, drawn
by chance from those that share six of ten words. Each was judged in its place in the reports, ``same``
or ``different``; what could not be told was left out of the near misses, and is different among the joined.

A pair is asked of the rules as two reports of its area that name nothing else (``together``: one report).
What only a third report tells, as what an abbreviation stands for, is not asked. Pairs are split by authority
as in ``bench.sentences``: rules were written with the building half in sight, with Medway and Rochdale in it,
whose reports ship and were read by those who wrote them; the figures of the other half are those to quote.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from bench.split import held_out
from loader.authorities import register
from loader.conclude.mentions import Mention
from loader.conclude.things import Things
from loader.iris import resource_iri
from loader.quads import iri
from loader.vocabulary import family

SHIPPED = ("MDW", "RCH")
DAYS = ("2014-01-01", "2018-01-01")


class Pair(NamedTuple):
    """A judged pair, and the rule by which it is joined now; None if it is not."""

    area: str
    names: tuple[str, str]
    same: bool
    rule: str | None


def read(file: Path) -> list[Pair]:
    """The pairs of a file, asked of the rules."""
    with file.open(encoding="utf-8", newline="") as stream:
        return [_asked(row) for row in csv.DictReader(stream)]


def _asked(row: Mapping[str, str]) -> Pair:
    code, days = row["area"], DAYS if not row["together"] else (DAYS[0], DAYS[0])
    body = row["within"]
    one = _mention(code, days[0], "one", row["kind"], row["names"], row["acronyms"], body)
    other = _mention(
        code, days[1], "other", row["other_kind"], row["other_names"], row["other_acronyms"], body
    )
    bodies = [_mention(code, day, "body", "safeguarding-board", body, "", "") for day in dict.fromkeys(days)]
    named = [*([*bodies] if body else []), one, other]
    reports = [[mention for mention in named if mention.day == day] for day in dict.fromkeys(days)]
    things = Things(code, reports)
    joins = [things.joins[mention.iri] for mention in (one, other)]
    joined = joins[0].thing is joins[1].thing
    rule = next((join.rule for join in joins if join.rule != "first-mention"), None) if joined else None
    return Pair(code, (one.name, other.name), row["verdict"] == "same", rule)


def _mention(code: str, day: str, which: str, kind: str, names: str, acronyms: str, body: str) -> Mention:
    path = f"{code}/{day}/other/mention"
    first, *others = names.split("|")
    return Mention(
        iri=iri(resource_iri("report", path, which)),
        name=first,
        names=(first, *others),
        acronyms=frozenset(filter(None, acronyms.split("|"))),
        kind=kind,
        family=family(kind),
        within=iri(resource_iri("report", path, "body")) if body else None,
        legislation=None,
    )


def is_held_out(code: str) -> bool:
    """Whether the pairs of an area are those to quote."""
    urn = next((entry.row["ofsted_urn"] for entry in register() if entry.code == code), "")
    return code not in SHIPPED and held_out(urn or code)


def report(name: str, pairs: Sequence[Pair]) -> None:
    """Print precision, misses, and every disagreement."""
    joined = [pair for pair in pairs if pair.rule]
    right = sum(pair.same for pair in joined)
    missed = [pair for pair in pairs if pair.same and not pair.rule]
    wanted = sum(pair.same for pair in pairs)
    print(f"\n{name}: {len(pairs)} pairs, {wanted} of one body, {len(pairs) - wanted} of two")
    print(f"  joined {len(joined)}, rightly {right}: precision {_share(right, len(joined))}")
    print(f"  of one body and not joined: {len(missed)}, so that {_share(right, wanted)} are found")
    _by_rule(joined)
    for title, listed in (("joined wrongly", [p for p in joined if not p.same]), ("missed", missed)):
        for pair in listed:
            print(
                f"    {title}: {pair.area} {pair.names[0]} / {pair.names[1]}"
                + f" ({pair.rule})" * bool(pair.rule)
            )


def _by_rule(joined: Iterable[Pair]) -> None:
    rules = Counter((pair.rule, pair.same) for pair in joined)
    for rule in sorted({rule for rule, _ in rules}, key=str):
        right, wrong = rules[rule, True], rules[rule, False]
        print(f"    {rule!s:<24}{right:>5} right{wrong:>5} wrong")


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "-"


def main() -> int:
    """Print the figures of both halves."""
    pairs = read(Path(__file__).with_name("merges.csv"))
    report("building half", [pair for pair in pairs if not is_held_out(pair.area)])
    report("held-out half", [pair for pair in pairs if is_held_out(pair.area)])
    return 0


if __name__ == "__main__":
    sys.exit(main())
