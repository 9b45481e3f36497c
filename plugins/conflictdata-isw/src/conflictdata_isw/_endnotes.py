"""Endnotes of an assessment: splitting them, mending their addresses, tying them to sentences."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter

import attrs

MARKER = re.compile(r"\[\s?(\d{1,4})\s?\]")
"""An endnote marker as it stands in the text of a report: ``[12]``."""

_ANY_MARKER = re.compile(r"\[\s?(\d{1,4}|[ivxlcdm]{1,9})\s?\]", re.IGNORECASE)
_DOT = re.compile(r"(?<=[\w-])\s*[(\[]?\s*\bdot\b\s*[)\]]?\s*(?=\w)", re.IGNORECASE)
_SCHEME = re.compile(r"(?:\bh?t?tps?|\bhxxps?)\s*:\s*/\s*/\s*", re.IGNORECASE)
_BETWEEN = re.compile(
    r"\s*;\s*|,?\s+(?=(?:h?ttps?|hxxps?)\s*:\s*/)|,(?=\s*(?:h?ttps?|hxxps?)\s*:\s*/)", re.IGNORECASE
)
_BARE = re.compile(r"^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,12}/\S+$", re.IGNORECASE)
_JOINS_LEFT = tuple("./-_=&?%#:+~")
_JOINS_RIGHT = tuple("/-_=&?%#+~.")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_AFTER = attrgetter("after")
_TAIL = re.compile(r"[\s.,;:!?)\]”’\"']*")


def number(marker: str) -> int:
    """The number of a marker, Arabic or Roman."""
    if marker.isdigit():
        return int(marker)
    values = [_ROMAN[letter] for letter in marker.lower()]
    following = [*values[1:], 0]
    return sum(-a if a < b else a for a, b in zip(values, following, strict=True))


def arabic(text: str) -> str:
    """Text with Roman endnote markers (``[xv]``, used in spring 2022) written as Arabic ones."""
    return _ANY_MARKER.sub(lambda found: f"[{number(found.group(1))}]", text)


def split(paragraphs: Iterable[str]) -> dict[int, str]:
    """The endnotes in paragraphs that may hold several each; a paragraph without a number goes on the last.

    A bracketed number inside an address is no endnote: a new one begins a line, or follows the one before.
    """
    notes: dict[int, list[str]] = {}
    last = 0
    for paragraph in paragraphs:
        position = 0
        for found in _ANY_MARKER.finditer(paragraph):
            new = number(found.group(1))
            begins = not paragraph[: found.start()].strip() or paragraph[: found.start()].endswith("\n")
            if not begins and not last < new <= last + 3:
                continue
            notes.setdefault(last, []).append(paragraph[position : found.start()])
            position, last = found.end(), new
        notes.setdefault(last, []).append(paragraph[position:])
    notes.pop(0, None)
    return {key: " ".join(" ".join(parts).split()) for key, parts in notes.items()}


def addresses(note: str) -> tuple[str, ...]:
    """The addresses in an endnote: dots restored, broken schemes mended, blanks inside them closed."""
    text = _SCHEME.sub(lambda found: "https://" if "s" in found.group().lower() else "http://", note)
    text = _DOT.sub(".", text)
    found = (_address(part) for part in _BETWEEN.split(text))
    return tuple(dict.fromkeys(url for url in found if url))


def _address(part: str) -> str | None:
    start = re.search(r"https?://", part)
    words = (part[start.start() :] if start else part).split()
    if not words:
        return None
    url = words[0]
    for word in words[1:]:
        host_only = "/" not in url.partition("://")[2] and "." not in url.partition("://")[2]
        if not (host_only or url.endswith(_JOINS_LEFT) or word.startswith(_JOINS_RIGHT)):
            break
        url += word
    url = url.rstrip(".,;)]")
    if start:
        return url if len(url.partition("://")[2]) > 3 else None
    return f"https://{url}" if _BARE.match(url) else None


@attrs.frozen
class Support:
    """One endnote marker in a text.

    Attributes:
        note: its number.
        start: offset of its bracket.
        after: end of the words it supports: what stands before it and the markers beside it.
    """

    note: int
    start: int
    after: int


def markers(text: str, notes: Mapping[int, object]) -> Iterator[Support]:
    """The markers of ``notes`` in a text, in order."""
    after = 0
    last_end = -1
    for found in MARKER.finditer(text):
        note = int(found.group(1))
        if note not in notes:
            continue
        if not (last_end >= 0 and not text[last_end : found.start()].strip(" \u00a0.,;")):
            after = found.start()
            while after and text[after - 1].isspace():
                after -= 1
        last_end = found.end()
        yield Support(note, found.start(), after)


def supporting(supports: Sequence[Support], span: tuple[int, int], text: str) -> Iterator[int]:
    """Numbers of the endnotes that support a span of the text: within it, or right behind its end.

    ``supports`` are in the order of the text.
    """
    seen: set[int] = set()
    for index in range(bisect_right(supports, span[0], key=_AFTER), len(supports)):
        support = supports[index]
        if support.after > span[1] and not _TAIL.fullmatch(text, span[1], support.after):
            return
        if support.note not in seen:
            seen.add(support.note)
            yield support.note
