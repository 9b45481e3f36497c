"""Seas, islands, mountains, rivers, lakes, airports and parks of the world from Natural Earth (public domain).

Names in English, Russian and Ukrainian are those of version 5 (its tables without geometry, as CSV), positions those of
the shapes of version 4 (GeoJSON) under the same class and name, or of version 5 where a table has them. The position of
a river is the middle of its longest line, that of the rest the centroid of the largest polygon.

A river, a lake or an island has its type word in a name ("Ohio River", "Lake Victoria", "Baker Island"); it is called by
the bare name only if it is well known and nothing else is (``world.Bare``).
"""

from __future__ import annotations

import itertools
import json
import math
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
from world import Bare, _table

from conflictdata.model import PlaceKind
from conflictdata.places._index import Entry
from conflictdata.places._names import exact_key, is_cyrillic, skeleton, stored_script

Point = tuple[float, float]

LAYERS = ("geography_marine_polys", "geography_regions_polys", "geography_regions_points", "lakes")
RIVERS, PEAKS = "rivers_lake_centerlines", "geography_regions_elevation_points"
PARKS, AIRPORTS = ("parks_and_protected_lands_area", "parks_and_protected_lands_point"), "airports"
PARK_TYPES = (
    "National Park", "National Park and Preserve", "National Preserve", "National Monument", "National Recreation Area",
    "National Seashore", "National Lakeshore",
)  # fmt: skip
WORD = {
    "island": "{} Island",
    "island group": "{} Islands",
    "range/mtn": "{} Mountains",
    "desert": "{} Desert",
    "plateau": "{} Plateau",
    "lake": "Lake {}",
    "alkaline lake": "Lake {}",
    "reservoir": "{} Reservoir",
    "river": "{} River",
    "river (intermittent)": "{} River",
    "canal": "{} Canal",
    "peninsula": "{} Peninsula",
    "cape": "Cape {}",
    "mountain": "Mount {}",
    "basin": "{} Basin",
    "delta": "{} Delta",
    "coast": "{} Coast",
    "valley": "{} Valley",
}
_RIVER_WORD = re.compile(r"^(?:река|річка|ріка)\s+|\s+(?:река|річка|ріка)$|\s*\(.*?\)$", re.IGNORECASE)
CYRILLIC = {
    "river": {"ru": "река {}", "uk": "річка {}"},
    "river (intermittent)": {"ru": "река {}", "uk": "річка {}"},
    "canal": {"ru": "канал {}", "uk": "канал {}"},
}
"""How Russian and Ukrainian texts call what has a type word before its name; the finder asks for these."""
TYPED = re.compile(
    r"\b(?:island|islands|isle|isles|islas?|îles?|ilha|archipelago|atoll|lake|lago|laguna|lac|ozero|lagoon|reservoir|embalse|represa|"
    r"river|r[ií]o|rivi[eè]re|fork|creek|brook|canal|mountains?|mount|mt|range|hills|highlands?|lowlands?|plateau|desert|"
    r"peninsula|cape|cabo|coast|plains?|basin|delta|valley|sea|ocean|gulf|bay|strait|straits|sound|channel|fjord|inlet|"
    r"passage|land|isthmus|steppe|swamp|forest|uplands?|depression|gorge|canyon|falls?|glacier|volcano|peak|reef|bank|"
    r"ras|ponta|punta|pointe|seno|bah[ií]a|nuur|k[uö]l|gölü|co|tso|wan|jima|shima|dao|pulau|kepulauan|hu|he|jiang|ho|bogazi|"
    r"islet|islets|groups?|keys?|shoals?|mts|branch|protoka|serra|sierra|cordillera|massif|ridge|alps|point|bight|zaliv|prov|rift|pampas?|tundra|shelf|trench|nuruu|shan)\b",
    re.IGNORECASE,
)
"""Words in a name that say what it is."""
SHORT = (("I.", "Island"), ("Is.", "Islands"), ("Mts.", "Mountains"), ("Mt.", "Mount"), ("Arch.", "Archipelago"), ("Pen.", "Peninsula"), ("L.", "Lake"), ("R.", "River"), ("St.", "Saint"), ("Res.", "Reservoir"), ("Pk.", "Peak"), ("C.", "Cape"), ("Plat.", "Plateau"), ("Ra.", "Range"), ("Des.", "Desert"))  # fmt: skip
"""Natural Earth's abbreviations."""
WELL_KNOWN = 3
"""Natural Earth's rank (0 the greatest) up to which a bare word can be the name of a river, an island or a range."""
LEAST_PEAK = 6
WORDS = (
    "Amazon", "Atlas", "Negro", "Slave", "Falls", "Grande", "Shire", "Triad", "Darling", "Selva", "Selvas", "Peace", "Huang",
    "Невольничья", "Невільнича",
)  # fmt: skip
"""Names that mean something else more often than a river or a range: words and companies."""
CALLED_SO = (
    "Heathrow",
    "Gatwick",
    "Schiphol",
    "Dulles",
    "O'Hare",
    "Malpensa",
    "Arlanda",
    "Kansai",
    "Sheremetyevo",
    "Stansted",
)
"""Airports that are called by their own name alone."""
CITY = 15_000
"""People of a town that keeps its name to itself, in face of a river or an island."""
_WORD_SOUNDS = frozenset(map(skeleton, WORDS))
_NAMELESS = re.compile(r"^[a-z]|\d|\?|^$")


@attrs.frozen
class Feature:
    """A row of Natural Earth."""

    id: str
    kind: str
    rank: int
    name: str
    english: str
    russian: str
    ukrainian: str
    points: tuple[Point, ...]


def features(tables: Path, shapes: Path) -> list[Feature]:
    """What Natural Earth names and has a position for, each once."""
    found: dict[str, list[Feature]] = defaultdict(list)
    for layer in (*LAYERS, RIVERS, PEAKS):
        places = _positions(shapes / f"ne_10m_{layer}.json", layer)
        for row in _table(tables / f"ne_10m_{layer}.csv"):
            feature = _feature(row, layer, places)
            if feature is not None:
                found[_same(row, feature)].append(feature)
    return [_joined(parts) for _, parts in sorted(found.items())]


def _feature(row: dict[str, str], layer: str, places: dict[tuple[str, str], list[Point]]) -> Feature | None:
    kind, name = row["featurecla"].lower(), _spelled_out(row["name"], row["featurecla"])
    if _NAMELESS.search(name) or kind in (
        "lake centerline",
        "spot elevation",
        "dragons-be-here",
        "generic",
        "pole",
    ):
        return None
    if row.get("lat_y"):
        points = [(float(row["lat_y"]), float(row["long_x"]))]
    elif layer == RIVERS:
        points = places.get(("river", row["rivernum"]), [])
    else:
        points = next((places[key] for key in _keys(kind, row) if key in places), [])
    if not points or not row["ne_id"]:
        return None
    said = (row.get(f"name_{lang}", "") for lang in ("en", "ru", "uk"))
    english, russian, ukrainian = (
        "" if _NAMELESS.search(each) and each[:1].isdigit() else each for each in said
    )
    rank = int(float(row["scalerank"] or 9))
    return Feature(
        f"naturalearth:{row['ne_id']}", kind, rank, name, english, russian, ukrainian, tuple(points)
    )


def _keys(kind: str, row: dict[str, str]) -> Iterator[tuple[str, str]]:
    for name in (row["name"], row.get("label", ""), row.get("name_alt", ""), row.get("name_en", "")):
        if name:
            yield kind, _folded(name)
    for name in (row["name"], row.get("name_en", "")):
        if name:
            yield "any", _folded(name)


def _same(row: dict[str, str], feature: Feature) -> str:
    """What the parts of one river, sea or range share."""
    return row.get("wikidataid") or f"{feature.kind} {feature.name} {row.get('rivernum', '')}"


def _joined(parts: list[Feature]) -> Feature:
    best = min(parts, key=lambda each: (each.rank, each.id))
    points = tuple(point for each in parts for point in each.points[:1])
    return attrs.evolve(best, points=points[: 1 if not best.kind.startswith("river") else 3])


def _positions(path: Path, layer: str) -> dict[tuple[str, str], list[Point]]:
    found: dict[tuple[str, str], list[tuple[float, Point]]] = defaultdict(list)
    if not path.exists():  # its table has positions
        return {}
    for each in _features(path):
        properties, geometry = each["properties"], each["geometry"]
        measured = _middle(geometry)
        if measured is None:
            continue
        if layer == RIVERS:
            found["river", str(properties.get("rivernum") or "")].append(measured)
        elif properties.get("name"):
            key = _folded(properties["name"])
            found[properties["featurecla"].lower(), key].append(measured)
            found["any", key].append(measured)
    return {
        key: [point for _, point in sorted(sized, reverse=True)] for key, sized in found.items() if key[1]
    }


def _features(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["features"]
    return found


def _middle(geometry: dict[str, Any] | None) -> tuple[float, Point] | None:
    """How large the largest part is, and its middle."""
    if geometry is None:
        return None
    parts = geometry["coordinates"]
    if geometry["type"] == "Point":
        return 0.0, (parts[1], parts[0])
    if geometry["type"] in ("LineString", "MultiLineString"):
        lines = [parts] if geometry["type"] == "LineString" else parts
        line = max(lines, key=_length)
        lon, lat = line[len(line) // 2][:2]
        return _length(line), (lat, lon)
    rings = [parts[0]] if geometry["type"] == "Polygon" else [polygon[0] for polygon in parts]
    return max((_centroid(ring) for ring in rings), default=None)


def _length(line: list[list[float]]) -> float:
    return sum(math.dist(a[:2], b[:2]) for a, b in itertools.pairwise(line))


def _centroid(ring: list[list[float]]) -> tuple[float, Point]:
    area = lat = lon = 0.0
    for (x, y, *_), (u, v, *_) in itertools.pairwise(ring):
        cross = x * v - u * y
        area, lon, lat = area + cross, lon + (x + u) * cross, lat + (y + v) * cross
    if not area:
        return 0.0, (ring[0][1], ring[0][0])
    return abs(area) / 2, (lat / (3 * area), lon / (3 * area))


def _folded(name: str) -> str:
    return skeleton(name)


def _spelled_out(name: str, kind: str) -> str:
    """ "CARIBBEAN SEA" and "Unimak I." as they are written in a text."""
    name = " ".join(name.split())
    if name.isupper():
        name = re.sub(
            r"(?<![\w'’])(?:Of|The|And|De|Del|Da|Do|Dos|Le|La)(?!\w)", lambda m: m[0].lower(), name.title()
        )
        name = name[:1].upper() + name[1:]
    for short, long in SHORT:
        name = re.sub(rf"(?<!\w){re.escape(short)}(?!\w)", long, name)
    return name


def sites(tables: Path, shapes: Path, known: frozenset[str]) -> Iterator[Entry]:
    """Airports, and national parks of the United States, that ``known`` lacks."""
    used = set(known)
    points = {}
    for each in _features(shapes / f"ne_10m_{AIRPORTS}.json"):
        points[each["properties"]["iata_code"] or each["properties"]["name"]] = each["geometry"][
            "coordinates"
        ]
    for row in _table(tables / f"ne_10m_{AIRPORTS}.csv"):
        at, names = points.get(row["iata_code"] or row["name"]), tuple(_airport_names(row))
        if at is not None and names and skeleton(names[0]) not in used and row["type"] != "spaceport":
            used.add(skeleton(names[0]))
            yield _site(f"naturalearth:{row['ne_id']}", names, (at[1], at[0]), "", PlaceKind.SITE)
    for layer in PARKS:
        for each in _features(shapes / f"ne_10m_{layer}.json"):
            properties, measured = each["properties"], _middle(each["geometry"])
            name = " ".join(f"{properties['name']} {properties['unit_type']}".split())
            if properties["unit_type"] in PARK_TYPES and measured is not None and skeleton(name) not in used:
                used.add(skeleton(name))
                id = f"naturalearth:park-{exact_key(name).replace(' ', '-')}"
                yield _site(id, (name,), measured[1], "US", PlaceKind.AREA)


def _airport_names(row: dict[str, str]) -> Iterator[str]:
    """ "Heathrow Airport", "Ahvaz International Airport"."""
    for name in dict.fromkeys((row["name_en"], row["name"])):
        called = re.sub(r"\s*(?:Int'l|International)?\s*(?:Airport|Airfield|Air Base)?$", "", name).strip()
        if not stored_script(called) or not 3 < len(called) < 40:
            continue
        if name.endswith("International Airport"):
            yield name
        yield called if "Airport" in called else f"{called} Airport"
        if called.removeprefix("London ") in CALLED_SO:
            yield from (called, called.removeprefix("London "))
    if row["name_ru"].lower().startswith(("аэропорт ", "международный аэропорт ")):
        yield row["name_ru"]


def _site(id: str, names: tuple[str, ...], point: Point, country: str, kind: PlaceKind) -> Entry:
    names = tuple(dict.fromkeys(names))
    return Entry(
        id=id, names=names, lat=round(point[0], 4), lon=round(point[1], 4), country=country, kind=kind
    )


def entries(found: list[Feature], bare: Bare, known: frozenset[str]) -> Iterator[Entry]:
    """Places of features that ``known``, sounds of the names that other tables have, lacks."""
    used: set[str] = set(known)
    for each in sorted(found, key=lambda f: (f.rank, f.kind != "ocean", f.id)):
        if each.kind == "mountain" and each.rank > LEAST_PEAK:
            continue
        named = [name for name in _names(each, bare, known) if not (name.isupper() and is_cyrillic(name))]
        names = tuple({exact_key(name): name for name in reversed(named)}.values())[::-1]
        if not names or skeleton(names[0]) in used:
            continue
        used.add(skeleton(names[0]))
        lat, lon = each.points[0]
        yield Entry(
            id=each.id,
            names=names,
            lat=round(lat, 3),
            lon=round((lon + 180) % 360 - 180, 3),
            country="",
            kind=PlaceKind.RIVER if "river" in each.kind or each.kind == "canal" else PlaceKind.AREA,
        )


def _names(feature: Feature, bare: Bare, known: frozenset[str]) -> Iterator[str]:
    typed = []
    for name in dict.fromkeys((feature.name, feature.english)):
        if not name or not stored_script(name) or len(name) < 3 or len(name) > 45:
            continue
        if TYPED.search(name):
            typed += [name] if " " in name or "-" in name else []  # "Point" of Point Lake says nothing
            continue
        pattern = WORD.get(feature.kind)
        if pattern is not None:
            typed.append(pattern.format(name))
        if feature.kind == "river":
            typed.append(f"River {name}")
        if skeleton(name) not in known and _alone(name, feature, bare):
            typed.insert(0 if feature.kind not in CYRILLIC else len(typed), name)
    yield from typed
    if not typed:
        return
    for lang, name in (("ru", feature.russian), ("uk", feature.ukrainian)):
        name = _RIVER_WORD.sub("", name)
        if not name or not is_cyrillic(name) or not stored_script(name) or len(name) < 2:
            continue
        if pattern := CYRILLIC.get(feature.kind, {}).get(lang):
            yield pattern.format(name)
        several = " " in name or "-" in name
        if (several and bare.free(name) and name[:1].isupper()) or (
            not several and _alone(name, feature, bare)
        ):
            yield name


def _alone(name: str, feature: Feature, bare: Bare) -> bool:
    """Whether a feature is called by a name without a type word."""
    if (
        name in WORDS
        or bare.is_word(name)
        or not bare.free(name)
        or bare.largest(name) >= CITY
        or len(name) < 4
    ):
        return False
    if feature.kind in ("mountain", "cape", "lake", "alkaline lake", "reservoir", "waterfall"):
        return " " in name and not is_cyrillic(name)
    if is_cyrillic(name) and len(name) < 5:
        return False
    return feature.rank <= WELL_KNOWN or (" " in name and not is_cyrillic(name))
