"""JSON Lines in the record format: everything, without loss."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO, Any

from conflictdata._encode import Encoder
from conflictdata.export._safe import json_bytes
from conflictdata.model import Claim, Event
from conflictdata.records import dumps


def write(objects: Iterable[Any], file: IO[bytes]) -> None:
    """Write model objects (claims, events, reports, sources), one record a line."""
    for each in objects:
        file.write(json_bytes(_record(each)) + b"\n")


def _record(obj: Any) -> bytes:
    if isinstance(obj, Claim | Event):
        return Encoder()(obj)  # places are not kept: a stream may hold any number
    return dumps(obj).encode("utf-8", "replace")
