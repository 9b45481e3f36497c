"""GeoJSON (RFC 7946): one feature a claim or event, at its position.

The whole record travels as the foreign member ``conflictdata`` of each feature (RFC 7946, section 6.1), which map
programs pass over; reading it back loses nothing. Without a position the geometry is null.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO, Any

from conflictdata.export import _safe
from conflictdata.export._view import Exportable, View, record, view


def write(objects: Iterable[Exportable], file: IO[bytes]) -> None:
    """Write a feature collection, feature by feature."""
    file.write(b'{"type":"FeatureCollection","features":[')
    for number, each in enumerate(objects):
        file.write(b",\n" if number else b"\n")
        file.write(_safe.json_text(feature(each)).encode())
    file.write(b"\n]}\n")


def feature(given: Exportable) -> dict[str, Any]:
    """One feature."""
    seen = view(given)
    point = seen.point
    return {
        "type": "Feature",
        "id": seen.id,
        "geometry": {"type": "Point", "coordinates": [point.lon, point.lat]} if point else None,
        "properties": properties(seen),
        "conflictdata": record(given),
    }


def properties(seen: View) -> dict[str, Any]:
    """The flat columns that map programs show."""
    place, when = seen.place, seen.when
    return {
        "kind": seen.kind_id,
        "status": seen.status,
        "confidence": seen.confidence,
        "start": when.start.isoformat().replace("+00:00", "Z") if when else None,
        "end": when.end.isoformat().replace("+00:00", "Z") if when else None,
        "time_precision": when.precision.value if when else None,
        "place": place.name if place else None,
        "place_id": place.id if place else None,
        "country": (place.country or None) if place else None,
        "admin1": (place.admin1 or None) if place else None,
        "admin2": (place.admin2 or None) if place else None,
        "precision": seen.location.precision.value if seen.location else None,
        "agent": seen.agent,
        "target": seen.target,
        "claimants": list(dict.fromkeys(claim.claimant for claim in seen.claims)),
        "sources": seen.publishers,
        "urls": seen.urls,
        "notes": seen.notes,
    }
