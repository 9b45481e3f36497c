"""Who is named in a sentence, as actor ids: by name, by office and side, by unit number, or by a word that
points back to somebody named before."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

import attrs

from conflictdata._romanise import romanised_id
from conflictdata.text.attribution import OPENING, QUOTED
from conflictdata.text.holders import by_surname, note_spokesmen
from conflictdata.text.lexicon import According, Enemy, Lexicon, Name, Office, Own, Says, Trigger, Value
from conflictdata.text.mentions import ActorMention, Memory, Named, opposite, side_of_id, slug
from conflictdata.text.offices import POINTING, SERVICES, names_body, office, spoken_for
from conflictdata.text.patterns import Match
from conflictdata.text.struck import struck_at, whose_blow
from conflictdata.text.tokens import Tokens
from conflictdata.text.units import units_in

_NAMING = (Name, Enemy, Own, Office)
_MILITARY = frozenset(("capture", "advance", "interception", "losses", "attack", "withdrawal", "clearing"))
"""Of what a ministry that nobody has named tells as that of defence."""
_PATRON = 4
"""Words, at the most, between "close to", whom somebody is close to, and that somebody's name."""


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
        if isinstance(m.value, Office) and m.value.role not in (*POINTING, "unit", "command")
    ]
    for match in matches:
        value = match.value
        if isinstance(value, Name):
            if value.officer and any(names_body(other, match) for other in names):
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
                if value.id.rsplit(":", 1)[-1] in SERVICES:
                    memory.note(value.id, "service")
                if value.id.endswith(("-governor", "oblast-administration")):
                    memory.note(value.id, "governor")
                if value.person and (body := spoken_for(tokens, match, names, lexicon)):
                    value = body
                mayor = _mayor_then(match, value, matches, memory)
                if mayor is not None:
                    yield ActorMention(match.start, match.end, mayor)
                    continue
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
            yield from office(
                tokens, match, value.role, lexicon, memory, places, names, verbs, at_the_front=at_the_front
            )


def _mayor_then(
    match: Match[Value], name: Name, matches: Sequence[Match[Value]], memory: Memory
) -> str | None:
    """The mayor of the town told of, where the office behind the name of today's governor says so: "Ivan Fedorov, the
    city's elected mayor"."""
    if (
        not (name.person and name.id.endswith("-oblast-governor"))
        or memory.place is None
        or memory.place.region
    ):
        return None
    roles = [
        m.value.role for m in matches if isinstance(m.value, Office) and 0 < m.start - match.end <= _PATRON
    ]
    side = side_of_id(name.id)
    return f"{side}:{memory.place.slug}-mayor" if roles[:1] == ["mayor"] else None


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
        return not whose_blow(tokens, match.start, lexicon)
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


def _speaks_past_aside(tokens: Tokens, comma: int, verbs: Container[int]) -> bool:
    """Whether a reporting verb stands right behind what commas set off: "Russia, on Sunday, claimed"."""
    if tokens.norms[comma : comma + 1] != (",",):
        return False
    close = next((i for i in range(comma + 2, min(len(tokens), comma + 8)) if tokens.norms[i] == ","), 0)
    return bool(close) and close + 1 in verbs


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


def _without_overlaps(found: list[ActorMention]) -> list[ActorMention]:
    kept: list[ActorMention] = []
    taken: set[int] = set()
    for mention in sorted(found, key=lambda m: (m.back, m.force, -(m.end - m.start), m.start)):
        if taken.isdisjoint(range(mention.start, mention.end)):
            taken.update(range(mention.start, mention.end))
            kept.append(mention)
    return sorted(kept, key=lambda m: m.start)
