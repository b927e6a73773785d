"""Pages as HTML and as Markdown: one template each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, select_autoescape

from ontology.documentation.examples import Examples
from ontology.documentation.pages import Piece
from ontology.documentation.schemes import schemes_page
from ontology.documentation.shapes import shapes_page
from ontology.documentation.vocabulary import vocabulary_page
from ontology.resources import resource

__all__ = ["documentation"]

_SPECIAL = re.compile(r"([\\`*_<>\[\]|#])")  # what Markdown takes for marks


def documentation(graph: Path) -> Mapping[str, str]:
    """Every file of the documentation, by name.

    Parameters
    ----------
    graph
        N-Quads of a graph, to take examples from.

    Raises
    ------
    OSError, SyntaxError
        If the file can't be read, or is no N-Quads.

    """
    pages = (vocabulary_page(Examples(graph)), schemes_page(), shapes_page())
    return {
        f"{page.name}.{form}": template.render(page=page, pages=pages)
        for form, template in (("html", _template("html")), ("md", _template("md")))
        for page in pages
    }


def _template(form: str) -> Template:
    environment = Environment(
        loader=FileSystemLoader(resource("ontology/documentation/templates")),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    environment.filters |= {"address": _address, "markdown": _markdown, "plain": _plain}
    return environment.get_template(f"page.{form}")


def _address(link: str, page: str, form: str) -> str:
    """A link as it stands in a file: within the page, to another page, or to elsewhere."""
    if "://" in link or link.startswith("../"):
        return link
    name, _, place = link.partition("#")
    return f"#{place}" if name == page else f"{name}.{form}#{place}"


def _markdown(piece: Piece, page: str) -> str:
    text = (
        f"`` {piece.text} ``" if piece.code and "`" in piece.text else f"`{piece.text}`" if piece.code else ""
    )
    text = text.replace("|", "\\|") or _plain(piece.text)
    return f"[{text}]({_address(piece.link, page, 'md')})" if piece.link else text


def _plain(text: str) -> str:
    """A text in which what Markdown would take for marks is escaped."""
    return _SPECIAL.sub(r"\\\1", text)
