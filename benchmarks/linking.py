"""Time and memory of linking against the number of claims, and of one new claim against many.

    python benchmarks/linking.py [--sizes 10000 100000 1000000] [--single 1000000]

Each size runs in a process of its own. Writes ``docs/_static/linking.json`` (figures) and
``docs/_static/linking.svg`` (the curve). Only ratios mean anything on another machine.
"""

from __future__ import annotations

import argparse
import itertools
import json
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

OUT = Path(__file__).parent.parent / "docs/_static"
SEED = 9


def measure(size: int) -> dict[str, Any]:
    """Link ``size`` generated claims once."""
    from conflictdata.linking import link
    from conflictdata.testing.streams import b_cubed, stream

    told = stream(size, seed=SEED)
    before = _peak_gib()
    start, busy = time.perf_counter(), time.process_time()
    events = link(told.claims, reports=told.published)
    seconds, busy = time.perf_counter() - start, time.process_time() - busy
    precision, recall, f1 = b_cubed(told.truth, events)
    return {
        "claims": len(told.claims), "events": len(events), "seconds": round(seconds, 2), "cpu_seconds": round(busy, 2),
        "peak_gib": round(_peak_gib(), 2), "claims_alone_gib": round(before, 2),
        "b_cubed": [round(each, 4) for each in (precision, recall, f1)],
    }  # fmt: skip


def measure_single(size: int, tries: int = 500) -> dict[str, Any]:
    """Add claims one by one to a linker that holds ``size`` claims; milliseconds of processor time."""
    from conflictdata.linking import Linker
    from conflictdata.testing.streams import stream

    told = stream(size, seed=SEED)
    step = len(told.claims) // tries
    late = set(range(0, len(told.claims), step))
    linker = Linker((c for n, c in enumerate(told.claims) if n not in late), reports=told.published)
    times = []
    for n in sorted(late):
        start = time.process_time()
        linker.add([told.claims[n]])
        times.append(1000 * (time.process_time() - start))
    return {
        "claims": len(told.claims), "added": len(times), "median_ms": round(statistics.median(times), 2),
        "p95_ms": round(statistics.quantiles(times, n=20)[-1], 2), "worst_ms": round(max(times), 2),
        "peak_gib": round(_peak_gib(), 2),
    }  # fmt: skip


def _peak_gib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20  # Linux: KiB


def _apart(what: str, size: int) -> dict[str, Any]:
    run = subprocess.run(
        [sys.executable, __file__, what, str(size)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    found: dict[str, Any] = json.loads(run.stdout.splitlines()[-1])
    print(what, found, flush=True)
    return found


def draw(rows: list[dict[str, Any]], path: Path) -> None:
    """The curve of time and peak memory."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "conflictdata"
    from matplotlib import pyplot as plt

    claims = [row["claims"] for row in rows]
    figure, left = plt.subplots(figsize=(6.4, 3.6), layout="constrained")
    right = left.twinx()
    (time_line,) = left.loglog(
        claims, [row["seconds"] for row in rows], "o-", color="#1f5fa8", label="seconds"
    )
    (memory_line,) = right.semilogx(
        claims, [row["peak_gib"] for row in rows], "s--", color="#a8501f", label="peak memory, GiB"
    )
    right.axhline(8, color="#a8501f", linewidth=0.5)
    right.set_ylim(0, 8.5)
    left.set_xlabel("claims")
    left.set_ylabel("seconds")
    right.set_ylabel("peak memory of the process, GiB")
    left.legend(handles=[time_line, memory_line], loc="upper left", frameon=False)
    figure.savefig(path, metadata={"Date": None, "Creator": None})


def main() -> None:
    """Measure, write, draw."""
    if len(sys.argv) == 3 and sys.argv[1] in ("link", "add"):
        size = int(sys.argv[2])
        print(json.dumps(measure(size) if sys.argv[1] == "link" else measure_single(size)))
        return
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--single", type=int, default=1_000_000)
    asked = parser.parse_args()
    rows = [_apart("link", size) for size in asked.sizes]
    single = _apart("add", asked.single)
    OUT.mkdir(parents=True, exist_ok=True)
    record = {"linked": rows, "one_more": single}
    (OUT / "linking.json").write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    draw(rows, OUT / "linking.svg")
    for less, more in itertools.pairwise(rows):
        ratio = (more["seconds"] / less["seconds"]) / (more["claims"] / less["claims"])
        print(f"{less['claims']} to {more['claims']} claims: time per claim x{ratio:.2f}")


if __name__ == "__main__":
    main()
