"""A graph to ask from Python, in a notebook or a script.

    from inspection_graph import open_graph

    with open_graph(".store") as graph:
        for row in graph.ask("judgements", authority="Medway"):
            print(row.aspect, row.grade)

What is written to the store meanwhile does not touch an open graph.
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable, Mapping
from types import TracebackType

from pyoxigraph import QueryBoolean, QuerySolutions

from loader.options import DEFAULT_STORE
from loader.store import Reader, read
from queries import ask as asking
from queries.ask import Answer, Query
from queries.errors import QueryError
from queries.explain import explain
from queries.rows import Rows, Value, value_of

__all__ = ["Graph", "open_graph"]

Given = str | int | datetime.date | None


def open_graph(store: str | os.PathLike[str] | None = None) -> Graph:
    """Open a store to ask it.

    Parameters
    ----------
    store
        Its folder. If not given, that of ``INSPECTION_GRAPH_STORE``, and ``.store`` without one.

    Raises
    ------
    StoreError
        If there is no store, or it can't be read; the message says what to do.

    """
    return Graph(read(store or os.environ.get("INSPECTION_GRAPH_STORE") or DEFAULT_STORE))


class Graph:
    """One generation of a store, open for reading; close it, or use it in a ``with`` block."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    @property
    def dataset(self) -> str:
        """The id of the dataset, to be cited: the same id means the same statements."""
        return self._reader.dataset

    @property
    def reader(self) -> Reader:
        """The open store, which the functions of ``queries.network`` read from; it closes with the graph."""
        return self._reader

    def ask(self, question: str, /, **parameters: Given) -> Rows:
        """Ask a question of the catalogue, or SPARQL.

        Parameters
        ----------
        question
            A name that ``queries`` lists, or SPARQL as it stands.
        **parameters
            Values as people write them, or numbers, truth values and dates; None is not given.

        Returns
        -------
        Rows
            Of a SELECT. ASK gives one row, ``answer``; CONSTRUCT and DESCRIBE give triples.

        Raises
        ------
        QueryError
            If the question or a parameter is unknown or wrong; the message says what there is.

        """
        asked = asking.question(question)
        answer = asking.run(self._reader, asked, _texts(parameters))
        return Rows.of(asked.title or "An answer", answer.dataset, *_table(answer))

    def explain(self, question: str, /, **parameters: Given) -> str:
        """The SPARQL of a question with its values in their places; takes what ``ask`` takes."""
        return explain(asking.question(question), _texts(parameters))

    @staticmethod
    def queries() -> Rows:
        """The catalogue: a row a question, with what it takes; what must be given has an asterisk."""
        return Rows.of(
            "The catalogue", "", ("name", "title", "parameters"), map(_listed, asking.catalogue().values())
        )

    def close(self) -> None:
        """Close the store. Answers stay as they are."""
        self._reader.close()

    def __enter__(self) -> Graph:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Graph, dataset {self.dataset}>"


def _texts(given: Mapping[str, Given]) -> dict[str, str]:
    """Values as texts, those that are not given left out."""
    texts = {}
    for name, value in given.items():
        if isinstance(value, datetime.datetime) or not isinstance(value, str | int | datetime.date | None):
            raise QueryError(f"{name} {value!r} is neither a text nor a number, a truth value or a date")
        if value is not None:
            texts[name] = str(value)
    return texts


def _table(answer: Answer) -> tuple[tuple[str, ...], Iterable[tuple[Value, ...]]]:
    """The columns and the rows of an answer of any form."""
    if isinstance(answer.result, QuerySolutions):
        return answer.columns, (tuple(map(value_of, row)) for row in answer.rows())
    if isinstance(answer.result, QueryBoolean):
        return ("answer",), [(bool(answer.result),)]
    return ("subject", "predicate", "object"), (tuple(map(value_of, triple)) for triple in answer.result)


def _listed(query: Query) -> tuple[str, str, str]:
    return query.name, query.title, ", ".join(p.name + "*" * p.required for p in query.parameters)
