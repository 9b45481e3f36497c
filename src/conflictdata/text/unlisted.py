"""Speakers that no list knows, read off the words before a reporting verb."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence

import attrs

from conflictdata import places as gazetteer
from conflictdata._romanise import romanised_id
from conflictdata.places._candidates import candidates_of, region_candidates
from conflictdata.places._gazetteer import SLAVIC
from conflictdata.text.attribution import QUOTED
from conflictdata.text.lexicon import Lexicon
from conflictdata.text.mentions import ActorMention, Memory, slug
from conflictdata.text.tokens import Tokens

_WORDS = re.compile(r"[^a-z0-9]+")
_NAME = re.compile(r"\w[\w'’-]+")
_STEM = 5
"""Letters at the least that the cases of a surname share."""
_ENDING = 3
"""Letters at the most in which they differ."""
_SURE = 0.9
"""Score of a place that a word is the name of."""


@attrs.define
class _Named:
    """What the words before a reporting verb say of its subject: the side, the words of its name, and what kind it is.

    ``body`` is whom a titled person speaks for, ``first`` the token with which the subject begins.
    """

    first: int
    side: str | None
    kind: str
    words: list[str] = attrs.field(factory=list)
    body: list[str] = attrs.field(factory=list)


def unlisted(
    tokens: Tokens, end: int, lexicon: Lexicon, memory: Memory, *, begin: int = 0, side: str | None = None
) -> ActorMention | None:
    """A speaker that no list knows, read off the words before a reporting verb at ``end``: "Ukrainian Joint
    Forces Task Force Spokesperson Colonel …", "the Telegram channel Crimean Wind", "military observer …", "the
    Kakhovka Operational Group"."""
    quoted = _quoted_before(tokens, end)
    start = _subject_begins(tokens, end, quoted, begin, lexicon)
    named = _Named(start, side, "body" if begin and begin == quoted else "")
    _read(named, tokens, (start, end), quoted, lexicon)
    _settle_kind(named, lexicon)
    words, kind, side = named.words, named.kind, named.side
    last = " ".join(words[-1:])
    alone = not kind and len(words) == 1 and last in lexicon.speakers.get("organisation", ())
    if alone and memory.speaker and memory.speaker.endswith(f"-{last}"):
        return ActorMention(named.first, end, memory.speaker)  # "the Center", after its whole name
    name = slug(romanised_id(last if kind == "person" else " ".join(words)))
    if kind == "organisation":
        name = _WORDS.sub("-", romanised_id(" ".join(words))).strip("-")  # "oblast" is part of its name
    if not name or (side is None and not kind):
        surname = slug(romanised_id(last))
        known = memory.unlisted.get(name) or memory.unlisted.get(surname)
        known = known or next((memory.unlisted[s] for s in memory.surnames if _inflects(s, surname)), None)
        return ActorMention(named.first, end, known) if words and known else None
    if not kind and len(words) == 1 and _side_of_place(words):
        return None  # a town that the sentence names: "did not report the loss of Ukrainsk, but said"
    id = f"{side}:{name}" if side else name
    memory.unlisted[name] = id
    if kind == "person":
        memory.surnames.add(name)
    if kind == "organisation":
        memory.unlisted[slug(last)] = id  # "the Center", later
    return ActorMention(named.first, end, id)


def _inflects(surname: str, form: str) -> bool:
    """Whether a word is a surname named before in another case: "по словам Череватого" of "Череватый"."""
    stem = os.path.commonprefix((surname, form))
    return len(stem) >= _STEM and max(len(surname), len(form)) - len(stem) <= _ENDING


def _read(named: _Named, tokens: Tokens, span: tuple[int, int], quoted: int, lexicon: Lexicon) -> None:
    """Read the words one by one: a side begins anew, a title ends whom it is of, small words end a name."""
    start, end = span
    speakers = lexicon.speakers
    aside = range(end - 5, end) if tokens.norms[end - 5 : end - 4] == ("(",) else ()  # "Pepel (“Ashes”)"
    for index in range(start, end):
        word = tokens.norms[index]
        if index in aside:
            continue
        if side := lexicon.side_of(word):
            person = named.kind == "person" and not named.words  # «депутат Госдумы Андрей ...»
            named.side, named.first, named.words = side, index, []
            named.kind = "person" if person else ""
        elif (index == start and word in lexicon.grammar.the) or word in lexicon.grammar.dated:
            continue
        elif word in lexicon.grammar.possessive:
            continue  # "Its representatives"
        elif tokens.caps[index] and word in speakers.get("organisation", ()):
            named.kind = "organisation" if named.words else named.kind
            named.words.append(_plain(word, lexicon))
        elif word in speakers.get("person", ()) or word in speakers.get("body", ()):
            named.kind, named.words = ("person" if word in speakers["person"] else "body"), []
        elif word in speakers.get("title", ()):
            if named.words and named.kind != "person":
                named.body, named.words = (
                    named.words,
                    [],
                )  # "a BARS-13 representative", "Svatove Raion Head Ivan ..."
            named.kind = named.kind or "person"
        elif index == 0 and end > 1 and tokens.norms[1] in speakers.get("title", ()) and not tokens.caps[1]:
            continue  # «Позже глава администрации признал»: no name
        elif tokens.caps[index] and word[0].isalpha() and _NAME.fullmatch(word):
            named.words.append(_plain(word, lexicon))
        elif named.words and word not in lexicon.grammar.in_name and index < quoted:
            if end - index <= 4:
                break
            named.words = []


def _settle_kind(named: _Named, lexicon: Lexicon) -> None:
    """Whether it is a person or a body; of a body named after a place that place tells the side."""
    words, body = named.words, named.body
    if body and not words:
        named.kind, named.words = "organisation", body
    elif (
        named.kind == "organisation" and len(words) > 2 and words[-1] not in lexicon.speakers["organisation"]
    ):
        named.kind = "person"  # "Commander of the Azov Regiment Denis ..."
    if not named.kind and named.side is None and words and words[-1].endswith(lexicon.grammar.surname):
        named.kind = "person"  # "Andrushchenko claimed that ..."
    of = body or (named.words if named.kind == "organisation" else [])
    if of and named.side is None and not lexicon.echelons.keys() & set(of):
        named.side = _side_of_place(of)


def _subject_begins(tokens: Tokens, end: int, quoted: int, begin: int, lexicon: Lexicon) -> int:
    """Where the words that may name the subject begin; an abbreviation in brackets among them is one of them."""
    start = end
    while start > begin and end - start < 14:
        size = next((n for n in (3, 5) if start - n > begin and tokens.norms[start - n] == "("), 0)
        if size and tokens.norms[start - 1] == ")" and tokens.caps[start - size // 2 - 1]:
            start -= size  # "(ISW)", "(“Ashes”)"
            continue
        if start <= quoted and tokens.norms[start - 1] in lexicon.grammar.ends_name:
            break
        if tokens.norms[start - 1] in lexicon.complement:
            break
        start -= 1
    return start


def _side_of_place(words: Sequence[str]) -> str | None:
    """The side of a body that is named after a town or a division: "the Kherson City Council"."""
    known = gazetteer.default()
    for word in words:
        found = [*region_candidates(known, word), *candidates_of(known, word, "en")]
        place = max((p for p, score in found if score >= _SURE), key=lambda p: p.population, default=None)
        if place is not None and place.country in SLAVIC:
            return place.country.lower()
    return None


def _quoted_before(tokens: Tokens, end: int) -> int:
    """Where the quotation marks open that close right before ``end`` around a short name («Астра»), else ``end``."""
    for index in range(end - 3, max(-1, end - 7), -1):
        if (tokens.norms[index], tokens.norms[end - 1]) in QUOTED:
            return index
    return end


def _plain(word: str, lexicon: Lexicon) -> str:
    """A word without the ending of a possessor."""
    for ending in lexicon.grammar.genitive:
        word = word.removesuffix(ending)
    return word
