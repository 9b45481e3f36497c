"""Whose word a reporting verb passes on: the speaker before it or behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from conflictdata import sources
from conflictdata.text.attribution import BACKING, BREAKS, MARKS, QUOTES, REACH
from conflictdata.text.lexicon import Lexicon, Says, Value
from conflictdata.text.mentions import ActorMention, Memory
from conflictdata.text.patterns import Match
from conflictdata.text.reporting import is_participle
from conflictdata.text.tokens import Tokens
from conflictdata.text.unlisted import unlisted

_DESCRIBED = 24
"""Words, at the most, of an apposition between a speaker and the verb."""

_NAME, _OFFICE = 4, 4
"""Words of a person's name, and of what stands between the comma behind it and the office."""

_TITLE = 3
"""Words behind a verb of saying among which a title opens the words for who speaks."""
_SOURCE = 5
"""Words, at the most, between an outlet and the body in which its source is."""
_LOCAL = ("-governor", "-mayor", "-administration")


def joined_speakers(
    tokens: Tokens, subject: ActorMention, actors: Sequence[ActorMention], lexicon: Lexicon
) -> Iterator[str]:
    """Speakers joined to the subject by "and"."""
    start, several = subject.start, lexicon.grammar.and_.any_of(tokens.norms[subject.end : subject.end + 2])
    for actor in reversed(actors):
        if actor.end <= start and not actor.force and actor.id and actor.id != subject.id:
            between = tokens.norms[actor.end : start]
            joined = lexicon.grammar.and_.any_of(between) or (several and between[:1] == (",",))
            seat = lexicon.grammar.before_ground.any_of(between[:1])  # "the ministry in Moscow and ..."
            if len(between) <= 3 + 2 * seat and joined:
                several = True
                yield actor.id
                start = actor.start


def subject_of(
    tokens: Tokens, match: Match[Value], actors: Sequence[ActorMention], lexicon: Lexicon, memory: Memory,
    earlier: str | None, heads: frozenset[int],
) -> ActorMention | None:  # fmt: skip
    """The speaker of a reporting verb; None where no mention is its subject."""
    before, grammar = tokens.norms[match.start - 1] if match.start else "", lexicon.grammar
    opens = tokens.norms[max(0, before_adverbs(tokens, match.start, lexicon) - 1)]
    if earlier and (opens in grammar.goes_on or (before == "," and is_participle(tokens, match, lexicon))):
        return None
    if grammar.he.any_of(tokens.norms[match.end : match.end + 1]) and memory.speaker:
        # «вопреки сообщениям каналов, прилетов не было, добавил он»
        return ActorMention(match.end, match.end + 1, memory.speaker)
    inverted = match.start == 0 or before in QUOTES or before in (",", "—", "–", "-") or before in grammar.as_
    hears = tokens.norms[match.head] in grammar.told and not _told_teller(tokens, match, actors)
    hears = hears or (before == "," and is_participle(tokens, match, lexicon))  # ", saying Kyiv shelled ..."
    right = None if hears else _right(tokens, match, actors, lexicon, memory)
    left = _left(tokens, match, actors, lexicon)
    behind = right or next(
        (a for a in actors if 0 < a.start - match.end <= REACH and a.id and ":" in a.id), None
    )
    if teller := _told_outlet(tokens, match, left, behind, lexicon, memory):
        return teller
    right = within_body(tokens, right, actors, lexicon)
    pronoun = right is not None and right.back and right.id is None
    described = before == "," and left is not None and not any(head < match.start for head in heads)
    if right and inverted and not (left and (pronoun or (described and not left.force))):
        return (
            right  # not in "..., a spokesman, said it was ...", "a spokesman for the group, said troops ..."
        )
    if left and tokens.norms[left.end] != "," and _told_between(tokens, left.end, match.start, heads):
        left = None  # "..., йдеться в дописі", "the agency blew up a train, a source told"
    if left is None and _is_hearer(match, right):
        until = before_adverbs(tokens, match.start, lexicon)
        right = unlisted(tokens, until, lexicon, memory) or right  # «Подпольщик Лебедев рассказал РИА о ...»
    left, right = _for_whom(tokens, left, actors, lexicon), _for_whom(tokens, right, actors, lexicon)
    if left is None and right is None or (left is not None and left.force):
        until = before_adverbs(tokens, _before_aside(tokens, match.start, lexicon), lexicon)
        named = unlisted(tokens, until, lexicon, memory)
        if named is None and right is None and not tokens.norms[match.head].isascii():
            named = _unlisted_behind(tokens, match.end, lexicon, memory)
        if named is not None:
            return named
    if right and tokens.norms[match.end : match.end + 1] and tokens.norms[match.end] in lexicon.grammar.by:
        return right  # "was denied by the ministry"
    return left or (right if not tokens.norms[match.head].isascii() else None)


def _unlisted_behind(tokens: Tokens, begin: int, lexicon: Lexicon, memory: Memory) -> ActorMention | None:
    """Somebody with a title whom no list knows, behind the verb: «..., сообщил депутат Госдумы Андрей Колосков»."""
    opens = tokens.norms[begin : begin + _TITLE]
    if not (lexicon.speakers["title"].any_of(opens) or lexicon.speakers["person"].any_of(opens)):
        return None
    until = next((i for i in range(begin, len(tokens)) if tokens.norms[i] in MARKS), len(tokens))
    if not any(tokens.caps[begin:until]) or any(w in lexicon.complement for w in tokens.norms[begin:until]):
        return None
    return unlisted(tokens, until, lexicon, memory, begin=begin)


def _is_hearer(match: Match[Value], right: ActorMention | None) -> bool:
    """Whether an outlet stands directly behind the verb, which may have heard what somebody before the verb told."""
    return right is not None and right.id is not None and ":" not in right.id and right.start == match.end > 1


def _for_whom(
    tokens: Tokens, person: ActorMention | None, actors: Sequence[ActorMention], lexicon: Lexicon
) -> ActorMention | None:
    """The body whose spokesman somebody is said to be, who may have spoken for another one before: "the spokesman of the
    Dnipro group, Viktor Trehubov"."""
    if person is None or person.id is None or person.force or person.back:
        return person
    for body in actors:
        between = tokens.norms[body.end : person.start]
        named = all(
            tokens.caps[body.end : person.start][i] or w in QUOTES or w == "," for i, w in enumerate(between)
        )
        head = lexicon.grammar.speaking_head.any_of(tokens.norms[max(0, body.start - 4) : body.start])
        if (
            body.id
            and body.end <= person.start <= body.end + 3
            and named
            and head
            and not (body.force or body.back)
        ):
            return attrs.evolve(body, end=person.end)
    return person


def within_body(
    tokens: Tokens, outlet: ActorMention | None, actors: Sequence[ActorMention], lexicon: Lexicon
) -> ActorMention | None:
    """The body in which an outlet's source is: "a source of the BBC in the SBU", «источники РБК-Украина в ГУР»."""
    if outlet is None or outlet.id is None or ":" in outlet.id:
        return outlet
    if not lexicon.classes["source_label"].any_of(tokens.norms[max(0, outlet.start - 2) : outlet.start]):
        return outlet
    body = next(
        (a for a in actors if outlet.end <= a.start <= outlet.end + _SOURCE and ":" in (a.id or "")), None
    )
    in_it = body is not None and lexicon.grammar.before_either.any_of(tokens.norms[outlet.end : body.start])
    return attrs.evolve(body, start=outlet.start) if body is not None and in_it else outlet


def _told_teller(tokens: Tokens, match: Match[Value], actors: Sequence[ActorMention]) -> bool:
    """Whether who was told is an outlet, so that the teller may stand behind it: "told TASS a spokesman"."""
    heard = next((a for a in actors if a.start >= match.end), None)
    return heard is not None and heard.id is not None and ":" not in heard.id


def _told_outlet(
    tokens: Tokens, match: Match[Value], left: ActorMention | None, right: ActorMention | None,
    lexicon: Lexicon, memory: Memory,
) -> ActorMention | None:  # fmt: skip
    """Who told an outlet that stands before the verb, by its case the one who heard: "Об этом ТАСС сообщил эксперт ..."."""
    opens = tokens.norms[0] in lexicon.complement and lexicon.pointer.any_of(tokens.norms[1:2])
    if not (opens and left and left.id and ":" not in left.id and left.start in (2, 3)):
        return None
    if match.start - left.end > 1 or not lexicon.grammar.dative:
        return None
    if right is not None and right.id and not right.force:
        return right
    until = next((i for i in range(match.end, len(tokens)) if tokens.norms[i] in MARKS), len(tokens))
    if not lexicon.speakers["title"].any_of(tokens.norms[match.end : min(until, match.end + 3)]):
        return None  # "Об этом ТАСС сообщило в четверг"
    side = sources.get(left.id).side
    return unlisted(tokens, until, lexicon, memory, begin=match.end, side=side)


def _is_told(tokens: Tokens, actor: ActorMention, lexicon: Lexicon) -> bool:
    """Whether the mention hears, by its case, or appointed who speaks: "доложил президенту глава ...", "назначенный
    Киевом глава"."""
    heard = tokens.norms[actor.start].endswith(lexicon.grammar.dative) and not actor.back
    with_ = lexicon.grammar.with_.any_of(tokens.norms[max(0, actor.start - 1) : actor.start])
    before = tokens.norms[max(0, actor.start - 1 - with_) : actor.start]
    heard = heard or lexicon.grammar.hearing.any_of(before)  # "у розмові з", "на совещании у президента"
    return heard or lexicon.grammar.made.any_of(tokens.norms[max(0, actor.start - 1) : actor.start])


def _told_between(tokens: Tokens, start: int, end: int, heads: frozenset[int]) -> bool:
    """Whether a happening and a comma behind it stand between: what comes then has another subject."""
    last = max((head for head in heads if start <= head < end), default=None)
    return last is not None and "," in tokens.norms[last:end]


def before_adverbs(tokens: Tokens, index: int, lexicon: Lexicon) -> int:
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
    end = _before_aside(tokens, match.start, lexicon)
    end = _before_description(tokens, end, actors, lexicon)
    for actor in reversed(actors):
        if actor.end > end:
            continue
        if end - actor.end > REACH:
            return None
        if _is_told(tokens, actor, lexicon):
            continue
        between = _without_nickname(tokens.norms[actor.end : end])
        between = tuple(word for word in between if not word.endswith(grammar.adverb))  # "repeatedly"
        if actor.id and ":" not in actor.id and lexicon.speakers["body"].any_of(between[:2]):
            between = tuple(
                word for word in between[2:] if word not in lexicon.speakers["body"]
            )  # "news agency"
        if any(word in BREAKS or word in QUOTES for word in between):
            return None
        if tokens.norms[actor.end - 1].endswith(grammar.genitive) and not actor.back:
            if not between:
                return None
            if (
                actor.start > 2
                and lexicon.statement.any_of(between[:2])
                and grammar.and_.any_of(between[-1:])
            ):
                continue  # "doubled down on the governor's accusation and claimed"
        if tokens.norms[end - 1] == "," and _is_apposed(tokens, actor, actors):
            return actor  # "..., governor of the region that includes ..., said"
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
            and any(word not in grammar.auxiliary and word not in lexicon.negation for word in between)
            and not (between[0] in grammar.of_body and all(tokens.caps[actor.end + 1 : match.start]))
        ):
            return None
        if actor.force and (voice := _voice_of(tokens, actor, between, lexicon)):
            return voice
        heads_on = actor.start <= 1 and tokens.norms[match.start - 1] in grammar.goes_on
        if actor.force and (
            (not heads_on and any(not _beside_verb(word, lexicon) for word in between))
            or _governed(tokens, actor, lexicon)
        ):
            continue  # but "Ukraine's military made no ..., but said", "the army on Nov 20 dismissed"
        if actor.back and actor.id is None and tokens.norms[actor.start] in grammar.possessive:
            continue
        if _quoted_by(tokens, actor, actors, lexicon):
            continue
        if lexicon.relative.any_of(tokens.norms[max(0, actor.start - 1) : actor.start]) and "," in between:
            continue  # "the governor of the part which Moscow controls, said"
        if _beside_another(tokens, actor, actors, lexicon):
            continue
        if person := _holder(tokens, actor, actors):
            return person
        if _owns_statement(tokens, match, actor, actors, lexicon) or _hears(tokens, actor, lexicon):
            continue
        return actor
    return _in_aside(tokens, end, match.start, actors) if end != match.start else None


def _in_aside(tokens: Tokens, start: int, end: int, actors: Sequence[ActorMention]) -> ActorMention | None:
    """The office that an aside behind a name that no list has says he holds: "Yuriy Tretyak, who heads the administration
    of Myrnohrad, said"."""
    named = start > 1 and tokens.caps[start - 1] and tokens.caps[start - 2]
    inside = (
        a for a in actors if start <= a.start < a.end <= end and (a.id or "").endswith(_LOCAL) and not a.back
    )
    return next(inside, None) if named else None


def _voice_of(
    tokens: Tokens, troops: ActorMention, between: tuple[str, ...], lexicon: Lexicon
) -> ActorMention | None:
    """Troops whose spokesman is named behind them: «спикер ВСУ Иван Петренко сообщил»."""
    head = lexicon.grammar.speaking_head.any_of(tokens.norms[max(0, troops.start - 2) : troops.start])
    named = len(between) in (1, 2) and all(tokens.caps[troops.end : troops.end + len(between)])
    return attrs.evolve(troops, force=False) if head and named and troops.id else None


def _beside_another(
    tokens: Tokens, actor: ActorMention, actors: Sequence[ActorMention], lexicon: Lexicon
) -> bool:
    """Whether it only worked with who speaks: "the BBC together with Mediazona found"."""
    with_ = lexicon.grammar.with_.any_of(tokens.norms[max(0, actor.start - 1) : actor.start])
    return with_ and any(
        a.id and not (a.force or a.back) and 1 <= actor.start - 1 - a.end <= 2 and ":" not in a.id
        for a in actors if a.end < actor.start
    )  # fmt: skip


def _before_aside(tokens: Tokens, verb: int, lexicon: Lexicon) -> int:
    """Where the words before a verb end that no aside right before it describes: "the governor of Belgorod, which borders
    Ukraine, said"; the verb itself where there is none."""
    if verb < 4 or tokens.norms[verb - 1] != ",":
        return verb
    for index in range(verb - 2, max(0, verb - 1 - REACH), -1):
        if tokens.norms[index] in BREAKS or tokens.norms[index] in QUOTES:
            break
        opens = tokens.norms[index + 1 : index + 3]
        which = lexicon.relative.any_of(opens) or lexicon.grammar.that.any_of(opens[:1])
        if tokens.norms[index] == "," and which and index + 2 < verb - 1:
            return index
    return verb


def _before_description(tokens: Tokens, verb: int, actors: Sequence[ActorMention], lexicon: Lexicon) -> int:
    """The comma behind a speaker whom an apposition with a clause of its own describes: "DeepState, a blog that tracks
    the front line, reported"; ``verb`` where there is none."""
    behind = before_adverbs(tokens, verb, lexicon)  # ", had reported"
    if behind < 4 or tokens.norms[behind - 1] != ",":
        return verb
    for actor in reversed(actors):
        opens = actor.end
        if actor.force or actor.back or not actor.id or opens >= behind - 3 or tokens.norms[opens] != ",":
            continue
        inside = tokens.norms[opens + 1 : behind - 1]
        described = inside[0] in lexicon.grammar.opens_noun and lexicon.grammar.relative.any_of(inside)
        return opens if described and len(inside) <= _DESCRIBED else verb
    return verb


def _quoted_by(tokens: Tokens, actor: ActorMention, actors: Sequence[ActorMention], lexicon: Lexicon) -> bool:
    """Whether it only quotes the speaker: "Russian sources cited by the institute claimed"."""
    words = tuple(
        w for w in tokens.norms[max(0, actor.start - 2) : actor.start] if w not in lexicon.grammar.the
    )
    return lexicon.grammar.by.any_of(words[-1:]) and any(
        a.id and actor.start - 4 <= a.end < actor.start for a in actors if a is not actor
    )


def _holder(tokens: Tokens, office: ActorMention, actors: Sequence[ActorMention]) -> ActorMention | None:
    """Who holds a local office told behind the name: "Vladimir Saldo, the Russian-installed governor of the part"."""
    if not (office.id or "").endswith(_LOCAL):
        return None
    return next(
        (
            a for a in actors
            if a.id and a.id.endswith(_LOCAL) and tokens.norms[a.end : a.end + 1] == (",",)
            and 0 < office.start - a.end <= 4 and "," not in tokens.norms[a.end + 1 : office.start]
        ),
        None,
    )  # fmt: skip


def _beside_verb(word: str, lexicon: Lexicon) -> bool:
    """Whether a word may stand between troops that speak and their verb: an auxiliary, a date."""
    grammar = lexicon.grammar
    return word in grammar.auxiliary or word in lexicon.pointer or word in grammar.dated or word.isdigit()


def _is_apposed(tokens: Tokens, office: ActorMention, actors: Sequence[ActorMention]) -> bool:
    """Whether it is the office of somebody named before a comma: "Ivan Fedorov, head of ..., said"."""
    return any(
        a.id == office.id and a.end < office.start and tokens.norms[a.end] == "," for a in actors if a.id
    )


def _hears(tokens: Tokens, actor: ActorMention, lexicon: Lexicon) -> bool:
    """Whether it is an outlet to which something was told: "в комментарии агентству ... сообщил представитель"."""
    told_to = lexicon.classes.get("told_to")
    outlet = actor.id is not None and ":" not in actor.id
    return (
        outlet and told_to is not None and told_to.any_of(tokens.norms[max(0, actor.start - 3) : actor.start])
    )


def _owns_statement(
    tokens: Tokens, match: Match[Value], actor: ActorMention, actors: Sequence[ActorMention], lexicon: Lexicon
) -> bool:
    """Whether the mention says whose statement another speaker denies: "Генштаб заявление Москвы опроверг"."""
    if not isinstance(match.value, Says) or match.value.stance not in BACKING or not actor.start:
        return False
    owned = tokens.norms[actor.start - 1] in lexicon.statement
    beside = (tokens.norms[a.end : actor.start] for a in actors if a.id and a.end < actor.start)
    return owned and any(len(words) <= REACH and "," not in words for words in beside)


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


def _without_points(words: tuple[str, ...]) -> tuple[str, ...]:
    """Without the points of an abbreviation of single letters: "acting" before an office."""
    return tuple(w for i, w in enumerate(words) if not (w == "." and i and len(words[i - 1]) == 1))


def _without_nickname(words: tuple[str, ...]) -> tuple[str, ...]:
    """Without a quoted call sign: Robert “Magyar” Brovdi."""
    marks = [index for index, word in enumerate(words) if word in QUOTES]
    if len(marks) == 2 and marks[1] - marks[0] <= 3:
        return words[: marks[0]] + words[marks[1] + 1 :]
    return words


def _right(
    tokens: Tokens, match: Match[Value], actors: Sequence[ActorMention], lexicon: Lexicon, memory: Memory
) -> ActorMention | None:
    heard = 0
    for actor in actors:
        if actor.start < match.end:
            heard = match.end if actor.end == match.start and _is_told(tokens, actor, lexicon) else heard
            continue
        if _is_told(tokens, actor, lexicon):
            heard = actor.end if actor.start - match.end <= 1 else heard
            continue
        begin = _past_date(tokens, match.end, lexicon)
        between = _without_points(tokens.norms[begin : actor.start])
        if heard and 0 < actor.start - heard <= REACH and not actor.force and not MARKS.intersection(between):
            return actor  # "доложил президенту об освобождении города начальник ..."
        between = _without_nickname(between)  # «доповів на «Рамштайні» головнокомандувач»
        if (
            between
            and between[-1] in QUOTES
            and tokens.norms[actor.end : actor.end + 1] in (("»",), ("”",), ('"',))
        ):
            between = between[:-1]
        if _titled(tokens, begin, actor.start, lexicon) or _apposed(tokens, begin, actor, lexicon):
            return actor
        at_once = (
            not between
            or (  # «заявил в эфире телемарафона спикер 28-й бригады»
                lexicon.grammar.before_either.any_of(between[:1]) and MARKS.isdisjoint(between)
            )
        )
        if actor.back and actor.id is None and at_once and (body := _body_behind(tokens, actor, actors)):
            return body
        if len(between) > 5 or any(
            word in (",", ":", ";", ".")
            or word in QUOTES
            or (word in lexicon.complement and word not in lexicon.grammar.about)
            for word in between
        ):
            return None
        if actor.back and actor.id is None and tokens.norms[actor.start] in lexicon.grammar.possessive:
            continue  # "написал ее глава ..."
        told = tokens.norms[match.head] in lexicon.grammar.told or not tokens.norms[match.head].isascii()
        if (
            told and actor.id and ":" not in actor.id and all(word in lexicon.grammar.the for word in between)
        ):  # "told TASS": whom it was told, if the teller follows
            teller = next(
                (a for a in actors if actor.end <= a.start <= actor.end + 1 and a.id and not a.force), None
            )
            if teller:
                return teller
            until = next(
                (i for i in range(actor.end, min(len(tokens), actor.end + 9)) if tokens.norms[i] in MARKS), 0
            )
            person, behind = None, tokens.norms[actor.end : actor.end + 1]
            theme = lexicon.complement.any_of(behind)  # «сообщает канал о боях»
            if until > actor.end + 1 and not (
                theme or lexicon.grammar.governs.any_of(behind)
            ):  # not "told TASS on ..."
                side = sources.get(actor.id).side
                person = unlisted(tokens, until, lexicon, memory, begin=actor.end, side=side)
            if person:
                return person  # "заявил ТАСС военный эксперт ..."
            if tokens.norms[match.head] in lexicon.grammar.told:
                return None  # who was told does not speak
        speaks = len(between) == 1 and lexicon.grammar.before_either.any_of(between)  # «пишуть в ЗСУ»
        speaks = speaks or not between or lexicon.grammar.by.any_of(between)
        return actor if speaks or not actor.force else None
    return None


def _past_date(tokens: Tokens, index: int, lexicon: Lexicon) -> int:
    """Past a date behind a verb of saying: «заявил 7 июля спикер ...»."""
    months = lexicon.classes.get("month")
    if months is None or not tokens.norms[index : index + 1]:
        return index
    day = tokens.norms[index].isdigit() and months.any_of(tokens.norms[index + 1 : index + 2])
    return index + 2 if day else index


def _body_behind(
    tokens: Tokens, spokesman: ActorMention, actors: Sequence[ActorMention]
) -> ActorMention | None:
    """Whose spokesman it is, named right behind: "сообщил спикер ОСУВ «Хортица»"."""
    return next(
        (
            a for a in actors
            if spokesman.end <= a.start <= spokesman.end + 3 and a.id and not a.force
            and not any(word in (",", ".", ";", ":") for word in tokens.norms[spokesman.end : a.start])
        ),
        None,
    )  # fmt: skip


def behind_name(tokens: Tokens, start: int) -> int:
    """Where what describes a person begins behind a name and its comma: "said Oleh Petrenko, a company commander in ...";
    0 where no name and comma stand at ``start``."""
    end = start
    while end < len(tokens) and end - start <= _NAME and tokens.caps[end] and tokens.norms[end].isalpha():
        end += 1
    if not start < end <= start + _NAME or tokens.norms[end : end + 1] != (",",):
        return 0
    aged = tokens.norms[end + 1 : end + 2] and tokens.norms[end + 1].isdigit()
    return end + 3 if aged and tokens.norms[end + 2 : end + 3] == (",",) else end + 1


def _apposed(tokens: Tokens, start: int, actor: ActorMention, lexicon: Lexicon) -> bool:
    """Whether the speaker's office stands behind a name and its comma: "said Ivan Petrenko, the mayor of ..."."""
    begin = behind_name(tokens, start)
    between = tokens.norms[begin : actor.start]
    if not begin or actor.force or not 0 <= actor.start - begin <= _OFFICE:
        return False
    return MARKS.isdisjoint(between) and not lexicon.relative.any_of(between)


def _titled(tokens: Tokens, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a title opens the words up to a name that says whose it is: "речник угруповання «Хортиця»",
    "генерал Громов, заступник начальника управління Генштабу"."""
    titles = lexicon.speakers.get("title")
    if titles is None or not 0 < end - start <= 10 or tokens.norms[start] in (",", ".", ":"):
        return False
    between = tokens.norms[start:end]
    commas = between.count(",")
    name = next((i for i in range(len(between)) if not tokens.caps[start + i]), 0)
    if 0 < name <= 3 and between[name] == "," and commas == 1:  # "said Oleh, a soldier with the 72nd Brigade"
        return titles.any_of(between[name:])
    if not titles.any_of(between[:2]) or any(word in (";", ".", ":", "—") for word in between):
        return False
    return commas == 0 or (commas == 1 and titles.any_of(between[between.index(",") :]))
