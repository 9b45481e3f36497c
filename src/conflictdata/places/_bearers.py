"""What the bearers of a name have in common, computed once: each step asks it of the same tuple of candidates."""

from __future__ import annotations

import math

import attrs

from conflictdata._remembered import by_identity
from conflictdata.model import Place, PlaceKind
from conflictdata.places._candidates import Candidates
from conflictdata.places._gazetteer import AT_WAR, EXACT, GUESSED, INFLECTED, SLAVIC, SOUND
from conflictdata.places._relation import DIVISION
from conflictdata.places._weights import TOWN_POPULATION

MINOR = 15_000
"""People of the largest towns that are so small that most readers do not know them."""

_COUNTRY, _SETTLEMENT, _SITE = PlaceKind.COUNTRY, PlaceKind.SETTLEMENT, PlaceKind.SITE
"""Asked of every candidate, and slow to look up on Python 3.11."""


def is_small_abroad(place: Place, people: int = MINOR) -> bool:
    """Whether a place is a small town abroad."""
    return place.country not in SLAVIC and place.population < people and place.kind is _SETTLEMENT


@attrs.frozen(eq=False)
class Bearers:
    """What the candidates of a name say of each other.

    Attributes:
        largest: people of the largest; 0 without any.
        town_abroad: people of the largest, where all are settlements outside the countries the war is about; infinite
            for others, and without any.
        division: it is a division of land by itself; its namesakes are small towns abroad.
        country: one is a country.
        sites: all are sites.
        slavic: one lies in a country the war is about.
        own_name: countries that have a place with this for its main name, or nearly; both at war, if one has.
        exactly: a place in a country at war is called so, by a case form at least.
        spelled: one is spelled so.
        exact: any is.
        abroad: one lies in no country at war.
        villages: those that are no divisions are no towns.
    """

    largest: int
    town_abroad: float
    division: bool
    country: bool
    sites: bool
    slavic: bool
    own_name: frozenset[str]
    exactly: bool
    spelled: bool
    exact: bool
    abroad: bool
    villages: bool

    @classmethod
    def of(cls, candidates: Candidates) -> Bearers:
        """Look each candidate over."""
        places = [place for place, _ in candidates]
        undivided = [(place, fit) for place, fit in candidates if place.kind not in DIVISION]
        own = {place.country for place, fit in undivided if fit >= GUESSED * INFLECTED}
        at_war = [(place, fit) for place, fit in candidates if place.country in AT_WAR]
        largest = max((place.population for place in places), default=0)
        towns = all(place.kind is _SETTLEMENT and place.country not in SLAVIC for place in places)
        return cls(
            largest=largest,
            town_abroad=largest if towns and places else math.inf,
            division=any(place.kind in DIVISION and fit >= SOUND for place, fit in candidates)
            and all(is_small_abroad(place) for place, _ in undivided),
            country=any(place.kind is _COUNTRY for place in places),
            sites=all(place.kind is _SITE for place in places),
            slavic=any(place.country in SLAVIC for place in places),
            own_name=frozenset(own if own.isdisjoint(AT_WAR) else own.union(AT_WAR)),
            exactly=any(fit >= INFLECTED and place.kind not in DIVISION for place, fit in at_war),
            spelled=any(fit == EXACT for _, fit in at_war),
            exact=any(fit == EXACT for _, fit in candidates),
            abroad=len(at_war) < len(candidates),
            villages=all(place.population < TOWN_POPULATION for place, _ in undivided),
        )


bearers_of = by_identity(Bearers.of)
"""``Bearers.of``, remembered for each tuple."""
