"""What is known so far of the places of one text, and what it says of any further one.

The places that are found already, the points where they are, the divisions among them; how likely a place is before
anything is read around its name, and about where a name lies that no gazetteer has.
"""

from __future__ import annotations

import datetime as dt
import math
from bisect import bisect_left
from collections.abc import Container

from conflictdata.model import Place, PlaceKind, Point
from conflictdata.places._candidates import Candidates
from conflictdata.places._front import front_on
from conflictdata.places._gazetteer import AT_WAR, Gazetteer
from conflictdata.places._names import skeleton
from conflictdata.places._rivers import Course, courses, on_bank, passing
from conflictdata.places._senses import Senses
from conflictdata.places._span import Span
from conflictdata.places._weights import Near

GLOSS_GUESS_KM, GLOSS_GUESS_CITY_KM = 12.0, 40.0
"""Where an unknown name glossed by "north of X" is put; further out from a city, whose suburbs are called by its name."""

CITY_POPULATION = 200_000

SALIENT = 6.0
"""How many times likelier than its size says a town is meant after which a sector of the front is called."""

NEAR_IN_TEXT = 1.0 / (1.0 + 200.0 / 250.0)  # the weight of a name 200 characters away

CAPITAL, CAPITAL_POPULATION = 10.0, 300_000
"""How many times likelier than its size says a capital is meant that stands for its country in news of anywhere."""

FRONT_RADIUS_KM = 20.0
"""A place that is only known to lie in so wide a circle is not said to be at the front."""

LISTED, APART, LISTED_KM = 60, 0.25, 15.0
"""Characters to the next name of a list of places fought over, the weight of one that lies not about it, and the scale."""

BESIDE_RIVER = 200
"""Characters from the name of a river within which those of places on its banks are."""

_NEIGHBOURS = 6


class Known:
    """What one text has told up to now."""

    def __init__(self, gazetteer: Gazetteer, area: tuple[str, ...], day: dt.date | None = None) -> None:
        self.gazetteer = gazetteer
        self.front = front_on(day)
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
        self.covered: set[tuple[str, str]] = set()  # country and division of what lies in regions it named
        self.rivers: list[int] = []  # where in the text they are named, in order
        self.courses: dict[int, list[Course]] = {}  # of each
        self.named: set[str] = set()
        self.weighed_anew: set[str] = set()  # sounds of names of which that changed nothing
        self.unknown: dict[str, Point] = {}
        self.misspelled: dict[str, Candidates] = {}  # by the sound of the name, where a gloss or a list told
        self.common: dict[int, Place | None] = {}
        self.glossed: set[str] = set()
        self.senses: Senses | None = (
            None  # of reports that are not on the war, whose namesakes its regions tell apart
        )

    def _in_region_named(self, place: Place) -> bool:
        """Whether a place lies in one of the regions that the text has named."""
        return (place.country, place.admin1) in self.covered

    def _by_the_front(self, place: Place) -> float:
        """How much likelier a village is meant for lying at the front of the day, or by a town of one of its sectors."""
        sector = self.gazetteer.by_the_front(place)
        if self.front is None or place.point is None or place.radius_km > FRONT_RADIUS_KM:
            return sector
        return max(sector, self.front.weight(place.id, place.point))

    def _fought_over(self, place: Place) -> float:
        """How likely a fight on the ground is told of a place in a report on the war; as likely of all in others."""
        if self.front is None or self.senses is not None or place.point is None:
            return 1.0
        fought = self.front.fought(place.id, place.point)
        return fought * (1.0 + fought * (self.gazetteer.by_the_front(place) - 1.0))

    def _beside_fought(self, place: Place, beside: Point | None) -> float:
        """How much less likely a fight is told of a place that is not about the one named right beside it."""
        if beside is None or place.point is None:
            return 1.0
        return APART + math.exp(-place.point.distance_km(beside) / LISTED_KM)

    def _right_beside(self, span: Span) -> Point | None:
        """The place nearest in the text to a fight on the ground, if it is as near as the next name of a list."""
        if not span.fought or self.front is None:
            return None
        _, where = next(iter(self._close(span.start, self.wide)), (0.0, -BESIDE_RIVER))
        return self.anchored[where] if abs(where - span.start) < LISTED else None

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
            size *= (12.0 if self.area or place.country in AT_WAR else 3.0) * self.gazetteer.weight(place)
        if self.area and self.gazetteer.region_code(place) in self.area:
            size *= 4.0
        if place.id in self.gazetteer.direction_towns:
            size *= SALIENT
        return size

    def _neighbours(self, span: Span) -> list[tuple[float, Point]]:
        """Resolved places close by in the text, with weights that fall with the distance in characters."""
        return [(weight, self.anchored[where]) for weight, where in self._close(span.start, ())]

    def _around(self, span: Span) -> Near:
        """The same without regions and districts, whose middles say nothing of where in them a village lies."""
        return [(weight, *self.flat[where]) for weight, where in self._close(span.start, self.wide)]

    def _close(self, start: int, without: Container[int]) -> list[tuple[float, int]]:
        at = bisect_left(self.anchors, start)
        around = self.anchors[max(0, at - _NEIGHBOURS) : at + _NEIGHBOURS]
        close = [(abs(where - start), where) for where in around if where not in without]
        close.sort()
        return [(1.0 / (1.0 + distance / 250.0), where) for distance, where in close[:_NEIGHBOURS]]

    def _rivers_beside(self, span: Span) -> list[Course]:
        """The rivers that are named close by."""
        if not self.rivers:
            return []
        low = bisect_left(self.rivers, span.start - BESIDE_RIVER)
        high = min(bisect_left(self.rivers, span.start + BESIDE_RIVER), low + _NEIGHBOURS)
        return [course for at in self.rivers[low:high] for course in self.courses[at]]

    @staticmethod
    def _on_bank(place: Place, rivers: list[Course]) -> float:
        """How much likelier a settlement is meant on the bank of one of some rivers."""
        if place.point is None or place.kind is not PlaceKind.SETTLEMENT:
            return 1.0
        return max(on_bank(course, place.point, place.radius_km) for course in rivers)

    def _passes(self, place: Place, near: Near) -> Point | None:
        """Where a river passes the places named with it; the point of any other place."""
        course = courses().get(place.id)
        return place.point if course is None else passing(course, near) or place.point

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
