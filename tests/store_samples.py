"""Reports, claims and events for the tests of the archive and the formats: strategies and fixed samples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from conflictdata import taxonomy
from conflictdata.model import (
    Claim,
    Event,
    Evidence,
    Location,
    LocationPrecision,
    Outcome,
    Place,
    PlaceKind,
    Point,
    Quantity,
    Reason,
    Relation,
    Report,
    Stance,
    Status,
    When,
    WhenPrecision,
)

BASIVKA = Place(
    id="geonames:712441",
    name="Basivka",
    names={"uk": ["Басівка"], "ru": ["Басовка"]},
    point=Point(51.2, 34.9),
    country="UA",
    admin1="Sumy",
    admin2="Sumy Raion",
    population=500,
)


def stub_extract(reports: Iterable[Report]) -> Iterator[Claim]:
    """A stand-in for the extractor: every sentence ended by a full stop is a claim of the report's source."""
    for report in reports:
        start = 0
        for sentence in report.text.split("."):
            if sentence.strip():
                yield claim(report=report.id, span=(start, start + len(sentence)), text=sentence)
            start += len(sentence) + 1


def report(text: str = "Fighting near Basivka. A bridge was hit.", **fields: object) -> Report:
    """A report with defaults."""
    given = {"source": "isw", "published": "2025-04-08T12:00:00Z", "lang": "en", "text": text}
    return Report(**(given | fields))  # type: ignore[arg-type]


def claim(**fields: object) -> Claim:
    """A claim with defaults: the General Staff on an attack in Basivka on 7 April 2025."""
    given = {
        "report": "rep-1",
        "span": (0, 10),
        "text": "0123456789",
        "claimant": "ua:general-staff",
        "kind": "attack",
        "agent": "ru:armed-forces",
        "locations": (
            Location(place=BASIVKA, point=BASIVKA.point, precision="settlement", mention="Basivka"),
        ),
        "when": When(start="2025-04-07T00:00:00Z", end="2025-04-08T00:00:00Z", mention="on Monday"),
    }
    return Claim(**(given | fields))  # type: ignore[arg-type]


def at(lat: float, lon: float, name: str = "Somewhere") -> tuple[Location, ...]:
    """Locations with one point."""
    place = Place(id=f"test:{name}", name=name, point=Point(lat, lon), country="UA")
    return (Location(place=place, point=place.point, precision="settlement"),)


# --- strategies: everything the model allows, hostile text included -------------------------------------

HOSTILE = (
    "=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "'=1", "''+1", "＝1", "<script>alert(1)</script>",
    "</script><img src=x onerror=alert(1)>", "../../etc/passwd", "a\x00b", "\x1b[31mred", '"; DROP TABLE claims; --',
    "line\nbreak", 'quote"d, and comma', "\u202egpj.exe", "ʼ", "Гуєве", "об'єкт", "🇺🇦", " \u00a0 ",
)  # fmt: skip
texts = st.one_of(st.sampled_from(HOSTILE), st.text(st.characters(codec="utf-8"), max_size=30))
words = texts.filter(lambda text: bool(text.strip()))
numbers = st.floats(0, 1e6, allow_nan=False).map(lambda value: round(value, 3))
moments = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)).map(
    lambda value: value.replace(tzinfo=UTC)
)
points = st.builds(Point, st.floats(-90, 90), st.floats(-180, 180))
ids = st.one_of(st.sampled_from(("ua:general-staff", "ru:mod", "isw", "cnn", "ru:rybar")), words)


def _when(
    start: datetime, minutes: int, precision: str, mention: str | None, flags: tuple[bool, bool]
) -> When:
    end = start + timedelta(minutes=minutes)
    return When(
        start=start, end=end, precision=precision, mention=mention, open_start=flags[0], open_end=flags[1]
    )  # fmt: skip


whens = st.builds(
    _when,
    moments,
    st.integers(1, 600_000),
    st.sampled_from(WhenPrecision),
    st.none() | texts,
    st.tuples(st.booleans(), st.booleans()),
)
places = st.builds(
    Place,
    id=words,
    name=words,
    names=st.dictionaries(st.sampled_from(("en", "uk", "ru")), st.lists(words, max_size=2), max_size=2),
    kind=st.sampled_from(PlaceKind),
    point=st.none() | points,
    country=st.sampled_from(("UA", "RU", "")),
    admin1=texts,
    admin2=texts,
    population=st.integers(0, 10**7),
)
locations = st.builds(
    Location,
    place=st.none() | places,
    relation=st.sampled_from(Relation),
    distance_km=st.none() | st.floats(0, 2000),
    point=st.none() | points,
    precision=st.sampled_from(LocationPrecision),
    mention=st.none() | texts,
    region=texts,
    other=st.none() | places,
    score=st.floats(0, 1),
)
quantities = st.builds(
    Quantity,
    value=numbers,
    unit=st.sampled_from(("killed", "wounded", "drone")) | words,
    maximum=st.none() | numbers,
    approximate=st.booleans(),
    mention=st.none() | texts,
)
evidence = st.builds(
    Evidence,
    kind=st.sampled_from(("link", "endnote", "geolocation")),
    url=st.none()
    | st.sampled_from(("https://example.org/a?b=1&c=2", "javascript:alert(1)", "file:///etc/passwd"))
    | texts,
    note=texts,
)
claims = st.builds(
    Claim,
    report=words,
    span=st.tuples(st.integers(0, 500), st.integers(0, 500)).map(lambda pair: (min(pair), max(pair))),
    text=texts,
    claimant=ids,
    via=st.lists(ids, max_size=2),
    stance=st.sampled_from(Stance),
    hedged=st.booleans(),
    kind=st.sampled_from([kind.id for kind in taxonomy.CORE_KINDS]) | words,
    agent=st.none() | ids,
    target=st.none() | ids,
    locations=st.lists(locations, max_size=2),
    when=st.none() | whens,
    outcome=st.sampled_from(Outcome),
    quantities=st.lists(quantities, max_size=2),
    evidence=st.lists(evidence, max_size=2),
)
reports = st.builds(
    Report,
    source=ids,
    text=texts,
    published=moments,
    url=st.none() | st.just("https://example.org/1"),
    title=texts,
    lang=st.sampled_from((None, "en", "uk", "ru")),
    retrieved=st.none() | moments,
    revision=st.integers(0, 3),
    media=st.lists(texts, max_size=1),
    links=st.lists(texts, max_size=1),
    forwarded_from=st.none() | texts,
    reply_to=st.none() | texts,
)
reasons = st.builds(
    Reason,
    code=words,
    text=words,
    claims=st.lists(words, max_size=1),
    at=st.none() | moments,
    weight=st.none() | st.floats(-50, 50),
)
events = st.builds(
    Event,
    kind=st.sampled_from([kind.id for kind in taxonomy.CORE_KINDS]) | words,
    claims=st.lists(claims, min_size=1, max_size=2, unique_by=lambda claim: claim.id),
    when=st.none() | whens,
    location=st.none() | locations,
    actors=st.lists(ids, max_size=2),
    status=st.sampled_from(Status),
    confidence=st.floats(0, 1),
    credibility=st.integers(1, 6),
    reasons=st.lists(reasons, max_size=2),
)


def by_id(objects: Iterable[Claim]) -> dict[str, Claim]:
    """Claims by id."""
    return {each.id: each for each in objects}
