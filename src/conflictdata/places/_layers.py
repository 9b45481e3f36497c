"""What a gazetteer is made of: the shipped index, installed ones, and places that plugins register."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from conflictdata.model import Place, Point
from conflictdata.places._index import Index, pairs_of, sounds


class Layer(Protocol):
    """A source of places."""

    def __len__(self) -> int: ...
    def named(self, sound: str) -> list[Place]: ...
    def by_id(self, id: str) -> Place | None: ...
    def has_pair(self, bit: int) -> bool: ...
    def near(self, point: Point, km: float) -> Iterable[Place]: ...
    def is_hamlet(self, id: str) -> bool: ...


class FileLayer:
    """Places of an index file."""

    def __init__(self, path: Path) -> None:
        self.index = Index(path)

    def __len__(self) -> int:
        return len(self.index)

    def named(self, sound: str) -> list[Place]:
        """Places with a name of this skeleton."""
        return [self.index.place(row) for row in self.index.find(sound)]

    def has_pair(self, bit: int) -> bool:
        """Whether a name of several words may begin like that."""
        return self.index.has_pair(bit)

    def by_id(self, id: str) -> Place | None:
        """The place of that id."""
        row = self.index.by_id(id)
        return None if row is None else self.index.place(row)

    def near(self, point: Point, km: float) -> Iterable[Place]:
        """Places about the point, some of them further than ``km``."""
        return map(self.index.place, self.index.near(point, km))

    def is_hamlet(self, id: str) -> bool:
        """Whether the place of that id is known to be no more than a hamlet."""
        row = self.index.by_id(id)
        return row is not None and self.index.is_hamlet(row)


class MemoryLayer:
    """Places given by a program or a plugin."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._by_id = {place.id: place for place in places}
        self._named: dict[str, list[Place]] = {}
        self._pairs = {b for p in self._by_id.values() for b in pairs_of(spellings(p), p.country)}
        for place in self._by_id.values():
            for sound in sounds(spellings(place), place.country):
                self._named.setdefault(sound, []).append(place)

    def __len__(self) -> int:
        return len(self._by_id)

    def named(self, sound: str) -> list[Place]:
        """Places with a name of this skeleton."""
        return self._named.get(sound, [])

    def has_pair(self, bit: int) -> bool:
        """Whether a name of several words may begin like that."""
        return bit in self._pairs

    def by_id(self, id: str) -> Place | None:
        """The place of that id."""
        return self._by_id.get(id)

    def near(self, point: Point, km: float) -> Iterable[Place]:
        """All places that have a point."""
        return (place for place in self._by_id.values() if place.point is not None)

    def is_hamlet(self, id: str) -> bool:
        """Never: nothing says so."""
        return False


def spellings(place: Place) -> tuple[str, ...]:
    """Every name of a place."""
    return tuple(dict.fromkeys([place.name, *(name for _, names in place.names for name in names)]))
