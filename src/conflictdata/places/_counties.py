"""Counties by less than their full name: "Clarke and Oconee counties", or "Barrow" after "Barrow County"."""

from __future__ import annotations

import re

from conflictdata.model import PlaceKind
from conflictdata.places._candidates import Candidates, district_candidates
from conflictdata.places._gazetteer import Gazetteer
from conflictdata.places._lexicon import Lexicon

_NAME = r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?"
_LONGEST_LIST = 8


class Counties:
    """The counties that one text names with their type word, by their names without it."""

    def __init__(self, text: str, lex: Lexicon, gazetteer: Gazetteer) -> None:
        self.text, self.gazetteer = text, gazetteer
        words = "|".join(sorted(map(re.escape, lex.counties - lex.townships)))
        singular = re.compile(rf"(?<!\w)({_NAME}) (?:{words})(?!\w)") if words else None
        self.named = frozenset(m[1] for m in singular.finditer(text)) if singular is not None else frozenset()
        plural = "|".join(sorted(map(re.escape, lex.several_counties)))
        self._list: re.Pattern[str] | None = None
        if plural and any(word in text for word in lex.several_counties):
            several = rf"(?:(?:, (?:and )?| and ){_NAME}){{0,{_LONGEST_LIST}}} (?:{plural})(?!\w)"
            self._list = re.compile(several)

    def listed(self, end: int) -> bool:
        """Whether the name that ends at ``end`` is on a list of counties whose type word stands behind the last."""
        return self._list is not None and self._list.match(self.text, end) is not None

    def with_named(self, name: str, candidates: Candidates) -> Candidates:
        """What a name can mean where the text names the county of that name, too.

        The county is not meant where a settlement of the same name lies in its division: that is the usual meaning.
        """
        if name not in self.named:
            return candidates
        settled = {(p.country, p.admin1) for p, _ in candidates if p.kind is PlaceKind.SETTLEMENT}
        known = {place.id for place, _ in candidates}
        counties = tuple(
            each
            for each in district_candidates(self.gazetteer, name)
            if each[0].id not in known and (each[0].country, each[0].admin1) not in settled
        )
        return (*candidates, *counties)
