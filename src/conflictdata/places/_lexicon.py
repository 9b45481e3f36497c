"""The words of one language that place a name: relations, types, titles; compiled from ``words/<lang>.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import attrs

from conflictdata._remembered import Remembered
from conflictdata.places._fought import Fighting
from conflictdata.places._listing import Listing
from conflictdata.places._names import APOSTROPHES
from conflictdata.places._rivers import Governing

WORDS = Path(__file__).with_name("words")
LANGUAGES = ("en", "uk", "ru")
WINDOW = 110
"""Characters before a name that are searched for words that place it; bounds the work for one name."""
_SHORT = 12
"""Characters of what most often stands between two names."""

_CACHE_LIMIT = 8192

_APOSTROPHE = f"[{APOSTROPHES}]"


def _fragment(word: str) -> str:
    escaped = re.escape(word).replace(r"\*", r"\w*").replace(r"\ ", r"\s+")
    return re.sub(_APOSTROPHE, _APOSTROPHE, escaped)


def _any(words: Iterable[str]) -> str:
    ordered = sorted(words, key=lambda w: (-len(w), w))
    return "|".join(map(_fragment, ordered)) or r"(?!)"


def _group(words: Iterable[str]) -> str:
    return f"(?:{_any(words)})"


class _Values:
    """A table of words with wildcards to numbers."""

    def __init__(self, table: Mapping[str, float]) -> None:
        ordered = sorted(table.items(), key=lambda each: -len(each[0]))
        self._patterns = [(re.compile(_fragment(word), re.IGNORECASE), value) for word, value in ordered]
        self.get = lru_cache(maxsize=1024)(self._get)

    def _get(self, word: str) -> float | None:
        return next((value for pattern, value in self._patterns if pattern.fullmatch(word)), None)


class _Words(dict[str, bool]):
    """A set of words with wildcards; what was looked up once is a key."""

    def __init__(self, words: Iterable[str], *, ending: str = r"\w*") -> None:
        super().__init__()
        plain = list(words)
        self._exact = frozenset(w.casefold() for w in plain if "*" not in w)
        self._stems = tuple(w.casefold() for w in plain if "*" in w)
        self._pattern = re.compile(_any(self._stems).replace(r"\w*", ending), re.IGNORECASE)

    __contains__ = dict.__getitem__  # type: ignore[assignment]  # quicker than a function that does it

    def __missing__(self, word: str) -> bool:
        folded = word.casefold()
        if len(self) >= _CACHE_LIMIT:
            self.clear()
        known = folded in self._exact or (bool(self._stems) and self._pattern.fullmatch(folded) is not None)
        self[word] = known
        return known


@attrs.frozen(eq=False)
class Lexicon:
    """Compiled patterns of one language.

    Attributes:
        left: matches at the end of the text before a name; groups name the relation and the type.
        right: matches right after a name; groups name the type.
        third: matches the type word of a division of the third order: "hromada".
        listing: words by which an adjective is a division's, a sector's or a sea's without the word beside it.
        river: words by which a name is that of a river and of no town.
        locative: endings of towns behind a preposition that are those of villages in another language: «в Луганске».
        genitive: endings of towns in a case that looks like an adjective: «біля Українська».
        fighting: words that say that the ground is fought over where a name is.
        in_city: matches behind "district" what says that it is a city's: " of the city", «міста».
        thing: matches right after a name (and its type word) that is part of something else's name.
        taken: matches right after a settlement that opens its sentence, of which the words tell what was done to it.
        facility: matches right after an adjective of a town that names a works, a depot, an airfield there.
        gap: matches the whole text between two names of one list.
        joins: whether the whole of a text is such a one.
        anew: found in such a text begins a list anew, whose division is not that of the names before: "A и B, а также C в
            Днепропетровской области".
        inside: matches the whole text between a place and the division it lies in.
        before: the words of which ``left`` is made; only they need to be searched.
        named: matches right before a name that is a settlement's whether or not it is known: "village of".
        naming: the last words of ``named``.
        shaped: a name that by its ending is a settlement's, inside a sentence.
        shaped_after: the same behind a locative.
        shaped_listed: the same, or a name that goes on a list of places.
        apposed: matches the whole text between places and the side of another one on which they lie; its group says
            how many of them do.
        pair: matches right before two names between which something lies: "between the villages of".
        conjunction: matches the whole text between those two.
        two: of the words that say how many places do, those that mean two.
        goals: words before a place that say where something went, and not where the one before lies.
        short: abbreviations that are names of countries; capitals alone are none otherwise.
        abbreviated: names of divisions by their abbreviations, which stand behind a place: "Springfield, Ill.".
        abbreviations: the last words of those, with and without their full stop: all others need not be looked up.
        stands_for: abbreviations that mean a place wherever they stand: "DRC", "NSW".
        spelled_out: what an abbreviation at the head of a name is in full: "St" in "St. Paul".
        roads: words behind a name of the lands of the war that make it one of a street.
        streets: words behind a name that make it one of a street or a square, which lies anywhere, or of a creek.
        buildings: the same for what is in a city when called after that, and anywhere when called after a small town.
        features: words before a name that make it one of a lake, a mountain or a fort.
        halves: sides that, with a capital letter before the name of a town, make it another one.
        counties: type words behind a name that no settlement bears: "Township".
        institutions: words behind the name of a division that its institutions begin with: "Department".
        common: ``streets``, ``buildings`` and ``institutions``, which by themselves are no towns called so.
        held: endings of words that say whose a place is: "Russian-held".
        function: words of grammar, which by themselves are no names whatever stands around them.
        cities: type words behind the name of a city that belong to it only if it has some size: "Kansas City".
        articles: Arabic ones at the head of a name, with a hyphen or a space: "Al-Minya".
        townships: those of them that no district of the gazetteer bears.
        several_counties: type words behind a list of counties.
        peoples: the adjectives and nouns of countries and their people, which are no towns.
        called: the nominative of the type words before a site's or river's name, by kind.
        village: type words before a name that no town bears.
        road_before: matches words for a road (its group) and what may stand between them and the road's number.
        road_after: matches a word for a road right after its number or name.
        road_behind: the same with a few words between: "H-20 Kostyantynivka-Kramatorsk highway".
        road_along: matches right before a number that is a road's and no weapon's.
        road_span: matches the whole text between a road and the first of the towns that tell a part of it.
        road_from: matches right before the first of two towns that tell a part of a road named after them.
        road_join: matches the whole text between these two towns.
        office: matches right before a name behind the title of who governs a place; None where no case tells.
        on_land: names that behind "on" are those of a region, by its adjective: «на Запоріжжі».
        within: prepositions of a place in which something happens.
        shared: type words behind a list, which each of its names has: "directions".
        surname: endings of surnames, behind an office no towns.
        titles: the last words of ``title``, what stands before a person's name.
    """

    lang: str
    left: re.Pattern[str]
    right: re.Pattern[str]
    third: re.Pattern[str]
    on_land: Mapping[str, tuple[str, str]]
    shared: frozenset[str]
    within: frozenset[str]
    river: Governing
    fighting: Fighting
    locative: tuple[str, ...]
    genitive: tuple[str, ...]
    in_city: re.Pattern[str]
    listing: Listing
    thing: re.Pattern[str]
    facility: re.Pattern[str] | None
    taken: re.Pattern[str] | None
    gap: re.Pattern[str]
    anew: re.Pattern[str]
    joins: Callable[[str], bool]
    inside: re.Pattern[str]
    before: _Words
    attributes: _Words
    locatives: _Words
    named: re.Pattern[str]
    naming: _Words
    shaped: re.Pattern[str]
    shaped_after: re.Pattern[str]
    shaped_listed: re.Pattern[str]
    gloss: re.Pattern[str]
    described: re.Pattern[str]
    apposed: re.Pattern[str]
    pair: re.Pattern[str]
    conjunction: re.Pattern[str]
    two: frozenset[str]
    goals: _Words
    across: re.Pattern[str]
    several: re.Pattern[str]
    title: re.Pattern[str]
    office: re.Pattern[str] | None
    surname: tuple[str, ...]
    titles: _Words
    village: _Words
    short: frozenset[str]
    abbreviated: Mapping[str, tuple[str, ...]]
    abbreviations: frozenset[str]
    stands_for: Mapping[str, str]
    spelled_out: Mapping[str, str]
    roads: frozenset[str]
    streets: frozenset[str]
    buildings: frozenset[str]
    features: frozenset[str]
    halves: frozenset[str]
    counties: frozenset[str]
    townships: frozenset[str]
    institutions: frozenset[str]
    common: frozenset[str]
    cities: frozenset[str]
    articles: frozenset[str]
    several_counties: frozenset[str]
    peoples: frozenset[str]
    called: Mapping[str, str]
    speaks: re.Pattern[str]
    given: _Words
    held: tuple[str, ...]
    function: frozenset[str]
    never: _Words
    capital: _Words
    epithets: _Words
    bearings: _Values
    sides: _Values
    numbers: _Values
    units: _Values
    road_before: re.Pattern[str]
    road_after: re.Pattern[str]
    road_behind: re.Pattern[str]
    road_along: re.Pattern[str]
    road_span: re.Pattern[str]
    road_from: re.Pattern[str]
    road_join: re.Pattern[str]


@lru_cache(maxsize=len(LANGUAGES))
def lexicon(lang: str) -> Lexicon:
    """The lexicon of a language; English for one that has none."""
    known = lang if lang in LANGUAGES else "en"
    words = tomllib.loads((WORDS / f"{known}.toml").read_text(encoding="utf-8"))
    return _compile(known, words)


def _joining(gap: re.Pattern[str]) -> Callable[[str], bool]:
    """Whether a text matches as a whole; remembered for short ones, for most names stand behind a comma or an "and"."""
    known = Remembered(lambda between: gap.fullmatch(between) is not None)

    def joins(between: str) -> bool:
        return known[between] if len(between) <= _SHORT else gap.fullmatch(between) is not None

    return joins


def _compile(lang: str, words: dict[str, Any]) -> Lexicon:
    relation, before, after = words["relation"], words["type_before"], words["type_after"]
    attribute = rf"(?:{_group(words['attribute'])}\s+)*"
    number = rf"(?P<number>\d{{1,4}}(?:[.,]\d{{1,2}})?|{_any(words['numbers'])})(?:\s?[-–]\s?\d{{1,4}})?"
    units = {word: factor for unit, factor in _METRES.items() for word in words["units"].get(unit, ())}
    filler = _group(words["filler"]["words"])
    side = rf"(?!(?:{_any(words['bearing'])})\s)(?:{_any(words['side'])})"
    relations = "|".join(
        f"(?P<{name}>{_any(each)})" for name, each in [("bearing", words["bearing"]), *relation.items()]
    )
    types = "|".join(f"(?P<{name}>{_any(each)})" for name, each in before.items() if each)
    left = (
        rf"(?<!\w)(?:{number}\s?(?P<unit>{_any(units)})\s+(?:{filler}\s+){{0,3}})?"
        rf"(?:(?P<side1>{side})\s+)?(?:(?:{relations})\s+)?{attribute}(?:(?P<side2>{side})\s+)?"
        rf"(?:(?:{types})\s+{attribute}(?:(?P<side3>{side})\s+)?)?[«\"“„]?$"
    )
    right = r"\s+(?:" + "|".join(f"(?P<{n}>{_any(each)})" for n, each in after.items() if each) + r")(?!\w)"
    inside = words.get("inside", _INSIDE[lang])
    gap = re.compile(rf"\s*{_group(words['list'])}\s*", re.IGNORECASE)
    naming = [*before["settlement"], *words["bearing"], *words["area"]]
    return Lexicon(
        lang=lang,
        left=re.compile(left, re.IGNORECASE),
        right=re.compile(right),
        on_land={name: tuple(said) for name, said in words.get("on_land", {}).items()},
        shared=frozenset(words.get("shared", ())),
        within=frozenset(words.get("within", ())),
        listing=Listing.of(words.get("listing")),
        third=re.compile(rf"(?<!\w){_group(words['third'])}(?!\w)"),
        river=_governing(words["river"]),
        locative=tuple(words["names"].get("locative", ())),
        genitive=tuple(words["names"].get("genitive", ())),
        fighting=_fighting(words["fighting"]),
        in_city=re.compile(rf"\s+{_group(words['in_city'])}(?!\w)"),
        thing=re.compile(
            rf"(?:\s+(?!-)|(?=-)){_group(words['thing_after']['words'] + words['thing_after']['facility'])}(?!\w)"
        ),
        taken=re.compile(rf"\s+{_group(taken)}(?!\w)") if (taken := words["thing_after"]["taken"]) else None,
        facility=re.compile(rf"\s+(?:[^\W\d_A-ZА-ЯІЇЄҐ]+\s+)?{_group(facility)}(?!\w)")
        if (facility := words["thing_after"]["facility"])
        else None,
        gap=gap,
        anew=re.compile(rf"(?<!\w){_group(words['list_anew'])}(?!\w)"),
        joins=_joining(gap),
        inside=re.compile(rf"\s*{_group([*inside, ''])}\s*", re.IGNORECASE),
        pair=re.compile(rf"(?<!\w){_group(words['pair'])}\s+(?:[^\W\d_A-ZА-ЯІЇЄҐ]+\s+){{0,3}}[«\"“]?$"),
        conjunction=re.compile(rf"[»\"”]?\s+{_group(words['conjunction'])}\s+[«\"“]?"),
        before=_Words(_vocabulary(words)),
        attributes=_Words(words["attribute"]),
        locatives=_Words(words["locative"]),
        named=re.compile(rf"(?<!\w){_group(naming)}\s+[«\"“]?$", re.IGNORECASE),
        naming=_Words(phrase.split()[-1] for phrase in naming),
        **_shapes(words["ending"]),
        described=re.compile(rf"[,\s]\s*{_group(words.get('described', ()))}(?!\w)"),
        gloss=re.compile(
            rf"(?:(?:{number.replace('?P<number>', '?:')})\s?(?:{_any(units)})\s+|(?!\d)[^\W\d_]+\s+){{0,4}}?"
            rf"(?:{_any([*words['bearing'], *relation['near'], *relation['outskirts']])})\s",
            re.IGNORECASE,
        ),
        two=frozenset(words["apposed"]["two"]),
        goals=_Words(words["apposed"].get("goal", ())),
        apposed=re.compile(
            rf"[”\"»]?\s*,?\s*(?P<several>{_any(words['apposed']['several'])})?\s*(?P<link>(?:{_group(words['apposed']['link'])}\s*){{0,2}})"
            r"(?:\d[\d.,]*\s[^\W\d_]{1,12}\s\([^()\n]{3,20}\)\s*)?",
            re.IGNORECASE,
        ),
        across=re.compile(rf"(?<!\w){_group(words['across'])}\s+$", re.IGNORECASE),
        several=re.compile(_SEVERAL[lang], re.IGNORECASE),
        title=re.compile(
            rf"(?<!\w){_group(words['person']['before'])}\s+$",
            re.NOFLAG
            if lang == "en"
            else re.IGNORECASE,  # "a general" and "General" are two words in English
        ),
        village=_Words(words["village"]),
        short=frozenset(words["names"]["short"]),
        abbreviations=frozenset(
            form
            for short in words.get("abbreviated", {})
            for form in (short.rpartition(" ")[2], short.rpartition(" ")[2].removesuffix("."))
        ),
        abbreviated={
            short: (full,) if isinstance(full, str) else tuple(full)
            for short, full in words.get("abbreviated", {}).items()
        },
        stands_for=words.get("stands_for", {}),
        spelled_out=words.get("spelled_out", {}),
        **_called_after(words.get("called_after", {})),
        peoples=_country_words(lang),
        called=words.get("called", {}),
        office=re.compile(rf"(?<!\w){_group(offices)}\s+$", re.IGNORECASE)
        if (offices := words["person"]["office"])
        else None,
        surname=tuple(words["person"]["surname"]),
        titles=_Words(phrase.split()[-1] for phrase in words["person"]["before"]),
        speaks=re.compile(rf"\s+{_group(words['person']['after'])}(?!\w)"),
        given=_Words(words["names"]["given"], ending=r"\w{0,2}"),  # Антоном, not Антоновка
        held=tuple(words["names"].get("held", ())),
        function=frozenset(words["names"].get("function", ())),
        never=_Words([*words["names"]["never"], *_country_words(lang)]),
        capital=_Words(words["names"]["capital"]),
        epithets=_Words(words["names"]["epithet"], ending=r"\w{1,3}"),
        bearings=_Values(words["bearing"]),
        sides=_Values(words["side"]),
        numbers=_Values(words["numbers"]),
        units=_Values(units),
        **_roads(words["roads"]),
    )


def _shapes(endings: dict[str, list[str]]) -> dict[str, Any]:
    """Names of settlements by their endings: anywhere, behind a locative, on a list."""
    always, locative, listed = endings["always"], endings["locative"], endings["listed"]
    groups = {
        "shaped": always,
        "shaped_after": locative,
        "shaped_listed": [*locative, *listed],
    }
    return {name: re.compile(rf"[^\W\d_]{{2,20}}{_group(each)}") for name, each in groups.items()}


def _called_after(words: dict[str, list[str]]) -> dict[str, Any]:
    sets = {
        name: frozenset(words.get(name, ()))
        for name in (
            "roads",
            "streets",
            "buildings",
            "features",
            "halves",
            "counties",
            "townships",
            "institutions",
            "cities",
            "articles",
            "several_counties",
        )
    }
    return {**sets, "common": sets["streets"] | sets["buildings"] | sets["institutions"]}


def _country_words(lang: str) -> frozenset[str]:
    from conflictdata.places._peoples import single_words

    return single_words(lang)


def _roads(words: dict[str, list[str]]) -> dict[str, Any]:
    """The patterns around the number of a road."""
    before, after, along, span, join = (
        _group(words[each]) for each in ("before", "after", "along", "span", "join")
    )
    attribute = r"(?:\s+[^\W\d_][\w-]*){0,3}"
    patterns = {
        "road_before": rf"(?<!\w)({before})(?!\w)[^.!?;\n\d]{{0,40}}$",
        "road_after": rf"(?:{attribute.replace('0,3', '0,1')})\s+{after}(?!\w)",
        "road_behind": rf"[^.!?;,\n]{{0,45}}?\s{after}(?!\w)",
        "road_along": rf"(?<!\w){along}\s+$",
        "road_span": rf"(?:{attribute}\s+{after})?\s*[(«\"“,]?\s*(?P<span>{span})?\s*(?:{span}\s*)?",
        "road_from": rf"(?<!\w){span}\s+$",
        "road_join": rf"\s*{join}\s+(?:{join}\s+)?",
    }
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in patterns.items()}


def _fighting(words: dict[str, list[str]]) -> Fighting:
    """What tells of the ground and of the air, and what takes a settlement for its object."""
    kinds = "|".join(f"(?P<{kind}>{_any(words[kind])})" for kind in ("ground", "attack", "air"))
    taken = words["taken"]
    return Fighting(
        told=re.compile(rf"(?<!\w)(?:{kinds})(?!\w)", re.IGNORECASE),
        before=re.compile(rf"(?<!\w){_group(taken)}\s+[«\"“„]?$", re.IGNORECASE),
        last=_Words(phrase.split()[-1] for phrase in taken),
    )


def _governing(words: dict[str, Any]) -> Governing:
    """What stands before, or shows behind an article, the name of a river."""
    phrases, into, plain = words["before"], words.get("into", ()), words.get("plain", ())
    return Governing(
        last=_Words(phrase.split()[-1] for phrase in (*phrases, *into)),
        before=re.compile(rf"(?<!\w){_group(phrases)}\s+$", re.IGNORECASE),
        into=re.compile(rf"(?<!\w){_group(into)}\s+$", re.IGNORECASE),
        locative=tuple(words.get("locative", ())),
        cases={word: tuple(endings) for word, endings in words.get("case", {}).items()},
        plain=re.compile(rf"\s*(?:[,.;:)—–]|$)|\s+{_group(plain)}(?!\w)"),
    )


def _vocabulary(words: dict[str, Any]) -> set[str]:
    phrases = [
        *words["attribute"],
        *words["bearing"],
        *words["side"],
        *words["numbers"],
        *words["filler"]["words"],
        *(each for group in words["relation"].values() for each in group),
        *(each for group in words["type_before"].values() for each in group),
        *(each for group in words["units"].values() for each in group),
    ]
    return {word for phrase in phrases for word in phrase.split()}


_METRES = {"km": 1.0, "mi": 1.609344, "m": 0.001}
_INSIDE = {
    "en": [
        ",",
        "in",
        ", in",
        "of",
        "in the",
        ", located in",
        "located in",
        ", both in",
        ", all in",
        "within",
        ", which is in",
        "—in",
        ", also in",
        "across",
        "from",
    ],
    "ru": [
        ",",
        "в",
        "во",
        ", в",
        "на",
        ", на",
        "из",
        ", что в",
        ", расположенн* в",
        ", находящ* в",
        "—",
        "- это",
    ],
    "uk": [",", "в", "у", ", в", ", у", "на", ", на", "із", "з", ", що в", ", що у", ", що на", "—"],
}
_SEVERAL = {
    "en": r"\(\s*(?:both|all|each)\b",
    "ru": r"\(\s*(?:оба|обе|все|всё)\b",
    "uk": r"\(\s*(?:обидва|обидві|усі|всі)\b",
}
