"""Figures for notebooks and papers: claims per day, time to confirmation, who says who holds a settlement.

Needs matplotlib (``pip install conflictdata[plot]``). Every function gives a ``matplotlib.figure.Figure`` that shows
itself in a notebook and is saved with ``figure.savefig``; no global state of pyplot is touched. The numbers behind
a figure come from ``per_day``, ``lags`` and ``possession``, which need nothing installed. All times are UTC.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import attrs

from conflictdata.assess import known_at, side
from conflictdata.errors import ConflictDataError
from conflictdata.model import Claim, Event, Outcome, Place, Report, Stance

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["Holding", "claims_per_day", "confirmation_lag", "control", "lags", "per_day", "possession"]

Reports = Mapping[str, Report | datetime]
"""By report id: the report, or just when it was published (UTC)."""

STANCE_COLOURS: Mapping[Stance, str] = {
    Stance.ASSERTS: "#5f6b7a",
    Stance.CONFIRMS: "#0072b2",
    Stance.VERIFIES: "#00805d",
    Stance.ASSESSES: "#56b4e9",
    Stance.IMPLIES: "#b8c0ca",
    Stance.DENIES: "#d55e00",
}
"""After Okabe and Ito, told apart with any colour vision; denials also stand below the axis."""

SIDE_COLOURS: Mapping[str | None, str] = {"ua": "#0072b2", "ru": "#b5442e", None: "#5f6b7a"}
_OTHER_SIDE = "#b0568c"

HOLDING = frozenset({"capture", "presence", "clearing"})
"""Kinds by which the agent has a place, unless it failed."""


@attrs.frozen(kw_only=True)
class Holding:
    """One statement on who holds a place.

    Attributes:
        at: when it became known, UTC.
        holder: the side that is said to hold it, or to have given it up if ``holds`` is false.
        speaker: the side of the claimant, None for a neutral one.
        holds: False for a denial, a failure or a withdrawal.
    """

    at: datetime
    holder: str
    speaker: str | None
    holds: bool
    claim: Claim


def per_day(claims: Iterable[Claim], *, reports: Reports | None = None) -> dict[date, Counter[Stance]]:
    """Claims by the day (UTC) on which they became known, and stance; days without any in between have none.

    A claim became known when its report was published, or without the report at the end of its own time; a
    claim with neither is left out.
    """
    found: dict[date, Counter[Stance]] = {}
    for claim in claims:
        known = known_at(claim, reports=reports)
        if known is not None:
            found.setdefault(known.astimezone(UTC).date(), Counter())[claim.stance] += 1
    if found:
        first, last = min(found), max(found)
        for n in range((last - first).days):
            found.setdefault(first + timedelta(days=n), Counter())
    return dict(sorted(found.items()))


def lags(events: Iterable[Event], *, reports: Reports | None = None) -> list[timedelta | None]:
    """Of each event, the time from the first claim to its confirmation; None where there was none.

    A confirmation is a claim that ``confirms`` or ``verifies`` by another than the first claimant. An event whose
    first claim has no time, or that nobody affirms, is left out.
    """
    found: list[timedelta | None] = []
    for event in events:
        dated = [
            (known, claim)
            for claim in event.claims
            if claim.stance is not Stance.DENIES and (known := known_at(claim, reports=reports)) is not None
        ]
        if not dated:
            continue
        dated.sort(
            key=lambda each: (each[0], each[1].stance in (Stance.CONFIRMS, Stance.VERIFIES), each[1].id)
        )
        start, first = dated[0]
        confirmed = [
            known - start
            for known, claim in dated
            if claim.stance in (Stance.CONFIRMS, Stance.VERIFIES) and claim.claimant != first.claimant
        ]
        found.append(min(confirmed, default=None))
    return found


def possession(
    claims: Iterable[Claim], place: Place | str, *, reports: Reports | None = None
) -> list[Holding]:
    """What is said on who holds a place, in order of time.

    Args:
        place: a gazetteer entry or its id.
    """
    id = place.id if isinstance(place, Place) else place
    found = []
    for claim in claims:
        holder, known = side(claim.agent), known_at(claim, reports=reports)
        if holder is None or known is None or (claim.kind not in HOLDING and claim.kind != "withdrawal"):
            continue
        if not any(location.place and location.place.id == id for location in claim.locations):
            continue
        told = claim.stance is not Stance.DENIES
        holds = (told and claim.outcome is not Outcome.FAILURE) == (claim.kind in HOLDING)
        found.append(Holding(at=known, holder=holder, speaker=side(claim.claimant), holds=holds, claim=claim))
    return sorted(found, key=lambda each: (each.at, each.claim.id))


def claims_per_day(
    claims: Iterable[Claim], *, reports: Reports | None = None, axes: Axes | None = None
) -> Figure:
    """Stacked bars of claims per day by stance; denials below the axis. See ``per_day``."""
    days = per_day(claims, reports=reports)
    figure, drawn = _axes(axes, (9, 3.6))
    from matplotlib.ticker import MaxNLocator

    above = [0] * len(days)
    moments = [_noon(day) for day in days]
    for stance, colour in STANCE_COLOURS.items():
        counts = [counter[stance] for counter in days.values()]
        if not any(counts):
            continue
        if stance is Stance.DENIES:
            drawn.bar(moments, [-n for n in counts], width=0.86, color=colour, label=stance.value)
            continue
        drawn.bar(moments, counts, width=0.86, bottom=above, color=colour, label=stance.value)
        above = [base + n for base, n in zip(above, counts, strict=True)]
    drawn.axhline(0, color="#1b2430", linewidth=0.8)
    drawn.set_ylabel("claims a day (denials below)")
    drawn.yaxis.set_major_formatter(lambda value, _: f"{abs(value):g}")
    drawn.yaxis.set_major_locator(MaxNLocator(integer=True))
    _finish(drawn, "Claims per day by stance", legend=bool(days))
    _dates(drawn)
    return figure


def confirmation_lag(
    events: Iterable[Event], *, reports: Reports | None = None, axes: Axes | None = None
) -> Figure:
    """The share of events confirmed within so many hours of the first claim; it ends at the share ever confirmed."""
    found = lags(events, reports=reports)
    hours = sorted(lag.total_seconds() / 3600 for lag in found if lag is not None)
    figure, drawn = _axes(axes, (6.5, 3.8))
    if hours:
        shares = [(n + 1) / len(found) for n in range(len(hours))]
        drawn.step(
            [0, *hours], [0, *shares], where="post", color=STANCE_COLOURS[Stance.CONFIRMS], linewidth=2
        )
        middle = hours[(len(hours) - 1) // 2]
        drawn.axvline(middle, color="#8d8676", linestyle=":", linewidth=1.2)
        drawn.annotate(
            f"median {middle:.0f} h", (middle, 1.0), xycoords=drawn.get_xaxis_transform(),
            textcoords="offset points", xytext=(5, -9), fontsize=9,
        )  # fmt: skip
    # A share of a few in a hundred would lie flat on the axis.
    drawn.set_ylim(0, min(1.03, max(0.2, 1.25 * len(hours) / max(1, len(found)))))
    drawn.set_xlim(left=0)
    drawn.yaxis.set_major_formatter(lambda value, _: f"{value:.0%}")
    drawn.set_xlabel("hours from the first claim")
    drawn.set_ylabel("events confirmed")
    _finish(drawn, f"Claim to confirmation: {len(hours)} of {len(found)} events confirmed", legend=False)
    return figure


def control(
    claims: Iterable[Claim], place: Place | str, *, reports: Reports | None = None, axes: Axes | None = None
) -> Figure:
    """Who says who holds a settlement, over time: one line for each side that speaks.

    A filled mark says the side of its colour holds the place, a crossed one that it does not; a bar runs from a
    statement to the same speaker's next. What is true is for the reader of the contradictions to judge: see
    ``conflictdata.assess`` for what the claims support.
    """
    found = possession(claims, place, reports=reports)
    name = _place_name(place, found)
    speakers = sorted({each.speaker for each in found}, key=lambda who: (who is None, who or ""))
    figure, drawn = _axes(axes, (9, 1.5 + 0.6 * max(1, len(speakers))))
    for row, speaker in enumerate(speakers):
        _lane(drawn, row, [each for each in found if each.speaker == speaker], end=found[-1].at)
    for holder in sorted({each.holder for each in found}):
        drawn.plot(
            [], [], marker="s", linestyle="", color=_side_colour(holder), label=f"{holder.upper()} holds it"
        )
    drawn.set_yticks(range(len(speakers)), [_speaker(who) for who in speakers])
    drawn.set_ylim(len(speakers) - 0.4, -0.6)
    drawn.margins(x=0.03)
    _finish(drawn, f"Control of {name}, as claimed", legend=bool(found))
    if found:
        _dates(drawn)
    return figure


def _lane(drawn: Axes, row: int, told: Sequence[Holding], *, end: datetime) -> None:
    for each, after in zip(told, [*(later.at for later in told[1:]), end + timedelta(days=1)], strict=True):
        colour = _side_colour(each.holder)
        if each.holds:
            start: Any = each.at  # matplotlib's stubs know no dates
            drawn.barh(row, after - each.at, left=start, height=0.34, color=colour, alpha=0.35)  # type: ignore[arg-type]
        moment: Any = [each.at]
        drawn.plot(
            moment,
            [row],
            marker="o" if each.holds else "X",
            color=colour,
            markersize=8,
            markeredgecolor="white",
        )


def _place_name(place: Place | str, found: Sequence[Holding]) -> str:
    if isinstance(place, Place):
        return place.name
    names = (
        at.place.name for each in found for at in each.claim.locations if at.place and at.place.id == place
    )
    return next(names, place)


def _speaker(who: str | None) -> str:
    return f"{who.upper()} says" if who else "others say"


def _side_colour(who: str | None) -> str:
    return SIDE_COLOURS.get(who, _OTHER_SIDE)


def _noon(day: date) -> Any:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def _axes(axes: Axes | None, size: tuple[float, float]) -> tuple[Figure, Axes]:
    try:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
    except ImportError as error:
        raise ConflictDataError("matplotlib is not installed; `pip install conflictdata[plot]`") from error
    if axes is not None:
        figure: Any = axes.figure
        return figure, axes
    figure = Figure(figsize=size, layout="constrained")
    FigureCanvasAgg(figure)
    return figure, figure.add_subplot()


def _finish(drawn: Axes, title: str, *, legend: bool) -> None:
    # matplotlib reads text between dollar signs as a formula; a place's name is none.
    drawn.set_title(title.replace("$", r"\$"), loc="left", fontsize=11, fontweight="bold")
    drawn.spines[["top", "right"]].set_visible(False)
    drawn.grid(axis="y" if legend else "both", color="#ddd8cd", linewidth=0.6)
    drawn.set_axisbelow(True)
    if legend:
        drawn.legend(frameon=False, fontsize=9, loc="upper left", bbox_to_anchor=(1.0, 1.0))


def _dates(drawn: Axes) -> None:
    from matplotlib.dates import AutoDateLocator, ConciseDateFormatter

    locator = AutoDateLocator(minticks=3, maxticks=9)  # type: ignore[no-untyped-call]
    drawn.xaxis.set_major_locator(locator)
    drawn.xaxis.set_major_formatter(ConciseDateFormatter(locator))  # type: ignore[no-untyped-call]
