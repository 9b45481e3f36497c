"""The table of roads: numbers in any spelling, the towns on the way, and parts of it."""

from __future__ import annotations

import math
import re
import tomllib
from functools import cached_property, lru_cache
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import attrs

from conflictdata.model import Place, PlaceKind, Point
from conflictdata.model._place import EARTH_RADIUS_KM
from conflictdata.places._gazetteer import Gazetteer
from conflictdata.places._relation import inferred

TABLE = Path(__file__).with_name("tables") / "roads.toml"
DISTRICT_KM = 50.0
"""How far from the middle of a district a road may pass that is said to be in it."""

LEAST_KM = 5.0
"""The least ``radius_km`` of a part: lines between towns are no finer."""

KM = math.radians(EARTH_RADIUS_KM)
"""Kilometres of a degree of latitude."""

_CLASSES = str.maketrans("МНТРАЕОКNR", "MHTPAEOKHP")
"""One letter for those that look or, between the scripts, sound alike: Cyrillic first, then Latin N and R."""

_NUMBER = re.compile(
    r"(?P<kind>[MHNTPRAEOМНТРАЕО])(?P<gap>[-‐‑–—]|[ \u00a0])?"
    r"(?P<digits>(?:(?<=[TOТО])|(?<=[TOТО].))\d\d[-‐‑–]?\d\d(?:[-‐‑–]?\d\d)?\d?|\d{1,3})"
    r"(?![\w%°])(?![.,:]\d)(?!-?[^\W\d_])"
)
_CODED = re.compile(r"(\d\d[KК])[-‐‑–]?(\d{3})(?!\w)")


@attrs.frozen(eq=False)
class Road:
    """A road as the table has it.

    Attributes:
        kind: its class in Latin letters.
        digits: the rest of its number as its country writes it.
        country: ISO 3166-1 alpha-2, "" for a European number.
        names: what it is called beside its number.
        alone: whether its name beside a word for a road needs no quotes.
        way: code of the division and name of each town, in order.
    """

    kind: str
    digits: str
    country: str
    names: tuple[str, ...]
    alone: bool
    way: tuple[tuple[str, str], ...]

    @property
    def number(self) -> str:
        return f"{self.kind}-{self.digits}"

    @property
    def id(self) -> str:
        return f"conflictdata:road-{self.country.lower() or 'e'}-{self.number.lower()}"

    @property
    def plain(self) -> bool:
        """Whether nothing else is written like its number, so that it needs no word for a road beside it."""
        ukrainian = self.country == "UA"
        return ukrainian and (self.kind in "HT" or (self.kind == "M" and self.digits[0] == "0"))

    @cached_property
    def name_pattern(self) -> re.Pattern[str] | None:
        """Matches the road's name behind its number, None without one."""
        names = "|".join(map(re.escape, sorted(self.names, key=len, reverse=True)))
        return re.compile(rf"\s+[«\"“(]?(?:{names})(?!\w)") if names else None


@attrs.frozen
class Part:
    """A part of a road as a place, and whether the text told which part."""

    place: Place
    told: bool = True


def read_number(text: str, at: int) -> tuple[str, str, int, bool] | None:
    """Class, digits, end, and whether a space parts them, of the number of a road that begins at ``at``."""
    match = _NUMBER.match(text, at)
    if match is None:
        coded = _CODED.match(text, at)
        return (coded[1].translate(_CLASSES), coded[2], coded.end(), False) if coded else None
    kind = match["kind"].translate(_CLASSES)
    digits = re.sub(r"\D", "", match["digits"])
    if (kind in "TO") != (len(digits) >= 4):
        return None
    return kind, digits, match.end(), (match["gap"] or "").isspace()


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def roads() -> tuple[Road, ...]:
    """All roads of the table."""
    return tuple(
        Road(
            *_parted(each["number"]),
            each["country"],
            tuple(each.get("names", ())),
            each.get("alone", False),
            tuple(_towns(each["way"])),
        )
        for each in _table()["road"]
    )


def _parted(number: str) -> tuple[str, str]:
    kind, _, digits = number.partition("-")
    return kind, digits


def _towns(way: str) -> list[tuple[str, str]]:
    parts = (part.split(": ") for part in way.split("; "))
    return [(code, town) for code, towns in parts for town in towns.split(", ")]


def oblasts() -> dict[str, str]:
    """ISO codes of the oblasts by the two digits that their territorial roads begin with."""
    return dict(_table()["oblasts"])


@lru_cache(maxsize=1)
def roads_of() -> dict[tuple[str, str], tuple[Road, ...]]:
    """Roads by class and digits without zeros before them."""
    found: dict[tuple[str, str], tuple[Road, ...]] = {}
    for road in roads():
        key = road.kind, road.digits.lstrip("0")
        found[key] = (*found.get(key, ()), road)
    return found


@lru_cache(maxsize=1)
def roads_called() -> dict[str, tuple[Road, ...]]:
    """Roads by name."""
    found: dict[str, tuple[Road, ...]] = {}
    for road in roads():
        for name in road.names:
            found[name] = (*found.get(name, ()), road)
    return found


def known(kind: str, digits: str) -> tuple[Road, ...]:
    """The roads of a number; zeros before it may be left out but not added ("M-04" is none of Russia)."""
    found = roads_of().get((kind, digits.lstrip("0")), ())
    return tuple(road for road in found if road.digits == digits or not digits.startswith("0"))


class Way:
    """The towns on a road that a gazetteer has, at least two of them, and how far along the road they lie."""

    def __init__(self, road: Road, towns: tuple[Place, ...], gazetteer: Gazetteer) -> None:
        self.road, self.towns = road, towns
        self.points = [town.point for town in towns if town.point is not None]
        lengths = [a.distance_km(b) for a, b in pairwise(self.points)]
        self.along = [0.0, *accumulate(lengths)]
        self.town_codes = [gazetteer.region_code(town) for town in towns]
        self.codes = frozenset(self.town_codes)

    def beside(self, place: Place) -> float:
        """Kilometres between a place and the road, infinite where the place's position is not known."""
        return float("inf") if place.point is None else self._nearest(place.point)[0]

    def whole(self) -> Part:
        return self._part("", "", 0.0, self.along[-1], self.towns, told=False)

    def at(self, place: Place, km: float) -> Part:
        """The part beside a place, whose point is the place's: no finer position is known."""
        part = self._part(f":{place.id}", f" near {place.name}", 0.0, 0.0, (place,))
        return attrs.evolve(part, place=attrs.evolve(part.place, point=place.point, radius_km=km))

    def between(self, first: Place, second: Place) -> Part | None:
        """The section between two places beside the road; None if they lie beside one point of it."""
        if first.point is None or second.point is None:
            return None
        (begin, a), (end, b) = sorted(
            ((self._nearest(each.point)[1], each) for each in (first, second) if each.point),
            key=lambda pair: pair[0],
        )
        if end - begin < 1.0:
            return None
        return self._part(f":{a.id}:{b.id}", f" {a.name}-{b.name}", begin, end, (a, b))

    def inside(self, division: Place, gazetteer: Gazetteer) -> Part | None:
        """The part in a region or a district; None if no town of it lies there, nor the road near a district's middle."""
        if division.kind is PlaceKind.REGION:
            return self.within({gazetteer.region_code(division)}, told=True)
        if division.point is None:
            return None
        same = [
            where
            for where, town in zip(self.along, self.towns, strict=True)
            if town.admin2 and (town.admin1, town.admin2) == (division.admin1, division.admin2)
        ]
        apart, where = self._nearest(division.point)
        if not same and apart > DISTRICT_KM:
            return None
        begin, end = (min(same), max(same)) if same else (where, where)
        return self._wide(f":{division.id}", f" in {division.name}", begin, end, (division,))

    def within(self, codes: set[str], *, told: bool = False) -> Part | None:
        """The part between the first and the last town in these divisions; None without one."""
        inside = [at for at, code in enumerate(self.town_codes) if code in codes]
        if not inside:
            return None
        towns = [self.towns[at] for at in inside]
        name = "".join(f":{code}" for code in sorted({self.town_codes[at] for at in inside}))
        begin, end = self.along[inside[0]], self.along[inside[-1]]
        label = f" in {', '.join(sorted({town.admin1 for town in towns}))}"
        return self._wide(name, label, begin, end, tuple(towns), told=told)

    def _wide(
        self, id: str, label: str, begin: float, end: float, holds: tuple[Place, ...], *, told: bool = True
    ) -> Part:
        """A part in a division: it goes on beyond the last town, so that one town is no short part."""
        part = self._part(id, label, begin, end, holds, told=told)
        return attrs.evolve(part, place=attrs.evolve(part.place, radius_km=part.place.radius_km + 20.0))

    def _part(
        self, id: str, label: str, begin: float, end: float, holds: tuple[Place, ...], *, told: bool = True
    ) -> Part:
        regions = {(each.country, each.admin1) for each in holds}
        country, admin1 = regions.pop() if len(regions) == 1 else ("", "")
        number = self.road.number.replace("P", "R") if self.road.country == "RU" else self.road.number
        cyrillic = number.translate(str.maketrans("MHTPRAEOK", "МНТРРАЕОК"))
        place = Place(
            id=f"{self.road.id}{id}",
            name=f"{number}{label}",
            names={"uk": [cyrillic], "ru": [cyrillic]},
            kind=PlaceKind.ROAD,
            point=self._point((begin + end) / 2),
            country=country or self.road.country,
            admin1=admin1,
            radius_km=round(max(LEAST_KM, (end - begin) / 2), 1),
        )
        return Part(place, told)

    def _point(self, where: float) -> Point:
        """The point so many kilometres along the straight lines between the towns, to a hundredth of a degree."""
        at = max(i for i, km in enumerate(self.along[:-1]) if km <= where or i == 0)
        first, second = self.points[at], self.points[at + 1]
        length = self.along[at + 1] - self.along[at]
        share = (where - self.along[at]) / length if length else 0.0
        lat, lon = first.lat + share * (second.lat - first.lat), first.lon + share * (second.lon - first.lon)
        return inferred(Point(lat, lon))

    def _nearest(self, point: Point) -> tuple[float, float]:
        """How far off the road a point lies, and how far along it, in kilometres."""
        sections = zip(pairwise(self.points), pairwise(self.along), strict=True)
        return min(_projected(point, *ends, *along) for ends, along in sections)


def _projected(point: Point, first: Point, second: Point, begin: float, end: float) -> tuple[float, float]:
    """Kilometres between a point and the line between two others, and how far along the road its nearest point is.

    ``begin`` and ``end`` are how far along the two others lie.
    On the flat: over the length of a section this is off by less than the road is from the straight line.
    """
    narrowing = math.cos(math.radians(point.lat))
    x, y = (second.lon - first.lon) * narrowing, second.lat - first.lat
    to_x, to_y = (point.lon - first.lon) * narrowing, point.lat - first.lat
    length = math.hypot(x, y)
    share = min(max((to_x * x + to_y * y) / length**2, 0.0), 1.0) if length else 0.0
    return KM * math.hypot(to_x - share * x, to_y - share * y), begin + share * (end - begin)


_WAYS: WeakKeyDictionary[Gazetteer, dict[str, Way | None]] = WeakKeyDictionary()


def way_of(gazetteer: Gazetteer, road: Road) -> Way | None:
    """The way of a road through the towns of a gazetteer, None if it has less than two of them."""
    kept = _WAYS.setdefault(gazetteer, {})
    if road.id not in kept:
        towns = tuple(town for code, name in road.way if (town := _town(gazetteer, code, name)) is not None)
        kept[road.id] = Way(road, towns, gazetteer) if len(towns) > 1 else None
    return kept[road.id]


def _town(gazetteer: Gazetteer, code: str, name: str) -> Place | None:
    found = (place for place, _ in gazetteer.lookup(name, lang="en") if place.kind is PlaceKind.SETTLEMENT)
    return next((place for place in found if place.point and gazetteer.region_code(place) == code), None)


def whole_roads(gazetteer: Gazetteer) -> list[Place]:
    """Every road of the table as a place of its whole length."""
    return [way.whole().place for road in roads() if (way := way_of(gazetteer, road)) is not None]


def roads_numbered(gazetteer: Gazetteer, name: str) -> list[Place]:
    """The roads whose number is written like ``name``, of their whole length."""
    read = read_number(name.strip(), 0)
    if read is None or read[2] != len(name.strip()):
        return []
    ways = (way_of(gazetteer, road) for road in known(*read[:2]))
    return [way.whole().place for way in ways if way is not None]
