"""GDELT 2: events and mentions, a file each quarter of an hour."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta

import attrs

from conflictdata.errors import ConflictDataError
from conflictdata.model import Claim, Evidence, Report, Source, SourceKind, Terms
from conflictdata.plugins import Request, Response, Window
from conflictdata_datasets import _record as record
from conflictdata_datasets._dataset import Dataset
from conflictdata_datasets._rows import csv_rows, unpacked
from conflictdata_pages import extras

SITE = "http://data.gdeltproject.org/gdeltv2"
STEP = timedelta(minutes=15)
_STAMP = "%Y%m%d%H%M%S"

_ACTOR = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code", "Type1Code", "Type2Code",
    "Type3Code",
)  # fmt: skip
_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
EVENTS = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    *(f"Actor{n}{name}" for n in (1, 2) for name in _ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions", "NumSources",
    "NumArticles", "AvgTone",
    *(f"{who}Geo_{name}" for who in ("Actor1", "Actor2", "Action") for name in _GEO),
    "DATEADDED", "SOURCEURL",
)  # fmt: skip
"""Columns of an events file (GDELT Event Codebook V2.0, 19 February 2015); the files have no header."""

MENTIONS = (
    "GLOBALEVENTID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName", "MentionIdentifier", "SentenceID",
    "Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset", "InRawText", "Confidence", "MentionDocLen", "MentionDocTone",
    "MentionDocTranslationInfo", "Extras",
)  # fmt: skip
"""Columns of a mentions file (same codebook)."""

_WHERE = {
    "1": "country",
    "2": "region",
    "3": "settlement",
    "4": "settlement",
    "5": "region",
}  # ActionGeo_Type
_COUNTRIES = {"UP": "UA", "RS": "RU"}  # FIPS 10-4
_SIDES = {"UKR": "ua", "RUS": "ru"}
_CODES = (
    "GLOBALEVENTID", "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions",
    "NumSources", "NumArticles", "AvgTone", "Actor1Code", "Actor2Code", "Actor1Name", "Actor2Name", "ActionGeo_Type",
    "ActionGeo_FullName", "ActionGeo_CountryCode", "ActionGeo_ADM1Code", "ActionGeo_FeatureID",
)  # fmt: skip


class Gdelt(Dataset):
    """GDELT 2 events in Ukraine and Russia whose CAMEO code the tables know, and mentions of events.

    GDELT codes by machine, and often wrongly: compare, do not trust.
    """

    id = "gdelt"
    lang = None

    def __init__(self, site: str = SITE, *, mentions: bool = True) -> None:
        self.site, self.mentions = site.rstrip("/"), mentions

    def source(self) -> Source:
        """GDELT, free for any use with a citation."""
        return Source(
            id=self.id, name="GDELT 2 Event Database", kind=SourceKind.DATASET, url="https://www.gdeltproject.org/",
            timezone="UTC", area=("UA", "RU"), reliability="D",
            terms=Terms(quote=True, redistribute=True, derive=True, url="https://www.gdeltproject.org/about.html#termsofuse",
                        note="Free for any use; cite the GDELT Project with a link."),
        )  # fmt: skip

    def requests(self, window: Window, cursor: str | None) -> Iterator[Request]:
        """A file of events and one of mentions for each quarter of an hour; the cursor is the last one's stamp."""
        since = window.since.astimezone(UTC)
        if cursor:
            try:
                since = max(since, datetime.strptime(cursor, _STAMP).replace(tzinfo=UTC) + STEP)
            except ValueError as error:
                raise ConflictDataError(
                    f"gdelt: not a cursor of this plugin: {cursor!r} (as in 20260502120000)"
                ) from error
        at = since.replace(minute=since.minute - since.minute % 15, second=0, microsecond=0)
        at += STEP if at < since else timedelta(0)
        while at < window.until:
            stamp = at.strftime(_STAMP)
            if self.mentions:
                yield Request(url=f"{self.site}/{stamp}.mentions.CSV.zip")
            yield Request(url=f"{self.site}/{stamp}.export.CSV.zip", cursor=stamp)
            at += STEP

    def records(self, response: Response) -> Iterator[record.Record]:
        """Events of a file; mentions are read by ``mentions``."""
        opened = unpacked(response)
        if is_mentions(response):
            return
        for row in csv_rows(opened, (), delimiter="\t", names=EVENTS):
            if row["ActionGeo_CountryCode"] in _COUNTRIES and (kind := _kind(row)) is not None:
                yield self._record(row, kind)

    def _record(self, row: Mapping[str, str], kind: str) -> record.Record:
        day = record.day(row["SQLDATE"])
        added = _stamp(row["DATEADDED"])
        name = row["ActionGeo_FullName"].partition(",")[0]
        first, second = row["Actor1Name"] or "?", row["Actor2Name"] or "?"
        return record.Record(
            key=row["GLOBALEVENTID"], url=f"{SITE}/#{row['GLOBALEVENTID']}",
            text=f"{first} – CAMEO {row['EventCode']} – {second}, {row['ActionGeo_FullName']}",
            published=added or datetime(1970, 1, 1, tzinfo=UTC), kinds=(kind,), first=day, last=day,
            where=record.position(row["ActionGeo_Lat"], row["ActionGeo_Long"]),
            precision=_WHERE.get(row["ActionGeo_Type"], "unknown"), name=name,
            country=_COUNTRIES[row["ActionGeo_CountryCode"]], agent=_actor(row, 1), target=_actor(row, 2),
            links=(row["SOURCEURL"],) if row["SOURCEURL"].startswith("http") else (),
            codes={name: row[name] for name in _CODES if row[name]},
        )  # fmt: skip


@attrs.frozen(kw_only=True)
class Mention:
    """One mention of an event.

    Attributes:
        event: GLOBALEVENTID.
        at: UTC time of the mention.
        source: the outlet's name.
        url: the article's address, or what identifies it.
        confidence: GDELT's, percent.
    """

    event: str
    at: datetime | None
    source: str
    url: str
    confidence: float


def mentions(response: Response) -> Iterator[Mention]:
    """The mentions of a mentions file.

    Raises:
        ParseError: a broken archive or file.
    """
    for row in csv_rows(unpacked(response), (), delimiter="\t", names=MENTIONS):
        yield Mention(
            event=row["GLOBALEVENTID"], at=_stamp(row["MentionTimeDate"]), source=row["MentionSourceName"],
            url=row["MentionIdentifier"], confidence=record.number(row["Confidence"]) or 0.0,
        )  # fmt: skip


def with_mentions(claim: Claim, found: Iterator[Mention]) -> Claim:
    """A claim of an event with the articles that mention it as evidence, each once."""
    known = {each.url for each in claim.evidence}
    fresh = {each.url: each for each in found if each.url not in known}
    evidence = (Evidence(kind="link", url=url, note=each.source) for url, each in fresh.items())
    return attrs.evolve(claim, evidence=(*claim.evidence, *evidence))


def mention_reports(response: Response) -> Iterator[Report]:
    """One report for each event of a mentions file: the outlets that mention it, and links to what they wrote."""
    by_event: dict[str, list[Mention]] = {}
    for each in mentions(response):
        by_event.setdefault(each.event, []).append(each)
    for event, found in by_event.items():
        latest = max((each.at for each in found if each.at), default=response.retrieved)
        links = dict.fromkeys(each.url for each in found if each.url.startswith("http"))
        outlets = ", ".join(dict.fromkeys(each.source for each in found if each.source))
        yield Report(
            source=response.source, url=f"{SITE}/{latest.strftime(_STAMP)}.mentions#{event}",
            title=f"Mentions of event {event}", text=f"Event {event} is mentioned by {outlets}.", links=links,
            published=min(latest, response.retrieved), retrieved=response.retrieved, lang="en",
            extra=extras({"event": event}),
        )  # fmt: skip


def is_mentions(response: Response) -> bool:
    """Whether a response is a mentions file, by its address."""
    return re.search(r"\.mentions\.csv", response.url, re.IGNORECASE) is not None


def _stamp(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None


def _kind(row: Mapping[str, str]) -> str | None:
    table, code = record.codes("cameo"), row["EventCode"]
    return next((table[code[:length]] for length in (4, 3, 2) if code[:length] in table), None)


def _actor(row: Mapping[str, str], n: int) -> str | None:
    side = _SIDES.get(row[f"Actor{n}CountryCode"])
    types = {row[f"Actor{n}Type{k}Code"] for k in (1, 2, 3)}
    if "CVL" in types:
        return "civilians"
    if side is None:
        return None
    return f"{side}:government" if "GOV" in types and "MIL" not in types else f"{side}:armed-forces"
