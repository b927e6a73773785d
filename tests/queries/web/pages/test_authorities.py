from __future__ import annotations

from loader.authorities import register
from loader.store import Reader
from tests.queries.web.html_pages import parsed
from tests.queries.web.seeing import see


def test_every_council_of_the_register_is_listed_and_leads_on(reader: Reader) -> None:
    page = parsed(see(reader, "/authorities").body.decode())
    assert {f"/authority/{entry.code}" for entry in register()} <= set(page.links())
    assert [one.text() for one in page.of_class("count")] == ["1 inspection", "1 inspection"]
