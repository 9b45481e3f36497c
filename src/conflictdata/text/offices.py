"""Whose an office is: "the governor", "the defence ministry", "the mayor of X", by side, by place and by who was named before."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from conflictdata.text.attribution import ENDS, QUOTED
from conflictdata.text.holders import note_holder
from conflictdata.text.lexicon import Lexicon, Name, Value
from conflictdata.text.mentions import ActorMention, Memory, Named, side_in, side_of_country, side_of_id
from conflictdata.text.patterns import Match
from conflictdata.text.tokens import Tokens
from conflictdata.text.units import echelons

_LOCAL = frozenset(
    ("governor", "mayor", "occupation-head", "officials", "military-administration", "administration")
)
SERVICES = frozenset(("sbu", "gur", "fsb", "svr"))
_COMMANDS = (":navy", ":air-force", "-forces", ":marine-corps", ":national-guard", ":khortytsia")
"""Endings of the ids of services and groups that have a command."""
_ANNEXED = frozenset(("crimea", "sevastopol"))
_CITY_WITH_GOVERNOR = "sevastopol"
"""Held by Russia since 2014: who speaks there in office is its official."""
_WITH_APPOINTED = _ANNEXED | {"donetsk", "luhansk", "zaporizhzhia", "kherson"}
"""Regions that have a head appointed by Russia beside Ukraine's own."""
_AT_WAR = frozenset(("UA", "RU"))
_AT_WAR_SIDES = frozenset(("ua", "ru"))
_TELEGRAM = "tg"
"""The prefix of channels whose side is not known."""
_BESIDE = 5
"""Words, at the most, from an office to the comma behind its place and its holder's name."""
_OFFICE = 5
"""Words, at the most, between a body and the name of who speaks for it: its title, ranks and first name."""
_SUBJECT_OPENS = 2
"""Words of a sentence among which its subject begins."""
_OF_THE_PLACE = frozenset(
    ("police", "prosecutor-office", "emergency-service", "government", "interior-ministry", "energy-ministry")
)
"""Whose they are, the place says rather than whose shell it was."""
POINTING = ("agency", "ministry", "service", "last", "investigators", "analysts")
"""Words for an office that mean one told of before."""
OF_REGIONS = {"prosecutor-office": "prosecutor", "police": "police"}
"""Services of which each region has its own, and what that is called in its id."""
OF_TOWNS = frozenset(("mayor", "military-administration", "administration", "occupation-head"))
"""Offices of a town, which its adjective may tell: "the Kherson military administration"."""


def spoken_for(
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


def names_body(name: Match[Value], officer: Match[Value]) -> bool:
    """Whether a name within the words for an officer says whose officer it is."""
    return (
        isinstance(name.value, Name)
        and not name.value.officer
        and not name.value.force
        and officer.start <= name.start
        and name.end <= officer.end
    )


def office(
    tokens: Tokens, match: Match[Value], role: str, lexicon: Lexicon, memory: Memory,
    places: Sequence[Named], names: Sequence[Match[Value]], verbs: Container[int], *, at_the_front: bool = False,
) -> Iterator[ActorMention]:  # fmt: skip
    """Who speaks for an office that a sentence names; ``at_the_front``: it tells of what a defence ministry tells."""
    end = _past_name(tokens, match.end)
    lands = [place for place in places if place.land]
    places = [place for place in places if not place.land]
    if any(
        isinstance(n.value, Name) and not n.value.force and n.start <= match.start and match.end < n.end
        for n in names
    ):
        return  # "commander-in-chief Valery Zaluzhny" is one name
    person = _named_holder(tokens, match, names, lexicon)
    other = person is not None and _other_office(match, role, person, lexicon, memory, places)
    if person is not None and isinstance(person.value, Name) and not other:
        body = spoken_for(tokens, person, names, lexicon) if person.value.person else None
        note_holder(tokens, match.end, (body or person.value).id, places, lexicon, memory)
        yield ActorMention(match.start, person.end, (body or person.value).id)
        return
    if role == "unit":
        known = next((memory.units[e] for e in echelons(tokens, match, lexicon) if e in memory.units), None)
        if known:
            yield ActorMention(match.start, match.end, known, back=True)
        return
    side = _side_near(tokens, match, verbs, lexicon) or _foreign_side(tokens, match, lands, places, lexicon)
    if (
        side is None
        and role in lexicon.national
        and memory.source.side is None
        and not memory.told_by_a_party()
    ):
        side = _side_abroad([*lands, *places])
    if side is None and person is not None and isinstance(person.value, Name):
        side = side_of_id(person.value.id)  # who is known for one office holds another here
    if role in ("agency", "ministry") and side:
        role = "mod"
    if role in (*POINTING, "command"):
        yield from _back(tokens, match, role, side, lexicon, memory, names, at_the_front=at_the_front)
        return
    says = next((i for i in range(match.end, len(tokens)) if i in verbs), len(tokens))
    blames = role in _LOCAL and _blames_kyiv(tokens, places, lexicon)
    ahead = [p for p in places if p.start < says]
    bare = role in OF_TOWNS and says < len(tokens) and not ahead  # "the mayor said that in X ..."
    places = ahead or ([] if bare and memory.place else places)  # what it says is no name of the office
    local = role in _LOCAL and not (
        role == "officials" and side and _office_place(tokens, match, role, places, lexicon) is None
    )
    if local:
        id = _of_place(tokens, match, role, side, lexicon, memory, places, bare=bare, blames=blames)
    else:
        id = _of_side(tokens, match, role, side, lexicon, memory, places)
    if id is None:
        return
    memory.note(id, role)
    if role != "military":
        note_holder(tokens, match.end, id, places, lexicon, memory)
    yield ActorMention(match.start, end, id, force=role == "military")


def _named_holder(
    tokens: Tokens, match: Match[Value], names: Sequence[Match[Value]], lexicon: Lexicon
) -> Match[Value] | None:
    """The person whose name right behind an office says whose it is: "President Volodymyr Zelensky"."""
    return next(
        (
            n for n in names
            if match.end <= n.start <= match.end + 6
            and isinstance(n.value, Name) and not n.value.force
            and (n.value.person or not n.value.id.endswith(":government"))  # "according to the air force, Russia launched ..."
            and all(
                tokens.caps[i] or tokens.norms[i] in (",", ".") or tokens.norms[i] in lexicon.regional
                for i in range(match.end, n.start)
            )
        ),
        None,
    )  # fmt: skip


def _back(
    tokens: Tokens, match: Match[Value], role: str, side: str | None, lexicon: Lexicon, memory: Memory,
    names: Sequence[Match[Value]], *, at_the_front: bool,
) -> Iterator[ActorMention]:  # fmt: skip
    """Whom a word for an office means that points back: "the ministry", "the command"."""
    behind = tokens.norms[match.end : match.end + 1]
    if role == "last" and lexicon.grammar.of.any_of(behind):
        return  # "the head of the city administration" points to nobody told before
    if role == "analysts" and tokens.caps[match.end : match.end + 1] == (True,):
        return  # «аналитики Сбербанка»
    if role == "command":
        if tokens.caps[match.end : match.end + 1] != (True,) and behind != ("«",):
            known = _commanded(match, side, lexicon, memory, names)
            yield ActorMention(match.start, match.end, known, back=True)
        return
    known = _pointed_at(match, role, lexicon, memory, names)
    if known is None and role == "analysts":
        return
    if known is None and at_the_front and role in ("agency", "ministry") and "mod" in lexicon.default_side:
        known = f"{lexicon.default_side['mod']}:mod"  # «в ведомстве уточнили, что сбиты 10 дронов»
    yield ActorMention(match.start, match.end, known, back=True)


def _of_place(
    tokens: Tokens, match: Match[Value], role: str, side: str | None, lexicon: Lexicon, memory: Memory,
    places: Sequence[Named], *, bare: bool, blames: bool,
) -> str | None:  # fmt: skip
    """The id of an office of a place: "the governor added" is the one named before, of the place told of."""
    known = memory.offices.get(role)
    told = (memory.place.admin1 or memory.place.slug) if memory.place and not places else ""
    own = known and told and side is None and told.removesuffix("-oblast") in known
    own = own or (known and side is None and (bare or _that_region(tokens, match, lexicon, places)))
    if own:
        return known
    return _local_office(tokens, match, role, side, lexicon, memory, places, blames=blames) or known


def _of_side(
    tokens: Tokens, match: Match[Value], role: str, side: str | None, lexicon: Lexicon, memory: Memory,
    places: Sequence[Named],
) -> str | None:  # fmt: skip
    """The id of an office of a country, or of a service in its region."""
    side = side or _known_side(role, lexicon, memory)
    if side is None and role in _OF_THE_PLACE:
        side = next((side_in(place.country) for place in places), None)
    side = side or _first_side(tokens, lexicon, memory, places)
    if role == "military":
        return f"{side}:armed-forces" if side else None
    known = memory.offices.get(role)
    if role in OF_REGIONS and (regional := _of_region(match, role, side, places) or known):
        return regional
    return f"{side}:{role}" if side else known


def _pointed_at(
    match: Match[Value], role: str, lexicon: Lexicon, memory: Memory, names: Sequence[Match[Value]]
) -> str | None:
    """Whom "the ministry", "the service", "the investigators" mean."""
    opens = [
        n for n in names if n.start <= _SUBJECT_OPENS
    ]  # not "a drone launched by the SBU ..., the agency said"
    services = [id for id in _ids_before(match, opens) if id.rpartition(":")[2] in SERVICES]
    known = memory.speaker if role == "last" else memory.agency(role)
    if services and role in ("agency", "service"):
        known = services[-1]  # "The FSB has foiled a bombing, the agency's press office said"
    if role == "analysts":
        return memory.watcher
    if role == "investigators":
        known = memory.agency("prosecutor-office") or memory.speaker
    if role == "ministry" and known and known.endswith(":government"):
        known = f"{side_of_id(known)}:mod"  # "Russia said ... The ministry also claimed"
    if known is None and role in ("agency", "ministry") and memory.source.side:
        known = f"{memory.source.side}:mod"  # "the ministry" of an agency's own country
    if role == "last" and known is None:  # «команда МАГАТЕ чула ..., йдеться в заяві агентства»
        known = next((id for id in _ids_before(match, names) if ":" not in id), None)
    return known


def _ids_before(match: Match[Value], names: Sequence[Match[Value]]) -> list[str]:
    """The ids of those named in the sentence before an office."""
    return [n.value.id for n in names if isinstance(n.value, Name) and n.end <= match.start]


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
    before = [id for id in _ids_before(match, names) if not id.endswith(":armed-forces")]
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
    match: Match[Value],
    role: str,
    name: Match[Value],
    lexicon: Lexicon,
    memory: Memory,
    places: Sequence[Named],
) -> bool:
    """Whether the office beside a name is not the one that the name is known for: a new minister, a namesake."""
    assert isinstance(name.value, Name)
    held = name.value.id.rsplit(":", 1)[-1]
    local = held.endswith(("-governor", "-mayor", "-administration"))
    if role in _LOCAL:
        place = next((p for p in places if match.start - 1 <= p.start and p.end <= name.start), None)
        named = place is not None and (place.region or (role != "governor" and place.end < name.start))
        if role == "mayor" and held.endswith("-oblast-governor") and not named:
            town = memory.place or next(iter(places), None)  # the mayor of then
            return town is not None and not town.region and town.slug not in held
        if place is None or not named or not (local or held in lexicon.national or held in SERVICES):
            return False
        return place.slug.removesuffix("-oblast") not in held
    if role not in lexicon.national or held == role:
        return False
    return local or held in lexicon.national or held in SERVICES


def _known_side(role: str, lexicon: Lexicon, memory: Memory) -> str | None:
    if role in memory.offices:
        return side_of_id(memory.offices[role])
    side = memory.source.side if memory.source.side != _TELEGRAM else None
    return side or lexicon.default_side.get(role)


def _foreign_side(
    tokens: Tokens, match: Match[Value], lands: Sequence[Named], places: Sequence[Named], lexicon: Lexicon
) -> str | None:
    """The side of the country right behind an office, «МИД Ирана», or that owns it: "North Korea's foreign ministry"; that
    of the town it sits in: "the Defense Ministry in Chișinău"."""
    beside = (
        p for p in lands
        if match.end <= p.start <= match.end + 1
        or (p.end == match.start and tokens.norms[p.end - 1].endswith("'s"))
    )  # fmt: skip
    sits = lexicon.grammar.before_ground.any_of(tokens.norms[match.end : match.end + 1])
    seats = (p for p in places if sits and not p.region and p.start == match.end + 1)
    country = next((p.country for p in (*beside, *seats) if p.country not in ("RU", "UA")), None)
    return side_of_country(country)


def _side_abroad(places: Sequence[Named]) -> str | None:
    """The side of the one country outside the war in which everything lies that a sentence names: "the drone that fell in
    Latvia was Russian, the defence ministry said"."""
    countries = {place.country for place in places} - {"BY", ""}  # from where drones come
    return side_of_country(countries.pop()) if len(countries) == 1 and countries.isdisjoint(_AT_WAR) else None


def _first_side(tokens: Tokens, lexicon: Lexicon, memory: Memory, places: Sequence[Named]) -> str | None:
    """The side a sentence names first, or that of who spoke last, or whose country its first place lies in."""
    sides = filter(None, map(lexicon.side_of, tokens.norms))
    named = next((side for side in sides if side in ("ru", "ua", "by")), None)
    spoke = side_of_id(memory.speaker)  # "Russia said ... . The defence ministry said its troops"
    named = named or (spoke if spoke in ("ru", "ua") else None)
    return named or next((side_in(place.country) for place in places), None)


def _local_office(
    tokens: Tokens, match: Match[Value], role: str, side: str | None, lexicon: Lexicon, memory: Memory,
    places: Sequence[Named], *, blames: bool,
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
        or (_sham(tokens, match) and side != "ua")
        or (place.slug in _ANNEXED and side != "ua")
        or (occupation is not None and any(word in occupation for word in near))
        or (
            side is None
            and _partly_held(place)
            and (memory.source.side == "ru" or (memory.source.side is None and blames))
        )
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
        office = f"{'krai' if place.krai else 'oblast'}-officials"
    return f"{holder}:{area}-{office}" if holder else f"{area}-{office}"


def _sham(tokens: Tokens, match: Match[Value]) -> bool:
    """Whether the office stands in quotation marks, as those of who was appointed by the other side: «мер» Мелітополя."""
    before, behind = (
        tokens.norms[max(0, match.start - 1) : match.start],
        tokens.norms[match.end : match.end + 1],
    )
    return (*before, *behind) in QUOTED


def _of_a_town(tokens: Tokens, match: Match[Value], place: Named, lexicon: Lexicon) -> bool:
    """Whether the administration whose head speaks is that of a town, not of the region it lies in: "head of the Nikopol
    military administration"."""
    if place.region or place.country != "UA" or place.slug == place.admin1.removesuffix("-oblast"):
        return False
    words = tokens.norms[match.start : max(match.end, place.end)]
    around = tokens.norms[max(0, match.start - 1) : match.end + 1]
    beside = match.start - 1 <= place.start <= match.end + 1
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


def _blames_kyiv(tokens: Tokens, places: Sequence[Named], lexicon: Lexicon) -> bool:
    """Whether a sentence tells of a Ukrainian drone or shell in one region and of nothing Russian, as an office that Russia
    appointed there does."""
    regions = {p.slug if p.region else p.admin1 for p in places if not p.land}
    sides = [lexicon.side_of(word) for word in tokens.norms]
    if len(regions) != 1 or "ru" in sides:
        return False
    arms = [lexicon.classes[name] for name in ("aerial", "artillery", "blow") if name in lexicon.classes]
    behind = zip(sides, tokens.norms[1:], strict=False)
    return any(side == "ua" and any(word in words for words in arms) for side, word in behind)


def _partly_held(place: Named) -> bool:
    """Whether a place lies in a region of Ukraine in which Russia has appointed officials."""
    return (place.admin1 or place.slug).removesuffix("-oblast") in _WITH_APPOINTED


def _said_occupied(tokens: Tokens, match: Match[Value], lexicon: Lexicon) -> bool:
    occupation = lexicon.classes.get("occupation")
    return occupation is not None and occupation.any_of(tokens.norms[max(0, match.start - 4) : match.end])


def _office_place(
    tokens: Tokens, match: Match[Value], role: str, places: Sequence[Named], lexicon: Lexicon
) -> Named | None:
    words = tokens.norms[match.start : match.end + 1]
    if not any(word in lexicon.grammar.local for word in words) and lexicon.classes["districts"].any_of(
        words
    ):
        places = [p for p in places if p.district] or places  # "the head of the district"
    beside = [
        p
        for p in places
        if ";" not in tokens.norms[p.end : match.start]
        and ((p.region and p.end - p.start > 1) or p.start < match.end or not _first_name(tokens, p))
        and (match.start - 6 <= p.end <= match.start + 1 or match.start <= p.start <= match.end + 3)
    ]
    sided = any(map(lexicon.side_of, tokens.norms[max(0, match.start - 1) : match.start + 1]))
    if role == "officials" and sided:  # "in Odesa, a Ukrainian official said"
        beside = [p for p in beside if "," not in tokens.norms[p.end : match.start]]
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
        ends = word in ENDS or word in lexicon.complement or word in lexicon.grammar.and_ or index in verbs
        ends = ends or word in lexicon.grammar.border  # "the head of Kharkiv region bordering Russia"
        if index >= match.end and ends:
            break
        side = lexicon.side_of(word)
        beside = index <= match.end or _within(tokens, index, lexicon)
        if side in _AT_WAR_SIDES or (side and beside):
            return side
    return None


def _within(tokens: Tokens, index: int, lexicon: Lexicon) -> bool:
    """Whether a preposition stands before a word: "the ministry in Warsaw", not "the minister visited Warsaw"."""
    before = tokens.norms[index - 1 : index]
    return lexicon.grammar.before_ground.any_of(before) or lexicon.grammar.of.any_of(before)


def _past_name(tokens: Tokens, end: int) -> int:
    """Past a bracketed abbreviation or the personal name that follows an office ("Governor Andrei Vorobyov")."""
    size = len(tokens)
    if end + 2 < size and tokens.norms[end] == "(" and tokens.norms[end + 2] == ")":
        return end + 3
    while end < size and tokens.caps[end] and tokens.norms[end].isalpha() and len(tokens.norms[end]) > 1:
        end += 1
    return end
