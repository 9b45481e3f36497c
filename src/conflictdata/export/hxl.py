"""CSV with HXL hashtags (Humanitarian Exchange Language 1.1) in the second row."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO, Any

from conflictdata.export._table import write_csv
from conflictdata.export._view import Exportable, view
from conflictdata.export.geojson import properties

TAGS = {
    "id": "#event+id",
    "kind": "#event+type+code",
    "label": "#event+type+name",
    "status": "#status",
    "confidence": "#indicator+confidence+num",
    "start": "#date+start",
    "end": "#date+end",
    "time_precision": "#meta+date+precision",
    "country": "#country+code+iso2",
    "admin1": "#adm1+name",
    "admin2": "#adm2+name",
    "place": "#loc+name",
    "place_id": "#loc+code",
    "lat": "#geo+lat",
    "lon": "#geo+lon",
    "precision": "#geo+precision",
    "agent": "#group+actor",
    "target": "#group+target",
    "killed": "#affected+killed+num",
    "claimants": "#meta+claimant+list",
    "sources": "#meta+source+list",
    "urls": "#meta+url+list",
    "notes": "#description",
}
"""Column name to hashtag and attributes. Lists are separated by " | "."""


def write(objects: Iterable[Exportable], file: IO[bytes]) -> None:
    """Write one row for each event or claim."""
    write_csv(tuple(TAGS), (row(each) for each in objects), file, second=tuple(TAGS.values()))


def row(given: Exportable) -> dict[str, Any]:
    """The cells of one row."""
    seen = view(given)
    cells = {"id": seen.id, "label": seen.kind.label, **properties(seen)}
    cells |= {name: " | ".join(cells[name]) for name in ("claimants", "sources", "urls")}
    cells["lat"] = seen.point.lat if seen.point else None
    cells["lon"] = seen.point.lon if seen.point else None
    cells["killed"] = seen.killed[0] if seen.killed else None
    return cells
