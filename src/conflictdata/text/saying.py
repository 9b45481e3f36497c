"""What a reporting verb says: its speaker, its content, and which of the two stands first."""

from __future__ import annotations

from collections.abc import Sequence

from conflictdata.model import SourceKind, Stance
from conflictdata.text.attribution import (
    BACKING,
    BREAKS,
    CLOSING,
    COLONS,
    ENDS,
    MARKS,
    QUOTES,
    REACH,
    Attribution,
)
from conflictdata.text.lexicon import Lexicon, Says, Value
from conflictdata.text.mentions import ActorMention, Memory
from conflictdata.text.patterns import Match
from conflictdata.text.reporting import is_participle
from conflictdata.text.speakers import before_adverbs, behind_name, joined_speakers, subject_of
from conflictdata.text.tokens import Tokens

_PASSIVE = 3
"""Words behind a passive among which the "by" stands."""
_COUNT = 4
"""Words behind a verb among which a number counts what it tells."""
_STUDIED = 6
"""Words behind a verb of finding out among which stands what was looked at."""
_NAMED = 3
"""Words of a name at the most."""
OPENS = 2
"""Tokens before the subject of a sentence: "Meanwhile, the military ..."."""


def saying_of(
    tokens: Tokens, match: Match[Value], says: Says, actors: Sequence[ActorMention], lexicon: Lexicon,
    memory: Memory, earlier: str | None, heads: frozenset[int],
) -> Attribution | None:  # fmt: skip
    """The attribution that a reporting verb makes; None where nobody is found to speak."""
    if _unsaid(tokens, match, lexicon) and not any(head >= match.end for head in heads):
        return None  # "..., the agency said, stopping short of claiming responsibility"
    subject = subject_of(tokens, match, actors, lexicon, memory, earlier, heads)
    participle = is_participle(tokens, match, lexicon)
    if subject is not None and subject.force and tokens.norms[match.head] in lexicon.grammar.observes:
        return None  # troops who see something say nothing: «захисники зафіксували появу окупантів»
    if subject is None and (somebody := _somebody(tokens, match, says, heads)):
        return somebody
    unnamed, memory.unnamed = memory.unnamed, None
    if subject is None and unnamed and (name := _name_behind_quotation(tokens, match.start)):
        subject = ActorMention(name, match.start, unnamed)
    elif subject is not None and _unnamed(tokens, subject, match, lexicon):
        memory.unnamed = subject.id
    if subject is None:
        named = next((a.id for a in reversed(actors) if a.end <= match.start and a.id and not a.force), None)
        named = named or next(
            (
                a.id for a in actors
                if a.start <= OPENS and a.end <= match.start and a.id
                and not lexicon.grammar.with_.any_of(tokens.norms[max(0, a.start - 1) : a.start])
            ),
            None,
        )  # fmt: skip
        goes_on = (
            earlier is not None
            and tokens.norms[max(0, before_adverbs(tokens, match.start, lexicon) - 1)]
            in lexicon.grammar.goes_on
        )
        goes_on = goes_on or (
            memory.speaker is not None and lexicon.adds.any_of(tokens.norms[match.start : match.end])
        )
        alone_behind = match.end >= len(tokens) - 1 and _behind_quotation(tokens, match.start)
        goes_on = goes_on or (alone_behind and memory.speaker is not None)  # «„...“, — рассказал.»
        if not (participle or goes_on) or (earlier or named or memory.speaker) is None:
            return _impersonal(tokens, match, says, lexicon, memory, heads)
        claimant, first = earlier or named or memory.speaker, match.start
    else:
        claimant = subject.id or earlier or memory.speaker or (memory.person() if subject.back else None)
        if subject.force and _speaks_for_itself(tokens, match, lexicon, memory):
            claimant = memory.source.actor  # "we confirm": who publishes it, not the troops
        first = _described_from(tokens, min(subject.start, match.start), actors, heads)
        if participle and match.start and tokens.norms[match.start - 1] == ",":
            first = match.start
        if _did_before(tokens, match, subject, heads, lexicon):
            first = match.start
    if claimant is None:
        return None
    after = max(match.end, subject.end) if subject else match.end
    negated = _negated(tokens, match, lexicon)
    content, inverse = _content(tokens, first, match, after, lexicon, heads)
    if subject is None:
        content, inverse = (after, len(tokens)), False
    elif inverse and says.stance is Stance.ASSERTS and _in_clause(tokens, first, after, lexicon):
        ends = (i for i in range(after, len(tokens)) if tokens.norms[i] == ",")
        content, inverse = (after, next(ends, len(tokens))), False
    if (
        subject
        and not inverse
        and says.stance in (Stance.DENIES, Stance.CONFIRMS)
        and not lexicon.complement.any_of(tokens.norms[after + 1 : after + 2])
        and (after >= len(tokens) - 1 or (subject.end < match.start and tokens.norms[after] in MARKS))
    ):
        content = (subject.end, match.start)  # "в Генштабе сообщение о ... опровергли"
        if subject.start >= match.end and lexicon.statement.any_of(tokens.norms[: match.start]):
            content, inverse = (0, match.start), True  # «информацию о заходе в город подтвердили блогеры»
        if not any(subject.end <= head < match.start for head in heads) and _fronted(
            tokens, subject.start, heads, match
        ):
            content, inverse = (0, subject.start), True  # "удар по городу в министерстве отрицают"
    if subject and subject.end <= match.start and lexicon.grammar.as_.any_of(tokens.norms[after : after + 1]):
        # "after what the ministry described as a drone attack"
        content, inverse = (after + 1, len(tokens)), False
    if (
        tokens.norms[0] in lexicon.complement
        and any(head < first for head in heads)
        and not any(head >= after for head in heads)
    ):
        content, inverse = (1, first), True
    if not inverse and content and says.stance in BACKING:
        fronted = first > 2 and tokens.norms[first - 1] == "," and any(head < first for head in heads)
        if fronted and tokens.norms[after : after + 1] == (":",):
            content, inverse = (0, first - 1), True
        else:
            content = _only_pointing(tokens, after, content, lexicon, heads)
            if says.stance is Stance.DENIES:
                content = _up_to_truth(tokens, content, heads, lexicon)
    if (
        subject
        and not inverse
        and says.stance in BACKING
        and _speaks_of_before(tokens, match, subject, lexicon, heads)
    ):
        content, inverse = (0, match.start), True
    around = any(match.head < head < match.end for head in heads)
    if subject and not inverse and around and says.stance is Stance.ASSERTS:
        content = (match.head + 1, len(tokens))  # "raised the number of wounded to six"
    alone = not any(head >= match.end for head in heads)
    passive = subject is not None and lexicon.grammar.by.any_of(tokens.norms[match.end : subject.start])
    if (
        subject
        and (around or alone)
        and match.end - match.head > 2
        and says.stance is Stance.DENIES
        and not passive
    ):
        content, inverse = (match.head + 1, match.end), False  # "called reports that ... false"
    declares = lexicon.classes.get("declares")
    if subject and not inverse and declares is not None and tokens.norms[match.head] in declares:
        content = (match.head + 1, len(tokens))  # "declared liberated the villages of ..."
    if subject and not inverse and _told_before_speaker(tokens, match, subject, heads):
        content = (match.end, subject.start)
    details: int | None = None
    if subject and not inverse and content and _about_before(tokens, match, subject, content, lexicon, heads):
        details = content[0] if subject.end <= match.start else None
        content, inverse = (0, first), True
    if content is None:
        return None
    said = (first, content[0]) if not inverse else (first, len(tokens))
    if details is not None:
        content, said = (0, len(tokens)), (first, details)
    elif inverse and (goes := _goes_on_behind(tokens, after, heads, lexicon)):
        content, said = (0, len(tokens)), (first, goes)
    also = tuple(joined_speakers(tokens, subject, actors, lexicon)) if subject else ()
    stance = Stance.VERIFIES if _checks(tokens, match, content, lexicon) else says.stance
    finds = lexicon.classes.get("finds_out", ())
    if stance is Stance.VERIFIES is says.stance and ":" in claimant and tokens.norms[match.head] in finds:
        stance = Stance.ASSERTS  # what prosecutors "established" they say
    return Attribution(claimant, stance, content, said, negated=negated, inverse=inverse, also=also)


def _unnamed(tokens: Tokens, subject: ActorMention, match: Match[Value], lexicon: Lexicon) -> bool:
    """Whether a spokesman speaks whose name is not told: "a spokesperson for the ground forces said"."""
    low = max(0, subject.start - 3)
    speaks = lexicon.grammar.speaking_head.any_of(tokens.norms[low : subject.end])
    return speaks and not any(tokens.caps[subject.end : match.start])


def _name_behind_quotation(tokens: Tokens, verb: int) -> int:
    """Where a name begins that stands between a quotation and the verb: "...," Ivan Petrenko said; 0 without one."""
    start = verb
    while start and verb - start < _NAMED and tokens.caps[start - 1] and tokens.norms[start - 1].isalpha():
        start -= 1
    closed = tokens.norms[max(0, start - 1) : start] and tokens.norms[start - 1] in CLOSING
    return start if verb - start > 1 and closed else 0


def _somebody(tokens: Tokens, match: Match[Value], says: Says, heads: frozenset[int]) -> Attribution | None:
    """A person that no list knows who is named and described behind the verb: "..., said Jan Petersen, head of an aid
    group in Kyiv". What is told stays who passes it on; what describes the person is no part of it."""
    begin = behind_name(tokens, match.end)
    told = any(head < match.start for head in heads)
    if not begin or not told or says.stance is not Stance.ASSERTS:
        return None
    end = next((i for i in range(begin, len(tokens)) if tokens.norms[i] in QUOTES), len(tokens))
    return Attribution(None, says.stance, (0, match.start), (match.start, end), inverse=True)


def _in_which(tokens: Tokens, first: int, lexicon: Lexicon) -> bool:
    """Whether who speaks does so only in a relative clause: "a plant, which Kyiv says makes drones"."""
    comma, which = tokens.norms[max(0, first - 2) : first - 1], tokens.norms[max(0, first - 1) : first]
    return comma == (",",) and lexicon.relative.any_of(which)


def _in_clause(tokens: Tokens, first: int, after: int, lexicon: Lexicon) -> bool:
    """Whether who speaks does so only in a clause of its own: "..., hours after Moscow said its troops had left"."""
    if _in_which(tokens, first, lexicon):
        return True
    timed = tokens.norms[max(0, first - 1) : first]
    says = tokens.norms[after : after + 1]
    return lexicon.background.any_of(timed) and bool(says) and says[0] not in MARKS and says[0] not in ENDS


def _did_before(
    tokens: Tokens, match: Match[Value], subject: ActorMention, heads: frozenset[int], lexicon: Lexicon
) -> bool:
    """Whether the verb is joined to what its subject did: "Russian forces made progress in Mariupol and announced ..."."""
    joined = lexicon.grammar.and_.any_of(tokens.norms[match.start - 1 : match.start])
    return joined and any(subject.end <= head < match.start for head in heads)


def _checks(tokens: Tokens, match: Match[Value], content: tuple[int, int], lexicon: Lexicon) -> bool:
    """Whether what somebody found out is about footage: "выяснила, что видео снято на аэродроме"."""
    finds = lexicon.classes.get("finds_out")
    if finds is None or tokens.norms[match.head] not in finds:
        return False
    near = tokens.norms[match.head : match.end + _STUDIED]  # «выяснила Astra, изучив видео очевидцев»
    return lexicon.classes["footage"].any_of((*tokens.norms[content[0] : content[0] + 4], *near))


def _described_from(tokens: Tokens, first: int, actors: Sequence[ActorMention], heads: frozenset[int]) -> int:
    """Where a speaker's office begins that stands before the name, parted by a comma: "the leader of Crimea, ..., said"."""
    name = first
    while first and tokens.caps[first - 1] and tokens.norms[first - 1].isalpha():
        first -= 1
    if first < 4 or tokens.norms[first - 1] != ",":
        return name
    for actor in actors:
        if not (first - 9 <= actor.start < actor.end < first) or actor.force or actor.back:
            continue
        back = range(actor.start, max(-1, actor.start - 5), -1)
        opens = next((i for i in back if i == 0 or tokens.norms[i - 1] in MARKS), None)
        between = tokens.norms[actor.end : first - 1]
        if opens is not None and "," not in between and not any(opens <= head < first for head in heads):
            return opens
    return name


def _speaks_of_before(
    tokens: Tokens, match: Match[Value], subject: ActorMention, lexicon: Lexicon, heads: frozenset[int]
) -> bool:
    """Whether a statement is the object in front of the verb and its speaker stands behind: "сообщения о потере
    города опровергли в штабе", "reports of the loss were denied by the ministry"."""
    behind = tokens.norms[match.end : match.end + _PASSIVE]  # "were dismissed as fake by the ministry"
    passive = lexicon.grammar.by.any_of(behind) and MARKS.isdisjoint(behind)
    told = passive or lexicon.statement.any_of(tokens.norms[: match.start])
    if subject.start < match.end or not (told or _fronted(tokens, match.start, heads, match)):
        return False
    return any(head < match.start for head in heads) and not any(
        match.end <= head < subject.end for head in heads
    )


def _told_before_speaker(
    tokens: Tokens, match: Match[Value], subject: ActorMention, heads: frozenset[int]
) -> bool:
    """Whether what is told stands between the verb and its speaker: "доложил об освобождении города начальник ..."."""
    if subject.start < match.end or tokens.norms[match.head].isascii():
        return False
    between = any(match.end <= head < subject.start for head in heads)
    return between and not any(head >= subject.end for head in heads)


def _fronted(tokens: Tokens, end: int, heads: frozenset[int], match: Match[Value]) -> bool:
    """Whether what happened stands before the verb as its object, in a language whose cases let it: "обстрел города
    подтвердил мэр"."""
    last = max((head for head in heads if head < end), default=None)
    return last is not None and "," not in tokens.norms[last:end] and not tokens.norms[match.head].isascii()


def _about_before(
    tokens: Tokens, match: Match[Value], subject: ActorMention, content: tuple[int, int], lexicon: Lexicon,
    heads: frozenset[int],
) -> bool:  # fmt: skip
    """Whether what was told of stands before the verb and its speaker behind: "о захвате города заявили в штабе"."""
    first = min((head for head in heads if head < match.start), default=None)
    if first is None or any(content[0] <= head < content[1] for head in heads):
        return False
    if subject.end <= match.start:  # "five drones were downed, the ministry told reporters: two over ..."
        quoted = not QUOTES.isdisjoint(tokens.norms[content[0] : content[0] + 1])
        colon = ":" in tokens.norms[match.end : content[0]] and not quoted
        return colon and tokens.norms[max(0, subject.start - 4) : subject.start].count(",") > 0
    return lexicon.grammar.about.any_of(tokens.norms[:first]) and "," not in tokens.norms[first : match.start]


def _only_pointing(
    tokens: Tokens, after: int, content: tuple[int, int], lexicon: Lexicon, heads: frozenset[int]
) -> tuple[int, int]:
    """Cut the content behind "this", "these reports" where a mark ends it: what follows is told by its own words."""
    for index in range(after, min(content[1], after + 6)):
        if tokens.norms[index] in MARKS:
            if tokens.norms[index] == "," and _goes_into(tokens, index + 1, lexicon):
                continue  # "опровергло сообщения о том, что ..."
            pointed = lexicon.back.any_of(tokens.norms[after:index])
            return (after, index) if pointed else content
        ends = tokens.norms[index] in lexicon.grammar.and_ and tokens.norms[index - 1] in lexicon.statement
        if ends and not lexicon.statement.any_of(tokens.norms[index + 1 : index + 3]):
            return (after, index)  # "denied the claims and the guard said"
        if index in heads:
            break
    return content


def opens_truth(tokens: Tokens, comma: int, lexicon: Lexicon) -> bool:
    """Whether a participle behind a comma tells what the denier holds to be so: ", maintaining control over"."""
    behind = tokens.norms[comma + 1 : comma + 2]
    return tokens.norms[comma] == "," and lexicon.grammar.maintains.any_of(behind)


def _up_to_truth(
    tokens: Tokens, content: tuple[int, int], heads: frozenset[int], lexicon: Lexicon
) -> tuple[int, int]:
    """What is denied, up to the colon behind which stands what is so: "denied the loss of the town: our units hold it"."""
    low, high = content
    first = min((head for head in heads if low <= head < high), default=high)
    turn = next(
        (i for i in range(first, high) if tokens.norms[i] in COLONS or opens_truth(tokens, i, lexicon)), high
    )
    return (low, turn) if any(turn < head < high for head in heads) else content


def _goes_into(tokens: Tokens, index: int, lexicon: Lexicon) -> bool:
    """Whether what begins there is what was said or shown: ", что ...", ", на котором ..."."""
    that = lexicon.grammar.that.any_of(tokens.norms[index : index + 1])
    return that or lexicon.relative.any_of(tokens.norms[index : index + 2])


def _goes_on_behind(tokens: Tokens, after: int, heads: frozenset[int], lexicon: Lexicon) -> int | None:
    """Where the content goes on behind its speaker: "..., an officer told the BBC, but the village is ...", with what
    came of it: "..., the governor said, killing three"."""
    for index in range(after, len(tokens) - 1):
        if tokens.norms[index] in QUOTES or index in heads:
            return None
        if tokens.norms[index] != ",":
            continue
        word = tokens.norms[index + 1]
        if index + 1 in heads and word.endswith(lexicon.participle):
            return index
        if word in lexicon.grammar.goes_on or word in lexicon.grammar.outcome:
            return index if any(head > index for head in heads) else None
    return None


def _negated(tokens: Tokens, match: Match[Value], lexicon: Lexicon) -> bool:
    if _unsaid(tokens, match, lexicon):
        return True
    for word in reversed(tokens.norms[max(0, match.start - 2) : match.start]):
        if word in MARKS:
            return False
        if word in lexicon.negation and word not in lexicon.grammar.noun_negation:
            return True
    return False


def _unsaid(tokens: Tokens, match: Match[Value], lexicon: Lexicon) -> bool:
    """Whether the verb is one that nobody said: "unlikely to confirm", "the embarrassment of admitting"."""
    before = tokens.norms[max(0, match.start - 2) : match.start]
    if before[-1:] and before[-1] in lexicon.grammar.unsaid:
        return tokens.norms[match.head].endswith(lexicon.participle)
    joint = before[-1:] and (before[-1] in lexicon.grammar.to or before[-1] in lexicon.grammar.of)
    return bool(joint) and before[0] in lexicon.grammar.unsaid


def _impersonal(
    tokens: Tokens, match: Match[Value], says: Says, lexicon: Lexicon, memory: Memory, heads: frozenset[int]
) -> Attribution | None:
    """ "сообщается, что": nobody is named; the one who spoke last, or the publisher, says it."""
    own = _speaks_for_itself(tokens, match, lexicon, memory)
    if says.stance is Stance.CONFIRMS and memory.source.side is None:
        return None  # by whom, only a party's own channel tells
    staff = lexicon.classes.get("staff")
    if memory.source.kind is SourceKind.MEDIA and staff is not None:
        own = own or staff.any_of(
            tokens.norms[max(0, match.start - 4) : match.start]
        )  # "журналісти з'ясували"
    if not own and not tokens.norms[match.head].endswith(lexicon.grammar.impersonal):
        return None
    claimant = memory.source.actor if own else memory.speaker or memory.source.actor
    stance = Stance.VERIFIES if _checks(tokens, match, (match.end + 2, 0), lexicon) else says.stance
    if stance is Stance.CONFIRMS and _counts(tokens, match.end, lexicon):
        stance = Stance.ASSERTS  # «підтверджено збиття 98 дронів»: what it counts it tells
    behind = _behind_quotation(tokens, match.start) or (
        match.start > 2 and tokens.norms[match.start - 1] == "," and any(head < match.start for head in heads)
    )  # "..., говорится в сводке"
    if not own and behind and not any(head > match.end for head in heads):
        return Attribution(claimant, stance, (0, match.start), (match.start, len(tokens)), inverse=True)
    return Attribution(claimant, stance, (match.end, len(tokens)), (match.start, match.end))


def _counts(tokens: Tokens, begin: int, lexicon: Lexicon) -> bool:
    """Whether a number that is no date opens what is told."""
    months = lexicon.classes["month"]
    words = tokens.norms[begin : begin + _COUNT + 1]
    return any(
        (word.isdigit() or word in lexicon.numbers) and not months.any_of(words[i + 1 : i + 2])
        for i, word in enumerate(words[:_COUNT])
    )


def _behind_quotation(tokens: Tokens, index: int) -> bool:
    """Whether a quotation ends right before, with its comma or dash: "«...», — йдеться в повідомленні"."""
    before = tokens.norms[max(0, index - 3) : index]
    return (
        before[-1:] != ()
        and (before[-1] in MARKS or before[-1] == "-")
        and any(word in QUOTES for word in before)
    )


def _speaks_for_itself(tokens: Tokens, match: Match[Value], lexicon: Lexicon, memory: Memory) -> bool:
    """Whether a party's own channel says "we confirm"."""
    return memory.source.side is not None and tokens.norms[match.head].endswith(lexicon.first_person)


def _content(
    tokens: Tokens, first: int, match: Match[Value], after: int, lexicon: Lexicon, heads: frozenset[int]
) -> tuple[tuple[int, int] | None, bool]:
    """Tokens of the content, and whether it stands before the speaker."""
    size, norms = len(tokens), tokens.norms
    begin = _phrase_start(tokens, first, heads, lexicon)
    lead = norms[begin - 1] if begin and norms[begin] not in lexicon.grammar.turns else ""
    if lead in QUOTES and _closes_name(norms, begin - 1, heads):
        lead = ""  # of a name: "a source of «...» in the service said"
    first = begin if lead in QUOTES or lead in (",", "—", "–") or begin == 0 else first
    pointing = _points_before(norms, first, lexicon)
    if pointing > 1 and _ends_there(norms, after, heads, lexicon):
        return (0, pointing), True
    as_clause = lead in lexicon.grammar.as_ or norms[first] in lexicon.grammar.as_
    opening = next(
        (
            i
            for i in range(after, min(size, after + REACH))
            if norms[i] in lexicon.complement or norms[i] == ":" or norms[i] in BREAKS
        ),
        None,
    )
    if opening is not None and norms[opening] in BREAKS:
        opening = None
    if opening is not None and any(after <= head < opening for head in heads):
        opening = None  # a relative clause of the content
    before = lead in (",", "—", "–", "-") or lead in QUOTES
    if opening is not None and before and first > 2 and _names_theme(norms, opening, first, heads, lexicon):
        opening = None  # «..., рассказал глава региона о ситуации на фронте»
    if opening is not None and (lead == "," or lead in QUOTES) and first > 2 and "," in norms[after:opening]:
        opening = None  # "..., the ministry said, adding that"
    comma_first = opening is None or any(word in QUOTES for word in norms[after:opening])
    if as_clause and first <= 2:
        comma = next((i for i in range(after, size) if norms[i] == ","), None)
        return ((comma + 1, size), False) if comma is not None else (None, False)
    if (
        first > 2
        and comma_first
        and (
            lead in QUOTES
            or as_clause
            or (
                lead in (",", "—", "–", "-")
                and _ends_there(norms, after, heads, lexicon)
                and (after >= size - 1 or any(head < first for head in heads))
            )
        )
    ):
        return (0, first - 1 if lead else first), True
    if opening is not None and not any(word in QUOTES for word in norms[match.end : opening]):
        return (opening + 1, size), False
    return (after, size), False


def _closes_name(norms: tuple[str, ...], close: int, heads: frozenset[int]) -> bool:
    """Whether a quotation mark closes a short name, and no quotation: «Глава ЧВК "Вагнер" Иванов заявил»."""
    marks = [i for i in range(max(0, close - 4), close) if norms[i] in QUOTES]
    return bool(marks) and marks[-1] > 0 and not any(marks[-1] < head < close for head in heads)


def _names_theme(
    norms: tuple[str, ...], opening: int, first: int, heads: frozenset[int], lexicon: Lexicon
) -> bool:
    """Whether "about" behind a speaker only names what was spoken of, all that happened standing before."""
    about = norms[opening] in lexicon.grammar.about
    return about and any(head < first for head in heads) and not any(head > opening for head in heads)


def _points_before(norms: tuple[str, ...], first: int, lexicon: Lexicon) -> int:
    """Where the content ends that "— про це" and "об этом" before the speaker or the verb point to; 0 if none do."""
    for index in range(first - 1, max(0, first - 3), -1):
        if norms[index] in lexicon.pointer and norms[index - 1] in lexicon.complement:
            return index - 1
    return 0


def _phrase_start(tokens: Tokens, first: int, heads: frozenset[int], lexicon: Lexicon) -> int:
    """Where the speaker's noun phrase begins: "the city's mayor ..." back to a mark, at most ten words."""
    for index in range(first, max(-1, first - 11), -1):
        if index == 0 or tokens.norms[index - 1] in QUOTES or tokens.norms[index - 1] in (",", "—", "–", "-"):
            return index
        if (
            index - 1 in heads
            or tokens.norms[index - 1] in lexicon.complement
            or tokens.norms[index - 1] in BREAKS
        ):
            break
    return first


def _ends_there(norms: tuple[str, ...], after: int, heads: frozenset[int], lexicon: Lexicon) -> bool:
    """Nothing is told behind the speaker, up to the next comma or clause ("the governor said as Kyiv said that")."""
    for index in range(after, len(norms)):
        if norms[index] == ":" and not QUOTES.isdisjoint(norms[index + 1 : index + 2]):
            return False  # "..., said: "This is untrue"
        if norms[index] in QUOTES and index > after:  # 'said it had "liberated" the town'
            close = next((i for i in range(index + 1, len(norms)) if norms[i] in QUOTES), index)
            return not any(index < head < close for head in heads)
        if norms[index] in (",", ";", ":", "—", "–") or norms[index] in QUOTES:
            return True
        if index in heads:
            return False
        if norms[index] in lexicon.grammar.as_ or norms[index] in lexicon.grammar.turns:
            return True
    return True
