"""A scene that the layout traps are set in, so that each test shows the trap alone."""

from __future__ import annotations

from textwrap import dedent

from tests.small_pages import outline, read

__all__ = ["WRAPPED", "laid", "lines"]

# So many lines that the distance between lines can be told.
WRAPPED = (
    "Social workers know the children whom they support, and most of them visit often and at the times that "
    "they have said. What children tell them is written down, and what is written down is used."
)

SCENE = f"""
[findings] Inspection findings
p1.1 heading: Inspection findings
p1.2 paragraph: {WRAPPED}
""".strip()


def laid(text: str) -> str:
    """The outline of a text's pages, below a heading and a paragraph that set the scene."""
    found = outline(read(f"### Inspection findings\n{WRAPPED}\n{dedent(text).strip()}", "sif"))
    assert found.startswith(f"{SCENE}\n")
    rest = found.removeprefix(f"{SCENE}\n").splitlines()
    return "\n".join(line for line in rest if not line.startswith("unread"))


def lines(text: str) -> str:
    """A text or an outline, without the indent that it has in a test."""
    return dedent(text).strip("\n")
