"""What every answer has: caching by generation, compression, headers; and what those who run it see."""

from __future__ import annotations

import asyncio
import gzip
import io
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, QuerySolutions, Store

from queries import ask
from queries.formats import write_answer
from queries.web.answers import Answer
from queries.web.cache import Cache
from queries.web.responses import Reply, reply
from queries.web.result_rows import has_more_rows
from queries.web.static_files import address, static_file
from tests.queries.web.serving import serving, wait_until

FINDINGS = f"/sparql?{urlencode({'query': 'SELECT * { ?s a ig:Finding }'})}"


def test_the_same_answer_is_not_sent_twice(served):
    first = served.ask(FINDINGS)
    assert first.headers["etag"].startswith('"1-')
    assert "public" in first.headers["cache-control"]
    again = served.ask(FINDINGS, if_none_match=f'"other", W/{first.headers["etag"]}')
    assert (again.status, again.body) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert served.ask(FINDINGS, if_none_match='"other"').status == 200


def test_what_was_asked_before_comes_from_memory(served):
    path = f"{FINDINGS}&once=more"
    hits = served.metric("inspection_graph_cache_hits_total")
    first, second = served.ask(path), served.ask(path)
    assert served.metric("inspection_graph_cache_hits_total") == hits + 1
    assert (first.body, first.headers["etag"]) == (second.body, second.headers["etag"])
    assert served.ask(path, accept="text/csv").media_type == "text/csv"
    assert served.ask(path, "HEAD").headers["etag"] == first.headers["etag"]


def test_the_cache_can_be_turned_off(shipped_store, tmp_path):
    with serving(shipped_store, tmp_path, "--workers", "1", "--cache", "0") as server:
        assert {server.ask(FINDINGS).status for _ in range(3)} == {200}
        assert server.metric("inspection_graph_cache_hits_total") == 0


def test_an_answer_of_another_host_is_not_served_from_memory(served):
    for host in ("one.example.org", "two.example.org"):
        assert f"http://{host}/sparql" in served.ask("/sparql", host=host).text


def test_large_answers_are_compressed_for_those_who_take_it(served):
    plain, packed = served.ask(FINDINGS), served.ask(FINDINGS, accept_encoding="br, gzip")
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert packed.headers["etag"] != plain.headers["etag"]
    assert "accept-encoding" in packed.headers["vary"]
    assert "content-encoding" not in served.ask(FINDINGS, accept_encoding="gzip;q=0").headers
    assert "content-encoding" not in served.sparql("ASK {}", accept_encoding="gzip").headers


@pytest.mark.parametrize(
    "path", [FINDINGS, "/sparql", "/nowhere", "/sparql?query=x", "/healthz", "/static/x"]
)
@pytest.mark.parametrize("accept", ["*/*", "text/html"])
def test_every_answer_is_guarded(served, path, accept):
    headers = served.ask(path, accept=accept).headers
    policy = dict(part.strip().partition(" ")[::2] for part in headers["content-security-policy"].split(";"))
    assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"]
    assert "server" not in headers


def test_data_may_be_read_from_other_sites_and_pages_not(served):
    assert served.ask(FINDINGS).headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-origin" not in served.ask("/nowhere", accept="text/html").headers


@pytest.mark.parametrize(
    "header", [("x-a", "b\r\nset-cookie: c"), ("x a", "b"), ("x-a", "\x00"), ("location", "é–")]
)
def test_a_header_that_is_none_is_an_error(header):
    with pytest.raises(ValueError, match="is no header"):
        asyncio.run(reply(Answer(headers=(header,)), 1, zipped=False))


def test_static_files_may_be_kept_for_ever_under_their_digest(served):
    said = served.ask(address("robots.txt"))
    assert "immutable" in said.headers["cache-control"]
    assert "immutable" not in served.ask("/static/robots.txt?0").headers["cache-control"]
    assert served.ask("/robots.txt").body == said.body
    assert static_file("nothing.css", "") is None


def test_the_cache_keeps_what_was_asked_last():
    cache = Cache(80_000)
    for number in range(8):
        cache.put(number, Reply(bytes(8_000)))
    assert cache.get(0) is not None
    cache.put(8, Reply(bytes(8_000)))
    assert [cache.get(number) is None for number in (0, 1, 2)] == [False, True, False]
    cache.put(9, Reply(bytes(8_001)))
    assert cache.get(9) is None
    cache.put(0, Reply(b""))
    assert cache.bytes == 72_000


def test_the_cache_counts_what_a_short_answer_takes_beside_its_body():
    cache = Cache(80_000)
    queries = [("/sparql", (("query", f"ASK {{}} # {number}"),)) for number in range(1_000)]
    for query in queries:
        cache.put(query, Reply(b"{}"))
    assert sum(cache.get(query) is not None for query in queries) < 40


# For those who run it


def test_health_says_what_is_served(served):
    said = served.ask("/healthz")
    assert said.status == 200
    assert said.json()["status"] == "ok"
    assert said.json()["generation"] == 1
    assert len(said.json()["dataset"]) == 64


def test_metrics_are_as_prometheus_reads_them(served):
    served.ask(FINDINGS)
    said = served.ask("/metrics")
    assert said.media_type == "text/plain"
    assert 'inspection_graph_requests_total{method="GET",route="/sparql",status="200"}' in said.text
    assert 'inspection_graph_request_seconds_bucket{le="10.0",route="/sparql"}' in said.text
    assert served.metric("inspection_graph_workers") == 2
    assert served.metric("inspection_graph_generation") == 1
    assert served.metric("inspection_graph_worker_starts_total") >= 2


def test_addresses_do_not_make_new_metrics(served):
    for number in range(5):
        served.ask(f"/nowhere/{number}", f"METHOD{number}")
    assert "nowhere" not in served.ask("/metrics").text
    assert "METHOD" not in served.ask("/metrics").text


def test_the_log_has_a_line_a_request_and_nothing_of_people(served):
    served.sparql("ASK { 'a private matter' ?p ?o }", user_agent="a private browser")
    served.ask("/sparql", "POST", "ASK { 'a private matter' ?p ?o }", content_type="application/sparql-query")
    served.ask("/line%0Abreak")
    wait_until(lambda: "break" in served.log.read_text(encoding="utf-8"))
    requests = [event for event in served.events() if event["event"] == "request"]
    assert {"time", "event", "method", "path", "status", "bytes", "ms"} == set(requests[-1])
    assert requests[-1]["path"] == "/line\nbreak"
    assert [event["path"] for event in requests[-3:-1]] == ["/sparql", "/sparql"]
    log = served.log.read_text(encoding="utf-8")
    assert "private" not in log
    assert "127.0.0.1" not in log


def test_no_address_fills_the_log(served):
    path = "/" + "long" * 50_000
    served.ask(path)
    wait_until(lambda: "longlong" in served.log.read_text(encoding="utf-8"))
    assert [event["path"] for event in served.events() if "long" in event.get("path", "")] == [path[:1000]]


def test_forwarded_headers_are_believed_only_from_a_proxy_that_is_named(shipped_store, tmp_path, served):
    said = {"x_forwarded_proto": "https", "host": "graph.example.org"}
    assert "http://graph.example.org/sparql" in served.ask("/sparql", **said).text
    with serving(shipped_store, tmp_path, "--workers", "1", "--proxy", "127.0.0.1") as server:
        assert "https://graph.example.org/sparql" in server.ask("/sparql", **said).text


def test_a_public_address_stands_before_that_of_the_request(shipped_store, tmp_path):
    site = "https://graph.example.org/below"
    with serving(shipped_store, tmp_path, "--workers", "1", "--site", f"{site}/") as server:
        assert f"<{site}/sparql>" in server.ask("/sparql", accept="application/n-triples").text
        assert 'href="/below/"' in server.ask("/nowhere", accept="text/html").text


# Rows, counted by their bytes

TEXTS = st.text(st.sampled_from("a,\"\\\n\r\t{}[]<>&'result ")) | st.text(max_size=5)


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
@given(st.lists(st.tuples(st.none() | TEXTS, st.none() | TEXTS), max_size=8))
def test_rows_are_counted_rightly(form, rows):
    values = " ".join(
        f"({' '.join('UNDEF' if text is None else str(Literal(text)) for text in row)})" for row in rows
    )
    found = Store().query(f"SELECT * {{ VALUES (?a ?b) {{ {values} }} }}")
    assert isinstance(found, QuerySolutions)
    output = io.BytesIO()
    write_answer(ask.Answer(ask.Query(""), "", found), form, output)
    written = output.getvalue()
    assert [has_more_rows(written, form, most) for most in range(10)] == [
        len(rows) > most for most in range(10)
    ]
