"""Actors and locations in the words of the page's language."""

from __future__ import annotations

import difflib
import functools
import re
from collections.abc import Iterable, Mapping

from conflictdata import sources as known_sources
from conflictdata.errors import ConflictDataError
from conflictdata.model import Location, Place, PlaceKind, Point, Relation, Source

Words = Mapping[str, Mapping[str, str]]

_LONGEST = 60  # names of publishers beyond it would break the layout; the id's own words are shorter


class Publishers:
    """Sources by id, the given ones before the known ones, and by the actor whose words they publish."""

    def __init__(self, given: Mapping[str, Source] | None = None) -> None:
        self._given = dict(given or {})
        self._by_actor: dict[str, Source] = {}
        for source in (*self._given.values(), *sorted(known_sources.known(), key=_plainness)):
            self._by_actor.setdefault(source.actor, source)

    def get(self, id: str) -> Source:
        """The source of this id; a plain one when nobody knows it."""
        return self._given.get(id) or known_sources.get(id)

    def of_actor(self, actor: str) -> Source | None:
        """The source that publishes an actor's own words, or None."""
        return self._by_actor.get(actor)

    def side(self, actor: str) -> str | None:
        """The side of an actor: the part of its id before the colon, or its source's."""
        if ":" in actor:
            return actor.split(":", 1)[0] or None
        source = self.of_actor(actor)
        return source.side if source else None


def _plainness(source: Source) -> tuple[bool, bool, str]:
    """Order in which sources lend their actor a name: the actor's own, then plain ids, then channels of a platform."""
    return source.id != source.actor, ":" in source.id, source.id


def actor_name(id: str, publishers: Publishers, words: Words) -> str:
    """``ua:225-assault-regiment`` as ``225th Assault Regiment``; a publisher by its own name."""
    _, colon, name = id.rpartition(":")
    known = (words["actor"].get(name) or _unit(name, words)) if colon else None
    if known:
        return known
    source = publishers.of_actor(id)
    if source and source.name and len(source.name) <= _LONGEST:
        return source.name
    if not colon:
        return id
    parts = [_part(part, words) for part in name.split("-") if part]
    shown = " ".join(parts)
    return shown[:1].upper() + shown[1:] or id


def with_side(id: str, name: str) -> str:
    """``Armed Forces (UA)``: in a sentence, where no sign beside it tells the side."""
    side = id.partition(":")[0] if ":" in id else ""
    return f"{name} ({side.upper()})" if side in ("ua", "ru") else name


def _unit(name: str, words: Words) -> str | None:
    """A name that a pattern of the language says: ``*-army-corps`` for ``14-army-corps``."""
    first, dash, rest = name.partition("-")
    while dash:
        pattern = words["actor"].get(f"*-{rest}")
        if pattern:
            return pattern.replace("{name}", _owner(first, rest, words))
        part, dash, rest = rest.partition("-")
        first = f"{first}-{part}"
    return None


def _owner(name: str, rest: str, words: Words) -> str:
    """What stands for the star: a number, or a place in the language of the page."""
    shown = " ".join(part[:1].upper() + part[1:] for part in name.split("-"))
    if rest.startswith("oblast-"):
        oblast = f"{shown} Oblast"
        return next(filter(None, (_region_of(oblast, each, words) for each in ("UA", "RU"))), oblast)
    return shown


def _region_of(name: str, country: str, words: Words) -> str | None:
    found = _region_name(name, country, words["page"]["lang"])
    return found if found != name else None


def _part(part: str, words: Words) -> str:
    if part in words["actor"]:
        return words["actor"][part]
    if part.isascii() and part.isdigit():
        return part if words["page"]["lang"] != "en" else _ordinal(int(part))
    return part if part in ("of", "in", "the") else part[:1].upper() + part[1:]


def _ordinal(number: int) -> str:
    suffix = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"


def place_name(place: Place, words: Words) -> str:
    """The place's name in the page's language, else its main one."""
    return _best_name(place, words["page"]["lang"])


def where(location: Location, words: Words) -> str:
    """``8 km north of Basivka``; empty when neither a place nor a mention is there."""
    name = place_name(location.place, words) if location.place else location.mention or ""
    if not name:
        return ""
    relation = location.relation
    if relation is Relation.BETWEEN and location.other is None:
        relation = Relation.NEAR
    pattern = words["relation"][relation.value]
    other = place_name(location.other, words) if location.other else ""
    shown = pattern.replace("{other}", other).replace("{place}", name)
    if location.distance_km is not None:
        shown = words["relation"]["distance"].replace("{km}", f"{location.distance_km:g}") + f" {shown}"
    return shown


def region(location: Location | None, words: Words) -> str:
    """The region and country around a location, ``Sumy, UA``."""
    if location is None:
        return ""
    place = location.place
    parts = (place.admin1, place.country) if place else (location.region, "")
    name = place.name if place else ""
    shown = [part for part in parts if part and part != name]
    if place and place.admin1 and place.admin1 in shown:
        shown[0] = _region_name(place.admin1, place.country, words["page"]["lang"])
    return ", ".join(shown)


@functools.lru_cache(maxsize=4096)
def _region_name(name: str, country: str, lang: str) -> str:
    """A first-order division by its name in the language, where the gazetteer has it."""
    for place in _looked_up(name, country) if lang != "en" else ():
        if place.kind is PlaceKind.REGION and name in (place.name, place.admin1):
            return _best_name(place, lang)
    return name


def town_names(towns: Iterable[tuple[str, float, float, int]], lang: str) -> list[list[str | float]]:
    """Towns of the map (name, latitude, longitude, rank) by their names in the language, where these are known."""
    return [[_town_name(name, Point(lat, lon), lang), lat, lon, rank] for name, lat, lon, rank in towns]


_SAME_TOWN_KM = 30


def _town_name(name: str, at: Point, lang: str) -> str:
    for place in _looked_up(name) if lang != "en" else ():
        if place.point and place.point.distance_km(at) < _SAME_TOWN_KM and place.kind is PlaceKind.SETTLEMENT:
            return _best_name(place, lang)
    return name


def _looked_up(name: str, country: str | None = None) -> list[Place]:
    from conflictdata import places

    try:
        return [place for place, _ in places.default().lookup(name, country=country)]
    except ConflictDataError:  # no gazetteer is installed, or it is of another version
        return []


def _in_language(place: Place, words: Words) -> str:
    """The likeliest of the place's names in the language of the page.

    The gazetteer's lists hold names in Cyrillic letters of many languages in no order. Of those that the language's
    letters can write, and that do not look like the other's, the one that sounds most like the main name is taken.
    """
    lang = words["page"]["lang"]
    known = words["place"].get(place.name)
    if known or lang == "en":
        return known or place.name
    lists = dict(place.names)
    letters, strange = _letters(words["page"]["letters"]), re.compile(words["page"]["strange"])
    names = [
        (strange.search(name) is not None, -_alike(name, place.name), language != lang, -len(name), name)
        for language in ("uk", "ru")
        for name in lists.get(language, ())
        if letters.issuperset(name.lower())
    ]
    return min(names)[-1] if names else place.name


@functools.lru_cache(maxsize=65_536)
def _best_name(place: Place, lang: str) -> str:
    from conflictdata.wording._words import words

    return _in_language(place, words(lang))


@functools.cache
def _letters(letters: str) -> frozenset[str]:
    return frozenset(letters + " -'’«»–")


def _alike(name: str, main: str) -> float:
    from conflictdata._romanise import romanised

    return difflib.SequenceMatcher(None, romanised(name).lower(), main.lower()).ratio()
