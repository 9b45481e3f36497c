"""One row of a data set as a report, and the report's claims."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from importlib import resources
from typing import Any
from zoneinfo import ZoneInfo

import attrs

from conflictdata.model import (
    Claim,
    Evidence,
    Location,
    LocationPrecision,
    Outcome,
    Place,
    Point,
    Quantity,
    Relation,
    Report,
    Stance,
    When,
    WhenPrecision,
)
from conflictdata.plugins import Response
from conflictdata_pages import extra_of, extras

ZONE = ZoneInfo("Europe/Kyiv")
"""The zone in which the data sets' days are taken to run: that of the country they tell of."""

_REACH = {LocationPrecision.SETTLEMENT: 4.0, LocationPrecision.VICINITY: 8.0}
"""Kilometres within which a row's place is looked for in the gazetteer."""


@attrs.frozen(kw_only=True)
class Record:
    """What a row says, in the model's terms.

    Attributes:
        key: the row's own id in its data set.
        url: where it can be looked up.
        text: its note, headline or description.
        published: UTC; when the row was published or last changed, else when it was retrieved.
        kinds: of the claims it makes, one each.
        where: (latitude, longitude), or None. Kept to two decimals (about a kilometre): nothing finer than a
            settlement leaves the plugin.
        first, last: the days it happened between, both included.
        moment: the UTC time, for data sets that tell the minute.
        quantities: (value, maximum or None, unit).
        links: addresses of what the row rests on.
        codes: the row's own codes and precisions, kept as they are.
    """

    key: str
    url: str
    text: str
    published: datetime
    kinds: tuple[str, ...]
    first: date | None = None
    last: date | None = None
    moment: datetime | None = None
    when_precision: str = "day"
    where: tuple[float, float] | None = None
    precision: str = "settlement"
    name: str = ""
    place_id: str = ""
    country: str = ""
    admin1: str = ""
    admin2: str = ""
    agent: str | None = None
    target: str | None = None
    stance: str = "asserts"
    outcome: str = "unknown"
    quantities: tuple[tuple[float, float | None, str], ...] = ()
    links: tuple[str, ...] = ()
    codes: Mapping[str, Any] = attrs.field(factory=dict)
    title: str = ""


_PLAIN = ("key", "kinds", "when_precision", "precision", "name", "place_id", "country", "admin1", "admin2", "agent",
          "target", "stance", "outcome", "quantities")  # fmt: skip


def report(response: Response, record: Record, lang: str | None = None) -> Report:
    """The report of a row; ``extra["row"]`` holds what its claims are made of, ``extra["codes"]`` its own codes."""
    row = {name: getattr(record, name) for name in _PLAIN}
    row |= {
        "first": record.first.isoformat() if record.first else None,
        "last": record.last.isoformat() if record.last else None,
        "moment": record.moment.isoformat() if record.moment else None,
        "where": [round(record.where[0], 2), round(record.where[1], 2)] if record.where else None,
    }
    return Report(
        source=response.source,
        url=record.url,
        title=record.title,
        text=record.text,
        lang=lang,
        published=min(record.published, response.retrieved),
        retrieved=response.retrieved,
        links=record.links,
        extra=extras({"row": {key: value for key, value in row.items() if value not in (None, "", ())},
                      "codes": dict(record.codes)}),
    )  # fmt: skip


def claims(found: Report, claimant: str) -> Iterator[Claim]:
    """The claims of a row's report: one for each kind, of the data set, about the whole note."""
    extra = extra_of(found)
    row = extra.get("row")
    if not row:
        return
    where = _location(row)
    for kind in row["kinds"]:
        yield Claim(
            report=found.id,
            span=(0, len(found.text)),
            text=found.text,
            claimant=claimant,
            kind=kind,
            stance=Stance(row.get("stance", "asserts")),
            agent=row.get("agent"),
            target=row.get("target"),
            locations=(where,) if where else (),
            when=_when(row),
            outcome=Outcome(row.get("outcome", "unknown")),
            quantities=[
                Quantity(value=value, maximum=most, unit=unit)
                for value, most, unit in row.get("quantities", ())
            ],
            evidence=[Evidence(kind="link", url=url) for url in found.links],
            extra=extras({"row": row["key"], "codes": extra.get("codes")}),
        )


def _when(row: Mapping[str, Any]) -> When | None:
    precision = WhenPrecision(row.get("when_precision", "day"))
    if row.get("moment"):
        start = datetime.fromisoformat(row["moment"])
        return When(
            start=start,
            end=start + timedelta(minutes=1),
            precision=WhenPrecision.MINUTE,
            mention=row["moment"],
        )
    if not row.get("first"):
        return None
    first = date.fromisoformat(row["first"])
    last = date.fromisoformat(row.get("last") or row["first"])
    start = datetime(first.year, first.month, first.day, tzinfo=ZONE)
    after = max(first, last) + timedelta(days=1)
    end = datetime(after.year, after.month, after.day, tzinfo=ZONE)
    mention = row["first"] if first == last else f"{row['first']}/{row['last']}"
    return When(start=start, end=end, precision=precision, mention=mention)


def _location(row: Mapping[str, Any]) -> Location | None:
    precision = LocationPrecision(row.get("precision", "unknown"))
    point = Point(*row["where"]) if row.get("where") else None
    name = row.get("name") or row.get("admin2") or row.get("admin1") or ""
    if point is None and not name:
        return None
    place = _place(row.get("place_id", ""), point, name, precision, row.get("country", ""))
    relation = Relation.NEAR if precision is LocationPrecision.VICINITY else Relation.IN
    if place is None:
        place = Place(
            id=f"{'dataset'}:{_slug(name or f'{point}')}", name=name or "unnamed", point=point,
            country=row.get("country", ""), admin1=row.get("admin1", ""), admin2=row.get("admin2", ""),
        )  # fmt: skip
    return Location(
        place=place, relation=relation, point=place.point or point, precision=precision, mention=name or None
    )


@functools.lru_cache(maxsize=20_000)
def _place(
    id: str, point: Point | None, name: str, precision: LocationPrecision, country: str
) -> Place | None:
    """The gazetteer's place: by its id, by name near the row's point, else the nearest settlement."""
    from conflictdata.errors import GazetteerError
    from conflictdata.places import default

    if id:
        try:
            return default().get(id)
        except GazetteerError:
            pass
    reach = _REACH.get(precision)
    if point is None or reach is None:
        return None
    near = default().near(point, reach)
    wanted = (
        {each.id for each, score in default().lookup(name, country=country or None) if score >= 0.85}
        if name
        else set()
    )
    named = next((place for place, _ in near if place.id in wanted), None)
    if named is not None or name:
        return named
    return next((place for place, _ in near if place.kind.value == "settlement"), None)


def _slug(text: str) -> str:
    return re.sub(r"[^\w]+", "-", text.casefold()).strip("-") or "unnamed"


@functools.cache
def codes(table: str) -> Mapping[str, str]:
    """A table of ``codes.toml``."""
    text = resources.files("conflictdata_datasets").joinpath("codes.toml").read_text(encoding="utf-8")
    found: dict[str, dict[str, str]] = tomllib.loads(text)
    return found[table]


def actor(name: str) -> str | None:
    """The id of an actor by the beginning of its name; None for one the tables do not know."""
    return next((id for start, id in codes("actors").items() if name.startswith(start)), None)


def kind_in_words(*texts: str) -> str:
    """The kind that a title in words tells, ``other`` where none."""
    for text in texts:
        for kind, pattern in codes("words").items():
            if re.search(pattern, text, re.IGNORECASE):
                return kind
    return "other"


def day(text: str) -> date | None:
    """A day as data sets write it: 2026-05-02, 20260502, 02/05/2026 in American order, 2 May 2026, with or without a time."""
    words = text.strip()
    for length, form in (
        (10, "%Y-%m-%d"),
        (8, "%Y%m%d"),
        (10, "%m/%d/%Y"),
        (99, "%d %B %Y"),
        (99, "%m/%d/%Y"),
    ):
        try:
            return datetime.strptime(words[:length], form).date()
        except ValueError:
            continue
    return None


def number(text: Any) -> float | None:
    """A finite number, or None."""
    try:
        value = float(str(text).strip())
    except (TypeError, ValueError):
        return None
    return value if value == value and abs(value) < 1e12 else None  # noqa: PLR0124 - NaN is no number


def position(lat: Any, lon: Any) -> tuple[float, float] | None:
    """A position that can be, or None."""
    y, x = number(lat), number(lon)
    if y is None or x is None or not (-90 <= y <= 90 and -180 <= x <= 180) or (y == 0 and x == 0):
        return None
    return y, x


def utc(text: str) -> datetime | None:
    """A time with an offset, or in UTC where it has none; seconds since 1970 too."""
    if (seconds := number(text)) is not None and seconds > 1e8:
        return datetime.fromtimestamp(seconds, UTC)
    try:
        found = datetime.fromisoformat(str(text).strip())
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
