"""No text that the guard passes has the engine ask another server, whatever it looks like.

The engine itself is the judge: what it would ask is a server of this test, which counts who comes.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Thread

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st
from pyoxigraph import QueryBoolean, Store

from queries.errors import QueryError
from queries.guard import check

_ANSWER = b"HTTP/1.1 500 No\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"


@contextmanager
def counting_visits() -> Iterator[tuple[str, list[int]]]:
    """The address of a server, and a list that has an item for each who came."""
    visits: list[int] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def count() -> None:
            with suppress(OSError):
                while True:
                    line, _ = listener.accept()
                    visits.append(1)
                    with line:
                        line.recv(65_536)
                        line.sendall(_ANSWER)

        Thread(target=count, daemon=True).start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/", visits
        listener.shutdown(socket.SHUT_RDWR)


@pytest.fixture(scope="module")
def visited():
    with counting_visits() as server:
        yield server


def accepted(text: str) -> bool:
    """Whether the engine takes a text for a query; if so it has been answered."""
    try:
        found = Store().query(text)
        if not isinstance(found, QueryBoolean):
            list(found)
    except SyntaxError:
        return False
    except (OSError, RuntimeError, ValueError):
        return True
    return True


# Texts that are nearly queries. Pieces of them are what a tokenizer may take for something else.

WORDS = st.sampled_from(
    ["SERVICE", "service", "SeRvIcE", "SERVICE SILENT", "\\u0053ERVICE", "SERVICE:y", "SERVICES"]
)
PLACES = st.sampled_from(["<ADDRESS>", "x:y", ":y", "?a", "x:", "<y>"])
GLUE = st.sampled_from(
    ["", " ", "\n", "\r", "\t", "#\n", "# it's\r", "#SERVICE\n", ".", " . ", "\ufeff", "\xa0", "#>\n"]
)
INSIDE = st.lists(
    st.sampled_from(
        [
            "SERVICE x:y{}",
            "'",
            '"',
            "\\'",
            '\\"',
            "\\\\",
            "#",
            "<",
            ">",
            "{",
            "}",
            "\n",
            "a",
            " ",
            "''",
            '""',
            "}SERVICE:y{",
        ]
    ),
    max_size=5,
).map("".join)
QUOTES = st.sampled_from(["'", '"', "'''", '"""'])
SERVICES = st.builds(
    "{1}{0}{2}{0}{{{3}}}".format, GLUE, WORDS, PLACES, st.sampled_from(["", "?s ?p ?o", "{}"])
)
STRINGS = st.builds("{0}{1}{0}".format, QUOTES, INSIDE)
TERMS = st.one_of(
    STRINGS,
    st.builds("{}@en{}".format, STRINGS, st.sampled_from(["", "-GB", ".", "-service"])),
    st.builds("<{}>".format, INSIDE),
    st.sampled_from(
        [
            *(
                "1",
                "1.",
                "1.5e3",
                ".5",
                "true",
                "?a",
                "$service",
                "x:a.b",
                "x:a\\'b",
                "x:a\\#b",
                "x:a\\<b",
                "x:%53",
                ":a:b",
            ),
            *(
                "_:b",
                "_:b.c",
                "x:",
                ":",
                "<y>",
                "x:a-",
                "x:-",
                "x:1e5",
                "?\xe9",
                "x:\xe9",
                "'a'^^x:y",
                "'a'^^<y>",
            ),
        ]
    ),
)
COMPARISONS = st.builds(
    "{}{}{}{}{}".format,
    TERMS,
    GLUE,
    st.sampled_from(["<", ">", "<=", ">=", "=", "!=", "||", "&&", "+", "-", "*", "/"]),
    GLUE,
    TERMS,
)
ELEMENTS = st.one_of(
    SERVICES,
    st.builds("BIND({} AS ?{})".format, TERMS, st.sampled_from("abcdefg")),
    st.builds("FILTER({})".format, COMPARISONS),
    st.builds("FILTER EXISTS{{{}}}".format, SERVICES),
    st.builds("OPTIONAL{{{}}}".format, SERVICES),
    st.builds(
        "?s {} {}".format, st.sampled_from(["a", "?p", "x:p", "<p>/x:p", "^x:p", "!(x:p|^<p>)"]), TERMS
    ),
    st.builds("VALUES ?{}{{{}}}".format, st.sampled_from("abc"), TERMS),
    st.builds("{{{}}}".format, SERVICES),
    st.builds("#{}\n".format, INSIDE),
    INSIDE,
)
BODIES = st.lists(st.tuples(ELEMENTS, GLUE).map("".join), min_size=1, max_size=6).map("".join)
HEADS = st.sampled_from(
    ["SELECT * {", "ASK {", "CONSTRUCT {?s ?p ?o} WHERE {", "SELECT (1 AS ?n) {", "DESCRIBE ?a {", "ASK{"]
)
TAILS = st.sampled_from(
    ["}", "} LIMIT 1", "}#", "} # SERVICE", "} VALUES ?a { 'SERVICE' }", "} ORDER BY ?a<?b"]
)
PROLOGUES = st.sampled_from(
    [
        "PREFIX x: <ADDRESS> PREFIX : <ADDRESS> BASE <ADDRESS> ",
        "BASE<ADDRESS>PREFIX x:<ADDRESS>PREFIX:<ADDRESS>\n",
        "PREFIX x: <ADDRESS> # PREFIX service: <x>\nPREFIX : <ADDRESS#>",
        "PREFIX x: <ADDRESS> PREFIX SERVICE: <ADDRESS> PREFIX : <ADDRESS> ",
    ]
)
TEXTS = st.tuples(PROLOGUES, HEADS, BODIES, TAILS).map("".join)


@settings(max_examples=800, deadline=None)
@given(text=TEXTS)
def test_what_the_guard_passes_asks_nobody(visited, text):
    address, visits = visited
    asked = text.replace("ADDRESS", address)
    try:
        check(asked)
    except QueryError:
        event("refused")
        return
    event("accepted" if accepted(asked) else "no query")
    assert visits == [], asked


@pytest.mark.parametrize(
    "text", ["ASK { SERVICE <%s> {} }", "PREFIX x: <%s> SELECT * {BIND(1 AS ?a)SeRvIcE#\nx:{}}"]
)
def test_the_judge_sees_who_is_asked(text):
    """Without the guard the engine goes wherever a text sends it: a silent judge would pass everything."""
    with counting_visits() as (address, visits):
        assert accepted(text % address)
        assert visits
