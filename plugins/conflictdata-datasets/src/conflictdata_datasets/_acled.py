"""ACLED: its API with the login of a myACLED account, and its CSV exports."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from conflictdata.model import Source, SourceKind, Terms
from conflictdata.plugins import Request, Response, Window
from conflictdata_datasets import _record as record
from conflictdata_datasets._dataset import Dataset, days, spread
from conflictdata_datasets._rows import csv_rows, unpacked
from conflictdata_pages import fail, json_body

SITE = "https://acleddata.com"
LIMIT = 5000
_WHEN = {"1": "day", "2": "week", "3": "month"}  # time_precision
_WHERE = {"1": "settlement", "2": "area", "3": "region"}  # geo_precision
_NEEDED = ("event_id_cnty", "event_date", "sub_event_type")
_CODES = (
    "event_id_cnty", "event_type", "sub_event_type", "disorder_type", "interaction", "inter1", "inter2", "geo_precision",
    "time_precision", "actor1", "actor2", "assoc_actor_1", "assoc_actor_2", "civilian_targeting", "source", "source_scale",
    "fatalities", "iso", "tags",
)  # fmt: skip
_COUNTRIES = {"Ukraine": "UA", "Russia": "RU", "Belarus": "BY", "Moldova": "MD"}


class Acled(Dataset):
    """ACLED events of Ukraine and Russia.

    The API wants a login: ``CONFLICTDATA_ACLED_EMAIL`` and ``CONFLICTDATA_ACLED_PASSWORD`` in the environment (the
    account's own), or ``CONFLICTDATA_ACLED_TOKEN``. Without them nothing is asked for; CSV exports need none.
    """

    id = "acled"

    def __init__(self, site: str = SITE, countries: tuple[str, ...] = ("Ukraine", "Russia")) -> None:
        self.site = site.rstrip("/")
        self.countries = countries
        self._token: str | None = None

    def source(self) -> Source:
        """ACLED, whose terms allow analysis with attribution and no redistribution of its rows."""
        return Source(
            id=self.id, name="Armed Conflict Location & Event Data (ACLED)", kind=SourceKind.DATASET, lang="en",
            url="https://acleddata.com/", timezone="Europe/Kyiv", area=("UA", "RU"), reliability="B",
            terms=Terms(quote=True, redistribute=False, derive=True, url="https://acleddata.com/eula",
                        note="Attribution to ACLED; its rows are not to be passed on; commercial use by licence."),
        )  # fmt: skip

    def requests(self, window: Window, cursor: str | None) -> Iterator[Request]:
        """The login, or the first page where a token is given."""
        self._token = os.environ.get("CONFLICTDATA_ACLED_TOKEN") or None
        email, password = (
            os.environ.get("CONFLICTDATA_ACLED_EMAIL"),
            os.environ.get("CONFLICTDATA_ACLED_PASSWORD"),
        )
        if self._token:
            yield self._page(window, 1)
        elif email and password:
            form = urlencode(
                {"username": email, "password": password, "grant_type": "password", "client_id": "acled"}
            )
            headers = (("Content-Type", "application/x-www-form-urlencoded"),)
            yield Request(
                url=f"{self.site}/oauth/token",
                method="POST",
                body=form.encode(),
                headers=headers,
                secret=True,
            )

    def follow(self, response: Response, window: Window) -> Iterator[Request]:
        """From the login to the first page, from a full page to the next."""
        path = urlsplit(response.url).path
        if path.endswith("/oauth/token"):
            self._token = _token(response)
            yield self._page(window, 1)
        elif path.endswith("/acled/read") and len(self._rows(response)) >= LIMIT:
            asked = parse_qs(urlsplit(response.url).query).get("page", ["1"])[0]
            yield self._page(window, int(asked) + 1 if asked.isdigit() else 2)

    def _page(self, window: Window, number: int) -> Request:
        first, last = days(window)
        asked = {
            "_format": "json", "country": ":OR:country=".join(self.countries), "event_date": f"{first}|{last}",
            "event_date_where": "BETWEEN", "limit": LIMIT, "page": number,
        }  # fmt: skip
        query = urlencode(asked, safe="|:=")
        return Request(
            url=f"{self.site}/api/acled/read?{query}", headers=(("Authorization", f"Bearer {self._token}"),)
        )

    def _rows(self, response: Response) -> list[Mapping[str, Any]]:
        found = json_body(response)
        if not isinstance(found, dict) or not isinstance(found.get("data"), list):
            said = found.get("message") or found.get("error") if isinstance(found, dict) else None
            raise fail(
                response,
                f"the API gave no data{f': {said}' if said else ''}; is the account's access granted?",
            )
        return [each for each in found["data"] if isinstance(each, dict)]

    def records(self, response: Response) -> Iterator[record.Record]:
        """Events of a page of the API or of a CSV export."""
        if urlsplit(response.url).path.endswith("/oauth/token"):
            _token(response)
            return
        opened = unpacked(response)
        is_json = opened.body.lstrip()[:1] in (b"{", b"[")
        rows: Iterator[Mapping[str, Any]] = iter(self._rows(opened)) if is_json else csv_rows(opened, _NEEDED)
        for row in rows:
            yield self._record(response, row)

    def _record(self, response: Response, row: Mapping[str, Any]) -> record.Record:
        day = record.day(str(row.get("event_date", "")))
        key = str(row.get("event_id_cnty", ""))
        if day is None or not key:
            raise fail(response, f"event {key or '?'} has no date or no id: {row.get('event_date')!r}")
        precision = _WHEN.get(str(row.get("time_precision", "1")), "day")
        first, last = spread(day, precision)
        deaths = record.number(row.get("fatalities"))
        sub = str(row.get("sub_event_type", ""))
        return record.Record(
            key=key, url=f"https://acleddata.com/#{key}", text=str(row.get("notes") or sub), title=sub,
            published=record.utc(str(row.get("timestamp", ""))) or response.retrieved,
            kinds=(record.codes("acled").get(sub, "other"),), first=first, last=last, when_precision=precision,
            where=record.position(row.get("latitude"), row.get("longitude")),
            precision=_WHERE.get(str(row.get("geo_precision", "1")), "settlement"), name=str(row.get("location") or ""),
            country=_COUNTRIES.get(str(row.get("country", "")), ""), admin1=str(row.get("admin1") or ""),
            admin2=str(row.get("admin2") or ""), agent=record.actor(str(row.get("actor1") or "")),
            target=_target(str(row.get("actor2") or "")),
            outcome="success" if record.codes("acled").get(sub) == "capture" else "unknown",
            quantities=((deaths, None, "killed"),) if deaths else (),
            codes={name: row[name] for name in _CODES if row.get(name) not in (None, "")},
        )  # fmt: skip


def _token(response: Response) -> str:
    found = json_body(response)
    token = found.get("access_token") if isinstance(found, dict) else None
    if not isinstance(token, str) or not token:
        raise fail(response, "the login gave no token")
    return token


def _target(name: str) -> str | None:
    return "civilians" if name.startswith("Civilians") else record.actor(name)
