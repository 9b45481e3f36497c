"""Where sentences begin and end: running text, quotes, endnote markers, bullets, one-line items."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

import attrs

from conflictdata.text.tokens import NOTE

_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_STOP = re.compile(
    r"[.!?…][.!?…]{0,7}"
    r"[\"'”’»)\]]{0,4}"
    rf"(?:(?:\s?{NOTE}){{1,20}}|(?=\s|$))"
)
_BULLET = re.compile(
    r"(?:[\s\u2022\u2023\u25aa-\u25ff\u2605-\u27bf\u2b00-\u2bff\ufe0f\u200d*#>–—-]|[\U0001f000-\U0001faff])+"
)
_ITEM = re.compile(rf"{_BULLET.pattern}?[^\n.]{{0,60}}\d[^\n.]{{0,90}}[,;.]?\s*$", re.MULTILINE)
"""A line that counts something behind a bullet: "▫️ 12 – over Bryansk Oblast"."""
_ENDNOTE = re.compile(rf"\s*{NOTE}\s*(?:https?|hxxps?|www|t\.me|\S{{1,80}} dot )", re.IGNORECASE)
_WRAPPED = re.compile(r"[^\n]{39}[^\W_]\r?\n([^\W\d_])")
_SAYING = re.compile(r"[-–—]\s{0,2}[^\W\d_]+")
_NEAR = 1_200
"""Characters looked at, at the most, before and behind a line break for others of its kind."""
_OPENS = "\"'“„«(["
_LAST_WORD = re.compile(r"([^\W_]{1,20}(?:\.[^\W_]{1,10}){0,4})\.$")
MAX_CHARACTERS = 1_500
"""Longer ones are cut at a space: no sentence of the sources is, and work inside one grows faster than it."""


@attrs.frozen
class Sentence:
    """One sentence.

    Attributes:
        start, end: character offsets.
        paragraph: number of the paragraph (line) it stands in.
        closed: it ends with a full stop or the like; headings do not.
    """

    start: int
    end: int
    paragraph: int
    closed: bool


def sentences(text: str, abbreviations: Collection[str] = ()) -> Iterator[Sentence]:
    """Sentences of a text in order; endnote paragraphs (``[12] https://...``) are left out.

    A line break ends a sentence unless the line runs on: no closing mark, and the next line begins with a
    lower-case letter, or others near it do, so that the text is wrapped.
    """
    for number, (start, end) in enumerate(_paragraphs(text)):
        if _ENDNOTE.match(text, start, min(end, start + 120)):
            continue
        yield from _split(text, start, end, number, abbreviations)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    open_start = open_end = -1
    for found in _LINE.finditer(text):
        start, end = found.span()
        if open_start >= 0:
            if _runs_on(text, open_end, start):
                open_end = end
                continue
            yield open_start, open_end
        open_start, open_end = start, end
    if open_start >= 0:
        yield open_start, open_end


def _runs_on(text: str, end: int, start: int) -> bool:
    """Whether a line goes on with the one before: a wrapped line, an item of a list that a colon opened."""
    if _counts(text, end, start):
        return True
    if start - end > 2 or end - text.rfind("\n", 0, end) < 40:  # a wrapped line is a long one
        return False
    last = text[end - 1 : end]
    first = text[start : start + 1]
    if last == "," and _SAYING.match(text, start) and not _BULLET.match(text, text.rfind("\n", 0, end) + 1):
        return True  # "..., \n- said in the ministry's summary"
    if not (last.isalnum() or last in ",-–—’'"):
        return False
    return first.islower() or ((first.isalnum() or first in '"“«(') and _is_wrapped(text, end, start))


def _is_wrapped(text: str, end: int, start: int) -> bool:
    """Whether lines around break in the middle of sentences, as in text taken from a page of print."""
    low = max(text.rfind("\n\n", max(0, end - _NEAR), end), end - _NEAR, 0)
    blank = text.find("\n\n", start, start + _NEAR)
    breaks = _WRAPPED.finditer(text, low, blank if blank >= 0 else start + _NEAR)
    return any(found.group(1).islower() for found in breaks)


def _counts(text: str, end: int, start: int) -> bool:
    """Whether a line is an item of a list of counts: the line before ends in a colon, or is one of its items."""
    bullet = _BULLET.match(text, start)
    if bullet is None or not bullet.group().strip() or not _ITEM.match(text, start):
        return False
    before = text[max(0, text.rfind("\n", 0, end)) : end].rstrip()
    item = (
        before.endswith((",", ";"))
        and _BULLET.match(before.lstrip("\n"))
        and _ITEM.match(before.lstrip("\n"))
    )
    return before.endswith(":") or bool(item)


def _split(
    text: str, start: int, end: int, number: int, abbreviations: Collection[str]
) -> Iterator[Sentence]:
    begin = start
    for stop in _STOP.finditer(text, start, end):
        if not _ends_here(text, stop, begin, end, abbreviations):
            continue
        yield from _pieces(text, begin, stop.end(), number, closed=True)
        begin = stop.end()
    yield from _pieces(text, begin, end, number, closed=False)


def _pieces(text: str, start: int, end: int, number: int, *, closed: bool) -> Iterator[Sentence]:
    trimmed = _trim(text, start, end)
    while trimmed:
        start, end = trimmed
        if end - start <= MAX_CHARACTERS:
            yield Sentence(start, end, number, closed=closed or text[end - 1] in '.!?…"”»')
            return
        cut = (
            text.rfind(" ", start + MAX_CHARACTERS // 2, start + MAX_CHARACTERS) + 1 or start + MAX_CHARACTERS
        )
        piece = _trim(text, start, cut)
        if piece:
            yield Sentence(*piece, number, closed=False)
        trimmed = _trim(text, cut, end)


def _ends_here(text: str, stop: re.Match[str], begin: int, end: int, abbreviations: Collection[str]) -> bool:
    after = stop.end()
    while after < end and text[after].isspace():
        after += 1
    if after >= end:
        return True
    following = text[after]
    if following.islower():
        return False
    if not stop.group().startswith(".") or stop.group().startswith(".."):
        return True
    first = max(begin, stop.start() - 40)
    word = _LAST_WORD.search(text, max(first, text.rfind(" ", first, stop.start())), stop.start() + 1)
    if word is None or stop.end() - stop.start() > 1:
        return True
    last = word.group(1)
    if len(last) == 1 and last.isupper():  # an initial
        return False
    if last.lower() in abbreviations:
        return False
    return not ("." in last and last.replace(".", "").isalpha() and not following.isdigit() and len(last) <= 4
                and following not in _OPENS and last.isupper() and last not in ("U.S", "U.N"))  # fmt: skip


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    bullet = _BULLET.match(text, start, end)
    if bullet:
        start = bullet.end()
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if end > start else None
