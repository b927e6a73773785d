"""The judged pairs are well formed, and the rules keep to what is said of them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from bench import merges
from loader.authorities import register
from loader.vocabulary import concepts

FILE = Path(merges.__file__).with_name("merges.csv")


def test_pairs_are_of_known_areas_and_kinds_and_judged_once() -> None:
    with FILE.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert {row["verdict"] for row in rows} == {"same", "different"}
    assert {row["area"] for row in rows} <= {entry.code for entry in register()}
    assert {row[key] for row in rows for key in ("kind", "other_kind")} <= set(concepts("kinds"))
    assert len({tuple(row.values()) for row in rows}) == len(rows)


def test_enough_pairs_were_kept_from_those_who_wrote_the_rules() -> None:
    pairs = [pair for pair in merges.read(FILE) if merges.is_held_out(pair.area)]
    joined = [pair for pair in pairs if pair.rule]
    assert len(joined) >= 150
    assert len(pairs) - len(joined) >= 100
    assert sum(pair.same for pair in joined) / len(joined) >= 0.95


def test_a_pair_is_asked_of_the_rules_with_all_its_names(tmp_path: Path) -> None:
    file = tmp_path / "pairs.csv"
    columns = "area,kind,names,acronyms,other_kind,other_names,other_acronyms,within,together,verdict"
    board = "Rutland Safeguarding Children Board"
    lines = [
        "RUT,team,Sunrise team|dawn desk,,team,Dawn Desk,,,,same",
        "RUT,team,Sunrise team,,service,Sunrise service,,,yes,different",
        f"RUT,post,chair of the RSCB,,post,independent chair of the LSCB,,{board},,same",
        "MDW,team,Lantern team,,team,night team,,,,different",
    ]
    file.write_text("\n".join([columns, *lines]), encoding="utf-8")
    assert [pair.rule for pair in merges.read(file)] == ["same-name", None, "same-post", None]


def test_the_shipped_areas_are_no_ones_measure(capsys: pytest.CaptureFixture[str]) -> None:
    assert not any(map(merges.is_held_out, merges.SHIPPED))
    assert merges.main() == 0
    assert "held-out half" in capsys.readouterr().out
