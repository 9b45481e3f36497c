"""The plugin within the core's collector."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import isw_pages as pages

from conflictdata.fetch import FetchSettings, collect
from conflictdata.plugins import PluginRegistry, hookimpl
from conflictdata.testing import PageServer
from conflictdata_isw import IswPlugin

PATH = "/research/russia-ukraine/russian-offensive-campaign-assessment-may-{}-2026/"


def test_days_without_an_assessment_do_not_stop_a_run(tmp_path: Path) -> None:
    with PageServer() as server:
        server.add(PATH.format(1), pages.today()[:900])
        server.add(PATH.format(2), pages.today())
        server.add("/sitemap_index.xml", "<html><body>moved</body></html>")
        server.add("/robots.txt", f"User-agent: *\nAllow: /\nSitemap: {server.url}/sitemap_index.xml\n",
                   headers={"Content-Type": "text/plain"})  # fmt: skip
        registry = PluginRegistry()

        def conflictdata_sources(register: object) -> None:
            register(IswPlugin(site=server.url))  # type: ignore[operator]

        registry.register(SimpleNamespace(conflictdata_sources=hookimpl(conflictdata_sources)), "isw")
        settings = FetchSettings(spacing=0, local=(f"127.0.0.1:{server.port}",))
        found = list(
            collect(
                "isw",
                since="2026-05-01T12:00:00+00:00",
                until="2026-05-04",
                directory=tmp_path,
                settings=settings,
                registry=registry,
            )
        )
    assert [report.title for each in found for report in each.reports] == [
        "Russian Offensive Campaign Assessment, May 2, 2026"
    ]
    told = [str(each.error) for each in found if each.error]
    assert any("breaks off" in each and "may-1-2026" in each for each in told)
    assert any("404" in each and "may-3-2026" in each for each in told)
    assert any("not a sitemap" in each for each in told)
