"""Incremental linking: the same events as a full run, ids that stay, traces of what merged and parted."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conflictdata.errors import ModelError
from conflictdata.linking import Decision, Linker, link
from conflictdata.model import Claim, Event, Location, LocationPrecision, Place, Point, When
from conflictdata.testing.streams import stream

VILLAGE = Place(
    id="test:ozerki", name="Ozerki", point=Point(50.9, 35.42), country="RU", admin1="Belgorod Oblast"
)


def claim(claimant: str, day: int, *, stated: bool = True) -> Claim:
    start = datetime(2025, 3, day, tzinfo=UTC)
    when = When(start=start, end=start + timedelta(days=1), mention=f"March {day}" if stated else None)
    place = Location(
        place=VILLAGE, point=VILLAGE.point, precision=LocationPrecision.SETTLEMENT, region="RU-BEL"
    )
    text = f"{claimant} tells of an attack at Ozerki in words of {claimant} alone, {day} {stated}"
    return Claim(
        report=f"rep-{claimant}-{day}", span=(0, len(text)), text=text, claimant=claimant, kind="attack",
        agent="ua:armed-forces", locations=(place,), when=when,
    )  # fmt: skip


def shape(events: list[Event]) -> dict[frozenset[str], tuple[object, ...]]:
    return {
        frozenset(c.id for c in e.claims): (e.kind, e.when, e.location, e.status, e.confidence, e.credibility)
        for e in events
    }


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 12), st.randoms(use_true_random=False))
def test_claims_in_any_batches_and_order_give_the_events_of_a_full_run(
    seed: int, batches: int, rng: random.Random
) -> None:
    claims = list(stream(120, seed=seed, density=4).claims)
    full = shape(link(claims))
    rng.shuffle(claims)
    linker = Linker()
    for n in range(batches):
        linker.add(claims[n::batches])
    assert shape(linker.events()) == full


def told(events: list[Event]) -> dict[frozenset[str], list[tuple[object, ...]]]:
    """Why claims were joined, by the claims."""
    codes = ("joined", "split", "overruled")
    return {
        frozenset(c.id for c in e.claims): [
            (r.code, r.text, r.claims, r.weight) for r in e.reasons if r.code in codes
        ]
        for e in events
    }


@settings(max_examples=25, deadline=None)
@given(
    st.integers(0, 10**6),
    st.sampled_from([1, 4, 15]),
    st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 10**6), st.booleans()), max_size=6),
    st.randoms(use_true_random=False),
)
def test_claims_and_decisions_one_by_one_give_the_events_and_reasons_of_a_full_run(
    seed: int, density: int, ruled: list[tuple[int, int, bool]], rng: random.Random
) -> None:
    whole = stream(90, seed=seed, density=density)
    claims = list(whole.claims)
    decisions = [
        Decision(left=left.id, right=right.id, same=same)
        for i, j, same in ruled
        if (left := claims[i % len(claims)]) is not (right := claims[j % len(claims)])
    ]
    steps: list[Claim | Decision] = [*claims, *decisions]
    rng.shuffle(steps)
    linker = Linker(reports=whole.published)
    for step in steps:
        if isinstance(step, Decision):
            linker.decide(step)
        else:
            linker.add([step])
    full = link(claims, decisions=decisions, reports=whole.published)
    assert shape(linker.events()) == shape(full)
    assert told(linker.events()) == told(full)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 100))
def test_an_event_that_only_grows_keeps_its_id(seed: int, cut: int) -> None:
    claims = stream(120, seed=seed, density=4).claims
    linker = Linker(claims[:cut])
    before = {e.id: {c.id for c in e.claims} for e in linker.events()}
    linker.add(claims[cut:])
    for event in linker.events():
        grown_from = [id for id, members in before.items() if members <= {c.id for c in event.claims}]
        if len(grown_from) == 1 and len({c.id for c in event.claims} & set().union(*before.values())) == len(
            before[grown_from[0]]
        ):
            assert event.id == grown_from[0]


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10**6))
def test_adding_what_is_there_changes_nothing(seed: int) -> None:
    claims = stream(100, seed=seed, density=4).claims
    linker = Linker(claims)
    before = linker.events()
    assert linker.add(claims) == []
    assert linker.events() == before


def test_only_the_changed_event_is_returned() -> None:
    linker = Linker([claim("isw", 10), claim("isw", 20)])
    (changed,) = linker.add([claim("cnn", 20)])
    assert {c.claimant for c in changed.claims} == {"isw", "cnn"} and len(linker) == 2


def test_a_decision_merges_and_a_later_one_parts_and_both_leave_a_trace() -> None:
    left, right = claim("isw", 10), claim("cnn", 20)
    linker = Linker([left, right])
    old, young = linker.event_of(left.id), linker.event_of(right.id)
    first = Decision(left=left.id, right=right.id, same=True, at=datetime(2025, 4, 1, tzinfo=UTC))
    (merged,) = linker.decide(first)
    assert merged.id == old.id
    assert any(r.code == "merged" and young.id in r.text for r in merged.reasons)
    linker.decide(Decision(left=left.id, right=right.id, same=False, at=datetime(2025, 4, 2, tzinfo=UTC)))
    parted = linker.event_of(right.id)
    assert linker.event_of(left.id).id == old.id != parted.id
    assert any(r.code == "separated" and old.id in r.text for r in parted.reasons)


def test_decisions_wait_for_their_claims_and_outlive_the_linker() -> None:
    left, right = claim("isw", 10), claim("cnn", 20)
    linker = Linker([left])
    linker.decide(Decision(left=left.id, right=right.id, same=True, by="editor"))
    linker.add([right])
    assert len(linker) == 1
    assert len(Linker([right, left], decisions=linker.decisions)) == 1


def test_asking_for_an_unknown_claim_says_so() -> None:
    with pytest.raises(ModelError, match="clm-nowhere"):
        Linker().event_of("clm-nowhere")


def test_a_large_first_batch_goes_through_splink_to_the_same_events(monkeypatch: pytest.MonkeyPatch) -> None:
    claims = stream(200, seed=8, density=4).claims
    full = shape(link(claims))
    monkeypatch.setattr("conflictdata.linking._linker.PYTHON_UP_TO", 50)
    linker = Linker(claims[:150])
    linker.add(claims[150:])
    assert shape(linker.events()) == full
