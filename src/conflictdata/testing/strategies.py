"""Hypothesis strategies for every class of the model; what they draw is valid and shrinks to the plainest case.

Arguments, where there are any, narrow what is drawn. All times drawn are UTC, all positions WGS 84, all
distances kilometres. Strategies are built once a process: building one costs more than drawing from it.
"""

from __future__ import annotations

import functools
import json
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from conflictdata import taxonomy
from conflictdata.model import (
    Actor,
    ActorKind,
    Claim,
    Credibility,
    Event,
    Evidence,
    Location,
    LocationPrecision,
    Names,
    Outcome,
    Place,
    PlaceKind,
    Point,
    Quantity,
    Reason,
    Relation,
    Reliability,
    Report,
    Source,
    SourceKind,
    Stance,
    Status,
    Terms,
    When,
    WhenPrecision,
)
from conflictdata.plugins import Response, Window

T = TypeVar("T")
E = TypeVar("E", bound=Enum)

EARLIEST = datetime(1992, 1, 1)  # about where the event data sets of the field begin
LATEST = datetime(2099, 12, 31)

_ZONES = ("UTC", "Europe/Kyiv", "Europe/Moscow", "America/New_York", "Asia/Kolkata", "Pacific/Kiritimati")
_SLUG = "abcdefghijklmnopqrstuvwxyz0123456789"
_WORDS = (
    *(
        "said",
        "the",
        "ministry",
        "forces",
        "village",
        "on",
        "Monday",
        "near",
        "eight",
        "kilometres",
        "repelled",
    ),
    *("сказав", "речник", "село", "біля", "військ", "наступ", "відбито", "вночі", "дрон", "кілометрів"),
    *(
        "заявило",
        "министерство",
        "около",
        "войска",
        "атака",
        "отражена",
        "ночью",
        "беспилотник",
        "километров",
    ),
)
_SIGNS = st.characters(codec="utf-8", exclude_characters="\x00")


@functools.cache
def languages() -> SearchStrategy[str]:
    """``en``, ``uk`` or ``ru``."""
    return st.sampled_from(("en", "uk", "ru"))


@functools.cache
def texts(*, min_size: int = 0) -> SearchStrategy[str]:
    """Texts of reports: prose of the three languages, and any Unicode a page can hold (no half surrogates)."""
    prose = st.lists(sentences(), min_size=1, max_size=4).map(" ".join)
    return st.one_of(prose, _any_text(80, min_size))


@functools.cache
def sentences() -> SearchStrategy[str]:
    """Words of the three languages with a full stop; grammar is not promised."""
    words = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=8)
    return words.map(lambda found: " ".join(found).capitalize() + ".")


@functools.cache
def slugs() -> SearchStrategy[str]:
    """Short stable names such as ids are made of."""
    return st.text(_SLUG, min_size=1, max_size=8)


@functools.cache
def urls(host: str = "example.org") -> SearchStrategy[str]:
    """https addresses on one host, some with a query."""
    path = st.lists(slugs(), max_size=3).map("/".join)
    query = st.one_of(st.just(""), slugs().map(lambda word: f"?before={word}"))
    return st.builds(lambda p, q: f"https://{host}/{p}{q}", path, query)


@functools.cache
def times() -> SearchStrategy[datetime]:
    """Times in UTC, to the microsecond."""
    return st.datetimes(EARLIEST, LATEST, timezones=st.just(UTC))


@functools.cache
def windows() -> SearchStrategy[Window]:
    """Windows of collection, from an hour to a month."""
    hours = st.integers(1, 24 * 31)
    return st.builds(lambda start, n: Window(since=start, until=start + timedelta(hours=n)), times(), hours)


@functools.cache
def names() -> SearchStrategy[Names]:
    """Names by language, as actors and places carry them."""
    found = st.lists(_visible(), min_size=1, max_size=2, unique=True).map(tuple)
    return st.dictionaries(languages(), found, max_size=3).map(lambda by_lang: tuple(sorted(by_lang.items())))


@functools.cache
def terms() -> SearchStrategy[Terms]:
    """What publishers allow, in every combination."""
    flag = st.booleans()
    return st.builds(
        Terms,
        quote=flag,
        redistribute=flag,
        derive=flag,
        url=_maybe(urls()),
        note=_any_text(20),
    )


@functools.cache
def sources() -> SearchStrategy[Source]:
    """Publishers with any kind, side, zone and terms."""
    return st.builds(
        Source,
        id=slugs(),
        name=_any_text(12),
        kind=_any_of(SourceKind),
        side=st.sampled_from((None, "ua", "ru")),
        lang=_maybe(languages()),
        url=_maybe(urls()),
        actor=actor_ids(),
        timezone=st.sampled_from(_ZONES),
        day_starts=st.integers(0, 23),
        area=st.lists(st.sampled_from(("UA", "RU", "BY")), max_size=2, unique=True).map(tuple),
        reliability=_any_of(Reliability),
        terms=terms(),
    )


@st.composite
def reports(draw: DrawFn, *, source: str | None = None, text: SearchStrategy[str] | None = None) -> Report:
    """Reports, some deleted, some revised, some without an address.

    Args:
        source: id of the publisher; any when None.
        text: strategy for the text; ``texts()`` when None.
    """
    deleted = draw(st.sampled_from((False, False, False, True)))
    published = draw(times())
    delay = draw(_maybe(_seconds()))
    return Report(
        source=draw(slugs()) if source is None else source,
        text="" if deleted else draw(texts() if text is None else text),
        published=published,
        url=draw(_maybe(urls())),
        title=draw(_any_text(20)),
        lang=draw(_maybe(languages())),
        retrieved=None if delay is None else published + timedelta(seconds=delay),
        revision=draw(st.integers(0, 3)),
        deleted=deleted,
        media=draw(_some(urls("media.example.org"))),
        links=draw(_some(urls())),
        forwarded_from=draw(_maybe(_hidden_or_url())),
        reply_to=draw(_maybe(urls())),
        extra=draw(_extras(Report)),
    )


@functools.cache
def actor_ids() -> SearchStrategy[str]:
    """``<side>:<name>``, or a bare name."""
    return st.builds("{}{}".format, st.sampled_from(("", "ua:", "ru:")), slugs())


@functools.cache
def actors() -> SearchStrategy[Actor]:
    """Actors of every kind, with and without a parent."""
    return st.builds(
        Actor,
        id=actor_ids(),
        names=names(),
        kind=_any_of(ActorKind),
        side=st.sampled_from((None, "ua", "ru")),
        parent=_maybe(actor_ids()),
    )


@functools.cache
def points() -> SearchStrategy[Point]:
    """Positions anywhere on Earth, poles and date line included."""
    return st.builds(Point, st.floats(-90, 90), st.floats(-180, 180))


@functools.cache
def places() -> SearchStrategy[Place]:
    """Gazetteer entries, some without a point."""
    return st.builds(
        Place,
        id=st.integers(1, 10**7).map("geonames:{}".format),
        name=_visible(),
        names=names(),
        kind=_any_of(PlaceKind),
        point=_maybe(points()),
        country=st.sampled_from(("", "UA", "RU")),
        admin1=_any_text(8),
        admin2=_any_text(8),
        admin3=_any_text(8),
        population=st.integers(0, 10**7),
        radius_km=st.sampled_from((0.0, 20.0, 45.5)),
    )


@functools.cache
def locations() -> SearchStrategy[Location]:
    """Where a claim puts it; named, unnamed, between two places."""
    return st.builds(
        Location,
        place=_maybe(places()),
        relation=_any_of(Relation),
        distance_km=_maybe(st.floats(0, 500)),
        point=_maybe(points()),
        precision=_any_of(LocationPrecision),
        mention=_maybe(_visible()),
        region=_any_text(8),
        other=_maybe(places()),
        score=st.floats(0, 1),
    )


@st.composite
def whens(draw: DrawFn) -> When:
    """Half-open spans from a minute to two years, the words kept or not."""
    start = draw(times())
    return When(
        start=start,
        end=start + timedelta(minutes=draw(st.integers(1, 2 * 366 * 24 * 60))),
        precision=draw(_any_of(WhenPrecision)),
        mention=draw(_maybe(_visible())),
        open_start=draw(st.booleans()),
        open_end=draw(st.booleans()),
    )


@functools.cache
def quantities() -> SearchStrategy[Quantity]:
    """Counts and measures, exact, ranged and approximate."""
    amount = st.floats(0, 1e9)
    return st.builds(
        Quantity,
        value=amount,
        unit=st.sampled_from(("killed", "drone", "tank", "km2")),
        maximum=st.none() | amount,
        approximate=st.booleans(),
        mention=_maybe(_visible()),
    )


@functools.cache
def evidence() -> SearchStrategy[Evidence]:
    """Links, endnotes, footage."""
    kinds = ("link", "endnote", "media", "footage", "geolocation", "satellite-imagery", "forward")
    return st.builds(Evidence, kind=st.sampled_from(kinds), url=_maybe(urls()), note=_any_text(8))


@st.composite
def claims(draw: DrawFn, report: Report | None = None) -> Claim:
    """Claims of every kind that is registered.

    Args:
        report: take the span and the text from this report; a report of its own is imagined when None.
    """
    text = draw(texts()) if report is None else report.text
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, len(text)))
    return Claim(
        report=f"rep-{draw(slugs())}" if report is None else report.id,
        span=(start, end),
        text=text[start:end],
        claimant=draw(actor_ids()),
        kind=draw(st.sampled_from(tuple(taxonomy.kinds()))),
        via=draw(_some(actor_ids())),
        stance=draw(_any_of(Stance)),
        hedged=draw(st.booleans()),
        agent=draw(_maybe(actor_ids())),
        target=draw(_maybe(actor_ids())),
        locations=draw(_some(locations())),
        when=draw(_maybe(whens())),
        outcome=draw(_any_of(Outcome)),
        quantities=draw(_some(quantities())),
        evidence=draw(_some(evidence())),
        extra=draw(_extras(Claim)),
    )


@functools.cache
def reasons() -> SearchStrategy[Reason]:
    """Why claims were joined, or why a status is what it is."""
    return st.builds(
        Reason,
        code=st.sampled_from(("joined", "split", "overruled", "claimed", "disputed")),
        text=_visible(),
        claims=_some(_claim_ids()),
        at=_maybe(times()),
        weight=_maybe(st.floats(-20, 20)),
    )


@st.composite
def events(draw: DrawFn) -> Event:
    """Events of one to three claims with distinct ids."""
    found = draw(st.lists(claims(), min_size=1, max_size=3, unique_by=lambda claim: claim.id))
    return Event(
        kind=found[0].kind,
        claims=tuple(found),
        when=draw(_maybe(whens())),
        location=draw(_maybe(locations())),
        actors=draw(_some(actor_ids())),
        status=draw(_any_of(Status)),
        confidence=draw(st.floats(0, 1)),
        credibility=draw(_any_of(Credibility)),
        reasons=draw(_some(reasons())),
    )


def responses(*, source: str = "example", url: str = "https://example.org/") -> SearchStrategy[Response]:
    """HTTP answers with any bytes in them: what a parser must survive."""
    page = texts().map(lambda text: f"<html><body><p>{text}</p></body></html>".encode())
    return st.builds(
        Response,
        source=st.just(source),
        url=st.just(url),
        body=st.one_of(st.binary(max_size=200), page),
        retrieved=times(),
        headers=st.sampled_from(
            ((), (("content-type", "text/html; charset=utf-8"),), (("content-type", "application/json"),))
        ),
    )


@functools.cache
def _visible() -> SearchStrategy[str]:
    return st.text(_SIGNS, min_size=1, max_size=12).filter(lambda text: bool(text.strip()))


@functools.cache
def _any_text(max_size: int, min_size: int = 0) -> SearchStrategy[str]:
    return st.text(_SIGNS, min_size=min_size, max_size=max_size)


@functools.cache
def _maybe(each: SearchStrategy[T]) -> SearchStrategy[T | None]:
    return st.none() | each


@functools.cache
def _hidden_or_url() -> SearchStrategy[str]:
    return st.just("") | urls("t.example.org")


@functools.cache
def _seconds() -> SearchStrategy[int]:
    return st.integers(0, 10**6)


@functools.cache
def _claim_ids() -> SearchStrategy[str]:
    return slugs().map("clm-{}".format)


@functools.cache
def _any_of(enum: type[E]) -> SearchStrategy[E]:
    return st.sampled_from(tuple(enum))


@functools.cache
def _some(each: SearchStrategy[T]) -> SearchStrategy[tuple[T, ...]]:
    return st.lists(each, max_size=2).map(tuple)


@functools.cache
def _extras(cls: type[Claim | Report]) -> SearchStrategy[tuple[tuple[str, str], ...]]:
    """Fields the model does not know; the values are JSON text, the keys in no field's way."""
    value = st.one_of(st.integers(-9, 9), _any_text(6), st.booleans(), st.none())
    pairs = st.dictionaries(slugs().map("x-{}".format), value, max_size=2)
    return pairs.map(lambda found: tuple((key, _json(found[key])) for key in found))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
