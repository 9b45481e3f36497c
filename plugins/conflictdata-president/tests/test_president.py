"""The President's site against a local server."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import president_pages as pages
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conflictdata.errors import ParseError
from conflictdata.model import Report
from conflictdata.plugins import Response
from conflictdata.testing import PageServer
from conflictdata.text import default_toolkit
from conflictdata_pages import extra_of
from conflictdata_pages.testing import walk
from conflictdata_president import PresidentPlugin
from conflictdata_president._page import ZONE, date_in

few = settings(max_examples=60, deadline=None)
AT = datetime(2026, 5, 2, 17, 45, tzinfo=UTC)


def read(body: str, url: str = "https://www.president.gov.ua/news/zvernennya-1") -> Report:
    response = Response(
        source="president-ua", url=url, body=body.encode(), retrieved=datetime(2026, 5, 3, tzinfo=UTC)
    )
    (report,) = PresidentPlugin().reports(response)
    return report


@pytest.fixture
def site() -> Iterator[PageServer]:
    with PageServer() as server:
        yield server


@pytest.mark.parametrize("known", [True, False], ids=["known layout", "unknown layout"])
def test_an_address_in_either_language(known: bool) -> None:
    ukrainian = read(pages.page(known=known))
    english = read(
        pages.page(
            pages.EN,
            title="Our positions hold – address by the President",
            lang="en",
            date="2 May 2026 - 20:45",
            known=known,
        ),
        "https://www.president.gov.ua/en/news/address-1",
    )
    assert (ukrainian.text, ukrainian.lang, ukrainian.published) == ("\n".join(pages.UK), "uk", AT)
    assert (english.text, english.lang, english.published) == ("\n".join(pages.EN), "en", AT)
    assert extra_of(ukrainian)["genre"] == extra_of(english)["genre"] == "address"


def test_claims_are_the_presidents() -> None:
    for report in (
        read(pages.page()),
        read(pages.page(pages.EN, title="Address by the President", lang="en", date="2 May 2026 - 20:45")),
    ):
        found = list(PresidentPlugin().claims(report, default_toolkit()))
        assert found and {claim.claimant for claim in found} == {"ua:president"}
        assert any(claim.kind == "attack" and claim.locations for claim in found)


def test_news_keeps_its_quotations() -> None:
    report = read(pages.page(pages.NEWS, title="Meeting on energy", lang="en", date="2 May 2026 - 14:00"))
    assert extra_of(report)["genre"] == "news"
    ((start, end),) = extra_of(report)["quotes"]
    assert report.text[start:end].startswith("“Our energy workers") and report.text[start:end].endswith("”")


@few
@given(st.datetimes(datetime(2019, 5, 20), datetime(2035, 1, 1)), st.booleans())
def test_dates_are_read_in_either_language(time: datetime, hours: bool) -> None:
    months = (
        "січня",
        "лютого",
        "березня",
        "квітня",
        "травня",
        "червня",
        "липня",
        "серпня",
        "вересня",
        "жовтня",
        "листопада",
        "грудня",
    )
    clock = f" - {time.hour}:{time.minute:02}" if hours else ""
    local = time.replace(second=0, microsecond=0, fold=0, **({} if hours else {"hour": 12, "minute": 0}))  # type: ignore[arg-type]
    expected = local.replace(tzinfo=ZONE).astimezone(UTC)
    assert date_in(f"{time.day} {months[time.month - 1]} {time.year} року{clock}") == expected
    assert date_in(f"{time.day} {time.strftime('%B')} {time.year}{clock}") == expected


def test_a_listing_is_read_back_to_the_windows_beginning(site: PageServer) -> None:
    site.add(
        "/news/speeches",
        pages.listing(
            ("/news/a-3", "5 травня 2026 року - 20:00"), ("/news/b-2", "2 травня 2026 року - 20:45")
        ),
    )
    site.add("/news/speeches?page=2", pages.listing(("/news/c-1", "30 квітня 2026 року - 20:45")))
    site.add("/news/b-2", pages.page())
    plugin = PresidentPlugin(site=site.url)
    steps = list(walk(plugin, next(iter(plugin.sources()))))
    assert site.targets() == ["/news/speeches", "/news/b-2", "/news/speeches?page=2"]
    assert [step.error for step in steps] == [None] * 3
    assert [report.published for step in steps for report in step.reports] == [AT]


@pytest.mark.parametrize(
    ("status", "body", "said"),
    [
        (404, "", "404"),
        (429, "", "429"),
        (200, "", "empty"),
        (200, pages.page()[:500], "breaks off"),
        (200, pages.page(("Коротко.",)), "no text"),
        (200, pages.page(date=""), "no time"),
        (200, "<html><head><title>Just a moment...</title></head></html>", "robot check"),
    ],
)
def test_what_is_no_address_is_refused_by_name(site: PageServer, status: int, body: str, said: str) -> None:
    site.add("/news/speeches", pages.listing(("/news/b-2", "2 травня 2026 року - 20:45")))
    site.add("/news/b-2", body, status=status)
    plugin = PresidentPlugin(site=site.url)
    step = list(walk(plugin, next(iter(plugin.sources()))))[1]
    assert isinstance(step.error, ParseError) and said in str(step.error)
    assert step.error.source == "president-ua" and step.error.url == f"{site.url}/news/b-2"


def test_a_listing_without_entries_is_an_error(site: PageServer) -> None:
    site.add("/news/speeches", "<html><body><p>Nothing</p></body></html>")
    plugin = PresidentPlugin(site=site.url)
    (step,) = walk(plugin, next(iter(plugin.sources())))
    assert "no entries" in str(step.error)
