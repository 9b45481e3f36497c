"""A file or an API's answer that goes wrong in every usual way, data set by data set."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import dataset_files as files
import pytest

from conflictdata_datasets import Acled, Bellingcat, DatasetsPlugin, Gdelt, GeoConfirmed, Ucdp, Viina
from conflictdata_datasets._dataset import Dataset
from conflictdata_pages.faults import CYRILLIC, Fault, Site, check
from conflictdata_pages.testing import WINDOW

JSON, CSV = "application/json", "text/csv"
WORDS = CYRILLIC * 4
QUARTER = {"since": "2026-05-02T12:00:00+00:00", "until": "2026-05-02T12:15:00+00:00"}


def zipped(body: bytes) -> bytes:
    """An archive of one file, as GDELT and VIINA publish them."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("file.csv", (2026, 5, 2, 0, 0, 0)), body)
    return buffer.getvalue()


def asked(dataset: Dataset) -> str:
    """Path and query of the data set's first request, made for no site."""
    return next(iter(dataset.requests(WINDOW, None))).url


def with_words(rows: list[dict[str, Any]], column: str) -> list[dict[str, Any]]:
    return [rows[0] | {column: WORDS}, *rows[1:]]


def ucdp_json(rows: list[dict[str, Any]]) -> str:
    return json.dumps({"TotalCount": len(rows), "NextPageUrl": "", "Result": rows}, ensure_ascii=False)


def acled_json(rows: list[dict[str, Any]]) -> str:
    return json.dumps({"status": 200, "success": True, "data": rows}, ensure_ascii=False)


def sites() -> dict[str, Site]:
    """With tokens in the environment: without them ACLED and UCDP are not asked."""
    return {
        "acled": Site(
            plugin=lambda url: DatasetsPlugin(datasets=[Acled(url)]), source="acled", target=asked(Acled("")), kind=JSON,
            page=acled_json(files.ACLED_ROWS), cyrillic=acled_json(with_words(files.ACLED_ROWS, "notes")),
            unknown='{"status": 200, "events": []}', reports=2, said={Fault.UNKNOWN_LAYOUT: "gave no data"},
        ),
        "ucdp-ged": Site(
            plugin=lambda url: DatasetsPlugin(datasets=[Ucdp(site=url)]), source="ucdp-ged", target=asked(Ucdp(site="")),
            kind=JSON, page=ucdp_json(files.UCDP_ROWS), cyrillic=ucdp_json(with_words(files.UCDP_ROWS, "source_headline")),
            unknown='{"rows": []}', reports=1, said={Fault.UNKNOWN_LAYOUT: "gave no Result"},
        ),
        "ucdp-candidate": Site(
            plugin=lambda url: DatasetsPlugin(datasets=[Ucdp("ucdp-candidate", "26.0.7", url)]), source="ucdp-candidate",
            target=asked(Ucdp("ucdp-candidate", "26.0.7", "")), kind=JSON, page=ucdp_json(files.UCDP_ROWS),
            cyrillic=ucdp_json(with_words(files.UCDP_ROWS, "source_headline")), unknown="[]", reports=1,
            said={Fault.UNKNOWN_LAYOUT: "column"},
        ),
        "gdelt events": Site(
            plugin=lambda url: DatasetsPlugin(datasets=[Gdelt(url)]), source="gdelt", target="/20260502120000.export.CSV.zip",
            kind="application/zip", page=files.gdelt_event(), cyrillic=files.gdelt_event(ActionGeo_FullName=WORDS),
            others={"/20260502120000.mentions.CSV.zip": files.gdelt_mention()}, unknown="900\t20260502\tRUS\n", wrap=zipped,
            reports=2, spared=1, **QUARTER,
        ),
        "gdelt mentions": Site(
            plugin=lambda url: DatasetsPlugin(datasets=[Gdelt(url)]), source="gdelt", target="/20260502120000.mentions.CSV.zip",
            kind="application/zip", page=files.gdelt_mention(), cyrillic=files.gdelt_mention(MentionSourceName=WORDS),
            others={"/20260502120000.export.CSV.zip": files.gdelt_event()}, unknown="900\t20260502\tRUS\n", wrap=zipped,
            reports=2, spared=1, **QUARTER,
        ),
        "viina": Site(
            plugin=lambda url: DatasetsPlugin(datasets=[Viina(url)]), source="viina", target=asked(Viina("")),
            kind="application/zip", page=files.csv(files.VIINA_ROWS), cyrillic=files.csv(with_words(files.VIINA_ROWS, "asciiname")),
            unknown="day,lon,lat\n1,2,3\n", wrap=zipped, reports=1,
        ),
        "geoconfirmed": Site(
            plugin=lambda url: DatasetsPlugin(datasets=[GeoConfirmed(url)]), source="geoconfirmed", kind=CSV,
            target=asked(GeoConfirmed("")), page=files.csv(files.GEOCONFIRMED_ROWS, ";"), unknown="day;lon;lat\n1;2;3\n",
            cyrillic=files.csv(with_words(files.GEOCONFIRMED_ROWS, "Description"), ";"), reports=1,
        ),
        "bellingcat-ukraine": Site(
            plugin=lambda url: DatasetsPlugin(datasets=[Bellingcat(f"{url}/events.json")]), source="bellingcat-ukraine",
            target="/events.json", kind=JSON, page=json.dumps(files.BELLINGCAT_ROWS), unknown='{"incidents": []}', reports=1,
            cyrillic=json.dumps(with_words(files.BELLINGCAT_ROWS, "description"), ensure_ascii=False),
            said={Fault.UNKNOWN_LAYOUT: "not Bellingcat's JSON"},
        ),
    }  # fmt: skip


NAMES = (
    "acled", "ucdp-ged", "ucdp-candidate", "gdelt events", "gdelt mentions", "viina", "geoconfirmed", "bellingcat-ukraine",
)  # fmt: skip
PACKED = {"gdelt events", "gdelt mentions", "viina"}
HEADERS_ONLY = {Fault.SAID_ENCODING, Fault.NO_ENCODING}
"""What a header says of the encoding does not hold for the file within an archive."""


@pytest.mark.parametrize(
    ("name", "fault"),
    [(name, fault) for name in NAMES for fault in (None, *Fault) if not (name in PACKED and fault in HEADERS_ONLY)],
)  # fmt: skip
def test_an_answer_that_goes_wrong_is_told_and_kept(
    name: str, fault: Fault | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("ACLED_TOKEN", "UCDP_TOKEN"):
        monkeypatch.setenv(f"CONFLICTDATA_{variable}", "tok")
    check(sites()[name], fault, tmp_path)
