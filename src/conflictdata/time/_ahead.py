"""Whether the words around a day show that it is to come: "talks are due on Saturday"."""

from __future__ import annotations

import functools
import re
from typing import Final

import attrs

from conflictdata.time._lexicon import load

AROUND: Final = 120
"""Characters on each side that may show it."""
_SENTENCE: Final = re.compile(r"[.!?;\n]\s")
_CLAUSE: Final = re.compile(r"[.!?;:,\n]")
_FEW_WORDS: Final = re.compile(r"(?:\W*[\w'’-]+){0,6}")


@attrs.frozen
class _Cues:
    """Words of a language, as patterns.

    Attributes:
        shown: what shows a time to come, or a saying, behind which a day is that of the saying.
        joined: a comma and a conjunction: what stands before is another matter.
        that: the conjunction that opens what is said or expected.
    """

    shown: re.Pattern[str]
    joined: re.Pattern[str]
    that: re.Pattern[str]


def _any(words: frozenset[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True)).replace("е", "[её]")


@functools.cache
def _cues(lang: str) -> _Cues:
    words = load(lang).words
    return _Cues(
        re.compile(
            rf"(?<!\w)(?:(?P<future>{_any(words['future'])})|(?P<told>{_any(words['told'])}))(?!\w)",
            re.IGNORECASE,
        ),
        re.compile(rf",\s(?:{_any(words['joins'])})\s", re.IGNORECASE),
        re.compile(rf"(?<!\w)(?:{_any(words['that'])})(?!\w)", re.IGNORECASE),
    )


def ahead(text: str, lang: str, start: int, end: int, before_only: bool = False) -> bool:
    """Whether what stands around ``text[start:end]`` shows that it is to come.

    What stands nearest in front of it in its clause decides, then what follows within a few words, then what
    the clause hangs on: "it is expected that in December". Words of saying show the contrary.
    """
    cues = _cues(lang)
    before = cues.joined.split(_SENTENCE.split(text[max(0, start - AROUND) : start])[-1])[-1]
    head, clause = "", before
    for that in cues.that.finditer(before):
        head, clause = before[: that.start()], before[that.end() :]
    found = _last(cues, clause)
    if found is None and not before_only:
        after = cues.that.split(_CLAUSE.split(text[end : end + AROUND])[0])[0]
        words = _FEW_WORDS.match(after)
        found = cues.shown.search(words[0]) if words else None
    if found is None:
        found = _last(cues, head)
    return found is not None and found.lastgroup == "future"


def _last(cues: _Cues, text: str) -> re.Match[str] | None:
    found = None
    for match in cues.shown.finditer(text):
        found = match
    return found
