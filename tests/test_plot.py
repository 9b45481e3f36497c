"""The numbers behind the figures, and that the figures show them."""

from __future__ import annotations

import io
import sys
from datetime import UTC, date, datetime, timedelta
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import page_samples as samples
from conflictdata import plot
from conflictdata.errors import ConflictDataError
from conflictdata.model import Claim, Event, Outcome, Stance
from conflictdata.testing import strategies

REPORTS = {report.id: report for report in samples.REPORTS.values()}


def told(report: str, claimant: str, **fields: Any) -> Claim:
    return samples.claim(report, f"Words of {claimant}.", claimant, **fields)


# Numbers


@settings(max_examples=40, deadline=None)
@given(st.lists(strategies.claims(), max_size=8, unique_by=lambda claim: claim.id))
def test_every_dated_claim_is_counted_once_and_days_have_no_gap(claims: list[Claim]) -> None:
    dates = [claim.when.end.date() for claim in claims if claim.when]
    if dates and (max(dates) - min(dates)).days > 20_000:
        claims = claims[:1]
    found = plot.per_day(claims)
    assert sum(sum(counts.values()) for counts in found.values()) == len([c for c in claims if c.when])
    days = list(found)
    assert days == [days[0] + timedelta(days=n) for n in range(len(days))] if days else True


def test_days_are_those_of_publication_where_the_report_is_known() -> None:
    event = samples.disputed()
    assert plot.per_day(event.claims, reports=REPORTS) == {
        date(2025, 4, 6): {Stance.ASSERTS: 1},
        date(2025, 4, 7): {Stance.DENIES: 2},
        date(2025, 4, 8): {Stance.ASSESSES: 1},
    }


def test_the_lag_runs_from_the_first_claim_to_another_speakers_confirmation() -> None:
    assert plot.lags([samples.verified(), samples.lone()], reports=REPORTS) == [timedelta(days=2), None]


def test_nobody_confirms_himself() -> None:
    claims = (told("mod", "ru:mod"), told("wire", "ru:mod", stance=Stance.CONFIRMS))
    assert plot.lags([Event(kind="capture", claims=claims)], reports=REPORTS) == [None]


def test_an_event_that_is_only_denied_has_no_lag() -> None:
    denial = told("mod", "ru:mod", stance=Stance.DENIES)
    assert plot.lags([Event(kind="capture", claims=(denial,))], reports=REPORTS) == []


@settings(max_examples=40, deadline=None)
@given(st.lists(strategies.events(), max_size=4))
def test_no_lag_is_negative(events: list[Event]) -> None:
    assert all(lag is None or lag >= timedelta(0) for lag in plot.lags(events))


@pytest.mark.parametrize(
    ("fields", "holds"),
    [
        ({}, True),
        ({"stance": Stance.DENIES}, False),
        ({"outcome": Outcome.FAILURE}, False),
        ({"kind": "withdrawal"}, False),
        ({"kind": "withdrawal", "stance": Stance.DENIES}, True),
        ({"kind": "presence"}, True),
    ],
)
def test_what_a_claim_says_on_who_holds_a_place(fields: dict[str, Any], holds: bool) -> None:
    (found,) = plot.possession([told("mod", "ru:mod", **fields)], samples.BASIVKA, reports=REPORTS)
    assert (found.holder, found.speaker, found.holds) == ("ru", "ru", holds)
    assert found.at == samples.REPORTS["mod"].published


def test_other_places_kinds_and_claims_without_an_agent_say_nothing() -> None:
    others = [
        told("mod", "ru:mod", locations=(samples.at(samples.POKROVSK),)),
        told("mod", "ru:mod", kind="shelling"),
        told("mod", "ru:mod", agent=None),
    ]
    assert plot.possession(others, samples.BASIVKA, reports=REPORTS) == []


# Figures

pytest.importorskip("matplotlib", reason="matplotlib is not installed")


def heights(figure: Any) -> dict[str, list[float]]:
    """The heights of the bars by the label of their row."""
    return {bars.get_label(): [bar.get_height() for bar in bars] for bars in figure.axes[0].containers}


def test_bars_of_claims_per_day_with_denials_below() -> None:
    figure = plot.claims_per_day(samples.disputed().claims, reports=REPORTS)
    assert heights(figure) == {"asserts": [1, 0, 0], "assesses": [0, 0, 1], "denies": [0, -2, 0]}
    legend: Any = figure.axes[0].get_legend()
    assert [text.get_text() for text in legend.get_texts()] == list(heights(figure))


def test_bars_stand_on_one_another() -> None:
    claims = [
        told("mod", f"ru:{n}", stance=stance) for n, stance in enumerate((Stance.ASSERTS, Stance.CONFIRMS))
    ]
    rows = plot.claims_per_day(claims, reports=REPORTS).axes[0].containers
    assert [row[0].get_y() for row in rows] == [0, 1]


def test_the_curve_of_confirmation_ends_at_the_share_confirmed() -> None:
    figure = plot.confirmation_lag([samples.verified(), samples.lone()], reports=REPORTS)
    axes: Any = figure.axes[0]
    hours, shares = axes.lines[0].get_data()
    assert (list(hours), list(shares)) == ([0, 48], [0, 0.5])
    assert axes.get_title(loc="left") == "Claim to confirmation: 1 of 2 events confirmed"


def test_control_has_a_line_for_each_side_that_speaks() -> None:
    event = samples.disputed()
    figure = plot.control(event.claims, samples.BASIVKA, reports=REPORTS)
    axes: Any = figure.axes[0]
    assert [label.get_text() for label in axes.get_yticklabels()] == ["RU says", "UA says", "others say"]
    marks = [(line.get_ydata()[0], line.get_marker()) for line in axes.lines if len(line.get_ydata())]
    assert sorted(marks) == [(0, "o"), (1, "X"), (1, "X"), (2, "o")]
    assert axes.get_title(loc="left") == "Control of Basivka, as claimed"


def test_a_place_given_by_id_is_shown_by_name() -> None:
    figure = plot.control(samples.disputed().claims, samples.BASIVKA.id, reports=REPORTS)
    assert figure.axes[0].get_title(loc="left").startswith("Control of Basivka")


def test_a_name_is_no_formula() -> None:
    odd = attrs.evolve(samples.BASIVKA, name="$\\frac{a}$")
    figure = plot.control([], odd)
    figure.savefig(io.BytesIO())  # a broken formula would raise


@pytest.mark.parametrize("draw", [plot.claims_per_day, plot.confirmation_lag])
def test_nothing_gives_an_empty_figure(draw: Any) -> None:
    draw([]).savefig(io.BytesIO())


def test_a_figure_is_drawn_on_given_axes() -> None:
    from matplotlib.figure import Figure

    axes = Figure().add_subplot()
    assert plot.claims_per_day(samples.disputed().claims, reports=REPORTS, axes=axes) is axes.figure
    assert axes.containers


def test_pyplot_is_left_alone() -> None:
    before = "matplotlib.pyplot" in sys.modules
    plot.claims_per_day(samples.disputed().claims)
    assert ("matplotlib.pyplot" in sys.modules) == before


def test_without_matplotlib_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    with pytest.raises(ConflictDataError, match=r"pip install conflictdata\[plot\]"):
        plot.claims_per_day([])


def test_times_with_another_offset_fall_on_their_day_in_utc() -> None:
    late = datetime.fromisoformat("2025-04-06T23:30:00-04:00").astimezone(UTC)
    claim = told("mod", "ru:mod")
    assert list(plot.per_day([claim], reports={claim.report: late})) == [date(2025, 4, 7)]
