"""Tables that one test changes and the next must not see."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from conflictdata import sources, taxonomy


@pytest.fixture
def own_tables(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The registries of sources and kinds as copies, given back afterwards."""
    monkeypatch.setattr(sources, "_registered", dict(sources._registered))
    kinds = dict(taxonomy._KINDS)
    yield
    taxonomy._KINDS.clear()
    taxonomy._KINDS.update(kinds)
