"""A table as Parquet (https://parquet.apache.org/): typed columns, and in the schema's metadata the dataset.

Needs pyarrow: ``pip install 'inspection-graph[parquet]'``.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import asdict
from typing import IO

from queries.errors import QueryError
from queries.export.origin import Origin
from queries.export.summary import Sheet

__all__ = ["write_parquet"]


def write_parquet(sheets: Sequence[Sheet], origin: Origin, output: IO[bytes]) -> None:
    """Write one table: numbers, days and texts as such, empty cells null.

    Raises
    ------
    QueryError
        If pyarrow is not installed.

    """
    try:
        import pyarrow as pa  # noqa: PLC0415 — optional
        import pyarrow.parquet as pq  # noqa: PLC0415
    except ImportError:
        raise QueryError("Parquet needs pyarrow: pip install 'inspection-graph[parquet]'") from None
    (sheet,) = sheets
    types = {int: pa.int64(), str: pa.string(), datetime.date: pa.date32()}
    schema = pa.schema([(name, types[type_]) for name, type_ in sheet.columns.items()], asdict(origin))
    columns = [list(column) for column in zip(*sheet.rows, strict=True)] or [[] for _ in sheet.columns]
    pq.write_table(pa.table(columns, schema=schema), output)
