"""What a place named in a sentence is to it: a country, a sea, part of a name, the way to another, or where another one lies."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from conflictdata.model import LocationPrecision, PlaceKind, Relation
from conflictdata.places import PlaceMention, Role
from conflictdata.places._gazetteer import AT_WAR
from conflictdata.text.attribution import MARKS, QUOTES
from conflictdata.text.draft import DIRECTIONS, Draft, Said
from conflictdata.text.frames import Frame
from conflictdata.text.lexicon import Lexicon, NoReport, Refers, Says, Value
from conflictdata.text.mentions import ActorMention, Named, seat_slug, slug
from conflictdata.text.narrowing import FINE, is_water
from conflictdata.text.patterns import Match
from conflictdata.text.tokens import Tokens, fold
from conflictdata.text.triggers import DASHES

CAUSES = frozenset(("air-drone-strike", "shelling", "attack", "explosion"))
HARM = frozenset(("civilian-harm", "infrastructure-damage", "losses"))
_CONTINENTS = frozenset(("geonames:6255148",))
_COUNTRY, _AREA = PlaceKind.COUNTRY, PlaceKind.AREA  # slow to look up on Python 3.11, and asked most often
_DIVISIONS = (PlaceKind.REGION, PlaceKind.DISTRICT)
_DATELINE = 8
"""Words behind the city in which a report was written up to the mark that closes the dateline."""
_TOLD_OF = 3
"""Words behind a place among which stands what those who speak, or do not speak, there are said to speak of."""
CITY = 200_000
"""People of a town that is divided into districts, at the least."""

ELSEWHERE_KM = 600.0
"""How far apart what a sentence told of in one breath may lie for the next one to go on about it."""


def is_city(mention: PlaceMention) -> bool:
    place = mention.location.place
    return place is not None and place.kind is PlaceKind.SETTLEMENT and place.population >= CITY


def is_town(mention: PlaceMention) -> bool:
    """Whether it is within a settlement, not near one or on a part of the front that is called after one."""
    place, inside = mention.location.place, mention.location.relation is Relation.IN
    return inside and place is not None and place.kind is PlaceKind.SETTLEMENT


def distinct(places: list[PlaceMention]) -> list[PlaceMention]:
    """Without a second name of a place just named: "в Торецке (Дзержинске)"."""
    kept: dict[tuple[str, Relation], PlaceMention] = {}
    for mention in places:
        place = mention.location.place
        kept.setdefault((place.id if place else mention.text, mention.location.relation), mention)
    return list(kept.values())


def is_alias(mention: PlaceMention, places: Sequence[PlaceMention]) -> bool:
    """Whether the place named just before is the same one."""
    before = max((p for p in places if p.start < mention.start), key=lambda p: p.start, default=None)
    place = mention.location.place
    return before is not None and place is not None and before.location.place == place


def is_person(place: PlaceMention, tokens: Tokens, actors: Sequence[ActorMention]) -> bool:
    """Whether the words are an office-holder's name and a town's only by chance: "Syrskyi said"."""
    found = place.location.place
    if found is None or found.kind is not PlaceKind.SETTLEMENT:
        return False
    low, high = tokens.at(place.start), tokens.at(place.end - 1) + 1
    return any(
        (a.start, a.end) == (low, high) and a.id and not (a.force or a.back or a.id.endswith(":government"))
        or (a.start < low and high <= a.end and _body_of_state(a.id))
        for a in actors
    )  # fmt: skip


def _body_of_state(id: str | None) -> bool:
    """Whether it is a body in whose name no town stands: "Совет безопасности"."""
    return id is not None and id.endswith(
        (":security-council", ":investigative-committee", ":general-staff", ":mod")
    )


def names_place(frame: Frame, places: Sequence[PlaceMention], tokens: Tokens) -> bool:
    """Whether what looks like a verb is the name of a place in the middle of a sentence: «поблизу Гатища»."""
    return frame.end - frame.start == 1 and bool(frame.head) and tokens.caps[frame.head] and any(
        p.location.place and tokens.at(p.start) <= frame.head <= tokens.at(p.end - 1) for p in places
    )  # fmt: skip


def is_local(claimant: str) -> bool:
    """Whether it is an office that speaks of its own area and goes on doing so."""
    return claimant.endswith(
        (
            "-governor",
            "-mayor",
            "-administration",
            "-officials",
            ":police",
            ":prosecutor-office",
            "-prosecutor",
            "-police",
            ":emergency-service",
            ":dnr",
            ":lnr",
        )
    )


def as_named(mention: PlaceMention, tokens: Tokens) -> Named:
    place = mention.location.place
    assert place is not None
    return Named(
        tokens.at(mention.start), tokens.at(max(mention.start, mention.end - 1)) + 1, seat_slug(place),
        place.kind is PlaceKind.REGION, place.country, slug(place.admin1),
        (place.name if place.kind is PlaceKind.REGION else place.admin1).endswith("Krai"),
        place.kind is PlaceKind.COUNTRY, place.kind is PlaceKind.DISTRICT,
    )  # fmt: skip


def is_named_sea(mention: PlaceMention, lexicon: Lexicon) -> bool:
    _, space, last = fold(mention.text).rpartition(" ")
    return bool(space) and last in lexicon.grammar.sea


def is_sea(mention: PlaceMention, lexicon: Lexicon) -> bool:
    unknown = mention.location.place is None and mention.location.point is None
    return unknown and is_named_sea(mention, lexicon)


def is_port_of_sea(said: Said, mention: PlaceMention, lexicon: Lexicon) -> bool:
    """ "the Black Sea port of Tuapse", "the Danube port of Izmail": the water only says which port."""
    if not (is_named_sea(mention, lexicon) or is_water(mention)):
        return False
    after = said.tokens.at(mention.end - 1) + 1
    return lexicon.grammar.by_sea.any_of(said.tokens.norms[after : after + 1])


def far_flung(places: Sequence[PlaceMention]) -> bool:
    """Whether places lie so far from each other that "there" is none of them: London and Dnipropetrovsk Oblast."""
    return any(not within_km(a, b, ELSEWHERE_KM) for a, b in itertools.combinations(places[:6], 2))


def within_km(a: PlaceMention, b: PlaceMention, km: float) -> bool:
    points = a.location.point, b.location.point
    return points[0] is None or points[1] is None or points[0].distance_km(points[1]) <= km


def in_state_name(said: Said, mention: PlaceMention, lexicon: Lexicon) -> bool:
    """ "Donetsk People's Republic": an actor's name."""
    after = said.tokens.at(mention.end - 1) + 1
    return lexicon.grammar.state_name.any_of(said.tokens.norms[after : after + 1])


def frames_it(said: Said, before: PlaceMention, mention: PlaceMention) -> bool:
    """Whether a city only says around what the smaller place behind it lies: "around Donetsk City near Avdiivka"."""
    near = before.location.relation is Relation.NEAR and mention.location.relation is Relation.NEAR
    gap = said.tokens.at(mention.outer[0]) - (said.tokens.at(before.end - 1) + 1)
    return near and not gap and mention.outer[0] < mention.start and is_city(before) and not is_city(mention)


def on_route(said: Said, mention: PlaceMention) -> bool:
    """Whether it only names a train or a road: "the train «Zaporizhzhia – Lviv»"."""
    first, end = said.tokens.at(mention.start), said.tokens.at(mention.end - 1) + 1
    before, after = said.tokens.norms[max(0, first - 1) : first], said.tokens.norms[end : end + 1]
    if not (before and after):
        return False
    opens = before[0] in QUOTES and after[0] in DASHES
    return opens or (before[0] in DASHES and after[0] in QUOTES)


def holds_it(said: Said, before: PlaceMention, mention: PlaceMention, lexicon: Lexicon) -> bool:
    """Whether a district only says where the village right behind it lies, or a sea where the cape: «в Белгородском районе
    по селу Наумовка», «у Чорному морі поблизу мису Тарханкут»."""
    if is_named_sea(before, lexicon) and mention.location.place is not None:
        between = said.tokens.norms[said.tokens.at(before.end - 1) + 1 : said.tokens.at(mention.start)]
        return len(between) in (1, 2) and lexicon.show["at"].any_of(between[:1])
    outer, inner = before.location.place, mention.location.place
    if (
        outer is None
        or inner is None
        or outer.admin1 != inner.admin1
        or inner.kind is not PlaceKind.SETTLEMENT
    ):
        return False
    words = said.tokens.norms[said.tokens.at(before.end - 1) + 1 : said.tokens.at(mention.start)]
    leads = len(words) in (1, 2) and words[0] in lexicon.grammar.before_ground
    return (
        leads
        and before.location.precision is LocationPrecision.DISTRICT
        and before.location.relation is Relation.IN
    )


def is_beside(said: Said, before: PlaceMention, mention: PlaceMention, lexicon: Lexicon) -> bool:
    """Only locates the place named just before: "the Belbek airbase near Sevastopol"."""
    if (
        is_region(before)
        and mention.location.relation in DIRECTIONS
        and before.location.relation is Relation.IN
    ):
        end = said.tokens.at(before.end - 1) + 1
        begins = said.tokens.at(mention.outer[0])  # "Bryansk region(,) west of Moscow"
        return begins == end or (said.tokens.norms[end : end + 1] == (",",) and begins == end + 1)
    words = said.tokens.norms[said.tokens.at(before.end - 1) + 1 : said.tokens.at(mention.start)]
    sea = is_water(mention) or is_named_sea(mention, lexicon)
    if sea and not is_water(before) and words and len(words) <= 3 and words[0] in lexicon.grammar.seaside:
        return True  # "Odesa region on the Black Sea"
    if is_water(before) or is_region(before) or before.location.relation is Relation.DIRECTION:
        return False  # "in Kharkiv Oblast near Kupyansk", "in the Lyman direction near Torske"
    begins = said.tokens.at(mention.outer[0])
    held = next(
        (p for p in said.places if p.role is Role.CONTAINER and said.tokens.at(p.end - 1) + 1 == begins), None
    )
    if held is not None and mention.location.relation is Relation.NEAR and 0 <= held.start - before.end <= 8:
        return before.location.relation is Relation.IN  # "the villages of A and B in Donetsk Oblast near C"
    if _set_in(said, before, mention, lexicon):
        return True  # "the village of A in the B raion, which is in C Oblast"
    gap = begins - (said.tokens.at(before.end - 1) + 1)
    if _on_sector(said, mention, begins, gap, lexicon):
        return True  # «захопили Торське на Лиманському напрямку»
    if gap == 1 and mention.location.relation in DIRECTIONS and _set_off(said, before, mention):
        return True  # "Sviatohirsk, 3 km east of ...", "Andriivka, south of Bakhmut, and ..."
    if gap == 1 and mention.location.relation is Relation.DIRECTION and _in_sector(said, before, mention):
        return True  # "Robotyne, in the Orikhiv direction, ..."
    behind = said.tokens.at(mention.end - 1) + 1
    closed = said.tokens.norms[behind : behind + 1] == (",",)
    if (
        0 <= gap <= 1
        and mention.location.relation is Relation.OUTSKIRTS
        and before.location.relation is Relation.IN
    ):
        return True  # "Kleshchiivka, in the suburbs of Bakhmut", without a comma
    between = said.tokens.norms[max(0, begins - gap) : begins]
    if 2 <= gap <= 3 and mention.location.relation in DIRECTIONS and lexicon.grammar.that.any_of(between):
        return True  # «Спальное, что к юго-востоку от Суджи»
    if gap == 1 and closed and mention.location.relation is Relation.NEAR and _set_off(said, before, mention):
        return True  # "in Hrushivka, near Nikopol, two houses ..."
    if 0 < gap <= _SITE and mention.location.relation in DIRECTIONS and _is_site(between, lexicon):
        return True
    apposed = said.tokens.norms[said.tokens.at(before.end - 1) + 1 : said.tokens.at(mention.outer[0])]
    if 1 < gap <= 6 and mention.location.relation in (*DIRECTIONS, Relation.NEAR, Relation.DIRECTION):
        return (_lying(apposed, lexicon) or before.location.relation is Relation.IN) and all(
            word in lexicon.classes["apposed"] or word in lexicon.grammar.before_ground for word in apposed
        )
    return (
        0 <= gap <= 1
        and mention.outer[0] < mention.start
        and (mention.location.relation is Relation.NEAR or mention.location.relation in DIRECTIONS)
        and not lexicon.grammar.bounds.any_of(
            said.tokens.norms[said.tokens.at(before.end - 1) + 1 : said.tokens.at(mention.outer[0])]
        )
    )


def _is_site(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether what stands behind a name says what site it is: "around the Butivka Coal Mine ventilation shaft southwest of
    Avdiivka"."""
    plain = all(word.isalpha() and word not in lexicon.grammar.clause for word in words)
    return plain and lexicon.classes["site"].any_of(words[-1:])


def _lying(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a participle behind a comma says where something lies: «на північ від Піщаного, розташованого на ...»."""
    lies = lexicon.classes.get("lies")
    return lies is not None and words[:1] == (",",) and lies.any_of(words[1:2])


def _on_sector(said: Said, mention: PlaceMention, begins: int, gap: int, lexicon: Lexicon) -> bool:
    """Whether it is the part of the front right behind a settlement that lies in it: «на Лиманському напрямку»."""
    words = said.tokens.norms[said.tokens.at(mention.start) : said.tokens.at(mention.outer[1] - 1) + 1]
    joined = gap == 1 and lexicon.grammar.before_ground.any_of(said.tokens.norms[begins - 1 : begins])
    return (
        (gap == 0 or joined)
        and mention.location.relation is Relation.DIRECTION
        and lexicon.grammar.sector.any_of(words)
    )


def _set_in(said: Said, before: PlaceMention, mention: PlaceMention, lexicon: Lexicon) -> bool:
    """Whether a relative clause behind a settlement only says in which region it lies or near which other place."""
    end = max(
        (p.end for p in said.places if p.role is Role.CONTAINER and before.end <= p.start < mention.start),
        default=before.end,
    )
    words = said.tokens.norms[said.tokens.at(end - 1) + 1 : said.tokens.at(mention.start)]
    if len(words) < 2 or len(words) > 6 or words[0] != ",":
        return False
    relative = lexicon.grammar.that.any_of(words[1:2]) or lexicon.relative.any_of(words[1:2])
    near = mention.location.relation in (*DIRECTIONS, Relation.NEAR) and mention.outer[0] < mention.start
    if near:
        rest = words[2 : len(words) - (said.tokens.at(mention.start) - said.tokens.at(mention.outer[0]))]
    else:
        rest = tuple(w for w in words[2:] if w not in lexicon.grammar.before_ground)
    told = all(w in lexicon.classes["apposed"] for w in rest)
    return relative and told and (near or (is_region(mention) and mention.location.relation is Relation.IN))


def _suburb(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether words behind a comma call what stands before it a part of the city behind: "Antonivka, a suburb of Kherson"."""
    quarters = lexicon.classes.get("quarter")
    part = next((i for i, word in enumerate(words[1:5], 1) if quarters is not None and word in quarters), 0)
    return (
        part > 0 and lexicon.grammar.indefinite.any_of(words[1:part])
        and lexicon.grammar.of.any_of(words[part + 1 : part + 2]) and len(words) <= part + 3
    )  # fmt: skip


def describes_it(said: Said, before: PlaceMention, mention: PlaceMention, lexicon: Lexicon) -> bool:
    """Part of what is said of the place named before: "Kyselivka, a settlement on the road to Kherson"."""
    first, token = said.tokens.at(before.end - 1) + 1, said.tokens.at(mention.outer[0])
    words = said.tokens.norms[first:token]
    if words[:1] != (",",) or any(first <= frame.head < token for frame in said.frames):
        return False
    noun = next((i for i in range(1, min(len(words), 7)) if words[i] in lexicon.grammar.settlement), None)
    if _suburb(said.tokens.norms[first : said.tokens.at(mention.start)], lexicon):
        return True
    if noun is None or "," in words[1:]:
        return False
    behind = words[noun + 1 :]
    return behind[:1] != () and behind[0] not in lexicon.grammar.of


_SITE = 4
"""Words, at the most, of what a site is behind its name."""

_BEARINGS = {
    f"{side}-of": 45.0 * i
    for i, side in enumerate(
        ("north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest")
    )
}
_TURN, _BESIDE_KM, _SECTOR_KM = 60.0, 40.0, 60.0
"""Degrees and kilometres by which a place may lie off the direction told of it, and the reach of a part of the front."""

_ONWARD = 20
"""Words, at the most, from "opening the way" to the place to which it leads."""

FAR = 100.0
"""Kilometres from which on a distance only says where a place named before lies."""


def far_from(said: Said, mention: PlaceMention, first: int, lexicon: Lexicon) -> bool:
    """Only the place from which a distance is told: "some nine miles northwest of the recently captured Avdiivka"."""
    if (mention.location.distance_km or 0) >= FAR:
        return True
    if lexicon.grammar.located.any_of(said.tokens.norms[max(0, first - 2) : first]):
        return True
    index, norms = first - 1, said.tokens.norms
    while index > first - 5 and index > 2 and norms[index] not in lexicon.grammar.of:
        attribute = norms[index] in lexicon.attributive or norms[index] in lexicon.grammar.the
        if not (attribute or norms[index].endswith(lexicon.grammar.adverb)):
            return False
        index -= 1
    return norms[index] in lexicon.grammar.of and lexicon.grammar.distance.any_of(
        norms[max(0, index - 3) : index]
    )


def _in_sector(said: Said, before: PlaceMention, mention: PlaceMention) -> bool:
    """Whether a direction between commas only says on which part of the front the settlement before lies."""
    behind = said.tokens.norms[said.tokens.at(mention.outer[1] - 1) + 1 :][:1]
    place, sector = before.location.place, mention.location.point
    near = (
        place is None or place.point is None or sector is None or place.point.distance_km(sector) < _SECTOR_KM
    )
    comma = said.tokens.norms[said.tokens.at(before.end - 1) + 1] == ","
    return (
        comma
        and near
        and (not behind or not behind[0].isalnum())
        and before.location.relation is not Relation.DIRECTION
    )


def _lies_so(before: PlaceMention, mention: PlaceMention) -> bool:
    """Whether the place before lies from the one behind as the direction has it: "near Vesele, northeast of Avdiivka"."""
    place, anchor = before.location.place, mention.location.place
    bearing = _BEARINGS.get(mention.location.relation.value)
    if place is None:
        return True
    if anchor is None or place.id == anchor.id or not (place.point and anchor.point) or bearing is None:
        return False
    turn = abs((anchor.point.bearing(place.point) - bearing + 180) % 360 - 180)
    return turn <= _TURN and anchor.point.distance_km(place.point) <= _BESIDE_KM


def _set_off(said: Said, before: PlaceMention, mention: PlaceMention) -> bool:
    """Whether a direction behind a comma or a dash only says where the settlement before lies."""
    if mention.location.distance_km is not None:
        return True
    place = before.location.place
    near = before.location.relation is Relation.NEAR and _lies_so(before, mention)
    return (
        said.tokens.norms[said.tokens.at(before.end - 1) + 1] in (",", "—", "–")
        and (before.location.relation is Relation.IN or near)
        and (place is None or place.kind is PlaceKind.SETTLEMENT)
    )


def leads_to(said: Said, mention: PlaceMention, lexicon: Lexicon) -> bool:
    """A direction that only leads to the place named next: "east of Pokrovsk near Myrnohrad"."""
    if mention.location.relation not in DIRECTIONS:
        return False
    end = said.tokens.at(mention.end - 1) + 1
    follows = said.tokens.norms[end : end + 1]
    if lexicon.grammar.whither.any_of(follows):
        return False  # "advanced north of Novovasylivka toward Solone": so far it is north of the first
    return lexicon.grammar.goal.any_of(follows) and any(
        other.start > mention.end and said.tokens.at(other.outer[0]) <= end + 1 and not is_region(other)
        for other in said.places  # "north of Kupiansk in Kharkiv Oblast" lies there
    )


def is_abroad(mention: PlaceMention) -> bool:
    """Whether a place lies in a country that is no party to the war."""
    place = mention.location.place
    return place is not None and place.country not in AT_WAR


def is_dateline(mention: PlaceMention, said: Said) -> bool:
    """Whether a report begins with the city it was written in: "ISTANBUL: Russia launched ...", "KHARKIV, Ukraine (AP) —"."""
    if said.tokens.at(mention.start) or said.sentence.start or not mention.text.isupper():
        return False
    first = said.tokens.at(mention.end - 1) + 1
    norms = said.tokens.norms[first : first + _DATELINE]
    mark = next((i for i, word in enumerate(norms) if word in ("(", "—", "–", ":")), None)
    if mark is None or (norms[mark] == ":" and not is_abroad(mention)):
        return False
    return not any(frame.head < first + mark for frame in said.frames)


def is_country(mention: PlaceMention) -> bool:
    place = mention.location.place
    return place is not None and (place.kind is _COUNTRY or (place.kind is _AREA and place.id in _CONTINENTS))


def is_region(mention: PlaceMention) -> bool:
    place = mention.location.place
    return place is not None and place.kind in _DIVISIONS


def said_of_it(said: Said, draft: Draft) -> bool:
    """Whether the object of what happened is the place told before: "bypassed the settlement"."""
    end = draft.frame.end
    return any(
        isinstance(m.value, Refers) and m.value.to == "place" and draft.frame.head < m.start <= end + 3
        for m in said.matches
    )


def in_idle_clause(said: Said, first: int, lexicon: Lexicon) -> bool:
    """Whether the place stands in a relative clause in which nothing happens: "Kursk region, which borders Sumy"."""
    norms = said.tokens.norms
    opens = next((i for i in range(first - 1, max(0, first - 16), -1) if norms[i] == ","), None)
    behind = norms[opens + 1 : opens + 2] if opens is not None else ()
    if opens is None or not (lexicon.relative.any_of(behind) or lexicon.grammar.located.any_of(behind)):
        return False  # nor «село, расположенное на территории области»
    closes = next((i for i in range(first, len(norms)) if norms[i] in (",", ";")), len(norms))
    return not any(opens < frame.head < closes for frame in said.frames)


def region_of_town(said: Said, mention: PlaceMention, lexicon: Lexicon) -> bool:
    """Whether a region only says which town told of before is meant: "the Donetsk Oblast town"."""
    if not is_region(mention) or mention.location.relation is not Relation.IN:
        return False
    first, behind = said.tokens.at(mention.start), said.tokens.at(mention.end - 1) + 1
    if lexicon.grammar.settlement.any_of(said.tokens.norms[behind - 1 : behind]):
        behind -= 1  # "Donetsk Oblast town" was read as one name
    words = said.tokens.norms[behind : behind + 2]
    return (
        lexicon.grammar.settlement.any_of(words[:1])
        and lexicon.grammar.the.any_of(said.tokens.norms[max(0, first - 1) : first])
        and not lexicon.grammar.of.any_of(words[1:])
        and said.tokens.caps[behind + 1 : behind + 2] != (True,)
    )


def parted_by_border(said: Said, mention: PlaceMention, lexicon: Lexicon) -> bool:
    """One of the regions between which a border runs that locates a town: "near the border between A and B"."""
    if not is_region(mention):
        return False
    first = said.tokens.at(mention.outer[0])
    behind = said.tokens.at(mention.end - 1) + 1
    if lexicon.grammar.border.any_of(
        (*said.tokens.norms[max(0, first - 4) : first + 1], *said.tokens.norms[behind : behind + 2])
    ):
        return True
    before = next((p for p in reversed(said.places) if p.end <= mention.outer[0] and not is_country(p)), None)
    joint = said.tokens.norms[said.tokens.at(before.end - 1) + 1 : first] if before is not None else ()
    joined = len(joint) == 1 and joint[0] in lexicon.grammar.and_
    return before is not None and joined and parted_by_border(said, before, lexicon)


def of_sectors(said: Said, places: list[PlaceMention], lexicon: Lexicon) -> bool:
    """Whether all places are sectors that share their word: "in the Kurakhove and Pokrovsk directions"."""
    if len(places) < 2:
        return False
    firsts = [said.tokens.norms[said.tokens.at(p.start)] for p in places]
    if all(word.endswith(lexicon.grammar.sector_adjective) for word in firsts):
        return True  # «на Лиманському, Сіверському та Торецькому напрямках»
    behind = said.tokens.at(places[-1].end - 1) + 1
    first = said.tokens.at(places[0].start)
    words = said.tokens.norms[behind : behind + 1]
    return (
        lexicon.grammar.sector.any_of(words)
        and words[0].endswith(lexicon.grammar.plural)
        and behind - first <= 4
    )


def names_a_group(said: Said, mention: PlaceMention, lexicon: Lexicon) -> bool:
    """The town in a name in quotation marks: the Operational-Tactical Group "Luhansk"."""
    first = said.tokens.at(mention.start)
    if first < 2 or said.tokens.norms[first - 1] not in QUOTES:
        return False
    bodies = lexicon.speakers.get("organisation")
    return bodies is not None and said.tokens.norms[first - 2] in bodies


def leads_on(said: Said, token: int, lexicon: Lexicon) -> bool:
    """Where a happening only leads: "captured Hirnyk, potentially increasing pressure on the hub of Pokrovsk"."""
    norms, reach = said.tokens.norms, max(0, token - _ONWARD)
    if not lexicon.grammar.onward.any_of(norms[reach + 1 : token]):
        return False
    for index in range(token - 1, reach, -1):
        if norms[index] in (";", ":") or any(f.start <= index < f.end for f in said.frames):
            return False
        if norms[index] in lexicon.grammar.onward:
            before = index - 1 - norms[index - 1].endswith(lexicon.grammar.adverb)
            return norms[before] == "," or norms[before] in lexicon.grammar.and_
    return False


def is_side_word(mention: PlaceMention, tokens: Tokens, lexicon: Lexicon, *, sky: bool = False) -> bool:
    """A country as the actor of the sentence ("Russia launched"), not as the place; ``sky``: it tells of its airspace."""
    token = tokens.at(mention.start)
    before = tokens.norms[token - 1] if token else ""
    if is_abroad(mention) and (before in lexicon.classes["above"] or sky):
        return False
    return before not in lexicon.grammar.before_ground


def linked_to(said: Said, before: PlaceMention, lexicon: Lexicon) -> bool:
    """Whether the place behind another is only whither something leads from that: "a bridge linking Crimea with Kherson region"."""
    first, links = said.tokens.at(before.outer[0]), lexicon.classes.get("links")
    return links is not None and links.any_of(said.tokens.norms[max(0, first - 2) : first])


def settled_there(said: Said, first: int, lexicon: Lexicon) -> bool:
    """Whether it is where something was agreed, or where troops are of: "an exchange agreed in Istanbul"."""
    settles = lexicon.classes.get("settles")
    before = said.tokens.norms[max(0, first - 2) : first]
    return (
        settles is not None and len(before) == 2 and before[0] in settles
        and before[1] in lexicon.grammar.before_ground and not any(f.head == first - 2 for f in said.frames)
    )  # fmt: skip


def route_end(said: Said, mention: PlaceMention, before: PlaceMention | None, lexicon: Lexicon) -> bool:
    """Whether it is whither what is told of behind was on its way: "a train from Crimea to Melitopol derailed near Tokmak"."""
    first = said.tokens.at(mention.outer[0])
    origin = max((p for p in said.places if p.end <= mention.start), key=lambda p: p.start, default=None)
    if origin is None or before is origin or any(f.head < first for f in said.frames):
        return False
    begins, ends = said.tokens.at(origin.outer[0]), said.tokens.at(origin.end - 1) + 1
    return (
        lexicon.grammar.to.any_of(said.tokens.norms[ends:first]) and first - ends <= 1
        and lexicon.grammar.origin.any_of(said.tokens.norms[max(0, begins - 1) : begins])
    )  # fmt: skip


def words_opening(said: Said, first: int) -> tuple[str, ...]:
    """The words before a place that may open the phrase that it stands in: the one before, or that and a comma."""
    near = first - 1 if said.tokens.norms[first - 1 : first] != (",",) else first - 2
    return said.tokens.norms[max(0, near) : near + 1]


def names_the_teller(said: Said, mention: PlaceMention, lexicon: Lexicon) -> bool:
    """Whether a place stands right before a verb of saying, so that it is where the teller is: "a source in Kyiv said"."""
    behind = said.tokens.at(mention.end - 1) + 1
    before = said.tokens.norms[max(0, said.tokens.at(mention.start) - 1) : said.tokens.at(mention.start)]
    if not lexicon.grammar.before_ground.any_of(before):
        return False
    token = said.tokens.at(mention.start)
    if is_town(mention) and any(
        a.end == token - 1 and _national_speaker(said, a, lexicon) for a in said.actors
    ):
        return True  # "the Defense Ministry in Chișinău"
    opens = said.tokens.at(mention.start) == 1 and said.tokens.norms[behind : behind + 1] == (",",)
    if opens and any(a.start - behind in (1, 2) and _national_speaker(said, a, lexicon) for a in said.actors):
        return True  # "In Moscow, the defence ministry said"
    if lexicon.grammar.observes.any_of(said.tokens.norms[behind : behind + 1]):
        return False  # «у Сумах зафіксували вибухи»
    if said.frames and lexicon.grammar.about.any_of(said.tokens.norms[:1]):
        return False  # «О взрывах в Киеве сообщают каналы»
    says = (m for m in said.matches if isinstance(m.value, Says | NoReport))
    return any(m.start == behind == m.head or _told_of_it(said, behind, m, lexicon) for m in says)


def _national_speaker(said: Said, actor: ActorMention, lexicon: Lexicon) -> bool:
    """Whether it is a country's ministry or head that speaks in the sentence."""
    role = (actor.id or "").rpartition(":")[2]
    speaks = any(a.said[0] <= actor.start < a.said[1] for a in said.attributions)
    return speaks and not (actor.force or actor.back) and role in lexicon.national and role != "government"


def _told_of_it(said: Said, behind: int, match: Match[Value], lexicon: Lexicon) -> bool:
    """Whether only "this information" or the like stands between a place and the verb: «в Киеве эти данные не комментировали»."""
    between = said.tokens.norms[behind : match.head]
    told = any(behind <= f.head < match.end for f in said.frames)
    return lexicon.back.any_of(between[:_TOLD_OF]) and not told and MARKS.isdisjoint(between)


def in_speaker(draft: Draft, token: int) -> bool:
    """Whether a place stands in the words for the speaker: "the head of Crimea said two were hurt"."""
    return any(a.claimant == draft.claimant and a.said[0] <= token < a.said[1] for a in draft.chain)


def _harmed_there(owner: Draft, cause: Frame) -> bool:
    """Whether the strike told as the cause of harm says where in a region it was: «В Херсонской области погиб мужчина при
    атаке дрона на Каховку»."""
    wide = all(p.location.precision not in FINE for p in owner.places)
    return wide and owner.frame.kind in HARM and cause.kind in CAUSES


def of_plan(said: Said, owner: Draft, mention: PlaceMention, token: int) -> bool:
    """A goal told of what is only planned ("pulled back ..., a planned regrouping toward Donetsk"), a place told of
    what only goes on beside it ("advanced near Myrne amid fighting in the Lyman direction", "north of Lyman")."""
    vague = mention.location.relation in (Relation.DIRECTION, Relation.NEAR)
    first = said.tokens.at(mention.outer[0])
    held = owner.places or [
        p
        for p in said.places
        if is_country(p)
        and owner.frame.head < (at := said.tokens.at(p.start)) < said.tokens.at(mention.start)
        and not any(a.start <= at < a.end for a in said.actors)  # "при ударе Вооружённых сил Украины по"
    ]
    before = any(
        p.role is Role.PLACE and p.end <= said.tokens.starts[owner.frame.head] and not is_country(p)
        for p in said.places
    )  # "attacks out of Kharkiv took suburbs and may make them redeploy units meant for the Izyum axis"
    return bool(held or before) and any(
        (f.irrealis or f.background) and owner.frame.head < f.head < token
        and (
            vague
            or (f.background and "," not in said.tokens.norms[f.head : first] and not _harmed_there(owner, f))
            or (f.irrealis and owner.places and first - f.end <= 2)
        )
        for f in said.frames
    )  # fmt: skip
