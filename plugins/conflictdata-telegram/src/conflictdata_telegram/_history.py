"""What changed between two readings of a channel: edits as revisions, deletions as tombstones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

import attrs

from conflictdata.model import Report


def number_of(report: Report) -> int | None:
    """A post's number in its channel."""
    last = (report.url or "").partition("?")[0].rpartition("/")[2]
    return int(last) if last.isascii() and last.isdigit() else None


def revisions(previous: Iterable[Report], now: Iterable[Report]) -> Iterator[Report]:
    """The reports of ``now`` that are new or edited, the edited ones as the next revision of the same id.

    A post is edited when its text or its media differ; counts of views, and where files lie, change nothing.
    """
    latest: dict[str, Report] = {}
    for report in previous:
        before = latest.get(report.id)
        if before is None or report.revision >= before.revision:
            latest[report.id] = report
    for report in now:
        before = latest.get(report.id)
        if before is None:
            yield report
        elif before.deleted or (before.text, before.media) != (report.text, report.media):
            yield attrs.evolve(report, revision=before.revision + 1)


def tombstones(
    previous: Iterable[Report],
    now: Iterable[Report],
    *,
    numbers: Iterable[int] = (),
    seen: datetime | None = None,
) -> Iterator[Report]:
    """Tombstones of posts that were there before and are missing from a page that covers them.

    Only posts between the lowest and the highest number of ``now`` can be told missing, so give one page, or
    pages that follow each other without a gap.

    Args:
        previous: what was read of the channel before, any revisions.
        now: the posts read again.
        numbers: further numbers on the page: service messages, and messages inside an album.
        seen: UTC time of the second reading; that of ``now`` when None.
    """
    read = list(now)
    here = {number for report in read if (number := number_of(report)) is not None} | set(numbers)
    if not here:
        return
    low, high = min(here), max(here)
    latest: dict[str, Report] = {}
    for report in previous:
        if report.id not in latest or report.revision > latest[report.id].revision:
            latest[report.id] = report
    sources = {report.source for report in read}
    at = seen or max((report.retrieved for report in read if report.retrieved), default=None)
    for report in sorted(latest.values(), key=lambda each: (number_of(each) or 0, each.id)):
        number = number_of(report)
        gone = number is not None and low <= number <= high and number not in here
        if gone and not report.deleted and report.source in sources:
            yield attrs.evolve(
                report, text="", title="", deleted=True, media=(), links=(), extra=(),
                revision=report.revision + 1, retrieved=at or report.retrieved,
            )  # fmt: skip
