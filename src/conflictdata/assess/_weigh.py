"""What one claim weighs: how far its claimant can be trusted, and whose interest it serves.

The confidence model, in natural-log odds:

* an affirming claim adds ``ln(p / (1 - p))`` of its claimant's reliability ``p``, times the factors of its
  stance, of hedging and of self-interest; an admission against interest and an independent verification add a
  constant;
* claims of one origin count once, with the strongest; origins of one side count in falling order, each half of
  the one before (``DISCOUNT``), because a side's speakers share an interest; neutral ones by ``NEUTRAL_DISCOUNT``;
* denials subtract: of each side the strongest, because denials of one side rarely are independent.

Every addend of an affirming claim is at least zero and every addend of a denial at most zero, so a denial never
raises the confidence and a further independent confirmation never lowers it.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Mapping, Sequence

from conflictdata import sources
from conflictdata.assess._origins import Origins
from conflictdata.model import Claim, Reliability, Stance

RELIABILITY: Mapping[Reliability, float] = {
    Reliability.A: 0.95,
    Reliability.B: 0.85,
    Reliability.C: 0.70,
    Reliability.D: 0.58,
    Reliability.E: 0.50,
    Reliability.F: 0.62,
}
"""Probability that a plain statement holds, by Admiralty letter; judged by the authors, see ``learn``."""

STANCE: Mapping[Stance, float] = {
    Stance.ASSERTS: 1.0,
    Stance.CONFIRMS: 1.2,
    Stance.VERIFIES: 1.2,
    Stance.ASSESSES: 0.8,
    Stance.IMPLIES: 0.5,
    Stance.DENIES: 1.0,
}
HEDGED = 0.6
SELF_INTEREST = 0.6
ADMISSION = 2.0
VERIFICATION = 2.5
CHECKED_DENIAL = 2.0
DENIAL = 0.5
DISCOUNT = 0.5
NEUTRAL_DISCOUNT = 0.8

CHECKED = frozenset({"geolocation", "satellite-imagery", "footage"})

Reliabilities = Mapping[str, float | Reliability | str]
"""By actor or source id: a probability, or an Admiralty letter."""


def side(actor: str | None) -> str | None:
    """The side of an actor id (before the colon), or of the source whose actor it is; None for a neutral one."""
    if actor is None:
        return None
    if ":" in actor:
        return actor.split(":", 1)[0]
    return _known_side(actor)


def party(claim: Claim) -> str | None:
    """The side the claimant speaks for."""
    return side(claim.claimant)


LOST = frozenset({"capture", "advance", "presence", "infrastructure-damage"})
"""What a side that suffers it would rather not say: whoever of it says so admits it."""

SUFFERED = frozenset({"attack", "armed-clash", "air-drone-strike", "shelling", "explosion", "clearing"})
"""What a side that suffers it tells every day; only its express confirmation is an admission."""


def hurt(claim: Claim, *, agent: str | None = None, target: str | None = None) -> bool:
    """Whether what is claimed, said by this claimant, is against the interest of the claimant's own side.

    Args:
        agent, target: stand in where the claim itself names none.
    """
    own = party(claim)
    if own is None:
        return False
    struck, doing = side(claim.target or target), side(claim.agent or agent)
    if claim.kind in ("withdrawal", "civilian-harm"):
        return doing == own
    if claim.kind == "losses":  # of those struck: whoever destroys the other's tanks does not admit it
        return struck == own or (struck is None and doing not in (own, None))
    if claim.kind not in LOST and not (claim.kind in SUFFERED and claim.stance is Stance.CONFIRMS):
        return False
    return struck == own if struck is not None else doing is not None and doing != own


def serves(claim: Claim) -> bool:
    """Whether the claim serves the claimant's own side: a boast, an accusation, the denial of a loss."""
    own = party(claim)
    if own is None:
        return False
    struck, doing = side(claim.target), side(claim.agent)
    if claim.stance is Stance.DENIES:  # of what the side did not want to have done, or to have suffered
        return doing != own or claim.kind in ("withdrawal", "losses", "civilian-harm")
    if claim.kind == "losses":
        return struck not in (own, None) or (struck is None and doing == own)
    if claim.kind == "withdrawal":
        return (struck or doing) not in (own, None)
    if claim.kind == "civilian-harm":
        return doing not in (own, None)
    return doing == own


def reliability(claimant: str, given: Reliabilities | None = None) -> float:
    """Probability that a plain statement of this claimant holds."""
    value = (given or {}).get(claimant)
    if value is None:
        return RELIABILITY[_known_reliability(claimant)]
    if isinstance(value, int | float):
        return min(max(float(value), 0.01), 0.99)
    return RELIABILITY[Reliability(value)]


def verifies(claim: Claim) -> bool:
    """Whether the claim is an independent check: it verifies, and its claimant is no party."""
    return claim.stance is Stance.VERIFIES and party(claim) is None


def checked_denial(claim: Claim) -> bool:
    """Whether a denial rests on imagery or geolocation and comes from no party."""
    return (
        claim.stance is Stance.DENIES
        and party(claim) is None
        and any(each.kind in CHECKED for each in claim.evidence)
    )


def weight(claim: Claim, given: Reliabilities | None = None) -> float:
    """Log odds that one claim brings, at least 0; of a denial the amount it takes."""
    p = reliability(claim.claimant, given)
    plain = max(0.0, math.log(p / (1 - p)))
    if claim.stance is Stance.DENIES:
        plain += DENIAL
    plain *= (
        STANCE[claim.stance] * (HEDGED if claim.hedged else 1.0) * (SELF_INTEREST if serves(claim) else 1.0)
    )
    if checked_denial(claim):
        return plain + CHECKED_DENIAL
    if verifies(claim):
        return plain + VERIFICATION
    if claim.stance is not Stance.DENIES and hurt(claim):
        return plain + ADMISSION
    return plain


def log_odds(
    claims: Sequence[Claim], affirming: Origins, given: Reliabilities | None = None
) -> tuple[float, float]:
    """(what affirming claims add, what denials take); ``affirming`` are the origins of the affirming claims."""
    weights = {claim.id: weight(claim, given) for claim in claims}
    by_id = {claim.id: claim for claim in claims}
    sides: dict[str | None, list[float]] = {}
    for group in affirming.groups:
        strongest = max(group, key=lambda id: (weights[id], id))
        sides.setdefault(party(by_id[strongest]), []).append(weights[strongest])
    added = 0.0
    for who, found in sides.items():
        factor = NEUTRAL_DISCOUNT if who is None else DISCOUNT
        added += sum(w * factor**n for n, w in enumerate(sorted(found, reverse=True)))
    denials: dict[str | None, float] = {}
    for claim in claims:
        if claim.stance is Stance.DENIES:
            who = party(claim)
            denials[who] = max(denials.get(who, 0.0), weights[claim.id])
    return added, sum(denials.values())


@functools.lru_cache(maxsize=4096)
def _known_reliability(claimant: str) -> Reliability:
    return next((s.reliability for s in sources.known() if claimant in (s.actor, s.id)), Reliability.F)


@functools.lru_cache(maxsize=4096)
def _known_side(id: str) -> str | None:
    return next((s.side for s in sources.known() if id in (s.actor, s.id)), None)
