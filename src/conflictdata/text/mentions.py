"""Actors as a sentence names them, and whom a report has named so far."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

import attrs

from conflictdata._romanise import romanised
from conflictdata.model import Place, PlaceKind, Source
from conflictdata.places._names import skeleton
from conflictdata.text.tokens import Tokens

_TYPE_WORDS = re.compile(
    r"\b(?:oblast|region|krai|hromada|republic|city|raion|district|of|the)\b", re.IGNORECASE
)
_MINISTRIES = frozenset(("mod", "foreign-ministry", "interior-ministry", "energy-ministry"))
_AGENCIES = frozenset(
    ("mod", "general-staff", "foreign-ministry", "interior-ministry", "air-force", "navy", "government")
)
_PERSONS = (":president", ":commander-in-chief", "-governor", "-mayor")
_OPPOSITE = {"ua": "ru", "ru": "ua"}
_SIDES = {"UA": "ua", "RU": "ru"}


@attrs.frozen
class ActorMention:
    """An actor named in a sentence: tokens ``start`` to ``end`` (half open).

    Attributes:
        id: None for a word that points back and found nobody.
        force: troops in general: they act; they speak only where they directly govern a reporting verb.
        back: the mention points back ("the ministry", "it").
    """

    start: int
    end: int
    id: str | None
    force: bool = False
    back: bool = False


@attrs.frozen
class Named:
    """A place named in the sentence, as the actor rules need it: tokens and what it is called."""

    start: int
    end: int
    slug: str
    region: bool
    country: str
    admin1: str = ""
    krai: bool = False
    land: bool = False  # a country
    district: bool = False


def within_name(place: Named, tokens: Tokens, actors: Sequence[ActorMention]) -> bool:
    """Whether it is a first name in a speaker's office and name that a gazetteer knows as a town: "губернатор
    Александр ..."."""
    return any(a.start < place.start < place.end < a.end and tokens.caps[place.end] for a in actors if a.id)


@attrs.define
class Memory:
    """Whom the report has named so far, by office, echelon and otherwise."""

    source: Source
    offices: dict[str, str] = attrs.field(factory=dict)
    units: dict[str, str] = attrs.field(factory=dict)
    speaker: str | None = None
    watcher: str | None = None  # the think tank or monitor that spoke last
    unnamed: str | None = None  # whose spokesman spoke last without being named
    place: Named | None = None
    geolocated: bool = False
    unlisted: dict[str, str] = attrs.field(factory=dict)
    surnames: set[str] = attrs.field(factory=set)
    holders: dict[str, dict[str, str]] = attrs.field(factory=dict)  # by the beginnings of their surnames

    def note(self, id: str, office: str | None = None) -> None:
        if office:
            self.offices.pop(office, None)  # the latest stands last
            self.offices[office] = id

    def told_by_a_party(self) -> bool:
        """Whether one of the warring sides has spoken in the report."""
        return side_of_id(self.speaker) in _OPPOSITE

    def person(self) -> str | None:
        """Whom "he" means where nobody has spoken yet: the holder of an office named last."""
        return next((id for id in reversed(self.offices.values()) if id.endswith(_PERSONS)), None)

    def agency(self, role: str = "agency") -> str | None:
        """Whom "the ministry" or "the service" means: the office named last, else who spoke last."""
        if role in self.offices:
            return self.offices[role]
        ministries = [id for office, id in self.offices.items() if office in _MINISTRIES]
        if role == "ministry" and ministries:
            return ministries[-1]
        named = [id for office, id in self.offices.items() if office in _AGENCIES]
        return named[-1] if named else self.speaker or self.offices.get("service")


@functools.lru_cache(maxsize=1 << 14)
def slug(name: str) -> str:
    """The part of an actor's id that a place name gives: ``Moscow Oblast`` to ``moscow``."""
    plain = _TYPE_WORDS.sub(" ", re.sub(r"['’ʼ]", "", name)).strip()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


_YI, _Y_BEHIND = re.compile(r"(?<=[aeiou])yi"), re.compile(r"(?<=[bcdfghklmnprstvxz])y(?=[aeu])")
"""What other systems write for ї behind a vowel, and before it and я, ю, є behind a consonant: Mykolayiv, Kupyansk."""


def seat_slug(place: Place) -> str:
    """The part of an actor's id that a place gives: ``avdiivka``. Settlements of Ukraine in the national romanisation of
    their Ukrainian names, for gazetteers spell them each in its own way (Avdiyivka, Kupyansk)."""
    if place.kind is PlaceKind.SETTLEMENT and place.country == "UA":
        return _slug_of(place.name, next((names for lang, names in place.names if lang == "uk"), ()))
    return slug(place.name)


@functools.lru_cache(maxsize=1 << 12)
def _slug_of(name: str, ukrainian: tuple[str, ...]) -> str:
    sound = skeleton(name)
    told = next((romanised(each) for each in ukrainian if skeleton(each) == sound), None)
    return slug(told or _Y_BEHIND.sub("i", _YI.sub("i", name)))


def side_in(country: str) -> str | None:
    """The side whose own a place of that country is; None elsewhere."""
    return _SIDES.get(country)


def side_of_country(country: str | None) -> str | None:
    """The side by which the ids of a country outside the war begin, by its ISO 3166 code."""
    return "uk" if country == "GB" else country and country.lower()


def opposite(side: str | None) -> str | None:
    """The other side of the war; None for anybody else."""
    return _OPPOSITE.get(side or "")


def side_of_id(id: str | None) -> str | None:
    """``ru`` of ``ru:mod``; None for a publisher without a side."""
    return id.split(":", 1)[0] if id and ":" in id else None
