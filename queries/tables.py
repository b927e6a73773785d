"""Tables that are made here and not by the engine, written as any answer is.

A table is an ``Answer`` like that of any query, so that ``queries.formats`` writes it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace

from pyoxigraph import NamedNode, QueryResultsFormat, parse_query_results

from ontology.terms import XSD
from queries.ask import Answer, Query

__all__ = ["Cell", "Table"]

Cell = str | int | NamedNode | None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings, made here and not by the engine."""

    columns: tuple[str, ...]  # each a name that a variable may have: letters, digits, underscores
    rows: tuple[tuple[Cell, ...], ...]
    empty: str = "no report is held that fits"  # what to say where there are no rows

    def without_empty_columns(self) -> Table:
        """The table with only those columns that hold something: easier on the eye, where there is one.

        >>> Table(("council", "lacks"), (("Medway", None),)).without_empty_columns().columns
        ('council',)
        """
        kept = [i for i in range(len(self.columns)) if any(row[i] is not None for row in self.rows)]
        rows = tuple(tuple(row[i] for i in kept) for row in self.rows)
        return replace(self, columns=tuple(self.columns[i] for i in kept), rows=rows)

    def answer(self, dataset: str) -> Answer:
        """The table as an answer, to be written in any format of rows; IRIs are IRIs in those that tell.

        >>> [row[1].value for row in Table(("council", "reports"), (("Medway", 2),)).answer("").rows()]
        ['2']
        """
        bindings = [
            {name: _binding(cell) for name, cell in zip(self.columns, row, strict=True) if cell is not None}
            for row in self.rows
        ]
        said = {"head": {"vars": self.columns}, "results": {"bindings": bindings}}
        result = parse_query_results(json.dumps(said).encode(), format=QueryResultsFormat.JSON)
        return Answer(Query(""), dataset, result)


def _binding(cell: str | int | NamedNode) -> dict[str, str]:
    if isinstance(cell, NamedNode):
        return {"type": "uri", "value": cell.value}
    kind = {"datatype": XSD.integer.value} if isinstance(cell, int) else {}
    return {"type": "literal", "value": str(cell), **kind}
