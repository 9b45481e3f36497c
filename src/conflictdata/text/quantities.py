"""Counts in a sentence, and what they count."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence

import attrs

from conflictdata.model import Quantity
from conflictdata.text.lexicon import Lexicon
from conflictdata.text.tokens import Tokens

_NUMBER = re.compile(r"\d{1,3}(?:[ ,.\u00a0\u202f]?\d{3})*$|\d+(?:-[^\W\d]{1,3})?$")


def _figure(word: str, lexicon: Lexicon) -> str:
    """A figure without the ending of its case: «52» for «52-ма»."""
    figure, dash, ending = word.partition("-")
    return figure if dash and figure.isdecimal() and ending in lexicon.grammar.of_figure else word


def find_quantities(tokens: Tokens, start: int, end: int, lexicon: Lexicon) -> Iterator[tuple[int, Quantity]]:
    """Counts with what is counted, each with its token."""
    for index, counts in enumerate(map(lexicon.counting.__getitem__, tokens.norms[start:end]), start):
        if not counts:
            continue
        word = _figure(tokens.norms[index], lexicon)
        value = lexicon.numbers.get(word)
        if value is None:
            if not _NUMBER.match(word) or len(word) > 12:
                continue
            if lexicon.grammar.ordinal.any_of((word.partition("-")[2],)):
                continue  # which brigade, not how many: «штурмовики 132-й бригады»
            if index and tokens.norms[index - 1] == "/":
                continue  # part of a name: "27 Shahed-136/131 drones"
            value = int(re.sub(r"\D", "", word))
        if tokens.norms[index + 1 : index + 2] == ("%",):
            continue  # «60% міста»
        if _is_whole(tokens, index, lexicon) or _is_share(tokens, start, index, lexicon):
            continue
        if index and value < _ONES and _tens(tokens.norms[index - 1], lexicon):
            continue  # of "двадцать пять", told there
        ones = (
            lexicon.numbers.get(tokens.norms[index + 1], _ONES)
            if index + 1 < min(end, len(tokens))
            else _ONES
        )
        compound = ones < _ONES and _tens(word, lexicon)
        value += ones if compound else 0
        behind = index + (2 if compound else 1)
        times = lexicon.multiples.get(tokens.norms[behind]) if behind < min(end, len(tokens)) else None
        value *= times or 1
        unit_at = _unit(tokens, behind + (1 if times else 0), end, lexicon)
        if unit_at is None and (whole := _whole_behind(tokens, behind, lexicon)):
            unit_at = _unit(tokens, whole, max(end, whole + _UNIT), lexicon)  # "33 out of 37 drones"
        grown = lexicon.grammar.grows.any_of(tokens.norms[max(0, index - _GROWN) : index + _GROWN])
        if unit_at is None:
            unit_at = _people(tokens, index, grown, lexicon)
        if unit_at is None:
            continue
        unit, last = unit_at
        if unit in _LENGTHS and _bracketed(tokens, index):
            continue  # "(roughly 12 kilometers from the frontline)" locates a place
        before = tokens.norms[max(0, index - 3) : index]
        most = lexicon.grammar.at_most.any_of(before) and not grown
        yield index, Quantity(
            value=0 if most else value, maximum=value if most else None, unit=unit,
            approximate=lexicon.grammar.roughly.any_of(before),
            mention=" ".join(tokens.norms[index : max(index, last) + 1]),
        )  # fmt: skip


def _people(tokens: Tokens, index: int, grown: bool, lexicon: Lexicon) -> tuple[str, int] | None:
    """People whom a number counts without a noun behind it: «загинули двоє», «кількість загиблих зросла до 31»."""
    civilian = lexicon.classes.get("civilian")
    if civilian is None or tokens.norms[index].isascii() != tokens.norms[index].isdecimal():
        return None
    if tokens.norms[index] in civilian and not tokens.norms[index].isdecimal():
        return "civilian", index
    counted = tokens.norms[max(0, index - _GROWN - _UNIT) : index] if grown else ()
    return ("civilian", index) if any(lexicon.unit_of(w) == "civilian" for w in counted) else None


def _whole_behind(tokens: Tokens, index: int, lexicon: Lexicon) -> int:
    """Where the unit of "of 37", "out of 37" behind a number is looked for; 0 if no whole stands there."""
    for at in (index, index + 1):
        word = tokens.norms[at + 1] if at + 1 < len(tokens) else ""
        if lexicon.grammar.of_whole.any_of(tokens.norms[at : at + 1]) and (
            word.isdecimal() or word in lexicon.numbers
        ):
            return at + 2
    return 0


def _is_share(tokens: Tokens, start: int, index: int, lexicon: Lexicon) -> bool:
    """Whether it is a part of what was counted before: "49 drones, including 25 over Rostov Oblast"."""
    opens = next(
        (i for i in range(index - 1, start, -1) if tokens.norms[i] in lexicon.grammar.including), None
    )
    if opens is None or ";" in tokens.norms[opens:index]:
        return False
    return any(word.isdecimal() or word in lexicon.numbers for word in tokens.norms[start:opens])


def _is_whole(tokens: Tokens, index: int, lexicon: Lexicon) -> bool:
    """Whether it is what a part just named is of: "18 of the 23 drones", "18 out of 23"."""
    words = tokens.norms[max(0, index - 3) : index]
    part = max((i for i, word in enumerate(words) if word.isdecimal() or word in lexicon.numbers), default=-1)
    return part >= 0 and lexicon.grammar.of_whole.any_of(words[part + 1 :])


_GROWN = 4
"""Words, at the most, between a number and the verb that says that it has grown to it."""
_ONES, _MOST_TENS = 10, 100
_UNIT = 4
"""Words behind a number among which what it counts is named."""


def _tens(word: str, lexicon: Lexicon) -> bool:
    """Whether it is a number in words behind which its ones may stand."""
    value = lexicon.numbers.get(word, 0)
    return value % _ONES == 0 and _ONES < value <= _MOST_TENS


_PEOPLE = frozenset(("soldier", "civilian"))
_THINGS = frozenset(("aircraft", "vehicle", "tank", "drone", "missile"))

_NO_PEOPLE = frozenset(
    ("strike", "attack", "km", "km2", "drone", "missile", "bomb", "weapon", "target", "settlement", "bridge")
)


_STRIKES = frozenset(("air-drone-strike", "shelling"))
_LENGTHS = frozenset(("km", "km2"))
_BRACKETS = ("(", ")")
_DASHES = frozenset(("—", "–", "-"))
_OVER_LAND = frozenset(("advance", "capture", "clearing", "withdrawal", "movement", "presence"))
"""Kinds of which a length or an area is a measure; of a strike it is the distance to somewhere."""


def _bracketed(tokens: Tokens, index: int) -> bool:
    return next((word for word in reversed(tokens.norms[:index]) if word in _BRACKETS), ")") == "("


def counted_as(kind: str, quantity: Quantity) -> Quantity:
    """People among the losses of troops are soldiers."""
    troops = kind == "losses" and quantity.unit == "civilian"
    return attrs.evolve(quantity, unit="soldier") if troops else quantity


def counts(kind: str, quantity: Quantity) -> bool:
    """Whether it can be a count of the kind: of harm to civilians only people are one, and of a strike they are none."""
    if quantity.unit in _LENGTHS:
        return kind in _OVER_LAND
    if kind in _STRIKES:
        return quantity.unit != "civilian"
    return kind != "civilian-harm" or quantity.unit not in _NO_PEOPLE


def part_of_whole(
    tokens: Tokens, head: int, found: list[tuple[int, Quantity]], lexicon: Lexicon
) -> tuple[Quantity, ...]:
    """The counts of a happening; of "629 drones, of which 589 shot down" the part that stands bare beside its verb."""
    part = next((share for share in _of_them(tokens, head, found, lexicon)), None)
    if part is not None:
        return (part,)
    if len(found) == 1:
        (at, whole), least = found[0], found[0][1].maximum or found[0][1].value
        for index in (head + 1, head - 1, head - 2):
            word = tokens.norms[index] if at < head and at < index < len(tokens) else ""
            if index == at + 1 and _tens(tokens.norms[at], lexicon):
                continue  # «двадцять дві атаки відбито»: twenty-two
            value = int(word) if word.isdecimal() and len(word) < 6 else lexicon.numbers.get(word)
            if value is not None and value <= least:
                return (Quantity(value=value, unit=whole.unit, mention=word),)
    return tuple(quantity for _, quantity in found)


def _of_them(
    tokens: Tokens, head: int, found: list[tuple[int, Quantity]], lexicon: Lexicon
) -> Iterator[Quantity]:
    """The part of what was counted that "of them" names beside the verb: «47 шахедів, 40 з них збито»."""
    for index in range(max(1, head - 4), min(len(tokens) - 2, head + 2)):
        value = _number((tokens.norms[index],), lexicon)
        joined = lexicon.grammar.of_whole.any_of(tokens.norms[index + 1 : index + 2])
        if value is None or not joined or tokens.norms[index + 2] not in lexicon.grammar.them:
            continue
        whole = next((q for at, q in found if at < index and value <= (q.maximum or q.value)), None)
        if whole is not None:
            yield Quantity(value=value, unit=whole.unit, mention=tokens.norms[index])


def some_of(tokens: Tokens, head: int, before: list[Quantity], lexicon: Lexicon) -> tuple[Quantity, ...]:
    """ "96 of them": what was counted earlier in the sentence, or in the one before, says what they are."""
    for index in range(max(0, head - 6), min(len(tokens) - 2, head + 4)):
        word, points = tokens.norms[index], tokens.norms[index + 2]
        if tokens.norms[index + 1] not in lexicon.grammar.of or not (
            points in lexicon.anaphor or points in lexicon.grammar.definite
        ):
            continue
        value = int(word) if word.isdecimal() and len(word) < 6 else lexicon.numbers.get(word)
        if value is None:
            continue
        if counted := [q for _, q in find_quantities(tokens, 0, index, lexicon)] or before:
            return (Quantity(value=value, unit=counted[-1].unit, mention=word),)
    return ()


def share_of(
    tokens: Tokens, place: tuple[int, int], whole: Quantity, lexicon: Lexicon, dated: Container[int], *, bound: bool = True
) -> Quantity | None:  # fmt: skip
    """What of a counted whole belongs to the place that stands from one token to another: "40 drones: 18 over Saratov
    Oblast, ...", "over Kaluga Oblast - 7"; not ``bound`` where the count is no whole but the first place's own."""
    start, end = place
    dash, behind = tokens.norms[end : end + 1], tokens.norms[end + 1 : end + 2]
    if dash and dash[0] in _DASHES and (value := _number(behind, lexicon)) is not None:
        ends = tokens.norms[end + 2 : end + 3]
        if not ends or not ends[0].isalnum() or ends[0] in lexicon.grammar.and_:
            return Quantity(value=value, unit=whole.unit, mention=" ".join(tokens.norms[start : end + 2]))
    for index in range(start - 1, max(-1, start - 7), -1):
        word = tokens.norms[index]
        if (value := _number((word,), lexicon)) is not None:
            own = index not in dated and (not bound or value <= (whole.maximum or whole.value))
            said = " ".join(tokens.norms[index : start + 1])
            return Quantity(value=value, unit=whole.unit, mention=said) if own else None
        verb = bool(lexicon.grammar.instrumental) and word.endswith(lexicon.grammar.undergone)
        if not verb and word not in lexicon.grammar.shared_over and lexicon.unit_of(word) != whole.unit:
            return None
    return None


def each_of(
    tokens: Tokens, places: Sequence[tuple[int, int]], shares: Sequence[Quantity | None], lexicon: Lexicon
) -> list[Quantity | None]:
    """The shares of places, those of a list with what each of it got: «по 3 — над Брянской, Тульской и Орловской»."""
    given: list[Quantity | None] = []
    each = False
    for index, share in enumerate(shares):
        start = places[index][0]
        if share is not None:
            said = tokens.norms[max(0, start - 6) : start]
            number = next(
                (i for i in range(len(said) - 1, 0, -1) if _number(said[i:], lexicon) == share.value), 0
            )
            each = bool(number) and said[number - 1] in lexicon.grammar.each
        between = tokens.norms[places[index - 1][1] : start] if index else ()
        listed = bool(between) and all(
            word == "," or word in lexicon.grammar.and_ or word in lexicon.grammar.shared_over
            for word in between
        )
        given.append(given[-1] if share is None and each and listed else share)
    return given


def _number(words: Sequence[str], lexicon: Lexicon) -> int | None:
    """The number that the first of the words is."""
    word = words[0] if words else ""
    if lexicon.grammar.one.any_of((word,)):
        return 1
    return int(word) if word.isdecimal() and len(word) < 6 else lexicon.numbers.get(word)


def _unit(tokens: Tokens, start: int, end: int, lexicon: Lexicon) -> tuple[str, int] | None:
    for index in range(start, min(end, start + 4, len(tokens))):
        if tokens.norms[index] in (",", ".", ";", ":", ")") or tokens.norms[index] in lexicon.grammar.that:
            return None
        if tokens.norms[index] in lexicon.grammar.quarters:
            return None  # «по трьох районах Харкова вдарили дрони»
        if (unit := lexicon.unit_of(tokens.norms[index])) is not None:
            noun = (
                lexicon.unit_of(tokens.norms[index + 1])
                if unit in _PEOPLE and index + 1 < len(tokens)
                else None
            )
            return (noun, index + 1) if noun in _THINGS else (unit, index)  # «9 військових літаків»
    return None
