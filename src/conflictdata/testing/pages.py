"""Recorded pages: a folder of bodies with a ``pages.toml`` that says how each was served.

::

    [[page]]
    file = "april-7.html"                 # body, relative to the folder; left out for an empty body
    url = "https://example.org/april-7"   # where it was; the local server answers at its path and query
    source = "example"                    # whose page it is, when a plugin adapts several
    status = 200
    retrieved = 2025-04-08T12:00:00Z
    expect = "reports"                    # what a parser owes: "reports", "links", "nothing" or "error"
    headers = { Content-Type = "text/html; charset=utf-8", ETag = '"v1"' }
    location = "/moved"                   # for a redirect
    delay = 0.2                           # seconds before the answer
    times = 1                             # answer so often, then let the next page with this URL answer

Only ``file`` or ``url`` is needed. A folder without ``pages.toml`` is read as one page a file. Keep recorded
pages in your own words with the structure of the real ones: the text of a publisher is the publisher's.
"""

from __future__ import annotations

import mimetypes
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from os import PathLike
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import attrs

from conflictdata.errors import ConflictDataError
from conflictdata.plugins import Response

INDEX = "pages.toml"
_EXPECTED = (None, "reports", "links", "nothing", "error")


@attrs.frozen(kw_only=True)
class RecordedPage:
    """One answer of a publisher as it was served.

    Attributes:
        url: absolute, or a path on the local server.
        expect: ``reports`` (at least one), ``links`` (at least one request to follow), ``nothing``, ``error``
            (a ``ParseError``), or None for any of them.
        delay: seconds the local server waits before it answers.
        times: how often the local server answers with this page; None for always.
    """

    url: str
    body: bytes = attrs.field(default=b"", repr=False)
    source: str | None = None
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    retrieved: datetime = datetime(2025, 4, 8, 12, tzinfo=UTC)
    expect: str | None = attrs.field(default=None, validator=attrs.validators.in_(_EXPECTED))
    delay: float = 0.0
    times: int | None = None

    @property
    def target(self) -> str:
        """Path and query, as a request line has them."""
        parts = urlsplit(self.url)
        return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")

    def response(self, source: str) -> Response:
        """The page as a parser is given it, for ``source`` unless the page names another."""
        headers = tuple((name.lower(), value) for name, value in self.headers)
        return Response(
            source=self.source or source, url=self.url, body=self.body, retrieved=self.retrieved,
            status=self.status, headers=headers, stored=f"recorded:{self.url}",
        )  # fmt: skip


def recorded_pages(folder: str | PathLike[str]) -> Iterator[RecordedPage]:
    """The pages of a folder, in the order of its ``pages.toml`` or by file name.

    Raises:
        ConflictDataError: the folder is not there, or ``pages.toml`` has a fault; names the entry.
    """
    root = Path(folder)
    if not root.is_dir():
        raise ConflictDataError(f"{root}: no such folder of recorded pages")
    index = root / INDEX
    if not index.is_file():
        for path in sorted(each for each in root.rglob("*") if each.is_file()):
            yield _from_file(root, path)
        return
    try:
        entries = tomllib.loads(index.read_text(encoding="utf-8")).get("page", [])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConflictDataError(f"{index}: {error}") from error
    for number, entry in enumerate(entries, 1):
        yield _from_entry(root, entry, f"{index}, page {number}")


def _from_file(root: Path, path: Path) -> RecordedPage:
    name = path.relative_to(root).as_posix()
    return RecordedPage(
        url=f"https://example.org/{name}", body=path.read_bytes(), headers=(_content_type(name),)
    )


def _from_entry(root: Path, entry: dict[str, Any], where: str) -> RecordedPage:
    given = dict(entry)
    name = given.pop("file", None)
    headers = dict(given.pop("headers", {}))
    if (location := given.pop("location", None)) is not None:
        headers["Location"] = location
        given.setdefault("status", 302)
    if name is not None:
        path = (root / name).resolve()
        if not path.is_relative_to(root.resolve()) or not path.is_file():
            raise ConflictDataError(f"{where}: no file {name!r} in the folder")
        given["body"] = path.read_bytes()
        given.setdefault("url", f"https://example.org/{name}")
        if "content-type" not in {key.lower() for key in headers}:
            headers |= dict([_content_type(name)])
    if "url" not in given:
        raise ConflictDataError(f"{where}: needs a file or a url")
    try:
        return RecordedPage(**given, headers=tuple((key, str(value)) for key, value in headers.items()))
    except (TypeError, ValueError) as error:
        raise ConflictDataError(f"{where}: {error}") from error


def _content_type(name: str) -> tuple[str, str]:
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return ("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
