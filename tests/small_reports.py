"""A small report of our own, laid out as its framework's reports are, to be changed by tests."""

from __future__ import annotations

from loader.read.text import read_text
from loader.records import Document, Source
from loader.segment import segment

TITLE = "Inspection of local authority arrangements for the protection of children"

SMALL_REPORT = """
Inspection of local authority arrangements for the protection of children

Rutland County Council

Inspection dates: 4 - 13 March 2013
Lead inspector Ada Example HMI

Age group: All

Contents

Inspection of local authority arrangements for the protection of children	2
Overall effectiveness	2
Areas for improvement	2
Record of main findings	4

Inspection of local authority arrangements for the protection of children

The inspection judgements and what they mean

1. All inspection judgements are made using the following four point scale.

Outstanding	a service that significantly exceeds minimum requirements
Good	a service that exceeds minimum requirements

Overall effectiveness

2. The overall effectiveness of the arrangements to protect children in Rutland is good.

Areas for improvement

3. In order to improve, the local authority and its partners should take the following action.

Immediately:

- ensure that visits are recorded on the day
- ensure that the Rutland Safeguarding Children Board (RSCB) is told of every missing

child before the end of the day.

Within three months:

- publish a neglect strategy

About this inspection

4. This inspection was announced.
5. The inspection team consisted of three of Her Majesty's Inspectors (HMI) and an additional inspector.
6. This inspection was carried out under section 136 of the Education and Inspections Act 2006.

Service information

7. Rutland has approximately 8,000 children and young people. The Lantern team supports care leavers.

Overall effectiveness

Good

8. Visits to children are timely. However, plans are not always clear.

The effectiveness of the help and protection provided to children, young people, families and carers

Good

9. Help is offered early.

The quality of practice

Adequate

10. Assessments are thorough.

Leadership and governance

Good

11. Leaders know their services well.

Record of main findings

Local authority arrangements for the protection of children
Overall effectiveness	Good
The effectiveness of the help and protection provided to children, young people, families and carers	Good
The quality of practice	Adequate
Leadership and governance	Good
"""


def changed(*changes: tuple[str, str]) -> str:
    """The small report with some of its words replaced; each must stand in it."""
    text = SMALL_REPORT
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return text


def source(text: str) -> Source:
    """The text as read from a file."""
    return read_text("small.txt", text.encode())


def document(*changes: tuple[str, str]) -> Document:
    """The small report, changed and segmented."""
    return segment(source(changed(*changes)))


def texts(found: Document) -> dict[str, str]:
    """Block texts by id."""
    return {block.id: block.text for block in found.blocks}
