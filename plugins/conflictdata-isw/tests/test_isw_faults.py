"""A page of ISW's that goes wrong in every usual way: an assessment of either layout, a sitemap, a layer."""

from __future__ import annotations

import json
from pathlib import Path

import isw_pages as pages
import pytest

from conflictdata_isw import IswPlugin
from conflictdata_isw import _terrain as terrain
from conflictdata_pages.faults import CYRILLIC, Fault, Site, check

PATH = "/research/russia-ukraine/russian-offensive-campaign-assessment-may-{}-2026/"
QUOTED = pages.TODAY_BODY.replace("Nothing significant to report.", CYRILLIC * 4)
SITEMAP = "<?xml version='1.0'?><urlset><!-- {} --><url><loc>{{site}}/backgrounder/{}</loc></url></urlset>"
OLD = pages.OLD.replace("May 2, 2022", "May 2, 2026").replace("2022-05-02T19:05", "2026-05-02T19:05")
SLUG = "special-invasion-update-may-2-2026"
LAYER = terrain.Layer(path="Layer_V1/FeatureServer/0", label="Assessed control")


def features(note: str = "") -> str:
    """A layer of one square at sea."""
    shape = {"type": "Polygon", "coordinates": [pages.square(0, 0, 0.001, 0.001)]}
    feature = {"type": "Feature", "properties": {"EditDate": 1777766400000, "note": note}, "geometry": shape}
    return json.dumps({"type": "FeatureCollection", "features": [feature]}, ensure_ascii=False)


def plain(url: str) -> IswPlugin:
    return IswPlugin(site=url, sitemaps=False)


SITES = {
    "assessment": Site(
        plugin=plain, source="isw", target=PATH.format(2), page=pages.today(), reports=2, spared=1,
        unknown=pages.today().replace("dynamic-entry-content", "new-layout"), cyrillic=pages.today(body=QUOTED),
        others={PATH.format(1): pages.today(published="2026-05-01T23:10:00+00:00")},
        since="2026-05-01T12:00:00+00:00", until="2026-05-03T00:00:00+00:00",
    ),
    "older layout": Site(
        plugin=plain, source="isw", target=PATH.format(2), page=OLD, reports=2, spared=1,
        unknown=OLD.replace("field-name-body", "new-layout").replace("field-item even", "new"),
        cyrillic=OLD.replace("More of the same.", CYRILLIC * 4),
        others={PATH.format(1): pages.today(published="2026-05-01T23:10:00+00:00")},
        since="2026-05-01T12:00:00+00:00", until="2026-05-03T00:00:00+00:00",
    ),
    "sitemap": Site(
        plugin=lambda url: IswPlugin(site=url), source="isw", target="/sitemap_posts.xml", kind="application/xml",
        page=SITEMAP.format("", SLUG), cyrillic=SITEMAP.format(CYRILLIC, SLUG), unknown="<feed><x/></feed>", reports=2,
        spared=1,
        others={
            PATH.format(2): pages.today(), f"/backgrounder/{SLUG}": OLD,
            "/robots.txt": "User-agent: *\nAllow: /\nSitemap: {site}/sitemap_posts.xml\n",
        },
        since="2026-05-02T12:00:00+00:00", until="2026-05-03T00:00:00+00:00", said={Fault.UNKNOWN_LAYOUT: "not a sitemap"},
    ),
    "layer": Site(
        plugin=lambda url: IswPlugin(services=f"{url}/rest", layers=[LAYER]), source="isw-control-of-terrain",
        target=terrain.query(LAYER, "/rest").url, kind="application/json", page=features(), cyrillic=features(CYRILLIC),
        unknown=json.dumps({"error": {"code": 400, "message": "Invalid URL"}}), reports=1,
        said={Fault.UNKNOWN_LAYOUT: "Invalid URL"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", [None, *Fault])
@pytest.mark.parametrize("site", SITES)
def test_a_page_that_goes_wrong_is_told_and_kept(site: str, fault: Fault | None, tmp_path: Path) -> None:
    check(SITES[site], fault, tmp_path)
