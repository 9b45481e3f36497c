"""The words of a language, read from its lexicon file and compiled for matching."""

from __future__ import annotations

import functools
import re
import string
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from importlib import resources
from typing import Any

import attrs

from conflictdata._remembered import Remembered
from conflictdata._romanise import spellings
from conflictdata.model import Outcome, Source, Stance
from conflictdata.text.grammar import Grammar
from conflictdata.text.patterns import Classes, LexiconError, Matcher, compile_classes
from conflictdata.text.tokens import fold
from conflictdata.text.wordset import WordSet

LANGUAGES = ("en", "uk", "ru")
_NATIONAL = frozenset(
    ("mod", "general-staff", "president", "commander-in-chief", "government", "security-council", "air-force", "navy",
     "energy-ministry", "interior-ministry", "foreign-ministry")
)  # fmt: skip
"""Offices of which a country has one."""


@attrs.frozen
class Name:
    """An actor called by a name of its own; ``force`` for troops in general, who act more than they speak;
    ``officer`` for a single soldier, who gives way to a name within the words ("Khortytsia spokesperson");
    ``person`` for somebody known by the body spoken for, who may speak for another by now."""

    id: str
    force: bool = False
    officer: bool = False
    person: bool = False


@attrs.frozen
class Office:
    """An actor called by the office alone ("the ministry"); whose it is stands beside it or earlier."""

    role: str


@attrs.frozen
class Own:
    """The speaker's own side ("our units")."""


@attrs.frozen
class Enemy:
    """The speaker's enemy."""


@attrs.frozen
class Trigger:
    """Words that say something happened.

    Attributes:
        outcome: what the words say about the end of it.
        flip: who does this is the one who was acted on: those who repel an attack are its target.
        named: only directly before a name ("took Avdiivka").
        behind: only directly behind a name, where the clause ends ("Торецк взят").
        weight: number of words in the pattern; more is more specific.
    """

    kind: str
    outcome: Outcome
    flip: bool
    weight: int
    named: bool = False
    behind: bool = False


@attrs.frozen
class Says:
    """A reporting verb and the stance it takes."""

    stance: Stance


@attrs.frozen
class According:
    """ "According to": the speaker follows; ``assesses`` for "in the estimate of"."""

    assesses: bool = False


@attrs.frozen
class Compound:
    """A name of something else that contains the word of a happening ("strike force")."""


@attrs.frozen
class Denial:
    """A predicate that denies the whole sentence ("is false")."""


@attrs.frozen
class NoReport:
    """Words that say nothing was reported."""


@attrs.frozen
class Nominal:
    """A statement mentioned by its noun ("claims of"): its owner is not the speaker of this sentence."""


@attrs.frozen
class Refers:
    """Points back to a place or an event named before."""

    to: str


Value = (
    Compound | Name | Office | Own | Enemy | Trigger | Says | According | Denial | NoReport | Nominal | Refers
)


@attrs.frozen
class Refinement:
    """A kind that becomes another when a word of a class stands near.

    Attributes:
        within: in how many words.
        after: only behind the trigger.
        instrument: only as the means of it ("with artillery"), not as its target.
    """

    kinds: frozenset[str]
    near: WordSet
    unless: WordSet | None
    within: int
    after: bool
    instrument: bool
    to: str


_SURNAME = re.compile(r"[a-z]{5,}\*?")


def _spelled_too(patterns: Iterable[str]) -> Iterator[str]:
    """The patterns, and those that are a surname in Latin letters in the other spellings of the press."""
    for pattern in patterns:
        yield from dict.fromkeys(spellings(pattern)) if _SURNAME.fullmatch(pattern) else (pattern,)


_UTC = "UTC"
"""The clock of sources of which nothing is known."""
_TENS, _ONES = range(20, 100, 10), 10
"""Numbers that make one word with those below ten."""


class Lexicon:
    """One language."""

    def __init__(self, lang: str, raw: Mapping[str, Any]) -> None:
        self.lang = lang
        self._raw = raw
        self.area: tuple[str, ...] = tuple(raw.get("area", ()))
        self.timezone: str = raw.get("timezone", _UTC)
        self.abbreviations = frozenset(fold(word) for word in raw.get("abbreviations", ()))
        classes = compile_classes(raw.get("classes", {}))
        self._classes = classes
        self.sides: dict[str, WordSet] = {
            side: self._words(words) for side, words in raw.get("sides", {}).items()
        }
        self.classes = {name: WordSet(*value) for name, value in classes.items()}
        self.show = {name: self._words(words) for name, words in raw.get("show", {}).items()}
        report = raw.get("report", {})
        self.complement = self._words(report.get("complement", ()))
        self.pointer = self._words(report.get("pointer", ()))
        self.back = self._words(report.get("back", ()))
        self.adds = self._words(report.get("adds", ()))
        self.also = self._words(report.get("also", ()))
        self.participle: tuple[str, ...] = tuple(report.get("participle", ()))
        self.first_person: tuple[str, ...] = tuple(report.get("first_person", ()))
        self.statement = self._words(report.get("statement", ()))
        self.anaphor = self._words(report.get("anaphor", ()))
        self.grammar = Grammar.read(raw.get("grammar", {}), self._words)
        self.multiples: dict[str, int] = {fold(w): int(n) for w, n in raw.get("multiples", {}).items()}
        self.numbers: dict[str, int] = {fold(word): int(n) for word, n in raw.get("numbers", {}).items()}
        self.numbers |= {  # "twenty-five"
            f"{tens}-{one}": high + low
            for tens, high in self.numbers.items()
            if high in _TENS
            for one, low in self.numbers.items()
            if low < _ONES
        }
        self.counting = WordSet(frozenset(self.numbers), tuple(string.digits))
        self.counted = tuple((unit, self._words(words)) for unit, words in raw.get("counted", {}).items())
        self.hedge = self._words(raw.get("hedge", {}).get("words", ()))
        self.negation = self._words(raw.get("negate", {}).get("before", ()))
        self.negation_behind = self._words(raw.get("negate", {}).get("behind", ()))
        self.comparison = self._words(raw.get("negate", {}).get("not_before", ()))
        self.happened = self._words(raw.get("negate", {}).get("happened", ()))
        self.none = self._words(raw.get("negate", {}).get("none", ()))
        self.failed = self._words(raw.get("negate", {}).get("failed", ()))
        irrealis = raw.get("irrealis", {})
        self.irrealis = self._words(irrealis.get("before", ()))
        self.too_early = self._words(raw.get("deny", {}).get("early", ()))
        self.would = self._words(irrealis.get("would", ()))
        self.modal = self._words(irrealis.get("modal", ()))
        self.future = self._words(irrealis.get("forms", ()))
        self.infinitive: tuple[str, ...] = tuple(irrealis.get("infinitive", ()))
        self.cause_before = self._words(irrealis.get("cause_before", ()))
        self.unreal: tuple[frozenset[str], ...] = tuple(
            frozenset(map(fold, words)) for words in irrealis.get("unreal", ())
        )
        self.unreal_words = frozenset(max(words, key=len) for words in self.unreal)
        self.irrealis_nouns = self._words(irrealis.get("nouns", ()))
        self.realis = self._words(irrealis.get("unless", ()))
        self.background = self._words(irrealis.get("background", ()))
        self.cause = self._words(irrealis.get("cause", ()))
        self.circumstance = self._words(irrealis.get("circumstance", ()))
        self.relative = self._words(irrealis.get("relative", ()))
        self.earlier = self._words(irrealis["earlier"]) if "earlier" in irrealis else None
        attributive = raw.get("attributive", {})
        self.attributive = self._words(attributive.get("words", ()))
        self.before_attribute = self._words(attributive.get("behind", ()))
        self.attributive_endings: tuple[str, ...] = tuple(attributive.get("endings", ()))
        self.doing = self._words(irrealis.get("doing", ()))
        self.always_background = self._words(irrealis.get("always_background", ()))
        self.listing = self._words(raw.get("away", {}).get("listing", ()))
        self.away = self._words(raw.get("away", {}).get("from", ()))
        self.national = frozenset(raw.get("roles", {})) & _NATIONAL
        self.enemy_side: str | None = raw.get("enemy", {}).get("side")
        self.default_side: dict[str, str] = dict(raw.get("role_default_side", {}))
        self.speakers = {name: self._words(words) for name, words in raw.get("speakers", {}).items()}
        self.regional = self.speakers.get("regional", WordSet(frozenset(), ()))
        units = raw.get("units", {})
        self.echelons: dict[str, str] = dict(units.get("echelon", {}))
        self.echelon_words = WordSet(frozenset(self.echelons) | {f"{word}'s" for word in self.echelons}, ())
        self.ordinals: dict[str, int] = dict(units.get("ordinal", {}))
        self.branches: dict[str, str] = dict(units.get("branch", {}))
        self.side_of = Remembered(self._side_of).__getitem__
        self.unit_of = Remembered(self._unit_of).__getitem__
        self.branch_of = Remembered(self._branch_of).__getitem__
        self.unit_skip = self._words(units.get("skip", ()))
        self.refinements = tuple(self._refinements(raw.get("refine", ())))
        self.matcher: Matcher[Value] = Matcher(self._entries(raw), classes)

    def values(self) -> Iterator[Value]:
        """What the patterns stand for, once a pattern."""
        yield from (value for _, value in self._entries(self._raw))

    def _side_of(self, word: str) -> str | None:
        """The side a word belongs to ("Russian" to ``ru``), or None."""
        return next((side for side, words in self.sides.items() if word in words), None)

    def _unit_of(self, word: str) -> str | None:
        """What a number before the word counts."""
        return next((unit for unit, words in self.counted if word in words), None)

    def _branch_of(self, word: str) -> str | None:
        """The longest word for a branch that a word of a unit's name is, or with an ending in Cyrillic begins with."""
        known = (b for b in self.branches if word == b or (not b.isascii() and word.startswith(b)))
        return max(known, key=len, default=None)

    def timezone_of(self, source: Source) -> str:
        """The clock of a source: its own, or the language's where nothing is known of it."""
        return self.timezone if source.timezone == _UTC else source.timezone

    def _words(self, words: Iterable[str]) -> WordSet:
        return WordSet(*compile_classes({**_spelled(self._classes), "_": list(words)})["_"])

    def _refinements(self, entries: Iterable[Mapping[str, Any]]) -> Iterator[Refinement]:
        for entry in entries:
            unless = entry.get("unless")
            yield Refinement(
                frozenset(entry["from"]), self.classes[entry["near"]], self.classes[unless] if unless else None,
                int(entry["within"]), bool(entry.get("after", False)),
                bool(entry.get("instrument", False)), str(entry["to"]),
            )  # fmt: skip

    def _entries(self, raw: Mapping[str, Any]) -> Iterator[tuple[str, Value]]:
        owned = "|".join(raw.get("report", {}).get("owned", ()))
        for section in ("persons", "actors", "officers"):
            for id, patterns in raw.get(section, {}).items():
                force = section == "actors" and id.endswith(":armed-forces")
                value = Name(id, force=force, officer=section == "officers", person=section == "persons")
                listed = _spelled_too(patterns) if section == "persons" else patterns
                yield from ((pattern, value) for pattern in (listed if force else _owners(listed, owned)))
        for role, patterns in raw.get("roles", {}).items():
            yield from ((pattern, Office(role)) for pattern in _owners(patterns, owned))
        for pattern in raw.get("units", {}).get("alone", ()):
            yield pattern, Office("unit")
        enemy = raw.get("enemy", {})
        yield from ((pattern, Enemy()) for pattern in enemy.get("words", ()))
        yield from ((pattern, Own()) for pattern in enemy.get("own", ()))
        for entry in raw.get("trigger", ()):
            outcome = Outcome(entry.get("outcome", "unknown"))
            for pattern in entry["match"]:
                weight = sum(not part.startswith("~") for part in pattern.split())
                yield (
                    pattern,
                    Trigger(
                        str(entry["kind"]),
                        outcome,
                        bool(entry.get("flip", False)),
                        weight,
                        bool(entry.get("named", False)),
                        bool(entry.get("behind", False)),
                    ),
                )
        report = raw.get("report", {})
        for stance in Stance:
            yield from ((pattern, Says(stance)) for pattern in report.get(stance.value, ()))
        yield from ((pattern, According()) for pattern in report.get("according", ()))
        yield from ((pattern, According(assesses=True)) for pattern in report.get("estimate", ()))
        yield from ((pattern, Nominal()) for pattern in report.get("nominal", ()))
        yield from ((pattern, Compound()) for pattern in raw.get("compounds", {}).get("match", ()))
        yield from ((pattern, Denial()) for pattern in raw.get("deny", {}).get("match", ()))
        yield from ((pattern, NoReport()) for pattern in raw.get("negate", {}).get("report", ()))
        for to, patterns in raw.get("refer", {}).items():
            yield from ((pattern, Refers(to)) for pattern in patterns)


def _owners(patterns: Iterable[str], owned: str) -> Iterator[str]:
    """Patterns of speakers with what of theirs speaks for them: "the general staff's evening report"."""
    for pattern in patterns:
        yield pattern
        head, _, last = pattern.rpartition(" ")
        if owned and all(word.isalpha() for word in last.split("|")):
            possessors = "|".join(f"{word}'s" for word in last.split("|"))
            yield f"{head} {possessors} ~2 {owned}".strip()


def _spelled(classes: Classes) -> dict[str, list[str]]:
    return {
        name: [*exact, *(f"{prefix}*" for prefix in prefixes)] for name, (exact, prefixes) in classes.items()
    }


@functools.cache
def lexicon(lang: str) -> Lexicon:
    """The lexicon of ``en``, ``uk`` or ``ru``, with what plugins added.

    Raises:
        LexiconError: there is none for this language, or a file cannot be read.
    """
    path = resources.files("conflictdata.text").joinpath(f"lexicons/{lang}.toml")
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise LexiconError(f"no lexicon for language {lang!r}; there are {', '.join(LANGUAGES)}") from None
    for name, text in _added(lang):
        try:
            raw = _merge(raw, tomllib.loads(text))
        except (tomllib.TOMLDecodeError, TypeError) as error:
            raise LexiconError(f"{name}: {error}") from error
    return Lexicon(lang, raw)


def _added(lang: str) -> Iterator[tuple[str, str]]:
    from conflictdata import plugins

    for _, (added_lang, path) in plugins.default().collect("conflictdata_lexicons"):
        if added_lang == lang:
            yield str(path), path.read_text(encoding="utf-8")


def _merge(into: dict[str, Any], added: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(into)
    for key, value in added.items():
        if isinstance(value, dict) and isinstance(merged.get(key), dict):
            merged[key] = _merge(merged[key], value)
        elif isinstance(value, list) and isinstance(merged.get(key), list):
            merged[key] = [*merged[key], *value]
        else:
            merged[key] = value
    return merged
