"""What a function makes of words, remembered."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

V = TypeVar("V")
LIMIT = 50_000
"""Words that are remembered at the most."""


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
