"""Which source published a claim, and on whose side its claimant stands."""

from __future__ import annotations

import functools

from conflictdata import sources
from conflictdata.model import Claim


@functools.lru_cache(maxsize=4096)
def _by_actor(actor: str) -> str | None:
    return next((source.id for source in sources.known() if source.actor == actor), None)


def publisher(claim: Claim) -> str:
    """Id of the source that published a claim, from the chain alone.

    The outermost link of ``via`` published it, or the claimant itself where the chain is empty. An actor that
    no known source speaks for is taken as a source of its own name.
    """
    return _published_by(claim.via[0] if claim.via else claim.claimant)


@functools.lru_cache(maxsize=4096)
def _published_by(outermost: str) -> str:
    return _by_actor(outermost) or sources.get(outermost).id


@functools.lru_cache(maxsize=4096)
def side(actor: str) -> str | None:
    """``ua`` of ``ua:general-staff``; for a bare name the side of the source of that name, or None."""
    prefix, colon, _ = actor.partition(":")
    if colon:
        return prefix
    return sources.get(actor).side if actor.strip() else None
