"""What shells are offered, by the way in which they ask."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

COMMAND = "import sys; sys.argv = ['inspection-graph']; from inspection_graph import main; main()"


def offered(line: str) -> list[str]:
    """What zsh gets for a line that is being typed, without the descriptions."""
    asked = {"_INSPECTION_GRAPH_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": line}
    done = subprocess.run(
        [sys.executable, "-c", COMMAND], env=os.environ | asked, capture_output=True, text=True, check=False
    )
    lines = done.stdout.removeprefix("_arguments '*: :((").splitlines()
    return [said.split('":"')[0].removeprefix('"').replace("\\", "") for said in lines if '":"' in said]


@pytest.mark.parametrize(
    ("line", "some", "never"),
    [
        ("inspection-graph query judg", {"judgements", "judgement-evidence"}, {"reports"}),
        ("inspection-graph queries even", {"events"}, {"evidence"}),
        ("inspection-graph query judgements --param a", {"authority=", "aspect="}, {"theme="}),
        ("inspection-graph query judgements -p authority=Roch", {"authority=Rochdale"}, {"authority=Medway"}),
        ("inspection-graph query judgements -p aspect=overall", {"aspect=overall-effectiveness"}, set()),
        ("inspection-graph query theme-progress -p certain=", {"certain=true", "certain=false"}, set()),
        ("inspection-graph query actions-overdue -p day=", {"day=2014-01-01"}, set()),
        ("inspection-graph query actions-overdue -p state=", {"state=overdue", "state=to come"}, set()),
        ("inspection-graph query themes-by-year -p region=N", {"region=North West"}, {"region=London"}),
        ("inspection-graph similar Roch", {"Rochdale"}, {"Medway"}),
        ("inspection-graph export csv --scope r", {"region=", "report="}, {"theme="}),
        ("inspection-graph draw heat-map --scope theme=ea", {"theme=early-help"}, {"theme=neglect"}),
    ],
)
def test_names_and_values_are_completed(line: str, some: set[str], never: set[str]) -> None:
    found = set(offered(line))
    assert some <= found
    assert not never & found


@pytest.mark.parametrize(
    "line",
    [
        "inspection-graph query nothing -p a",
        "inspection-graph query judgements -p x=1",
        "inspection-graph query -p a",
    ],
)
def test_where_nothing_fits_nothing_is_offered(line: str) -> None:
    assert offered(line) == []


def test_no_value_needs_quotes() -> None:
    values = offered("inspection-graph query judgements -p authority=")
    assert len(values) > 150
    assert not any(" " in value for value in values)
