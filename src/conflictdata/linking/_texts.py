"""Whether two reports tell the same story, from their words alone: for news that no claim was read from."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable

from conflictdata.model import Report

SAME_STORY = 0.45
"""Score from which two reports are taken to tell one story; see ``same_story`` for how good that is."""

NAME, FIRST, NUMBER, WORD = 2.0, 1.5, 1.5, 1.0
"""Weights: names (capitals within a sentence) tell stories apart better than other words, capitals at its
beginning and numbers a little better."""

USUAL, DOUBT = 0.2, 2.0
"""The share of names expected of any two reports, and the number of names that it weighs as much as."""

_WORD = re.compile(r"\w+")
_OPENS = frozenset('.!?:"«“„\n')
_UKRAINIAN = re.compile("[іїєґІЇЄҐ]")
_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
_STEMMERS = {"en": "english", "ru": "russian"}
_TITLE = 120


def same_event(left: Report, right: Report, *, least: float = SAME_STORY) -> bool:
    """Whether two reports tell the same event, judged by their words alone; symmetric.

    For reports from which claims were read, link the claims instead: they know time and place.

    Args:
        least: ``same_story`` from which they do.
    """
    return same_story(left, right) >= least


def same_story(left: Report, right: Report) -> float:
    """How far two reports tell the same story, in [0, 1]; symmetric.

    The mean of two shares, word stems compared: of each report's title (or first words) the weighted part that the
    other's title and text hold as well, and of the names of the one that has fewer the part that the other has.

    On 129 labelled pairs of Russian and English news of 2019 and 2020 (Telegram's clustering contest; seen while
    this was written): area under the curve 0.91, accuracy 0.88 with the threshold chosen on the other nine tenths
    (cosine of TF-IDF: 0.83 and 0.75). ``tests/eval/linking_eval.py`` measures both.
    """
    return round((_titles(left, right) + _names(left, right)) / 2, 4)


def _titles(left: Report, right: Report) -> float:
    return (_share(left, right) + _share(right, left)) / 2


def _share(one: Report, other: Report) -> float:
    title = _stems(one.title or one.text[:_TITLE], _lang(one))
    there = _stems(f"{other.title}\n{other.text}", _lang(other))
    total = sum(title.values())
    return sum(weight for stem, weight in title.items() if stem in there) / total if total else 0.0


def _names(left: Report, right: Report) -> float:
    """The part of the names of the one that has fewer which the other has; few names say little."""
    here, there = (
        {stem for stem, weight in _stems(f"{each.title}\n{each.text}", _lang(each)).items() if weight == NAME}
        for each in (left, right)
    )
    return (len(here & there) + USUAL * DOUBT) / (min(len(here), len(there)) + DOUBT)


def _lang(report: Report) -> str:
    """The report's language, or one that its letters allow; a wrong guess only stems worse."""
    if report.lang:
        return report.lang
    text = f"{report.title} {report.text}"
    if _UKRAINIAN.search(text):
        return "uk"
    return "ru" if _CYRILLIC.search(text) else "en"


def _stems(text: str, lang: str) -> dict[str, float]:
    """Weight of each stem; what is a name anywhere is a name."""
    stem = _stemmer(lang)
    found: dict[str, float] = {}
    for match in _WORD.finditer(text):
        word = match.group()
        if word.isdigit():
            weight = NUMBER
        elif len(word) < 3:
            continue
        elif word[0].isupper():
            before = text[: match.start()].rstrip(" ")[-1:]
            weight = FIRST if not before or before in _OPENS else NAME
        else:
            weight = WORD
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
