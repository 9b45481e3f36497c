"""Claims into events."""

from __future__ import annotations

from collections.abc import Iterable

from conflictdata.model import Claim, Event


def link(claims: Iterable[Claim]) -> list[Event]:
    """Every claim an event of its own, until the linking lands."""
    return [Event(kind=claim.kind, claims=(claim,)) for claim in claims]
