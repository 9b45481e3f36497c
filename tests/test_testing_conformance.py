"""The conformance suite passes a good plugin and fails each way of being bad, in the test that is about it."""

from __future__ import annotations

import itertools
import socket
from datetime import timedelta
from typing import ClassVar

import attrs
import pytest

from conflictdata.errors import ParseError
from conflictdata.model import Claim, Source
from conflictdata.plugins import Request
from conflictdata.testing import SourceConformance
from sample_source import SampleSource

PAGES = {
    "list.txt": "REPORTS\n/1|2025-04-08T06:00:00Z|Drones struck a depot.\nmore:/list2\n",
    "list2.txt": "REPORTS\n/2|2025-04-07T06:00:00Z|Бій біля села.\nsee:/2\n",
}
INDEX = """
[[page]]
file = "list.txt"
url = "https://sample.example.org/list"
expect = "reports"
[[page]]
file = "list2.txt"
url = "https://sample.example.org/list2"
expect = "links"
"""


@pytest.fixture(scope="module", autouse=True)
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pages")
    for name, text in PAGES.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "pages.toml").write_text(INDEX, encoding="utf-8")
    TestSampleSource.fixtures = str(folder)
    return folder


class QuickClaims(SampleSource):
    """The sample with claims of its own, so that these tests need no language."""

    def claims(self, report, toolkit):
        yield Claim(report=report.id, span=(0, 3), text=report.text[:3], claimant="sample", kind="other")


class TestSampleSource(SourceConformance):
    plugin = QuickClaims


class NoTerms(QuickClaims):
    def sources(self):
        yield Source(id="sample", name="Sample")


class LoudId(QuickClaims):
    def sources(self):
        yield attrs.evolve(next(iter(super().sources())), id="Sample News")


class Ftp(QuickClaims):
    def requests(self, source, window, cursor):
        yield Request(url="ftp://sample.example.org/list")


class Endless(QuickClaims):
    def requests(self, source, window, cursor):
        return (Request(url=f"{self.base}/{n}") for n in itertools.count())


class Moody(QuickClaims):
    count = itertools.count()

    def requests(self, source, window, cursor):
        yield Request(url=f"{self.base}/{next(self.count)}")


class Blind(QuickClaims):
    def reports(self, response):
        return iter(())


class Stranger(QuickClaims):
    def reports(self, response):
        return (attrs.evolve(report, source="other") for report in super().reports(response))


class Tomorrow(QuickClaims):
    def reports(self, response):
        late = response.retrieved + timedelta(days=2)
        return (attrs.evolve(report, published=late) for report in super().reports(response))


class OneId(QuickClaims):
    def reports(self, response):
        for report in super().reports(response):
            yield report
            yield attrs.evolve(report, text="other")


class Clocked(QuickClaims):
    count = itertools.count()

    def reports(self, response):
        return (attrs.evolve(r, title=str(next(self.count))) for r in super().reports(response))


class Misplaced(QuickClaims):
    def claims(self, report, toolkit):
        yield Claim(report=report.id, span=(1, 4), text=report.text[:3], claimant="sample", kind="other")


class Silent(QuickClaims):
    def _refuse(self, response, why):
        pass


class Fragile(QuickClaims):
    def _lines(self, response):
        if not response.body.startswith(b"REPORTS"):
            self._refuse(response, "no list")
        return response.body.decode("utf-8").splitlines()[1:]


class Nameless(QuickClaims):
    def _refuse(self, response, why):
        raise ParseError("?", why)


class Circling(QuickClaims):
    def follow(self, response, window):
        yield Request(url=response.url + "x")


class Dialling(QuickClaims):
    def reports(self, response):
        socket.create_connection(("127.0.0.1", 9))
        return super().reports(response)


@pytest.mark.parametrize(
    ("plugin", "test"),
    [
        (NoTerms, "test_sources_are_well_formed"),
        (LoudId, "test_sources_are_well_formed"),
        (Ftp, "test_requests_are_lazy_and_well_formed"),
        (Endless, "test_requests_are_lazy_and_well_formed"),
        (Moody, "test_requests_are_the_same_each_time"),
        (Blind, "test_recorded_pages_give_what_they_should"),
        (Stranger, "test_reports_are_well_formed"),
        (Tomorrow, "test_reports_are_well_formed"),
        (OneId, "test_report_ids_tell_reports_apart"),
        (Clocked, "test_parsing_twice_gives_the_same"),
        (Misplaced, "test_claims_point_at_their_words"),
        (Silent, "test_an_empty_page_is_an_error"),
        (Silent, "test_an_unknown_layout_is_not_passed_over_in_silence"),
        (Nameless, "test_an_unknown_layout_is_not_passed_over_in_silence"),
        (Fragile, "test_wrong_bytes_break_nothing"),
        (Fragile, "test_a_truncated_page_breaks_nothing"),
        (Circling, "test_paging_ends"),
        (Dialling, "test_recorded_pages_give_what_they_should"),
    ],
)
def test_a_bad_plugin_fails_the_test_about_it(plugin, test, no_network):
    suite = type("Suite", (TestSampleSource,), {"plugin": plugin, "__module__": __name__})()
    with pytest.raises((AssertionError, UnicodeDecodeError, ValueError, pytest.fail.Exception)):
        getattr(suite, test)()


class TestKnobs:
    every: ClassVar[list[str]] = [name for name in dir(SourceConformance) if name.startswith("test_")]

    def test_every_test_of_the_suite_says_what_it_is_about(self):
        assert all(getattr(SourceConformance, name).__doc__ for name in self.every)


pytest_plugins = ["conflictdata.testing.plugin"]
