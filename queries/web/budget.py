"""A bound on what requests cost together, where each by itself may cost much."""

from __future__ import annotations

from types import TracebackType

__all__ = ["Budget", "Share"]


class Budget:
    """So many bytes, of which some are in use.

    >>> budget = Budget(100)
    >>> with budget.share() as one, budget.share() as other:
    ...     one.takes(60), other.takes(60)
    (True, False)
    >>> budget.share().takes(100)
    True
    """

    def __init__(self, most: int) -> None:
        self.left = most

    def share(self) -> Share:
        """What one request has of it: nothing yet."""
        return Share(self)


class Share:
    """What one request has of a budget, until it is given back: at the end of a ``with`` block."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._held = 0

    def takes(self, size: int) -> bool:
        """Whether there is room for so many bytes more, which are in use from now on."""
        if size > self._budget.left:
            return False
        self._budget.left -= size
        self._held += size
        return True

    def __enter__(self) -> Share:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._budget.left += self._held
        self._held = 0
