"""robots.txt of each host, as RFC 9309 has it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from protego import Protego

MAX_ROBOTS = 500 * 1024
"""Bytes of robots.txt that are read; RFC 9309 asks for at least 500 KiB."""

PRODUCT = "conflictdata"
"""The product token that robots.txt may name."""


@attrs.frozen
class Unavailable:
    """A robots.txt that could not be had, and why."""

    reason: str


@attrs.define
class Robots:
    """What the robots.txt of each host says; fetched once a run, at the first request to the host.

    Attributes:
        load: gives status and body of an address, or why it could not be had.
    """

    load: Callable[[str], tuple[int, bytes] | Unavailable]
    known: dict[str, Protego | Unavailable] = attrs.field(factory=dict)

    def allows(self, origin: str, url: str) -> bool | Unavailable:
        """Whether ``url`` may be asked for; ``origin`` is ``scheme://host:port``.

        A robots.txt that is not there (4xx) allows everything; one that could not be had (5xx, no
        connection) allows nothing for now.
        """
        if origin not in self.known:
            self.known[origin] = self._read(self.load(f"{origin}/robots.txt"))
        rules = self.known[origin]
        return rules if isinstance(rules, Unavailable) else bool(rules.can_fetch(url, PRODUCT))

    def delay(self, origin: str) -> float:
        """``Crawl-delay`` of a host whose rules are known, seconds; 0 when it has none."""
        rules = self.known.get(origin)
        if rules is None or isinstance(rules, Unavailable):
            return 0.0
        return float(rules.crawl_delay(PRODUCT) or 0)

    def _read(self, answer: tuple[int, bytes] | Unavailable) -> Protego | Unavailable:
        from protego import Protego

        if isinstance(answer, Unavailable):
            return answer
        status, body = answer
        if status >= 500:
            return Unavailable(f"HTTP {status}")
        text = body[:MAX_ROBOTS].decode("utf-8-sig", errors="replace") if 200 <= status < 300 else ""
        return Protego.parse(text)
