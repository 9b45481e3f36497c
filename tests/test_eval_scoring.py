"""The scorer of the labelled passages: what counts as found, as right, and that order does not matter."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import scoring
from hypothesis import given
from hypothesis import strategies as st

from conflictdata import sources, taxonomy
from conflictdata.model import Claim, Location, Point, Stance, When

HERE = Path(__file__).parent / "eval"
PASSAGES = [
    json.loads(line)
    for name in ("passages.jsonl", "heldout.jsonl")
    for line in (HERE / name).read_text(encoding="utf-8").splitlines()
]
LABEL: dict[str, Any] = {
    "claimant": "ru:mod", "stance": "asserts", "kind": ["capture", "advance"],
    "places": ["Basivka|51.186,35.088"], "start": "2025-04-06", "end": "2025-04-06",
}  # fmt: skip


def claim(**changes: Any) -> Claim:
    fields: dict[str, Any] = {
        "report": "r", "span": (0, 1), "text": "x", "claimant": "ru:mod", "kind": "capture",
        "locations": (Location(point=Point(51.19, 35.09)),),
        "when": When(start="2025-04-05T21:00:00Z", end="2025-04-06T21:00:00Z"),
    }  # fmt: skip
    return Claim(**(fields | changes))


def test_a_right_claim_is_right_in_all() -> None:
    assert scoring.judge(LABEL, claim()) == {
        "stance": True, "place": True, "claimant": True, "time": True,
    }  # fmt: skip


@pytest.mark.parametrize(
    "change", [{"kind": "attack"}, {"locations": ()}, {"locations": (Location(point=Point(51.6, 35.1)),)}]
)
def test_another_kind_or_place_is_another_claim(change: dict[str, Any]) -> None:
    assert scoring.judge(LABEL, claim(**change)) is None


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"claimant": "cnn"}, "claimant"),
        ({"stance": Stance.DENIES}, "stance"),
        ({"when": None}, "time"),
        ({"when": When(start="2025-03-31T21:00:00Z", end="2025-04-30T21:00:00Z")}, "time"),
    ],
)
def test_what_is_wrong_is_named(change: dict[str, Any], wrong: str) -> None:
    right = scoring.judge(LABEL, claim(**change))
    assert right is not None
    assert [name for name, well in right.items() if not well] == [wrong]


def test_a_bound_from_above_asks_for_no_beginning() -> None:
    label = LABEL | {"start": None}
    early = When(start="2025-01-01T00:00:00Z", end="2025-04-07T00:00:00Z")
    late = When(start="2025-04-06T00:00:00Z", end="2025-04-10T00:00:00Z")
    assert scoring.judge(label, claim(when=early)) == scoring.judge(label, claim())
    assert (scoring.judge(label, claim(when=late)) or {})["time"] is False


@given(st.permutations([claim(), claim(claimant="cnn"), claim(kind="attack"), claim(span=(2, 3))]))
def test_the_order_of_claims_does_not_matter(claims: list[Claim]) -> None:
    score = scoring.Score()
    score.add([LABEL, LABEL], claims, scoring.pair([LABEL, LABEL], claims))
    assert (score.found, score.strict, score.claims) == (2, 2, 4)
    assert score.f1(score.strict) == pytest.approx(2 * 2 / 6)


def test_nothing_to_find_and_nothing_found_is_right() -> None:
    assert scoring.Score().f1(0) == 1.0


@pytest.mark.parametrize("passage", PASSAGES, ids=lambda passage: str(passage["id"]))
def test_a_passage_is_labelled_in_the_terms_of_the_project(passage: dict[str, Any]) -> None:
    assert passage["lang"] in ("en", "uk", "ru")
    assert passage["source"] in {source.id for source in sources.known()}
    for label in passage["claims"]:
        assert set(label) == {"claimant", "stance", "kind", "places", "start", "end"}
        assert set(label["kind"]) <= set(taxonomy.kinds())
        Stance(label["stance"])
        for place in label["places"]:
            name, at, *_ = place.split("|")
            Point(*(float(part) for part in at.split(",")))
            assert name


def test_the_ids_of_passages_are_their_own() -> None:
    assert len({passage["id"] for passage in PASSAGES}) == len(PASSAGES)
