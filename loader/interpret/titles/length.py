"""Was an inspection under ILACS a short or a standard one?"""

from __future__ import annotations

from datetime import date, timedelta

from loader.interpret.titles.days import Stay
from loader.records import Length

__all__ = ["infer_length"]

_WEEK = timedelta(days=7)
_WEEKS = {1: ("short", "one week"), 2: ("standard", "two weeks")}


def infer_length(framework: str, stay: Stay) -> Length | None:
    """The length of an ILACS inspection, by the weeks in which inspectors were on site; no report prints it.

    A short inspection has one week on site and a standard one two; other stays say nothing, nor does one
    that was interrupted.

    Source: Ofsted, Inspecting local authority children's services: the framework, since 2018.

    Examples
    --------
    >>> infer_length("ilacs", Stay((("2023-11-06", "2023-11-10"),)))
    Length(kind='short', basis='on site from 2023-11-06 to 2023-11-10: one week')

    """
    if framework != "ilacs" or len(stay.stretches) != 1:
        return None
    first, last = (date.fromisoformat(day) for day in stay.stretches[0])
    weeks = (_monday(last) - _monday(first)) // _WEEK + 1
    if weeks not in _WEEKS:
        return None
    kind, words = _WEEKS[weeks]
    return Length(kind, f"on site from {first} to {last}: {words}")


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
