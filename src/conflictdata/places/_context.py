"""What the words around a name say: relation, distance, side, type, list, division, gloss."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple
from unicodedata import category

from conflictdata.model import PlaceKind, Relation
from conflictdata.places._candidates import Candidates, candidates_of, region_candidates
from conflictdata.places._counties import Counties
from conflictdata.places._gazetteer import EXACT, Gazetteer
from conflictdata.places._inflect import adjective_stem
from conflictdata.places._lexicon import WINDOW, Lexicon
from conflictdata.places._mention import Role
from conflictdata.places._span import Span, Token, adjectives, sectors, tokens

_JOINERS = frozenset("\ufe0f\u200d\u200b\u2060")
"""What stands behind a picture without being seen."""
_OPENING, _BREAKS = frozenset('«"“„'), frozenset(' \t\n\r\u00a0\u2009\u202f(«"“„—,')
GLOSS = re.compile(r"\s?\(\s*")
_UNASKED = -1, ""
_LIST_GAP, _TOUCHING = 30, 4
"""Characters between the names of a list, and between a settlement and the name of its division."""
_LISTED = 5
"""Names of a list that are looked at for a gloss behind it."""
_SENTENCE_END = re.compile(r"[.!?:;…\n•—–]\W*$|^\W*$")
_OPENS = re.compile(r"[.!?…\n•]\W*$|^\W*$")
"""What stands before the first word of a sentence, which is capitalised whatever it is."""
_BEARING = (
    Relation.NORTH_OF,
    Relation.NORTHEAST_OF,
    Relation.EAST_OF,
    Relation.SOUTHEAST_OF,
    Relation.SOUTH_OF,
    Relation.SOUTHWEST_OF,
    Relation.WEST_OF,
    Relation.NORTHWEST_OF,
)


def word_before(text: str, low: int, end: int) -> tuple[int, str] | None:
    """The word that ends before ``end``, spaces and an opening quote between, and where it begins; None without one."""
    stop = end - 1 if end > low and text[end - 1] in _OPENING else end
    if stop == low or not text[stop - 1].isspace():
        return None
    stop -= 1
    while stop > low and text[stop - 1].isspace():
        stop -= 1
    start = text.rfind(" ", low, stop) + 1 or low
    word = text[start:stop]
    if not word.isalnum():  # a break other than a space may stand in it
        start = stop
        while start > low and not _parts(text[start - 1]):
            start -= 1
        word = text[start:stop]
    if not word or (start == low > 0 and not _parts(text[low - 1])):
        return None
    return start, word


def _parts(mark: str) -> bool:
    """Whether a character parts words: a space, an opening mark, or a picture: "🔹В Лимане"."""
    if mark.isalnum():
        return False  # quicker than the rest, and so for most
    return mark in _BREAKS or mark.isspace() or mark in _JOINERS or category(mark) == "So"


class _Placed(NamedTuple):
    """What the words right before a name say of it.

    Attributes:
        start: where among the words what places it begins.
        relates: it is more than an opening quote.
        words: by what they tell; not to be changed.
    """

    start: int
    relates: bool
    words: dict[str, str | None]


@lru_cache(maxsize=8192)
def _placed_by(lex: Lexicon, words: str) -> _Placed | None:
    """What the words right before a name say of it; remembered, for texts repeat them ("near ", "in central ")."""
    match = lex.left.search(words)
    if match is None or match.start() == match.end():
        return None
    return _Placed(match.start(), bool(match.group().strip('«"“„ ')), match.groupdict())


class Context:
    """One text, its capitalised words, and the spans found so far."""

    def __init__(self, text: str, lex: Lexicon, gazetteer: Gazetteer) -> None:
        self.text, self.lex, self.gazetteer = text, lex, gazetteer
        self.tokens = tokens(text)
        if lex.facility is not None and (named := adjectives(text, lex.facility)):
            self.tokens = sorted([*self.tokens, *named], key=lambda token: token.start)
        if lex.lang != "en" and (small := sectors(text, self._is_sector, lex.joins)):
            taken = {token.start for token in self.tokens}
            new = (t for t in small if t.start not in taken and self._names_part(t))
            self.tokens = sorted([*self.tokens, *new], key=lambda token: token.start)
        self.spans: list[Span] = []
        self.doubtful: list[
            Span
        ] = []  # names of small towns that are places where the text names them as such
        self._words: dict[int, tuple[int, str] | None] = {}
        self.counties = Counties(text, lex, gazetteer)
        self.parts: set[int] = set()  # where the name of a city's district ends that stands before the city's

    def _central(self, words: dict[str, str | None]) -> bool:
        """Whether a part of a town is its middle, which is no outskirts: «у центральній частині Торецька»."""
        side = words["side1"] or words["side2"] or words["side3"]
        return side is not None and (self.lex.sides.get(side) or 0) < 0

    def _is_sector(self, text: str, end: int) -> bool:
        right = self.lex.right.match(text, end)
        return right is not None and right.lastgroup in ("direction", "region")

    def _names_part(self, token: Token) -> bool:
        """Whether an adjective in small letters names a sector, or a region: «курської області», not «морской области»."""
        right = self.lex.right.match(self.text, token.end)
        return kind_of(right) != "region" or bool(region_candidates(self.gazetteer, token.text))

    def _make(self, start: int, end: int, name: str, candidates: Candidates) -> Span:
        return Span(
            start=start,
            end=end,
            outer_start=start,
            outer_end=end,
            name=name,
            candidates=candidates,
            capital=name in self.lex.capital and all(p.kind is not PlaceKind.SITE for p, _ in candidates),
        )

    def _initial(self, start: int) -> bool:
        """Whether a sentence begins at ``start``."""
        return _SENTENCE_END.search(self.text, max(0, start - 12), start) is not None

    def _before(self, low: int, end: int) -> tuple[int, str] | None:
        """``word_before``, remembered: what places, introduces and lists a name asks for the same words."""
        found = self._words.get(end, _UNASKED)
        if found is _UNASKED:
            found = self._words[end] = word_before(self.text, max(0, end - WINDOW), end)
        return found if found is None or found[0] >= low else None

    def _typed(self, span: Span, kind: str | None) -> None:
        if kind == "region":
            span.kind = PlaceKind.REGION
        elif kind == "district":
            span.kind = PlaceKind.DISTRICT
        elif kind == "direction":
            span.relation, span.own_relation = Relation.DIRECTION, True
        elif kind == "near":
            span.relation, span.own_relation = Relation.NEAR, True
        elif kind == "river":
            span.kind = PlaceKind.RIVER
        elif kind == "road":
            span.kind = PlaceKind.ROAD
        elif kind == "settlement":
            span.city = True

    def _left(self, span: Span) -> None:
        """Read the words before a name: relation, distance, side, type."""
        begin = self._placing(span.start)
        if span.start - 1 in self.parts:
            span.locative = span.strong = True
            return
        span.locative = self._locative(begin) or (begin < span.start and self._locative(span.start))
        if begin == span.start:
            return
        placed = _placed_by(self.lex, self.text[begin : span.start])
        if placed is None:
            return
        words, first = placed.words, begin + placed.start
        if placed.relates:
            span.outer_start = first
        distance = self._distance(words)
        if words["bearing"]:
            span.bearing = self.lex.bearings.get(words["bearing"])
            span.distance_km = distance
            span.relation = _BEARING[round((span.bearing or 0) / 45) % 8]
        elif words["near"] and span.kind is PlaceKind.REGION:
            span.outer_start = span.start
        elif words["near"]:
            span.relation = Relation.NEAR
            span.distance_km = distance
        elif words["outskirts"] and not self._central(words):
            span.relation = Relation.OUTSKIRTS
        elif words["direction"]:
            span.relation = Relation.DIRECTION
        elif words["along"]:
            span.relation = Relation.ALONG
        if words["bearing"] or words["near"] or words["outskirts"] or words["direction"] or words["along"]:
            span.own_relation = span.strong = True
        for kind, noun in self.lex.called.items():
            if words.get(kind) and (called := self._called(f"{noun} {span.name}")):
                span.candidates, span.strong = called, True
        side = words["side1"] or words["side2"] or words["side3"]
        if side and span.bearing is None:
            degrees = self.lex.sides.get(side)
            span.bearing = degrees if degrees is not None and degrees >= 0 else None
            span.strong = True
        for kind in ("settlement", "region", "district", "river", "road"):
            if words.get(kind):
                span.strong = True
                if kind == "settlement":
                    span.village = " ".join(str(words[kind]).split()) in self.lex.village
                    span.kind = span.kind or PlaceKind.SETTLEMENT
                elif kind == "district" and side:
                    span.city = True  # "the northern districts of Kupiansk": of the town
                elif span.kind is None:
                    self._typed(span, kind)
                    if kind == "region":
                        span.candidates = region_candidates(self.gazetteer, span.name) or span.candidates
        if self.lex.across.search(self.text, max(0, first - 20), span.start):
            span.role = Role.MODIFIER

    def _placed(self, start: int) -> _Placed | None:
        """What the words right before ``start`` say of a name there."""
        return _placed_by(self.lex, self.text[self._placing(start) : start])

    def _called(self, name: str) -> Candidates:
        """Sites and rivers of that name with its type word."""
        found = candidates_of(self.gazetteer, name, self.lex.lang)
        return tuple(each for each in found if each[0].kind in (PlaceKind.SITE, PlaceKind.RIVER))

    def _placing(self, end: int) -> int:
        """Where the words that can place the name at ``end`` begin."""
        start, low = end, max(0, end - WINDOW)
        while (before := self._before(low, start)) is not None:
            if before[1] not in self.lex.before and not before[1][0].isdigit():
                break
            start = before[0]
        return start

    def _locative(self, end: int) -> bool:
        """Whether a preposition of place stands before ``end``, perhaps with attributes between."""
        for _ in range(4):
            before = self._before(end - 30, end)
            if before is None:
                return False
            if before[1] in self.lex.locatives:
                return True
            if before[1] not in self.lex.attributes:
                return False
            end = before[0]
        return False

    def _distance(self, words: dict[str, str | None]) -> float | None:
        number, unit = words["number"], words["unit"]
        if not number or not unit:
            return None
        value = float(number.replace(",", ".")) if number[0].isdigit() else self.lex.numbers.get(number)
        scale = self.lex.units.get(unit)
        return None if value is None or scale is None else value * scale

    def _divided(self, at: int, end: int) -> bool:
        """Whether a division follows: "Skybyn, Brovary raion", "Басовки Сумского района"."""
        if at >= len(self.tokens):
            return False
        token, gap = self.tokens[at], self.text[end : self.tokens[at].start]
        before = self.tokens[at - 1]
        if gap != ", " and not (gap == " " and adjective_stem(token.text)):
            return False
        if before.text in self.lex.peoples and self._state(token):
            return True
        if gap == " " and _OPENS.search(self.text, max(0, before.start - 12), before.start):
            return False
        last = at + 1 if at + 1 < len(self.tokens) and self.tokens[at + 1].start - token.end == 1 else at
        for each in (self.tokens[at], self.tokens[last]):
            right = self.lex.right.match(self.text, each.end)
            if right is not None and right.lastgroup in ("region", "district"):
                return True
        return False

    def _state(self, token: Token) -> bool:
        """Whether a word names a division by itself, as behind a town called like a people: "Canadian, Texas"."""
        dotted = f"{token.text}."
        if token.text in self.lex.abbreviated or dotted in self.lex.abbreviated:
            return True
        found = candidates_of(self.gazetteer, token.text, self.lex.lang)
        return any(place.kind is PlaceKind.REGION and score == EXACT for place, score in found)

    def _glossed_ahead(self, at: int, end: int) -> bool:
        """Whether a gloss behind ``end``, or behind a list that goes on there, says where the name lies."""
        last = self.tokens[min(at + _LISTED, len(self.tokens)) - 1].end
        if self.text.find("(", end, last + 2) < 0:
            return False  # quicker than to read the list, and so for most names
        gloss = GLOSS.match(self.text, end)
        if gloss is not None and self._starts_gloss(gloss.end()):
            return True
        return self._several_ahead(at, end)

    def _several_ahead(self, at: int, end: int) -> bool:
        """Whether a list goes on from ``end`` whose gloss says "both" or "all" lie somewhere."""
        for token in self.tokens[at : at + _LISTED]:
            if token.start - end == 1 or self.lex.joins(self.text[end : token.start]):
                end = token.end
            else:
                return False
            gloss = GLOSS.match(self.text, end)
            if gloss is not None:
                several = self.lex.several.match(self.text, self.text.index("(", end))
                return several is not None and self._starts_gloss(gloss.end())
        return False

    def _lists_settlements(self, start: int) -> bool:
        """Whether the name at ``start`` goes on a list that began "near" or "the villages of"."""
        before, _ = self._last_named()
        if before is None:
            return False
        if not (before.kind is PlaceKind.SETTLEMENT or before.relation is Relation.NEAR or before.listing):
            return False
        return self._list_goes_on(start)

    def _last_named(self) -> tuple[Span | None, int]:
        """The name before and its end; where that is of the division of a settlement right before it, the settlement's."""
        if not self.spans:
            return None, 0
        last = self.spans[-1]
        if last.kind is PlaceKind.REGION and len(self.spans) > 1 and not last.own_relation:
            held = self.spans[-2]
            if held.kind in (None, PlaceKind.SETTLEMENT) and last.outer_start - held.outer_end <= _TOUCHING:
                return held, last.outer_end
        return last, last.outer_end

    def _list_goes_on(self, start: int) -> bool:
        """Whether what begins at ``start`` goes on a list of places."""
        before, end = self._last_named()
        if before is None or before.role is not Role.PLACE or start - end > _LIST_GAP:
            return False
        return self.lex.joins(self.text[end:start])

    def _listed(self, span: Span) -> None:
        """A name that goes on a list of places is one too."""
        before, end = self._last_named()
        if before is None or before.role is not Role.PLACE or span.start - end > _LIST_GAP:
            return
        if before.kind in (PlaceKind.COUNTRY, PlaceKind.REGION) or not (before.strong or before.locative):
            return
        if self.lex.joins(self.text[end : span.start]):
            span.locative = True
            span.listing = (
                before.listing or before.relation is Relation.NEAR or before.kind is PlaceKind.SETTLEMENT
            )

    def _starts_gloss(self, at: int) -> bool:
        """Whether the text in a parenthesis begins by saying where something lies."""
        return self.lex.gloss.match(self.text, at) is not None

    def _person_before(self, span: Span, at: int) -> bool:
        before = self.tokens[at - 1] if at else None
        if before is None or self.text[before.end : self.tokens[at].start] != " ":
            return False
        return before.text in self.lex.given


def kind_of(right: re.Match[str] | None) -> str | None:
    """What the type word behind a name says it is."""
    return None if right is None else right.lastgroup
