"""The plugin within the core's collector: archive, cursor, parsing again."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import telegram_pages as pages

from conflictdata.fetch import FetchSettings, collect, parse
from conflictdata.plugins import PluginRegistry, hookimpl
from conflictdata.testing import PageServer
from conflictdata_telegram import TelegramPlugin


def registry(server: PageServer) -> PluginRegistry:
    made = PluginRegistry()

    def conflictdata_sources(register: object) -> None:
        register(TelegramPlugin(site=server.url, revisit=timedelta(0)))  # type: ignore[operator]

    made.register(SimpleNamespace(conflictdata_sources=hookimpl(conflictdata_sources)), "telegram")
    return made


def test_a_channel_is_collected_once_and_then_what_is_new(tmp_path: Path) -> None:
    with PageServer() as server:
        server.add("/s/example_channel", pages.NEWEST)
        server.add("/s/example_channel?before=20", pages.OLDER)
        server.add("/s/example_channel?before=11", pages.OLDEST)
        settings = FetchSettings(spacing=0, local=(f"127.0.0.1:{server.port}",))
        known = registry(server)

        def run() -> list[str]:
            found = list(
                collect(
                    "telegram:example_channel",
                    since="2026-05-01",
                    until="2026-05-04",
                    directory=tmp_path,
                    settings=settings,
                    registry=known,
                )
            )
            assert [each.error for each in found] == [None] * len(found)
            return [report.id for each in found for report in each.reports]

        first = run()
        assert len(first) == len(set(first)) == 10
        newer = pages.page(pages.post(29, "Новый пост", day=3), low=29)
        server.replace("/s/example_channel", newer)
        server.add("/s/example_channel?before=29", pages.NEWEST)
        asked = len(server.targets())
        second = run()
        assert len(set(second) - set(first)) == 1  # the new post, and no other
        assert "/s/example_channel?before=20" not in server.targets()[asked:]
        again = [report.id for each in parse(tmp_path, registry=known) for report in each.reports]
        assert set(first) <= set(again)
