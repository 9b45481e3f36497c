"""The functions most programs need, and the names other programs rely on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import conflictdata as cd
from conflictdata import plugins
from conflictdata.errors import ModelError
from conflictdata.model import Source
from conflictdata.plugins import PluginRegistry, PluginWarning, SourcePlugin, hookimpl

TEXT = (
    "Russia’s government said last Sunday that its army had seized Basivka, a border village in Sumy Oblast."
)


def test_the_names_that_programs_rely_on() -> None:
    (claim,) = cd.extract(TEXT, source="cnn", published="2025-04-08", lang=None)
    assert claim.claimant == "ru:government"
    assert claim.locations[0].point is not None
    assert (claim.locations[0].point.lat, claim.locations[0].point.lon) == pytest.approx(
        (51.186, 35.088), abs=0.05
    )
    (event,) = cd.link([claim])
    assert (event.kind, event.claims) == ("capture", (claim,))
    assert event.status == cd.Status.CLAIMED
    assert "ru:government" in event.explain() or "government" in event.explain().lower()


def test_every_public_name_is_there() -> None:
    for name in cd.__all__:
        assert getattr(cd, name) is not None
    assert set(cd.__all__) <= set(dir(cd))
    with pytest.raises(AttributeError, match="nosuch"):
        cd.nosuch  # noqa: B018


@given(st.text(max_size=200))
def test_any_text_is_read_and_every_span_points_at_its_text(text: str) -> None:
    for claim in cd.extract(text, source="isw", published="2026-06-30"):
        assert text[claim.span[0] : claim.span[1]] == claim.text


@pytest.mark.parametrize(
    "published",
    [date(2025, 4, 8), "2025-04-08", datetime(2025, 4, 8, 12, tzinfo=UTC), "2025-04-08T15:00:00+03:00"],
)
def test_the_time_can_be_given_in_any_form(published: Any) -> None:
    expected = cd.extract(TEXT, source="cnn", published="2025-04-08T12:00:00Z")
    assert cd.extract(TEXT, source="cnn", published=published) == expected


def test_a_time_without_a_zone_or_a_source_without_a_name_is_refused() -> None:
    with pytest.raises(ModelError, match="zone"):
        cd.extract(TEXT, source="cnn", published="2025-04-08T12:00:00")
    with pytest.raises(ModelError, match=r"Report\.source"):
        cd.extract(TEXT, source="", published="2025-04-08")


def test_reports_are_read_one_by_one() -> None:
    taken = []

    def reports() -> Iterator[cd.Report]:
        for number in range(3):
            taken.append(number)
            yield cd.Report(source="cnn", text=TEXT, published="2025-04-08", id=f"r-{number}")

    stream = cd.extract_reports(reports())
    assert taken == []
    assert next(stream).report == "r-0"
    assert taken == [0]
    assert [claim.report for claim in stream] == ["r-1", "r-2"]


def test_the_same_text_gives_the_same_ids() -> None:
    first, second = (cd.extract(TEXT, source="cnn", published="2025-04-08") for _ in range(2))
    assert [claim.id for claim in first] == [claim.id for claim in second]
    assert first[0].id != cd.extract(TEXT, source="cnn", published="2025-04-09")[0].id


def test_a_source_nobody_knows_speaks_in_its_own_name() -> None:
    (claim,) = cd.extract("Russian forces seized Malynivka.", source="valley-post", published="2026-06-30")
    assert (claim.claimant, claim.via) == ("valley-post", ())


def test_no_claims_no_events() -> None:
    assert cd.link([]) == []
    assert cd.extract("", source="isw", published="2026-06-30") == []


class _Own(SourcePlugin):
    name = "own"
    fails = False

    def sources(self) -> list[Source]:
        return [Source(id="own-paper")]

    def claims(self, report: cd.Report, toolkit: Any) -> Iterator[cd.Claim]:
        yield cd.Claim(report=report.id, span=(0, 0), text="", claimant="own-paper", kind="other")
        if self.fails:
            raise RuntimeError("layout has changed")


@pytest.fixture
def own(monkeypatch: pytest.MonkeyPatch) -> _Own:
    plugin = _Own()

    class Module:
        @staticmethod
        @hookimpl
        def conflictdata_sources(register: Any) -> None:
            register(plugin)

    registry = PluginRegistry()
    registry.register(Module, "own")
    monkeypatch.setattr(plugins, "_default", registry)
    return plugin


def test_a_report_of_a_plugins_source_is_read_by_the_plugin(own: _Own) -> None:
    assert [claim.kind for claim in cd.extract(TEXT, source="own-paper", published="2025-04-08")] == ["other"]
    assert [claim.kind for claim in cd.extract(TEXT, source="cnn", published="2025-04-08")] == ["capture"]


def test_a_plugin_that_fails_on_a_report_leaves_it_to_the_general_extractor(own: _Own) -> None:
    own.fails = True
    with pytest.warns(PluginWarning, match="own.*layout has changed"):
        found = cd.extract(TEXT, source="own-paper", published="2025-04-08")
    assert [claim.kind for claim in found] == ["capture"]
