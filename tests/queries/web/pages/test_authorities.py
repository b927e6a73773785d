from __future__ import annotations

from pathlib import Path

from loader.authorities import register
from loader.store import read
from tests.queries.web.seeing import see


def test_every_council_of_the_register_is_listed_and_leads_on(shipped_store: Path) -> None:
    with read(shipped_store) as reader:
        text = see(reader, "/authorities").body.decode()
    for entry in register():
        assert f'href="/authority/{entry.code}"' in text
    assert text.count("1 inspection<") == 2


def test_a_page_names_its_dataset_and_the_licence(shipped_store: Path) -> None:
    with read(shipped_store) as reader:
        text = see(reader, "/authorities").body.decode()
        assert reader.dataset[:12] in text
    assert "CC BY 4.0" in text
    assert "Crown copyright" in text
    assert "style=" not in text
    assert "<script>" not in text
