"""What a function makes of words, or of tuples of places, remembered."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")
LIMIT = 50_000
"""Words that are remembered at the most."""
OBJECTS = 10_000
"""The same for objects, which are kept with what is remembered of them."""


class Remembered(dict[str, V]):
    """What a function makes of a word, by the word; emptied where it holds too many. Quicker than ``lru_cache``."""

    def __init__(self, read: Callable[[str], V]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, word: str) -> V:
        found = self._read(word)
        if len(self) >= LIMIT:
            self.clear()
        self[word] = found
        return found


def by_identity(read: Callable[[K], V]) -> Callable[[K], V]:
    """The function with its answers remembered for each object, where to hash or compare it would cost more than to ask.

    The object is kept with its answer, so that no other takes its identity.
    """
    known: dict[int, tuple[K, V]] = {}

    def remembered(asked: K) -> V:
        found = known.get(id(asked))
        if found is None:
            if len(known) >= OBJECTS:
                known.clear()
            found = known[id(asked)] = (asked, read(asked))
        return found[1]

    return remembered
