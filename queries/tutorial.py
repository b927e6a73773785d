"""The tutorial, docs/tutorial.ipynb, run again: its outputs are what its cells give.

    python -m queries.tutorial STORE docs/tutorial.ipynb

STORE holds the reports that ship. ``make docs`` runs this; a test holds the file to what it writes, but for
pictures, whose bytes differ between machines.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from ontology.resources import resource

if TYPE_CHECKING:
    from nbformat import NotebookNode

__all__ = ["executed"]

_SECONDS = 120  # that one cell may take


def executed(notebook: Path, store: Path) -> NotebookNode:
    """A notebook with the outputs that its cells give, and nothing that differs from run to run.

    Parameters
    ----------
    notebook
        Its file, which stays as it is.
    store
        What ``../.store`` is for its cells.

    Raises
    ------
    nbclient.exceptions.CellExecutionError
        If a cell fails.

    """
    import nbformat  # noqa: PLC0415 — for whoever writes the documents
    from nbclient import NotebookClient  # noqa: PLC0415

    made: NotebookNode = nbformat.read(notebook, as_version=4)  # type: ignore[no-untyped-call]
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "docs"
        place.mkdir()
        (Path(folder) / ".store").symlink_to(store.resolve(), target_is_directory=True)
        paths = os.pathsep.join(
            filter(None, [str(resource("ontology").parent), os.environ.get("PYTHONPATH")])
        )
        client = NotebookClient(made, timeout=_SECONDS, resources={"metadata": {"path": str(place)}})
        settings = str(Path(folder) / "ipython")  # not those of whoever runs it
        client.execute(env={**os.environ, "PYTHONPATH": paths, "IPYTHONDIR": settings})
    made.metadata = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    for cell in made.cells:
        cell.metadata = {}
    return made


def main(store: str, notebook: str) -> None:
    """Run a notebook, and write it with its outputs."""
    import nbformat  # noqa: PLC0415

    nbformat.write(executed(Path(notebook), Path(store)), notebook)  # type: ignore[no-untyped-call]


if __name__ == "__main__":
    main(*sys.argv[1:])
