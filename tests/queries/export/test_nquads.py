from __future__ import annotations

import io
import os
import shutil
import stat
from pathlib import Path

import pytest
from pyoxigraph import Dataset, RdfFormat, parse

from loader.iris import BASE
from loader.load import load
from loader.store import read
from loader.whole_file import opened
from ontology.resources import resource
from queries.errors import QueryError
from queries.export.nquads import graphs_of, write_dump


def dumped(store: Path, form: str, graph: str | None = None, *, runs: bool = False) -> bytes:
    output = io.BytesIO()
    with read(store) as reader:
        write_dump(reader, graphs_of(reader, graph, runs=runs), form, output)
    return output.getvalue()


def test_nquads_are_sorted_and_whole(shipped_store: Path) -> None:
    lines = dumped(shipped_store, "nquads", runs=True).splitlines(keepends=True)
    assert lines == sorted(lines)
    with read(shipped_store) as reader:
        assert set(parse(b"".join(lines), format=RdfFormat.N_QUADS)) == set(reader.store)


def test_the_same_dataset_gives_the_same_bytes(shipped_store: Path, tmp_path: Path) -> None:
    for name in ("rochdale-2012-11.txt", "medway-2013-01.txt"):  # the other way round, and one at a time
        shutil.copy(resource("data/reports") / name, tmp_path / name)
        load([tmp_path / name], tmp_path / "store")
    with read(shipped_store) as one, read(tmp_path / "store") as other:
        assert one.dataset == other.dataset
    for form in ("nquads", "trig", "turtle"):
        assert dumped(shipped_store, form) == dumped(tmp_path / "store", form)


def test_trig_and_turtle_read_back(shipped_store: Path) -> None:
    nquads = set(parse(dumped(shipped_store, "nquads"), format=RdfFormat.N_QUADS))
    assert set(parse(dumped(shipped_store, "trig"), format=RdfFormat.TRIG)) == nquads
    turtle = Dataset(parse(dumped(shipped_store, "turtle"), format=RdfFormat.TURTLE))
    assert {quad.triple for quad in turtle} == {quad.triple for quad in nquads}


def test_runs_are_left_out_unless_asked_for(shipped_store: Path) -> None:
    assert b"/graph/runs>" not in dumped(shipped_store, "nquads")
    assert b"/graph/runs>" in dumped(shipped_store, "nquads", runs=True)


@pytest.mark.parametrize("graph", ["area/RCH", f"{BASE}graph/area/RCH"])
def test_one_graph(shipped_store: Path, graph: str) -> None:
    lines = dumped(shipped_store, "nquads", graph).splitlines()
    assert lines
    assert all(line.endswith(b"/graph/area/RCH> .") for line in lines)


def test_an_unknown_graph_is_explained(shipped_store: Path) -> None:
    with pytest.raises(QueryError, match="there is no graph area/RHC: did you mean area/RCH"):
        dumped(shipped_store, "nquads", "area/RHC")


def test_a_file_takes_its_name_when_it_is_whole(tmp_path: Path) -> None:
    goal = tmp_path / "out.nq"
    goal.write_bytes(b"old")
    with pytest.raises(RuntimeError), opened(goal) as file:
        file.write(b"half")
        raise RuntimeError
    assert goal.read_bytes() == b"old"
    with opened(goal) as file:
        file.write(b"new")
        assert goal.read_bytes() == b"old"
    assert goal.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [goal]
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE(goal.stat().st_mode) == 0o666 & ~mask


def test_a_link_and_a_device_stay_what_they_are(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with opened(tmp_path / "link") as file:
        file.write(b"x")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"x"
    with opened(Path(os.devnull)) as file:
        file.write(b"x")
    assert not Path(os.devnull).is_file()
