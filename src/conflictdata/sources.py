"""Publishers known by id: those of the core and those that plugins register.

An id nobody registered is still a source: its own name is the claimant of what it states itself.
"""

from __future__ import annotations

import difflib
import functools
import re
import tomllib
from collections.abc import Iterator, Mapping
from importlib import resources
from typing import Any

from conflictdata.errors import ModelError
from conflictdata.model import Source, SourceKind, Terms

__all__ = ["alike", "get", "kind_of_actor", "known", "register"]

_registered: dict[str, Source] = {}


def get(id: str) -> Source:
    """The source with this id or alias; an unknown id gives a plain ``Source`` of that id (UTC, no side).

    Raises:
        ModelError: the id is empty.
    """
    if not id.strip():
        raise ModelError("Source.id: must not be empty (as in 'isw')")
    known, aliases = _core()
    key = _key(id)
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
    side, _, bare = key.rpartition(":")
    if bare in aliases or bare in known:  # "ru:tass"
        source = known[aliases.get(bare, bare)]
        if side and source.side in (side, None) and source.kind is SourceKind.MEDIA:
            return source
    return _by_pattern(id, key)


def kind_of_actor(actor: str) -> SourceKind | None:
    """What kind of source an actor publishes as ("ua:general-staff": armed forces); None where no known source is its."""
    registered = (source.kind for source in _registered.values() if source.actor == actor)
    return next(registered, None) or _kinds().get(actor)


@functools.cache
def _kinds() -> dict[str, SourceKind]:
    return {source.actor: source.kind for source in _core()[0].values()}


def alike(id: str) -> str | None:
    """The known id that an unknown one is a slip of the pen from ("iws", "ukrinfrom"); None where none is near."""
    core, aliases = _core()
    key, ids = _key(id), {**_registered, **core, **aliases}
    if not key or key in ids or get(id).kind is not SourceKind.OTHER:
        return None
    near = difflib.get_close_matches(key, ids, n=1, cutoff=0.8)
    return aliases.get(near[0], near[0]) if near else None


def _key(id: str) -> str:
    return id.strip().casefold().replace("_", "-").replace(" ", "-")


def register(source: Source) -> None:
    """Make a source known by its id; it takes the place of a core source of the same id."""
    _registered[source.id] = source


_ACTOR = re.compile(r"([a-z]{2}):[a-z0-9][a-z0-9-]*$")
_UNIT = re.compile(r"(\d{1,3}-(?:[a-z]+-)*(?:brigade|regiment|battalion|division|corps|army))$")
_GOVERNOR = re.compile(
    r"(?:(?P<first>governor|ova|oda)-(?P<of>[a-z-]+?)|(?P<region>[a-z-]+?))(?:-oblast|-krai|-region)?"
    r"(?(first)|-(?P<last>governor|ova|oda))$"
)
_BODY = re.compile(
    r"(?:[a-z0-9]+-)*(?:(?P<forces>forces|guard|navy|corps|brigade|regiment|fleet|marines|task-force|"
    r"command(?:-(?:north|south|east|west))?)|service|police|office|mayor|administration|ministry|headquarters)$"
    r"|(?:tavria|dsns|dpsu)$"
)
"""What bodies of a side are called; "-ru" behind another name is a language as often."""
_GROUPS = frozenset(("tavria",))
_SHORT = {"dsns": "emergency-service", "dpsu": "border-guard-service"}
_SIDE = re.compile(r"^(?:(ua|ru)-)|-(ua|ru)$")
_REGION_OF = {"dnipro": "dnipropetrovsk", "zaporizhia": "zaporizhzhia", "kropyvnytskyi": "kirovohrad"}
"""Regions called by their towns, and by other spellings."""
_HEADS = {
    "crimea": "crimea-administration", "sevastopol": "sevastopol-governor",
    "saint-petersburg": "saint-petersburg-governor",
}  # fmt: skip
"""Whose channel it is where the governor is one of a town, or not its country's."""
_RUSSIAN_BRANCHES = ("rifle", "combined-arms", "guards", "vdv")


@functools.lru_cache(maxsize=1024)
def _by_pattern(id: str, key: str) -> Source:
    """A publisher nobody registered whose id says who it is: an actor's id, a unit, a governor's channel, a force, a service."""
    actor = _ACTOR.match(key)
    if actor and actor.group(1) != "tg":
        return Source(id=id, actor=key, side=actor.group(1))
    key, told = _without_side(key.removeprefix("tg:"))
    if unit := _UNIT.match(key):
        russian = any(branch in key for branch in _RUSSIAN_BRANCHES)
        side = told or ("ru" if russian else "ua")
        name = known_units().get(unit.group(1), unit.group(1)) if side == "ua" else unit.group(1)
        return _speaking(id, side, name, SourceKind.MILITARY_UNIT)
    if office := _GOVERNOR.match(key):
        region = office["of"] or office["region"]
        region = _REGION_OF.get(region, region)
        iso, kind = _regions().get(region, ("", "oblast"))
        title = office["first"] or office["last"]
        side = told or ("ua" if title != "governor" or iso.startswith("UA") else "ru")
        if region in _HEADS and told != "ua":
            return _speaking(id, "ru", _HEADS[region], SourceKind.GOVERNMENT, (iso,) if iso else ())
        title = f"{region}-{'krai' if kind == 'krai' else 'oblast'}-governor"
        return _speaking(id, side, title, SourceKind.GOVERNMENT, (iso,) if iso else ())
    known = _core()[0].get(key)
    if known is not None and known.side == told:
        return known
    if told and (body := _BODY.match(key)):
        forces = SourceKind.ARMED_FORCES if body["forces"] or key in _GROUPS else SourceKind.GOVERNMENT
        return _speaking(id, told, _SHORT.get(key, key), forces)
    if (writes := _channels().get(key)) and told in (writes, None):
        return _speaking(id, writes, key, SourceKind.BLOGGER)
    if (whose := _actors().get(key)) and told in (whose, None):
        body = _BODY.match(key)
        armed = key in _GROUPS or bool(body and body["forces"])
        return _speaking(id, whose, key, SourceKind.ARMED_FORCES if armed else SourceKind.OTHER)
    return Source(id=id, actor=actor.group(), side="tg") if actor else Source(id=id)


@functools.cache
def _channels() -> dict[str, str]:
    """The side of each channel that writes for one under its own name."""
    text = resources.files("conflictdata").joinpath("channels.toml").read_text(encoding="utf-8")
    return {name: side for side, names in tomllib.loads(text).items() for name in names}


@functools.cache
def _actors() -> dict[str, str]:
    """The side of each actor that the lexicons know by a name of its own, and no other side has."""
    text = resources.files("conflictdata").joinpath("text/lexicons/en.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    ids = {id for section in ("persons", "actors", "officers") for id in table[section]}
    named = [id.partition(":")[::2] for id in ids if id.startswith(("ua:", "ru:"))]
    names = [name for _, name in named]
    return {name: side for side, name in named if names.count(name) == 1}


def _without_side(key: str) -> tuple[str, str | None]:
    """The id without the side that its begin or its end tells ("ua-navy", "khortytsia-ua"), and that side."""
    side = _SIDE.search(key)
    return (_SIDE.sub("", key, count=1), side.group(1) or side.group(2)) if side else (key, None)


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
