"""Whether what a trigger names happened: negated, planned, tried in vain, possible, or only told aside."""

from __future__ import annotations

from collections.abc import Sequence

from conflictdata.text.attribution import MARKS, QUOTES
from conflictdata.text.lexicon import Lexicon, Trigger, Value
from conflictdata.text.patterns import Match
from conflictdata.text.tokens import Tokens
from conflictdata.text.triggers import DASHES, HARD_MARKS
from conflictdata.text.wordset import WordSet

_FREED = frozenset(("capture", "clearing"))
"""What is done to a place, from somebody."""

_GROUND = frozenset(("capture", "advance"))

_WHOSE = 3
"""Words, at the most, between a preparation and what of a side it is for."""

_USED = 10
"""Words, at the most, from a verb of using to what it is used for."""

_SUBJECT = 14
"""Words, at the most, between a noun and the verb whose subject it is."""

_ASIDE = 9
"""Words, at the most, to the comma that closes an aside."""

_WHITHER = 4
"""Words before a verb of moving among which stands whither."""
_NUMBERED = 4
"""Words behind "the number of wounded" among which it stands."""
_APPOSED = 8
"""Words, at the most, from the comma before an apposition to the clause within it."""
PLANNED_TOGETHER = 8
"""Words between two things that are planned together, at the most."""


def _background(
    tokens: Tokens, match: Match[Value], heads: frozenset[int], said: frozenset[int], lexicon: Lexicon
) -> bool:
    for index in range(match.head - 1, max(-1, match.head - 7), -1):
        word = tokens.norms[index]
        if word in lexicon.grammar.clause or index in heads:
            return False
        if index >= match.head - _WHITHER and tokens.norms[match.head] in lexicon.grammar.moves:
            continue  # «До міста увійшли наші війська»
        if index and word in lexicon.always_background and tokens.norms[index - 1] in lexicon.doing:
            return False  # "strikes against Kramatorsk killed two"
        if index in said:
            return False  # "a day after Moscow announced it had taken the town": a statement of its own
        if word in lexicon.background and not is_amount(
            tokens, index, lexicon
        ):  # not in "have since regained"
            if word in lexicon.cause and _comes_of_it(tokens, index, match, lexicon):
                return False
            if word in lexicon.cause and lexicon.relative.any_of(tokens.norms[index + 1 : index + 2]):
                return False  # "..., as a result of which they took half of the town"
            if (
                index
                and tokens.norms[index - 1] == ","
                and lexicon.grammar.whereupon.any_of(tokens.norms[index + 1 : index + 2])
            ):
                return False  # «Атаку отбили, после чего войска продвинулись»
            return index == 0 or tokens.norms[index - 1] not in lexicon.grammar.perfect
    return False


def _comes_of_it(tokens: Tokens, cause: int, match: Match[Value], lexicon: Lexicon) -> bool:
    """Whether it is what came of a cause, by the form of its verb: «в результате падения обломков загорелся дом»,
    «внаслідок падіння уламків виникла пожежа»."""
    if tokens.norms[match.head].endswith(lexicon.grammar.verbal):
        return True
    occurred = lexicon.classes.get("occurred")
    return occurred is not None and occurred.any_of(tokens.norms[cause + 2 : match.head])


def is_told_aside(
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
    """A noun told as what something came of: "от удара дрона пострадали двое"; not "от противника освобождено"."""
    freed = isinstance(match.value, Trigger) and match.value.kind in _FREED
    return not freed and lexicon.cause_before.any_of(tokens.norms[max(0, match.start - 2) : match.start])


def opens_bare_relative(tokens: Tokens, index: int, lexicon: Lexicon) -> bool:
    """Whether a pronoun opens a relative clause that no word opens: "a village they captured", "the outcrop off Odesa
    they seized"."""
    grammar = lexicon.grammar
    if tokens.norms[index] not in grammar.subject or not tokens.norms[index - 1 : index]:
        return False
    if tokens.norms[index - 1] in grammar.settlement:
        return True
    for before in range(index - 1, max(0, index - _APPOSED), -1):
        word = tokens.norms[before]
        if word == ",":
            noun = lexicon.classes["apposed"].any_of(tokens.norms[before + 1 : before + 2])
            return noun and index - before > 2 and tokens.norms[index - 1].isalpha()
        if not word.isalpha() or word in grammar.goes_on or word in lexicon.complement:
            return False
    return False


def _relative(tokens: Tokens, match: Match[Value], lexicon: Lexicon) -> bool:
    """Told in a relative clause of what was before: "the town, which they had captured in May"."""
    low, grammar = max(0, match.start - 10), lexicon.grammar
    if any(opens_bare_relative(tokens, i, lexicon) for i in range(max(1, match.start - 2), match.start)):
        return True
    words = tokens.norms[low : match.start]
    if not (lexicon.relative.any_of(words) or grammar.relative.any_of(words)):
        return False
    for index in range(match.start - 1, low, -1):
        word, before = tokens.norms[index], tokens.norms[index - 1]
        if word in grammar.relative and (before in grammar.settlement or before in lexicon.regional):
            return "," in tokens.norms[max(0, index - 9) : index]  # ", a town that has been reduced to ruins"
        if word in lexicon.relative and before in lexicon.cause:
            return False
        if word in grammar.whereupon and before in lexicon.background and tokens.norms[index - 2] == ",":
            return False  # "..., after which they entered the town"
        if word in lexicon.relative:
            past = not lexicon.earlier or lexicon.earlier.any_of(tokens.norms[index + 1 : match.end + 1])
            return past and (before == "," or tokens.norms[index - 2] == ",")
        if word in HARD_MARKS or word == "," or word in QUOTES:
            return False
    return False


def is_amount(tokens: Tokens, index: int, lexicon: Lexicon) -> bool:
    """Whether a preposition of time tells how many took part, or with what: "до роты", "при поддержке танков"."""
    amount = lexicon.classes.get("amount")
    after = tokens.norms[index + 1] if index + 1 < len(tokens) else ""
    counted = tokens.norms[index] in lexicon.grammar.at_most and (after.isdigit() or after in lexicon.numbers)
    return amount is not None and (counted or after in amount)


def is_negated(tokens: Tokens, match: Match[Value], lexicon: Lexicon) -> bool:
    grammar = lexicon.grammar
    for index in range(match.start - 1, max(-1, match.start - 6), -1):
        word = tokens.norms[index]
        if word in lexicon.background:
            break
        if word in grammar.clause and word not in grammar.negation_goes_on:
            break
        if word in lexicon.realis and grammar.and_.any_of(tokens.norms[index - 1 : index]):
            break  # "did not attack near X and continued artillery fire"
        if word in grammar.as_ and lexicon.side_of(tokens.norms[index + 1]):
            break  # "did not advance as Ukrainian forces counterattacked"
        aside = word in grammar.noun_negation and 0 < index < match.start - 1
        aside = aside and tokens.norms[index - 1] in grammar.with_
        if word in lexicon.negation and not aside:
            return not _compares(tokens, index, lexicon)
    if grammar.being.any_of(tokens.norms[match.start - 1 : match.start]) and _none_of(
        tokens, match.start, lexicon
    ):
        return True
    if grammar.neither.any_of(tokens.norms[: match.start]) and not grammar.turns.any_of(
        tokens.norms[_last(tokens, grammar.neither, match.start) : match.start]
    ):
        return True  # "neither Lyman nor Siversk is surrounded"
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
                if _none_past_aside(tokens, index, lexicon):
                    return True
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
    failed = isinstance(match.value, Trigger) and match.value.flip and match.head > match.start
    last = match.head if failed else match.end  # "атаки успіху не мали", but "атаки не відбито"
    return match.end - match.start > 1 and any(
        tokens.norms[i] in lexicon.negation and not _compares(tokens, i, lexicon)
        for i in range(match.start + 1, last)
    )


def _none_of(tokens: Tokens, verb: int, lexicon: Lexicon) -> bool:
    """Whether the subject of a passive verb is none of something: "no Ukrainian prisoners of war had been taken"."""
    for index in range(verb - 1, max(-1, verb - _ASIDE), -1):
        word = tokens.norms[index]
        if word in lexicon.grammar.noun_negation:
            return not lexicon.grammar.with_.any_of(tokens.norms[max(0, index - 1) : index])
        if word in MARKS or word in lexicon.grammar.clause or word in lexicon.complement:
            break
    return False


def _none_past_aside(tokens: Tokens, comma: int, lexicon: Lexicon) -> bool:
    """Whether "none" stands right behind what commas set off: «пострадавших, по предварительным данным, нет»."""
    if tokens.norms[comma] != ",":
        return False
    close = next((i for i in range(comma + 2, min(len(tokens), comma + _ASIDE)) if tokens.norms[i] == ","), 0)
    return bool(close) and lexicon.negation_behind.any_of(tokens.norms[close + 1 : close + 2])


def _last(tokens: Tokens, words: WordSet, end: int) -> int:
    """The last of some words before ``end``."""
    return max((i for i in range(end) if tokens.norms[i] in words), default=0)


def _past_relative(tokens: Tokens, comma: int, lexicon: Lexicon) -> int:
    """Behind the relative clause that a comma opens ("..., of which the ministry tells, ..."); the comma itself
    where it opens none."""
    opens, grammar = tokens.norms[comma + 1 : comma + 3], lexicon.grammar
    told = grammar.about.any_of(opens[:1]) and grammar.that.any_of(opens[1:])  # "про що заявив ..."
    if tokens.norms[comma] != "," or not (told or lexicon.relative.any_of(opens)):
        return comma
    return next((i + 1 for i in range(comma + 1, len(tokens)) if tokens.norms[i] == ","), comma)


def is_tried(tokens: Tokens, match: Match[Value], lexicon: Lexicon) -> bool:
    """Whether it was tried in vain: "were not able to take", "не змогли вибити"."""
    return any(
        tokens.norms[i] in lexicon.grammar.manages and tokens.norms[i - 1] in lexicon.negation
        for i in range(max(1, match.start - 4), max(match.start, match.head))
    )


def _compares(tokens: Tokens, index: int, lexicon: Lexicon) -> bool:
    """ "not only", "не менее 14": no negation, which "no more fighting" is."""
    if index + 1 >= len(tokens) or tokens.norms[index + 1] not in lexicon.comparison:
        return False
    bare = lexicon.grammar.compared_with
    return tokens.norms[index + 1] not in lexicon.grammar.no_longer or bare.any_of(
        tokens.norms[index + 2 : index + 3]
    )


def is_irrealis(tokens: Tokens, match: Match[Value], lexicon: Lexicon) -> bool:
    reach, grammar = 7, lexicon.grammar
    inner = (*tokens.norms[match.start + 1 : match.head], *tokens.norms[match.head + 1 : match.end])
    if _tells_efforts(match):
        inner = tuple(word for word in inner if word not in grammar.efforts)
    if lexicon.irrealis.any_of(inner) and not _tells_of_plot(match):
        return True  # "there may be people under the rubble"
    if lexicon.future.any_of(tokens.norms[match.start : match.head + 1]):
        return True
    if (
        match.start == match.head == 0
        and tokens.norms[0].endswith(lexicon.infinitive)
        and tokens.norms[0] not in grammar.loses
        and not _names_things(tokens.norms[0], lexicon)
    ):
        # "утримувати його вже не було сенсу", but "знищити вдалося всі ракети"
        return not lexicon.realis.any_of(tokens.norms[1:2])
    if _wanted(tokens, match, lexicon):
        return True
    if tokens.norms[match.head + 1 : match.head + 2] and tokens.norms[match.head + 1] in grammar.of:
        for word in tokens.norms[match.head + 2 : match.head + 9]:  # "the seizure of the town would allow"
            if word in lexicon.modal:
                return True
            if word in MARKS or word in lexicon.complement or word in grammar.relative:
                break
    if _would_lead_to(tokens, match, lexicon) or to_follow(tokens, match.start, lexicon):
        return True
    if _would_be(tokens, match, lexicon) or _is_called(tokens, match, lexicon):
        return True
    if grammar.that.any_of(tokens.norms[match.end : match.end + 1]) and lexicon.modal.any_of(
        tokens.norms[match.end + 1 : match.end + 2]
    ):
        return True  # "casualties that may result from the withdrawal"
    if _to_begin(tokens, match, lexicon):
        return True
    if grammar.further.any_of(tokens.norms[max(0, match.head - 3) : match.head]) and match.head <= 4:
        ahead = tokens.norms[match.end : match.end + 16]
        ahead = ahead[
            : next((i for i, word in enumerate(ahead) if word in HARD_MARKS or word == ","), len(ahead))
        ]
        if lexicon.modal.any_of(ahead):
            return True  # "further advances along the river may open approaches to ..."
    infinitive = match.start > 0 and (
        tokens.norms[match.start - 1] in grammar.to
        or _to_further(tokens, match.start, lexicon)
        or _to_do(tokens, match, lexicon)
        or _joined_to(tokens, match.start, lexicon)
    )
    if infinitive and (_tried_in_vain(tokens, match, lexicon) or _by_use_of(tokens, match, lexicon)):
        return False
    for index in range(match.start - 1, max(-1, match.start - reach), -1):
        word = tokens.norms[index]
        if word in lexicon.realis and not _planned_on(tokens, index, lexicon):
            return False
        if word in lexicon.background and word not in lexicon.irrealis and match.start - index > 1:
            if _after_what_is_to_come(tokens, index, match, lexicon):
                return True
            break  # "... are feared dead after a bomb hit": that it hit is told
        if word in lexicon.irrealis_nouns and (
            match.start - index <= 2
            or tokens.norms[match.head].endswith(lexicon.infinitive)
            or _of_a_side(tokens.norms[index + 1 : match.start], lexicon)
        ):
            return True
        if word in grammar.unsaid and grammar.to.any_of(tokens.norms[index + 1 : index + 2]):
            return True  # "is unlikely to bring about an encirclement"
        if word in grammar.appeals and not grammar.appeal_for.any_of(tokens.norms[index + 1 : index + 2]):
            continue
        if word in lexicon.irrealis and perhaps_did(tokens, index, match.start, lexicon):
            return False
        if word in grammar.cautions and _told_as_done(tokens, index, match, lexicon):
            break
        if word in grammar.efforts and _tries(tokens, match, lexicon):
            continue  # "concentrates its efforts on attempts to take the town"
        if word in lexicon.irrealis:
            return not _performed(tokens, index, match, lexicon)
        if word in grammar.plan_stops and (index == 0 or tokens.norms[index - 1] not in lexicon.irrealis):
            break
    return infinitive


def _tells_efforts(match: Match[Value]) -> bool:
    """Whether it is an attack, of which its own words may say that it was an effort: "continued efforts to seize"."""
    return isinstance(match.value, Trigger) and match.value.kind == "attack"


def _tells_of_plot(match: Match[Value]) -> bool:
    """Whether it is that a plan came to nothing: "detained a man who was planning an attack"."""
    return isinstance(match.value, Trigger) and match.value.kind == "other"


def _names_things(word: str, lexicon: Lexicon) -> bool:
    """Whether a word is a noun that only ends as an infinitive does: «ракети влучили»."""
    nouns = (lexicon.classes.get(name) for name in ("aerial", "soldier", "civilian"))
    return any(words is not None and word in words for words in nouns)


def _would_be(tokens: Tokens, match: Match[Value], lexicon: Lexicon) -> bool:
    """Whether a noun that nothing was told of before opens the sentence and a modal is its verb: "A Russian advance to
    the river could set conditions"."""
    opens = tokens.norms[: match.head]
    if match.head > 3 or not opens or opens[0] not in lexicon.grammar.indefinite:
        return False
    for word in tokens.norms[match.head + 1 : match.head + 10]:
        if word in lexicon.modal:
            return True
        if word in MARKS or word in lexicon.complement or word in lexicon.grammar.relative:
            return False
    return False


def _tries(tokens: Tokens, match: Match[Value], lexicon: Lexicon) -> bool:
    """Whether its own words say that it is tried."""
    first = tokens.norms[match.start]
    return first in lexicon.grammar.tries and first not in lexicon.grammar.efforts


def _to_begin(tokens: Tokens, match: Match[Value], lexicon: Lexicon) -> bool:
    """Whether it is a noun of what is only to come: "The evacuation of families from Pokrovsk will commence on Monday"."""
    begins = lexicon.grammar.begins
    if match.head > 3 or not begins.any_of(tokens.norms[match.end : match.end + _SUBJECT]):
        return False
    for index in range(match.end, min(len(tokens) - 1, match.end + _SUBJECT)):
        word = tokens.norms[index]
        if word in lexicon.modal:
            return tokens.norms[index + 1] in begins and not _perhaps_for(tokens, index, lexicon)
        if word in HARD_MARKS or word in lexicon.complement or word in lexicon.relative:
            return False
    return False


def _perhaps_for(tokens: Tokens, modal: int, lexicon: Lexicon) -> bool:
    """Whether behind "may be" only a guess follows at what it is for: "the attacks may be intended to tie down forces"."""
    meant = tokens.norms[modal + 2 : modal + 3]
    return (
        lexicon.grammar.perhaps.any_of(tokens.norms[modal : modal + 1])
        and meant != ()
        and (meant[0] in lexicon.irrealis or not meant[0].endswith(lexicon.grammar.past))
    )


def to_follow(tokens: Tokens, token: int, lexicon: Lexicon) -> bool:
    """Whether the noun is what something before is for: "for further deployment", «для дальнейшего наступления»."""
    words = tokens.norms[max(0, token - 2) : token]
    return len(words) == 2 and words[0] in lexicon.grammar.for_ and words[1] in lexicon.grammar.to_follow


def _would_lead_to(tokens: Tokens, match: Match[Value], lexicon: Lexicon) -> bool:
    """Whether it is the subject of what would come of it: «Захват города откроет путь на север»."""
    before = tokens.norms[match.head - 1] if match.head else ","
    opens = before in MARKS or before in QUOTES or before in lexicon.grammar.that or match.head == 1
    described = tokens.norms[
        max(0, match.head - 2) : match.head - 1
    ]  # «..., что летнее наступление начнется в июле»
    opens = opens or lexicon.grammar.that.any_of(described)
    if not opens or match.end - match.start > 2:
        return False
    for word in tokens.norms[match.head + 1 : match.head + 8]:
        if word in lexicon.would:
            return True
        if word in MARKS or word in lexicon.grammar.clause or word in lexicon.complement:
            return False
    return False


def _is_called(tokens: Tokens, match: Match[Value], lexicon: Lexicon) -> bool:
    """Whether a sentence only says what it is: «Удари по території — це ескалація»."""
    if match.head > 1:
        return False
    dashes = (i for i in range(match.end, len(tokens) - 1) if tokens.norms[i] in DASHES)
    dash = next(dashes, None)
    return dash is not None and lexicon.grammar.is_a.any_of(tokens.norms[dash + 1 : dash + 2])


def _of_a_side(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether between a noun and what it bears on only a preposition, an article and whose it is stand: "for the",
    "for Ukrainian"."""
    grammar = lexicon.grammar
    joins = [word for word in words if word in grammar.of or word in grammar.appeal_for]
    return (
        0 < len(words) <= _WHOSE and len(joins) == 1
        and all(lexicon.side_of(word) or word in grammar.opens_noun or word in joins for word in words)
        and words[-1] not in joins
    )  # fmt: skip


def _tried_in_vain(tokens: Tokens, match: Match[Value], lexicon: Lexicon) -> bool:
    """Whether ground was fought for and not taken: "failed to capture the town"."""
    ground = isinstance(match.value, Trigger) and match.value.kind in _GROUND and not match.value.flip
    return ground and lexicon.failed.any_of(tokens.norms[max(0, match.start - 2) : match.start])


def _by_use_of(tokens: Tokens, match: Match[Value], lexicon: Lexicon) -> bool:
    """Whether an infinitive tells what something is used for: "are using motorcycles to attack near Novospaske"."""
    before = tokens.norms[max(0, match.start - _USED) : match.start]
    uses = next((i for i, word in enumerate(before) if word in lexicon.grammar.uses), None)
    if uses is None:
        return False
    between = before[uses + 1 :]
    unsure = lexicon.modal.any_of(before[:uses]) or lexicon.irrealis.any_of((*before[:uses], *between))
    return not unsure and not any(word in MARKS for word in between)


def _after_what_is_to_come(tokens: Tokens, index: int, match: Match[Value], lexicon: Lexicon) -> bool:
    """Whether a noun dates what is only expected: "will likely slow down following the capture of the town"."""
    noun = lexicon.grammar.opens_noun.any_of(tokens.norms[index + 1 : match.head])
    before = tokens.norms[max(0, index - 5) : index]
    return noun and lexicon.modal.any_of(before) and not any(word in MARKS for word in before)


def _planned_on(tokens: Tokens, index: int, lexicon: Lexicon) -> bool:
    """Whether what is to go on is only planned: "will likely continue", "intend to continue"."""
    before = tokens.norms[max(0, index - 2) : index]
    finite = tokens.norms[index].endswith(lexicon.grammar.past)  # "due to continued attacks"
    return lexicon.modal.any_of(before) or (lexicon.grammar.to.any_of(before[-1:]) and not finite)


def _performed(tokens: Tokens, index: int, match: Match[Value], lexicon: Lexicon) -> bool:
    """Whether a plan before the noun was carried out: "conducted a planned withdrawal"."""
    done = lexicon.grammar.performed.any_of(tokens.norms[max(0, index - 3) : index])
    return (
        done
        and index == match.start - 1
        and lexicon.grammar.opens_noun.any_of(tokens.norms[index - 1 : index])
    )


def _wanted(tokens: Tokens, match: Match[Value], lexicon: Lexicon) -> bool:
    """Behind an infinitive that names what is aimed at: "намагаються взяти під контроль"."""
    goal = lexicon.classes.get("goal")
    before = tokens.norms[match.start - 1] if match.start else ""
    return (
        goal is not None and before.endswith(lexicon.infinitive) and before in goal
        and not lexicon.realis.any_of(tokens.norms[max(0, match.start - 7) : match.start])
    )  # fmt: skip


def perhaps_did(tokens: Tokens, index: int, end: int, lexicon: Lexicon) -> bool:
    """ "may have taken", "could still hold": uncertain, but done if at all."""
    grammar, behind = lexicon.grammar, tokens.norms[index + 1 : end]
    perhaps = tokens.norms[index] in grammar.perhaps and grammar.have.any_of(behind)
    perhaps = perhaps and not any(
        word in grammar.have and grammar.to.any_of(behind[i + 1 : i + 2]) for i, word in enumerate(behind)
    )  # "may have to counterattack"
    return perhaps or (
        tokens.norms[index] in lexicon.modal and grammar.still.any_of(tokens.norms[index + 1 : index + 2])
    )


def _told_as_done(tokens: Tokens, index: int, match: Match[Value], lexicon: Lexicon) -> bool:
    """ "warned that they had shelled", "were shelling": no plan, as "warned of an attack", "that they may attack" are."""
    clause = tokens.norms[index + 1 : match.head]
    return lexicon.grammar.that.any_of(clause) and lexicon.grammar.finite.any_of(clause)


def in_own_clause(tokens: Tokens, match: Match[Value], heads: frozenset[int], lexicon: Lexicon) -> bool:
    before = max((head for head in heads if head < match.start), default=None)
    if before is None or tokens.norms[match.head].endswith(lexicon.participle):
        return False
    return lexicon.grammar.clause.any_of(tokens.norms[before + 1 : match.start])


def _joined_to(tokens: Tokens, start: int, lexicon: Lexicon) -> bool:
    """ "to destroy and drive out": the second of two infinitives."""
    words = tokens.norms[max(0, start - 3) : start]
    return len(words) == 3 and words[0] in lexicon.grammar.to and words[2] in lexicon.grammar.and_


def _to_further(tokens: Tokens, start: int, lexicon: Lexicon) -> bool:
    """ "to further consolidate": an infinitive behind an adverb."""
    words = tokens.norms[max(0, start - 2) : start]
    adverb = lexicon.grammar.adverb
    return (
        len(words) == 2
        and words[0] in lexicon.grammar.to
        and (words[1] in lexicon.grammar.further or words[1].endswith(adverb))
    )


def _to_do(tokens: Tokens, match: Match[Value], lexicon: Lexicon) -> bool:
    """ "to complete the seizure of": a noun behind an infinitive."""
    words = tokens.norms[max(0, match.start - 3) : match.start]
    return (
        len(words) == 3
        and words[0] in lexicon.grammar.to
        and words[1] not in lexicon.grammar.definite
        and words[2] in lexicon.grammar.opens_noun
    )


def is_definite(tokens: Tokens, match: Match[Value], flip: bool, lexicon: Lexicon) -> bool:
    """ "the assaults"; "repelled the assaults"; not "the number of wounded at six", which is new."""
    if isinstance(match.value, Trigger) and match.value.kind == "civilian-harm":
        behind = tokens.norms[match.end : match.end + _NUMBERED]
        if any(word.isdigit() or word in lexicon.numbers for word in behind) and MARKS.isdisjoint(
            behind[:-1]
        ):
            return False
    low, high = (match.head + 1, match.head + 3) if flip else (match.head - 2, match.head)
    return lexicon.grammar.definite.any_of(tokens.norms[max(0, low) : max(0, high)])
