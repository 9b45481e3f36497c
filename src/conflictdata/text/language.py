"""Which of the three languages a text is in, from its letters and its commonest words."""

from __future__ import annotations

import functools
import re
import tomllib
from importlib import resources

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 5_000
_LETTER = 4
"""So many words is a letter worth that only one language has."""


def detect(text: str, usual: str | None = None) -> str:
    """``en``, ``uk`` or ``ru``; ``en`` where there is nothing to go by, ``usual`` (else ``ru``) between those in Cyrillic."""
    sample = text[:_SAMPLE].lower()
    cyrillic = sum("\u0400" <= char <= "\u04ff" for char in sample)
    latin = sum("a" <= char <= "z" for char in sample)
    if cyrillic <= latin // 2 or cyrillic == 0:
        return "en"
    found = {
        lang: _LETTER * sum(map(sample.count, letters)) + sum(map(words.__contains__, _WORD.findall(sample)))
        for lang, (letters, words) in _marks().items()
    }
    if found["uk"] == found["ru"] and usual in found:
        return str(usual)
    return "uk" if found["uk"] > found["ru"] else "ru"


@functools.cache
def _marks() -> dict[str, tuple[str, frozenset[str]]]:
    path = resources.files("conflictdata.text").joinpath("lexicons/languages.toml")
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    return {lang: (marks["letters"], frozenset(marks["words"])) for lang, marks in raw.items()}
