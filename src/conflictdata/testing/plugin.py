"""Fixtures for plugin authors: ``pytest_plugins = ["conflictdata.testing.plugin"]`` in a ``conftest.py``."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest

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


def forbid_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make every attempt to connect or to look up a host raise ``NetworkUsed`` until the patch is undone."""

    def refuse(*args: Any, **kwargs: Any) -> NoReturn:
        raise NetworkUsed("this duty works without a network, and tried to use it")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket.socket, "connect_ex", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


class NetworkUsed(AssertionError):
    """A duty that works without a network tried to use it."""


def pytest_configure(config: pytest.Config) -> None:
    """Make the mark known under ``--strict-markers``."""
    config.addinivalue_line("markers", "page_folder(path): the folder of recorded pages `page_server` serves")
