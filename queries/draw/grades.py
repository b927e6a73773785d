"""Grades as marks: a letter, and a colour by the rank on the harmonised scale."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from loader.store import Reader
from loader.vocabulary import slug_of
from queries.draw.style import GRADES, Canvas, width_of
from queries.scope import asked

__all__ = ["OVERALL", "Grade", "grades_of", "legend"]

OVERALL = "overall-effectiveness"


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade that was given.

    Attributes
    ----------
    label
        As its scale calls it, or as printed where it is on none.
    rank
        On the harmonised scale, from 1 (Outstanding) to 4; None where it has no match there.
    own
        Its rank on its own scale, as text; empty for "not judged" and for what is on none.

    """

    label: str
    rank: int | None
    own: str

    @property
    def letter(self) -> str:
        """What stands in its mark: the first letter, or the rank on a scale that has not these four grades.

        >>> Grade("Good", 2, "2").letter, Grade("Inconsistent experiences and outcomes", 3, "2").letter
        ('G', '2')
        """
        return self.label[:1].upper() if self.own == str(self.rank) else self.own or "–"

    @property
    def colours(self) -> tuple[str, str]:
        """How to fill its mark, and how to write on it."""
        return GRADES[self.rank]


def grades_of(reader: Reader) -> Mapping[str, Mapping[str, Grade]]:
    """The grades of every inspection, by its IRI and the slug of the aspect.

    Of two of one aspect in one inspection, which reports do not give, the later stays.
    """
    found: dict[str, dict[str, Grade]] = {}
    for row in asked(reader, "draw/grades"):
        rank = int(row["rank"]) if row["rank"] else None
        found.setdefault(row["inspection"], {})[slug_of(row["aspect"])] = Grade(
            row["label"] or row["printed"], rank, row["own"]
        )
    return found


def legend(canvas: Canvas, x: float, y: float, grades: Iterable[Grade]) -> float:
    """Say what the marks of some grades mean, in a row, the best first; gives the x behind it."""
    by_mark = {(grade.rank or 9, grade.own, grade.letter): grade for grade in grades}
    for _, grade in sorted(by_mark.items()):
        canvas.lettered(x + 6, y, grade.letter, grade.colours, 12, grade.label)
        canvas.text(x + 15, y + 3, grade.label, 8)
        x += 15 + width_of(grade.label, 8) + 12
    return x
