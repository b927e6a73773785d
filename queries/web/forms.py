"""The parameters of an address, or of a form that is the body of a request."""

from __future__ import annotations

from urllib.parse import parse_qsl

from queries.web.answers import Asked
from queries.web.problems import Refused

__all__ = ["FORM", "is_utf8", "parameters", "posted", "whole_number"]

#: The media type of a form.
FORM = "application/x-www-form-urlencoded"
_MOST = 1000
_DIGITS = 9  # of a number


def parameters(text: str) -> tuple[tuple[str, str], ...]:
    """The parameters of an address, or of a form.

    Raises
    ------
    Refused
        With 400, if they are not UTF-8, or too many.

    """
    try:
        pairs = parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_MOST)
    except ValueError as error:
        what = "not UTF-8" if isinstance(error, UnicodeDecodeError) else f"more than {_MOST}"
        raise Refused(400, f"The parameters are {what}.") from None
    return tuple(pairs)


def posted(asked: Asked) -> tuple[tuple[str, str], ...]:
    """The parameters of the form that is the body of a request.

    Raises
    ------
    Refused
        With 415, if the body is no form; else as ``parameters``.

    """
    if not is_utf8(asked.content_type, FORM):
        raise Refused(415, f"The body of a request is {FORM}, in UTF-8.")
    return parameters(asked.body.decode("latin-1"))


def is_utf8(content_type: str, media_type: str) -> bool:
    """Whether a body is of a type, and says nothing else than that it is UTF-8.

    >>> is_utf8("Text/CSV; charset=UTF-8", "text/csv"), is_utf8("text/csv; charset=latin1", "text/csv")
    (True, False)
    """
    kind, _, rest = content_type.lower().partition(";")
    charset = rest.partition("charset=")[2].partition(";")[0].strip(' "')
    return kind.strip() == media_type and charset in ("", "utf-8", "us-ascii")


def whole_number(asked: Asked, name: str, default: int) -> int:
    """A parameter that counts from 0; the default if it is not given.

    Raises
    ------
    Refused
        With 400, if it is no number, or has more than nine digits.

    """
    text = asked.first(name)
    if text and not (text.isascii() and text.isdigit() and len(text) <= _DIGITS):
        raise Refused(400, f"{name} {text[:20]!r} is no whole number from 0.")
    return int(text) if text else default
