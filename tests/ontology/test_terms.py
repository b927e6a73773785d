"""terms.py names what inspection.ttl declares, and nothing else."""

import pytest
from pyoxigraph import NamedNode

from ontology import terms
from tests.ontology.rdf_files import LANGUAGE, classes, own_terms, properties

SPACES = sorted(set(terms.__all__) - {"BASE"})


def named(space: str) -> dict[str, NamedNode]:
    return {n: v for n, v in vars(getattr(terms, space)).items() if isinstance(v, NamedNode)}


def test_every_declared_term_has_a_name_and_every_name_is_declared() -> None:
    assert {node.value for node in named("IG").values()} == own_terms()


@pytest.mark.parametrize("space", SPACES)
def test_a_name_is_the_last_part_of_its_iri(space: str) -> None:
    assert named(space)
    for name, node in named(space).items():
        assert node.value.endswith(("#" + name.rstrip("_"), "/" + name.rstrip("_")))


@pytest.mark.parametrize("space", sorted(set(SPACES) - {"IG", "RDF", "RDFS", "OWL", "XSD"}))
def test_names_of_other_vocabularies_are_listed_as_external(space: str) -> None:
    assert {node.value for node in named(space).values()} <= classes() | properties()


@pytest.mark.parametrize("space", ["RDF", "RDFS", "OWL", "XSD"])
def test_names_of_the_languages_are_theirs(space: str) -> None:
    assert all(node.value.startswith(LANGUAGE) for node in named(space).values())


def test_the_vocabulary_is_below_the_base() -> None:
    assert terms.IG.Report.value == terms.BASE + "ontology#Report"
