"""Who says a sentence, or a part of it: the attributions of one sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from conflictdata import sources
from conflictdata.model import SourceKind, Stance
from conflictdata.text.attribution import BACKING, CHECKERS, COLONS, MARKS, Attribution
from conflictdata.text.evidence import according_to, checked, evidence_in, opens_where
from conflictdata.text.lexicon import Lexicon, NoReport, Says, Trigger, Value
from conflictdata.text.mentions import ActorMention, Memory
from conflictdata.text.patterns import Match
from conflictdata.text.reporting import is_noun, only_locates, reporting_words
from conflictdata.text.saying import opens_truth, saying_of
from conflictdata.text.tokens import Tokens

_DASHES = frozenset(("—", "–", "-"))
_HEADS = _DASHES | {":"}
_IN_TITLES = frozenset(("(", ")", "«", "»", "“", "”", '"'))

_OBJECT = 6
"""Words behind a verb among which its object stands."""


_WHOSE = 3
"""Words, at the most, from "claims by" to who makes them."""


def find_attributions(
    tokens: Tokens,
    matches: Sequence[Match[Value]],
    actors: Sequence[ActorMention],
    lexicon: Lexicon,
    memory: Memory,
) -> list[Attribution]:
    """Attributions of one sentence, outer before inner; remembers the speaker for the next sentence."""
    tells = frozenset(
        m.head for m in matches if isinstance(m.value, Says) and m.value.stance is Stance.ASSERTS
    )
    heads = frozenset(match.head for match in matches if isinstance(match.value, Trigger))
    shows = list(evidence_in(tokens, actors, lexicon, memory, tells, heads))
    shows = [checked(show, matches, actors) for show in shows]
    taken = {index for show in shows for index in range(*show.said)}
    silent = [
        match for match in matches
        if isinstance(match.value, NoReport)
        and not lexicon.grammar.with_.any_of(tokens.norms[max(0, match.start - 1) : match.start])
    ]  # fmt: skip
    shows = [
        attrs.evolve(s, negated=s.negated or any(s.said[0] <= m.start < s.said[1] for m in silent))
        for s in shows
    ]  # "has not observed footage that shows"
    by_word = list(according_to(tokens, matches, actors, lexicon, memory))
    taken |= {a.said[1] - 1 for a in by_word if not a.inverse}  # "cited an official as saying"
    taken |= {i for a in by_word if opens_where(tokens, a.said[0], lexicon) for i in range(*a.said)}
    opened = {i for a in by_word if not a.inverse for i in range(a.said[0] + 1, a.said[1])}
    by_word = [a for a in by_word if a.said[0] not in opened]  # "according to a statement from" is one
    found: list[Attribution] = [*shows, *by_word]
    speaker: str | None = None
    for match in reporting_words(tokens, matches, lexicon):
        if only_locates(tokens, match, lexicon) or _is_said_to(tokens, match, lexicon):
            continue
        if _turned_down(tokens, match, lexicon) or _of_speaker(tokens, match, actors, lexicon):
            continue
        if isinstance(match.value, Says) and (owner := _owner(tokens, match, actors, lexicon)):
            ends = max(match.end, owner.end)
            scope = ends + lexicon.grammar.that.any_of(tokens.norms[ends : ends + 1]), len(tokens)
            words = min(owner.start, match.start), scope[0]
            found.append(Attribution(owner.id, match.value.stance, scope, words, nominal=True))
        elif (
            isinstance(match.value, Says)
            and match.head not in taken
            and not is_noun(tokens, match, matches, lexicon)
        ):
            said = saying_of(tokens, match, match.value, actors, lexicon, memory, speaker, heads)
            if said:
                speaker = said.claimant or speaker
                silenced = bool(silent) and not said.negated and _silenced(match, silent, tokens, lexicon)
                found.append(attrs.evolve(said, negated=True) if silenced else said)
                found += _explained(said, tokens, heads, lexicon)
            elif match.value.stance is Stance.DENIES:
                found.append(_denied_by_nobody(tokens, match, lexicon, heard=bool(found)))
    found += _elliptic(tokens, actors, lexicon)
    if silent and not found:
        turn = max(
            (i for i in range(silent[0].start) if tokens.norms[i] in lexicon.grammar.turns), default=-1
        )
        end = _goes_on(tokens, silent[0].end, lexicon)
        found.append(Attribution(None, Stance.ASSERTS, (turn + 1, end), (0, 0), negated=True))
    if not any(each.claimant for each in found):
        found += _headed(tokens, actors, heads)
    # of "rejected a statement by ... that" the second speaks no more
    denials = [a.said for a in found if a.stance is Stance.DENIES and not a.inverse]
    found = [a for a in found if not (a.inverse and any(low < a.said[0] < high for low, high in denials))]
    if not found:
        return []
    found = _answering(sorted(found, key=lambda each: (each.said[0], each.said[1])), tokens, heads, lexicon)
    found = [_of_what(_conceded(each, tokens, lexicon), tokens, heads, lexicon) for each in found]
    settled = [_looked(each, tokens, lexicon) for each in _settle(found, tokens, lexicon)]
    for each in settled:
        if each.claimant and not each.negated:
            memory.speaker = each.claimant
            if sources.kind_of_actor(each.claimant) is SourceKind.THINK_TANK:
                memory.watcher = each.claimant
    return settled


def _of_what(said: Attribution, tokens: Tokens, heads: frozenset[int], lexicon: Lexicon) -> Attribution:
    """What somebody told of ends with the noun for it: «прозвітувало про взяття Мирнограда, але місто не окуповане»."""
    low, high = said.scope
    if said.inverse or not lexicon.grammar.about.any_of(tokens.norms[max(0, low - 1) : low]):
        return said
    end = _turn(tokens, low, high, lexicon)
    told = end < high and any(end < head < high for head in heads)
    return attrs.evolve(said, scope=(low, end)) if told else said


def _conceded(said: Attribution, tokens: Tokens, lexicon: Lexicon) -> Attribution:
    """What somebody is said to say in a clause of "although" ends with it: «Хоч росіяни кажуть, що взяли місто, воно наше»."""
    first, (low, high) = said.said[0], said.scope
    if said.inverse or not lexicon.grammar.although.any_of(tokens.norms[max(0, first - 1) : first]):
        return said
    comma = next((i for i in range(low + 1, high) if tokens.norms[min(i, len(tokens) - 1)] == ","), high)
    return attrs.evolve(said, scope=(low, comma))


def _goes_on(tokens: Tokens, start: int, lexicon: Lexicon) -> int:
    """Where what was not done ends and what was begins: "did not conduct attacks and continued artillery fire"."""
    for index in range(start, len(tokens) - 1):
        if tokens.norms[index] in lexicon.grammar.and_ and tokens.norms[index + 1] in lexicon.realis:
            return index
    return len(tokens)


def _turned_down(tokens: Tokens, match: Match[Value], lexicon: Lexicon) -> bool:
    """Whether what is rejected is no statement: "rejected the proposal", «відкинув ультиматум»."""
    denies = isinstance(match.value, Says) and match.value.stance is Stance.DENIES
    for word in tokens.norms[match.head + 1 : match.head + 1 + _OBJECT] if denies else ():
        if word in lexicon.statement or word in MARKS:
            return False
        if word in lexicon.grammar.proposal:
            return True
    return False


def _of_speaker(
    tokens: Tokens, match: Match[Value], actors: Sequence[ActorMention], lexicon: Lexicon
) -> bool:
    """Whether the noun is what of a speaker's speaks: "the General Staff's evening report said"."""
    noun = tokens.norms[match.head] in lexicon.grammar.noun_or_verb
    return noun and any(actor.id and actor.start < match.head < actor.end for actor in actors)


def _is_said_to(tokens: Tokens, match: Match[Value], lexicon: Lexicon) -> bool:
    """Whether somebody unnamed says it of the subject, or to it: "the military is said to have struck the depot"."""
    behind = tokens.norms[match.head + 1 : match.head + 2]
    if (
        match.end - match.start > 1
        or not isinstance(match.value, Says)
        or match.value.stance is not Stance.ASSERTS
    ):
        return False  # "was forced to admit"
    grammar = lexicon.grammar
    hears = tokens.norms[match.head] in grammar.told  # "Putin was told that"
    return grammar.being.any_of(tokens.norms[max(0, match.head - 1) : match.head]) and (
        hears or grammar.to.any_of(behind)
    )


def _looked(said: Attribution, tokens: Tokens, lexicon: Lexicon) -> Attribution:
    """What monitors "confirmed" they have verified, unless it befell themselves ("confirmed that its office was hit")."""
    if said.stance is not Stance.CONFIRMS or not said.claimant or ":" in said.claimant:
        return said
    source = sources.get(said.claimant)
    labels = lexicon.classes["source_label"]
    if labels.any_of(tokens.norms[max(0, said.said[0] - 2) : said.said[1]]):
        return said  # a source of theirs
    checks = said.claimant in CHECKERS or source.kind in (SourceKind.MEDIA, SourceKind.THINK_TANK)
    own = lexicon.grammar.possessive.any_of(tokens.norms[said.scope[0] : said.scope[0] + 5])
    return attrs.evolve(said, stance=Stance.VERIFIES) if checks and not own and not source.side else said


def _answering(
    found: list[Attribution], tokens: Tokens, heads: frozenset[int], lexicon: Lexicon
) -> list[Attribution]:
    """Where a denial or confirmation at the sentence's end is of what another speaker said before it ("the ministry
    said ..., which Kyiv denied", "..., a claim the staff did not confirm"), both keep what is theirs."""
    answered = list(found)
    for i, said in enumerate(found):
        if said.stance not in BACKING or said.claimant is None:
            continue
        empty = not any(said.covers(head) for head in heads) and _apposed(said, tokens, lexicon)
        if not empty and (not said.inverse or said.scope[0]):
            continue
        first = next((a for a in found[:i] if a.claimant and not (a.nominal or a.inverse or a.negated)), None)
        if (
            first is not None
            and first.stance is Stance.ASSERTS
            and first.evidence is None
            and first.claimant != said.claimant
            and first.scope[0] < (said.said[0] if empty else said.scope[1]) <= said.said[0]
        ):
            answered[i] = attrs.evolve(said, scope=said.said, inverse=False, answers=True)
    return answered


def _apposed(said: Attribution, tokens: Tokens, lexicon: Lexicon) -> bool:
    """Whether a word for what was said stands between a comma and the speaker: ", an assertion the staff dismissed"."""
    before = tokens.norms[max(0, said.said[0] - 7) : said.said[0]]
    return "," in before and lexicon.statement.any_of(before[before.index(",") :])


def _denied_by_nobody(tokens: Tokens, match: Match[Value], lexicon: Lexicon, *, heard: bool) -> Attribution:
    """A denial whose speaker is not known: what it denies is told by nobody, least of all by who passes it on; what
    another speaker was ``heard`` to say before a "but" stays that speaker's."""
    parts = lexicon.grammar.plan_stops
    before = (
        i
        for i in range(match.start - 1, -1, -1)
        if tokens.norms[i] == ";"
        or (heard and tokens.norms[i] == "," and tokens.norms[i + 1] in lexicon.grammar.turns)
    )
    behind = (
        i for i in range(match.end, len(tokens)) if tokens.norms[i] in parts and tokens.norms[i - 1] == ","
    )
    scope = (next(before, -1) + 1, next(behind, len(tokens)))
    return Attribution(None, Stance.DENIES, scope, (0, 0), negated=True)


def _elliptic(tokens: Tokens, actors: Sequence[ActorMention], lexicon: Lexicon) -> Iterator[Attribution]:
    """A second speaker whose verb is that of the first: "..., а губернатор — что обстреляно село"."""
    if _DASHES.isdisjoint(tokens.norms):
        return
    for actor in actors:
        if actor.force or actor.id is None:
            continue
        near = range(actor.start - 1, max(-1, actor.start - 6), -1)
        ends = (i for i in near if tokens.norms[i] in lexicon.grammar.turns or tokens.norms[i] in MARKS)
        turn, dash = next(ends, -1), _past_names(tokens, actor.end)
        that = lexicon.grammar.that.any_of(tokens.norms[dash + 1 : dash + 2])
        if that and tokens.norms[dash] in _DASHES and turn >= 0 and tokens.norms[turn] not in MARKS:
            yield Attribution(actor.id, Stance.ASSERTS, (dash + 2, len(tokens)), (turn, dash + 2))


def _headed(tokens: Tokens, actors: Sequence[ActorMention], heads: frozenset[int]) -> Iterator[Attribution]:
    """A speaker without a verb: "General Staff: three attacks ...", "..., — голова ОВА Іван Федоров"."""
    if _HEADS.isdisjoint(tokens.norms):
        return
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
        if dash > 2 and closed and not any(h > dash and not actor.start <= h < actor.end for h in heads):
            yield Attribution(actor.id, Stance.ASSERTS, (0, dash), (dash, size), inverse=True)
            return


def _past_names(tokens: Tokens, index: int) -> int:
    """Past capitalised words, a bracketed abbreviation and quotation marks."""
    end = index
    while end < len(tokens) and end < index + 8 and (tokens.caps[end] or tokens.norms[end] in _IN_TITLES):
        end += 1
    return end


def _explained(
    said: Attribution, tokens: Tokens, heads: frozenset[int], lexicon: Lexicon
) -> Iterator[Attribution]:
    """What a speaker says behind the colon of a denial or confirmation that only points: "denied this: fighting
    goes on"."""
    if said.stance not in BACKING:
        return
    low = said.said[0] if said.inverse else said.scope[1]
    reach = low + (10 if said.inverse else 2)
    ends = range(low, min(reach, len(tokens) - 1))
    end = next((i for i in ends if tokens.norms[i] in COLONS or opens_truth(tokens, i, lexicon)), None)
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


def _owner(
    tokens: Tokens, match: Match[Value], actors: Sequence[ActorMention], lexicon: Lexicon
) -> ActorMention | None:
    """Whose claim the noun names: "Putin's June 28 claims that"."""
    grammar = lexicon.grammar
    if tokens.norms[match.head] not in grammar.noun_or_verb:
        return None
    behind = tokens.norms[match.end : match.end + 1]
    if grammar.by.any_of(behind):
        near = (a for a in actors if a.id and 1 <= a.start - match.end <= _WHOSE)
        # "claims by Russian milbloggers that"
        return next((a for a in near if grammar.that.any_of(tokens.norms[a.end : a.end + 1])), None)
    if not grammar.that.any_of(behind):
        return None
    for actor in reversed(actors):
        if (
            actor.end <= match.head <= actor.end + 3
            and actor.id
            and (
                any(word.endswith(grammar.genitive) for word in tokens.norms[actor.start : actor.end])
                or grammar.contrary.any_of(tokens.norms[max(0, actor.start - 2) : actor.start])
            )
        ):
            return actor  # "the ministry's claims that", "despite ministry claims that"
    return None


def _settle(found: list[Attribution], tokens: Tokens, lexicon: Lexicon) -> list[Attribution]:
    """Cut scopes where a later attribution begins that is not part of the earlier one's content."""
    settled = list(found)
    for i, outer in enumerate(settled):
        if outer.inverse:
            ended = next((a for a in settled[:i] if a.inverse and a.claimant and not a.negated), None)
            begins = tokens.norms[max(0, outer.said[0] - 4) : outer.said[0] + 1]
            if ended is not None and lexicon.grammar.as_.any_of(begins):
                settled[i] = attrs.evolve(outer, scope=(outer.said[0], outer.said[0]))
                continue
            behind = next(
                (a.said[0] for a in settled[i + 1 :] if not a.inverse and a.said[0] > outer.said[0]), None
            )
            if behind is not None and outer.said[0] < behind < outer.said[1]:
                settled[i] = attrs.evolve(
                    outer, said=(outer.said[0], _turn(tokens, outer.said[0], behind, lexicon))
                )
            continue
        for inner in settled[i + 1 :]:
            start = inner.said[0]
            if (
                outer.said[0] < start < outer.said[1] <= inner.scope[0] + 2
                and inner.claimant == outer.claimant
                and lexicon.grammar.and_.any_of(tokens.norms[start - 1 : start])
            ):  # "denied this and stressed that ..."
                settled[i] = attrs.evolve(outer, said=(outer.said[0], start), scope=(start, start))
                break
            if outer.negated and inner.nominal:  # "has not seen proof of the ministry's claim that ..."
                settled[i] = attrs.evolve(outer, scope=(min(start, outer.scope[0]), start))
                break
            if inner.inverse or not outer.scope[0] <= start < outer.scope[1]:
                continue
            if _nested(tokens, outer, inner, lexicon):
                break
            settled[i] = attrs.evolve(outer, scope=(outer.scope[0], max(outer.scope[0], start)))
            break
    return settled


def _turn(tokens: Tokens, start: int, end: int, lexicon: Lexicon) -> int:
    """Where another clause opens between a speaker and the next: "the mayor said, while in Belgorod the governor said"."""
    turns, and_ = lexicon.grammar.turns, lexicon.grammar.and_
    return next(
        (
            i for i in range(start + 1, end - 1)
            if tokens.norms[i] == "," and tokens.norms[i + 1] in turns and tokens.norms[i + 1] not in and_
        ),
        end,
    )  # fmt: skip


def _nested(tokens: Tokens, outer: Attribution, inner: Attribution, lexicon: Lexicon) -> bool:
    start = inner.said[0]
    if inner.claimant == outer.claimant:
        return False
    before = tokens.norms[max(0, start - 3) : start]
    return start - outer.scope[0] <= 3 or lexicon.grammar.that.any_of(before)
