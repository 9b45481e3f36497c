"""How far a long run has come, on standard error, and only where a person looks."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

import attrs

T = TypeVar("T")


@attrs.define
class Progress:
    """Counts reports and claims; shown from the third second on, twice a second."""

    started: float = attrs.field(factory=time.monotonic)
    last: float = 0.0
    reports: int = 0
    claims: int = 0
    shown: bool = False

    def counting(self, reports: Iterable[T]) -> Iterator[T]:
        """The same reports, counted as they are taken."""
        for report in reports:
            self.reports += 1
            self.tick()
            yield report

    def tick(self) -> None:
        """Show the counts if it is time."""
        now = time.monotonic()
        if now - self.started < 2 or now - self.last < 0.5 or not sys.stderr.isatty():
            return
        self.last, self.shown = now, True
        rate = self.reports / (now - self.started)
        print(
            f"\r{self.reports:,} reports, {self.claims:,} claims, {rate:,.0f} reports/s ",
            end="", file=sys.stderr, flush=True,
        )  # fmt: skip

    def close(self) -> None:
        """Clear the line."""
        if self.shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
