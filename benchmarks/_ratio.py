"""Timing of two things in turn, in one process and one run, so that what slows one slows the other."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable

import attrs

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"):
    os.environ.setdefault(_name, "1")  # one core each; set before any library reads it


@attrs.frozen(kw_only=True)
class Comparison:
    """Median seconds of ours and of the peer; ``ratio`` is how many times the peer's time ours is faster."""

    name: str
    ours: float
    peer: float
    peer_name: str

    @property
    def ratio(self) -> float:
        """Peer's time over ours: 10 means ten times as fast."""
        return self.peer / self.ours

    def __str__(self) -> str:
        return (
            f"{self.name}: {self.ratio:.1f} x {self.peer_name} ({self.ours:.4f} s against {self.peer:.4f} s)"
        )


def compare(
    name: str, ours: Callable[[], object], peer: Callable[[], object], *, peer_name: str, rounds: int = 5,
    clock: Callable[[], float] = time.perf_counter,
) -> Comparison:  # fmt: skip
    """Run both in turn, ``rounds`` times after one round that does not count, and compare the medians.

    ``time.process_time`` as the clock leaves out what other processes of the machine take: for work on one core
    that neither reads files nor starts processes.
    """
    times: tuple[list[float], list[float]] = ([], [])
    for round_ in range(rounds + 1):
        for into, run in zip(times, (ours, peer), strict=True):
            start = clock()
            run()
            if round_:
                into.append(clock() - start)
    return Comparison(
        name=name, ours=statistics.median(times[0]), peer=statistics.median(times[1]), peer_name=peer_name
    )
