"""The commands that draw the graph: draw timeline, heat-map, ego, chain, map."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from loader.options import DEFAULT_STORE, StoreOption
from queries.cli import interruptible, put, said_plainly
from queries.completion import complete_council
from queries.errors import QueryError, did_you_mean
from queries.walk_cli import ScopeOption

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from loader.store import Reader
    from queries.draw.caption import Caption

__all__ = ["app"]

app = typer.Typer(
    rich_markup_mode=None,
    no_args_is_help=True,
    help="Draw pictures: SVG, PNG, or a page of HTML that holds the picture and its figures as tables.",
    epilog="Example: inspection-graph draw timeline Rochdale --output rochdale.html",
)

# The names are those of queries.draw.formats, which is not needed for --help.
PictureFormat = StrEnum("PictureFormat", ["svg", "png", "html"])

AuthorityArgument = Annotated[
    str, typer.Argument(help="A council, by name or code.", autocompletion=complete_council)
]
OutputOption = Annotated[
    Path | None, typer.Option("--output", "-o", help="A file, replaced when the new one is whole.")
]
FormatOption = Annotated[
    PictureFormat | None, typer.Option("--format", help="As the ending of --output, svg without one.")
]

_Drawn = tuple["Figure", "Caption"]


@app.command(epilog="Example: inspection-graph draw timeline Rochdale --output rochdale.svg")
def timeline(
    authority: AuthorityArgument,
    scope: ScopeOption = None,
    output: OutputOption = None,
    form: FormatOption = None,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Draw a council's inspections over time: judgements, required actions, what came back."""

    def drawn(reader: Reader) -> _Drawn:
        from queries.draw.timeline import draw_timeline, read_timeline  # noqa: PLC0415 — heavy
        from queries.scope import parse_scope  # noqa: PLC0415

        data = read_timeline(reader, parse_scope([f"authority={authority}", *(scope or ())]))
        return draw_timeline(data), data.caption

    _write(drawn, output, form, store)


@app.command(epilog="Example: inspection-graph draw heat-map --scope region=London --output london.html")
def heat_map(
    scope: ScopeOption = None,
    output: OutputOption = None,
    form: FormatOption = None,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Draw where inspectors found weaknesses: a row a council, a column a theme, shares as numbers."""

    def drawn(reader: Reader) -> _Drawn:
        from queries.draw.heat_map import draw_heat_map, read_heat_map  # noqa: PLC0415
        from queries.scope import parse_scope  # noqa: PLC0415

        data = read_heat_map(reader, parse_scope(scope or ()))
        return draw_heat_map(data), data.caption

    _write(drawn, output, form, store)


@app.command(epilog='Example: inspection-graph draw ego "Sunrise team" --output sunrise.svg')
def ego(
    body: Annotated[str, typer.Argument(help="A body, post, programme, law or plan, by name or IRI.")],
    authority: Annotated[
        str | None,
        typer.Option(help="A council: look for the name in its area only.", autocompletion=complete_council),
    ] = None,
    most: Annotated[
        int, typer.Option(min=1, max=120, help="How many others to draw, those named most often.")
    ] = 40,
    output: OutputOption = None,
    form: FormatOption = None,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Draw what is named in one sentence with a body, how often, and what of that is named together."""

    def drawn(reader: Reader) -> _Drawn:
        from queries.draw.ego import draw_ego, read_ego  # noqa: PLC0415
        from queries.scope import parse_scope  # noqa: PLC0415

        council = parse_scope([f"authority={authority}"]).authority if authority else ""
        data = read_ego(reader, body, council, most)
        return draw_ego(data), data.caption

    _write(drawn, output, form, store)


@app.command(epilog="Example: inspection-graph draw chain Sandwell --output sandwell.html")
def chain(
    authority: AuthorityArgument,
    action: Annotated[
        str | None,
        typer.Option(help="An action of the chain: its IRI, or what follows …/report/ in it."),
    ] = None,
    output: OutputOption = None,
    form: FormatOption = None,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Draw an action that came back: its texts, inspection after inspection, and how alike they are.

    Without --action, the chain that goes over most inspections. `query action-chains` lists them all.
    """

    def drawn(reader: Reader) -> _Drawn:
        from queries.draw.chain import draw_chain, read_chain  # noqa: PLC0415
        from queries.scope import parse_scope  # noqa: PLC0415

        data = read_chain(reader, parse_scope([f"authority={authority}"]).authority, action or "")
        return draw_chain(data), data.caption

    _write(drawn, output, form, store)


@app.command(name="map", epilog="Example: inspection-graph draw map --on 2018-12-31 --output england.html")
def council_map(
    on: Annotated[
        str | None, typer.Option(help="A day, as 2018-12-31; that of the dataset if not given.")
    ] = None,
    aspect: Annotated[
        str, typer.Option(help="What was judged, as help-and-protection.")
    ] = "overall-effectiveness",
    output: OutputOption = None,
    form: FormatOption = None,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Draw England: each council by the latest judgement that is held of an inspection begun by a day."""

    def drawn(reader: Reader) -> _Drawn:
        from loader.vocabulary import slug_of  # noqa: PLC0415
        from queries.draw.council_map import draw_council_map, read_council_map  # noqa: PLC0415
        from queries.parameters import Parameter, bind  # noqa: PLC0415

        takes = [Parameter("on", "date"), Parameter("aspect", "concept", scheme="aspects")]
        terms = bind(takes, {"aspect": aspect, **({"on": on} if on else {})})
        day = terms["on"].value if on else ""
        data = read_council_map(reader, day, slug_of(terms["aspect"].value))
        return draw_council_map(data), data.caption

    _write(drawn, output, form, store)


def _write(
    draw: Callable[[Reader], _Drawn], output: Path | None, form: PictureFormat | None, store: Path
) -> None:
    """Draw, and write to a file that takes its name when it is whole, or to standard output."""
    from loader.store import read  # noqa: PLC0415
    from queries.draw.formats import PICTURE_FORMATS  # noqa: PLC0415

    with said_plainly():
        write = PICTURE_FORMATS[form or _by_ending(output)]
        with read(store) as reader, interruptible():
            figure, caption = draw(reader)
            put(lambda file: write(figure, caption, file), output)


def _by_ending(output: Path | None) -> str:
    if output is None:
        return PictureFormat.svg
    ending = output.suffix.lower().removeprefix(".")
    if ending not in list(PictureFormat):
        near = did_you_mean(ending, PictureFormat)
        raise QueryError(
            f"{output}: no picture ends in {output.suffix!r}{near}; there are: {', '.join(PictureFormat)}"
        )
    return ending
