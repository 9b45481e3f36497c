"""For the tests of source plugins: run a plugin's duties against a local server, request by request.

Needs ``conflictdata[testing]``. No robots.txt, no spacing, no archive: never for use against a site.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import attrs

from conflictdata.errors import ConflictDataError
from conflictdata.model import Report, Source
from conflictdata.plugins import Request, Response, SourcePlugin, Window

WINDOW = Window(since=datetime(2026, 5, 1, tzinfo=UTC), until=datetime(2026, 5, 4, tzinfo=UTC))
_MAXIMUM = 200


@attrs.frozen
class Step:
    """One response of a run: what it gave, or why it could not be read."""

    request: Request
    response: Response
    reports: tuple[Report, ...] = ()
    error: ConflictDataError | None = None


def fetched(request: Request, source: str) -> Response:
    """The answer to a request, redirects followed up to five times."""
    import httpx

    with httpx.Client(follow_redirects=True, max_redirects=5, timeout=10, trust_env=False) as client:
        try:
            got = client.request(
                request.method, request.url, headers=dict(request.headers), content=request.body
            )
        except httpx.TooManyRedirects as error:
            return Response(
                source=source, url=str(error.request.url), body=b"", status=302, retrieved=datetime.now(UTC),
                headers=(("location", str(error.request.url)),), stored="raw/0001",
            )  # fmt: skip
    headers = tuple((name.lower(), value) for name, value in got.headers.items())
    return Response(
        source=source, url=str(got.url), body=got.content, status=got.status_code, headers=headers,
        retrieved=datetime.now(UTC), stored="raw/0001",
    )  # fmt: skip


def walk(
    plugin: SourcePlugin, source: Source, window: Window = WINDOW, cursor: str | None = None
) -> Iterator[Step]:
    """Every response of a run, each address once; an error ends no run."""
    waiting = list(plugin.requests(source, window, cursor))
    asked: set[tuple[str, bytes | None]] = set()
    while waiting and len(asked) < _MAXIMUM:
        request = waiting.pop(0)
        if (request.url, request.body) in asked:
            continue
        asked.add((request.url, request.body))
        response = fetched(request, source.id)
        try:
            reports = tuple(plugin.reports(response))
            waiting += plugin.follow(response, window)
        except ConflictDataError as error:
            yield Step(request, response, error=error)
        else:
            yield Step(request, response, reports)
