"""What can be said: the vocabulary, its schemes and shapes, and the way to every file that ships.

``inspection.ttl`` holds classes and properties, ``schemes/`` the SKOS concept schemes, ``shapes.ttl`` the
SHACL shapes, ``context.jsonld`` the JSON-LD context; ``terms`` gives their IRIs names in Python, and
``documentation`` describes them all to people.
"""
