"""How well claims are joined, on generated streams of known truth, beside three simpler ways.

    python tests/eval/linking_eval.py [--claims 10000] [--seeds 7 8 9] [--noise 1.0]

Prints B³ precision, recall and F1, the mean over the seeds. The seeds are none that the shipped weights were
trained on. Baselines: claims are one event when place, day and kind are equal; DBSCAN over space and time (its
radius chosen for it on the same streams, which favours it); Splink with plain comparisons, trained by EM.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Callable, Iterable, Sequence

from conflictdata.linking import link
from conflictdata.linking.model import Features, features
from conflictdata.model import Claim
from conflictdata.testing.streams import Noise, Stream, b_cubed, stream

Clusters = Iterable[Sequence[str]]


def ours(claims: Sequence[Claim]) -> Clusters:
    """The library's own linking."""
    return [[claim.id for claim in event.claims] for event in link(claims)]


def exact_key(claims: Sequence[Claim]) -> Clusters:
    """One event for each (place, day, kind); an undated claim counts for the day before its report."""
    found: dict[tuple[str, int, str], list[str]] = {}
    for row in map(features, claims):
        found.setdefault((row.site, _day(row), row.kind), []).append(row.id)
    return found.values()


def best_dbscan(told: Stream) -> Clusters:
    """DBSCAN of scikit-learn over kilometres and days, the two families of kinds apart.

    The radius in days is the one that does best on this very stream.
    """
    tried = [_dbscan(told.claims, days) for days in (0.25, 0.5, 1.0, 1.5)]
    return max(tried, key=lambda clusters: b_cubed(told.truth, clusters)[2])


def plain_splink(told: Stream) -> Clusters:
    """Splink as one would first use it: exact comparisons, EM, connected components; the best of four thresholds."""
    import pyarrow as pa
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    rows = [features(claim) for claim in told.claims]
    table = pa.table(
        {
            "unique_id": [row.id for row in rows],
            "place": [row.site for row in rows],
            "region": [row.region for row in rows],
            "day": [str(_day(row)) for row in rows],
            "kind": [row.kind for row in rows],
            "agent": pa.array([row.agent for row in rows], pa.string()),
        }
    )
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            cl.ExactMatch("place"),
            cl.ExactMatch("day"),
            cl.ExactMatch("kind"),
            cl.ExactMatch("agent"),
        ],
        blocking_rules_to_generate_predictions=[block_on("place"), block_on("region", "day")],
    )
    api = DuckDBAPI()
    linker = Linker(api.register(table), settings, log_level=None)
    linker.training.estimate_probability_two_random_records_match(
        [block_on("place", "day", "kind")], recall=0.6
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("place", "day"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("region", "kind", "agent"))
    scored = linker.inference.predict(threshold_match_probability=0.01)
    tried = []
    for threshold in (0.05, 0.3, 0.7, 0.95):
        grouped = linker.clustering.cluster_pairwise_predictions_at_threshold(scored, threshold)
        found: dict[str, list[str]] = {}
        for record in grouped.as_record_list():
            found.setdefault(record["cluster_id"], []).append(record["unique_id"])
        tried.append(list(found.values()))
    return max(tried, key=lambda clusters: b_cubed(told.truth, clusters)[2])


def _day(row: Features) -> int:
    return math.floor(((row.t0 + row.t1) / 2 if row.timed == 0 else row.t1 - 12) / 24)


def _dbscan(claims: Sequence[Claim], days: float) -> list[list[str]]:
    import numpy as np
    from sklearn.cluster import DBSCAN  # type: ignore[import-untyped,unused-ignore]

    rows = [row for row in map(features, claims) if row.x is not None]
    place = np.array([(row.x, row.y, row.z) for row in rows], float) / 5.0  # 5 km are one radius
    time = np.array([[_day(row) / days] for row in rows])
    far = np.array([[1e6 * _on_the_ground(row.kind)] for row in rows])
    labels = DBSCAN(eps=1.0, min_samples=1).fit_predict(np.hstack([place, time, far]))
    found: dict[int, list[str]] = {}
    for row, label in zip(rows, labels, strict=True):
        found.setdefault(int(label), []).append(row.id)
    located = {row.id for row in rows}
    return [*found.values(), *([claim.id] for claim in claims if claim.id not in located)]


def _on_the_ground(kind: str) -> bool:
    return kind in ("attack", "armed-clash", "advance", "capture", "clearing", "withdrawal")


def evaluate(claims: int, seeds: Sequence[int], noise: float) -> dict[str, tuple[float, float, float]]:
    """Mean B³ precision, recall and F1 by method."""
    methods: dict[str, Callable[[Stream], Clusters]] = {
        "conflictdata": lambda told: ours(told.claims),
        "exact key": lambda told: exact_key(told.claims),
        "DBSCAN (radius fitted to the truth)": best_dbscan,
        "Splink, plain comparisons": plain_splink,
    }
    streams = [stream(claims, seed=seed, noise=Noise().times(noise)) for seed in seeds]
    found = {}
    for name, method in methods.items():
        scores = [b_cubed(told.truth, method(told)) for told in streams]
        p, r, f1 = (sum(column) / len(scores) for column in zip(*scores, strict=True))
        found[name] = p, r, f1
    return found


def main() -> None:
    """Print the table; exit with 1 below the promised F1 at default noise."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--claims", type=int, default=10_000)
    parser.add_argument("--seeds", type=int, nargs="+", default=[7, 8, 9])
    parser.add_argument("--noise", type=float, default=1.0)
    asked = parser.parse_args()
    found = evaluate(asked.claims, asked.seeds, asked.noise)
    print(f"linking: {asked.claims} claims, seeds {asked.seeds}, noise x{asked.noise:g}: B-cubed")
    print(f"{'':38}{'P':>7}{'R':>7}{'F1':>7}")
    for name, (p, r, f1) in found.items():
        print(f"{name:38}{p:7.3f}{r:7.3f}{f1:7.3f}")
    if asked.noise == 1.0 and found["conflictdata"][2] < 0.90:
        raise SystemExit("linking: B-cubed F1 below 0.90")


if __name__ == "__main__":
    main()
