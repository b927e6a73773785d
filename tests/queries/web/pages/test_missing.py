from __future__ import annotations

import pytest

from loader.store import Reader
from queries.web.pages.missing import suggestions
from tests.queries.web.seeing import see


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("/authority/rochdale", "/authority/RCH"),
        ("/authority/Rochdael", "/authority/RCH"),
        ("/council/medway", "/authority/MDW"),
        ("/report/MDW/2013-01-07/protection-2012/finding/nothing", "/report/MDW/2013-01-07/protection-2012"),
        ("/theme", "/themes"),
    ],
)
def test_the_nearest_is_suggested(reader: Reader, path: str, meant: str) -> None:
    assert meant in dict(suggestions(reader, path))
    answer = see(reader, path)
    assert answer.status == 404
    assert f'href="{meant}"' in answer.body.decode()


@pytest.mark.parametrize(
    "path",
    [
        "/body/RCH/<script>alert(1)</script>",
        "/authority/<b>",
        '/report/"/onload=/x',
        "/concept/themes/<x>",
        "/authority/MDW/theme/<x>",
        "/" + "a/" * 2000,
        "/" + "a" * 5000,
        "/graph/<x>",
        "/statements",
    ],
)
def test_hostile_addresses_are_answered_and_escaped(reader: Reader, path: str) -> None:
    answer = see(reader, path.replace("#", "%23"))
    assert answer.status == 404
    text = answer.body.decode()
    assert "<script" not in text
    assert "<b>" not in text
    assert "<x>" not in text
