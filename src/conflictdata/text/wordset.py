"""A set of words and beginnings of words that remembers what it was asked."""

from __future__ import annotations

from collections.abc import Iterable


class WordSet(dict[str, bool]):
    """Words and beginnings of words; what was looked up once is a key."""

    def __init__(self, exact: frozenset[str], prefixes: tuple[str, ...]) -> None:
        super().__init__()
        self._exact, self._prefixes = exact, prefixes

    def __missing__(self, word: str) -> bool:
        known = word in self._exact or (bool(self._prefixes) and word.startswith(self._prefixes))
        if len(self) >= 50_000:
            self.clear()
        self[word] = known
        return known

    def __bool__(self) -> bool:
        """Whether it has words at all, whatever it has been asked: an empty one is a class that the language lacks."""
        return bool(self._exact or self._prefixes)

    __contains__ = dict.__getitem__  # type: ignore[assignment]  # quicker than a function that does it

    def any_of(self, words: Iterable[str]) -> bool:
        """Whether one of the words is of the set."""
        return any(map(self.__getitem__, words))
