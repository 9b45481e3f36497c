"""Which names stand where something is fought over on the ground: "captured X", «бои за Y», «Z звільнено».

Such a place lies at the front of the day, whatever larger town bears its name; a drone or a missile reaches any.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container

import attrs

from conflictdata.places._span import Span

_SENTENCE_END = re.compile(r"[.!?](?=\s+[^\W\d_a-zа-яіїєґ]|\s*$)|\n")
_REACH = 400
"""Characters from the word of a fight to the last name of the list that it governs."""
_BEHIND = 60
"""Characters from a name to the verb behind it: «Z повністю звільнено»."""


@attrs.frozen
class Fighting:
    """The words of a language that tell of the ground, in one pattern with those of the air.

    Attributes:
        told: matches all of them; the group says what they tell.
        before: matches right before a name that is taken or fought for, so that it is a place though it is a word.
        last: the last words of those.
    """

    told: re.Pattern[str]
    before: re.Pattern[str]
    last: Container[str]


@attrs.frozen
class _Word:
    start: int
    kind: str


def mark_fought(text: str, spans: list[Span], words: re.Pattern[str]) -> None:
    """Note of each span whether its sentence says that the ground there is fought over."""
    if not spans:
        return
    found = [_Word(each.start(), each.lastgroup or "") for each in words.finditer(text)]
    if not found:
        return
    starts = [each.start for each in found]
    ends = [each.end() for each in _SENTENCE_END.finditer(text)]
    for span in spans:
        sentence = bisect_left(ends, span.start)
        low = ends[sentence - 1] if sentence else 0
        high = ends[sentence] if sentence < len(ends) else len(text)
        told = found[bisect_left(starts, low) : bisect_left(starts, high)]
        near = span.own_relation and all(each.kind != "air" for each in told)
        before = [each for each in told if span.start - _REACH < each.start < span.start]
        behind = [each for each in told if span.end <= each.start < span.end + _BEHIND]
        span.fought = _on_ground(before[-1:], near) or (not before and _on_ground(behind[:1], near))


def _on_ground(words: list[_Word], near: bool) -> bool:
    """Whether a word tells of the ground; one of any attack does near a place, where the sentence has none of the air."""
    return any(each.kind == "ground" or (each.kind == "attack" and near) for each in words)
