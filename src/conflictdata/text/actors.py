"""Who is named in a sentence, as actor ids: by name, by office and side, by unit number, or by a word that
points back to somebody named before."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

import attrs

from conflictdata._romanise import romanised_id
from conflictdata.text.attribution import OPENING, QUOTED
from conflictdata.text.holders import by_surname, note_holder, note_spokesmen
from conflictdata.text.lexicon import According, Enemy, Lexicon, Name, Office, Own, Says, Trigger, Value
from conflictdata.text.mentions import ActorMention, Memory, Named, opposite, side_in, side_of_id, slug
from conflictdata.text.patterns import Match
from conflictdata.text.tokens import Tokens
from conflictdata.text.units import echelons, units_in

_NAMING = (Name, Enemy, Own, Office)
_ENDS = frozenset((",", ";", ":", "."))
_LOCAL = frozenset(
    ("governor", "mayor", "occupation-head", "officials", "military-administration", "administration")
)
_SERVICES = frozenset(("sbu", "gur", "fsb", "svr"))
_COMMANDS = (":navy", ":air-force", "-forces", ":marine-corps", ":national-guard", ":khortytsia")
"""Endings of the ids of services and groups that have a command."""
_ANNEXED = frozenset(("crimea", "sevastopol"))
_CITY_WITH_GOVERNOR = "sevastopol"
"""Held by Russia since 2014: who speaks there in office is its official."""
_WITH_APPOINTED = _ANNEXED | {"donetsk", "luhansk", "zaporizhzhia", "kherson"}
"""Regions that have a head appointed by Russia beside Ukraine's own."""
STRIKES = frozenset(("air-drone-strike", "shelling", "explosion"))
_MILITARY = frozenset(("capture", "advance", "interception", "losses", "attack", "withdrawal", "clearing"))
"""Of what a ministry that nobody has named tells as that of defence."""
_SUFFERED = frozenset((*STRIKES, "attack"))
_OF_GROUND = frozenset(("attack", "capture", "advance"))
"""What is done on the ground to a place that stands behind the verb as its object."""
_TELEGRAM = "tg"
"""The prefix of channels whose side is not known."""
_BESIDE = 5
"""Words, at the most, from an office to the comma behind its place and its holder's name."""
_PATRON = 4
"""Words, at the most, between "close to", whom somebody is close to, and that somebody's name."""
_OFFICE = 5
"""Words, at the most, between a body and the name of who speaks for it: its title, ranks and first name."""

_OF_THE_PLACE = frozenset(
    ("police", "prosecutor-office", "emergency-service", "government", "interior-ministry", "energy-ministry")
)
"""Whose they are, the place says rather than whose shell it was."""
_POINTING = ("agency", "ministry", "service", "last", "investigators")
"""Words for an office that mean one told of before."""
OF_REGIONS = {"prosecutor-office": "prosecutor", "police": "police"}
"""Services of which each region has its own, and what that is called in its id."""
OF_TOWNS = frozenset(("mayor", "military-administration", "administration", "occupation-head"))
"""Offices of a town, which its adjective may tell: "the Kherson military administration"."""


def find_actors(
    tokens: Tokens,
    matches: Sequence[Match[Value]],
    lexicon: Lexicon,
    memory: Memory,
    places: Sequence[Named] = (),
) -> list[ActorMention]:
    """Actors named in a sentence, in order, overlaps resolved in favour of the longer mention."""
    found = [
        *units_in(tokens, lexicon, memory),
        *_named(tokens, matches, lexicon, memory, places),
        *by_surname(tokens, lexicon, memory),
        *_anaphors(tokens, lexicon),
    ]
    kept = _named_channel(_without_overlaps(found), tokens) if len(found) > 1 else found
    if len(kept) > 1 and lexicon.grammar.close_to.any_of(tokens.norms):
        kept = [each for each in kept if not _is_patron(tokens, each, kept, lexicon)]
    note_spokesmen(tokens, kept, lexicon, memory)
    if OPENING.isdisjoint(tokens.norms):
        return kept
    return [_with_quotes(tokens, mention) for mention in kept]


def _with_quotes(tokens: Tokens, mention: ActorMention) -> ActorMention:
    """A name in quotation marks with them: «Хортиця»."""
    start, end = mention.start, mention.end
    inner = next((i for i in range(start + 1, end) if tokens.norms[i] in OPENING), None)
    if inner is not None and end < len(tokens) and (tokens.norms[inner], tokens.norms[end]) in QUOTED:
        return attrs.evolve(mention, end=end + 1)  # the Legion «...»
    if not start or end >= len(tokens) or (tokens.norms[start - 1], tokens.norms[end]) not in QUOTED:
        return mention
    return attrs.evolve(mention, start=start - 1, end=end + 1)


def _is_patron(
    tokens: Tokens, mention: ActorMention, actors: Sequence[ActorMention], lexicon: Lexicon
) -> bool:
    """Whether it only says to whom the speaker behind it is close: «близкий к Минобороны канал „Рыбарь“»."""
    close = lexicon.grammar.close_to.any_of(tokens.norms[max(0, mention.start - _PATRON) : mention.start])
    return close and any(
        a.id and not (a.force or a.back) and mention.end <= a.start <= mention.end + _PATRON for a in actors
    )


def wants_places(value: Value) -> bool:
    """Whether the places of a sentence matter for a word: an office, or a capital that may stand for a government."""
    return isinstance(value, Office) or (isinstance(value, Name) and value.id.endswith(":government"))


def _named(
    tokens: Tokens, matches: Sequence[Match[Value]], lexicon: Lexicon, memory: Memory, places: Sequence[Named]
) -> Iterator[ActorMention]:
    verbs = frozenset(match.head for match in matches if isinstance(match.value, Says))
    cited = frozenset(match.end for match in matches if isinstance(match.value, According))
    struck = struck_at(tokens, matches, lexicon)
    at_the_front = any(isinstance(m.value, Trigger) and m.value.kind in _MILITARY for m in matches)
    matches = [m for m in matches if isinstance(m.value, _NAMING) and not _owns(tokens, m, lexicon)]
    names = [match for match in matches if isinstance(match.value, Name)]
    offices = [
        m
        for m in matches
        if isinstance(m.value, Office) and m.value.role not in (*_POINTING, "unit", "command")
    ]
    for match in matches:
        value = match.value
        if isinstance(value, Name):
            if value.officer and any(_names_body(other, match) for other in names):
                continue
            person = _named_blogger(tokens, match, value, lexicon, memory, names)
            if person is not None:
                yield person
            elif (
                match.start in cited
                or not _is_place(tokens, match, value, places, verbs, lexicon)
                and not (value.id.endswith(":government") and match.start in struck)
            ):
                if value.id.endswith((":president", ":commander-in-chief")):
                    memory.note(value.id, value.id.rsplit(":", 1)[-1])
                if value.id.rsplit(":", 1)[-1] in _SERVICES:
                    memory.note(value.id, "service")
                if value.id.endswith(("-governor", "oblast-administration")):
                    memory.note(value.id, "governor")
                if value.person and (body := _spoken_for(tokens, match, names, lexicon)):
                    value = body
                own = ":" not in value.id and memory.source.actor.startswith(f"{value.id}-")
                id = memory.source.actor if own else value.id  # an outlet's edition calls itself by its name
                yield ActorMention(match.start, match.end, id, force=value.force)
        elif isinstance(value, Enemy):
            side = opposite(memory.source.side) or lexicon.enemy_side or opposite(side_of_id(memory.speaker))
            yield ActorMention(match.start, match.end, f"{side}:armed-forces" if side else None, force=True)
        elif isinstance(value, Own):
            side = memory.source.side or opposite(lexicon.enemy_side) or side_of_id(memory.speaker)
            yield ActorMention(match.start, match.end, f"{side}:armed-forces" if side else None, force=True)
        elif isinstance(value, Office) and not any(_within(match, o) or _of_town(match, o) for o in offices):
            yield from _office(
                tokens, match, value.role, lexicon, memory, places, names, verbs, at_the_front=at_the_front
            )


def struck_at(tokens: Tokens, matches: Sequence[Match[Value]], lexicon: Lexicon) -> frozenset[int]:
    """Where the object of a strike or of what takes ground stands, directly behind its verb ("explosions rocked Kyiv"), or
    before a passive one ("Kyiv was hit", "Kyiv came under attack")."""
    behind = frozenset(
        m.end
        for m in matches
        if isinstance(m.value, Trigger)
        and m.end - m.head == 1
        and (
            m.value.kind in STRIKES
            or (m.value.kind in _OF_GROUND and m.start == m.head)  # not "tried to push Moscow back"
        )
        and not _whose_blow(tokens, m.end, lexicon)
    )
    suffered = (
        _suffers(tokens, m, lexicon)
        for m in matches
        if isinstance(m.value, Trigger) and m.value.kind in _SUFFERED
    )
    found = behind.union(index for index in suffered if index is not None)
    return found | _struck_by_weapons(tokens, matches, lexicon)


def _suffers(tokens: Tokens, match: Match[Value], lexicon: Lexicon) -> int | None:
    """The word that is the subject of a passive: whoever "was hit", "has come under attack"."""
    being, norms = lexicon.grammar.being, tokens.norms
    undergoes = lexicon.classes.get("undergoes")
    undergone = undergoes is not None and norms[match.start] in undergoes
    at = match.start
    if not undergone and (match.head != at or not being.any_of(norms[at - 1 : at])):
        return None
    while at > 1 and (norms[at - 1] in being or norms[at - 1] in lexicon.grammar.perfect):
        at -= 1
    return at - 1 if at else None


def _struck_by_weapons(tokens: Tokens, matches: Sequence[Match[Value]], lexicon: Lexicon) -> frozenset[int]:
    """Where capitals stand before a verb whose subject, behind it, are weapons: «Киев и три области ночью атаковали
    беспилотники»; not «Киев атаковал беспилотниками Брянск»."""
    names, others_do = lexicon.grammar.struck, lexicon.grammar.others_do
    if not others_do or not names.any_of(tokens.norms):
        return frozenset()
    found = set[int]()
    weapons = (lexicon.classes["airpower"], lexicon.classes["artillery"])
    for head in _strikes(matches):
        doer = tokens.norms[head + 1 : head + 2]
        acts = any(words.any_of(doer) for words in weapons) and tokens.norms[head].endswith(others_do)
        if not acts or doer[0].endswith(lexicon.grammar.instrumental):
            continue
        clause = (
            i + 1 for i in range(head - 1, -1, -1)
            if tokens.norms[i] in _ENDS and (tokens.norms[i] != "," or not tokens.caps[i + 1])
        )  # fmt: skip
        found.update(i for i in range(next(clause, 0), head) if tokens.norms[i] in names)
    return frozenset(found)


def _strikes(matches: Sequence[Match[Value]]) -> set[int]:
    """Where words for a strike or an attack stand."""
    kinds = (*STRIKES, "attack")
    return {m.head for m in matches if isinstance(m.value, Trigger) and m.value.kind in kinds}


def _owns(tokens: Tokens, match: Match[Value], lexicon: Lexicon) -> bool:
    """Whether a side's abbreviation that has no cases only says whose something is: "the ministry of the RF"."""
    grammar = lexicon.grammar
    if match.end - match.start > 1 or tokens.norms[match.start] not in grammar.undeclined or not match.start:
        return False
    before = tokens.norms[match.start - 1]
    opens = before == "," or before in grammar.turns or before in grammar.before_either
    return not (opens or grammar.that.any_of((before,)))


def _within(inner: Match[Value], outer: Match[Value]) -> bool:
    return (
        outer.start <= inner.start
        and inner.end <= outer.end
        and outer.end - outer.start > inner.end - inner.start
    )


def _of_town(match: Match[Value], other: Match[Value]) -> bool:
    """Whether the words for a governor are those for the head of a town's military administration."""
    roles = [each.value.role for each in (match, other) if isinstance(each.value, Office)]
    return roles == ["governor", "military-administration"] and other.start == match.start


def _spoken_for(
    tokens: Tokens, person: Match[Value], names: Sequence[Match[Value]], lexicon: Lexicon
) -> Name | None:
    """The body in the office of a person who once spoke for another: "Joint Forces Task Force Spokesperson X"."""
    title = lexicon.speakers.get("title")
    if title is None:
        return None
    for body in names:
        name, between = body.value, tokens.norms[body.end : person.start]
        if not isinstance(name, Name) or body.end > person.start or len(between) > _OFFICE:
            continue
        if ":" not in name.id:
            continue  # the outlet to which he spoke
        if name.force or name.officer or name.person or name.id.endswith(":government"):
            continue
        around = (*tokens.norms[max(0, body.start - 2) : body.start], *between)
        if all(map(str.isalpha, between)) and title.any_of(around):
            return name
    return None


def _names_body(name: Match[Value], officer: Match[Value]) -> bool:
    """Whether a name within the words for an officer says whose officer it is."""
    return (
        isinstance(name.value, Name)
        and not name.value.officer
        and not name.value.force
        and officer.start <= name.start
        and name.end <= officer.end
    )


def _office(
    tokens: Tokens, match: Match[Value], role: str, lexicon: Lexicon, memory: Memory,
    places: Sequence[Named], names: Sequence[Match[Value]], verbs: Container[int], *, at_the_front: bool = False,
) -> Iterator[ActorMention]:  # fmt: skip
    end = _past_name(tokens, match.end)
    lands = [place for place in places if place.land]
    places = [place for place in places if not place.land]
    if any(
        isinstance(n.value, Name) and not n.value.force and n.start <= match.start and match.end < n.end
        for n in names
    ):
        return  # "commander-in-chief Valery Zaluzhny" is one name
    holder: str | None = None
    for name in names:  # "President Volodymyr Zelensky": the name says whose president
        if match.end <= name.start <= match.end + 6 and all(
            tokens.caps[i] or tokens.norms[i] in (",", ".") or tokens.norms[i] in lexicon.regional
            for i in range(match.end, name.start)
        ):
            if not isinstance(name.value, Name) or name.value.force or name.value.id.endswith(":government"):
                continue  # "according to the air force, Russia launched ..."
            if _other_office(match, role, name, lexicon, places):
                holder = side_of_id(name.value.id)
                break  # who is known for one office holds another here
            body = _spoken_for(tokens, name, names, lexicon) if name.value.person else None
            note_holder(tokens, match.end, (body or name.value).id, places, lexicon, memory)
            yield ActorMention(match.start, name.end, (body or name.value).id)
            return
    if role == "unit":
        known = next((memory.units[e] for e in echelons(tokens, match, lexicon) if e in memory.units), None)
        if known:
            yield ActorMention(match.start, match.end, known, back=True)
        return
    side = _side_near(tokens, match, verbs, lexicon) or _foreign_side(tokens, match, lands) or holder
    says = next((i for i in range(match.end, len(tokens)) if i in verbs), len(tokens))
    ahead = [p for p in places if p.start < says]
    bare = role in OF_TOWNS and says < len(tokens) and not ahead  # "the mayor said that in X ..."
    places = ahead or places  # what it says is no name of the office
    if role in ("agency", "ministry") and side:
        role = "mod"
    if role == "last" and lexicon.grammar.of.any_of(tokens.norms[match.end : match.end + 1]):
        return  # "the head of the city administration" points to nobody told before
    if role == "command":
        named = tokens.caps[match.end : match.end + 1] == (True,)
        if not named and tokens.norms[match.end : match.end + 1] != ("«",):
            known = _commanded(match, side, lexicon, memory, names)
            yield ActorMention(match.start, match.end, known, back=True)
        return
    if role in _POINTING:
        known = _pointed_at(match, role, lexicon, memory, names)
        front = at_the_front and role in ("agency", "ministry") and "mod" in lexicon.default_side
        if known is None and front:  # «в ведомстве уточнили, что сбиты 10 дронов»
            known = f"{lexicon.default_side['mod']}:mod"
        yield ActorMention(match.start, match.end, known, back=True)
        return
    if role in _LOCAL and not (
        role == "officials" and side and _office_place(tokens, match, role, places, lexicon) is None
    ):
        known = memory.offices.get(
            role
        )  # "глава республики добавил": the one named before, of the place told of
        told = (memory.place.admin1 or memory.place.slug) if memory.place and not places else ""
        own = known and told and side is None and told.removesuffix("-oblast") in known
        own = own or (known and side is None and (bare or _that_region(tokens, match, lexicon, places)))
        id = known if own else None
        id = id or _local_office(tokens, match, role, side, lexicon, memory, places) or known
    else:
        side = side or _known_side(role, lexicon, memory)
        if side is None and role in _OF_THE_PLACE:
            side = next((side_in(place.country) for place in places), None)
        side = side or _first_side(tokens, lexicon, memory, places)
        id = f"{side}:{role}" if side else memory.offices.get(role)
        if role in OF_REGIONS and (regional := _of_region(match, role, side, places)):
            id = regional
        elif role in OF_REGIONS:
            id = memory.offices.get(role) or id
        if role == "military":
            id = f"{side}:armed-forces" if side else None
    if id is None:
        return
    memory.note(id, role)
    if role != "military":
        note_holder(tokens, match.end, id, places, lexicon, memory)
    yield ActorMention(match.start, end, id, force=role == "military")


def _pointed_at(
    match: Match[Value], role: str, lexicon: Lexicon, memory: Memory, names: Sequence[Match[Value]]
) -> str | None:
    """Whom "the ministry", "the service", "the investigators" mean."""
    known = memory.speaker if role == "last" else memory.agency(role)
    if role == "investigators":
        known = memory.agency("prosecutor-office") or memory.speaker
    if role == "ministry" and known and known.endswith(":government"):
        known = f"{side_of_id(known)}:mod"  # "Russia said ... The ministry also claimed"
    if known is None and role in ("agency", "ministry") and memory.source.side:
        known = f"{memory.source.side}:mod"  # "the ministry" of an agency's own country
    if role == "last" and known is None:  # «команда МАГАТЕ чула ..., йдеться в заяві агентства»
        ids = (n.value.id for n in names if isinstance(n.value, Name) and n.end <= match.start)
        known = next((id for id in ids if ":" not in id), None)
    return known


def _of_region(match: Match[Value], role: str, side: str | None, places: Sequence[Named]) -> str | None:
    """The service of the region named right beside it: "the Donetsk Oblast prosecutor's office"."""
    region = next(
        (
            p for p in places
            if p.region and (match.start - 2 <= p.start < match.end or match.end <= p.start <= match.end + 2)
        ),
        None,
    )  # fmt: skip
    if region is None:
        return None
    holder = side or side_in(region.country)
    area = region.slug if region.slug in _ANNEXED else f"{region.slug}-{'krai' if region.krai else 'oblast'}"
    return f"{holder}:{area}-{OF_REGIONS[role]}" if holder else None


def _commanded(
    match: Match[Value], side: str | None, lexicon: Lexicon, memory: Memory, names: Sequence[Match[Value]]
) -> str | None:
    """Whose command speaks: of the service named before in the sentence, else of who spoke, else of the whole army:
    «Військово-морські сили уразили пункт, повідомляє командування»."""
    before = [n.value.id for n in names if isinstance(n.value, Name) and n.end <= match.start]
    before = [id for id in before if not id.endswith(":armed-forces")]
    own = next((id for id in reversed(before) if id.endswith(_COMMANDS)), None)
    spoke = memory.speaker if str(memory.speaker).endswith((*_COMMANDS, ":general-staff")) else None
    side = side or _known_side("general-staff", lexicon, memory)
    return own or spoke or (f"{side}:general-staff" if side else None)


def _that_region(tokens: Tokens, match: Match[Value], lexicon: Lexicon, places: Sequence[Named]) -> bool:
    """Whether it is the head of "the region", told of before, with no place beside the words."""
    low, high = match.start, match.end
    bare = lexicon.grammar.the.any_of(tokens.norms[high - 2 : high - 1])
    bare = bare and tokens.norms[high - 1] in lexicon.regional and "," in tokens.norms[high : high + 1]
    return bare and not any(low - 6 <= p.end <= low + 1 for p in places)


def _other_office(
    match: Match[Value], role: str, name: Match[Value], lexicon: Lexicon, places: Sequence[Named]
) -> bool:
    """Whether the office beside a name is not the one that the name is known for: a new minister, a namesake."""
    assert isinstance(name.value, Name)
    held = name.value.id.rsplit(":", 1)[-1]
    local = held.endswith(("-governor", "-mayor", "-administration"))
    if role in _LOCAL:
        place = next((p for p in places if match.start - 1 <= p.start and p.end <= name.start), None)
        named = place is not None and (place.region or (role != "governor" and place.end < name.start))
        if place is None or not named or not (local or held in lexicon.national or held in _SERVICES):
            return False
        return place.slug.removesuffix("-oblast") not in held
    if role not in lexicon.national or held == role:
        return False
    return local or held in lexicon.national or held in _SERVICES


def _named_blogger(
    tokens: Tokens, match: Match[Value], name: Name, lexicon: Lexicon, memory: Memory,
    names: Sequence[Match[Value]],
) -> ActorMention | None:  # fmt: skip
    """ "milblogger Igor Girkin": a blogger with a name is an actor of his own, called by it from then on."""
    side, _, kind = name.id.partition(":")
    if kind not in ("milbloggers", "military-observers") or match.end >= len(tokens):
        return None
    first = match.end
    if match.start and (tokens.norms[match.start - 1], tokens.norms[first]) in QUOTED:
        first += 1  # «„военкор“ Юрий Котенок»
    end = first
    while end < len(tokens) and end < first + 3 and tokens.caps[end] and tokens.norms[end].isalpha():
        if lexicon.side_of(tokens.norms[end]):
            return None
        end += 1
    if end == first or tokens.norms[match.end - 1].endswith(lexicon.grammar.plural):
        return None
    known = next((m.value for m in names if first <= m.start and m.end == end), None)
    if isinstance(known, Name) and ":" in known.id and not (known.force or known.id.endswith(":government")):
        return ActorMention(match.start, end, known.id)  # "milblogger Boris Rozhin" is Colonelcassad
    side = lexicon.side_of(tokens.norms[match.start - 1]) or side if match.start else side
    surname = slug(romanised_id(tokens.norms[end - 1]))
    memory.unlisted[surname] = f"{side}:{surname}"
    memory.surnames.add(surname)
    return ActorMention(match.start, end, f"{side}:{surname}")


def _is_place(
    tokens: Tokens, match: Match[Value], name: Name, places: Sequence[Named], verbs: Container[int],
    lexicon: Lexicon,
) -> bool:  # fmt: skip
    """Whether the name of a capital stands for the place ("in Moscow", "Moscow Oblast"), not for a government."""
    if match.end - match.start > 1 or not name.id.endswith(":government"):
        return False
    if tokens.norms[match.start] in lexicon.grammar.cited_capital:
        return not _whose_blow(tokens, match.start, lexicon)
    before = tokens.norms[match.start - 1] if match.start else ""
    speaks = any(
        index in verbs for index in (*range(match.end, match.end + 3), *range(match.start - 3, match.start))
    )
    speaks = speaks or _speaks_past_aside(tokens, match.end, verbs)
    if tokens.norms[match.start] in lexicon.grammar.seat_of:
        return not (before in lexicon.grammar.before_either and match.end in verbs)
    behind = tokens.norms[match.end : match.end + 2]
    if (
        behind[:1] == (",",)
        and lexicon.relative.any_of(behind[1:])
        and before not in lexicon.grammar.before_ground
    ):
        return False  # "a step for Moscow, which last week took over Avdiivka"
    if before in lexicon.grammar.before_place or (before in lexicon.grammar.before_either and not speaks):
        return True
    if tokens.norms[match.start] in lexicon.grammar.country and not speaks:
        return True
    return any(
        p.start <= match.start and match.end <= p.end and (p.region or p.end - p.start > 1) for p in places
    )


def _whose_blow(tokens: Tokens, index: int, lexicon: Lexicon) -> bool:
    """Whether a capital in the genitive says whose attack it was on another place: «атаки Киева на Белгород»."""
    blows, aims = lexicon.classes.get("blows"), lexicon.classes.get("targeted")
    if blows is None or aims is None or not blows.any_of(tokens.norms[max(0, index - 1) : index]):
        return False
    aimed = aims.any_of(tokens.norms[index + 1 : index + 2])
    return aimed and tokens.caps[index + 2 : index + 3] == (True,)


def _speaks_past_aside(tokens: Tokens, comma: int, verbs: Container[int]) -> bool:
    """Whether a reporting verb stands right behind what commas set off: "Russia, on Sunday, claimed"."""
    if tokens.norms[comma : comma + 1] != (",",):
        return False
    close = next((i for i in range(comma + 2, min(len(tokens), comma + 8)) if tokens.norms[i] == ","), 0)
    return bool(close) and close + 1 in verbs


def _known_side(role: str, lexicon: Lexicon, memory: Memory) -> str | None:
    if role in memory.offices:
        return side_of_id(memory.offices[role])
    side = memory.source.side if memory.source.side != _TELEGRAM else None
    return side or lexicon.default_side.get(role)


def _foreign_side(tokens: Tokens, match: Match[Value], lands: Sequence[Named]) -> str | None:
    """The side of the country right behind an office, «МИД Ирана», or that owns it: "North Korea's foreign ministry"."""
    beside = (
        p for p in lands
        if match.end <= p.start <= match.end + 1
        or (p.end == match.start and tokens.norms[p.end - 1].endswith("'s"))
    )  # fmt: skip
    country = next((p.country for p in beside if p.country not in ("RU", "UA")), None)
    return "uk" if country == "GB" else country and country.lower()


def _first_side(tokens: Tokens, lexicon: Lexicon, memory: Memory, places: Sequence[Named]) -> str | None:
    """The side a sentence names first, or that of who spoke last, or whose country its first place lies in."""
    sides = filter(None, map(lexicon.side_of, tokens.norms))
    named = next((side for side in sides if side in ("ru", "ua", "by")), None)
    spoke = side_of_id(memory.speaker)  # "Russia said ... . The defence ministry said its troops"
    named = named or (spoke if spoke in ("ru", "ua") else None)
    return named or next((side_in(place.country) for place in places), None)


def _local_office(
    tokens: Tokens, match: Match[Value], role: str, side: str | None, lexicon: Lexicon, memory: Memory,
    places: Sequence[Named],
) -> str | None:  # fmt: skip
    """The id of a governor, mayor or occupation official, from the place beside the office or in the sentence."""
    place = _office_place(tokens, match, role, places, lexicon) or memory.place
    if place is None:
        return None
    town = role in ("mayor", "occupation-head", "military-administration", "administration")
    area = place.slug if place.region or town else place.admin1 or place.slug
    occupation = lexicon.classes.get("occupation")
    near = (*tokens.norms[max(0, match.start - 4) : match.end], *_described(tokens, match.end, lexicon))
    occupied = place.country == "UA" and (
        role == "occupation-head"
        or (place.slug in _ANNEXED and side != "ua")
        or (occupation is not None and any(word in occupation for word in near))
        or (memory.source.side == "ru" and side is None and _partly_held(place))
    )
    if role == "occupation-head" and not occupied and memory.source.side != "ua" and place.country == "RU":
        role = "mayor"
    if (
        occupied
        and role == "governor"
        and side is None
        and place.slug not in _ANNEXED
        and memory.source.side != "ua"
        and not _said_occupied(tokens, match, lexicon)
    ):
        return f"ru:{area}-oblast-governor"
    if occupied or role == "occupation-head":
        governs = role == "governor" or lexicon.classes["governs"].any_of(
            tokens.norms[match.start : match.end]
        )
        oblast = place.region or (governs and place.admin1.removesuffix("-oblast") == place.slug)
        oblast = oblast and place.slug not in _ANNEXED
        if governs and place.slug == _CITY_WITH_GOVERNOR:
            return f"ru:{place.slug}-governor"
        return f"ru:{place.slug}-oblast-governor" if oblast else f"ru:{place.slug}-administration"
    if role == "governor" and _of_a_town(tokens, match, place, lexicon):
        role = "military-administration"
        area = place.slug
    local = role in ("governor", "mayor") and place.country == "RU"  # "..., accusing Ukraine of"
    if role == "military-administration" and place.country == "UA":
        side = "ua"  # Russia's are called otherwise
    holder = ("ru" if local else side) or ("by" if place.country == "BY" else side_in(place.country))
    office = {
        "governor": f"{'krai' if place.krai else 'oblast'}-governor", "military-administration": "administration",
    }.get(role, role)  # fmt: skip
    if role == "officials" and place.region:
        office = "oblast-officials"
    return f"{holder}:{area}-{office}" if holder else f"{area}-{office}"


def _of_a_town(tokens: Tokens, match: Match[Value], place: Named, lexicon: Lexicon) -> bool:
    """Whether the administration whose head speaks is that of a town, not of the region it lies in: "head of the Nikopol
    military administration"."""
    if place.region or place.country != "UA" or place.slug == place.admin1.removesuffix("-oblast"):
        return False
    words = tokens.norms[match.start : max(match.end, place.end)]
    around = tokens.norms[max(0, match.start - 1) : match.end + 1]
    beside = match.start - 1 <= place.start and place.end <= match.end + 1
    return (
        beside
        and lexicon.classes["administers"].any_of(words)
        and not any(w in lexicon.regional for w in around)
    )


def _described(tokens: Tokens, end: int, lexicon: Lexicon) -> Sequence[str]:
    """The words of a relative clause that describes who holds an office: "the mayor of X, who was installed by Russia,"."""
    norms = tokens.norms
    opens = next((i for i in range(end, min(len(norms), end + _BESIDE)) if norms[i] == ","), None)
    if opens is None or not lexicon.relative.any_of(norms[opens + 1 : opens + 3]):
        return ()
    close = next((i for i in range(opens + 2, len(norms)) if norms[i] == ","), opens)
    return norms[opens + 1 : close]


def _partly_held(place: Named) -> bool:
    """Whether a place lies in a region of Ukraine in which Russia has appointed officials."""
    return (place.admin1 or place.slug).removesuffix("-oblast") in _WITH_APPOINTED


def _said_occupied(tokens: Tokens, match: Match[Value], lexicon: Lexicon) -> bool:
    occupation = lexicon.classes.get("occupation")
    return occupation is not None and occupation.any_of(tokens.norms[max(0, match.start - 4) : match.end])


def _office_place(
    tokens: Tokens, match: Match[Value], role: str, places: Sequence[Named], lexicon: Lexicon
) -> Named | None:
    beside = [
        p
        for p in places
        if ";" not in tokens.norms[p.end : match.start]
        and ((p.region and p.end - p.start > 1) or p.start < match.end or not _first_name(tokens, p))
        and (match.start - 6 <= p.end <= match.start + 1 or match.start <= p.start <= match.end + 3)
    ]
    if role == "governor" and any(p.region for p in beside):
        beside = [p for p in beside if p.region]  # "In the Kostroma region northeast of Moscow, Governor ..."
    if beside:
        return min(beside, key=lambda p: min(abs(match.start - p.end), abs(p.start - match.end)))
    if role == "officials":
        near = range(max(0, match.start - 1), match.end)
        return places[0] if any(tokens.norms[i] in lexicon.grammar.local for i in near) and places else None
    fitting = (
        [p for p in places if p.region or p.admin1]
        if role == "governor"
        else [p for p in places if not p.region]
    )
    # what follows is what it says, or another's
    ahead = [p for p in fitting if p.start < match.start] or fitting
    return min(ahead, key=lambda p: abs(match.start - p.start)) if ahead else None


def _first_name(tokens: Tokens, place: Named) -> bool:
    """Whether what a gazetteer knows as a town stands before a surname alone: "советник главы Олег ..."."""
    return tokens.caps[place.end : place.end + 1] == (True,) and tokens.caps[
        place.end + 1 : place.end + 2
    ] != (True,)


def _side_near(tokens: Tokens, match: Match[Value], verbs: Container[int], lexicon: Lexicon) -> str | None:
    """The side named in the words before the office, in it, or just after it, but not in what it says."""
    for index in range(match.start - 1, max(-1, match.start - 5), -1):
        word = tokens.norms[index]
        if word in lexicon.grammar.ends_side or word in lexicon.complement or word == ",":
            break
        if side := lexicon.side_of(word):
            return side
    for index in range(match.start, min(len(tokens), match.end + 4)):
        word = tokens.norms[index]
        ends = word in _ENDS or word in lexicon.complement or word in lexicon.grammar.and_ or index in verbs
        ends = ends or word in lexicon.grammar.border  # "the head of Kharkiv region bordering Russia"
        if index >= match.end and ends:
            break
        if side := lexicon.side_of(word):
            return side
    return None


def _anaphors(tokens: Tokens, lexicon: Lexicon) -> Iterator[ActorMention]:
    for index, back in enumerate(map(lexicon.anaphor.__getitem__, tokens.norms)):
        if back:
            yield ActorMention(index, index + 1, None, back=True)


def _named_channel(mentions: list[ActorMention], tokens: Tokens) -> list[ActorMention]:
    """Without the words for a channel whose name stands in quotation marks behind: "the Telegram channel «...»"."""
    return [
        m for m in mentions
        if not (
            m.id and m.id.endswith(":milbloggers") and tokens.norms[m.end : m.end + 1] != ()
            and tokens.norms[m.end] in OPENING
            and any(n.start == m.end + 1 and side_of_id(n.id) == side_of_id(m.id) for n in mentions)
        )
    ]  # fmt: skip


def _past_name(tokens: Tokens, end: int) -> int:
    """Past a bracketed abbreviation or the personal name that follows an office ("Governor Andrei Vorobyov")."""
    size = len(tokens)
    if end + 2 < size and tokens.norms[end] == "(" and tokens.norms[end + 2] == ")":
        return end + 3
    while end < size and tokens.caps[end] and tokens.norms[end].isalpha() and len(tokens.norms[end]) > 1:
        end += 1
    return end


def _without_overlaps(found: list[ActorMention]) -> list[ActorMention]:
    kept: list[ActorMention] = []
    taken: set[int] = set()
    for mention in sorted(found, key=lambda m: (m.back, m.force, -(m.end - m.start), m.start)):
        if taken.isdisjoint(range(mention.start, mention.end)):
            taken.update(range(mention.start, mention.end))
            kept.append(mention)
    return sorted(kept, key=lambda m: m.start)
