"""The suite that every source plugin passes."""

import json
from datetime import UTC, datetime
from pathlib import Path

import dataset_files as files

from conflictdata.plugins import Window
from conflictdata.testing import SourceConformance
from conflictdata_datasets import DatasetsPlugin

FOLDER = Path(__file__).parent / "fixtures"
BODIES = {
    "acled.csv": files.csv(files.ACLED_ROWS),
    "ucdp.csv": files.csv(files.UCDP_ROWS),
    "viina.csv": files.csv(files.VIINA_ROWS),
    "geoconfirmed.csv": files.csv(files.GEOCONFIRMED_ROWS, ";"),
    "bellingcat.json": json.dumps(files.BELLINGCAT_ROWS),
}


def test_recorded_files_are_those_of_the_tests() -> None:
    for name, body in BODIES.items():
        assert (FOLDER / name).read_text(encoding="utf-8") == body


class TestDatasets(SourceConformance):
    plugin = DatasetsPlugin
    window = Window(since=datetime(2026, 5, 1, tzinfo=UTC), until=datetime(2026, 5, 2, tzinfo=UTC))
