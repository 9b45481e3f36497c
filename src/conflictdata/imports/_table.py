"""Rows of our CSV files, and the parts that events are made of."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import IO

from conflictdata.errors import ModelError, RecordError
from conflictdata.export._safe import uncell
from conflictdata.imports._lines import LONGEST, text_lines
from conflictdata.model import Event, Location, LocationPrecision, Place, Point, Status, When

Row = Mapping[str, str]


def rows(file: IO[bytes], required: tuple[str, ...], *, skip: int = 0) -> Iterator[tuple[str, Row]]:
    """Rows by column name with where they stand; cells as they were before they were made harmless.

    Raises:
        RecordError: a required column is missing, or a line cannot be read.
    """
    csv.field_size_limit(max(csv.field_size_limit(), LONGEST))
    reader = csv.reader(text_lines(file))
    try:
        header = next(reader, [])
        missing = [name for name in required if name not in header]
        if missing:
            raise RecordError(f"line 1: column(s) {', '.join(missing)} missing")
        for number, cells in enumerate(reader):
            if number >= skip and cells:
                where = f"line {reader.line_num}"
                if len(cells) != len(header):
                    raise RecordError(f"{where}: has {len(cells)} cells, the header {len(header)}")
                yield where, {name: uncell(text) for name, text in zip(header, cells, strict=True)}
    except csv.Error as error:
        raise RecordError(f"line {reader.line_num}: not CSV: {error}") from error


def number(text: str) -> float | None:
    """The number of a cell, or None for an empty one."""
    return float(text) if text.strip() else None


def event(
    id: str,
    *,
    kind: str,
    when: When | None = None,
    place: Mapping[str, str],
    point: tuple[str, str] = ("", ""),
    precision: LocationPrecision = LocationPrecision.UNKNOWN,
    actors: tuple[str, ...] = (),
    status: str = "",
    confidence: str = "",
) -> Event:
    """An event without its claims, which a row of a table does not hold."""
    lat, lon = number(point[0]), number(point[1])
    at = Point(lat, lon) if lat is not None and lon is not None else None
    name = place.get("name", "")
    entry = None
    if name.strip():
        entry = Place(
            id=place.get("id") or f"name:{name}",
            name=name,
            point=at,
            country=place.get("country", ""),
            admin1=place.get("admin1", ""),
            admin2=place.get("admin2", ""),
            admin3=place.get("admin3") or "",
        )
    location = Location(place=entry, point=at, precision=precision) if entry or at else None
    return Event(
        id=id,
        kind=kind,
        claims=(),
        when=when,
        location=location,
        actors=actors,
        status=Status(status) if status in set(Status) else Status.CLAIMED,
        confidence=float(confidence) if confidence else 0.5,
    )


def span(start: str, end: str, precision: str = "") -> When | None:
    """The time between two ISO 8601 texts (UTC where they have no offset), or None."""
    if not start.strip() or not end.strip():
        return None
    moments = [datetime.fromisoformat(text.strip()) for text in (start, end)]
    aware = [moment if moment.tzinfo else moment.replace(tzinfo=UTC) for moment in moments]
    return When(start=aware[0], end=aware[1], precision=precision or "day")


def wrong(where: str, error: Exception) -> RecordError:
    """The error for a row whose values no event can have."""
    return RecordError(f"{where}: {error}")


WRONG = (ModelError, ValueError, OverflowError)
"""What the values of a row can raise."""
