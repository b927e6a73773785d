import csv

import pytest

from loader.interpret.title import read_title
from loader.interpret.titles.inspectorates import find_inspectorates
from ontology.resources import resource
from tests.loader.interpret.titles.made import ABOUT, FRONT, made

JOINT = (ABOUT, "Joint targeted area inspection of Rutland")
THREE = "Ofsted, the Care Quality Commission (CQC) and His Majesty’s Inspectorate of Constabulary (HMICFRS)"


@pytest.mark.parametrize(
    ("framework", "said", "ids"),
    [
        ("jtai", f"It was carried out by inspectors from {THREE}.", ["ofsted", "cqc", "hmicfrs"]),
        ("jtai", f"{THREE} and HMI Probation (HMI Prob)", ["ofsted", "cqc", "hmicfrs", "hmi-probation"]),
        ("jtai", "Ofsted and HMI Probation found that children are safe.", ["ofsted", "cqc", "hmicfrs"]),
        ("ilacs-focused-visit", f"{THREE} came together in May.", ["ofsted"]),
    ],
)
def test_joint_reports_name_who_took_part(framework, said, ids):
    assert (
        list(read_title(made(framework, (FRONT, "1 May 2023"), JOINT, (ABOUT, said)))[0].inspectorates) == ids
    )


def test_every_name_in_the_register_is_known():
    with resource("data/registers/inspectorates.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for name in (row["name"], row["short_name"], *filter(None, row["alternative_names"].split("|"))):
                if name not in ("Her Majesty's Inspectors", "His Majesty's Inspectors"):  # of several
                    assert list(find_inspectorates(name)) == [row["id"]], name
