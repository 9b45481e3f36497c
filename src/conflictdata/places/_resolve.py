"""From the names in a text to places: each candidate is weighed by what the text says of where it lies.

What counts, in this order: divisions named with it ("in Sumy Oblast") and glosses ("north of Kostyantynivka"), which
exclude what does not lie there; the other places of the report, near ones most; the source's usual area; the size.
"""

from __future__ import annotations

import math
from bisect import bisect_left, insort

import attrs

from conflictdata.model import Location, LocationPrecision, Place, PlaceKind, Point, Relation
from conflictdata.places._candidates import Candidates
from conflictdata.places._gazetteer import GUESSED, INFLECTED, OTHER_NAME, Gazetteer, likelihood
from conflictdata.places._link import is_division
from conflictdata.places._mention import PlaceMention
from conflictdata.places._names import skeleton
from conflictdata.places._span import Span

GLOSS_REACH_KM, GLOSS_REACH_CITY_KM = 75.0, 150.0
"""How far from the place of a gloss the glossed one may lie; further from a city ("northwest of Sumy City")."""
CITY_POPULATION = 200_000
GLOSS_ANGLE = 62.0
"""Degrees by which its bearing may differ from the one stated: an octant to each side, and rough wording."""
GLOSS_GUESS_KM, GLOSS_GUESS_CITY_KM = 12.0, 40.0
"""Where an unknown name glossed by "north of X" is put; further out from a city, whose suburbs are called by its name."""
OFFSET_KM = 4.0
"""What "north of X" means without a distance."""
SIDE_KM = {PlaceKind.REGION: 40.0, PlaceKind.DISTRICT: 12.0, PlaceKind.COUNTRY: 0.0}
"""How far the named side of a division lies from its centre."""
DISTRICT_REACH_KM = 45.0
"""How far from its centre a district (raion) of Ukraine or western Russia extends."""
ANCHOR_KM = 60.0
"""Scale at which nearness to the other places of a report fades."""
LINE_KM = 25.0
"""Scale at which the likelihood of a line between two places fades with their distance."""
BESIDE_KM = 160.0
"""How far from the middle of a division a place outside it may lie by which a place in it is located."""
ASTRAY_KM = 120.0
"""A village further than this from everything named within ``NEAR_IN_TEXT`` of it is taken for another one."""
TOWN_POPULATION = 15_000
NEAR_IN_TEXT = 1.0 / (1.0 + 200.0 / 250.0)  # the weight of a name 200 characters away
_NEIGHBOURS = 6
_AT_WAR = ("UA", "RU")  # reports on this war name their villages, reports on other countries mostly towns


@attrs.define(eq=False)
class _Ranked:
    span: Span
    ranked: list[tuple[Place, float]]


class Resolver:
    """Resolves the spans of one text."""

    def __init__(self, gazetteer: Gazetteer, area: tuple[str, ...]) -> None:
        self.gazetteer = gazetteer
        self.area = frozenset(area)
        self.countries = frozenset(code[:2] for code in area)
        self.done: dict[int, Place | None] = {}
        self.point: dict[int, Point | None] = {}
        self.ranked: dict[int, list[tuple[Place, float]]] = {}
        self.anchors: list[int] = []  # where in the text places are named, in order
        self.anchored: dict[int, Point] = {}
        self.named: set[str] = set()
        self.unknown: dict[str, Point] = {}
        self.glossed: set[str] = set()

    def resolve(self, text: str, spans: list[Span]) -> list[PlaceMention]:
        """Mentions for the spans of ``text``, in their order."""
        self._area_of(spans)
        for span in spans:
            if is_division(span):
                self._choose(span)
        plain = [span for span in spans if not is_division(span)]
        self.glossed = {skeleton(span.name) for span in plain if span.glosses or span.containers}
        for span in plain:
            if self._certain(span):
                self._choose(span)
        for span in plain:
            for gloss in span.glosses:
                self._choose_once(gloss)
            self._choose_once(span)
        return [self._mention(text[span.start : span.end], span) for span in spans]

    def _area_of(self, spans: list[Span]) -> None:
        """Without an area given, the countries whose divisions and large towns the text names."""
        if self.area:
            return
        votes: dict[str, float] = {}
        for span in spans:
            shares = [(p.country, likelihood(p, s)) for p, s in span.candidates if s > 0.9]
            total = sum(weight for _, weight in shares) or 1.0
            for country, weight in shares:
                votes[country] = votes.get(country, 0.0) + weight / total
        whole = sum(votes.values())
        self.countries = frozenset(c for c, vote in votes.items() if whole and vote / whole > 0.15)

    def _certain(self, span: Span) -> bool:
        """Whether only one candidate is worth considering, so that it can vouch for its neighbours."""
        if span.glosses or (not span.containers and skeleton(span.name) in self.glossed):
            return False
        if len(span.candidates) == 1 or span.containers:
            return bool(span.candidates)
        sizes = sorted((self._prior(p) * s**6 for p, s in span.candidates), reverse=True)
        return len(sizes) > 1 and sizes[0] > 6 * sizes[1]

    def _prior(self, place: Place) -> float:
        size = likelihood(place, 1.0)
        if place.country in self.countries:
            size *= (12.0 if self.area or place.country in _AT_WAR else 3.0) * self.gazetteer.weight(place)
        if self.area and self.gazetteer.region_code(place) in self.area:
            size *= 4.0
        return size

    def _choose_once(self, span: Span) -> None:
        if id(span) not in self.done:
            self._choose(span)

    def _choose(self, span: Span) -> None:
        candidates = _of_kind(span)
        sound = skeleton(span.name)
        if not span.glosses and not span.containers and sound in self.unknown:
            candidates = ()
        near = self._neighbours(span)
        ranked = self._rank(span, candidates, near)
        if ranked and self._astray(span, ranked[0][0], near):
            ranked = []
        self.ranked[id(span)] = ranked
        place = ranked[0][0] if ranked else None
        self.done[id(span)] = place
        point = place.point if place else self.unknown.get(sound) or self._estimate(span)
        if place is not None:
            self.named.add(place.id)
        elif point is not None and span.glosses:
            self.unknown[sound] = point
        self.point[id(span)] = point
        if place is not None and point is not None and place.kind is not PlaceKind.COUNTRY:
            insort(self.anchors, span.start)
            self.anchored[span.start] = point

    def _rank(
        self, span: Span, candidates: Candidates, near: list[tuple[float, Point]]
    ) -> list[tuple[Place, float]]:
        """The best candidates with their shares of the weight of all, times how well the name fits."""
        if len(candidates) == 1 and not span.containers and not span.glosses:
            return list(candidates)
        own_name = {p.country for p, s in candidates if s >= GUESSED * INFLECTED and p.kind not in _DIVISION}
        weighed = []
        for place, fit in candidates:
            weight = self._weigh(span, place, fit, near)
            if fit <= OTHER_NAME and place.country in own_name:
                weight *= 0.15  # another place of the country has this for its main name
            if weight > 0:
                weighed.append((weight, place.id, place, fit))
        weighed.sort(key=lambda each: (-each[0], each[1]))
        total = sum(each[0] for each in weighed)
        return [(place, fit * weight / total) for weight, _, place, fit in weighed[:5]]

    def _astray(self, span: Span, place: Place, near: list[tuple[float, Point]]) -> bool:
        """Whether a village lies so far from the places named with it that another of its name must be meant."""
        if span.containers or span.glosses or place.kind is not PlaceKind.SETTLEMENT or place.point is None:
            return False
        if place.population >= TOWN_POPULATION or place.id in self.named | self.gazetteer.direction_towns:
            return False
        same = [point for weight, point in near if weight > NEAR_IN_TEXT]
        return bool(same) and all(place.point.distance_km(point) > ASTRAY_KM for point in same)

    def _neighbours(self, span: Span) -> list[tuple[float, Point]]:
        """Resolved places close by in the text, with weights that fall with the distance in characters."""
        at = bisect_left(self.anchors, span.start)
        around = self.anchors[max(0, at - _NEIGHBOURS) : at + _NEIGHBOURS]
        close = sorted((abs(where - span.start), where) for where in around)[:_NEIGHBOURS]
        return [(1.0 / (1.0 + distance / 250.0), self.anchored[where]) for distance, where in close]

    def _weigh(self, span: Span, place: Place, fit: float, near: list[tuple[float, Point]]) -> float:
        weight = self._prior(place) * fit**6
        if place.id in self.named:  # a text means one place by one name
            weight *= 10.0
        for container in span.containers:
            weight *= self._beside(span, place, container) or self._within(place, container)
        for gloss in span.glosses:
            weight *= self._agrees(place, gloss)
        if (
            span.relation is Relation.DIRECTION
            and fit > OTHER_NAME
            and place.id in self.gazetteer.direction_towns
        ):
            weight *= 40.0
        if span.pair is not None:
            weight *= _reach(place, span.pair)
        if place.kind in _DIVISION:
            weight *= 5.0  # the middle of what nearness to other places gives a settlement
        elif near and place.point is not None:
            alone = 0.3 if place.population >= 2 * TOWN_POPULATION else 0.05  # cities are named anywhere
            close = [w * math.exp(-place.point.distance_km(point) / ANCHOR_KM) for w, point in near]
            weight *= alone + 8.0 * sum(close) / sum(w for w, _ in near) + 2.0 * max(close)
        return weight

    def _beside(self, span: Span, place: Place, container: Span) -> float:
        """Above 0 for a place outside the division that still fits: "west of Hulyaipole in Dnipropetrovsk Oblast"."""
        at = self.point.get(id(container))
        if span.bearing is None or not span.own_relation or at is None or place.point is None:
            return 0.0
        inside = self._within(place, container) > 0
        return 0.0 if inside or place.point.distance_km(at) > BESIDE_KM else 0.03

    def _within(self, place: Place, container: Span) -> float:
        """1 for a place inside the named division, 0 outside."""
        division = self.done.get(id(container))
        if division is None or place.kind in (PlaceKind.RIVER, PlaceKind.AREA, PlaceKind.ROAD):
            return 1.0
        if division.kind is PlaceKind.COUNTRY:
            return 1.0 if place.country == division.country else 0.0
        if division.kind is PlaceKind.REGION:
            return 1.0 if self.gazetteer.lies_in(place, division) else 0.0
        if place.point is None or division.point is None:
            return 0.0
        if division.kind is PlaceKind.DISTRICT or container.kind is PlaceKind.DISTRICT:
            if not self.gazetteer.lies_in(place, division):
                return 0.0
            if place.admin2 and place.admin2 == division.admin2:
                return 1.0
        distance = place.point.distance_km(division.point)
        return math.exp(-distance / DISTRICT_REACH_KM) if distance < 1.2 * DISTRICT_REACH_KM else 0.0

    def _agrees(self, place: Place, gloss: Span) -> float:
        at = self.point.get(id(gloss))
        if at is None:
            self._choose_once(gloss)
            at = self.point.get(id(gloss))
        known = self.done.get(id(gloss))
        if at is None or place.point is None or (known is not None and known.kind in _WIDE):
            return 1.0
        distance = at.distance_km(place.point)
        if gloss.distance_km is not None:
            off = abs(distance - gloss.distance_km)
            if off > 0.4 * gloss.distance_km + 5:
                return 0.0
        elif distance > (GLOSS_REACH_CITY_KM if self._is_city(gloss) else GLOSS_REACH_KM):
            return 0.0
        fading = math.exp(-distance / (60.0 if self._is_city(gloss) else 30.0))
        if gloss.bearing is not None and gloss.own_relation and gloss.relation is not Relation.NEAR:
            if distance < 0.5:
                return 0.0
            turn = abs((at.bearing(place.point) - gloss.bearing + 180) % 360 - 180)
            if turn > GLOSS_ANGLE:
                return 0.0
            return fading * math.exp(-((turn / 45.0) ** 2) / 2)
        return fading

    def _is_city(self, span: Span) -> bool:
        place = self.done.get(id(span))
        return place is not None and place.population >= CITY_POPULATION

    def _estimate(self, span: Span) -> Point | None:
        """Where an unknown name must lie, from its gloss or its division."""
        for gloss in span.glosses:
            at = self.point.get(id(gloss))
            if at is not None:
                if gloss.bearing is None:
                    return at
                guess = GLOSS_GUESS_CITY_KM if self._is_city(gloss) else GLOSS_GUESS_KM
                return at.offset(gloss.bearing, gloss.distance_km or guess)
        for container in span.containers:
            if (at := self.point.get(id(container))) is not None:
                return at
        near = [point for weight, point in self._neighbours(span) if weight > NEAR_IN_TEXT]
        return near[0] if near and span.strong else None

    def _mention(self, words: str, span: Span) -> PlaceMention:
        return PlaceMention(
            start=span.start,
            end=span.end,
            text=words,
            outer=(min(span.outer_start, span.start), max(span.outer_end, span.end)),
            location=self._location(words, span),
            alternatives=tuple(sorted(self.ranked[id(span)][1:], key=lambda each: -each[1])[:3]),
            role=span.role,
        )

    def _location(self, words: str, span: Span) -> Location:
        place = self.done[id(span)]
        if place is None:
            return self._unresolved(words, span)
        score = min(1.0, self.ranked[id(span)][0][1])
        point, precision = place.point, _precision(span, place)
        other = None
        if span.pair is not None:
            other = self._other_end(span.pair, place)
            if other is not None and other.point is not None and point is not None:
                point = Point((point.lat + other.point.lat) / 2, (point.lon + other.point.lon) / 2)
        return Location(
            place=place,
            relation=_relation(span, place),
            distance_km=span.distance_km,
            point=point and _moved(point, span, place),
            precision=precision,
            mention=words,
            region=self.gazetteer.region_code(place),
            other=other,
            score=score,
        )

    def _other_end(self, pair: Span, place: Place) -> Place | None:
        best = max(
            pair.candidates, key=lambda each: self._weigh(pair, each[0], each[1], _at(place)), default=None
        )
        return best[0] if best else None

    def _unresolved(self, words: str, span: Span) -> Location:
        point = self.point[id(span)]
        region = next((d for c in span.containers if (d := self.done.get(id(c))) is not None), None)
        if span.glosses:
            precision = LocationPrecision.AREA
        elif region is not None:
            precision = _DIVISION.get(region.kind, LocationPrecision.DISTRICT)
        else:
            precision = LocationPrecision.REGION  # somewhere about the places named with it
        return Location(
            relation=span.relation,
            distance_km=span.distance_km,
            point=point,
            precision=precision if point else LocationPrecision.UNKNOWN,
            mention=words,
            region=self.gazetteer.region_code(region) if region else "",
            score=0.0 if point is None else 0.5 if span.glosses or region else 0.2,
        )


_WIDE = (PlaceKind.RIVER, PlaceKind.ROAD, PlaceKind.AREA, PlaceKind.REGION, PlaceKind.COUNTRY)
"""Too long or wide for a bearing from its middle to say anything."""
_DIVISION = {
    PlaceKind.DISTRICT: LocationPrecision.DISTRICT,
    PlaceKind.REGION: LocationPrecision.REGION,
    PlaceKind.COUNTRY: LocationPrecision.COUNTRY,
}


def _reach(place: Place, other: Span) -> float:
    """How near a bearer of the name at the other end of a line lies; the ends of a line are not far apart."""
    if place.point is None:
        return 0.01
    ends = (p.point.distance_km(place.point) for p, _ in other.candidates[:40] if p.point is not None)
    return 0.01 + math.exp(-min(ends, default=1e4) / LINE_KM)


def _at(place: Place) -> list[tuple[float, Point]]:
    return [] if place.point is None else [(1.0, place.point)]


def _of_kind(span: Span) -> Candidates:
    """The candidates that are what the words around the name say it is."""
    if span.kind in (PlaceKind.REGION, PlaceKind.DISTRICT):
        fitting = tuple(c for c in span.candidates if c[0].kind is span.kind)
        return fitting or span.candidates
    if span.kind is PlaceKind.RIVER:
        return tuple(c for c in span.candidates if c[0].kind in (PlaceKind.RIVER, PlaceKind.AREA))
    if span.kind is PlaceKind.SETTLEMENT or span.city:
        return tuple(c for c in span.candidates if c[0].kind not in _DIVISION)
    return span.candidates


def _relation(span: Span, place: Place) -> Relation:
    """The relation as read; "parts of" a division are in it, where those of a town are its outskirts."""
    if span.relation is Relation.OUTSKIRTS and place.kind is PlaceKind.REGION:
        return Relation.IN
    return span.relation


def _precision(span: Span, place: Place) -> LocationPrecision:
    kind = span.kind if span.kind in _DIVISION else place.kind
    if (
        span.relation in (Relation.DIRECTION, Relation.BETWEEN, Relation.ALONG)
        and kind is not PlaceKind.REGION
    ):
        return LocationPrecision.AREA
    if kind in _DIVISION:
        return _DIVISION[kind]
    if place.kind is PlaceKind.OTHER:
        return LocationPrecision.DISTRICT
    if place.kind in (PlaceKind.RIVER, PlaceKind.ROAD, PlaceKind.AREA):
        return LocationPrecision.AREA
    if span.relation in (Relation.IN, Relation.OUTSKIRTS):
        return LocationPrecision.SETTLEMENT
    return LocationPrecision.VICINITY


def _moved(point: Point, span: Span, place: Place) -> Point:
    """The point after the relation: an offset along the bearing, or towards the named side of a division."""
    if span.bearing is None or span.relation in (Relation.DIRECTION, Relation.BETWEEN):
        return point
    if span.own_relation and span.relation not in (Relation.NEAR, Relation.OUTSKIRTS, Relation.ALONG):
        km = OFFSET_KM if span.distance_km is None else span.distance_km
        return point.offset(span.bearing, km) if km < 10_000 else point
    kind = span.kind if span.kind in _DIVISION else place.kind
    return point.offset(span.bearing, SIDE_KM.get(kind, 0.0))
