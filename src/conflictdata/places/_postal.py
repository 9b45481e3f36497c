"""GeoNames postal code files as a source of villages: a few hundred kilobytes where a country dump has megabytes.

The format is that of https://download.geonames.org/export/zip/ (``readme.txt`` there): tab-separated, 12 columns, one
line a postal code and place, the name in the country's script. Data CC BY 4.0, GeoNames.

The positions are not all good. Estimated ones (accuracy below 4) are left out: of those of Ukraine whose settlement is
known otherwise, one in twenty was within 5 km. Of the others one in fifteen lies at a namesake elsewhere. Where the shipped gazetteer knows in which hromada a settlement lies, it takes the
position of that name which lies there, and a place that lies in none of the hromadas of its name is left out.
"""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs

from conflictdata._romanise import romanised
from conflictdata.errors import GazetteerError
from conflictdata.model import Place, PlaceKind, Point
from conflictdata.places._candidates import region_candidates
from conflictdata.places._gazetteer import DOUBLE_KM, Gazetteer
from conflictdata.places._index import Entry
from conflictdata.places._layers import spellings
from conflictdata.places._names import exact_key, is_cyrillic, skeleton

COLUMNS = 12
LEAST_ACCURACY = 4
"""The place itself, by its GeoNames id; less is an estimate from postal codes around."""
BEYOND = 1.5
"""How many times the radius of its hromada a settlement may lie from the middle."""
_CITIES = {("UA", "Kyiv"): "Kyiv City"}


@attrs.frozen
class _Spot:
    """A place as a file has it: its rows of one name, in one district, taken together."""

    id: str
    name: str
    admin1: str
    admin2: str
    point: Point


def entries(lines: Iterable[str], path: Path, code: str) -> Iterator[Entry]:
    """The places of a postal code file that the shipped gazetteer has not, or has without a position of their own.

    Raises:
        GazetteerError: a line has not the columns of such a file; the message names the line.
    """
    shipped = Gazetteer.shipped()
    named: dict[tuple[str, str], list[_Spot]] = defaultdict(list)
    for spot in _spots(lines, path, code, shipped):
        named[spot.admin1, skeleton(spot.name)].append(spot)
    for (admin1, _), spots in sorted(named.items()):
        known = _known(shipped, spots[0], code, admin1)
        yield from _matched(spots, known, code)


def _spots(lines: Iterable[str], path: Path, code: str, shipped: Gazetteer) -> Iterator[_Spot]:
    found: dict[tuple[str, str, str], list[tuple[int, str, Point]]] = defaultdict(list)
    for number, line in enumerate(lines, start=1):
        row = line.rstrip("\n").split("\t")
        if len(row) != COLUMNS:
            raise GazetteerError(f"{path}: line {number} has {len(row)} columns, not {COLUMNS}")
        try:
            at = Point(float(row[9]), float(row[10]))
        except ValueError as error:
            raise GazetteerError(f"{path}: line {number}: {error}") from error
        name = row[2].split(" (")[0].strip()
        accuracy = int(row[11]) if row[11].isdecimal() else 0
        if name and accuracy >= LEAST_ACCURACY:
            found[name, row[3], row[5]].append((accuracy, row[1], at))
    for (name, division, district), rows in found.items():
        best = max(accuracy for accuracy, _, _ in rows)
        points = [at for accuracy, _, at in rows if accuracy == best]
        middle = Point(statistics.median(p.lat for p in points), statistics.median(p.lon for p in points))
        first = min(postal for _, postal, _ in rows)
        id = f"postal:{code}-{first}-{skeleton(name).lower()}"
        yield _Spot(id, name, _division(shipped, division, code), district, middle)


def _division(shipped: Gazetteer, name: str, code: str) -> str:
    """The name of a first-order division as the shipped gazetteer has it; the file's adjectives are "Kyivska"."""
    if (code, name) in _CITIES:
        return _CITIES[code, name]
    regions = [place for place, _ in region_candidates(shipped, name) if place.country == code]
    return regions[0].admin1 if len(regions) == 1 else name


def _known(shipped: Gazetteer, spot: _Spot, code: str, admin1: str) -> list[Place]:
    """Settlements of that name in that division."""
    found = shipped.named(exact_key(spot.name), False)
    return [p for p, _ in found if p.kind is PlaceKind.SETTLEMENT and (p.country, p.admin1) == (code, admin1)]


def _matched(spots: list[_Spot], known: list[Place], code: str) -> Iterator[Entry]:
    """Places for spots of one name: each goes to the nearest settlement that it can be."""
    pairs = sorted(
        (
            (p.point.distance_km(spot.point), spot.id, p.id, spot, p)
            for spot in spots
            for p in known
            if p.point
        ),
        key=lambda pair: pair[:3],  # two districts may share a postal code, and so an id
    )
    used: set[str] = set()
    for km, spot_id, place_id, spot, place in pairs:
        reach = BEYOND * place.radius_km if place.radius_km else DOUBLE_KM
        if km > reach or spot_id in used or place_id in used:
            continue
        used |= {spot_id, place_id}
        if place.radius_km:
            yield _entry(spot, place_id, spellings(place), place)
    if any(place.admin3 for place in known):  # the codifier has every settlement of that name
        return
    for spot in spots:
        if spot.id not in used:
            yield _entry(spot, spot.id, _names(spot.name, code), None, code)


def _names(name: str, code: str) -> tuple[str, ...]:
    if code == "UA" and is_cyrillic(name):
        return (romanised(name), name)
    return (name,)


def _entry(spot: _Spot, id: str, names: tuple[str, ...], place: Place | None, code: str = "") -> Entry:
    return Entry(
        id=id,
        names=names,
        lat=spot.point.lat,
        lon=spot.point.lon,
        country=place.country if place else code,
        admin1=spot.admin1,
        admin2=place.admin2 if place else spot.admin2,
        admin3=place.admin3 if place else "",
    )
