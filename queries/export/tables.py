"""How tables can be written: the names that the command line knows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import IO

from queries.export.origin import Origin
from queries.export.parquet import write_parquet
from queries.export.summary import Sheet
from queries.export.table_csv import write_csv
from queries.export.workbook import write_workbook

__all__ = ["TABLE_FORMATS"]

#: By name; a workbook takes several tables, the others one.
TABLE_FORMATS: Mapping[str, Callable[[Sequence[Sheet], Origin, IO[bytes]], None]] = {
    "csv": write_csv,
    "xlsx": write_workbook,
    "parquet": write_parquet,
}
