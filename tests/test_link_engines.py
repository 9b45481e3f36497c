"""The linkage model: one definition for Python and SQL, the same events from both engines, training."""

from __future__ import annotations

from pathlib import Path

import attrs
import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conflictdata import taxonomy
from conflictdata.errors import ModelError
from conflictdata.linking import LinkageModel, link
from conflictdata.linking._pairs import candidates, score
from conflictdata.linking._splink import arrow, scored_pairs
from conflictdata.linking.model import Features, Scorer, comparisons, features, train
from conflictdata.testing.streams import Noise, b_cubed, stream

SIDES = st.sampled_from([None, "ua", "ru"])
HOURS = st.sampled_from([0.0, 6.0, 12.0, 24.0, 30.0, 36.0, 48.0, 72.0, 96.0])


@st.composite
def rows(draw: st.DrawFn) -> Features:
    t0, width = draw(HOURS), draw(st.sampled_from([1.0, 24.0, 72.0, 168.0]))
    agent, target = draw(SIDES), draw(SIDES)
    grade = draw(st.integers(0, 5))
    offset = draw(st.sampled_from([None, 0.0, 1.0, 10.0, 40.0, 60.0]))
    unit = draw(st.sampled_from([None, "drone", "killed"]))
    return Features(
        id=draw(st.sampled_from("abc")), report=draw(st.sampled_from("mn")), site=f"{draw(st.sampled_from('pq'))}{grade}", grade=grade,
        region=draw(st.sampled_from([None, "UA-1", "RU-2"])), x=offset, y=offset, z=offset,
        reach=draw(st.sampled_from([0.0, 2.0, 45.0])),
        timed=draw(st.integers(0, 3)), t0=t0, t1=t0 + width, b0=int(t0 // 24), b1=int((t0 + width) // 24),
        kind=draw(st.sampled_from(sorted(taxonomy.kinds()))),
        agent=agent and f"{agent}:{draw(st.sampled_from(['army', 'unit']))}", agent_side=agent,
        target=target and f"{target}:army", target_side=target,
        object=None if target else draw(st.sampled_from([None, "bridge", "depot"])),
        unit=unit, quantity=draw(st.sampled_from([0.0, 4.0, 5.0, 50.0])) if unit else None,
        claimant="isw", text_key=draw(st.sampled_from("xy")), evidence_key=draw(st.sampled_from([None, "u", "v"])),
    )  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(rows(), rows()), min_size=1, max_size=25))
def test_every_level_means_the_same_in_sql_and_in_python(pairs: list[tuple[Features, Features]]) -> None:
    with duckdb.connect() as connection:
        for name, side in (("l", [a for a, _ in pairs]), ("r", [b for _, b in pairs])):
            table = arrow(side)
            table = table.rename_columns([f"{column}_{name}" for column in table.column_names])
            connection.register(name, table)
        for each in comparisons():
            cases = " ".join(
                f"WHEN {sql} THEN {n}" if sql != "ELSE" else f"ELSE {n}"
                for n, (_, sql) in enumerate(each.levels)
            )
            found = connection.execute(
                f"SELECT CASE {cases} END FROM l JOIN r ON unique_id_l = unique_id_r ORDER BY unique_id_l"
            ).fetchall()
            assert [n for (n,) in found] == [each.level(a, b) for a, b in pairs], each.name


@settings(max_examples=60, deadline=None)
@given(rows(), rows())
def test_a_comparison_does_not_depend_on_which_claim_comes_first(a: Features, b: Features) -> None:
    assert [each.level(a, b) for each in comparisons()] == [each.level(b, a) for each in comparisons()]


def test_both_engines_find_the_same_pairs_and_events() -> None:
    told = stream(700, seed=11, density=3)
    rows = sorted((features(claim) for claim in told.claims), key=lambda row: row.id)
    model = LinkageModel.load()
    assert sorted(scored_pairs(rows, model)) == sorted(score(rows, candidates(rows), Scorer(model)))
    assert link(told.claims, engine="duckdb") == link(told.claims, engine="python")


def test_blocking_loses_no_pair_that_the_model_would_join() -> None:
    told = stream(300, seed=12, density=6)
    rows = sorted((features(claim) for claim in told.claims), key=lambda row: row.id)
    every = ((i, j) for i in range(len(rows)) for j in range(i + 1, len(rows)))
    scorer = Scorer(LinkageModel.load())
    blocked = set(candidates(rows))
    assert len(blocked) < 0.1 * len(rows) ** 2 / 2
    assert score(rows, every, scorer) == sorted(
        score(rows, sorted(blocked), scorer), key=lambda p: (p[1], p[2])
    )


def test_each_blocked_pair_comes_once() -> None:
    rows = sorted((features(c) for c in stream(300, seed=12, density=6).claims), key=lambda row: row.id)
    pairs = list(candidates(rows))
    assert len(pairs) == len(set(pairs)) and all(i < j for i, j in pairs)


def test_no_claims_no_events() -> None:
    assert link([], engine="duckdb") == link([]) == []


def test_the_shipped_figures_are_probabilities_and_cover_every_level() -> None:
    model = LinkageModel.load()
    for each, weights in zip(comparisons(), model.weights(), strict=True):
        assert len(weights) == len(each.levels)
    for levels in model.figures.values():
        assert sum(m for m, _ in levels.values()) == pytest.approx(1, abs=1e-3)
        assert sum(u for _, u in levels.values()) == pytest.approx(1, abs=1e-3)
    assert model.bits("place", "same settlement") > model.bits("place", "inside the region")  # type: ignore[operator]


def test_training_saving_and_loading(tmp_path: Path) -> None:
    told = stream(1200, seed=21)
    model = train(told.claims, told.truth, threshold=-1, margin=1, about="a test")
    path = tmp_path / "weights.json"
    model.save(path)
    assert LinkageModel.load(path) == model
    other = stream(800, seed=22)
    assert b_cubed(other.truth, link(other.claims, model=model))[2] > 0.85


def test_training_needs_both_kinds_of_pairs() -> None:
    told = stream(30, seed=1)
    with pytest.raises(ModelError, match="cannot train"):
        train(told.claims[:1], told.truth)


def test_a_file_that_is_no_model_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "weights.json"
    path.write_text("[1, 2]", encoding="utf-8")
    with pytest.raises(ModelError, match="not a linkage model"):
        LinkageModel.load(path)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10**6))
def test_streams_are_reproducible_and_have_a_truth_for_every_claim(seed: int) -> None:
    told = stream(80, seed=seed)
    assert told == stream(80, seed=seed)
    assert {claim.id for claim in told.claims} == set(told.truth)
    assert len(told.truth) == len(told.claims)
    assert all(
        claim.when is None or claim.when.start <= told.published[claim.report]
        for claim in told.claims
        if claim.when and not claim.when.stated
    )


def test_noise_makes_linking_harder() -> None:
    scores = []
    for factor in (0.0, 5.0):
        told = stream(1500, seed=31, noise=Noise().times(factor))
        scores.append(b_cubed(told.truth, link(told.claims))[2])
    assert scores[0] > scores[1] + 0.05


def test_b_cubed_on_a_case_counted_by_hand() -> None:
    truth = {"a": 1, "b": 1, "c": 2, "d": 2}
    # clusters {a, b, c} and {d}: precision (2/3 + 2/3 + 1/3 + 1) / 4, recall (1 + 1 + 1/2 + 1/2) / 4
    precision, recall, f1 = b_cubed(truth, [("a", "b", "c"), ("d",)])
    assert precision == pytest.approx(2 / 3)
    assert recall == pytest.approx(3 / 4)
    assert f1 == pytest.approx(2 * (2 / 3) * (3 / 4) / (2 / 3 + 3 / 4))
    assert b_cubed(truth, [("a", "b"), ("c", "d")]) == (1.0, 1.0, 1.0)


def test_features_keep_their_columns() -> None:
    names = [each.name for each in attrs.fields(Features)]
    assert set(arrow([]).column_names) <= {"unique_id", *names}
