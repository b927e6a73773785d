"""Where a part of a report stands: which report that is, of whom, and from when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from loader.iris import REPORT_GRAPHS, REPORTS
from loader.store import Reader
from ontology.terms import DCTERMS, IG, PROV
from queries.web.things import first, label_of, said_of

__all__ = ["Standing", "fragment", "report_of", "standing"]


@dataclass(frozen=True, slots=True)
class Standing:
    """A report that is held. What it does not print is an empty text."""

    report: str  # IRIs
    inspection: str
    graph: str
    authority: str
    council: str  # as the register names it, else as printed
    kind: str  # of inspection
    start: str  # days, as 2013-01-07
    end: str
    title: str
    source: str  # address of the original, where it is known and can be followed
    said: Mapping[str, tuple[str, ...]]  # all else of the report
    inspected: Mapping[str, tuple[str, ...]]  # and of the inspection

    @property
    def above(self) -> list[tuple[str, str]]:
        """The pages above the report, as paths and names."""
        code = self.authority.rpartition("/")[2]
        council = [(f"/authority/{code}", self.council)] if code else []
        return [("/authorities", "Authorities"), *council]

    @property
    def path(self) -> str:
        """The path of its page."""
        return "/report/" + self.report.removeprefix(REPORTS)

    @property
    def day(self) -> str:
        """The first day, or the year that it is counted under."""
        return self.start or first(self.inspected, IG.year)


def standing(reader: Reader, path: str) -> Standing | None:
    """The report of a path, as ``MDW/2013-01-07/protection-2012``; None if there is none."""
    said = said_of(reader, REPORTS + path)
    inspection = first(said, PROV.wasGeneratedBy)
    if not inspection:
        return None
    inspected = said_of(reader, inspection)
    authority = first(inspected, IG.authority)
    source = first(said, IG.sourceAddress)
    return Standing(
        report=REPORTS + path,
        inspection=inspection,
        graph=REPORT_GRAPHS + path,
        authority=authority,
        council=label_of(reader, authority) if authority else first(inspected, IG.authorityAsPrinted),
        kind=label_of(reader, first(inspected, IG.framework)),
        start=first(inspected, IG.startDate),
        end=first(inspected, IG.endDate),
        title=first(said, DCTERMS.title),
        source=source if urlsplit(source).scheme in ("http", "https") else "",
        said=said,
        inspected=inspected,
    )


def report_of(iri: str) -> str:
    """The report that a part of one belongs to.

    >>> report_of(f"{REPORTS}MDW/2013-01-07/protection-2012/action/1").removeprefix(REPORTS)
    'MDW/2013-01-07/protection-2012'
    """
    return REPORTS + "/".join(iri.removeprefix(REPORTS).split("/")[:3])


def fragment(iri: str) -> str:
    """Where a part of a report stands on the page of the report: the id of its element.

    >>> fragment(f"{REPORTS}MDW/2013-01-07/protection-2012/evidence/12/0-81")
    'evidence-12-0-81'
    """
    return "-".join(iri.removeprefix(REPORTS).split("/")[3:])
