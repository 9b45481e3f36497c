"""What a sentence says happened: triggers of event kinds, with agent, target, outcome and quantities."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from conflictdata.model import Outcome
from conflictdata.text.attribution import MARKS, Attribution
from conflictdata.text.doers import acts, with_actors
from conflictdata.text.lexicon import Lexicon, Says, Trigger, Value
from conflictdata.text.mentions import ActorMention, opposite, side_of_id
from conflictdata.text.modality import (
    PLANNED_TOGETHER,
    in_own_clause,
    is_amount,
    is_definite,
    is_irrealis,
    is_negated,
    is_told_aside,
    is_tried,
)
from conflictdata.text.passives import of_one_subject
from conflictdata.text.patterns import Match
from conflictdata.text.reporting import noun_word, only_locates
from conflictdata.text.tokens import Tokens
from conflictdata.text.triggers import DASHES, HARD_MARKS, MEANS, find_triggers, is_attributive, refined_kind

_STRIKES = frozenset(("air-drone-strike", "shelling"))

_NOUNS_OF_PEOPLE = frozenset(("civilian-harm", "prisoner-exchange", "evacuation"))
"""Where a participle stands for people: "two wounded"."""


_THEY_CAME = 12
"""Words, at the most, between what was shot down and the drones "with which" somebody attacked."""

_LYING = 4
"""Words, at the most, before the verb of a sentence that says where a place lies."""


_STAYING = 4
"""Words, at the most, between those who stay somewhere and the verb that says so."""

_BY_STRIKE = 3
"""Words, at the most, between a strike and the verb of what suffered from it."""

_ANOTHER = 6
"""Words, at the most, between drones told of and "one more was destroyed"."""

_OBJECT = 3
"""Words, at the most, from "repelled" to the blow that was."""
_SHARED = 5
"""Words, at the most, from who was killed to who was wounded of the same troops."""
_COUNTED = 14
"""Words behind a colon in which the killed and wounded of the troops lost are counted."""

_SEEN = frozenset(("losses", "infrastructure-damage"))
"""What footage shows as it is: "the video with the destroyed column"."""

_REPELLED = frozenset(("attack", "advance", "air-drone-strike", "shelling", "explosion"))


@attrs.frozen
class Frame:
    """One happening that a sentence speaks of.

    Attributes:
        head: token that carries the meaning; ``start`` to ``end`` all tokens of the trigger.
        agent, target: actor ids, or for the target the word for a thing.
        background: told only to date or explain something else ("months after the incursion").
        negated: said not to have happened.
        irrealis: planned, feared, possible.
        reported: passed on with "reportedly".
        definite: refers to a happening already told ("the assaults").
        clause: told in a clause of its own behind another happening, not as its result ("damaging").
        aside: claimed by another in a relative clause, of the place before it ("which the ministry claimed to have taken").
    """

    kind: str
    start: int
    end: int
    head: int
    outcome: Outcome
    flip: bool
    agent: str | None = None
    target: str | None = None
    background: bool = False
    negated: bool = False
    irrealis: bool = False
    definite: bool = False
    reported: bool = False
    clause: bool = False
    aside: bool = False


def find_frames(
    tokens: Tokens, matches: Sequence[Match[Value]], actors: Sequence[ActorMention], lexicon: Lexicon,
    shown: Sequence[tuple[int, int]] = (),
) -> list[Frame]:  # fmt: skip
    """Frames of one sentence, in order; ``shown`` is what footage or who checked it tells of, from one token to another."""
    frames = []
    triggers = find_triggers(tokens, matches, actors, lexicon)
    if not triggers:
        return []
    here = frozenset(tokens.norms)
    conditional = lexicon.grammar.conditional.any_of(tokens.norms[:1])
    unreal = (
        conditional
        or not lexicon.unreal_words.isdisjoint(here)
        and any(words <= here for words in lexicon.unreal)
    )
    heads = frozenset(match.head for match in triggers)
    dated = lexicon.background.any_of(tokens.norms)
    said = frozenset(
        m.head for m in (matches if dated else ())
        if isinstance(m.value, Says) and not noun_word(tokens, m.head, lexicon)
        and not lexicon.grammar.of.any_of(tokens.norms[m.end : m.end + 1])
    )  # fmt: skip
    located = len(tokens)
    if lexicon.grammar.where.any_of(tokens.norms):
        says = (m for m in matches if isinstance(m.value, Says) and only_locates(tokens, m, lexicon))
        located = min((m.head for m in says), default=located)
    for match in triggers:
        trigger = match.value
        if not isinstance(trigger, Trigger):
            continue
        which = trigger.kind not in _NOUNS_OF_PEOPLE and is_attributive(tokens, match.head, lexicon)
        seen = trigger.kind in _SEEN and any(low <= match.head < high for low, high in shown)
        if which and not (seen or _declared(tokens, match, lexicon)):
            continue
        kind = refined_kind(tokens, match, trigger, lexicon, heads)
        if kind == "losses" and _struck_itself(tokens, match, lexicon):
            kind = "air-drone-strike"
        if kind == "air-drone-strike" and _blow(tokens, match, lexicon):
            continue
        outcome = trigger.outcome
        in_vain = lexicon.failed.any_of(tokens.norms[max(0, match.start - 3) : match.head])
        if in_vain:
            kind, outcome = ("attack" if kind in ("capture", "advance") else kind), Outcome.FAILURE
        fended = trigger.flip or (trigger.kind == "attack" and trigger.outcome is Outcome.FAILURE)
        if fended and kind == "air-drone-strike":
            kind, outcome = "interception", Outcome.SUCCESS  # "repelled an attack by drones"
        negated = not (in_vain and kind == "attack") and is_negated(tokens, match, lexicon)
        tried = kind in ("attack", "capture", "advance") and is_tried(tokens, match, lexicon)
        if tried:
            kind, outcome, negated = "attack", Outcome.FAILURE, False
        frames.append(
            Frame(
                kind=kind, start=match.start, end=match.end, head=match.head, outcome=outcome,
                flip=trigger.flip and kind == "attack",
                background=(
                    located < match.head
                    or is_told_aside(tokens, match, heads, said, lexicon)
                    or (kind == "movement" and _only_which(tokens, match.head, heads, lexicon))
                ),
                negated=negated,
                irrealis=not tried and (unreal or is_irrealis(tokens, match, lexicon)),
                reported=lexicon.grammar.reportedly.any_of(tokens.norms[max(0, match.start - 3) : match.start]),
                definite=is_definite(tokens, match, trigger.flip, lexicon),
                clause=in_own_clause(tokens, match, heads, lexicon),
            )
        )  # fmt: skip
    frames += _elliptic(frames, tokens, lexicon)
    frames = [_another_downed(frame, frames, tokens, lexicon) for frame in frames]
    frames = [_fended_from_the_air(frame, frames, tokens, lexicon) for frame in frames]
    frames = list(_coordinated(frames, tokens, actors, lexicon))
    flipped = {match.head for match in matches if isinstance(match.value, Trigger) and match.value.flip}
    frames = [
        f for f in frames if f.head in flipped or not _goes_on_trying(f, frames, flipped, tokens, lexicon)
    ]
    from_air = [
        f for f in frames if f.kind == "interception" and not flipped.isdisjoint(range(f.start, f.end))
    ]
    if repelled := [*(f for f in frames if f.head in flipped), *from_air]:
        frames = [
            f for f in frames
            if f.head in flipped or not any(_object_of(f, r, tokens, lexicon) or _means_of(f, r, tokens, lexicon) for r in repelled)
        ]  # fmt: skip
    if losses := [f for f in frames if f.kind == "losses"]:
        frames = [
            f for f in frames
            if f.kind != "civilian-harm" or not any(_of_those_lost(f, other, tokens, lexicon) for other in losses)
        ]  # fmt: skip
        frames = [f for f in frames if not any(_by_what(f, other, tokens, lexicon) for other in losses)]
    frames = [
        f for f in frames
        if not (_lies(f, tokens, lexicon) or _people_stay(f, tokens, lexicon) or _in_brackets(f, frames, tokens) or _places_suffer(f, frames, tokens))
    ]  # fmt: skip
    frames = [f for f in frames if not any(_that_came(f, other, tokens, lexicon) for other in frames)]
    frames = _repelled(frames, tokens)
    frames = [f for f in frames if not any(_fell_back_to(f, other, tokens, lexicon) for other in frames)]
    frames = [with_actors(frame, tokens, actors, lexicon) for frame in frames]
    return _parted(of_one_subject(frames, tokens, actors, lexicon))


def _repelled(frames: list[Frame], tokens: Tokens) -> list[Frame]:
    """With the blow from the air for "repelled" and what it says of it: "were repelling an attack on the city: three aerial
    targets had been shot down"."""
    blows = {
        f.head: other.head for f in frames for other in frames
        if f.kind == "attack" and f.flip and other.kind in _STRIKES and 0 < other.head - f.head <= _OBJECT
        and MARKS.isdisjoint(tokens.norms[f.head : other.head])
    }  # fmt: skip
    kept = (f for f in frames if f.head not in blows)
    return [attrs.evolve(f, flip=True) if f.head in blows.values() else f for f in kept]


def _struck_itself(tokens: Tokens, match: Match[Value], lexicon: Lexicon) -> bool:
    """Whether a passive has what follows for its object, which it cannot have: "the ferry was struck and a truck driver was
    wounded"."""
    passive = lexicon.grammar.being.any_of(tokens.norms[max(0, match.head - 1) : match.head])
    hits = lexicon.classes.get("hits", ())
    return (
        passive
        and tokens.norms[match.head] in hits
        and match.head == match.start
        and match.end - match.head > 1
    )


def _parted(frames: list[Frame]) -> list[Frame]:
    """Who struck did not shoot down what it struck with: "they attacked with drones, all drones were downed"."""
    parted: list[Frame] = []
    for frame in frames:
        side = side_of_id(frame.agent)
        struck = any(f.kind in (*_STRIKES, "attack") and side_of_id(f.agent) == side for f in parted)
        side = opposite(side) if frame.kind == "interception" and struck else None
        parted.append(attrs.evolve(frame, agent=f"{side}:armed-forces") if side else frame)
    return parted


def shown_presence(
    tokens: Tokens, attributions: Sequence[Attribution], actors: Sequence[ActorMention],
    frames: Sequence[Frame], lexicon: Lexicon,
) -> list[Frame]:  # fmt: skip
    """Troops that footage shows without a verb of what they do: "footage shows Ukrainian infantry west of ..."."""
    for shown in attributions:
        low, high = shown.scope
        told = (f for f in frames if not (f.negated or f.irrealis))
        if shown.evidence is None or any(f.head in range(low, high) for f in told):
            continue
        for actor in actors:
            past = actor.end
            while tokens.norms[past : past + 1] != () and tokens.norms[past].endswith(lexicon.grammar.adverb):
                past += 1  # "soldiers freely walking"
            at = tokens.norms[past : past + 1]
            if (
                (actor.force or (actor.id is not None and acts(actor.id)))
                and actor.id
                and low <= actor.start < min(high, low + 4)
                and at
                and at[0] in lexicon.show["at"]
            ):
                return [
                    Frame(
                        "presence",
                        actor.start,
                        actor.end,
                        actor.end - 1,
                        Outcome.ONGOING,
                        flip=False,
                        agent=actor.id,
                    )
                ]
    return []


def _coordinated(
    frames: Sequence[Frame], tokens: Tokens, actors: Sequence[ActorMention], lexicon: Lexicon
) -> Iterator[Frame]:
    """What is joined to something planned is planned too: "to capture the rest and push westward"."""
    before: Frame | None = None
    for frame in frames:
        if before is not None and before.irrealis and not frame.irrealis:
            between = tokens.norms[before.end : frame.start]
            joined = lexicon.grammar.plans_go_on.any_of(between[-1:])
            named = any(before.end <= a.start < frame.start and not a.back for a in actors)
            near = frame.start - before.end <= PLANNED_TOGETHER
            if joined and near and not named and not lexicon.grammar.plans_end.any_of(between):
                frame = attrs.evolve(frame, irrealis=True)
        yield frame
        before = frame


def _object_of(frame: Frame, repelled: Frame, tokens: Tokens, lexicon: Lexicon) -> bool:
    """Whether it is what was repelled: "repelled the Ukrainian assaults", "попытка атаковать город сорвана"."""
    attack = frame.kind == "attack" or (frame.kind == "air-drone-strike" and repelled.kind == "interception")
    if frame.kind == "advance":  # "thwarted the advances", not "repelled the assaults and advanced"
        attack = not lexicon.grammar.clause.any_of(tokens.norms[repelled.head : frame.head])
    behind = attack and 0 < frame.head - repelled.head <= 5
    around = frame.start < repelled.start < frame.end and frame.kind in _REPELLED
    return behind or around


def _goes_on_trying(
    frame: Frame, frames: Sequence[Frame], flipped: set[int], tokens: Tokens, lexicon: Lexicon
) -> bool:
    """Whether it is the second of two things that were tried and fended off: "repelled an attempt to cross the river and
    seize the village"."""
    joint = frame.start - 1
    if joint < 1 or tokens.norms[joint] not in lexicon.grammar.and_ or lexicon.grammar.past == ():
        return False
    fended = max((head for head in flipped if head < joint), default=None)
    if fended is None or tokens.norms[frame.head].endswith(lexicon.grammar.past):
        return False
    between = tokens.norms[fended:joint]
    tried = lexicon.grammar.tries.any_of(between) and lexicon.grammar.to.any_of(between)
    return (
        tried
        and "," not in between
        and not any(f.head > fended and f.head < joint and f.head in flipped for f in frames)
    )


def _means_of(frame: Frame, repelled: Frame, tokens: Tokens, lexicon: Lexicon) -> bool:
    """Whether it is by what the attack was repelled: "огнём и ударами авиации сорвана атака"."""
    means = lexicon.classes.get("instrument")
    between = tokens.norms[frame.head : repelled.start]
    return (
        means is not None and 0 < len(between) <= 8 and between[0] in means and frame.kind in _REPELLED
        and not any(word in HARD_MARKS or word == "," for word in between)
    )  # fmt: skip


def _elliptic(frames: Sequence[Frame], tokens: Tokens, lexicon: Lexicon) -> list[Frame]:
    """A strike told without its verb behind another: "Nikopol they struck with drones, Marhanets — with artillery"."""
    found: list[Frame] = []
    struck = next((f for f in frames if f.kind in _STRIKES and not f.negated), None)
    if struck is None or DASHES.isdisjoint(tokens.norms):
        return found
    for dash in range(struck.head + 3, len(tokens) - 1):
        if tokens.norms[dash] not in DASHES or not tokens.caps[dash - 1]:
            continue
        means = tokens.norms[dash + 1 : dash + 4]
        kinds = [
            kind for kind, near in MEANS if near in lexicon.classes and lexicon.classes[near].any_of(means)
        ]
        if kinds and "," in tokens.norms[struck.head : dash]:
            found.append(attrs.evolve(struck, kind=kinds[0], start=dash, head=dash, end=dash + 1))
    return found


def _blow(tokens: Tokens, match: Match[Value], lexicon: Lexicon) -> bool:
    """Whether a person is struck by no weapon and no troops: "struck the businessman several times"."""
    civilian, things = lexicon.classes.get("civilian"), lexicon.classes["infrastructure"]
    if civilian is None or not civilian.any_of(tokens.norms[match.head + 1 : match.head + 4]):
        return False
    if things.any_of(tokens.norms[match.head + 1 : match.head + 6]):
        return False  # "strikes on civilian infrastructure"
    weapons = (lexicon.classes.get(name) for name in ("airpower", "artillery", "force", "aerial"))
    armed = any(words is not None and words.any_of(tokens.norms) for words in weapons)
    return not armed and not any(map(lexicon.side_of, tokens.norms)) and match.end - match.start == 1


def _another_downed(frame: Frame, frames: Sequence[Frame], tokens: Tokens, lexicon: Lexicon) -> Frame:
    """What was destroyed behind drones shot down, where only a number is its subject: "..., one more was destroyed over X"."""
    flown = [f for f in frames if f.kind in ("interception", *_STRIKES) and f.head < frame.head]
    if frame.kind not in _SEEN or not flown or frame.end - frame.start > 1:
        return frame
    words, behind = tokens.norms[flown[-1].end : frame.start], tokens.norms[frame.end : frame.end + 3]
    numbered = any(word.isdigit() or word in lexicon.numbers for word in words[-4:])
    numbered = numbered or lexicon.grammar.one.any_of(words[-1:])
    of_them = lexicon.grammar.of_whole.any_of(words[-2:-1]) and not words[-1].isdigit()
    far = len(words) > _ANOTHER and words[-2:-1] != (",",)
    if not numbered or (flown[-1].kind != "interception" and not of_them) or far:
        return frame
    things = (lexicon.classes.get("soldier"), lexicon.classes.get("equipment"))
    if any(known is not None and (known.any_of(words) or known.any_of(behind)) for known in things):
        return frame
    return attrs.evolve(frame, kind="interception", outcome=Outcome.SUCCESS)


def _fended_from_the_air(frame: Frame, frames: Sequence[Frame], tokens: Tokens, lexicon: Lexicon) -> Frame:
    """An "attack" of which drones are then shot down came from the air: «Атака на Москву: ППО збила 32 дрони»."""
    nouns = lexicon.classes["blows" if "blows" in lexicon.classes else "blow"]
    noun = nouns.any_of(tokens.norms[frame.head : frame.head + 1])
    if frame.kind != "attack" or frame.flip or not noun or frame.start != frame.head:
        return frame
    downed = any(
        f.kind == "interception" and frame.head < f.head and lexicon.classes["aerial"].any_of(tokens.norms[max(0, f.start - 4) : f.end + 4])
        for f in frames
    )  # fmt: skip
    grounds = any(f.kind in ("capture", "advance", "armed-clash") for f in frames)
    return attrs.evolve(frame, kind="air-drone-strike") if downed and not grounds else frame


def _that_came(frame: Frame, other: Frame, tokens: Tokens, lexicon: Lexicon) -> bool:
    """Whether a relative clause only says which drones were shot down: "14 drones that attacked Odesa were downed"."""
    if frame.kind not in _STRIKES or other.kind != "interception" or frame.end - frame.start > 6:
        return False
    inner = (
        tokens.norms[frame.start + 1 : frame.head + 1] if 0 < frame.start - other.head <= _THEY_CAME else ()
    )
    if lexicon.grammar.relative.any_of(inner):
        return True  # "shot down all drones with which Russia attacked Kyiv"
    opens = range(max(1, frame.start - 4), frame.start + 1)
    said = lexicon.grammar.that, lexicon.relative, lexicon.grammar.relative
    flying = lexicon.classes["aerial"]
    if any(tokens.norms[i] in lexicon.grammar.relative and tokens.norms[i - 1] in flying for i in opens):
        return True  # "destroyed an Su-34 aircraft that was conducting strikes"
    return any(
        tokens.norms[i - 1] == "," and any(tokens.norms[i] in words for words in said)
        and not (tokens.norms[i].isascii() and tokens.norms[i] in lexicon.complement)  # "..., that 13 struck"
        for i in opens
    )  # fmt: skip


def _lies(frame: Frame, tokens: Tokens, lexicon: Lexicon) -> bool:
    """Whether it is a place that lies somewhere, not troops: "Разино находится в ДНР"."""
    words = lexicon.classes.get("lies")
    return (
        frame.kind == "presence" and words is not None and tokens.norms[frame.head] in words
        and 0 < frame.head <= _LYING and (tokens.caps[frame.head - 1] or lexicon.classes["place_noun"].any_of(tokens.norms[: frame.head]))
        and lexicon.side_of(tokens.norms[frame.head - 1]) is None
    )  # fmt: skip


def _people_stay(frame: Frame, tokens: Tokens, lexicon: Lexicon) -> bool:
    """Whether those who are still somewhere are its people, no troops: "some 40 residents remain in the town"."""
    people = lexicon.classes.get("resident")
    near = tokens.norms[max(0, frame.start - _STAYING) : frame.end + _STAYING]
    if frame.kind != "presence" or people is None or not people.any_of(near):
        return False
    troops = (lexicon.classes.get("force"), lexicon.classes.get("soldier"))
    return not any(words is not None and words.any_of(near) for words in troops) and not any(
        map(lexicon.side_of, near)
    )


def _places_suffer(frame: Frame, frames: Sequence[Frame], tokens: Tokens) -> bool:
    """Whether those who suffered from a strike are places: «Від авіаударів постраждали Вовчанськ та Липці»."""
    struck = any(f.kind in _STRIKES and 0 < frame.start - f.end + 1 <= _BY_STRIKE for f in frames)
    return (
        frame.kind == "civilian-harm" and struck and frame.end - frame.start == 1
        and tokens.caps[frame.end : frame.end + 1] == (True,) and not tokens.norms[frame.head].isascii()
    )  # fmt: skip


def _in_brackets(frame: Frame, frames: Sequence[Frame], tokens: Tokens) -> bool:
    """Whether it only counts in brackets what was told: "struck Kharkiv (about 20 explosions) and Pavlohrad"."""
    before, behind = (
        tokens.norms[max(0, frame.head - 4) : frame.head],
        tokens.norms[frame.head + 1 : frame.head + 3],
    )
    return (
        frame.kind in ("explosion", *_STRIKES) and "(" in before and ")" not in before and ")" in behind
        and any(f.kind in _STRIKES and f.head < frame.head for f in frames)
    )  # fmt: skip


def _only_which(tokens: Tokens, head: int, heads: frozenset[int], lexicon: Lexicon) -> bool:
    """Whether a participle behind what was struck only says which: "struck reserves moving through Sumy Oblast"."""
    before = tokens.norms[max(0, head - 2) : head]
    return (
        bool(before) and tokens.norms[head].endswith(lexicon.participle) and any(other < head - 1 for other in heads)
        and not lexicon.grammar.being.any_of(before) and before[-1].isalpha()
        and not lexicon.grammar.clause.any_of(before)
    )  # fmt: skip


def _declared(tokens: Tokens, match: Match[Value], lexicon: Lexicon) -> bool:
    """Whether the participle is what a place was declared: "назвав звільненими села ..."."""
    declares = lexicon.classes.get("declares")
    return declares is not None and declares.any_of(tokens.norms[match.start : match.head])


def _of_those_lost(frame: Frame, other: Frame, tokens: Tokens, lexicon: Lexicon) -> bool:
    """Whether the wounded are of the soldiers just counted: "lost 1,150 soldiers, killed and wounded", or told apart
    behind a colon."""
    soldiers, civilian = lexicon.classes.get("soldier"), lexicon.classes.get("civilian")
    if frame.end <= other.start:
        return _share_people(frame, other, tokens, lexicon)
    if other.end > frame.start:
        return False
    between = tokens.norms[other.end : frame.start]
    theirs = tokens.norms[max(0, other.start - 3) : frame.start]  # "six soldiers were killed and ten wounded"
    counted = soldiers is not None and soldiers.any_of(theirs) and not (civilian and civilian.any_of(between))
    loses = lexicon.grammar.loses.any_of(tokens.norms[other.start : other.end])
    if loses and not (civilian and civilian.any_of(between)):
        counted = counted or any(word.isdigit() for word in between)  # "lost 112, killed and wounded"
    if not counted:
        return False
    if loses and ":" in between:
        of_them = tokens.norms[tokens.norms.index(":", other.end) : frame.head + 1]
        return len(of_them) <= _COUNTED and ";" not in of_them and not (civilian and civilian.any_of(of_them))
    return frame.start <= other.end + 5 and not any(w in HARD_MARKS for w in between)


def _share_people(frame: Frame, other: Frame, tokens: Tokens, lexicon: Lexicon) -> bool:
    """Whether the dead are of those named behind the wounded: "killing over 50 and wounding over 40 soldiers"."""
    between = tokens.norms[frame.end : other.start]
    civilian = lexicon.classes.get("civilian")
    return (
        0 < len(between) <= _SHARED and lexicon.grammar.and_.any_of(between[-1:])
        and any(word.isdigit() or word in lexicon.numbers for word in between)
        and not (civilian and civilian.any_of(between)) and MARKS.isdisjoint(between)
    )  # fmt: skip


def _fell_back_to(frame: Frame, other: Frame, tokens: Tokens, lexicon: Lexicon) -> bool:
    """Whether new positions are those withdrawn to: "left the town and took up lines beyond it"."""
    between = tokens.norms[other.end : frame.start]
    return (
        frame.kind in ("advance", "presence") and other.kind == "withdrawal" and not other.negated
        and other.head < frame.head <= other.end + 10 and lexicon.grammar.and_.any_of(between)
        and not any(word == "," or word in HARD_MARKS for word in between)
        and not any(lexicon.side_of(word) for word in between)
    )  # fmt: skip


def _by_what(frame: Frame, other: Frame, tokens: Tokens, lexicon: Lexicon) -> bool:
    """Whether it only says with what the other, a loss, was done: "ударом дрона знищили танк"."""
    means = lexicon.classes.get("instrument")
    return (
        means is not None and frame.kind in _STRIKES
        and 0 < other.head - frame.end + 1 <= 3 and means.any_of(tokens.norms[frame.start : frame.end])
    )  # fmt: skip


def always_background(tokens: Tokens, frame: Frame, lexicon: Lexicon) -> bool:
    """Whether the words before say that this is no news of its own ("despite recent advances")."""
    for index in range(frame.head - 1, max(-1, frame.head - 6), -1):
        word = tokens.norms[index]
        if word in lexicon.grammar.clause:
            return False
        if word in lexicon.always_background and lexicon.doing.any_of(
            tokens.norms[max(0, index - 1) : index]
        ):
            return False  # "strikes against Kramatorsk killed two"
        night = lexicon.grammar.eve.any_of(tokens.norms[max(0, index - 1) : index])  # «у ніч проти неділі»
        if word in lexicon.always_background and not (night or is_amount(tokens, index, lexicon)):
            return True
    return False
