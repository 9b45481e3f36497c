"""What the words around a name make of one candidate: divisions named with it, glosses, the places near, its size.

The factors that do not need the rest of the text are in ``_weights``.
"""

from __future__ import annotations

import math

from conflictdata.model import Place, PlaceKind, Relation
from conflictdata.places._gazetteer import AT_WAR, OTHER_NAME
from conflictdata.places._known import Known
from conflictdata.places._relation import DIVISION
from conflictdata.places._span import Span
from conflictdata.places._weights import TOWN_POPULATION, Near, nearness, reach

GLOSS_REACH_KM, GLOSS_REACH_CITY_KM = 75.0, 150.0
"""How far from the place of a gloss the glossed one may lie; further from a city ("northwest of Sumy City")."""

NEAR_KM, NEAR_CITY_KM = 45.0, 80.0
"""The same where the gloss says no more than "near"."""

CITY_PEOPLE, CITY_REACH_KM = 100_000, 500.0
"""People of a city that the press locates from another one far off, and how far."""

GLOSS_ANGLE = 62.0
"""Degrees by which its bearing may differ from the one stated: an octant to each side, and rough wording."""

MISTURNED, MISTURNED_KM = 0.01, 20.0
"""Weight of a place on another side or further off than stated, and how near it has to lie: the wording is rough, or its author erred."""

UNHINTED = 0.1
"""Weight of a namesake that does not lie where a bearing behind it, perhaps of another place, says."""

DISTRICT_REACH_KM = 45.0
"""How far from its centre a district (raion) of Ukraine or western Russia extends."""

BESIDE_HROMADA, HROMADA_KM = 0.1, 16.0
"""Weight of a place next to the hromada that the text puts it in, against one inside, and how it fades."""

BESIDE_KM = 160.0
"""How far from the middle of a division a place outside it may lie by which a place in it is located."""

WIDE_KM = 150.0
"""How far from its middle an area of more than one division reaches."""

REGION_NAMED = 6.0
"""How many times likelier a place is meant in a division that the text names somewhere; not where the front weighs more."""

VILLAGE_MOST, NO_VILLAGE = 15_000, 0.01
"""Inhabitants that a village has at most, with few exceptions; weight of a town whose name the text gives to a village."""

SECTOR_KM, OFF_SECTOR = 90.0, 0.01
"""How far from the town after which it is called a sector reaches, and the weight of a place further off."""

IN_SENTENCE_DIVISION = 8.0
"""How many times likelier a place is meant that lies in the division its sentence named before."""

_DIRECTION, _REGION, _DISTRICT = Relation.DIRECTION, PlaceKind.REGION, PlaceKind.DISTRICT
_SETTLEMENT = PlaceKind.SETTLEMENT
_RIVER = PlaceKind.RIVER
"""Asked of every candidate, and slow to look up on Python 3.11."""

_WIDE = (PlaceKind.RIVER, PlaceKind.ROAD, PlaceKind.AREA, PlaceKind.REGION, PlaceKind.COUNTRY)
"""Too long or wide for a bearing from its middle to say anything."""


class Weigher(Known):
    """Weighs candidates by what is known of the text."""

    def _choose(self, span: Span) -> None:
        """Decide what a span means; weighing asks for it where a gloss is not decided yet."""
        raise NotImplementedError

    def _choose_once(self, span: Span) -> None:
        if id(span) not in self.done:
            self._choose(span)

    def _weigh(self, span: Span, place: Place, fit: float, near: Near) -> float:
        weight = self._likely(span, place) * fit**6
        if place.id in self.named:  # a text means one place by one name
            weight *= 10.0
        for container in span.containers:
            weight *= self._beside(span, place, container) or self._within(place, container)
        for gloss in span.glosses:
            weight *= self._agrees(place, gloss)
        if not weight:
            return 0.0
        if span.hint is not None and len(span.candidates) > 1 and place.kind is _SETTLEMENT:
            weight *= UNHINTED + self._agrees(place, span.hint)
        if span.around is not None and self._within(place, span.around) > 0:
            weight *= IN_SENTENCE_DIVISION * (10.0 if place.kind is _DISTRICT else 1.0)
        if span.sector is not None and place.kind is _SETTLEMENT:
            weight *= self._by_sector(place, span.sector)
        if span.relation is _DIRECTION and fit > OTHER_NAME and place.id in self.gazetteer.direction_towns:
            weight *= 40.0
        if span.pair is not None:
            weight *= reach(place, span.pair)
        if self.covered and place.country not in AT_WAR and not span.containers:
            weight *= REGION_NAMED if self._in_region_named(place) else 1.0
        if place.kind is _REGION and any(country == place.country for country, _ in self.covered):
            weight *= REGION_NAMED  # a report that names states
        if span.village and place.population >= VILLAGE_MOST:
            weight *= NO_VILLAGE
        if near and place.point is not None and place.kind is _DISTRICT and place.country not in AT_WAR:
            weight *= 0.3 + nearness(place.point, near)  # which of twenty Jackson Counties
        elif place.admin3 and place.kind is _DISTRICT and near and place.point is not None:
            weight *= 0.1 + nearness(place.point, near)  # which of nine hromadas of Mykolaivka
        elif place.kind in DIVISION:
            weight *= 5.0  # the middle of what nearness to other places gives a settlement
        elif (
            near and (point := self._passes(place, near) if place.kind is _RIVER else place.point) is not None
        ):
            alone = 0.3 if place.population >= 2 * TOWN_POPULATION else 0.05  # cities are named anywhere
            weight *= alone + nearness(point, near)
        return weight

    def _by_sector(self, place: Place, sector: Span) -> float:
        """How likely a place is meant under the heading of a sector."""
        at = self.point.get(id(sector))
        if at is None or place.point is None:
            return 1.0
        return 1.0 if place.point.distance_km(at) <= SECTOR_KM else OFF_SECTOR

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
        if division.kind is _REGION:
            return 1.0 if self.gazetteer.lies_in(place, division) else 0.0
        if place.point is None or division.point is None:
            return 0.0
        if (
            division.kind is PlaceKind.AREA and not division.admin1
        ):  # "in the Donbas region": of two divisions
            return 1.0 if place.point.distance_km(division.point) <= WIDE_KM else 0.0
        if division.kind is PlaceKind.DISTRICT or container.kind is PlaceKind.DISTRICT:
            if not self.gazetteer.lies_in(place, division):
                return 0.0
            if (told := self._told(place, division, container)) is not None:
                return told
        distance = place.point.distance_km(division.point)
        return math.exp(-distance / DISTRICT_REACH_KM) if distance < 1.2 * DISTRICT_REACH_KM else 0.0

    def _told(self, place: Place, division: Place, container: Span) -> float | None:
        """1 or 0 for a place in or outside a district by the names of its divisions, None where they do not tell."""
        if division.kind is not PlaceKind.DISTRICT or container.third != bool(division.admin3):
            return None
        mine, its = (place.admin3, division.admin3) if division.admin3 else (place.admin2, division.admin2)
        if mine and mine == its:
            return 1.0
        if mine not in self.gazetteer.districts or its not in self.gazetteer.districts:
            return None
        if not division.admin3 or place.admin2 != division.admin2 or not (place.point and division.point):
            return 0.0
        distance = place.point.distance_km(division.point)  # of a list, not all lie in the hromada behind it
        return BESIDE_HROMADA * math.exp(-distance / HROMADA_KM) if distance < DISTRICT_REACH_KM else 0.0

    def _gloss_reach(self, place: Place, gloss: Span) -> float:
        """Kilometres from what locates a place to the place: "Ryazan, south-east of Moscow" is told of cities only."""
        if gloss.bearing is not None and place.population >= CITY_PEOPLE:
            return CITY_REACH_KM
        if gloss.relation is Relation.NEAR and self.done.get(id(gloss)) is not None:
            return NEAR_CITY_KM if self._is_city(gloss) else NEAR_KM
        return GLOSS_REACH_CITY_KM if self._is_city(gloss) else GLOSS_REACH_KM

    def _agrees(self, place: Place, gloss: Span) -> float:
        at = self.point.get(id(gloss))
        if at is None:
            self._choose_once(gloss)
            at = self.point.get(id(gloss))
        known = self.done.get(id(gloss))
        if at is None or place.point is None or (known is not None and known.kind in _WIDE):
            return 1.0
        if place.kind is PlaceKind.RIVER:
            return 1.0  # its one point may lie far off: "the Dnipro River near Krynky"
        distance = at.distance_km(place.point)
        if gloss.distance_km is not None:
            off = abs(distance - gloss.distance_km)
            if off > 0.4 * gloss.distance_km + 5 + place.radius_km:
                return MISTURNED if distance < MISTURNED_KM else 0.0
        elif distance > self._gloss_reach(place, gloss):
            return 0.0
        fading = math.exp(-distance / (60.0 if self._is_city(gloss) else 30.0))
        if gloss.bearing is not None and gloss.own_relation and gloss.relation is not Relation.NEAR:
            if distance < 0.5 and not place.radius_km:
                return 0.0
            if distance < place.radius_km:
                return fading * 0.5  # its middle says little of the side on which it lies
            turn = abs((at.bearing(place.point) - gloss.bearing + 180) % 360 - 180)
            if turn > GLOSS_ANGLE:
                return fading * MISTURNED if distance < MISTURNED_KM else 0.0
            return fading * math.exp(-((turn / 45.0) ** 2) / 2)
        return fading
