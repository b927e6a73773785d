"""What the open internet sends: bounded, answered, and of no consequence for anybody else."""

from __future__ import annotations

import re
import socket
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote, urlencode

import pytest

from queries.web.negotiation import preferred
from tests.queries.web.serving import serving, wait_until

LIMITS = (
    *("--workers", "3", "--deadline", "2", "--memory", "64", "--rows", "1000", "--size", "1"),
    *("--patience", "1", "--queue", "300", "--cache", "1"),
)
ASK = "ASK { ?s ?p ?o }"
PRODUCT = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
FORM = "application/x-www-form-urlencoded"


@pytest.fixture(scope="module")
def stood(shipped_store, tmp_path_factory):
    """A server with narrow limits, which every test of this module leaves standing."""
    with serving(shipped_store, tmp_path_factory.mktemp("stood"), *LIMITS) as running:
        yield running
        assert running.process.poll() is None


@pytest.fixture(autouse=True)
def others_are_answered(stood):
    yield
    wait_until(lambda: stood.sparql(ASK).status == 200)  # workers that ended may still be on their way back


def raw(served, data, until_closed=True):
    """What comes back for some bytes, until the server closes the connection."""
    with socket.create_connection(served.place, timeout=20) as line:
        line.sendall(data)
        answer = b""
        while piece := line.recv(65_536):
            answer += piece
            if not until_closed:
                break
        return answer


def refused(said, status):
    assert said.status == status
    assert said.media_type == "application/problem+json"
    assert said.headers["cache-control"] == "no-store"
    assert said.json()["status"] == status
    return said.json()


# Questions that ask too much


@pytest.mark.parametrize(
    "query",
    [
        PRODUCT,
        "SELECT (COUNT(*) AS ?n) { ?a ?p ?x . ?b ?q ?y . ?c ?r ?z FILTER(REGEX(STR(?x), '(a*)*(b*)*$')) }",
    ],
    ids=["product", "patterns"],
)
def test_what_takes_too_long_is_503(stood, query):
    said = stood.sparql(query)
    assert refused(said, 503)["seconds"] == 2
    assert int(said.headers["retry-after"]) > 0


def test_paths_without_end_are_ended(stood):
    everything = "(ig:a|!ig:a)*"
    said = stood.sparql(
        f"SELECT * {{ ?a {everything} ?b . ?b {everything} ?c . ?c {everything} ?d FILTER(?d = 'x') }}"
    )
    refused(said, 413 if said.status == 413 else 503)  # memory or time: whichever ends first


@pytest.mark.parametrize(
    "query",
    [
        "SELECT (STRLEN(?z) AS ?n) { BIND('0123456789abcdef' AS ?a0) "
        + " ".join(f"BIND(CONCAT(?a{n}, ?a{n}) AS ?a{n + 1})" for n in range(32))
        + " BIND(?a32 AS ?z) }",
        "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i ?f ?c LIMIT 1",
        "SELECT * { ?a (ig:a|!ig:a)* ?b . ?b (ig:a|!ig:a)* ?c . ?c (ig:a|!ig:a)* ?d FILTER(?d = 'x') }",
    ],
    ids=["doubling", "sorting", "paths"],
)
def test_what_takes_too_much_memory_is_413(stood, query):
    said = stood.sparql(query)
    assert said.status in {413, 503}  # which limit it meets first is the machine's affair
    refused(said, said.status)


@pytest.mark.parametrize(
    "pattern", ["(a+)+$", "(((a{1,99}){1,99}){1,99}){1,99}", "(" * 500, "\\\\p{L}{1000}"]
)
def test_patterns_are_answered_in_time(stood, pattern):
    said = stood.sparql(f"SELECT * {{ ?s ?p ?o FILTER(REGEX(STR(?o), '{pattern}')) }} LIMIT 5")
    assert said.status in {200, 503}
    assert said.status == 200 or refused(said, 503)["seconds"] == 2


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_millions_of_rows_are_413(stood, form):
    refused(stood.sparql("SELECT ?a ?d { ?a ?b ?c . ?d ?e ?f }", ("format", form)), 413)


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_no_result_is_cut(stood, form):
    rows = "SELECT (1 AS ?one) { ?s ?p ?o } LIMIT %d"
    assert stood.sparql(rows % 1000, ("format", form)).status == 200
    assert refused(stood.sparql(rows % 1001, ("format", form)), 413)["rows"] == 1000


@pytest.mark.parametrize("form", ["turtle", "ntriples", "rdfxml", "jsonld"])
def test_no_graph_is_cut(stood, form):
    triples = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT %d"
    assert stood.sparql(triples % 1000, ("format", form)).status == 200
    assert refused(stood.sparql(triples % 1001, ("format", form)), 413)["rows"] == 1000


@pytest.mark.parametrize(
    "query",
    [
        "ASK " + "{" * 3000 + "}" * 3000,
        "ASK { FILTER(" + "||".join(["true"] * 10_000) + ") }",
        "ASK { ?a " + "/".join(["<e:p>"] * 500) + " ?b }",
        "ASK { FILTER(" + "(" * 5000 + "1" + ")" * 5000 + ") }",
        "ASK { FILTER(" + "!" * 40_000 + "true) }",
        "\x00\x01\x02",
        "",
    ],
    ids=["braces", "ors", "steps", "brackets", "nots", "controls", "nothing"],
)
def test_what_would_bring_the_engine_down_is_400(stood, query):
    deaths = stood.metric("inspection_graph_worker_deaths_total")
    refused(stood.ask("/sparql", "POST", query, content_type="application/sparql-query"), 400)
    assert stood.metric("inspection_graph_worker_deaths_total") == deaths


def test_others_do_not_notice(stood):
    """While slow questions keep every worker busy that they may have, others are answered."""
    with ThreadPoolExecutor(12) as asking:
        slow = [asking.submit(stood.sparql, PRODUCT) for _ in range(8)]
        quick = [asking.submit(stood.ask, "/healthz") for _ in range(8)]
        assert {future.result().status for future in quick} == {200}
        assert {future.result().status for future in slow} == {503}


@pytest.mark.parametrize("path", ["/sparql", "/sparql-editor"])
def test_whatever_queries_come_pages_are_answered(shipped_store, tmp_path, path):
    """Neither all workers nor all turns go to queries, at whichever of their two addresses they come."""
    flags = ("--workers", "3", "--queue", "4", "--deadline", "4")
    other = {"/sparql": "/sparql-editor", "/sparql-editor": "/sparql"}[path]
    with serving(shipped_store, tmp_path, *flags) as small, ThreadPoolExecutor(12) as asking:
        slow = [
            asking.submit(small.ask, f"{path}?{urlencode({'query': f'{PRODUCT} # {n}'})}") for n in range(6)
        ]
        wait_until(lambda: small.metric("inspection_graph_busy_workers") == 2)
        more = [
            asking.submit(small.ask, f"{other}?{urlencode({'query': f'{PRODUCT} # {n}'})}") for n in range(6)
        ]
        assert {small.ask(f"/authority/MDW?{n}").status for n in range(5)} == {200}
        assert not any(future.done() and future.result().status == 200 for future in (*slow, *more))
        assert {future.result().status for future in (*slow, *more)} == {503}


# Many at once


def test_two_hundred_connections_at_once(served):
    lines = [socket.create_connection(served.place, timeout=30) for _ in range(200)]
    for number, line in enumerate(lines):
        query = quote(f"SELECT ({number} AS ?n) {{}}")
        line.sendall(f"GET /sparql?query={query} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n".encode())
    answers = []
    for line in lines:
        with line, line.makefile("rb") as file:
            answers.append(file.read())
    for number, answer in enumerate(answers):
        head, _, body = answer.partition(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 200 ")
        assert f'"value":"{number}"'.encode() in body


def test_connections_that_ask_nothing_keep_nobody_out(shipped_store, tmp_path):
    with serving(shipped_store, tmp_path, "--workers", "1", "--connections", "20") as small:
        idle = [socket.create_connection(small.place, timeout=20) for _ in range(60)]
        assert small.sparql(ASK).status == 200
        for line in idle:
            line.close()


def test_what_can_not_wait_is_503(shipped_store, tmp_path):
    with (
        serving(shipped_store, tmp_path, "--workers", "1", "--queue", "2", "--deadline", "1") as small,
        ThreadPoolExecutor(10) as asking,
    ):
        said = list(asking.map(small.sparql, [PRODUCT] * 10))
        assert {each.status for each in said} == {503}
        assert any("can't" in each.json()["detail"] for each in said)
        assert all(int(each.headers["retry-after"]) > 0 for each in said)
        wait_until(lambda: small.sparql(ASK).status == 200)


def test_long_addresses_are_not_kept(stood):
    def ask(times):
        for number in range(times):
            path = f"/reconcile/suggest/type?prefix=zzz&{number}={'x' * 200_000}"
            assert stood.ask(path).status == 200

    ask(20)
    before = stood.memory
    ask(150)
    assert stood.memory - before < 8 << 20


def test_memory_stays_flat(stood):
    def ask(times):
        for number in range(times):
            stood.sparql(f"SELECT ({number} AS ?n) ?s {{ ?s a ig:Finding }} LIMIT 100")

    ask(200)
    before = stood.memory
    ask(500)
    assert stood.memory - before < 8 << 20


def test_what_nobody_waits_for_any_more_is_not_asked(stood):
    deaths = stood.metric("inspection_graph_worker_deaths_total")
    with ThreadPoolExecutor(4) as asking:
        kept = [asking.submit(stood.sparql, f"{PRODUCT} # {number}") for number in range(4)]
        wait_until(lambda: stood.metric("inspection_graph_waiting_requests") >= 2)
        for number in range(20):
            with socket.create_connection(stood.place, timeout=20) as line:
                path = "/sparql?" + urlencode({"query": f"{PRODUCT} # and {number}"})
                line.sendall(f"GET {path} HTTP/1.1\r\nhost: x\r\n\r\n".encode())
        assert {future.result().status for future in kept} == {503}
    wait_until(lambda: stood.metric("inspection_graph_waiting_requests") == 0)
    wait_until(lambda: stood.metric("inspection_graph_busy_workers") == 0)
    assert stood.metric("inspection_graph_worker_deaths_total") - deaths <= 4


# Slow, long and crooked requests


@pytest.mark.parametrize(
    "beginning",
    [b"", b"GET /healthz HT", b"GET /healthz HTTP/1.1\r\nhost: x\r\nx-slow: ", b"GET / HTTP/1.1\r\n"],
)
def test_a_head_that_does_not_come_is_given_up(stood, beginning):
    assert raw(stood, beginning).startswith(b"HTTP/1.1 408 ")


def test_a_body_that_does_not_come_is_given_up(stood):
    kind = "content-type: application/sparql-query"
    head = f"POST /sparql HTTP/1.1\r\nhost: x\r\n{kind}\r\ncontent-length: 100\r\n\r\n"
    assert raw(stood, f"{head}ASK".encode(), until_closed=False).startswith(b"HTTP/1.1 408 ")


def test_a_client_that_does_not_read_keeps_nobody(served):
    lines = []
    for _ in range(20):
        line = socket.create_connection(served.place, timeout=20)
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        path = "/sparql?" + urlencode({"query": "SELECT ?s { ?s ?p ?o } LIMIT 1000", "format": "xml"})
        line.sendall(f"GET {path} HTTP/1.1\r\nhost: x\r\n\r\n".encode())
        lines.append(line)
    assert served.sparql("SELECT (COUNT(*) AS ?n) { ?s a ig:Finding }").status == 200
    for line in lines:
        line.close()


def test_a_body_that_nobody_reads_is_given_up(stood):
    """The request is answered before its body is there, and the client goes on with it, byte by byte."""
    with socket.create_connection(stood.place, timeout=20) as line:
        line.sendall(b"POST /healthz HTTP/1.1\r\nhost: x\r\ncontent-length: 100000\r\n\r\nx")
        assert line.recv(65_536).startswith(b"HTTP/1.1 405 ")
        line.sendall(b"x")
        while line.recv(65_536):
            pass


@pytest.mark.parametrize(
    "batch",
    [
        '{"\\ud800": {"query": "x"}}',
        '{"\\ud800": 5}',
        '{"a": {"query": "x", "type": "\\udfff"}}',
        '{"a": [' + "[" * 5000,
        '{"a": {"query": "x", "limit": ' + "9" * 5000 + "}}",
    ],
    ids=["half a character", "in what is wrong", "in a type", "deep", "number"],
)
@pytest.mark.parametrize("name", ["queries", "extend"])
def test_crooked_json_is_400(stood, name, batch):
    deaths = stood.metric("inspection_graph_worker_deaths_total")
    refused(stood.ask("/reconcile", "POST", urlencode({name: batch}), content_type=FORM), 400)
    assert stood.metric("inspection_graph_worker_deaths_total") == deaths


@pytest.mark.parametrize(
    "header",
    [
        "[" * 5000,
        "title: 9999-99-99",
        "title: " + "9" * 5000,
        'title: "\\ud800"',
        "title: !!python/name:os.system",
        "\n#+ ".join(["a: &a0 [x, x]", *(f"a: &a{n} [{f'*a{n - 1}, ' * 9}]" for n in range(1, 12))]),
    ],
    ids=["deep", "day", "number", "half a character", "tag", "aliases"],
)
def test_headers_of_queries_are_comments_on_the_web(stood, header):
    text = f"#+ {header}\nSELECT ('asked' AS ?what) {{}}"
    said = stood.ask("/sparql-editor", "POST", urlencode({"query": text}), content_type=FORM)
    assert said.status == 200
    assert re.search(r">\s*asked\s*</td>", said.text)


def test_a_body_that_is_too_large_is_413(stood):
    refused(stood.ask("/sparql", "POST", b"x" * (2 << 20), content_type=FORM), 413)


def test_an_address_that_is_too_long_is_414(stood):
    refused(stood.ask(f"/sparql?query={'x' * (270 << 10)}"), 414)
    assert raw(stood, b"GET /" + b"x" * (400 << 10)).startswith(b"HTTP/1.1 400 ")


def test_too_many_parameters_are_400(stood):
    refused(stood.ask(f"/sparql?{'a=b&' * 2000}"), 400)


@pytest.mark.parametrize(
    "path",
    [
        "/sparql%0d%0aSet-Cookie:%20a=b",
        "/static/%0d%0aSet-Cookie:%20a=b",
        "/sparql?query=ASK%7B%7D&format=x%0d%0aSet-Cookie:%20a=b",
        "/%00",
    ],
)
def test_no_header_is_slipped_in(stood, path):
    for method in ("GET", "OPTIONS", "PUT"):
        said = stood.ask(path, method)
        assert said.status in {204, 400, 404, 405, 406}
        assert "set-cookie" not in said.headers


@pytest.mark.parametrize("host", ["", "a b", "a/../b", "x\x7f", "<script>", "a" * 300, "x:999999"])
def test_a_host_that_is_none_is_400(stood, host):
    head = f"GET /sparql HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n"
    assert raw(stood, head.encode("latin-1")).startswith(b"HTTP/1.1 400 ")


@pytest.mark.parametrize(
    "path",
    [
        "/static/../settings.py",
        "/static/%2e%2e/settings.py",
        "/static/..%2f..%2f..%2fpyproject.toml",
        "/static//etc/passwd",
        "/static/%2fetc%2fpasswd",
        "/static/..%5c..%5csettings.py",
        "/static/robots.txt/..",
        "/../../etc/passwd",
        "/../../pyproject.ttl",
        "/authority/..%2f..%2fpackage.json",
        "/queries/..%2f..%2fdata%2fregisters%2fauthorities.csv",
        "/graph/%2e%2e/%2e%2e/etc/passwd",
    ],
)
def test_no_path_leads_out(stood, path):
    said = stood.ask(path)
    assert said.status == 404
    assert "root:" not in said.text
    assert "import" not in said.text


def test_garbage_is_400(stood):
    for data in (
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" * 9,
        b"GET\r\n\r\n",
        b"GET / HTTP/1.1\r\n:x\r\n\r\n",
    ):
        assert raw(stood, data).startswith(b"HTTP/1.1 400 ")


@pytest.mark.parametrize(
    "accept", ["," * 5000, "a/b;q=" + "9" * 5000, "*/*;" + " " * 9000 + "q", "text/html;" * 900]
)
def test_a_crooked_accept_is_no_matter(stood, accept):
    preferred(accept, ["text/html"])
    assert stood.sparql(ASK, accept=accept).status in {200, 406}
