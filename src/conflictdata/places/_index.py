"""The gazetteer file: a read-only, memory-mapped index of places by the sound of their names and by position.

Layout, little-endian: ``magic``, header length (u32), header (JSON: version, source, licence, section offsets,
names of divisions), then the sections

* ``rows``: one ``_ROW`` a place, ordered by one-degree cell (south to north, west to east);
* ``names``: UTF-8, the spellings of a place joined by TAB, places joined in row order;
* ``directory``, ``remainders``, ``postings``: CRC-32 of each skeleton, split after 16 bits: the directory
  says where the entries of the first half begin, remainders hold the second half, postings the row;
* ``ids``: rows ordered by the number of the id: the GeoNames number, or a hash of an id that is none;
* ``pairs``: a bit for how each name of several words begins, so that most runs of words need no look-up.

Opening maps the file and reads the header; nothing else is touched before it is asked for.
"""

from __future__ import annotations

import json
import math
import mmap
import struct
import sys
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import attrs

from conflictdata.errors import GazetteerError
from conflictdata.model import Place, PlaceKind, Point
from conflictdata.model._place import EARTH_RADIUS_KM
from conflictdata.places._names import exact_key, languages, skeleton
from conflictdata.places._russian import russian_names

MAGIC = b"CDGAZ3\n\0"
_ROW = struct.Struct("<Iiii2sHHHBBI")
"""Id, lat, lon, population, country, admin1, admin2, admin3, kind, radius in km, end of names."""
HAMLET = -1
"""The population of a settlement nobody has counted and that has no post office: a place of some dozens of people."""
_KINDS = tuple(PlaceKind)
_SCALE = 100_000  # degrees are stored to 1e-5, about a metre; GeoNames gives no more
_U32, _U16 = "I", "H"
SECTIONS = {
    "rows": "B",
    "names": "B",
    "directory": _U32,
    "remainders": _U16,
    "postings": _U32,
    "ids": _U32,
} | {"pairs": "B"}
_OWN = 0x8000_0000
"""Set in the number of an id that is not a GeoNames number; the rest is a hash of it."""
ID_MARK = "="
"""Begins the first "spelling" of a place whose id is not a GeoNames number: ``=conflictdata:hrafovka``."""


@attrs.frozen(kw_only=True)
class Entry:
    """One place to be written to an index; the first of ``names`` is the main one, ``population`` may be ``HAMLET``."""

    id: str
    names: tuple[str, ...]
    lat: float
    lon: float
    country: str
    admin1: str = ""
    admin2: str = ""
    kind: PlaceKind = PlaceKind.SETTLEMENT
    population: int = 0
    admin3: str = ""
    radius_km: float = 0.0


def _number(id: str) -> int:
    """The number under which an id is looked up."""
    number = id.removeprefix("geonames:")
    return int(number) if number.isdecimal() else _OWN | zlib.crc32(id.encode()) >> 1


def _cell(lat: float, lon: float) -> int:
    return (int(lat + 90)) * 360 + int(lon + 180) % 360


def write_index(path: Path, entries: Iterable[Entry], about: Mapping[str, Any]) -> int:
    """Write an index file of ``entries`` and return their number; ``about`` is kept in the header.

    The same entries give the same bytes in whatever order they come.
    """
    ordered = sorted(entries, key=lambda e: (_cell(e.lat, e.lon), e.id))
    admin1 = ["", *sorted({e.admin1 for e in ordered} - {""})]
    admin2 = ["", *sorted({e.admin2 for e in ordered} - {""})]
    admin3 = ["", *sorted({e.admin3 for e in ordered} - {""})]
    first, second, third = ({name: i for i, name in enumerate(names)} for names in (admin1, admin2, admin3))
    rows, names, postings = bytearray(), bytearray(), set[tuple[int, int]]()
    pairs = bytearray(PAIR_BITS // 8)
    for row, entry in enumerate(ordered):
        number = entry.id.removeprefix("geonames:")
        own = () if number.isdecimal() else (ID_MARK + entry.id,)
        names += "\t".join((*own, *entry.names)).encode()
        rows += _ROW.pack(
            _number(entry.id),
            round(entry.lat * _SCALE),
            round(entry.lon * _SCALE),
            entry.population,
            entry.country.encode().ljust(2, b" "),
            first[entry.admin1],
            second[entry.admin2],
            third[entry.admin3],
            _KINDS.index(entry.kind),
            min(255, math.ceil(entry.radius_km)),
            len(names),
        )
        for bit in pairs_of(entry.names, entry.country):
            pairs[bit >> 3] |= 1 << (bit & 7)
        keys = sounds(entry.names, entry.country)
        postings.update((zlib.crc32(key.encode()), row) for key in keys)
    sections = {
        "rows": bytes(rows),
        "names": bytes(names),
        "pairs": bytes(pairs),
        **_hash_sections(sorted(postings)),
    }
    sections["ids"] = _array(
        _U32, sorted(range(len(ordered)), key=lambda r: _ROW.unpack_from(rows, r * _ROW.size)[0])
    )
    divisions = {"admin1": admin1, "admin2": admin2, "admin3": admin3}
    _write(path, {**about, "places": len(ordered), **divisions}, sections)
    return len(ordered)


def sounds(names: Iterable[str], country: str) -> frozenset[str]:
    """The skeletons under which a place is found; in Ukraine also those of its probable Russian names."""
    spelled = tuple(names)
    guessed = russian_names(spelled) if country == "UA" else ()
    return frozenset(map(skeleton, (*spelled, *guessed))) - {""}


PAIR_BITS = 1 << 19


def pair_of(key: str) -> int:
    """The bit of a name of several words (an exact key): three letters of its first word, one of the second.

    Case endings change neither, so inflected names have the bit of their nominative.
    """
    first, second = key.split(" ", 2)[:2]
    return zlib.crc32(f"{skeleton(first)[:3]} {skeleton(second)[:1]}".encode()) % PAIR_BITS


def pairs_of(names: Iterable[str], country: str) -> set[int]:
    """The bits of those names, and of the Russian ones guessed for Ukraine, that have several words."""
    spelled = tuple(names)
    guessed = russian_names(spelled) if country == "UA" else ()
    keys = map(exact_key, (*spelled, *guessed))
    return {pair_of(key) for key in keys if " " in key}


def _hash_sections(postings: list[tuple[int, int]]) -> dict[str, bytes]:
    starts = [0] * 65537
    for hashed, _ in postings:
        starts[(hashed >> 16) + 1] += 1
    for i in range(65536):
        starts[i + 1] += starts[i]
    return {
        "directory": _array(_U32, starts),
        "remainders": _array(_U16, (hashed & 0xFFFF for hashed, _ in postings)),
        "postings": _array(_U32, (row for _, row in postings)),
    }


def _array(code: str, values: Iterable[int]) -> bytes:
    packed = array(code, values)
    if sys.byteorder == "big":
        packed.byteswap()
    return packed.tobytes()


def _write(path: Path, header: dict[str, Any], sections: Mapping[str, bytes]) -> None:
    lengths = {name: len(content) for name, content in sections.items()}
    text = json.dumps({**header, "sections": lengths}, ensure_ascii=False, sort_keys=True).encode()
    text += b" " * (-(len(MAGIC) + 4 + len(text)) % 8)
    part = path.with_name(path.name + ".part")
    with part.open("wb") as file:
        file.write(MAGIC + struct.pack("<I", len(text)) + text)
        for name in SECTIONS:
            file.write(sections[name] + bytes(-len(sections[name]) % 8))
    part.replace(path)


class Index:
    """An open gazetteer file.

    Raises:
        GazetteerError: the file is missing, cut short, or of another version.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            with path.open("rb") as file:
                data = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        except (OSError, ValueError) as error:
            raise GazetteerError(f"{path}: cannot open the gazetteer: {error}") from error
        if bytes(data[: len(MAGIC)]) != MAGIC:
            raise GazetteerError(
                f"{path}: not a gazetteer of this version; run `conflictdata gazetteer install` again"
            )
        (length,) = struct.unpack_from("<I", data, len(MAGIC))
        at = len(MAGIC) + 4 + length
        try:
            self.about: dict[str, Any] = json.loads(bytes(data[len(MAGIC) + 4 : at]))
            views = {}
            for name, code in SECTIONS.items():
                size = self.about["sections"][name]
                if at + size > len(data):
                    raise ValueError(f"section {name} is cut short")
                views[name] = _view(data[at : at + size], code)
                at += size + (-size % 8)
        except (ValueError, KeyError) as error:
            raise GazetteerError(
                f"{path}: damaged ({error}); run `conflictdata gazetteer install` again"
            ) from error
        self._rows, self._names, self._ids = views["rows"], views["names"], views["ids"]
        self._directory, self._remainders = views["directory"], views["remainders"]
        self._postings, self._pairs = views["postings"], views["pairs"]
        self.place = lru_cache(maxsize=65536)(self._place)
        self.spellings = lru_cache(maxsize=65536)(self._spellings)
        self._sounds = lru_cache(maxsize=65536)(self._all_sounds)

    def __len__(self) -> int:
        return int(self.about["places"])

    def has_pair(self, bit: int) -> bool:
        """Whether a name of several words may begin like that (``pair_of``)."""
        return bool(self._pairs[bit >> 3] & (1 << (bit & 7)))

    def find(self, sound: str) -> list[int]:
        """Rows of the places one of whose names has this skeleton."""
        if not sound:
            return []
        hashed = zlib.crc32(sound.encode())
        top, rest = hashed >> 16, hashed & 0xFFFF
        remainders, postings = self._remainders, self._postings
        return [
            postings[i]
            for i in range(self._directory[top], self._directory[top + 1])
            if remainders[i] == rest and self._sounds_like(postings[i], sound)
        ]

    def _sounds_like(self, row: int, sound: str) -> bool:
        """Whether a name of the place has this skeleton; the guessed ones, dear to make, only if none that it bears."""
        if any(skeleton(name) == sound for name in self.spellings(row)):
            return True
        return sound in self._sounds(row)

    def by_id(self, id: str) -> int | None:
        """The row of a place id, or None."""
        wanted = _number(id)
        at = bisect_left(self._ids, wanted, key=lambda row: _ROW.unpack_from(self._rows, row * _ROW.size)[0])
        while at < len(self._ids):
            row = int(self._ids[at])
            if _ROW.unpack_from(self._rows, row * _ROW.size)[0] != wanted:
                return None
            if self._id(row) == id:
                return row
            at += 1
        return None

    def _id(self, row: int) -> str:
        first = self._raw(row)[0]
        number = _ROW.unpack_from(self._rows, row * _ROW.size)[0]
        return first.removeprefix(ID_MARK) if first.startswith(ID_MARK) else f"geonames:{number}"

    def is_hamlet(self, row: int) -> bool:
        """Whether the file says that this is no more than a hamlet."""
        return bool(_ROW.unpack_from(self._rows, row * _ROW.size)[3] == HAMLET)

    def near(self, point: Point, km: float) -> Iterator[int]:
        """Rows in the cells that a circle touches; the caller measures the distance."""
        box = _box(point, km)
        for south in range(int(box[0] + 90), int(box[1] + 90) + 1):
            for west, east in _spans(box[2], box[3]):
                low, high = south * 360 + west, south * 360 + east
                start = bisect_left(range(len(self)), low, key=self._cell)
                while start < len(self) and self._cell(start) <= high:
                    yield start
                    start += 1

    def _cell(self, row: int) -> int:
        _, lat, lon, *_ = _ROW.unpack_from(self._rows, row * _ROW.size)
        return _cell(lat / _SCALE, lon / _SCALE)

    def _raw(self, row: int) -> list[str]:
        start = _ROW.unpack_from(self._rows, (row - 1) * _ROW.size)[-1] if row else 0
        end = _ROW.unpack_from(self._rows, row * _ROW.size)[-1]
        return bytes(self._names[start:end]).decode().split("\t")

    def _all_sounds(self, row: int) -> frozenset[str]:
        return sounds(self.spellings(row), self._country(row))

    def _country(self, row: int) -> str:
        return str(_ROW.unpack_from(self._rows, row * _ROW.size)[4].decode()).strip()

    def _spellings(self, row: int) -> tuple[str, ...]:
        return tuple(name for name in self._raw(row) if not name.startswith(ID_MARK))

    def _place(self, row: int) -> Place:
        number, lat, lon, population, country, admin1, admin2, admin3, kind, radius, _ = _ROW.unpack_from(
            self._rows, row * _ROW.size
        )
        raw = self._raw(row)
        id = raw.pop(0).removeprefix(ID_MARK) if raw[0].startswith(ID_MARK) else f"geonames:{number}"
        return Place(
            id=id,
            name=raw[0],
            names=names_by_language(raw),
            kind=_KINDS[kind],
            point=Point(lat / _SCALE, lon / _SCALE),
            country=country.decode().strip(),
            admin1=self.about["admin1"][admin1],
            admin2=self.about["admin2"][admin2],
            population=max(0, population),
            admin3=self.about["admin3"][admin3],
            radius_km=radius,
        )


def names_by_language(names: Iterable[str]) -> dict[str, list[str]]:
    """Spellings grouped by the language their script and letters tell, the most certain first."""
    found: dict[str, list[str]] = {}
    unsure = []
    for name in names:
        spoken = languages(name)
        if len(spoken) == 1:
            found.setdefault(spoken[0], []).append(name)
        else:
            unsure.append(name)
    known = {"ru", "uk"} & found.keys()
    for (
        name
    ) in unsure:  # a second name beside one that is surely Ukrainian is the Russian one, and the reverse
        for lang in {"ru", "uk"} - known if len(known) == 1 else ("ru", "uk"):
            found.setdefault(lang, []).append(name)
    return found


def _view(data: memoryview, code: str) -> Any:
    if code == "B":
        return data
    if sys.byteorder == "big":
        swapped = array(code, data.tobytes())
        swapped.byteswap()
        return swapped
    return data.cast("I") if code == _U32 else data.cast("H")


def _box(point: Point, km: float) -> tuple[float, float, float, float]:
    """South, north, west, east of a circle; all longitudes where it holds a pole."""
    angle = min(math.pi, km / EARTH_RADIUS_KM * 1.001 + 1e-6)
    dlat = math.degrees(angle)
    south, north = max(-90.0, point.lat - dlat), min(89.999, point.lat + dlat)
    if point.lat - dlat <= -90 or point.lat + dlat >= 90 or angle >= math.pi / 2:
        return south, north, -180.0, 179.999
    dlon = math.degrees(math.asin(min(1.0, math.sin(angle) / math.cos(math.radians(point.lat)))))
    return south, north, point.lon - dlon, point.lon + dlon


def _spans(west: float, east: float) -> Iterator[tuple[int, int]]:
    """Columns of cells between two longitudes, split where they cross the antimeridian."""
    low, high = int(west + 540) - 360, int(east + 540) - 360
    if low < 0:
        yield low + 360, 359
        yield 0, high
    elif high > 359:
        yield low, 359
        yield 0, high - 360
    else:
        yield low, high
