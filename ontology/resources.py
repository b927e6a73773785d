"""The one way to a file that ships with the product."""

from pathlib import Path

__all__ = ["resource"]

_ROOT = Path(__file__).resolve().parent.parent


def resource(name: str) -> Path:
    """Path of a shipped file or folder, in a checkout and in an installed wheel alike.

    Parameters
    ----------
    name
        Its path below the top of the project, with forward slashes.

    Raises
    ------
    FileNotFoundError
        If nothing of that name ships.

    Examples
    --------
    >>> resource("ontology/inspection.ttl").name
    'inspection.ttl'

    """
    path = _ROOT / name
    if not path.exists():
        raise FileNotFoundError(f"{name}: not among the shipped files; is the installation complete?")
    return path
