r"""What a query text may hold: checked token by token before the engine sees it.

The engine follows SERVICE to any address and has no switch against it, and some texts of a few kilobytes
end the process or take minutes to plan. So a text is cut into tokens first: comments, IRIs, strings,
variables and names are passed over; what is left is keywords, brackets and operators.

1. A word that holds SERVICE is refused, whatever stands next to it: the engine's parser does not ask for a
   space after a keyword (``trueSERVICE:x{…}`` is one). So is a prefix (in ``SERVICEx:y{…}`` it is ``x``).
2. ``<…>`` may be an IRI or a piece of a comparison, and only the grammar knows. Where the two readings would
   part (``FILTER(?a<?b)SERVICE<…>#>``) the text is refused and a space asked for.
3. Size, nesting and counts are bounded, well below what was measured to hurt and far above any real question.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from queries.errors import QueryError

__all__ = ["LIMITS", "check", "chooses_graphs", "tokens"]

LIMITS = {
    "characters": 65_536,
    "nested brackets": 64,
    "groups": 500,
    "triple patterns": 128,
    "path steps": 128,
    "operators": 1000,
}

_TOKEN = re.compile(
    r"""
    (?P<space>   \s+ | \#[^\n\r]* )
  | (?P<iri>     <[^<>"{}|^`\\\x00-\x20]*> )
  | (?P<string>  \"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
               | "(?:[^"\\\n\r]|\\.)*"                | '(?:[^'\\\n\r]|\\.)*' )
  | (?P<name>    [?$]\w+ | @[A-Za-z]+(?:-[A-Za-z0-9]+)* | _:\w+ )
  | (?P<prefixed>(?P<prefix>[^\W\d][\w-]*(?:\.+[\w-]+)*)?
                 :(?:[\w:-]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%]|\.(?=[\w:.\\%-]))* )
  | (?P<word>    [^\W\d]\w* )
  | (?P<number>  \d+(?:\.\d+)?(?:[eE][+-]?\d+)? )
  | (?P<mark>    \|\| | && | [\s\S] )
    """,
    re.VERBOSE | re.DOTALL,
)
_TEXTS = 128  # that are remembered: the same few are asked again and again
_OPENING = {"(": ")", "{": "}", "[": "]"}
_COUNTED = {
    **dict.fromkeys(_OPENING, "groups"),
    **dict.fromkeys("/|^", "path steps"),
    **dict.fromkeys(("||", "&&", *"!=+-*<>"), "operators"),
}
_UPDATES = {"insert", "delete", "load", "clear", "drop", "create", "add", "move", "copy", "with"}
_ABSOLUTE = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*://")


@lru_cache(maxsize=_TEXTS)
def check(text: str) -> None:
    """Refuse a text that asks other servers, would change the store, or could bring the engine down.

    Raises
    ------
    QueryError
        With the line, where there is one to name.

    """
    if len(text) > LIMITS["characters"]:
        raise QueryError(f"the query is too long: {len(text)} characters, {LIMITS['characters']} at most")
    found = _tokens(text)
    _refuse_service(text, found)
    _refuse_updates(found)
    _refuse_excess(found)


@lru_cache(maxsize=_TEXTS)
def chooses_graphs(text: str) -> bool:
    """Whether a query says with FROM which graphs it asks.

    >>> chooses_graphs("SELECT * FROM <https://example.org/g> {}"), chooses_graphs("ASK { ?from ?p 'FROM' }")
    (True, False)
    """
    return any((token["word"] or "").casefold() == "from" for token in _tokens(text))


def tokens(text: str) -> Iterator[re.Match[str]]:
    """A text cut up without a rest, spaces and comments too: each token has its kind as a named group."""
    return _TOKEN.finditer(text)


def _tokens(text: str) -> list[re.Match[str]]:
    return [match for match in tokens(text) if match.lastgroup != "space"]


def _refuse_service(text: str, tokens: list[re.Match[str]]) -> None:
    for token in tokens:
        if "service" in (token["word"] or token["prefix"] or "").casefold():
            raise QueryError(
                f"no federated queries here: line {_line(text, token)} has {token.group()!r}, "
                "and SERVICE asks another server"
            )
        if token["iri"] and set(token["iri"]) & set(")'#") and not _ABSOLUTE.match(token["iri"]):
            raise QueryError(
                f"line {_line(text, token)}: {token.group()!r} can be read in two ways: "
                "put spaces around < and >, or write the IRI in full"
            )


def _line(text: str, token: re.Match[str]) -> int:
    return text.count("\n", 0, token.start()) + 1


def _refuse_updates(tokens: list[re.Match[str]]) -> None:
    """Say of an update what it is: the first word after the prologue tells, and the parser would not."""
    words = (token["word"].casefold() for token in tokens if token["word"])
    form = next((word for word in words if word not in ("prefix", "base")), "")
    if form in _UPDATES:
        raise QueryError(
            f"{form.upper()} would change the graph, and here it is only read: `load` and `unload` change it"
        )


def _refuse_excess(tokens: list[re.Match[str]]) -> None:
    counts = Counter(_counted(tokens))
    for what, most in LIMITS.items():
        if counts[what] > most:
            raise QueryError(f"the query is too large: more than {most} {what}")


def _counted(tokens: list[re.Match[str]]) -> Iterator[str]:
    """What each token adds to, in the words of ``LIMITS``."""
    open_brackets: list[str] = []
    deepest = 0
    for token in tokens:
        mark = token["mark"]
        if mark in _COUNTED:
            yield _COUNTED[mark]
        if mark in _OPENING:
            open_brackets.append(mark)
        elif open_brackets and mark == _OPENING[open_brackets[-1]]:
            open_brackets.pop()
        elif mark in (".", ";", ",") and open_brackets[-1:] != ["("]:
            yield "triple patterns"
        if len(open_brackets) > deepest:
            deepest += 1
            yield "nested brackets"
