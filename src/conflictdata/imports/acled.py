"""Our CSV in ACLED's columns back: events without their claims and reasons.

What ACLED has no column for is read from ``tags``. (ACLED's own files are read by the datasets plugin, as claims.)
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO
from urllib.parse import unquote

from conflictdata.export.acled import NAMES
from conflictdata.imports import _table
from conflictdata.model import Event, LocationPrecision

_TAG = "conflictdata:"


def read(file: IO[bytes]) -> Iterator[Event]:
    """Events row by row.

    Raises:
        RecordError: naming the line.
    """
    for where, row in _table.rows(file, ("event_id_cnty", "event_date", "tags", "latitude", "longitude")):
        try:
            yield _event(row)
        except _table.WRONG as error:
            raise _table.wrong(where, error) from error


def _event(row: _table.Row) -> Event:
    pairs = (
        part.removeprefix(_TAG).partition("=") for part in row["tags"].split("; ") if part.startswith(_TAG)
    )
    tags = {name: unquote(value) for name, _, value in pairs}
    country = row.get("country", "")
    return _table.event(
        row["event_id_cnty"],
        kind=tags.get("kind", "other"),
        when=_table.span(tags.get("start", ""), tags.get("end", ""), tags.get("time_precision", "")),
        place={
            "id": tags.get("place", ""),
            "name": row.get("location", ""),
            "country": NAMES.get(country, country),
            "admin1": row.get("admin1", ""),
            "admin2": row.get("admin2", ""),
            "admin3": row.get("admin3", ""),
        },
        point=(row["latitude"], row["longitude"]),
        precision=LocationPrecision(tags.get("precision", "unknown")),
        actors=tuple(dict.fromkeys(tags[name] for name in ("agent", "target") if name in tags)),
        status=tags.get("status", ""),
        confidence=tags.get("confidence", ""),
    )
