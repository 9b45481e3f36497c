"""What a sentence leaves to its neighbours: speakers of quotations, denials, what a saying points back to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise

import attrs

from conflictdata import sources
from conflictdata.model import LocationPrecision, SourceKind, Stance
from conflictdata.places import PlaceMention, Role
from conflictdata.text.attribution import COLONS, QUOTES, Attribution
from conflictdata.text.draft import Said
from conflictdata.text.frames import Frame
from conflictdata.text.lexicon import Denial, Lexicon, Refers, Says, Value
from conflictdata.text.patterns import Match
from conflictdata.text.seats import is_at_home
from conflictdata.text.tokens import Tokens
from conflictdata.text.whereabouts import is_local

_QUOTES_OPEN = frozenset("“„«")
_QUOTES_CLOSE = frozenset("”»")
_OPENING = 4
"""Words of a sentence among which it says that something happened."""
_HEADING = 12
"""Words, at the most, of a line that only names who speaks below it."""

_AHEAD, _SUBJECT = 2, 3
"""Sentences behind a quotation in which its speaker may be named, and words of "the statement" or "he" before its verb."""
_LATER = 3
"""Sentences, at the most, that speak of a place before it is named."""

_PARAGRAPHS = 3
"""Paragraphs, at the most, whose speaker a line behind them names."""
_TOLD_OF = 3
"""Words, at the most, that name what was told of before who told of it."""

_ANSWERS = frozenset((Stance.CONFIRMS, Stance.DENIES, Stance.VERIFIES))
_TURNS_TO_TRUTH = frozenset((",", ":", ";", "—", "–", "-"))


def denied_frames(
    tokens: Tokens, frames: Sequence[Frame], usable: list[Frame], denial: Match[Value], lexicon: Lexicon
) -> list[Frame]:
    """What a predicate such as "is false" bears on: what stands before it, else what follows, unless its subject is
    "this" and what follows is the truth ("This is false: the town is ours")."""
    if denial.start == 0 and any(frame.negated for frame in frames):
        return []  # "A lie: there was no breakthrough, our units hold ..."
    comma = _too_early(tokens, denial, lexicon)
    if comma is not None:
        return [frame for frame in usable if comma < frame.head < denial.start]
    part = max((i for i in range(denial.start) if _parts(tokens, i, lexicon)), default=-1)
    own = lexicon.statement.any_of(
        tokens.norms[part + 1 : denial.start]
    )  # "..., but reports of it are false"
    if not own and not any(part < frame.head < denial.start for frame in frames):
        part = max((i for i in range(denial.start) if tokens.norms[i] == ";"), default=-1)
    before = [frame for frame in usable if part < frame.head < denial.start]
    if own and part >= 0:
        return before
    if before or denial.start > 4 or not lexicon.back.any_of(tokens.norms[: denial.end]):
        return before or usable
    turn = next(
        (i for i in range(denial.head, len(tokens)) if tokens.norms[i] in _TURNS_TO_TRUTH), len(tokens)
    )
    return [frame for frame in usable if frame.head < turn]


def _parts(tokens: Tokens, index: int, lexicon: Lexicon) -> bool:
    """Whether another statement begins behind the token: a semicolon, a comma before "but"."""
    return tokens.norms[index] == ";" or (
        tokens.norms[index] == ","
        and index + 1 < len(tokens)
        and tokens.norms[index + 1] in lexicon.grammar.turns
    )


def _too_early(tokens: Tokens, denial: Match[Value], lexicon: Lexicon) -> int | None:
    """The comma behind which it is said to be too early to tell of something, so that what stands before is no part of
    it: «идут бои, говорить о взятии города рано»."""
    comma = max((i for i in range(denial.head) if tokens.norms[i] == ","), default=-1)
    about = next(
        (i for i in range(comma + 1, min(comma + 4, denial.end)) if tokens.norms[i] in lexicon.grammar.about),
        0,
    )
    early = lexicon.too_early.any_of(tokens.norms[max(denial.start, about) : denial.end])
    return comma if comma > 0 and about and early else None


def said_to_be(denial: Match[Value], said: Said) -> bool:
    """Whether "false" is what a speaker of the sentence calls it: "..., a claim the staff called false", "called
    reports that the town was taken false"."""
    within = [f.head for f in said.frames if denial.start <= f.head < denial.end]
    return any(
        a.stance is Stance.DENIES and a.said[0] <= denial.head < a.said[1]
        and (a.answers or any(map(a.covers, within)))
        for a in said.attributions
    )  # fmt: skip


def told_by_another(said: Said, frame: Frame, denial: Match[Value], lexicon: Lexicon) -> bool:
    """Whether another speaker told what this one calls wrong: "the ministry said ...; a spokesman said that was false"."""
    speakers = [a for a in said.attributions if a.claimant and not (a.inverse or a.nominal or a.negated)]
    denier = next((a for a in reversed(speakers) if a.said[0] <= denial.head < a.scope[1]), None)
    teller = next((a for a in reversed(speakers) if a.covers(frame.head)), None)
    if (teller is not None or _not_confirmed(said, denial)) and _others_do_not(said, frame, denial, teller):
        return True
    if denier is teller is not None and len(speakers) == 1 and _turned_against(said, frame, denial, lexicon):
        return True
    return (
        denier is not None
        and teller is not None
        and denier.claimant != teller.claimant
        and not denier.covers(frame.head)
        and not teller.covers(denial.head)
    )


def _not_confirmed(said: Said, denial: Match[Value]) -> bool:
    """Whether a denial only says that somebody did not confirm it: «..., в штабе эти данные не подтвердили»."""
    return any(
        isinstance(m.value, Says) and m.value.stance is Stance.CONFIRMS and denial.start <= m.head < denial.end
        for m in said.matches
    )  # fmt: skip


def _turned_against(said: Said, frame: Frame, denial: Match[Value], lexicon: Lexicon) -> bool:
    """Whether it is called wrong behind a "but", by whom nobody knows: "Moscow claimed the town, but the brigade called
    this a lie"."""
    norms = said.tokens.norms
    return any(
        norms[i] == "," and lexicon.grammar.goes_on.any_of(norms[i + 1 : i + 2])
        and not lexicon.grammar.and_.any_of(norms[i + 1 : i + 2])
        for i in range(frame.head, denial.start)
    )  # fmt: skip


def _others_do_not(said: Said, frame: Frame, denial: Match[Value], teller: Attribution | None) -> bool:
    """Whether another does not confirm, behind a comma, what one told before it: "bloggers claim ..., but the institute
    does not confirm this"."""
    norms = said.tokens.norms
    comma = max((i for i in range(denial.start) if norms[i] == ","), default=-1)
    return frame.head < comma and any(
        a.id
        and (teller is None or a.id != teller.claimant)
        and not (a.force or a.back)
        and comma < a.start < denial.start <= comma + 8
        for a in said.actors
    )


def describes(said: Said, frame: Frame, lexicon: Lexicon) -> bool:
    """Part of how a speaker behind the words is described: "..., according to soldiers fighting there"."""
    return any(
        a.inverse and a.claimant and a.said[0] <= frame.head < a.said[1] and not a.covers(frame.head)
        and not lexicon.grammar.clause.any_of(said.tokens.norms[a.said[0] + 1 : frame.head])
        and not lexicon.grammar.that.any_of(said.tokens.norms[a.said[0] : frame.head])
        for a in said.attributions
    )  # fmt: skip


def ranks(said: Said, frame: Frame, lexicon: Lexicon) -> bool:
    """Only says which of a row the happening told before was: "It was the third strike on the city this week"."""
    low = max((a.scope[0] for a in said.attributions if a.covers(frame.head) and not a.inverse), default=0)
    norms, grammar = said.tokens.norms[low:], lexicon.grammar
    opens = norms[:1] != () and (
        norms[0] in lexicon.pointer or norms[0] in grammar.definite or norms[0] in grammar.it
    )
    before = norms[: frame.head - low]
    return opens and frame.head - low <= 12 and grammar.being.any_of(before) and grammar.ranks.any_of(before)


def in_saying(frame: Frame, attributions: Sequence[Attribution]) -> bool:
    """Part of how the speaker is described ("a brigade operating in the Lyman direction reported")."""
    return any(
        not ((a.evidence and a.claimant is None) or a.inverse or a.nominal)
        and a.said[0] <= frame.head < a.said[1]
        and not any(b.covers(frame.head) for b in attributions if b is not a)
        for a in attributions
    )


def in_relative(said: Said, attribution: Attribution, lexicon: Lexicon) -> bool:
    """Whether another's saying is only told of in a relative clause: "the capture, of which the ministry speaks"."""
    norms, grammar, first = said.tokens.norms, lexicon.grammar, attribution.said[0]
    before = norms[max(0, first - 4) : first]
    about = len(before) > 1 and any(
        grammar.about.any_of(before[i : i + 1]) and grammar.that.any_of(before[i + 1 : i + 2])
        for i in range(len(before))
    )
    return attribution.inverse and "," in before and (about or lexicon.relative.any_of(before))


def is_denied_statement(said: Said, attribution: Attribution, lexicon: Lexicon) -> bool:
    """Whether the sentence is about whose statement it calls false: "Statements by the chief of staff claiming ... are untrue"."""
    norms, (low, high) = said.tokens.norms, attribution.said
    opens = lexicon.statement.any_of(norms[:3]) and low > 0
    return opens and not attribution.inverse and any(w.endswith(lexicon.participle) for w in norms[low:high])


def points_back(said: Said, attribution: Attribution, lexicon: Lexicon) -> bool:
    """Whether the saying is about a statement, footage or an involvement told of before."""
    first = min(attribution.said[0], attribution.scope[0])
    if lexicon.grammar.by.any_of(said.tokens.norms[first : first + 3]):
        first = 0  # "These claims were denied by ..."
    if attribution.said[0] <= _TOLD_OF and not said.frames and attribution.stance in _ANSWERS:
        fronted = said.tokens.norms[: attribution.said[0]]  # «Это подтверждают и в ...»
        if lexicon.back.any_of(fronted) or lexicon.pointer.any_of(fronted):
            return True
    if any(f.definite and f.head == attribution.scope[0] + 1 for f in said.frames):
        return True  # "the head of the republic confirmed the attack and said ..."
    return attribution.answers or lexicon.back.any_of(said.tokens.norms[first : attribution.scope[1]])


def _first_hand(said: Said, lexicon: Lexicon) -> Attribution | None:
    """Who speaks in a sentence: the first speaker, or whom an outlet that tells nothing else passes on: "Об этом пишет
    агентство со ссылкой на министра"."""
    speakers = [a for a in said.attributions if a.claimant and not a.negated and not a.nominal]
    first = next(iter(speakers), None)
    if first is None or said.frames or ":" in str(first.claimant):
        return first
    if first.said[0] == 1 and lexicon.grammar.as_.any_of(said.tokens.norms[:1]) and len(speakers) > 1:
        return speakers[1]  # «Як передає Укрінформ, про це головнокомандувач написав у Фейсбуці»
    if sources.get(str(first.claimant)).kind is SourceKind.THINK_TANK:
        return first  # whom an institute cites did not say what it makes of it
    return next((a for a in speakers[1:] if a.inverse and ":" in str(a.claimant)), first)


_ITEM = 3
"""Sentences of a short item at the most."""


def carry_back(parsed: list[Said], lexicon: Lexicon) -> None:
    """Give sentences without a speaker the one whom the next names for them: "This was reported by the governor",
    or who only adds to them. Where that opens a text, or tells of a bulletin, it names the speaker of what follows."""
    for index, said in enumerate(parsed):
        speaker = _first_hand(said, lexicon) or _told_by(said, lexicon)
        if speaker is None or speaker.stance not in (Stance.ASSERTS, Stance.CONFIRMS):
            continue
        points = _points_back(said, speaker, lexicon)
        if (
            points
            and not said.frames
            and (not index or lexicon.classes["bulletin"].any_of(said.tokens.norms))
        ):
            _give(parsed[index + 1 :], speaker, lexicon)
        if points:  # a paragraph of its own, as often as not
            if _of_event(said, speaker, lexicon):
                said.frames = [f for f in said.frames if f.head >= speaker.said[0]]  # no other happening
            paragraphs = _told_of_in(parsed, index)
        elif _signs(parsed, index, speaker) or _closes(parsed, index, speaker, lexicon):
            paragraphs = {said.sentence.paragraph}
        elif _only_adds(said, speaker, lexicon) or (index and _denies_for(parsed[index - 1], speaker)):
            paragraphs = {said.sentence.paragraph}
        else:
            continue
        for earlier in reversed(parsed[:index]):
            own = [a for a in earlier.attributions if not is_denied_statement(earlier, a, lexicon)]
            if own or earlier.sentence.paragraph not in paragraphs:
                break
            earlier.attributions = [speaker.of_all(len(earlier.tokens))]


def _pronoun_that_opens(parsed: Sequence[Said]) -> None:
    """Give "he said" that opens a text, cut from a longer one, the speaker whom the next sentence names: «Он указал на
    попытки ... „...“, – сказал Пушилин»."""
    if len(parsed) < 2 or parsed[0].attributions:
        return
    first, after = parsed[:2]
    says = [m.head for m in first.matches if isinstance(m.value, Says)]
    pronoun = any(a.back and a.id is None and a.start < _TOLD_OF and a.end in says for a in first.actors)
    speaker = next((a for a in after.attributions if a.claimant and a.inverse and not a.negated), None)
    if pronoun and speaker is not None and ":" in str(speaker.claimant):
        _speak(first, speaker)


def _told_of_in(parsed: Sequence[Said], index: int) -> set[int]:
    """Paragraphs of which a sentence says who told them: its own and the one before; where it is all of its own, the few
    before it, as short news end."""
    here = parsed[index].sentence.paragraph
    alone = not parsed[index].frames and all(
        said.sentence.paragraph != here
        for said in (*parsed[max(0, index - 1) : index], *parsed[index + 1 : index + 2])
    )
    before: list[int] = []
    for at in range(index - 1, -1, -1):
        if parsed[at].sentence.paragraph not in before[-1:]:
            before.append(parsed[at].sentence.paragraph)
        if len(before) > (_PARAGRAPHS if alone else 1):
            before.pop()
            break
    return {here, *before}


def _signs(parsed: Sequence[Said], index: int, speaker: Attribution) -> bool:
    """Whether a name behind a dash signs a paragraph of several sentences: "Five drones were downed. ... — Mayor Ivanov"."""
    said = parsed[index]
    last = index + 1 == len(parsed) or parsed[index + 1].sentence.paragraph != said.sentence.paragraph
    low, high = speaker.said
    dash = said.tokens.norms[low : low + 1] in (("—",), ("–",), ("-",))
    verbs = any(isinstance(match.value, Says) and low <= match.head < high for match in said.matches)
    return last and speaker.inverse and dash and not verbs


def _closes(parsed: Sequence[Said], index: int, speaker: Attribution, lexicon: Lexicon) -> bool:
    """Whether a short item ends with the official who told all of it: «На міні підірвався трактор. Водій у лікарні, кажуть у
    поліції Харківщини»; so news is written in Russian and Ukrainian, not in English."""
    said, last = parsed[index], index + 1 == len(parsed)
    if not (
        lexicon.grammar.anew
        and last
        and 0 < index < _ITEM
        and speaker.inverse
        and is_local(str(speaker.claimant))
    ):
        return False
    low, high = speaker.said
    elsewhere = any(p.role is Role.PLACE and not low <= said.tokens.at(p.start) < high for p in said.places)
    return bool(said.frames) and not elsewhere


def _denies_for(before: Said, speaker: Attribution) -> bool:
    """Whether a denial that nobody was said to make is the one of the party who speaks next: "... is not true. The staff
    stresses: ..."."""
    denies = any(isinstance(match.value, Denial) for match in before.matches)
    return denies and not before.attributions and ":" in (speaker.claimant or "")


def carry_where(parsed: list[Said], lexicon: Lexicon) -> None:
    """Give a sentence without a place the one of the next: "A drone hit a car. It happened in Shebekino"."""
    for said, after in pairwise(parsed):
        norms = after.tokens.norms[:_OPENING]
        there = [p for p in after.places if p.role is Role.PLACE]
        tells = lexicon.classes["incident"].any_of(norms[:2]) and lexicon.classes["occurred"].any_of(norms)
        only = tells and there and said.frames and all(f.head < _OPENING for f in after.frames)
        if only and not any(p.role is Role.PLACE for p in said.places):
            said.happened, after.frames = there, []
            told = next((a for a in after.attributions if a.claimant and a.inverse and not a.negated), None)
            if told is not None and not said.attributions:
                said.attributions = [told.of_all(len(said.tokens))]
    _named_later(parsed)
    for said, after in pairwise(parsed):
        if (there := _only_place(said)) and after.frames and not after.places:
            after.happened = there


def _only_place(said: Said) -> list[PlaceMention]:
    """The place whose name is a whole sentence or line, as a heading: "Poltava Oblast. Four drones were downed."."""
    there = [p for p in said.places if p.role is Role.PLACE]
    if len(there) != 1 or said.frames or said.attributions:
        return []
    words = [i for i, word in enumerate(said.tokens.norms) if word[0].isalpha()]
    inside = range(said.tokens.at(there[0].start), said.tokens.at(there[0].end - 1) + 1)
    return there if all(i in inside for i in words) else []


def _named_later(parsed: Sequence[Said]) -> None:
    """Give a sentence of "the village" the first place that the text names, where it does so only behind it."""
    first = next((i for i, said in enumerate(parsed) if any(p.role is Role.PLACE for p in said.places)), 0)
    there = [p for p in parsed[first].places if p.role is Role.PLACE] if first else []
    if len(there) != 1 or there[0].location.precision is not LocationPrecision.SETTLEMENT:
        return
    for said in parsed[max(0, first - _LATER) : first]:
        if any(isinstance(m.value, Refers) and m.value.to == "place" for m in said.matches):
            said.happened = said.happened or there


def _give(parsed: Iterable[Said], speaker: Attribution, lexicon: Lexicon) -> None:
    """Give the sentences up to the next one with a speaker that speaker."""
    for said in parsed:
        if said.attributions or _told_by(said, lexicon):
            return
        said.attributions = [speaker.of_all(len(said.tokens))]


def _told_by(said: Said, lexicon: Lexicon) -> Attribution | None:
    """The speaker of a sentence that only says where something was told: "This is stated in the staff's summary"."""
    norms = said.tokens.norms
    if said.frames or said.attributions or not lexicon.pointer.any_of(norms[:1]):
        return None
    if not any(isinstance(match.value, Says) for match in said.matches):
        return None
    actor = next((a for a in said.actors if a.id and not a.force), None)
    return Attribution(actor.id, Stance.ASSERTS, (0, 0), (0, len(norms))) if actor else None


def _points_back(said: Said, speaker: Attribution, lexicon: Lexicon) -> bool:
    """Whether a sentence is about what was told before it: "Об этом сообщил ...", "The governor said this on Telegram"."""
    norms = said.tokens.norms
    first = norms.index(",") + 1 if norms[0] in lexicon.grammar.as_ and "," in norms[:_OPENING] else 0
    if lexicon.complement.any_of(norms[first : first + 1]) and lexicon.pointer.any_of(
        norms[first + 1 : first + 2]
    ):
        return True  # «Про це ...», «Як передає Укрінформ, про це ...»
    given = lexicon.grammar.definite.any_of(norms[:1]) and lexicon.statement.any_of(norms[1:2])
    if given and speaker.said[0] <= 2 and speaker.stance is Stance.ASSERTS and not said.frames:
        return True  # "Эту информацию предоставил губернатор"
    named = speaker.inverse or 0 < speaker.said[0] <= 2 < speaker.said[1]  # "This is according to ..."
    named = named or lexicon.statement.any_of(norms[1:2])  # "Таку заяву зробив ..."
    if norms[0] in lexicon.pointer and not said.frames and (named or not said.attributions):
        return True
    if _of_event(said, speaker, lexicon) or _in_detail(said, speaker, lexicon):
        return True
    opens = norms[0] in lexicon.pointer and lexicon.grammar.being.any_of(norms[1:2])
    if opens and any(isinstance(m.value, Says) and m.head in (2, 3) for m in said.matches):
        return True  # "This was announced by the governor, noting that ..."
    told = norms[speaker.scope[0] : speaker.scope[0] + 1]
    return not (said.frames or speaker.inverse) and lexicon.pointer.any_of(told)


def _of_event(said: Said, speaker: Attribution, lexicon: Lexicon) -> bool:
    """Whether only a word for what happened stands before who told of it: "Про ураження повідомив штаб"."""
    low = speaker.said[0]
    return (
        0 < low <= _TOLD_OF
        and said.tokens.norms[0] in lexicon.complement
        and any(frame.head < low for frame in said.frames)
        and all(frame.head < low or _added(said, frame, speaker) for frame in said.frames)
        and not any(said.tokens.caps[1:low])
    )


def _added(said: Said, frame: Frame, speaker: Attribution) -> bool:
    """Whether who told of what happened adds that in a clause of its own: "..., stressing that the enemy lost ..."."""
    return any(a.said[0] > speaker.said[0] and a.covers(frame.head) for a in said.attributions)


def _in_detail(said: Said, speaker: Attribution, lexicon: Lexicon) -> bool:
    """Whether it says who told of it in detail, or who showed it: «Подробиці розповіли в поліції»."""
    opens = lexicon.classes["details"].any_of(said.tokens.norms[:1])
    told = speaker.claimant is not None and speaker.said[0] <= _TOLD_OF
    return opens and told and not any(f.head < speaker.said[1] for f in said.frames)


def _only_adds(said: Said, speaker: Attribution, lexicon: Lexicon) -> bool:
    """Whether a speaker behind the content adds it to what stands before: "..., the governor added", "Nobody was
    hurt, he said"."""
    norms, (low, high) = said.tokens.norms, speaker.said
    behind = speaker.inverse or norms[low - 1 : low] == (",",)
    adds = behind and lexicon.adds.any_of(norms[low:high])
    return adds or (speaker.inverse and bool(said.frames) and all(f.negated for f in said.frames))


def carry_headed(parsed: list[Said]) -> None:
    """Give the sentences behind "Defence Ministry: ..." that speaker, up to the next one or the paragraph's end; behind a
    heading that is nothing but the speaker, to the end of the paragraph below it; behind a headline in an official's
    words, up to the next speaker."""
    speaker: Attribution | None = None
    paragraph: int | None = None
    for said in parsed:
        paragraph = said.sentence.paragraph if paragraph is None else paragraph
        past = said.sentence.paragraph != paragraph and not (speaker and _in_headline(parsed[0], speaker))
        if speaker is not None and (said.attributions or past):
            speaker = None
        if speaker is not None:
            said.attributions = [speaker.of_all(len(said.tokens))]
        elif len(said.attributions) == 1 and _heads(said, said.attributions[0]):
            speaker, paragraph = said.attributions[0], said.sentence.paragraph
        elif (headed := _heading(said)) is not None:
            speaker, paragraph = headed, None


def _in_headline(first: Said, speaker: Attribution) -> bool:
    """Whether an official speaks in the headline of a text: «Губернатор Иванов: ночью область атаковали дроны»."""
    return first.attributions[:1] == [speaker] and not first.sentence.closed and ":" in str(speaker.claimant)


def carry_source(parsed: list[Said], lexicon: Lexicon) -> None:
    """Give what has no speaker the one whom a line names as the source, as some agencies do: "Source: General Staff.
    Quote: ..."; not the background that a line of its own opens."""
    labels, background = lexicon.classes["source_label"], lexicon.classes["background_label"]
    source: Attribution | None = None
    for index, said in enumerate(parsed):
        norms = said.tokens.norms
        label = norms[:1] if norms[1:2] == (":",) else ()
        if background.any_of(label):
            source = None
            said.attributions = [a for a in said.attributions if a.said != (0, 0)]
        elif labels.any_of(label):
            actor = next((a for a in said.actors if a.id and not a.back), None)
            first, source = source is None, None
            if actor is not None:
                source = Attribution(actor.id, Stance.ASSERTS, (0, 0), (0, 0))
                said.frames, said.attributions = [], []
                for earlier in parsed[:index] if first else ():
                    _speak(earlier, source)
        elif source is not None:
            _speak(said, source)


def _speak(said: Said, speaker: Attribution) -> None:
    """Make a sentence without a speaker that one's."""
    if not said.attributions:
        said.attributions = [speaker.of_all(len(said.tokens))]


def _heading(said: Said) -> Attribution | None:
    """The speaker whose name and a colon are a line of their own."""
    norms = said.tokens.norms
    speakers = {a.id for a in said.actors if a.id and not a.force}
    if (
        norms[-1:] != (":",)
        or len(norms) > _HEADING
        or said.frames
        or said.attributions
        or len(speakers) != 1
    ):
        return None
    return Attribution(speakers.pop(), Stance.ASSERTS, (0, 0), (0, len(norms)))


def _heads(said: Said, attribution: Attribution) -> bool:
    low, high = attribution.said
    return (
        low == 0
        and bool(attribution.claimant)
        and not (attribution.inverse or attribution.negated)
        and said.tokens.norms[high - 1 : high] == (":",)
        and attribution.scope[1] == len(said.tokens)
    )


def _behind_a_dash(said: Said, attribution: Attribution) -> bool:
    first = attribution.said[0]
    return first > 1 and said.tokens.norms[first - 1] in ("—", "–", "-")


def carry_quotes(parsed: list[Said], text: str) -> None:
    """Give the sentences of a quotation its speaker, who is often named only at its end or before it."""
    open_from: int | None = None
    for index, said in enumerate(parsed):
        body = text[said.sentence.start : said.sentence.end]
        opens = sum(map(body.count, _QUOTES_OPEN)) + (open_from is None and body.count('"') % 2)
        closes = sum(map(body.count, _QUOTES_CLOSE)) + (open_from is not None and body.count('"') % 2)
        if open_from is not None and parsed[open_from].sentence.paragraph != said.sentence.paragraph:
            open_from = None
        if open_from is not None and closes > opens:
            speaker = next(
                (a for a in said.attributions if a.claimant and (a.inverse or _behind_a_dash(said, a))), None
            )
            if speaker:
                for earlier in parsed[open_from:index]:
                    if not earlier.attributions:
                        earlier.attributions = [speaker.of_all(len(earlier.tokens))]
            open_from = None
        elif opens > closes:
            open_from = index if open_from is None else open_from
    _quoted_again(parsed, text)
    _behind_one_dash(parsed, text)
    _go_on_quoting(parsed, text)


def _behind_one_dash(parsed: list[Said], text: str) -> None:
    """Give the sentences of a paragraph that a dash opens as a quotation the speaker at its end: «– Місто наше. Бої тривають,
    – заявив Гайдай»."""
    for _, group in groupby(parsed, key=lambda said: said.sentence.paragraph):
        quoted = list(group)
        line = text[text.rfind("\n", 0, quoted[0].sentence.start) + 1 : quoted[0].sentence.start].strip()
        speaker = next((a for a in quoted[-1].attributions if a.claimant and a.inverse), None)
        if line not in ("—", "–", "-") or speaker is None or not _behind_a_dash(quoted[-1], speaker):
            continue
        for said in quoted[:-1]:
            if not said.attributions:
                said.attributions = [speaker.of_all(len(said.tokens))]


def carry_ahead(parsed: list[Said], lexicon: Lexicon, publisher: str) -> None:
    """Give a quotation of which only "he" or "the statement" is said to say it whoever is named next: '"...," he wrote.
    Kondratyev later said'; without that name its speaker is the publisher."""
    _pronoun_that_opens(parsed)
    for index, said in enumerate(parsed):
        spoken = any(a.claimant != publisher for a in said.attributions)
        told = None if spoken or not said.frames else _by_anaphor(said, lexicon)
        if told is None:
            continue
        following = parsed[index + 1 : index + 1 + _AHEAD]
        named = next(((after, first) for after in following if (first := _first_hand(after, lexicon))), None)
        if named is None or not (_speaks_again(named[0], lexicon) or _of_his_area(said, named[1])):
            continue
        speaker = named[1]
        if speaker.stance is Stance.ASSERTS and speaker.evidence is None and ":" in str(speaker.claimant):
            scope, saying = (0, told), (told, len(said.tokens))
            said.attributions = [attrs.evolve(speaker, scope=scope, said=saying, inverse=True)]


def _of_his_area(said: Said, speaker: Attribution) -> bool:
    """Whether who is named next governs where it happened."""
    places = (p.location.place for p in said.places if p.role is Role.PLACE)
    return any(is_at_home(str(speaker.claimant), place) for place in places if place is not None)


def _speaks_again(said: Said, lexicon: Lexicon) -> bool:
    """Whether the sentence shows that its speaker spoke before: "Ivanov later added"."""
    norms = said.tokens.norms
    return lexicon.also.any_of(norms) or lexicon.adds.any_of(norms) or lexicon.classes["later"].any_of(norms)


def _by_anaphor(said: Said, lexicon: Lexicon) -> int | None:
    """Where, behind a quotation, a verb of saying begins whose subject is a pronoun or a word for a statement."""
    norms = said.tokens.norms
    for match in said.matches:
        if not isinstance(match.value, Says) or match.value.stance is not Stance.ASSERTS:
            continue
        quoted = max((i for i in range(match.start) if norms[i] in QUOTES), default=None)
        if quoted is None or match.start - quoted > _SUBJECT + 1:
            continue
        words = (*norms[quoted + 1 : match.start], *norms[match.end : match.end + 2])
        if lexicon.anaphor.any_of(words) or lexicon.statement.any_of(words):
            return quoted
    return None


def _quoted_again(parsed: list[Said], text: str) -> None:
    """Give a quotation that no one else is said to speak the speaker of the one right before it: "“...,” he said. “Fighting
    is ..."."""
    for before, said in pairwise(parsed):
        spoken = any(a.claimant and not a.nominal for a in said.attributions)
        if spoken or before.sentence.paragraph != said.sentence.paragraph:
            continue
        quoted = text[before.sentence.start] in QUOTES and text[said.sentence.start] in QUOTES
        speaker = next((a for a in before.attributions if a.claimant and a.inverse), None)
        if quoted and speaker is not None:
            told = speaker.of_all(len(said.tokens))
            said.attributions = [told, *said.attributions]


def _go_on_quoting(parsed: list[Said], text: str) -> None:
    """Give what goes on inside a quotation the speaker before it: "..., the spokesman said: "This is untrue. Fighting goes on"."""
    speaker: Attribution | None = None
    for said in parsed:
        body = text[said.sentence.start : said.sentence.end]
        opens, closes = sum(map(body.count, _QUOTES_OPEN)), sum(map(body.count, _QUOTES_CLOSE))
        if speaker is not None and not said.attributions:
            said.attributions = [speaker.of_all(len(said.tokens))]
        if closes > opens:
            speaker = None
        elif opens > closes:
            before = [
                a for a in said.attributions if a.claimant and not (a.inverse or a.negated or a.nominal)
            ]
            speaker = before[-1] if before and said.tokens.norms[before[-1].said[1] - 1] in COLONS else None
            speaker = speaker and attrs.evolve(speaker, stance=Stance.ASSERTS)
