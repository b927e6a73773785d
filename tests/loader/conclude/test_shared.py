"""What is no area's own: told by its name in a register, or by what serves the area."""

import pytest

from loader.conclude.mentions import mentions
from loader.conclude.shared import Shared, serving, shared
from loader.iris import BASE
from tests.loader.conclude.areas import area, named


def told(code: str, *names: str, kind: str, day: str = "2024-01-22") -> tuple[str, str] | None:
    """What a mention names, and by which rule."""
    (said,) = area(code, {day: [named(*names, kind=kind)]}).values()
    found: Shared | None = shared(code, next(mentions(said)))
    return (found.iri.value.removeprefix(f"{BASE}id/"), found.rule) if found else None


@pytest.mark.parametrize(
    ("code", "names", "kind", "expected"),
    [
        ("MDW", ["Kent Police", "the police"], "police-force", ("police-force/kent", "register")),
        ("MDW", ["West Yorkshire Police"], "police-force", ("police-force/west-yorkshire", "register")),
        ("HAM", ["Hampshire Police"], "police-force", ("police-force/hampshire", "register")),
        ("MDW", ["the police"], "police-force", ("police-force/kent", "serves-the-area")),
        ("LBH", ["police officers"], "police-force", ("police-force/metropolitan", "serves-the-area")),
        ("unresolved", ["the police"], "police-force", None),
        ("MDW", ["Wessex Police"], "police-force", None),
        ("MDW", ["Kent Police public protection unit"], "team", None),
        ("MDW", ["Kent and Medway ICB"], "integrated-care-board", ("nhs-body/QKS", "register")),
        ("WOR", ["Herefordshire & Worcestershire NHS Integrated Care Board"], "integrated-care-board",
         ("nhs-body/QGH", "register")),
        ("MDW", ["Integrated care board"], "integrated-care-board", ("nhs-body/QKS", "serves-the-area")),
        ("SRY", ["Integrated Care Boards"], "integrated-care-board", None),
        ("MDW", ["Executive of the Integrated Care Board"], "integrated-care-board",
         ("nhs-body/QKS", "serves-the-area")),
        ("NTT", ["Leaders, NHS Nottingham and Nottinghamshire ICB"], "integrated-care-board",
         ("nhs-body/QT1", "register")),
        ("BDG", ["London Borough of Barking and North East London Integrated Care Board"],
         "integrated-care-board", ("nhs-body/QMF", "register")),
        ("MDW", ["Wessex Integrated Care Board"], "integrated-care-board", None),
        ("DUR", ["Tees, Esk and Wear Valleys NHS Trust"], "nhs-trust", ("nhs-body/RX3", "register")),
        ("MDW", ["the NHS trust"], "nhs-trust", None),
        ("MDW", ["HMI"], "inspectorate", ("inspectorate/ofsted", "register")),
        ("MDW", ["HMI Constabulary"], "inspectorate", ("inspectorate/hmicfrs", "register")),
        ("MDW", ["Medway Council"], "local-authority", ("authority/MDW", "register")),
        ("MDW", ["Medway local authority", "the council"], "local-authority", ("authority/MDW", "register")),
        ("MDW", ["the local authority"], "local-authority", ("authority/MDW", "inspected-council")),
        ("unresolved", ["the local authority"], "local-authority", None),
        ("MDW", ["Council of Mosques"], "local-authority", None),
    ],
)  # fmt: skip
def test_a_mention_is_told_by_name_or_by_area(
    code: str, names: list[str], kind: str, expected: tuple[str, str] | None
) -> None:
    assert told(code, *names, kind=kind) == expected


def test_two_names_that_met_are_known() -> None:
    (said,) = area("MDW", {"2024-01-22": [named("the police", kind="police-force")]}).values()
    found = shared("MDW", next(mentions(said)))
    assert found is not None
    assert (found.name, found.known) == ("the police", "Kent Police")


def test_an_area_that_no_one_body_serves_has_none() -> None:
    assert serving("integrated-care-board", "SRY") is None
    assert serving("nhs-trust", "MDW") is None
