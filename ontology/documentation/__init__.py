"""The vocabulary as people read it: docs/ontology/, made of the files of this room.

    python -m ontology.documentation GRAPH.nq FOLDER

GRAPH.nq is an export of a graph of the reports that ship: examples are taken from it. ``make docs`` runs it,
and a test holds what is committed to what it writes. Three pages, each as HTML and as Markdown: ``index``
(classes, properties, data sets, links), ``schemes`` (concepts), ``shapes`` (what must hold). A page is made
once, as plain values (``pages``), and each form has one template.
"""
