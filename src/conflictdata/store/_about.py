"""What an archive says of itself: its contents, and warnings."""

from __future__ import annotations

from datetime import datetime

import attrs


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
