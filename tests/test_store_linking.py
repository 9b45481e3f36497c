"""Linking new claims inside an archive: the events of a whole run, ids that stay, and nothing else touched."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import store_samples as made
from conflictdata import _api
from conflictdata.linking import Decision, link
from conflictdata.model import Claim, Event, Location, LocationPrecision, Place, Point, Report, When
from conflictdata.store import Archive, _linking
from conflictdata.testing.streams import stream

TRACES = {"merged", "separated"}


@contextmanager
def opened() -> Iterator[Archive]:
    """An archive in a file of its own."""
    with tempfile.TemporaryDirectory() as folder, Archive(Path(folder) / "war.duckdb") as archive:
        yield archive


def shape(events: Iterable[Event]) -> dict[frozenset[str], list[Event]]:
    """Events by their claims, without what depends on the order in which the claims came: ids and their traces.

    A claim that names several villages is in several events, so the same claims may make more than one.
    """
    found: dict[frozenset[str], list[Event]] = {}
    for event in events:
        reasons = [reason for reason in event.reasons if reason.code not in TRACES]
        bare = attrs.evolve(event, id="evt-any", reasons=reasons)
        found.setdefault(frozenset(claim.id for claim in event.claims), []).append(bare)
    return {ids: sorted(held, key=repr) for ids, held in found.items()}


@contextmanager
def whole_runs() -> Iterator[list[int]]:
    """Notes each whole run; there should be the first one only."""
    runs: list[int] = []
    whole = _linking._whole

    def noted(*given: object) -> None:
        runs.append(1)
        whole(*given)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_linking, "_whole", noted)
        yield runs


def batches(claims: Sequence[Claim], cuts: Sequence[int]) -> Iterator[Sequence[Claim]]:
    start = 0
    for cut in [*sorted(cuts), len(claims)]:
        if start < cut:
            yield claims[start:cut]
        start = max(start, cut)


@settings(max_examples=25, deadline=None)
@given(
    st.integers(0, 10**6),
    st.integers(2, 12),
    st.lists(st.integers(20, 150), max_size=4),
    st.randoms(use_true_random=False),
)
def test_claims_in_any_batches_give_the_events_of_a_whole_run(
    seed: int, density: int, cuts: list[int], rng: random.Random
) -> None:
    claims = list(stream(150, seed=seed, density=density).claims)
    rng.shuffle(claims)
    with opened() as archive, whole_runs() as runs:
        for part in batches(claims, cuts):
            archive.add_claims(part)
            before = {event.id: {claim.id for claim in event.claims} for event in archive.events()}
        local = list(archive.events())
        assert shape(local) == shape(link(claims))
        assert runs == [1]
        archive.relink()
        assert {event.id: {claim.id for claim in event.claims} for event in archive.events()} == before


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10**6), st.data())
def test_changed_claims_and_decisions_too(seed: int, data: st.DataObject) -> None:
    claims = {claim.id: claim for claim in stream(100, seed=seed, density=4).claims}
    ids = sorted(claims)
    decisions: list[Decision] = []
    with opened() as archive, whole_runs() as runs:
        archive.add_claims(claims.values())
        assert shape(archive.events()) == shape(link(claims.values()))
        for _ in range(data.draw(st.integers(1, 3))):
            for id in data.draw(st.lists(st.sampled_from(ids), max_size=3)):
                other = claims[data.draw(st.sampled_from(ids))]
                claims[id] = attrs.evolve(
                    claims[id], locations=other.locations, when=other.when, kind=other.kind, id=id
                )
                archive.add_claims([claims[id]])
            for left, right, same in data.draw(
                st.lists(
                    st.tuples(st.sampled_from(ids), st.sampled_from(ids), st.booleans()).filter(
                        lambda t: t[0] != t[1]
                    ),
                    max_size=2,
                )
            ):
                at = datetime(2025, 6, 1, tzinfo=UTC) + timedelta(hours=len(decisions))
                decisions.append(archive.decide(left, right, same=same, by="editor", at=at))
            assert shape(archive.events()) == shape(link(claims.values(), decisions=decisions))
        if not decisions:  # beside claims that people ruled about all are linked anew
            assert runs == [1]


def test_an_event_is_no_longer_said_to_be_like_a_claim_that_has_moved_away() -> None:
    told = {claim.id: claim for claim in stream(100, seed=1702, density=4).claims}
    moved, to = told["clm-16-ua:map-project"], told["clm-0-ua:general-staff"]
    with opened() as archive:
        archive.add_claims(told.values())
        archive.relink(only_if_needed=True)
        assert any(
            moved.id in reason.claims and moved.id not in {c.id for c in event.claims}
            for event in archive.events()
            for reason in event.reasons
            if reason.code == "split"
        )
        told[moved.id] = attrs.evolve(moved, locations=to.locations, when=to.when, kind=to.kind, id=moved.id)
        archive.add_claims([told[moved.id]])
        assert shape(archive.events()) == shape(link(told.values()))


def test_new_claims_do_not_link_the_rest_anew() -> None:
    claims = stream(400, seed=11, density=4).claims
    with opened() as archive, whole_runs() as runs:
        archive.add_claims(claims[:390])
        archive.relink(only_if_needed=True)
        for claim in claims[390:]:
            archive.add_claims([claim])
            archive.relink(only_if_needed=True)
        assert runs == [1]
        assert shape(archive.events()) == shape(link(claims))


VILLAGE = Place(
    id="test:ozerki", name="Ozerki", point=Point(50.9, 35.42), country="RU", admin1="Belgorod Oblast"
)


def claim(claimant: str, day: int, *, report: str = "", **fields: object) -> Claim:
    start = datetime(2025, 3, day, tzinfo=UTC)
    place = Location(
        place=VILLAGE, point=VILLAGE.point, precision=LocationPrecision.SETTLEMENT, region="RU-BEL"
    )
    text = f"{claimant} tells of an attack at Ozerki in words of {claimant} alone, {day}"
    given = {
        "report": report or f"rep-{claimant}-{day}", "span": (0, len(text)), "text": text, "claimant": claimant,
        "kind": "attack", "agent": "ua:armed-forces", "locations": (place,),
        "when": When(start=start, end=start + timedelta(days=1), mention=f"March {day}"),
    }  # fmt: skip
    return Claim(**(given | fields))  # type: ignore[arg-type]


def test_ids_stay_and_what_merges_and_parts_leaves_a_trace() -> None:
    left, right = claim("isw", 10), claim("cnn", 20)
    with opened() as archive:
        archive.add_claims([left, right])
        old, young = archive.events()
        assert {c.id for c in old.claims} == {left.id}
        archive.decide(left.id, right.id, same=True, by="editor", at=datetime(2025, 4, 1, tzinfo=UTC))
        (merged,) = archive.events()
        assert merged.id == old.id
        assert any(r.code == "merged" and young.id in r.text for r in merged.reasons)
        archive.decide(left.id, right.id, same=False, by="editor", at=datetime(2025, 4, 2, tzinfo=UTC))
        kept, parted = archive.events()
        assert kept.id == old.id and {c.id for c in parted.claims} == {right.id}
        assert any(r.code == "separated" and old.id in r.text for r in parted.reasons)
        archive.relink()
        assert [event.id for event in archive.events()] == [kept.id, parted.id]


def test_an_event_keeps_its_id_when_an_earlier_claim_joins_it_or_its_first_one_goes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = {"first": [claim("isw", 10, report="rep-a")], "second": []}
    monkeypatch.setattr(
        _api, "extract_reports", lambda reports: iter([c for r in reports for c in told.get(r.text, [])])
    )

    def report(text: str) -> Report:
        return made.report(text, id="rep-a", published="2025-03-12T00:00:00Z")

    with opened() as archive:
        archive.add(report("first"))
        archive.add_claims([claim("cnn", 10)])
        (event,) = archive.events()
        archive.add_claims([claim("ria", 10, report="rep-0")])
        assert [e.id for e in archive.events()] == [event.id]
        archive.add(report("second"))  # the report no longer makes the claim that the event was founded on
        (left,) = archive.events()
        assert left.id == event.id and {c.claimant for c in left.claims} == {"cnn", "ria"}


def test_a_report_that_comes_after_its_claims_dates_them() -> None:
    told = claim("isw", 10, report="rep-late")
    with opened() as archive:
        archive.add_claims([told, claim("cnn", 12)])
        archive.relink(only_if_needed=True)
        archive.add(
            made.report("Nothing is read from this.", id="rep-late", published="2025-03-20T06:00:00Z")
        )
        event = next(e for e in archive.events() if told.id in {c.id for c in e.claims})
        assert {r.at for r in event.reasons if r.at} == {datetime(2025, 3, 20, 6, tzinfo=UTC)}


def test_another_model_links_everything_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    claims = stream(60, seed=3, density=4).claims
    with opened() as archive, whole_runs() as runs:
        archive.add_claims(claims[:50])
        archive.relink(only_if_needed=True)
        monkeypatch.setattr(_linking, "fingerprint", lambda: "another")
        archive.add_claims(claims[50:])
        archive.relink(only_if_needed=True)
        assert runs == [1, 1]
