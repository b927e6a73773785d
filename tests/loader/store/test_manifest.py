"""A manifest is read back as it was written, or not at all."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from loader.store.manifest import Fresh, GraphRecord, Manifest, dataset_id, read_manifest
from loader.store_errors import StoreDamaged, StoreNewer

BASE = "https://w3id.org/inspection-graph/graph/"
GRAPHS = {BASE + "report/b": GraphRecord(2, "bb"), BASE + "report/a": GraphRecord(1, "aa")}
MANIFEST = Manifest(
    graphs=GRAPHS,
    sources={BASE + "report/a": {"file": "é.txt", "versions": {"reader": "1"}}},
    versions={"software": "0.1.0"},
    created="2026-01-01T00:00:00Z",
    parent=3,
    restored=1,
    fresh=Fresh(450, 1),
)


def test_a_manifest_is_read_back(tmp_path: Path) -> None:
    place = tmp_path / "manifest.json"
    place.write_text(MANIFEST.to_json(), encoding="utf-8")
    assert read_manifest(place) == MANIFEST


def test_the_same_contents_give_the_same_bytes() -> None:
    turned = replace(MANIFEST, graphs=dict(reversed(GRAPHS.items())))
    assert turned.to_json() == MANIFEST.to_json()


@pytest.mark.parametrize(
    "change",
    [
        {"graphs": {}},
        {"quads": 4},
        {"dataset": "00"},
        {"schema": "one"},
        {"graphs": {BASE + "report/a": {"quads": 1}}},
        {"fresh": {"bytes": 1}},
    ],
)
def test_a_manifest_that_contradicts_itself_is_refused(tmp_path: Path, change: dict[str, Any]) -> None:
    place = tmp_path / "manifest.json"
    place.write_text(json.dumps(json.loads(MANIFEST.to_json()) | change), encoding="utf-8")
    with pytest.raises(StoreDamaged, match=r"manifest\.json: not a manifest"):
        read_manifest(place)


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"schema": 1}'])
def test_what_is_no_manifest_is_refused(tmp_path: Path, text: str) -> None:
    place = tmp_path / "manifest.json"
    place.write_text(text, encoding="utf-8")
    with pytest.raises(StoreDamaged, match="roll back"):
        read_manifest(place)


def test_a_later_schema_is_named(tmp_path: Path) -> None:
    place = tmp_path / "manifest.json"
    place.write_text('{"schema": 2}', encoding="utf-8")
    with pytest.raises(StoreNewer, match="store schema 2, this version knows 1"):
        read_manifest(place)


def test_the_dataset_id_sees_every_graph_but_the_runs() -> None:
    whole = dataset_id(GRAPHS)
    assert whole == dataset_id(dict(reversed(GRAPHS.items())))
    assert whole == dataset_id(GRAPHS | {BASE + "runs": GraphRecord(1, "00")})
    assert whole != dataset_id(GRAPHS | {BASE + "report/c": GraphRecord(1, "00")})
    assert whole != dataset_id(GRAPHS | {BASE + "report/a": GraphRecord(1, "ab")})
