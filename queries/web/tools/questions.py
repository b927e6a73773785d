"""The catalogue: all questions by subject, and for each a form, its answer, files of it, and its SPARQL."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlencode

import yaml

from loader.authorities import register
from loader.store import Reader
from loader.vocabulary import concepts, slug_of
from ontology.resources import resource
from queries.ask import Query, catalogue, run
from queries.errors import QueryError, did_you_mean
from queries.explain import explain
from queries.parameters import Parameter, bind, regions
from queries.web.answers import Answer, Asked, Route
from queries.web.pages.paging import Page, number_of
from queries.web.problems import Refused
from queries.web.rendering import page
from queries.web.tools.results import DOWNLOADS, download, shown

__all__ = ["ROUTES", "Field", "by_subject"]

_OTHERS = "Other questions"
_SHOW = "show"  # the name of the button: a bare address shows the form, one with a query the answer


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form: a parameter, what was said of it, and what is wrong with that.

    Attributes
    ----------
    parameter
        What it asks for.
    value
        What was said, or the default.
    choices
        Values and what they are, where one of a list is meant.
    error
        Why the value is none, empty if it is one.

    """

    parameter: Parameter
    value: str
    choices: tuple[tuple[str, str], ...]
    error: str

    @property
    def label(self) -> str:
        """The name of the parameter as people read it."""
        name = self.parameter.name.replace("_", " ")
        return name[0].upper() + name[1:]


@cache
def by_subject() -> tuple[tuple[str, tuple[Query, ...]], ...]:
    """All questions of the catalogue under what they are about, as ``catalogue/subjects.yaml`` has it."""
    said = yaml.safe_load(resource("queries/catalogue/subjects.yaml").read_text(encoding="utf-8"))
    known = dict(catalogue())
    found = [(it["subject"], tuple(known.pop(name) for name in it["questions"])) for it in said]
    return (*found, *([(_OTHERS, tuple(known.values()))] if known else []))


def _list(reader: Reader, asked: Asked) -> Answer:
    return page(reader, asked, "questions.html", {"subjects": by_subject()})


def _question(reader: Reader, asked: Asked) -> Answer:
    query = catalogue().get(asked.parts["name"])
    if query is None:
        near = [(f"/queries/{it.name}", it.title) for it in _nearest(asked.parts["name"])]
        return page(reader, asked, "missing.html", {"suggested": [*near, ("/queries", "All questions")]}, 404)
    given = _given(query, asked)
    fields = tuple(_fields(query, given, checks=bool(asked.query)))
    said = {"query": query, "fields": fields, "shown": None, "problem": "", "sparql": query.sparql}
    said["councils"] = [(entry.name, entry.code) for entry in register()]
    said |= {"said": tuple(_linked(query.description)), "titles": _titles()}
    if not asked.query:
        return page(reader, asked, "question.html", said)
    if any(field.error for field in fields):
        return page(reader, asked, "question.html", said, 400)
    number = number_of(asked)
    try:
        said["sparql"] = explain(query, given)
        rows = shown(reader, run(reader, query, given), number)
    except QueryError as error:
        return page(reader, asked, "question.html", said | {"problem": str(error)}, 400)
    same = urlencode([*given.items(), (_SHOW, "1")])
    said |= {"shown": rows, "page": Page(rows.rows, number, rows.pages, rows.total)}
    said["at"] = {"same": same, "file": f"?{urlencode(given)}"}
    said["downloads"] = [(form, name) for form, (_, name) in DOWNLOADS.items()]
    return page(reader, asked, "question.html", said)


def _file(reader: Reader, asked: Asked) -> Answer:
    query = _named(asked.parts["name"])
    try:
        answer = run(reader, query, _given(query, asked))
    except QueryError as error:
        raise Refused(400, str(error)) from error
    return download(reader, answer, asked.parts["form"], query.name, asked.limits)


def _linked(description: str) -> Iterator[tuple[str, str]]:
    """A description in pieces, each with what it is: words, or in backquotes code or a question."""
    for n, piece in enumerate(description.split("`")):
        yield piece, "words" if n % 2 == 0 else "question" if piece in catalogue() else "code"


def _titles() -> dict[str, str]:
    return {name: query.title for name, query in catalogue().items()}


def _nearest(name: str) -> list[Query]:
    return [catalogue()[near] for near in difflib.get_close_matches(name, catalogue(), n=3)]


def _named(name: str) -> Query:
    if name not in catalogue():
        near = did_you_mean(name, catalogue()) or ": the catalogue lists what there is"
        raise Refused(404, f"There is no question {name[:80]!r}{near}")
    return catalogue()[name]


def _given(query: Query, asked: Asked) -> dict[str, str]:
    """What was said of each parameter; a field left empty says nothing."""
    names = {parameter.name for parameter in query.parameters}
    return {name: value for name, value in asked.query if name in names and value.strip()}


def _fields(query: Query, given: Mapping[str, str], *, checks: bool) -> Iterator[Field]:
    for parameter in query.parameters:
        error = _error(parameter, given) if checks else ""
        value = given.get(parameter.name, parameter.default or "")
        choices = tuple(_choices(parameter))
        if choices and value and not error:
            value = _chosen(parameter, value)
        yield Field(parameter, value, choices, error)


def _chosen(parameter: Parameter, value: str) -> str:
    """A value, however it was said, as the list of choices has it."""
    try:
        said = bind([parameter], {parameter.name: value})[parameter.name].value
    except QueryError:
        return value
    return slug_of(said) if parameter.type == "concept" else said


def _error(parameter: Parameter, given: Mapping[str, str]) -> str:
    """What is wrong with what was said of one parameter."""
    said = {name: value for name, value in given.items() if name == parameter.name}
    try:
        bind([parameter], said)
    except QueryError as error:
        return str(error)
    return ""


def _choices(parameter: Parameter) -> Iterable[tuple[str, str]]:
    if parameter.type == "boolean":
        return (("true", "yes"), ("false", "no"))
    if parameter.type == "concept":
        return ((slug, concept.label) for slug, concept in concepts(parameter.scheme or "").items())
    return ((value, value) for value in (regions() if parameter.type == "region" else parameter.values))


ROUTES = (
    Route("/queries", _list),
    Route("/queries/{name}.{form}", _file),
    Route("/queries/{name}", _question),
)
