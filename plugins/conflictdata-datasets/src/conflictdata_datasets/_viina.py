"""VIINA: events that its classifier finds in news of the war (versions 1 and 2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time

from conflictdata.model import Source, SourceKind, Terms
from conflictdata.plugins import Request, Response, Window
from conflictdata_datasets import _record as record
from conflictdata_datasets._dataset import Dataset, days
from conflictdata_datasets._rows import csv_rows, unpacked
from conflictdata_pages import fail

SITE = "https://media.githubusercontent.com/media/zhukovyuri/VIINA/master/Data"
_WHERE = {
    "STREET": "settlement",
    "PPL": "settlement",
    "ADM3": "settlement",
    "ADM2": "district",
    "ADM1": "region",
    "ADM0": "country",
}
_NEEDED = ("date", "longitude", "latitude")


class Viina(Dataset):
    """VIINA events, one file a year."""

    id = "viina"
    lang = None

    def __init__(self, site: str = SITE) -> None:
        self.site = site.rstrip("/")

    def source(self) -> Source:
        """VIINA, under the Open Database Licence."""
        return Source(
            id=self.id, name="VIINA: Violent Incident Information from News Articles", kind=SourceKind.DATASET,
            url="https://github.com/zhukovyuri/VIINA", timezone="Europe/Kyiv", area=("UA",), reliability="C",
            terms=Terms(quote=True, redistribute=True, derive=True, url="https://github.com/zhukovyuri/VIINA",
                        note="Open Database License (ODbL): attribution and share alike; cite Zhukov (2022). The text of "
                        "headlines remains the outlets'."),
        )  # fmt: skip

    def requests(self, window: Window, cursor: str | None) -> Iterator[Request]:
        """The file of each year of the window."""
        first, last = days(window)
        for year in range(max(first.year, 2022), last.year + 1):
            yield Request(url=f"{self.site}/event_1pd_latest_{year}.zip")

    def records(self, response: Response) -> Iterator[record.Record]:
        """Events of a file whose binary classes the tables know."""
        for row in csv_rows(unpacked(response), _NEEDED):
            kinds = [kind for name, kind in record.codes("viina").items() if _is(row, name)]
            if kinds and row.get("t_mil_b", row.get("t_mil", "1")) not in ("0", "0.0", ""):
                yield self._record(response, row, tuple(dict.fromkeys(kinds)))

    def _record(self, response: Response, row: Mapping[str, str], kinds: tuple[str, ...]) -> record.Record:
        day = record.day(row["date"])
        key = row.get("event_id_1pd") or row.get("event_id") or ""
        if day is None or not key:
            raise fail(response, f"event {key or '?'} has no date or no id: {row['date']!r}")
        name = row.get("asciiname") or (row.get("address") or "").partition(",")[0]
        links = tuple(url for url in (row.get("url") or "").split(";") if url.startswith("http"))
        text = (
            row.get("text")
            or f"{name}: {', '.join(kinds)} ({row.get('n_reports') or 1} report(s): {row.get('sources') or row.get('source') or '?'})"
        )
        side = (
            "ru"
            if _is(row, "a_rus") and not _is(row, "a_ukr")
            else ("ua" if _is(row, "a_ukr") and not _is(row, "a_rus") else None)
        )
        return record.Record(
            key=key, url=f"https://github.com/zhukovyuri/VIINA#{key}", text=text, published=_published(day, row.get("time", "")),
            kinds=kinds, first=day, last=day, where=record.position(row["latitude"], row["longitude"]),
            precision=_WHERE.get(row.get("GEO_PRECISION", ""), "settlement"), name=name,
            place_id=f"geonames:{row['geonameid']}" if row.get("geonameid", "").isdigit() else "", country="UA",
            admin1=row.get("ADM1_NAME", ""), admin2=row.get("ADM2_NAME", ""), links=links,
            agent=f"{side}:armed-forces" if side else None,
            codes={key: value for key, value in row.items() if value and (key[:2] in ("t_", "a_") and key.endswith("_b") and value != "0"
                   or key in ("viina_version", "GEO_PRECISION", "feature_code", "n_reports", "sources", "source", "event_ids"))},
        )  # fmt: skip


def _is(row: Mapping[str, str], name: str) -> bool:
    value = row.get(f"{name}_b", row.get(name, ""))
    return (record.number(value) or 0) >= 1


def _published(day: date, clock: str) -> datetime:
    try:
        at = time.fromisoformat(clock.strip()) if clock.strip() else time(12)
    except ValueError:
        at = time(12)
    return datetime.combine(day, at.replace(tzinfo=None), record.ZONE).astimezone(UTC)
