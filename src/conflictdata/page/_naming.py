"""Actors and locations in the words of the page's language."""

from __future__ import annotations

from collections.abc import Mapping

from conflictdata import sources as known_sources
from conflictdata.model import Location, Place, Relation, Source

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
    source = publishers.of_actor(id)
    if source and source.name and len(source.name) <= _LONGEST and not (colon and name in words["actor"]):
        return source.name
    if not colon:
        return id
    parts = [_part(part, words) for part in name.split("-") if part]
    shown = " ".join(parts)
    return shown[:1].upper() + shown[1:] or id


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
    """The place's name in the page's language, else its main one; the first of a language is the preferred."""
    lang = words["page"]["lang"]
    names = () if lang == "en" else dict(place.names).get(lang, ())
    return names[0] if names else place.name


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


def region(location: Location | None) -> str:
    """The region and country around a location, ``Sumy, UA``."""
    if location is None:
        return ""
    place = location.place
    parts = (place.admin1, place.country) if place else (location.region, "")
    name = place.name if place else ""
    return ", ".join(part for part in parts if part and part != name)
