"""The record format: round trips are exact, unknown fields are kept or refused, faults are named."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflictdata import records
from conflictdata.errors import RecordError
from conflictdata.model import (
    Actor,
    ActorKind,
    Claim,
    Credibility,
    Event,
    Evidence,
    Location,
    LocationPrecision,
    Outcome,
    Place,
    PlaceKind,
    Point,
    Quantity,
    Reason,
    Relation,
    Reliability,
    Report,
    Source,
    SourceKind,
    Stance,
    Status,
    Terms,
    When,
    WhenPrecision,
)

words = st.text(min_size=1, max_size=12).filter(str.strip)
maybe = st.none() | words
instants = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))
points = st.builds(Point, lat=st.floats(-90, 90), lon=st.floats(-180, 180))
names = st.dictionaries(
    st.sampled_from(["en", "uk", "ru", "und"]), st.lists(words, min_size=1, max_size=2), max_size=3
)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip
whens = st.builds(
    lambda start, length, **more: When(start=start, end=start + length, **more),
    instants,
    st.timedeltas(timedelta(minutes=1), timedelta(days=800)),
    precision=st.sampled_from(WhenPrecision),
    mention=maybe,
    open_start=st.booleans(),
)
places = st.builds(
    Place, id=words, name=words, names=names, kind=st.sampled_from(PlaceKind), point=st.none() | points,
    country=st.sampled_from(["UA", "RU", ""]), admin1=st.text(max_size=5), population=st.integers(0, 10**7),
)  # fmt: skip
locations = st.builds(
    Location, place=st.none() | places, relation=st.sampled_from(Relation), other=st.none() | places,
    distance_km=st.none() | st.floats(0, 1000), point=st.none() | points, mention=maybe,
    precision=st.sampled_from(LocationPrecision), region=st.text(max_size=6), score=st.floats(0, 1),
)  # fmt: skip
quantities = st.builds(
    Quantity, value=st.floats(0, 1e9), unit=words, maximum=st.none() | st.floats(0, 1e9), mention=maybe,
    approximate=st.booleans(),
)  # fmt: skip
evidence = st.builds(Evidence, kind=words, url=maybe, note=st.text(max_size=5))
claims = st.builds(
    Claim, report=words, span=st.tuples(st.integers(0, 9), st.integers(9, 99)), text=st.text(max_size=30),
    claimant=words, kind=words, via=st.lists(words, max_size=3), stance=st.sampled_from(Stance),
    hedged=st.booleans(), agent=maybe, target=maybe, locations=st.lists(locations, max_size=2),
    when=st.none() | whens, outcome=st.sampled_from(Outcome), quantities=st.lists(quantities, max_size=2),
    evidence=st.lists(evidence, max_size=2),
)  # fmt: skip
reports = st.builds(
    Report, source=words, text=st.text(max_size=40), published=instants, url=maybe, title=st.text(max_size=9),
    lang=st.none() | st.sampled_from(["en", "uk", "ru"]), retrieved=st.none() | instants,
    revision=st.integers(0, 5), deleted=st.booleans(), media=st.lists(words, max_size=2),
    links=st.lists(words, max_size=2), forwarded_from=st.none() | st.text(max_size=4), reply_to=maybe,
)  # fmt: skip
sources = st.builds(
    Source, id=words, name=st.text(max_size=9), kind=st.sampled_from(SourceKind), side=maybe, lang=maybe,
    url=maybe, timezone=st.sampled_from(["UTC", "Europe/Kyiv", "Europe/Moscow"]), area=st.lists(words, max_size=2),
    day_starts=st.integers(0, 23), reliability=st.sampled_from(Reliability), terms=st.builds(Terms, note=words),
)  # fmt: skip
actors = st.builds(Actor, id=words, names=names, kind=st.sampled_from(ActorKind), side=maybe, parent=maybe)
events = st.builds(
    Event, kind=words, claims=st.lists(claims, max_size=2), when=st.none() | whens, location=st.none() | locations,
    actors=st.lists(words, max_size=2), status=st.sampled_from(Status), confidence=st.floats(0, 1),
    credibility=st.sampled_from(Credibility),
    reasons=st.lists(st.builds(Reason, code=words, text=words, at=st.none() | instants), max_size=2),
)  # fmt: skip
objects = claims | reports | sources | actors | events | places | locations | whens


@given(objects)
def test_round_trip_through_json_is_exact(obj: Any) -> None:
    text = json.dumps(records.to_record(obj))
    assert records.from_record(type(obj), json.loads(text), unknown="refuse") == obj


@given(claims | reports | events)
def test_a_line_is_one_line_and_round_trips(obj: Any) -> None:
    line = records.dumps(obj)
    assert "\n" not in line
    assert records.loads(type(obj), line) == obj


@given(
    claims | reports,
    st.dictionaries(st.text(min_size=1, max_size=4).map("x-".__add__), json_values, max_size=3),
)
def test_unknown_fields_are_kept_through_a_round_trip(obj: Any, unknown: dict[str, Any]) -> None:
    record = records.to_record(obj) | unknown
    kept = records.from_record(type(obj), record)
    assert records.to_record(kept) == record
    assert kept.id == obj.id
    assert records.from_record(type(obj), record, unknown="drop") == obj


@pytest.mark.parametrize(
    ("cls", "record"),
    [
        (Report, {"source": "isw", "text": "t", "published": "2025-04-08T12:00:00Z", "colour": 1}),
        (Place, {"id": "p", "name": "x", "colour": 1}),
    ],
)
def test_an_unknown_field_is_refused_by_name_when_asked(cls: type[Any], record: dict[str, Any]) -> None:
    with pytest.raises(RecordError, match="colour"):
        records.from_record(cls, record, unknown="refuse")


RECORD: dict[str, Any] = {
    "id": "clm-1", "report": "dev-10", "claimant": "ru:mod", "via": ["isw"], "stance": "asserts",
    "hedged": False, "kind": "capture", "outcome": "success", "agent": "ru:armed-forces", "target": None,
    "locations": [
        {"place": {"id": "geonames:1", "name": "Malynivka", "names": {"uk": ["Малинівка"]}, "country": "UA",
                   "lat": 48.6, "lon": 37.7},
         "relation": "in", "distance_km": None, "lat": 48.6, "lon": 37.7, "precision": "settlement",
         "mention": "Malynivka"}],
    "when": {"start": "2026-06-29T21:00:00Z", "end": "2026-06-30T21:00:00Z", "precision": "day", "mention": None},
    "quantities": [], "text": "the sentence", "span": [0, 12],
}  # fmt: skip


def test_the_published_form_of_a_claim_is_read_and_written() -> None:
    claim = records.from_record(Claim, RECORD)
    assert claim.locations[0].point == Point(48.6, 37.7)
    assert claim.locations[0].place is not None
    assert claim.locations[0].place.names == (("uk", ("Малинівка",)),)
    assert claim.when is not None
    assert claim.when.start == datetime(2026, 6, 29, 21, tzinfo=UTC)
    written = records.to_record(claim)
    flat = RECORD.keys() - {"locations", "when"}
    assert {key: written[key] for key in flat} == {key: RECORD[key] for key in flat}
    assert written["when"].items() >= dict(RECORD["when"]).items()
    assert written["locations"][0]["place"]["names"] == {"uk": ["Малинівка"]}
    assert (written["locations"][0]["lat"], written["locations"][0]["lon"]) == (48.6, 37.7)


@pytest.mark.parametrize(
    ("path", "value", "named"),
    [
        (("stance",), "guesses", "guesses"),
        (("hedged",), "no", "'no'"),
        (("span",), [0, "9"], "'9'"),
        (("locations", 0, "place", "lat"), 123, "123"),
        (("locations", 0, "relation"), "inside", "inside"),
        (("when", "start"), "yesterday", "yesterday"),
        (("when", "end"), "2026-06-29T21:00:00Z", "later than start"),
        (("via",), "isw", "isw"),
        (("claimant",), None, "must be a string"),
        (("locations",), {"place": None}, ""),
    ],
)
def test_a_fault_is_named(path: tuple[Any, ...], value: Any, named: str) -> None:
    record = json.loads(json.dumps(RECORD))
    target = record
    for step in path[:-1]:
        target = target[step]
    target[path[-1]] = value
    with pytest.raises(RecordError) as caught:
        records.from_record(Claim, record)
    assert named in str(caught.value)


def test_a_missing_field_is_named() -> None:
    with pytest.raises(RecordError, match="claimant"):
        records.from_record(Claim, {key: value for key, value in RECORD.items() if key != "claimant"})


@given(json_values, st.sampled_from([Claim, Report, Event, Place]))
def test_any_json_is_a_record_or_a_record_error(value: Any, cls: type[Any]) -> None:
    try:
        records.from_record(cls, value)
    except RecordError as error:
        assert cls.__name__ in str(error)


@given(st.data(), claims)
def test_a_record_with_one_field_spoilt_is_read_or_refused_as_a_record(data: Any, claim: Claim) -> None:
    record = records.to_record(claim)
    record[data.draw(st.sampled_from(sorted(record)))] = data.draw(json_values)
    try:
        assert isinstance(records.from_record(Claim, record), Claim)
    except RecordError:
        pass


@given(st.binary(max_size=40))
def test_any_bytes_are_a_record_or_a_record_error(line: bytes) -> None:
    with pytest.raises(RecordError):
        records.loads(Claim, line)


def test_lines_nested_too_deep_are_refused() -> None:
    with pytest.raises(RecordError, match="not JSON"):
        records.loads(Claim, "[" * 200_000)


def test_reading_lines_names_the_bad_one_and_skips_blank_ones() -> None:
    lines = [json.dumps(RECORD), "", "   ", '{"id": "x"}']
    reading = records.read_jsonl(Claim, lines)
    assert next(reading).id == "clm-1"
    with pytest.raises(RecordError, match="line 4"):
        next(reading)
