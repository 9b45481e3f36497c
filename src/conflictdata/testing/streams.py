"""Claim streams with known truth: what really happened, and what a dozen speakers made of it.

Made-up happenings at made-up villages of real regions (some villages share a name, as in life) are told by
speakers with sides, biases, habits of precision and delays: days are off by one, villages are mistaken for
their namesakes, places and times stay vague, the side that is hurt denies or admits, posts are copied and
forwarded. The same seed gives the same stream on every machine.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import attrs

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
    Relation,
    Stance,
    When,
    WhenPrecision,
)

START = datetime(2025, 1, 1, tzinfo=UTC)

_REGIONS = (
    ("UA-14", "Donetsk Oblast", "UA", 48.1, 37.7),
    ("UA-23", "Zaporizhzhia Oblast", "UA", 47.5, 35.9),
    ("UA-63", "Kharkiv Oblast", "UA", 49.7, 36.6),
    ("UA-59", "Sumy Oblast", "UA", 51.0, 34.4),
    ("UA-09", "Luhansk Oblast", "UA", 49.0, 38.8),
    ("UA-65", "Kherson Oblast", "UA", 46.7, 33.3),
    ("RU-KRS", "Kursk Oblast", "RU", 51.6, 35.9),
    ("RU-BEL", "Belgorod Oblast", "RU", 50.7, 37.3),
)
_STEMS = (
    "Ivan", "Petr", "Mykol", "Novosel", "Staroselk", "Berezov", "Dubr", "Krasn", "Zelen", "Ozer", "Pisch", "Vysok",
    "Kamian", "Lisn", "Stepn", "Yablun", "Vyshn", "Kalyn", "Sosn", "Topol", "Verb", "Klen", "Hrush", "Malyn",
)  # fmt: skip
_ENDINGS = ("ivka", "ove", "ets", "anka", "yne", "enka", "ivske", "ychi")
_KINDS = (
    ("attack", 24), ("armed-clash", 10), ("advance", 10), ("capture", 9), ("air-drone-strike", 18),
    ("shelling", 14), ("infrastructure-damage", 8), ("civilian-harm", 5), ("withdrawal", 2),
)  # fmt: skip
_MISTAKEN = {
    "attack": ("armed-clash", "advance"),
    "armed-clash": ("attack",),
    "advance": ("attack", "capture"),
    "capture": ("advance", "clearing"),
    "air-drone-strike": ("shelling", "infrastructure-damage", "civilian-harm"),
    "shelling": ("air-drone-strike", "civilian-harm"),
    "infrastructure-damage": ("air-drone-strike", "explosion"),
    "civilian-harm": ("shelling", "air-drone-strike"),
    "withdrawal": ("withdrawal",),
}
_OBJECTS = ("bridge", "depot", "substation", "refinery", "school", "command post")


@attrs.frozen(kw_only=True)
class Speaker:
    """Who tells, and how.

    Attributes:
        share: how often it is among the tellers of a happening.
        delay_hours: mean delay between happening and report.
        dated: how often its words give the day.
        precise: how often it names the village.
        copies: how often it passes on another's words instead of its own.
    """

    actor: str
    zone: str
    share: float
    delay_hours: float
    dated: float
    precise: float
    copies: float = 0.0


SPEAKERS = (
    Speaker(actor="ua:general-staff", zone="Europe/Kyiv", share=0.5, delay_hours=12, dated=0.7, precise=0.9),
    Speaker(actor="ua:khortytsia", zone="Europe/Kyiv", share=0.25, delay_hours=10, dated=0.7, precise=0.9),
    Speaker(actor="ua:map-project", zone="Europe/Kyiv", share=0.25, delay_hours=20, dated=0.4, precise=0.97, copies=0.1),
    Speaker(actor="ru:mod", zone="Europe/Moscow", share=0.5, delay_hours=16, dated=0.55, precise=0.9),
    Speaker(actor="ru:rybar", zone="Europe/Moscow", share=0.3, delay_hours=14, dated=0.5, precise=0.9, copies=0.2),
    Speaker(actor="ru:milbloggers", zone="Europe/Moscow", share=0.35, delay_hours=12, dated=0.5, precise=0.85, copies=0.35),
    Speaker(actor="isw", zone="America/New_York", share=0.45, delay_hours=22, dated=0.8, precise=0.92),
    Speaker(actor="reuters", zone="UTC", share=0.2, delay_hours=18, dated=0.7, precise=0.7, copies=0.1),
    Speaker(actor="cnn", zone="America/New_York", share=0.12, delay_hours=28, dated=0.6, precise=0.6),
    Speaker(actor="kyiv-independent", zone="Europe/Kyiv", share=0.25, delay_hours=14, dated=0.75, precise=0.8, copies=0.15),
    Speaker(actor="tass", zone="Europe/Moscow", share=0.25, delay_hours=10, dated=0.5, precise=0.85, copies=0.3),
)  # fmt: skip


@attrs.frozen(kw_only=True)
class Noise:
    """How often things go wrong; the defaults are guesses of the authors, not measured on real reports.

    Attributes:
        wrong_day: the day given is the one before or after.
        namesake: the village is taken for another of the same name (only villages that have one).
        wrong_kind: told as a related kind.
        vague_time: dated only to the week.
        other_agent: the agent is left out or the unit instead of the side is named.
        homonyms: share of villages that have a namesake in another region.
    """

    wrong_day: float = 0.03
    namesake: float = 0.10
    wrong_kind: float = 0.12
    vague_time: float = 0.02
    other_agent: float = 0.3
    homonyms: float = 0.12

    def times(self, factor: float) -> Noise:
        """All shares multiplied, at most 0.9."""
        return Noise(**{name: min(0.9, value * factor) for name, value in attrs.asdict(self).items()})


@attrs.frozen(kw_only=True)
class Stream:
    """Claims in order of publication, the happening each tells, and when its report was published."""

    claims: tuple[Claim, ...]
    truth: Mapping[str, int] = attrs.field(hash=False)
    published: Mapping[str, datetime] = attrs.field(hash=False)


@attrs.frozen(kw_only=True)
class _Happening:
    number: int
    village: Place
    region: Place
    at: datetime
    kind: str
    agent: str
    thing: str | None
    count: int
    outcome: Outcome


def stream(claims: int, *, seed: int = 0, noise: Noise | None = None, density: float = 1.0) -> Stream:
    """About ``claims`` claims with their truth.

    Args:
        density: happenings a village and day over the usual; the map and the span of days grow with the
            number of claims so that it stays what it is.
    """
    told: list[tuple[datetime, Claim, int]] = []
    for at, claim, number in _tell(claims, random.Random(seed), noise or Noise(), density):
        told.append((at, claim, number))
    told.sort(key=lambda each: (each[0], each[1].id))
    return Stream(
        claims=tuple(claim for _, claim, _ in told),
        truth={claim.id: number for _, claim, number in told},
        published={claim.report: at for at, claim, _ in told},
    )


def _tell(
    claims: int, rng: random.Random, noise: Noise, density: float
) -> Iterator[tuple[datetime, Claim, int]]:
    happenings = max(1, round(claims / 3.45))
    villages = max(24, round((happenings / density) ** 0.6 * 3))
    days = max(10, round(happenings / density / villages / 0.08))
    world, regions, namesakes = _world(villages, rng, noise)
    ranks = [1 / (n / len(world) + 0.07) for n in range(len(world))]  # the busiest village: 5 times the mean
    chosen = rng.choices(range(len(world)), ranks, k=happenings)
    made = 0
    for number, index in enumerate(chosen):
        happening = _happen(number, world[index], regions, days, rng)
        for at, claim in _tellings(happening, namesakes, rng, noise):
            yield at, claim, number
            made += 1
            if made >= claims:
                return


def _world(
    size: int, rng: random.Random, noise: Noise
) -> tuple[list[Place], dict[str, Place], dict[str, list[Place]]]:
    regions = {
        code: Place(
            id=f"stream:{code}",
            name=name,
            kind=PlaceKind.REGION,
            point=Point(lat, lon),
            country=country,
            admin1=name,
        )
        for code, name, country, lat, lon in _REGIONS
    }
    world: list[Place] = []
    by_name: dict[str, list[Place]] = {}
    for n in range(size):
        code, region, country, lat, lon = _REGIONS[rng.randrange(len(_REGIONS))]
        name = f"{_STEMS[n % len(_STEMS)]}{_ENDINGS[n // len(_STEMS) % len(_ENDINGS)]}"
        if n >= len(_STEMS) * len(_ENDINGS):
            name += f" {n}"
        if world and rng.random() < noise.homonyms:
            name = world[rng.randrange(len(world))].name
        point = Point(round(lat + rng.uniform(-0.7, 0.7), 4), round(lon + rng.uniform(-1, 1), 4))
        village = Place(
            id=f"stream:{n}",
            name=name,
            names={"en": name},
            point=point,
            country=country,
            admin1=region,
            admin2=code,
        )
        world.append(village)
        by_name.setdefault(name, []).append(village)
    return world, regions, by_name


def _happen(
    number: int, village: Place, regions: Mapping[str, Place], days: int, rng: random.Random
) -> _Happening:
    kind = rng.choices([k for k, _ in _KINDS], [w for _, w in _KINDS])[0]
    foreign = village.country == "UA"
    agent = ("ru" if rng.random() < 0.8 else "ua") if foreign else ("ua" if rng.random() < 0.7 else "ru")
    return _Happening(
        number=number,
        village=village,
        region=regions[village.admin2],
        at=START + timedelta(seconds=rng.randrange(days * 86400)),
        kind=kind,
        agent=agent,
        thing=rng.choice(_OBJECTS) if kind == "infrastructure-damage" else None,
        count=rng.choice((1, 2, 3, 5, 8, 12, 20, 40)),
        outcome=rng.choice((Outcome.SUCCESS, Outcome.FAILURE, Outcome.UNKNOWN)),
    )


def _tellings(
    happening: _Happening, namesakes: Mapping[str, list[Place]], rng: random.Random, noise: Noise
) -> Iterator[tuple[datetime, Claim]]:
    tellers = [speaker for speaker in SPEAKERS if rng.random() < speaker.share]
    if not tellers:
        tellers = [rng.choice(SPEAKERS)]
    told: list[tuple[datetime, Claim]] = []
    for speaker in sorted(tellers, key=lambda _: rng.random()):
        at = happening.at + timedelta(hours=1 + rng.expovariate(1 / speaker.delay_hours))
        at = at.replace(microsecond=0)
        if told and rng.random() < speaker.copies:
            found = (max(at, told[-1][0] + timedelta(minutes=20)), _copy(told[-1][1], speaker, happening, at))
        else:
            found = (at, _claim(happening, speaker, at, namesakes, rng, noise))
        told.append(found)
        yield found


def _copy(original: Claim, speaker: Speaker, happening: _Happening, at: datetime) -> Claim:
    """A forward: another channel's post, the same words."""
    return attrs.evolve(
        original,
        id=f"clm-{happening.number}-{speaker.actor}",
        report=f"rep-{happening.number}-{speaker.actor}",
        claimant=speaker.actor,
        evidence=(Evidence(kind="forward", note=original.claimant),),
    )


def _claim(
    happening: _Happening,
    speaker: Speaker,
    at: datetime,
    namesakes: Mapping[str, list[Place]],
    rng: random.Random,
    noise: Noise,
) -> Claim:
    kind = happening.kind
    if rng.random() < noise.wrong_kind:
        kind = rng.choice(_MISTAKEN[kind])
    location = _locate(happening, speaker, namesakes, rng, noise)
    stance, hedged = _stance(happening, speaker, rng)
    agent: str | None = f"{happening.agent}:armed-forces"
    if rng.random() < noise.other_agent:
        agent = rng.choice((None, f"{happening.agent}:{rng.randrange(40, 48)}-brigade"))
    where = location.place.name if location.place else "the front"
    text = (
        f"{speaker.actor}: {rng.choice(('reports', 'says', 'writes', 'notes'))} {kind} "
        f"{rng.choice(('at', 'in', 'near', 'around'))} {where}, {rng.choice(_STEMS)} {rng.randrange(10**6)}"
    )
    counted = kind in ("air-drone-strike", "civilian-harm", "shelling") and rng.random() < 0.4
    count = max(0, round(happening.count * rng.choice((1, 1, 1, 1.1, 0.9, 2))))
    return Claim(
        id=f"clm-{happening.number}-{speaker.actor}",
        report=f"rep-{happening.number}-{speaker.actor}",
        span=(0, len(text)),
        text=text,
        claimant=speaker.actor,
        stance=stance,
        hedged=hedged,
        kind=kind,
        agent=agent,
        target=_target(happening, kind, rng),
        locations=(location,),
        when=_time(happening, speaker, at, rng, noise),
        outcome=happening.outcome,
        quantities=(Quantity(value=count, unit="drone" if kind == "air-drone-strike" else "wounded"),)
        if counted
        else (),
    )


def _target(happening: _Happening, kind: str, rng: random.Random) -> str | None:
    if kind == "infrastructure-damage":
        return happening.thing
    if rng.random() < 0.3:
        return f"{'ua' if happening.agent == 'ru' else 'ru'}:armed-forces"
    return None


def _stance(happening: _Happening, speaker: Speaker, rng: random.Random) -> tuple[Stance, bool]:
    chance = rng.random()
    if ":" not in speaker.actor:
        if chance < 0.1:
            return Stance.VERIFIES, False
        return (Stance.ASSESSES if chance < 0.3 else Stance.ASSERTS), rng.random() < 0.15
    if speaker.actor.startswith(f"{happening.agent}:"):
        return (Stance.CONFIRMS if chance < 0.1 else Stance.ASSERTS), False
    if chance < 0.3:
        return Stance.DENIES, False
    return (Stance.CONFIRMS if chance < 0.45 else Stance.ASSERTS), rng.random() < 0.1


def _locate(
    happening: _Happening,
    speaker: Speaker,
    namesakes: Mapping[str, list[Place]],
    rng: random.Random,
    noise: Noise,
) -> Location:
    village = happening.village
    others = [each for each in namesakes[village.name] if each.id != village.id]
    if others and rng.random() < noise.namesake:
        village = rng.choice(others)
    if rng.random() < speaker.precise:
        if rng.random() < 0.1 and village.point is not None:
            km = rng.choice((2.0, 3.0, 5.0))
            return Location(
                place=village, relation=Relation.NORTH_OF, distance_km=km, point=village.point.offset(0, km),
                precision=LocationPrecision.VICINITY, mention=village.name, region=village.admin2,
            )  # fmt: skip
        return Location(
            place=village, point=village.point, precision=LocationPrecision.SETTLEMENT, mention=village.name,
            region=village.admin2,
        )  # fmt: skip
    if rng.random() < 0.3:
        return Location(
            place=village, relation=Relation.DIRECTION, point=village.point, precision=LocationPrecision.AREA,
            mention=village.name, region=village.admin2,
        )  # fmt: skip
    if rng.random() < 0.3:
        district = _district(happening)
        return Location(
            place=district, point=district.point, precision=LocationPrecision.DISTRICT, mention=district.name,
            region=happening.village.admin2,
        )  # fmt: skip
    region = happening.region
    return Location(
        place=region, point=region.point, precision=LocationPrecision.REGION, mention=region.name,
        region=happening.village.admin2,
    )  # fmt: skip


def _district(happening: _Happening) -> Place:
    """The quarter of the region in which the village lies."""
    village, centre = happening.village.point, happening.region.point
    assert village is not None and centre is not None
    north, east = village.lat >= centre.lat, village.lon >= centre.lon
    name = f"{'North' if north else 'South'}{'east' if east else 'west'} {happening.village.admin2}"
    return Place(
        id=f"stream:{name}", name=name, kind=PlaceKind.DISTRICT, country=happening.village.country,
        point=Point(centre.lat + (0.35 if north else -0.35), centre.lon + (0.5 if east else -0.5)),
        admin1=happening.region.name,
    )  # fmt: skip


def _time(happening: _Happening, speaker: Speaker, at: datetime, rng: random.Random, noise: Noise) -> When:
    zone = ZoneInfo(speaker.zone)
    if rng.random() >= speaker.dated:
        return When(start=at - timedelta(hours=24), end=at, precision=WhenPrecision.DAY)
    told = happening.at
    if rng.random() < noise.wrong_day:
        told += timedelta(days=rng.choice((-1, 1)))
    if rng.random() < noise.vague_time:
        return When(
            start=told - timedelta(days=3),
            end=told + timedelta(days=4),
            precision=WhenPrecision.WEEK,
            mention="week",
        )
    # the day is the one at the front, whoever writes: reporters translate it
    front = told.astimezone(ZoneInfo("Europe/Kyiv"))
    if rng.random() < 0.08:
        hour = told.replace(minute=0, second=0, microsecond=0)
        return When(
            start=hour, end=hour + timedelta(hours=1), precision=WhenPrecision.HOUR, mention="at the hour"
        )
    start = datetime(front.year, front.month, front.day, tzinfo=zone).astimezone(UTC)
    return When(start=start, end=start + timedelta(days=1), precision=WhenPrecision.DAY, mention="that day")


def b_cubed(
    truth: Mapping[str, object], found: Iterable[Event | Sequence[str]]
) -> tuple[float, float, float]:
    """B³ precision, recall and F1 of a clustering (Bagga and Baldwin 1998).

    Args:
        truth: claim id to what it really tells.
        found: events, or clusters of claim ids; together they hold every claim of ``truth`` once.
    """
    sizes: dict[object, int] = {}
    for label in truth.values():
        sizes[label] = sizes.get(label, 0) + 1
    precision = recall = 0.0
    for cluster in found:
        ids = [claim.id for claim in cluster.claims] if isinstance(cluster, Event) else list(cluster)
        counts: dict[object, int] = {}
        for id in ids:
            counts[truth[id]] = counts.get(truth[id], 0) + 1
        for label, n in counts.items():
            precision += n * n / len(ids)
            recall += n * n / sizes[label]
    total = len(truth) or 1
    p, r = precision / total, recall / total
    return p, r, 2 * p * r / (p + r) if p + r else 0.0
