"""Whatever a file is, it is read or refused with a reason and a remedy, in bounded time and memory."""

from __future__ import annotations

import re
from concurrent.futures import Future

import pytest

from loader.errors import ReportError
from loader.read import limits
from loader.read.pdf import read_pdf
from loader.records import Listing
from loader.segment import segment
from loader.understood import Failed, Understood
from loader.workers import Answer, Reading, Workers
from ontology.resources import resource
from tests.loader.bad_files import READ, REFUSED, STOPPED, bound
from tests.small_pages import LAYOUTS, document
from tests.small_reports import changed
from tests.test_cli import run

USUAL = Reading(jobs=2, seconds=20)
TIGHT = Reading(jobs=2, seconds=5, memory=256 << 20)
KNOWN = sorted(LAYOUTS.keys() - {"other"})


def _reading(folder, reading, files):
    """Begin to read files, each in a process that others have read in before."""
    with Workers(reading, len(files)) as workers:
        asked: dict[str, Future[Answer]] = {}
        for name, data in files.items():
            path = folder / f"{name}.pdf"
            path.write_bytes(data)
            asked[name] = workers.submit(path, Listing())
        yield {name: answer.result().result for name, answer in asked.items()}


@pytest.fixture(scope="module")
def usual(tmp_path_factory):
    files = {name: make() for name, (make, _) in REFUSED.items()} | {
        name: make() for name, make in READ.items()
    }
    files["accents"] = changed(("Help is offered early.", "Help is e" + "\u0328\u0301" * 49_000)).encode()
    yield from _reading(tmp_path_factory.mktemp("usual"), USUAL, files)


@pytest.fixture(scope="module")
def tight(tmp_path_factory):
    yield from _reading(
        tmp_path_factory.mktemp("tight"), TIGHT, {name: make() for name, make in STOPPED.items()}
    )


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_report_is_refused_with_reason_and_remedy(usual, name):
    said = usual[name]
    assert isinstance(said, Failed)
    whole = re.fullmatch(
        rf"\S*{re.escape(name)}\.pdf(?:, (?:page|line|byte) \d+)?: (?P<why>.+)", said.message
    )
    assert whole, said.message
    assert re.search(REFUSED[name].said, said.message), said.message
    assert all(whole["why"].split("; ", maxsplit=1))


@pytest.mark.parametrize("name", READ)
def test_what_holds_a_letter_all_the_same_is_read(usual, name):
    said = usual[name]
    assert isinstance(said, Understood), said
    found = said.summary
    assert (found.inspection, found.findings, found.actions) == ("RUT/2023-10-18/ilacs-focused-visit", 1, 1)


def test_accents_in_a_long_row_are_read(usual):
    said = usual["accents"]
    assert isinstance(said, Understood), said
    assert said.summary.inspection == "RUT/2013-03-04/protection-2012"


@pytest.mark.parametrize("name", STOPPED)
def test_what_nobody_gets_to_the_end_of_is_stopped(tight, name):
    said = tight[name]
    assert isinstance(said, Failed)
    why = "took longer than 5 s; give it more|needed more memory than 256 MiB; leave it out"
    assert re.search(rf"{name}\.pdf: .*(?:{why})", said.message), said.message


def test_the_table_of_what_is_refused_is_true(usual, tight):
    table = (resource("ontology").parent / "docs/reading.md").read_text(encoding="utf-8")
    reasons = re.findall(r"`([^`]+)`", table.partition("| of which is said |")[2].partition("\n\n")[0])
    messages = [said.message for said in (*usual.values(), *tight.values()) if isinstance(said, Failed)]
    assert [reason for reason in reasons if not any(reason in said for said in messages)] == []
    assert [said for said in messages if not any(reason in said for reason in reasons)] == []
    numbers = {name: value for name, value in vars(limits).items() if name.startswith("MAX_")}
    sizes = {
        f"{value >> 20} MiB" if name.endswith("BYTES") else f"{value:,}" for name, value in numbers.items()
    }
    assert [size for size in sizes if size not in table] == []


def test_bad_files_cost_no_other_and_are_listed_at_the_end(tmp_path):
    folder = tmp_path / "reports"
    folder.mkdir()
    for name in ("nothing", "a web page", "locked", "minutes of a meeting"):
        (folder / f"{name}.pdf").write_bytes(REFUSED[name].make())
    (folder / "letter.pdf").write_bytes(READ["as it should be"]())
    done = run("load", folder, "--store", tmp_path / "store", code=1)
    assert "4 failed, 1 loaded" in done.stdout
    listed = re.findall(r"^failed: (.*)\.pdf: .+; .+$", done.stderr.replace(f"{folder}/", ""), re.MULTILINE)
    assert listed == ["a web page", "locked", "minutes of a meeting", "nothing"]


@pytest.mark.parametrize("name", KNOWN)
def test_two_reports_in_one_file_are_refused_where_the_second_begins(name):
    for first, second in (("lac-2013", name), (name, "ilacs")):
        with pytest.raises(ReportError, match=r"page \d+: two reports bound together: .*; split the file"):
            segment(read_pdf("bound.pdf", bound(first, second)))


@pytest.mark.parametrize(
    "title",
    [
        "Joint targeted area inspection",
        "Inspection of looked after children services",
        "Focused visit to Barchester children’s services",
        "Review of the effectiveness of the Local Safeguarding Children Board",
    ],
)
def test_a_report_that_speaks_of_another_is_one_report(title):
    told = (
        f"### {title}\n{title}: its plan of 2019 was carried out.\n• {title}\n| {title} | 2019\n[1] {title}"
    )
    for name in KNOWN:
        found = document(f"{LAYOUTS[name]}\n---\n---\n---\n{told}")
        assert found.framework == document(LAYOUTS[name]).framework
