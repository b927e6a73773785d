"""What is said when a request is not answered as it was asked: problem details, or a page for people.

Problem details are those of RFC 9457, https://www.rfc-editor.org/rfc/rfc9457.
"""

from __future__ import annotations

import html
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus

from queries.web.answers import Answer

__all__ = ["FAULT", "PROBLEM", "Problem", "Refused", "plain_page", "problem_of"]

PROBLEM = "application/problem+json"
_OWN = ("type", "title", "status", "detail")


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a request is not answered, and what to do about it."""

    status: int
    detail: str  # a sentence or two; may show what the client sent, nothing of the inside
    more: Mapping[str, object] = field(default_factory=dict)  # for programs: line, column, limits
    headers: tuple[tuple[str, str], ...] = ()

    @property
    def title(self) -> str:
        """The name of the status."""
        return HTTPStatus(self.status).phrase

    def answer(self) -> Answer:
        """For programs: ``application/problem+json``."""
        said = {"type": "about:blank", "title": self.title, "status": self.status, "detail": self.detail}
        text = json.dumps({**self.more, **said}, ensure_ascii=False)
        body = text.encode(errors="replace") + b"\n"  # half of a character may have come in an escape of JSON
        return Answer(body, PROBLEM, self.status, self.headers)


#: Our own: what it was is in the log, and nothing of it goes out.
FAULT = Problem(500, "Something is wrong here, and it has been noted.")


class Refused(Exception):
    """Raised by what answers a route: the request is not answered, for this reason."""

    def __init__(self, status: int, detail: str, **more: object) -> None:
        super().__init__(detail)
        self.problem = Problem(status, detail, more)


def problem_of(answer: Answer) -> Problem:
    """The problem that an answer of its media type describes."""
    said = json.loads(answer.body)
    more = {name: value for name, value in said.items() if name not in _OWN}
    return Problem(answer.status, said["detail"], more, answer.headers)


def plain_page(problem: Problem, root: str) -> bytes:
    """The same for people, made without a store: nothing that it needs can be busy or broken.

    Parameters
    ----------
    problem
        What to say.
    root
        Path below which the server stands; empty if it has a host of its own.

    """
    title, detail = html.escape(problem.title), html.escape(problem.detail)
    home = html.escape(root) + "/"
    return (
        '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title} – Inspection graph</title>\n"
        f'<link rel="stylesheet" href="{home}static/site.css">\n</head>\n<body>\n'
        f'<header class="site-head"><div class="wide"><a class="site-name" href="{home}">Inspection graph</a>'
        "</div></header>\n"
        f'<div class="wide">\n<main>\n<h1>{title}</h1>\n<p>{detail}</p>\n'
        f'<p><a href="{home}">To the first page</a></p>\n</main>\n</div>\n</body>\n</html>\n'
    ).encode()
