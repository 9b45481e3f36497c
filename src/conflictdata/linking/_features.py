"""What the linkage model compares: one flat row a claim, the same for Python, DuckDB and Spark.

Times are hours since 1970-01-01 UTC, positions kilometres in Earth-centred axes (so that a distance is plain
arithmetic in any SQL dialect; the chord differs from the arc by 0.1 per mille at 500 km).
"""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Iterable
from datetime import datetime

import attrs

from conflictdata.model import Claim, Location, LocationPrecision, PlaceKind, Relation, When, WhenPrecision
from conflictdata.model._place import EARTH_RADIUS_KM

LOOKBACK_HOURS = 72.0
"""A claim without a time of its own may speak of this many hours before its report; judged by the authors, not
measured."""

DATED_HOURS = 60.0
"""A stated span up to this long ("on May 2 and 3") dates a claim; a longer one is ``wide``."""

LASTING = frozenset({"capture", "withdrawal"})
"""Kinds that change who holds a place. That happens seldom to one place, but each speaker dates it by the day on
which it noticed, announced or saw proof of it."""

LASTING_HOURS = 60.0
"""What is added on both sides of the day that is stated for such a change, where two of them are compared: days up
to three apart can be one change."""

DAY_BUCKETS = 9
"""A span over more days than this is blocked by month, with other such spans only."""

SAME_SPOT_KM = 2.0
"""Positions of one settlement in two gazetteers differ by this much."""

AREA_KM = 35.0
"""Reach of a named area (a forest, a stretch of a river)."""

DISTRICT_KM = 45.0
"""Half the width of the larger raions and districts of both countries."""

DATED, WIDE, UNDATED, TIMELESS = range(4)
"""How a claim is timed: stated to about a day, stated wider, bounded by its report only, not at all."""

FACET = "\x1f"
"""Stands between a claim's id and the number of a facet in a key; the unit separator, which no id holds."""

_PAD_HOURS = {WhenPrecision.MINUTE: 1.5, WhenPrecision.HOUR: 2.0}  # clocks of two speakers differ

_FINE_KINDS = frozenset({PlaceKind.SETTLEMENT, PlaceKind.SITE, PlaceKind.OTHER})
_WIDE = frozenset({LocationPrecision.REGION, LocationPrecision.COUNTRY})
_AREA_RELATIONS = frozenset({Relation.DIRECTION, Relation.BETWEEN, Relation.ALONG})
_ORDER = {precision: rank for rank, precision in enumerate(LocationPrecision)}
_ISO = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}")
_DIVISION = re.compile(r"(?i)\b(oblast|region|krai|kray|republic|autonomous|область|край|республика)\b|['’]")
_SPACE = re.compile(r"[\W_]+")

FINE, AREA, DISTRICT, REGION, COUNTRY, NOWHERE = range(6)
"""Grade of a place: a named settlement or site, a direction or line, a district, a region, a country, none."""


@attrs.define(slots=True, eq=False)
class Features:
    """One claim, at one place, as the model sees it. ``None`` is "not said"; see the module for units."""

    id: str
    report: str
    site: str
    grade: int
    region: str | None
    x: float | None
    y: float | None
    z: float | None
    reach: float
    timed: int
    t0: float
    t1: float
    b0: int
    b1: int
    kind: str
    agent: str | None
    agent_side: str | None
    target: str | None
    target_side: str | None
    object: str | None
    unit: str | None
    quantity: float | None
    claimant: str
    text_key: str
    evidence_key: str | None


def facets(claim: Claim) -> list[tuple[str, Claim]]:
    """A claim once for each village it names, with a key; the claim itself under its id where it names one at most.

    "The places in the video match" said of two villages is a claim about two happenings. Each facet keeps the
    claim's id and its words, and of its locations the one village and what is wider than a village.
    """
    if len(claim.locations) < 2:
        return [(claim.id, claim)]
    graded = [(_where(location), location) for location in claim.locations]
    sites = sorted({site for (grade, site, _), _ in graded if grade == FINE})
    if len(sites) < 2:
        return [(claim.id, claim)]
    return [
        (
            f"{claim.id}{FACET}{n}",
            attrs.evolve(
                claim, locations=[loc for (grade, at, _), loc in graded if grade != FINE or at == site]
            ),
        )
        for n, site in enumerate(sites, 1)
    ]


def features(claim: Claim, key: str | None = None) -> Features:
    """The row of one claim, under its id or the key of a facet."""
    location = anchor(claim.locations)
    grade, site, region = _where(location)
    text_key = near_text(claim.text)
    x = y = z = None
    if location is not None:
        place = location.place
        point = location.point or (place.point if place else None)
        if (
            place is not None and place.radius_km
        ):  # its own position is not known: each report may put it elsewhere
            point = place.point
        if point is not None:
            x, y, z = _axes(point.lat, point.lon)
    timed, t0, t1 = span_hours(claim.when)
    slack = slack_hours(timed, claim.kind)
    b0, b1 = _buckets(timed, t0 - slack, t1 + slack)
    target, target_side, thing = _target(claim.target)
    quantity = min(claim.quantities, key=lambda q: q.unit) if claim.quantities else None
    return Features(
        id=key or claim.id, report=claim.report, site=site or f"text:{text_key}", grade=grade, region=region, x=x, y=y, z=z, reach=_reach(grade, site),
        timed=timed, t0=t0, t1=t1, b0=b0, b1=b1, kind=claim.kind,
        agent=claim.agent, agent_side=side(claim.agent), target=target, target_side=target_side, object=thing,
        unit=quantity.unit if quantity else None, quantity=quantity.value if quantity else None,
        claimant=claim.claimant, text_key=text_key, evidence_key=_evidence(claim),
    )  # fmt: skip


def side(actor: str | None) -> str | None:
    """The side of an actor id, the part before its colon: ``ua`` of ``ua:general-staff``; None without one."""
    if actor is None or ":" not in actor:
        return None
    return actor.split(":", 1)[0]


def anchor(locations: Iterable[Location]) -> Location | None:
    """The location a claim is linked by: the finest, the first of equals."""
    return min(locations, key=lambda each: (_where(each)[0], _ORDER[each.precision]), default=None)


def near_text(text: str) -> str:
    """A key that copies of a text share: case, punctuation, digits' grouping and spacing do not count."""
    words = _SPACE.sub(" ", text.casefold()).strip()
    return hashlib.blake2b(words.encode(), digest_size=8).hexdigest()


def span_hours(when: When | None) -> tuple[int, float, float]:
    """How a time is timed, and the span it may lie in, in hours since 1970."""
    if when is None:
        return TIMELESS, 0.0, 1.0
    t0, t1 = _hours(when.start), _hours(when.end)
    if not when.stated:
        return UNDATED, t1 - LOOKBACK_HOURS, t1
    if when.open_start or when.open_end or t1 - t0 > DATED_HOURS:
        return WIDE, t0, t1
    pad = _PAD_HOURS.get(when.precision, 0.0)
    return DATED, t0 - pad, t1 + pad


def slack_hours(timed: int, kind: str) -> float:
    """Hours by which the day that a claim states can differ from that of another one on the same lasting change."""
    return LASTING_HOURS if timed == DATED and kind in LASTING else 0.0


def _hours(moment: datetime) -> float:
    return round(moment.timestamp() / 3600.0, 4)


def _buckets(timed: int, t0: float, t1: float) -> tuple[int, int]:
    """First and last blocking bucket: days, or for long spans months (numbered apart from the days)."""
    if timed == TIMELESS:
        return -1_000_000, -1_000_000
    b0, b1 = math.floor(t0 / 24), math.floor((t1 - 1e-6) / 24)
    if timed == WIDE and b1 - b0 >= DAY_BUCKETS:
        return 1_000_000 + b0 // 30, 1_000_000 + min(b1 // 30, b0 // 30 + 3)
    return b0, b1


def _axes(lat: float, lon: float) -> tuple[float, float, float]:
    phi, lam = math.radians(lat), math.radians(lon)
    r = EARTH_RADIUS_KM
    return (
        round(r * math.cos(phi) * math.cos(lam), 3),
        round(r * math.cos(phi) * math.sin(lam), 3),
        round(r * math.sin(phi), 3),
    )


def _where(location: Location | None) -> tuple[int, str, str | None]:
    """Grade, site key and region key of a location."""
    if location is None:
        return NOWHERE, "", None
    place, region = location.place, region_key(location)
    if place is None:
        if not (location.mention or "").strip():
            return NOWHERE, "", region
        name = _SPACE.sub(" ", (location.mention or "").casefold()).strip()
        grade = {"region": REGION, "country": COUNTRY, "area": AREA}.get(location.precision.value, FINE)
        return grade, f"name:{name}|{region or ''}", region
    if location.relation in _AREA_RELATIONS:
        other = location.other.id if location.other else ""
        return AREA, f"area:{'|'.join(sorted((place.id, other)))}", region
    if place.kind in _FINE_KINDS and (place.kind is not PlaceKind.OTHER or location.precision not in _WIDE):
        return FINE, place.id, region
    if place.kind is PlaceKind.REGION:
        return REGION, f"region:{region or place.id}", region
    if place.kind is PlaceKind.COUNTRY:
        return COUNTRY, f"country:{place.country or place.id}", None
    return (DISTRICT if place.kind is PlaceKind.DISTRICT else AREA), f"wide:{place.id}", region


def _reach(grade: int, site: str) -> float:
    """Kilometres around its point within which a claim about a wider area can mean a village.

    "In the Pokrovsk direction" names a town: it can mean that town, but no other village.
    """
    if grade == AREA:
        return SAME_SPOT_KM if site.startswith(("area:", "name:")) else AREA_KM
    return DISTRICT_KM if grade == DISTRICT else 0.0


def region_key(location: Location) -> str | None:
    """First-order division of a location as one key: the ISO 3166-2 code, else the name without "oblast"."""
    if _ISO.fullmatch(location.region):
        return location.region
    place = location.place
    name = location.region
    if place is not None and not name:
        name = place.admin1 or (place.name if place.kind is PlaceKind.REGION else "")
    stem = _SPACE.sub(" ", _DIVISION.sub(" ", name)).strip().casefold()
    return f"{place.country if place else ''}:{stem}" if stem else None


def _target(target: str | None) -> tuple[str | None, str | None, str | None]:
    if target is None:
        return None, None, None
    if side(target) is not None:
        return target, side(target), None
    return None, None, target.strip().casefold()


def _evidence(claim: Claim) -> str | None:
    return min((each.url for each in claim.evidence if each.url), default=None)
