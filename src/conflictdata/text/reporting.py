"""The words that report: which of them are verbs, and which reach furthest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from conflictdata.text.attribution import BACKING
from conflictdata.text.lexicon import Denial, Lexicon, Nominal, Says, Value
from conflictdata.text.patterns import Match
from conflictdata.text.tokens import Tokens


def reporting_words(
    tokens: Tokens, matches: Sequence[Match[Value]], lexicon: Lexicon
) -> Iterable[Match[Value]]:
    """One reporting phrase at a verb, the longest: "confirmed the authenticity" is no plain "confirmed". A verb that
    ends a denial and names nobody ("is not confirmed") reports nothing, nor does one inside a longer phrase
    ("clarified inaccurate reports")."""
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
    long = [match for match in best.values() if match.end - match.start > 2]
    return [
        match
        for match in best.values()
        if not any(each is not match and each.head < match.head < each.end for each in long)
    ]


def is_noun(tokens: Tokens, match: Match[Value], matches: Sequence[Match[Value]], lexicon: Lexicon) -> bool:
    """Whether the reporting word is the noun here, which reports nothing itself ("the claims of")."""
    word, grammar = tokens.norms[match.head], lexicon.grammar
    if word in grammar.statement_noun:
        return True  # "повідомлення каналів про ..."
    if _attribute(tokens, match.head, lexicon):
        return True
    if any(
        isinstance(m.value, Nominal) and m.start <= match.head < m.start + 2 and m.end - m.start > 1
        for m in matches
    ):
        before = tokens.norms[match.head - 1] if match.head else ""
        if word in grammar.noun_or_verb and (
            before in grammar.determiner
            or (lexicon.side_of(before) and before not in grammar.side_nouns)
            or before.endswith(grammar.genitive)
        ):
            return True
        if word not in grammar.noun_or_verb:
            return False
    return noun_word(tokens, match.head, lexicon) or _denied(tokens, match.head, matches, lexicon)


def _attribute(tokens: Tokens, index: int, lexicon: Lexicon) -> bool:
    """Whether a participle only says what kind of happening is meant: "following a reported Ukrainian withdrawal"."""
    before, behind = tokens.norms[max(0, index - 1) : index], tokens.norms[index + 1 : index + 2]
    opens = lexicon.grammar.opens_noun.any_of(before) and not tokens.caps[index - 1]
    that = lexicon.grammar.that.any_of(behind) or lexicon.grammar.by.any_of(behind)
    return (
        opens
        and tokens.norms[index].endswith(lexicon.grammar.past)
        and bool(behind)
        and behind[0].isalpha()
        and not that
    )


def _denied(tokens: Tokens, index: int, matches: Sequence[Match[Value]], lexicon: Lexicon) -> bool:
    """Whether it is what the verb just before denies or confirms: "denied reports that", "rejected on Monday claims by"."""
    if tokens.norms[index] not in lexicon.grammar.noun_or_verb:
        return False
    return any(
        isinstance(m.value, Says) and m.value.stance in BACKING and index - 4 <= m.head < index
        and not lexicon.grammar.plan_stops.any_of(tokens.norms[m.head + 1 : index])
        for m in matches
    )  # fmt: skip


def only_locates(tokens: Tokens, match: Match[Value], lexicon: Lexicon) -> bool:
    """Whether the saying only tells which area is meant: "in an area where bloggers claimed that ..."."""
    for index in range(match.start - 1, max(0, match.start - 7), -1):
        if tokens.norms[index] in lexicon.grammar.where:
            return tokens.norms[index - 1] != ","
        if tokens.norms[index] in (",", ";"):
            return False
    return False


def noun_word(tokens: Tokens, index: int, lexicon: Lexicon) -> bool:
    """Whether a word that is both noun and verb ("claims", "report") is the noun here."""
    grammar = lexicon.grammar
    if tokens.norms[index] not in grammar.noun_or_verb or index == 0:
        return False
    before = tokens.norms[index - 1]
    relative = before in grammar.that and index > 1 and tokens.norms[index - 2] not in grammar.determiner
    return not relative and (
        before.isdigit()  # "denied on March 14 reports that"
        or before in grammar.determiner
        or before.endswith(grammar.genitive)
        or (lexicon.side_of(before) is not None and before not in grammar.side_nouns)
    )


def is_participle(tokens: Tokens, match: Match[Value], lexicon: Lexicon) -> bool:
    """Whether the reporting verb is a participle, whose speaker stands before ("..., adding that")."""
    return tokens.norms[match.head].endswith(lexicon.participle)
