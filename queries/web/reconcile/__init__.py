"""Joins anybody's spreadsheet to the graph: the Reconciliation Service API, version 0.2.

The API is that of the W3C Entity Reconciliation Community Group, which OpenRefine and others speak
(https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/). It is served for councils
and for the bodies that reports name. An entity is named by what follows ``…/id/`` in its IRI, a type by a
concept of ``ontology/schemes/kinds.ttl``.
"""

from queries.web.reconcile.service import ROUTES

__all__ = ["ROUTES"]
