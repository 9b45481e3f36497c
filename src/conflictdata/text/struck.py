"""Names that stand for what was struck and not for who speaks or acts: "explosions rocked Kyiv", "Kyiv was hit"."""

from __future__ import annotations

from collections.abc import Sequence

from conflictdata.text.attribution import ENDS
from conflictdata.text.lexicon import Lexicon, Trigger, Value
from conflictdata.text.patterns import Match
from conflictdata.text.tokens import Tokens

STRIKES = frozenset(("air-drone-strike", "shelling", "explosion"))
_SUFFERED = frozenset((*STRIKES, "attack"))
_OF_GROUND = frozenset(("attack", "capture", "advance"))
"""What is done on the ground to a place that stands behind the verb as its object."""


def struck_at(tokens: Tokens, matches: Sequence[Match[Value]], lexicon: Lexicon) -> frozenset[int]:
    """Where the object of a strike or of what takes ground stands, directly behind its verb ("explosions rocked Kyiv"), or
    before a passive one ("Kyiv was hit", "Kyiv came under attack")."""
    behind = frozenset(
        m.end
        for m in matches
        if isinstance(m.value, Trigger)
        and m.end - m.head == 1
        and (
            m.value.kind in STRIKES
            or (m.value.kind in _OF_GROUND and m.start == m.head)  # not "tried to push Moscow back"
        )
        and not whose_blow(tokens, m.end, lexicon)
    )
    suffered = (
        _suffers(tokens, m, lexicon)
        for m in matches
        if isinstance(m.value, Trigger) and m.value.kind in _SUFFERED
    )
    found = behind.union(index for index in suffered if index is not None)
    return found | _struck_by_weapons(tokens, matches, lexicon)


def _suffers(tokens: Tokens, match: Match[Value], lexicon: Lexicon) -> int | None:
    """The word that is the subject of a passive: whoever "was hit", "has come under attack"."""
    being, norms = lexicon.grammar.being, tokens.norms
    undergoes = lexicon.classes.get("undergoes")
    undergone = undergoes is not None and norms[match.start] in undergoes
    at = match.start
    if not undergone and (match.head != at or not being.any_of(norms[at - 1 : at])):
        return None
    while at > 1 and (norms[at - 1] in being or norms[at - 1] in lexicon.grammar.perfect):
        at -= 1
    return at - 1 if at else None


def _struck_by_weapons(tokens: Tokens, matches: Sequence[Match[Value]], lexicon: Lexicon) -> frozenset[int]:
    """Where capitals stand before a verb whose subject, behind it, are weapons: «Киев и три области ночью атаковали
    беспилотники»; not «Киев атаковал беспилотниками Брянск»."""
    names, others_do = lexicon.grammar.struck, lexicon.grammar.others_do
    if not others_do or not names.any_of(tokens.norms):
        return frozenset()
    found = set[int]()
    weapons = (lexicon.classes["airpower"], lexicon.classes["artillery"])
    for head in _strikes(matches):
        doer = tokens.norms[head + 1 : head + 2]
        acts = any(words.any_of(doer) for words in weapons) and tokens.norms[head].endswith(others_do)
        if not acts or doer[0].endswith(lexicon.grammar.instrumental):
            continue
        clause = (
            i + 1 for i in range(head - 1, -1, -1)
            if tokens.norms[i] in ENDS and (tokens.norms[i] != "," or not tokens.caps[i + 1])
        )  # fmt: skip
        found.update(i for i in range(next(clause, 0), head) if tokens.norms[i] in names)
    return frozenset(found)


def _strikes(matches: Sequence[Match[Value]]) -> set[int]:
    """Where words for a strike or an attack stand."""
    kinds = (*STRIKES, "attack")
    return {m.head for m in matches if isinstance(m.value, Trigger) and m.value.kind in kinds}


def whose_blow(tokens: Tokens, index: int, lexicon: Lexicon) -> bool:
    """Whether a capital in the genitive says whose attack it was on another place: «атаки Киева на Белгород»."""
    blows, aims = lexicon.classes.get("blows"), lexicon.classes.get("targeted")
    if blows is None or aims is None or not blows.any_of(tokens.norms[max(0, index - 1) : index]):
        return False
    aimed = aims.any_of(tokens.norms[index + 1 : index + 2])
    return aimed and tokens.caps[index + 2 : index + 3] == (True,)
