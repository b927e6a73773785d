"""Rows of an answer as Python values, and as the tables that analysts use.

An IRI is a string, and so is a literal unless it is an integer, decimal, double, boolean, date or date with
time, written as that type asks. What is unbound is None.
"""

from __future__ import annotations

import datetime
import html
import keyword
from collections import namedtuple
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import TYPE_CHECKING, Any, overload

from pyoxigraph import Literal

from queries.ask import PREFIXES, Term
from queries.errors import QueryError

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

__all__ = ["Rows", "Value", "value_of"]

Value = str | int | float | Decimal | bool | datetime.date | None

_SHOWN = 50  # rows that a notebook shows
_INT64 = 1 << 63
_SHAPES = 128  # of rows that are remembered


def _boolean(text: str) -> bool:
    return {"true": True, "1": True, "false": False, "0": False}[text]


_READ: Mapping[str, Callable[[str], Value]] = {
    "integer": int,
    "decimal": Decimal,
    "double": float,
    "boolean": _boolean,
    "date": datetime.date.fromisoformat,
    "dateTime": datetime.datetime.fromisoformat,
}


def value_of(term: Term) -> Value:
    """A term as a Python value.

    >>> value_of(Literal(7)), value_of(Literal("Good", language="en")), value_of(None)
    (7, 'Good', None)
    """
    if term is None:
        return None
    if not isinstance(term, Literal):
        return str(getattr(term, "value", term))
    try:
        return _READ.get(term.datatype.value.removeprefix(PREFIXES["xsd"]), str)(term.value)
    except (ValueError, KeyError, InvalidOperation):
        return term.value  # not written as its type asks: as it is


@lru_cache(maxsize=_SHAPES)
def _row_of(columns: tuple[str, ...]) -> Callable[[Iterable[Value]], Any]:
    """What makes a named tuple of the values of a row."""
    fields: Any = [f"{name}_" if keyword.iskeyword(name) else name for name in columns]
    make: Any = namedtuple("Row", fields, rename=True)  # type: ignore[misc]
    return make._make


@dataclass(frozen=True, slots=True, repr=False)
class Rows(Sequence[Any]):
    """An answer: a sequence of named tuples, one for each row.

    A column whose name is a word of Python's has an underscore after it in the tuples: ``row.from_``.
    """

    title: str
    dataset: str  # the id of the dataset that was asked, to be cited
    columns: tuple[str, ...]
    _rows: tuple[tuple[Value, ...], ...]

    @classmethod
    def of(cls, title: str, dataset: str, columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> Rows:
        """An answer with these rows.

        >>> Rows.of("Numbers", "", ("n", "from"), [(1, "a")])[0]
        Row(n=1, from_='a')
        """
        make = _row_of(tuple(columns))
        return cls(title, dataset, tuple(columns), tuple(map(make, rows)))

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, index: int) -> Any: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Any, ...]: ...

    def __getitem__(self, index: int | slice) -> Any:
        return self._rows[index]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._rows)

    def dicts(self) -> list[dict[str, Value]]:
        """A dictionary for each row, under the names of the columns."""
        return [dict(zip(self.columns, row, strict=True)) for row in self._rows]

    def to_pandas(self) -> pd.DataFrame:
        """The rows as a pandas data frame, each column of one type; ``attrs["dataset"]`` has the dataset.

        Decimals become floats and dates ``datetime64``; values of several types in one column
        stay objects.

        Raises
        ------
        QueryError
            If pandas is not installed.

        """
        try:
            import pandas as pd  # noqa: PLC0415 — optional
        except ImportError:
            raise _missing("pandas") from None
        dtypes: dict[type | None, Any] = {
            int: "Int64",
            float: "Float64",
            bool: "boolean",
            datetime.date: "datetime64[s]",
            str: "str",
        }
        columns = {
            name: pd.Series(values, dtype=dtypes.get(kind, "object")) for name, kind, values in self._typed()
        }
        frame = pd.DataFrame(columns, columns=list(self.columns))
        frame.attrs["dataset"] = self.dataset
        return frame

    def to_arrow(self) -> pa.Table:
        """The rows as an Arrow table, each column of one type; the metadata of its schema has the dataset.

        Decimals become doubles; a column with values of several types has them as strings.

        Raises
        ------
        QueryError
            If pyarrow is not installed.

        """
        try:
            import pyarrow as pa  # noqa: PLC0415 — optional
        except ImportError:
            raise _missing("pyarrow") from None
        types = {int: pa.int64(), float: pa.float64(), bool: pa.bool_(), datetime.date: pa.date32()}
        arrays = [
            pa.array(values, type=types[kind])
            if kind in types
            else pa.array([None if value is None else str(value) for value in values], type=pa.string())
            for _, kind, values in self._typed()
        ]
        return pa.table(arrays, names=list(self.columns)).replace_schema_metadata({"dataset": self.dataset})

    def _typed(self) -> Iterator[tuple[str, type | None, list[Any]]]:
        """Each column with its values and what type they all have; None for several, or one of its own."""
        for i, name in enumerate(self.columns):
            cells = (row[i] for row in self._rows)
            values: list[Any] = [float(cell) if isinstance(cell, Decimal) else cell for cell in cells]
            kinds = {type(value) for value in values if value is not None}
            if kinds == {int, float}:
                values, kinds = [None if value is None else float(value) for value in values], {float}
            kind = kinds.pop() if len(kinds) == 1 else None
            too_large = any(isinstance(value, int) and not -_INT64 <= value < _INT64 for value in values)
            yield name, None if too_large else kind, values

    def __repr__(self) -> str:
        return f"<{self.title}: {_counted(len(self))} of {', '.join(self.columns)}; dataset {self.dataset}>"

    def _repr_html_(self) -> str:
        """What a notebook shows: the first rows, and of which dataset they are."""
        headings = "".join(f"<th>{html.escape(name)}</th>" for name in self.columns)
        rows = "".join(
            "<tr>" + "".join(f"<td>{_cell(value)}</td>" for value in row) + "</tr>" for row in self[:_SHOWN]
        )
        more = f", the first {_SHOWN} shown" if len(self) > _SHOWN else ""
        said = f"{self.title}: {_counted(len(self))}{more}" + f"; dataset {self.dataset}" * bool(self.dataset)
        return (
            f"<table><caption>{html.escape(said)}</caption>"
            f"<thead><tr>{headings}</tr></thead><tbody>{rows}</tbody></table>"
        )


def _cell(value: Value) -> str:
    return "" if value is None else html.escape(str(value))


def _counted(n: int) -> str:
    return f"{n} row" + "s" * (n != 1)


def _missing(package: str) -> QueryError:
    return QueryError(f"{package} is not installed: pip install 'inspection-graph[notebook]'")
