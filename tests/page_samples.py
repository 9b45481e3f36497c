"""Events for the tests of the page and the plots, all invented: no report of anybody is quoted."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

from conflictdata.model import (
    Claim,
    Event,
    Evidence,
    Location,
    Place,
    Point,
    Quantity,
    Reason,
    Report,
    Source,
    Stance,
    Status,
    When,
)


def place(name: str, lat: float, lon: float, *, country: str = "UA", admin1: str = "", uk: str = "") -> Place:
    """A settlement of the gazetteer."""
    names = {"uk": [uk]} if uk else {}
    return Place(
        id=f"test:{name}", name=name, names=names, point=Point(lat, lon), country=country, admin1=admin1
    )


BASIVKA = place("Basivka", 51.223, 35.091, admin1="Sumy", uk="Басівка")
POPOVKA = place("Popovka", 51.02, 35.42, country="RU", admin1="Belgorod Oblast")
POKROVSK = place("Pokrovsk", 48.282, 37.176, admin1="Donetsk", uk="Покровськ")
DAY = timedelta(days=1)


def at(where: Place, **fields: object) -> Location:
    """In a settlement, unless the fields say otherwise."""
    given = {"place": where, "point": where.point, "precision": "settlement", "mention": where.name}
    return Location(**(given | fields))  # type: ignore[arg-type]


def on(day: str, days: int = 1) -> When:
    """Whole days from ``day`` on, UTC."""
    start = datetime.fromisoformat(day).replace(tzinfo=UTC)
    return When(start=start, end=start + days * DAY, mention=day)


def report(source: str, day: str, number: int = 1, **fields: object) -> Report:
    """A report of a source at ten in the morning UTC."""
    given = {
        "source": source,
        "published": f"{day}T10:00:00Z",
        "url": f"https://example.org/{source}/{day}/{number}",
        "title": f"Evening summary of {day}",
        "text": "—",
    }
    return Report(**(given | fields))  # type: ignore[arg-type]


REPORTS = {
    name: report(source, day)
    for name, source, day in (
        ("mod", "mod-russia", "2025-04-06"),
        ("news", "cnn", "2025-04-07"),
        ("staff", "ua-general-staff", "2025-04-07"),
        ("think", "isw", "2025-04-08"),
        ("wire", "reuters", "2025-04-09"),
    )
}


def claim(name: str, text: str, claimant: str, **fields: object) -> Claim:
    """A claim in one of ``REPORTS``."""
    given = {
        "report": REPORTS[name].id,
        "span": (0, len(text)),
        "text": text,
        "claimant": claimant,
        "kind": "capture",
        "agent": "ru:armed-forces",
        "locations": (at(BASIVKA),),
        "when": on("2025-04-05"),
    }
    return Claim(**(given | fields))  # type: ignore[arg-type]


def disputed() -> Event:
    """A capture that one side claims, a regiment denies through a broadcaster, and a third doubts."""
    claims = (
        claim("mod", "Units of the group of forces took the village of Basivka under control.", "ru:mod"),
        claim(
            "news", "“The village is ours; their assault groups are pushed back,” the regiment wrote.",
            "ua:225-assault-regiment", via=("cnn",), stance=Stance.DENIES,
            evidence=(Evidence(kind="link", url="https://example.org/post/1"),),
        ),
        claim("staff", "Our soldiers repelled four assaults near Basivka.", "ua:general-staff",
              stance=Stance.DENIES, quantities=(Quantity(value=4, unit="assaults"),)),
        claim("think", "Russian forces likely entered the southern outskirts of Basivka.", "isw",
              stance=Stance.ASSESSES, hedged=True, locations=(at(BASIVKA, relation="outskirts"),)),
    )  # fmt: skip
    ids = [each.id for each in claims]
    return Event(
        kind="capture",
        claims=claims,
        when=on("2025-04-05"),
        location=at(BASIVKA),
        actors=("ru:armed-forces", "ua:225-assault-regiment"),
        status=Status.DISPUTED,
        confidence=0.34,
        credibility=4,
        reasons=(
            Reason(code="joined", text="same place, same day, same kind", claims=tuple(ids[:2]), weight=9.4),
            Reason(code="joined", text="same place, a day apart", claims=(ids[0], ids[2]), weight=6.1),
            Reason(
                code="disputed",
                text="the side that is said to have lost the place denies it",
                claims=tuple(ids[1:3]),
                at=REPORTS["news"].published,
                weight=-1.8,
            ),
            Reason(
                code="self-interest",
                text="the claim serves the claimant's side",
                claims=(ids[0],),
                weight=0.3,
            ),
        ),
    )


def verified() -> Event:
    """A strike that both sides tell and a third has checked."""
    strike = {"kind": "air-drone-strike", "agent": "ua:armed-forces", "target": "ru:armed-forces"}
    where = {"locations": (at(POPOVKA),), "when": on("2025-04-07")}
    claims = (
        claim("staff", "A command post near Popovka was hit.", "ua:general-staff", **strike, **where),
        claim(
            "wire", "Footage geolocated by the agency shows the building burning.", "reuters",
            stance=Stance.VERIFIES, **strike, **where,
            evidence=(Evidence(kind="geolocation", url="https://example.org/geo/7", note="7"),),
        ),
    )  # fmt: skip
    return Event(
        kind="air-drone-strike",
        claims=claims,
        when=on("2025-04-07"),
        location=at(POPOVKA),
        actors=("ua:armed-forces",),
        status=Status.VERIFIED,
        confidence=0.94,
        credibility=1,
        reasons=(Reason(code="verified", text="footage was geolocated", claims=(claims[1].id,), weight=3.4),),
    )


def lone() -> Event:
    """An interception that one side tells, without a place, in a region."""
    said = claim(
        "mod", "Air defence shot down 31 drones over the region at night.", "ru:mod", kind="interception",
        locations=(), quantities=(Quantity(value=31, unit="drone"),), when=on("2025-04-06"),
    )  # fmt: skip
    return Event(kind="interception", claims=(said,), when=on("2025-04-06"), confidence=0.55, credibility=3)


def few() -> list[Event]:
    """The three."""
    return [disputed(), verified(), lone()]


HOSTILE = (
    "<script>window.hurt=1</script>",
    "</script><script>window.hurt=1</script>",
    "</script x='",
    "</script/",
    "<img src=x onerror=window.hurt=1>",
    "<!--<script>",
    '"><svg onload=window.hurt=1>',
    "]]>{{!archive}}{{title}}",
    "'-window.hurt=1-'",
    "\u2028\u2029\u202etxt.exe\u0000\x1b[31m",
    "__proto__",
    "constructor",
    "\ud800",
)


def hostile() -> tuple[list[Event], dict[str, Report], dict[str, Source]]:
    """Every field that can hold text holds text that is meant to do harm."""
    events: list[Event] = []
    reports: dict[str, Report] = {}
    sources: dict[str, Source] = {}
    links = ("javascript:window.hurt=1", "JaVaScRiPt:window.hurt=1", "data:text/html,<script>window.hurt=1</script>",
             'https://example.org/" onclick="window.hurt=1', "vbscript:x", "file:///etc/passwd",
             "//example.org", " javascript:window.hurt=1", "https://example.org/fine")  # fmt: skip
    for number, text in enumerate(HOSTILE):
        source = Source(id=f"s{number}{text}", name=text)
        said = Report(source=source.id, text=text, title=text or "x", published="2025-04-08T00:00:00Z",
                      url=links[number % len(links)], id=f"{number}{text}")  # fmt: skip
        where = place(f"{number}{text}", 50 + number / 10, 36)
        evil = Claim(
            report=said.id, span=(0, 1), text=text, claimant=text, via=(text, f"ua:{text}"), kind=text, agent=text,
            target=text, locations=(at(where),), when=on("2025-04-07"),
            quantities=(Quantity(value=1, unit=text),), evidence=tuple(Evidence(kind=text, url=u, note=text) for u in links),
        )  # fmt: skip
        events.append(
            Event(
                id=f"{number}{text}", kind=text, claims=(evil,), location=at(where), actors=(text,),
                reasons=(Reason(code=text, text=text, claims=(evil.id,)), Reason(code="joined", text=text)),
            )
        )  # fmt: skip
        sources[source.id] = source
        reports[said.id] = said
    return events, reports, sources


_KINDS = ("attack", "armed-clash", "capture", "air-drone-strike", "shelling", "interception", "losses", "advance",
          "withdrawal", "civilian-harm", "infrastructure-damage", "movement", "prisoner-exchange")  # fmt: skip
_LINE = (
    (51.2, 35.0),
    (50.4, 36.9),
    (49.7, 37.6),
    (48.9, 37.9),
    (48.3, 37.2),
    (47.8, 36.2),
    (47.4, 35.3),
    (46.6, 32.7),
)


def many(count: int, seed: int = 7) -> tuple[list[Event], dict[str, Report]]:
    """Events along an invented front over half a year: settlements by hundreds, one to five claims each."""
    draw = random.Random(seed)
    settlements = []
    for number in range(max(20, count // 12)):
        segment = draw.randrange(len(_LINE) - 1)
        (lat, lon), (lat2, lon2) = _LINE[segment], _LINE[segment + 1]
        share = draw.random()
        spot = (
            lat + (lat2 - lat) * share + draw.gauss(0, 0.16),
            lon + (lon2 - lon) * share + draw.gauss(0, 0.2),
        )
        settlements.append(place(f"Village {number + 1}", *spot, admin1="Region", uk=f"Село {number + 1}"))
    outlets = ("cnn", "reuters", "isw", "mod-russia", "ua-general-staff", "meduza", "kyiv-independent")
    speakers = ("ru:mod", "ua:general-staff", "ru:milbloggers", "ua:air-force", "isw", "cnn", "ru:rybar")
    reports: dict[str, Report] = {}
    events = []
    for number in range(count):
        day = datetime(2025, 1, 1, tzinfo=UTC) + DAY * int(180 * draw.random() ** 0.8)
        where, kind = (
            draw.choice(settlements),
            draw.choices(_KINDS, [9, 8, 3, 9, 9, 4, 3, 4, 1, 2, 2, 2, 0.3])[0],
        )
        status = draw.choices(list(Status), [50, 16, 4, 18, 9, 3])[0]
        claims = []
        for n in range(1 + min(4, int(draw.expovariate(0.7)))):
            outlet = draw.choice(outlets)
            told = report(outlet, f"{day + DAY * draw.randrange(3):%Y-%m-%d}", draw.randrange(3))
            reports[told.id] = told
            claims.append(
                Claim(
                    report=told.id, span=(number * 10 + n, number * 10 + n + 40), kind=kind, locations=(at(where),),
                    text=f"Sentence {n + 1} of event {number + 1}, in words that nobody has written before it.",
                    claimant=draw.choice(speakers), via=(outlet,) if draw.random() < 0.5 else (),
                    stance=draw.choices(list(Stance), [10, 2, 3, 1, 2, 1])[0],
                    when=When(start=day, end=day + DAY, mention="that day"),
                )
            )  # fmt: skip
        events.append(
            Event(kind=kind, claims=tuple(claims), when=When(start=day, end=day + DAY, mention="x"), location=at(where),
                  status=status, confidence=round(draw.random(), 2), credibility=draw.randrange(1, 7),
                  reasons=(Reason(code="joined", text="same place and day", weight=5.2),
                           Reason(code=status.value, text="what the claims support", weight=0.7)))
        )  # fmt: skip
    return events, reports
