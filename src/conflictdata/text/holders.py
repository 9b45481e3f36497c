"""Who holds an office or speaks for a body, by surname: "the mayor of Okhtyrka, Pavlo Kuzmenko ... Kuzmenko added"."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

from conflictdata.text.lexicon import Lexicon
from conflictdata.text.mentions import ActorMention, Memory, Named
from conflictdata.text.tokens import Tokens

_NAMES = 3
"""Capitalised words, at the most, of a person's name."""
_TITLE = 6
"""Words before a body among which a title says that somebody speaks for it."""
_STEM = 3
"""Letters at the least that the cases of a surname share."""


def note_holder(
    tokens: Tokens, start: int, id: str, places: Sequence[Named], lexicon: Lexicon, memory: Memory
) -> None:
    """Remember by surname whose full name stands at ``start``, behind a place or a rank."""
    title = lexicon.speakers["title"]
    while start < len(tokens):
        place = next((p for p in places if p.start == start), None)
        if place is not None:
            start = place.end
        elif not tokens.caps[start] and tokens.norms[start] in title:
            start += 1
        else:
            break
    end = start
    while end < min(len(tokens), start + _NAMES + 1) and _is_name(tokens, end):
        end += 1
    if 2 <= end - start <= _NAMES and not any(map(lexicon.side_of, tokens.norms[start:end])):
        surname = tokens.norms[end - 1]
        memory.holders.setdefault(surname[:_STEM], {})[surname] = id


def note_spokesmen(
    tokens: Tokens, mentions: Sequence[ActorMention], lexicon: Lexicon, memory: Memory
) -> None:
    """Remember who speaks for a body: "the spokesman of the Air Force, Yurii Ihnat"."""
    for body in mentions:
        if body.id and not (body.force or body.back):
            before = tokens.norms[max(0, body.start - _TITLE) : body.start]
            if lexicon.speakers["title"].any_of(before):
                note_holder(tokens, body.end, body.id, (), lexicon, memory)


def by_surname(tokens: Tokens, lexicon: Lexicon, memory: Memory) -> Iterator[ActorMention]:
    """Mentions of those who were named with their office before, by surname alone."""
    if not memory.holders:
        return
    for index, word in enumerate(tokens.norms):
        if tokens.caps[index] and (id := _holder(word, lexicon.grammar.name_case, memory)):
            yield ActorMention(index - (index > 0 and _is_name(tokens, index - 1)), index + 1, id)


def _holder(word: str, endings: tuple[str, ...], memory: Memory) -> str | None:
    alike = memory.holders.get(word[:_STEM], {})
    return alike.get(word) or next(
        (id for surname, id in alike.items() if _one_name(word, surname, endings)), None
    )


def _one_name(word: str, other: str, endings: tuple[str, ...]) -> bool:
    """Whether both are forms of one surname: the same stem, each with the ending of a case."""
    shared = len(os.path.commonprefix((word, other)))
    return any(word[n:] in endings and other[n:] in endings for n in range(_STEM, shared + 1))


def _is_name(tokens: Tokens, index: int) -> bool:
    word = tokens.norms[index]
    return tokens.caps[index] and len(word) > 1 and word.replace("-", "").replace("'", "").isalpha()
