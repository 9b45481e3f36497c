"""Counties by less than their full name: "Clarke and Oconee counties", or "Barrow" after "Barrow County"."""

from __future__ import annotations

import re
from functools import lru_cache

import attrs

from conflictdata.model import PlaceKind
from conflictdata.places._candidates import Candidates, district_candidates
from conflictdata.places._gazetteer import Gazetteer
from conflictdata.places._lexicon import Lexicon

_NAME = r"[A-Z][\w'’-]{1,40}(?: [A-Z][\w'’-]{1,40})?"
_LONGEST_LIST = 8


@attrs.frozen
class _Patterns:
    one: re.Pattern[str]
    several: re.Pattern[str]


@lru_cache(maxsize=4)
def _patterns(lex: Lexicon) -> _Patterns | None:
    words, plural = (
        "|".join(sorted(map(re.escape, each)))
        for each in (lex.counties - lex.townships, lex.several_counties)
    )
    if not words or not plural:
        return None
    return _Patterns(
        re.compile(rf"(?<!\w)({_NAME}) (?:{words})(?!\w)"),
        re.compile(rf"(?:(?:, (?:and )?| and ){_NAME}){{0,{_LONGEST_LIST}}} (?:{plural})(?!\w)"),
    )


class Counties:
    """The counties that one text names with their type word, by their names without it.

    Attributes:
        any: whether the text names some; else there is nothing to ask.
    """

    def __init__(self, text: str, lex: Lexicon, gazetteer: Gazetteer) -> None:
        self._text, self._gazetteer = text, gazetteer
        patterns = _patterns(lex)
        if patterns is not None and not any(word in text for word in (*lex.counties, *lex.several_counties)):
            patterns = None
        self._named = frozenset(m[1] for m in patterns.one.finditer(text)) if patterns else frozenset()
        several = patterns is not None and any(word in text for word in lex.several_counties)
        self._list = patterns.several if patterns is not None and several else None
        self.any = patterns is not None

    def listed(self, end: int) -> bool:
        """Whether the name that ends at ``end`` is on a list of counties whose type word stands behind the last."""
        return self._list is not None and self._list.match(self._text, end) is not None

    def with_named(self, name: str, candidates: Candidates) -> Candidates:
        """What a name can mean where the text names the county of that name, too.

        The county is not meant where a settlement of the same name lies in its division: that is the usual meaning.
        """
        if name not in self._named:
            return candidates
        settled = {(p.country, p.admin1) for p, _ in candidates if p.kind is PlaceKind.SETTLEMENT}
        known = {place.id for place, _ in candidates}
        counties = tuple(
            each
            for each in district_candidates(self._gazetteer, name)
            if each[0].id not in known and (each[0].country, each[0].admin1) not in settled
        )
        return (*candidates, *counties)
