"""From a committed graph to an answer: a catalogue of questions, a runner for any question, and exports.

A question is a file, ``catalogue/<name>.rq``: SPARQL below a header that says what it answers and which
parameters it takes. ``parameters`` turns what people type into RDF terms, ``guard`` looks at a text before
the engine does, ``ask`` runs it, ``formats`` writes the answer, ``export`` writes the graph itself, and
``cli`` is all of this as commands, ``graph`` as Python. ``explain`` writes a question out with its values;
``reference`` and ``published`` describe the catalogue to people and programs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from queries.errors import QueryError

if TYPE_CHECKING:
    from queries.ask import Answer, Query, catalogue, named, parse, run

__all__ = ["Answer", "Query", "QueryError", "catalogue", "named", "parse", "run"]


def __getattr__(name: str) -> object:
    """Import the engine with the first name that needs it: ``--help`` does not."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from queries import ask  # noqa: PLC0415

    return getattr(ask, name)
