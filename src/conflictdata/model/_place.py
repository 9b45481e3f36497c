"""Gazetteer entries (``Place``) and where a claim puts an event (``Location``)."""

from __future__ import annotations

import math

import attrs

from conflictdata.model import _convert as convert
from conflictdata.model import _validate as v
from conflictdata.model._enums import (
    AcledGeoPrecision,
    LocationPrecision,
    PlaceKind,
    Relation,
    UcdpWherePrecision,
)
from conflictdata.model._publish import Names

EARTH_RADIUS_KM = 6371.0088
"""Mean radius of the Earth (IUGG 1980), kilometres."""

_WHERE_PREC = {
    LocationPrecision.SETTLEMENT: UcdpWherePrecision.EXACT,
    LocationPrecision.VICINITY: UcdpWherePrecision.NEAR,
    LocationPrecision.AREA: UcdpWherePrecision.LINEAR_OR_FUZZY,
    LocationPrecision.DISTRICT: UcdpWherePrecision.SECOND_ORDER_DIVISION,
    LocationPrecision.REGION: UcdpWherePrecision.FIRST_ORDER_DIVISION,
    LocationPrecision.COUNTRY: UcdpWherePrecision.COUNTRY,
    LocationPrecision.UNKNOWN: UcdpWherePrecision.COUNTRY,
}

_GEO_PRECISION = {
    LocationPrecision.SETTLEMENT: AcledGeoPrecision.TOWN,
    LocationPrecision.VICINITY: AcledGeoPrecision.TOWN,
    LocationPrecision.AREA: AcledGeoPrecision.PART_OF_REGION,
    LocationPrecision.DISTRICT: AcledGeoPrecision.PART_OF_REGION,
}


@attrs.frozen
class Point:
    """WGS 84 position in decimal degrees."""

    lat: float = attrs.field(converter=v.real, validator=v.number(-90, 90))
    lon: float = attrs.field(converter=v.real, validator=v.number(-180, 180))

    def distance_km(self, other: Point) -> float:
        """Great-circle distance in kilometres (haversine on the mean sphere)."""
        lat1, lat2 = math.radians(self.lat), math.radians(other.lat)
        dlat, dlon = lat2 - lat1, math.radians(other.lon - self.lon)
        h = math.sin(dlat / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin(dlon / 2) ** 2
        return 2 * EARTH_RADIUS_KM * (math.asin(math.sqrt(h)) if h < 1.0 else math.pi / 2)

    def bearing(self, other: Point) -> float:
        """Initial great-circle bearing to ``other`` in degrees clockwise from north, [0, 360)."""
        lat1, lat2 = math.radians(self.lat), math.radians(other.lat)
        dlon = math.radians(other.lon - self.lon)
        y = math.sin(dlon) * math.cos(lat2)
        x = math.cos(lat1) * math.sin(lat2) - math.sin(lat1) * math.cos(lat2) * math.cos(dlon)
        return math.degrees(math.atan2(y, x)) % 360.0

    def offset(self, bearing: float, km: float) -> Point:
        """The point ``km`` kilometres away along ``bearing`` (degrees clockwise from north)."""
        angle, course, lat1 = km / EARTH_RADIUS_KM, math.radians(bearing), math.radians(self.lat)
        lat2 = math.asin(
            max(
                -1.0,
                min(
                    1.0,
                    math.sin(lat1) * math.cos(angle) + math.cos(lat1) * math.sin(angle) * math.cos(course),
                ),
            )
        )
        dlon = math.atan2(
            math.sin(course) * math.sin(angle) * math.cos(lat1),
            math.cos(angle) - math.sin(lat1) * math.sin(lat2),
        )
        lon = (self.lon + math.degrees(dlon) + 540.0) % 360.0 - 180.0
        return Point(math.degrees(lat2), lon)


def _optional_point(value: Point | None) -> Point | None:
    return v.optional(Point, value)


@attrs.frozen(kw_only=True)
class Place:
    """A gazetteer entry.

    Attributes:
        id: ``geonames:<id>``, ``katottg:<code>`` of Ukraine's codifier of administrative units,
            ``conflictdata:<slug>`` for the supplement, or of another gazetteer.
        name: the main name, Latin script.
        names: by language; former names are included.
        point: a representative point, or None where the gazetteer has none.
        country: ISO 3166-1 alpha-2 by internationally recognised borders.
        admin1: name of the first-order division (oblast), Latin script, "" if unknown.
        admin2: name of the second-order division (raion), "" if unknown.
        population: people, 0 if unknown.
        admin3: name of the third-order division (hromada), "" if unknown.
        radius_km: how far from ``point`` a settlement may lie, kilometres, where its own position is not known and
            ``point`` is the middle of the division it lies in; 0 for a position of its own.
    """

    id: str = attrs.field(validator=v.text())
    name: str = attrs.field(validator=v.text())
    names: Names = attrs.field(default=(), converter=v.names)
    kind: PlaceKind = attrs.field(default=PlaceKind.SETTLEMENT, converter=convert.place_kind)
    point: Point | None = attrs.field(default=None, converter=_optional_point)
    country: str = ""
    admin1: str = ""
    admin2: str = ""
    population: int = attrs.field(default=0, validator=v.number(0))
    admin3: str = ""
    radius_km: float = attrs.field(default=0.0, converter=v.real, validator=v.number(0, 20040))


def _optional_place(value: Place | None) -> Place | None:
    return v.optional(Place, value)


@attrs.frozen(kw_only=True)
class Location:
    """Where a claim puts it.

    Attributes:
        place: the named place, or None when the name is in no gazetteer.
        relation: how the location lies to ``place``.
        distance_km: the distance as stated, kilometres; None when none was.
        point: the point after the relation is applied; for an unresolved name None, or the centre of the
            region that the text puts it in.
        precision: follows from the place's kind and the relation.
        mention: the words of the text.
        region: ``"RU-BEL"``-like ISO 3166-2 code or region name when known, "" otherwise.
        other: the second place of ``between`` ("the Ivanivka-Petrivka line"), or None.
        score: how sure the resolution is, in [0, 1].
    """

    place: Place | None = attrs.field(default=None, converter=_optional_place)
    relation: Relation = attrs.field(default=Relation.IN, converter=convert.relation)
    distance_km: float | None = attrs.field(
        default=None, validator=attrs.validators.optional(v.number(0, 20040))
    )
    point: Point | None = attrs.field(default=None, converter=_optional_point)
    precision: LocationPrecision = attrs.field(
        default=LocationPrecision.UNKNOWN, converter=convert.location_precision
    )
    mention: str | None = attrs.field(default=None, validator=v.optional_text)
    region: str = ""
    other: Place | None = attrs.field(default=None, converter=_optional_place)
    score: float = attrs.field(default=1.0, validator=v.number(0, 1))

    @property
    def ucdp_where_prec(self) -> UcdpWherePrecision:
        """``where_prec`` of the UCDP GED codebook."""
        return _WHERE_PREC[self.precision]

    @property
    def acled_geo_precision(self) -> AcledGeoPrecision:
        """``geo_precision`` of the ACLED codebook."""
        return _GEO_PRECISION.get(self.precision, AcledGeoPrecision.REGION)
