"""Whether a result has more rows than it may have, told from its bytes.

The engine writes a result by itself, ten times as fast as we could row by row, and does not say how many rows
it wrote. Each of its formats has a mark that stands once a row and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

__all__ = ["has_more_rows"]


def has_more_rows(written: bytes, form: str, most: int) -> bool:
    r"""Whether a result has more rows than ``most``.

    Parameters
    ----------
    written
        A result in the format ``form``: json, xml, csv or tsv.
    form
        Its name.
    most
        A number of rows.

    Examples
    --------
    >>> result = b'a,b\r\n1,"two\r\nlines"\r\n2,\r\n'
    >>> has_more_rows(result, "csv", 1), has_more_rows(result, "csv", 2)
    (True, False)
    >>> result = b'{"head":{"vars":["a"]},"results":{"bindings":[{},{},{"a":{"value":"[},{"}}]}}'
    >>> has_more_rows(result, "json", 2), has_more_rows(result, "json", 3)
    (True, False)

    """
    mark, count = _MARKS[form]
    return written.count(mark) >= most and count(written) > most


def _json(written: bytes) -> int:
    """The objects that stand in a list: of the text outside of strings, braces after [ or a comma."""
    outside = written.replace(b"\\\\", b"").replace(b'\\"', b"").split(b'"')[::2]
    return sum(piece.count(b",{") + piece.count(b"[{") for piece in outside)


def _csv(written: bytes) -> int:
    """The ends of lines outside of quoted cells, without the headings."""
    return sum(piece.count(b"\n") for piece in written.split(b'"')[::2]) - 1


#: By format, what stands at least once between two rows, as it is quick to find, and what counts rows.
_MARKS: Mapping[str, tuple[bytes, Callable[[bytes], int]]] = {
    "json": (b"},{", _json),
    "xml": (b"<result>", lambda written: written.count(b"<result>")),  # in texts, < is &lt;
    "csv": (b"\n", _csv),
    "tsv": (b"\n", lambda written: written.count(b"\n") - 1),  # in texts, the end of a line is \n
}
