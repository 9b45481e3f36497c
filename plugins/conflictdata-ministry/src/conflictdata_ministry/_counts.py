"""Counts in a statement: how many of what, and how many over which region."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from conflictdata.model import Quantity
from conflictdata_ministry._lexicon import Forms

_REACH = 45
"""Characters between a number and what it counts: "98 ударных и разведывательных беспилотных ..."."""


@attrs.frozen
class Number:
    """A number and where it stands."""

    start: int
    end: int
    value: int


def numbers(text: str, forms: Forms, start: int = 0, end: int | None = None) -> Iterator[Number]:
    """Numbers in a stretch of text, days of a month left out."""
    tens: Number | None = None
    for found in forms.number.finditer(text, start, len(text) if end is None else end):
        if forms.patterns["date_after"].match(text, found.end()):
            continue
        start = found.start()
        if found["word"]:
            value = forms.numbers[re.sub("[’ʼ]", "'", found["word"].lower())]
            if tens is not None and value < 10 and text[tens.end : start].isspace():  # "twenty" "one"
                start, value = tens.start, tens.value + value
            tens = None
            if value >= 20 and value % 10 == 0 and forms.patterns["ones"].match(text, found.end()):
                tens = Number(start, found.end(), value)
                continue
        else:
            value = int(re.sub(r"\D", "", found["digits"]))
            if found.end() > found.end("digits"):  # "64 тысячи 112"
                value = value * 1000 + int(found["rest"] or 0)
        yield Number(start, found.end(), value)


def quantities(text: str, forms: Forms, start: int, end: int) -> tuple[Quantity, ...]:
    """Everything counted in a stretch of text, in its order.

    A thing in a list without a number ("танк, три машины") counts once.
    """
    found: list[tuple[int, Quantity]] = []
    taken: list[tuple[int, int]] = []
    listed = list(numbers(text, forms, start, end))
    for index, number in enumerate(listed):
        limit = min(end, number.end + _REACH, listed[index + 1].start if index + 1 < len(listed) else end)
        thing = _first_unit(text, forms, number.end, limit)
        if thing is None:
            continue
        unit, _, ends = thing
        before = text[max(start, number.start - 14) : number.start]
        most = forms.patterns["most"].search(before) is not None
        taken.append((number.start, ends))
        found.append((number.start, Quantity(
            value=0 if most else number.value, maximum=number.value if most else None, unit=unit,
            approximate=forms.patterns["about"].search(before) is not None, mention=text[number.start:_word_end(text, ends, end)],
        )))  # fmt: skip
    found += _single(text, forms, start, end, taken) if found else []
    return tuple(quantity for _, quantity in sorted(found, key=lambda each: each[0]))


def _first_unit(text: str, forms: Forms, start: int, end: int) -> tuple[str, int, int] | None:
    """The first thing counted in a stretch, of those that begin together the longest."""
    stop = re.compile(r"[;:.]").search(text, start, end)
    end = stop.start() if stop else end
    comma = text.find(",", start, end)
    end = comma if comma >= 0 else end
    best: tuple[str, int, int] | None = None
    for unit, pattern in forms.units:
        found = pattern.search(text, start, min(len(text), end + 30))
        if found is None or found.start() >= end:
            continue
        if best is None or (found.start(), -found.end()) < (best[1], -best[2]):
            best = unit, found.start(), found.end()
    return best


def _single(
    text: str, forms: Forms, start: int, end: int, taken: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, Quantity]]:
    """Things of a list that stand without a number, in the singular: ", танк,"."""
    for piece in forms.patterns["listed"].finditer(text[start:end]):
        begins, ends = start + piece.start(1), start + piece.end(1)
        if any(low < ends and begins < high for low, high in taken):
            continue
        for unit, pattern in forms.units:
            if unit not in ("soldier", "settlement", "attack") and pattern.match(text, begins):
                yield begins, Quantity(value=1, unit=unit, mention=text[begins:ends])
                break


def _word_end(text: str, index: int, limit: int) -> int:
    while index < limit and (text[index].isalnum() or text[index] in "'’ʼ-"):
        index += 1
    return index


def by_place(
    text: str, forms: Forms, start: int, end: int, spans: Iterable[tuple[int, int]]
) -> dict[tuple[int, int], int]:
    """How many over which place: "20 – над территорией А, по три – над территориями Б и В", or "над А – 20".

    Args:
        spans: of the places in the stretch, in its order.
    """
    places = sorted(spans)
    if not places:
        return {}
    found: dict[tuple[int, int], int] = {}
    behind = {
        place: _behind(text, forms, place[1], _next(places, index, end)) for index, place in enumerate(places)
    }
    colon = text.find(":", start, places[0][0])
    if (
        list(numbers(text, forms, colon + 1 if colon >= 0 else start, places[0][0])) == []
        and behind[places[0]] is not None
    ):
        return _mixed(text, forms, places, behind)
    at, shared = (colon + 1 if colon >= 0 else start), None
    for place in places:
        before = list(numbers(text, forms, at, place[0]))
        if before:
            number = before[-1]
            found[place] = number.value
            per = forms.patterns["each"].search(text[max(at, number.start - 6) : number.end])
            shared = number.value if per else None
        elif shared is not None:
            found[place] = shared
        elif places.index(place) and (previous := places[places.index(place) - 1]) in found:
            # one count for both together says nothing of each
            found = {
                key: value
                for key, value in found.items()
                if key != previous or not forms.patterns["joins"].fullmatch(text[previous[1] : place[0]])
            }
        at = place[1]
    return found


def _mixed(
    text: str, forms: Forms, places: Sequence[tuple[int, int]], behind: Mapping[tuple[int, int], int | None]
) -> dict[tuple[int, int], int]:
    """Counts that stand behind their places; a last one may stand before ("and two – over the sea")."""
    found: dict[tuple[int, int], int] = {}
    for index, place in enumerate(places):
        value = behind[place]
        if value is None and index:
            before = list(numbers(text, forms, places[index - 1][1], place[0]))
            lead = text[before[-1].end : place[0]].lstrip()[:1] if before else ""
            value = before[-1].value if lead in ("–", "—", "-") and lead else None
        if value is not None:
            found[place] = value
    return found


def _next(places: Sequence[tuple[int, int]], index: int, end: int) -> int:
    return places[index + 1][0] if index + 1 < len(places) else end


def _behind(text: str, forms: Forms, start: int, end: int) -> int | None:
    found = re.compile(r"\s*(?:\([^)]*\)\s*)?[–—:-]\s*").match(text, start, end)
    if found is None:
        return None
    number = next(numbers(text, forms, found.end(), end), None)
    return number.value if number and number.start == found.end() else None
