"""Write the documentation: ``python -m ontology.documentation GRAPH.nq FOLDER``."""

from __future__ import annotations

import sys
from pathlib import Path

from ontology.documentation.writing import documentation


def main(graph: str, folder: str) -> None:
    """Write every file of the documentation into a folder."""
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    for name, text in documentation(Path(graph)).items():
        (target / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
