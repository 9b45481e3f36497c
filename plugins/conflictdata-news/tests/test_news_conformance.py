"""The suite that every source plugin passes."""

from pathlib import Path

import news_pages as pages

from conflictdata.testing import SourceConformance
from conflictdata_news import NewsPlugin

FOLDER = Path(__file__).parent / "fixtures"


def test_recorded_pages_are_those_of_the_tests() -> None:
    for name, body in (("article.html", pages.article(linked=pages.LINKED)), ("feed.xml", pages.RSS)):
        assert (FOLDER / name).read_text(encoding="utf-8") == body


class TestNews(SourceConformance):
    plugin = NewsPlugin
