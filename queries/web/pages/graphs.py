"""A named graph, and the vocabulary: documents, which stand where their IRIs say."""

from __future__ import annotations

from itertools import islice

from pyoxigraph import NamedNode

from loader.iris import GRAPHS, graph
from loader.store import Reader
from ontology.terms import IG, RDF
from queries.scope import asked as rows_of
from queries.web.addresses import iri_of
from queries.web.answers import Answer, Asked, Route
from queries.web.pages.data import elsewhere
from queries.web.pages.missing import not_found
from queries.web.rendering import page
from queries.web.things import label_of, text_of

__all__ = ["ROUTES"]

_SHOWN = 200  # things of a graph
_COUNTED = 20_000  # of more it is said that there are more


def _graph(reader: Reader, asked: Asked) -> Answer:
    iri = iri_of(asked.path)
    record = reader.manifest.graphs.get(iri)
    if record is None:
        return not_found(reader, asked)
    quads = reader.store.quads_for_pattern(None, RDF.type, None, NamedNode(iri))
    typed = list(islice(quads, _COUNTED + 1))
    things = {text_of(quad.subject): text_of(quad.object) for quad in typed[:_COUNTED]}
    shown = sorted(things)[:_SHOWN]
    context = {
        "digest": record.sha256,
        "iri": iri,
        "more": len(typed) > _COUNTED,
        "name": iri.removeprefix(GRAPHS),
        "quads": record.quads,
        "source": reader.manifest.sources.get(iri, {}),
        "things": [(thing, label_of(reader, thing), label_of(reader, things[thing])) for thing in shown],
        "total": len(things),
    }
    return elsewhere(asked) or page(reader, asked, "graph.html", context)


def _ontology(reader: Reader, asked: Asked) -> Answer:
    rows = list(rows_of(reader, "web/pages/ontology"))
    base = IG.label.value.partition("#")[0]
    context = {
        "graph": graph("ontology").value,
        "groups": [
            (
                name,
                [row | {"id": row["term"].partition("#")[2]} for row in rows if row["sort"].endswith(sort)],
            )
            for name, sort in (
                ("Classes", "#Class"),
                ("Relations", "#ObjectProperty"),
                ("Values", "#DatatypeProperty"),
            )
        ],
        "iri": base,
        "schemes": list(rows_of(reader, "web/pages/schemes")),
    }
    return elsewhere(asked) or page(reader, asked, "ontology.html", context)


ROUTES = (Route("/graph/{path:path}", _graph), Route("/ontology", _ontology))
