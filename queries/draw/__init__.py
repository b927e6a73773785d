"""Draw the graph: pictures of what reports say, as SVG, PNG and pages of HTML.

Each picture is a module of two functions. ``read_…`` asks an open store and gives an immutable value, what
is to be seen, with its caption; ``draw_…`` makes a figure of matplotlib from that. ``formats`` writes a
figure with its caption to a file.

===============  =========================================================================
``timeline``     a council's inspections: how each aspect was judged, and what was required
``heat_map``     themes and councils: where inspectors found weaknesses
``ego``          what is named with a body, and how often
``chain``        the texts of an action that came back
``council_map``  where each council of England stands, by its latest judgement
===============  =========================================================================

Drawing needs matplotlib: ``pip install 'inspection-graph[draw]'``.
"""
