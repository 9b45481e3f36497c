"""Where in the world a report is: the divisions, the countries and the corner of them that its names have in common.

A name with namesakes is likelier the one in the division that the other names of the report lie in: London among towns
of Ontario. Each name votes for the divisions of what it can mean, by how likely it means that; what the others say of a
name changes how likely, and so the votes are counted anew a few times. A name has one vote however often it stands
there, and none on itself. Votes count for a square of the map as well: Lebanon beside Myerstown is no country, and
Huntsville in Walker County is the one of the two with a Walker County around it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import TypeVar

import attrs

from conflictdata.model import Place, PlaceKind
from conflictdata.places._names import skeleton
from conflictdata.places._span import Span

IN_DIVISION, IN_COUNTRY = 600.0, 12.0
"""How many times likelier than by its size alone a place is meant in the division, the country, of all other names:
about as many times as the names of the world outweigh those of one."""

NEARBY = 50_000.0
"""The same for a place about which all other names lie, in proportion to the square of their share: of many names one is
beside some namesake by chance."""

SQUARE = 0.35
"""Degrees of the squares; a place counts in the nine around it."""

WIDE = 40.0
"""The same for a sea, an island or a continent, of which no division is known."""

COUNTRY_VOTE = 0.5
"""What the name of a country counts: reports name countries they are not about."""

UNSURE = 2.0
"""Votes for nowhere, so that a name or two prove little."""

_ROUNDS, _MOST_NAMES, _MOST_MEANINGS = 3, 200, 24

Division = tuple[str, str]
Square = tuple[int, int]
_Key = TypeVar("_Key")
_POINTS = (PlaceKind.SETTLEMENT, PlaceKind.DISTRICT, PlaceKind.SITE)
"""What is small enough for its middle to say where it is."""


def _square(place: Place) -> Square | None:
    if place.point is None or place.kind not in _POINTS:
        return None
    narrowing = max(0.1, math.cos(math.radians(place.point.lat)))
    return math.floor(place.point.lat / SQUARE), math.floor(place.point.lon * narrowing / SQUARE)


def _nine(square: Square) -> Iterator[Square]:
    return ((square[0] + north, square[1] + east) for north in (-1, 0, 1) for east in (-1, 0, 1))


def _sum(into: dict[_Key, float], votes: dict[_Key, float]) -> None:
    for key, share in votes.items():
        into[key] = into.get(key, 0.0) + share


@attrs.frozen
class _Votes:
    """What one name, or all of them, say of where the report is."""

    divisions: dict[Division, float] = attrs.field(factory=dict)
    countries: dict[str, float] = attrs.field(factory=dict)
    squares: dict[Square, float] = attrs.field(factory=dict)

    def add(self, place: Place, share: float) -> None:
        counts = share * (COUNTRY_VOTE if place.kind is PlaceKind.COUNTRY else 1.0)
        division = (place.country, place.admin1)
        self.divisions[division] = self.divisions.get(division, 0.0) + counts
        self.countries[place.country] = self.countries.get(place.country, 0.0) + counts
        if (square := _square(place)) is not None:
            self.squares[square] = self.squares.get(square, 0.0) + share

    def join(self, other: _Votes) -> None:
        _sum(self.divisions, other.divisions)
        _sum(self.countries, other.countries)
        _sum(self.squares, other.squares)

    def around(self, place: Place) -> float:
        """The votes of the nine squares about a place."""
        square = _square(place)
        return 0.0 if square is None else sum(self.squares.get(each, 0.0) for each in _nine(square))


_NONE = _Votes()


class Senses:
    """The votes of one report."""

    def __init__(self, spans: list[Span], size_of: Callable[[Place], float]) -> None:
        self._shares: dict[str, _Votes] = {}
        self._all = _NONE
        self._size_of = size_of
        meanings = self._meanings(spans)
        for _ in range(_ROUNDS if len(meanings) > 1 else 0):
            self._shares = {name: self._share(name, options) for name, options in meanings.items()}
            self._all = _Votes()
            for each in self._shares.values():
                self._all.join(each)

    def factor(self, name: str, place: Place) -> float:
        """How many times likelier than by its size alone a name means a place, by the other names of the report."""
        total = len(self._shares) - (name in self._shares)
        if not total:
            return 1.0
        if not place.country:
            return 1.0 + WIDE  # a sea or a continent is no further from one report than from another
        own, whole = self._shares.get(name, _NONE), total + UNSURE
        in_country = self._all.countries.get(place.country, 0.0) - own.countries.get(place.country, 0.0)
        near = max(self._all.around(place) - own.around(place), 0.0) / whole
        weighed = IN_COUNTRY * in_country + IN_DIVISION * self._in_division(own, place)
        return 1.0 + max(weighed, 0.0) / whole + NEARBY * near * near

    def share(self, name: str, place: Place) -> float:
        """The share of the other names that lie in the division of a place, 0 where that is not known."""
        others = len(self._shares) - (name in self._shares) + UNSURE
        return self._in_division(self._shares.get(name, _NONE), place) / others

    def _in_division(self, own: _Votes, place: Place) -> float:
        if not place.admin1:
            return 0.0
        division = (place.country, place.admin1)
        return self._all.divisions.get(division, 0.0) - own.divisions.get(division, 0.0)

    def _meanings(self, spans: list[Span]) -> dict[str, list[tuple[Place, float]]]:
        """What each name can mean, with the weight of its size; what a division behind it excludes is left out."""
        found: dict[str, list[tuple[Place, float]]] = {}
        for span in spans:
            name = skeleton(span.name)
            if not span.candidates or (name in found and not span.containers) or len(found) >= _MOST_NAMES:
                continue
            places = [(p, self._size_of(p) * fit**6) for p, fit in _inside(span)]
            places = [each for each in places if each[0].country]
            if places:
                found[name] = sorted(places, key=lambda each: -each[1])[:_MOST_MEANINGS]
        return found

    def _share(self, name: str, options: list[tuple[Place, float]]) -> _Votes:
        weighed = [(place, weight * self.factor(name, place)) for place, weight in options]
        whole = sum(weight for _, weight in weighed) or 1.0
        votes = _Votes()
        for place, weight in weighed:
            votes.add(place, weight / whole)
        return votes


def _inside(span: Span) -> list[tuple[Place, float]]:
    """The candidates that lie in a division named with the span, all if none does."""
    divisions = [place for each in span.containers for place, _ in each.candidates]
    if not divisions:
        return list(span.candidates)
    within = [
        (place, fit)
        for place, fit in span.candidates
        if any(place.country == each.country and each.admin1 in ("", place.admin1) for each in divisions)
    ]
    return within or list(span.candidates)
