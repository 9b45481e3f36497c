"""Word patterns: how the lexicons write what to look for, and how it is found.

A pattern is words in a row. Each is one of

* ``bridge`` the word itself, ``captur*`` any word that begins so, ``took|taken`` one of several;
* ``@weapon`` any word of the lexicon's class ``weapon``;
* ``~3`` up to three words of any kind (never across a semicolon, before a ``^`` word not across a comma);
* a trailing ``?`` makes the word optional: ``the?``;
* a leading ``^`` marks the word that carries the meaning (the first otherwise).

Patterns are found from their first word, through one dictionary lookup a word, so that the time grows with
the text and not with the lexicon.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

import attrs

from conflictdata._remembered import Remembered
from conflictdata.errors import ConflictDataError
from conflictdata.text.tokens import Tokens, fold

V = TypeVar("V")
_STOPS = frozenset(";:—–")
_STOPS_BEFORE_HEAD = _STOPS | {","}
"""What was damaged and the verb behind it stand in one clause."""


class LexiconError(ConflictDataError, ValueError):
    """A lexicon file that cannot be read; the message names the file and the entry."""


@attrs.frozen
class _Words:
    """One place of a pattern: which words may stand there."""

    exact: frozenset[str]
    prefixes: tuple[str, ...]
    optional: bool = False
    gap: int = 0
    head: bool = False


class Match(NamedTuple, Generic[V]):
    """A pattern found: tokens ``start`` to ``end`` (half open), ``head`` the one that carries the meaning."""

    start: int
    end: int
    head: int
    value: V


Classes = Mapping[str, tuple[frozenset[str], tuple[str, ...]]]


def compile_classes(classes: Mapping[str, Iterable[str]]) -> Classes:
    """Word classes by name, as exact words and beginnings; a class may contain other classes (``@name``)."""
    done: dict[str, tuple[frozenset[str], tuple[str, ...]]] = {}

    def build(name: str, open_names: tuple[str, ...]) -> tuple[frozenset[str], tuple[str, ...]]:
        if name in done:
            return done[name]
        if name in open_names or name not in classes:
            raise LexiconError(f"word class @{name} is not defined, or contains itself")
        exact: set[str] = set()
        prefixes: set[str] = set()
        for word in classes[name]:
            if word.startswith("@"):
                inner = build(word[1:], (*open_names, name))
                exact |= inner[0]
                prefixes |= set(inner[1])
            elif word.endswith("*"):
                prefixes.add(fold(word[:-1]))
            elif " " in word:
                raise LexiconError(
                    f"word class @{name}: {word!r} is more than one word; classes hold single words"
                )
            else:
                exact.add(fold(word))
        done[name] = frozenset(exact), tuple(sorted(prefixes))
        return done[name]

    for name in classes:
        build(name, ())
    return done


def _parse(pattern: str, classes: Classes) -> tuple[_Words, ...]:
    places: list[_Words] = []
    for part in pattern.split():
        if part[0] == "~":
            places.append(_Words(frozenset(), (), gap=int(part[1:])))
            continue
        head = part.startswith("^")
        optional = part.endswith("?") and len(part) > 1
        exact: set[str] = set()
        prefixes: set[str] = set()
        for word in part.removeprefix("^").removesuffix("?" if optional else "").split("|"):
            if word.startswith("@"):
                if word[1:] not in classes:
                    raise LexiconError(f"pattern {pattern!r}: word class {word} is not defined")
                exact |= classes[word[1:]][0]
                prefixes |= set(classes[word[1:]][1])
            elif word.endswith("*"):
                prefixes.add(fold(word[:-1]))
            else:
                exact.add(fold(word))
        places.append(_Words(frozenset(exact), tuple(sorted(prefixes)), optional, 0, head))
    if not places or places[0].gap or places[0].optional:
        raise LexiconError(f"pattern {pattern!r}: must begin with a word")
    return tuple(places)


Entry = tuple["_Words | None", tuple[_Words, ...], frozenset[str], V]
"""What a pattern goes on with behind its first word: the place that must directly follow, if one must; the
places after that; words of which the text must hold one, if any must; and the value of the pattern."""


def _entry(places: tuple[_Words, ...], value: V) -> Entry[V]:
    if len(places) < 2 or places[1].gap or places[1].optional:
        return None, places[1:], _needed(places[1:]), value
    return places[1], places[2:], _needed(places[2:]), value


def _needed(places: Iterable[_Words]) -> frozenset[str]:
    """The words of a place that a text without them cannot fill; none where every place allows beginnings."""
    needed = (p.exact for p in places if p.exact and not (p.optional or p.gap or p.prefixes))
    return min(needed, key=len, default=frozenset())


class _Beginning(Generic[V]):
    """The patterns that a word begins, in order.

    Attributes:
        always: those to try whatever word follows.
        by_next: by the word that follows, those of ``always`` and those that ask for that word.
    """

    __slots__ = ("always", "by_next")

    def __init__(self, entries: Sequence[Entry[V]]) -> None:
        asked = {
            word for second, _, _, _ in entries if second and not second.prefixes for word in second.exact
        }
        self.always = tuple(each for each in entries if each[0] is None or each[0].prefixes)
        self.by_next: dict[str | None, tuple[Entry[V], ...]] = {
            word: tuple(
                each for each in entries if each[0] is None or each[0].prefixes or word in each[0].exact
            )
            for word in asked
        }


class Matcher(Generic[V]):
    """Finds patterns, each with the value it stands for."""

    def __init__(self, entries: Iterable[tuple[str, V]], classes: Classes) -> None:
        self._exact: dict[str, list[Entry[V]]] = {}
        self._prefix: dict[str, list[Entry[V]]] = {}
        for pattern, value in entries:
            places = _parse(pattern, classes)
            for word in places[0].exact:
                self._exact.setdefault(word, []).append(_entry(places, value))
            for prefix in places[0].prefixes:
                self._prefix.setdefault(prefix, []).append(_entry(places, value))
        self._lengths = tuple(sorted({len(prefix) for prefix in self._prefix}))
        asked = (
            entry[2] for known in (self._exact, self._prefix) for each in known.values() for entry in each
        )
        self._asked = frozenset[str]().union(*asked)
        self._beginnings = Remembered(self._beginning)

    def _beginning(self, word: str) -> _Beginning[V] | None:
        """The patterns that a word begins; None where it begins none."""
        entries = list(self._exact.get(word, ()))
        for length in self._lengths:
            if length > len(word):
                break
            entries += self._prefix.get(word[:length], ())
        return _Beginning(entries) if entries else None

    def find(self, tokens: Tokens, start: int = 0, end: int | None = None) -> list[Match[V]]:
        """All matches that begin in the range, in order of their beginning, overlapping ones included."""
        norms = tokens.norms
        end = len(norms) if end is None else end
        lacks = self._asked.intersection(norms).isdisjoint
        found: list[Match[V]] = []
        for index, beginning in enumerate(map(self._beginnings.__getitem__, norms[start:end]), start):
            if beginning is None:
                continue
            follows = norms[index + 1] if index + 1 < end else None
            for second, places, needed, value in beginning.by_next.get(follows, beginning.always):
                at, head = index + 1, index
                if second is not None:
                    if follows is None or not (
                        follows in second.exact or (second.prefixes and follows.startswith(second.prefixes))
                    ):
                        continue
                    at, head = index + 2, index + 1 if second.head else index
                if places:
                    if needed and lacks(needed):
                        continue
                    reached = _reach(norms, at, end, places, head)
                    if reached is None:
                        continue
                    at, head = reached
                found.append(Match(index, at, head, value))
        return found


def _reach(
    norms: tuple[str, ...], at: int, end: int, places: tuple[_Words, ...], head: int
) -> tuple[int, int] | None:
    """Where a pattern ends whose remaining places begin at ``at``, and its head; None if they do not fit."""
    gap = 0
    for place in places:
        if place.gap:
            gap = place.gap
            continue
        hit = -1
        stops = _STOPS_BEFORE_HEAD if place.head else _STOPS
        for here in range(at, min(end, at + gap + 1)):
            word = norms[here]
            if word in place.exact or (place.prefixes and word.startswith(place.prefixes)):
                hit = here
                break
            if word in stops:
                break
        if hit < 0:
            if place.optional:
                continue
            return None
        if place.head:
            head = hit
        at, gap = hit + 1, 0
    return at, head


def longest(matches: list[Match[V]]) -> list[Match[V]]:
    """Matches that do not overlap, longer ones first in case of conflict; in order."""
    taken: list[Match[V]] = []
    covered: set[int] = set()
    for match in sorted(matches, key=lambda each: (each.start - each.end, each.start)):
        if not any(position in covered for position in range(match.start, match.end)):
            covered.update(range(match.start, match.end))
            taken.append(match)
    return sorted(taken, key=lambda each: each.start)
