"""What is told twice: drafts and claims that describe one happening."""

from __future__ import annotations

from typing import Any

import attrs

from conflictdata.model import Claim, LocationPrecision, Outcome, Relation, Stance
from conflictdata.places import Gazetteer, PlaceMention
from conflictdata.taxonomy import similarity
from conflictdata.text.draft import Draft
from conflictdata.text.mentions import side_of_id
from conflictdata.text.narrowing import is_water, location_holds
from conflictdata.text.struck import STRIKES
from conflictdata.text.tokens import Tokens

_TOLD = frozenset((Stance.ASSERTS, Stance.ASSESSES))
"""How a speaker tells one strike within a sentence, now flatly, now with a "likely"."""

SALVOES = frozenset(("air-drone-strike", "shelling"))
"""Strikes with what is launched or fired."""
_GROUND = frozenset(("advance", "attack", "capture"))
"""What one side does on the ground, and the other in answer."""


_SAYS_MORE = frozenset((("advance", "capture"), ("clearing", "capture")))
"""Kinds of which the second, told of the same place, is what the first came to."""


_TAKEN_AND_CLEARED = frozenset(("capture", "clearing"))
"""Kinds that are one happening where one "and" joins their verbs: "seized and cleared the village"."""

_JOINT = 2
"""Words, at the most, between two such verbs."""


def within_told(draft: Draft, before: Claim, known: Gazetteer) -> bool:
    """Whether it is of the kind just told, in a town of the region just named: "Two of the victims died in ..."."""
    if draft.frame.kind != before.kind or not draft.places:
        return False
    if not before.locations:
        return bool(before.quantities) and before.kind == "interception"  # "Ten of them were downed over ..."
    wide = before.locations[0]
    return wide.precision is LocationPrecision.REGION and all(
        location_holds(wide, p.location, known) for p in draft.places
    )


def same_but_text(claim: Claim, before: Claim) -> bool:
    """Whether it says what another one says: speaker, stance, kind and places."""
    return (claim.claimant, claim.kind, claim.stance, set(claim.locations)) == (
        before.claimant, before.kind, before.stance, set(before.locations),
    )  # fmt: skip


def same_where(claim: Claim, before: Claim) -> bool:
    """Whether it says what another one says, in whatever words the place is named: speaker, stance, kind and places."""
    return (claim.claimant, claim.kind, claim.stance, _places(claim)) == (
        before.claimant, before.kind, before.stance, _places(before),
    )  # fmt: skip


def _places(claim: Claim) -> frozenset[tuple[str, str]]:
    return frozenset(
        (at.place.id if at.place else str(at.mention), at.relation.value) for at in claim.locations
    )


def is_told_again(claim: Claim, before: Claim) -> bool:
    """Whether it is the same statement with the same count, as a quotation repeats what its speaker was said to have said."""
    counts = [(q.value, q.unit) for q in claim.quantities]
    return (
        bool(counts)
        and counts == [(q.value, q.unit) for q in before.quantities]
        and same_but_text(claim, before)
    )


def is_that_strike(claim: Claim, before: Claim, definite: bool) -> bool:
    """Whether "the attack" is the strike just told."""
    return definite and claim.kind == "attack" and before.kind in STRIKES


def is_particular(claim: Claim, vague: Claim, known: Gazetteer) -> bool:
    """Whether ``claim`` says the same as ``vague``, of a place within its place."""
    if (claim.claimant, claim.kind, claim.stance) != (vague.claimant, vague.kind, vague.stance):
        return False
    if not claim.locations or not vague.locations or claim.text == vague.text or vague.quantities:
        return False
    inner, outer = claim.locations[0], vague.locations[0]
    return (
        outer.precision in (LocationPrecision.REGION, LocationPrecision.DISTRICT)
        and inner.precision in (LocationPrecision.SETTLEMENT, LocationPrecision.VICINITY)
        and location_holds(outer, inner, known)
    )


def is_that_attack(claim: Claim, vague: Claim) -> bool:
    """Whether ``claim`` says by what means an attack on a town told before was made, on the same day or without naming
    town and day again: "attacked Kharkiv at night ... attacked Kharkiv with drones at night"."""
    if claim.kind not in SALVOES or vague.kind != "attack" or vague.outcome is not Outcome.UNKNOWN:
        return False
    if vague.quantities or not same_where(changed(claim, kind="attack"), vague) or claim.when is None:
        return False
    if claim.agent not in (vague.agent, None) or any(
        at.relation is not Relation.IN for at in claim.locations
    ):
        return False
    named = any(at.mention and at.mention in claim.text for at in claim.locations)
    when = vague.when
    same = (
        claim.when.stated
        and when is not None
        and (claim.when.start, claim.when.end) == (when.start, when.end)
    )
    return same or not (named or claim.when.stated)


def changed(claim: Claim, **changes: Any) -> Claim:
    """The claim with other fields, and the id that follows from them."""
    kept = {
        field.name: getattr(claim, field.name)
        for field in attrs.fields(Claim)
        if field.name not in ("id", *changes)
    }
    return Claim(**kept, **changes)


def merged(drafts: list[Draft], tokens: Tokens) -> list[Draft]:
    """One draft for words that describe one happening twice in a sentence."""
    kept: list[Draft] = []
    for draft in drafts:
        twin = next((k for k in kept if _same(k, draft, tokens) and not _set_apart(k, draft, tokens)), None)
        if twin is None:
            kept.append(draft)
            continue
        twin.places = twin.places or draft.places
        if (twin.frame.kind, draft.frame.kind) in _SAYS_MORE:
            twin.frame = draft.frame  # a place taken on the way says more than the way
        if draft.frame.kind == "infrastructure-damage" and twin.frame.kind != draft.frame.kind:
            if draft.frame.clause:
                kept.append(draft)
            else:
                kept[kept.index(twin)] = attrs.evolve(draft, places=twin.places or draft.places)
        elif twin.frame.outcome is Outcome.UNKNOWN and draft.frame.outcome is not Outcome.UNKNOWN:
            twin.frame = attrs.evolve(twin.frame, outcome=draft.frame.outcome)
    return kept


def _same(a: Draft, b: Draft, tokens: Tokens) -> bool:
    stances = {a.stance, b.stance}
    one = len(stances) == 1 or (stances <= _TOLD and a.frame.kind in STRIKES and b.frame.kind in STRIKES)
    joined = b.frame.start <= a.frame.end + _JOINT and a.frame.agent == b.frame.agent
    cleared = joined and {a.frame.kind, b.frame.kind} == _TAKEN_AND_CLEARED
    alike = cleared or similarity(a.frame.kind, b.frame.kind) >= 0.6
    if a.claimant != b.claimant or not (one and alike):
        return False
    if "civilian-harm" in (a.frame.kind, b.frame.kind) and a.frame.kind != b.frame.kind:
        return False
    kinds = {a.frame.kind, b.frame.kind}
    if kinds == SALVOES and _counted(a, tokens) and _counted(b, tokens):
        return False  # "carried out 16 airstrikes and 260 shellings"
    if kinds == {"advance", "attack"} and a.frame.flip != b.frame.flip:
        return False  # "improved their positions, repelled nine counterattacks"
    if len(kinds) > 1 and kinds <= _GROUND and _answers(a, b):
        return False
    if a.frame.kind == b.frame.kind == "advance" and b.places and all(map(is_water, b.places)):
        return True  # "gained ground near Kupiansk, reaching the bank of the Oskil"
    return not a.places or not b.places or {_key(p) for p in a.places} == {_key(p) for p in b.places}


def _counted(draft: Draft, tokens: Tokens) -> bool:
    """Whether a number stands among its words or right before them."""
    return any(map(str.isdigit, tokens.norms[max(0, draft.frame.start - 1) : draft.frame.end]))


def _set_apart(a: Draft, b: Draft, tokens: Tokens) -> bool:
    """Whether a semicolon parts what has no place from another thing behind that has one: "230 clashes; near X they attacked"."""
    apart = ";" in tokens.norms[a.frame.head : b.frame.head]
    return apart and a.frame.kind != b.frame.kind and not a.places


def _answers(a: Draft, b: Draft) -> bool:
    """Whether the other side does it: "they advance on the village, and the defenders counterattack there"."""
    sides = side_of_id(a.frame.agent), side_of_id(b.frame.agent)
    return None not in sides and sides[0] != sides[1] and not (a.frame.flip or b.frame.flip)


def _key(mention: PlaceMention) -> str:
    place = mention.location.place
    return f"{place.id if place else mention.text} {mention.location.relation.value}"


def each_once(claims: list[Claim]) -> list[Claim]:
    """Claims in order, each id once."""
    return list({claim.id: claim for claim in claims}.values())
