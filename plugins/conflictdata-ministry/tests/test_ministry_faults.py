"""A page of a ministry's site that goes wrong in every usual way: a statement, or the listing."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType

import ministry_texts as texts
import pytest

from conflictdata_ministry import MinistryPlugin
from conflictdata_pages.faults import Fault, Site, check


def plugin(url: str) -> MinistryPlugin:
    return MinistryPlugin(
        listings=MappingProxyType({"mod-russia": (f"{url}/news",), "general-staff-ua": (f"{url}/uk/news",)})
    )


NO_STATEMENTS = texts.LISTING.replace("Сводка", "Раздел").replace("Дежурными средствами ПВО", "Отдел")
UK_LISTING = texts.LISTING.replace("/news/1", "/uk/1").replace("/news/2", "/uk/2").replace(
    "Сводка Министерства обороны о ходе операции", "Оперативна інформація станом на 08:00")  # fmt: skip

SITES = {
    "statement": Site(
        plugin=plugin, source="mod-russia", target="/news/1", page=texts.page(texts.RU), reports=2, spared=1,
        unknown=texts.page("Кратко."), others={"/news": texts.LISTING, "/news/2": texts.page(texts.RU_LIST)},
    ),
    "listing": Site(
        plugin=plugin, source="mod-russia", target="/news", page=texts.LISTING, reports=2, unknown=NO_STATEMENTS,
        cyrillic=texts.LISTING, others={"/news/1": texts.page(texts.RU), "/news/2": texts.page(texts.RU_LIST)},
    ),
    "general staff": Site(
        plugin=plugin, source="general-staff-ua", target="/uk/1", page=texts.page(texts.UK, lang="uk"), reports=1,
        unknown=texts.page("Коротко.", lang="uk"), others={"/uk/news": UK_LISTING.replace("/uk/2", "/uk/1")},
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", [None, *Fault])
@pytest.mark.parametrize("site", SITES)
def test_a_page_that_goes_wrong_is_told_and_kept(site: str, fault: Fault | None, tmp_path: Path) -> None:
    check(SITES[site], fault, tmp_path)
