"""The commands that walk the graph: path, central, similar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from loader.options import DEFAULT_STORE, StoreOption
from queries.cli import RowFormat, interruptible, put_rows, said_plainly
from queries.completion import complete_council, complete_scope

if TYPE_CHECKING:
    from queries.network import Node
    from queries.tables import Table

__all__ = ["ScopeOption", "app"]

app = typer.Typer(rich_markup_mode=None)

ScopeOption = Annotated[
    list[str] | None,
    typer.Option(
        "--scope",
        help="A part, as KEY=VALUE; keys: authority, region, theme, report, period (2018..2020); repeatable.",
        autocompletion=complete_scope,
    ),
]
FormatOption = Annotated[RowFormat, typer.Option("--format", help="How to write the rows.")]


@app.command(epilog='Example: inspection-graph path "Sunrise team" "Greater Manchester Police"')
def path(
    one: Annotated[str, typer.Argument(help="A body, post, programme, law or plan, by name or IRI.")],
    other: Annotated[str, typer.Argument(help="Another one.")],
    authority: Annotated[
        str | None,
        typer.Option(
            help="A council: look for both names in its area only.", autocompletion=complete_council
        ),
    ] = None,
    form: FormatOption = RowFormat.table,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Explain how two things hang together: the shortest chain of sentences that name one with the next.

    A row is one step, with the sentence and the paragraph where it stands. Of chains as short, the one
    through things that are named with few others. Where only one of the names says which area is meant, the
    other is looked for there too.
    """
    from loader.store import read  # noqa: PLC0415 — heavy, and not needed for --help
    from queries.network import explain, find_two  # noqa: PLC0415
    from queries.scope import parse_scope  # noqa: PLC0415
    from queries.tables import Table  # noqa: PLC0415

    with said_plainly():
        council = parse_scope([f"authority={authority}"]).authority if authority else ""
        with read(store) as reader, interruptible():
            first, last = find_two(reader, one, other, council)
            typer.echo(f"from {_who(first)} to {_who(last)}", err=True)
            steps = explain(reader, first.iri, last.iri)
            columns = ("n", "one", "relation", "other", "sentences", "date", "paragraph", "quote")
            rows = tuple(
                (n, s.one.label, s.relation, s.other.label, s.sentences, s.date, s.paragraph, s.quote)
                for n, s in enumerate(steps, 1)
            )
            _write(Table(columns, rows), reader.dataset, form)


@app.command(epilog="Example: inspection-graph central --scope authority=Rochdale")
def central(
    scope: ScopeOption = None,
    form: FormatOption = RowFormat.table,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """List the bodies that stand in the middle: those that findings and actions name with the most others.

    `between` is the share of shortest ways between two others that lead by a body; bodies of one `community`
    are named together more than by chance (0: never named with another).
    """
    from loader.store import read  # noqa: PLC0415
    from queries.network import standings, together  # noqa: PLC0415
    from queries.scope import parse_scope  # noqa: PLC0415
    from queries.tables import Table  # noqa: PLC0415

    with said_plainly():
        chosen = parse_scope(scope or ())
        with read(store) as reader, interruptible():
            found = standings(together(reader, chosen))
            columns = ("body", "type", "area", "neighbours", "sentences", "between", "community")
            rows = tuple(
                (
                    s.node.label,
                    s.node.type,
                    s.node.area,
                    s.neighbours,
                    s.sentences,
                    f"{s.between:.4f}",
                    s.community,
                )
                for s in found
            )
            _write(Table(columns, rows, "no finding names a body"), reader.dataset, form)


@app.command(epilog="Example: inspection-graph similar Medway --scope period=2014..2018")
def similar(
    authority: Annotated[
        str, typer.Argument(help="A council, by name or code.", autocompletion=complete_council)
    ],
    scope: ScopeOption = None,
    form: FormatOption = RowFormat.table,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """List the councils of which most nearly the same was found, and on which themes.

    `similarity` is the share of findings that the two have alike: 0.8 says that of 100 findings of each, 80
    can be paired so that theme and polarity are the same. Neutral findings are left out.
    """
    from loader.store import read  # noqa: PLC0415
    from queries.network import similar_authorities  # noqa: PLC0415
    from queries.scope import parse_scope  # noqa: PLC0415
    from queries.tables import Table  # noqa: PLC0415

    with said_plainly():
        council, chosen = parse_scope([f"authority={authority}"]).authority, parse_scope(scope or ())
        with read(store) as reader, interruptible():
            found = similar_authorities(reader, council, chosen)
            columns = ("authority", "similarity", "findings", "alike")
            rows = tuple(
                (s.node.label, f"{s.similarity:.3f}", s.findings, "; ".join(s.shared)) for s in found
            )
            _write(Table(columns, rows, "no other council has enough findings"), reader.dataset, form)


def _who(node: Node) -> str:
    return f"{node.label} ({node.type}, {node.area or 'several areas'})"


def _write(table: Table, dataset: str, form: RowFormat) -> None:
    put_rows(table, dataset, form)
    if form == RowFormat.table:
        typer.echo(f"dataset {dataset}", err=True)
