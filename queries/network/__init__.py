"""Walk the graph: networks of what reports say, and what their shape tells.

Each function reads from an open store what it needs and no more, and gives a networkx graph of one shape
(``projection``): typed nodes and edges, readable labels, the sentences behind an edge.

===========================  ==================================================================
``together``                 who works with whom
``authority_themes``         what was found of whom
``parts``                    which bodies and posts are part of which
``chains``                   which required actions ask again for earlier ones
``whole_reports``            all that some reports say
``ego``                      what is around one thing
``explain``                  how two things hang together: the shortest chain of sentences
``standings``                which bodies stand in the middle, and which belong together
``similar_authorities``      councils of which alike was found
===========================  ==================================================================

All are deterministic.
"""

from queries.network.chains import chains
from queries.network.measures import Standing, standings
from queries.network.parts import parts
from queries.network.paths import Step, explain
from queries.network.projection import Edge, Network, Node
from queries.network.report import whole_reports
from queries.network.similar import Similar, similar_authorities
from queries.network.themes import authority_themes
from queries.network.things import find, find_two
from queries.network.together import ego, together

__all__ = [
    "Edge",
    "Network",
    "Node",
    "Similar",
    "Standing",
    "Step",
    "authority_themes",
    "chains",
    "ego",
    "explain",
    "find",
    "find_two",
    "parts",
    "similar_authorities",
    "standings",
    "together",
    "whole_reports",
]
