"""A saved page goes into an archive, out in every format, and into the page to look at, by the commands of the docs."""

from __future__ import annotations

from pathlib import Path

import isw_pages as pages
import pytest
from click.testing import CliRunner

from conflictdata import export, imports
from conflictdata.cli import cli
from conflictdata.store import Archive

BODY = """<h2>Toplines</h2>
<p>Russian forces seized the village of Basivka in Sumy Oblast on May 1.[1] Ukraine's General Staff denied that Russian
 forces had captured Basivka.[2]</p>
<button class="endnote-accordion">Endnotes</button>
<div class="endnote-accordion-content"><p>[1] https://t.me/one/1<br>[2] https://t.me/two/2</p></div>"""


def run(*arguments: object) -> str:
    result = CliRunner().invoke(cli, [str(each) for each in arguments])
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    page = tmp_path / "assessment.html"
    page.write_text(pages.today(body=BODY), encoding="utf-8")
    assert "1 new reports" in run("import", tmp_path / "war.duckdb", page, "--source", "isw")
    return tmp_path / "war.duckdb"


def test_its_claims_have_their_report_and_their_endnotes(archive: Path) -> None:
    with Archive(archive, read_only=True) as store:
        (report,) = store.reports()
        claims = list(store.claims())
    assert report.source == "isw"
    assert {each.url for claim in claims for each in claim.evidence} == {
        "https://t.me/one/1",
        "https://t.me/two/2",
    }


@pytest.mark.parametrize("format", sorted(imports.FORMATS))
def test_it_leaves_in_every_format(archive: Path, tmp_path: Path, format: str) -> None:
    out = tmp_path / f"events.{format}"
    run("export", archive, "-f", format, "-o", out)
    assert format in export.exporters()
    found = list(imports.read(out, format))
    assert found
    assert b"seized the village" not in out.read_bytes()  # its terms keep the text back


def test_it_is_shown_in_the_page(archive: Path, tmp_path: Path) -> None:
    run("page", archive, "-o", tmp_path / "war.html")
    assert "Basivka" in (tmp_path / "war.html").read_text(encoding="utf-8")
