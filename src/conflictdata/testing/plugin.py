"""Fixtures for plugin authors: ``pytest_plugins = ["conflictdata.testing.plugin"]`` in a ``conftest.py``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from conflictdata.testing.network import forbid_network
from conflictdata.testing.server import PageServer


@pytest.fixture
def page_server(request: pytest.FixtureRequest) -> Iterator[PageServer]:
    """A local server of recorded pages.

    Serves the folder ``fixtures/`` beside the test's file where there is one, and what the test adds; the
    mark ``page_folder`` names another folder, as in ``@pytest.mark.page_folder("pages/")``.
    """
    mark = request.node.get_closest_marker("page_folder")
    folder = Path(request.path).parent / (mark.args[0] if mark else "fixtures")
    with PageServer(folder if mark or folder.is_dir() else None) as server:
        yield server


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail the test at the first attempt to connect or to look up a host."""
    forbid_network(monkeypatch)


def pytest_configure(config: pytest.Config) -> None:
    """Make the mark known under ``--strict-markers``."""
    config.addinivalue_line("markers", "page_folder(path): the folder of recorded pages `page_server` serves")
