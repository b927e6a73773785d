"""Run a question: a query of the catalogue, a file, or SPARQL that somebody typed.

1. The comment lines ``#+`` at the top of a text are its header, in YAML: title, description, parameters.
2. A parameter ``name`` is the variable ``?_name``. It has its value where a query selects it and nowhere else
   (see ``queries.binding``), so each query selects its own parameters; columns that begin with an underscore
   are no part of the answer.
3. A variable that is not given stays free: it matches anything in a pattern, and
   ``COALESCE(CONTAINS(?text, ?_name), true)`` is how a filter says the same.
4. Relative IRIs stand below the base of the graph, so that the catalogue is right whatever the base is.
5. A report has a graph of its own, with one inspection in it. What is asked of one council begins there,
   ``?inspection ig:authority ?_authority ; a ig:Inspection``, in each part of a query that is evaluated by
   itself (a SELECT, an OPTIONAL of several patterns): of patterns that the engine takes for equally rare it
   begins with the first. From a thing on to what is said of it, ``LATERAL`` keeps the order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import yaml
from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Store,
    Triple,
)

from loader.iris import BASE
from loader.store import Reader
from loader.vocabulary import CONCEPT_BASE, concepts
from ontology.resources import resource
from queries import guard
from queries.binding import bound
from queries.errors import QueryError, did_you_mean
from queries.parameters import TYPES, Parameter, bind
from queries.syntax import syntax_error

__all__ = [
    "PREFIXES",
    "Answer",
    "Graphs",
    "Query",
    "Term",
    "catalogue",
    "named",
    "parse",
    "prefixed",
    "question",
    "run",
    "with_values",
]

Term = NamedNode | BlankNode | Literal | Triple | None

#: What a query may use without declaring it.
PREFIXES: Mapping[str, str] = {
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "ig": "https://w3id.org/inspection-graph/ontology#",
    "kind": f"{CONCEPT_BASE}kinds/",
    "org": "http://www.w3.org/ns/org#",
    "prov": "http://www.w3.org/ns/prov#",
    "qb": "http://purl.org/linked-data/cube#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "polarity": f"{CONCEPT_BASE}polarity/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "theme": f"{CONCEPT_BASE}themes/",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def prefixed(iri: str) -> str | None:
    """An IRI with the prefix that a query need not declare; None where there is none for it.

    >>> prefixed("http://www.w3.org/2004/02/skos/core#Concept"), prefixed("https://example.org/")
    ('skos:Concept', None)
    """
    fits = ((prefix, space) for prefix, space in PREFIXES.items() if iri.startswith(space))
    return next((f"{prefix}:{iri.removeprefix(space)}" for prefix, space in fits), None)


_HEADER = "#+"
_FIELDS = {"title", "description", "parameters"}
_PARAMETER_FIELDS = {"name", "type", "description", "default", "required", "scheme", "values", "example"}


@dataclass(frozen=True, slots=True)
class Query:
    """A question: its text, and what its header says of it."""

    text: str
    name: str = ""  # in the catalogue, or the file's
    title: str = ""
    description: str = ""
    parameters: tuple[Parameter, ...] = ()

    @property
    def sparql(self) -> str:
        """The text without its header."""
        lines = self.text.splitlines(keepends=True)
        return "".join(line for line in lines if not line.startswith(_HEADER)).strip() + "\n"

    def to_json(self) -> dict[str, Any]:
        """As JSON values, without the SPARQL."""
        return {
            "name": self.name,
            "title": self.title,
            "description": self.description,
            "parameters": [parameter.to_json() for parameter in self.parameters],
        }


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a query. Its rows are read once, as the engine finds them."""

    query: Query
    dataset: str  # the dataset that was asked: see ``loader.store.manifest.dataset_id``
    result: QuerySolutions | QueryBoolean | QueryTriples
    whole: bool = False  # whether columns that begin with an underscore are part of it

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of a SELECT, parameters left out; none for other forms of query."""
        if not isinstance(self.result, QuerySolutions):
            return ()
        names = (variable.value for variable in self.result.variables)
        return tuple(name for name in names if self.whole or not name.startswith("_"))

    def rows(self) -> Iterator[tuple[Term, ...]]:
        """The rows of a SELECT, a term or None for each column."""
        if isinstance(self.result, QuerySolutions):
            columns = self.columns
            try:
                for solution in self.result:
                    yield tuple(solution[name] for name in columns)
            except (RuntimeError, OSError) as error:
                raise QueryError(f"the query failed: {error}") from error


@dataclass(frozen=True, slots=True)
class Graphs:
    """The graphs to ask, by IRI, instead of those that the text of a query names."""

    default: tuple[str, ...] = ()  # together the default graph
    named: tuple[str, ...] = ()  # what GRAPH finds


def run(
    reader: Reader,
    query: Query,
    parameters: Mapping[str, str] | None = None,
    graphs: Graphs | None = None,
) -> Answer:
    """Ask a generation of the graph.

    Parameters
    ----------
    reader
        An open store: ``loader.store.read``.
    query
        From ``named``, ``parse`` or ``catalogue``.
    parameters
        Values as people write them; see ``queries.parameters``.
    graphs
        None for those that the text names, and for the whole graph if it names none.

    Raises
    ------
    QueryError
        If a parameter is wrong, or the text is no query, or one that is not allowed.

    """
    asked = with_values(query, parameters or {})
    try:
        found = _evaluated(reader.store, asked.text, **_dataset(query.text, graphs))
        return Answer(query, reader.dataset, found)
    except SyntaxError as error:
        raise syntax_error(query.text, query.name, _complaint(query.text) or str(error)) from None
    except (RuntimeError, ValueError, OSError) as error:
        raise QueryError(f"the query failed: {error}") from error


def with_values(query: Query, parameters: Mapping[str, str]) -> Query:
    """A query as the engine gets it: its parameters' values in their places.

    Raises
    ------
    QueryError
        As of ``run``.

    """
    guard.check(query.text)
    terms = {f"_{name}": term for name, term in bind(query.parameters, parameters).items()}
    return replace(query, text=bound(query.text, terms)) if terms else query


def _evaluated(store: Store, text: str, **dataset: Any) -> QuerySolutions | QueryBoolean | QueryTriples:
    return store.query(text, base_iri=BASE, prefixes=dict(PREFIXES), **dataset)


def _complaint(text: str) -> str:
    """What the parser says of a text: of a query without its values, so that the place is its file's."""
    try:
        _evaluated(Store(), text)
    except SyntaxError as error:
        return str(error)
    return ""


def _dataset(text: str, graphs: Graphs | None) -> dict[str, Any]:
    """What the engine is to take for the default graph, and for named graphs."""
    if graphs is None:
        return {"use_default_graph_as_union": not guard.chooses_graphs(text)}
    try:
        return {
            "default_graph": [NamedNode(iri) for iri in graphs.default],
            "named_graphs": [NamedNode(iri) for iri in graphs.named],
        }
    except ValueError as error:
        raise QueryError(f"the IRI of a graph is none: {error}") from None


# Headers and the catalogue


def parse(text: str, name: str = "") -> Query:
    r"""A text as a query, with what its header says.

    Raises
    ------
    QueryError
        If the header is wrong.

    Examples
    --------
    >>> parse("#+ title: Everything\n#+ parameters:\n#+ - {name: least, type: integer}\nSELECT * {}").title
    'Everything'

    """
    lines = (line.removeprefix(_HEADER) for line in text.splitlines() if line.startswith(_HEADER))
    try:
        header = yaml.safe_load("\n".join(line.removeprefix(" ") for line in lines)) or {}
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise QueryError(f"{name or 'query'}: its header is not YAML: {error}") from None
    try:
        return Query(text, name, **_header(header))
    except (TypeError, ValueError) as error:
        raise QueryError(f"{name or 'query'}: its header is wrong: {error}") from None


def _header(said: Any) -> dict[str, Any]:
    _know(said, _FIELDS)
    return {
        "title": str(said.get("title", "")).strip(),
        "description": str(said.get("description", "")).strip(),
        "parameters": tuple(map(_parameter, said.get("parameters") or ())),
    }


def _parameter(said: Any) -> Parameter:
    _know(said, _PARAMETER_FIELDS)
    default = said.get("default")
    parameter = Parameter(**{**said, "values": tuple(map(str, said.get("values") or ()))})
    if not isinstance(parameter.name, str):
        raise TypeError(f"{parameter.name!r} is no name: YAML takes on, off, yes and no for truth values")
    if parameter.type not in TYPES:
        raise ValueError(f"{parameter.name}: no type {parameter.type!r}, but {', '.join(TYPES)}")
    if parameter.type == "concept":
        _scheme(parameter)
    if default is None:
        return parameter
    return replace(parameter, default=str(default).lower() if isinstance(default, bool) else str(default))


def _scheme(parameter: Parameter) -> None:
    try:
        concepts(parameter.scheme or "")
    except FileNotFoundError:
        raise ValueError(f"{parameter.name}: no scheme {parameter.scheme!r} in ontology/schemes") from None


def _know(said: Any, fields: set[str]) -> None:
    if not isinstance(said, dict):
        raise TypeError(f"{said!r} has no fields")
    if unknown := said.keys() - fields:
        raise ValueError(f"unknown field {sorted(map(str, unknown))[0]!r}")


@cache
def catalogue() -> Mapping[str, Query]:
    """The queries that ship, by name."""
    files = sorted(resource("queries/catalogue").glob("*.rq"))
    return {file.stem: parse(file.read_text(encoding="utf-8"), file.stem) for file in files}


def named(name: str) -> Query:
    """A query of the catalogue.

    Raises
    ------
    QueryError
        If there is none of that name; the message lists those that there are.

    """
    known = catalogue()
    if name not in known:
        near = did_you_mean(name, known)
        raise QueryError(f"unknown query {name!r}{near}\nthere are: {', '.join(known)}")
    return known[name]


def question(text: str) -> Query:
    """What somebody asked: the name of a query of the catalogue, or SPARQL as it stands.

    Raises
    ------
    QueryError
        If it is a name, and the catalogue has none like it; or SPARQL with a wrong header.

    Examples
    --------
    >>> question("judgements").name, question("ASK {}").text
    ('judgements', 'ASK {}')

    """
    is_sparql = text not in catalogue() and any(mark.isspace() or mark in "{<" for mark in text)
    return parse(text) if is_sparql else named(text)
