"""What a sentence says happened: triggers of event kinds, with agent, target, outcome and quantities."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from conflictdata.model import Outcome
from conflictdata.text.attribution import MARKS, Attribution
from conflictdata.text.lexicon import Compound, Lexicon, Says, Trigger, Value
from conflictdata.text.mentions import ActorMention, opposite, side_of_id
from conflictdata.text.patterns import Match
from conflictdata.text.reporting import noun_word, only_locates
from conflictdata.text.tokens import Tokens
from conflictdata.text.wordset import WordSet

_STRIKES = frozenset(("air-drone-strike", "shelling"))
_MEANS = (("air-drone-strike", "airpower"), ("shelling", "artillery"))
_DASHES = frozenset(("—", "–", "-"))
_HARD = frozenset((";", ":", "—", "–"))
PLANNED_TOGETHER = 8
"""Words between two things that are planned together, at the most."""

_NOUNS_OF_PEOPLE = frozenset(("civilian-harm", "prisoner-exchange", "evacuation"))
"""Where a participle stands for people: "two wounded"."""

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


def find_frames(
    tokens: Tokens, matches: Sequence[Match[Value]], actors: Sequence[ActorMention], lexicon: Lexicon
) -> list[Frame]:
    """Frames of one sentence, in order."""
    frames = []
    triggers = _triggers(tokens, matches, actors, lexicon)
    here = frozenset(tokens.norms) if triggers else frozenset[str]()
    unreal = not lexicon.unreal_words.isdisjoint(here) and any(words <= here for words in lexicon.unreal)
    heads = frozenset(match.head for match in triggers)
    dated = bool(triggers) and lexicon.background.any_of(tokens.norms)
    said = frozenset(
        m.head for m in (matches if dated else ())
        if isinstance(m.value, Says) and not noun_word(tokens, m.head, lexicon)
        and not lexicon.grammar.of.any_of(tokens.norms[m.end : m.end + 1])
    )  # fmt: skip
    located = len(tokens)
    if triggers and lexicon.grammar.where.any_of(tokens.norms):
        says = (m for m in matches if isinstance(m.value, Says) and only_locates(tokens, m, lexicon))
        located = min((m.head for m in says), default=located)
    for match in triggers:
        trigger = match.value
        if not isinstance(trigger, Trigger):
            continue
        if trigger.kind not in _NOUNS_OF_PEOPLE and _attributive(tokens, match.head, lexicon):
            continue
        kind = _refined(tokens, match, trigger, lexicon, heads)
        outcome = trigger.outcome
        if lexicon.failed.any_of(tokens.norms[max(0, match.start - 3) : match.start]):
            kind, outcome = ("attack" if kind in ("capture", "advance") else kind), Outcome.FAILURE
        if trigger.flip and kind == "air-drone-strike":
            kind, outcome = "interception", Outcome.SUCCESS  # "repelled an attack by drones"
        negated = _negated(tokens, match, lexicon)
        tried = kind in ("attack", "capture", "advance") and _tried(tokens, match, lexicon)
        if tried:
            kind, outcome, negated = "attack", Outcome.FAILURE, False
        frames.append(
            Frame(
                kind=kind, start=match.start, end=match.end, head=match.head, outcome=outcome,
                flip=trigger.flip and kind == "attack",
                background=located < match.head or _told_aside(tokens, match, heads, said, lexicon),
                negated=negated,
                irrealis=not tried and (unreal or _irrealis(tokens, match, lexicon)),
                reported=lexicon.grammar.reportedly.any_of(tokens.norms[max(0, match.start - 3) : match.start]),
                definite=_definite(tokens, match, trigger.flip, lexicon),
                clause=_own_clause(tokens, match, heads, lexicon),
            )
        )  # fmt: skip
    frames += _elliptic(frames, tokens, lexicon)
    frames = list(_coordinated(frames, tokens, actors, lexicon))
    flipped = {match.head for match in matches if isinstance(match.value, Trigger) and match.value.flip}
    repelled = [f for f in frames if f.head in flipped]
    frames = [
        f for f in frames
        if f.head in flipped or not any(_object_of(f, r) or _means_of(f, r, tokens, lexicon) for r in repelled)
    ]  # fmt: skip
    frames = [f for f in frames if not any(_by_what(f, other, tokens, lexicon) for other in frames)]
    return [_with_actors(frame, tokens, actors, lexicon) for frame in frames]


def shown_presence(
    tokens: Tokens, attributions: Sequence[Attribution], actors: Sequence[ActorMention],
    frames: Sequence[Frame], shown_at: WordSet,
) -> list[Frame]:  # fmt: skip
    """Troops that footage shows without a verb of what they do: "footage shows Ukrainian infantry west of ..."."""
    for shown in attributions:
        low, high = shown.scope
        if shown.evidence is None or any(f.head in range(low, high) for f in frames):
            continue
        for actor in actors:
            at = tokens.norms[actor.end : actor.end + 1]
            if (
                actor.force
                and actor.id
                and low <= actor.start < min(high, low + 4)
                and at
                and at[0] in shown_at
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


def _object_of(frame: Frame, repelled: Frame) -> bool:
    """Whether it is what was repelled: "repelled the Ukrainian assaults", "попытка атаковать город сорвана"."""
    attack = frame.kind == "attack" or (frame.kind == "air-drone-strike" and repelled.kind == "interception")
    behind = attack and 0 < frame.head - repelled.head <= 5
    around = frame.start < repelled.start < frame.end and frame.kind in _REPELLED
    return behind or around


def _means_of(frame: Frame, repelled: Frame, tokens: Tokens, lexicon: Lexicon) -> bool:
    """Whether it is by what the attack was repelled: "огнём и ударами авиации сорвана атака"."""
    means = lexicon.classes.get("instrument")
    between = tokens.norms[frame.head : repelled.start]
    return (
        means is not None and 0 < len(between) <= 8 and between[0] in means and frame.kind in _REPELLED
        and not any(word in _HARD or word == "," for word in between)
    )  # fmt: skip


def _elliptic(frames: Sequence[Frame], tokens: Tokens, lexicon: Lexicon) -> list[Frame]:
    """A strike told without its verb behind another: "Nikopol they struck with drones, Marhanets — with artillery"."""
    found: list[Frame] = []
    struck = next((f for f in frames if f.kind in _STRIKES and not f.negated), None)
    if struck is None:
        return found
    for dash in range(struck.head + 3, len(tokens) - 1):
        if tokens.norms[dash] not in _DASHES or not tokens.caps[dash - 1]:
            continue
        means = tokens.norms[dash + 1 : dash + 4]
        kinds = [
            kind for kind, near in _MEANS if near in lexicon.classes and lexicon.classes[near].any_of(means)
        ]
        if kinds and "," in tokens.norms[struck.head : dash]:
            found.append(attrs.evolve(struck, kind=kinds[0], start=dash, head=dash, end=dash + 1))
    return found


def _by_what(frame: Frame, other: Frame, tokens: Tokens, lexicon: Lexicon) -> bool:
    """Whether it only says with what the other was done: "ударом дрона знищили танк"."""
    means = lexicon.classes.get("instrument")
    return (
        means is not None and other.kind == "losses" and frame.kind in _STRIKES
        and 0 < other.head - frame.end + 1 <= 3 and means.any_of(tokens.norms[frame.start : frame.end])
    )  # fmt: skip


def _triggers(
    tokens: Tokens, matches: Sequence[Match[Value]], actors: Sequence[ActorMention], lexicon: Lexicon
) -> list[Match[Value]]:
    """The most specific trigger at each head; none inside a longer one or inside an actor's name."""
    best: dict[int, Match[Value]] = {}
    compound = {i for m in matches if isinstance(m.value, Compound) for i in range(m.start, m.end)}
    for match in matches:
        if not isinstance(match.value, Trigger):
            continue
        if any(a.start <= match.head < a.end and not a.back for a in actors):
            continue
        if match.head in compound or (
            match.value.kind == "interception" and _by_means(tokens, match, lexicon)
        ):
            continue
        if match.value.kind == "losses" and lexicon.grammar.by.any_of(
            tokens.norms[match.head + 1 : match.end]
        ):
            continue  # "hit by mortar fire"
        if match.value.named and not _before_name(tokens, match, lexicon):
            continue
        if match.value.behind and not _behind_name(tokens, match, lexicon):
            continue
        known = best.get(match.head)
        if known is None or _rank(match) > _rank(known):
            best[match.head] = match
    kept = list(best.values())
    return sorted(
        (
            m for m in kept
            if not any(o is not m and o.start <= m.head < o.end and _swallows(o, m) for o in kept)
        ),
        key=lambda m: m.head,
    )  # fmt: skip


def _attributive(tokens: Tokens, head: int, lexicon: Lexicon) -> bool:
    """Whether a participle only says which thing is meant: "a downed drone", "обломков сбитых дронов"."""
    word = tokens.norms[head]
    if word.endswith(lexicon.attributive_endings):  # "о 74 сбитых дронах" counts what happened
        return not (head and (tokens.norms[head - 1].isdigit() or tokens.norms[head - 1] in lexicon.numbers))
    if word not in lexicon.attributive or not head or head + 1 >= len(tokens):
        return False
    before = (
        head - 2
        if head > 1 and tokens.norms[head - 1].endswith(lexicon.grammar.adverb or ("\0",))
        else head - 1
    )
    return tokens.norms[before] in lexicon.before_attribute and tokens.norms[head + 1].isalpha()


def _by_means(tokens: Tokens, match: Match[Value], lexicon: Lexicon) -> bool:
    """What was destroyed "by a missile" or "дроном" was no missile and no drone; nor was "a depot of drones"."""
    if match.start < match.head < len(tokens) - 1 and match.head == match.end - 1:
        behind = tokens.norms[match.head + 1]
        has_object = behind in lexicon.grammar.opens_noun or behind.isdigit() or behind in lexicon.numbers
        acts = tokens.norms[match.start] in lexicon.classes.get("aerial", ())
        if acts and has_object and not lexicon.grammar.being.any_of(tokens.norms[match.start : match.head]):
            return True  # "drones destroyed a bomber"
    by = lexicon.classes.get("instrument")
    if by is not None and any(word in by for word in tokens.norms[match.head + 1 : match.end]):
        return True
    aerial, things = lexicon.classes.get("aerial"), lexicon.classes.get("infrastructure")
    if aerial is None or things is None:
        return False
    carriers = lexicon.classes["equipment"]
    return any(
        tokens.norms[i] in aerial
        and (
            things.any_of(tokens.norms[max(0, i - 1) : i + 2])
            or (
                carriers.any_of(tokens.norms[i + 1 : i + 2])
                and not aerial.any_of(tokens.norms[i + 1 : i + 2])
            )
        )
        for i in range(match.start, match.end)
    )


def _rank(match: Match[Value]) -> tuple[int, int, bool]:
    assert isinstance(match.value, Trigger)
    return (
        match.value.weight + 2 * (match.value.named or match.value.behind),
        match.start - match.end,
        match.value.flip,
    )


def _before_name(tokens: Tokens, match: Match[Value], lexicon: Lexicon) -> bool:
    """Directly before a name ("lost Avdiivka"), not before whose something is ("lost Russian tanks")."""
    if match.end >= len(tokens) or not tokens.caps[match.end]:
        return False
    word = tokens.norms[match.end]
    return word.replace("'", "").replace("-", "").isalpha() and lexicon.side_of(word) is None


def _behind_name(tokens: Tokens, match: Match[Value], lexicon: Lexicon) -> bool:
    """Directly behind a name or its dash, at the end of a clause: "Торецк взят", "Соледар — знову наш"."""
    name, grammar = match.start - 1, lexicon.grammar
    while name > 0 and (
        tokens.norms[name] in _HARD
        or tokens.norms[name] in lexicon.negation
        or tokens.norms[name] in grammar.before_predicate
    ):
        name -= 1
    word = tokens.norms[name] if name >= 0 else ""
    if (
        not word
        or not tokens.caps[name]
        or word in grammar.before_predicate
        or lexicon.side_of(word) is not None
    ):
        return False
    after = tokens.norms[match.end] if match.end < len(tokens) else ""
    ends = not after.isalnum() or after in lexicon.background or after in grammar.and_
    last = tokens.norms[match.end - 1]
    ends = ends or after in grammar.after_predicate or not last.isalnum() or last in grammar.after_predicate
    return ends and word.replace("-", "").replace("'", "").isalpha() and word not in lexicon.classes["aerial"]


def _swallows(outer: Match[Value], inner: Match[Value]) -> bool:
    assert isinstance(outer.value, Trigger)
    assert isinstance(inner.value, Trigger)
    return outer.value.weight > inner.value.weight or (
        outer.value.weight == inner.value.weight and outer.head < inner.head and outer.value.weight > 1
    )


def _refined(
    tokens: Tokens, match: Match[Value], trigger: Trigger, lexicon: Lexicon, heads: frozenset[int]
) -> str:
    kind = trigger.kind
    for rule in lexicon.refinements:
        if kind not in rule.kinds:
            continue
        first = match.head if rule.after else match.head - rule.within
        if trigger.flip:  # by what it was repelled stands before: "ударами авиации сорвана атака"
            first = max(first, match.start)
        low, high = _stretch(tokens, match.head, max(0, first), match.head + rule.within + 1, heads, lexicon)
        words = tokens.norms[low:high]
        if rule.unless is not None and any(word in rule.unless for word in words):
            continue
        if any(
            tokens.norms[index] in rule.near
            and (not rule.instrument or _is_means(tokens, match, index, lexicon))
            for index in range(low, high)
        ):
            kind = rule.to
    return kind


def _is_means(tokens: Tokens, match: Match[Value], index: int, lexicon: Lexicon) -> bool:
    """Whether the weapon at ``index`` is what it was done with, not what it was done to."""
    targeted, instrument = lexicon.classes.get("targeted"), lexicon.classes.get("instrument")
    support = lexicon.classes.get("support")
    if support is not None and support.any_of(tokens.norms[max(0, index - 2) : index + 2]):
        return False  # "assaulted with the support of artillery" is an assault
    if index <= match.end:
        return True
    between = tokens.norms[match.head + 1 : index]
    if targeted is not None:  # case endings tell; a preposition of direction makes it the target
        return not any(word in targeted for word in tokens.norms[max(match.head + 1, index - 2) : index])
    return instrument is None or any(word in instrument for word in between)


def _stretch(
    tokens: Tokens, head: int, low: int, high: int, heads: frozenset[int], lexicon: Lexicon
) -> tuple[int, int]:
    """The range around ``head``, cut at hard clause boundaries and, backwards, at the "and" behind another trigger."""
    high = min(high, len(tokens))
    for index in range(head - 1, low - 1, -1):
        joined = tokens.norms[index] in lexicon.grammar.and_ and any(other < index for other in heads)
        if tokens.norms[index] in _HARD or joined:
            low = index + 1
            break
    for index in range(head + 1, high):
        if tokens.norms[index] in _HARD:
            high = index
            break
    return low, high


def _background(
    tokens: Tokens, match: Match[Value], heads: frozenset[int], said: frozenset[int], lexicon: Lexicon
) -> bool:
    for index in range(match.head - 1, max(-1, match.head - 7), -1):
        word = tokens.norms[index]
        if word in lexicon.grammar.clause or index in heads:
            return False
        if index in said:
            return False  # "a day after Moscow announced it had taken the town": a statement of its own
        if word in lexicon.background and not _amount(tokens, index, lexicon):  # not in "have since regained"
            return index == 0 or tokens.norms[index - 1] not in lexicon.grammar.perfect
    return False


def _told_aside(
    tokens: Tokens, match: Match[Value], heads: frozenset[int], said: frozenset[int], lexicon: Lexicon
) -> bool:
    return (
        _background(tokens, match, heads, said, lexicon)
        or _relative(tokens, match, lexicon)
        or _cause(tokens, match, lexicon)
        or _circumstance(tokens, match, heads, lexicon)
    )


def _circumstance(tokens: Tokens, match: Match[Value], heads: frozenset[int], lexicon: Lexicon) -> bool:
    """Fire told as that under which something was done: "withdrew under heavy artillery fire"."""
    if not isinstance(match.value, Trigger) or match.value.kind != "shelling":
        return False
    under = next(
        (i for i in range(max(0, match.head - 4), match.head + 1) if tokens.norms[i] in lexicon.circumstance),
        0,
    )
    before = max((head for head in heads if head < under), default=None)
    return before is not None and not lexicon.grammar.clause.any_of(tokens.norms[before:under])


def _cause(tokens: Tokens, match: Match[Value], lexicon: Lexicon) -> bool:
    """A noun told as what something came of: "от удара дрона пострадали двое"."""
    return lexicon.cause_before.any_of(tokens.norms[max(0, match.start - 2) : match.start])


def _relative(tokens: Tokens, match: Match[Value], lexicon: Lexicon) -> bool:
    """Told in a relative clause of what was before: "the town, which they had captured in May"."""
    low, grammar = max(0, match.start - 10), lexicon.grammar
    words = tokens.norms[low : match.start]
    if not (lexicon.relative.any_of(words) or grammar.relative.any_of(words)):
        return False
    for index in range(match.start - 1, low, -1):
        word, before = tokens.norms[index], tokens.norms[index - 1]
        if word in grammar.relative and (before in grammar.settlement or before in lexicon.regional):
            return "," in tokens.norms[max(0, index - 9) : index]  # ", a town that has been reduced to ruins"
        if word in lexicon.relative:
            past = not lexicon.earlier or lexicon.earlier.any_of(tokens.norms[index + 1 : match.end + 1])
            return past and (before == "," or tokens.norms[index - 2] == ",")
        if word in _HARD or word == ",":
            return False
    return False


def always_background(tokens: Tokens, frame: Frame, lexicon: Lexicon) -> bool:
    """Whether the words before say that this is no news of its own ("despite recent advances")."""
    for index in range(frame.head - 1, max(-1, frame.head - 6), -1):
        word = tokens.norms[index]
        if word in lexicon.grammar.clause:
            return False
        if word in lexicon.always_background and not _amount(tokens, index, lexicon):
            return True
    return False


def _amount(tokens: Tokens, index: int, lexicon: Lexicon) -> bool:
    """Whether a preposition of time tells how many took part, or with what: "до роты", "при поддержке танков"."""
    amount = lexicon.classes.get("amount")
    after = tokens.norms[index + 1] if index + 1 < len(tokens) else ""
    counted = tokens.norms[index] in lexicon.grammar.at_most and (after.isdigit() or after in lexicon.numbers)
    return amount is not None and (counted or after in amount)


def _negated(tokens: Tokens, match: Match[Value], lexicon: Lexicon) -> bool:
    grammar = lexicon.grammar
    for index in range(match.start - 1, max(-1, match.start - 6), -1):
        word = tokens.norms[index]
        if word in lexicon.background:
            return False
        if word in grammar.clause and word not in grammar.negation_goes_on:
            break
        aside = word in grammar.noun_negation and index > 0 and tokens.norms[index - 1] in grammar.with_
        if word in lexicon.negation and not aside:
            return not _compares(tokens, index, lexicon)
    before = tokens.norms[match.start - 1] if match.start else ""
    opens = (
        match.start <= 1
        or before == ","
        or before in grammar.that
        or (before in grammar.and_ and match.start <= 4)
    )
    reach = 12 if opens else 5  # a noun that opens the sentence may stand far from its "there is none"
    rest = tokens.norms[match.end :]
    says_no = lexicon.negation_behind.any_of(rest) or lexicon.negation.any_of(rest)  # most sentences do not
    index, end = match.end, min(len(tokens), match.end + reach) if says_no else 0
    while index < end:
        if tokens.norms[index] in grammar.clause and tokens.norms[index] not in grammar.and_:
            behind = _past_relative(tokens, index, lexicon) if match.start <= 2 else index
            if behind == index:
                break
            index, end = behind, min(len(tokens), behind + 6)
            continue
        if tokens.norms[index] in lexicon.negation_behind:
            return True  # "no damage", as Russian has it: the noun first
        if tokens.norms[index] in lexicon.negation and lexicon.happened.any_of(
            tokens.norms[index + 1 : index + 2]
        ):
            return True  # "прориву не було"
        index += 1
    if isinstance(match.value, Trigger) and match.value.kind == "infrastructure-damage":
        return False  # "left without power"
    return match.end - match.start > 1 and any(
        tokens.norms[i] in lexicon.negation and not _compares(tokens, i, lexicon)
        for i in range(match.start + 1, match.end)
    )


def _past_relative(tokens: Tokens, comma: int, lexicon: Lexicon) -> int:
    """Behind the relative clause that a comma opens ("..., of which the ministry tells, ..."); the comma itself
    where it opens none."""
    opens, grammar = tokens.norms[comma + 1 : comma + 3], lexicon.grammar
    told = grammar.about.any_of(opens[:1]) and grammar.that.any_of(opens[1:])  # "про що заявив ..."
    if tokens.norms[comma] != "," or not (told or lexicon.relative.any_of(opens)):
        return comma
    return next((i + 1 for i in range(comma + 1, len(tokens)) if tokens.norms[i] == ","), comma)


def _tried(tokens: Tokens, match: Match[Value], lexicon: Lexicon) -> bool:
    """Whether it was tried in vain: "were not able to take", "не змогли вибити"."""
    return any(
        tokens.norms[i] in lexicon.grammar.manages and tokens.norms[i - 1] in lexicon.negation
        for i in range(max(1, match.start - 4), max(match.start, match.head))
    )


def _compares(tokens: Tokens, index: int, lexicon: Lexicon) -> bool:
    """ "not only", "не менее 14": no negation."""
    return index + 1 < len(tokens) and tokens.norms[index + 1] in lexicon.comparison


def _irrealis(tokens: Tokens, match: Match[Value], lexicon: Lexicon) -> bool:
    reach, grammar = 7, lexicon.grammar
    if lexicon.irrealis.any_of(tokens.norms[match.start + 1 : match.end]):
        return True  # "there may be people under the rubble"
    if lexicon.future.any_of(tokens.norms[match.start : match.head + 1]):
        return True
    if match.start == 0 and tokens.norms[0].endswith(lexicon.infinitive):
        return True  # "утримувати його вже не було сенсу"
    if _wanted(tokens, match, lexicon):
        return True
    if tokens.norms[match.head + 1 : match.head + 2] and tokens.norms[match.head + 1] in grammar.of:
        for word in tokens.norms[match.head + 2 : match.head + 9]:  # "the seizure of the town would allow"
            if word in lexicon.modal:
                return True
            if word in MARKS or word in lexicon.complement or word in grammar.relative:
                break
    infinitive = match.start > 0 and (
        tokens.norms[match.start - 1] in grammar.to or _to_do(tokens, match, lexicon)
    )
    for index in range(match.start - 1, max(-1, match.start - reach), -1):
        word = tokens.norms[index]
        if word in lexicon.realis:
            return False
        if word in lexicon.background and word not in lexicon.irrealis and match.start - index > 1:
            break  # "... are feared dead after a bomb hit": that it hit is told
        if word in lexicon.irrealis_nouns and (
            match.start - index <= 2 or tokens.norms[match.head].endswith(lexicon.infinitive)
        ):
            return True
        if word in lexicon.irrealis and perhaps_did(tokens, index, match.start, lexicon):
            return False
        if word in lexicon.irrealis:
            return not (
                word in grammar.month_or_modal
                and index + 1 < len(tokens)
                and tokens.norms[index + 1].isdigit()
            )
        if word in grammar.plan_stops and (index == 0 or tokens.norms[index - 1] not in lexicon.irrealis):
            break
    return infinitive


def _wanted(tokens: Tokens, match: Match[Value], lexicon: Lexicon) -> bool:
    """Behind an infinitive that names what is aimed at: "намагаються взяти під контроль"."""
    goal = lexicon.classes.get("goal")
    before = tokens.norms[match.start - 1] if match.start else ""
    return (
        goal is not None and before.endswith(lexicon.infinitive) and before in goal
        and not lexicon.realis.any_of(tokens.norms[max(0, match.start - 7) : match.start])
    )  # fmt: skip


def perhaps_did(tokens: Tokens, index: int, end: int, lexicon: Lexicon) -> bool:
    """ "may have taken": uncertain, but done if at all."""
    grammar = lexicon.grammar
    return tokens.norms[index] in grammar.perhaps and grammar.have.any_of(tokens.norms[index + 1 : end])


def _own_clause(tokens: Tokens, match: Match[Value], heads: frozenset[int], lexicon: Lexicon) -> bool:
    before = max((head for head in heads if head < match.start), default=None)
    if before is None or tokens.norms[match.head].endswith(lexicon.participle):
        return False
    return lexicon.grammar.clause.any_of(tokens.norms[before + 1 : match.start])


def _to_do(tokens: Tokens, match: Match[Value], lexicon: Lexicon) -> bool:
    """ "to complete the seizure of": a noun behind an infinitive."""
    words = tokens.norms[max(0, match.start - 3) : match.start]
    return (
        len(words) == 3
        and words[0] in lexicon.grammar.to
        and words[1] not in lexicon.grammar.definite
        and words[2] in lexicon.grammar.opens_noun
    )


def _definite(tokens: Tokens, match: Match[Value], flip: bool, lexicon: Lexicon) -> bool:
    """ "the assaults"; "repelled the assaults"."""
    low, high = (match.head + 1, match.head + 3) if flip else (match.head - 2, match.head)
    return lexicon.grammar.definite.any_of(tokens.norms[max(0, low) : max(0, high)])


def _with_actors(frame: Frame, tokens: Tokens, actors: Sequence[ActorMention], lexicon: Lexicon) -> Frame:
    doer = _agent(frame, tokens, actors, lexicon)
    if frame.kind == "losses" and tokens.norms[frame.head] in lexicon.grammar.loses:
        return attrs.evolve(frame, target=doer)  # who loses is no doer
    if frame.flip:
        return attrs.evolve(
            frame,
            agent=f"{opposite(side_of_id(doer))}:armed-forces" if opposite(side_of_id(doer)) else None,
            target=doer,
        )
    return attrs.evolve(frame, agent=doer, target=_target(frame, tokens, actors, lexicon))


def _agent(frame: Frame, tokens: Tokens, actors: Sequence[ActorMention], lexicon: Lexicon) -> str | None:
    for actor in actors:  # passive: "by Ukrainian forces"
        if (
            frame.end <= actor.start <= frame.end + 8
            and actor.start
            and tokens.norms[actor.start - 1] in lexicon.grammar.by
        ):
            return actor.id
    if frame.head and (side := lexicon.side_of(tokens.norms[frame.head - 1])):
        return f"{side}:armed-forces"
    for index in range(frame.head - 1, max(-1, frame.head - 3), -1):
        side = lexicon.side_of(tokens.norms[index])
        if side:
            return f"{side}:armed-forces"
        if tokens.norms[index] in lexicon.grammar.clause:
            break
    before = [a for a in actors if a.end <= frame.start and a.id and (a.force or _acts(a.id))]
    return before[-1].id if before and frame.start - before[-1].end <= 25 else None


def _acts(id: str) -> bool:
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
        if tokens.norms[index] in _HARD:
            break
        if things and tokens.norms[index] in things:
            return tokens.norms[index]
    return None
