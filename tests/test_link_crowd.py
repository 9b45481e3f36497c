"""Many claims of one place and day: what makes them quick changes nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import conflictdata as cd
from conflictdata.linking import Decision, _dense, _stages, link
from conflictdata.linking._features import features
from conflictdata.linking._model import LinkageModel, Scorer

DAY = datetime(2025, 4, 8, tzinfo=UTC)
TOWNS = [
    cd.Place(
        id=f"own:{n}",
        name=f"Town {n}",
        country="UA",
        admin1="Sumy Oblast",
        point=cd.Point(51.0 + n / 10, 35.0),
    )
    for n in range(2)
]


@st.composite
def crowds(draw: st.DrawFn, least: int = 2, most: int = 24) -> list[cd.Claim]:
    """Claims that are much alike: two towns, a day or so, a few kinds, sides, speakers and texts."""
    found = []
    for n in range(draw(st.integers(least, most))):
        hour = draw(st.integers(0, 40))
        when = draw(
            st.sampled_from(
                [
                    cd.When(start=DAY, end=DAY + timedelta(days=1), mention="on Tuesday"),
                    cd.When(start=DAY + timedelta(hours=hour), end=DAY + timedelta(hours=hour + 24)),
                    None,
                ]
            )
        )
        unit = draw(st.sampled_from([None, "drone", "killed"]))
        found.append(
            cd.Claim(
                report=f"r{draw(st.integers(0, 5))}", span=(n, n + 1),
                text=draw(st.sampled_from(["one", "two", f"text {n}"])),
                claimant=draw(st.sampled_from(["cnn", "isw", "ru:mod", "ua:general-staff"])),
                kind=draw(st.sampled_from(["capture", "withdrawal", "armed-clash", "shelling", "air-drone-strike"])),
                agent=draw(st.sampled_from([None, "ru:armed-forces", "ua:armed-forces", "ru:vdv"])),
                target=draw(st.sampled_from([None, "ua:armed-forces", "a bridge"])),
                locations=[cd.Location(place=draw(st.sampled_from(TOWNS)), precision="settlement")],
                when=when,
                quantities=[cd.Quantity(value=draw(st.integers(1, 4)), unit=unit)] if unit else (),
                evidence=draw(st.sampled_from([(), (cd.Evidence(kind="link", url="https://example.org"),)])),
            )
        )  # fmt: skip
    return found


@pytest.mark.parametrize("few", [0, 4, 10**6], ids=["whole weights", "as shipped", "one by one"])
@given(claims=crowds())
def test_pairs_scored_together_weigh_what_they_weigh_alone(few: int, claims: list[cd.Claim]) -> None:
    rows = [features(claim) for claim in claims]
    scorer = Scorer(LinkageModel.load())
    pairs = [(i, j) for j in range(len(rows)) for i in range(j)]
    alone = {(i, j): scorer.weight(rows[i], rows[j]) for i, j in pairs}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("conflictdata.linking._model._FEW", few)
        together = {(i, j): bits for bits, i, j in scorer.weights(rows, pairs)}
    assert together == {pair: bits for pair, bits in alone.items() if bits is not None}


@settings(max_examples=150)
@given(crowds(), st.data())
def test_rows_of_sums_merge_what_the_heap_of_pairs_merges(
    claims: list[cd.Claim], data: st.DataObject
) -> None:
    ids = sorted({claim.id for claim in claims})
    two = st.tuples(st.sampled_from(ids), st.sampled_from(ids)).filter(lambda pair: pair[0] != pair[1])
    decisions = [
        _decision(left, right, same)
        for (left, right), same in data.draw(st.lists(st.tuples(two, st.booleans()), max_size=2))
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_stages, "is_dense", lambda count, pairs: False)
        expected = link(claims, decisions=decisions)
        patch.setattr(_stages, "LEAST", 0)
        patch.setattr(_stages, "is_dense", lambda count, pairs: True)
        assert link(claims, decisions=decisions) == expected


def _decision(left: str, right: str, same: bool) -> Decision:
    return Decision(left=left, right=right, same=same)


def test_a_day_that_all_report_is_merged_by_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    used: list[int] = []
    merge = _dense.Dense.merge
    monkeypatch.setattr(_dense.Dense, "merge", lambda self: used.append(len(self.names)) or merge(self))
    claims = [
        cd.Claim(
            report=f"r{n}", span=(0, 1), text=f"text {n}", claimant=f"speaker-{n}", kind="capture",
            agent="ru:armed-forces", locations=[cd.Location(place=TOWNS[0], precision="settlement")],
            when=cd.When(start=DAY, end=DAY + timedelta(days=1), mention="on Tuesday"),
        )
        for n in range(_dense.LEAST + 6)
    ]  # fmt: skip
    (event,) = link(claims)
    assert len(event.claims) == len(claims)
    assert used == [len(claims)]
