"""Names that a hyphen joins: the line between two places, and the place in "Moscow-based"."""

from __future__ import annotations

import re

from conflictdata.model import PlaceKind, Relation
from conflictdata.places._candidates import candidates_of, may_begin
from conflictdata.places._context import kind_of
from conflictdata.places._lexicon import Lexicon
from conflictdata.places._mention import Role
from conflictdata.places._span import Span, Token, ordinary
from conflictdata.places._things import Things

_HYPHEN = re.compile("[-‐‑–]")


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
            return 2 * self._line(start, second, self.tokens[at].text)
        if not may_begin(self.gazetteer, f"{self.tokens[at].text} {head}"):
            return 0
        return 2 * self._line(start, second)

    def _line(self, start: int, token: Token, named: str = "") -> int:
        """The names on the two sides of the hyphen in ``token``, the first of which begins at ``start``.

        ``named`` is the first without a type word: "Donetsk" of "Donetsk City".
        """
        parts = _HYPHEN.split(token.text)
        if len(parts) != 2 or not all(ordinary(part) or part in self.lex.short for part in parts):
            return 0
        first, second = self.text[start : token.start] + parts[0], parts[1]
        found = candidates_of(self.gazetteer, named or first, self.lex.lang)
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
        if any(place.kind is PlaceKind.COUNTRY for place, _ in (*found, *other)):
            return self._side_by_side(span, self._make(middle + 1, token.end, second, other))
        span.pair = self._make(middle + 1, token.end, second, other)
        span.end = span.outer_end = token.end
        span.relation, span.strong = Relation.BETWEEN, True
        right = self.lex.right.match(self.text, token.end)
        if kind_of(right) == "settlement" and right is not None:  # "Donetsk City-Zaporizhzhia City highway"
            span.end = span.outer_end = right.end()
            right = self.lex.right.match(self.text, span.end)
        if right is not None:
            span.outer_end = right.end()
            if right.lastgroup == "road":
                span.role = Role.MODIFIER
        self._left(span)
        self.spans.append(span)
        return 1

    def _side_by_side(self, *spans: Span) -> int:
        """Countries that share something, with no line between them: "India-Pakistan border"."""
        for span in spans:
            span.role = Role.MODIFIER
            self.spans.append(span)
        return 1


def _worth(name: str, lex: Lexicon) -> bool:
    return len(name) > 2 and name not in lex.never
