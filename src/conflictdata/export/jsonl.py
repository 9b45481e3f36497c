"""JSON Lines in the record format: everything, without loss."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO, Any

from conflictdata.records import dumps


def write(objects: Iterable[Any], file: IO[bytes]) -> None:
    """Write model objects (claims, events, reports, sources), one record a line."""
    for each in objects:
        file.write(dumps(each).encode("utf-8", "replace") + b"\n")
