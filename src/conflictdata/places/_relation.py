"""What a relation makes of a place: the relation that is meant, the point, and how exactly it is known."""

from __future__ import annotations

from conflictdata.model import LocationPrecision, Place, PlaceKind, Point, Relation
from conflictdata.places._span import Span

OFFSET_KM = 4.0
"""What "north of X" means without a distance."""
SIDE_KM = {PlaceKind.REGION: 40.0, PlaceKind.DISTRICT: 12.0, PlaceKind.COUNTRY: 0.0}
"""How far the named side of a division lies from its centre."""

DIVISION = {
    PlaceKind.DISTRICT: LocationPrecision.DISTRICT,
    PlaceKind.REGION: LocationPrecision.REGION,
    PlaceKind.COUNTRY: LocationPrecision.COUNTRY,
}


_UNUSUAL = {
    PlaceKind.OTHER: LocationPrecision.DISTRICT,
    PlaceKind.RIVER: LocationPrecision.AREA,
    PlaceKind.ROAD: LocationPrecision.AREA,
    PlaceKind.AREA: LocationPrecision.AREA,
}
_ABOUT = (Relation.DIRECTION, Relation.BETWEEN, Relation.ALONG)
_INSIDE = (Relation.IN, Relation.OUTSKIRTS)


def inferred(point: Point) -> Point:
    """A point that words give and no gazetteer has, to a hundredth of a degree: what lies "8 km north" is known no finer."""
    return Point(round(point.lat, 2), round(point.lon, 2))


def relation_of(span: Span, place: Place) -> Relation:
    """The relation as read; "parts of" a division are in it, where those of a town are its outskirts."""
    if span.relation is Relation.OUTSKIRTS and place.kind is PlaceKind.REGION:
        return Relation.IN
    return span.relation


def precision_of(span: Span, place: Place) -> LocationPrecision:
    kind = span.kind if span.kind in DIVISION else place.kind
    if span.relation in _ABOUT and kind is not PlaceKind.REGION:
        return LocationPrecision.AREA
    if kind in DIVISION:
        return DIVISION[kind]
    if place.radius_km > 0:
        return LocationPrecision.DISTRICT  # the point is that of the division it lies in
    if place.kind in _UNUSUAL:
        return _UNUSUAL[place.kind]
    if span.relation in _INSIDE:
        return LocationPrecision.SETTLEMENT
    return LocationPrecision.VICINITY


def moved(point: Point, span: Span, place: Place) -> Point:
    """The point after the relation: an offset along the bearing, or towards the named side of a division."""
    if span.bearing is None or span.relation in (Relation.DIRECTION, Relation.BETWEEN):
        return point
    if span.own_relation and span.relation not in (Relation.NEAR, Relation.OUTSKIRTS, Relation.ALONG):
        km = OFFSET_KM if span.distance_km is None else span.distance_km
        return point.offset(span.bearing, km) if km < 10_000 else point
    kind = span.kind if span.kind in DIVISION else place.kind
    return point.offset(span.bearing, SIDE_KM.get(kind, 0.0))
