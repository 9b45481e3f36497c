"""The adjectives and nouns of countries and their people ("Palestinians", "украинский"), which no town is meant by."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache

from conflictdata.model import Location, LocationPrecision, Place, PlaceKind
from conflictdata.places._candidates import candidates_of
from conflictdata.places._gazetteer import EXACT, Gazetteer
from conflictdata.places._lexicon import WORDS, lexicon
from conflictdata.places._mention import PlaceMention, Role
from conflictdata.places._relation import DIVISION

_WORD = re.compile(r"[^\W\d_]+(?:[-'’ʼ][^\W\d_]+)*")
_OF_ADJECTIVES = "ий ый ая ое ие ого ому ым им ом ой ую ых их ыми ими ою ее і а е ій у ої"
_OF_NOUNS = "ь ы и ов ам ами ах ем ей ев ів ові єм ям ями ях я ю ью цю ин ина ину ином ине ини ане ан анам"
_ENDINGS = frozenset(
    f" {_OF_ADJECTIVES} {_OF_NOUNS}".split(" "),
)
_LONGEST = 3  # words of an English one: "Papua New Guinean"
Meaning = tuple[str, str]
"""ISO code, empty for a part of the world, and name."""


@lru_cache(maxsize=4)
def meanings(lang: str) -> Mapping[str, Meaning]:
    """What each word means, or in Russian and Ukrainian each stem, lower case; in English as written."""
    table = tomllib.loads((WORDS / "peoples.toml").read_text(encoding="utf-8"))
    column = {"en": 0, "ru": 1, "uk": 2}.get(lang, 0)
    found: dict[str, Meaning] = {}
    rows = [((code, row[0]), row[1:]) for code, row in table["country"].items()]
    rows += [(("", name), row) for name, row in table["part"].items()]
    for meaning, row in rows:
        for word in row[column].split():
            name = word.replace("_", " ")
            found.setdefault(name, meaning)
            if not column and not name.endswith(("s", "ese", "ish", "French", "Dutch", "men", "man")):
                found.setdefault(f"{name}s", meaning)
    return found


@lru_cache(maxsize=4)
def single_words(lang: str) -> frozenset[str]:
    """The English ones of one word, which are no towns unless the text says so; none in other languages.

    Their Russian and Ukrainian sisters have small letters and so are not taken for names.
    """
    return frozenset(word for word in meanings(lang) if " " not in word) if lang == "en" else frozenset()


def mentions(text: str, lang: str, gazetteer: Gazetteer, taken: list[PlaceMention]) -> Iterator[PlaceMention]:
    """Mentions of peoples in order, where no place is named."""
    known, occupied = meanings(lang), [(each.start, each.end) for each in taken]
    called_after = lexicon(lang).streets | lexicon(lang).buildings
    at = 0
    for start, end, meaning in _found(text, lang, known):
        while at < len(occupied) and occupied[at][1] <= start:
            at += 1
        behind = _WORD.match(text, end + 1) if text[end : end + 1] == " " else None
        if (at < len(occupied) and occupied[at][0] < end) or (behind and behind.group() in called_after):
            continue  # "Frenchmen Street"
        place = place_of(gazetteer, meaning)
        if place is not None:
            yield PlaceMention(
                start=start,
                end=end,
                text=text[start:end],
                outer=(start, end),
                location=Location(
                    place=place,
                    point=place.point,
                    precision=DIVISION.get(place.kind, LocationPrecision.AREA),
                    mention=text[start:end],
                    region=gazetteer.region_code(place),
                    score=EXACT,
                ),
                role=Role.PEOPLE,
            )


def _found(text: str, lang: str, known: Mapping[str, Meaning]) -> Iterator[tuple[int, int, Meaning]]:
    words = [part for m in _WORD.finditer(text) for part in _parts(m, known)]
    at = 0
    while at < len(words):
        start, end = words[at]
        if lang in ("ru", "uk"):
            meaning = _stemmed(text[start:end].casefold(), known)
        else:
            meaning, end = _longest(text, words, at, known)
        if meaning is not None:
            yield start, end, meaning
        at += 1
        while at < len(words) and words[at][0] < end:
            at += 1


def _parts(word: re.Match[str], known: Mapping[str, Meaning]) -> list[tuple[int, int]]:
    """A word, or the two of "Israeli-Egyptian" where the whole is none."""
    start, text = word.start(), word.group()
    if "-" not in text or text in known:
        return [(start, word.end())]
    ends = [at for at, letter in enumerate(text) if letter == "-"]
    return [
        (start + low, start + high)
        for low, high in zip([0, *(at + 1 for at in ends)], [*ends, len(text)], strict=True)
    ]


def _longest(
    text: str, words: list[tuple[int, int]], at: int, known: Mapping[str, Meaning]
) -> tuple[Meaning | None, int]:
    start, end = words[at]
    if text[start].isupper():
        for last in range(min(at + _LONGEST, len(words)) - 1, at - 1, -1):
            phrase = text[start : words[last][1]]
            name = phrase.title() if phrase.isupper() and len(phrase) > _LONGEST else phrase
            if name in known:
                return known[name], words[last][1]
    return None, end


def _stemmed(word: str, known: Mapping[str, Meaning]) -> Meaning | None:
    for length in range(len(word), 2, -1):
        if word[:length] in known and word[length:] in _ENDINGS:
            return known[word[:length]]
    return None


@lru_cache(maxsize=1024)
def place_of(gazetteer: Gazetteer, meaning: Meaning) -> Place | None:
    """The country of a code, or the part of the world of a name, None where the gazetteer lacks it."""
    code, name = meaning
    found = [place for place, _ in candidates_of(gazetteer, name, "en")]
    if code:
        return next((p for p in found if p.kind is PlaceKind.COUNTRY and p.country == code), None)
    return next((p for p in found if p.kind in (PlaceKind.AREA, PlaceKind.REGION)), None)
