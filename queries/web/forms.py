"""The parameters of an address, or of a form that is the body of a request."""

from __future__ import annotations

from urllib.parse import parse_qsl

from queries.web.problems import Refused

__all__ = ["parameters"]

_MOST = 1000


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
