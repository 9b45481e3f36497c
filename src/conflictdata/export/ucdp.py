"""CSV in the columns of the UCDP Georeferenced Event Dataset (codebook 25.1).

UCDP codes organised violence: kinds without a ``type_of_violence`` (see ``conflictdata.taxonomy``) have no row.
GED counts events with at least one death; rows here have the deaths that were claimed, and 0 where none were.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable
from datetime import date
from typing import IO, Any

from conflictdata.export._table import write_csv
from conflictdata.export._view import Exportable, View, annotation, publisher_of, source_name, view
from conflictdata.model import Point, Status
from conflictdata.store._publisher import side

COLUMNS = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id",
    "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a",
    "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office",
    "source_date", "source_headline", "source_original", "where_prec", "where_coordinates", "where_description",
    "adm_1", "adm_2", "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region",
    "event_clarity", "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians",
    "deaths_unknown", "best", "high", "low", "gwnoa", "gwnob",
)  # fmt: skip

_SIDES = {"ru": ("Government of Russia (Soviet Union)", 365), "ua": ("Government of Ukraine", 369)}


def write(objects: Iterable[Exportable], file: IO[bytes]) -> None:
    """Write one row for each event or claim of a kind that UCDP codes."""
    seen = (view(each) for each in objects)
    write_csv(COLUMNS, (row(each) for each in seen if each.kind.ucdp_type is not None), file)


def row(seen: View) -> dict[str, Any]:
    """The cells of one row."""
    place, point, when, country = seen.place, seen.point, seen.when, seen.country
    side_a, side_b = _sides(seen)
    low, high = seen.killed or (0, 0)
    clear = seen.status not in (Status.DISPUTED.value, Status.REFUTED.value, "denies")
    return {
        "id": number(seen.id),
        "relid": seen.id,
        "year": when.days[0].year if when else None,
        "active_year": 1,
        "code_status": "Check",
        "type_of_violence": seen.kind.ucdp_type,
        "conflict_name": f"{side_a[0]} - {side_b[0]}".strip(" -"),
        "dyad_name": f"{side_a[0]} - {side_b[0]}".strip(" -"),
        "side_a": side_a[0],
        "side_b": side_b[0],
        "number_of_sources": len(seen.publishers),
        "source_article": ";".join(seen.urls),
        "source_office": ";".join(source_name(publisher_of(claim)) for claim in seen.claims),
        "source_date": ";".join((annotation(claim, "published") or "")[:10] for claim in seen.claims),
        "source_headline": ";".join(annotation(claim, "title") or "" for claim in seen.claims),
        "source_original": ";".join(dict.fromkeys(claim.claimant for claim in seen.claims)),
        "where_prec": int(seen.location.ucdp_where_prec) if seen.location else None,
        "where_coordinates": place.name if place else None,
        "where_description": seen.notes,
        "adm_1": place.admin1 if place else None,
        "adm_2": place.admin2 if place else None,
        "latitude": point.lat if point else None,
        "longitude": point.lon if point else None,
        "geom_wkt": f"POINT ({point.lon!r} {point.lat!r})" if point else None,
        "priogrid_gid": priogrid(point) if point else None,
        "country": country.name if country else (place.country if place else None),
        "country_id": country.gw if country else None,
        "region": country.ucdp_region if country else None,
        "event_clarity": 1 if clear else 2,
        "date_prec": int(when.ucdp_date_prec) if when else None,
        "date_start": _stamp(when.days[0], "00:00:00") if when else None,
        "date_end": _stamp(when.days[1], "23:59:59") if when else None,
        "deaths_a": 0,
        "deaths_b": 0,
        "deaths_civilians": low if seen.kind.ucdp_type == 3 else 0,
        "deaths_unknown": 0 if seen.kind.ucdp_type == 3 else low,
        "best": low,
        "high": high,
        "low": low,
        "gwnoa": side_a[1],
        "gwnob": side_b[1],
    }


def number(id: str) -> int:
    """A positive 52-bit number for an id: GED's ``id`` is an integer, and spreadsheets keep 53 bits."""
    return int.from_bytes(hashlib.sha256(id.encode("utf-8", "replace")).digest()[:7], "big") >> 4


def priogrid(point: Point) -> int:
    """The PRIO-GRID cell (half a degree; Tollefsen et al. 2012): rows of 720 from the south pole, counted from 1."""
    rows = min(359, math.floor((point.lat + 90) * 2))
    columns = min(719, math.floor((point.lon + 180) * 2))
    return rows * 720 + columns + 1


def _stamp(day: date, clock: str) -> str:
    return f"{day.isoformat()} {clock}.000"


def _sides(seen: View) -> tuple[tuple[str, int | None], tuple[str, int | None]]:
    agent = _SIDES.get((side(seen.agent) or "") if seen.agent else "", (seen.agent or "", None))
    target = _SIDES.get((side(seen.target) or "") if seen.target and ":" in seen.target else "", ("", None))
    if seen.kind.ucdp_type == 3:
        return agent, ("Civilians", None)
    if not target[0] and agent[1]:  # in a war of two sides the other one
        target = next(other for other in _SIDES.values() if other[1] != agent[1])
    return agent, target
