"""Cue lists: what is known of how reports say things, as data in ``loader/interpret/cues``."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from ontology.resources import resource

__all__ = ["cues", "read_yaml"]


@cache
def cues(name: str) -> Any:
    """The cue list of that name, as its YAML says it; read once, and not to be changed."""
    return read_yaml(resource(f"loader/interpret/cues/{name}.yaml"))


def read_yaml(file: Path) -> Any:
    """What a YAML file says, plain values only; by libyaml where PyYAML was built with it."""
    import yaml  # noqa: PLC0415 — not needed for --help

    plain = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    with file.open(encoding="utf-8") as stream:
        return yaml.load(stream, Loader=plain)  # noqa: S506 — both loaders are safe
