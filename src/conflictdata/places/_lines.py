"""Names that a hyphen joins: the line between two places, and the place in "Moscow-based"."""

from __future__ import annotations

import re
from bisect import bisect_left
from operator import attrgetter

from conflictdata.model import PlaceKind, Relation
from conflictdata.places._candidates import candidates_of, may_begin
from conflictdata.places._context import kind_of
from conflictdata.places._lexicon import Lexicon
from conflictdata.places._mention import Role
from conflictdata.places._span import Span, Token, ordinary
from conflictdata.places._things import Things

_HYPHEN = re.compile("[-‐‑–]")
_HYPHEN_LAST = re.compile("[-‐‑–](?=[^-‐‑–]*$)")
_START = attrgetter("start")
_TYPE = 24
"""Characters before a name in which its type word stands."""


class Lines(Things):
    """Finds the names of a compound."""

    def _split(self, token: Token) -> int:
        """A compound: the line "Ivanivka-Petrivka", or the place in "Moscow-based"."""
        return self._line(token.start, token)

    def _split_phrase(self, at: int) -> int:
        """A line whose first end has two words: "Chasiv Yar-Bakhmut", "Donetsk City-Kramatorsk"."""
        if at + 1 >= len(self.tokens) or self.tokens[at + 1].start - self.tokens[at].end != 1:
            return 0
        start, second = self.tokens[at].start, self.tokens[at + 1]
        head, hyphen, _ = second.text.partition("-")
        if not hyphen:
            return 0
        typed = self.lex.right.match(self.text, self.tokens[at].end)
        if typed is not None and typed.lastgroup == "settlement" and typed.end() == second.start + len(head):
            return self._further(self._line(start, second, self.tokens[at].text))
        if not may_begin(self.gazetteer, f"{self.tokens[at].text} {head}"):
            return 0
        return self._further(self._line(start, second))

    def _further(self, size: int) -> int:
        """Tokens of a line whose first name began a token before."""
        return size + 1 if size else 0

    def _line(self, start: int, token: Token, named: str = "") -> int:
        """Tokens from ``token`` on of the names that its hyphens join, the first of which begins at ``start``; 0 if they
        are none.

        ``named`` is the first without a type word: "Donetsk" of "Donetsk City".
        """
        parts = _HYPHEN.split(token.text)
        if len(parts) > 2:
            return self._several(start, token)
        if len(parts) != 2 or not all(ordinary(part) or part in self.lex.short for part in parts):
            return 0
        first, second = self.text[start : token.start] + parts[0], parts[1]
        found = candidates_of(self.gazetteer, named or first, self.lex.lang)
        if not found or not _worth(first, self.lex) or self._village_before(start):
            return 0
        middle = start + len(first)
        span = self._make(start, middle, first, found)
        if second[:1].islower():
            span.role = Role.MODIFIER
            span.outer_end = token.end
            self.spans.append(span)
            return 1
        end, size = self._last_name(middle + 1, token)
        second = self.text[middle + 1 : end]
        other = candidates_of(self.gazetteer, second, self.lex.lang)
        if not other:
            return 0
        if any(place.kind is PlaceKind.COUNTRY for place, _ in (*found, *other)):
            return self._side_by_side(span, self._make(middle + 1, end, second, other))
        span.pair = self._make(middle + 1, end, second, other)
        span.end = span.outer_end = end
        span.relation, span.strong = Relation.BETWEEN, True
        right = self.lex.right.match(self.text, end)
        if kind_of(right) == "settlement" and right is not None:  # "Donetsk City-Zaporizhzhia City highway"
            span.end = span.outer_end = right.end()
            right = self.lex.right.match(self.text, span.end)
        if right is not None:
            span.outer_end = right.end()
            if right.lastgroup == "road":
                span.role = Role.MODIFIER
        self._left(span)
        if all(place.kind is PlaceKind.SITE for place, _ in span.candidates):
            span.pair, span.relation = None, Relation.IN  # «аэродром «Таганрог-Южный»»
        self.spans.append(span)
        return size

    def _village_before(self, start: int) -> bool:
        """Whether the words before call what follows a village: "the village of Bogun-Gorodok" is no line."""
        before = self.text[max(0, start - _TYPE) : start].split()
        return any(" ".join(before[-size:]) in self.lex.village for size in (1, 2) if len(before) >= size)

    def _last_name(self, start: int, token: Token) -> tuple[int, int]:
        """Where the last name of a line ends, and how many tokens that is: "Ivanivka-Nova Poltavka"."""
        behind = self._at(token) + 1
        after = self.tokens[behind] if behind < len(self.tokens) else None
        if after is None or self.text[token.end : after.start] != " " or not ordinary(after.text):
            return token.end, 1
        if candidates_of(self.gazetteer, self.text[start : after.end], self.lex.lang):
            return after.end, 2
        return token.end, 1

    def _at(self, token: Token) -> int:
        return bisect_left(self.tokens, token.start, key=_START)

    def _several(self, start: int, token: Token) -> int:
        """A line through more than two places: "the Ivanivka-Petrivka-Nova Poltavka line"; each is named."""
        last = _HYPHEN_LAST.search(token.text)
        end, size = self._last_name(token.start + (last.end() if last else 0), token)
        named = []
        for part in _HYPHEN.split(self.text[start:end]):
            found = candidates_of(self.gazetteer, part, self.lex.lang)
            if not found or not _worth(part, self.lex) or not part[:1].isupper():
                return 0
            named.append(self._make(start, start + len(part), part, found))
            start += len(part) + 1
        for span in named:
            span.relation, span.strong = Relation.NEAR, True
            self.spans.append(span)
        return size

    def _side_by_side(self, *spans: Span) -> int:
        """Countries that share something, with no line between them: "India-Pakistan border"."""
        for span in spans:
            span.role = Role.MODIFIER
            self.spans.append(span)
        return 1


def _worth(name: str, lex: Lexicon) -> bool:
    return len(name) > 2 and name not in lex.never
