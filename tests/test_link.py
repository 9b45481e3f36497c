"""Linking: properties first, then the cases that linking exists for."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conflictdata.errors import ModelError
from conflictdata.linking import Decision, LinkageModel, Linker, link
from conflictdata.linking.model import Features, features
from conflictdata.model import (
    Claim,
    Event,
    Location,
    LocationPrecision,
    Place,
    PlaceKind,
    Point,
    Relation,
    Stance,
    Status,
    When,
    WhenPrecision,
)
from conflictdata.testing.streams import b_cubed, stream

REGION = Place(
    id="test:region", name="Belgorod Oblast", kind=PlaceKind.REGION, point=Point(50.6, 37.0), country="RU",
    admin1="Belgorod Oblast",
)  # fmt: skip
VILLAGES = tuple(
    Place(id=f"test:{name}", name=name, point=Point(lat, lon), country="RU", admin1="Belgorod Oblast")
    for name, lat, lon in (("Ozerki", 50.90, 35.42), ("Popovka", 50.95, 35.40), ("Prilesye", 51.05, 35.30))
)


def at(place: Place, **more: Any) -> Location:
    precision = LocationPrecision.REGION if place is REGION else LocationPrecision.SETTLEMENT
    return Location(
        **{"place": place, "point": place.point, "precision": precision, "region": "RU-BEL", **more}
    )


def on(day: int) -> When:
    start = datetime(2025, 3, day, tzinfo=UTC)
    return When(start=start, end=start + timedelta(days=1), mention=f"March {day}")


def by(day: int) -> When:
    """No time of its own: bounded by a report of that day."""
    end = datetime(2025, 3, day, 12, tzinfo=UTC)
    return When(start=end - timedelta(days=1), end=end)


def claim(
    claimant: str, place: Place | None, when: When | None, kind: str = "attack", **more: object
) -> Claim:
    text = str(more.pop("text", f"{claimant} on {kind} at {place.name if place else 'somewhere'} {when}"))
    where = more.pop("locations", (at(place),) if place else ())
    fields: dict[str, Any] = {
        "report": f"rep-{claimant}", "span": (0, len(text)), "text": text, "claimant": claimant, "kind": kind,
        "agent": "ua:armed-forces", "locations": where, "when": when,
    }  # fmt: skip
    return Claim(**fields | more)


def shape(events: list[Event]) -> list[list[str]]:
    return sorted(sorted(each.id for each in event.claims) for event in events)


CLAIMS = st.builds(
    claim,
    st.sampled_from(["isw", "ru:mod", "ua:general-staff", "cnn", "ru:rybar"]),
    st.sampled_from([*VILLAGES, REGION, None]),
    st.one_of(st.none(), st.integers(10, 16).map(on), st.integers(10, 16).map(by)),
    st.sampled_from(
        ["attack", "armed-clash", "capture", "withdrawal", "air-drone-strike", "infrastructure-damage"]
    ),
    stance=st.sampled_from(list(Stance)),
    agent=st.sampled_from([None, "ua:armed-forces", "ru:armed-forces"]),
    text=st.sampled_from(
        ["one wording of it", "another wording", "a third that goes on for longer than that"]
    ),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(CLAIMS, max_size=14), st.randoms(use_true_random=False))
def test_every_claim_is_in_one_event_whatever_the_order(claims: list[Claim], rng: random.Random) -> None:
    events = link(claims)
    assert sorted(c.id for e in events for c in e.claims) == sorted({c.id for c in claims})
    shuffled = [*claims, *claims[:3]]
    rng.shuffle(shuffled)
    assert link(shuffled) == events


@settings(max_examples=60, deadline=None)
@given(st.lists(CLAIMS, max_size=14))
def test_linking_the_claims_of_the_events_again_changes_nothing(claims: list[Claim]) -> None:
    events = link(claims)
    assert link(c for e in events for c in e.claims) == events


@settings(max_examples=60, deadline=None)
@given(st.lists(CLAIMS, max_size=20))
def test_no_event_joins_two_villages_or_two_days(claims: list[Claim]) -> None:
    for event in link(claims):
        villages = {
            loc.place.id for c in event.claims for loc in c.locations if loc.place and loc.place is not REGION
        }
        assert len(villages) <= 1
        told = [
            (c.when.start, c.kind in {"capture", "withdrawal"})
            for c in event.claims
            if c.when and c.when.stated
        ]
        for day, lasting in told:
            for other, also in told:
                assert day == other or (lasting and also and abs(day - other) <= timedelta(days=3))


@given(st.integers(1, 9), st.sampled_from(["capture", "withdrawal"]), st.sampled_from(["attack", "shelling"]))
def test_only_a_change_of_hands_may_be_told_by_days_up_to_three_apart(
    days: int, lasting: str, passing: str
) -> None:
    def told(kind: str) -> list[Claim]:
        early, late = on(10), on(10 + days)
        return [claim("ru:mod", VILLAGES[0], early, kind), claim("isw", VILLAGES[0], late, kind)]

    assert len(link(told(lasting))) == (1 if days <= 3 else 2)
    assert len(link(told(passing))) == 2
    mixed = [claim("ru:mod", VILLAGES[0], on(10), lasting), claim("isw", VILLAGES[0], on(10 + days), passing)]
    assert len(link(mixed)) == 2


def test_the_change_and_the_change_back_stay_two() -> None:
    there = [claim("ru:mod", VILLAGES[0], on(10), "capture", agent="ru:armed-forces")]
    back = [claim("ua:general-staff", VILLAGES[0], on(11), "capture", agent="ua:armed-forces")]
    assert len(link(there + back)) == 2


@settings(max_examples=40, deadline=None)
@given(st.lists(CLAIMS, min_size=2, max_size=10, unique_by=lambda c: c.id), st.data())
def test_decisions_hold_against_the_model(claims: list[Claim], data: st.DataObject) -> None:
    left, right = data.draw(st.sampled_from([(a.id, b.id) for a in claims for b in claims if a.id < b.id]))
    for same in (True, False):
        decision = Decision(left=left, right=right, same=same, by="editor", why="saw both videos")
        events = link(claims, decisions=[decision])
        together = any({left, right} <= {c.id for c in e.claims} for e in events)
        assert together is same
        shown = [r for e in events for r in e.reasons if r.code == "overruled"]
        assert any("saw both videos" in reason.text for reason in shown)


def test_a_region_claim_does_not_chain_two_villages() -> None:
    claims = [
        claim("ru:rybar", VILLAGES[0], on(18)),
        claim("isw", REGION, on(18)),
        claim("cnn", VILLAGES[1], on(18)),
    ]
    assert len(link(claims)) >= 2
    for event in link(claims):
        assert not {VILLAGES[0], VILLAGES[1]} <= {loc.place for c in event.claims for loc in c.locations}


def test_a_front_sector_can_mean_its_town_but_no_other_village() -> None:
    towards = attrs.evolve(at(VILLAGES[0]), relation=Relation.DIRECTION, precision=LocationPrecision.AREA)
    sector = claim("ru:mod", None, on(18), locations=[towards])
    assert len(link([sector, claim("isw", VILLAGES[0], on(18))])) == 1
    assert len(link([sector, claim("isw", VILLAGES[1], on(18))])) == 2


def test_undated_claims_do_not_chain_days() -> None:
    claims = [claim("isw", VILLAGES[0], on(10)), claim("cnn", VILLAGES[0], on(13))]
    claims += [claim("ru:rybar", VILLAGES[0], by(day), report=f"rep-{day}") for day in (10, 11, 12, 13, 14)]
    for event in link(claims):
        assert len({c.claimant for c in event.claims} & {"isw", "cnn"}) <= 1


def test_an_attack_told_by_one_side_and_denied_by_the_other_is_one_disputed_event() -> None:
    claims = [
        claim("isw", REGION, on(18), via=("cnn",)),
        claim("ru:mod", REGION, on(18), stance=Stance.DENIES, via=("cnn",)),
        claim("ru:milbloggers", REGION, by(30), "armed-clash", agent=None),
    ]
    disputed = next(e for e in link(claims) if e.status is Status.DISPUTED)
    assert {c.claimant for c in disputed.claims} == {"isw", "ru:mod"}
    assert "isw asserts" in disputed.explain() and "ru:mod (through cnn) denies" in disputed.explain()


def test_bridges_shown_by_a_regiment_and_geolocated_by_a_newsroom_are_verified() -> None:
    text = "The footage allegedly shows two bridges destroyed. The newsroom verified the locations."
    claims = [
        claim(
            "ua:9-test-regiment",
            village,
            by(30),
            "infrastructure-damage",
            hedged=True,
            target="bridge",
            text=text,
        )
        for village in VILLAGES[:2]
    ] + [
        claim(
            "cnn",
            village,
            by(30),
            "infrastructure-damage",
            stance=Stance.VERIFIES,
            target="bridge",
            text=text,
        )
        for village in VILLAGES[:2]
    ]
    events = link(claims)
    assert [e.status for e in events] == [Status.VERIFIED, Status.VERIFIED]
    assert {e.location.place for e in events if e.location} == set(VILLAGES[:2])


def test_a_check_of_two_villages_verifies_what_happened_in_each() -> None:
    told = [
        claim("ua:9-test-regiment", village, by(30), "infrastructure-damage", target="bridge")
        for village in VILLAGES[:2]
    ]
    both = claim(
        "cnn", None, by(30), "infrastructure-damage", stance=Stance.VERIFIES, target="bridge",
        locations=[at(VILLAGES[0]), at(REGION), at(VILLAGES[1])],
    )  # fmt: skip
    events = link([*told, both])
    assert [e.status for e in events] == [Status.VERIFIED, Status.VERIFIED]
    assert len({e.id for e in events}) == 2
    for event in events:
        assert both.id in {c.id for c in event.claims}
        assert {loc.place for c in event.claims for loc in c.locations} <= {event.location.place, REGION}  # type: ignore[union-attr]
    assert {e.id for e in Linker([*told, both]).events()} == {e.id for e in events}
    parted = link([*told, both], decisions=[Decision(left=told[0].id, right=both.id, same=False)])
    assert sorted(len(e.claims) for e in parted) == [1, 1, 2]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (claim("isw", VILLAGES[0], on(18)), claim("cnn", VILLAGES[0], on(18), agent="ru:armed-forces")),
        (claim("isw", VILLAGES[0], on(18)), claim("cnn", VILLAGES[0], on(18), "prisoner-exchange")),
        (claim("isw", VILLAGES[0], on(18)), claim("cnn", VILLAGES[0], on(20))),
        (claim("isw", VILLAGES[0], on(18)), claim("cnn", VILLAGES[0], by(18 - 1))),
        (claim("isw", None, on(18)), claim("cnn", None, on(18))),
    ],
    ids=["other attacker", "other kind", "other day", "report before the day", "no place"],
)
def test_what_cannot_be_one_happening_stays_apart(left: Claim, right: Claim) -> None:
    assert len(link([left, right])) == 2


def test_capture_and_the_withdrawal_of_the_other_side_are_one_event() -> None:
    claims = [
        claim("ru:mod", VILLAGES[0], on(18), "capture", agent="ru:armed-forces"),
        claim("ua:general-staff", VILLAGES[0], on(18), "withdrawal", agent="ua:armed-forces"),
    ]
    decided = link(claims, decisions=[Decision(left=claims[0].id, right=claims[1].id, same=True)])
    assert [e.status for e in decided] == [Status.CONCEDED]


def test_a_time_to_the_minute_joins_the_day_it_lies_in() -> None:
    minute = datetime(2025, 3, 18, 4, 30, tzinfo=UTC)
    exact = When(
        start=minute, end=minute + timedelta(minutes=1), precision=WhenPrecision.MINUTE, mention="at 04:30"
    )
    assert len(link([claim("isw", VILLAGES[0], on(18)), claim("cnn", VILLAGES[0], exact)])) == 1


def test_days_of_two_time_zones_meet_only_as_the_same_date() -> None:
    def day(number: int, offset: int) -> When:
        start = datetime(2025, 3, number, tzinfo=UTC) - timedelta(hours=offset)
        return When(start=start, end=start + timedelta(days=1), mention="that day")

    kyiv = claim("ua:general-staff", VILLAGES[0], day(18, 2))
    assert len(link([kyiv, claim("isw", VILLAGES[0], day(18, -4))])) == 1
    assert len(link([kyiv, claim("isw", VILLAGES[0], day(17, -4))])) == 2


def test_an_offset_from_a_village_is_placed_by_its_village() -> None:
    north = attrs.evolve(
        at(VILLAGES[0]), relation=Relation.NORTH_OF, distance_km=5.0,
        point=VILLAGES[0].point.offset(0, 5) if VILLAGES[0].point else None, precision=LocationPrecision.VICINITY,
    )  # fmt: skip
    row = features(claim("isw", None, on(18), locations=(at(REGION), north)))
    assert row.site == VILLAGES[0].id


def test_a_decision_about_two_claims_joins_the_events_they_are_in() -> None:
    first = [claim(who, VILLAGES[0], on(10)) for who in ("isw", "ru:rybar", "reuters")]
    second = [claim(who, VILLAGES[1], on(13)) for who in ("cnn", "ru:mod")]
    assert len(link([*first, *second])) == 2
    assert (
        len(link([*first, *second], decisions=[Decision(left=first[1].id, right=second[0].id, same=True)]))
        == 1
    )


def test_a_decision_needs_two_claims() -> None:
    with pytest.raises(ModelError, match="two different claims"):
        link([], decisions=[Decision(left="a", right="a", same=True)])


def test_the_later_decision_counts() -> None:
    left, right = claim("isw", VILLAGES[0], on(10)), claim("cnn", VILLAGES[1], on(13))
    early = Decision(left=left.id, right=right.id, same=True, at=datetime(2025, 4, 1, tzinfo=UTC))
    late = Decision(left=right.id, right=left.id, same=False, at=datetime(2025, 4, 2, tzinfo=UTC))
    assert len(link([left, right], decisions=[late, early])) == 2
    assert len(link([left, right], decisions=[early])) == 1


def test_the_id_of_an_event_outlives_later_claims() -> None:
    first = claim("isw", VILLAGES[0], on(18))
    before = link([first])[0].id
    later = [claim(who, VILLAGES[0], by(19)) for who in ("cnn", "ru:rybar", "ru:mod", "reuters", "ap")]
    assert before in {e.id for e in link([first, *later])}


def test_a_model_of_another_version_is_refused(tmp_path: object) -> None:
    with pytest.raises(ModelError, match="no figures for 'time'"):
        LinkageModel(prior=0.5, threshold=0, margin=1, figures={}).probabilities("time", "same day")


def test_linking_a_stream_finds_most_of_what_happened() -> None:
    told = stream(1500, seed=5)
    precision, recall, f1 = b_cubed(told.truth, link(told.claims))
    assert precision > 0.9 and recall > 0.75 and f1 > 0.85


def test_features_are_plain_values() -> None:
    assert set(attrs.fields_dict(Features)) >= {"id", "site", "t0", "t1", "kind"}
