"""Where in a text a time can stand, so that the rest need not be read word by word.

A report is cut at its blanks, and what stands between two of them is looked up: it is a word that tells a time
(``_CORE``), one that can stand beside such a word, or one that ends every expression. The look-up errs to one
side only: what it calls plain is plain wherever it stands.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from itertools import accumulate
from typing import Final

from conflictdata.time._lexicon import CORE, LANGUAGES, OTHER, fold, load, tokens, words

_PLAIN: Final = "."
_BESIDE: Final = "b"
_CORE: Final = "c"
_STRETCH: Final = re.compile("b*c[bc]*")
_LONGEST: Final = 40
"""Characters of what is looked up; anything longer is read word by word."""
_AROUND: Final = ',.;:!?…"“”„«»()[]'
_CACHE_LIMIT: Final = 50_000
SHORT: Final = 3
"""Letters of a word that is too frequent to tell a time."""


class _Pieces(dict[str, str]):
    """The class of what stands between two blanks."""

    def __init__(self, lang: str) -> None:
        super().__init__()
        self._lang = lang
        phrases = [
            ((first, *rest), kind) for first, all_ in load(lang).phrases.items() for rest, kind, _ in all_
        ]
        self._known = frozenset(word for phrase, _ in phrases for word in phrase)
        self._core = frozenset(_telling(phrases)) | load(lang).words["hour_before"]

    def __missing__(self, piece: str) -> str:
        if len(piece) > _LONGEST:
            return _CORE
        if len(self) >= _CACHE_LIMIT:
            self.clear()
        found = self[piece] = self._class(piece)
        return found

    def _class(self, piece: str) -> str:
        word = piece.strip(_AROUND)
        if word.removesuffix("’s").isalpha():  # most are a word and marks about it
            folded = fold(word)
            if folded in self._core:
                return _CORE
            return _BESIDE if folded in self._known or word != piece else _PLAIN
        inside = {fold(each) for each in words(piece)}
        kinds = {token.kind for token in tokens(piece, self._lang)}
        if not CORE.isdisjoint(kinds) or not self._core.isdisjoint(inside):
            return _CORE
        return _PLAIN if kinds == {OTHER} and self._known.isdisjoint(inside) else _BESIDE


def _telling(phrases: list[tuple[tuple[str, ...], str]]) -> Iterator[str]:
    """A word of each phrase that tells a time; the others stand beside it. One that does so alone, or a rare one."""
    alone = {phrase[0]: kind in CORE for phrase, kind in phrases if len(phrase) == 1}
    for phrase, kind in phrases:
        if kind in CORE:
            yield max(
                phrase,
                key=lambda word: (alone.get(word, False), word not in alone and len(word) > SHORT, len(word)),
            )


@functools.cache
def _pieces(lang: str) -> _Pieces:
    return _Pieces(lang)


def stretches(text: str, lang: str) -> Iterator[tuple[int, int]]:
    """The stretches of ``text`` that hold a time, if any does: start and end, cut at blanks, in order."""
    pieces = text.replace("\n", " ").split(" ")
    classes = "".join(map(_pieces(lang if lang in LANGUAGES else "en").__getitem__, pieces))
    sizes = list(accumulate(map(len, pieces), initial=0))
    for found in _STRETCH.finditer(classes):
        first, last = found.span()
        yield sizes[first] + first, sizes[last] + last - 1
