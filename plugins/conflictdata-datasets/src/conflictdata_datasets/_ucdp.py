"""UCDP: the Georeferenced Event Dataset and the Candidate Events Dataset, API and CSV."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

from conflictdata.model import Source, SourceKind, Terms
from conflictdata.plugins import Request, Response, Window
from conflictdata_datasets import _record as record
from conflictdata_datasets._dataset import Dataset, days
from conflictdata_datasets._rows import csv_rows, unpacked
from conflictdata_pages import absolute, fail, json_body

SITE = "https://ucdpapi.pcr.uu.se/api"
PAGE = 1000
UKRAINE, RUSSIA = 369, 365
"""Gleditsch-Ward numbers of the countries."""

_WHEN = {"1": "day", "2": "week", "3": "week", "4": "month", "5": "year"}  # date_prec
_WHERE = {
    "1": "settlement",
    "2": "vicinity",
    "3": "district",
    "4": "region",
    "5": "area",
    "6": "country",
    "7": "unknown",
}
_NEEDED = ("id", "type_of_violence", "date_start", "date_end")
_CODES = (
    "id", "relid", "type_of_violence", "conflict_new_id", "dyad_new_id", "dyad_name", "side_a", "side_b", "where_prec",
    "date_prec", "event_clarity", "code_status", "number_of_sources", "source_article", "source_office", "best", "low",
    "high", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "priogrid_gid",
)  # fmt: skip
_COUNTRIES = {"Ukraine": "UA", "Russia (Soviet Union)": "RU", "Russia": "RU"}


class Ucdp(Dataset):
    """UCDP GED or Candidate events of Ukraine and Russia.

    The API wants a token, asked for from UCDP and kept in ``CONFLICTDATA_UCDP_TOKEN``; CSV files need none.

    Args:
        id: ``ucdp-ged`` or ``ucdp-candidate``.
        version: of the data set, ``25.1`` or ``26.0.7``.
    """

    def __init__(self, id: str = "ucdp-ged", version: str = "25.1", site: str = SITE) -> None:
        self.id, self.version, self.site = id, version, site.rstrip("/")

    def source(self) -> Source:
        """UCDP, whose data are CC BY 4.0."""
        name = (
            "UCDP Georeferenced Event Dataset" if self.id == "ucdp-ged" else "UCDP Candidate Events Dataset"
        )
        return Source(
            id=self.id, name=f"{name} {self.version}", kind=SourceKind.DATASET, lang="en", url="https://ucdp.uu.se/",
            timezone="Europe/Kyiv", area=("UA", "RU"), reliability="B",
            terms=Terms(quote=True, redistribute=True, derive=True, url="https://ucdp.uu.se/downloads/",
                        note="CC BY 4.0; cite the data set and its version as the page asks."),
        )  # fmt: skip

    def _headers(self) -> tuple[tuple[str, str], ...]:
        token = os.environ.get("CONFLICTDATA_UCDP_TOKEN")
        return (("x-ucdp-access-token", token),) if token else ()

    def requests(self, window: Window, cursor: str | None) -> Iterator[Request]:
        """The first page, where a token is given."""
        headers = self._headers()
        if headers:
            first, last = days(window)
            asked = {
                "pagesize": PAGE,
                "page": 0,
                "Country": f"{UKRAINE},{RUSSIA}",
                "StartDate": first,
                "EndDate": last,
            }
            yield Request(
                url=f"{self.site}/gedevents/{self.version}?{urlencode(asked, safe=',')}", headers=headers
            )

    def follow(self, response: Response, window: Window) -> Iterator[Request]:
        """The next page that the answer names."""
        if response.body.lstrip()[:1] != b"{":
            return
        following = json_body(response).get("NextPageUrl")
        url = absolute(response.url, following if isinstance(following, str) else None)
        if url and url != response.url:
            yield Request(url=url, headers=self._headers())

    def records(self, response: Response) -> Iterator[record.Record]:
        """Events of a page of the API or of a CSV file, those of the war's countries."""
        opened = unpacked(response)
        rows: Iterator[Mapping[str, Any]]
        if opened.body.lstrip()[:1] == b"{":
            found = json_body(opened)
            if not isinstance(found.get("Result"), list):
                raise fail(response, "the API gave no Result; is the token right?")
            rows = (each for each in found["Result"] if isinstance(each, dict))
        else:
            rows = csv_rows(opened, _NEEDED)
        for row in rows:
            if str(row.get("country", "Ukraine")) in _COUNTRIES:
                yield self._record(response, row)

    def _record(self, response: Response, row: Mapping[str, Any]) -> record.Record:
        first, last = record.day(str(row.get("date_start", ""))), record.day(str(row.get("date_end", "")))
        if first is None or last is None or last < first:
            raise fail(response, f"event {row.get('id')}: no days it happened between")
        low, high, best = (record.number(row.get(name)) for name in ("low", "high", "best"))
        where = str(row.get("where_prec", "6"))
        text = str(
            row.get("source_headline")
            or row.get("where_description")
            or row.get("dyad_name")
            or f"Event {row['id']}"
        )
        kind = record.codes("ucdp").get(str(row.get("type_of_violence", "")), "other")
        return record.Record(
            key=str(row["id"]), url=f"https://ucdp.uu.se/event/{row['id']}", text=text,
            title=str(row.get("dyad_name") or ""), published=response.retrieved, kinds=(kind,), first=first, last=last,
            when_precision=_WHEN.get(str(row.get("date_prec", "1")), "day"), precision=_WHERE.get(where, "unknown"),
            where=record.position(row.get("latitude"), row.get("longitude")),
            name=str(row.get("where_coordinates") or "").removesuffix(" town").removesuffix(" village").removesuffix(" city"),
            country=_COUNTRIES.get(str(row.get("country", "")), ""), admin1=str(row.get("adm_1") or ""),
            admin2=str(row.get("adm_2") or ""), agent=record.actor(str(row.get("side_a") or "")),
            target="civilians" if str(row.get("side_b")) == "Civilians" else record.actor(str(row.get("side_b") or "")),
            quantities=_deaths(low, high, best),
            codes={name: row[name] for name in _CODES if row.get(name) not in (None, "")},
        )  # fmt: skip


def _deaths(
    low: float | None, high: float | None, best: float | None
) -> tuple[tuple[float, float | None, str], ...]:
    """Deaths as a range where the estimates differ; the best estimate stays in the codes."""
    if high and low is not None and high > low:
        return ((low, high, "killed"),)
    return ((best, None, "killed"),) if best else ()
