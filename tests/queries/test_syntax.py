"""What is said of a text that is no SPARQL."""

from __future__ import annotations

import pytest
from pyoxigraph import Store

from queries.ask import PREFIXES
from queries.errors import QuerySyntaxError
from queries.syntax import syntax_error


def said(text: str) -> QuerySyntaxError:
    with pytest.raises(SyntaxError) as caught:
        Store().query(text, prefixes=dict(PREFIXES))
    error = syntax_error(text, "", str(caught.value))
    assert isinstance(error, QuerySyntaxError)
    return error


def test_a_prefix_that_is_not_declared_is_named_where_it_stands() -> None:
    error = said("SELECT ?x {\n  ?x ig:about mine:board\n}")
    assert (error.line, error.column) == (2, 15)
    assert "the prefix mine: is not declared" in str(error)


@pytest.mark.parametrize("text", ["SELECT * { ?a ?b }", "SELECT ?x {", "SELECT ?x {\n ?x a ig:Finding"])
def test_what_breaks_off_is_not_answered_with_a_list_of_marks(text: str) -> None:
    assert "something is missing before the end" in str(said(text))
    assert "SERVICE" not in str(said(text))


def test_what_stands_in_the_wrong_place_is_marked() -> None:
    error = said("SELECT ?x WHERE ?x a ig:Finding }")
    assert 'expected "{"' in str(error)
    assert str(error).splitlines()[-1].index("^") == 2 + error.column - 1
