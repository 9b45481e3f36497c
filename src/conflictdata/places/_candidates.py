"""What a name or an adjective can mean: looked up once, and remembered, for texts repeat their names."""

from __future__ import annotations

import re
from functools import lru_cache

from conflictdata.model import Place, PlaceKind
from conflictdata.places._gazetteer import SOUND, Gazetteer
from conflictdata.places._inflect import adjective_stem, base_forms, nouns_of
from conflictdata.places._names import exact_key, is_cyrillic, skeleton

Candidates = tuple[tuple[Place, float], ...]

_SITES = (PlaceKind.SITE, PlaceKind.AREA, PlaceKind.RIVER)
_ADJECTIVE_ENDING = re.compile(r"(?:ого|ому|[оыи]м)$")
_cache: dict[tuple[int, str, str], Candidates] = {}


def candidates_of(gazetteer: Gazetteer, name: str, lang: str) -> Candidates:
    """What a name can mean; remembered, for texts repeat their names."""
    key = (id(gazetteer), name, lang)
    found = _cache.get(key)
    if found is None:
        if len(_cache) > 100_000:
            _cache.clear()
        found = _cache[key] = gazetteer.named(exact_key(name), is_cyrillic(name), lang)
    return found


def sites_of(candidates: Candidates) -> Candidates:
    """Those that are neither settlements nor divisions: a bridge, an airfield, a reservoir."""
    return tuple(each for each in candidates if each[0].kind in _SITES)


@lru_cache(maxsize=65536)
def river_candidates(gazetteer: Gazetteer, name: str, lang: str) -> Candidates:
    """Rivers that a name can mean, by itself or with the word for one: "Desna", also a town's, for "Desna River"."""
    bare = tuple(each for each in candidates_of(gazetteer, name, lang) if each[0].kind is PlaceKind.RIVER)
    if bare:
        return bare
    typed = (f"река {name}", f"річка {name}") if is_cyrillic(name) else (f"{name} River",)
    found = {p.id: (p, s) for phrase in typed for p, s in candidates_of(gazetteer, phrase, lang)}
    return tuple(each for each in found.values() if each[0].kind is PlaceKind.RIVER)


@lru_cache(maxsize=65536)
def may_begin(gazetteer: Gazetteer, phrase: str) -> bool:
    """Whether a name of several words may begin like this; remembered."""
    return gazetteer.may_begin(phrase)


@lru_cache(maxsize=4096)
def region_candidates(gazetteer: Gazetteer, name: str) -> Candidates:
    """First-order divisions a name or adjective can mean: "Sumy", "Сумской", "Sumska", "Krasnodar"."""
    key = exact_key(name)
    stem = adjective_stem(key) if is_cyrillic(name) else key
    found = dict.fromkeys(gazetteer.region_stems.get(skeleton(stem), ())) if stem else {}
    if not found and not is_cyrillic(name) and key.endswith(("ska", "skyi", "skaya", "ska")):
        found = dict.fromkeys(gazetteer.region_stems.get(skeleton(key[:-1]), ()))
    places = [(gazetteer.get(f"iso:{region.iso}"), 1.0) for region in found]
    places += [
        (place, score)
        for place, score in gazetteer.named(key, True)
        if place.kind is PlaceKind.REGION and place.id not in {p.id for p, _ in places}
    ]
    return (
        tuple(places) or _of_seat(gazetteer, key) or _typed(gazetteer, key, _REGION_TYPES, PlaceKind.REGION)
    )


def _of_seat(gazetteer: Gazetteer, key: str) -> Candidates:
    """The division called after the town of a name that another language spells otherwise: "Kharkov" (Region)."""
    towns = [each for each in gazetteer.named(key, False) if each[0].kind is PlaceKind.SETTLEMENT]
    town, score = max(towns, key=lambda each: each[0].population, default=(None, 0.0))
    region = gazetteer.region_around(town) if town is not None and score >= SOUND else None
    if town is None or region is None or town.country not in _CALLED_AFTER_SEATS:
        return ()
    return ((region, score),) if skeleton(town.name) == skeleton(region.name.partition(" ")[0]) else ()


_CALLED_AFTER_SEATS = ("UA", "RU", "BY")

_REGION_TYPES = (
    "province",
    "state",
    "region",
    "governorate",
    "department",
    "prefecture",
    "territory",
    "emirate",
)
_DISTRICT_TYPES = ("district", "county", "regency", "province")
"""Type words in the names of divisions of the world that are not called by the bare name (``scripts/world.py``)."""


def _typed(gazetteer: Gazetteer, key: str, types: tuple[str, ...], kind: PlaceKind) -> Candidates:
    """Divisions of the world whose name is this one with a type word: "провинции Алеппо", "state of Puebla"."""
    forms = base_forms(key)[:4] if is_cyrillic(key) else (key,)
    named = (gazetteer.named(f"{form} {word}", False) for form in forms for word in types)
    found = {place.id: (place, score) for each in named for place, score in each if place.kind is kind}
    return tuple(found.values())


@lru_cache(maxsize=4096)
def district_candidates(gazetteer: Gazetteer, name: str, third: bool = False) -> Candidates:
    """Second- or, with ``third``, third-order divisions: "Sumy" (Raion), "Краснояружского" (района), "Шахівська" (громада).

    Where there is none of the order, those of the other: districts of old live on as hromadas.
    """
    key = exact_key(name)
    head, _, last = key.rpartition(" ")
    stem = adjective_stem(last) if is_cyrillic(name) else ""
    second_order = [f"{key}{ending} raion" for ending in ("", "skyi", "kyi")]
    third_order = [f"{key}{ending} hromada" for ending in ("", "ska", "ka")]
    if stem:
        second_order = [f"{head} {stem}ий {noun}".strip() for noun in ("район", "округ")]
        stems = (stem, f"{stem[:-3]}цк") if stem.endswith("кск") else (stem,)  # «Великобурлукская»
        third_order = [f"{head} {each}{ending} громада".strip() for each in stems for ending in ("а", "ая")]
    for phrases in (third_order, second_order) if third else (second_order, third_order):
        found = {p.id: (p, s) for phrase in phrases for p, s in gazetteer.named(phrase, False)}
        if districts := tuple(each for each in found.values() if each[0].kind is PlaceKind.DISTRICT):
            return districts
    if third:
        return ()
    return likened_districts(gazetteer, name) or _typed(gazetteer, key, _DISTRICT_TYPES, PlaceKind.DISTRICT)


@lru_cache(maxsize=1024)
def likened_districts(gazetteer: Gazetteer, name: str) -> Candidates:
    """Districts of Russia as Ukrainian puts their names: «Коренівському» for «Кореневский», «Слов'янському» for «Славянский»."""
    stem = adjective_stem(exact_key(name)) if is_cyrillic(name) else ""
    likened = {stem.replace(ours, theirs) for ours, theirs in _UKRAINIAN_PUT if ours in stem} - {stem, ""}
    found = {p.id: (p, s) for each in sorted(likened) for p, s in gazetteer.named(f"{each}ий район", False)}
    return tuple(each for each in found.values() if each[0].kind is PlaceKind.DISTRICT)


_UKRAINIAN_PUT = (
    ("івськ", "евськ"),
    ("івськ", "овськ"),
    ("ївськ", "евськ"),
    ("словян", "славян"),
    ("сівер", "север"),
)
"""What Ukrainian puts into the adjectives of Russian districts, and what it stands for."""


@lru_cache(maxsize=4096)
def sea_candidates(gazetteer: Gazetteer, name: str) -> Candidates:
    """Seas of whose name an adjective is the first part: "Чёрного" (и Азовского морей)."""
    key = exact_key(name)
    stem = adjective_stem(key) or _ADJECTIVE_ENDING.sub("", key)
    return _areas(gazetteer, (f"{stem}ое море", f"{stem}е море"))


@lru_cache(maxsize=4096)
def sector_candidates(gazetteer: Gazetteer, name: str) -> Candidates:
    """Front sectors that are not called after a town: "Дніпропетровському" (напрямку)."""
    key = exact_key(name)
    last = key.split(" ")[-1]
    stem = key[: -len(last)] + adjective_stem(last) if is_cyrillic(name) else key
    phrases = (f"{stem}ое направление", f"{stem}ий напрямок") if is_cyrillic(name) else (f"{stem} direction",)
    return _areas(gazetteer, phrases)


def _areas(gazetteer: Gazetteer, phrases: tuple[str, ...]) -> Candidates:
    found = {p.id: (p, s) for phrase in phrases for p, s in gazetteer.named(phrase, False)}
    return tuple(each for each in found.values() if each[0].kind is PlaceKind.AREA)


@lru_cache(maxsize=4096)
def town_candidates(gazetteer: Gazetteer, name: str) -> Candidates:
    """Settlements whose adjective a name can be: "Покровському" → Покровськ."""
    found: dict[str, tuple[Place, float]] = {}
    head, _, last = exact_key(name).rpartition(" ")
    stem = adjective_stem(last)
    for order, noun in enumerate(nouns_of(stem)):
        for place, score in gazetteer.named(exact_key(f"{head} {noun}"), False):
            if place.kind is PlaceKind.REGION:
                continue
            worth = score * (0.98**order)
            if place.id not in found or found[place.id][1] < worth:
                found[place.id] = (place, worth)
    return tuple(found.values())
