"""What an archive says of itself: its contents, its reports as exports name them, and warnings."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from conflictdata import sources
from conflictdata.model import Source
from conflictdata.store import _schema

if TYPE_CHECKING:
    from conflictdata.export.care import Published

Ask = Callable[[str], list[tuple[Any, ...]]]


LINKED = "SELECT (SELECT value FROM meta WHERE key = 'linked') = 'yes' AND NOT EXISTS (SELECT 1 FROM pending) AS linked"
"""Whether the events rest on all standing claims."""


class ArchiveWarning(UserWarning):
    """Something about an archive that an answer may suffer from."""


@attrs.frozen(kw_only=True)
class ArchiveStatus:
    """What an archive holds.

    Attributes:
        reports: documents, each counted once; ``revisions`` counts every text kept, ``deleted`` tombstones.
        claims: standing claims; ``superseded`` are those that a later revision no longer makes.
        linked: whether the events rest on all standing claims.
        since, until: first and last publication, UTC.
        sources: (source id, number of reports) in descending order.
        size: of the file, bytes.
    """

    path: str
    schema: int
    reports: int
    revisions: int
    deleted: int
    claims: int
    superseded: int
    events: int
    decisions: int
    linked: bool
    since: datetime | None
    until: datetime | None
    sources: tuple[tuple[str, int], ...]
    size: int


def status(path: Path, ask: Ask) -> ArchiveStatus:
    """Count what an archive holds; ``ask`` gives the rows of a query."""
    ((reports, revisions, deleted, since, until),) = ask(
        "SELECT count(*) FILTER (latest), count(*), count(*) FILTER (latest AND deleted), "
        "min(published), max(published) FROM reports"
    )
    ((claims, superseded),) = ask(
        "SELECT count(*) FILTER (NOT superseded), count(*) FILTER (superseded) FROM claims"
    )
    ((events, decisions),) = ask("SELECT (SELECT count(*) FROM events), (SELECT count(*) FROM decisions)")
    by_source = "SELECT source, count(*) FROM reports WHERE latest GROUP BY source ORDER BY 2 DESC, 1"
    return ArchiveStatus(
        path=str(path),
        schema=_schema.SCHEMA,
        reports=reports,
        revisions=revisions,
        deleted=deleted,
        claims=claims,
        superseded=superseded,
        events=events,
        decisions=decisions,
        linked=ask(LINKED) == [(True,)],
        since=since and since.astimezone(UTC),
        until=until and until.astimezone(UTC),
        sources=tuple(ask(by_source)),
        size=path.stat().st_size,
    )


def published(stored: Iterable[Source], ask: Ask) -> Callable[[str], Published | None]:
    """A function from the id of a report to what an export says of it.

    The terms of a source that is known today count, not those of the day it was stored.
    """
    from conflictdata.export.care import Published

    known = {source.id: source for source in stored} | {source.id: source for source in sources.known()}
    reports = {
        id: rest for id, *rest in ask("SELECT id, source, url, title, published FROM reports WHERE latest")
    }

    def find(report: str) -> Published | None:
        if report not in reports:
            return None
        source, url, title, at = reports[report]
        return Published(
            source=known.get(source) or Source(id=source), url=url, title=title, published=at.astimezone(UTC)
        )

    return find
