"""The JSON Schemas are valid, say what the classes say, and hold for what the package writes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given

import conflictdata as cd
from conflictdata import records, schema
from conflictdata.errors import RecordError
from conflictdata.model import Stance
from test_records import claims, events, reports

NAMES = ("report", "claim", "event")


def validator(name: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(
        schema.json_schema(name), format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )


def refused(name: str, record: dict[str, Any]) -> list[str]:
    return [error.json_path for error in validator(name).iter_errors(record)]


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_a_schema(name: str) -> None:
    found = schema.json_schema(name)
    jsonschema.Draft202012Validator.check_schema(found)
    assert found["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert json.loads(json.dumps(found)) == found


@pytest.mark.parametrize("name", NAMES)
def test_every_field_is_described_or_plain(name: str) -> None:
    found = schema.json_schema(name)
    plain = {"id", "kind", "title", "url", "text", "source", "hedged"}
    for field, rule in found["properties"].items():
        assert "description" in rule or "$ref" in str(rule) or "enum" in rule or field in plain | {
            "retrieved", "when", "location", "actors", "reasons", "quantities", "evidence",
        }, field  # fmt: skip


@given(claims)
def test_what_is_written_of_a_claim_is_valid(claim: Any) -> None:
    validator("claim").validate(records.to_record(claim))


@given(reports)
def test_what_is_written_of_a_report_is_valid(report: Any) -> None:
    validator("report").validate(records.to_record(report))


@given(events)
def test_what_is_written_of_an_event_is_valid(event: Any) -> None:
    validator("event").validate(records.to_record(event))


def test_claims_of_a_real_reading_are_valid() -> None:
    text = (
        "Russian forces seized Malynivka on June 30, the Russian Ministry of Defense claimed. "
        "Ukraine’s General Staff denied that Russian forces entered the village."
    )
    found = cd.extract(text, source="isw", published="2026-06-30T20:00:00Z")
    assert found
    for claim in found:
        validator("claim").validate(records.to_record(claim))
    for event in cd.link(found):
        validator("event").validate(records.to_record(event))


MINIMAL: dict[str, dict[str, Any]] = {
    "report": {"source": "isw", "text": "", "published": "2025-04-08T12:00:00Z"},
    "claim": {"report": "r", "span": [0, 1], "text": "x", "claimant": "isw", "kind": "capture"},
    "event": {"kind": "capture", "claims": []},
}


@pytest.mark.parametrize("name", NAMES)
def test_what_has_a_default_may_be_left_out_and_nothing_else(name: str) -> None:
    cls = {"report": cd.Report, "claim": cd.Claim, "event": cd.Event}[name]
    assert refused(name, MINIMAL[name]) == []
    records.from_record(cls, MINIMAL[name])
    for field in MINIMAL[name]:
        shorter = {key: value for key, value in MINIMAL[name].items() if key != field}
        assert refused(name, shorter)
        with pytest.raises(RecordError):
            records.from_record(cls, shorter)


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"stance": "guesses"}, "$.stance"),
        ({"span": [0]}, "$.span"),
        ({"span": [0, 1, 2]}, "$.span"),
        ({"via": "cnn"}, "$.via"),
        ({"locations": [{"lat": 91.0}]}, "$.locations[0].lat"),
        ({"locations": [{"colour": 1}]}, "$.locations[0]"),
        ({"hedged": 1}, "$.hedged"),
    ],
)
def test_what_the_reader_refuses_the_schema_refuses(change: dict[str, Any], path: str) -> None:
    assert path in refused("claim", MINIMAL["claim"] | change)


def test_the_enumerations_are_those_of_the_model() -> None:
    assert schema.json_schema("claim")["properties"]["stance"]["enum"] == [stance.value for stance in Stance]


def test_a_record_may_carry_more_than_the_model_knows() -> None:
    assert refused("claim", MINIMAL["claim"] | {"note": "by a plugin"}) == []


def test_there_is_no_schema_of_anything_else() -> None:
    with pytest.raises(RecordError, match="report, claim, event"):
        schema.json_schema("rumour")


def test_the_own_labelled_passages_are_report_records() -> None:
    lines = (Path(__file__).parent / "eval" / "passages.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) >= 40
    for line in lines:
        validator("report").validate(json.loads(line))
