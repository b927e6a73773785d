"""The graph on the web: a SPARQL endpoint, a page for everything in the graph, and what stands around them."""
