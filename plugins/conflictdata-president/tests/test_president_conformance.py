"""The suite that every source plugin passes."""

from pathlib import Path

import president_pages as pages

from conflictdata.testing import SourceConformance
from conflictdata_president import PresidentPlugin

FOLDER = Path(__file__).parent / "fixtures"


def test_recorded_pages_are_those_of_the_tests() -> None:
    assert (FOLDER / "address.html").read_text(encoding="utf-8") == pages.page()


class TestPresident(SourceConformance):
    plugin = PresidentPlugin
