"""What is found, in what order, and where its words stand; and how an index comes to be."""

from __future__ import annotations

import os
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loader.iris import BASE
from loader.store import read
from ontology.terms import IG
from queries.errors import QueryError
from queries.search import KINDS, IndexMissing, build, open_index
from queries.search.searcher import FARTHEST, MOST
from queries.search.words import LONGEST, chunks, snippet


@pytest.fixture(scope="module")
def reader(shipped_store):
    with read(shipped_store) as opened:
        yield opened


@pytest.fixture(scope="module")
def searcher(reader, tmp_path_factory):
    folder = tmp_path_factory.mktemp("cache")
    build(reader, folder)
    return open_index(reader, folder)


def test_other_forms_of_a_word_are_found_and_shown_where_they_stand(searcher):
    found = searcher.search("assessing", kind="finding", limit=MOST)
    marked = {piece.casefold() for hit in found.hits for piece, is_found in hit.snippet.parts() if is_found}
    assert {"assessment", "assessments"} <= marked
    assert all(hit.snippet.ranges for hit in found.hits)


def test_the_text_of_a_hit_is_the_words_of_the_graph(reader, searcher):
    (hit,) = searcher.search('"leading to the successful prosecution"', limit=1).hits
    asked = f"SELECT ?text {{ GRAPH ?g {{ <{hit.text.iri}> <{IG.text.value}> ?text }} }}"
    assert [row["text"].value for row in reader.store.query(asked)] == [hit.text.text]


def test_a_name_comes_before_the_sentences_that_say_it(searcher):
    first, *others = searcher.search("sunrise team").hits
    assert (first.text.kind, first.text.label) == ("body", "Sunrise team")
    assert {hit.text.kind for hit in others} == {"finding", "action"}


def test_texts_with_the_question_as_it_stands_come_first(searcher):
    hits = searcher.search("the quality of practice", kind="finding", limit=MOST).hits
    stands = ["quality of practice" in hit.text.text for hit in hits]
    assert stands == sorted(stands, reverse=True)
    assert 0 < sum(stands) < len(stands)


def test_a_thing_is_found_by_its_acronym(searcher):
    found = searcher.search("MSCB", kind="body")
    assert found.hits[0].text.label == "Medway Safeguarding Children Board"


def test_the_name_of_a_council_narrows(searcher):
    whole, medway = searcher.search("thresholds"), searcher.search("medway thresholds")
    assert 0 < medway.total < whole.total
    assert {hit.text.authority for hit in medway.hits} == {"MDW"}


def test_facets_say_what_each_choice_would_give(searcher):
    found = searcher.search("thresholds", authority="MDW", kind="finding")
    assert found.total == found.kinds["finding"] == found.authorities["MDW"]
    assert found.kinds["action"] == searcher.search("thresholds", authority="MDW", kind="action").total
    assert found.authorities["RCH"] == searcher.search("thresholds", authority="RCH", kind="finding").total


def test_where_no_text_has_every_word_those_with_some_are_given(searcher):
    found = searcher.search("zyzzyva thresholds")
    assert (found.every, found.total) == (False, searcher.search("thresholds").total)


def test_pages_hold_each_hit_once_in_the_order_of_scores_and_iris(searcher):
    whole = searcher.search("children", kind="finding", limit=MOST).hits
    pages = [
        hit
        for n in range(0, MOST, 7)
        for hit in searcher.search("children", kind="finding", offset=n, limit=7).hits
    ]
    assert pages[:MOST] == list(whole)
    keys = [(-hit.score, hit.text.iri.replace("/action/", "/finding/")) for hit in whole]
    assert keys == sorted(keys)
    assert len({score for score, _ in keys}) < len(keys)  # there are ties


def test_every_kind_can_be_found(searcher):
    found = searcher.search("children council police board the of and", limit=1)
    assert set(found.kinds) <= set(KINDS)
    assert {"finding", "action", "body", "authority", "report"} <= set(found.kinds)


@given(text=st.text(max_size=80))
def test_nothing_that_people_type_is_an_error(searcher, text):
    for hit in searcher.search(text).hits:
        assert "".join(piece for piece, _ in hit.snippet.parts()) == hit.snippet.text


@pytest.mark.parametrize(
    "text", ['"unclosed', "a AND OR NOT +-", "kind:finding /x/ [a TO b]", '""', "~*?^", "\x00"]
)
def test_operators_of_other_engines_are_words_or_nothing(searcher, text):
    assert searcher.search(text).total >= 0


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"text": "x" * (LONGEST + 1)}, "too long"),
        ({"text": "x", "kind": "findings"}, "did you mean finding"),
        ({"text": "x", "limit": MOST + 1}, "at most"),
        ({"text": "x", "offset": FARTHEST}, "can't be given"),
        ({"text": "x", "offset": -1}, "can't be given"),
    ],
)
def test_what_is_out_of_bounds_is_said(searcher, asked, said):
    text = asked.pop("text")
    with pytest.raises(QueryError, match=said):
        searcher.search(text, **asked)


def test_words_that_say_nothing_count_only_alone():
    assert chunks("the threshold of need") == (("threshold",), ("need",))
    assert chunks("to be or not to be") == (("to",), ("be",), ("or",), ("not",))


def test_ranges_count_characters_and_join_what_follows_one_another():
    text = "𝔘 café – Early help is early."
    shown = snippet(text, chunks('"early help" cafe'))
    assert [text[start:end] for start, end in shown.ranges] == ["café – Early help"]
    shown = snippet("Early help, late help", chunks("early help"))
    assert shown.parts() == (("Early help", True), (", late ", False), ("help", True))


def test_a_long_text_is_cut_at_words_around_what_was_found():
    text = f"{'before ' * 100}threshold {'after ' * 100}"
    shown = snippet(text, chunks("thresholds"))
    assert shown.cut_before
    assert shown.cut_after
    assert [shown.text[start:end] for start, end in shown.ranges] == ["threshold"]
    assert set(shown.text.split()) == {"before", "threshold", "after"}
    assert len(shown.text) <= 320


# The index


def test_an_index_that_is_not_made_is_said_to_be_so(reader, tmp_path):
    with pytest.raises(IndexMissing, match="not made yet"):
        open_index(reader, tmp_path)


def test_what_a_killed_process_left_is_removed_and_the_index_made(reader, tmp_path):
    (tmp_path / "unfinished-x").mkdir()
    place = build(reader, tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [place.name, "search.lock"]


def test_an_index_is_made_once_however_many_ask_for_it(reader, tmp_path):
    made = []
    threads = [threading.Thread(target=lambda: made.append(build(reader, tmp_path))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(made)) == 1
    assert made[0].is_dir()


def test_indexes_that_were_not_opened_for_longest_are_swept_and_open_ones_answer_on(reader, tmp_path):
    place = build(reader, tmp_path)
    searcher = open_index(reader, tmp_path)
    place.rename(tmp_path / "gone")
    for n in range(4):
        other = tmp_path / f"search-{n}-1"
        other.mkdir()
        os.utime(other, (n, n))
    build(reader, tmp_path)
    assert {path.name for path in tmp_path.glob("search-*-*")} == {place.name, "search-3-1", "search-2-1"}
    assert searcher.search("sunrise").hits[0].text.iri == f"{BASE}id/body/RCH/sunrise-team"


def test_a_folder_that_cannot_be_written_is_named(reader, tmp_path):
    file = tmp_path / "file"
    file.write_text("")
    with pytest.raises(QueryError, match=r"file.*can't be written.*INSPECTION_GRAPH_INDEX"):
        build(reader, file)


def test_two_builds_answer_alike(reader, searcher, tmp_path):
    build(reader, tmp_path)
    other = open_index(reader, tmp_path)
    for text in ("children", "assessment plan", "zyzzyva board"):
        assert other.search(text, limit=MOST) == searcher.search(text, limit=MOST)
