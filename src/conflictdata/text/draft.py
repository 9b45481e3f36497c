"""What is known while a report is read: sentences with what was found in them, claims not yet settled, and
what a reader remembers from one sentence to the next."""

from __future__ import annotations

import warnings
from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

import attrs

from conflictdata import places as gazetteer
from conflictdata import sources
from conflictdata import time as calendar
from conflictdata.model import (
    Claim,
    Location,
    PlaceKind,
    Quantity,
    Relation,
    Report,
    Source,
    Stance,
    When,
)
from conflictdata.places import Gazetteer, PlaceMention, Role
from conflictdata.places._candidates import region_candidates, town_candidates
from conflictdata.places._gazetteer import SLAVIC
from conflictdata.text.attribution import MARKS, Attribution
from conflictdata.text.frames import Frame
from conflictdata.text.language import detect
from conflictdata.text.lexicon import LANGUAGES, Lexicon, Value, lexicon
from conflictdata.text.mentions import ActorMention, Memory, Named, seat_slug, slug
from conflictdata.text.patterns import Match
from conflictdata.text.quantities import (
    counted_as,
    counts,
    each_of,
    find_quantities,
    part_of_whole,
    share_of,
    some_of,
)
from conflictdata.text.sentences import Sentence
from conflictdata.text.tokens import Tokens
from conflictdata.time import TimeMention

_START = attrgetter("start")
_LISTED = {"losses": 14, "interception": 20}
"""Words behind a verb among which its counts stand, where they are lists; 8 for others."""
_SURE = 0.9
"""Score of a place that an adjective is the name of."""


DIRECTIONS = frozenset(relation for relation in Relation if relation.value.endswith("-of"))
"""To one side of a place."""


@attrs.define
class Said:
    """One sentence with everything found in it."""

    sentence: Sentence
    tokens: Tokens
    matches: list[Match[Value]]
    actors: list[ActorMention]
    places: list[PlaceMention]
    times: list[TimeMention]
    attributions: list[Attribution]
    frames: list[Frame]
    happened: list[PlaceMention] = attrs.field(factory=list)  # where the next sentence says that it happened


@attrs.define
class Draft:
    """A claim before its place and time are settled."""

    frame: Frame
    places: list[PlaceMention]
    claimant: str
    via: tuple[str, ...]
    stance: Stance
    hedged: bool
    when: When
    chain: tuple[Attribution, ...]
    explicit: bool
    inherited: bool = False


class LanguageWarning(UserWarning):
    """A report is in a language that is not read, or says so."""


def _language(report: Report) -> str:
    if report.lang in LANGUAGES:
        return str(report.lang)
    found = detect(report.text, sources.get(report.source).lang)
    if report.lang:
        warnings.warn(
            f"reports of {report.source} give the language {report.lang!r}, which is none of "
            f"{', '.join(LANGUAGES)}; read as {found}, as their letters show",
            LanguageWarning,
            stacklevel=2,
        )
    return found


class Reading:
    """What is remembered while one report is read."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.source: Source = sources.get(report.source)
        self.lang = _language(report)
        self.lexicon: Lexicon = lexicon(self.lang)
        self.gazetteer = gazetteer.default()
        self.memory = Memory(self.source)
        self.day = calendar.report_day(report.published, self.lexicon.timezone_of(self.source))
        self.last: list[Claim] = []
        self.last_region: list[PlaceMention] = []
        self.last_region_at = -99
        self.last_towns: tuple[list[PlaceMention], int] = ([], -99)
        self.regions: set[str] = set()
        self.last_at = -99
        self.spoke: tuple[str | None, int] = (None, -1)
        self.quiet = 0  # sentences since then that told of nothing
        self.struck: str | None = None
        self.struck_at = -99
        self.worded: list[tuple[tuple[int, int], frozenset[str]]] = []
        self.index = 0
        self.last_said: tuple[str | None, When] | None = None
        self.claims: list[Claim] = []

    def quantities_of(self, said: Said, frame: Frame) -> tuple[Quantity, ...]:
        behind = _LISTED.get(frame.kind, 8)  # "потеряли в зоне проведения ... около 900 человек"
        found = list(find_quantities(said.tokens, max(0, frame.start - 8), frame.end + behind, self.lexicon))
        if not found:
            before = [q for c in self.last for q in c.quantities]
            if part := some_of(said.tokens, frame.head, before, self.lexicon):
                return part
        if not found and frame.kind == "interception":  # "all 14 drones that attacked ..., were downed"
            found = list(find_quantities(said.tokens, max(0, frame.start - 16), frame.start, self.lexicon))
        if not found:
            return ()
        taken = [(t.start, t.end) for t in said.times]
        taken += [p.outer for p in said.places if p.role is Role.GLOSS]
        if frame.kind != "advance":  # which can be "two kilometers west of" a town by itself
            taken += [p.outer for p in said.places if p.location.relation in DIRECTIONS]
        dates = {i for low, high in taken for i in range(said.tokens.at(low), said.tokens.at(high - 1) + 1)}
        found = [(i, q) for i, q in found if i not in dates and counts(frame.kind, q)]
        own = [(i, q) for i, q in found if not _of_another(said, frame, i)]
        if not own and frame.kind != "interception":  # of which a part may have been downed
            return ()
        return part_of_whole(
            said.tokens, frame.head, [(i, counted_as(frame.kind, q)) for i, q in own or found], self.lexicon
        )

    def shares_of(
        self, said: Said, draft: Draft, quantities: tuple[Quantity, ...]
    ) -> dict[tuple[Location, ...], tuple[Quantity, ...]]:
        """The parts of a count that a list gives each of its places, where it gives them to two or more."""
        if not draft.places or draft.inherited:
            return {}
        if total := self._of_total(said, draft, quantities):
            return total
        if len(quantities) != 1:
            return {}
        dated = {i for t in said.times for i in range(said.tokens.at(t.start), said.tokens.at(t.end - 1) + 1)}
        whole = quantities[0]
        told = [self._share(said, place, whole, dated, bound=False) for place in draft.places]
        spans = [self._span(said, place) for place in draft.places]
        told = each_of(said.tokens, spans, told, self.lexicon)
        if len(told) > 1 and (told[0] is None or told[0].value == whole.value) and None not in told[1:]:
            parts = [
                quantities,
                *((share,) for share in told[1:] if share),
            ]  # "six over A and eight - over B"
            return {(place.location,): part for place, part in zip(draft.places, parts, strict=True)}
        shares: dict[tuple[Location, ...], tuple[Quantity, ...]] = {
            (place.location,): (share,)
            for place in draft.places
            if (share := self._share(said, place, whole, dated))
        }
        shares |= {
            (place.location,): (share,)
            for place, share in zip(draft.places, told, strict=True)
            if shares and share and share.value <= (whole.maximum or whole.value)
        }
        if shares and draft.frame.kind == "interception":  # "84, including 36 over A and others over B"
            shares = {(place.location,): shares.get((place.location,), ()) for place in draft.places}
        return shares

    def _of_total(
        self, said: Said, draft: Draft, quantities: tuple[Quantity, ...]
    ) -> dict[tuple[Location, ...], tuple[Quantity, ...]]:
        """The parts of a total that is told beside the first of them: "24 drones: six drones were downed over A, five - over B"."""
        if len(quantities) != 2 or len(draft.places) < 2 or draft.frame.kind != "interception":
            return {}
        whole, first = quantities
        if whole.unit != first.unit or first.value > (whole.maximum or whole.value):
            return {}
        found = self.shares_of(said, draft, (whole,))
        parts = [part for (part, *_) in found.values() if part is not whole]
        return found if len(parts) == len(draft.places) and first.value in [p.value for p in parts] else {}

    def _span(self, said: Said, place: PlaceMention) -> tuple[int, int]:
        return said.tokens.at(place.start), said.tokens.at(place.outer[1] - 1) + 1

    def _share(
        self, said: Said, place: PlaceMention, whole: Quantity, dated: set[int], *, bound: bool = True
    ) -> Quantity | None:
        return share_of(said.tokens, self._span(said, place), whole, self.lexicon, dated, bound=bound)


def _of_another(said: Said, frame: Frame, index: int) -> bool:
    """Whether what is counted there is told by another happening's clause: "the attack was repelled, two tanks destroyed"."""
    norms = said.tokens.norms
    low, high = sorted((index, frame.head))
    if MARKS.isdisjoint(norms[low:high]):
        return False
    begin = next((i + 1 for i in range(index, -1, -1) if norms[i] in MARKS), 0)
    end = next((i for i in range(index, len(norms)) if norms[i] in MARKS), len(norms))
    return any(begin <= f.head < end and f.kind != frame.kind for f in said.frames if not f.irrealis)


def within(mentions: Sequence[PlaceMention] | Sequence[TimeMention], sentence: Sentence) -> list:  # type: ignore[type-arg]
    """The mentions that begin in a sentence."""
    low = bisect_left(mentions, sentence.start, key=_START)
    return list(mentions[low : bisect_left(mentions, sentence.end, low, key=_START)])


def region_adjective(word: str, index: int, known: Gazetteer) -> list[Named]:
    """The region that an adjective beside an office names: "начальник Сумської ОВА"."""
    regions = [
        place for place, score in region_candidates(known, word) if score >= _SURE and place.country in SLAVIC
    ]
    if not regions:
        return []
    krai = regions[0].name.endswith("Krai")
    return [Named(index, index + 1, slug(regions[0].name), True, regions[0].country, krai=krai)]


def town_adjective(word: str, index: int, known: Gazetteer) -> list[Named]:
    """The town that an adjective beside an administration names: "голова Криворізької МВА"."""
    towns = [
        place for place, score in town_candidates(known, word)
        if score >= _SURE and place.country in SLAVIC and place.kind is PlaceKind.SETTLEMENT
    ]  # fmt: skip
    town = max(towns, key=lambda each: (each.country == "UA", each.population), default=None)
    return (
        []
        if town is None
        else [Named(index, index + 1, seat_slug(town), False, town.country, slug(town.admin1))]
    )
