"""From a text to the names in it that may be places, with the words around them that say how.

The work is linear in the text: names are runs of capitalised words, looked up with at most ``_LONGEST`` words,
and the words that place a name are searched for in a window of fixed size before and after it.
"""

from __future__ import annotations

import re

import attrs

from conflictdata.model import PlaceKind, Relation
from conflictdata.places._candidates import (
    Candidates,
    candidates_of,
    district_candidates,
    may_begin,
    region_candidates,
    sector_candidates,
    town_candidates,
)
from conflictdata.places._gazetteer import EXACT, SOUND, Gazetteer, importance
from conflictdata.places._inflect import adjective_stem
from conflictdata.places._lexicon import WINDOW, Lexicon
from conflictdata.places._mention import Role
from conflictdata.places._names import is_cyrillic

_UPPER = "A-ZÀ-ÖØ-ÞĀĂĆČĎĐĒĘĚĞĢĪĬİĶĹĽŁŃŇŌŐŒŔŘŚŞŠŤŪŮŰŹŻŽЀ-ЯҐЎ"
_REST = r"[^\W\d_\u0301]*\u0301?[^\W\d_]*"
_WORD = rf"{_REST}(?:['’ʼ](?!s\b)[^\W\d_]+)*"
_CAPITALISED = re.compile(rf"(?<![\w@/.])[{_UPPER}]{_WORD}(?:[-‐‑][^\W\d_]{_WORD}){{0,4}}")
_CONNECTED = re.compile(
    r" (?:(?:de|del|di|da|do|la|al|am|on|upon|sur|es|and|the|of|der|den|du|des|le|les|el)(?: la| los| las)? )?"
)
_LONGEST = 4
_LAST_WORD = re.compile(r"(?:^|(?<=[\s(«\"“„—,]))([^\s(«\"“„—,]+)\s+[«\"“„]?$")
_GLOSS = re.compile(r"\s?\(\s*")
_SENTENCE_END = re.compile(r"[.!?:;…\n•—–]\W*$|^\W*$")
_FAR = 300  # characters that a gloss or a parenthesis may span


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
    strong: bool = False  # the words around say that it is a place
    own_relation: bool = False
    city: bool = False
    glossed: bool = False  # a parenthesis behind it says where it lies
    locative: bool = False
    initial: bool = False  # begins a sentence
    listing: bool = False  # goes on a list of settlements
    pair: Span | None = None  # the other end of a line
    paren: int = -1  # start of the parenthesis it stands in
    glosses: list[Span] = attrs.field(factory=list)
    containers: list[Span] = attrs.field(factory=list)


@attrs.frozen
class Token:
    """A capitalised word."""

    start: int
    end: int
    text: str


def tokens(text: str) -> list[Token]:
    """The capitalised words of a text."""
    return [Token(m.start(), m.end(), m.group()) for m in _CAPITALISED.finditer(text)]


class Scanner:
    """Finds the spans of one text."""

    def __init__(self, text: str, lex: Lexicon, gazetteer: Gazetteer) -> None:
        self.text, self.lex, self.gazetteer = text, lex, gazetteer
        self.tokens = tokens(text)
        self.spans: list[Span] = []

    def scan(self) -> list[Span]:
        """Spans in order, with relation, role and whether the context says they are places."""
        at, ahead = 0, 0
        while at < len(self.tokens):
            taken = self._take(at, ahead)
            if taken:
                ahead = self.tokens[at + taken - 1].end
            at += max(taken, 1)
        return self.spans

    def _take(self, at: int, ahead: int) -> int:
        token = self.tokens[at]
        if token.start < ahead:
            return 1
        if taken := self._split_phrase(at):
            return taken
        run = self._run(at)
        if run > 1 and not may_begin(self.gazetteer, self.text[token.start : self.tokens[at + 1].end]):
            run = 1
        for size in range(run, 0, -1):
            start, end = token.start, self.tokens[at + size - 1].end
            if self._try(at, size, start, end):
                return size
        return self._split(token) or self._unknown(at) or 1

    def _run(self, at: int) -> int:
        """How many tokens from ``at`` on can be one name."""
        size = 1
        while size < _LONGEST and at + size < len(self.tokens):
            gap = self.text[self.tokens[at + size - 1].end : self.tokens[at + size].start]
            if gap not in (" ", "\u00a0") and not self._connected(at + size, gap):
                break
            size += 1
        return size

    def _connected(self, at: int, gap: str) -> bool:
        """Whether two capitalised words belong to one name: "St. Petersburg", "Rio de Janeiro"."""
        if gap == ". ":
            return self.tokens[at - 1].text in ("St", "Ste", "Mt", "Ft")
        return 2 < len(gap) < 12 and _CONNECTED.fullmatch(gap) is not None

    def _try(self, at: int, size: int, start: int, end: int) -> bool:
        name = self.text[start:end]
        candidates: Candidates = ()
        if size > 1 or name in _SHORT or _ordinary(name):
            candidates = candidates_of(self.gazetteer, name, self.lex.lang)
        right = self.lex.right.match(self.text, end)
        adjective = adjective_stem(name.split()[-1].split("-")[-1]) if is_cyrillic(name) else ""
        if adjective and size == 1:
            return self._adjective(at, start, end, name, candidates)
        if not candidates:
            kind = right.lastgroup if right is not None and size <= 2 else None
            region = kind == "region" and region_candidates(self.gazetteer, name)
            if not region and not (kind == "district" and district_candidates(self.gazetteer, name)):
                return False
        self._add(at, size, start, end, name, candidates, right)
        return True

    def _split(self, token: Token) -> int:
        """A compound: the line "Ivanivka-Petrivka", or the place in "Moscow-based"."""
        return self._line(token.start, token)

    def _split_phrase(self, at: int) -> int:
        """A line whose first end has two words: "Chasiv Yar-Bakhmut"."""
        if at + 1 >= len(self.tokens) or self.tokens[at + 1].start - self.tokens[at].end != 1:
            return 0
        start, second = self.tokens[at].start, self.tokens[at + 1]
        head, hyphen, _ = second.text.partition("-")
        if not hyphen or not may_begin(self.gazetteer, f"{self.tokens[at].text} {head}"):
            return 0
        return 2 * self._line(start, second)

    def _line(self, start: int, token: Token) -> int:
        """The names on the two sides of the hyphen in ``token``, the first of which begins at ``start``."""
        parts = re.split("[-‐‑–]", token.text)
        if len(parts) != 2 or not all(map(_ordinary, parts)):
            return 0
        first, second = self.text[start : token.start] + parts[0], parts[1]
        found = candidates_of(self.gazetteer, first, self.lex.lang)
        if not found or not _worth(first, self.lex):
            return 0
        middle = start + len(first)
        span = self._make(start, middle, first, found)
        if second[:1].islower():
            span.role = Role.MODIFIER
            span.outer_end = token.end
            self.spans.append(span)
            return 1
        other = candidates_of(self.gazetteer, second, self.lex.lang)
        if not other:
            return 0
        span.pair = self._make(middle + 1, token.end, second, other)
        span.end = span.outer_end = token.end
        span.relation, span.strong = Relation.BETWEEN, True
        right = self.lex.right.match(self.text, token.end)
        if right is not None:
            span.outer_end = right.end()
            if right.lastgroup == "road":
                span.role = Role.MODIFIER
        self._left(span)
        self.spans.append(span)
        return 1

    def _make(self, start: int, end: int, name: str, candidates: Candidates) -> Span:
        initial = _SENTENCE_END.search(self.text, max(0, start - 12), start) is not None
        return Span(
            start=start,
            end=end,
            outer_start=start,
            outer_end=end,
            name=name,
            candidates=candidates,
            initial=initial,
        )

    def _adjective(self, at: int, start: int, end: int, name: str, named: Candidates) -> bool:
        """A name in the form of an adjective: "Сумской области", "на Покровському напрямку"."""
        kind, stop, shared = self._adjective_type(at, end)
        if kind is None:
            if not named:
                return False
            self._add(at, 1, start, end, name, named, None)
            return True
        candidates: Candidates = ()
        if kind == "region":
            candidates = region_candidates(self.gazetteer, name)
        if kind == "direction":
            candidates = sector_candidates(self.gazetteer, name)
        if kind == "district":
            candidates = district_candidates(self.gazetteer, name)
        if kind == "river":
            candidates = candidates_of(self.gazetteer, self.text[start:stop], self.lex.lang)
        if not candidates:
            candidates = town_candidates(self.gazetteer, name, self.lex.lang)
        if kind == "direction" and not candidates:
            candidates = region_candidates(self.gazetteer, name)
        if not candidates and kind not in ("district", "direction"):
            return False
        span = self._make(start, end, name, candidates)
        if not shared:
            span.end = span.outer_end = stop
        self._typed(span, kind)
        span.strong = True
        self._left(span)
        self.spans.append(span)
        return True

    def _adjective_type(self, at: int, end: int) -> tuple[str | None, int, bool]:
        """The type word an adjective belongs to, where it ends, and whether further adjectives share it."""
        for ahead in range(at, min(at + 6, len(self.tokens))):
            token = self.tokens[ahead]
            if ahead > at:
                gap = self.text[end : token.start]
                if not self.lex.gap.fullmatch(gap) or not adjective_stem(token.text):
                    return None, end, False
            right = self.lex.right.match(self.text, token.end)
            if right is not None:
                return right.lastgroup, right.end(), ahead > at
            end = token.end
        return None, end, False

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

    def _add(
        self,
        at: int,
        size: int,
        start: int,
        end: int,
        name: str,
        candidates: Candidates,
        right: re.Match[str] | None,
    ) -> None:
        span = self._make(start, end, name, candidates)
        if right is not None:
            kind = right.lastgroup
            span.outer_end = right.end()
            if kind in ("region", "district", "settlement", "river", "road"):
                span.end = right.end()
            self._typed(span, kind)
            span.strong = True
            if kind == "river":
                whole = candidates_of(self.gazetteer, self.text[start : right.end()], self.lex.lang)
                span.candidates = whole or candidates
            elif kind == "region":
                span.candidates = region_candidates(self.gazetteer, name) or candidates
            elif kind == "direction":
                span.candidates = sector_candidates(self.gazetteer, name) or candidates
            elif kind == "district":
                span.candidates = district_candidates(self.gazetteer, name) or candidates
        self._left(span)
        self._listed(span)
        gloss = _GLOSS.match(self.text, end)
        span.glossed = gloss is not None and self._starts_gloss(gloss.end())
        if size == 1 and name in self.lex.never and not (span.kind is PlaceKind.SETTLEMENT or span.glossed):
            return
        self._role(span, at, size)
        if span.role is not Role.MODIFIER and not self._acceptable(span, at, size):
            return
        self.spans.append(span)

    def _left(self, span: Span) -> None:
        """Read the words before a name: relation, distance, side, type."""
        begin = self._placing(span.start)
        span.locative = self._locative(begin) or self._locative(span.start)
        match = self.lex.left.search(self.text, begin, span.start)
        if match is None or match.start() == match.end():
            return
        words = match.groupdict()
        if match.group().strip('«"“„ '):
            span.outer_start = match.start()
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
        elif words["outskirts"]:
            span.relation = Relation.OUTSKIRTS
        elif words["direction"]:
            span.relation = Relation.DIRECTION
        elif words["along"]:
            span.relation = Relation.ALONG
        if words["bearing"] or words["near"] or words["outskirts"] or words["direction"] or words["along"]:
            span.own_relation = span.strong = True
        side = words["side1"] or words["side2"] or words["side3"]
        if side and span.bearing is None:
            degrees = self.lex.sides.get(side)
            span.bearing = degrees if degrees is not None and degrees >= 0 else None
            span.strong = True
        for kind in ("settlement", "region", "district", "river", "road"):
            if words.get(kind):
                span.strong = True
                if kind == "settlement":
                    span.kind = span.kind or PlaceKind.SETTLEMENT
                elif span.kind is None:
                    self._typed(span, kind)
                    if kind == "region":
                        span.candidates = region_candidates(self.gazetteer, span.name) or span.candidates
        if self.lex.across.search(self.text, max(0, match.start() - 20), span.start):
            span.role = Role.MODIFIER

    def _placing(self, end: int) -> int:
        """Where the words that can place the name at ``end`` begin."""
        start, low = end, max(0, end - WINDOW)
        while (before := _LAST_WORD.search(self.text, low, start)) is not None:
            if before.group(1) not in self.lex.before and not before.group(1)[:1].isdigit():
                break
            start = before.start(1)
        return start

    def _locative(self, end: int) -> bool:
        """Whether a preposition of place stands before ``end``, perhaps with attributes between."""
        for _ in range(4):
            before = _LAST_WORD.search(self.text, max(0, end - 30), end)
            if before is None:
                return False
            if before.group(1) in self.lex.locatives:
                return True
            if before.group(1) not in self.lex.attributes:
                return False
            end = before.start(1)
        return False

    def _unknown(self, at: int) -> int:
        """A name in no gazetteer that the words around it say is a settlement's; 0 or the number of its words."""
        first = self.tokens[at]
        size, limit = 1, self._run(at)
        while size < min(limit, 3) and self.tokens[at + size].start - self.tokens[at + size - 1].end == 1:
            if adjective_stem(self.tokens[at + size].text) or self.tokens[at + size].text in self.lex.never:
                break
            size += 1
        if any(each.text in self.lex.given for each in self.tokens[at : at + size]):
            return 0
        end = self.tokens[at + size - 1].end
        named = self.lex.named.search(self.text, max(0, first.start - 40), first.start) is not None
        right = self.lex.right.match(self.text, end)
        direction = right is not None and right.lastgroup == "direction"
        gloss = _GLOSS.match(self.text, end)
        located = gloss is not None and self._starts_gloss(gloss.end())
        located = located or self._several_ahead(at + size, end)
        divided = self._divided(at + size, end) or self.lex.described.match(self.text, end) is not None
        listed = self._lists_settlements(first.start)
        if not (named or located or direction or divided or listed) or not _ordinary(first.text):
            return 0
        if first.text in self.lex.never and not located and (size == 1 or not named):
            return 0
        span = self._make(first.start, end, self.text[first.start : end], ())
        if right is not None and direction:
            span.outer_end = right.end()
            self._typed(span, "direction")
        span.strong, span.listing = True, listed
        self._left(span)
        if span.role is Role.PLACE and not self._person_before(span, at):
            self.spans.append(span)
        return size

    def _divided(self, at: int, end: int) -> bool:
        """Whether a division follows: "Skybyn, Brovary raion", "Басовки Сумского района"."""
        if at >= len(self.tokens):
            return False
        token, gap = self.tokens[at], self.text[end : self.tokens[at].start]
        before = self.tokens[at - 1]
        if gap != ", " and not (gap == " " and adjective_stem(token.text)):
            return False
        if gap == " " and _SENTENCE_END.search(self.text, max(0, before.start - 12), before.start):
            return False
        last = at + 1 if at + 1 < len(self.tokens) and self.tokens[at + 1].start - token.end == 1 else at
        for each in (self.tokens[at], self.tokens[last]):
            right = self.lex.right.match(self.text, each.end)
            if right is not None and right.lastgroup in ("region", "district"):
                return True
        return False

    def _several_ahead(self, at: int, end: int) -> bool:
        """Whether a list goes on from ``end`` whose gloss says "both" or "all" lie somewhere."""
        for token in self.tokens[at : at + 5]:
            if self.lex.gap.fullmatch(self.text, end, token.start) or token.start - end == 1:
                end = token.end
            else:
                return False
            gloss = _GLOSS.match(self.text, end)
            if gloss is not None:
                several = self.lex.several.match(self.text, self.text.index("(", end))
                return several is not None and self._starts_gloss(gloss.end())
        return False

    def _lists_settlements(self, start: int) -> bool:
        """Whether the name at ``start`` goes on a list that began "near" or "the villages of"."""
        before = self.spans[-1] if self.spans else None
        if before is None or before.role is not Role.PLACE or start - before.end > 30:
            return False
        if not (before.kind is PlaceKind.SETTLEMENT or before.relation is Relation.NEAR or before.listing):
            return False
        return self.lex.gap.fullmatch(self.text, before.outer_end, start) is not None

    def _listed(self, span: Span) -> None:
        """A name that goes on a list of places is one too."""
        before = self.spans[-1] if self.spans else None
        if before is None or before.role is not Role.PLACE or span.start - before.end > 30:
            return
        if before.kind in (PlaceKind.COUNTRY, PlaceKind.REGION) or not (before.strong or before.locative):
            return
        if self.lex.gap.fullmatch(self.text, before.outer_end, span.start):
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

    def _distance(self, words: dict[str, str | None]) -> float | None:
        number, unit = words["number"], words["unit"]
        if not number or not unit:
            return None
        value = float(number.replace(",", ".")) if number[0].isdigit() else self.lex.numbers.get(number)
        scale = self.lex.units.get(unit)
        return None if value is None or scale is None else value * scale

    def _role(self, span: Span, at: int, size: int) -> None:
        text, end = self.text, max(span.end, span.outer_end if span.kind else span.end)
        if (
            text[end : end + 2] in ("'s", "’s")
            or text[end : end + 1] in ("'", "’")
            and text[end - 1 : end] == "s"
        ):
            span.role = Role.MODIFIER
            return
        if span.relation is Relation.IN and self.lex.thing.match(text, end):
            span.role = Role.MODIFIER
            return
        if text[span.start - 1 : span.start] == "#":
            span.role = Role.MODIFIER
            return
        if span.kind is PlaceKind.ROAD and span.relation is not Relation.ALONG:
            span.role = Role.MODIFIER
            return
        best = max(span.candidates, key=lambda each: each[1] * 10 + importance(each[0]), default=None)
        if self._runs_on(at + size):
            return
        metonym = best is not None and (best[0].kind is PlaceKind.COUNTRY or span.name in self.lex.capital)
        if metonym and not span.locative and not span.own_relation and not span.city and span.kind is None:
            span.role = Role.MODIFIER

    def _runs_on(self, at: int) -> bool:
        """Whether a capitalised word that is no known word follows directly: "Mali Kopani" is not Mali."""
        if at >= len(self.tokens) or self.text[self.tokens[at - 1].end : self.tokens[at].start] != " ":
            return False
        return self.tokens[at].text not in self.lex.never

    def _acceptable(self, span: Span, at: int, size: int) -> bool:
        """Whether a name with candidates is meant as a place."""
        text, lex, first = self.text, self.lex, self.tokens[at]
        if span.kind in (PlaceKind.REGION, PlaceKind.DISTRICT) and span.candidates:
            return True
        before = (
            self.tokens[at - 1]
            if at and text[self.tokens[at - 1].end : first.start] in (" ", "\u00a0")
            else None
        )
        after_at = at + size
        following = self.tokens[after_at] if after_at < len(self.tokens) else None
        if following is not None and text[self.tokens[after_at - 1].end : following.start] != " ":
            following = None
        typed = span.kind is PlaceKind.SETTLEMENT or span.own_relation or span.glossed
        if size == 1 and span.name in lex.never and not typed:
            return False
        if (
            size == 1
            and span.name in lex.given
            and not typed
            and (following is not None or not span.locative)
        ):
            return False
        if before is not None and before.text in lex.given and not typed:
            return False
        if lex.title.search(text, max(0, span.outer_start - 24), span.outer_start) and not span.kind:
            return False
        quoted = (
            text[span.start - 1 : span.start] in "«„"
            and text[span.end : span.end + 1] in "»“"
            and span.start > 0
        )
        if quoted and span.kind is not PlaceKind.SETTLEMENT:
            return False
        if span.strong or span.locative or span.glossed:
            return True
        return self._plain(span, before, following)

    def _plain(self, span: Span, before: Token | None, following: Token | None) -> bool:
        """A bare name: accepted when it is known enough and not part of a longer unknown name."""
        lex = self.lex
        if before is not None and before.text not in lex.never and not self._is_place(before):
            return False
        if following is not None and following.text not in lex.never and not self._is_place(following):
            return False
        best = max(span.candidates, key=lambda each: (each[1], importance(each[0])))
        place, score = best
        if place.kind in (
            PlaceKind.COUNTRY,
            PlaceKind.REGION,
            PlaceKind.RIVER,
            PlaceKind.AREA,
            PlaceKind.SITE,
        ):
            return score >= 0.9
        if lex.lang == "en":
            if place.country in ("UA", "RU", "BY"):
                return score >= SOUND and len(span.name) > 3
            return place.population >= 100_000 and score == EXACT
        certain = 0.8 if len(span.name) > 6 else 0.9
        if score < certain or (span.initial and score < 1.0):
            return False
        return not (score < 1.0 and _SURNAME.search(span.name.lower()))

    def _is_place(self, token: Token) -> bool:
        return any(span.start <= token.start < span.end for span in self.spans[-3:])


_SURNAME = re.compile(r"(?:ов|ев|ёв|ин|ын|ко|ський|ский|ова|ева|ина|ому|ого|енко)$")
_SHORT = {
    "UK",
    "US",
    "USA",
    "UAE",
    "РФ",
    "США",
    "ОАЭ",
    "ОАЕ",
    "КНР",
    "ДНР",
    "ЛНР",
    "DNR",
    "LNR",
    "DPR",
    "LPR",
    "U.S",
}
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


def _ordinary(word: str) -> bool:
    """Whether a word is written like a name: not an abbreviation (ВСУ, ГрВ), not a single letter."""
    if len(word) < 3 and word not in ("Ух",):
        return False
    return not any(map(str.isupper, word[1:])) or "-" in word or (word.isupper() and len(word) > 4)


def _worth(name: str, lex: Lexicon) -> bool:
    return len(name) > 2 and name not in lex.never
