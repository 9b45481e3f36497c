"""Who is named by "according to", and what footage, imagery and maps show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from conflictdata import sources
from conflictdata.model import SourceKind, Stance
from conflictdata.text.attribution import BACKING, BREAKS, COLONS, MARKS, Attribution
from conflictdata.text.lexicon import According, Lexicon, Says, Trigger, Value
from conflictdata.text.mentions import ActorMention, Memory, slug
from conflictdata.text.patterns import Match
from conflictdata.text.reporting import noun_word
from conflictdata.text.tokens import Tokens
from conflictdata.text.unlisted import unlisted

_AUXILIARIES = 3
"""Words, at the most, between a monitor and its verb: "the BBC has since verified"."""

_QUOTED = 12
"""Words, at the most, between "cited" and "as saying"."""


def checked(
    show: Attribution, matches: Sequence[Match[Value]], actors: Sequence[ActorMention]
) -> Attribution:
    """Footage whose place or age somebody says was established: "has confirmed the location of videos showing"; whose
    words those are, where a monitor or an outlet is named right before: "the BBC has verified footage showing"."""
    verbs = (m for m in matches if isinstance(m.value, Says) and m.value.stance is Stance.VERIFIES)
    verb = next((match for match in verbs if show.said[0] <= match.head < show.said[1]), None)
    if verb is None:
        return show
    monitor = next(
        (a.id for a in actors if a.id and ":" not in a.id and 0 <= verb.start - a.end <= _AUXILIARIES), None
    )
    return attrs.evolve(show, stance=Stance.VERIFIES, claimant=show.claimant or monitor)


def according_to(
    tokens: Tokens,
    matches: Sequence[Match[Value]],
    actors: Sequence[ActorMention],
    lexicon: Lexicon,
    memory: Memory,
) -> Iterator[Attribution]:
    """Attributions by "according to" and its like, before the content or behind it."""
    for match in matches:
        if not isinstance(match.value, According):
            continue
        if lexicon.grammar.by.any_of(tokens.norms[match.end : match.end + 1]):
            continue  # "sources cited by the institute claimed"
        if any(
            isinstance(m.value, Says)
            and m.value.stance in BACKING
            and m.end == match.start
            and m.start
            and tokens.norms[m.start - 1] == ","
            for m in matches
        ):
            continue  # "..., confirming reports from Russian sources that ...": whose word it bears out
        if (quoted := _quoted_as_saying(tokens, match, matches, actors, lexicon)) is not None:
            yield quoted
            continue
        if match.value.assesses and lexicon.grammar.mine.any_of(tokens.norms[match.start : match.end + 1]):
            yield Attribution(None, Stance.ASSESSES, (match.end, len(tokens)), (match.start, match.end))
            continue
        inside = [a for a in actors if match.start <= a.start and a.end <= match.end and a.back]
        actor = next(
            (
                a
                for a in (() if inside else actors)
                if not _whose(a, actors)
                and match.end <= a.start <= match.end + 8
                and not (a.force and (a.start > match.end + 2 or "," in tokens.norms[match.end : a.start]))
            ),
            None,
        )
        if actor is None:
            overlapping = [a for a in actors if a.start < match.end <= a.end and a.end > match.start]
            actor = next(iter([*overlapping, *inside]), None)  # "за її підрахунками"
        if actor is None and lexicon.grammar.possessive.any_of(tokens.norms[match.start : match.end]):
            actor = ActorMention(match.start, match.end, None, back=True)  # "за їхніми даними"
        if actor is None:
            until = next(
                (
                    i
                    for i in range(match.end, min(len(tokens), match.end + 10))
                    if tokens.norms[i] in (",", ".", ";")
                ),
                match.end,
            )
            actor = unlisted(tokens, until, lexicon, memory, begin=match.end) or _bare_name(tokens, match)
        if actor is None:
            words = tokens.norms[match.end : match.end + 6]
            if (
                "," in words
                and lexicon.show["geolocated"].any_of(words[: words.index(",")])
                and match.start <= 2
            ):
                content = match.end + words.index(",") + 1
                said = (match.start, content)
                yield Attribution(None, Stance.VERIFIES, (content, len(tokens)), said, "footage")
            elif any(word in lexicon.show["geolocated"] for word in words):
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
            elif (told := _resident(tokens, match, lexicon, memory)) is not None:
                yield told
            continue
        claimant = actor.id or memory.speaker
        if claimant is None:
            continue
        stance = Stance.ASSESSES if match.value.assesses else Stance.ASSERTS
        if ":" not in claimant and lexicon.show["geolocated"].any_of(tokens.norms[match.end : actor.start]):
            stance = Stance.VERIFIES  # "according to geolocated footage cited by the institute"
        inserted = match.start == 2 and tokens.norms[1] == ","  # «Бої, за його словами, точаться ...»
        if (
            (match.start <= 2 and not inserted)
            or tokens.norms[match.start - 1] in COLONS
            or opens_where(tokens, match.start, lexicon)
        ):  # "... : за словами речника, ..."
            comma = next(
                (i for i in range(actor.end, min(len(tokens), actor.end + 12)) if tokens.norms[i] == ","),
                actor.end - 1,
            )
            yield Attribution(claimant, stance, (comma + 1, len(tokens)), (match.start, comma + 1))
        else:
            closes = _closed(tokens, match, actor, matches)
            scope, end = ((0, match.start), len(tokens)) if closes is None else ((0, len(tokens)), closes + 1)
            yield Attribution(claimant, stance, scope, (match.start, end), inverse=True)


def _resident(tokens: Tokens, match: Match[Value], lexicon: Lexicon, memory: Memory) -> Attribution | None:
    """Somebody of a place, whom nobody knows and the publisher passes on: «По словам жителя Суджи Ивана, ...»."""
    words = tokens.norms[match.end : match.end + 8]
    resident = lexicon.classes.get("resident")
    if resident is None or match.start > 2 or "," not in words or not resident.any_of(words[:2]):
        return None
    content = match.end + words.index(",") + 1
    return Attribution(memory.source.actor, Stance.ASSERTS, (content, len(tokens)), (match.start, content))


def _bare_name(tokens: Tokens, match: Match[Value]) -> ActorMention | None:
    """A name that no list knows and nothing describes, in a language without cases: "According to Chekhov, ..."."""
    at = match.end
    alone = (
        tokens.norms[at + 1 : at + 2] in ((",",), (".",)) and tokens.caps[at] and tokens.norms[at].isascii()
    )
    return ActorMention(at, at + 1, slug(tokens.norms[at])) if alone and tokens.norms[at].isalpha() else None


def opens_where(tokens: Tokens, index: int, lexicon: Lexicon) -> bool:
    """Whether an aside right behind "where" begins: it is only of the relative clause: «..., де, за даними ..., стоять»."""
    where = lexicon.grammar.where.any_of(tokens.norms[max(0, index - 2) : index - 1])
    return index > 2 and where and tokens.norms[index - 1] == "," == tokens.norms[index - 3]


def _whose(actor: ActorMention, actors: Sequence[ActorMention]) -> bool:
    """Whether a word that points back only says whose the speaker behind it is: "according to its governor"."""
    return actor.back and any(other.start == actor.end and other.id for other in actors)


def _quoted_as_saying(
    tokens: Tokens,
    match: Match[Value],
    matches: Sequence[Match[Value]],
    actors: Sequence[ActorMention],
    lexicon: Lexicon,
) -> Attribution | None:
    """Whom an outlet quotes: "the agency cited an official as saying troops had entered"; the outlet, where no list
    knows the one who speaks."""
    near = range(match.end, min(len(tokens), match.end + _QUOTED))
    says = {m.head: m for m in matches if isinstance(m.value, Says)}
    verb = next((i + 1 for i in near if tokens.norms[i] in lexicon.grammar.as_ and i + 1 in says), None)
    if verb is None:
        return None
    known = [a for a in actors if a.id and not a.force]
    speaker = next((a for a in known if match.end <= a.start < verb), None)
    speaker = speaker or next((a for a in reversed(known) if a.end <= match.start), None)
    claimant = speaker.id if speaker else None
    heads = [m.head for m in matches if isinstance(m.value, Trigger)]
    first = max((i for i in range(match.start) if tokens.norms[i] == ","), default=0)
    if first > 2 and any(head < first for head in heads) and not any(head > verb for head in heads):
        return Attribution(claimant, Stance.ASSERTS, (0, first), (first, len(tokens)), inverse=True)
    return Attribution(claimant, Stance.ASSERTS, (verb + 1, len(tokens)), (match.start, verb + 1))


def _closed(
    tokens: Tokens, match: Match[Value], actor: ActorMention, matches: Sequence[Match[Value]]
) -> int | None:
    """Where a parenthesis ends that stands before all that is told: "In Lyman, according to the mayor, a house ..."."""
    heads = [m.head for m in matches if isinstance(m.value, Trigger)]
    if tokens.norms[match.start - 1] != "," or any(head < match.start for head in heads):
        return None
    ends = range(max(actor.end, match.end), min(len(tokens), actor.end + 8))
    comma = next((i for i in ends if tokens.norms[i] == ","), None)
    return comma if comma is not None and any(head > comma for head in heads) else None


def evidence_in(
    tokens: Tokens, actors: Sequence[ActorMention], lexicon: Lexicon, memory: Memory, tells: frozenset[int],
    heads: frozenset[int] = frozenset(),
) -> Iterator[Attribution]:  # fmt: skip
    """Footage, imagery or a map that shows something; ``heads`` are the words for what happened."""
    footage = lexicon.classes["footage"]
    if not footage.any_of(tokens.norms):
        return
    noun, by, lacks = -1, lexicon.show.get("by"), lexicon.show.get("lacks")
    for index, word in enumerate(tokens.norms):
        if by is not None and word in footage and by.any_of(tokens.norms[max(0, index - 2) : index]):
            continue  # by what somebody checked it: "по спутниковым снимкам подтвердила"
        if word in footage and lacks is not None and lacks.any_of(tokens.norms[max(0, index - 2) : index]):
            continue  # "without providing evidence, that ..."
        if word in footage and not (word in lexicon.show["words"] and noun >= 0):
            noun = index
            if index + 1 in heads and not word.isascii() and _published(tokens, index, lexicon):
                yield _shown(tokens, noun, index, actors, lexicon, memory, tells)  # «показало кадры удара»
                noun = -1
        elif (
            noun >= 0
            and word in lexicon.show["words"]
            and index - 1 not in tells  # "a video that it said showed"
            and _of_another(tokens, noun, index, actors, lexicon)
        ):
            noun = -1  # "publishing a video that Reuters could not verify"
        elif (
            (
                noun >= 0
                and word in lexicon.show["words"]
                and index - noun <= 18
                and not noun_word(tokens, index, lexicon)
                and not lexicon.grammar.by.any_of(tokens.norms[index + 1 : index + 2])
            )
            or noun >= 0
            and word in lexicon.grammar.of
            and index - noun <= 6
            and _published(tokens, noun, lexicon)
        ):
            shown = _shown(tokens, noun, index, actors, lexicon, memory, tells)
            if shown.inverse or not _names_nothing(tokens, shown):
                yield shown
            noun = -1
        elif word in BREAKS:
            noun = -1


def _names_nothing(tokens: Tokens, shown: Attribution) -> bool:
    """Whether what is shown only stands before: "..., and the map confirms this", «..., и карта это подтверждает»."""
    return all(word in MARKS or word == "." for word in tokens.norms[slice(*shown.scope)])


def _of_another(
    tokens: Tokens, noun: int, verb: int, actors: Sequence[ActorMention], lexicon: Lexicon
) -> bool:
    """Whether somebody between a relative pronoun and the verb is its subject, and the footage its object."""
    for actor in actors:
        if noun < actor.start < verb and lexicon.grammar.relative.any_of(
            tokens.norms[actor.start - 1 : actor.start]
        ):
            return not actor.force
    return False


def _published(tokens: Tokens, noun: int, lexicon: Lexicon) -> bool:
    """ "posted footage of": somebody publishes it here."""
    return any(word in lexicon.show["published"] for word in tokens.norms[max(0, noun - 4) : noun])


def _parted(tokens: Tokens, start: int, end: int, lexicon: Lexicon, tells: frozenset[int]) -> bool:
    """Whether another clause begins between."""
    return any(
        tokens.norms[i] == ","
        and (
            tokens.norms[i + 1] in lexicon.grammar.turns
            or (
                tokens.norms[i + 1] in lexicon.grammar.and_
                and any(told < i for told in tells if told >= start)
            )
            or tokens.norms[i + 1] in lexicon.grammar.with_
            or lexicon.background.any_of(tokens.norms[i + 1 : i + 3])
        )
        for i in range(start, end)
    )


def _shown(
    tokens: Tokens, noun: int, verb: int, actors: Sequence[ActorMention], lexicon: Lexicon, memory: Memory,
    tells: frozenset[int],
) -> Attribution:  # fmt: skip
    around = tokens.norms[max(0, noun - 4) : verb]
    is_map = tokens.norms[noun] in lexicon.grammar.map
    geolocated = any(word in lexicon.show["geolocated"] for word in around) and not is_map
    definite = lexicon.grammar.definite.any_of(tokens.norms[max(0, noun - 1) : noun])
    same = memory.geolocated and (definite or not tokens.norms[noun].isascii())  # «На знімках видно»
    memory.geolocated = geolocated = geolocated or (same and noun <= 2)  # "The footage also indicates ..."
    first = next(
        (i for i in range(max(0, noun - 3), noun) if tokens.norms[i] in lexicon.show["geolocated"]), noun
    )
    publisher: ActorMention | None = None
    for actor in actors:
        if actor.force:
            continue
        if noun - 12 <= actor.end <= noun or noun < actor.start < verb:
            if _parted(tokens, actor.end, noun, lexicon, tells):
                continue  # "officials said ..., and footage shows ..."
            if actor.back and actor.id is None and (actor.end < noun - 4 or publisher is not None):
                continue  # "the ministry published footage it said showed ..."
            said_so = any(
                i in tells and tokens.norms[i] not in lexicon.show["published"]
                for i in range(actor.end, noun)
            )
            if geolocated and (said_so or lexicon.complement.any_of(tokens.norms[actor.end : noun])):
                continue  # "the institute said that geolocated footage shows": it speaks, and shows nothing itself
            publisher = actor
            first = min(first, _past_saying(tokens, actor, noun, tells))
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
    behind = content >= len(tokens) - 1 and first > 2 and tokens.norms[first - 1] == ","
    if behind:  # "... advanced in the town, geolocated footage shows."
        scope, said = (0, first - 1), (first, len(tokens))
    checker = _checker(tokens, noun, verb, actors, lexicon)
    if geolocated or checker:
        return Attribution(checker, Stance.VERIFIES, scope, said, "footage", inverse=behind)
    claimant = (publisher.id or memory.speaker) if publisher else None
    looked = publisher is None and not is_map and memory.source.kind is SourceKind.THINK_TANK
    if looked and not lexicon.hedge.any_of(
        (*around, tokens.norms[verb])
    ):  # it tells flatly what it saw there
        return Attribution(None, Stance.VERIFIES, scope, said, "footage", inverse=behind)
    looks = claimant is not None and sources.get(claimant).kind is SourceKind.THINK_TANK and not is_map
    stance = Stance.VERIFIES if looks else Stance.ASSERTS
    return Attribution(claimant, stance, scope, said, "map" if is_map else "footage", inverse=behind)


def _past_saying(tokens: Tokens, actor: ActorMention, noun: int, tells: frozenset[int]) -> int:
    """Where the words begin that tell who shows something: behind its saying what stood before them, as in "..., the
    ministry said, publishing a video of the fighting"."""
    said = (
        i + 1
        for i in range(actor.end, noun)
        if i in tells
        and tokens.norms[i + 1] == ","
        and "," in tokens.norms[max(0, actor.start - 3) : actor.start]
    )
    return next(said, actor.start)


def _checker(
    tokens: Tokens, noun: int, verb: int, actors: Sequence[ActorMention], lexicon: Lexicon
) -> str | None:
    """Who of no side looked at the footage: "footage published on Friday and reviewed by the BBC shows"."""
    looked = lexicon.show.get("checked")
    if looked is None:
        return None
    return next(
        (
            a.id for a in actors
            if a.id and ":" not in a.id and noun < a.start < verb
            and lexicon.grammar.by.any_of(tokens.norms[a.start - 2 : a.start])
            and looked.any_of(tokens.norms[max(0, a.start - 4) : a.start - 1])
        ),
        None,
    )  # fmt: skip
