"""Who did what a sentence tells, and to whom: the agent and the target of a happening."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import attrs

from conflictdata.text.attribution import QUOTES
from conflictdata.text.lexicon import Lexicon
from conflictdata.text.mentions import ActorMention, opposite, side_of_id
from conflictdata.text.passives import (
    SUFFERED,
    as_passive,
    by_enemy_of,
    drives_out,
    flew,
    held_by,
    under_pressure,
    weapon_of,
)
from conflictdata.text.tokens import Tokens
from conflictdata.text.triggers import HARD_MARKS

if TYPE_CHECKING:
    from conflictdata.text.frames import Frame

_STRIKES = frozenset(("air-drone-strike", "shelling"))

_OF_PLACES = frozenset(("capture", "clearing"))
"""What is done to places, so that troops named behind the verb are its subject where cases let it stand there."""

_ATTACK = 6
"""Words, at the most, from "repelled" to the "by" of who attacked."""

_SUBJECT = 9
"""Words, at the most, before what was done that are searched for the side that did it."""


def with_actors(frame: Frame, tokens: Tokens, actors: Sequence[ActorMention], lexicon: Lexicon) -> Frame:
    """The frame with who did it, and to whom."""
    if (passive := as_passive(frame, tokens, actors, lexicon)) is not None:
        return passive
    doer = _agent(frame, tokens, actors, lexicon)
    owner = _whose_losses(frame, tokens, actors, lexicon) if frame.kind == "losses" else None
    if frame.kind == "losses" and (owner or tokens.norms[frame.head] in lexicon.grammar.loses):
        inside = next((a.id for a in actors if a.force and frame.start <= a.start < frame.head), None)
        return attrs.evolve(frame, target=owner or doer or inside)  # who loses is no doer
    if frame.flip:
        done = tokens.norms[frame.head].endswith(lexicon.grammar.undergone) or lexicon.negation.any_of(
            tokens.norms[frame.head + 1 : frame.head + 2]
        )
        told = done and frame.start < frame.head
        whose = next((a.id for a in actors if told and a.force and a.end == frame.start), None)
        vain = frame.negated and frame.head == frame.start
        vain = vain or lexicon.negation.any_of(tokens.norms[frame.start : frame.start + 1])
        attacker = whose or (doer if vain else None)
        if attacker:  # «ворожий штурм відбито», «ворог успіху не мав»
            return attrs.evolve(frame, agent=attacker)
        owner = _whose_attack(frame, tokens, actors, lexicon)
        if owner is not None:
            side = opposite(side_of_id(owner))
            return attrs.evolve(frame, agent=owner, target=f"{side}:armed-forces" if side else None)
        side = opposite(side_of_id(doer))
        return attrs.evolve(frame, agent=f"{side}:armed-forces" if side else None, target=doer)
    if (
        frame.kind in ("capture", "advance")
        and (side := opposite(side_of_id(doer)))
        and (_expelled(frame, tokens, lexicon) or _lost(frame, tokens, lexicon))
    ):
        return attrs.evolve(frame, agent=f"{side}:armed-forces", target=doer)
    if frame.kind == "armed-clash" and (sides := _opposed(frame, tokens, actors, lexicon)):
        return attrs.evolve(frame, agent=sides[0], target=sides[1])
    if (mover := _mover(frame, tokens, actors, lexicon)) is not None:
        return attrs.evolve(frame, agent=mover)
    target = _target(frame, tokens, actors, lexicon)
    if target and weapon_of(frame, target, tokens, actors, lexicon):  # «попадание беспилотника ВСУ»
        owner = None if frame.kind in ("interception", "losses") else target
        return attrs.evolve(frame, agent=owner if frame.kind in SUFFERED else doer or owner)
    if (
        doer is None
        and target
        and frame.kind in _OF_PLACES
        and (drives_out(frame, tokens, lexicon) or _freed_from(frame, target, tokens, actors, lexicon))
    ):
        side = opposite(side_of_id(target))
        return attrs.evolve(frame, agent=f"{side}:armed-forces" if side else None, target=target)
    cased = not tokens.norms[frame.head].isascii()
    if (
        doer is None
        and target
        and frame.kind in _OF_PLACES
        and cased
        and ":" in target
        and not _owns_noun(frame, target, tokens, actors)
    ):
        return attrs.evolve(frame, agent=target)  # "города освободила группировка": one captures no troops
    target = None if target == doer else target
    return frame if doer is target is None else attrs.evolve(frame, agent=doer, target=target)


def _mover(frame: Frame, tokens: Tokens, actors: Sequence[ActorMention], lexicon: Lexicon) -> str | None:
    """The troops right behind what only they do themselves, or behind whose control it is: «зайшли російські війська»,
    «просування ЗСУ», «під контролем Сил оборони»."""
    grammar, norms = lexicon.grammar, tokens.norms
    for actor in actors:
        if not (actor.force and actor.id and frame.head < actor.start <= frame.end + 1):
            continue
        before = actor.start - 1
        if norms[before] in grammar.auxiliary and before > frame.head:
            before -= 1
        if norms[before] in grammar.control or (before == frame.head and norms[before] in grammar.moves):
            return actor.id
    return None


def _owns_noun(frame: Frame, target: str, tokens: Tokens, actors: Sequence[ActorMention]) -> bool:
    """Whether the troops behind it only say whose a thing is: «после освобождения Добропасово положение ВСУ»."""
    behind = next((a for a in actors if a.id == target and a.start > frame.head), None)
    if behind is None or behind.start - 1 <= frame.head:
        return False
    return tokens.norms[behind.start - 1].isalpha() and not tokens.caps[behind.start - 1]


def _whose_losses(
    frame: Frame, tokens: Tokens, actors: Sequence[ActorMention], lexicon: Lexicon
) -> str | None:
    """The side named right behind the word for losses: "losses of the Russian army", «втрати російських військ»."""
    small = lexicon.grammar.of, lexicon.grammar.the
    own = range(frame.start, frame.head + 1)
    noun = next((i for i in own if tokens.norms[i] in lexicon.grammar.loses), None)
    if noun is None:
        return None
    past = noun + 1
    while past < min(len(tokens), noun + 3) and any(tokens.norms[past] in words for words in small):
        past += 1
    owner = next((a.id for a in actors if a.force and a.start == past), None)
    side = lexicon.side_of(tokens.norms[past]) if past < len(tokens) else None
    return owner or (f"{side}:armed-forces" if side else None)


def _expelled(frame: Frame, tokens: Tokens, lexicon: Lexicon) -> bool:
    """Whether the troops named before were driven out of the place: "Russian forces were expelled from Robotyne"."""
    words = lexicon.classes["expels"]
    if not words.any_of(tokens.norms[frame.start : frame.head + 1]):
        return False
    by_whom = lexicon.grammar.by.any_of(tokens.norms[frame.head + 1 : frame.head + 8])
    passive = lexicon.grammar.being.any_of(tokens.norms[max(0, frame.head - 2) : frame.head])
    cased = not tokens.norms[frame.head].isascii() and not tokens.norms[frame.head].endswith(
        lexicon.infinitive
    )
    return not by_whom and (passive or cased)


def _whose_attack(
    frame: Frame, tokens: Tokens, actors: Sequence[ActorMention], lexicon: Lexicon
) -> str | None:
    """Whose attack was repelled: who stand in the genitive right behind it, or behind "by": «відбили 12 атак ворога»,
    "repelled an attack by Ukrainian troops"."""
    blows, blow, tries = lexicon.classes.get("blows"), lexicon.classes.get("blow"), lexicon.grammar.tries
    for actor in actors:
        if not (actor.force and actor.id and actor.start > frame.head):
            continue
        before = tokens.norms[actor.start - 1 : actor.start]
        if blows is not None and actor.start <= frame.end + 1 and blows.any_of(before):
            return actor.id
        between = tokens.norms[frame.head + 1 : actor.start - 1]
        tried = blow is not None and (blow.any_of(between) or tries.any_of(between))
        if tried and len(between) <= _ATTACK and lexicon.grammar.by.any_of(before):
            return actor.id
    return None


def _lost(frame: Frame, tokens: Tokens, lexicon: Lexicon) -> bool:
    """Whether the troops named with it have the place no more: "Russian forces lost Robotyne"."""
    return tokens.norms[frame.head] in lexicon.grammar.loses


def _freed_from(
    frame: Frame, target: str, tokens: Tokens, actors: Sequence[ActorMention], lexicon: Lexicon
) -> bool:
    """Whether the troops behind the verb are those that a place was freed from: «звільнити від окупантів міста»."""
    return any(
        a.id == target
        and frame.head < a.start
        and lexicon.grammar.origin.any_of(tokens.norms[a.start - 1 : a.start])
        for a in actors
    )


def _opposed(
    frame: Frame, tokens: Tokens, actors: Sequence[ActorMention], lexicon: Lexicon
) -> tuple[str, str] | None:
    """Who fights whom, where both are named: "clashes between Ukrainian and Russian forces"."""
    ahead = range(frame.head + 1, min(len(tokens), frame.end + 3))
    between = next((i for i in ahead if tokens.norms[i] in lexicon.grammar.between), None)
    if between is None:
        return None
    found: dict[str, str] = {}
    for index in range(between + 1, min(len(tokens), between + 10)):
        if tokens.norms[index] in HARD_MARKS:
            break
        side = lexicon.side_of(tokens.norms[index])
        for actor in actors:
            if (
                actor.start <= index < actor.end
                and actor.id
                and side_of_id(actor.id) == (side or side_of_id(actor.id))
            ):
                found.setdefault(side_of_id(actor.id) or "", actor.id)
        if side:
            found.setdefault(side, f"{side}:armed-forces")
    sides = list(found.values())
    return (sides[0], sides[1]) if len(sides) > 1 else None


def _agent(frame: Frame, tokens: Tokens, actors: Sequence[ActorMention], lexicon: Lexicon) -> str | None:
    for actor in actors:  # passive: "by Ukrainian forces"
        if (
            frame.end <= actor.start <= frame.end + 8
            and actor.start
            and tokens.norms[actor.start - 1] in lexicon.grammar.by
        ):
            return actor.id
        if frame.head < actor.start <= frame.end + 4 and _in_doers_case(actor, tokens, lexicon):
            return actor.id
        if (
            frame.end <= actor.start <= frame.end + 4
            and actor.force
            and actor.id
            and _of_weapon(frame, actor, tokens, lexicon)
        ):
            return actor.id
    for index in range(frame.head + 1, min(len(tokens) - 1, frame.end + 4)):
        if tokens.norms[index] in lexicon.grammar.by and (side := lexicon.side_of(tokens.norms[index + 1])):
            return f"{side}:armed-forces"  # "was hit by Ukrainian drones"
    blows = lexicon.classes.get("blows")
    if blows is not None and blows.any_of(
        tokens.norms[frame.start : frame.end]
    ):  # "удар противника по Токмаку"
        for actor in actors:
            if (
                (frame.head if frame.flip else frame.start) < actor.start <= frame.end + 1
                and actor.force
                and actor.id
            ):
                return actor.id
    if (enemy := by_enemy_of(frame, actors)) is not None:
        return enemy
    if (holder := held_by(frame, tokens, actors, lexicon)) is not None:
        return holder
    pressing = {i for a in actors if under_pressure(a, tokens, lexicon) for i in range(a.start, a.end)}
    of_bodies = pressing | {
        i for a in actors if not a.force and a.id and not acts(a.id) for i in range(a.start + 1, a.end)
    }
    of_bodies |= {  # "a drone from Belarus fell"
        i for i in range(max(1, frame.head - 3), frame.head)
        if lexicon.away.any_of(tokens.norms[i - 1 : i]) or _seated(tokens, i, lexicon)
    }  # fmt: skip
    if (
        frame.head
        and frame.head - 1 not in of_bodies
        and (side := _side_at(tokens, frame.head - 1, frame.head, lexicon))
    ):
        return f"{side}:armed-forces"
    for index in range(frame.head - 1, max(-1, frame.head - 3), -1):
        side = None if index in of_bodies else _side_at(tokens, index, frame.head, lexicon)
        if side and lexicon.grammar.being.any_of(tokens.norms[index + 1 : frame.head]):
            break  # "the plant in Ukraine was damaged"
        if side and flew(frame, index, index + 1, tokens, lexicon):
            return None
        if side:
            return f"{side}:armed-forces"
        if tokens.norms[index] in lexicon.grammar.clause:
            break
    if (side := _side_before(frame, tokens, lexicon)) is not None:
        return f"{side}:armed-forces"
    own = frame.head if frame.kind == "movement" else frame.start  # «підрозділи окупантів прибувають»
    before = [a for a in actors if a.end <= own and a.id and (a.force or acts(a.id))]
    before = [
        a
        for a in before
        if not (under_pressure(a, tokens, lexicon) or flew(frame, a.start, a.end, tokens, lexicon))
    ]
    return before[-1].id if before and frame.start - before[-1].end <= 25 else None


def _seated(tokens: Tokens, index: int, lexicon: Lexicon) -> bool:
    """Whether a country outside the war is where somebody is: "soldiers trained in Prague"."""
    inside = lexicon.grammar.before_ground.any_of(tokens.norms[index - 1 : index])
    return inside and lexicon.side_of(tokens.norms[index]) not in (None, "ru", "ua")


def _in_doers_case(actor: ActorMention, tokens: Tokens, lexicon: Lexicon) -> bool:
    """Whether troops stand in the case of the doer of a passive: «захоплення села російськими військами»."""
    first = tokens.norms[actor.start]
    before = tokens.norms[max(0, actor.start - 1) : actor.start]
    return (
        actor.force and actor.id is not None and bool(before) and before[0].isalpha()
        and first.endswith(lexicon.grammar.instrumental) and before[0] not in lexicon.grammar.beside
    )  # fmt: skip


def _side_at(tokens: Tokens, index: int, head: int, lexicon: Lexicon) -> str | None:
    """The side that a word names, where it is no capital in the case of a place or of who is struck: not «по Києву
    вдарили», «Киев атаковали дроны»."""
    word, grammar = tokens.norms[index], lexicon.grammar
    struck = word in grammar.struck and tokens.norms[head].endswith(grammar.others_do)
    return None if struck or word in grammar.of_capital else lexicon.side_of(word)


def _side_before(frame: Frame, tokens: Tokens, lexicon: Lexicon) -> str | None:
    """The side whose name stands as the subject in front of what it did: "Russia launched another vast attack"."""
    if frame.kind not in _STRIKES and frame.kind != "attack":
        return None
    for index in range(frame.start - 1, max(-1, frame.start - _SUBJECT), -1):
        word = tokens.norms[index]
        if word in lexicon.grammar.side_nouns and tokens.caps[index]:
            does = lexicon.classes["does"].any_of(tokens.norms[index + 1 : frame.start])
            does = does or tokens.norms[frame.head].endswith(lexicon.grammar.past)
            return lexicon.side_of(word) if does and _opens_clause(tokens, index, lexicon) else None
        if word in lexicon.grammar.clause or word in HARD_MARKS or word == ",":
            return None
    return None


def _opens_clause(tokens: Tokens, index: int, lexicon: Lexicon) -> bool:
    """Whether a word is the first of a clause, as its subject is."""
    before = tokens.norms[index - 1 : index]
    grammar = lexicon.grammar
    return (
        not index or before[0] in HARD_MARKS or before[0] == "," or before[0] in QUOTES
        or any(words.any_of(before) for words in (grammar.that, grammar.turns, grammar.and_))
    )  # fmt: skip


def _of_weapon(frame: Frame, actor: ActorMention, tokens: Tokens, lexicon: Lexicon) -> bool:
    """Whether the weapon it was done with is theirs: "автомобиль атакован дроном ВСУ", not what was shot down."""
    if frame.kind in ("interception", "losses"):
        return False
    weapon = tokens.norms[actor.start - 1 : actor.start]
    means = lexicon.classes.get("instrument")
    return means is not None and means.any_of(weapon)


def acts(id: str) -> bool:
    """Whether an actor of that id does things itself: a unit, a service, a government."""
    return id.rsplit("-", 1)[-1] in (
        "regiment",
        "brigade",
        "battalion",
        "division",
        "corps",
        "army",
        "group",
    ) or id.endswith(
        (
            ":khortytsia",
            ":sbu",
            ":gur",
            ":fsb",
            ":unmanned-systems-forces",
            ":wagner",
            ":navy",
            ":air-force",
            ":government",
        )
    )


def _target(frame: Frame, tokens: Tokens, actors: Sequence[ActorMention], lexicon: Lexicon) -> str | None:
    for actor in actors:
        if frame.head < actor.start <= frame.head + 5 and actor.id and actor.force:
            return actor.id
    things = lexicon.classes.get("infrastructure")
    for index in range(frame.head + 1, min(len(tokens), frame.head + 8)):
        if tokens.norms[index] in HARD_MARKS:
            break
        named = tokens.caps[index] and lexicon.grammar.settlement.any_of(tokens.norms[index - 1 : index])
        if things and tokens.norms[index] in things and not named:
            return tokens.norms[_thing_behind(tokens, index, lexicon)]
    return None


def _thing_behind(tokens: Tokens, index: int, lexicon: Lexicon) -> int:
    """Where the thing stands of which an adjective is told: at «будинок» in «житловий будинок»."""
    adjectives, joins = lexicon.classes.get("of_thing"), lexicon.grammar.and_
    last = index
    while adjectives is not None and last + 1 < len(tokens) and tokens.norms[last] in adjectives:
        step = 2 if tokens.norms[last + 1] in joins else 1
        if last + step >= len(tokens) or not tokens.norms[last + step].isalpha() or tokens.caps[last + step]:
            return index
        last += step
    return last
