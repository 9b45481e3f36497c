"""JSON Lines in the record format: claims, events, reports and sources, in any mixture."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any

import attrs

from conflictdata.errors import RecordError
from conflictdata.export._view import plain
from conflictdata.imports._lines import lines
from conflictdata.model import Claim, Event, Report, Source
from conflictdata.records import from_record

Imported = Claim | Event | Report | Source


def read(file: IO[bytes]) -> Iterator[Imported]:
    """Objects line by line.

    Raises:
        RecordError: naming the line.
    """
    for number, line in enumerate(lines(file), 1):
        if line.strip():
            yield from_json(line, f"line {number}")


def from_json(line: bytes | str, where: str) -> Imported:
    """The object of a JSON text.

    Raises:
        RecordError: naming ``where``.
    """
    import json

    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise RecordError(f"{where}: not JSON: {error}") from error
    return of(record, where)


def of(record: Any, where: str) -> Imported:
    """The object of a record, whose class follows from its fields.

    Raises:
        RecordError: naming ``where``.
    """
    if not isinstance(record, dict):
        raise RecordError(f"{where}: must be an object, got {type(record).__name__}")
    cls = kind(record)
    if cls is None:
        raise RecordError(f"{where}: is no claim, event, report or source")
    try:
        found: Imported = from_record(cls, record)
    except RecordError as error:
        raise RecordError(f"{where}: {error}") from error
    return bare(found)


def kind(record: dict[str, Any]) -> type[Any] | None:
    """Which class a record is of."""
    if "claimant" in record and "report" in record:
        return Claim
    if "claims" in record and "kind" in record:
        return Event
    if "published" in record and "source" in record:
        return Report
    return Source if "reliability" in record or "terms" in record else None


def bare(found: Imported) -> Imported:
    """Without what an export said of the reports of claims."""
    if isinstance(found, Claim):
        return plain(found)
    if isinstance(found, Event):
        return attrs.evolve(found, claims=tuple(plain(claim) for claim in found.claims))
    return found
