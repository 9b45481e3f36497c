"""Status of an event: what its claims support, since when, and because of which claim."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime

import attrs

from conflictdata.assess import _weigh as weigh
from conflictdata.assess._origins import Origins, Reports, known_at, origins, told_at
from conflictdata.model import Claim, Credibility, Event, Reason, Stance, Status

_NEVER = datetime.min.replace(tzinfo=UTC)

_ANSWERS = {Stance.CONFIRMS: 1, Stance.VERIFIES: 2, Stance.DENIES: 3}
"""What answers a claim, in the order in which it does."""

_Verdict = Callable[[Status, str, Sequence[Claim]], tuple[Status, Reason]]


@attrs.frozen(kw_only=True)
class Assessment:
    """What could be said of an event at one time.

    Attributes:
        as_of: UTC; None for "with everything known".
        status: None when nothing was known yet.
        confidence: in [0, 1], that the event happened as its kind says.
        reasons: status first, then each factor of the confidence with its log odds.
        claims: ids of the claims known by then, in order of time.
        origins: which of the affirming claims count once.
    """

    status: Status | None
    confidence: float
    credibility: Credibility
    reasons: tuple[Reason, ...]
    claims: tuple[str, ...]
    origins: Origins
    as_of: datetime | None = None


def assess(
    event: Event | Sequence[Claim],
    *,
    as_of: datetime | None = None,
    reports: Reports | None = None,
    reliabilities: weigh.Reliabilities | None = None,
) -> Assessment:
    """Status, confidence and credibility of an event, with reasons.

    Args:
        event: an event, or the claims of one.
        as_of: only claims known by then count (UTC): "what was known on 18 March".
        reports: reports or publication times by report id. Without them a claim about a stated time counts for
            ``as_of`` as known at the end of that time, which is early for a claim about the past, and the reasons
            that rest on it have no date.
        reliabilities: by claimant, over those of ``conflictdata.sources``; see ``learn``.
    """
    ordered = in_time(event.claims if isinstance(event, Event) else event, reports)
    known = [claim for claim in ordered if as_of is None or _by(claim, as_of, reports)]
    affirming = [claim for claim in known if claim.stance is not Stance.DENIES]
    graph = origins(affirming, reports=reports) if affirming else Origins(groups=(), links=())
    added, taken = weigh.log_odds(known, graph, reliabilities)
    confidence = round(1 / (1 + math.exp(-(added - taken))), 4)
    verdict = _verdict(known, affirming, graph, reports)
    status = verdict[0] if verdict else None
    reasons = [verdict[1]] if verdict else []
    reasons += _factors(known, graph, reports, reliabilities)
    return Assessment(
        as_of=as_of, status=status, confidence=confidence,
        credibility=_credibility(status, confidence, known), reasons=tuple(reasons),
        claims=tuple(claim.id for claim in known), origins=graph,
    )  # fmt: skip


def history(
    event: Event | Sequence[Claim],
    *,
    reports: Reports | None = None,
    reliabilities: weigh.Reliabilities | None = None,
) -> list[Assessment]:
    """The assessment after each moment at which a claim became known, oldest first."""
    claims = event.claims if isinstance(event, Event) else tuple(event)
    moments = sorted({_NEVER if (at := known_at(c, reports=reports)) is None else at for c in claims})
    return [assess(claims, as_of=moment, reports=reports, reliabilities=reliabilities) for moment in moments]


def in_time(claims: Iterable[Claim], reports: Reports | None = None) -> list[Claim]:
    """Claims in the order in which they became known; at one time checks and denials come last; then by id."""
    return sorted(
        claims, key=lambda c: (known_at(c, reports=reports) or _NEVER, _ANSWERS.get(c.stance, 0), c.id)
    )


def _by(claim: Claim, as_of: datetime, reports: Reports | None) -> bool:
    at = known_at(claim, reports=reports)
    return at is None or at <= as_of


def _verdict(
    known: Sequence[Claim], affirming: Sequence[Claim], graph: Origins, reports: Reports | None
) -> tuple[Status, Reason] | None:
    if not known:
        return None

    def reason(status: Status, text: str, claims: Sequence[Claim]) -> tuple[Status, Reason]:
        at = told_at(claims[-1], reports=reports)  # not known: no date rather than one too early
        return status, Reason(code=status.value, text=text, claims=[claim.id for claim in claims], at=at)

    denials = [claim for claim in known if claim.stance is Stance.DENIES]
    checks = [claim for claim in affirming if weigh.verifies(claim)]
    refuting = [claim for claim in denials if weigh.checked_denial(claim)]
    if checks and not refuting:
        first = checks[0]
        return reason(Status.VERIFIED, f"{first.claimant} checked it independently", [first])
    if refuting and not checks:
        first = refuting[0]
        return reason(Status.REFUTED, f"{first.claimant} refutes it with imagery or geolocation", [first])
    retracted = _retracted(affirming, denials)
    if retracted is not None:
        return reason(
            Status.REFUTED, f"{retracted.claimant}, who alone claimed it, takes it back", [retracted]
        )
    admissions = _admissions(affirming)
    standing = _standing(denials, admissions, known)
    if standing and affirming:
        text = f"{_names(affirming)} {_says(affirming)}, {_names(standing)} {_says(standing, 'deny')}"
        return reason(Status.DISPUTED, text, [affirming[0], standing[0]])
    if standing:
        return reason(Status.DISPUTED, f"known only from the denial of {_names(standing)}", [standing[0]])
    if admissions:
        first = admissions[0]
        return reason(Status.CONCEDED, f"{first.claimant} admits it, though it hurts its own side", [first])
    return _supported(affirming, graph, reason)


def _supported(affirming: Sequence[Claim], graph: Origins, reason: _Verdict) -> tuple[Status, Reason]:
    order = {claim.id: n for n, claim in enumerate(affirming)}
    firsts = sorted((min(group, key=order.__getitem__) for group in graph.groups), key=order.__getitem__)
    speakers = [affirming[order[id]] for id in firsts]
    second = next((claim for claim in speakers[1:] if _independent(claim, speakers[0])), None)
    if second is not None:
        text = f"{speakers[0].claimant} and {second.claimant} say it independently"
        return reason(Status.CORROBORATED, text, [speakers[0], second])
    if len(speakers) > 1:
        text = f"{_names(speakers)} say it, all of one side"
    elif len(affirming) > 1:
        text = f"{len(affirming)} claims, one origin: {speakers[0].claimant}"
    else:
        text = f"only {speakers[0].claimant} says it"
    return reason(Status.CLAIMED, text, [speakers[0]])


def _independent(left: Claim, right: Claim) -> bool:
    a, b = weigh.party(left), weigh.party(right)
    return a is None or b is None or a != b


def _names(claims: Sequence[Claim]) -> str:
    names = list(dict.fromkeys(claim.claimant for claim in claims))
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _says(claims: Sequence[Claim], verb: str = "say") -> str:
    single = len({claim.claimant for claim in claims}) == 1
    form = {"say": "says", "deny": "denies"}[verb] if single else verb
    return f"{form} it"


def _retracted(affirming: Sequence[Claim], denials: Sequence[Claim]) -> Claim | None:
    """The denial by which the only claimant takes the claim back (denials come in order of time)."""
    speakers = {claim.claimant for claim in affirming}
    if len(speakers) != 1 or not denials or denials[-1].claimant not in speakers:
        return None
    last_said = max((c.when.end for c in affirming if c.when), default=None)
    taken_back = denials[-1].when.end if denials[-1].when else None
    later = last_said is not None and taken_back is not None and taken_back >= last_said
    return denials[-1] if later else None


def _admissions(affirming: Sequence[Claim]) -> list[Claim]:
    agent = _most([c.agent for c in affirming if c.agent])
    target = _most([c.target for c in affirming if c.target and weigh.side(c.target)])
    return [claim for claim in affirming if weigh.hurt(claim, agent=agent, target=target)]


def _most(values: Sequence[str]) -> str | None:
    counted = Counter(values)
    return min(counted, key=lambda value: (-counted[value], value)) if counted else None


def _standing(denials: Sequence[Claim], admissions: Sequence[Claim], known: Sequence[Claim]) -> list[Claim]:
    """Denials that the same side has not since dropped by admitting it."""
    order = {claim.id: n for n, claim in enumerate(known)}
    admitted: dict[str | None, int] = {}
    for claim in admissions:
        admitted[weigh.party(claim)] = max(admitted.get(weigh.party(claim), -1), order[claim.id])
    return [claim for claim in denials if admitted.get(weigh.party(claim), -1) < order[claim.id]]


def _factors(
    known: Sequence[Claim], graph: Origins, reports: Reports | None, given: weigh.Reliabilities | None
) -> list[Reason]:
    by_id = {claim.id: claim for claim in known}
    found = []
    for group in graph.groups:
        strongest = by_id[max(group, key=lambda id: (weigh.weight(by_id[id], given), id))]
        text = f"{strongest.claimant} {_how(strongest)}"
        if len(group) > 1:
            text += f" ({len(group)} claims of one origin)"
        found.append(_factor(strongest, text, group, weigh.weight(strongest, given), reports))
    for claim in known:
        if claim.stance is Stance.DENIES:
            text = f"{claim.claimant} {_how(claim)}"
            found.append(_factor(claim, text, (claim.id,), -weigh.weight(claim, given), reports))
    return found


def _factor(claim: Claim, text: str, ids: Sequence[str], bits: float, reports: Reports | None) -> Reason:
    code = "denial" if claim.stance is Stance.DENIES else "support"
    return Reason(code=code, text=text, claims=ids, at=told_at(claim, reports=reports), weight=round(bits, 3))


def _how(claim: Claim) -> str:
    notes = []
    if weigh.verifies(claim):
        notes.append("an independent check")
    elif claim.stance is not Stance.DENIES and weigh.hurt(claim):
        notes.append("an admission against interest")
    elif weigh.serves(claim):
        notes.append("in its own interest")
    if claim.hedged:
        notes.append("hedged")
    return f"{claim.stance.value} it{': ' + ', '.join(notes) if notes else ''}"


def _credibility(status: Status | None, confidence: float, known: Sequence[Claim]) -> Credibility:
    """Admiralty credibility of the event (STANAG 2511 wording, mapped by the authors)."""
    if status is None:
        return Credibility.CANNOT_BE_JUDGED
    if status is Status.REFUTED:
        return Credibility.IMPROBABLE
    if status in (Status.VERIFIED, Status.CONCEDED):
        return Credibility.CONFIRMED if confidence >= 0.9 else Credibility.PROBABLY_TRUE
    if status is Status.CORROBORATED:
        return Credibility.PROBABLY_TRUE
    if status is Status.DISPUTED:
        return Credibility.DOUBTFUL if confidence >= 0.25 else Credibility.IMPROBABLE
    if all(weigh._known_reliability(claim.claimant).value == "F" for claim in known):
        return Credibility.CANNOT_BE_JUDGED
    return Credibility.POSSIBLY_TRUE if confidence >= 0.5 else Credibility.DOUBTFUL
