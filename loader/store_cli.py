"""The commands that look after a store: its generations, its disk, its copies."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from loader.options import DEFAULT_STORE, JsonOption, StoreOption, print_json

__all__ = ["app"]

app = typer.Typer(
    rich_markup_mode=None,
    no_args_is_help=True,
    help="Look after a store: its generations, its disk, its copies.",
    epilog="Example: inspection-graph store list",
)


@app.command("list", epilog="Example: inspection-graph store list")
def store_list(store: StoreOption = DEFAULT_STORE, as_json: JsonOption = False) -> None:
    """List the generations that are kept, newest last, and what they hold."""
    from loader.printing import print_rows  # noqa: PLC0415
    from loader.store import disk_size, generations  # noqa: PLC0415

    rows = [
        {
            "generation": g.number,
            "current": g.is_current,
            "created": g.manifest.created,
            "reports": len(g.manifest.sources),
            "graphs": len(g.manifest.graphs),
            "quads": g.manifest.quads,
            "dataset": g.manifest.dataset[:12],
        }
        for g in generations(store)
    ]
    if as_json:
        print_json(rows)
        return
    headings = list(rows[0]) if rows else ["generation"]
    print_rows(
        headings,
        [["*" if cell is True else "" if cell is False else cell for cell in row.values()] for row in rows],
    )
    typer.echo(f"{disk_size(store) / 1e6:.1f} MB on disk")


@app.command("diff", epilog="Example: inspection-graph store diff 1 2")
def store_diff(
    before: Annotated[int, typer.Argument(help="Number of a generation.")],
    after: Annotated[int, typer.Argument(help="Number of another.")],
    store: StoreOption = DEFAULT_STORE,
    as_json: JsonOption = False,
) -> None:
    """Show which graphs changed between two generations, and by how many quads."""
    from loader.printing import print_rows  # noqa: PLC0415
    from loader.store import diff  # noqa: PLC0415

    said = diff(store, before, after)
    rows = [
        *((iri, n, 0) for iri, n in sorted(said.added.items())),
        *((iri, 0, n) for iri, n in sorted(said.removed.items())),
        *((iri, more, less) for iri, (more, less) in sorted(said.changed.items())),
    ]
    if as_json:
        print_json([{"graph": iri, "added": more, "removed": less} for iri, more, less in rows])
    elif rows:
        print_rows(["graph", "quads added", "quads removed"], rows)
    else:
        typer.echo("no difference")


@app.command("rollback", epilog="Example: inspection-graph store rollback --to 3")
def store_rollback(
    store: StoreOption = DEFAULT_STORE,
    to: Annotated[
        int | None, typer.Option(help="Generation; the one before the current if not given.")
    ] = None,
) -> None:
    """Make an older generation current again.

    It is written as a new generation, so that a second rollback undoes the first. `store list` shows which
    are kept: two, unless the last load was told to keep more.
    """
    from loader.store import rollback  # noqa: PLC0415

    generation = rollback(store, to)
    typer.echo(f"Generation {generation.number} is current: dataset {generation.manifest.dataset[:12]}.")


@app.command("backup", epilog="Example: inspection-graph store backup /somewhere/else")
def store_backup(
    target: Annotated[Path, typer.Argument(help="A folder that is not there yet.")],
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Copy the current generation into a store of its own."""
    from loader.store import backup  # noqa: PLC0415

    backup(store, target)
    typer.echo(f"{target} holds a copy of the current generation.")


@app.command("sweep", epilog="Example: inspection-graph store sweep --keep 1")
def store_sweep(
    store: StoreOption = DEFAULT_STORE,
    keep: Annotated[
        int, typer.Option(min=1, help="How many generations to keep, the current among them.")
    ] = 2,
) -> None:
    """Remove old generations that nobody reads, and what a killed load left behind."""
    from loader.store import sweep  # noqa: PLC0415

    gone = sweep(store, keep)
    typer.echo(f"removed: {', '.join(map(str, gone)) or 'nothing'}")


@app.command("rebuild", epilog="Example: inspection-graph store rebuild")
def store_rebuild(store: StoreOption = DEFAULT_STORE) -> None:
    """Write the current generation afresh from its own quads, to give back disk space."""
    from loader.store import disk_size, rebuild  # noqa: PLC0415

    before = disk_size(store) / 1e6
    generation = rebuild(store)
    after = disk_size(store) / 1e6
    typer.echo(f"Generation {generation.number} is current: {before:.1f} MB became {after:.1f} MB.")
    typer.echo("The one before it is kept for a rollback; `store sweep --keep 1` gives its space back.")
