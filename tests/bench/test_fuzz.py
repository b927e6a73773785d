"""The series of spoilt files: its table, its exit code, and a case done again by its number."""

from __future__ import annotations

from bench import fuzz
from tests.loader.judging import Verdict
from tests.loader.mutants import Recipe


def test_a_series_ends_well_and_is_counted(capsys):
    assert fuzz.main(["--cases", "12", "--jobs", "1"]) == 0
    printed = capsys.readouterr().out
    assert "seed 1" in printed
    assert printed.splitlines()[2].split() == ["cases", "6", "6"]
    assert "fault: 0" in printed
    assert "loaded into one store: 2 cases, nothing half-stored" in printed


def test_a_case_that_goes_wrong_is_done_with_fewer_steps_and_kept(capsys, monkeypatch, tmp_path):
    recipe = Recipe("small.txt", (("cut", 1), ("swap lines", 2), ("flip", 3)))
    monkeypatch.setattr(fuzz, "drawn", lambda seed, number: recipe)
    fault = Recipe("small.txt", (("swap lines", 2),))

    def asked(tried, file, ask):
        file.write_bytes(tried.made())
        return Verdict("fault" if set(fault.steps) <= set(tried.steps) else "read", "it is wrong")

    monkeypatch.setattr(fuzz, "_asked", asked)
    assert fuzz.main(["--only", "7", "--keep", str(tmp_path), "--jobs", "1"]) == 1
    assert capsys.readouterr().err == "fault: --only 7 (small.txt: swap lines 2): it is wrong\n"
    assert (tmp_path / "7.txt").read_bytes() == fault.made()
