"""Event kinds and what they are called in ACLED, UCDP GED, CAMEO and PLOVER.

Sources of the codes:

* ACLED: *ACLED Codebook* (2023 and later), table of event and sub-event types.
* UCDP: *UCDP Georeferenced Event Dataset Codebook* 25.1, variable ``type_of_violence``
  (1 state-based conflict, 2 non-state conflict, 3 one-sided violence).
* CAMEO: *Conflict and Mediation Event Observations Codebook* 1.1b3, root codes 01 to 20.
* PLOVER: *Political Language Ontology for Verifiable Event Records* 2.0, event types.

The registry is open: plugins add kinds through the ``conflictdata_event_kinds`` hook.

``meaning`` says in words what a code of precision, reliability or credibility stands for, after the ACLED and UCDP
codebooks and NATO's AJP-2.1 / STANAG 2511, in this project's own wording.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import attrs

from conflictdata.errors import ModelError
from conflictdata.model import (
    AcledGeoPrecision,
    AcledTimePrecision,
    Credibility,
    Reliability,
    UcdpDatePrecision,
    UcdpWherePrecision,
)

__all__ = ["CORE_KINDS", "Code", "EventKind", "kind", "kinds", "meaning", "register", "similarity"]

Code = (
    AcledGeoPrecision
    | AcledTimePrecision
    | Credibility
    | Reliability
    | UcdpDatePrecision
    | UcdpWherePrecision
)


@attrs.frozen(kw_only=True)
class EventKind:
    """One kind of event.

    Attributes:
        id: as in ``Claim.kind``.
        label: for people.
        description: what belongs here.
        family: kinds of one family may describe the same happening (``ground``, ``strike``, ...).
        acled_event, acled_sub_event: ACLED event and sub-event type.
        ucdp_type: UCDP ``type_of_violence`` 1 to 3, or None where UCDP would not code an event.
        cameo_root: CAMEO root code as two digits.
        plover: PLOVER event type.
        lethal: whether the act itself is violence (False for a statement about possession or movement).
    """

    id: str
    label: str
    description: str
    family: str
    acled_event: str
    acled_sub_event: str
    ucdp_type: int | None
    cameo_root: str
    plover: str
    lethal: bool = True


_BATTLES = "Battles"
_REMOTE = "Explosions/Remote violence"
_CIVILIANS = "Violence against civilians"
_STRATEGIC = "Strategic developments"


def _kind(
    id: str, label: str, family: str, acled: tuple[str, str], ucdp: int | None, cameo: str, plover: str,
    description: str, *, lethal: bool = True,
) -> EventKind:  # fmt: skip
    return EventKind(
        id=id, label=label, description=description, family=family, acled_event=acled[0],
        acled_sub_event=acled[1], ucdp_type=ucdp, cameo_root=cameo, plover=plover, lethal=lethal,
    )  # fmt: skip


CORE_KINDS: tuple[EventKind, ...] = (
    _kind("armed-clash", "Armed clash", "ground", (_BATTLES, "Armed clash"), 1, "19", "ASSAULT",
          "Fighting between two sides on the ground."),
    _kind("attack", "Ground attack", "ground", (_BATTLES, "Armed clash"), 1, "19", "ASSAULT",
          "Ground assault, raid, offensive operation, counterattack."),
    _kind("advance", "Advance", "ground", (_BATTLES, "Armed clash"), 1, "19", "ASSAULT",
          "Ground gained without a named settlement changing hands."),
    _kind("capture", "Capture", "ground", (_BATTLES, "Non-state actor overtakes territory"), 1, "19", "ASSAULT",
          "A settlement or position seized, liberated, taken under control. ACLED codes a recapture by a "
          "state's own forces as 'Government regains territory'."),
    _kind("withdrawal", "Withdrawal", "ground", (_STRATEGIC, "Non-violent transfer of territory"), None, "08",
          "RETREAT", "Forces leave a place.", lethal=False),
    _kind("presence", "Presence", "ground", (_STRATEGIC, "Other"), None, "15", "MOBILIZE",
          "Forces hold, operate in or remain in a place.", lethal=False),
    _kind("clearing", "Clearing", "ground", (_BATTLES, "Armed clash"), 1, "19", "ASSAULT",
          "Clearing and search of an area already entered."),
    _kind("movement", "Movement", "movement", (_STRATEGIC, "Change to group/activity"), None, "15", "MOBILIZE",
          "Forces move, deploy, redeploy, rotate.", lethal=False),
    _kind("air-drone-strike", "Air or drone strike", "strike", (_REMOTE, "Air/drone strike"), 1, "19", "ASSAULT",
          "Aircraft, glide bombs, drones; a strike whose weapon is not said."),
    _kind("shelling", "Shelling, artillery or missile attack", "strike",
          (_REMOTE, "Shelling/artillery/missile attack"), 1, "19", "ASSAULT",
          "Tube and rocket artillery, mortars, cruise and ballistic missiles."),
    _kind("explosion", "Explosion", "strike", (_REMOTE, "Remote explosive/landmine/IED"), 1, "18", "ASSAULT",
          "Mine, planted charge, sabotage."),
    _kind("infrastructure-damage", "Damage to infrastructure", "strike",
          (_STRATEGIC, "Looting/property destruction"), None, "18", "ASSAULT",
          "Bridge, depot, refinery, grid or building damaged or destroyed."),
    _kind("interception", "Interception", "air-defence", (_STRATEGIC, "Disrupted weapons use"), 1, "19", "ASSAULT",
          "Drones, missiles or aircraft shot down or suppressed."),
    _kind("civilian-harm", "Harm to civilians", "harm", (_CIVILIANS, "Attack"), 3, "18", "ASSAULT",
          "Civilians killed, wounded, abducted."),
    _kind("losses", "Claimed losses", "losses", (_BATTLES, "Armed clash"), 1, "19", "ASSAULT",
          "Casualties and equipment lost, as claimed by either side."),
    _kind("prisoner-exchange", "Prisoner exchange", "diplomacy", (_STRATEGIC, "Agreement"), None, "08", "CONCEDE",
          "Prisoners or bodies exchanged or returned.", lethal=False),
    _kind("evacuation", "Evacuation", "civil", (_STRATEGIC, "Other"), None, "07", "AID",
          "Civilians evacuated.", lethal=False),
    _kind("agreement", "Agreement", "diplomacy", (_STRATEGIC, "Agreement"), None, "05", "AGREE",
          "Ceasefire, truce, deal.", lethal=False),
    _kind("other", "Other", "other", (_STRATEGIC, "Other"), None, "01", "CONSULT",
          "Reported, and none of the above.", lethal=False),
)  # fmt: skip

_KINDS: dict[str, EventKind] = {kind.id: kind for kind in CORE_KINDS}

_RELATED: dict[frozenset[str], float] = {
    frozenset(pair): value
    for *pair, value in (
        ("attack", "armed-clash", 0.9),
        ("attack", "advance", 0.6),
        ("armed-clash", "advance", 0.5),
        ("advance", "capture", 0.6),
        ("attack", "capture", 0.4),
        ("armed-clash", "capture", 0.4),
        ("clearing", "capture", 0.5),
        ("clearing", "attack", 0.5),
        ("clearing", "presence", 0.5),
        ("presence", "attack", 0.4),
        ("presence", "capture", 0.3),
        ("air-drone-strike", "shelling", 0.7),
        ("air-drone-strike", "infrastructure-damage", 0.8),
        ("shelling", "infrastructure-damage", 0.8),
        ("explosion", "infrastructure-damage", 0.8),
        ("explosion", "air-drone-strike", 0.5),
        ("explosion", "shelling", 0.5),
        ("air-drone-strike", "civilian-harm", 0.7),
        ("shelling", "civilian-harm", 0.7),
        ("explosion", "civilian-harm", 0.5),
        ("air-drone-strike", "interception", 0.5),
        ("shelling", "interception", 0.4),
        ("losses", "attack", 0.4),
        ("losses", "armed-clash", 0.4),
        ("losses", "air-drone-strike", 0.4),
        ("losses", "shelling", 0.4),
    )
    if isinstance(value, float)
}
"""How far two kinds can be two descriptions of one happening; judged by the authors, in [0, 1]."""


def kinds() -> Mapping[str, EventKind]:
    """All registered kinds by id (read-only view)."""
    return MappingProxyType(_KINDS)


def kind(id: str) -> EventKind:
    """The kind with this id.

    Raises:
        ModelError: no such kind is registered.
    """
    try:
        return _KINDS[id]
    except KeyError:
        raise ModelError(f"Claim.kind: {id!r} is none of {', '.join(_KINDS)}") from None


def register(new: EventKind) -> None:
    """Add a kind. Registering the same kind twice does nothing.

    Raises:
        ModelError: another kind has this id.
    """
    if _KINDS.setdefault(new.id, new) != new:
        raise ModelError(f"EventKind.id: {new.id!r} is already registered with another meaning")


def similarity(a: str, b: str) -> float:
    """How far two kinds can describe one happening, in [0, 1]; 1 for the same kind, symmetric."""
    if a == b:
        return 1.0
    known = _RELATED.get(frozenset((a, b)))
    if known is not None:
        return known
    left, right = _KINDS.get(a), _KINDS.get(b)
    return 0.2 if left and right and left.family == right.family and left.family != "other" else 0.0


_MEANINGS: dict[Code, str] = {
    UcdpWherePrecision.EXACT: "the exact place is known and coded",
    UcdpWherePrecision.NEAR: "within about 25 km of a known place, or the place is near one",
    UcdpWherePrecision.SECOND_ORDER_DIVISION: "only the second-order division (raion) is known",
    UcdpWherePrecision.FIRST_ORDER_DIVISION: "only the first-order division (oblast) is known",
    UcdpWherePrecision.LINEAR_OR_FUZZY: "a line or an area without sharp borders: a river, a road, a front sector",
    UcdpWherePrecision.COUNTRY: "only the country is known",
    UcdpWherePrecision.INTERNATIONAL: "international waters or airspace",
    UcdpDatePrecision.DAY: "the day is known",
    UcdpDatePrecision.TWO_TO_SIX_DAYS: "known to within two to six days",
    UcdpDatePrecision.WEEK: "known to the week",
    UcdpDatePrecision.MONTH: "known to the month, or to between eight days and a month",
    UcdpDatePrecision.MORE_THAN_MONTH: "known to more than a month and at most a year",
    AcledGeoPrecision.TOWN: "the town is named and coded",
    AcledGeoPrecision.PART_OF_REGION: "a part of a region is named; a town in it stands for it",
    AcledGeoPrecision.REGION: "a region is named; its capital or another place stands for it",
    AcledTimePrecision.DAY: "the day is reported",
    AcledTimePrecision.WEEK: "the week is reported",
    AcledTimePrecision.MONTH: "the month is reported",
    Reliability.A: "completely reliable: no doubt about the source; it has always been reliable",
    Reliability.B: "usually reliable: minor doubts; mostly reliable in the past",
    Reliability.C: "fairly reliable: some doubts; reliable at times in the past",
    Reliability.D: "not usually reliable: considerable doubts; reliable only now and then",
    Reliability.E: "unreliable: it has been wrong or has misled before",
    Reliability.F: "reliability cannot be judged: no basis for it",
    Credibility.CONFIRMED: "confirmed by independent sources, logical, agrees with what else is known",
    Credibility.PROBABLY_TRUE: "probably true: not confirmed, logical, agrees with what else is known",
    Credibility.POSSIBLY_TRUE: "possibly true: not confirmed, reasonably logical, agrees with some of the rest",
    Credibility.DOUBTFUL: "doubtful: not confirmed, possible but not logical, nothing else supports it",
    Credibility.IMPROBABLE: "improbable: not logical, contradicted by what else is known",
    Credibility.CANNOT_BE_JUDGED: "truth cannot be judged: no basis for it",
}


def meaning(code: Code) -> str:
    """What a code of precision, reliability or credibility stands for."""
    return _MEANINGS[code]
