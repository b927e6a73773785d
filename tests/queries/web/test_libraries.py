"""Libraries for browsers: fetched whole and as known, or not at all."""

from __future__ import annotations

import hashlib
import io
import tarfile
from dataclasses import replace

import pytest

from queries.web import libraries as room
from queries.web.libraries import Library, LibraryError, fetch, libraries

FILES = {"dist/small.js": b"export default 1;\n", "LICENSE": b"MIT\n"}


@pytest.fixture
def library(tmp_path, monkeypatch):
    """A library that npm would pack, and a place of its own for it."""

    def packed(package, folder):
        assert package == "small@1.0.0"
        path = folder / "small-1.0.0.tgz"
        with tarfile.open(path, "w:gz") as files:
            for name, data in {**FILES, "../../outside": b"x"}.items():
                member = tarfile.TarInfo(f"package/{name}")
                member.size = len(data)
                files.addfile(member, io.BytesIO(data))
        return path

    monkeypatch.setattr(room, "_packed", packed)
    monkeypatch.setattr(room, "_PLACES", {"pages": str(tmp_path / "vendor")})
    digests = {name: hashlib.sha256(data).hexdigest() for name, data in FILES.items()}
    return Library("small", "1.0.0", "MIT", "pages", digests)


def test_the_files_that_are_named_are_fetched_and_no_others(library, tmp_path):
    assert not library.is_here
    fetch(library)
    assert library.is_here
    assert {path.name for path in tmp_path.rglob("*") if path.is_file()} == {"small.js", "LICENSE"}


def test_what_is_not_the_known_file_is_not_put_in_its_place(library, tmp_path):
    other = replace(library, files={**library.files, "dist/small.js": "0" * 64, "missing.js": "0" * 64})
    with pytest.raises(LibraryError, match=r"not the files that are known: dist/small\.js, missing\.js"):
        fetch(other)
    assert not list(tmp_path.rglob("small.js"))


def test_a_file_that_was_changed_is_not_taken_for_the_library(library, tmp_path):
    fetch(library)
    (tmp_path / "vendor" / "small" / "small.js").write_bytes(b"changed")
    assert not library.is_here


def test_without_npm_it_is_said(monkeypatch, tmp_path):
    monkeypatch.setattr("shutil.which", lambda _: None)
    with pytest.raises(LibraryError, match="npm is not installed"):
        fetch(libraries()["cytoscape"])


def test_every_library_has_a_fixed_version_its_licence_and_the_text_of_it():
    for library in libraries().values():
        assert library.version.replace(".", "").isdigit()
        assert "LICENSE" in library.files
        assert all(len(digest) == 64 for digest in library.files.values())
    assert {it.licence for it in libraries().values() if it.purpose == "pages"} <= {
        "MIT",
        "BSD-3-Clause",
        "Apache-2.0",
        "ISC",
    }
