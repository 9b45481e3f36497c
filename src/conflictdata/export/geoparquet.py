"""GeoParquet 1.1: a table of claims or events with a column of WKB points, and the whole record beside it.

The metadata follow the GeoParquet specification 1.1.0: coordinates are longitude and latitude in OGC:CRS84 (the
default where no ``crs`` is given).
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterable
from itertools import islice
from typing import IO, Any

from conflictdata._encode import Encoder
from conflictdata.export._safe import visible
from conflictdata.export._view import Exportable, view
from conflictdata.export.geojson import properties
from conflictdata.model import Point

BATCH = 20_000
_LISTS = ("claimants", "sources", "urls")
_TIMES = ("start", "end")


def write(objects: Iterable[Exportable], file: IO[bytes]) -> None:
    """Write the table, a row group for each ``BATCH`` rows."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = _schema()
    rest = iter(objects)
    with pq.ParquetWriter(pa.PythonFile(file, mode="w"), schema, compression="zstd") as writer:
        while batch := list(islice(rest, BATCH)):
            writer.write_table(pa.Table.from_pylist([_row(each) for each in batch], schema=schema))


def wkb(point: Point | None) -> bytes | None:
    """A point as well-known binary: little endian, type 1, longitude, latitude."""
    return struct.pack("<BIdd", 1, 1, point.lon, point.lat) if point else None


def _schema() -> Any:
    import pyarrow as pa

    names = [
        "kind",
        "status",
        "start",
        "end",
        "time_precision",
        "place",
        "place_id",
        "country",
        "admin1",
        "admin2",
        "precision",
        "agent",
        "target",
        "notes",
    ]
    fields = [
        pa.field("id", pa.string()),
        *(pa.field(name, pa.string()) for name in names if name not in _TIMES),
    ]
    fields += [pa.field(name, pa.timestamp("us", tz="UTC")) for name in _TIMES]
    fields += [pa.field(name, pa.list_(pa.string())) for name in _LISTS]
    fields += [
        pa.field("confidence", pa.float64()),
        pa.field("record", pa.string()),
        pa.field("geometry", pa.binary()),
    ]
    geo = {
        "version": "1.1.0",
        "primary_column": "geometry",
        "columns": {"geometry": {"encoding": "WKB", "geometry_types": ["Point"]}},
    }
    return pa.schema(fields, metadata={"geo": json.dumps(geo)})


def _row(given: Exportable) -> dict[str, Any]:
    seen = view(given)
    row: dict[str, Any] = {"id": seen.id, **properties(seen)}
    if seen.when:
        row |= {"start": seen.when.start, "end": seen.when.end}
    row = {key: visible(value) if isinstance(value, str) else value for key, value in row.items()}
    row |= {name: [visible(text) for text in row[name]] for name in _LISTS}
    row["record"] = Encoder()(given).decode()
    row["geometry"] = wkb(seen.point)
    return row
