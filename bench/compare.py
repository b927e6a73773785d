"""The rules by which what was understood of a report is compared with what careful readers found.

==============  =====================================================================================
title block     each field equal; names one by one; a field that the report does not print is not counted
paragraphs      same number, equal text
sections        equal title, grade and paragraph numbers
judgements      equal grade; equal aspect, or one contains the other
actions         equal text; of actions so paired: timescale, heading, kind, responsible; readers put the
                title of the report's part before a heading, so a gold heading may end with the printed one
statistics      same paragraph and value; of figures so paired: comparator
named things    name or alias equal, whatever the family (``bench.named``)
instruments     shared paragraph and overlapping words, beyond words like "strategy"
events          same date and a shared paragraph, where the reader gave one
evidence        the quote is what its offsets give, and no claim is without one
==============  =====================================================================================

Texts are equal after ``bench.matching.normalise``. Each item found pairs with one item of the gold at most,
as many as can be. Where the rule is soft (named things, instruments, events) a further item that also meets
it is right, and listed as a duplicate. What the gold does not hold is not measured.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from bench.matching import Disagreement, Entry, Score, measure, normalise, same, total
from bench.named import OTHER, PROPER, found_named, gold_named, score_named
from loader.interpret.titles.inspectorates import find_inspectorates

__all__ = ["EVIDENCE", "KINDS", "TITLE_BLOCK", "compare", "paragraph_numbers"]

Item = Mapping[str, Any]

TITLE_BLOCK, EVIDENCE = "title block", "evidence"
_TITLE_FIELDS = ("authority", "inspection_start", "inspection_end", "published", "framework")
_ACTION_FIELDS = ("timescale", "heading", "kind")
_CLAIMS = (
    *("judgements", "sections", "paragraphs", "actions", "findings", "bodies", "posts", "programmes"),
    *("statistics", "instruments", "events"),
)
_WORDS = ("text", "sentence", "verbatim", "name", "aspect", "title")  # of a claim, to show it
# Words that say what kind of instrument it is, or nothing: they don't tell one from another.
_GENERIC = frozenset(
    {"act", "agreement", "framework", "guidance", "plan", "policie", "policy", "procedure", "protocol"}
    | {"regulation", "report", "review", "strategie", "strategy", "tool"}
    | {"", "a", "and", "by", "for", "in", "of", "on", "the", "to", "with"}
)

#: Every kind of item in the order of the table; an indented one is about the kind above it.
KINDS = (
    TITLE_BLOCK,
    *(f"  {field}" for field in (*_TITLE_FIELDS, "lead_inspectors", "inspectorates")),
    "sections",
    "paragraphs",
    "judgements",
    "actions",
    *(f"  action {field}" for field in (*_ACTION_FIELDS, "responsible")),
    "statistics",
    "  comparator",
    PROPER,
    OTHER,
    "  family",
    "instruments",
    "events",
    EVIDENCE,
)


def compare(gold: Item, report: Item, text: str) -> dict[str, Score]:
    """The score of each kind of item that the gold holds, in the order of ``KINDS``.

    Parameters
    ----------
    gold
        What careful readers found in the report.
    report
        Its JSON, as ``loader.report_json`` gives it.
    text
        The report's text, to tell proper names in the gold.

    """
    rules = {
        "sections": _sections,
        "paragraphs": _paragraphs,
        "judgements": _judgements,
        "actions": _actions,
        "statistics": _statistics,
        "documents": _instruments,
        "events": _events,
    }
    scores = [*_title_block(gold, report), _evidence(report)]
    for key, rule in rules.items():
        if key in gold:
            scores += rule(gold, report)
    if "organisations" in gold or "bodies" in gold:
        scores += score_named(gold_named(gold, text), found_named(report))
    by_kind = {score.kind: score for score in scores}
    return {kind: by_kind[kind] for kind in KINDS if kind in by_kind}


def paragraph_numbers(report: Item) -> dict[str, int]:
    """Block ids with the number of their paragraph; a block after a paragraph in its section has the same.

    >>> paragraphs = [{"id": "3", "number": 3}, {"id": "3.b1", "number": None}]
    >>> paragraph_numbers({"paragraphs": paragraphs, "sections": [{"paragraphs": ["3", "3.b1"]}]})
    {'3': 3, '3.b1': 3}
    """
    printed = {block["id"]: block["number"] for block in report["paragraphs"]}
    numbers = {block: number for block, number in printed.items() if number is not None}
    for section in report["sections"]:
        current = None
        for block in section["paragraphs"]:
            current = printed[block] if printed[block] is not None else current
            if current is not None:
                numbers[block] = current
    return numbers


def _title_block(gold: Item, report: Item) -> list[Score]:
    authority = report["authority"]
    found = {**report, "authority": authority["name"] if authority else None}
    scores = [_scalar(f"  {field}", gold[field], found[field]) for field in _TITLE_FIELDS]
    scores += [
        measure(f"  {field}", _names(gold[field]), _names(found[field]), alike)[0]
        for field, alike in _TITLE_NAMES
    ]
    return [_sum_of(TITLE_BLOCK, scores), *scores]


def _sum_of(kind: str, scores: Iterable[Score]) -> Score:
    """The figures of several scores as one; their disagreements stay with them."""
    whole = total(kind, scores)
    return Score(kind, whole.gold, whole.found, whole.gold_met, whole.found_right)


def _scalar(kind: str, wanted: object, given: object, place: str = "") -> Score:
    """One value, as an item of the gold, of what was found, or of both; none where it is null."""
    gold, found = ([] if x is None else [Entry(str(x), place, str(x))] for x in (wanted, given))
    alike = _same_heading if kind.endswith(" heading") else same
    score, _ = measure(kind, gold, found, lambda a, b: float(alike(a, b)))
    return score


def _same_heading(gold: str, found: str) -> bool:
    return (
        same(gold, found) or re.search(rf"[:?] {re.escape(normalise(found))}$", normalise(gold)) is not None
    )


def _names(names: Iterable[str]) -> list[Entry]:
    return [Entry(name, "", name) for name in names]


def _same_name(gold: str, found: str) -> float:
    return float(same(gold.replace("&", "and"), found.replace("&", "and")))


def _same_inspectorate(gold: str, found: str) -> bool:
    """Whether two names are one inspectorate's, by the names that the loader knows."""
    known = set(find_inspectorates(gold))
    return _same_name(gold, found) > 0 or (bool(known) and known == set(find_inspectorates(found)))


_TITLE_NAMES = (("lead_inspectors", _same_name), ("inspectorates", _same_inspectorate))


def _sections(gold: Item, report: Item) -> list[Score]:
    numbers = {block["id"]: block["number"] for block in report["paragraphs"]}

    def entry(section: Item, paragraphs: Sequence[int]) -> Entry:
        key = (normalise(section["title"]), normalise(section["grade"] or ""), tuple(paragraphs))
        words = f"{section['title']} | {section['grade']} | {', '.join(map(str, paragraphs))}"
        return Entry(words, "", key)

    found = [
        entry(section, [numbers[block] for block in section["paragraphs"] if numbers[block] is not None])
        for section in report["sections"]
    ]
    wanted = [entry(section, section["paragraphs"]) for section in gold["sections"]]
    return [measure("sections", wanted, found, lambda a, b: float(a == b))[0]]


def _paragraphs(gold: Item, report: Item) -> list[Score]:
    def entry(number: int, text: str) -> Entry:
        return Entry(text, str(number), (number, text))

    wanted = [entry(int(number), text) for number, text in gold["paragraphs"].items()]
    found = [
        entry(block["number"], block["text"]) for block in report["paragraphs"] if block["number"] is not None
    ]
    return [measure("paragraphs", wanted, found, lambda a, b: float(a[0] == b[0] and same(a[1], b[1])))[0]]


def _judgements(gold: Item, report: Item) -> list[Score]:
    def entry(item: Item) -> Entry:
        return Entry(f"{item['aspect']}: {item['grade']}", "", (item["aspect"], item["grade"]))

    def likeness(wanted: tuple[str, str], given: tuple[str, str]) -> float:
        a, b = normalise(wanted[0]), normalise(given[0])
        if not same(wanted[1], given[1]) or not (a in b or b in a or same(a, b)):
            return 0.0
        return 2.0 if a == b else 1.0

    wanted, found = ([entry(item) for item in side["judgements"]] for side in (gold, report))
    return [measure("judgements", wanted, found, likeness)[0]]


def _actions(gold: Item, report: Item) -> list[Score]:
    wanted, found = (
        [Entry(item["text"], f"action {item['n']}", (item["n"], item["text"])) for item in side["actions"]]
        for side in (gold, report)
    )
    score, pairs = measure("actions", wanted, found, _same_action)
    paired = [(gold["actions"][g], report["actions"][f]) for g, f in pairs.items()]
    scores = [
        total(
            f"  action {field}",
            (_scalar(f"  action {field}", a[field], b[field], f"action {a['n']}") for a, b in paired),
        )
        for field in _ACTION_FIELDS
    ]
    return [score, *scores, _responsible(paired)]


def _same_action(gold: tuple[int, str], found: tuple[int, str]) -> float:
    return float(same(gold[1], found[1])) * (2.0 if gold[0] == found[0] else 1.0)


def _responsible(paired: Iterable[tuple[Item, Item]]) -> Score:
    kind = "  action responsible"
    scores = []
    for gold, found in paired:
        wanted, given = (
            [Entry(name, f"action {gold['n']}", name) for name in item["responsible"]]
            for item in (gold, found)
        )
        scores.append(measure(kind, wanted, given, _same_name)[0])
    return total(kind, scores)


def _statistics(gold: Item, report: Item) -> list[Score]:
    numbers = paragraph_numbers(report)

    def entry(item: Item, place: object) -> Entry:
        words = f"{item['value']} {item['unit']} ({item['measure']})"
        return Entry(words, str(place), (place, item["value"], normalise(item["unit"])))

    wanted = [entry(item, item["paragraph"]) for item in gold["statistics"]]
    found = [entry(item, numbers.get(item["paragraph"], item["paragraph"])) for item in report["statistics"]]
    score, pairs = measure("statistics", wanted, found, _same_figure)
    comparators = (
        _comparator(gold["statistics"][g], report["statistics"][f], wanted[g].place) for g, f in pairs.items()
    )
    return [score, total("  comparator", comparators)]


def _same_figure(gold: tuple[object, float, str], found: tuple[object, float, str]) -> float:
    """By paragraph and value; where two figures are alike in both, the unit tells which is which."""
    return float(gold[:2] == found[:2]) * (2.0 if gold[2] == found[2] else 1.0)


def _comparator(gold: Item, found: Item, place: str) -> Score:
    wanted, given = (
        [Entry(f"{x['area']}: {x['value']}", place, (normalise(x["area"] or ""), x["value"]))] if x else []
        for x in (gold["comparator"], found["comparator"])
    )
    return measure("  comparator", wanted, given, lambda a, b: float(a == b))[0]


def _instruments(gold: Item, report: Item) -> list[Score]:
    wanted = [
        _placed(item["name"], item["paragraphs"], _content_words(item["name"])) for item in gold["documents"]
    ]
    numbers = paragraph_numbers(report)
    found = [
        _placed(item["name"], _places(item, numbers), _content_words(item["name"], *item["aliases"]))
        for item in report["instruments"]
    ]
    return [measure("instruments", wanted, found, _overlapping, soft=True)[0]]


def _placed(words: str, places: Sequence[object], what: object) -> Entry:
    return Entry(words, ", ".join(map(str, places)), (frozenset(places), what))


def _places(item: Item, numbers: Mapping[str, int]) -> list[object]:
    return list(dict.fromkeys(numbers.get(block, block) for block in item["paragraphs"]))


def _content_words(*names: str) -> frozenset[str]:
    """The words that tell one instrument from another; all of them where none does."""
    words = {word.removesuffix("s") for name in names for word in re.findall(r"[a-z0-9]+", normalise(name))}
    return frozenset(words - _GENERIC or words)


def _overlapping(
    gold: tuple[frozenset[object], frozenset[str]], found: tuple[frozenset[object], frozenset[str]]
) -> float:
    if not gold[0] & found[0]:
        return 0.0
    return len(gold[1] & found[1]) / len(gold[1] | found[1])


def _events(gold: Item, report: Item) -> list[Score]:
    def entry(item: Item, places: Sequence[object]) -> Entry:
        return _placed(f"{item['date']} {item['name']}", places, item["date"])

    def likeness(a: tuple[frozenset[object], str], b: tuple[frozenset[object], str]) -> float:
        return float(a[1] == b[1] and (not a[0] or bool(a[0] & b[0])))

    numbers = paragraph_numbers(report)
    wanted = [entry(item, item["paragraphs"]) for item in gold["events"]]
    found = [entry(item, _places(item, numbers)) for item in report["events"]]
    return [measure("events", wanted, found, likeness, soft=True)[0]]


def _evidence(report: Item) -> Score:
    """Every span of the report, and one more for each claim that has none."""
    texts = {block["id"]: block["text"] for block in report["paragraphs"]}
    spans, right, wrong = 0, 0, []
    for kind, words, evidence in _claims(report):
        if not evidence:
            wrong.append(Disagreement(EVIDENCE, "missing", f"{kind}: {words}", "", ""))
        for span in evidence:
            given = texts.get(span["block"], "")[span["start"] : span["end"]]
            spans += 1
            if given and given == span["quote"]:
                right += 1
            else:
                wrong.append(Disagreement(EVIDENCE, "different", span["quote"], given, span["block"]))
    bare = sum(1 for each in wrong if each.what == "missing")
    return Score(EVIDENCE, spans + bare, spans, right, right, tuple(wrong))


def _claims(report: Item) -> Iterator[tuple[str, str, Sequence[Item]]]:
    """Each claim's kind, its words and its evidence, the title block's first."""
    yield TITLE_BLOCK, "", report["evidence"]
    for kind in _CLAIMS:
        for item in report[kind]:
            words = next(str(item[key]) for key in _WORDS if key in item)
            yield kind, words, item["evidence"]
