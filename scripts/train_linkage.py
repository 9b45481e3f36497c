"""Make ``src/conflictdata/linking/weights.json``: the figures of the shipped linkage model.

    python scripts/train_linkage.py [--claims 30000] [--seed 101] [--out FILE]

m, u and the prior are counted on a generated stream whose truth is known; threshold and margin are the pair with
the best B³ F1 on a second stream. Evaluation (``tests/eval/linking_eval.py``) uses other seeds than both.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import attrs

from conflictdata.linking import link
from conflictdata.linking.model import LinkageModel, train
from conflictdata.testing.streams import b_cubed, stream

OUT = Path(__file__).parent.parent / "src/conflictdata/linking/weights.json"
THRESHOLDS = (-1.5, -1.0, -0.5, 0.0, 0.5, 1.0)
MARGINS = (0.0, 1.0)


def main() -> None:
    """Train, choose, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--claims", type=int, default=30_000)
    parser.add_argument("--seed", type=int, default=101)
    parser.add_argument("--out", type=Path, default=OUT)
    asked = parser.parse_args()
    learn = stream(asked.claims, seed=asked.seed)
    about = (
        f"counted on conflictdata.testing.streams.stream({asked.claims}, seed={asked.seed}); threshold and margin "
        f"by B-cubed F1 on stream({asked.claims // 3}, seed={asked.seed + 1})"
    )
    model = train(learn.claims, learn.truth, about=about)
    check = stream(asked.claims // 3, seed=asked.seed + 1)
    best: tuple[float, LinkageModel] | None = None
    for threshold in THRESHOLDS:
        for margin in MARGINS:
            tried = attrs.evolve(model, threshold=threshold, margin=margin)
            p, r, score = b_cubed(check.truth, link(check.claims, model=tried, engine="python"))
            print(
                f"threshold {threshold:+.1f} margin {margin:.1f}: B3 P {p:.4f} R {r:.4f} F1 {score:.4f}",
                flush=True,
            )
            if best is None or score > best[0]:
                best = score, tried
    assert best is not None
    best[1].save(asked.out)
    print(f"wrote {asked.out}: threshold {best[1].threshold}, margin {best[1].margin}")


if __name__ == "__main__":
    main()
