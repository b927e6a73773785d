"""Quads regrouped by what they are about."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Quad

__all__ = ["Node", "Said", "by_subject"]

Node = NamedNode | Literal
Said = dict[str, dict[str, list[Node]]]


def by_subject(quads: Iterable[Quad]) -> Said:
    """What is said of each subject: subject IRI → predicate IRI → objects, in the order given.

    Raises
    ------
    ValueError
        If a subject or object is neither IRI nor literal: the graph has no blank nodes.

    """
    said: Said = {}
    for quad in quads:
        subject, value = quad.subject, quad.object
        if not isinstance(subject, NamedNode) or not isinstance(value, NamedNode | Literal):
            raise ValueError(f"not a plain statement: {quad}")
        said.setdefault(subject.value, {}).setdefault(quad.predicate.value, []).append(value)
    return said
