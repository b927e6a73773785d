"""No link leads to nothing: pages of every kind are walked, and what they lead to is answered."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator
from pathlib import PurePath
from typing import NamedTuple
from urllib.parse import urldefrag, urlsplit

import pytest

from loader.store import Reader
from tests.queries.web.html_pages import Element, parsed
from tests.queries.web.seeing import see

_OF_A_KIND = 2  # pages of a kind whose links are followed
_LINKS = 5  # links from one page to one kind that are followed
_STARTS = ("/", "/authority/KEN", "/search?q=", "/compare?a=Medway&b=Rochdale", "/sparql-editor")
_WORDS = {"report": 5, "authority": 3, "area": 3, "network": 2}  # which step of a path says what it is of
_NO_PAGE = re.compile(r"/(static|sparql)(/|$)")


def kind_of(address: str) -> str:
    """What a page is of: the words of its path that are no names, its ending, its parameters."""
    parts = urlsplit(address)
    steps = parts.path.split("/")
    word = _WORDS.get(steps[1], 0)
    kept = [steps[1], steps[word] if len(steps) > word else "", PurePath(parts.path).suffix]
    names = sorted(pair.partition("=")[0] for pair in parts.query.split("&"))
    return " ".join((*kept, str(len(steps)), *names))


def followed(address: str, page: Element) -> Iterator[tuple[str, str]]:
    """The links of a page within the server, some of each kind: where each leads, and to which element."""
    counts: Counter[str] = Counter()
    for link in page.links():
        place, anchor = urldefrag(link)
        place = place or address
        counts[kind_of(place)] += 1
        if not urlsplit(place).scheme and not _NO_PAGE.match(place) and counts[kind_of(place)] <= _LINKS:
            yield place, anchor


class Answered(NamedTuple):
    """What was answered: the page, if its links were followed, and where they lead."""

    status: int
    page: Element | None = None
    links: tuple[tuple[str, str], ...] = ()


@pytest.fixture(scope="module")
def walked(reader: Reader) -> dict[str, Answered]:
    waiting, known = deque(_STARTS), dict.fromkeys(_STARTS)
    kinds: Counter[str] = Counter()
    found: dict[str, Answered] = {}
    while waiting:
        address = waiting.popleft()
        answer = see(reader, address)
        found[address] = Answered(answer.status)
        kinds[kind_of(address)] += 1
        if kinds[kind_of(address)] > _OF_A_KIND or not answer.media_type.startswith("text/html"):
            continue
        page = parsed(answer.body.decode())
        found[address] = Answered(answer.status, page, tuple(followed(address, page)))
        new = {place: None for place, _ in found[address].links if place not in known}
        known.update(new)
        waiting.extend(new)
    return found


def test_every_link_is_answered(walked: dict[str, Answered]) -> None:
    dead = [f"{it.status} {address}" for address, it in walked.items() if it.status not in (200, 303)]
    assert dead == []
    kinds = {address.split("/")[1].partition("?")[0] for address in walked}
    assert {"report", "body", "concept", "graph", "area", "queries", "network", "themes"} <= kinds


def test_every_place_on_a_page_is_there(walked: dict[str, Answered]) -> None:
    anchors = {
        address: {one.attributes.get("id") for one in it.page.all()}
        for address, it in walked.items()
        if it.page
    }
    wanted = {link for it in walked.values() for link in it.links if link[1] and link[0] in anchors}
    assert len(wanted) > 100
    assert [f"{place}#{anchor}" for place, anchor in sorted(wanted) if anchor not in anchors[place]] == []
