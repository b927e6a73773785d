"""Reports spoilt on purpose: small reports of every kind, with bytes, words and numbers changed by chance.

A ``Recipe`` says which report and what was done to it, step by step, each step with a seed of its own: the
same recipe gives the same bytes, and a step can be left out to see whether it was needed.
"""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from random import Random
from typing import NamedTuple

from loader.read.pdf import read_pdf
from ontology.resources import resource
from tests.small_pages import LAYOUTS, laid_out
from tests.small_reports import SMALL_REPORT

__all__ = ["MUTATIONS", "Recipe", "bases", "drawn"]

_MOST_STEPS = 4
_EXTREMES = (
    b"0 -1 0.00000001 65536 2147483648 -2147483649 4294967296 99999999999999999999 1e400 nan --5 .".split()
)
_OPERATORS = (
    b"q Q cm BT ET Tf Td TD Tm T* Tj TJ ' Tr Tc Tw Tz TL Ts g rg k re f S W n Do BI EI BDC sh gs".split()
)
_NUMBERS = (
    *(
        "0",
        "-1",
        "1e400",
        "٣٤",
        "²",
        "1/0",
        "100%",
        "half",
        "half a million",
        "1.2.3.4",
        "16-18",
        "2012/13",
        "£5 million",
    ),
    *(
        "31 February 2013",
        "29 February 2100",
        "0 May 0000",
        "99 March 9999",
        "٣ May 2013",
        "4 - 13 March 2013",
    ),
    *(
        "13 March to 4 March 2013",
        "12/13/2013",
        "2013-02-31",
        "1" + ",000" * 50,
        "9" * 400,
        "0." + "0" * 400 + "1",
    ),
    *(
        "one hundred and " * 30,
        "section 47(1)(a) of the Act 2006",
        "5% (England 4%)",
        "one third of two thirds",
    ),
)
_WORDS = (
    *(
        "\x00",
        "\x07",
        "\x0b",
        "\x0c",
        "\r",
        "\x1b[0m",
        "\x7f",
        "\u0085",
        "\u200b",
        "\u2028",
        "\u202e",
        "\ufeff",
    ),
    *(
        "\ufffd",
        "\ufffe",
        "\uffff",
        "\ue000",
        "\uf0b7",
        "\U0001f600",
        "\U0010ffff",
        "\u0301" * 50,
        "İ",
        "ẞ",
        "ﬃ",
        "½",
    ),
    *(
        "(" * 30,
        ")",
        "“",
        "’s",
        "‘",
        "[1]",
        "¹²",
        "{}",
        "%s",
        "\\",
        '"',
        "<b>",
        "**",
        "•",
        "–",
        "…" * 9,
        "a" * 3000,
    ),
    *(
        "Ofsted",
        "HMI",
        "the Board",
        "the (ABC)",
        "Rutland",
        "Good",
        "Inadequate",
        "must",
        "Contents",
        "Lead inspector:",
    ),
)

_Change = Callable[[Random, bytes], bytes]


class Recipe(NamedTuple):
    """Which report, and what is done to it."""

    base: str  # of ``bases()``; what it ends in says its format
    steps: tuple[tuple[str, int], ...]  # of ``MUTATIONS`` of that format: name and seed

    def made(self) -> bytes:
        """The file."""
        data = bases()[self.base]
        for name, seed in self.steps:
            data = MUTATIONS[self.format][name](Random(seed), data)
        return data

    @property
    def format(self) -> str:
        """``pdf`` or ``txt``."""
        return self.base.rpartition(".")[2]

    def __str__(self) -> str:
        return f"{self.base}: " + ", ".join(f"{name} {seed}" for name, seed in self.steps)


def drawn(seed: int, number: int) -> Recipe:
    """The recipe with that number of a series: of PDFs and texts in turn."""
    chance = Random(f"{seed}/{number}")
    format_ = ("pdf", "txt")[number % 2]
    base = chance.choice([name for name in bases() if name.endswith(format_)])
    names = chance.choices(list(MUTATIONS[format_]), k=chance.randint(1, _MOST_STEPS))
    return Recipe(base, tuple((name, chance.getrandbits(32)) for name in names))


@cache
def bases() -> Mapping[str, bytes]:
    """The reports, whole: every layout as PDF and as the text of it, and the texts that are at hand."""
    texts = {file.name: file.read_bytes() for file in sorted(resource("data/reports").glob("*.txt"))}
    pages = {f"{name}.pdf": laid_out(text) for name, text in LAYOUTS.items()}
    return {
        **pages,
        **{f"{name[:-4]}.txt": _text_of(data) for name, data in pages.items()},
        **texts,
        "small.txt": SMALL_REPORT.encode(),
    }


def _text_of(data: bytes) -> bytes:
    return "\n\n".join(line.text for line in read_pdf("a.pdf", data).lines).encode()


# Of bytes


def _range(chance: Random, size: int) -> tuple[int, int]:
    start = chance.randrange(size + 1)
    return start, min(size, start + chance.randint(1, chance.choice((4, 60, 2000))))


def _flip(chance: Random, data: bytes) -> bytes:
    flipped = bytearray(data)
    for _ in range(chance.choice((1, 3, 20)) if data else 0):
        flipped[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(flipped)


def _cut(chance: Random, data: bytes) -> bytes:
    start, end = _range(chance, len(data))
    return data[:start] + data[end:]


def _double(chance: Random, data: bytes) -> bytes:
    start, end = _range(chance, len(data))
    return data[:end] + data[start:end] * chance.choice((1, 1, 9)) + data[end:]


def _swap(chance: Random, data: bytes) -> bytes:
    a, b, c, d = sorted(chance.randrange(len(data) + 1) for _ in range(4))
    return data[:a] + data[c:d] + data[b:c] + data[a:b] + data[d:]


def _replace(pattern: bytes, others: Sequence[bytes] | None = None) -> _Change:
    """Put others in the place of some of what a pattern finds; what it finds elsewhere, if none are given."""

    def change(chance: Random, data: bytes) -> bytes:
        found = list(re.finditer(pattern, data))
        for old in sorted(
            chance.sample(found, min(len(found), chance.choice((1, 2, 9)))), reverse=True, key=_start
        ):
            new = chance.choice(others) if others else chance.choice(found)[0]
            data = data[: old.start()] + new + data[old.end() :]
        return data

    return change


def _start(match: re.Match[bytes]) -> int:
    return match.start()


_BY_BYTES: Mapping[str, _Change] = {"flip": _flip, "cut": _cut, "double": _double, "swap": _swap}

# Of PDFs: in their syntax as it is, and in the streams, which are unpacked, changed, and packed again

_PACKED = re.compile(
    rb"<<\s*/Filter\s*(\[ /ASCII85Decode )?/FlateDecode \]?\s*/Length \d+\s*>>\s*stream\n(.*?)endstream",
    re.DOTALL,
)
_TABLE = re.compile(rb"\nxref\n.*?trailer(.*?)startxref\n", re.DOTALL)
_IN_SYNTAX: Mapping[str, _Change] = {
    **_BY_BYTES,
    "numbers": _replace(rb"(?<![\w.])-?\d+(?:\.\d+)?(?![\w.])", _EXTREMES),
    "names": _replace(rb"/[A-Za-z]\w*"),
    "references": _replace(rb"\d+ 0 R"),
}
_IN_STREAMS: Mapping[str, _Change] = {
    **_IN_SYNTAX,
    "operators": _replace(rb"(?<=\s)[A-Za-z*']{1,3}(?=\s)", _OPERATORS),
    "strings": _replace(
        rb"\((?:[^()\\]|\\.)*\)", [f"({word})".encode("cp1252", "replace") for word in (*_NUMBERS, *_WORDS)]
    ),
    "other strings": _replace(rb"\((?:[^()\\]|\\.)*\)"),
}


def _in_a_stream(change: _Change) -> _Change:
    def changed(chance: Random, data: bytes) -> bytes:
        streams = list(_PACKED.finditer(data))
        if not streams:
            return change(chance, data)
        chosen = chance.choice(streams)
        try:
            packed = (
                base64.a85decode(b"<~" + chosen[2].strip(), adobe=True)
                if chosen[1]
                else chosen[2].strip(b"\n")
            )
            content = zlib.compress(change(chance, zlib.decompress(packed)))
        except (ValueError, zlib.error, binascii.Error):  # spoilt before
            return change(chance, data)
        stream = b"<</Filter /FlateDecode /Length %d>>\nstream\n%s\nendstream" % (len(content), content)
        return _with_table(data[: chosen.start()] + stream + data[chosen.end() :])

    return changed


def _with_table(data: bytes) -> bytes:
    """The file with its table of objects made anew, so that they are found where they now stand."""
    table = _TABLE.search(data)
    if table is None:
        return data
    body = data[: table.start() + 1]
    places = {int(found[1]): found.start() for found in re.finditer(rb"(?m)^(\d{1,6}) 0 obj", body)}
    rows = (
        b"%010d 00000 n \n" % places[n] if n in places else b"%010d 65535 f \n" % 0
        for n in range(max(places, default=0) + 1)
    )
    return body + b"xref\n0 %d\n%strailer%sstartxref\n%d\n%%%%EOF\n" % (
        max(places, default=0) + 1,
        b"".join(rows),
        table[1],
        len(body),
    )


# Of texts: line by line


def _by_lines(change: Callable[[Random, list[str]], list[str]]) -> _Change:
    def changed(chance: Random, data: bytes) -> bytes:
        return "\n".join(change(chance, data.decode("utf-8", "replace").split("\n"))).encode(
            "utf-8", "replace"
        )

    return changed


def _swapped(chance: Random, lines: list[str]) -> list[str]:
    for _ in range(chance.choice((1, 5, 50))):
        a, b = chance.randrange(len(lines)), chance.randrange(len(lines))
        lines[a], lines[b] = lines[b], lines[a]
    return lines


def _left_out(chance: Random, lines: list[str]) -> list[str]:
    start = chance.randrange(len(lines))
    return lines[:start] + lines[start + chance.choice((1, 3, 40)) :] or [""]


def _doubled(chance: Random, lines: list[str]) -> list[str]:
    start = chance.randrange(len(lines))
    some = lines[start : start + chance.choice((1, 3, 40))]
    return lines[:start] + some * chance.choice((2, 3, 30)) + lines[start:]


def _without_blanks(chance: Random, lines: list[str]) -> list[str]:
    return [line for line in lines if line.strip() or chance.random() < 0.5] or [""]


def _parted(chance: Random, lines: list[str]) -> list[str]:
    return [
        part
        for line in lines
        for part in (line.replace(". ", ".\n\n").split("\n") if chance.random() < 0.2 else [line])
    ]


def _one_long(chance: Random, lines: list[str]) -> list[str]:
    start = chance.randrange(len(lines))
    end = start + chance.choice((2, 20, 500))
    return [*lines[:start], " ".join(lines[start:end]) * chance.choice((1, 1, 20)), *lines[end:]]


def _marked(chance: Random, lines: list[str]) -> list[str]:
    mark = chance.choice(("• ", "- ", "\t", "12. ", "1. ", "  • ", "(a) ")) * chance.choice((1, 2, 200))
    return [mark + line if chance.random() < 0.2 else line for line in lines]


def _shouted(chance: Random, lines: list[str]) -> list[str]:
    change = chance.choice((str.upper, str.lower, str.title, str.swapcase))
    return [change(line) if chance.random() < 0.3 else line for line in lines]


_IN_TEXT: Mapping[str, _Change] = {
    **_BY_BYTES,
    "numbers": _replace(rb"\d+(?:[.,]\d+)*", [number.encode() for number in _NUMBERS]),
    "words": _replace(rb"[A-Za-z]+", [word.encode() for word in _WORDS]),
    "other words": _replace(rb"[A-Za-z]+"),
    "marks": _replace(rb"(?<=\w)(?=\W)|(?<=\s)(?=\S)", [word.encode() for word in _WORDS]),
    "swap lines": _by_lines(_swapped),
    "leave lines out": _by_lines(_left_out),
    "double lines": _by_lines(_doubled),
    "leave blanks out": _by_lines(_without_blanks),
    "part lines": _by_lines(_parted),
    "join lines": _by_lines(_one_long),
    "mark lines": _by_lines(_marked),
    "shout": _by_lines(_shouted),
}

MUTATIONS: Mapping[str, Mapping[str, _Change]] = {
    "pdf": {
        **_IN_SYNTAX,
        **{f"{name} in a stream": _in_a_stream(change) for name, change in _IN_STREAMS.items()},
    },
    "txt": _IN_TEXT,
}
"""By format, everything that may be done to a report."""
