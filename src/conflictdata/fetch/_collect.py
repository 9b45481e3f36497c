"""From sources and a window to reports: crawl, archive, parse; go on where an earlier run stopped."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time
from os import PathLike

import attrs

from conflictdata import plugins
from conflictdata import sources as source_table
from conflictdata.errors import ConflictDataError, FetchError, ParseError, PluginError
from conflictdata.fetch._archive import Job, RawArchive, archived
from conflictdata.fetch._client import Answer, Fetcher, StillBusy, as_response, fingerprint
from conflictdata.fetch._settings import FetchSettings
from conflictdata.fetch._warc import WarcRecord
from conflictdata.model import Report, Source
from conflictdata.plugins import PluginRegistry, Request, Response, SourcePlugin, Window

GIVE_UP_AFTER = 2
"""How often an unfinished job is taken up again; then it counts as over, its cursor not moved on. A host that is
gone for good must not keep a source in the past."""

Moment = str | date | datetime


@attrs.frozen(kw_only=True)
class Fetched:
    """One request and what came of it.

    Attributes:
        source: id of the source.
        url: what was asked, or what a plugin failed on.
        response: None when there was no answer that a parser can be given.
        reports: in the order of the page; empty when ``error`` says why, and for pages that only list.
        error: ``FetchError``, ``ParseError`` or ``PluginError``; the run goes on.
        unchanged: the page is as it was when last received.
        replayed: read from the archive, where an earlier process had put it; nothing was fetched.
    """

    source: str
    url: str
    response: Response | None = attrs.field(default=None, repr=False)
    reports: tuple[Report, ...] = attrs.field(default=(), repr=lambda reports: f"<{len(reports)} reports>")
    error: ConflictDataError | None = None
    unchanged: bool = False
    replayed: bool = False


def collect(
    sources: str | Iterable[str],
    *,
    since: Moment,
    until: Moment | None = None,
    directory: str | PathLike[str],
    settings: FetchSettings | None = None,
    registry: PluginRegistry | None = None,
    fresh: bool = False,
) -> Iterator[Fetched]:
    """Collect what sources published in a window; yields as it goes, one by one.

    Every response is in the archive, on disk, before it is parsed. A run that was interrupted, in whatever
    way, goes on where it stopped when called again with the same ``since``: what had been received is read
    from the archive and given again (``replayed``), the rest is fetched.

    Args:
        sources: ids, ``isw``; several take turns, so that one host's spacing is used for another.
        since: publication time from which on: an aware datetime, ISO 8601, or a date (its midnight UTC).
        until: up to which, not included; now when None.
        directory: the archive of raw responses; made if it is not there.
        registry: where source plugins are looked up; the installed ones when None.
        fresh: forget unfinished runs and where the sources stood; the archived responses stay.

    Raises:
        ConflictDataError: a source that no plugin adapts, an empty window, an archive that cannot be used, a
            full disk. What goes wrong with a single request is yielded.
    """
    ids = [sources] if isinstance(sources, str) else list(dict.fromkeys(sources))
    chosen = [_plugin_of(id, registry) for id in ids]
    begin, end = moment(since), moment(until) if until is not None else datetime.now(UTC)
    if begin >= end:
        raise ConflictDataError(f"the window is empty: since {begin.isoformat()} until {end.isoformat()}")
    return _run(chosen, begin, end, directory, settings or FetchSettings(), fresh)


def _run(
    chosen: list[tuple[SourcePlugin, Source]], begin: datetime, end: datetime,
    directory: str | PathLike[str], settings: FetchSettings, fresh: bool,
) -> Iterator[Fetched]:  # fmt: skip
    with RawArchive(directory) as archive, Fetcher(archive, settings) as fetcher:
        waiting = deque(_windows(plugin, source, begin, end, fetcher, fresh) for plugin, source in chosen)
        while waiting:
            crawl = waiting.popleft()
            found = next(crawl, None)
            if found is not None:
                waiting.append(crawl)
                yield found


def _windows(
    plugin: SourcePlugin, source: Source, begin: datetime, end: datetime, fetcher: Fetcher, fresh: bool
) -> Iterator[Fetched]:
    """The unfinished window of the source, if there is one, and then what is asked beyond it."""
    job = fetcher.archive.job(source.id, begin, end, fresh=fresh)
    crawl = _Crawl(plugin, source, job, fetcher)
    yield from crawl.run()
    if job.resumed and job.until < end and crawl.finished:
        yield from _Crawl(plugin, source, fetcher.archive.job(source.id, begin, end), fetcher).run()


class _Crawl:
    """One job: the plugin's requests and those that follow from responses, depth first, each once."""

    def __init__(self, plugin: SourcePlugin, source: Source, job: Job, fetcher: Fetcher) -> None:
        self.plugin, self.source, self.job, self.fetcher = plugin, source, job, fetcher
        self.window = Window(since=job.since, until=job.until)
        self.complete = True
        self.finished = False
        self._asked = 0
        self._parsed = True
        self._cursor: str | None = None

    def run(self) -> Iterator[Fetched]:
        seen: set[str] = set()
        # Iterators, not requests: a plugin's generator runs no further than it is asked.
        waiting = [self._guarded(self._first())]
        while waiting:
            request = next(waiting[-1], None)
            if request is None:
                waiting.pop()
                continue
            if isinstance(request, Fetched):
                self.complete = False
                yield request
                continue
            mark = fingerprint(request)
            if mark in seen:
                continue
            if self._asked >= self.fetcher.settings.max_requests:
                self.complete = False
                yield self._failed(request.url, f"stopped after {self._asked} requests; does its paging end?")
                break
            seen.add(mark)
            found = self._one(request, mark)
            self._asked += not found.replayed
            yield found
            if found.response is not None:
                waiting.append(self._guarded(self._next(found.response)))
        if self.complete or self.job.resumed >= GIVE_UP_AFTER:
            self.finished = True
            self.fetcher.archive.finish(self.job, self._cursor if self.complete else None)

    def _first(self) -> Iterator[Request]:
        yield from self.plugin.requests(self.source, self.window, self.job.cursor)

    def _next(self, response: Response) -> Iterator[Request]:
        yield from self.plugin.follow(response, self.window)

    def _guarded(self, requests: Iterator[Request]) -> Iterator[Request | Fetched]:
        """A plugin's requests; what it raises becomes a result that names it."""
        try:
            for request in requests:
                if not isinstance(request, Request):
                    raise TypeError(f"a Request was expected, not {request!r:.80}")
                yield request
        except ParseError:
            return  # reports() says the same of the same page
        except Exception as error:  # noqa: BLE001 - a plugin can raise anything; the run goes on without it
            why = f"asking for pages of {self.source.id} failed: {type(error).__name__}: {error}"
            yield Fetched(
                source=self.source.id, url=self.source.url or "",
                error=PluginError(self.plugin.name or type(self.plugin).__name__, why),
            )  # fmt: skip

    def _one(self, request: Request, mark: str) -> Fetched:
        try:
            answer, replayed = self._answer(request, mark)
        except FetchError as error:
            self.complete = self.complete and not isinstance(error, StillBusy)
            return Fetched(source=self.source.id, url=error.url, error=error)
        reports, parse_error = parsed(self.plugin, answer.response)
        if parse_error is not None:
            self._parsed = False  # the cursor stays before a page that could not be read
        elif self._parsed and request.cursor is not None:
            self._cursor = request.cursor
        return Fetched(
            source=self.source.id, url=answer.response.url, response=answer.response, reports=reports,
            error=parse_error, unchanged=answer.unchanged, replayed=replayed,
        )  # fmt: skip

    def _answer(self, request: Request, mark: str) -> tuple[Answer, bool]:
        record = self.fetcher.archive.answered(self.job.id, mark) if self.job.resumed else None
        loaded = self._loaded(record) if record is not None else None
        if record is None or loaded is None:
            return self.fetcher.fetch(request, self.source.id, self.job.id), False
        response = response_of(loaded, self.source.id, self.fetcher.settings)
        return Answer(response=response, unchanged=record.kind == "revisit"), True

    def _loaded(self, record: WarcRecord) -> WarcRecord | None:
        try:
            return self.fetcher.archive.load(record)
        except ConflictDataError:  # damaged since it was indexed: ask again
            self.fetcher.archive.forget(record)
            return None

    def _failed(self, url: str, why: str) -> Fetched:
        return Fetched(source=self.source.id, url=url, error=FetchError(self.source.id, url, why))


def parse(
    archive: str | PathLike[str],
    *,
    source: str | None = None,
    registry: PluginRegistry | None = None,
    settings: FetchSettings | None = None,
) -> Iterator[Fetched]:
    """Run the parsers over archived responses, offline, in the order they were received.

    Args:
        archive: a directory of WARC files or one file, also of another program's making.
        source: whose pages the responses are, where the archive does not say; with an archive that does, only
            this source's responses are read.

    Raises:
        ConflictDataError: no such archive, or not WARC. What goes wrong with a single response is yielded.
    """
    chosen: dict[str, SourcePlugin | ConflictDataError] = {}
    settings = settings or FetchSettings()
    for path, record in archived(archive):
        id = record.source or (source if not record.request else None)
        if not id or source not in (None, id) or record.kind != "response" or record.status >= 300:
            continue  # robots.txt, another's page, one already parsed, a redirect or refusal told when it came
        if not record.source and record.url.endswith("/robots.txt"):
            continue
        if id not in chosen:
            chosen[id] = _plugin_or_error(id, registry)
        stored = str(path.parent / record.stored)
        yield _reparsed(chosen[id], attrs.evolve(record, source=id), stored, settings)


def _reparsed(
    plugin: SourcePlugin | ConflictDataError, record: WarcRecord, stored: str, settings: FetchSettings
) -> Fetched:
    if isinstance(plugin, ConflictDataError):
        return Fetched(source=record.source, url=record.url, error=plugin, replayed=True)
    try:
        response = attrs.evolve(response_of(record, record.source, settings), stored=stored)
    except FetchError as error:
        return Fetched(source=record.source, url=record.url, error=error, replayed=True)
    reports, parse_error = parsed(plugin, response)
    return Fetched(
        source=record.source, url=record.url, response=response, reports=reports, error=parse_error,
        replayed=True,
    )  # fmt: skip


def parsed(plugin: SourcePlugin, response: Response) -> tuple[tuple[Report, ...], ParseError | None]:
    """The reports of a response, and the error that ended them; whatever a parser raises is a ``ParseError``."""
    found: list[Report] = []
    try:
        for report in plugin.reports(response):
            if not isinstance(report, Report):
                raise TypeError(f"a Report was expected, not {report!r:.80}")
            found.append(report)
    except ParseError as error:
        return tuple(found), error
    except Exception as error:  # noqa: BLE001 - a parser can raise anything; the run goes on
        name = plugin.name or type(plugin).__name__
        failed = ParseError(
            response.source, f"the parser of plugin {name!r} failed: {type(error).__name__}: {error}",
            url=response.url, response_path=response.stored,
        )  # fmt: skip
        failed.__cause__ = error
        return tuple(found), failed
    return tuple(found), None


def response_of(record: WarcRecord, source: str, settings: FetchSettings) -> Response:
    """The response that an archived record holds.

    Raises:
        FetchError: the answer was a refusal (status of 400 or more), or cannot be unpacked.
    """
    return as_response(
        source=source, url=record.url, status=record.status, headers=record.headers, payload=record.payload,
        retrieved=record.date, stored=record.stored, settings=settings,
    )  # fmt: skip


def moment(value: Moment) -> datetime:
    """A time in UTC from an aware datetime, ISO 8601, or a date, which is its midnight UTC.

    Raises:
        ConflictDataError: not a time, or one without a zone.
    """
    if isinstance(value, str):
        try:
            value = date.fromisoformat(value) if len(value) == 10 else datetime.fromisoformat(value)
        except ValueError:
            raise ConflictDataError(
                f"not a time: {value!r} (as in 2025-04-08 or 2025-04-08T06:00Z)"
            ) from None
    if not isinstance(value, datetime):
        return datetime.combine(value, time(0), UTC)
    if value.tzinfo is None:
        raise ConflictDataError(f"a time without a zone: {value.isoformat()!r}; add an offset or 'Z'")
    return value.astimezone(UTC)


def _plugin_of(id: str, registry: PluginRegistry | None) -> tuple[SourcePlugin, Source]:
    found = (registry or plugins.default()).source_plugin(id)
    if found is None:
        raise ConflictDataError(
            f"{id!r}: no installed plugin collects this source; `conflictdata sources` lists what can be collected"
        )
    if registry is None and source_table.get(id) != found[1]:
        source_table.register(found[1])  # one of many that no list has (any channel): its zone and side count
    return found


def _plugin_or_error(id: str, registry: PluginRegistry | None) -> SourcePlugin | ConflictDataError:
    try:
        return _plugin_of(id, registry)[0]
    except ConflictDataError as error:
        return error
