"""What the graph says of a table and its figures: observations, each of which leads to its cell."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pyoxigraph import NamedNode

from loader.interpret.figures.concepts import UNLISTED
from loader.iris import GEOGRAPHY, resource_iri, scheme, short_hash, slug
from loader.quads import (
    Said,
    Statement,
    Term,
    concept_term,
    date_term,
    decimal,
    iri,
    number,
    say,
    text,
    typed,
)
from loader.tables.figures import Figure, Figures, TimeOf
from loader.tables.mapping import Column, Mapped
from loader.tables.table import Table
from ontology.terms import DCTERMS, IG, QB, RDF, RDFS, SKOS, XSD

__all__ = ["table_statements"]

_MEASURES = iri(scheme("measures"))


def table_statements(table: Table, mapped: Mapped, figures: Figures) -> Said:
    """All that the graph of a table holds.

    Parameters
    ----------
    table
        As it was read.
    mapped
        What its columns say.
    figures
        What was read by that.

    """
    said: Said = {}
    say(said, _part(mapped), _of_table(table, mapped))
    for column in mapped.figures:
        if column.measure is None:
            say(said, _measure(mapped, column), _new_measure(column))
    for figure in figures.given:
        say(said, _period(mapped, figure.time), _of_period(figure.time))
        it = _part(mapped, "figure", str(figure.row), str(figure.number))
        say(said, it, _observation(mapped, figure))
    return said


def _part(mapped: Mapped, *path: str) -> Term:
    return iri(resource_iri("table", mapped.slug, *path))


def _of_table(table: Table, mapped: Mapped) -> Iterator[Statement]:
    yield RDF.type, iri(IG.Table)
    yield RDFS.label, text(mapped.title)
    yield DCTERMS.title, text(mapped.title)
    yield IG.publisherName, text(mapped.publisher)
    yield DCTERMS.license, iri(NamedNode(mapped.licence))
    yield DCTERMS.issued, date_term(mapped.issued)
    yield IG.sourceAddress, typed(mapped.source, XSD.anyURI) if mapped.source else None
    yield IG.fileName, text(table.name)
    yield IG.sourceDigest, text(f"sha256:{table.sha256}")
    yield IG.mappingDigest, text(f"sha256:{mapped.digest}")


def _measure(mapped: Mapped, column: Column) -> Term:
    if column.measure is not None:
        return concept_term("measures", column.measure)
    return _part(mapped, "measure", _named(column.label))


def _new_measure(column: Column) -> Iterator[Statement]:
    yield RDF.type, iri(SKOS.Concept)
    yield SKOS.prefLabel, text(column.label)
    yield SKOS.broader, concept_term("measures", UNLISTED)
    yield SKOS.inScheme, _MEASURES


def _period(mapped: Mapped, time: TimeOf) -> Term:
    return _part(mapped, "period", _named(time.printed))


def _named(words: str) -> str:
    """Words as the end of an IRI, other words another: 2023/24 and 2023-24 are two names of periods."""
    plain = slug(words)
    return plain if plain == words.lower().replace(" ", "-") else f"{plain}-{short_hash(words)}"


def _of_period(time: TimeOf) -> Iterator[Statement]:
    yield RDF.type, iri(IG.Period)
    yield RDFS.label, text(time.printed)
    yield IG.begins, date_term(time.begins)
    yield IG.ends, date_term(time.ends)


def _observation(mapped: Mapped, figure: Figure) -> Iterator[Statement]:
    council, column = figure.council, figure.column
    shown = format(figure.value.normalize(), "f")
    yield RDF.type, iri(IG.TableFigure)
    yield RDF.type, iri(QB.Observation)
    yield QB.dataSet, iri(resource_iri("dataset", "table-figures"))
    yield (
        RDFS.label,
        text(f"{column.label}, {council.name}, {figure.time.printed}: {shown} {column.printed_unit}"),
    )
    yield IG.inTable, _part(mapped)
    yield IG.row, number(figure.row)
    yield IG.column, text(column.heading)
    yield IG.text, text(figure.cell)
    yield IG.measure, text(column.label)
    yield IG.measureConcept, _measure(mapped, column)
    yield IG.value, decimal(figure.value)
    yield IG.unit, text(column.printed_unit)
    yield IG.unitConcept, concept_term("units", column.unit)
    yield IG.period, _period(mapped, figure.time)
    yield IG.periodAsPrinted, text(figure.time.printed)
    yield IG.breakdown, text(figure.breakdown or None)
    yield IG.authority, iri(NamedNode(council.iri))
    yield IG.area, iri(NamedNode(GEOGRAPHY + council.code))
    yield IG.authorityAsPrinted, text(figure.match.text)
    yield IG.method, text(f"reconciled: {figure.match.how}")
    yield IG.confidence, decimal(Decimal(str(figure.match.score)) / 100)
