"""How many rows a result has, told from its bytes.

The engine writes a result by itself, ten times as fast as we could row by row, and does not say how many rows
it wrote. Each of its formats has a mark that stands once a row and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

__all__ = ["rows_in"]

_SHORTEST = 1  # bytes of a row, in the format that needs the fewest


def rows_in(written: bytes, form: str, enough: int) -> int:
    r"""The number of rows, or any number that is not larger than ``enough`` if there can't be more than that.

    Parameters
    ----------
    written
        A result in the format ``form``: json, xml, csv or tsv.
    form
        Its name.
    enough
        A number that the caller compares with: where the bytes are too few for it, nothing is counted.

    Examples
    --------
    >>> rows_in(b'a,b\r\n1,"two\r\nlines"\r\n2,\r\n', "csv", 1)
    2
    >>> rows_in(b'{"head":{"vars":["a"]},"results":{"bindings":[{},{},{"a":{"value":"[{ ,{"}}]}}', "json", 1)
    3

    """
    return _COUNTERS[form](written) if len(written) > _SHORTEST * enough else 0


def _json(written: bytes) -> int:
    """The objects that stand in a list: of the text outside of strings, braces after [ or a comma."""
    outside = written.replace(b"\\\\", b"").replace(b'\\"', b"").split(b'"')[::2]
    return sum(piece.count(b",{") + piece.count(b"[{") for piece in outside)


def _csv(written: bytes) -> int:
    """The ends of lines outside of quoted cells, without the headings."""
    return sum(piece.count(b"\n") for piece in written.split(b'"')[::2]) - 1


_COUNTERS: Mapping[str, Callable[[bytes], int]] = {
    "json": _json,
    "xml": lambda written: written.count(b"<result>"),  # in texts, < is &lt;
    "csv": _csv,
    "tsv": lambda written: written.count(b"\n") - 1,  # in texts, the end of a line is \n
}
