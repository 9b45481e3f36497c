"""The suite that every source plugin passes: subclass it in a test module and name the plugin and its pages.

::

    from conflictdata.testing import SourceConformance
    from mypackage import MySource

    class TestMySource(SourceConformance):
        plugin = MySource
        fixtures = "fixtures/"

``fixtures`` is a folder of recorded pages beside the test's file (``conflictdata.testing.pages``). Nothing in
the suite touches the network, and it fails where the plugin tries to.
"""

from __future__ import annotations

import inspect
import itertools
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import ClassVar

import attrs
import pytest

from conflictdata import plugins, records, sources, taxonomy
from conflictdata.errors import ParseError
from conflictdata.model import Claim, Report, Source
from conflictdata.plugins import Request, Response, SourcePlugin, Window
from conflictdata.testing.network import forbid_network
from conflictdata.testing.pages import RecordedPage, recorded_pages

_ID = re.compile(r"[a-z0-9]+(?:[-.:][A-Za-z0-9_]+)*")
_FOREIGN = b"<!doctype html><html><head><title>x</title></head><body><div id='app'></div></body></html>"


class SourceConformance:
    """What a source plugin promises, as tests. Set ``plugin`` and ``fixtures``; override the rest if need be.

    Attributes:
        plugin: the plugin's class (made without arguments) or a plugin.
        fixtures: folder of recorded pages, relative to the test's file.
        window: the window whose requests are looked at.
        max_requests: how many requests one window or one page may call for before they count as endless.
        max_pages: how many pages a crawl over the recorded pages may take before it counts as endless.
    """

    plugin: ClassVar[type[SourcePlugin] | SourcePlugin]
    fixtures: ClassVar[str] = "fixtures/"
    window: ClassVar[Window] = Window(
        since=datetime(2025, 4, 1, tzinfo=UTC), until=datetime(2025, 4, 9, tzinfo=UTC)
    )
    max_requests: ClassVar[int] = 2000
    max_pages: ClassVar[int] = 200

    @pytest.fixture(autouse=True)
    def _as_in_a_run(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.prepare(monkeypatch)

    def prepare(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """No network, and the plugin's sources known by id: their zones decide what "on Monday" means."""
        plugins.default()  # now and not at the first claim: it makes sources known too
        forbid_network(monkeypatch)
        try:
            own = {source.id: source for source in self._sources()}
        except Exception:  # noqa: BLE001 - a test says what is wrong with them
            return
        monkeypatch.setattr(sources, "_registered", sources._registered | own)

    def test_sources_are_well_formed(self) -> None:
        """Ids are short and stable, zones are real, and it is said what the publisher allows and where."""
        found = self._sources()
        assert found, f"{self._name()}: sources() gives none"
        assert [each.id for each in found] == [each.id for each in self._sources()], "sources() changes"
        assert len({each.id for each in found}) == len(found), "two sources have one id"
        for each in found:
            assert _ID.fullmatch(each.id), f"{each.id!r}: an id is lower-case words joined by - . or :"
            assert each.name, f"{each.id}: has no name"
            assert each.terms.url or each.terms.note, f"{each.id}: Source.terms does not say where they stand"
            assert records.from_record(Source, records.to_record(each)) == each

    def test_requests_are_lazy_and_well_formed(self) -> None:
        """Asking for requests fetches nothing; each is http(s), none is asked twice, and paging ends."""
        for source in self._sources():
            asked = list(
                itertools.islice(self._plugin().requests(source, self.window, None), self.max_requests + 1)
            )
            assert len(asked) <= self.max_requests, (
                f"{source.id}: more than {self.max_requests} requests for {self.window}"
            )
            self._check_requests(asked)

    def test_requests_are_the_same_each_time(self) -> None:
        """A run that was interrupted asks the same again; otherwise it could not go on where it stopped."""
        for source in self._sources():
            first, second = (
                list(itertools.islice(self._plugin().requests(source, self.window, None), self.max_requests))
                for _ in range(2)
            )
            assert first == second, f"{source.id}: requests() differs between two calls"

    def test_recorded_pages_give_what_they_should(self) -> None:
        """Pages marked in ``pages.toml`` give reports, links, nothing or an error; some page gives reports."""
        total = 0
        for page, response in self._responses():
            try:
                found, follow = self._reports(response), self._follow(response)
            except ParseError:
                assert page.expect in (None, "error"), f"{page.url}: {page.expect} expected, not an error"
                continue
            total += len(found)
            assert page.expect != "error", f"{page.url}: a ParseError was expected"
            assert page.expect != "reports" or found, f"{page.url}: reports were expected"
            assert page.expect != "links" or follow, (
                f"{page.url}: requests to follow were expected; the window is {self.window.since:%Y-%m-%d} to"
                f" {self.window.until:%Y-%m-%d} (`window` of the suite)"
            )
            assert page.expect != "nothing" or not (found or follow), f"{page.url}: nothing was expected"
        assert total, f"no page in {self.fixtures} gives a report"

    def test_reports_are_well_formed(self) -> None:
        """Reports have ids of their own, a source of the plugin, an http(s) address and a time that can be."""
        ids = {each.id for each in self._sources()}
        for page, report in self._all_reports():
            assert report.source in ids, f"{page.url}: report of {report.source!r}, which is none of {ids}"
            assert report.url is None or _is_http(report.url), f"{page.url}: {report.url!r} is no address"
            assert report.text.strip() or report.title or report.media or report.deleted, f"{page.url}: empty"
            assert report.published <= page.retrieved + timedelta(days=1), (
                f"{page.url}: published {report.published}, after it was retrieved"
                f" ({page.retrieved:%Y-%m-%d}; `retrieved` in pages.toml says when); is the time zone right?"
            )

    def test_report_ids_tell_reports_apart(self) -> None:
        """One page never gives two revisions the same place, nor two reports one id."""
        for page, response in self._responses():
            keys = [(each.id, each.revision) for each in self._readable(response)]
            assert len(set(keys)) == len(keys), f"{page.url}: two reports have one id"

    def test_parsing_twice_gives_the_same(self) -> None:
        """Reports and claims depend on the response and on nothing else: not the clock, not the order."""
        for _, response in self._responses():
            first = self._readable(response)
            assert first == self._readable(response)
            assert [self._claims(each) for each in first] == [self._claims(each) for each in first]

    def test_records_come_back_equal(self) -> None:
        """Reports and claims survive being written as records and read again."""
        for _, report in self._all_reports():
            assert records.loads(Report, records.dumps(report)) == report
            for claim in self._claims(report):
                assert records.loads(Claim, records.dumps(claim)) == claim

    def test_claims_point_at_their_words(self) -> None:
        """A claim's span is its text in the report; its kind is registered; its id is its own."""
        for page, report in self._all_reports():
            found = self._claims(report)
            for claim in found:
                words = report.text[claim.span[0] : claim.span[1]]
                assert words == claim.text, f"{page.url}: span {claim.span} is {words!r}, not {claim.text!r}"
                assert claim.report == report.id
                assert claim.kind in taxonomy.kinds(), f"{page.url}: kind {claim.kind!r} is not registered"
            assert len({claim.id for claim in found}) == len(found), f"{page.url}: two claims have one id"

    def test_an_empty_page_is_an_error(self) -> None:
        """No bytes is not "no news": the parser says so."""
        for _, response in self._first_of_each_source():
            with pytest.raises(ParseError) as caught:
                self._reports(attrs.evolve(response, body=b""))
            self._check_error(caught.value, response)
            assert not self._followed(attrs.evolve(response, body=b""))

    def test_an_unknown_layout_is_not_passed_over_in_silence(self) -> None:
        """A page without anything the parser knows is an error naming source and URL."""
        for _, response in self._first_of_each_source():
            with pytest.raises(ParseError) as caught:
                self._reports(attrs.evolve(response, body=_FOREIGN))
            self._check_error(caught.value, response)

    def test_a_truncated_page_breaks_nothing(self) -> None:
        """A page cut anywhere gives what can be read of it or a ``ParseError``; never another error."""
        for _, response in self._responses():
            for body in _cut(response.body):
                self._try(attrs.evolve(response, body=body))

    def test_wrong_bytes_break_nothing(self) -> None:
        """Bytes that are not text, and text in another encoding than announced, are not a crash."""
        for _, response in self._responses():
            text = response.body.decode("utf-8", errors="replace")
            for body in (bytes(range(256)) * 4, text.encode("utf-16"), text.encode("cp1251", "replace")):
                self._try(attrs.evolve(response, body=body))

    def test_paging_ends(self) -> None:
        """Following every link over the recorded pages comes to an end, also when the last page repeats."""
        pages = {page.url: response for page, response in self._responses()}
        for source in self._sources():
            for missing in (None, *list(pages.values())[-1:]):
                self._crawl(source, pages, missing)

    # What the tests are made of.

    def _plugin(self) -> SourcePlugin:
        return self.plugin() if isinstance(self.plugin, type) else self.plugin

    def _name(self) -> str:
        return self._plugin().name or type(self._plugin()).__name__

    def _sources(self) -> list[Source]:
        return list(self._plugin().sources())

    def _responses(self) -> Iterator[tuple[RecordedPage, Response]]:
        folder = Path(inspect.getfile(type(self))).parent / self.fixtures
        default = self._sources()[0].id
        found = [page for page in recorded_pages(folder) if page.status == 200]
        assert found, f"{folder}: no recorded page"
        yield from ((page, page.response(default)) for page in found)

    def _first_of_each_source(self) -> Iterator[tuple[RecordedPage, Response]]:
        by_source = {response.source: (page, response) for page, response in reversed([*self._responses()])}
        yield from by_source.values()

    def _reports(self, response: Response) -> list[Report]:
        return list(self._plugin().reports(response))

    def _follow(self, response: Response) -> list[Request]:
        found = list(itertools.islice(self._plugin().follow(response, self.window), self.max_requests + 1))
        assert len(found) <= self.max_requests, (
            f"{response.url}: more than {self.max_requests} requests to follow"
        )
        self._check_requests(found)
        return found

    def _all_reports(self) -> Iterator[tuple[RecordedPage, Report]]:
        for page, response in self._responses():
            for report in self._readable(response):
                yield page, report

    def _claims(self, report: Report) -> list[Claim]:
        from conflictdata.text import default_toolkit

        return list(self._plugin().claims(report, default_toolkit()))

    def _readable(self, response: Response) -> list[Report]:
        try:
            return self._reports(response)
        except ParseError:
            return []

    def _followed(self, response: Response) -> list[Request]:
        try:
            return self._follow(response)
        except ParseError:
            return []

    def _try(self, response: Response) -> None:
        for duty in (self._reports, self._follow):
            try:
                duty(response)
            except ParseError as error:
                self._check_error(error, response)

    def _check_error(self, error: ParseError, response: Response) -> None:
        assert error.source == response.source, f"the error names {error.source!r}, not {response.source!r}"
        assert error.url == response.url, f"the error names {error.url!r}, not {response.url!r}"
        assert error.response_path == response.stored, "the error does not say where the response is kept"

    def _check_requests(self, asked: Iterable[Request]) -> None:
        seen = set()
        for request in asked:
            assert _is_http(request.url), f"{request.url!r} is not http or https"
            key = (request.method, request.url, request.body)
            assert key not in seen, f"{request.url} is asked twice"
            seen.add(key)

    def _crawl(self, source: Source, pages: dict[str, Response], missing: Response | None) -> None:
        waiting = list(
            itertools.islice(self._plugin().requests(source, self.window, None), self.max_requests)
        )
        seen: set[Request] = set()
        while waiting:
            request = waiting.pop()
            response = pages.get(request.url, missing)
            if request in seen or response is None:
                continue
            seen.add(request)
            assert len(seen) <= self.max_pages, f"{source.id}: paging does not end ({request.url})"
            response = attrs.evolve(response, url=request.url)
            waiting += self._followed(response)


def _is_http(url: str) -> bool:
    return url.startswith(("https://", "http://"))


def _cut(body: bytes) -> Iterator[bytes]:
    """The body cut at eight places, and once inside its last character of several bytes."""
    yield from (body[: len(body) * n // 8] for n in range(1, 8))
    inside = next((n for n in range(len(body) - 1, 0, -1) if body[n] & 0xC0 == 0x80), None)
    if inside is not None:
        yield body[:inside]
