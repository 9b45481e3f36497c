"""Our own outputs read back, without loss where the format holds everything; see ``docs/formats.md``.

>>> from conflictdata import imports
>>> for each in imports.read("events.geojson"):
...     print(each.id)
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from os import PathLike
from pathlib import Path
from typing import IO, Any

from conflictdata.errors import ConflictDataError, RecordError

FORMATS = (
    "acled", "claimreview", "datasette", "ftm", "geojson", "geoparquet", "hxl", "jsonl", "prov", "stix", "ucdp",
)  # fmt: skip
"""Formats that can be read: all that are written."""

_SUFFIXES = {".jsonl": "jsonl", ".ndjson": "jsonl", ".geojson": "geojson", ".parquet": "geoparquet"}
_SUFFIXES |= {".sqlite": "datasette", ".db": "datasette"}
_HEADERS = (
    (".csv", b"event_id_cnty,", "acled"),
    (".csv", b"id,relid,", "ucdp"),
    (".csv", b"id,kind,label,", "hxl"),
    (".jsonld", b'{"@context":"https://schema.org"', "claimreview"),
    (".jsonld", b'{"@context":{"prov"', "prov"),
    (".json", b'{"type":"bundle"', "stix"),
    (".json", b'{"id":"conflictdata-', "ftm"),
)
"""Where one ending is that of several formats: ending, how the file begins, format."""

__all__ = ["FORMATS", "guess", "read"]


def read(file: str | PathLike[str] | IO[bytes], format: str | None = None) -> Iterator[Any]:
    """Claims, events, reports and sources of a file, lazily.

    Args:
        format: one of ``FORMATS``; None to tell from the name and the first line.

    Raises:
        RecordError: the file or a record in it cannot be read; the message names the file and the line.
        ConflictDataError: the format cannot be told or read.
    """
    if not isinstance(file, str | PathLike):
        yield from _module(format or "jsonl").read(file)
        return
    path = Path(file)
    reader = _module(format or guess(path))
    try:
        with path.open("rb") as opened:
            yield from reader.read(opened)
    except RecordError as error:
        raise RecordError(f"{path}: {error}") from error
    except OSError as error:
        raise RecordError(f"{path}: cannot be read: {error.strerror or error}") from error


def guess(path: Path) -> str:
    """The format of a file by its name, or where several share one by how it begins.

    Raises:
        ConflictDataError: it cannot be told.
    """
    suffix = path.suffix.casefold()
    if any(suffix == ending for ending, _, _ in _HEADERS) and path.is_file():
        with path.open("rb") as file:
            start = file.read(64)
        for ending, header, name in _HEADERS:
            if suffix == ending and start.startswith(header):
                return name
    if suffix in _SUFFIXES:
        return _SUFFIXES[suffix]
    raise ConflictDataError(
        f"{path}: its format cannot be told; name it with --format ({', '.join(FORMATS)})"
    )


def _module(name: str) -> Any:
    if name not in FORMATS:
        raise ConflictDataError(f"format {name!r} cannot be read; these can: {', '.join(FORMATS)}")
    return importlib.import_module(f"conflictdata.imports.{name}")
