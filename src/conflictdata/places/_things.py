"""Names of other things in which a place's name stands, and what an abbreviated name is in full."""

from __future__ import annotations

import re

from conflictdata.model import PlaceKind
from conflictdata.places._accept import Acceptance
from conflictdata.places._bearers import bearers_of
from conflictdata.places._candidates import Candidates, candidates_of, may_begin, river_candidates
from conflictdata.places._gazetteer import ENGLISH, SLAVIC
from conflictdata.places._names import exact_key
from conflictdata.places._rivers import courses

_CITY = 100_000
"""From this size on a building called after a city is likelier in it, and a side of it is a part of it."""

_DEDICATED = re.compile(r"['’]s [A-Z]")
"""What stands behind a saint to whom a church, a square or a hospital is dedicated."""

_GOVERNED_BY = 40
"""Characters before a name in which stands what governs a river."""

_LINE_START = re.compile(r"(?:^|\n)[ \t]*$")
_SENTENCE_START = re.compile(r"[.!?”\"]\s+$")
_PARTY = re.compile(r"(?<!\w)[DR]-$")
_DATELINE_END = re.compile(
    r"(?:, [^\n]{1,40}?)?(?: ?\([^()\n]{1,30}\))? ?[—–-]|, |,? ?\((?:AP|AFP|Reuters|UPI|CNN)\)"
)


class Things(Acceptance):
    """Tells a town from a street, a building, a lake or another town that is called after it."""

    def _meanings(self, name: str) -> Candidates:
        """What a name can mean, also with the abbreviation in it written out: "St. Paul", "Mt. Vernon"."""
        found = candidates_of(self.gazetteer, name, self.lex.lang)
        if (full := self._spelled_out(name)) is None:
            return found
        known = {
            place.id: (place, score) for place, score in candidates_of(self.gazetteer, full, self.lex.lang)
        }
        for place, score in found:
            if place.id not in known or known[place.id][1] < score:
                known[place.id] = (place, score)
        return tuple(known.values())

    def _without_article(self, name: str) -> Candidates:
        """What an Arabic name means without its article: "Al-Minya"; () elsewhere."""
        article, hyphen, rest = name.replace(" ", "-", 1).partition("-")
        if not hyphen or article not in self.lex.articles:
            return ()
        found = candidates_of(self.gazetteer, rest, self.lex.lang)
        return tuple(each for each in found if each[0].country not in SLAVIC | ENGLISH)

    def _may_begin(self, phrase: str) -> bool:
        if may_begin(self.gazetteer, phrase):
            return True
        full = self._spelled_out(phrase)
        return full is not None and may_begin(self.gazetteer, full)

    def _spelled_out(self, name: str) -> str | None:
        first, space, rest = name.partition(" ")
        full = self.lex.spelled_out.get(first.rstrip(".").capitalize()) if space else None
        return None if full is None else f"{full} {rest}"

    def _dateline(self, start: int, end: int) -> bool:
        """Whether a report begins with the name: "ROME, May 3 —", "LIMA (AP) —"; in capitals also behind its title."""
        begins = _LINE_START.search(self.text, max(0, start - 4), start) or (
            self.text[start:end].isupper() and _SENTENCE_START.search(self.text, max(0, start - 4), start)
        )
        return bool(begins) and _DATELINE_END.match(self.text, end) is not None

    def _of_party(self, start: int) -> bool:
        """Whether a member of a parliament is named by party and place: "Rep. Smith, D-N.Y."."""
        return (
            self.text[start - 1 : start] == "-"
            and _PARTY.search(self.text, max(0, start - 2), start) is not None
        )

    def _of_thing(self, at: int, size: int, candidates: Candidates) -> bool:
        """Whether a name is part of that of something else: "Hanover Street", "Rogers Hall", "West Chester".

        Words behind it that say so are asked first, then an unknown name that goes on.
        """
        last, following = self.tokens[at + size - 1], at + size
        word = ""
        if following < len(self.tokens) and self.text[last.end : self.tokens[following].start] == " ":
            word = self.tokens[following].text
        bearers = bearers_of(candidates)
        if bearers.slavic:
            return word in self.lex.roads  # "on Michurina Street"
        saint = self._spelled_out(self.text[self.tokens[at].start : last.end]) is not None
        if saint and _DEDICATED.match(self.text, last.end) is not None:
            return True
        side = bool(at) and self.tokens[at - 1].text in self.lex.halves and self._side_of(at)
        if not (word or side):
            return False
        if word in self.lex.streets:
            return True
        if bearers.largest >= _CITY:
            return False
        if word and all(place.kind is PlaceKind.SETTLEMENT for place, _ in candidates):
            return side or word in self.lex.buildings or self._goes_on(following)
        return side

    def _goes_on(self, at: int) -> bool:
        """Whether a capitalised word that is neither known nor a place of size goes on a name: "Meadow Grove"."""
        word = self.tokens[at].text
        if word in self.lex.institutions:
            return False  # "Bantam Superior Court"
        if word in self.lex.never or word in self.lex.given or not word[1:].islower():
            return False
        if self.lex.right.match(self.text, self.tokens[at].start - 1):
            return False  # "Springfield City"
        if word in self.lex.peoples:
            return False
        found = candidates_of(self.gazetteer, word, self.lex.lang)
        return all(place.kind is PlaceKind.SETTLEMENT and place.population < _CITY for place, _ in found)

    def _side_of(self, at: int) -> bool:
        """Whether a capitalised side before it makes it another town: "in West Chester"."""
        before = self.tokens[at - 1]
        return self.text[before.end : self.tokens[at].start] == " " and not self._initial(before.start)

    def _river(self, at: int, size: int, start: int, end: int, name: str) -> bool:
        """A river by the words before it, or by its article: "crossed the Dnipro", «мости через Десну», "the Irpin, where"."""
        rivers = river_candidates(self.gazetteer, name, self.lex.lang)
        if not rivers or (before := self._before(start - _GOVERNED_BY, start)) is None:
            return False
        ending = self.lex.river.cases.get(before[1].lower())
        if ending is None and before[1] not in self.lex.river.last:
            return False  # quicker than the rest
        if self.lex.right.match(self.text, end) is not None:
            return False
        in_case = ending is not None and name.endswith(ending)
        told = self._told_river(start, name)
        if not told and not (rivers[0][0].id in courses() and (in_case or self._bare(before, end))):
            return False
        span = self._make(start, end, name, rivers)
        self._left(span)
        span.candidates, span.kind, span.strong, span.city = rivers, PlaceKind.RIVER, True, False
        self._role(span, at, size)
        self.spans.append(span)
        return True

    def _told_river(self, start: int, name: str) -> bool:
        """Whether what stands before a name governs a river: "crossed the", or «впав у», with no locative behind it."""
        river, low = self.lex.river, max(0, start - _GOVERNED_BY)
        if river.before.search(self.text, low, start) is not None:
            return True
        return not name.endswith(river.locative) and river.into.search(self.text, low, start) is not None

    def _bare(self, before: tuple[int, str], end: int) -> bool:
        """Whether an article stands before a name that is no attribute of a noun: "west of the Irpin, where"."""
        return before[1].lower() == "the" and self.lex.river.plain.match(self.text, end) is not None

    def _feature(self, at: int, longest: int) -> int:
        """Words of an unknown lake, mountain or fort called after something: "Lake Hanover"; 0 if there is none."""
        if longest < 2 or self.tokens[at].text not in self.lex.features:
            return 0
        name = self.tokens[at + 1].text
        found = candidates_of(self.gazetteer, name, self.lex.lang)
        return (
            0
            if any(
                place.country in SLAVIC or exact_key(place.name) != exact_key(name) for place, _ in found[:1]
            )
            else 2
        )
