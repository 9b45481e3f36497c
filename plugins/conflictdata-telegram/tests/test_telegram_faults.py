"""A page of a channel that goes wrong in every usual way."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
import telegram_pages as pages

from conflictdata_pages.faults import Fault, Site, check
from conflictdata_telegram import TelegramPlugin


def plugin(url: str) -> TelegramPlugin:
    return TelegramPlugin(site=url, revisit=timedelta(0))


SITES = {
    "newest": Site(
        plugin=plugin, source="telegram:example_channel", target="/s/example_channel", page=pages.NEWEST,
        unknown=pages.NEWEST.replace("tgme_", "new_"), reports=10,
        others={"/s/example_channel?before=20": pages.OLDER, "/s/example_channel?before=11": pages.OLDEST},
    ),
    "older": Site(
        plugin=plugin, source="telegram:example_channel", target="/s/example_channel?before=20", page=pages.OLDER,
        unknown=pages.OLDER.replace("tgme_", "new_"), reports=10, spared=7,
        others={"/s/example_channel": pages.NEWEST, "/s/example_channel?before=11": pages.OLDEST},
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", [None, *Fault])
@pytest.mark.parametrize("site", SITES)
def test_a_page_that_goes_wrong_is_told_and_kept(site: str, fault: Fault | None, tmp_path: Path) -> None:
    check(SITES[site], fault, tmp_path)


def test_a_channel_without_a_preview_is_told(tmp_path: Path) -> None:
    """A page in a known layout, but not a channel's: the error says which."""
    private = Site(
        plugin=plugin, source="telegram:example_channel", target="/s/example_channel", page=pages.NEWEST,
        unknown=pages.PRIVATE, reports=10, said={Fault.UNKNOWN_LAYOUT: "no public preview"},
    )  # fmt: skip
    check(private, Fault.UNKNOWN_LAYOUT, tmp_path)
