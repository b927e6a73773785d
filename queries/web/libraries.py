"""Libraries for browsers: which there are, fetched from their packages, and whether they are here.

``libraries.json`` names package, version, licence, and each file that is used with the SHA-256 of its bytes.
``make libraries`` has npm fetch the packages and puts those files, the licence among them, where pages look
for them (or tests, for what only tests need). A page works without: it asks ``present`` and says less.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ontology.resources import resource

__all__ = ["Library", "LibraryError", "fetch", "libraries", "present"]

_PLACES = {"pages": "queries/web/static/vendor", "tests": "tests/browser/vendor"}
_SECONDS = 120


class LibraryError(Exception):
    """A library could not be fetched; the message says why."""


@dataclass(frozen=True, slots=True)
class Library:
    """A library as ``libraries.json`` names it."""

    package: str
    version: str
    licence: str  # an SPDX identifier
    purpose: str  # "pages" or "tests"
    files: Mapping[str, str]  # their paths in the package, with their digests

    @property
    def folder(self) -> Path:
        """Where its files lie, all in one folder."""
        return resource("queries").parent / _PLACES[self.purpose] / self.package

    @property
    def is_here(self) -> bool:
        """Whether all of its files are, and are those of this version."""
        return all(_digest(self.folder / Path(name).name) == digest for name, digest in self.files.items())


@cache
def libraries() -> Mapping[str, Library]:
    """All libraries, by package."""
    said = json.loads(resource("queries/web/libraries.json").read_text(encoding="utf-8"))
    made = (Library(it["package"], it["version"], it["licence"], it["for"], it["files"]) for it in said)
    return {library.package: library for library in made}


@cache
def present(package: str) -> bool:
    """Whether a library is here, looked up once for a process."""
    return libraries()[package].is_here


def fetch(library: Library) -> None:
    """Fetch a library and put its files in their place.

    Raises
    ------
    LibraryError
        If npm is not installed or fails, or the package is not the one whose digests are known.

    """
    with tempfile.TemporaryDirectory() as folder:
        packed = _packed(f"{library.package}@{library.version}", Path(folder))
        found = {name: _member(packed, name) for name in library.files}
    wrong = sorted(name for name, data in found.items() if _sha256(data) != library.files[name])
    if wrong:
        raise LibraryError(
            f"{library.package} {library.version}: not the files that are known: {', '.join(wrong)}"
        )
    shutil.rmtree(library.folder, ignore_errors=True)
    library.folder.mkdir(parents=True)
    for name, data in found.items():
        (library.folder / Path(name).name).write_bytes(data)


def _packed(package: str, folder: Path) -> Path:
    """The tarball of a package, as npm packs it."""
    npm = shutil.which("npm")
    if npm is None:
        raise LibraryError("npm is not installed: pages work without these libraries, and say less")
    command = [npm, "pack", package, "--silent", "--ignore-scripts", "--pack-destination", str(folder)]
    try:
        subprocess.run(command, check=True, timeout=_SECONDS, capture_output=True, text=True)  # noqa: S603
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        said = error.stderr.decode() if isinstance(error.stderr, bytes) else error.stderr or str(error)
        raise LibraryError(f"npm can't fetch {package}: {said[-500:]}") from error
    return next(folder.glob("*.tgz"))


def _member(packed: Path, name: str) -> bytes:
    with tarfile.open(packed) as files:
        try:
            file = files.extractfile(f"package/{name}")
        except KeyError:
            file = None
        return file.read() if file else b""


def _digest(path: Path) -> str:
    try:
        return _sha256(path.read_bytes())
    except OSError:
        return ""


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _main() -> int:
    for library in libraries().values():
        if not library.is_here:
            try:
                fetch(library)
            except LibraryError as error:
                sys.stderr.write(f"error: {error}\n")
                return 1
        print(f"{library.package} {library.version} ({library.licence}) is in {library.folder}")
    return 0


if __name__ == "__main__":
    sys.exit(_main())
