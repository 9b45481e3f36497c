"""Who did what is told in a passive, and whose a noun is: languages whose cases tell the doer from the owner."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import attrs

from conflictdata.text.lexicon import Lexicon
from conflictdata.text.mentions import ActorMention, opposite, side_of_id
from conflictdata.text.tokens import Tokens
from conflictdata.text.triggers import HARD_MARKS

if TYPE_CHECKING:
    from conflictdata.text.frames import Frame

SUFFERED = frozenset(("civilian-harm", "infrastructure-damage"))
"""What befalls who stands before the verb."""

_DOER = 4
"""Words, at the most, from a passive verb to its doer behind it: "were destroyed in a fight by"."""

_VICTIM = 10
"""Words, at the most, from whose something was to the verb that says it was destroyed."""

_OWNED, _SMALL = 2, 3
"""Words, at the most, that tell what of somebody's it is, and letters of a preposition."""

_TO_WEAPON = 5
"""Words, at the most, from a strike to the owner of what it was made with."""


def as_passive(
    frame: Frame, tokens: Tokens, actors: Sequence[ActorMention], lexicon: Lexicon
) -> Frame | None:
    """The frame with the doer of its passive, who stands in the instrumental, and with those whose loss it was: «танк
    ВСУ подбит бойцами "Ахмата"»; None where neither is told so."""
    grammar = lexicon.grammar
    if frame.flip or not grammar.instrumental or not tokens.norms[frame.head].endswith(grammar.undergone):
        return None
    doer = next((a.id for a in actors if a.id and _does_it(frame, a, tokens, lexicon)), None)
    if frame.kind == "losses":
        victim = _victim(frame, tokens, actors, lexicon)
        if doer is None and victim is None:
            return None
        side = opposite(side_of_id(doer))
        return attrs.evolve(frame, agent=doer, target=victim or (f"{side}:armed-forces" if side else None))
    return None if doer is None else attrs.evolve(frame, agent=doer)


def _does_it(frame: Frame, actor: ActorMention, tokens: Tokens, lexicon: Lexicon) -> bool:
    """Whether the troops stand in the instrumental beside the verb, in its clause."""
    behind = frame.head < actor.start <= max(frame.head + _DOER, frame.end + 1)
    before = actor.end <= frame.head <= actor.end + _DOER
    between = tokens.norms[min(actor.end, frame.head) : max(actor.start, frame.head)]
    return (
        actor.force and (behind or before) and not any(word in HARD_MARKS or word == "," for word in between)
        and in_instrumental(actor, tokens, lexicon)
    )  # fmt: skip


def in_instrumental(actor: ActorMention, tokens: Tokens, lexicon: Lexicon) -> bool:
    """Whether an actor, or a noun whose owner it is, stands in the instrumental: «бойцами ВСУ», «операторами дронов ВСУ»."""
    first = actor.start
    while first and first > actor.start - _OWNED and len(tokens.norms[first - 1]) > _SMALL:
        if first > 1 and tokens.caps[first - 1]:
            break
        first -= 1
    return any(word.endswith(lexicon.grammar.instrumental) for word in tokens.norms[first : actor.end])


def _victim(frame: Frame, tokens: Tokens, actors: Sequence[ActorMention], lexicon: Lexicon) -> str | None:
    """Whose what was destroyed is: «колонна украинской техники разбита», «удар по пункту ВСУ, уничтожен склад»."""
    for index in range(frame.head - 1, max(-1, frame.head - _VICTIM), -1):
        word = tokens.norms[index]
        if word in HARD_MARKS:
            return None
        actor = next((a for a in actors if a.end == index + 1 and a.force and a.id), None)
        if actor is not None and not in_instrumental(actor, tokens, lexicon):
            far = "," in tokens.norms[index + 1 : frame.head]
            return actor.id if not far or owns(actor, tokens, lexicon) else None
        covered = any(a.start <= index < a.end for a in actors)
        side = None if covered or tokens.caps[index] else lexicon.side_of(word)
        if (
            side
            and not word.endswith(lexicon.grammar.instrumental)
            and "," not in tokens.norms[index : frame.head]
        ):
            return f"{side}:armed-forces"
    return None


def owns(actor: ActorMention, tokens: Tokens, lexicon: Lexicon) -> bool:
    """Whether the noun before says what of theirs is meant, and no blow of theirs: «по району сосредоточения ВСУ»."""
    before = tokens.norms[actor.start - 1] if actor.start else ""
    known = (lexicon.classes.get(name) for name in ("blows", "instrument", "aerial"))
    blow = any(words is not None and before in words for words in known)
    small = (
        before in lexicon.grammar.clause
        or lexicon.complement.any_of((before,))
        or before in lexicon.background
    )
    return before.isalpha() and len(before) > 3 and not tokens.caps[actor.start - 1] and not (blow or small)


def held_by(frame: Frame, tokens: Tokens, actors: Sequence[ActorMention], lexicon: Lexicon) -> str | None:
    """Whose a place became, or under whose fire it came: «перешло под контроль ВСУ», «под огнем российских войск»; from
    whom it was struck: «обстрел со стороны ВСУ»."""
    hands, force = lexicon.classes.get("hands"), lexicon.classes.get("force")
    for actor in actors:
        before = tokens.norms[max(0, actor.start - 2) : actor.start]
        if not (actor.id and frame.head < actor.start and len(before) == 2):
            continue
        army = force is not None and before[1] in force  # «з боку армії окупантів»
        near = actor.start <= frame.end + 4 and frame.kind != "losses"
        if near and before[0 if army else 1] in lexicon.grammar.from_side and before[0].isalpha():
            return actor.id
        if actor.force and hands is not None and hands.any_of(before[1:]) and actor.start <= frame.end + 1:
            return actor.id
    return None


def weapon_of(
    frame: Frame, actor: str, tokens: Tokens, actors: Sequence[ActorMention], lexicon: Lexicon
) -> bool:
    """Whether the troops behind are those whose weapon it was: «погиб при попадании беспилотника ВСУ», «сбили 18 БПЛА
    ВСУ»; not «удар по складу дронов ВСУ»."""
    mention = next((a for a in actors if a.id == actor and a.start > frame.head), None)
    weapons, aimed = lexicon.classes.get("aerial"), lexicon.classes.get("targeted")
    if mention is None or weapons is None or aimed is None or mention.start > frame.head + _TO_WEAPON:
        return False
    between = tokens.norms[frame.head + 1 : mention.start - 1]
    blows = lexicon.classes.get("blows") if frame.kind in SUFFERED else None
    means = tokens.norms[mention.start - 1]
    blow = blows is not None and means in blows  # «ранены при ударе ВСУ по городу»
    return (means in weapons or blow) and not aimed.any_of(between)


def under_pressure(actor: ActorMention, tokens: Tokens, lexicon: Lexicon) -> bool:
    """Whether the troops are only those under whose pressure something was done: «отступили под натиском войск РФ»."""
    words = lexicon.classes.get("pressure")
    return words is not None and words.any_of(tokens.norms[max(0, actor.start - 1) : actor.start])


def flew(frame: Frame, start: int, end: int, tokens: Tokens, lexicon: Lexicon) -> bool:
    """Whether what was shot down belongs to those named there: «дронов ВСУ расстреляли», «три російські дрони збито»."""
    weapons = lexicon.classes.get("aerial")
    if frame.kind != "interception" or weapons is None or not lexicon.grammar.instrumental:
        return False
    passive = tokens.norms[frame.head].endswith(lexicon.grammar.undergone)
    behind = tokens.norms[end : end + 1] if passive else ()
    return weapons.any_of((*tokens.norms[max(0, start - 1) : start], *behind))


def of_one_subject(
    frames: Sequence[Frame], tokens: Tokens, actors: Sequence[ActorMention], lexicon: Lexicon
) -> list[Frame]:
    """With the doer of the first for the second of two things that one did, where those between are whom the first was
    done to: «войска РФ выбили ВСУ из посадок и начали продвижение к селу»."""
    joined: list[Frame] = []
    for frame in frames:
        first = joined[-1] if joined else None
        if (
            first is not None and first.agent and first.target and frame.agent == first.target
            and frame.target is None and not (first.flip or frame.flip)
            and not tokens.norms[first.head].endswith(lexicon.grammar.undergone)
            and _goes_on(first, frame, tokens, actors, lexicon)
        ):  # fmt: skip
            frame = attrs.evolve(frame, agent=first.agent)
        joined.append(frame)
    return joined


def _goes_on(
    first: Frame, then: Frame, tokens: Tokens, actors: Sequence[ActorMention], lexicon: Lexicon
) -> bool:
    """Whether the second is joined to the first by an "and", or goes on with a participle behind a comma, behind which
    nobody is named: «атаковали позиции ВСУ, пытаясь продвинуться к селу»."""
    commas = [i for i in range(first.head + 1, then.head) if tokens.norms[i] == ","]
    if len(commas) == 1 and tokens.norms[commas[0] + 1].endswith(lexicon.participle):
        return not any(commas[0] < a.start < then.head for a in actors)
    joints = [i for i in range(first.head + 1, then.head) if tokens.norms[i] in lexicon.grammar.and_]
    if not joints or "," in tokens.norms[first.head : joints[-1]]:
        return False
    between = range(joints[-1] + 1, then.head + 1)
    return len(between) <= 4 and not any(
        a.start in between or lexicon.side_of(tokens.norms[i]) for a in actors for i in between
    )


def by_enemy_of(frame: Frame, actors: Sequence[ActorMention]) -> str | None:
    """Who "the enemy" right before is where nobody but the other side has been named: «после отхода ВСУ вражеские атаки»."""
    enemy = next((a for a in actors if a.force and a.id is None and 0 <= frame.head - a.end <= 1), None)
    if enemy is None or enemy.back:
        return None
    named = {side_of_id(a.id) for a in actors if a.id and a.force}
    side = opposite(named.pop()) if len(named) == 1 else None
    return f"{side}:armed-forces" if side else None


def drives_out(frame: Frame, tokens: Tokens, lexicon: Lexicon) -> bool:
    """Whether the verb is one whose object are those who lose the place: «смогли выбить противника из села»."""
    words = lexicon.classes.get("drives_out")
    return words is not None and words.any_of(tokens.norms[frame.start : frame.head + 1])
