"""What the fixed forms of a statement add to the claims of the general extractor.

Counts by region, whole lists of losses, counts by direction, lists of settlements under a headline, and the period
that the head of a statement gives for all of it.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import attrs

from conflictdata import sources
from conflictdata import time as calendar
from conflictdata.model import Claim, Location, Outcome, Quantity, Relation, Report, When
from conflictdata.places import PlaceMention, Role
from conflictdata.plugins import Toolkit
from conflictdata_ministry import _counts as counts
from conflictdata_ministry._lexicon import LANGUAGES, Forms, forms

_SENTENCE = re.compile(r"[^\n.!?]+(?:[.!?](?!\s|$)[^\n.!?]*)*[.!?]?")
_ABBREVIATED = re.compile(r"(?:\b(?:н|с|г|м|п|т|тис|млн|сел|см|т\.ч|р|обл)\.)$", re.IGNORECASE)
_ITEM = re.compile(r"[^\w\n]*(?:\d{1,4}\s*[–—-]\s|\w[^\n:]{3,80}[–—-]\s*\d{1,4}\b)")
"""A line of a list of counts: "▫️ 12 – over Bryansk Oblast", "over Bryansk Oblast – 12"."""
_BULLET = re.compile(r"\s*(?:[–—•▪*-]|\d{1,2}[.)])\s*\S")
_STRIKES = frozenset(("air-drone-strike", "shelling"))
_STRIKE_UNITS = {
    "air-drone-strike": frozenset(("air-strike", "bomb", "drone")),
    "shelling": frozenset(("shelling", "missile", "missile-strike", "artillery", "rocket-artillery")),
}
_LOST = {"ru": "ua:armed-forces", "ua": "ru:armed-forces"}
_FORCES = {"ru": "ru:armed-forces", "ua": "ua:armed-forces"}


@attrs.frozen
class Sentence:
    """One sentence of a statement."""

    start: int
    end: int
    text: str

    def holds(self, claim: Claim) -> bool:
        """Whether a claim was read from this sentence."""
        return self.start <= claim.span[0] < self.end


def language(report: Report) -> str:
    """``ru`` or ``uk`` for a statement in either; "" for another language."""
    from conflictdata.text.language import detect

    found = report.lang or detect(report.text)
    return found if found in LANGUAGES else ""


def read(report: Report, toolkit: Toolkit) -> list[Claim]:
    """The claims of a statement: those of the general extractor, mended and completed by the fixed forms."""
    lang = language(report)
    general = toolkit.extract(report)
    if not lang or not report.text.strip():
        return general
    return _Reader(report, forms(lang), general, toolkit).read()


def sentences(text: str) -> Iterator[Sentence]:
    """Sentences of a statement; a line ends one, an abbreviation's full stop does not."""
    start: int | None = None
    for found in _SENTENCE.finditer(text):
        begin, end = found.span()
        start = begin if start is None else start
        last = end == len(text) or text[end] == "\n"
        if end < len(text) and last and _opens_counts(text[start:end]) and _ITEM.match(text, end + 1):
            continue  # the list of counts goes on
        if not last and _ABBREVIATED.search(text, start, end):
            continue
        words = text[start:end]
        if words.strip():
            lead = len(words) - len(words.lstrip())
            trail = len(words.rstrip())
            yield Sentence(start + lead, start + trail, words.strip())
        start = None


def _opens_counts(words: str) -> bool:
    """Whether a list of counts may follow in the next line."""
    return words.rstrip().endswith((":", ",", ";"))


class _Reader:
    def __init__(self, report: Report, words: Forms, general: Sequence[Claim], toolkit: Toolkit) -> None:
        source = sources.get(report.source)
        self.report, self.forms, self.general = report, words, list(general)
        self.speaker, self.side = source.actor, source.side or ""
        self.toolkit = toolkit
        self.places: list[PlaceMention] = toolkit.places(report.text, words.lang)
        # how long something lasted is no time of it
        self.times: list[Any] = [
            each for each in toolkit.times(report.text, report) if each.kind != "duration"
        ]
        self.day = calendar.report_day(report.published, source.timezone)
        self.period: When | None = None
        self.lost = False
        self.headline = False

    def read(self) -> list[Claim]:
        found: list[Claim] = []
        rest = list(self.general)
        for sentence in sentences(self.report.text):
            mine = [claim for claim in rest if sentence.holds(claim)]
            rest = [claim for claim in rest if not sentence.holds(claim)]
            found += self._sentence(sentence, mine)
        unique = {claim.id: claim for claim in [*found, *rest]}
        return sorted(unique.values(), key=lambda claim: claim.span)

    def _sentence(self, sentence: Sentence, mine: list[Claim]) -> list[Claim]:
        has = self.forms
        if has.has("cumulative", sentence.text):
            self.lost = self.headline = False
            return []  # "since the beginning": a running total, nothing that happened in the period
        if self.period is None and has.has("period", sentence.text):
            self.period = next(
                (time.when for time in self.times if sentence.start <= time.start < sentence.end), None
            )
        bullet = _BULLET.match(sentence.text) is not None
        if has.has("liberated", sentence.text):
            mine = self._liberated(sentence, mine)
            self.headline = sentence.text.rstrip().endswith(":")
        elif self.headline and bullet:
            mine = self._listed(sentence, mine)
        else:
            self.headline = False
        if has.has("losses", sentence.text) or (self.lost and has.has("losses_continued", sentence.text)):
            mine = self._losses(sentence, mine)
        elif has.has("intercepted", sentence.text) and has.has("air", sentence.text):
            mine = self._intercepted(sentence, mine)
        elif has.has("raid", sentence.text):
            mine = self._raid(sentence, mine)
        elif has.has("directions", sentence.text):
            mine = self._direction(sentence, mine)
        else:
            mine = self._strikes(sentence, mine)
        self.lost = has.has("losses", sentence.text) or (
            self.lost and has.has("losses_continued", sentence.text)
        )
        return [self._timed(claim) for claim in mine]

    # -- the forms --------------------------------------------------------------------------------

    def _liberated(self, sentence: Sentence, mine: list[Claim]) -> list[Claim]:
        """A capture for each settlement of the list."""
        captured = {_place_key(claim) for claim in mine if claim.kind == "capture"}
        missing = [
            mention for mention in self._here(sentence)
            if mention.location.relation is Relation.IN and _key(mention.location) not in captured
        ]  # fmt: skip
        verb = self.forms.patterns["liberated"].search(sentence.text)
        if (
            verb is not None
        ):  # "in heavy fighting near A, B was liberated": what stands before the verb is not the list
            missing = [mention for mention in missing if mention.start >= sentence.start + verb.start()]
            if not missing and not captured:
                missing = [
                    mention for mention in self._here(sentence) if mention.location.relation is Relation.IN
                ]
        for mention in missing:
            mine.append(self._claim(sentence, "capture", agent=_FORCES.get(self.side), outcome=Outcome.SUCCESS,
                                    locations=(mention.location,)))  # fmt: skip
        return mine

    def _listed(self, sentence: Sentence, mine: list[Claim]) -> list[Claim]:
        """A capture for each settlement of one line under a headline; a line's region is not its neighbours'."""
        self.places = [each for each in self.places if not sentence.start <= each.start < sentence.end]
        self.places += [
            attrs.evolve(
                each,
                start=each.start + sentence.start,
                end=each.end + sentence.start,
                outer=(each.outer[0] + sentence.start, each.outer[1] + sentence.start),
            )
            for each in self.toolkit.places(sentence.text, self.forms.lang)
        ]
        return self._liberated(sentence, [claim for claim in mine if claim.kind != "capture"])

    def _losses(self, sentence: Sentence, mine: list[Claim]) -> list[Claim]:
        """Everything that a sentence on losses counts; a total is placed nowhere."""
        counted = counts.quantities(self.report.text, self.forms, sentence.start, sentence.end)
        if not counted:
            return mine
        losses = [claim for claim in mine if claim.kind == "losses"]
        others = [claim for claim in mine if claim.kind not in ("losses", "presence", "movement")]
        total = self.forms.has("losses_total", sentence.text) or self.forms.has(
            "losses_continued", sentence.text
        )
        if not losses or total:
            where = () if total else tuple(mention.location for mention in self._here(sentence)[:1])
            when = losses[0].when if losses else None
            losses = [
                self._claim(sentence, "losses", target=_LOST.get(self.side), locations=where, when=when)
            ]
        places = {_key(where): where for claim in losses for where in claim.locations}
        one = rebuilt(losses[0], agent=None, target=_LOST.get(self.side), locations=tuple(places.values()))
        return [*others, attrs.evolve(one, quantities=counted)]

    def _intercepted(self, sentence: Sentence, mine: list[Claim]) -> list[Claim]:
        """How many over each region; everything counted where no region is named."""
        text, kinds = (
            self.report.text,
            counts.quantities(self.report.text, self.forms, sentence.start, sentence.end),
        )
        here = self._here(sentence, regions=True)
        # "Республики Крым" is found as two places: the one that the next follows at once is part of its name
        parts = {a.start for a, b in itertools.pairwise(here) if b.start - a.end <= 1}
        here = [mention for mention in here if mention.start not in parts]
        over = {
            (mention.start, mention.end): mention for mention in here
            if self.forms.patterns["over"].search(text, max(sentence.start, mention.start - 40), mention.start)
        }  # fmt: skip
        split = counts.by_place(text, self.forms, sentence.start, sentence.end, over) if over else {}
        made = [claim for claim in mine if claim.kind == "interception"]
        rest = [claim for claim in mine if claim.kind != "interception"]
        if not made and not kinds:
            return mine
        if not split:
            made = made or [self._interception(sentence, (), made)]
            return [*rest, *(attrs.evolve(claim, quantities=_of_whole(claim, kinds)) for claim in made)]
        unit = next(
            (each.unit for each in kinds if each.unit in ("drone", "missile", "bomb", "aircraft")), "drone"
        )
        for span, mention in over.items():
            counted = (
                (Quantity(value=split[span], unit=unit, mention=str(split[span])),) if span in split else ()
            )
            same = next((claim for claim in made if _place_key(claim) == _key(mention.location)), None)
            base = same or self._interception(sentence, (mention.location,), made)
            if same is not None:
                made.remove(same)
            rest.append(attrs.evolve(base, quantities=counted))
        return rest

    def _interception(self, sentence: Sentence, where: tuple[Location, ...], like: Sequence[Claim]) -> Claim:
        when = like[0].when if like else None
        return self._claim(
            sentence,
            "interception",
            agent=_FORCES.get(self.side),
            outcome=Outcome.SUCCESS,
            locations=where,
            when=when,
        )

    def _raid(self, sentence: Sentence, mine: list[Claim]) -> list[Claim]:
        """The night's attack from the air as a whole, which gives the rest of the statement its time."""
        counted = counts.quantities(self.report.text, self.forms, sentence.start, sentence.end)
        flown = tuple(each for each in counted if each.unit in ("drone", "missile", "bomb"))
        if not flown:
            return mine
        times = [time.when for time in self.times if sentence.start <= time.start < sentence.end]
        self.period = self.period or (times[0] if times else None)
        kind = "air-drone-strike" if any(each.unit != "missile" for each in flown) else "shelling"
        raids = [claim for claim in mine if claim.kind == kind]
        others = [claim for claim in mine if claim.kind not in _STRIKES]
        raids = raids or [
            self._claim(sentence, kind, agent=_LOST.get(self.side), when=times[0] if times else None)
        ]
        return [*others, *(attrs.evolve(claim, quantities=flown) for claim in raids)]

    def _direction(self, sentence: Sentence, mine: list[Claim]) -> list[Claim]:
        """Counts of clashes belong to the direction, not to each settlement named in it."""
        if self.forms.has("none", sentence.text):
            return [claim for claim in mine if claim.kind not in ("attack", "armed-clash")]
        ground = [claim for claim in mine if claim.kind in ("attack", "armed-clash")]
        others = [claim for claim in mine if claim not in ground]
        counted = tuple(
            each for each in counts.quantities(self.report.text, self.forms, sentence.start, sentence.end)
            if each.unit == "attack"
        )  # fmt: skip
        here = self._here(sentence)
        directed = [mention for mention in here if mention.location.relation is Relation.DIRECTION]
        if not counted or not directed:
            return mine
        fronts = [mention for mention in directed if self._is_front(mention)] or directed[:1]
        first = ground[0] if ground else None
        kind = first.kind if first else "attack"
        model = {
            "agent": first.agent if first else (_LOST.get(self.side) if kind == "attack" else None),
            "target": first.target if first else None,
            "outcome": first.outcome if first else Outcome.UNKNOWN,
            "when": first.when if first else None,
        }
        total = self._claim(sentence, kind, locations=tuple(each.location for each in fronts), **model)
        settled = [attrs.evolve(claim, quantities=()) for claim in ground if not _among(claim, fronts)]
        known = {_place_key(claim) for claim in settled}
        settled += [
            self._claim(sentence, kind, locations=(mention.location,), **model)
            for mention in here if mention not in fronts and _key(mention.location) not in known
        ]  # fmt: skip
        return [*others, attrs.evolve(total, quantities=counted[:1]), *settled]

    def _is_front(self, mention: PlaceMention) -> bool:
        """Whether a direction is a part of the front ("на Покровському напрямку") and not where somebody went."""
        return self.forms.has(
            "directions", self.report.text[mention.start : max(mention.end, mention.outer[1])]
        )

    def _strikes(self, sentence: Sentence, mine: list[Claim]) -> list[Claim]:
        """Counts of strikes and shelling, each with its own kind; "Крім цього" is no place."""
        counted = counts.quantities(self.report.text, self.forms, sentence.start, sentence.end)
        strikes = [claim for claim in mine if claim.kind in _STRIKES]
        units = {
            kind: tuple(each for each in counted if each.unit in found)
            for kind, found in _STRIKE_UNITS.items()
        }
        tally = [each for each in counted if each.unit in ("air-strike", "missile-strike", "shelling")]
        if not tally:
            return mine
        named = {_key(mention.location) for mention in self._here(sentence, regions=True)}
        kept = [claim for claim in mine if claim.kind not in _STRIKES]
        for kind in _STRIKE_UNITS:
            own = [
                claim
                for claim in strikes
                if claim.kind == kind and (not claim.locations or _place_key(claim) in named)
            ]
            if units[kind] and not own:
                agent = next((claim.agent for claim in strikes if claim.agent), None) or _LOST.get(self.side)
                own = [self._claim(sentence, kind, agent=agent, when=strikes[0].when if strikes else None)]
            kept += [attrs.evolve(claim, quantities=units[kind] or claim.quantities) for claim in own]
        return kept

    # -- pieces -----------------------------------------------------------------------------------

    def _here(self, sentence: Sentence, *, regions: bool = False) -> list[PlaceMention]:
        """Places in a sentence that something can have happened at; divisions only where they are asked for."""
        found = []
        for mention in self.places:
            if not sentence.start <= mention.start < sentence.end:
                continue
            division = mention.location.precision in ("region", "country", "district")
            if (
                mention.role is Role.PLACE
                and (regions or not division or mention.location.relation is Relation.DIRECTION)
                or regions
                and mention.role is Role.CONTAINER
            ):
                found.append(mention)
        return found

    def _claim(self, sentence: Sentence, kind: str, **fields: Any) -> Claim:
        fields = {"when": self.day} | {key: value for key, value in fields.items() if value is not None}
        return Claim(
            report=self.report.id, span=(sentence.start, sentence.end), text=sentence.text, claimant=self.speaker,
            kind=kind, **fields,
        )  # fmt: skip

    def _timed(self, claim: Claim) -> Claim:
        """A claim without a time of its own ("as of 09:00" is none) happened in the period that the statement covers."""
        mention = claim.when.mention if claim.when is not None else None
        own = mention is not None and not self.forms.has("as_of", mention)
        if self.period is None or own or claim.claimant != self.speaker:
            return claim
        return rebuilt(claim, when=self.period)


def _of_whole(claim: Claim, counted: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """What a sentence counts, unless the claim is of a part of it: "47 drones, 40 of them shot down"."""
    own = [(each.unit, each.value) for each in claim.quantities]
    part = any(each.unit == unit and each.value > value > 0 for each in counted for unit, value in own)
    return claim.quantities if part or not counted else tuple(counted)


def rebuilt(claim: Claim, **changes: Any) -> Claim:
    """The claim with other fields and the id that goes with them."""
    fields = {each.name: getattr(claim, each.name) for each in attrs.fields(Claim) if each.name != "id"}
    return Claim(**(fields | changes))


def _key(location: Location) -> tuple[str | None, str | None]:
    return (location.place.id, None) if location.place else (None, (location.mention or "").casefold())


def _place_key(claim: Claim) -> tuple[str | None, str | None] | None:
    return _key(claim.locations[0]) if claim.locations else None


def _among(claim: Claim, fronts: Iterable[PlaceMention]) -> bool:
    return _place_key(claim) in {None, *(_key(front.location) for front in fronts)}
