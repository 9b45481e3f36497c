"""From the names in a text to places: each candidate is weighed by what the text says of where it lies.

What counts, in this order: divisions named with it ("in Sumy Oblast") and glosses ("north of Kostyantynivka"), which
exclude what does not lie there; the other places of the report, near ones most; the source's usual area; the size.
"""

from __future__ import annotations

import math
from bisect import bisect_left, insort
from collections.abc import Container

from conflictdata.model import Location, LocationPrecision, Place, PlaceKind, Point, Relation
from conflictdata.places._candidates import Candidates, district_candidates
from conflictdata.places._flat import flat
from conflictdata.places._gazetteer import EXACT, GUESSED, INFLECTED, OTHER_NAME, Gazetteer
from conflictdata.places._inflect import base_forms
from conflictdata.places._link import is_division
from conflictdata.places._mention import PlaceMention, Role
from conflictdata.places._minor import is_minor, is_small_abroad
from conflictdata.places._names import exact_key, skeleton
from conflictdata.places._relation import DIVISION, moved, precision_of, relation_of
from conflictdata.places._senses import Senses
from conflictdata.places._span import Span
from conflictdata.places._weights import (
    MISSPELLED,
    MOST_EDITS,
    TOWN_POPULATION,
    Near,
    Ranked,
    edits,
    is_ambiguous,
    near_to,
    nearness,
    of_kind,
    reach,
    shared_anew,
)

GLOSS_REACH_KM, GLOSS_REACH_CITY_KM = 75.0, 150.0
"""How far from the place of a gloss the glossed one may lie; further from a city ("northwest of Sumy City")."""

CITY_POPULATION = 200_000
GLOSS_ANGLE = 62.0
"""Degrees by which its bearing may differ from the one stated: an octant to each side, and rough wording."""

GLOSS_GUESS_KM, GLOSS_GUESS_CITY_KM = 12.0, 40.0
"""Where an unknown name glossed by "north of X" is put; further out from a city, whose suburbs are called by its name."""

DISTRICT_REACH_KM = 45.0
"""How far from its centre a district (raion) of Ukraine or western Russia extends."""

BESIDE_HROMADA, HROMADA_KM = 0.1, 16.0
"""Weight of a place next to the hromada that the text puts it in, against one inside, and how it fades."""

SALIENT = 3.0
"""How many times likelier than its size says a town is meant after which a sector of the front is called."""

BESIDE_KM = 160.0
"""How far from the middle of a division a place outside it may lie by which a place in it is located."""

ASTRAY_KM = 120.0
"""A village further than this from everything named within ``NEAR_IN_TEXT`` of it is taken for another one."""

REGION_NAMED = 6.0
"""How many times likelier a place is meant in a division that the text names somewhere; not where the front weighs more."""

VILLAGE_MOST, NO_VILLAGE = 15_000, 0.01
"""Inhabitants that a village has at most, with few exceptions; weight of a town whose name the text gives to a village."""

NEAR_IN_TEXT = 1.0 / (1.0 + 200.0 / 250.0)  # the weight of a name 200 characters away
IN_SENTENCE_DIVISION = 8.0
"""How many times likelier a place is meant that lies in the division its sentence named before."""

FAR_NAMESAKE = 0.2
"""Weight of a place abroad against a namesake in a region that the text names somewhere."""

CAPITAL, CAPITAL_POPULATION = 10.0, 300_000
"""How many times likelier than its size says a capital is meant that stands for its country in news of anywhere."""

MOSTLY = 0.8
"""The share of the weight that the namesakes in one division have, if a name is to be put there."""

AT_WAR_SHARE = 0.5
"""The share of its names in the two countries from which on a report is on the war."""

VOUCHED = 0.3
"""The share of the other names of a report that must lie in the division of a settlement called like a county."""

MISSPELLED_KM = 20.0
"""How far from where a gloss puts a name one is looked for that differs from it by a letter."""

LISTED_KM = 30.0
"""The same for one on a list, from the name nearest in the text."""

LONG_NAME = 8
"""Letters from which on a name that only goes on a list may have one wrong: short ones have too many neighbours."""

_NEIGHBOURS = 6
_KEPT = 5
_AT_WAR = ("UA", "RU")  # reports on this war name their villages, reports on other countries mostly towns


class Resolver:
    """Resolves the spans of one text."""

    def __init__(self, gazetteer: Gazetteer, area: tuple[str, ...]) -> None:
        self.gazetteer = gazetteer
        self.area = frozenset(area)
        self.countries = frozenset(code[:2] for code in area)
        self.priors: dict[str, float] = {}
        self.done: dict[int, Place | None] = {}
        self.point: dict[int, Point | None] = {}
        self.ranked: dict[int, list[tuple[Place, float]]] = {}
        self.anchors: list[int] = []  # where in the text places are named, in order
        self.anchored: dict[int, Point] = {}
        self.flat: dict[int, tuple[float, float, float]] = {}  # the same as numbers, for ``nearness``
        self.wide: set[int] = set()  # those that are regions or districts
        self.regions: set[Place] = set()
        self.named: set[str] = set()
        self.unknown: dict[str, Point] = {}
        self.misspelled: dict[str, Candidates] = {}  # by the sound of the name, where a gloss or a list told
        self.common: dict[int, Place | None] = {}
        self.glossed: set[str] = set()
        self.senses: Senses | None = (
            None  # of reports that are not on the war, whose namesakes its regions tell apart
        )

    def resolve(self, text: str, spans: list[Span]) -> list[PlaceMention]:
        """Mentions for the spans of ``text``, in their order."""
        self._area_of(spans)
        if self.senses is None:
            spans = [span for span in spans if not self._elsewhere(span)]
        self.priors = self.gazetteer.priors_of(self.area, self.countries)
        divisions = [span for span in spans if is_division(span)]
        holding = {id(each) for span in spans for each in span.containers}
        late = [span for span in divisions if id(span) not in holding and _one_of_many(span)]
        for span in sorted(divisions, key=lambda each: len(each.containers)):  # wider ones first
            if span not in late:
                self._choose(span)
        plain = [span for span in spans if not is_division(span)]
        self.glossed = {skeleton(span.name) for span in plain if span.glosses or span.containers}
        for span in plain:
            if self._certain(span):
                self._choose(span)
        for span in late:
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
        votes, whole = self._votes(spans)
        if sum(votes.get(country, 0.0) for country in _AT_WAR) < AT_WAR_SHARE * whole:
            self.senses = Senses(spans, self.gazetteer.size_of)
        elif any(map(is_minor, spans)):
            votes, whole = self._votes([span for span in spans if not is_minor(span)])
        self.countries = frozenset(c for c, vote in votes.items() if whole and vote / whole > 0.15)

    def _votes(self, spans: list[Span]) -> tuple[dict[str, float], float]:
        """How many names each country has, by the sizes of what they can mean, and how many there are."""
        votes: dict[str, float] = {}
        size_of = self.gazetteer.size_of
        for span in spans:
            shares = [(p.country, size_of(p) * s**6) for p, s in span.candidates if s > 0.9]
            total = sum(weight for _, weight in shares) or 1.0
            for country, weight in shares:
                votes[country] = votes.get(country, 0.0) + weight / total
        return votes, sum(votes.values())

    def _elsewhere(self, span: Span) -> bool:
        """Whether a name is only that of small towns in countries that a report on the war or the area is not about."""
        if span.containers or not is_minor(span):
            return False
        return all(place.country not in self.countries for place, _ in span.candidates)

    def _certain(self, span: Span) -> bool:
        """Whether only one candidate is worth considering, so that it can vouch for its neighbours."""
        if span.glosses or (not span.containers and skeleton(span.name) in self.glossed):
            return False
        if len(span.candidates) == 1 or span.containers:
            return bool(span.candidates)
        sizes = sorted((self._likely(span, p) * s**6 for p, s in span.candidates), reverse=True)
        return len(sizes) > 1 and sizes[0] > 6 * sizes[1]

    def _prior(self, place: Place) -> float:
        known = self.priors.get(place.id)
        if known is None:
            known = self.priors[place.id] = self._size(place)
        return known

    def _likely(self, span: Span, place: Place) -> float:
        """The same with what the other names of the report say of where in the world it is."""
        likely = self.priors.get(place.id) or self._prior(place)
        if self.senses is None:
            return likely
        if span.capital and place.population >= CAPITAL_POPULATION:
            likely *= CAPITAL
        return likely * self.senses.factor(skeleton(span.name), place)

    def _size(self, place: Place) -> float:
        """How likely a place is meant before anything is read of it."""
        size = self.gazetteer.size_of(place)
        if place.country in self.countries:
            size *= (12.0 if self.area or place.country in _AT_WAR else 3.0) * self.gazetteer.weight(place)
        if self.area and self.gazetteer.region_code(place) in self.area:
            size *= 4.0
        if place.id in self.gazetteer.direction_towns:
            size *= SALIENT
        return size

    def _choose_once(self, span: Span) -> None:
        if id(span) not in self.done:
            self._choose(span)

    def _choose(self, span: Span) -> None:
        sound = skeleton(span.name)
        candidates = of_kind(span) or self._misspelled(span) or self.misspelled.get(sound, ())
        if not span.glosses and not span.containers and sound in self.unknown:
            candidates = ()
        if span.stand_in:
            candidates = tuple(each for each in candidates if self._vouched(span, each[0]))
        ranked = self._rank(span, candidates)
        if ranked and self._astray(span, ranked[0].place):
            ranked = shared_anew([each for each in ranked if not self._astray(span, each.place)])
        self.ranked[id(span)] = [(each.place, each.fit * each.share) for each in ranked[:_KEPT]]
        clear = ranked and not is_ambiguous(ranked, self._by_district(span), self.gazetteer.direction_towns)
        place = ranked[0].place if clear else None
        if place is None and ranked:
            self.common[id(span)] = self._common(ranked)
        self.done[id(span)] = place
        point = place.point if place else self.unknown.get(sound) or self._estimate(span)
        if place is not None:
            self.named.add(place.id)
            if clear and ranked[0].fit == MISSPELLED:
                self.misspelled[sound] = candidates
        elif point is not None and span.glosses:
            self.unknown[sound] = point
        self.point[id(span)] = point
        of_road = span.pair is not None and span.role is Role.MODIFIER  # where it leads, not where one is
        if place is not None and point is not None and place.kind not in _NOT_NEAR and not of_road:
            insort(self.anchors, span.start)
            self.anchored[span.start] = point
            self.flat[span.start] = flat(point)
            if place.kind is PlaceKind.REGION:
                self.regions.add(place)
            if place.kind is PlaceKind.REGION or (place.kind is PlaceKind.DISTRICT and not place.admin3):
                self.wide.add(span.start)

    def _misspelled(self, span: Span) -> Candidates:
        """The settlement of the named district, or about where a gloss says, whose name is nearly the one given.

        None if there are several.
        """
        if span.pair is not None:
            return ()
        district = next((d for c in span.containers if (d := self.done.get(id(c))) and d.admin2), None)
        if district is not None and district.kind is PlaceKind.DISTRICT:
            known, most = self.gazetteer.inside(district), MOST_EDITS
        elif (span.glosses or self._listed(span)) and (around := self._estimate(span)) is not None:
            km = MISSPELLED_KM if span.glosses else LISTED_KM
            known, most = self.gazetteer.around(around, km), 1
        else:
            return ()
        sounds = {skeleton(form) for form in base_forms(exact_key(span.name))[:8]} - {""}
        near: dict[str, tuple[int, str, Place]] = {}
        for sound in sounds:
            for other, place in known.get(sound[0], ()):
                apart = edits(sound, other)
                if apart <= most and (place.id not in near or apart < near[place.id][0]):
                    near[place.id] = (apart, place.id, place)
        best = min(near.values(), default=None, key=lambda each: each[:2])
        if best is None or sum(each[0] == best[0] for each in near.values()) > 1:
            return ()
        return ((best[2], MISSPELLED),)

    def _listed(self, span: Span) -> bool:
        """Whether an unknown name of some length goes on a list of settlements, near the last of which it is looked for."""
        return span.listing and not span.containers and len(span.name) >= LONG_NAME

    def _rank(self, span: Span, candidates: Candidates) -> list[Ranked]:
        """The candidates, best first, with their shares of the weight of all."""
        if self.senses is None and len(candidates) > 1:
            candidates = _without_likenesses(candidates)
        if len(candidates) == 1 and not span.containers and not span.glosses:
            return [Ranked(*candidates[0], 1.0)]
        near = self._around(span)
        own_name = {p.country for p, s in candidates if s >= GUESSED * INFLECTED and p.kind not in DIVISION}
        if own_name.intersection(_AT_WAR):
            own_name |= set(_AT_WAR)
        exactly = any(
            p.country in _AT_WAR and s >= INFLECTED and p.kind not in DIVISION for p, s in candidates
        )
        spelled = any(p.country in _AT_WAR and s == EXACT for p, s in candidates)
        exact = self.senses is not None and any(s == EXACT for _, s in candidates)
        abroad = self.regions and any(place.country not in _AT_WAR for place, _ in candidates)
        at_home = abroad and any(
            self.gazetteer.lies_in(p, each) for each in self.regions for p, _ in candidates
        )
        villages = all(p.population < TOWN_POPULATION for p, _ in candidates if p.kind not in DIVISION)
        weighed = []
        for place, fit in candidates:
            weight = self._weigh(span, place, fit, near)
            if villages and place.country in _AT_WAR:
                weight *= self.gazetteer.by_the_front(place)
            alike = fit < GUESSED if place.country in _AT_WAR else fit <= INFLECTED
            if (fit <= OTHER_NAME and place.country in own_name) or (exactly and alike):
                weight *= 0.05  # another place has this for its main name: "Рени" is Reni, not Lyon
            if spelled and fit < EXACT and place.country not in _AT_WAR:
                weight *= 0.05  # nor is it a case form of Reno
            if exact and fit < EXACT and place.kind is PlaceKind.COUNTRY:
                weight *= 0.002  # nor is Columbia Colombia
            if exact and fit <= OTHER_NAME:
                weight *= 0.05  # nor the White House Casablanca
            if at_home and place.country not in _AT_WAR:
                weight *= FAR_NAMESAKE
            if weight > 0:
                weighed.append((weight, place.id, place, fit))
        if not weighed and span.containers and (divisions := self._divisions_of(span)):
            span.candidates = divisions
            return self._rank(span, divisions)
        if not weighed and candidates and span.containers and (is_division(span) or _city(candidates)):
            span.containers.clear()  # "Kharkiv Oblast, Russia forces", "Kherson City, Ochakiv, Mykolaiv Oblast"
            return self._rank(span, candidates)
        weighed.sort(key=lambda each: (-each[0], each[1]))
        total = sum(each[0] for each in weighed)
        return [Ranked(place, fit, weight / total) for weight, _, place, fit in weighed]

    def _divisions_of(self, span: Span) -> Candidates:
        """Districts of the name with a type word that lie in the division behind it: "Surrey, UK"; () if not in news of the world."""
        if self.senses is None or is_division(span):
            return ()
        known = {place.id for place, _ in span.candidates}
        return tuple(
            each
            for each in district_candidates(self.gazetteer, span.name)
            if each[0].id not in known and all(self._within(each[0], c) > 0 for c in span.containers)
        )

    def _vouched(self, span: Span, place: Place) -> bool:
        """Whether what the text names elsewhere says that a settlement lies where an unknown county of its name does."""
        if place.country in _AT_WAR or any(self.gazetteer.lies_in(place, each) for each in self.regions):
            return True
        return self.senses is not None and self.senses.share(skeleton(span.name), place) >= VOUCHED

    def _by_district(self, span: Span) -> bool:
        """Whether a district that the text names is all that it tells of where a name lies."""
        without = self.wide | {each.start for each in span.containers}
        if span.glosses or span.own_relation or self._close(span.start, without):
            return False
        named = (self.done.get(id(each)) for each in span.containers)
        return any(each is not None and each.kind is PlaceKind.DISTRICT for each in named)

    def _common(self, ranked: list[Ranked]) -> Place | None:
        """The district, else the region, that nearly all of the weight of namesakes lies in."""
        best = ranked[0].place
        for level in ("admin2", "admin1"):
            name = getattr(best, level)
            same = [
                each
                for each in ranked
                if (each.place.country, each.place.admin1) == (best.country, best.admin1)
                and getattr(each.place, level) == name
            ]
            if name and sum(each.share for each in same) >= MOSTLY:
                return self.gazetteer.region(best) if level == "admin1" else self.gazetteer.district(best)
        return None

    def _astray(self, span: Span, place: Place) -> bool:
        """Whether a village lies so far from the places named with it that another of its name must be meant."""
        if self.senses is not None:
            return False  # news of the world name villages far from each other
        if span.containers or span.glosses or place.kind is not PlaceKind.SETTLEMENT or place.point is None:
            return False
        if place.population >= TOWN_POPULATION or place.id in self.named:
            return False
        if place.id in self.gazetteer.direction_towns:
            return False
        same = [point for weight, point in self._neighbours(span) if weight > NEAR_IN_TEXT]
        if not same or any(place.point.distance_km(point) <= ASTRAY_KM for point in same):
            return False
        return not any(self.gazetteer.lies_in(place, region) for region in self.regions)

    def _neighbours(self, span: Span) -> list[tuple[float, Point]]:
        """Resolved places close by in the text, with weights that fall with the distance in characters."""
        return [(weight, self.anchored[where]) for weight, where in self._close(span.start, ())]

    def _around(self, span: Span) -> Near:
        """The same without regions and districts, whose middles say nothing of where in them a village lies."""
        return [(weight, self.flat[where]) for weight, where in self._close(span.start, self.wide)]

    def _close(self, start: int, without: Container[int]) -> list[tuple[float, int]]:
        at = bisect_left(self.anchors, start)
        around = self.anchors[max(0, at - _NEIGHBOURS) : at + _NEIGHBOURS]
        close = [(abs(where - start), where) for where in around if where not in without]
        close.sort()
        return [(1.0 / (1.0 + distance / 250.0), where) for distance, where in close[:_NEIGHBOURS]]

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
        if span.around is not None and self._within(place, span.around) > 0:
            weight *= IN_SENTENCE_DIVISION
        if (
            span.relation is Relation.DIRECTION
            and fit > OTHER_NAME
            and place.id in self.gazetteer.direction_towns
        ):
            weight *= 40.0
        if span.pair is not None:
            weight *= reach(place, span.pair)
        if self.regions and place.country not in _AT_WAR and not span.containers:
            weight *= (
                REGION_NAMED if any(self.gazetteer.lies_in(place, each) for each in self.regions) else 1.0
            )
        if place.kind is PlaceKind.REGION and any(each.country == place.country for each in self.regions):
            weight *= REGION_NAMED  # a report that names states
        if span.village and place.population >= VILLAGE_MOST:
            weight *= NO_VILLAGE
        if (
            near
            and place.point is not None
            and place.kind is PlaceKind.DISTRICT
            and place.country not in _AT_WAR
        ):
            weight *= 0.3 + nearness(place.point, near)  # which of twenty Jackson Counties
        elif place.kind in DIVISION:
            weight *= 5.0  # the middle of what nearness to other places gives a settlement
        elif near and place.point is not None:
            alone = 0.3 if place.population >= 2 * TOWN_POPULATION else 0.05  # cities are named anywhere
            weight *= alone + nearness(place.point, near)
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
            if off > 0.4 * gloss.distance_km + 5 + place.radius_km:
                return 0.0
        elif distance > (GLOSS_REACH_CITY_KM if self._is_city(gloss) else GLOSS_REACH_KM):
            return 0.0
        fading = math.exp(-distance / (60.0 if self._is_city(gloss) else 30.0))
        if gloss.bearing is not None and gloss.own_relation and gloss.relation is not Relation.NEAR:
            if distance < 0.5 and not place.radius_km:
                return 0.0
            if distance < place.radius_km:
                return fading * 0.5  # its middle says little of the side on which it lies
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
            alternatives=self._alternatives(span),
            role=span.role,
        )

    def _alternatives(self, span: Span) -> tuple[tuple[Place, float], ...]:
        """The runners-up; all that were considered where none was taken."""
        ranked = self.ranked[id(span)]
        others = ranked if self.done[id(span)] is None else ranked[1:]
        return tuple(sorted(others, key=lambda each: -each[1])[:3])

    def _location(self, words: str, span: Span) -> Location:
        place = self.done[id(span)]
        if place is None:
            return self._unresolved(words, span)
        score = min(1.0, self.ranked[id(span)][0][1])
        point, precision = self._placed(span, place), precision_of(span, place)
        other = None
        if span.pair is not None:
            other = self._other_end(span.pair, place)
            if other is not None and other.point is not None and point is not None:
                point = Point((point.lat + other.point.lat) / 2, (point.lon + other.point.lon) / 2)
        return Location(
            place=place,
            relation=relation_of(span, place),
            distance_km=span.distance_km,
            point=point and moved(point, span, place),
            precision=precision,
            mention=words,
            region=self.gazetteer.region_code(place),
            other=other,
            score=score,
        )

    def _placed(self, span: Span, place: Place) -> Point | None:
        """The place's point; half way to where a gloss puts it, if only its division's middle is known."""
        if place.point is None or not place.radius_km or not span.glosses:
            return place.point
        stated = self._estimate(span)
        if stated is None or stated.distance_km(place.point) > 2 * place.radius_km:
            return place.point
        return place.point.offset(place.point.bearing(stated), place.point.distance_km(stated) / 2)

    def _other_end(self, pair: Span, place: Place) -> Place | None:
        best = max(
            pair.candidates,
            key=lambda each: self._weigh(pair, each[0], each[1], near_to(place)),
            default=None,
        )
        return best[0] if best else None

    def _unresolved(self, words: str, span: Span) -> Location:
        point = self.point[id(span)]
        region = next((d for c in span.containers if (d := self.done.get(id(c))) is not None), None)
        common = self.common.get(id(span))
        if common is not None and not span.glosses and (region is None or not region.admin2):
            region, point = common, common.point
        if span.glosses:
            precision = LocationPrecision.AREA
        elif region is not None:
            precision = DIVISION.get(region.kind, LocationPrecision.DISTRICT)
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


_NOT_NEAR = (PlaceKind.COUNTRY, PlaceKind.RIVER, PlaceKind.ROAD)
"""What is too long or wide for its middle to say where the places named with it lie."""

_WIDE = (PlaceKind.RIVER, PlaceKind.ROAD, PlaceKind.AREA, PlaceKind.REGION, PlaceKind.COUNTRY)
"""Too long or wide for a bearing from its middle to say anything."""


def _without_likenesses(candidates: Candidates) -> Candidates:
    """What a name can mean in a report on the war: if a country, no small town abroad: not Russia, Ohio."""
    for place, fit in candidates:
        if place.kind is PlaceKind.COUNTRY and fit == EXACT:
            return tuple(each for each in candidates if not is_small_abroad(each[0]))
    return candidates


def _one_of_many(span: Span) -> bool:
    """Whether counties of one name are told apart by the places around only: "Jackson County"."""
    places = [place for place, _ in span.candidates]
    if span.containers or len(places) < 2:
        return False
    return all(place.kind is PlaceKind.DISTRICT and place.country not in _AT_WAR for place in places)


def _city(candidates: Candidates) -> bool:
    """Whether a city bears the name: it is meant though a division stands behind the list that it begins."""
    return any(place.population >= 2 * TOWN_POPULATION and fit >= EXACT for place, fit in candidates)
