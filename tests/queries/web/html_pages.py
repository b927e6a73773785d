"""Pages taken apart, so that tests can ask what stands where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

__all__ = ["Element", "parsed"]

_VOID = {"meta", "link", "input", "br", "img", "hr", "rect"}


@dataclass
class Element:
    """An element with what stands in it, in order: elements and texts."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    inside: list[Element | str] = field(default_factory=list)

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    def text(self, without: str = "") -> str:
        """Its characters, those of elements of a class left out."""
        return "".join(
            one if isinstance(one, str) else one.text(without)
            for one in self.inside
            if isinstance(one, str) or not without or without not in one.classes
        )

    def all(self) -> Iterator[Element]:
        yield self
        for one in self.inside:
            if isinstance(one, Element):
                yield from one.all()

    def named(self, name: str) -> list[Element]:
        return [one for one in self.all() if one.name == name]

    def of_class(self, name: str) -> list[Element]:
        return [one for one in self.all() if name in one.classes]

    def links(self) -> list[str]:
        return [one.attributes["href"] for one in self.named("a")]


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.top = Element("")
        self.open = [self.top]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].inside.append(element)
        if tag not in _VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].inside.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].name == tag, f"</{tag}> ends <{self.open[-1].name}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)


def parsed(html: str) -> Element:
    """The whole page; an end tag that ends something else fails."""
    parser = _Parser()
    parser.feed(html)
    parser.close()
    assert parser.open == [parser.top], f"<{parser.open[-1].name}> does not end"
    return parser.top
