"""The suite that every source plugin passes."""

from datetime import UTC, datetime
from pathlib import Path

import isw_pages as pages

from conflictdata.plugins import Window
from conflictdata.testing import SourceConformance
from conflictdata_isw import IswPlugin

FOLDER = Path(__file__).parent / "fixtures"


def test_recorded_pages_are_those_of_the_tests() -> None:
    for name, body in (("today.html", pages.today()), ("old.html", pages.OLD)):
        assert (FOLDER / name).read_text(encoding="utf-8") == body


class TestIsw(SourceConformance):
    plugin = IswPlugin
    window = Window(since=datetime(2026, 5, 1, tzinfo=UTC), until=datetime(2026, 5, 4, tzinfo=UTC))
