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


@attrs.define
class Robots:
    """What the robots.txt of each host says; fetched once a run, at the first request to the host.

    Attributes:
        load: gives status and body of an address; None when the host did not answer.
    """

    load: Callable[[str], tuple[int, bytes] | None]
    known: dict[str, Protego | None] = attrs.field(factory=dict)

    def allows(self, origin: str, url: str) -> bool:
        """Whether ``url`` may be asked for; ``origin`` is ``scheme://host:port``.

        A robots.txt that is not there (4xx) allows everything; one that could not be had (5xx, no
        connection) allows nothing.
        """
        rules = self._rules(origin)
        return rules is not None and bool(rules.can_fetch(url, PRODUCT))

    def delay(self, origin: str) -> float:
        """``Crawl-delay`` of a host whose rules are known, seconds; 0 when it has none."""
        rules = self.known.get(origin)
        return float(rules.crawl_delay(PRODUCT) or 0) if rules is not None else 0.0

    def _rules(self, origin: str) -> Protego | None:
        if origin not in self.known:
            self.known[origin] = self._read(self.load(f"{origin}/robots.txt"))
        return self.known[origin]

    def _read(self, answer: tuple[int, bytes] | None) -> Protego | None:
        from protego import Protego

        if answer is None or answer[0] >= 500 or answer[0] == 429:
            return None
        status, body = answer
        text = body[:MAX_ROBOTS].decode("utf-8-sig", errors="replace") if 200 <= status < 300 else ""
        return Protego.parse(text)
