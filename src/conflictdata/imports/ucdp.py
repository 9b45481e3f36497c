"""Our CSV in UCDP GED's columns back: events without claims, reasons, status and the kind beyond the type of violence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import IO

import attrs

from conflictdata.export.acled import NAMES
from conflictdata.imports import _table
from conflictdata.model import Event, LocationPrecision

_PRECISION = {
    "1": LocationPrecision.SETTLEMENT,
    "2": LocationPrecision.VICINITY,
    "3": LocationPrecision.DISTRICT,
    "4": LocationPrecision.REGION,
    "5": LocationPrecision.AREA,
    "6": LocationPrecision.COUNTRY,
}
_KINDS = {"1": "armed-clash", "2": "armed-clash", "3": "civilian-harm"}


def read(file: IO[bytes]) -> Iterator[Event]:
    """Events row by row; times to the second.

    Raises:
        RecordError: naming the line.
    """
    for where, row in _table.rows(file, ("relid", "type_of_violence", "date_start", "date_end")):
        try:
            yield _event(row)
        except _table.WRONG as error:
            raise _table.wrong(where, error) from error


def _event(row: _table.Row) -> Event:
    when = _table.span(row["date_start"], row["date_end"])
    if when:  # GED's end is the last moment, ours the first after it
        when = attrs.evolve(when, end=when.end + timedelta(seconds=1))
    country = row.get("country", "")
    return _table.event(
        row["relid"],
        kind=_KINDS.get(row["type_of_violence"], "other"),
        when=when,
        place={
            "name": row.get("where_coordinates", ""),
            "country": NAMES.get(country, country),
            "admin1": row.get("adm_1", ""),
            "admin2": row.get("adm_2", ""),
        },
        point=(row.get("latitude", ""), row.get("longitude", "")),
        precision=_PRECISION.get(row.get("where_prec", ""), LocationPrecision.UNKNOWN),
    )
