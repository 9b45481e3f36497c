"""The ISW plugin against a local server and against real pages where they are at hand."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import attrs
import isw_pages as pages
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conflictdata.errors import ParseError
from conflictdata.model import Claim, Place, PlaceKind, Point, Report, Source
from conflictdata.plugins import Response, Window
from conflictdata.testing import PageServer
from conflictdata.text.lexicon import lexicon
from conflictdata.text.sentences import sentences
from conflictdata_isw import IswPlugin, Layer
from conflictdata_isw import _endnotes as endnotes
from conflictdata_isw import _listing as listing
from conflictdata_isw import _terrain as terrain
from conflictdata_isw._page import date_in
from conflictdata_pages import extra_of
from conflictdata_pages.testing import WINDOW, walk

few = settings(max_examples=60, deadline=None)
REAL = Path(os.environ.get("CONFLICTDATA_REAL_PAGES", "/nonexistent"))


def response(body: str | bytes, url: str = "https://understandingwar.org/x", **rest: object) -> Response:
    encoded = body.encode() if isinstance(body, str) else body
    whole: dict[str, object] = {
        "source": "isw",
        "stored": "raw/7",
        "retrieved": datetime(2026, 5, 4, tzinfo=UTC),
    }
    return Response(url=url, body=encoded, **(whole | rest))  # type: ignore[arg-type]


def only(plugin: IswPlugin, got: Response) -> Report:
    (report,) = plugin.reports(got)
    return report


class Sentences:
    """A toolkit whose extractor claims every line and every sentence of it."""

    def extract(self, report: Report) -> list[Claim]:
        found, start = [], 0
        for piece in report.text.replace(".", ".\0").replace("\n", "\n\0").split("\0"):
            words = piece.strip()
            if words:
                at = report.text.index(words, start)
                start = at + len(words)
                found.append(
                    Claim(report=report.id, span=(at, start), text=words, claimant="isw", kind="other")
                )
        return found

    def places(self, text: str, lang: str) -> list[object]:
        return []

    def times(self, text: str, report: Report) -> list[object]:
        return []


@pytest.fixture
def site() -> Iterator[PageServer]:
    with PageServer() as server:
        yield server


def of(server: PageServer) -> tuple[IswPlugin, Source]:
    plugin = IswPlugin(site=server.url, services=f"{server.url}/rest")
    return plugin, next(iter(plugin.sources()))


def test_todays_layout() -> None:
    report = only(IswPlugin(), response(pages.today()))
    extra = extra_of(report)
    assert report.title == "Russian Offensive Campaign Assessment, May 2, 2026"
    assert report.published == datetime(2026, 5, 2, 23, 10, tzinfo=UTC)
    assert report.url == f"https://understandingwar.org{pages.TODAY_URL}"
    assert extra["modified"].startswith("2026-05-03T09:00") and extra["day"] == "2026-05-02"
    assert extra["correction"].startswith("CORRECTION: An earlier version")
    names = [name for name, _, _ in extra["sections"]]
    assert names == [
        "Toplines", "Key Takeaways", "Russian Main Effort: Eastern Ukraine",
        "Russian Main Effort: Eastern Ukraine / Russian Subordinate Main Effort #1 – Kharkiv Oblast",
        "Significant Activity in Belarus",
    ]  # fmt: skip
    assert "Menu" not in report.text and "Footer" not in report.text and "https" not in report.text
    assert "Alphaville.[1] A spokesperson" in report.text
    assert extra["endnotes"] == {
        "1": ["https://www.example.org/a", "https://t.me/one/1"],
        "2": ["https://t.me/two/2"],
        "3": ["https://t.me/three/3", "https://x.com/u/status/4"],
        "4": ["https://t.me/four/5"],
    }


def test_the_older_layout() -> None:
    report = only(IswPlugin(), response(pages.OLD, f"https://www.understandingwar.org{pages.OLD_URL}"))
    extra = extra_of(report)
    assert report.published == datetime(2022, 5, 2, 23, 5, tzinfo=UTC)
    assert extra["day"] == "2022-05-02"  # the title has no year
    assert report.url == f"https://www.understandingwar.org{pages.OLD_URL}"
    assert extra["byline"].startswith("Anna Example") and extra["dateline"] == "May 2, 7:00 pm ET"
    assert report.text.startswith(
        "Forces kept attacking Alphaville. They gained nothing on May 2.[1] A report"
    )
    names = [name for name, _, _ in extra["sections"]]
    assert names == [
        "Key Takeaways", "Main Effort—Eastern Ukraine",
        "Main Effort—Eastern Ukraine / Subordinate Main Effort—Donetsk Oblast", "Immediate items to watch",
    ]  # fmt: skip
    assert extra["endnotes"] == {
        "1": ["https://example.org/one", "https://www.example.com/a-very-long-address"],
        "2": ["https://t.me/two/2"],
        "3": ["https://t.me/three/3", "https://t.me/three/4"],
    }


def test_claims_know_the_posts_behind_them_and_their_section() -> None:
    plugin = IswPlugin()
    report = only(plugin, response(pages.today()))
    claims = list(plugin.claims(report, Sentences()))
    by_text = {claim.text: claim for claim in claims}
    attack = next(claim for text, claim in by_text.items() if "attacks failed" in text)
    assert {(e.kind, e.note, e.url) for e in attack.evidence} == {("endnote", "2", "https://t.me/two/2")}
    footage = next(claim for text, claim in by_text.items() if "Geolocated" in text)
    assert {e.note for e in footage.evidence} == {"3", "4"}
    assert extra_of(footage)["section"].endswith("#1 – Kharkiv Oblast")
    assert not any("objective" in text or text == "Toplines" or "secret" in text for text in by_text)
    assert all(report.text[slice(*claim.span)] == claim.text for claim in claims)


def test_a_run_by_date_and_by_sitemap(site: PageServer) -> None:
    odd = "/research/russia-ukraine/special-edition-russian-offensive-campaign-assessment-may-3-2026/"
    site.add("/research/russia-ukraine/russian-offensive-campaign-assessment-may-2-2026/", pages.today())
    site.add(odd, pages.today(published="2026-05-03T22:00:00+00:00"))
    site.add(
        "/robots.txt",
        f"User-agent: *\nSitemap: {site.url}/sitemap_index.xml\n",
        headers={"Content-Type": "text/plain"},
    )
    xml = {"Content-Type": "text/xml; charset=utf-8"}
    site.add("/sitemap_index.xml", f'<?xml version="1.0"?><sitemapindex><sitemap><loc>{site.url}/post-sitemap2.xml</loc>'
             f"<lastmod>2026-05-03T22:00:00+00:00</lastmod></sitemap><sitemap><loc>{site.url}/post-sitemap1.xml</loc>"
             "<lastmod>2024-01-01T00:00:00+00:00</lastmod></sitemap></sitemapindex>", headers=xml)  # fmt: skip
    site.add("/post-sitemap2.xml", f'<?xml version="1.0"?><urlset><url><loc>{site.url}{odd}</loc><lastmod>2026-05-03T22:05:00Z</lastmod></url>'
             f"<url><loc>{site.url}/research/iran/update-may-3/</loc><lastmod>2026-05-03T22:05:00Z</lastmod></url></urlset>",
             headers=xml)  # fmt: skip
    plugin, source = of(site)
    steps = list(walk(plugin, source))
    found = [step for step in steps if step.reports]
    assert [step.request.cursor for step in found] == ["2026-05-02", None]
    assert "/post-sitemap1.xml" not in site.targets() and "/research/iran/update-may-3/" not in site.targets()
    missing = [step for step in steps if step.error]  # the other days of the window have no assessment
    assert missing and all("404" in str(step.error) and "isw" in str(step.error) for step in missing)
    assert {
        step.request.cursor for step in walk(plugin, source, WINDOW, "2026-05-03") if step.request.cursor
    } == {"2026-05-03"}


@pytest.mark.parametrize(
    ("status", "body", "said"),
    [
        (404, "<html></html>", "404"),
        (429, "slow down", "429"),
        (200, "", "empty"),
        (200, pages.today()[:1500], "breaks off"),
        (200, pages.today(body="<p></p>"), "no text"),
        (200, pages.today().replace("dynamic-entry-content", "new-layout"), "layout"),
        (200, pages.today().replace("article:published_time", "x"), "time of publication"),
        (200, "<html><head><title>Log in</title></head><body></body></html>", "login wall"),
        (200, '{"not": "a page"}', "no HTML"),
    ],
)
def test_what_is_no_assessment_is_refused_by_name(
    site: PageServer, status: int, body: str, said: str
) -> None:
    site.add(
        "/research/russia-ukraine/russian-offensive-campaign-assessment-may-2-2026/", body, status=status
    )
    plugin, source = of(site)
    step = next(step for step in walk(plugin, source) if step.request.cursor == "2026-05-02")
    assert isinstance(step.error, ParseError)
    assert said in str(step.error) and step.error.source == "isw" and site.url in str(step.error.url)
    assert step.error.response_path == "raw/0001"


def test_a_redirect_loop_and_a_wrong_encoding_are_refused(site: PageServer) -> None:
    path = "/research/russia-ukraine/russian-offensive-campaign-assessment-may-2-2026/"
    site.add(path, status=302, headers={"Location": path})
    plugin, source = of(site)
    step = next(step for step in walk(plugin, source) if step.request.cursor == "2026-05-02")
    assert "redirect" in str(step.error)
    russian = pages.today(body="<p>" + "Под Грайвороном бои продолжались весь день. " * 50 + "</p>")
    with pytest.raises(ParseError, match="encoding"):
        list(plugin.reports(response(russian.encode("cp1251"))))


@few
@given(st.integers(0, len(pages.today())), st.sampled_from([pages.today(), pages.OLD]))
def test_a_page_cut_anywhere_is_read_or_refused(cut: int, page: str) -> None:
    try:
        reports = list(IswPlugin().reports(response(page[:cut])))
    except ParseError:
        return
    assert all(report.text for report in reports)


@few
@given(st.dates(date(2022, 2, 24), date(2030, 12, 31)), st.integers(-120, 120))
def test_a_title_without_a_year_means_the_nearest_day(day: date, off: int) -> None:
    published = date.fromordinal(day.toordinal() + off)
    title = f"Russian Offensive Campaign Assessment, {day.strftime('%B')} {day.day}"
    assert date_in(f"{title}, {day.year}", published) == day
    assert date_in(title, published) == day or (day.month, day.day) == (2, 29)


@few
@given(st.datetimes(datetime(2022, 1, 1), datetime(2030, 1, 1)), st.integers(1, 20 * 24))
def test_the_days_of_a_window_are_asked_for_once(since: datetime, hours: int) -> None:
    begin = since.replace(tzinfo=UTC)
    window = Window(since=begin, until=datetime.fromtimestamp(begin.timestamp() + hours * 3600, UTC))
    asked = list(listing.days(window, None))
    assert asked == sorted(set(asked)) and len(asked) <= hours // 24 + 2
    assert len({listing.address_of("", day) for day in asked}) == len(asked)
    for day in asked:
        assert date_in(listing.address_of("", day), day) == day


LAYER = Layer(path="Control/FeatureServer/3", label="Assessed control")


def geojson(*rings: list[list[float]], **rest: object) -> str:
    features = [{"type": "Feature", "properties": {"EditDate": 1777766400000}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
                for ring in rings]  # fmt: skip
    return json.dumps({"type": "FeatureCollection", "features": features, **rest})


def place(name: str, lat: float, lon: float) -> Place:
    return Place(id=f"test:{name}", name=name, point=Point(lat, lon), kind=PlaceKind.SETTLEMENT)


def test_settlements_inside_a_layer_become_claims(site: PageServer) -> None:
    from conflictdata.places import default

    bakhmut = default().lookup("Bakhmut", country="UA")[0][0]
    assert bakhmut.point is not None
    lat, lon = bakhmut.point.lat, bakhmut.point.lon
    ring = pages.square(lon - 0.05, lat - 0.05, lon + 0.05, lat + 0.05)
    plugin = IswPlugin(site=site.url, services=f"{site.url}/rest", layers=[LAYER])
    source = next(each for each in plugin.sources() if each.id == "isw-control-of-terrain")
    first = next(iter(plugin.requests(source, WINDOW, None))).url.removeprefix(site.url)
    second = terrain.query(LAYER, "/rest", 1).url
    headers = {"Content-Type": "application/json"}
    site.add(first, geojson(ring, exceededTransferLimit=True), headers=headers)
    site.add(second, geojson(pages.square(0, 0, 0.001, 0.001)), headers=headers)
    steps = list(walk(plugin, source))
    assert [step.error for step in steps] == [None, None]
    report = steps[0].reports[0]
    claims = list(plugin.claims(report, Sentences()))
    held = next(claim for claim in claims if claim.locations[0].place == bakhmut)
    assert (held.claimant, held.stance, held.kind, held.agent) == (
        "isw",
        "assesses",
        "presence",
        "ru:armed-forces",
    )
    assert held.when is not None and held.when.end.date() == date(2026, 5, 3)
    assert all(report.text[slice(*claim.span)] == claim.text for claim in claims)
    assert "coordinates" not in json.dumps(attrs.asdict(report), default=str)


def test_an_error_of_the_feature_service_is_told() -> None:
    plugin = IswPlugin(layers=[LAYER])
    asked = terrain.query(LAYER, "https://maps.example.org").url
    for body in (
        '{"error": {"code": 400, "message": "Invalid URL"}}',
        '{"features": []}',
        "[]",
        '{"features": [{}]}',
        "{",
    ):
        with pytest.raises(ParseError, match=r"isw.*maps\.example\.org"):
            list(plugin.reports(response(body, asked)))


@few
@given(st.lists(st.tuples(st.floats(-5, 5), st.floats(-5, 5)), min_size=1, max_size=40))
def test_a_place_is_inside_a_square_with_a_hole_or_not(points: list[tuple[float, float]]) -> None:
    ring, hole = pages.square(-3, -3, 3, 3), pages.square(-1, -1, 1, 1)
    inside = terrain._Inside([ring, hole])
    for lat, lon in points:
        if min(abs(abs(lat) - 3), abs(abs(lon) - 3), abs(abs(lat) - 1), abs(abs(lon) - 1)) > 1e-6:
            expected = abs(lat) < 3 and abs(lon) < 3 and not (abs(lat) < 1 and abs(lon) < 1)
            assert (Point(lat, lon) in inside) == expected


@pytest.mark.skipif(not REAL.is_dir(), reason="CONFLICTDATA_REAL_PAGES names no folder of real pages")
def test_endnotes_of_real_pages_are_tied_to_sentences() -> None:
    for path in [*REAL.glob("isw-*.html"), *REAL.glob("isw-drupal/*.html")]:
        report = only(IswPlugin(), response(path.read_bytes(), path.as_uri()))
        notes = {int(key): urls for key, urls in extra_of(report)["endnotes"].items()}
        supports = tuple(endnotes.markers(report.text, notes))
        tied = {
            note
            for each in sentences(report.text, lexicon("en").abbreviations)
            for note in endnotes.supporting(supports, (each.start, each.end), report.text)
        }
        assert len(tied) >= 0.95 * max(notes) and max(notes) == len(notes), path.name
