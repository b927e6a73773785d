"""What the server writes down: a JSON object a line, to standard output.

Of a request: the path without its parameters, and nothing of its body, its sender or its client, so that what
people searched for, and who they are, is in no log of ours.
"""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime
from typing import Any

__all__ = ["event", "to_stdout"]

_LOGGER = logging.getLogger("inspection_graph.web")
_LONGEST = 1000  # characters of what is said of one thing


def event(name: str, **said: Any) -> None:
    """Write down that something happened."""
    _LOGGER.info(name, extra={"said": {key: _cut(key, value) for key, value in said.items()}})


def _cut(key: str, value: object) -> object:
    """What a client sent, as a path, cut where it is long: nobody is to fill the disk with it."""
    return value[:_LONGEST] if isinstance(value, str) and key != "trace" else value


def to_stdout() -> None:
    """Write what this server and its library have to say to standard output."""
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(_Line())
    for name, level in ((_LOGGER.name, logging.INFO), ("uvicorn.error", logging.ERROR)):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [handler], False
        logger.setLevel(level)


class _Line(logging.Formatter):
    """A record as one JSON object; what a client sent can't break the line."""

    def format(self, record: logging.LogRecord) -> str:
        """One line."""
        time = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        said = {"time": time, "event": record.getMessage(), **getattr(record, "said", {})}
        if record.exc_info:
            said["trace"] = self.formatException(record.exc_info)
        return json.dumps(said)
