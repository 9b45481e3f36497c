"""Whether a report is on the war at all: outlets tell of people harmed in accidents and crimes with the same words."""

from __future__ import annotations

from collections.abc import Sequence

from conflictdata.model import Claim, Source, SourceKind
from conflictdata.places import Gazetteer
from conflictdata.text.draft import Said
from conflictdata.text.lexicon import Lexicon

_HARM = "civilian-harm"

_PEACEFUL = frozenset((_HARM, "evacuation", "movement", "agreement", "other"))
"""What is told of in peace as well."""

_WEAPONS = ("airpower", "artillery", "mine", "force", "soldier", "aerial")


def of_the_war(
    claims: list[Claim], parsed: Sequence[Said], source: Source, lexicon: Lexicon, gazetteer: Gazetteer
) -> list[Claim]:
    """The claims without the harm to people that an outlet tells of in a report that names no arms, no troops, no
    attack and no damage.

    What an official says stays, and what happened in Ukraine or in a region at the front: there it is of the war.
    """
    if source.kind is not SourceKind.MEDIA or not any(claim.kind == _HARM for claim in claims):
        return claims
    if any(map(_is_armed, parsed)) or any(_names_arms(said, lexicon) for said in parsed):
        return claims
    return [c for c in claims if c.kind != _HARM or _told_there(c, source, gazetteer)]


def _is_armed(said: Said) -> bool:
    return any(actor.force for actor in said.actors) or any(
        frame.kind not in _PEACEFUL for frame in said.frames
    )


def _names_arms(said: Said, lexicon: Lexicon) -> bool:
    known = (lexicon.classes.get(name) for name in _WEAPONS)
    return any(words is not None and words.any_of(said.tokens.norms) for words in known)


def _told_there(claim: Claim, source: Source, gazetteer: Gazetteer) -> bool:
    """Whether an official tells it, or it happened where the war is."""
    if claim.claimant != source.actor:
        return True
    places = [at.place for at in claim.locations if at.place is not None]
    return any(place.country == "UA" or gazetteer.weight(place) > 1.0 for place in places)
