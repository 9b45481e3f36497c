"""Words of a text with their positions."""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections.abc import Container

import attrs

from conflictdata._remembered import Remembered

_TOKEN = re.compile(
    r"\d(?<!\d\d)\d?:[0-5]\d(?![\d:])|\d(?<!\d\d)\d{0,2}(?:[ ,.\u00a0\u202f]\d{3})+(?![\d\w])|\d(?<!\w\w)\d{0,3}(?=(?:sq|km)\b)|[A-Z](?<!\w\w)\.[A-Z]\.|[^\W_]+(?:['’ʼ`´‐‑-][^\W_]+)*|[^\w\s]"
)
_NOTED = r"\s?(?:\d{1,4}|[ivxlc]{1,9})\s?\]"
NOTE = rf"\[{_NOTED}"
"""The mark of an endnote, counted in figures or in small Roman numerals."""

_INVISIBLE = "\u200b|\u200c|\u200d|\u200e|\u200f|\u2060|\ufeff|\ufe0f"
_BULLETS = "[\u2022\u2023\u25aa-\u25ff\U0001f300-\U0001faff]"
_SKIPPED = re.compile(rf"https?://\S+|www\.\S+|\[(?<![a-z]\[){_NOTED}|{_INVISIBLE}|{_BULLETS}")
"""What is in the text but no part of its sentences: links, endnote markers, invisible characters, bullets. Each alternative
begins with a character of its own, for which a text is searched quickly."""

_START, _END, _WORD = re.Match.start, re.Match.end, re.Match.group
_FOLD = str.maketrans(
    {"ё": "е", "’": "'", "ʼ": "'", "`": "'", "´": "'", "‐": "-", "‑": "-", "−": "–", "\u0301": None}
)


@functools.lru_cache(maxsize=1 << 15)
def fold(word: str) -> str:
    """A word as the lexicons write it: lower case, plain apostrophes and hyphens, е for ё."""
    return word.lower().translate(_FOLD)


def _read(word: str) -> tuple[str, bool]:
    """A word folded, and whether it begins with a capital letter."""
    if len(word) == 4 and word[-1] == ".":
        word = word[:-1]  # "U.N."
    return fold(word), word[0].isupper()


_WORDS = Remembered(_read)


@attrs.frozen
class Tokens:
    """The words and marks of a stretch of text, as parallel tuples.

    Attributes:
        starts, ends: character offsets in the whole text.
        norms: folded words.
        caps: whether the word begins with a capital letter.
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    norms: tuple[str, ...]
    caps: tuple[bool, ...]

    def __len__(self) -> int:
        return len(self.norms)

    def at(self, char: int) -> int:
        """Index of the first token that ends after ``char``."""
        return bisect_right(self.ends, char)


def tokenize(text: str, start: int = 0, end: int | None = None) -> Tokens:
    """Tokens of ``text[start:end]``; linear in its length."""
    end = len(text) if end is None else end
    found: list[re.Match[str]] = []
    for skipped in _SKIPPED.finditer(text, start, end):
        found += _TOKEN.finditer(text, start, skipped.start())
        start = skipped.end()
    found += _TOKEN.finditer(text, start, end)
    if not found:
        return Tokens((), (), (), ())
    starts, ends = tuple(map(_START, found)), tuple(map(_END, found))
    norms, caps = zip(*map(_WORDS.__getitem__, map(_WORD, found)), strict=True)
    return Tokens(starts, ends, norms, caps)


def months_told(tokens: Tokens, text: str, either: Container[str]) -> Tokens:
    """The tokens with "-month" at words that name a month or mean something else (``either``), where they name one: beside
    a number, or capitalised within a sentence ("on 1 May", "since last May", but "troops may")."""
    norms = list(tokens.norms)
    for index, word in enumerate(tokens.norms):
        if word in either:
            beside = (*tokens.norms[max(0, index - 1) : index], *tokens.norms[index + 1 : index + 2])
            named = index > 0 and tokens.caps[index] and text[tokens.ends[index] - 1].islower()
            if named or any(near[0].isdigit() for near in beside):
                norms[index] = f"{word}-month"
    return attrs.evolve(tokens, norms=tuple(norms))
