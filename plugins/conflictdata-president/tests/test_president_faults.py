"""A page of the President's site that goes wrong in every usual way: an address, or the listing."""

from __future__ import annotations

from pathlib import Path

import president_pages as pages
import pytest

from conflictdata_pages.faults import Fault, Site, check
from conflictdata_president import PresidentPlugin


def plugin(url: str) -> PresidentPlugin:
    return PresidentPlugin(site=url)


LISTING = pages.listing(
    ("/news/a-3", "3 травня 2026 року - 20:00"), ("/news/b-2", "2 травня 2026 року - 20:45"),
    ("/news/c-1", "1 квітня 2026 року - 20:45"),
)  # fmt: skip
OTHER = pages.page(title="Кожен бій – це звернення до всіх", date="3 травня 2026 року - 20:00")

SITES = {
    "address": Site(
        plugin=plugin, source="president-ua", target="/news/b-2", page=pages.page(), reports=2, spared=1,
        unknown=pages.page(("Коротко.",)), others={"/news/speeches": LISTING, "/news/a-3": OTHER},
    ),
    "listing": Site(
        plugin=plugin, source="president-ua", target="/news/speeches", page=LISTING, reports=2,
        unknown=LISTING.replace("/news/", "/x/"), others={"/news/a-3": OTHER, "/news/b-2": pages.page()},
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", [None, *Fault])
@pytest.mark.parametrize("site", SITES)
def test_a_page_that_goes_wrong_is_told_and_kept(site: str, fault: Fault | None, tmp_path: Path) -> None:
    check(SITES[site], fault, tmp_path)
