"""A page of an outlet that goes wrong in every usual way: an article, a feed, an article that a feed leads to."""

from __future__ import annotations

from pathlib import Path

import news_pages as pages
import pytest

from conflictdata_news import NewsPlugin
from conflictdata_pages.faults import CYRILLIC, Fault, Site, check


def plugin(url: str) -> NewsPlugin:
    return NewsPlugin()


LOCAL = "news:127.0.0.1"
ARTICLE = pages.article(linked=pages.LINKED, canonical="{site}/second")
RUSSIAN = pages.article(linked=pages.LINKED, paragraphs=(CYRILLIC * 3, CYRILLIC * 2), lang="ru")
TEASERS = pages.article(head=pages.META, paragraphs=("Home.",))
RSS = pages.RSS.replace("https://example.org", "{site}")

SITES = {
    "article": Site(
        plugin=plugin, source="{site}/a.html", named=LOCAL, target="/a.html", page=ARTICLE, unknown=TEASERS, cyrillic=RUSSIAN,
        reports=1, said={Fault.UNKNOWN_LAYOUT: "no article text"},
    ),
    "feed": Site(
        plugin=plugin, source="{site}/feed", named=LOCAL, target="/feed", page=RSS, kind="application/rss+xml", declares="UTF-8",
        cyrillic=RSS.replace("Short.", CYRILLIC), unknown="<?xml version='1.0'?><opml/>", others={"/second": ARTICLE}, reports=2,
        said={Fault.UNKNOWN_LAYOUT: "neither RSS nor Atom"},
    ),
    "article of a feed": Site(
        plugin=plugin, source="{site}/feed.xml", named=LOCAL, target="/second", page=ARTICLE, unknown=TEASERS, cyrillic=RUSSIAN,
        others={"/feed.xml": RSS}, reports=2, spared=1, said={Fault.UNKNOWN_LAYOUT: "no article text"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", [None, *Fault])
@pytest.mark.parametrize("site", SITES)
def test_a_page_that_goes_wrong_is_told_and_kept(site: str, fault: Fault | None, tmp_path: Path) -> None:
    check(SITES[site], fault, tmp_path)


def test_an_article_cut_in_its_text_makes_no_report(tmp_path: Path) -> None:
    """There is text enough for an article, and no ``</html>``: that alone HTML would allow."""
    cut = ARTICLE.partition("Officials of the other side")[0]
    site = Site(
        plugin=plugin, source="{site}/a.html", named=LOCAL, target="/a.html", page=ARTICLE, unknown=cut, reports=1,
        said={Fault.UNKNOWN_LAYOUT: "breaks off"},
    )  # fmt: skip
    check(site, Fault.UNKNOWN_LAYOUT, tmp_path)


def test_an_article_that_leaves_out_what_html_allows_is_read(tmp_path: Path) -> None:
    short = ARTICLE.replace("</body></html>", "").replace("</p>", "").replace("</li>", "")
    site = Site(
        plugin=plugin,
        source="{site}/a.html",
        named=LOCAL,
        target="/a.html",
        page=short,
        unknown=TEASERS,
        reports=1,
    )
    check(site, None, tmp_path)
