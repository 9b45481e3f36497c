"""Districts of cities, which reports name without their city: «у Київському районі» of Odesa, of Kharkiv, of Donetsk.

The table (``tables/cities.toml``) has them by city. Nothing finer than a settlement is given: such a district is its city.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from conflictdata.places._inflect import adjective_stem
from conflictdata.places._names import exact_key, is_cyrillic, skeleton

TABLE = Path(__file__).with_name("tables") / "cities.toml"
_LATIN_ENDINGS = ("yi", "yy", "iy", "y", "i")
"""How press and official systems write the ending of the nominative, the only form English has."""


@cache
def _cities() -> dict[str, tuple[str, ...]]:
    """Cities by the sound of a district's adjective stem."""
    found: dict[str, list[str]] = {}
    for city, stems in tomllib.loads(TABLE.read_text(encoding="utf-8")).items():
        for sound in dict.fromkeys(skeleton(exact_key(stem)) for stem in stems):
            found.setdefault(sound, []).append(city)
    return {sound: tuple(cities) for sound, cities in found.items()}


@cache
def divided() -> frozenset[str]:
    """Ids of the cities whose districts are known."""
    return frozenset(city for cities in _cities().values() for city in cities)


def cities_with(name: str) -> tuple[str, ...]:
    """Ids of the cities that have a district of this name in any case form, or romanised: "Шевченківському", "Kyivskyi"."""
    key = exact_key(name)
    if is_cyrillic(name):
        stem = adjective_stem(key)
    else:
        stem = next((key.removesuffix(end) for end in _LATIN_ENDINGS if key.endswith(end)), "")
    return _cities().get(skeleton(stem), ()) if stem else ()
