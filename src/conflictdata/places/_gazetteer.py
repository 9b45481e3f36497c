"""The gazetteer: several sources of places behind one set of look-ups."""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

import attrs

from conflictdata._remembered import by_identity
from conflictdata.errors import GazetteerError
from conflictdata.model import Place, PlaceKind, Point
from conflictdata.places._about import (
    Region,
    by_stem,
    direction_towns_of,
    districts_of,
    division_names_of,
    in_use_of,
    regions_of,
)
from conflictdata.places._flat import KM_PER_DEGREE, flat
from conflictdata.places._index import pair_of
from conflictdata.places._inflect import base_forms
from conflictdata.places._installed import installed
from conflictdata.places._layers import FileLayer, Layer, MemoryLayer, spellings
from conflictdata.places._names import exact_key, in_ukrainian, is_cyrillic, skeleton
from conflictdata.places._russian import russian_names

SHIPPED = Path(__file__).with_name("gazetteer.bin")
EXACT, SOUND, GUESSED, INFLECTED, OTHER_NAME, SHORT_NAME = 1.0, 0.92, 0.85, 0.97, 0.75, 0.88
"""Scores of a match: the same spelling; the same sound; a guessed Russian name; factors for an inflected form,
for a name that has nothing in common with the place's main one (a former name, or the name of a part of a city), and for
one that leaves out much of it (Dubna for Malaya Dubna)."""

ENGLISH, MISHEARD = frozenset(("US", "GB", "CA", "IE", "AU", "NZ")), 0.6
"""Countries whose places have English names, and the score there of a Latin name that only sounds like one: Hickson is not
Hixson, while there are many ways to write an Arabic or a Ukrainian name."""

AT_WAR = ("UA", "RU")
"""Reports on this war name their villages, reports on other countries mostly towns."""

SLAVIC = frozenset(("UA", "RU", "BY", "MD"))
"""Where reports of the war are about: they call works, hospitals and governors by the town or region alone, also by its
adjective; elsewhere such a likeness is likelier chance."""

HEARD = 50_000
"""People of a town there from which on its name is recognised in other letters by its sound."""

LIKENED, MUCH_LARGER = 0.55, 20
"""Factor for a name that only resembles the main one ("Mykolaiv" for Mykolaivka) where another place bears it, unless
that is so many times smaller."""

CITY = 20_000
"""From this size on a place is named more often in proportion to the square root of its size."""

LARGE = 100_000
"""From this size on a town is named more often than the region called after it."""

UNKNOWN_POPULATION = 300
"""What a settlement without a figure is taken to have: villages lack them, towns do not."""

SECTOR, SECTOR_KM = 4.0, 20.0
"""How much likelier a village is meant right beside a town after which a sector of the front is called, and the scale at
which that fades. Measured on villages with known positions: of those it resolves anew twice as many are right as wrong."""

FOUGHT_OVER = ("UA", "RU")
"""Whose cities have names in other languages that sound like a village's: "Voronejo" like Vorone."""

FRONT = 4.0
"""How many times likelier than elsewhere in its region a report means a place in a district at the front."""

VILLAGE_POPULATION = 50
"""What one is taken to have that GeoNames leaves out of its places of 500 and more."""

DISTRICT_KM = 90.0
"""No settlement of a raion lies further from its middle."""

DOUBLE_KM = 8.0
"""Places of one name nearer than this are one; positions in the supplement are good to 5 km."""

_MOST_SIZES = 200_000
_FITS = 0.9
"""What a name must fit better for a place to say in which country a report is."""
_DIVISIONS = (PlaceKind.DISTRICT, PlaceKind.REGION, PlaceKind.COUNTRY)
_WEIGHT = {
    PlaceKind.COUNTRY: 9.5,
    PlaceKind.REGION: 6.5,
    PlaceKind.RIVER: 3.5,
    PlaceKind.AREA: 5.0,
    PlaceKind.SITE: 5.0,
}


class Gazetteer:
    """Places by name, by id and by position, from one or more layers; the first layer with an id keeps it."""

    def __init__(self, layers: Iterable[Layer]) -> None:
        self.layers = tuple(layers)
        if not self.layers:
            raise GazetteerError(
                "a gazetteer needs at least one layer; `Gazetteer.shipped()` opens the default"
            )
        self.regions = regions_of(self.layers)
        self.division_names: Mapping[str, str] = division_names_of(self.layers, self.regions)
        self.direction_towns = direction_towns_of(self.layers)
        self._in_use = in_use_of(self.layers)
        self.districts = districts_of(self.layers)
        self._sizes: dict[str, float] = {}
        self._fronts: dict[str, float] = {}
        self._priors: dict[tuple[frozenset[str], frozenset[str]], dict[str, float]] = {}
        self._region_by_name = {region.name: region for region in self.regions}
        self.region_stems: Mapping[str, tuple[Region, ...]] = by_stem(self.regions)
        self.named = lru_cache(maxsize=65536)(self._named)
        self.inside = lru_cache(maxsize=64)(self._inside)
        self.around = lru_cache(maxsize=64)(self._around)
        self.countries_of = by_identity(self._countries_of)

    @classmethod
    def shipped(cls) -> Gazetteer:
        """The default gazetteer alone, whatever is installed."""
        return cls([FileLayer(SHIPPED)])

    @property
    def size(self) -> int:
        """Number of places, those of several layers counted once a layer."""
        return sum(map(len, self.layers))

    def get(self, id: str) -> Place:
        """The place of an id.

        Raises:
            GazetteerError: no layer has it.
        """
        for layer in self.layers:
            if (place := layer.by_id(id)) is not None:
                return self._positioned(place)
        if id.startswith("conflictdata:road-"):
            from conflictdata.places._way import whole_roads

            for road in whole_roads(self):
                if road.id == id:
                    return road
        raise GazetteerError(
            f"no place {id!r} in the gazetteer; `conflictdata gazetteer install` adds countries"
        )

    def has(self, id: str) -> bool:
        """Whether a layer has a place of that id."""
        return any(layer.by_id(id) is not None for layer in self.layers)

    def _positioned(self, place: Place) -> Place:
        """The place with the position that another layer has for it, where its own is not known."""
        if not place.radius_km:
            return place
        found = (layer.by_id(place.id) for layer in self.layers[1:])
        return next((each for each in found if each is not None and not each.radius_km), place)

    def lookup(
        self, name: str, *, lang: str | None = None, country: str | None = None
    ) -> list[tuple[Place, float]]:
        """Places that a name can mean, best first, with how well the name fits, in [0, 1].

        Takes any script, romanisation and Russian or Ukrainian case form. The order weighs the fit with the
        size of the place: Артемовск is Bakhmut, once called so, before a village that is still called like it.

        Args:
            lang: the language of the name, "ru" or "uk" to allow case forms in that script only; None for any.
            country: ISO 3166-1 alpha-2 code to look in, None for all.
        """
        found = self.named(exact_key(name), lang != "en", lang or "") or self._numbered(name)
        chosen = [each for each in found if country is None or each[0].country == country.upper()]
        return sorted(chosen, key=lambda each: (-likelihood(*each), each[0].id))

    def _numbered(self, name: str) -> tuple[tuple[Place, float], ...]:
        """The roads of a number: "H-20", "Т0504"; they are no names that ``named`` finds in texts."""
        if not any(map(str.isdigit, name)):
            return ()
        from conflictdata.places._way import roads_numbered

        return tuple((road, EXACT) for road in roads_numbered(self, name))

    def may_begin(self, phrase: str) -> bool:
        """Whether a name of several words may begin with the first two words of ``phrase``."""
        key = exact_key(phrase)
        if " " not in key:
            return True
        bit = pair_of(key)
        return any(layer.has_pair(bit) for layer in self.layers)

    def _named(self, key: str, inflected: bool = True, lang: str = "") -> tuple[tuple[Place, float], ...]:
        best: dict[str, tuple[Place, float]] = {}
        forms = base_forms(key, lang) if inflected and is_cyrillic(key) else (key,)
        for number, form in enumerate(forms):
            sound = skeleton(form)
            for layer in self.layers:
                for place in layer.named(sound):
                    score = self._fit(place, form, sound) * (INFLECTED if number else 1.0)
                    kept, fit = best.get(place.id, (place, 0.0))
                    if place.radius_km < kept.radius_km:  # an installed country tells where it lies
                        kept = place
                    best[place.id] = (kept, max(fit, score))
        found = _without_doubles(self._likened(list(best.values()), frozenset(map(skeleton, forms))))
        return _seats_or_regions(found) if is_cyrillic(key) else found

    def _likened(self, found: list[tuple[Place, float]], sounds: frozenset[str]) -> list[tuple[Place, float]]:
        """Less for places whose main name the one looked up only resembles, where another bears it."""
        if any(p.kind is PlaceKind.COUNTRY and score == EXACT for p, score in found):
            return [
                each
                for each in found
                if each[0].kind is not PlaceKind.SETTLEMENT or skeleton(each[0].name) in sounds
            ]
        bearers = [
            p.population for p, _ in found if p.kind is PlaceKind.SETTLEMENT and skeleton(p.name) in sounds
        ]
        if not bearers or len(bearers) == len(found):
            return found
        most = MUCH_LARGER * max(bearers)
        return [
            (
                place,
                score * LIKENED
                if (place.population < most or (score < INFLECTED and place.country in FOUGHT_OVER))
                and self._only_like(place, sounds)
                else score,
            )
            for place, score in found
        ]

    def _only_like(self, place: Place, sounds: frozenset[str]) -> bool:
        if place.kind is not PlaceKind.SETTLEMENT:
            return False
        main = skeleton(place.name)
        if main in sounds:
            return False
        names = spellings(place)
        alike = [sound for sound in sounds if sound in map(skeleton, names)]
        if place.country == "UA" and not sounds.isdisjoint(map(skeleton, russian_names(names))):
            return False  # Konstantinovka for Kostiantynivka
        return bool(alike) and all(
            (place.id, sound) not in self._in_use and _akin(main, sound) > OTHER_NAME for sound in alike
        )

    def _fit(self, place: Place, form: str, sound: str) -> float:
        """How well a spelling fits a place that was found by its sound."""
        names = spellings(place)
        akin = 1.0
        if place.kind is PlaceKind.SETTLEMENT and (place.id, sound) not in self._in_use:
            akin = _akin(skeleton(place.name), sound)
        if exact_key(form) in _spelled(place.id, names):
            return EXACT * akin
        english = place.country in ENGLISH and place.kind is PlaceKind.SETTLEMENT
        if english and (form.isascii() or place.population < HEARD):
            return MISHEARD * akin
        same = [name for name in names if skeleton(name) == sound]
        if place.country == "RU" and not form.isascii() and in_ukrainian(form, same):
            return EXACT * akin
        if same and is_cyrillic(form) and not any(map(is_cyrillic, same)) and any(map(is_cyrillic, names)):
            return GUESSED * akin  # "Voronejo" is no name of Voronezh in Ukrainian
        if same:
            return SOUND * akin
        return GUESSED * akin

    def near(self, point: Point, km: float) -> list[tuple[Place, float]]:
        """Settlements and other places within ``km`` kilometres of a point, nearest first, with the distance in km.

        Left out are settlements whose own position is not known.
        """
        found: dict[str, tuple[Place, float]] = {}
        for layer in self.layers:
            for place in layer.near(point, km):
                if place.point is not None and not place.radius_km and place.kind not in _DIVISIONS:
                    distance = place.point.distance_km(point)
                    if distance <= km:
                        found.setdefault(place.id, (place, distance))
        return sorted(found.values(), key=lambda each: (each[1], each[0].id))

    def _inside(self, district: Place) -> dict[str, list[tuple[str, Place]]]:
        """Settlements that lie, by the names of their divisions, in a district of the second or third order.

        Each with the skeleton of each of its names, by the first letter of that.
        """
        found: dict[str, list[tuple[str, Place]]] = {}
        places = (
            (p for layer in self.layers for p in layer.near(district.point, DISTRICT_KM))
            if district.point
            else ()
        )
        for place in places:
            if (
                place.kind is PlaceKind.SETTLEMENT
                and (place.country, place.admin1, place.admin2)
                == (district.country, district.admin1, district.admin2)
                and district.admin3 in ("", place.admin3)
            ):
                _add_sounds(found, place)
        return found

    def _around(self, point: Point, km: float) -> dict[str, list[tuple[str, Place]]]:
        """The same for the settlements within ``km`` kilometres of a point."""
        found: dict[str, list[tuple[str, Place]]] = {}
        for place, _ in self.near(point, km):
            if place.kind is PlaceKind.SETTLEMENT:
                _add_sounds(found, place)
        return found

    def size_of(self, place: Place) -> float:
        """The weight of a place of this gazetteer by its size alone; remembered."""
        known = self._sizes.get(place.id)
        if known is None:
            if len(self._sizes) > _MOST_SIZES:
                self._sizes.clear()
            known = self._sizes[place.id] = self._hamlet(place) or likelihood(place, 1.0)
        return known

    def _countries_of(self, candidates: tuple[tuple[Place, float], ...]) -> tuple[tuple[str, float], ...]:
        """The countries that a name with these candidates may lie in, with the shares of their sizes; of those that fit."""
        weights: dict[str, float] = {}
        for place, fit in candidates:
            if fit > _FITS:
                weights[place.country] = weights.get(place.country, 0.0) + self.size_of(place) * fit**6
        total = sum(weights.values()) or 1.0
        return tuple((country, weight / total) for country, weight in weights.items())

    def _hamlet(self, place: Place) -> float:
        """The weight of one nobody has counted that the gazetteer knows for a hamlet, else 0."""
        if place.population or place.radius_km or place.country != "UA":
            return 0.0
        return _UNCOUNTED if any(layer.is_hamlet(place.id) for layer in self.layers) else 0.0

    def priors_of(self, area: frozenset[str], countries: frozenset[str]) -> dict[str, float]:
        """What a resolver remembers of the likelihood of places by id, for one area of reports."""
        if len(self._priors) > 64 or sum(map(len, self._priors.values())) > 200_000:
            self._priors.clear()
        return self._priors.setdefault((area, countries), {})

    def region(self, place: Place) -> Place | None:
        """The first-order division a place lies in, as a place, or None when the gazetteer does not tell."""
        known = self._region_by_name.get(place.admin1)
        return None if known is None else self.get(f"iso:{known.iso}")

    def region_around(self, place: Place) -> Place | None:
        """The first-order division a place lies in; of a city that is one itself, the one around it that goes by its name."""
        around = next((r for r in self._region_by_name.values() if place.admin1 in r.cities), None)
        return self.region(place) if around is None else self.get(f"iso:{around.iso}")

    def district(self, place: Place) -> Place | None:
        """The second-order division a place lies in, as a place, or None when the gazetteer does not tell."""
        found = self.named(exact_key(place.admin2), False) if place.admin2 else ()
        return next(
            (
                each
                for each, _ in found
                if each.kind is PlaceKind.DISTRICT
                and (each.admin1, each.admin2) == (place.admin1, place.admin2)
                and not each.admin3
            ),
            None,
        )

    def region_code(self, place: Place) -> str:
        """ISO 3166-2 code of the division a place lies in; its name where there is no code, "" if unknown."""
        known = self._region_by_name.get(place.admin1)
        return place.admin1 if known is None else known.iso

    def weight(self, place: Place) -> float:
        """How much likelier than elsewhere a report on the war means a place there."""
        known = self._region_by_name.get(place.admin1)
        if known is None or known.iso[:2] != place.country:
            return 1.0
        return known.weight * (FRONT if place.admin2 in known.front else 1.0)

    def by_the_front(self, place: Place) -> float:
        """How much likelier a village is meant for lying near a town after which a sector of the front is called."""
        known = self._fronts.get(place.id)
        if known is None:
            if len(self._fronts) > _MOST_SIZES:
                self._fronts.clear()
            known = self._fronts[place.id] = self._near_sector(place)
        return known

    def _near_sector(self, place: Place) -> float:
        point = place.point
        if point is None or place.radius_km and place.radius_km > SECTOR_KM:
            return 1.0
        km = min(
            (
                KM_PER_DEGREE * math.hypot(point.lat - lat, (point.lon - lon) * narrowing)
                for lat, lon, narrowing in self._sector_towns
            ),
            default=math.inf,
        )
        return 1.0 + SECTOR * math.exp(-km / SECTOR_KM) if km < 4 * SECTOR_KM else 1.0

    @functools.cached_property
    def _sector_towns(self) -> list[tuple[float, float, float]]:
        towns = (self.get(id) for id in sorted(self.direction_towns))
        return [flat(town.point) for town in towns if town is not None and town.point is not None]

    def lies_in(self, place: Place, region: Place) -> bool:
        """Whether a place lies in a first-order division, a city with a division of its own in the one around it."""
        if place.country != region.country:
            return False
        known = self._region_by_name.get(region.admin1)
        return place.admin1 == region.admin1 or (known is not None and place.admin1 in known.cities)

    def divisions_in(self, region: Place) -> set[tuple[str, str]]:
        """Country and first-order division of all places that by ``lies_in`` lie in a first-order division."""
        known = self._region_by_name.get(region.admin1)
        cities = known.cities if known is not None else ()
        return {(region.country, name) for name in (region.admin1, *cities)}

    def admin(self, point: Point) -> tuple[str, str, str]:
        """Country, first- and second-order division of the settlement nearest to a point within 100 km, else empty."""
        for km in (5.0, 20.0, 100.0):
            for place, _ in self.near(point, km):
                if place.country and place.kind is PlaceKind.SETTLEMENT:
                    return place.country, place.admin1, place.admin2
        return "", "", ""


def _add_sounds(found: dict[str, list[tuple[str, Place]]], place: Place) -> None:
    for sound in {skeleton(name) for name in spellings(place)} - {""}:
        found.setdefault(sound[0], []).append((sound, place))


def _seats_or_regions(found: tuple[tuple[Place, float], ...]) -> tuple[tuple[Place, float], ...]:
    """Of a large town and the region called after it the one that is named: «в Ставрополе» is the town, «Ставрополье» the region."""
    towns = {p.admin1: s for p, s in found if p.population >= LARGE and _is_settlement(p)}
    regions = {p.admin1: s for p, s in found if p.kind is PlaceKind.REGION}
    if not any(name in regions for name in towns):
        return found
    kept = []
    for place, fit in found:
        other = (towns if place.kind is PlaceKind.REGION else regions).get(place.admin1, 0.0)
        if fit >= other:
            kept.append((place, fit))
    return tuple(kept)


def _without_doubles(found: list[tuple[Place, float]]) -> tuple[tuple[Place, float], ...]:
    """Leave out our own places for which an installed country has an entry of the same name nearby.

    What has a position of its own takes the place of what has that of its division, with the names of the divisions.
    A town that only was once called so is none: Myrnohrad and the village of Novoekonomichne beside it.
    """
    ours = [
        (place, fit) for place, fit in found if not place.id.startswith("geonames:") and _is_settlement(place)
    ]
    if not ours or len(ours) == len(found):
        return tuple(found)
    theirs = [
        (place, fit) for place, fit in found if place.id.startswith("geonames:") and _is_settlement(place)
    ]
    better: dict[str, Place] = {}
    for place, fit in ours:
        reach = max(DOUBLE_KM, place.radius_km)
        near = [
            (_apart(place, other), other)
            for other, named in theirs
            if other.id not in better and named > fit * OTHER_NAME
        ]
        km, other = min(near, default=(math.inf, place), key=lambda each: (each[0], each[1].id))
        if km < reach:
            better[other.id] = place
    doubles = {place.id for place in better.values()}
    return tuple(
        (_divided(place, better.get(place.id)), score) for place, score in found if place.id not in doubles
    )


def _is_settlement(place: Place) -> bool:
    return place.kind is PlaceKind.SETTLEMENT and place.point is not None


def _apart(one: Place, other: Place) -> float:
    return one.point.distance_km(other.point) if one.point and other.point else math.inf


def _divided(place: Place, known: Place | None) -> Place:
    """A place with the divisions that another entry for it has, where they tell more."""
    if known is None or place.admin3 or not known.admin2:
        return place
    return attrs.evolve(place, admin2=known.admin2, admin3=known.admin3)


def importance(place: Place) -> float:
    """How likely a name means this place when nothing else is known: the logarithm of its size."""
    if place.kind in _WEIGHT:
        return _WEIGHT[place.kind]
    unknown = VILLAGE_POPULATION if place.radius_km else UNKNOWN_POPULATION
    return _magnitude(place.population or unknown)


def _magnitude(people: int) -> float:
    digits = str(people)
    return len(digits) - 1 + int(digits[0]) / 10


_UNCOUNTED = math.exp(_magnitude(VILLAGE_POPULATION))
"""The weight of a hamlet."""


def likelihood(place: Place, score: float) -> float:
    """The weight of a candidate by itself: its fit, and its size with diminishing returns."""
    size = math.exp(importance(place)) * score**6
    return (
        size * math.sqrt(place.population / CITY)
        if place.population > CITY and _is_settlement(place)
        else size
    )


@lru_cache(maxsize=65536)
def _spelled(place_id: str, names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(exact_key, names))


_SHARED_ENDING = re.compile(r"(?:[ioe]v(?:k?[aoei]|ske|skoe)?|sk(?:e|oe|ii?|a)?|n(?:e|oe|a|i))$")
"""Endings that half of all names have and that make no two of them akin."""

_NO_VOWELS = str.maketrans("", "", "aeiou")


@lru_cache(maxsize=65536)
def _akin(main: str, sound: str) -> float:
    """The factor for a name beside the main one.

    Names are akin when they share half of their pairs of letters, or their consonants: Kostiantynivka and
    Konstantinovka, Kyiv and Kiev.
    """
    if main.translate(_NO_VOWELS) == sound.translate(_NO_VOWELS):
        return 1.0
    stems = [_SHARED_ENDING.sub("", word) or word for word in (main, sound)]
    pairs = [{word[i : i + 2] for i in range(len(word) - 1)} for word in stems]
    if 2 * len(pairs[0] & pairs[1]) < min(map(len, pairs)):
        return OTHER_NAME
    return SHORT_NAME if len(sound) < 0.7 * len(main) else 1.0


@lru_cache(maxsize=4)
def _open(paths: tuple[Path, ...]) -> Gazetteer:
    from conflictdata import plugins

    layers: list[Layer] = [FileLayer(path) for path in (SHIPPED, *paths)]
    given = [place for _, (place,) in plugins.default().collect("conflictdata_places")]
    if given:
        layers.append(MemoryLayer(given))
    return Gazetteer(layers)


def default() -> Gazetteer:
    """The shipped gazetteer with the installed countries and what plugins register; opened once."""
    return _open(installed())
