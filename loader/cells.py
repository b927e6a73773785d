"""Cells of CSV files that no spreadsheet runs (https://owasp.org/www-community/attacks/CSV_Injection)."""

from __future__ import annotations

import re

__all__ = ["harmless", "is_plain_number", "restored"]

_PLAIN_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?")
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")  # after apostrophes too, so that one can go again


def is_plain_number(text: str) -> bool:
    """Whether a text is a number and nothing else.

    >>> is_plain_number("-3.5"), is_plain_number("3-5")
    (True, False)
    """
    return _PLAIN_NUMBER.fullmatch(text) is not None


def harmless(text: str) -> str:
    """A cell that no spreadsheet takes for a formula; plain numbers stay as they are.

    >>> harmless("=1+1"), harmless("-3.5"), harmless("good")
    ("'=1+1", '-3.5', 'good')
    """
    return f"'{text}" if _FORMULA.match(text) and not is_plain_number(text) else text


def restored(cell: str) -> str:
    """The text that ``harmless`` made a cell of.

    >>> restored("'=1+1"), restored(harmless("'=1+1")), restored("'tis good")
    ('=1+1', "'=1+1", "'tis good")
    """
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
