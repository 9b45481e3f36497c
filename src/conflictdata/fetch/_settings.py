"""How politely, how patiently and how much is fetched."""

from __future__ import annotations

import os
from collections.abc import Iterable

import attrs

from conflictdata import __version__
from conflictdata.errors import ConflictDataError

MIB = 2**20


def _contact(instance: FetchSettings, attribute: attrs.Attribute[str | None], value: str | None) -> None:
    if value is None:
        return
    if not value.isprintable() or not value.startswith(("https://", "http://", "mailto:")):
        raise ConflictDataError(
            f"{attribute.name}: an http(s) or mailto address by which a publisher reaches you, got {value!r}"
        )


def _hosts(value: Iterable[str]) -> tuple[str, ...]:
    if isinstance(value, str):
        raise ConflictDataError(f"local: takes several hosts, not a single string: {value!r}")
    return tuple(value)


@attrs.frozen(kw_only=True)
class FetchSettings:
    """Settings of the polite client; the defaults suit a daily run.

    Attributes:
        contact: a page or ``mailto:`` address by which a publisher reaches whoever runs this; goes into the
            User-Agent. From the environment variable ``CONFLICTDATA_CONTACT`` when not given.
        spacing: seconds between two requests to one host; a longer ``Crawl-delay`` of its robots.txt counts.
        max_crawl_delay: seconds; a longer ``Crawl-delay`` is cut to this.
        connect_timeout, read_timeout: seconds for a connection, and between two pieces of an answer.
        total_timeout: seconds for one answer from the first byte sent to the last received.
        max_bytes: longest body as received; a longer one is refused, before it is read where it says so.
        max_decoded: longest body once its content encoding is removed.
        max_redirects: how many redirects one request may take.
        attempts: how often a request is tried when the server is busy or the connection fails.
        first_wait: seconds before the second attempt; doubled each time, with jitter.
        max_retry_after: seconds; a server that asks for a longer pause is left alone for this run.
        max_requests: requests of one source in one run, a bound on paging that does not end.
        local: hosts (``host`` or ``host:port``) that may have a private address: a local mirror, a test.
        cache_bytes: size of the HTTP cache on disk.
    """

    contact: str | None = attrs.field(
        factory=lambda: os.environ.get("CONFLICTDATA_CONTACT") or None, validator=_contact
    )
    spacing: float = attrs.field(default=2.0, validator=attrs.validators.ge(0))
    max_crawl_delay: float = 60.0
    connect_timeout: float = 10.0
    read_timeout: float = 30.0
    total_timeout: float = 120.0
    max_bytes: int = 64 * MIB
    max_decoded: int = 256 * MIB
    max_redirects: int = 5
    attempts: int = attrs.field(default=4, validator=attrs.validators.ge(1))
    first_wait: float = 1.0
    max_retry_after: float = 300.0
    max_requests: int = 10_000
    local: tuple[str, ...] = attrs.field(default=(), converter=_hosts)
    cache_bytes: int = 512 * MIB

    @property
    def user_agent(self) -> str:
        """Name, version and contact; never that of a browser."""
        return f"conflictdata/{__version__}" + (f" (+{self.contact})" if self.contact else "")
