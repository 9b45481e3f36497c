"""The suite that every source plugin passes."""

from pathlib import Path

import telegram_pages as pages

from conflictdata.testing import SourceConformance
from conflictdata_telegram import TelegramPlugin

FOLDER = Path(__file__).parent / "fixtures"


def test_recorded_pages_are_those_of_the_tests() -> None:
    for name, body in (
        ("newest.html", pages.NEWEST),
        ("older.html", pages.OLDER),
        ("result.json", pages.EXPORT),
    ):
        assert (FOLDER / name).read_text(encoding="utf-8") == body


class TestTelegram(SourceConformance):
    plugin = TelegramPlugin
