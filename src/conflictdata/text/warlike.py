"""Whether a report is on the war at all: outlets tell of people harmed in accidents and crimes with the same words."""

from __future__ import annotations

from collections.abc import Sequence

from conflictdata.model import Claim, Source, SourceKind
from conflictdata.places import Gazetteer
from conflictdata.text.draft import Said
from conflictdata.text.lexicon import Lexicon

_HARM = "civilian-harm"
_DAMAGE = "infrastructure-damage"

_PEACEFUL = frozenset((_HARM, "evacuation", "movement", "agreement", "other"))
"""What is told of in peace as well."""

_OUTLETS = (SourceKind.MEDIA, SourceKind.OTHER)
_WEAPONS = ("airpower", "artillery", "mine", "force", "soldier", "aerial")


def of_the_war(
    claims: list[Claim], parsed: Sequence[Said], source: Source, lexicon: Lexicon, gazetteer: Gazetteer
) -> list[Claim]:
    """The claims without the harm to people that an outlet tells of in a report that names no arms, no troops, no
    attack and no damage.

    A fire at home is an accident then, wherever it was. What an official says stays, and what happened in Ukraine or in a region at the front: there it is of the war.
    """
    if source.kind not in _OUTLETS or not any(claim.kind in (_HARM, _DAMAGE) for claim in claims):
        return claims
    home = any(_burns_at_home(said, lexicon) for said in parsed)
    if not home and source.kind is not SourceKind.MEDIA:
        return claims
    if any(_is_armed(said, home=home) for said in parsed) or any(_names_arms(s, lexicon) for s in parsed):
        return claims
    if home:
        return [c for c in claims if c.kind not in (_HARM, _DAMAGE) or c.claimant != source.actor]
    return [c for c in claims if c.kind != _HARM or _told_there(c, source, gazetteer)]


def _is_armed(said: Said, *, home: bool) -> bool:
    peaceful = _PEACEFUL | {_DAMAGE} if home else _PEACEFUL
    return any(actor.force for actor in said.actors) or any(
        frame.kind not in peaceful for frame in said.frames
    )


def _burns_at_home(said: Said, lexicon: Lexicon) -> bool:
    """Whether a fire in a house or a flat is told."""
    fire, home = lexicon.classes.get("fire"), lexicon.classes.get("home")
    return (
        fire is not None and home is not None and fire.any_of(said.tokens.norms)
        and home.any_of(said.tokens.norms)
    )  # fmt: skip


def _names_arms(said: Said, lexicon: Lexicon) -> bool:
    known = (lexicon.classes.get(name) for name in _WEAPONS)
    return any(words is not None and words.any_of(said.tokens.norms) for words in known)


def _told_there(claim: Claim, source: Source, gazetteer: Gazetteer) -> bool:
    """Whether an official tells it, or it happened where the war is."""
    if claim.claimant != source.actor:
        return True
    places = [at.place for at in claim.locations if at.place is not None]
    return any(place.country == "UA" or gazetteer.weight(place) > 1.0 for place in places)
