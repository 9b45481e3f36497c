"""Military units by their numbers: "the Third Assault Brigade", "65-й бригады", and whose they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from conflictdata._romanise import romanised_id
from conflictdata.sources import known_units
from conflictdata.text.attribution import CLOSING, OPENING
from conflictdata.text.grammar import MARKS
from conflictdata.text.lexicon import Lexicon, Value
from conflictdata.text.mentions import ActorMention, Memory, opposite, side_of_id, slug
from conflictdata.text.patterns import Match
from conflictdata.text.tokens import Tokens

_UKRAINIAN = ("airmobile", "jaeger", "territorial-defense")
"""Branches that only Ukraine's forces have."""
_NUMBER = re.compile(r"(\d{1,3})(?:[a-z]{2}|-?[^\W\d_a-z]{1,3})?$")


def units_in(tokens: Tokens, lexicon: Lexicon, memory: Memory) -> Iterator[ActorMention]:
    """Units named in a sentence; remembers them by echelon."""
    if not lexicon.echelon_words.any_of(tokens.norms):
        return
    numbered = list(_numbered_units(tokens, lexicon, memory))
    yield from numbered
    taken = {index for unit in numbered for index in range(unit.start, unit.end)}
    yield from _quoted_units(tokens, taken, lexicon, memory)


def _numbered_units(tokens: Tokens, lexicon: Lexicon, memory: Memory) -> Iterator[ActorMention]:
    """Units named by their number."""
    side: str | None = None
    end = 0
    for index, word in enumerate(tokens.norms):
        if not (word[:1].isdigit() or (word in lexicon.ordinals and tokens.caps[index])) or index < end:
            continue
        number = _unit_number(tokens, index, lexicon)
        unit = _unit(tokens, index + 1, number, lexicon) if number else None
        if unit is None:
            continue
        end, name, echelon = unit
        side = _unit_side(tokens, index, end, name, lexicon, memory, side)
        if side == "ua":
            name = known_units().get(name, name)
        id = f"{side}:{name}" if side else name
        memory.units[echelon] = id
        start = index
        while start > 0 and (
            lexicon.side_of(tokens.norms[start - 1]) or tokens.norms[start - 1] in lexicon.grammar.the
        ):
            start -= 1
        while end < len(tokens) and lexicon.side_of(tokens.norms[end]):
            end += 1  # "65-й бригады ВСУ"
        yield ActorMention(start, end, id)


def _quoted_units(
    tokens: Tokens, taken: set[int], lexicon: Lexicon, memory: Memory
) -> Iterator[ActorMention]:
    """Units called by a name alone: «бригада «Рубіж»»; only where the language tells whose they are."""
    side = opposite(lexicon.enemy_side)
    if side is None:
        return
    for index, word in enumerate(tokens.norms[:-3]):
        if word not in lexicon.echelons or index in taken or tokens.norms[index + 1] not in OPENING:
            continue
        end = next(
            (i for i in range(index + 2, min(len(tokens), index + 6)) if tokens.norms[i] in CLOSING), 0
        )
        if end > index + 2 and tokens.caps[index + 2]:
            name = slug(romanised_id(" ".join(tokens.norms[index + 2 : end])))
            side = lexicon.side_of(tokens.norms[index - 1]) or side if index else side
            id = f"{side}:{name}-{lexicon.echelons[word]}"
            memory.units[lexicon.echelons[word].rsplit("-", 1)[-1]] = id
            yield ActorMention(index, end + 1, id)


def _unit_number(tokens: Tokens, index: int, lexicon: Lexicon) -> str | None:
    """The number at a token, in figures or as a capitalised ordinal ("the Third Assault Brigade")."""
    word = tokens.norms[index]
    if word[:1].isdigit():
        found = _NUMBER.match(word)
        return found.group(1) if found else None
    return str(lexicon.ordinals[word]) if word in lexicon.ordinals and tokens.caps[index] else None


def _unit(tokens: Tokens, index: int, number: str, lexicon: Lexicon) -> tuple[int, str, str] | None:
    """End token, id without side and echelon of the unit whose number stands before ``index``."""
    branch: list[str] = []
    while index < len(tokens) and (
        tokens.norms[index] == "-" or tokens.norms[index] in lexicon.grammar.ordinal
    ):
        index += 1
    for here in range(index, min(len(tokens), index + 7)):
        word = tokens.norms[here].removesuffix("'s")
        if word in lexicon.echelons:
            echelon = lexicon.echelons[word]
            if here + 1 < len(tokens) and tokens.norms[here + 1] in lexicon.echelons:
                branch.append(echelon)
                continue
            name = "-".join([number, *branch, echelon])
            return here + 1, name, echelon.rsplit("-", 1)[-1]
        if word in lexicon.unit_skip or _honours(tokens, here):
            continue
        stem = lexicon.branch_of(word)
        if stem is None:
            return None
        if lexicon.branches[stem] and lexicon.branches[stem] not in branch:
            branch.append(lexicon.branches[stem])
    return None


def _honours(tokens: Tokens, index: int) -> bool:
    """Whether a word is a title of honour in a unit's name: «128-ї гірсько-штурмової Закарпатської бригади»."""
    return (
        index > 1 and tokens.caps[index] and not tokens.norms[index].isascii() and not tokens.caps[index - 1]
    )


def _unit_side(
    tokens: Tokens, start: int, end: int, name: str, lexicon: Lexicon, memory: Memory, before: str | None
) -> str | None:
    behind = next((i for i in range(end, len(tokens)) if tokens.norms[i] in MARKS), len(tokens))
    inside = range(start + 1, end)  # "2nd Russian Tank Battalion"
    for index in (*inside, *range(start - 1, max(-1, start - 4), -1), *range(end, min(behind, end + 1))):
        if side := lexicon.side_of(tokens.norms[index]):
            return side
    if name in known_units().values() or name in known_units():
        return "ua"
    if any(branch in name for branch in _UKRAINIAN):
        return "ua"
    for index in range(end + 1, min(behind, end + 3)):
        if side := lexicon.side_of(tokens.norms[index]):
            return side
    for known in memory.units.values():
        if known.split(":", 1)[-1] == name:
            return side_of_id(known)
    if (
        "motorized-rifle" in name
        or "combined-arms" in name
        or "vdv" in name
        or "rifle" in name
        or "naval" in name
    ):
        return "ru"  # Ukraine's army has no motorised rifle units, its marine brigades are listed
    return before or memory.source.side or "ua"


def echelons(tokens: Tokens, match: Match[Value], lexicon: Lexicon) -> Iterator[str]:
    """The echelons that "the brigade" or "the unit" can mean."""
    for index in range(match.start, match.end):
        word = tokens.norms[index].removesuffix("'s")
        if word in lexicon.grammar.unit:
            yield from ("regiment", "brigade", "battalion", "division", "corps")
        elif word in lexicon.echelons:
            yield lexicon.echelons[word]
