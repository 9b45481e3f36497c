"""Who holds a place: a timeline per settlement from claims of capture, withdrawal and presence.

What one side alone says does not settle who holds a place: its claim makes the place ``contested`` until the
other side concedes it, somebody neutral says it too, or a month passes in which nobody contradicts it. A holder
is always "as far as the claims go", never the truth on the ground.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta

import attrs

from conflictdata.assess import side
from conflictdata.assess._weigh import party
from conflictdata.errors import ModelError
from conflictdata.linking import link
from conflictdata.model import Claim, Event, Outcome, Place, PlaceKind, Relation, Stance, Status

__all__ = ["CONTESTED", "SETTLE_DAYS", "Change", "Control", "Period", "control"]

CONTESTED = "contested"

SETTLE_DAYS = 30
"""Days without contradiction after which a one-sided claim of capture stands: what a side still holds after a
month of being told it lost it, it says."""

_HELD = frozenset({Status.CONCEDED, Status.CORROBORATED, Status.VERIFIED})


@attrs.frozen(kw_only=True)
class Period:
    """A span in which claims put a place in one hand.

    Attributes:
        place: id of the place.
        holder: a side (``ua``, ``ru``) or ``contested``.
        start: UTC.
        end: UTC, or None for "still".
        reason: why it began, in a sentence.
        events: ids of the events it rests on.
    """

    place: str
    holder: str
    start: datetime
    end: datetime | None = None
    reason: str = ""
    events: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Change:
    """A place that passes from one hand to another; ``before`` is None where nothing was claimed before."""

    place: str
    at: datetime
    before: str | None
    after: str
    reason: str
    events: tuple[str, ...]


@attrs.frozen(kw_only=True)
class _Signal:
    at: datetime
    side: str
    kind: str
    sure: bool
    denied: bool
    event: str
    text: str


class Control:
    """Timelines of all settlements that claims or events speak of.

    Args:
        told: claims (which are linked first) or events.
        settle_days: days after which an uncontradicted claim of one side stands, if claims go on for so long.
    """

    def __init__(self, told: Iterable[Claim] | Iterable[Event], *, settle_days: int = SETTLE_DAYS) -> None:
        self._settle = timedelta(days=settle_days)
        self._places: dict[str, Place] = {}
        signals: dict[str, list[_Signal]] = {}
        self._until = datetime.min.replace(tzinfo=UTC)  # how far the claims go; beyond, silence tells nothing
        for event in _events(told):
            self._until = max(self._until, *_moments(event))
            place, signal = _settlement(event), _signal(event)
            if place is not None and signal is not None:
                self._places[place.id] = place
                signals.setdefault(place.id, []).append(signal)
        self._periods = {id: self._timeline(id, found) for id, found in sorted(signals.items())}

    def places(self) -> tuple[Place, ...]:
        """The settlements with a timeline, in order of id."""
        return tuple(self._places[id] for id in self._periods)

    def timeline(self, place: str) -> tuple[Period, ...]:
        """Periods of one place (by id) in order of time; empty where nothing is claimed."""
        return self._periods.get(place, ())

    def at(self, place: str, moment: str | date | datetime) -> Period | None:
        """Who held a place at a moment (a date is its end, UTC); None before the first claim.

        Raises:
            ModelError: the moment is no date and no time.
        """
        when = _moment(moment)
        return next((p for p in reversed(self.timeline(place)) if p.start <= when), None)

    def changes(
        self, since: str | date | datetime | None = None, until: str | date | datetime | None = None
    ) -> list[Change]:
        """All changes of hand with ``since`` <= time < ``until``, in order of time, then place."""
        low = _moment(since, end=False) if since is not None else None
        high = _moment(until, end=False) if until is not None else None
        found = [
            change
            for periods in self._periods.values()
            for change in _changes(periods)
            if (low is None or change.at >= low) and (high is None or change.at < high)
        ]
        return sorted(found, key=lambda change: (change.at, change.place))

    def _timeline(self, place: str, signals: Sequence[_Signal]) -> tuple[Period, ...]:
        periods: list[Period] = []
        pending: _Signal | None = None  # a one-sided claim that nobody has contradicted yet

        def turn(at: datetime, holder: str, reason: str, events: tuple[str, ...]) -> None:
            if periods and periods[-1].holder == holder:
                periods[-1] = attrs.evolve(periods[-1], events=(*periods[-1].events, *events))
                return
            if periods:
                periods[-1] = attrs.evolve(periods[-1], end=at)
            periods.append(Period(place=place, holder=holder, start=at, reason=reason, events=events))

        for signal in sorted(signals, key=lambda each: (each.at, each.event)):
            if pending is not None and signal.at - pending.at >= self._settle:
                turn(pending.at + self._settle, pending.side, f"{pending.text}; nobody contradicted it", ())
                pending = None
            holder = periods[-1].holder if periods else None
            after = _after(signal, holder)
            if after is None:
                continue
            turn(signal.at, after, signal.text, (signal.event,))
            if after == CONTESTED:
                alone = signal.kind == "capture" or (signal.kind == "presence" and holder is None)
                pending = signal if alone and not signal.denied else None
            elif pending is not None:
                pending = None
        if pending is not None and pending.at + self._settle <= self._until:
            turn(pending.at + self._settle, pending.side, f"{pending.text}; nobody contradicted it", ())
        return tuple(periods)


def control(
    told: Iterable[Claim] | Iterable[Event], place: str, moment: str | date | datetime
) -> Period | None:
    """Who held a place (by id) at a moment, as far as the claims go; None before the first claim about it.

    For many questions make one ``Control`` and ask it.
    """
    return Control(told).at(place, moment)


def _after(signal: _Signal, holder: str | None) -> str | None:
    """Who holds the place after a signal; None where it changes nothing."""
    if signal.kind == "withdrawal":
        other = _opponent(signal.side)
        if holder == other:
            return None
        return other if signal.sure else CONTESTED
    if signal.denied:
        return CONTESTED
    if holder == signal.side:
        return signal.side
    if signal.kind == "presence" and holder is not None:
        return CONTESTED  # who is there too, is not there alone
    return signal.side if signal.sure else CONTESTED


def _opponent(who: str) -> str:
    return {"ua": "ru", "ru": "ua"}.get(who, CONTESTED)


def _events(told: Iterable[Claim] | Iterable[Event]) -> Iterator[Event]:
    claims: list[Claim] = []
    for each in told:
        if isinstance(each, Event):
            yield each
        else:
            claims.append(each)
    yield from link(claims)


def _moments(event: Event) -> Iterator[datetime]:
    """When an event's claims put it or were told, UTC; the end of a time of the calendar's last day is no moment."""
    yield event.when.start if event.when else datetime.min.replace(tzinfo=UTC)
    for claim in event.claims:
        if claim.when is not None:
            yield claim.when.start


def _settlement(event: Event) -> Place | None:
    location = event.location
    if location is None or location.place is None or location.place.kind is not PlaceKind.SETTLEMENT:
        return None
    return location.place if location.relation in (Relation.IN, Relation.OUTSKIRTS) else None


def _signal(event: Event) -> _Signal | None:
    if event.kind not in ("capture", "withdrawal", "presence", "clearing") or event.status is Status.REFUTED:
        return None
    said = [claim for claim in event.claims if claim.kind == event.kind]
    agents = [side(claim.agent) for claim in said if side(claim.agent)]
    failed = all(claim.outcome is Outcome.FAILURE for claim in said)
    if not agents or event.when is None or (event.kind == "capture" and failed):
        return None
    who = max(sorted({a for a in agents if a}), key=agents.count)
    affirming = [claim for claim in event.claims if claim.stance is not Stance.DENIES]
    neutral = any(party(claim) is None and not claim.hedged for claim in affirming)
    own = event.kind == "withdrawal" and any(party(claim) == who for claim in affirming)
    sure = event.status in _HELD or (neutral and event.status is not Status.DISPUTED) or own
    names = ", ".join(dict.fromkeys(claim.claimant for claim in event.claims))
    return _Signal(
        at=event.when.start if event.when.stated else event.when.end,
        side=who,
        kind="presence" if event.kind == "clearing" else event.kind,
        sure=sure,
        denied=event.status is Status.DISPUTED,
        event=event.id,
        text=f"{event.kind} by {who}, {event.status.value}: {names}",
    )


def _changes(periods: Sequence[Period]) -> Iterator[Change]:
    before: str | None = None
    for period in periods:
        yield Change(
            place=period.place, at=period.start, before=before, after=period.holder, reason=period.reason,
            events=period.events,
        )  # fmt: skip
        before = period.holder


def _moment(value: str | date | datetime, *, end: bool = True) -> datetime:
    """A time in UTC; a date is its end, or its start.

    Raises:
        ModelError: it is no date and no time.
    """
    if isinstance(value, str):
        text = value.strip()
        try:
            value = date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)
        except ValueError as error:
            raise ModelError(
                f"{text[:40]!r} is no date: give it as 2025-04-08 or 2025-04-08T12:00Z"
            ) from error
    if not isinstance(value, date):
        raise ModelError(f"a date, a time or an ISO string is wanted, not {type(value).__name__}")
    if isinstance(value, datetime):
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)
    start = datetime.combine(value, time(), UTC)
    return start + timedelta(days=1, microseconds=-1) if end else start
