"""Who says a sentence, or a part of it, and with which stance.

An attribution has a scope: the words that are its content. Scopes nest ("ISW reported that bloggers claimed
that ..."); what no scope covers, the publisher says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import attrs

from conflictdata import sources
from conflictdata.model import Stance
from conflictdata.text.actors import ActorMention, Memory, unlisted
from conflictdata.text.lexicon import According, Denial, Lexicon, Nominal, NoReport, Says, Trigger, Value
from conflictdata.text.patterns import Match
from conflictdata.text.tokens import Tokens

_QUOTES = frozenset('"“”„«»')
_BREAKS = frozenset(";")
_BACKING = frozenset((Stance.DENIES, Stance.CONFIRMS, Stance.VERIFIES))
_MARKS = frozenset((":", ";", "—", "–", ",", "."))
_COLONS = frozenset((":", "—", "–"))
_DASHES = frozenset(("—", "–", "-"))
_IN_TITLES = frozenset(("(", ")", "«", "»", "“", "”", '"'))
_REACH = 16


@attrs.frozen
class Attribution:
    """One act of saying.

    Attributes:
        claimant: actor id; None for evidence without a named publisher, which speaks for whoever shows it.
        stance: as the verb takes it.
        scope: tokens of the content, half open.
        said: tokens of the saying itself: speaker, verb, and when it was said.
        nominal: named by the noun ("Putin's claims that ..."): its owner is quoted, not speaking here.
        evidence: the content is read off footage, imagery or a map.
        negated: "did not report": the content is not claimed.
        also: who says the same in the same words ("the ministry and milbloggers claimed").
        inverse: the content stands before the speaker.
    """

    claimant: str | None
    stance: Stance
    scope: tuple[int, int]
    said: tuple[int, int]
    evidence: str | None = None
    nominal: bool = False
    negated: bool = False
    inverse: bool = False
    also: tuple[str, ...] = ()

    def covers(self, token: int) -> bool:
        """Whether the token is part of the content."""
        return self.scope[0] <= token < self.scope[1]


def find_attributions(
    tokens: Tokens,
    matches: Sequence[Match[Value]],
    actors: Sequence[ActorMention],
    lexicon: Lexicon,
    memory: Memory,
) -> list[Attribution]:
    """Attributions of one sentence, outer before inner; remembers the speaker for the next sentence."""
    shows = list(_evidence(tokens, actors, lexicon, memory))
    shows = [_checked(show, matches) for show in shows]
    taken = {index for show in shows for index in range(*show.said)}
    found: list[Attribution] = [*shows, *_according(tokens, matches, actors, lexicon, memory)]
    silent = [match for match in matches if isinstance(match.value, NoReport)]
    speaker: str | None = None
    heads = frozenset(match.head for match in matches if isinstance(match.value, Trigger))
    for match in _reporting(tokens, matches, lexicon):
        if isinstance(match.value, Says) and (owner := _owner(tokens, match, actors, lexicon)):
            scope = (
                match.end + lexicon.grammar.that.any_of(tokens.norms[match.end : match.end + 1]),
                len(tokens),
            )
            found.append(
                Attribution(owner.id, match.value.stance, scope, (owner.start, scope[0]), nominal=True)
            )
        elif (
            isinstance(match.value, Says)
            and match.head not in taken
            and not _is_noun(tokens, match, matches, lexicon)
        ):
            said = _said(tokens, match, match.value, actors, lexicon, memory, speaker, heads)
            if said:
                speaker = said.claimant or speaker
                silenced = bool(silent) and not said.negated and _silenced(match, silent, tokens, lexicon)
                found.append(attrs.evolve(said, negated=True) if silenced else said)
                found += _explained(said, tokens, heads)
            elif match.value.stance is Stance.DENIES:
                found.append(_denied_by_nobody(tokens, match, lexicon))
    if silent and not found:
        turn = max(
            (i for i in range(silent[0].start) if tokens.norms[i] in lexicon.grammar.turns), default=-1
        )
        found.append(Attribution(None, Stance.ASSERTS, (turn + 1, len(tokens)), (0, 0), negated=True))
    if not any(each.claimant for each in found):
        found += _headed(tokens, actors, heads)
    settled = _settle(sorted(found, key=lambda each: (each.said[0], each.said[1])), tokens, lexicon)
    for each in settled:
        if each.claimant and not each.negated:
            memory.speaker = each.claimant
    return settled


def _denied_by_nobody(tokens: Tokens, match: Match[Value], lexicon: Lexicon) -> Attribution:
    """A denial whose speaker is not known: what it denies is told by nobody, least of all by who passes it on."""
    parts = lexicon.grammar.plan_stops
    before = (i for i in range(match.start - 1, -1, -1) if tokens.norms[i] == ";")
    behind = (
        i for i in range(match.end, len(tokens)) if tokens.norms[i] in parts and tokens.norms[i - 1] == ","
    )
    scope = (next(before, -1) + 1, next(behind, len(tokens)))
    return Attribution(None, Stance.DENIES, scope, (0, 0), negated=True)


def _reporting(tokens: Tokens, matches: Sequence[Match[Value]], lexicon: Lexicon) -> Iterable[Match[Value]]:
    """One reporting phrase at a verb, the longest: "confirmed the authenticity" is no plain "confirmed". A verb that
    ends a denial and names nobody ("is not confirmed") reports nothing."""
    best: dict[int, Match[Value]] = {}
    for match in matches:
        if isinstance(match.value, Says):
            known = best.get(match.head)
            if known is None or known.end - known.start < match.end - match.start:
                best[match.head] = match
    impersonal = lexicon.grammar.impersonal
    if best and impersonal:
        for match in matches:
            if isinstance(match.value, Denial) and tokens.norms[match.end - 1].endswith(impersonal):
                best.pop(match.end - 1, None)
    return best.values()


def _checked(show: Attribution, matches: Sequence[Match[Value]]) -> Attribution:
    """Footage whose place or age somebody says was established: "has confirmed the location of videos showing"."""
    verbs = (m for m in matches if isinstance(m.value, Says) and m.value.stance is Stance.VERIFIES)
    verified = any(show.said[0] <= match.head < show.said[1] for match in verbs)
    return attrs.evolve(show, stance=Stance.VERIFIES) if verified else show


def _headed(tokens: Tokens, actors: Sequence[ActorMention], heads: frozenset[int]) -> Iterator[Attribution]:
    """A speaker without a verb: "General Staff: three attacks ...", "..., — голова ОВА Іван Федоров"."""
    size = len(tokens)
    for actor in actors:
        if actor.force or actor.back or actor.id is None:
            continue
        colon = _past_names(tokens, actor.end)
        if colon < size - 1 and tokens.norms[colon] == ":" and not any(h < colon for h in heads):
            yield Attribution(actor.id, Stance.ASSERTS, (colon + 1, size), (0, colon + 1))
            return
        dash = next(
            (i for i in range(actor.start - 1, max(0, actor.start - 6), -1) if tokens.norms[i] in _DASHES), 0
        )
        closed = _past_names(tokens, actor.end) >= size - 1
        if dash > 2 and closed and not any(h > dash for h in heads):
            yield Attribution(actor.id, Stance.ASSERTS, (0, dash), (dash, size), inverse=True)
            return


def _past_names(tokens: Tokens, index: int) -> int:
    """Past capitalised words, a bracketed abbreviation and quotation marks."""
    end = index
    while end < len(tokens) and end < index + 8 and (tokens.caps[end] or tokens.norms[end] in _IN_TITLES):
        end += 1
    return end


def _explained(said: Attribution, tokens: Tokens, heads: frozenset[int]) -> Iterator[Attribution]:
    """What a speaker says behind the colon of a denial or confirmation that only points: "denied this: fighting
    goes on"."""
    if said.stance not in _BACKING:
        return
    low = said.said[0] if said.inverse else said.scope[1]
    reach = low + (10 if said.inverse else 2)
    end = next((i for i in range(low, min(reach, len(tokens) - 1)) if tokens.norms[i] in _COLONS), None)
    if end is not None and not any(low <= head < end for head in heads):
        stance = Stance.VERIFIES if said.stance is Stance.VERIFIES else Stance.ASSERTS
        yield Attribution(said.claimant, stance, (end + 1, len(tokens)), (end, end + 1))


def _silenced(match: Match[Value], silent: Sequence[Match[Value]], tokens: Tokens, lexicon: Lexicon) -> bool:
    """Whether the saying is what did not happen ("neither side reported"), not told beside it ("..., although
    the institute has not observed evidence")."""
    return any(
        none.start <= match.head < none.end
        or not any(
            word in lexicon.grammar.turns
            for word in tokens.norms[min(none.end, match.head) : max(none.start, match.head)]
        )
        for none in silent
    )


def _is_noun(tokens: Tokens, match: Match[Value], matches: Sequence[Match[Value]], lexicon: Lexicon) -> bool:
    word, grammar = tokens.norms[match.head], lexicon.grammar
    if any(
        isinstance(m.value, Nominal) and m.start <= match.head < m.start + 2 and m.end - m.start > 1
        for m in matches
    ):
        before = tokens.norms[match.head - 1] if match.head else ""
        if word in grammar.noun_or_verb and (
            before in grammar.determiner or lexicon.side_of(before) or before.endswith(grammar.genitive)
        ):
            return True
        if word not in grammar.noun_or_verb:
            return False
    return _noun_word(tokens, match.head, lexicon)


def _owner(
    tokens: Tokens, match: Match[Value], actors: Sequence[ActorMention], lexicon: Lexicon
) -> ActorMention | None:
    """Whose claim the noun names: "Putin's June 28 claims that"."""
    grammar = lexicon.grammar
    if tokens.norms[match.head] not in grammar.noun_or_verb or not grammar.that.any_of(
        tokens.norms[match.end : match.end + 1]
    ):
        return None
    for actor in reversed(actors):
        if (
            actor.end <= match.head <= actor.end + 3
            and tokens.norms[actor.end - 1].endswith(grammar.genitive)
            and actor.id
        ):
            return actor
    return None


def _noun_word(tokens: Tokens, index: int, lexicon: Lexicon) -> bool:
    """Whether a word that is both noun and verb ("claims", "report") is the noun here."""
    grammar = lexicon.grammar
    if tokens.norms[index] not in grammar.noun_or_verb or index == 0:
        return False
    before = tokens.norms[index - 1]
    relative = before in grammar.that and index > 1 and tokens.norms[index - 2] not in grammar.determiner
    return not relative and (
        before in grammar.determiner
        or before.endswith(grammar.genitive)
        or lexicon.side_of(before) is not None
    )


def _said(
    tokens: Tokens, match: Match[Value], says: Says, actors: Sequence[ActorMention], lexicon: Lexicon,
    memory: Memory, earlier: str | None, heads: frozenset[int],
) -> Attribution | None:  # fmt: skip
    subject = _subject(tokens, match, actors, lexicon, memory, earlier, heads)
    participle = _is_participle(tokens, match, lexicon)
    if subject is None:
        named = next((a.id for a in reversed(actors) if a.end <= match.start and a.id and not a.force), None)
        goes_on = (
            bool(match.start)
            and tokens.norms[match.start - 1] in lexicon.grammar.goes_on
            and earlier is not None
        )
        if not (participle or goes_on) or (earlier or named or memory.speaker) is None:
            return _impersonal(tokens, match, says, lexicon, memory)
        claimant, first = earlier or named or memory.speaker, match.start
    else:
        claimant = subject.id or earlier or memory.speaker
        first = min(subject.start, match.start)
        if participle and match.start and tokens.norms[match.start - 1] == ",":
            first = match.start
    if claimant is None:
        return None
    after = max(match.end, subject.end) if subject else match.end
    negated = _negated(tokens, match, lexicon)
    content, inverse = _content(tokens, first, match, after, lexicon, heads)
    if subject is None:
        content, inverse = (after, len(tokens)), False
    if (
        subject
        and not inverse
        and says.stance in (Stance.DENIES, Stance.CONFIRMS)
        and (after >= len(tokens) - 1 or (subject.end < match.start and tokens.norms[after] in _MARKS))
    ):
        content = (subject.end, match.start)  # "в Генштабе сообщение о ... опровергли"
    if (
        tokens.norms[0] in lexicon.complement
        and any(head < first for head in heads)
        and not any(head >= after for head in heads)
    ):
        content, inverse = (1, first), True
    if not inverse and content and says.stance in _BACKING:
        fronted = first > 2 and tokens.norms[first - 1] == "," and any(head < first for head in heads)
        if fronted and tokens.norms[after : after + 1] == (":",):
            content, inverse = (0, first - 1), True
        else:
            content = _only_pointing(tokens, after, content, lexicon, heads)
            if says.stance is Stance.DENIES:
                content = _up_to_truth(tokens, content, heads)
    if (
        subject
        and not inverse
        and says.stance in _BACKING
        and _speaks_of_before(tokens, match, subject, lexicon, heads)
    ):
        content, inverse = (0, match.start), True
    if subject and match.end - match.head > 2 and says.stance is Stance.DENIES:
        content, inverse = (match.head + 1, match.end), False  # "called reports that ... false"
    if content is None:
        return None
    said = (first, content[0]) if not inverse else (first, len(tokens))
    if inverse and (goes := _goes_on_behind(tokens, after, heads, lexicon)):
        content, said = (0, len(tokens)), (first, goes)
    also = tuple(_joined(tokens, subject, actors, lexicon)) if subject else ()
    return Attribution(claimant, says.stance, content, said, negated=negated, inverse=inverse, also=also)


def _speaks_of_before(
    tokens: Tokens, match: Match[Value], subject: ActorMention, lexicon: Lexicon, heads: frozenset[int]
) -> bool:
    """Whether a statement is the object in front of the verb and its speaker stands behind: "сообщения о потере
    города опровергли в штабе", "reports of the loss were denied by the ministry"."""
    passive = lexicon.grammar.by.any_of(tokens.norms[match.end : match.end + 1])
    if subject.start < match.end or not (passive or lexicon.statement.any_of(tokens.norms[: match.start])):
        return False
    return any(head < match.start for head in heads) and not any(
        match.end <= head < subject.end for head in heads
    )


def _is_participle(tokens: Tokens, match: Match[Value], lexicon: Lexicon) -> bool:
    return tokens.norms[match.head].endswith(lexicon.participle)


def _only_pointing(
    tokens: Tokens, after: int, content: tuple[int, int], lexicon: Lexicon, heads: frozenset[int]
) -> tuple[int, int]:
    """Cut the content behind "this", "these reports" where a mark ends it: what follows is told by its own words."""
    for index in range(after, min(content[1], after + 6)):
        if tokens.norms[index] in _MARKS:
            if tokens.norms[index] == "," and _goes_into(tokens, index + 1, lexicon):
                continue  # "опровергло сообщения о том, что ..."
            pointed = lexicon.back.any_of(tokens.norms[after:index])
            return (after, index) if pointed else content
        if index in heads:
            break
    return content


def _up_to_truth(tokens: Tokens, content: tuple[int, int], heads: frozenset[int]) -> tuple[int, int]:
    """What is denied, up to the colon behind which stands what is so: "denied the loss of the town: our units hold it"."""
    low, high = content
    first = min((head for head in heads if low <= head < high), default=high)
    turn = next((i for i in range(first, high) if tokens.norms[i] in _COLONS), high)
    return (low, turn) if any(turn < head < high for head in heads) else content


def _goes_into(tokens: Tokens, index: int, lexicon: Lexicon) -> bool:
    """Whether what begins there is what was said or shown: ", что ...", ", на котором ..."."""
    that = lexicon.grammar.that.any_of(tokens.norms[index : index + 1])
    return that or lexicon.relative.any_of(tokens.norms[index : index + 2])


def _goes_on_behind(tokens: Tokens, after: int, heads: frozenset[int], lexicon: Lexicon) -> int | None:
    """Where the content goes on behind its speaker: "..., an officer told the BBC, but the village is ..."."""
    for index in range(after, len(tokens) - 1):
        if tokens.norms[index] in _QUOTES or index in heads:
            return None
        if tokens.norms[index] == "," and tokens.norms[index + 1] in lexicon.grammar.goes_on:
            return index if any(head > index for head in heads) else None
    return None


def _joined(
    tokens: Tokens, subject: ActorMention, actors: Sequence[ActorMention], lexicon: Lexicon
) -> Iterator[str]:
    """Speakers joined to the subject by "and"."""
    start = subject.start
    for actor in reversed(actors):
        if actor.end <= start and not actor.force and actor.id and actor.id != subject.id:
            between = tokens.norms[actor.end : start]
            if len(between) <= 3 and lexicon.grammar.and_.any_of(between):
                yield actor.id
                start = actor.start


def _negated(tokens: Tokens, match: Match[Value], lexicon: Lexicon) -> bool:
    for word in reversed(tokens.norms[max(0, match.start - 2) : match.start]):
        if word in _MARKS:
            return False
        if word in lexicon.negation and word not in lexicon.grammar.noun_negation:
            return True
    return False


def _impersonal(
    tokens: Tokens, match: Match[Value], says: Says, lexicon: Lexicon, memory: Memory
) -> Attribution | None:
    """ "сообщается, что": nobody is named; the one who spoke last, or the publisher, says it."""
    own = memory.source.side is not None and tokens.norms[match.head].endswith(lexicon.first_person)
    if not own and not tokens.norms[match.head].endswith(lexicon.grammar.impersonal):
        return None
    claimant = memory.source.actor if own else memory.speaker or memory.source.actor
    return Attribution(claimant, says.stance, (match.end, len(tokens)), (match.start, match.end))


def _subject(
    tokens: Tokens, match: Match[Value], actors: Sequence[ActorMention], lexicon: Lexicon, memory: Memory,
    earlier: str | None, heads: frozenset[int],
) -> ActorMention | None:  # fmt: skip
    before, grammar = tokens.norms[match.start - 1] if match.start else "", lexicon.grammar
    if earlier and (before in grammar.goes_on or (before == "," and _is_participle(tokens, match, lexicon))):
        return None
    inverted = (
        match.start == 0 or before in _QUOTES or before in (",", "—", "–", "-") or before in grammar.as_
    )
    right = _right(tokens, match, actors, lexicon, memory)
    if right and inverted:
        return right
    left = _left(tokens, match, actors, lexicon)
    if left and tokens.norms[left.end] != "," and _told_between(tokens, left.end, match.start, heads):
        left = None  # "..., йдеться в дописі", "the agency blew up a train, a source told"
    if left is None and right is None or (left is not None and left.force):
        named = unlisted(tokens, _before_adverbs(tokens, match.start, lexicon), lexicon, memory)
        if named is not None:
            return named
    if right and tokens.norms[match.end : match.end + 1] and tokens.norms[match.end] in lexicon.grammar.by:
        return right  # "was denied by the ministry"
    return left or (right if not tokens.norms[match.head].isascii() else None)


def _told_between(tokens: Tokens, start: int, end: int, heads: frozenset[int]) -> bool:
    """Whether a happening and a comma behind it stand between: what comes then has another subject."""
    last = max((head for head in heads if start <= head < end), default=None)
    return last is not None and "," in tokens.norms[last:end]


def _before_adverbs(tokens: Tokens, index: int, lexicon: Lexicon) -> int:
    """Where the subject ends: before "also", "have", "later" and the like."""
    grammar = lexicon.grammar
    while index > 0 and (
        tokens.norms[index - 1] in grammar.auxiliary or tokens.norms[index - 1].endswith(grammar.adverb)
    ):
        index -= 1
    return index


def _left(
    tokens: Tokens, match: Match[Value], actors: Sequence[ActorMention], lexicon: Lexicon
) -> ActorMention | None:
    grammar = lexicon.grammar
    for actor in reversed(actors):
        if actor.end > match.start:
            continue
        if match.start - actor.end > _REACH:
            return None
        between = _without_nickname(tokens.norms[actor.end : match.start])
        between = tuple(word for word in between if not word.endswith(grammar.adverb))  # "repeatedly"
        if any(word in _BREAKS or word in _QUOTES for word in between):
            return None
        if tokens.norms[actor.end - 1].endswith(grammar.genitive) and not actor.back and not between:
            return None
        relative = bool(between) and between[-1] in grammar.relative
        if (
            any(word in lexicon.complement for word in (between[:-1] if relative else between))
            and not _fronted_object(between, lexicon)
            and not grammar.map.any_of(between)
        ):
            return None
        if (
            tokens.norms[match.head] in grammar.noun_or_verb
            and not relative
            and any(word not in grammar.auxiliary for word in between)
            and not (between[0] in grammar.of_body and all(tokens.caps[actor.end + 1 : match.start]))
        ):
            return None
        if actor.force and (
            any(word not in grammar.auxiliary for word in between) or _governed(tokens, actor, lexicon)
        ):
            continue
        if actor.back and actor.id is None and tokens.norms[actor.start] in grammar.possessive:
            continue
        return actor
    return None


def _governed(tokens: Tokens, actor: ActorMention, lexicon: Lexicon) -> bool:
    """Whether the mention is the object of a preposition or a possessor, no subject."""
    before = tokens.norms[max(0, actor.start - 3) : actor.start]
    if lexicon.grammar.speaking_head.any_of(before):
        return False
    return bool(before) and before[-1] in lexicon.grammar.governs


def _fronted_object(between: tuple[str, ...], lexicon: Lexicon) -> bool:
    """ "в Генштабе сообщение о потере города опровергли": the object, with its own "о", before the verb."""
    first = next((i for i, word in enumerate(between) if word in lexicon.complement), 0)
    return first > 0 and between[first - 1] in lexicon.statement


def _without_nickname(words: tuple[str, ...]) -> tuple[str, ...]:
    """Without a quoted call sign: Robert “Magyar” Brovdi."""
    marks = [index for index, word in enumerate(words) if word in _QUOTES]
    if len(marks) == 2 and marks[1] - marks[0] <= 3:
        return words[: marks[0]] + words[marks[1] + 1 :]
    return words


def _right(
    tokens: Tokens, match: Match[Value], actors: Sequence[ActorMention], lexicon: Lexicon, memory: Memory
) -> ActorMention | None:
    for actor in actors:
        if actor.start < match.end:
            continue
        between = tokens.norms[match.end : actor.start]
        if (
            between
            and between[-1] in _QUOTES
            and tokens.norms[actor.end : actor.end + 1] in (("»",), ("”",), ('"',))
        ):
            between = between[:-1]
        if _titled(tokens, match.end, actor.start, lexicon):
            return actor
        if len(between) > 5 or any(
            word in (",", ":", ";", ".")
            or word in _QUOTES
            or (word in lexicon.complement and word not in lexicon.grammar.about)
            for word in between
        ):
            return None
        if actor.back and actor.id is None and tokens.norms[actor.start] in lexicon.grammar.possessive:
            return None
        if (
            actor.id and ":" not in actor.id and not between
        ):  # "told TASS": whom it was told, if the teller follows
            teller = next(
                (a for a in actors if actor.end <= a.start <= actor.end + 1 and a.id and not a.force), None
            )
            if teller:
                return teller
            until = next(
                (i for i in range(actor.end, min(len(tokens), actor.end + 9)) if tokens.norms[i] in _MARKS), 0
            )
            person = None
            if until > actor.end + 1:
                side = sources.get(actor.id).side
                person = unlisted(tokens, until, lexicon, memory, begin=actor.end, side=side)
            if person:
                return person  # "заявил ТАСС военный эксперт ..."
        return None if actor.force and between else actor
    return None


def _titled(tokens: Tokens, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a title opens the words up to a name that says whose it is: "речник угруповання «Хортиця»",
    "генерал Громов, заступник начальника управління Генштабу"."""
    titles = lexicon.speakers.get("title")
    if titles is None or not 0 < end - start <= 10 or tokens.norms[start] in (",", ".", ":"):
        return False
    between = tokens.norms[start:end]
    commas = between.count(",")
    if not titles.any_of(between[:2]) or any(word in (";", ".", ":", "—") for word in between):
        return False
    return commas == 0 or (commas == 1 and titles.any_of(between[between.index(",") :]))


def _content(
    tokens: Tokens, first: int, match: Match[Value], after: int, lexicon: Lexicon, heads: frozenset[int]
) -> tuple[tuple[int, int] | None, bool]:
    """Tokens of the content, and whether it stands before the speaker."""
    size, norms = len(tokens), tokens.norms
    begin = _phrase_start(tokens, first, heads, lexicon)
    lead = norms[begin - 1] if begin and norms[begin] not in lexicon.grammar.turns else ""
    first = begin if lead in _QUOTES or lead in (",", "—", "–") or begin == 0 else first
    pointing = _points_before(norms, first, lexicon)
    if pointing > 1 and _ends_there(norms, after, heads):
        return (0, pointing), True
    as_clause = lead in lexicon.grammar.as_ or norms[first] in lexicon.grammar.as_
    opening = next(
        (
            i
            for i in range(after, min(size, after + _REACH))
            if norms[i] in lexicon.complement or norms[i] == ":"
        ),
        None,
    )
    if opening is not None and any(after <= head < opening for head in heads):
        opening = None  # a relative clause of the content
    if opening is not None and (lead == "," or lead in _QUOTES) and first > 2 and "," in norms[after:opening]:
        opening = None  # "..., the ministry said, adding that"
    comma_first = opening is None or any(word in _QUOTES for word in norms[after:opening])
    if as_clause and first <= 2:
        comma = next((i for i in range(after, size) if norms[i] == ","), None)
        return ((comma + 1, size), False) if comma is not None else (None, False)
    if (
        first > 2
        and comma_first
        and (
            lead in _QUOTES
            or as_clause
            or (
                lead in (",", "—", "–")
                and _ends_there(norms, after, heads)
                and any(head < first for head in heads)
            )
        )
    ):
        return (0, first - 1 if lead else first), True
    if opening is not None and not any(word in _QUOTES for word in norms[match.end : opening]):
        return (opening + 1, size), False
    return (after, size), False


def _points_before(norms: tuple[str, ...], first: int, lexicon: Lexicon) -> int:
    """Where the content ends that "— про це" and "об этом" before the speaker or the verb point to; 0 if none do."""
    for index in range(first - 1, max(0, first - 3), -1):
        if norms[index] in lexicon.pointer and norms[index - 1] in lexicon.complement:
            return index - 1
    return 0


def _phrase_start(tokens: Tokens, first: int, heads: frozenset[int], lexicon: Lexicon) -> int:
    """Where the speaker's noun phrase begins: "the city's mayor ..." back to a mark, at most a few words."""
    for index in range(first, max(-1, first - 7), -1):
        if (
            index == 0
            or tokens.norms[index - 1] in _QUOTES
            or tokens.norms[index - 1] in (",", "—", "–", "-")
        ):
            return index
        if (
            index - 1 in heads
            or tokens.norms[index - 1] in lexicon.complement
            or tokens.norms[index - 1] in _BREAKS
        ):
            break
    return first


def _ends_there(norms: tuple[str, ...], after: int, heads: frozenset[int]) -> bool:
    """Nothing is told behind the speaker, up to the next comma."""
    for index in range(after, len(norms)):
        if norms[index] in (",", ";", ":", "—", "–") or norms[index] in _QUOTES:
            return True
        if index in heads:
            return False
    return True


def _according(
    tokens: Tokens,
    matches: Sequence[Match[Value]],
    actors: Sequence[ActorMention],
    lexicon: Lexicon,
    memory: Memory,
) -> Iterator[Attribution]:
    for match in matches:
        if not isinstance(match.value, According):
            continue
        actor = next(
            (
                a
                for a in actors
                if match.end <= a.start <= match.end + 8 and not (a.force and a.start > match.end + 2)
            ),
            None,
        )
        if actor is None:
            overlapping = [a for a in actors if a.start < match.end <= a.end and a.end > match.start]
            inside = [a for a in actors if match.start <= a.start and a.end <= match.end and a.back]
            actor = next(iter([*overlapping, *inside]), None)  # "за її підрахунками"
        if actor is None:
            until = next(
                (
                    i
                    for i in range(match.end, min(len(tokens), match.end + 10))
                    if tokens.norms[i] in (",", ".", ";")
                ),
                match.end,
            )
            actor = unlisted(tokens, until, lexicon, memory, begin=match.end)
        if actor is None:
            words = tokens.norms[match.end : match.end + 6]
            if any(word in lexicon.show["geolocated"] for word in words):
                joint = max(
                    (i for i in range(match.start) if tokens.norms[i] in lexicon.grammar.and_), default=-1
                )
                yield Attribution(
                    None,
                    Stance.VERIFIES,
                    (joint + 1, match.start),
                    (match.start, len(tokens)),
                    "footage",
                    inverse=True,
                )
            continue
        claimant = actor.id or memory.speaker
        if claimant is None:
            continue
        stance = Stance.ASSESSES if match.value.assesses else Stance.ASSERTS
        if match.start <= 2 or tokens.norms[match.start - 1] in _COLONS:  # "... : за словами речника, ..."
            comma = next(
                (i for i in range(actor.end, min(len(tokens), actor.end + 12)) if tokens.norms[i] == ","),
                actor.end - 1,
            )
            yield Attribution(claimant, stance, (comma + 1, len(tokens)), (match.start, comma + 1))
        else:
            yield Attribution(claimant, stance, (0, match.start), (match.start, len(tokens)), inverse=True)


def _evidence(
    tokens: Tokens, actors: Sequence[ActorMention], lexicon: Lexicon, memory: Memory
) -> Iterator[Attribution]:
    """Footage, imagery or a map that shows something."""
    footage = lexicon.classes["footage"]
    if not footage.any_of(tokens.norms):
        return
    noun = -1
    for index, word in enumerate(tokens.norms):
        if word in footage and not (word in lexicon.show["words"] and noun >= 0):
            noun = index
        elif (
            (
                noun >= 0
                and word in lexicon.show["words"]
                and index - noun <= 18
                and not _noun_word(tokens, index, lexicon)
                and not lexicon.grammar.by.any_of(tokens.norms[index + 1 : index + 2])
            )
            or noun >= 0
            and word in lexicon.grammar.of
            and index - noun <= 6
            and _published(tokens, noun, lexicon)
        ):
            yield _shown(tokens, noun, index, actors, lexicon, memory)
            noun = -1
        elif word in _BREAKS:
            noun = -1


def _published(tokens: Tokens, noun: int, lexicon: Lexicon) -> bool:
    """ "posted footage of": somebody publishes it here."""
    return any(word in lexicon.show["published"] for word in tokens.norms[max(0, noun - 4) : noun])


def _shown(
    tokens: Tokens, noun: int, verb: int, actors: Sequence[ActorMention], lexicon: Lexicon, memory: Memory
) -> Attribution:
    around = tokens.norms[max(0, noun - 4) : verb]
    is_map = tokens.norms[noun] in lexicon.grammar.map
    geolocated = any(word in lexicon.show["geolocated"] for word in around) and not is_map
    first = noun
    publisher: ActorMention | None = None
    for actor in actors:
        if actor.force:
            continue
        if noun - 12 <= actor.end <= noun or noun < actor.start < verb:
            if actor.back and actor.id is None and actor.end < noun - 4:
                continue
            publisher = actor
            first = min(first, actor.start)
    if publisher is None and not geolocated:
        verb_at = next(
            (i for i in range(max(0, noun - 4), noun) if tokens.norms[i] in lexicon.show["published"]), None
        )
        publisher = unlisted(tokens, verb_at, lexicon, memory) if verb_at else None
        first = min(first, publisher.start) if publisher else first
    content = verb + 1
    if content < len(tokens) and tokens.norms[content] in lexicon.complement:
        content += 1
    scope, said = (content, len(tokens)), (first, content)
    if geolocated:
        return Attribution(None, Stance.VERIFIES, scope, said, "footage")
    claimant = (publisher.id or memory.speaker) if publisher else None
    return Attribution(claimant, Stance.ASSERTS, scope, said, "map" if is_map else "footage")


def _settle(found: list[Attribution], tokens: Tokens, lexicon: Lexicon) -> list[Attribution]:
    """Cut scopes where a later attribution begins that is not part of the earlier one's content."""
    settled = list(found)
    for i, outer in enumerate(settled):
        if outer.inverse:
            behind = next(
                (a.said[0] for a in settled[i + 1 :] if not a.inverse and a.said[0] > outer.said[0]), None
            )
            if behind is not None and outer.said[0] < behind < outer.said[1]:
                settled[i] = attrs.evolve(outer, said=(outer.said[0], behind))
            continue
        for inner in settled[i + 1 :]:
            start = inner.said[0]
            if inner.inverse or not outer.scope[0] <= start < outer.scope[1]:
                continue
            if _nested(tokens, outer, inner, lexicon):
                break
            settled[i] = attrs.evolve(outer, scope=(outer.scope[0], max(outer.scope[0], start)))
            break
    return settled


def _nested(tokens: Tokens, outer: Attribution, inner: Attribution, lexicon: Lexicon) -> bool:
    start = inner.said[0]
    if inner.claimant == outer.claimant:
        return False
    before = tokens.norms[max(0, start - 3) : start]
    return start - outer.scope[0] <= 3 or lexicon.grammar.that.any_of(before)
