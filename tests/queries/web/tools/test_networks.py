"""The pages of networks: tables of nodes and lines with the words behind them, and files."""

from __future__ import annotations

import json
from html import unescape

import pytest

from loader.iris import BASE
from queries.web.problems import Refused
from tests.queries.web.seeing import see


def text_of(answer):
    return unescape(answer.body.decode())


def nodes(answer):
    return [node["data"]["id"] for node in json.loads(answer.body)["elements"]["nodes"]]


def test_a_body_has_what_is_named_with_it_and_the_words_that_say_so(reader):
    page = text_of(see(reader, "/network/body/RCH/sunrise-team"))
    assert f'data-node="{BASE}id/police-force/greater-manchester"' in page
    assert "The multiagency Sunrise team, including both police and social care personnel" in page


@pytest.mark.parametrize("show", ["together", "themes", "ego"])
def test_an_authority_has_several_networks(reader, show):
    assert see(reader, f"/network/authority/RCH?show={show}").status == 200
    assert f"{BASE}id/authority/RCH" in nodes(see(reader, f"/network/authority/RCH.json?show={show}"))


def test_a_large_network_is_lessened_to_what_is_joined_most(reader, monkeypatch):
    monkeypatch.setattr("queries.web.tools.networks._MOST", 5)
    whole = nodes(see(reader, "/network/authority/RCH.json"))
    assert len(nodes(see(reader, "/network/authority/RCH.json?shown=1"))) == 5 < len(whole)
    page = text_of(see(reader, "/network/authority/RCH"))
    assert f"The 5 that are named with the most others are shown, of {len(whole)}." in page
    assert page.count("data-node=") == 5


def test_a_council_of_which_nothing_is_held_has_none_and_the_page_says_why(reader):
    answer = see(reader, "/network/authority/TWH")
    assert answer.status == 404
    assert "no report is held of this authority" in text_of(answer)


@pytest.mark.parametrize(
    "address",
    [
        "/network/body/RCH/none",
        "/network/body/x<y",
        "/network/body/RCH/sunrise-team?show=themes",
        "/network/authority/RCH.png",
    ],
)
def test_what_is_not_there_is_not_found(reader, address):
    with pytest.raises(Refused) as refused:
        see(reader, address)
    assert refused.value.problem.status == 404


def test_without_the_library_there_are_the_tables(reader, monkeypatch):
    monkeypatch.setattr("queries.web.tools.networks.present", lambda _: False)
    page = see(reader, "/network/body/RCH/sunrise-team").body.decode()
    assert "<script" not in page
    assert "data-node=" in page
