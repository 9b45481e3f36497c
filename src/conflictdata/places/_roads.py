"""Roads that a text names by number: "the H-20 highway", «трасса Т-0504», "автошлях М-30", "the A-291 Tavrida".

The table (``tables/roads.toml``) has the towns on the way; what the sentence tells besides chooses the part: two towns
the section between them, a place beside the road the part there, a division the part in it. The result is a place of kind
road, of that part, whose point is its middle and whose ``radius_km`` is half of its length: never a settlement.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import attrs

from conflictdata.model import Location, LocationPrecision, Place, PlaceKind, Relation
from conflictdata.places._gazetteer import Gazetteer
from conflictdata.places._lexicon import Lexicon
from conflictdata.places._link import sentence_end
from conflictdata.places._mention import PlaceMention, Role
from conflictdata.places._span import Token
from conflictdata.places._way import Part, Road, Way, known, oblasts, read_number, roads_called, way_of

BESIDE_KM = 30.0
"""How far from the straight lines between its towns a place may lie that tells which part of a road is meant."""

PART_KM = 15.0
"""How far along a road "near X" may be from X."""

AREA_KM, REGION_KM = 75.0, 150.0
"""The longest half of a part that is known as an area, and as a region."""

_BEFORE, _BEHIND = 60, 60
_LETTERS = dict.fromkeys("MHNTPRAEOМНТРАЕО")
_OPENING, _CLOSES = re.compile(r"\s*[(,]?\s*"), re.compile(r"[.!?;,\n]")
_QUOTES = ("«", '"', "“")
_FEW = re.compile(r"\s+(?:[^\W\d_]+\s+){0,4}")
_CLOSING = re.compile(r"[»\"”)]?")
_DASH = re.compile(r"\s*[-‐‑–—]\s*")
_CODED = re.compile(r"(?<!\w)\d\d[KК][-‐‑–]?\d{3}(?!\w)")
_DIVISIONS = (PlaceKind.REGION, PlaceKind.DISTRICT)


@attrs.frozen
class Numbered:
    """A road's number in a text, with the words for a road right beside it in ``outer``."""

    start: int
    end: int
    outer: tuple[int, int]
    words: str
    number: tuple[str, str]
    roads: tuple[Road, ...]


def with_roads(
    text: str,
    tokens: Sequence[Token],
    mentions: list[PlaceMention],
    lex: Lexicon,
    gazetteer: Gazetteer,
    area: tuple[str, ...],
) -> list[PlaceMention]:
    """The mentions with those of roads; what was read in a road's own words is left out."""
    found = list(_numbered(text, tokens, lex))
    if not found:
        return mentions
    kept = [m for m in mentions if not any(m.start < each.end and each.start < m.end for each in found)]
    added: list[PlaceMention] = []
    for each in found:
        mention, leads = _mention(text, each, kept, lex, gazetteer, area)
        if mention is None:
            continue
        added.append(mention)
        kept = [attrs.evolve(m, role=Role.MODIFIER) if m in leads else m for m in kept]
    return sorted([*kept, *added], key=lambda mention: mention.start)


def _numbered(text: str, tokens: Sequence[Token], lex: Lexicon) -> Iterable[Numbered]:
    """The roads named by number or, beside a word for a road, by name; in order."""
    called = roads_called()
    marks = [token for token in tokens if token.text in _LETTERS or token.text in called]
    marks = [token for token in marks if _worth(text, token, called.get(token.text))]
    if "K-0" in text or "К-0" in text:
        marks += [Token(*m.span(), m.group()) for m in _CODED.finditer(text)]
        marks.sort(key=lambda token: token.start)
    end = -1
    for token in marks:
        if token.start < end:
            continue
        listed = end >= 0 and lex.gap.fullmatch(text, end, token.start) is not None
        by_name = called.get(token.text)
        found = _by_name(text, token, by_name, lex) if by_name else _by_number(text, token, listed, lex)
        if found is not None:
            end = found.end
            yield found


def _worth(text: str, token: Token, roads: tuple[Road, ...] | None) -> bool:
    """Whether digits stand behind a letter, or a name may be a road's; most of both are not."""
    if roads:
        return text[max(0, token.start - 1) : token.start] in _QUOTES or any(road.alone for road in roads)
    return text[token.end : token.end + 1].isdigit() or text[token.end + 1 : token.end + 2].isdigit()


def _by_name(text: str, token: Token, roads: tuple[Road, ...], lex: Lexicon) -> Numbered | None:
    quoted = text[max(0, token.start - 1) : token.start] in _QUOTES
    start = token.start - quoted
    end = token.end + (quoted and text[token.end : token.end + 1] in ("»", '"', "”"))
    before = lex.road_before.search(text, max(0, start - _BEFORE), start)
    after = lex.road_after.match(text, end)
    if not (_close(before) or after) or not (quoted or any(road.alone for road in roads)):
        return None
    outer = before.start() if before and _close(before) else start, after.end() if after else end
    return Numbered(token.start, token.end, outer, token.text, ("", ""), roads)


def _close(before: re.Match[str] | None) -> bool:
    """Whether a word for a road stands right before what is its number or name."""
    return before is not None and before.end() - before.end(1) <= 1


def _by_number(text: str, token: Token, listed: bool, lex: Lexicon) -> Numbered | None:
    read = read_number(text, token.start)
    if read is None:
        return None
    kind, digits, end, spaced = read
    before = lex.road_before.search(text, max(0, token.start - _BEFORE), token.start)
    behind = _CLOSES.search(text, end, end + _BEHIND)
    stop = behind.start() if behind else min(len(text), end + _BEHIND)
    after = lex.road_behind.match(text, end, stop)
    worded = before is not None or after is not None
    if spaced and not (after or _close(before)):
        return None
    roads = known(kind, digits)
    if not worded and not listed:
        plain = any(road.digits == digits and road.plain for road in roads) and text[token.start] not in "NR"
        on = lex.road_along.search(text, max(0, token.start - 24), token.start)
        if not roads or not (plain or on):
            return None
    if not roads and not (kind in "TO" and len(digits) >= 4 and digits[:2] in oblasts()):
        return None
    words = text[token.start : end]
    for road in roads:
        named = road.name_pattern.match(text, end) if road.name_pattern else None
        if named is not None:
            end = _CLOSING.match(text, named.end()).end()  # type: ignore[union-attr]  # matches always
            roads = (road,)
            break
    close = lex.road_after.match(text, end)
    start = before.start() if before and _close(before) else token.start
    return Numbered(token.start, end, (start, close.end() if close else end), words, (kind, digits), roads)


def _mention(
    text: str,
    found: Numbered,
    mentions: list[PlaceMention],
    lex: Lexicon,
    gazetteer: Gazetteer,
    area: tuple[str, ...],
) -> tuple[PlaceMention | None, list[PlaceMention]]:
    """The mention of a road, and those that only say where its part begins and ends."""
    sentence = _sentence(text, found, mentions)
    leads = _leads(text, found, sentence, lex)
    ends = [place for m in leads for place in (m.location.place, m.location.other) if place is not None]
    beside = _nearest_first(found, [m for m in sentence if m not in leads])
    road = _meant(found, [*ends, *beside], mentions, area, gazetteer)
    if road is None:
        location = _unknown(found, gazetteer)
    else:
        way = way_of(gazetteer, road)
        if way is None:
            return None, []
        part = _part(way, ends, beside, mentions, area, gazetteer)
        location = _location(found, part, gazetteer)
    if location is None:
        return None, []
    mention = PlaceMention(
        start=found.start,
        end=found.end,
        text=text[found.start : found.end],
        outer=found.outer,
        location=location,
    )
    return mention, leads if len(ends) > 1 else []


def _sentence(text: str, found: Numbered, mentions: list[PlaceMention]) -> list[PlaceMention]:
    """The mentions in the sentence of a road."""
    near = [m for m in mentions if abs(m.start - found.start) < 400]
    return [
        m
        for m in near
        if not sentence_end(text, min(m.end, found.end), max(m.start, found.start) + 1)
        and m.location.place is not None
    ]


def _leads(text: str, found: Numbered, sentence: list[PlaceMention], lex: Lexicon) -> list[PlaceMention]:
    """The towns that tell a part of the road: "M-03 between X and Y", "H-20 X-Y highway", "X – Y (M-03)"."""
    behind = [m for m in sentence if m.start >= found.end]
    if behind and (opening := lex.road_span.fullmatch(text, found.end, behind[0].start)):
        return _chain(text, behind, lex, joined=bool(opening.group("span")))
    ahead = [m for m in reversed(sentence) if m.end <= found.start]
    if len(ahead) > 1 and _between(text, ahead[1], ahead[0], found, lex):
        return ahead[1::-1]
    if ahead and _OPENING.fullmatch(text, ahead[0].outer[1], found.start):
        chain = _chain(text, ahead, lex, joined=False)
        return chain if len(chain) > 1 or (chain and chain[0].location.other is not None) else []
    return []


def _between(text: str, first: PlaceMention, second: PlaceMention, found: Numbered, lex: Lexicon) -> bool:
    """Whether "between" or "from" stands before two towns right before a road: «між Оріховом і Токмаком на Т-04-08»."""
    return (
        _FEW.fullmatch(text, second.outer[1], found.start) is not None
        and lex.road_join.fullmatch(text, first.end, second.start) is not None
        and lex.road_from.search(text, max(0, first.start - 30), first.start) is not None
        and _settled(first)
        and _settled(second)
    )


def _chain(text: str, mentions: list[PlaceMention], lex: Lexicon, *, joined: bool) -> list[PlaceMention]:
    """The first mention and what a dash joins to it; behind "between" or "from" one more that "and" or "to" joins."""
    chain = [mentions[0]]
    for mention in mentions[1:]:
        first, second = sorted((chain[-1], mention), key=lambda each: each.start)
        if _DASH.fullmatch(text, first.end, second.start) or (
            joined and len(chain) == 1 and lex.road_join.fullmatch(text, first.end, second.start)
        ):
            chain.append(mention)
        else:
            break
    if len(chain) == 1 and chain[0].location.other is None:
        return []
    return chain if all(_settled(m) for m in chain) else []


def _settled(mention: PlaceMention) -> bool:
    place = mention.location.place
    return place is not None and place.kind is PlaceKind.SETTLEMENT and place.point is not None


def _nearest_first(found: Numbered, mentions: list[PlaceMention]) -> list[Place]:
    ordered = sorted(mentions, key=lambda m: abs(m.start - found.start))
    return [m.location.place for m in ordered if m.location.place is not None and m.location.place.point]


def _meant(
    found: Numbered,
    named: list[Place],
    mentions: list[PlaceMention],
    area: tuple[str, ...],
    gazetteer: Gazetteer,
) -> Road | None:
    """Which of the roads of a number: the one beside which the sentence's places lie, then by how the number is written."""
    if len(found.roads) < 2:
        return found.roads[0] if found.roads else None
    others = [m.location.place for m in mentions if m.location.place is not None]
    countries = {code[:2] for code in area}

    def rank(road: Road) -> tuple[bool, bool, int, bool]:
        way = way_of(gazetteer, road)
        touched = way is not None and any(way.beside(each) <= BESIDE_KM for each in named)
        same = sum(each.country == road.country for each in others)
        return touched, road.digits == found.number[1], same, road.country in countries

    return max(found.roads, key=rank)


def _part(
    way: Way,
    ends: list[Place],
    beside: list[Place],
    mentions: list[PlaceMention],
    area: tuple[str, ...],
    gazetteer: Gazetteer,
) -> Part:
    """The part of a road that is meant."""
    on = [each for each in ends if way.beside(each) <= BESIDE_KM]
    if len(on) > 1 and (part := way.between(on[0], on[-1])) is not None:
        return part
    for place in beside:
        if place.kind is PlaceKind.SETTLEMENT and way.beside(place) <= BESIDE_KM:
            return way.at(place, PART_KM)
        if place.kind in _DIVISIONS and (part := way.inside(place, gazetteer)) is not None:
            return part
    told: dict[str, int] = {}
    for mention in mentions:
        if (code := mention.location.region) in way.codes:
            told[code] = told.get(code, 0) + 1
    codes = {max(sorted(told), key=lambda code: told[code])} if told else set(area)
    return way.within(codes) or way.whole()


def _location(found: Numbered, part: Part, gazetteer: Gazetteer) -> Location:
    precision = LocationPrecision.COUNTRY
    if part.place.radius_km <= REGION_KM:
        precision = LocationPrecision.AREA if part.place.radius_km <= AREA_KM else LocationPrecision.REGION
    return Location(
        place=part.place,
        relation=Relation.ALONG,
        point=part.place.point,
        precision=precision,
        mention=found.words,
        region=gazetteer.region_code(part.place) if part.place.admin1 else "",
        score=1.0 if part.told else 0.8,
    )


def _unknown(found: Numbered, gazetteer: Gazetteer) -> Location | None:
    """A territorial or district road that the table lacks: in the oblast whose code its number begins with."""
    kind, digits = found.number
    code = oblasts()[digits[:2]]
    if not gazetteer.has(f"iso:{code}"):
        return None
    region = gazetteer.get(f"iso:{code}")
    name = f"{kind}-{digits}"
    place = Place(
        id=f"conflictdata:road-ua-{name.lower()}",
        name=name,
        kind=PlaceKind.ROAD,
        point=region.point,
        country="UA",
        admin1=region.admin1,
        radius_km=REGION_KM,
    )
    return attrs.evolve(_location(found, Part(place, told=False), gazetteer), score=0.5)
