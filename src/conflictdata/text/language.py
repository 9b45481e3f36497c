"""Which of the three languages a text is in, from its letters and its commonest words."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 5_000
_UK_WORDS = frozenset(
    [
        "і",
        "та",
        "що",
        "на",
        "у",
        "в",
        "від",
        "за",
        "про",
        "не",
        "до",
        "з",
        "його",
        "як",
        "є",
        "були",
        "було",
        "було",
        "під",
        "час",
        "також",
        "ще",
        "це",
        "ворог",
    ]
)
_RU_WORDS = frozenset(
    [
        "и",
        "что",
        "на",
        "в",
        "от",
        "за",
        "о",
        "не",
        "до",
        "с",
        "его",
        "как",
        "был",
        "были",
        "было",
        "под",
        "во",
        "время",
        "также",
        "еще",
        "это",
        "по",
    ]
)


def detect(text: str) -> str:
    """``en``, ``uk`` or ``ru``; ``en`` where there is nothing to go by."""
    sample = text[:_SAMPLE].lower()
    cyrillic = sum("\u0400" <= char <= "\u04ff" for char in sample)
    latin = sum("a" <= char <= "z" for char in sample)
    if cyrillic <= latin // 2 or cyrillic == 0:
        return "en"
    ukrainian = 4 * sum(char in "іїєґ" for char in sample)
    russian = 4 * sum(char in "ыэъё" for char in sample)
    for word in _WORD.findall(sample):
        ukrainian += word in _UK_WORDS and word not in _RU_WORDS
        russian += word in _RU_WORDS and word not in _UK_WORDS
    return "uk" if ukrainian > russian else "ru"
