"""The typed core: what is allowed, what is equal, what an id depends on, what a code means."""

from __future__ import annotations

import math
import subprocess
import sys
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from conflictdata import model
from conflictdata.errors import ConflictDataError, ModelError
from conflictdata.model import (
    AcledGeoPrecision,
    AcledTimePrecision,
    Actor,
    Claim,
    Event,
    Location,
    LocationPrecision,
    Place,
    Point,
    Quantity,
    Report,
    Source,
    Stance,
    UcdpDatePrecision,
    UcdpWherePrecision,
    When,
)

CLASSES = [getattr(model, name) for name in model.__all__ if attrs.has(getattr(model, name))]

latitudes = st.floats(-89.0, 89.0)
longitudes = st.floats(-180.0, 180.0)
points = st.builds(Point, lat=latitudes, lon=longitudes)
instants = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))
lengths = st.timedeltas(timedelta(minutes=1), timedelta(days=800))
whens = st.builds(lambda start, length: When(start=start, end=start + length), instants, lengths)


def claim(**changes: Any) -> Claim:
    fields: dict[str, Any] = {
        "report": "rep-1", "span": (0, 4), "text": "text", "claimant": "ru:mod", "kind": "capture",
    }  # fmt: skip
    return Claim(**(fields | changes))


@pytest.mark.parametrize("cls", CLASSES)
def test_classes_are_frozen_and_slotted(cls: type[Any]) -> None:
    assert "__slots__" in vars(cls)
    assert "__setattr__" in vars(cls)  # the one attrs gives a frozen class


def test_a_value_cannot_be_changed_and_can_be_a_key() -> None:
    place = Place(id="geonames:1", name="Hrafovka", names={"ru": "Графовка"})
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        place.name = "x"  # type: ignore[misc]
    same = Place(id="geonames:1", name="Hrafovka", names={"ru": ["Графовка"]})
    assert {place: 1}[same] == 1
    assert hash(claim()) == hash(claim())


@pytest.mark.parametrize(
    ("make", "field", "value"),
    [
        (lambda: Point(91, 0), "Point.lat", "91"),
        (lambda: Point(0, float("nan")), "Point.lon", "nan"),
        (lambda: Report(source="", text="", published="2025-04-08"), "Report.source", "''"),
        (lambda: Source(id="x", timezone="Mars/Base"), "Source.timezone", "Mars/Base"),
        (lambda: Source(id="x", day_starts=24), "Source.day_starts", "24"),
        (lambda: claim(stance="guesses"), "Stance", "guesses"),
        (lambda: claim(span=(5, 2)), "Claim.span", "(5, 2)"),
        (lambda: claim(via="cnn"), "", "cnn"),
        (lambda: Quantity(value=-1, unit="tank"), "Quantity.value", "-1"),
        (lambda: Location(distance_km=-3), "Location.distance_km", "-3"),
        (lambda: Event(kind="capture", claims=(), confidence=1.5), "Event.confidence", "1.5"),
        (lambda: Place(id=" ", name="x"), "Place.id", "' '"),
    ],
)
def test_a_refused_value_is_named_with_its_field(make: Any, field: str, value: str) -> None:
    with pytest.raises(ModelError) as caught:
        make()
    assert field in str(caught.value)
    assert value in str(caught.value)
    assert isinstance(caught.value, ConflictDataError)
    assert isinstance(caught.value, ValueError)


def test_a_wrong_member_is_answered_with_the_right_ones() -> None:
    with pytest.raises(ModelError, match="asserts, confirms, denies"):
        claim(stance="guesses")


# Ids


@pytest.mark.parametrize(
    "change",
    [
        {"report": "rep-2"}, {"span": (1, 4)}, {"claimant": "ua:president"}, {"kind": "attack"},
        {"via": ("isw",)}, {"stance": Stance.DENIES}, {"agent": "ru:armed-forces"}, {"target": "bridge"},
        {"outcome": "failure"}, {"locations": (Location(mention="Basivka"),)},
        {"when": When(start="2025-04-06T00:00:00Z", end="2025-04-07T00:00:00Z")},
    ],
)  # fmt: skip
def test_what_identifies_a_claim_changes_its_id(change: dict[str, Any]) -> None:
    assert claim(**change).id != claim().id


def test_what_does_not_identify_a_claim_leaves_its_id() -> None:
    assert claim(hedged=True).id == claim().id
    assert claim(extra=(("note", '"x"'),)).id == claim().id


def test_ids_do_not_depend_on_the_process() -> None:
    code = (
        "from conflictdata.model import Report;"
        "print(Report(source='isw', text='Текст', published='2025-04-08').id)"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(seen) == 1


def test_a_report_with_an_address_keeps_its_id_when_edited() -> None:
    first = Report(source="isw", text="a", published="2025-04-08", url="https://example.org/1")
    edited = Report(source="isw", text="b", published="2025-04-09", url="https://example.org/1", revision=1)
    assert first.id == edited.id
    assert first.id != Report(source="cnn", text="a", published="2025-04-08", url=first.url).id


@given(st.lists(st.text(max_size=5), max_size=4), st.lists(st.text(max_size=5), max_size=4))
def test_different_parts_give_different_ids(a: list[str], b: list[str]) -> None:
    assume(a != b)
    assert model.content_id("x", *a) != model.content_id("x", *b)


# Time


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ModelError, match="zone"):
        Report(source="isw", text="", published="2025-04-08T12:00:00")


def test_a_date_is_its_noon_in_utc() -> None:
    noon = datetime(2025, 4, 8, 12, tzinfo=UTC)
    assert Report(source="isw", text="", published="2025-04-08").published == noon
    assert Report(source="isw", text="", published=date(2025, 4, 8)).published == noon


@given(instants, st.integers(-14 * 60, 14 * 60))
def test_the_offset_of_a_time_does_not_matter(instant: datetime, minutes: int) -> None:
    elsewhere = instant.astimezone(timezone(timedelta(minutes=minutes)))
    here = Report(source="isw", text="t", published=instant)
    assert Report(source="isw", text="t", published=elsewhere) == here
    assert Report(source="isw", text="t", published=elsewhere.isoformat()).id == here.id


@given(instants, lengths)
def test_a_span_ends_after_it_starts(instant: datetime, length: timedelta) -> None:
    with pytest.raises(ModelError, match="later than start"):
        When(start=instant, end=instant - length)
    with pytest.raises(ModelError, match="later than start"):
        When(start=instant, end=instant)


@given(whens, whens)
def test_overlap_and_gap_are_symmetric_and_agree(a: When, b: When) -> None:
    assert a.overlaps(b) == b.overlaps(a)
    assert a.gap(b) == b.gap(a) >= timedelta(0)
    if a.gap(b):
        assert not a.overlaps(b)
    if not a.overlaps(b):
        assert a.end <= b.start or b.end <= a.start


def test_spans_that_touch_do_not_overlap() -> None:
    monday = When(start="2025-04-07T00:00:00Z", end="2025-04-08T00:00:00Z")
    tuesday = When(start="2025-04-08T00:00:00Z", end="2025-04-09T00:00:00Z")
    assert not monday.overlaps(tuesday)
    assert monday.gap(tuesday) == timedelta(0)


@pytest.mark.parametrize(
    ("days", "ucdp", "acled"),
    [
        (1, UcdpDatePrecision.DAY, AcledTimePrecision.DAY),
        (2, UcdpDatePrecision.TWO_TO_SIX_DAYS, AcledTimePrecision.WEEK),
        (6, UcdpDatePrecision.TWO_TO_SIX_DAYS, AcledTimePrecision.WEEK),
        (7, UcdpDatePrecision.WEEK, AcledTimePrecision.WEEK),
        (31, UcdpDatePrecision.MONTH, AcledTimePrecision.MONTH),
        (60, UcdpDatePrecision.MORE_THAN_MONTH, AcledTimePrecision.MONTH),
    ],
)
def test_date_precision_codes(days: int, ucdp: UcdpDatePrecision, acled: AcledTimePrecision) -> None:
    start = datetime(2025, 3, 1, tzinfo=UTC)
    span = When(start=start, end=start + timedelta(days=days), mention="then")
    assert span.ucdp_date_prec is ucdp
    assert span.acled_time_precision is acled


def test_the_day_on_which_the_clocks_go_back_is_still_a_day() -> None:
    # Kyiv, 26 October 2025: from UTC+3 to UTC+2, 25 hours
    span = When(start="2025-10-25T21:00:00Z", end="2025-10-26T22:00:00Z", mention="on Sunday")
    assert span.ucdp_date_prec is UcdpDatePrecision.DAY
    assert span.acled_time_precision is AcledTimePrecision.DAY


@given(st.dates(date(1990, 1, 1), date(2040, 1, 1)), st.integers(-11, 12), st.integers(1, 40))
def test_the_days_of_a_span_are_those_of_the_calendar_it_was_told_in(
    first: date, zone: int, days: int
) -> None:
    start = datetime.combine(first, time(), timezone(timedelta(hours=zone)))
    told = When(start=start, end=start + timedelta(days=days))
    assert told.days == (first, first + timedelta(days=days - 1))


@given(st.integers(1, 60))
def test_a_time_that_is_the_reports_is_never_coded_as_a_day(days: int) -> None:
    start = datetime(2025, 3, 1, tzinfo=UTC)
    told = When(start=start, end=start + timedelta(days=days))
    assert told.ucdp_date_prec > UcdpDatePrecision.DAY
    assert told.acled_time_precision > AcledTimePrecision.DAY


# Place


def test_a_degree_of_latitude() -> None:
    degree = math.radians(1) * 6371.0088
    assert Point(50, 36).distance_km(Point(51, 36)) == pytest.approx(degree)


@given(points, points)
def test_distance_is_symmetric_and_bounded(a: Point, b: Point) -> None:
    assert a.distance_km(b) == pytest.approx(b.distance_km(a), abs=1e-6)
    assert 0 <= a.distance_km(b) <= math.pi * 6371.0088 + 1e-6


@given(st.builds(Point, lat=st.floats(-60, 60), lon=longitudes), st.floats(0, 359.9), st.floats(0.5, 500))
def test_an_offset_lies_at_the_distance_and_in_the_direction(a: Point, bearing: float, km: float) -> None:
    there = a.offset(bearing, km)
    assert a.distance_km(there) == pytest.approx(km, rel=1e-6)
    turn = (a.bearing(there) - bearing + 180) % 360 - 180
    assert turn == pytest.approx(0, abs=0.01)


@pytest.mark.parametrize(
    ("precision", "ucdp", "acled"),
    [
        ("settlement", 1, 1), ("vicinity", 2, 1), ("district", 3, 2), ("region", 4, 3), ("area", 5, 2),
        ("country", 6, 3),
    ],
)  # fmt: skip
def test_place_precision_codes(precision: str, ucdp: int, acled: int) -> None:
    location = Location(precision=LocationPrecision(precision))
    assert location.ucdp_where_prec == UcdpWherePrecision(ucdp)
    assert location.acled_geo_precision == AcledGeoPrecision(acled)


# Names


def test_an_actor_without_a_name_in_the_language_has_another() -> None:
    actor = Actor(id="ua:president", names={"uk": ["Президент України"], "en": "President of Ukraine"})
    assert actor.name("uk") == "Президент України"
    assert actor.name("ru") == "President of Ukraine"
    assert Actor(id="ru:rybar").name() == "ru:rybar"


def test_the_order_in_which_names_are_given_does_not_matter() -> None:
    one = Place(id="p", name="x", names={"en": "a", "uk": "б"})
    assert one == Place(id="p", name="x", names={"uk": ["б"], "en": ["a"]})
