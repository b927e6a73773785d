"""Three small reports on one council, in which actions come back, and one on another council."""

from __future__ import annotations

from pathlib import Path

from tests.small_reports import changed

_FIRST, _SECOND, _THIRD = (
    "ensure that visits are recorded on the day",
    "ensure that the Rutland Safeguarding Children Board (RSCB) is told of every missing\n\nchild before",
    "publish a neglect strategy",
)


def recurring(folder: Path) -> list[Path]:
    """The reports as files of a folder."""
    texts = {
        "a.txt": _report(2009, "improve the quality of case file audits"),
        "b.txt": _report(2011, "the timeliness of supervision", "ensure that auditing has an impact\n\nat"),
        "c.txt": _report(2013, "ensure that audits of cases are of good quality"),
        "d.txt": _report(2012, "strengthen the quality of auditing", council="Medway Council"),
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in sorted(texts)]


def _report(year: int, *actions: str, council: str = "Rutland County Council") -> str:
    """The small report of another year and council, with its first actions replaced."""
    asked = zip((_FIRST, _SECOND, _THIRD), actions, strict=False)
    return changed(("4 - 13 March 2013", f"4 - 13 March {year}"), ("Rutland County Council", council), *asked)
