"""The candidates of a name against each other: which come first, which must not come at all, what they have in common."""

from __future__ import annotations

from operator import itemgetter

from conflictdata.model import Place, PlaceKind
from conflictdata.places._bearers import bearers_of, is_small_abroad
from conflictdata.places._candidates import Candidates, district_candidates, likened_districts
from conflictdata.places._gazetteer import AT_WAR, EXACT, GUESSED, INFLECTED, OTHER_NAME
from conflictdata.places._inflect import may_be_adjective
from conflictdata.places._known import NEAR_IN_TEXT
from conflictdata.places._link import is_division
from conflictdata.places._names import skeleton
from conflictdata.places._span import Span
from conflictdata.places._weigh import REGION_NAMED, Weigher
from conflictdata.places._weights import TOWN_POPULATION, Ranked

ASTRAY_KM = 120.0
"""A village further than this from everything named within ``NEAR_IN_TEXT`` of it is taken for another one."""

NAMED_ALONE = 2_000
"""People of a place from which on a name that no other place bears is its, however far from the others it lies."""

AT_THE_FRONT = 2.0
"""Weight by a sector's town from which on a village may be meant however far the others of the report lie."""

FEW_REGIONS = 2
"""So many regions a text names, at the most, for one of them to say where an unlocated fight in it was."""

FAR_NAMESAKE = 0.2
"""Weight of a place abroad against a namesake in a region that the text names somewhere."""

MOSTLY = 0.8
"""The share of the weight that the namesakes in one division have, if a name is to be put there."""

MISLED, MISLED_KM = 0.7, 45.0
"""Factor for the fit of the only bearer of a name that lies about where a gloss says but on another side: the author erred."""

VOUCHED = 0.3
"""The share of the other names of a report that must lie in the division of a settlement called like a county."""


_HEAVIEST = itemgetter(0, 1)
_COUNTRY, _SETTLEMENT = PlaceKind.COUNTRY, PlaceKind.SETTLEMENT
"""Asked of every candidate, and slow to look up on Python 3.11."""


class Ranker(Weigher):
    """Ranks the candidates of a span."""

    def _rank(self, span: Span, candidates: Candidates) -> list[Ranked]:
        """The candidates, best first, with their shares of the weight of all."""
        if self.senses is None and len(candidates) > 1:
            candidates = _without_likenesses(candidates)
        if len(candidates) == 1 and not span.containers and not span.glosses:
            return [Ranked(*candidates[0], 1.0)]
        near, rivers = self._around(span), self._rivers_beside(span)
        beside = self._right_beside(span)
        among = bearers_of(candidates)
        exact = among.exact and self.senses is not None
        at_home = among.abroad and any(self._in_region_named(place) for place, _ in candidates)
        weighed = []
        for place, fit in candidates:
            weight = self._weigh(span, place, fit, near)
            if rivers:
                weight *= self._on_bank(place, rivers)
            foreign = place.country not in AT_WAR
            if span.fought and place.kind is _SETTLEMENT:
                weight *= self._fought_over(place) * self._beside_fought(place, beside)
                if 0 < len(self.covered) <= FEW_REGIONS and self._in_region_named(place):
                    weight *= REGION_NAMED  # "the village of X ..., referring to fighting in Sumy Oblast"
            elif among.villages and not foreign:
                weight *= self._by_the_front(place)
            alike = fit <= INFLECTED if foreign else fit < GUESSED * INFLECTED
            if fit <= OTHER_NAME and place.country in among.own_name:
                weight *= 0.001  # another place has this for its main name: "Александровка" is not Donetsk
            elif among.exactly and alike:
                weight *= 0.05  # nor is "Рени" Rennes
            if foreign and among.spelled and fit < EXACT:
                weight *= 0.05  # nor is it a case form of Reno
            if exact and fit < EXACT and place.kind is _COUNTRY:
                weight *= 0.002  # nor is Columbia Colombia
            if exact and fit <= OTHER_NAME:
                weight *= 0.05  # nor the White House Casablanca
            if foreign and at_home:
                weight *= FAR_NAMESAKE
            if weight > 0:
                weighed.append((-weight, place.id, place, fit))  # as they are sorted
        if not weighed and len(candidates) == 1 and self._about(span, candidates[0][0]):
            return [Ranked(candidates[0][0], candidates[0][1] * MISLED, 1.0)]
        divisions = self._divisions_of(span) if not weighed and span.containers else ()
        if divisions:
            span.candidates = divisions
            return self._rank(span, divisions)
        listed = not span.village and not any(each.start - span.end == 1 for each in span.containers)
        city = listed and _city(candidates)  # "village X of Kursk Oblast" is no city elsewhere
        if not weighed and candidates and span.containers and (is_division(span) or city):
            span.containers.clear()  # "Kharkiv Oblast, Russia forces", "Kherson City, Ochakiv, Mykolaiv Oblast"
            return self._rank(span, candidates)
        weighed.sort(key=_HEAVIEST)
        total = sum(each[0] for each in weighed)
        return [Ranked(place, fit, weight / total) for weight, _, place, fit in weighed]

    def _about(self, span: Span, place: Place) -> bool:
        """Whether a settlement lies within ``MISLED_KM`` of every place by which the text locates it."""
        at = [self.point.get(id(gloss)) for gloss in span.glosses]
        if not at or span.containers or place.point is None or place.kind is not PlaceKind.SETTLEMENT:
            return False
        return all(each is not None and each.distance_km(place.point) <= MISLED_KM for each in at)

    def _divisions_of(self, span: Span) -> Candidates:
        """Districts of the name with a type word that lie in the division behind it: "Surrey, UK"; in a report on the
        war, of Russia as Ukrainian puts their names: «у Слов'янському районі Краснодарського краю»."""
        known = {place.id for place, _ in span.candidates}
        if span.kind is PlaceKind.DISTRICT:
            found = likened_districts(self.gazetteer, span.name)
        elif self.senses is None or is_division(span):
            return ()
        else:
            found = district_candidates(self.gazetteer, span.name)
        return tuple(
            each
            for each in found
            if each[0].id not in known and all(self._within(each[0], c) > 0 for c in span.containers)
        )

    def _vouched(self, span: Span, place: Place) -> bool:
        """Whether what the text names elsewhere says that a settlement lies where an unknown county of its name does."""
        if place.country in AT_WAR or self._in_region_named(place):
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
        small = place.kind is PlaceKind.SETTLEMENT or (
            place.kind is PlaceKind.DISTRICT and bool(place.admin3)
        )
        if span.containers or span.glosses or not small or place.point is None:
            return False
        if place.population >= TOWN_POPULATION or place.id in self.named:
            return False
        if place.id in self.gazetteer.direction_towns:
            return False
        alone = len(span.candidates) == 1 and span.pair is None
        known = place.population >= NAMED_ALONE and not may_be_adjective(span.name)
        if alone and ("-" in span.name or known):
            return False  # "in Tuapse, Ust-Luga and Ryazan": a name so long, or a town's, has few bearers
        same = [point for weight, point in self._neighbours(span) if weight > NEAR_IN_TEXT]
        if not same or any(place.point.distance_km(point) <= ASTRAY_KM for point in same):
            return False
        return not self._in_region_named(place)


def _without_likenesses(candidates: Candidates) -> Candidates:
    """What a name can mean in a report on the war: if a country, no small town abroad: not Russia, Ohio."""
    for place, fit in candidates:
        if place.kind is _COUNTRY and fit == EXACT:
            return tuple(each for each in candidates if not is_small_abroad(each[0]))
    return candidates


def _city(candidates: Candidates) -> bool:
    """Whether a city bears the name: it is meant though a division stands behind the list that it begins."""
    return any(place.population >= 2 * TOWN_POPULATION and fit >= INFLECTED for place, fit in candidates)
