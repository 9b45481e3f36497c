"""Control of places over time."""

from __future__ import annotations

import itertools
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from conflictdata.cli.control import control_command
from conflictdata.control import CONTESTED, Control, control
from conflictdata.errors import ModelError
from conflictdata.linking import link
from conflictdata.model import Claim, Location, LocationPrecision, Outcome, Place, Point, Stance, When
from conflictdata.records import dumps

PLACES = tuple(
    Place(id=f"test:{name}", name=name, point=Point(lat, 35.4), country="UA", admin1="Sumy Oblast")
    for name, lat in (("Ozerki", 51.2), ("Popovka", 51.4))
)


def claim(claimant: str, kind: str, agent: str, day: int, place: Place = PLACES[0], **more: Any) -> Claim:
    start = datetime(2025, 3, 1, tzinfo=UTC) + timedelta(days=day - 1)
    text = f"{claimant} on {kind} by {agent} at {place.name} on {day}"
    where = Location(place=place, point=place.point, precision=LocationPrecision.SETTLEMENT, region="UA-59")
    fields: dict[str, Any] = {
        "report": f"rep-{claimant}-{day}", "span": (0, len(text)), "text": text, "claimant": claimant, "kind": kind,
        "agent": f"{agent}:armed-forces", "locations": (where,),
        "when": When(start=start, end=start + timedelta(days=1), mention=f"day {day}"),
    }  # fmt: skip
    return Claim(**fields | more)


CLAIMS = st.lists(
    st.builds(
        claim,
        st.sampled_from(["isw", "ru:mod", "ua:general-staff", "deepstate"]),
        st.sampled_from(["capture", "withdrawal", "presence", "clearing", "attack"]),
        st.sampled_from(["ua", "ru"]),
        st.integers(1, 90),
        st.sampled_from(PLACES),
        stance=st.sampled_from([Stance.ASSERTS, Stance.DENIES, Stance.CONFIRMS]),
        outcome=st.sampled_from([Outcome.SUCCESS, Outcome.UNKNOWN, Outcome.FAILURE]),
    ),
    max_size=12,
)


@settings(max_examples=60, deadline=None)
@given(CLAIMS)
def test_periods_follow_one_another_without_gap_or_repetition(claims: list[Claim]) -> None:
    state = Control(claims)
    for place in PLACES:
        periods = state.timeline(place.id)
        for before, after in itertools.pairwise(periods):
            assert before.end == after.start >= before.start
            assert before.holder != after.holder
        assert all(p.end is None for p in periods[-1:])
        assert {p.holder for p in periods} <= {"ua", "ru", CONTESTED}
    assert Control(link(claims)).changes() == state.changes()


@settings(max_examples=40, deadline=None)
@given(CLAIMS, st.integers(1, 120))
def test_the_changes_before_a_day_tell_who_holds_the_place_then(claims: list[Claim], day: int) -> None:
    state = Control(claims)
    moment = datetime(2025, 3, 1, tzinfo=UTC) + timedelta(days=day)
    for place in PLACES:
        changes = [c for c in state.changes(until=moment) if c.place == place.id]
        held = state.at(place.id, moment - timedelta(microseconds=1))
        assert (changes[-1].after if changes else None) == (held.holder if held else None)


def holders(*claims: Claim) -> list[tuple[str, str]]:
    return [(f"{p.start:%m-%d}", p.holder) for p in Control(claims).timeline(PLACES[0].id)]


def test_a_boast_is_contested_until_the_other_side_concedes() -> None:
    assert holders(
        claim("isw", "presence", "ua", 2),
        claim("ru:mod", "capture", "ru", 10),
        claim("ua:general-staff", "withdrawal", "ua", 15),
    ) == [("03-02", "ua"), ("03-10", CONTESTED), ("03-15", "ru")]


def test_a_denied_capture_stays_contested() -> None:
    denial = claim("ua:general-staff", "capture", "ru", 10, stance=Stance.DENIES)
    assert holders(claim("ru:mod", "capture", "ru", 10), denial) == [("03-10", CONTESTED)]


@pytest.mark.parametrize("kind", ["capture", "presence"])
def test_a_boast_that_nobody_contradicts_stands_after_a_month_of_claims(kind: str) -> None:
    boast, later = claim("ru:mod", kind, "ru", 1), claim("isw", "attack", "ru", 40, PLACES[1])
    assert holders(boast, later) == [("03-01", CONTESTED), ("03-31", "ru")]


def test_nothing_settles_after_the_last_report() -> None:
    boast, soon = claim("ru:mod", "capture", "ru", 1), claim("isw", "attack", "ru", 20, PLACES[1])
    assert holders(boast) == holders(boast, soon) == [("03-01", CONTESTED)]


def test_a_neutral_word_settles_it() -> None:
    assert holders(claim("isw", "capture", "ru", 5)) == [("03-05", "ru")]


def test_a_failed_capture_and_an_attack_change_nothing() -> None:
    assert holders(
        claim("isw", "capture", "ru", 5, outcome=Outcome.FAILURE), claim("isw", "attack", "ru", 7)
    ) == []  # fmt: skip


def test_control_on_a_date() -> None:
    claims = [claim("isw", "capture", "ru", 5), claim("isw", "capture", "ua", 20)]
    held = [control(claims, PLACES[0].id, day) for day in ("2025-03-04", "2025-03-05", "2025-03-20")]
    assert [period and period.holder for period in held] == [None, "ru", "ua"]


def test_the_command_lists_changes_and_answers_for_a_day(tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl"
    told = [claim("isw", "capture", "ru", 5), claim("isw", "capture", "ua", 20, PLACES[1])]
    path.write_text("".join(dumps(each) + "\n" for each in told), encoding="utf-8")
    run = CliRunner().invoke(control_command, [str(path), "--format", "jsonl"])
    rows = [json.loads(line) for line in run.output.splitlines()]
    assert [(row["name"], row["before"], row["after"]) for row in rows] == [
        ("Ozerki", None, "ru"),
        ("Popovka", None, "ua"),
    ]
    day = CliRunner().invoke(control_command, [str(path), "--on", "2025-03-06"])
    assert "Ozerki: ru" in day.output and "Popovka" not in day.output
    assert "Ozerki: ru" in CliRunner().invoke(control_command, [str(path), "--place", "ozerki"]).output
    assert CliRunner().invoke(control_command, [str(path), "--on", "soon"]).exit_code == 2
    assert "nowhere" in str(CliRunner().invoke(control_command, [str(path), "--place", "nowhere"]).exception)


@pytest.mark.parametrize("moment", ["31/31/2025", "2025-02-30", "", 5, None])
def test_what_is_no_moment_is_refused(moment: Any) -> None:
    with pytest.raises(ModelError, match="date"):
        Control([]).at("geonames:1", moment)
