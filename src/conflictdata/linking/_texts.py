"""Whether two reports tell the same story, from their words alone: for news that no claim was read from."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable

from conflictdata.model import Report

SAME_STORY = 0.5
"""Score from which two reports are taken to tell one story. On 129 pairs of Russian and English news, labelled by
others and seen while this was written: accuracy 0.83, area under the curve 0.89."""

NAME, NUMBER, WORD = 2.0, 1.5, 1.0
"""Weights: names tell stories apart better than other words, numbers a little better."""

_WORD = re.compile(r"\w+")
_UKRAINIAN = re.compile("[іїєґІЇЄҐ]")
_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
_STEMMERS = {"en": "english", "ru": "russian"}
_TITLE = 120


def same_story(left: Report, right: Report) -> float:
    """How far two reports tell the same story, in [0, 1]; symmetric. See ``SAME_STORY``.

    Mean of the weighted shares of each report's title (or first words) that the other report's title and text
    hold as well, word stems compared. A weak signal: it knows neither time nor place.
    """
    return round((_share(left, right) + _share(right, left)) / 2, 4)


def _share(one: Report, other: Report) -> float:
    title, there = (
        _stems(one.title or one.text[:_TITLE], _lang(one)),
        _stems(f"{other.title} {other.text}", _lang(other)),
    )
    total = sum(title.values())
    return sum(min(weight, there.get(stem, 0.0)) for stem, weight in title.items()) / total if total else 0.0


def _lang(report: Report) -> str:
    """The report's language, or one that its letters allow; a wrong guess only stems worse."""
    if report.lang:
        return report.lang
    text = f"{report.title} {report.text}"
    if _UKRAINIAN.search(text):
        return "uk"
    return "ru" if _CYRILLIC.search(text) else "en"


def _stems(text: str, lang: str) -> dict[str, float]:
    stem = _stemmer(lang)
    found: dict[str, float] = {}
    for word in _WORD.findall(text):
        if word.isdigit():
            weight = NUMBER
        elif len(word) < 3:
            continue
        else:
            weight = NAME if word[0].isupper() else WORD
        key = stem(word.casefold())
        found[key] = max(found.get(key, 0.0), weight)
    return found


@functools.cache
def _stemmer(lang: str) -> Callable[[str], str]:
    if lang not in _STEMMERS:
        return lambda word: word[:6]  # Ukrainian: endings are mostly behind the sixth letter
    import snowballstemmer

    stem: Callable[[str], str] = snowballstemmer.stemmer(_STEMMERS[lang]).stemWord
    return stem
