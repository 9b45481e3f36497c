"""Publishers known by id: those of the core and those that plugins register.

An id nobody registered is still a source: its own name is the claimant of what it states itself.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterator, Mapping
from importlib import resources
from typing import Any

from conflictdata.errors import ModelError
from conflictdata.model import Source, SourceKind, Terms

__all__ = ["get", "known", "register"]

_registered: dict[str, Source] = {}


def get(id: str) -> Source:
    """The source with this id or alias; an unknown id gives a plain ``Source`` of that id (UTC, no side).

    Raises:
        ModelError: the id is empty.
    """
    if not id.strip():
        raise ModelError("Source.id: must not be empty (as in 'isw')")
    known, aliases = _core()
    key = id.strip().casefold().replace("_", "-").replace(" ", "-")
    for table in (_registered, known):
        if id in table:
            return table[id]
        if key in table:
            return table[key]
    if key in aliases:
        return known[aliases[key]]
    channel = key.removeprefix("tg:")
    if channel in known or channel in aliases:
        return known[aliases.get(channel, channel)]
    return _by_pattern(id, key)


def register(source: Source) -> None:
    """Make a source known by its id; it takes the place of a core source of the same id."""
    _registered[source.id] = source


_ACTOR = re.compile(r"([a-z]{2}):[a-z0-9][a-z0-9-]*$")
_UNIT = re.compile(r"(?:(ua|ru)-)?(\d{1,3}-(?:[a-z]+-)*(?:brigade|regiment|battalion|division|corps|army))$")
_GOVERNOR = re.compile(r"(?:(ua|ru)-)?([a-z-]+?)(?:-oblast|-region)?-(governor|ova|oda)$")
_REGION_OF = {"dnipro": "dnipropetrovsk", "zaporizhia": "zaporizhzhia", "kropyvnytskyi": "kirovohrad"}
"""Regions called by their towns, and by other spellings."""
_RUSSIAN_BRANCHES = ("rifle", "combined-arms", "guards", "vdv")


@functools.lru_cache(maxsize=1024)
def _by_pattern(id: str, key: str) -> Source:
    """A publisher nobody registered whose id says who it is: an actor's id, a unit, a governor's channel."""
    if actor := _ACTOR.match(key):
        return Source(id=id, actor=key, side=actor.group(1))
    if unit := _UNIT.match(key):
        russian = any(branch in key for branch in _RUSSIAN_BRANCHES)
        side = unit.group(1) or ("ru" if russian else "ua")
        name = known_units().get(unit.group(2), unit.group(2)) if side == "ua" else unit.group(2)
        return _speaking(id, side, name, SourceKind.MILITARY_UNIT)
    if office := _GOVERNOR.match(key):
        region = _REGION_OF.get(office.group(2), office.group(2))
        iso, kind = _regions().get(region, ("", "oblast"))
        side = office.group(1) or ("ua" if office.group(3) != "governor" or iso.startswith("UA") else "ru")
        title = f"{region}-{'krai' if kind == 'krai' else 'oblast'}-governor"
        return _speaking(id, side, title, SourceKind.GOVERNMENT, (iso,) if iso else ())
    return Source(id=id)


def _speaking(id: str, side: str, name: str, kind: SourceKind, area: tuple[str, ...] = ()) -> Source:
    zone = {"ua": "Europe/Kyiv", "ru": "Europe/Moscow"}.get(side, "UTC")
    return Source(id=id, kind=kind, side=side, actor=f"{side}:{name}", timezone=zone, area=area)


@functools.cache
def known_units() -> Mapping[str, str]:
    """What units of Ukraine's forces that go by their number alone are called in full."""
    text = resources.files("conflictdata").joinpath("text/lexicons/units.toml").read_text(encoding="utf-8")
    units: dict[str, str] = tomllib.loads(text)["ua"]
    return units


@functools.cache
def _regions() -> dict[str, tuple[str, str]]:
    """ISO code and kind of the first-order divisions, by the words that their governors' ids begin with."""
    text = resources.files("conflictdata").joinpath("places/tables/regions.toml").read_text(encoding="utf-8")
    return {
        re.sub(r" (?:oblast|krai|republic)$", "", str(each["name"]).lower()).replace(" ", "-"): (
            str(each["iso"]),
            str(each["kind"]),
        )
        for each in tomllib.loads(text)["region"]
    }


def known() -> Iterator[Source]:
    """All known sources, in order of id."""
    yield from (source for _, source in sorted({**_core()[0], **_registered}.items()))


@functools.cache
def _core() -> tuple[dict[str, Source], dict[str, str]]:
    text = resources.files("conflictdata").joinpath("sources.toml").read_text(encoding="utf-8")
    table: dict[str, dict[str, Any]] = tomllib.loads(text)
    found: dict[str, Source] = {}
    aliases: dict[str, str] = {}
    for id, entry in table.items():
        aliases |= {alias.replace("_", "-"): id for alias in entry.pop("aliases", ())}
        terms = Terms(**entry.pop("terms", {}))
        found[id] = Source(id=id, terms=terms, **entry)
    return found, aliases
