"""Describe a dataset to portals, engines and people: what it is, where it came from, what is in it.

``description`` gives all that is said of the dataset of an open store, as triples: DCAT 3 for catalogues of
data, VoID for programs that query, PROV for where it came from. ``partitions`` counts what it holds by class
and property; it alone reads the whole store, so that whoever answers often can keep what it gave.

A description names the id of its dataset, so it can't be a part of it: it is made when it is asked for.
"""

from queries.describe.counted import partitions
from queries.describe.dataset import NOWHERE, Served, description
from queries.describe.written import DESCRIPTION_FORMATS, MEDIA_TYPES

__all__ = ["DESCRIPTION_FORMATS", "MEDIA_TYPES", "NOWHERE", "Served", "description", "partitions"]
