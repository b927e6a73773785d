"""Errors that a user can act on: the file, the place in it, what is wrong, what to do."""

__all__ = ["ReportError"]


class ReportError(Exception):
    """A file that can't be understood as a report.

    Parameters
    ----------
    file
        Name or path as the user gave it.
    problem
        What is wrong, and what was expected.
    remedy
        What to do about it.
    place
        Where in the file: "line 3", "byte 17"; None where it is the whole file.

    Examples
    --------
    >>> str(ReportError("a.txt", "the file is empty", "fetch it again"))
    'a.txt: the file is empty; fetch it again'

    """

    def __init__(self, file: str, problem: str, remedy: str, place: str | None = None) -> None:
        where = f"{file}, {place}" if place else file
        super().__init__(f"{where}: {problem}; {remedy}")
        self.file, self.problem, self.remedy, self.place = file, problem, remedy, place
