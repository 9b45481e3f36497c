"""The suite that every source plugin passes."""

from datetime import UTC, datetime
from pathlib import Path

import isw_pages as pages

from conflictdata.plugins import Window
from conflictdata.testing import SourceConformance
from conflictdata_isw import IswPlugin

FOLDER = Path(__file__).parent / "fixtures"


def test_the_recorded_page_is_that_of_the_tests() -> None:
    assert (FOLDER / "today.html").read_text(encoding="utf-8") == pages.today()


class TestIsw(SourceConformance):
    plugin = IswPlugin
    window = Window(since=datetime(2026, 5, 1, tzinfo=UTC), until=datetime(2026, 5, 4, tzinfo=UTC))
