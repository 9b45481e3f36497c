"""Our HXL-tagged CSV back: events without their claims and reasons."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from conflictdata.imports import _table
from conflictdata.model import Event, LocationPrecision


def read(file: IO[bytes]) -> Iterator[Event]:
    """Events row by row.

    Raises:
        RecordError: naming the line.
    """
    for where, row in _table.rows(file, ("id", "kind", "start", "end", "lat", "lon"), skip=1):
        try:
            yield _table.event(
                row["id"],
                kind=row["kind"],
                when=_table.span(row["start"], row["end"], row.get("time_precision", "")),
                place={
                    "id": row.get("place_id", ""),
                    "name": row.get("place", ""),
                    **{key: row.get(key, "") for key in ("country", "admin1", "admin2")},
                },
                point=(row["lat"], row["lon"]),
                precision=LocationPrecision(row.get("precision") or "unknown"),
                actors=tuple(dict.fromkeys(filter(None, (row.get("agent"), row.get("target"))))),
                status=row.get("status", ""),
                confidence=row.get("confidence", ""),
            )
        except _table.WRONG as error:
            raise _table.wrong(where, error) from error
