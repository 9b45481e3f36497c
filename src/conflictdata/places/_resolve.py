"""From the names in a text to places: each candidate is weighed by what the text says of where it lies.

What counts, in this order: divisions named with it ("in Sumy Oblast") and glosses ("north of Kostyantynivka"), which
exclude what does not lie there; the other places of the report, near ones most; the source's usual area; the size.

Here is in which order names are decided and how one is chosen; ``_known``, ``_weigh``, ``_rank`` and ``_answer`` do the rest.
"""

from __future__ import annotations

from bisect import insort
from functools import partial
from itertools import pairwise

from conflictdata.model import Place, PlaceKind
from conflictdata.places._answer import Answers
from conflictdata.places._candidates import Candidates, region_candidates
from conflictdata.places._flat import flat
from conflictdata.places._gazetteer import AT_WAR
from conflictdata.places._inflect import base_forms
from conflictdata.places._link import is_division
from conflictdata.places._mention import PlaceMention, Role
from conflictdata.places._minor import is_minor
from conflictdata.places._names import exact_key, skeleton
from conflictdata.places._rank import AT_THE_FRONT, Ranker
from conflictdata.places._rivers import courses
from conflictdata.places._senses import Senses
from conflictdata.places._span import Span
from conflictdata.places._weights import (
    MISSPELLED,
    MOST_EDITS,
    TOWN_POPULATION,
    Ranked,
    edits,
    is_ambiguous,
    of_kind,
    shared_anew,
)

AT_WAR_SHARE, ROUNDED = 0.5, 1e-9
"""The share of its names in the two countries from which on a report is on the war, and what sums of shares are off by."""

MISSPELLED_KM = 20.0
"""How far from where a gloss puts a name one is looked for that differs from it by a letter."""

LISTED_KM = 30.0
"""The same for one on a list, from the name nearest in the text."""

LONG_NAME = 8
"""Letters from which on a name that only goes on a list may have one wrong: short ones have too many neighbours."""

ALIKE = 0.8
"""Of how well a name fits, what another place must have to be meant instead of a village at the front."""

ALONE_KM = 40.0
"""How far a village that was decided early lies from all others, for it to be weighed anew with those."""

OF_CITY_KM, WIDENED_BY = 30.0, 40
"""How far from a city a part of the region of its name is, and within how many characters what lies there is named."""

_KEPT = 5

_NOT_NEAR = (PlaceKind.COUNTRY, PlaceKind.RIVER, PlaceKind.ROAD)
"""What is too long or wide for its middle to say where the places named with it lie."""


class Resolver(Ranker, Answers):
    """Resolves the spans of one text."""

    def resolve(self, text: str, spans: list[Span]) -> list[PlaceMention]:
        """Mentions for the spans of ``text``, in their order."""
        self._area_of(spans)
        if self.senses is None:
            spans = [span for span in spans if not self._elsewhere(span)]
        self.priors = self.gazetteer.priors_of(self.area, self.countries)
        known = {id(span) for span in spans}
        for container in (each for span in spans for each in span.containers):
            if id(container) not in known:
                self._choose(container)  # told by an adjective
        divisions = [span for span in spans if is_division(span)]
        holding = {id(each) for span in spans for each in span.containers}
        late = [span for span in divisions if id(span) not in holding and _one_of_many(span)]
        for span in sorted(divisions, key=lambda each: len(each.containers)):  # wider ones first
            if span not in late:
                self._choose(span)
        plain = [span for span in spans if not is_division(span)]
        self.glossed = {skeleton(span.name) for span in plain if span.glosses or span.containers}
        for span in sorted(filter(self._certain, plain), key=self._open):
            self._choose(span)
        for span in late:
            self._choose(span)
        for span in plain:
            for gloss in span.glosses:
                self._choose_once(gloss)
            self._choose_once(span)
        for span in plain:
            if self.done[id(span)] is None and span.candidates and not span.glosses:
                self._choose(span)  # what was named behind it is known by now
            elif self._alone(span) or (span.kind is PlaceKind.RIVER and len(span.candidates) > 1):
                self._choose_anew(span)
        for span, following in pairwise(spans):
            self._widen(span, following)
        return [self._mention(text[span.start : span.end], span) for span in spans]

    def _alone(self, span: Span) -> bool:
        """Whether a village that was taken for certain lies far from all that is named with it: one of many, perhaps."""
        if self.senses is not None or len(span.candidates) < 2 or span.containers or span.glosses:
            return False
        place = self.done[id(span)]
        if place is None or place.point is None or place.kind is not PlaceKind.SETTLEMENT:
            return False
        if place.population >= TOWN_POPULATION or place.id in self.gazetteer.direction_towns:
            return False
        others = [self.anchored[at] for _, at in self._close(span.start, self.wide) if at != span.start]
        return bool(others) and all(place.point.distance_km(each) > ALONE_KM for each in others)

    def _runs(self, span: Span, river: Place) -> None:
        """Note that a river is named there; each of its name while nothing near tells which."""
        told = bool(self._close(span.start, self.wide))
        meant = [river] if told else [place for place, _ in span.candidates]
        known = [course for place in meant if (course := courses().get(place.id)) is not None]
        if known:
            if span.start not in self.courses:
                insort(self.rivers, span.start)
            self.courses[span.start] = known

    def _choose_anew(self, span: Span) -> None:
        """Weigh a span with all that is known by now; where that changes nothing, not again for others of its name."""
        before, sound = self.done[id(span)], skeleton(span.name)
        if sound in self.weighed_anew:
            return
        self._forget(span)
        self._choose(span)
        if self.done[id(span)] is before:
            self.weighed_anew.add(sound)

    def _forget(self, span: Span) -> None:
        """Take back what was decided of a span, so that it does not vouch for itself."""
        place = self.done[id(span)]
        if place is not None:
            self.named.discard(place.id)
        if span.start in self.anchored:
            self.anchors.remove(span.start)
            del self.anchored[span.start], self.flat[span.start]

    def _widen(self, span: Span, following: Span) -> None:
        """ "In northern Kherson around Vysokopillia": the region, if what lies in that part of it is not about the city."""
        if span.bearing is None or span.own_relation or span.kind is not None or span.city:
            return
        city, place = self.done[id(span)], self.done[id(following)]
        if city is None or place is None or not (city.point and place.point) or not following.own_relation:
            return
        regions = [region for region, _ in region_candidates(self.gazetteer, span.name)]
        around = next((each for each in regions if self.gazetteer.lies_in(place, each)), None)
        far = city.point.distance_km(place.point) > OF_CITY_KM
        if around is None or not far or city.kind is not PlaceKind.SETTLEMENT:
            return
        if following.start - span.end <= WIDENED_BY:
            self.done[id(span)], self.point[id(span)] = around, around.point
            self.ranked[id(span)] = [(around, 1.0), *self.ranked[id(span)]]

    def _area_of(self, spans: list[Span]) -> None:
        """Without an area given, the countries whose divisions and large towns the text names."""
        if self.area:
            return
        votes, whole = self._votes(spans)
        at_war = sum(votes.get(country, 0.0) for country in AT_WAR)
        if at_war < AT_WAR_SHARE * whole * (1.0 - ROUNDED):
            self.senses = Senses(spans, self.gazetteer.size_of)
        elif any(map(is_minor, spans)):
            votes, whole = self._votes([span for span in spans if not is_minor(span)])
        self.countries = frozenset(c for c, vote in votes.items() if whole and vote / whole > 0.15)

    def _votes(self, spans: list[Span]) -> tuple[dict[str, float], float]:
        """How many names each country has, by the sizes of what they can mean, and how many there are."""
        votes: dict[str, float] = {}
        for span in spans:
            for country, share in self.gazetteer.countries_of(span.candidates):
                votes[country] = votes.get(country, 0.0) + share
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

    def _open(self, span: Span) -> int:
        """How many places of its name lie in the divisions named with it: those with fewer vouch for the others."""
        if not span.containers or len(span.candidates) < 2:
            return len(span.candidates)
        return sum(all(self._within(p, c) > 0 for c in span.containers) for p, _ in span.candidates)

    def _ambiguous(self, span: Span, ranked: list[Ranked]) -> bool:
        return is_ambiguous(ranked, partial(self._by_district, span), self.gazetteer.direction_towns)

    def _choose(self, span: Span) -> None:
        sound = skeleton(span.name)
        candidates = of_kind(span) or self._misspelled(span) or self.misspelled.get(sound, ())
        if not span.glosses and not span.containers and sound in self.unknown:
            candidates = ()
        if span.stand_in:
            candidates = tuple(each for each in candidates if self._vouched(span, each[0]))
        ranked = self._rank(span, candidates)
        if ranked and self._astray(span, ranked[0].place):
            near = [each for each in ranked if not self._astray(span, each.place)]
            if self._alike(ranked[0].fit, near) or self._by_the_front(ranked[0].place) < AT_THE_FRONT:
                ranked = shared_anew(near)
            else:  # a day's notes go from one end of the front to the other
                ranked = shared_anew([each for each in ranked if each.fit >= ranked[0].fit * ALIKE])
        elif len(ranked) > 1 and self._ambiguous(span, ranked):
            ranked = shared_anew([each for each in ranked if not self._astray(span, each.place)])
        self.ranked[id(span)] = [(each.place, each.fit * each.share) for each in ranked[:_KEPT]]
        clear = len(ranked) == 1 or (ranked and not self._ambiguous(span, ranked))
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
        if place is not None and place.kind is PlaceKind.RIVER:
            self._runs(span, place)
        of_road = span.pair is not None and span.role is Role.MODIFIER  # where it leads, not where one is
        if place is not None and point is not None and place.kind not in _NOT_NEAR and not of_road:
            insort(self.anchors, span.start)
            self.anchored[span.start] = point
            self.flat[span.start] = flat(point)
            if place.kind is PlaceKind.REGION:
                self.covered |= self.gazetteer.divisions_in(place)
            if place.kind is PlaceKind.REGION or (place.kind is PlaceKind.DISTRICT and not place.admin3):
                self.wide.add(span.start)

    @staticmethod
    def _alike(fit: float, others: list[Ranked]) -> bool:
        """Whether the name fits any of the others about as well."""
        return any(each.fit >= fit * ALIKE for each in others)

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


def _one_of_many(span: Span) -> bool:
    """Whether counties of one name are told apart by the places around only: "Jackson County"."""
    places = [place for place, _ in span.candidates]
    if span.containers or len(places) < 2:
        return False
    return all(place.kind is PlaceKind.DISTRICT and place.country not in AT_WAR for place in places)
