"""Capitalised words, and the names among them that may be places."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

import attrs

from conflictdata.model import PlaceKind, Relation
from conflictdata.places._candidates import Candidates
from conflictdata.places._mention import Role
from conflictdata.places._names import APOSTROPHES

_UPPER = "A-ZÀ-ÖØ-ÞĀĂĆČĎĐĒĘĚĞĢĪĬİĶĹĽŁŃŇŌŐŒŔŘŚŞŠŤŪŮŰŹŻŽЀ-ЯҐЎ"
_REST = r"[^\W\d_\u0301]*\u0301?[^\W\d_]*"
_WORD = rf"{_REST}(?:[{APOSTROPHES}](?!s\b)[^\W\d_]+)*"
_DOTTED = r"(?<=[A-Z])\.(?:[A-Z][a-z]?\.)*[A-Z][a-z]?(?![a-z])\.?"
"""Latin abbreviations behind their first letter: "U.S.", "D.C.", "W.Va."."""
_CAPITALISED = re.compile(  # the capital first, for which a text is searched quickly
    rf"[{_UPPER}](?<![\w@/.][{_UPPER}])(?!(?<=[DR])-[A-Z])(?:{_DOTTED}|{_WORD}(?:[-‐‑][^\W\d_]{_WORD}){{0,4}})"
)
_ADJECTIVE = re.compile(rf"(?<![\w-])[а-яґіїє][а-яґіїє{APOSTROPHES}-]+[сцз]ь?к[а-яґіїє]{{2,3}}(?=[\s,])")
_HYPHENS = frozenset("-‐‑")
_PREFIXED = re.compile(r"(?:Mc|Mac|De|Di|Du|La|Le|Van)[A-Z](?:[a-z]+|[A-Z]{2,})")
"""Names with a capital inside: "DeKalb", "McLean"."""
FAR = 300  # characters that a gloss or a parenthesis may span


@attrs.define(eq=False, kw_only=True)
class Span:
    """A name that may be a place, and what the text says of it."""

    start: int
    end: int
    outer_start: int
    outer_end: int
    name: str
    candidates: Candidates
    kind: PlaceKind | None = None  # what the words around say it is
    relation: Relation = Relation.IN
    bearing: float | None = None  # of the relation, or the side of the place
    distance_km: float | None = None
    role: Role = Role.PLACE
    doubtful: bool = False  # nothing says that it is a place but what the text says elsewhere
    strong: bool = False  # the words around say that it is a place
    own_relation: bool = False
    city: bool = False
    village: bool = False  # the words around say that it is no town
    glossed: bool = False  # a parenthesis behind it says where it lies
    locative: bool = False
    capital: bool = False  # a capital that often stands for its country
    listing: bool = False  # goes on a list of settlements
    divided: bool = False  # a division follows: "Skybyn, Brovary raion"
    third: bool = False  # a division of the third order: a hromada
    stand_in: bool = False  # a division that no gazetteer has; the candidates are settlements of its name
    captured: bool = False  # the words right before it or its list say that it is taken or fought for
    fought: bool = False  # its sentence says that the ground there is fought over
    shares: bool = False  # the type word behind the list is its own
    pair: Span | None = None  # the other end of a line
    paren: int = -1  # start of the parenthesis it stands in
    glosses: list[Span] = attrs.field(factory=list)
    containers: list[Span] = attrs.field(factory=list)
    hint: Span | None = None  # what perhaps locates it: "near Vesele, northeast of Avdiivka"
    sector: Span | None = None  # the sector that the heading of its paragraph names
    around: Span | None = (
        None  # a division that the sentence names before it: "In Sumy raion, fighting near ..."
    )


class Token(NamedTuple):
    """A capitalised word."""

    start: int
    end: int
    text: str


def tokens(text: str) -> list[Token]:
    """The capitalised words of a text."""
    return [Token(*found.span(), found.group()) for found in _CAPITALISED.finditer(text)]


def adjectives(text: str, facility: re.Pattern[str]) -> list[Token]:
    """Adjectives in small letters before a works or an airfield, which may tell its town: "рязанський НПЗ"."""
    return [
        Token(*found.span(), found.group())
        for found in _ADJECTIVE.finditer(text)
        if facility.match(text, found.end())
    ]


def sectors(text: str, is_sector: Callable[[str, int], bool], joins: Callable[[str], bool]) -> list[Token]:
    """Adjectives in small letters that name sectors: "на авдіївському напрямку", «с киевского и черниговского направлений»."""
    found: list[Token] = []
    for each in reversed(list(_ADJECTIVE.finditer(text))):
        listed = bool(found) and joins(text[each.end() : found[-1].start])
        if listed or is_sector(text, each.end()):
            found.append(Token(*each.span(), each.group()))
    return found[::-1]


@lru_cache(maxsize=1 << 14)
def ordinary(word: str) -> bool:
    """Whether a word is written like a name: not an abbreviation (ВСУ, ГрВ), not a single letter."""
    if len(word) < 3 and word not in ("Ух",):
        return False
    return (
        not any(map(str.isupper, word[1:]))
        or not _HYPHENS.isdisjoint(word)
        or (word.isupper() and len(word) > 4)
        or _PREFIXED.fullmatch(word) is not None
    )
