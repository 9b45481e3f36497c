"""Who says a sentence, or a part of it, and with which stance.

An attribution has a scope: the words that are its content. Scopes nest ("ISW reported that bloggers claimed
that ..."); what no scope covers, the publisher says.
"""

from __future__ import annotations

import attrs

from conflictdata.model import Stance

QUOTES = frozenset('"“”„«»')
QUOTED = frozenset((("«", "»"), ("“", "”"), ("„", "“"), ('"', '"')))
"""What opens and closes a quotation or a name."""
OPENING, CLOSING = map(frozenset, zip(*QUOTED, strict=True))
BREAKS = frozenset(";")
ENDS = frozenset((",", ";", ":", "."))
BACKING = frozenset((Stance.DENIES, Stance.CONFIRMS, Stance.VERIFIES))
CHECKERS = frozenset(
    (
        "osce",
        "un",
        "iaea",
        "icrc",
        "hrw",
        "amnesty",
        "bellingcat",
        "geoconfirmed",
        "conflict-intelligence-team",
    )
)
"""Bodies whose trade it is to look for themselves: what they confirm, they have checked."""
MARKS = frozenset((":", ";", "—", "–", ",", "."))
COLONS = frozenset((":", "—", "–"))
REACH = 16


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
        answers: takes a stand on what another speaker of the sentence just said; has no content of its own.
    """

    claimant: str | None
    stance: Stance
    scope: tuple[int, int]
    said: tuple[int, int]
    evidence: str | None = None
    nominal: bool = False
    negated: bool = False
    inverse: bool = False
    answers: bool = False
    also: tuple[str, ...] = ()

    def covers(self, token: int) -> bool:
        """Whether the token is part of the content."""
        return self.scope[0] <= token < self.scope[1]

    def of_all(self, size: int) -> Attribution:
        """The same speaker saying a whole other sentence of so many tokens, in which he is not named."""
        return attrs.evolve(self, scope=(0, size), said=(0, 0))
