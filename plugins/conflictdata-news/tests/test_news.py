"""The news plugin: articles and feeds against a local server."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime
from pathlib import Path

import news_pages as pages
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conflictdata.errors import ModelError, ParseError
from conflictdata.model import Report
from conflictdata.plugins import Response
from conflictdata.testing import PageServer
from conflictdata_news import NewsPlugin, source_of
from conflictdata_news._article import dateline
from conflictdata_news._outlets import clean
from conflictdata_news._times import read_time
from conflictdata_pages import extra_of
from conflictdata_pages.testing import walk

few = settings(max_examples=60, deadline=None)
REAL = Path(os.environ.get("CONFLICTDATA_REAL_PAGES", "/nonexistent"))
AT = datetime(2026, 5, 2, 12, 30, tzinfo=UTC)
HTML = "text/html; charset=utf-8"
XML = {"Content-Type": "application/rss+xml; charset=utf-8"}


def response(
    body: str, *, source: str = "news:example.org", kind: str = HTML, url: str = "https://example.org/a"
) -> Response:
    return Response(
        source=source, url=url, body=body.encode(), retrieved=datetime(2026, 5, 3, tzinfo=UTC),
        headers=(("content-type", kind),), stored="raw/3",
    )  # fmt: skip


def read(body: str, **rest: str) -> list[Report]:
    return list(NewsPlugin().reports(response(body, **rest)))


@pytest.fixture
def site() -> Iterator[PageServer]:
    with PageServer() as server:
        yield server


@pytest.mark.parametrize(
    "page",
    [pages.article(linked=pages.LINKED), pages.article(head=pages.META)],
    ids=["JSON-LD", "meta"],
)
def test_an_article_gives_its_main_text_and_nothing_around_it(page: str) -> None:
    (report,) = read(page)
    assert [line for line in report.text.split("\n") if line] == list(pages.PARAGRAPHS)
    assert (
        report.published == AT and report.title.startswith("Fighting near Alphaville") and report.lang == "en"
    )
    assert report.url == "https://www.example.org/world/2026/05/02/alphaville"
    extra = extra_of(report)
    assert extra["byline"].startswith("A. Writer") and extra["place"] == "KYIV"


def test_the_publishers_own_body_comes_first_where_it_has_paragraphs() -> None:
    linked: dict[str, object] = {
        "@type": "NewsArticle",
        "datePublished": "2026-05-02T12:30Z",
        "articleBody": "\n".join(pages.PARAGRAPHS),
    }
    (report,) = read(pages.article(linked=linked, paragraphs=("Teaser only.",)))
    assert report.text == "\n".join(pages.PARAGRAPHS)


def test_a_time_without_an_offset_is_the_outlets() -> None:
    head = '<meta property="article:published_time" content="2026-05-02T15:30:00">'
    assert read(pages.article(head=head), source="kyiv-independent")[0].published == AT
    assert read(pages.article(head=head))[0].published == AT + timedelta(hours=3)


@pytest.mark.parametrize("feed", [pages.RSS, pages.ATOM], ids=["RSS", "Atom"])
def test_a_feed_of_whole_articles_gives_reports(feed: str) -> None:
    (report, *rest) = read(feed, kind=XML["Content-Type"])
    assert not rest
    assert report.text.startswith("\n".join(pages.PARAGRAPHS)) and "x()" not in report.text
    assert report.published == AT and report.lang == "en" and extra_of(report)["byline"] == "A. Writer"
    assert report.url == f"https://example.org{pages.URL}"


def test_feed_and_page_of_an_article_are_one_report() -> None:
    page = pages.article(linked=pages.LINKED, canonical=f"https://example.org{pages.URL}")
    assert read(page)[0].id == read(pages.RSS, kind=XML["Content-Type"])[0].id


def test_summaries_lead_to_the_articles_of_the_window(site: PageServer) -> None:
    feed = pages.RSS.replace("https://example.org", site.url)
    site.add("/feed", feed, headers=XML)
    site.add("/second", pages.article(linked=pages.LINKED, canonical=f"{site.url}/second"))
    steps = list(walk(NewsPlugin(), source_of(f"{site.url}/feed")))
    assert site.targets() == ["/feed", "/second"]
    assert [report.url for step in steps for report in step.reports] == [
        f"{site.url}{pages.URL}",
        f"{site.url}/second",
    ]
    kept = list(NewsPlugin(summaries=True).reports(response(pages.RSS, kind=XML["Content-Type"])))
    assert [extra_of(each).get("summary") for each in kept] == [None, True, True]


def broken(feed: str) -> str:
    return feed[: len(feed) // 2]


@pytest.mark.parametrize(
    ("status", "body", "kind", "said"),
    [
        (404, "", HTML, "404"),
        (429, "", HTML, "429"),
        (200, "", HTML, "empty"),
        (200, pages.article(head=pages.META, paragraphs=("Home.",)), HTML, "no article text"),
        (200, pages.article(head=pages.META, linked={"@type": "NewsArticle", "isAccessibleForFree": False}, paragraphs=("Pay.",)),
         HTML, "paywall"),
        (200, "<html><head><title>Subscribe to read</title></head></html>", HTML, "login wall"),
        (200, broken(pages.RSS), XML["Content-Type"], "breaks off"),
        (200, pages.BOMB, XML["Content-Type"], "refused"),
        (200, "<?xml version='1.0'?><opml/>", XML["Content-Type"], "neither RSS nor Atom"),
    ],
)  # fmt: skip
def test_what_is_no_article_is_refused_by_name(
    site: PageServer, status: int, body: str, kind: str, said: str
) -> None:
    site.add("/a", body, status=status, headers={"Content-Type": kind})
    (step,) = walk(NewsPlugin(), source_of(f"{site.url}/a"))
    assert isinstance(step.error, ParseError) and said in str(step.error)
    assert step.error.source == "news:127.0.0.1" and step.error.url == f"{site.url}/a"


def test_a_redirect_loop_and_a_wrong_encoding_are_refused(site: PageServer) -> None:
    site.add("/a", status=301, headers={"Location": "/a"})
    site.add("/b", ("<html><p>" + "Под Суджей шли бои. " * 60 + "</p></html>").encode("cp1251"))
    (step,) = walk(NewsPlugin(), source_of(f"{site.url}/a"))
    assert "redirect" in str(step.error)
    (step,) = walk(NewsPlugin(), source_of(f"{site.url}/b"))
    assert "encoding" in str(step.error)


offsets = st.integers(-12 * 4, 14 * 4).map(lambda quarter: timezone(timedelta(minutes=15 * quarter)))
times = st.datetimes(datetime(1995, 1, 1), datetime(2090, 1, 1), timezones=offsets).map(
    lambda t: t.replace(microsecond=0)
)


@few
@given(times)
def test_times_are_read_in_every_usual_form(time: datetime) -> None:
    stamp = time.isoformat()
    forms = (
        stamp,
        format_datetime(time),
        stamp.replace("T", " "),
        stamp[:-3] + stamp[-2:],
        stamp[:19] + ".123" + stamp[19:],
    )
    for form in forms[:4]:
        assert read_time(form, "UTC") == time
    assert read_time(forms[4], "UTC") == time + timedelta(milliseconds=123)


@few
@given(st.text(max_size=40))
def test_any_text_is_a_time_or_none(text: str) -> None:
    found = read_time(text, "Europe/Kyiv")
    assert found is None or found.tzinfo is UTC


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("BELGOROD, Russia (AP) — Drones struck a depot.", "BELGOROD"),
        ("MOSCOW, April 8 (Reuters) - Forces moved.", "MOSCOW"),
        ("МОСКВА, 8 апр — РИА Новости. Войска заняли село.", "МОСКВА"),
        ("МОСКВА, 8 апреля. /ТАСС/. Войска - и не только - заняли.", "МОСКВА"),
        ("Киев. 8 апреля. ИНТЕРФАКС-УКРАИНА - Войска отошли.", "Киев"),
        ("Drones struck a depot — again.", ""),
        ("", ""),
    ],
)
def test_datelines(text: str, place: str) -> None:
    assert dateline(text)[1] == place


def test_outlets_are_known_by_their_host() -> None:
    assert source_of("https://edition.cnn.com/2026/05/02/x").id == "cnn"
    assert source_of("https://www.pravda.com.ua/news/1/").id == "ukrainska-pravda"
    assert source_of("https://notcnn.com/x").id == "news:notcnn.com"
    unknown = source_of("news:example.org")
    assert (unknown.actor, unknown.terms.redistribute) == ("example.org", False)
    for wrong in ("", "example", "ftp://example.org/x", "news:"):
        with pytest.raises(ModelError):
            source_of(wrong)


def test_an_address_keeps_what_identifies_it() -> None:
    assert clean("https://example.org/a?id=5&utm_source=x&fbclid=y#top") == "https://example.org/a?id=5"


@pytest.mark.skipif(not REAL.is_dir(), reason="CONFLICTDATA_REAL_PAGES names no folder of real pages")
def test_every_item_of_a_real_feed() -> None:
    body = (REAL / "meduza-en.rss.xml").read_text(encoding="utf-8")
    found = read(body, kind=XML["Content-Type"], source="meduza")
    assert len(found) == body.count("<item>") and all(
        len(each.text) > 500 and each.lang == "en" for each in found
    )
