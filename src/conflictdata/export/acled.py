"""CSV in ACLED's columns.

Columns, event types and precision codes are those of the *ACLED Codebook* (2023 and later) and of its export
files. Where ACLED has no column, ``tags`` holds it as ``conflictdata:name=value``.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import IO, Any
from urllib.parse import quote

from conflictdata.export._table import write_csv
from conflictdata.export._view import Exportable, View, countries, source_name, view
from conflictdata.store._publisher import side

COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type",
    "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting",
    "iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude",
    "geo_precision", "source", "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip

_DISORDER = {
    "Battles": "Political violence",
    "Explosions/Remote violence": "Political violence",
    "Violence against civilians": "Political violence",
    "Strategic developments": "Strategic developments",
}
_FORCES = {"ua": "Military Forces of Ukraine (2019-)", "ru": "Military Forces of Russia (2000-)"}


def write(objects: Iterable[Exportable], file: IO[bytes]) -> None:
    """Write one row for each event or claim; one without any time has an empty date."""
    write_csv(COLUMNS, (row(view(each)) for each in objects), file)


def row(seen: View) -> dict[str, Any]:
    """The cells of one row."""
    place, point, when, country = seen.place, seen.point, seen.when, seen.country
    first, second = _actor(seen.agent), _actor(seen.target)
    civilians = seen.kind.acled_event == "Violence against civilians"
    if civilians and not second[0]:
        second = (f"Civilians ({country.name})" if country else "Civilians", "", "Civilians")
    return {
        "event_id_cnty": seen.id,
        "event_date": when.days[0].isoformat() if when else None,
        "year": when.days[0].year if when else None,
        "time_precision": int(when.acled_time_precision) if when else None,
        "disorder_type": _DISORDER.get(seen.kind.acled_event, "Strategic developments"),
        "event_type": seen.kind.acled_event,
        "sub_event_type": _sub_event(seen),
        "actor1": first[0],
        "assoc_actor_1": first[1],
        "inter1": first[2],
        "actor2": second[0],
        "assoc_actor_2": second[1],
        "inter2": second[2],
        "interaction": "-".join(inter for inter in (first[2], second[2]) if inter),
        "civilian_targeting": "Civilian targeting" if civilians else None,
        "iso": country.iso if country else None,
        "region": country.acled_region if country else None,
        "country": country.name if country else (place.country if place else None),
        "admin1": place.admin1 if place else None,
        "admin2": place.admin2 if place else None,
        "admin3": (place.admin3 or None) if place else None,
        "location": place.name if place else None,
        "latitude": point.lat if point else None,
        "longitude": point.lon if point else None,
        "geo_precision": int(seen.location.acled_geo_precision) if seen.location else None,
        "source": "; ".join(source_name(id) for id in seen.publishers),
        "notes": seen.notes,
        "fatalities": seen.killed[0] if seen.killed else 0,
        "tags": tags(seen),
    }


def tags(seen: View) -> str:
    """What ACLED has no column for, percent-encoded: ``conflictdata:kind=attack; conflictdata:status=disputed``."""
    when, place = seen.when, seen.place
    found = {
        "kind": seen.kind_id,
        "status": seen.status,
        "confidence": None if seen.confidence is None else repr(seen.confidence),
        "start": when.start.isoformat() if when else None,
        "end": when.end.isoformat() if when else None,
        "time_precision": when.precision.value if when else None,
        "place": place.id if place else None,
        "precision": seen.location.precision.value if seen.location else None,
        "agent": seen.agent,
        "target": seen.target,
        "url": " ".join(seen.urls) or None,
    }
    given = {name: value.encode("utf-8", "replace") for name, value in found.items() if value is not None}
    return "; ".join(f"conflictdata:{name}={quote(value, safe=':+.')}" for name, value in given.items())


def _sub_event(seen: View) -> str:
    """ACLED tells a recapture by the state's own forces from a capture by anybody else."""
    if seen.kind_id == "capture" and seen.agent and seen.place:
        own = {"ua": "UA", "ru": "RU"}.get(side(seen.agent) or "")
        if own == seen.place.country:
            return "Government regains territory"
    return seen.kind.acled_sub_event


def _actor(id: str | None) -> tuple[str, str, str]:
    """ACLED's actor, associated actor and actor type of one of our ids."""
    if not id:
        return "", "", ""
    belongs = side(id) if ":" in id else None
    if belongs in _FORCES:
        return _FORCES[belongs], id, "State forces"
    if id.casefold().startswith("civilian"):
        return "Civilians", id, "Civilians"
    return id, "", ""


def days(seen: View) -> int | None:
    """Whole days that the time spans."""
    return max(1, round(seen.when.duration / timedelta(days=1))) if seen.when else None


NAMES = {country.name: code for code, country in countries().items()}
"""ISO code by the name that ``country`` has in the file."""
