"""The words of the fixed forms, from ``forms/*.toml``."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Mapping
from importlib import resources

import attrs

LANGUAGES = ("ru", "uk")


@attrs.frozen
class Forms:
    """The forms of one language.

    Attributes:
        lang: ``ru`` or ``uk``.
        patterns: by name, compiled.
        units: (unit, pattern) pairs in order; a pattern matches where a counted thing begins.
        numbers: number words, lower case.
        number: matches a number in digits ("5 412") or as a word.
        stated: the date in a statement's head, in words.
        months: beginnings of the months' names in order.
    """

    lang: str
    patterns: Mapping[str, re.Pattern[str]]
    units: tuple[tuple[str, re.Pattern[str]], ...]
    numbers: Mapping[str, int]
    number: re.Pattern[str]
    stated: re.Pattern[str]
    months: tuple[str, ...]

    def has(self, name: str, text: str) -> bool:
        """Whether a form's words are in a text."""
        return self.patterns[name].search(text) is not None


@functools.cache
def forms(lang: str) -> Forms:
    """The forms of a language, ``ru`` or ``uk``."""
    text = resources.files("conflictdata_ministry").joinpath(f"forms/{lang}.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    longest = sorted(table["numbers"], key=len, reverse=True)
    words = "|".join(re.escape(word).replace("'", "['’ʼ]") for word in longest)
    thousand = r"(?:\s+(?:тысяч\w*|тис(?:яч\w*|\.)?)(?:\s+(?P<rest>\d{1,3})(?![\d.,]))?)"
    number = rf"(?<![\w.,-])(?:(?P<digits>\d{{1,3}}(?:[ \u00a0]\d{{3}})+|\d{{1,7}}){thousand}?|(?P<word>{words}))(?!\w|[.,]\d|-(?!ма\b|ми\b|ти\b|х\b|м\b)[а-яіїє])"
    return Forms(
        lang=lang,
        patterns={
            name: re.compile(pattern, re.IGNORECASE | re.MULTILINE)
            for name, pattern in table["forms"].items()
        },
        units=tuple(
            (unit, re.compile(rf"\b(?:{'|'.join(found)})", re.IGNORECASE))
            for unit, found in table["units"].items()
        ),
        numbers=table["numbers"],
        number=re.compile(number, re.IGNORECASE),
        stated=re.compile(table["dates"]["stated"], re.IGNORECASE),
        months=tuple(table["dates"]["months"]),
    )
