"""Which words of a sentence name a happening, and of what kind: the most specific trigger at each head, refined by what stands near."""

from __future__ import annotations

from collections.abc import Sequence

from conflictdata.text.lexicon import Compound, Lexicon, Says, Trigger, Value
from conflictdata.text.mentions import ActorMention
from conflictdata.text.patterns import Match
from conflictdata.text.tokens import Tokens

MEANS = (("air-drone-strike", "airpower"), ("shelling", "artillery"))
DASHES = frozenset(("—", "–", "-"))
HARD_MARKS = frozenset((";", ":", "—", "–"))
_NAMES_IT = 3
"""Words of a pattern from which on it names what was shot down, and no weapon."""

_SUPPORT = 4
"""Words, at the most, between "supported by" and the last of what supported: "helicopters and artillery"."""


def find_triggers(
    tokens: Tokens, matches: Sequence[Match[Value]], actors: Sequence[ActorMention], lexicon: Lexicon
) -> list[Match[Value]]:
    """The most specific trigger at each head; none inside a longer one or inside an actor's name."""
    best: dict[int, Match[Value]] = {}
    compound = {i for m in matches if isinstance(m.value, Compound) for i in range(m.start, m.end)}
    flips = [m.head for m in matches if isinstance(m.value, Trigger) and m.value.flip]
    for match in matches:
        if not isinstance(match.value, Trigger):
            continue
        if any(a.start <= match.head < a.end and not a.back for a in actors):
            continue
        if not match.value.flip and any(match.start < flip < match.head for flip in flips):
            continue  # "supported by artillery repelled six attacks"
        if match.value.kind in ("presence", "shelling") and match.end - 1 in compound:
            continue  # "under the fire control of"
        if match.head in compound or (
            match.value.kind == "interception" and _by_means(tokens, match, lexicon)
        ):
            continue
        if match.value.kind == "losses" and any(
            isinstance(m.value, Says) and match.head < m.head < match.end for m in matches
        ):
            continue  # "had been captured, saying Ukrainian troops ..."
        inner = tokens.norms[match.head + 1 : match.end]
        means = lexicon.grammar.by.any_of(inner) or lexicon.grammar.with_.any_of(inner)
        if match.value.kind == "losses" and match.head == match.start and means:
            continue  # "hit by mortar fire", "struck the depot with HIMARS"
        if match.value.named and not (
            _before_name(tokens, match, lexicon) or _object_first(tokens, match, actors, lexicon)
        ):
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


def is_attributive(tokens: Tokens, head: int, lexicon: Lexicon) -> bool:
    """Whether a participle only says which thing is meant: "a downed drone", "обломков сбитых дронов"."""
    word = tokens.norms[head]
    if word.endswith(lexicon.attributive_endings):  # "о 74 сбитых дронах" counts what happened
        return not (head and (tokens.norms[head - 1].isdigit() or tokens.norms[head - 1] in lexicon.numbers))
    if word not in lexicon.attributive or not head or head + 1 >= len(tokens):
        return False
    before = head - 2 if head > 1 and tokens.norms[head - 1].endswith(lexicon.grammar.adverb) else head - 1
    behind = tokens.norms[head + 1]
    capital = behind in lexicon.grammar.side_nouns  # "accused Ukraine of attacking Moscow"
    named = tokens.caps[head + 1] and (capital or lexicon.side_of(behind) is None)
    named = named and word.endswith(lexicon.participle)
    return (
        tokens.norms[before] in lexicon.before_attribute and behind.isalpha() and not named
    )  # "by attacking Kherson"


def _by_means(tokens: Tokens, match: Match[Value], lexicon: Lexicon) -> bool:
    """What was destroyed "by a missile" or "дроном" was no missile and no drone; nor was "a depot of drones"."""
    if match.start < match.head < len(tokens) - 1 and match.head == match.end - 1:
        behind = tokens.norms[match.head + 1]
        opens = behind in lexicon.grammar.opens_noun or behind in lexicon.grammar.indefinite
        has_object = opens or behind.isdigit() or behind in lexicon.numbers
        blow = lexicon.classes.get("blow")
        if blow is not None and blow.any_of(tokens.norms[match.start : match.head]):
            return True  # "missile and drone strikes destroyed grain facilities"
        acts = tokens.norms[match.start] in lexicon.classes.get("aerial", ())
        if acts and has_object and not lexicon.grammar.being.any_of(tokens.norms[match.start : match.head]):
            return True  # "drones destroyed a bomber"
    if isinstance(match.value, Trigger) and match.value.weight > _NAMES_IT:
        return False  # "two drone vessels were destroyed"
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
        2 * match.value.weight + 3 * (match.value.named or match.value.behind),
        match.start - match.end,
        match.value.flip,
    )


def _before_name(tokens: Tokens, match: Match[Value], lexicon: Lexicon) -> bool:
    """Directly before a name ("lost Avdiivka"), not before whose something is ("lost Russian tanks")."""
    name = match.end
    while name < len(tokens) and lexicon.also.any_of(tokens.norms[name : name + 1]):
        name += 1  # «Окуповано також Попівку»
    if name >= len(tokens) or not tokens.caps[name]:
        return False
    word = tokens.norms[name]
    return word.replace("'", "").replace("-", "").isalpha() and lexicon.side_of(word) is None


def _object_first(
    tokens: Tokens, match: Match[Value], actors: Sequence[ActorMention], lexicon: Lexicon
) -> bool:
    """Whether the name opens the clause and the troops stand between it and the verb: «Авдіївку ЗСУ залишили»."""
    force = next((a for a in actors if a.force and a.end == match.start and a.start), None)
    if force is None or tokens.norms[match.head].isascii():
        return False
    name, grammar = force.start - 1, lexicon.grammar
    if not tokens.caps[name] or lexicon.side_of(tokens.norms[name]) or not tokens.norms[name][0].isalpha():
        return False
    if tokens.norms[name] in grammar.dated:
        return False  # «Сьогодні ми повернули з полону ...»
    while name and tokens.caps[name - 1]:
        name -= 1
    before = tokens.norms[max(0, name - 1) : name]
    opens = not before or not before[0].isalpha() or grammar.settlement.any_of(before)
    return opens or any(words.any_of(before) for words in (grammar.and_, grammar.that, grammar.turns))


def _behind_name(tokens: Tokens, match: Match[Value], lexicon: Lexicon) -> bool:
    """Directly behind a name or its dash, at the end of a clause: "Торецк взят", "Соледар — знову наш"."""
    name, grammar = match.start - 1, lexicon.grammar
    while name > 0 and (
        tokens.norms[name] in HARD_MARKS
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


def refined_kind(
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
        if not rule.near.any_of(words) or (rule.unless is not None and rule.unless.any_of(words)):
            continue
        if not rule.instrument or any(
            tokens.norms[index] in rule.near and _is_means(tokens, match, index, lexicon)
            for index in range(low, high)
        ):
            kind = rule.to
    return kind


def _is_means(tokens: Tokens, match: Match[Value], index: int, lexicon: Lexicon) -> bool:
    """Whether the weapon at ``index`` is what it was done with, not what it was done to."""
    targeted, instrument = lexicon.classes.get("targeted"), lexicon.classes.get("instrument")
    support = lexicon.classes.get("support")
    if support is not None and support.any_of(tokens.norms[max(0, index - _SUPPORT) : index + 2]):
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
        if tokens.norms[index] in HARD_MARKS or joined:
            low = index + 1
            break
    for index in range(head + 1, high):
        if tokens.norms[index] in HARD_MARKS or _does_next(tokens, index, heads, lexicon):
            high = index
            break
    return low, high


def _does_next(tokens: Tokens, comma: int, heads: frozenset[int], lexicon: Lexicon) -> bool:
    """Whether a further verb begins behind a comma: "made nine assaults, delivered five air strikes"."""
    verb = comma + 1
    return (
        tokens.norms[comma] == "," and verb in heads and not tokens.norms[verb].isascii()
        and not tokens.norms[verb].endswith(lexicon.participle)
    )  # fmt: skip
