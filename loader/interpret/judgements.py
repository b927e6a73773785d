"""Which grade was given to which aspect? A grade is read beside its aspect or not at all."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from loader.cues import cues
from loader.framework import Framework, framework
from loader.interpret.grades.forms import Forms, Reading, forms_of, pattern
from loader.interpret.grades.rows import read_headings, read_rows
from loader.interpret.grades.statements import read_outcomes, read_statements
from loader.records import Document, Judgement, Unread
from loader.vocabulary import concepts

__all__ = ["read_judgements"]


def read_judgements(document: Document) -> tuple[tuple[Judgement, ...], tuple[Unread, ...]]:
    """The judgements of a report, each aspect once, and what is missing or at odds.

    Tables of grades come first, then grades with section headings, then sentences that state one. What agrees
    is evidence too; what does not is listed as unread. An aspect that only some reports grade is missing
    where a section is about it and prints no grade.
    """
    kind = framework(document.framework)
    if kind.scale is None:
        return (), ()
    readings = _each_place_once(document, forms_of(kind.id))
    judgements, unread = list[Judgement](), list[Unread]()
    for aspect in (*kind.aspects, *kind.may_aspects):
        said = [reading for reading in readings if reading.aspect_id == aspect]
        if said:
            judgements.append(_judgement(said))
            unread += _at_odds(said, document)
        elif aspect in kind.aspects or any(section.aspect == aspect for section in document.sections):
            unread.append(_missing(aspect))
    return tuple(judgements), (*unread, *_no_choice_met(kind, [j.aspect_id for j in judgements]))


def _each_place_once(document: Document, forms: Forms) -> list[Reading]:
    """All readings, of each block and aspect the first."""
    found: dict[tuple[str, str], Reading] = {}
    for read in (read_rows, read_headings, read_statements, read_outcomes):
        for reading in read(document, forms):
            found.setdefault((reading.aspect_id, reading.spans[-1].block), reading)
    return list(found.values())


def _judgement(said: Sequence[Reading]) -> Judgement:
    first = said[0]
    evidence = dict.fromkeys(span for r in said if r.grade_id == first.grade_id for span in r.spans)
    return Judgement(first.aspect, _named(first.grade), first.aspect_id, first.grade_id, tuple(evidence))


def _named(grade: str) -> str:
    """A grade as printed, without its number, and with the verb of one thing: "requires improvement".

    >>> _named("Inadequate (Grade 4)"), _named("require improvement")
    ('Inadequate', 'requires improvement')
    """
    name = pattern("rank").sub("", grade).strip(" ()\t")
    verb, space, rest = name.partition(" ")
    verbs: dict[str, str] = cues("judgements")["verbs"]
    return f"{verbs[verb.casefold()]}{space}{rest}" if verb.casefold() in verbs else name


def _at_odds(said: Sequence[Reading], document: Document) -> Iterator[Unread]:
    """The readings that give another grade than the first of them."""
    first = said[0]
    for other in said[1:]:
        if other.grade_id != first.grade_id:
            place = other.spans[-1]
            why = f"this grade of {first.aspect} differs from {first.grade} in block {first.spans[-1].block}"
            yield Unread(document.block(place.block).page, place.quote, why)


def _missing(aspect: str) -> Unread:
    label = concepts("aspects")[aspect].label
    return Unread(1, label, f"no grade stands beside the aspect {label}")


def _no_choice_met(kind: Framework, graded: Collection[str]) -> Iterator[Unread]:
    """What is missing where one set of aspects or another should be graded, and neither is."""
    if kind.aspect_choices and not any(set(choice) <= set(graded) for choice in kind.aspect_choices):
        labels = [[concepts("aspects")[slug].label for slug in choice] for choice in kind.aspect_choices]
        wanted = " or ".join(" and ".join(choice) for choice in labels)
        yield Unread(1, wanted, f"no grade stands beside {wanted}")
