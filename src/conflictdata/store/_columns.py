"""A batch of claims as the columns of the archive's tables: a column at a time, in a third of the time of rows."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from itertools import accumulate
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from conflictdata._encode import Encoder
from conflictdata.model import Claim, Location, Report
from conflictdata.store import _rows
from conflictdata.store._publisher import publisher, side
from conflictdata.store._schema import TABLES

if TYPE_CHECKING:
    import pyarrow as pa

Columns = dict[str, Sequence[Any]]


def claims_table(claims: Sequence[Claim], reports: Mapping[str, Report]) -> pa.Table:
    """The rows of claims; where a report is not among ``reports`` the publisher follows from the chain."""
    records = list(map(Encoder(text=False), claims))
    texts = [claim.text.encode("utf-8", "replace") for claim in claims]
    known = [reports.get(claim.report) for claim in claims]
    times = [claim.when for claim in claims]
    columns: Columns = {
        "key": [_rows.key(claim.id) for claim in claims],
        "revision": [report.revision if report else 0 for report in known],
        "source": [
            report.source if report else publisher(claim) for report, claim in zip(known, claims, strict=True)
        ],
        "side": [side(claim.claimant) for claim in claims],
        "start_time": [when and when.start for when in times],
        "end_time": [when and when.end for when in times],
        "time_precision": [when and when.precision for when in times],
        "published": [report and report.published for report in known],
        "superseded": [False] * len(claims),
        "content": [_rows.digest(b"%b\0%b" % pair) for pair in zip(records, texts, strict=True)],
        "text": texts,
        "record": records,
    }
    for name in _PLAIN:
        columns[name] = list(map(attrgetter(name), claims))
    columns |= _where([claim.locations[0] if claim.locations else None for claim in claims])
    return _table("claims", columns)


_PLAIN = ("id", "report", "claimant", "stance", "hedged", "kind", "agent", "target", "outcome")


def locations_table(claims: Sequence[Claim], keys: Sequence[int]) -> pa.Table:
    """The rows of the locations of claims, under their keys."""
    flat = [
        (key, claim.id, position, location)
        for claim, key in zip(claims, keys, strict=True)
        for position, location in enumerate(claim.locations)
    ]
    locations = [location for *_, location in flat]
    columns: Columns = {
        "key": [key for key, *_ in flat],
        "claim": [claim for _, claim, *_ in flat],
        "position": [position for _, _, position, _ in flat],
        **{name: list(map(attrgetter(name), locations)) for name in ("relation", "distance_km", "mention")},
        **_where(locations),
    }
    return _table("locations", columns)


def _where(locations: Sequence[Location | None]) -> Columns:
    points = [location and location.point for location in locations]
    places = [location and location.place for location in locations]
    return {
        "lat": [point and point.lat for point in points],
        "lon": [point and point.lon for point in points],
        "place": [place and place.id for place in places],
        "place_name": [place and place.name for place in places],
        "country": [(place and place.country) or None for place in places],
        "admin1": [(place and place.admin1) or None for place in places],
        "admin2": [(place and place.admin2) or None for place in places],
        "precision": [location and location.precision for location in locations],
    }


def _table(name: str, columns: Columns) -> pa.Table:
    import pyarrow as pa

    schema = TABLES[name].arrow()
    return pa.Table.from_arrays([_array(columns[each.name], each.type) for each in schema], schema=schema)


def _array(values: Sequence[Any], kind: pa.DataType) -> pa.Array:
    import pyarrow as pa

    if not (values and isinstance(values[0], bytes)):
        return pa.array(values, kind)
    ends = list(accumulate(map(len, values), initial=0))
    if ends[-1] >= 2**31:  # more than the offsets of a string array reach
        return pa.chunked_array([_array(part, kind) for part in _halves(values)])
    return pa.StringArray.from_buffers(
        len(values), pa.py_buffer(array("i", ends)), pa.py_buffer(b"".join(values))
    )


def _halves(values: Sequence[Any]) -> tuple[Sequence[Any], Sequence[Any]]:
    return values[: len(values) // 2], values[len(values) // 2 :]
