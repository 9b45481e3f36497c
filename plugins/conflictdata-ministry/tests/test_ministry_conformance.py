"""The suite that every source plugin passes."""

from pathlib import Path

import ministry_texts as texts

from conflictdata.testing import SourceConformance
from conflictdata_ministry import MinistryPlugin

FOLDER = Path(__file__).parent / "fixtures"


def test_recorded_pages_are_those_of_the_tests() -> None:
    for name, body in (
        ("summary.html", texts.page(texts.RU)),
        ("situation.html", texts.page(texts.UK, lang="uk")),
    ):
        assert (FOLDER / name).read_text(encoding="utf-8") == body


class TestMinistry(SourceConformance):
    plugin = MinistryPlugin
