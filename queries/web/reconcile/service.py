"""The addresses of the service: what it says of itself, candidates, suggestions, previews, properties."""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from loader.authorities import full_key
from loader.iris import RESOURCES
from loader.reconciling import Entity
from loader.store import Reader
from loader.versions import software_version
from ontology.terms import ORG
from queries.web.answers import Answer, Asked, Route
from queries.web.forms import posted, whole_number
from queries.web.problems import Refused
from queries.web.reconcile.asking import BATCH, extension_in, questions_in
from queries.web.reconcile.entities import id_of, index, types
from queries.web.reconcile.finding import REFINING, candidates
from queries.web.reconcile.properties import PROPERTIES, values

__all__ = ["ROUTES"]

_PAGE = 20  # suggestions at a time
_LONGEST = 300  # characters of what is typed
_PREVIEW = {"width": 430, "height": 180}  # pixels
# A preview stands in a frame of somebody else's page, and has nothing in it but text.
_FRAMED = (
    ("content-security-policy", "default-src 'none'; base-uri 'none'; frame-ancestors *"),
    ("access-control-allow-origin", "*"),
)


def _service(reader: Reader, asked: Asked) -> Answer:
    """What the service is, or what a batch of cells may mean, or properties of entities."""
    said = dict((*asked.query, *posted(asked)) if asked.method == "POST" else asked.query)
    if "queries" in said:
        return _json(
            {key: {"result": candidates(reader, one)} for key, one in questions_in(said["queries"]).items()}
        )
    if "extend" in said:
        return _extended(reader, said["extend"])
    if asked.method == "POST":
        raise Refused(400, "A form has queries or extend: see the manifest, by GET.")
    return _json(_manifest(asked.site))


def _manifest(site: str) -> dict[str, Any]:
    def suggests(what: str) -> dict[str, str]:
        path = {
            "service_path": f"/reconcile/suggest/{what}",
            "flyout_service_path": f"/reconcile/flyout/{what}?id=${{id}}",
        }
        return {"service_url": site, **path}

    return {
        "versions": ["0.2"],
        "name": "Inspection graph: councils, and bodies that reports of inspections name",
        "identifierSpace": RESOURCES,
        "schemaSpace": ORG.Organization.value,
        "serviceVersion": software_version(),
        "defaultTypes": [_type(kind) for kind in ("local-authority", "body")],
        "view": {"url": f"{site}/id/{{{{id}}}}"},
        "preview": {"url": f"{site}/reconcile/preview?id={{{{id}}}}", **_PREVIEW},
        "suggest": {what: suggests(what) for what in _SUGGESTED},
        "extend": {
            "propose_properties": {"service_url": site, "service_path": "/reconcile/properties"},
            "property_settings": [],
        },
        "batchSize": BATCH,
    }


def _type(kind: str) -> dict[str, Any]:
    known = types()
    above = [{"id": known[each].id, "name": known[each].name} for each in known[kind].broader]
    return {"id": kind, "name": known[kind].name, **({"broader": above} if above else {})}


# Properties


def _extended(reader: Reader, text: str) -> Answer:
    wanted = extension_in(text)
    known = [PROPERTIES[name] for name in wanted.properties if name in PROPERTIES]
    meta = [{"id": it.id, "name": it.name} for it in known]
    return _json({"meta": meta, "rows": values(reader, wanted.ids, tuple(it.id for it in known))})


def _proposed(_reader: Reader, asked: Asked) -> Answer:
    """The properties that can be had of entities of a type."""
    kind = asked.first("type", "body")
    most = {"limit": whole_number(asked, "limit", 0)} if asked.first("limit") else {}
    found = [{"id": it.id, "name": it.name} for it in PROPERTIES.values() if it.of in ("body", kind)]
    return _json({"type": kind, "properties": found[: most.get("limit")], **most})


# Suggestions


def _entities(reader: Reader, prefix: str) -> Iterable[dict[str, Any]]:
    for entity in index(reader).beginning(prefix):
        kind = {"id": entity.kind, "name": types()[entity.kind].name}
        yield {"id": id_of(entity), "name": entity.name, "description": entity.note, "notable": [kind]}


def _types(_reader: Reader, prefix: str) -> Iterable[dict[str, Any]]:
    return (_type(kind.id) for kind in types().values() if _begins(prefix, kind.id, kind.name))


def _properties(_reader: Reader, prefix: str) -> Iterable[dict[str, Any]]:
    """Those that a query can be refined by come first, then those that can be had."""
    known = {**{it.id: it.name for it in PROPERTIES.values()}, **REFINING}
    ranked = sorted(known, key=lambda name: (name not in REFINING, name))
    return ({"id": it, "name": known[it]} for it in ranked if _begins(prefix, it, known[it]))


def _begins(prefix: str, *names: str) -> bool:
    return any(f" {full_key(name)}".find(f" {full_key(prefix)}") >= 0 for name in names)


_SUGGESTED: Mapping[str, Callable[[Reader, str], Iterable[dict[str, Any]]]] = {
    "entity": _entities,
    "type": _types,
    "property": _properties,
}


def _suggested(reader: Reader, asked: Asked) -> Answer:
    """What may be meant by what was typed so far."""
    prefix, first = asked.first("prefix"), whole_number(asked, "cursor", 0)
    found = list(_of(asked)(reader, prefix)) if prefix.strip() and len(prefix) <= _LONGEST else []
    return _json({"result": found[first : first + _PAGE]})


def _of(asked: Asked) -> Callable[[Reader, str], Iterable[dict[str, Any]]]:
    if asked.parts["what"] not in _SUGGESTED:
        raise Refused(404, f"What is suggested is one of {', '.join(_SUGGESTED)}.")
    return _SUGGESTED[asked.parts["what"]]


# Previews


def _flyout(reader: Reader, asked: Asked) -> Answer:
    """A few words about an entity, a type or a property, as HTML within JSON."""
    known = next((it for it in _of(asked)(reader, asked.first("id")) if it["id"] == asked.first("id")), None)
    if known is None:
        raise Refused(404, "There is no such id.")
    entity = index(reader).by_id.get(known["id"]) if asked.parts["what"] == "entity" else None
    shown = _described(entity) if entity else f"<p>{html.escape(known['name'])}</p>"
    return _json({"id": known["id"], "html": shown})


def _preview(reader: Reader, asked: Asked) -> Answer:
    """A page about an entity, for a small frame."""
    entity = index(reader).by_id.get(asked.first("id"))
    if entity is None:
        raise Refused(404, "There is no such entity.")
    title = html.escape(entity.name)
    page = (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{title}</title>\n</head>\n<body>\n{_described(entity)}\n</body>\n</html>\n"
    )
    return Answer(page.encode(), headers=_FRAMED)


def _described(entity: Entity) -> str:
    names = [name for name in (*entity.names, *entity.others) if name != entity.name]
    lines = (
        types()[entity.kind].name,
        entity.note,
        f"also: {'; '.join(dict.fromkeys(names))}" if names else "",
        entity.code,
    )
    said = "".join(f"<p>{html.escape(line)}</p>" for line in lines if line)
    return f"<h1>{html.escape(entity.name)}</h1>{said}"


def _json(said: object) -> Answer:
    return Answer(json.dumps(said, ensure_ascii=False).encode() + b"\n", "application/json")


ROUTES: tuple[Route, ...] = (
    Route("/reconcile", _service, ("GET", "POST")),
    Route("/reconcile/suggest/{what}", _suggested),
    Route("/reconcile/flyout/{what}", _flyout),
    Route("/reconcile/preview", _preview),
    Route("/reconcile/properties", _proposed),
)
