"""Where in the world a report is: the divisions and countries that its names have in common.

A name with namesakes is likelier the one in the division that the other names of the report lie in: London among towns
of Ontario. Each name votes for the divisions of what it can mean, by how likely it means that; what the others say of a
name changes how likely, and so the votes are counted anew a few times. A name has one vote however often it stands
there, and none on itself.
"""

from __future__ import annotations

from collections.abc import Callable

from conflictdata.model import Place, PlaceKind
from conflictdata.places._names import skeleton
from conflictdata.places._span import Span

IN_DIVISION, IN_COUNTRY = 600.0, 12.0
"""How many times likelier than by its size alone a place is meant in the division, the country, of all other names:
about as many times as the names of the world outweigh those of one."""

COUNTRY_VOTE = 0.5
"""What the name of a country counts: reports name countries they are not about."""

UNSURE = 2.0
"""Votes for nowhere, so that a name or two prove little."""

_ROUNDS, _MOST_NAMES, _MOST_MEANINGS = 3, 200, 24

Division = tuple[str, str]


class Senses:
    """The votes of one report."""

    def __init__(self, spans: list[Span], size_of: Callable[[Place], float]) -> None:
        self._shares: dict[str, dict[Division, float]] = {}
        self._votes: dict[Division, float] = {}
        self._countries: dict[str, float] = {}
        self._size_of = size_of
        meanings = self._meanings(spans)
        for _ in range(_ROUNDS if len(meanings) > 1 else 0):
            shares = {name: self._share(name, options) for name, options in meanings.items()}
            self._count(shares)

    def factor(self, name: str, place: Place) -> float:
        """How many times likelier than by its size alone a name means a place, by the other names of the report."""
        total = len(self._shares) - (name in self._shares)
        if not total or not place.country:
            return 1.0
        own = self._shares.get(name, {})
        division = (place.country, place.admin1)
        by_country = sum(vote for (country, _), vote in own.items() if country == place.country)
        in_country = self._countries.get(place.country, 0.0) - by_country
        in_division = self._votes.get(division, 0.0) - own.get(division, 0.0) if place.admin1 else 0.0
        whole = total + UNSURE
        return 1.0 + IN_COUNTRY * max(in_country, 0.0) / whole + IN_DIVISION * max(in_division, 0.0) / whole

    def share(self, name: str, place: Place) -> float:
        """The share of the other names that lie in the division of a place, 0 where that is not known."""
        others = len(self._shares) - (name in self._shares) + UNSURE
        division = (place.country, place.admin1)
        own = self._shares.get(name, {}).get(division, 0.0)
        return (self._votes.get(division, 0.0) - own) / others if place.admin1 else 0.0

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

    def _share(self, name: str, options: list[tuple[Place, float]]) -> dict[Division, float]:
        weighed = [(place, weight * self.factor(name, place)) for place, weight in options]
        whole = sum(weight for _, weight in weighed) or 1.0
        shares: dict[Division, float] = {}
        for place, weight in weighed:
            division = (place.country, place.admin1)
            counts = COUNTRY_VOTE if place.kind is PlaceKind.COUNTRY else 1.0
            shares[division] = shares.get(division, 0.0) + counts * weight / whole
        return shares

    def _count(self, shares: dict[str, dict[Division, float]]) -> None:
        self._shares, self._votes, self._countries = shares, {}, {}
        for each in shares.values():
            for division, share in each.items():
                self._votes[division] = self._votes.get(division, 0.0) + share
                self._countries[division[0]] = self._countries.get(division[0], 0.0) + share


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
