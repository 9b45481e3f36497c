"""Settings for all tests: quick property tests, and tables that one test changes and the next must not see."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from conflictdata import sources, taxonomy

settings.register_profile(
    "quick", max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.register_profile("long", parent=settings.get_profile("quick"), max_examples=1000)
settings.load_profile("quick")


@pytest.fixture
def own_tables(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The registries of sources and kinds as copies, given back afterwards."""
    monkeypatch.setattr(sources, "_registered", dict(sources._registered))
    kinds = dict(taxonomy._KINDS)
    yield
    taxonomy._KINDS.clear()
    taxonomy._KINDS.update(kinds)
