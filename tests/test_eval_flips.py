"""The evaluation on settlements that change hands measures what it says."""

from __future__ import annotations

import itertools
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import flips_eval as flips
import pytest
from hypothesis import given
from hypothesis import strategies as st

import conflictdata as cd

START = datetime(2025, 1, 1, tzinfo=UTC)
FILE = """date,src,place,adm1,adm2,lat,lon,status_after,block,settlement
2025-02-11,x,Ford,North,,48.1,37.2,not_RU,1,Ford|North
2024-12-18,x,Ford,North,,48.1,37.2,RU,1,Ford|North
2025-01-05,x,Mill,North,,48.3,37.5,RU,1,Mill|North
"""

turns = st.lists(
    st.builds(
        flips.Turn, place=st.sampled_from("abc"), side=st.sampled_from(["ru", "ua"]),
        day=st.integers(0, 400).map(lambda n: START + timedelta(days=n)),
    ), min_size=1,
)  # fmt: skip


def test_a_file_gives_changes_in_order_of_time(tmp_path: Path) -> None:
    file = tmp_path / "flips.csv"
    file.write_text(FILE, encoding="utf-8")
    found = flips.read(file)
    assert [(flip.place.name, flip.side, f"{flip.day:%F}") for flip in found] == [
        ("Ford", "ru", "2024-12-18"), ("Mill", "ru", "2025-01-05"), ("Ford", "ua", "2025-02-11"),
    ]  # fmt: skip
    assert found[0].place.id == found[2].place.id != found[1].place.id


@given(turns)
def test_a_history_has_no_turn_to_the_side_that_holds_it(given_turns: list[flips.Turn]) -> None:
    for place, found in flips.histories(given_turns).items():
        days = [turn.day for turn in given_turns if turn.place == place]
        assert found[0].day == min(days)
        assert all(a.side != b.side and a.day <= b.day for a, b in itertools.pairwise(found))


@given(turns, st.integers(1, 9))
def test_the_truth_is_right_and_what_is_late_is_late(given_turns: list[flips.Turn], late: int) -> None:
    truth = flips.histories(given_turns)
    often = float(any(len(each) > 1 for each in truth.values()))
    assert flips.right(truth, truth) == (1, often, 1, 1)
    shifted = flips.histories(
        flips.Turn(t.place, t.day + timedelta(days=late), t.side) for each in truth.values() for t in each
    )
    assert flips.right(truth, shifted) == (1, often, late <= 1, late <= 3)
    assert flips.right(truth, {}) == (0, 0, 0, 0)


def test_every_made_claim_says_what_it_really_tells(tmp_path: Path) -> None:
    file = tmp_path / "flips.csv"
    file.write_text(FILE, encoding="utf-8")
    changes = flips.read(file)
    told = flips.tell(changes * 20, seed=1)
    assert {claim.id for claim in told.claims} == set(told.truth)
    assert {claim.stance for claim in told.claims} >= {
        cd.Stance.ASSERTS,
        cd.Stance.DENIES,
        cd.Stance.VERIFIES,
    }
    for claim in told.claims:
        label = told.truth[claim.id]
        flip = (changes * 20)[label if isinstance(label, int) else label[1]]
        assert (claim.agent, claim.locations[0].place) == (f"{flip.side}:armed-forces", flip.place)
        assert claim.when is not None
        assert (isinstance(label, int)) == (abs(claim.when.start - flip.day) <= timedelta(days=3))


def test_two_happenings_in_one_cluster_and_one_in_two_are_counted() -> None:
    told = flips.Told(truth={"a": 1, "b": 1, "c": 2})
    assert flips.apart(told, [["a", "b"], ["c"]]) == (0, 0)
    assert flips.apart(told, [["a"], ["b", "c"]]) == (1, 1)


def test_without_the_file_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["flips_eval.py", "--file", str(tmp_path / "none.csv")])
    flips.main()
    assert "skipped, no none.csv" in capsys.readouterr().out
