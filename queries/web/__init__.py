"""The graph on the web: a SPARQL endpoint, a page for all that is in the graph, and what stands around."""
