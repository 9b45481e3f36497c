"""What is known while a report is read: sentences with what was found in them, claims not yet settled, and
what a reader remembers from one sentence to the next."""

from __future__ import annotations

import warnings

import attrs

from conflictdata import places as gazetteer
from conflictdata import sources
from conflictdata import time as calendar
from conflictdata.model import Claim, Quantity, Report, Source, Stance, When
from conflictdata.places import PlaceMention
from conflictdata.text.attribution import Attribution
from conflictdata.text.frames import Frame
from conflictdata.text.language import detect
from conflictdata.text.lexicon import LANGUAGES, Lexicon, Value, lexicon
from conflictdata.text.mentions import ActorMention, Memory
from conflictdata.text.patterns import Match
from conflictdata.text.quantities import find_quantities
from conflictdata.text.sentences import Sentence
from conflictdata.text.tokens import Tokens
from conflictdata.time import TimeMention


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
    found = detect(report.text)
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
        self.day = calendar.report_day(report.published, self.source.timezone)
        self.last: list[Claim] = []
        self.last_region: list[PlaceMention] = []
        self.last_region_at = -99
        self.last_at = -99
        self.index = 0
        self.last_said: tuple[str | None, When] | None = None
        self.claims: list[Claim] = []

    def quantities_of(self, said: Said, frame: Frame) -> tuple[Quantity, ...]:
        found = list(find_quantities(said.tokens, max(0, frame.start - 8), frame.end + 8, self.lexicon))
        if not found:
            return ()
        dates = {i for t in said.times for i in range(said.tokens.at(t.start), said.tokens.at(t.end - 1) + 1)}
        return tuple(quantity for index, quantity in found if index not in dates)
