"""Verified events: GeoConfirmed (CSV, KML, GeoJSON) and Bellingcat's civilian harm in Ukraine (JSON)."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any

from conflictdata.model import Source, SourceKind, Terms, content_id
from conflictdata.plugins import Request, Response, Window
from conflictdata_datasets import _record as record
from conflictdata_datasets._dataset import Dataset, days
from conflictdata_datasets._rows import csv_rows, unpacked
from conflictdata_pages import fail, json_body, refuse_status

GEOCONFIRMED = "https://geoconfirmed.org/api"
BELLINGCAT = "https://bellingcat-embeds.ams3.cdn.digitaloceanspaces.com/production/ukr/timemap/api.json"
_LINK = re.compile(r"https?://[^\s<>\"',;)]+")
_EXACT = re.compile(
    r"\(?-?\d{1,3}\.\d{3,}°?\s?[NS]?\s*[,;/ ]\s*-?\d{1,3}\.\d{3,}°?\s?[EW]?\)?|\b[23456789CFGHJMPQRVWX]{8}\+[23456789CFGHJMPQRVWX]{2,3}\b"
)
"""Decimal coordinates and plus codes: finer than a settlement."""

_MAP_LINK = re.compile(
    r"//(?:[\w.]*google\.[\w.]+/maps|maps\.|goo\.gl/maps|[\w.]*yandex\.\w+/maps|wikimapia|[\w.]*openstreetmap)",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[^>]+>")
_DAY = re.compile(r"\b(?:(\d{1,2}) ([A-Z]{3})[A-Z]* (20\d\d)|(20\d\d)-(\d\d)-(\d\d))\b", re.IGNORECASE)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def _day(text: str) -> date | None:
    """A day in a title, "02 MAY 2026 ..." or ISO."""
    for found in _DAY.finditer(text):
        try:
            if found[4]:
                return date(int(found[4]), int(found[5]), int(found[6]))
            return date(int(found[3]), _MONTHS.index(found[2].lower()) + 1, int(found[1]))
        except ValueError:
            continue
    return None


def _published(day: date | None, created: str, response: Response) -> datetime:
    stated = record.utc(created) if created else None
    return stated or (datetime(day.year, day.month, day.day, 12, tzinfo=UTC) if day else response.retrieved)


class GeoConfirmed(Dataset):
    """GeoConfirmed's geolocated events of the war. The exact position stays with GeoConfirmed."""

    id = "geoconfirmed"

    def __init__(self, site: str = GEOCONFIRMED) -> None:
        self.site = site.rstrip("/")

    def source(self) -> Source:
        """GeoConfirmed, usable with attribution."""
        return Source(
            id=self.id, name="GeoConfirmed", kind=SourceKind.DATASET, lang="en", url="https://geoconfirmed.org/ukraine",
            timezone="Europe/Kyiv", area=("UA", "RU"), reliability="B",
            terms=Terms(quote=True, redistribute=False, derive=True, url="https://geoconfirmed.org/about",
                        note="Use with attribution to GeoConfirmed and to whoever geolocated; ask before taking all of it."),
        )  # fmt: skip

    def requests(self, window: Window, cursor: str | None) -> Iterator[Request]:
        """The CSV export of the window."""
        first, last = days(window)
        yield Request(url=f"{self.site}/Map/export/Ukraine/csv?start={first}&end={last}")

    def records(self, response: Response) -> Iterator[record.Record]:
        """Events of a CSV or KML export or of the GeoJSON."""
        opened = unpacked(response)
        start = opened.body[:400].lstrip(b"\xef\xbb\xbf \r\n\t")
        if start[:1] in (b"{", b"["):
            rows = self._geojson(opened)
        elif start[:1] == b"<":
            rows = self._kml(opened)
        else:
            rows = iter(
                csv_rows(opened, ("Date", "Latitude", "Longitude", "Description", "Id"), delimiter=";")
            )
        for row in rows:
            yield self._record(response, row)

    def _geojson(self, response: Response) -> Iterator[Mapping[str, Any]]:
        found = json_body(response)
        features = found.get("features") if isinstance(found, dict) else None
        if not isinstance(features, list):
            raise fail(response, "no features found: not GeoConfirmed's GeoJSON")
        for each in features:
            own = (each.get("properties") or {}) if isinstance(each, dict) else {}
            spot = (
                ((each.get("geometry") or {}).get("coordinates") or (None, None))
                if isinstance(each, dict)
                else (None, None)
            )
            by_name = {str(key).casefold(): value for key, value in own.items()}
            yield {name: by_name.get(name.casefold(), "") for name in ("Id", "Date", "Name", "Description", "Source", "Geolocation", "Faction")} | {
                "Id": by_name.get("id") or (each.get("id") if isinstance(each, dict) else ""), "Latitude": spot[1], "Longitude": spot[0],
            }  # fmt: skip

    def _kml(self, response: Response) -> Iterator[Mapping[str, Any]]:
        from xml.etree.ElementTree import ParseError as XmlError

        from defusedxml import DefusedXmlException  # type: ignore[import-untyped]
        from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]

        refuse_status(response)
        if re.match(rb"\s*<(?:!doctype\s+)?html\b", response.body, re.IGNORECASE):
            raise fail(response, "expected an export, got a page (a login wall or an error page?)")
        try:
            root = fromstring(response.body)
        except (XmlError, DefusedXmlException, ValueError, LookupError) as error:
            raise fail(response, f"the KML is broken or breaks off: {error}") from error
        if not str(root.tag).endswith("kml"):
            raise fail(response, f"expected KML, got <{str(root.tag).rpartition('}')[2]}>")
        for mark in root.iter():
            if str(mark.tag).rpartition("}")[2] == "Placemark":
                yield _placemark(mark)

    def _record(self, response: Response, row: Mapping[str, Any]) -> record.Record:
        title = _plain(str(row.get("Name") or ""))
        text = _plain(str(row.get("Description") or "")) or title
        key = str(row.get("Id") or "")
        happened = record.day(str(row.get("Date") or "")) or _day(title) or _day(text)
        if not key or not text:
            raise fail(response, f"placemark {key or '?'} has no id or no description")
        links = _links(row)
        kind = record.kind_in_words(title, text)
        side = {"ukraine": "ua", "russia": "ru"}.get(str(row.get("Faction") or "").strip().casefold())
        return record.Record(
            key=key, url=f"https://geoconfirmed.org/ukraine/{key}", text=text, title=title, kinds=(kind,), stance="verifies",
            published=_published(happened, str(row.get("DateCreated") or ""), response), first=happened, last=happened,
            where=record.position(row.get("Latitude"), row.get("Longitude")), precision="vicinity", links=tuple(links),
            agent=f"{side}:armed-forces" if side else None,
            codes={name: row[name] for name in ("Faction", "Equipment", "Units") if row.get(name)},
        )  # fmt: skip


def _links(row: Mapping[str, Any]) -> dict[str, None]:
    """Addresses of footage and of geolocations; links into maps, which give the exact spot, are left out."""
    words = " ".join(str(row.get(name) or "") for name in ("Source", "Geolocation", "Description"))
    return dict.fromkeys(url for url in _LINK.findall(words) if not _MAP_LINK.search(url))


def _placemark(mark: Any) -> Mapping[str, Any]:
    found: dict[str, str] = {}
    for each in mark.iter():
        found.setdefault(str(each.tag).rpartition("}")[2], (each.text or "").strip())
    lon, _, rest = found.get("coordinates", "").partition(",")
    words = found.get("description", "")
    own = re.findall(r"[0-9a-f]{8}-[0-9a-f-]{27}", f"{mark.get('id') or ''} {words}")
    key = own[0] if own else content_id("row", found.get("name", ""), words)
    return {
        "Id": key, "Name": found.get("name", ""), "Description": words, "Date": found.get("when", ""),
        "Latitude": rest.partition(",")[0], "Longitude": lon,
    }  # fmt: skip


def _plain(text: str) -> str:
    """Text of a description without markup and without exact positions."""
    broken = re.sub(r"<br\s*/?>|</p>|</div>", "\n", text, flags=re.IGNORECASE)
    lines = (
        " ".join(line.split()) for line in _EXACT.sub("", html.unescape(_TAG.sub("", broken))).split("\n")
    )
    return "\n".join(line for line in lines if line)


class Bellingcat(Dataset):
    """Bellingcat's verified incidents of civilian harm in Ukraine."""

    id = "bellingcat-ukraine"

    def __init__(self, url: str = BELLINGCAT) -> None:
        self.url = url

    def source(self) -> Source:
        """Bellingcat, usable with attribution."""
        return Source(
            id=self.id, name="Bellingcat: Civilian Harm in Ukraine", kind=SourceKind.DATASET, lang="en",
            url="https://ukraine.bellingcat.com/", timezone="Europe/Kyiv", area=("UA",), reliability="A",
            terms=Terms(quote=True, redistribute=False, derive=True, url="https://ukraine.bellingcat.com/",
                        note="Use with attribution to Bellingcat and the Global Authentication Project."),
        )  # fmt: skip

    def requests(self, window: Window, cursor: str | None) -> Iterator[Request]:
        """The whole data set: it has no windows."""
        yield Request(url=self.url)

    def records(self, response: Response) -> Iterator[record.Record]:
        """Incidents of the JSON."""
        found = json_body(unpacked(response))
        rows = found.get("events") if isinstance(found, dict) else found
        if not isinstance(rows, list):
            raise fail(response, "no incidents found: not Bellingcat's JSON")
        for row in rows:
            if isinstance(row, dict):
                yield self._record(response, row)

    def _record(self, response: Response, row: Mapping[str, Any]) -> record.Record:
        key, text = str(row.get("id") or ""), _plain(str(row.get("description") or row.get("title") or ""))
        day = record.day(str(row.get("date") or ""))
        if not key or not text or day is None:
            raise fail(response, f"incident {key or '?'} has no id, no date or no description")
        paths = (each.get("path") if isinstance(each, dict) else each for each in row.get("sources") or ())
        filters = [
            each for each in row.get("filters") or row.get("associations") or () if isinstance(each, dict)
        ]
        kinds = ["civilian-harm"] + [
            kind
            for kind in (record.kind_in_words(text),)
            if kind in ("shelling", "air-drone-strike", "explosion")
        ]
        return record.Record(
            key=key, url=f"https://ukraine.bellingcat.com/?id={key}", text=text, kinds=tuple(kinds), stance="verifies",
            published=_published(day, "", response), first=day, last=day, precision="vicinity", country="UA",
            where=record.position(row.get("latitude"), row.get("longitude")),
            links=tuple(path for path in paths if isinstance(path, str) and path.startswith("http")), target="civilians",
            codes={"filters": [[each.get("key"), each.get("value")] for each in filters], "location": row.get("location", "")},
        )  # fmt: skip
