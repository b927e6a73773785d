"""The tables that the sector keeps by hand: councils, inspections, required actions.

A row of ``summary`` is a council, with its latest graded inspection; of ``inspections``, an inspection; of
``actions``, a required action. Grades are those of their framework's own scale; what a report does not print
or the register does not know is empty. A report that prints no day of publication has that under which its
index lists it, and ``publication_date_source`` says which of the two it is.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from loader.authorities import Entry, register
from loader.iris import resource_iri
from loader.store import Reader
from loader.vocabulary import concepts, slug_of
from queries.scope import WHOLE, Held, Scope, asked, reports_in

__all__ = ["TABLES", "Cell", "Sheet", "tables"]

Cell = str | int | datetime.date | None

_PROVIDER = "https://reports.ofsted.gov.uk/provider/44/"
_OVERALL = "overall_effectiveness_grade"
#: Each column of grades, with the aspects that it takes, the first that an inspection has. Aspects of other
#: years are not the same, and correspond as ``ontology/schemes/aspects.ttl`` relates them. Care leavers have
#: a grade of their own under some frameworks only; one grade of both is that of children in care.
_GRADES: Mapping[str, tuple[str, ...]] = {
    _OVERALL: ("overall-effectiveness",),
    "impact_of_leaders_grade": ("leaders-impact", "leadership-and-governance"),
    "help_and_protection_grade": ("help-and-protection",),
    "in_care_grade": (
        "children-in-care",
        "children-in-care-and-care-leavers",
        "looked-after-and-achieving-permanence",
        "outcomes-for-looked-after-children",
    ),
    "care_leavers_grade": ("care-leavers",),
}
_DATE_SOURCE = "publication_date_source"
_NOT_HELD = "not held"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: a name, the columns with the type of their cells, and rows, where None is an empty cell."""

    name: str
    columns: Mapping[str, type]
    rows: Sequence[tuple[Cell, ...]]


@dataclass(frozen=True, slots=True)
class _Inspection:
    """An inspection with what the tables say of it."""

    held: Held
    council: Entry | None
    leads: str
    issued: str  # the day of publication as the report prints it
    listed: str  # and as an index lists it
    address: str
    file: str
    grades: Mapping[str, str]  # by slug of the aspect

    def grade(self, column: str) -> str | None:
        """The grade that belongs in a column."""
        return next((self.grades[aspect] for aspect in _GRADES[column] if aspect in self.grades), None)


def tables(reader: Reader, names: Iterable[str], scope: Scope = WHOLE) -> tuple[Sheet, ...]:
    """Some of ``TABLES``, of a scope.

    Parameters
    ----------
    reader
        An open store.
    names
        Keys of ``TABLES``.
    scope
        Which reports. Of a theme, the actions on it, and of councils and inspections those that speak of it.
        Neighbours have the grades that the whole graph holds.

    Raises
    ------
    QueryError
        If the scope holds no report.

    """
    chosen = {held.report for held in reports_in(reader, scope)}
    everything = _inspections(reader)
    within = [inspection for inspection in everything if inspection.held.report in chosen]
    return tuple(TABLES[name](reader, within, everything, scope) for name in names)


def _inspections(reader: Reader) -> list[_Inspection]:
    details: dict[str, list[dict[str, str]]] = {}
    for row in asked(reader, "export/details"):
        details.setdefault(row["inspection"], []).append(row)
    grades: dict[str, dict[str, str]] = {}
    scales = concepts("judgement-scales")
    for row in asked(reader, "export/grades"):
        grade = scales.get(slug_of(row["grade"]))
        label = grade.label if grade else row["printed"]
        grades.setdefault(row["inspection"], {})[slug_of(row["aspect"])] = label
    councils = {resource_iri("authority", entry.code).value: entry for entry in register()}
    return [
        _Inspection(
            held,
            councils.get(held.authority),
            _joined(row["lead"] for row in details[held.inspection]),
            details[held.inspection][0]["issued"],
            details[held.inspection][0]["listed"],
            details[held.inspection][0]["address"],
            details[held.inspection][0]["file"],
            grades.get(held.inspection, {}),
        )
        for held in reports_in(reader)
    ]


_SUMMARY: Mapping[str, type] = {
    "urn": int,
    "la_code": int,
    "region": str,
    "gss_code": str,
    "statistical_neighbours": str,
    "statistical_neighbours_grades": str,
    "local_authority": str,
    "link": str,
    _OVERALL: str,
    "inspection_framework": str,
    "inspector_name": str,
    "inspection_start_date": datetime.date,
    "inspection_end_date": datetime.date,
    "publication_date": datetime.date,
    **{column: str for column in _GRADES if column != _OVERALL},
    _DATE_SOURCE: str,  # the sector's own tables end before it
}


def _summary(
    _reader: Reader, within: Sequence[_Inspection], everything: Sequence[_Inspection], _scope: Scope
) -> Sheet:
    """A row a council that is in the register."""
    standing = _latest(everything)
    by_gss = {entry.gss_code: entry for entry in register()}
    rows = []
    for inspection in sorted(_latest(within).values(), key=lambda each: each.held.council):
        council = inspection.council
        assert council is not None
        near = [by_gss[gss] for gss in council.row["statistical_neighbours"].split() if gss in by_gss]
        graded = [standing[entry.code].grade(_OVERALL) if entry.code in standing else None for entry in near]
        urn = _number(council.row["ofsted_urn"])
        said: dict[str, Cell] = {
            "urn": urn,
            "la_code": _number(council.row["dfe_code"]),
            "region": council.row["region"],
            "gss_code": council.gss_code,
            "statistical_neighbours": "; ".join(entry.name for entry in near) or None,
            "statistical_neighbours_grades": "; ".join(grade or _NOT_HELD for grade in graded) or None,
            "local_authority": council.name,
            "link": f"{_PROVIDER}{urn}" if urn else None,
            **_about(inspection),
        }
        rows.append(tuple(said[column] for column in _SUMMARY))
    return Sheet("summary", _SUMMARY, rows)


def _latest(inspections: Iterable[_Inspection]) -> dict[str, _Inspection]:
    """The inspection that each council stands by: the latest with an overall grade, or else the latest."""
    standing: dict[str, _Inspection] = {}
    for each in sorted(inspections, key=lambda each: (each.held.start, each.held.report)):
        if each.council is None:
            continue
        before = standing.get(each.council.code)
        if before is None or each.grade(_OVERALL) or not before.grade(_OVERALL):
            standing[each.council.code] = each
    return standing


def _about(inspection: _Inspection) -> dict[str, Cell]:
    """What the summary and the list of inspections both say of one."""
    return {
        "inspection_framework": inspection.held.framework or None,
        "inspector_name": inspection.leads or None,
        "inspection_start_date": _day(inspection.held.start),
        "inspection_end_date": _day(inspection.held.end),
        "publication_date": _day(inspection.issued or inspection.listed),
        _DATE_SOURCE: "printed" if inspection.issued else "listed" if inspection.listed else None,
        **{column: inspection.grade(column) for column in _GRADES},
    }


_INSPECTIONS: Mapping[str, type] = {
    **{column: _SUMMARY[column] for column in ("urn", "la_code", "region", "gss_code", "local_authority")},
    **{
        column: type_
        for column, type_ in _SUMMARY.items()
        if column.startswith(("inspect", "publication")) or column in _GRADES
    },
    "source": str,
    "file": str,
    "report": str,
}


def _every_inspection(
    _reader: Reader, within: Sequence[_Inspection], _everything: Sequence[_Inspection], _scope: Scope
) -> Sheet:
    """A row an inspection, those of councils that are not in the register among them."""
    rows = []
    for each in within:
        council = each.council
        said: dict[str, Cell] = {
            "urn": _number(council.row["ofsted_urn"]) if council else None,
            "la_code": _number(council.row["dfe_code"]) if council else None,
            "region": council.row["region"] if council else None,
            "gss_code": council.gss_code if council else None,
            "local_authority": council.name if council else None,
            "source": each.address or None,
            "file": each.file or None,
            "report": each.held.report,
            **_about(each),
        }
        rows.append(tuple(said[column] for column in _INSPECTIONS))
    return Sheet("inspections", _INSPECTIONS, rows)


_ACTIONS: Mapping[str, type] = {
    "la_code": int,
    "local_authority": str,
    "inspection_framework": str,
    "inspection_start_date": datetime.date,
    "number": int,
    "kind": str,
    "timescale": str,
    "due_date": datetime.date,
    "action": str,
    "addressees": str,
    "themes": str,
    "paragraph": str,
    "iri": str,
}


def _every_action(
    reader: Reader, within: Sequence[_Inspection], _everything: Sequence[_Inspection], scope: Scope
) -> Sheet:
    """A row a required action, in the order of its report."""
    return Sheet("actions", _ACTIONS, [row for each in within for row in _actions(reader, each, scope.theme)])


def _actions(reader: Reader, inspection: _Inspection, theme: str) -> Iterator[tuple[Cell, ...]]:
    held, council = inspection.held, inspection.council
    by_action: dict[tuple[int, str], list[dict[str, str]]] = {}
    for row in asked(reader, "export/actions", graph=held.graph):
        by_action.setdefault((int(row["order"]), row["action"]), []).append(row)
    themes, kinds = concepts("themes"), concepts("action-kinds")
    for (order, iri), rows in sorted(by_action.items()):
        if theme and theme not in {row["theme"] for row in rows}:
            continue
        said = rows[0]
        yield (
            _number(council.row["dfe_code"]) if council else None,
            council.name if council else None,
            held.framework or None,
            _day(held.start),
            order,
            kinds[slug_of(said["kind"])].label,
            said["timescale"] or None,
            _day(said["due"]),
            said["text"],
            _joined(row["addressee"] for row in rows) or None,
            _joined(themes[slug_of(row["theme"])].label for row in rows if row["theme"]) or None,
            min(row["paragraph"] for row in rows),
            iri,
        )


def _joined(values: Iterable[str]) -> str:
    return "; ".join(sorted(set(values) - {""}))


def _number(text: str) -> int | None:
    return int(text) if text.isdigit() else None


def _day(text: str) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


#: How to make each table, by name; the order is that of the sheets of a workbook.
TABLES: Mapping[str, Callable[[Reader, Sequence[_Inspection], Sequence[_Inspection], Scope], Sheet]] = {
    "summary": _summary,
    "inspections": _every_inspection,
    "actions": _every_action,
}
