"""Publishers known by id: those of the core and those that plugins register.

An id nobody registered is still a source: its own name is the claimant of what it states itself.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterator
from importlib import resources
from typing import Any

from conflictdata.errors import ModelError
from conflictdata.model import Source, Terms

_registered: dict[str, Source] = {}


def get(id: str) -> Source:
    """The source with this id or alias; an unknown id gives a plain ``Source`` of that id (UTC, no side).

    Raises:
        ModelError: the id is empty.
    """
    if not id.strip():
        raise ModelError("Source.id: must not be empty (as in 'isw')")
    known, aliases = _core()
    key = id.strip().casefold().replace("_", "-").replace(" ", "-")
    for table in (_registered, known):
        if id in table:
            return table[id]
        if key in table:
            return table[key]
    if key in aliases:
        return known[aliases[key]]
    return _unknown(id)


@functools.lru_cache(maxsize=1024)
def _unknown(id: str) -> Source:
    return Source(id=id)


def register(source: Source) -> None:
    """Make a source known by its id; it takes the place of a core source of the same id."""
    _registered[source.id] = source


def known() -> Iterator[Source]:
    """All known sources, in order of id."""
    yield from (source for _, source in sorted({**_core()[0], **_registered}.items()))


@functools.cache
def _core() -> tuple[dict[str, Source], dict[str, str]]:
    text = resources.files("conflictdata").joinpath("sources.toml").read_text(encoding="utf-8")
    table: dict[str, dict[str, Any]] = tomllib.loads(text)
    found: dict[str, Source] = {}
    aliases: dict[str, str] = {}
    for id, entry in table.items():
        aliases |= {alias.replace("_", "-"): id for alias in entry.pop("aliases", ())}
        terms = Terms(**entry.pop("terms", {}))
        found[id] = Source(id=id, terms=terms, **entry)
    return found, aliases
