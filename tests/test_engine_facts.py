"""What we rely on in pyoxigraph, and what we work around: a new version that differs fails here.

The numbers are those of the list of measured facts that the design rests on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import (
    Literal,
    NamedNode,
    Quad,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Variable,
)

XSD = "http://www.w3.org/2001/XMLSchema#"
G, H, P = NamedNode("http://e/g"), NamedNode("http://e/h"), NamedNode("http://e/p")
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"


def some(count: int, graph: NamedNode = G) -> Iterator[Quad]:
    return (Quad(NamedNode(f"http://e/{n}"), P, Literal("x"), graph) for n in range(count))


def select(store: Store, query: str, **options: Any) -> list[dict[str, str]]:
    found = store.query(query, **options)
    assert isinstance(found, QuerySolutions)
    names = [variable.value for variable in found.variables]
    return [{name: str(row[name].value) for name in names if row[name] is not None} for row in found]


def value_of(expression: str) -> str | None:
    rows = select(Store(), f"PREFIX xsd: <{XSD}> SELECT ?x WHERE {{ BIND({expression} AS ?x) }}")
    return rows[0].get("x")


# 1: why a triple must stand in one graph only


def test_a_triple_in_two_graphs_is_counted_twice() -> None:
    store = Store()
    store.extend([*some(1, G), *some(1, H)])
    two_froms = COUNT.replace("WHERE", f"FROM {G} FROM {H} WHERE")
    assert select(store, COUNT, use_default_graph_as_union=True) == [{"n": "2"}]
    assert select(store, two_froms) == [{"n": "2"}]
    assert select(store, COUNT, default_graph=[G, H]) == [{"n": "2"}]
    constructed = store.query("CONSTRUCT WHERE { ?s ?p ?o }", use_default_graph_as_union=True)
    assert isinstance(constructed, QueryTriples)
    assert len(list(constructed)) == 1
    assert select(store, COUNT.replace("?p", f"{P}+"), use_default_graph_as_union=True) == [{"n": "1"}]


# 6: one call, all or nothing


def broken() -> Iterator[Quad]:
    yield from some(3, H)
    raise ZeroDivisionError


BROKEN = b"<http://e/s> <http://e/p> <http://e/o> <http://e/h> .\n<broken"


@pytest.mark.parametrize(
    ("write", "error"),
    [
        (lambda store: store.extend(broken()), ZeroDivisionError),
        (lambda store: store.bulk_extend(broken()), ZeroDivisionError),
        (lambda store: store.load(BROKEN, RdfFormat.N_QUADS), SyntaxError),
        (lambda store: store.bulk_load(BROKEN, RdfFormat.N_QUADS), SyntaxError),
        (lambda store: store.update("DELETE WHERE { GRAPH ?g { ?s ?p ?o } } ; LOAD <file:///none>"), OSError),
    ],
)
def test_a_call_that_fails_changes_nothing(
    tmp_path: Path, write: Callable[[Store], None], error: type[Exception]
) -> None:
    store = Store(tmp_path / "db")
    store.extend(some(10))
    with pytest.raises(error):
        write(store)
    assert set(store) == set(some(10))


# 7: checkpoints


def test_a_backup_of_a_flushed_database_shares_its_files_and_opens_for_writing(tmp_path: Path) -> None:
    source, copy = tmp_path / "source", tmp_path / "copy"
    store = Store(source)
    store.bulk_extend(some(1000))
    store.flush()
    del store
    Store.read_only(str(source)).backup(copy)
    assert max(table.stat().st_nlink for table in copy.glob("*.sst")) == 2
    writer = Store(copy)
    writer.bulk_extend(some(5, H))
    writer.remove_graph(G)
    writer.flush()
    assert len(writer) == 5
    assert len(Store.read_only(str(source))) == 1000


def test_a_backup_of_a_database_that_was_not_flushed_is_empty_without_a_word(tmp_path: Path) -> None:
    source, copy = tmp_path / "source", tmp_path / "copy"
    store = Store(source)
    store.extend(some(10))
    del store
    reader = Store.read_only(str(source))
    assert len(reader) == 10
    reader.backup(copy)
    assert len(Store(copy)) == 0


def test_reading_leaves_no_trace_in_the_folder(tmp_path: Path) -> None:
    store = Store(tmp_path / "db")
    store.bulk_extend(some(10))
    store.flush()
    del store
    before = {place: place.stat().st_mtime_ns for place in tmp_path.rglob("*")}
    readers = [Store.read_only(str(tmp_path / "db")) for _ in range(3)]
    assert [len(reader) for reader in readers] == [10, 10, 10]
    assert {place: place.stat().st_mtime_ns for place in tmp_path.rglob("*")} == before


# 10: dates


def test_due_dates_can_not_be_left_to_every_duration() -> None:
    start = f'"2013-01-07"^^<{XSD}date>'
    assert value_of(f'{start} + "P1M"^^<{XSD}yearMonthDuration>') is None
    assert value_of(f'{start} + "P5D"^^<{XSD}duration>') is None
    assert value_of(f'{start} - "2013-01-01"^^<{XSD}date>') == "P6D"


# 11: order


def test_select_star_orders_its_columns_by_name() -> None:
    found = Store().query("SELECT * WHERE { VALUES (?z ?a) { (1 2) } }")
    assert isinstance(found, QuerySolutions)
    assert [variable.value for variable in found.variables] == ["a", "z"]


def test_csv_passes_on_what_a_spreadsheet_takes_for_a_formula() -> None:
    found = Store().query("SELECT ?x WHERE { BIND('=1+1' AS ?x) }")
    assert isinstance(found, QuerySolutions)
    assert found.serialize(format=QueryResultsFormat.CSV) == b"x\r\n=1+1\r\n"


# 13: parameters


def test_parameters_are_bound_where_the_query_selects_them() -> None:
    store = Store()
    store.extend([*some(2, G), *some(3, H)])
    query = "SELECT ?g ?s WHERE { GRAPH ?g { ?s ?p ?o } }"
    assert len(select(store, query, substitutions={Variable("g"): H})) == 3
    with pytest.raises(RuntimeError, match="SELECT projection"):
        select(store, "SELECT ?s WHERE { GRAPH ?g { ?s ?p ?o } }", substitutions={Variable("g"): H})


# what a literal comes back as, on which the digests of the store rest


@pytest.mark.parametrize(
    ("kind", "written", "kept"),
    [
        ("decimal", "0.90", "0.9"),
        ("integer", "01", "1"),
        ("boolean", "1", "true"),
        ("duration", "P12M", "P1Y"),
        ("duration", "P0D", "PT0S"),
        ("date", "2013-01-07", "2013-01-07"),
        ("gYear", "2013", "2013"),
        ("anyURI", "http://e/a b", "http://e/a b"),
    ],
)
def test_literals_come_back_as_values_not_as_written(kind: str, written: str, kept: str) -> None:
    store = Store()
    store.add(Quad(G, P, Literal(written, datatype=NamedNode(XSD + kind)), G))
    assert select(store, "SELECT ?o WHERE { GRAPH ?g { ?s ?p ?o } }") == [{"o": kept}]
