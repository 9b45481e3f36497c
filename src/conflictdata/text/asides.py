"""What somebody else says of a place in a relative clause: "holds Yahidne, which the ministry claimed to have
captured", "whose capture it claimed", «о взятии которого заявили в ...»."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from conflictdata.text.attribution import Attribution
from conflictdata.text.evidence import opens_where
from conflictdata.text.frames import Frame
from conflictdata.text.lexicon import Lexicon
from conflictdata.text.tokens import Tokens

_ASIDE = frozenset(("capture", "advance", "presence", "clearing"))
"""What is claimed of a place."""

_TO_SPEAKER = 3
"""Words, at the most, between the relative and who claims it."""


def claimed_aside(
    tokens: Tokens, frames: Sequence[Frame], attributions: Sequence[Attribution], lexicon: Lexicon
) -> tuple[list[Frame], list[Attribution]]:
    """Frames and attributions with such claims as claims of their own, not as background of what is told before."""
    found = _claims(tokens, attributions, frames, lexicon)
    if not found:
        return list(frames), list(attributions)
    commas = {head: comma for comma, head, _ in found.values()}
    settled = []
    for i, said in enumerate(attributions):
        if i in found:
            comma, head, noun = found[i]
            said = attrs.evolve(said, scope=(comma + 1, head + 1), inverse=True) if noun else said
        else:
            said = _up_to(said, min((c for c in commas.values() if c > said.scope[0]), default=len(tokens)))
        settled.append(said)
    return [_aside(frame, commas[frame.head]) if frame.head in commas else frame for frame in frames], settled


def _claims(
    tokens: Tokens, attributions: Sequence[Attribution], frames: Sequence[Frame], lexicon: Lexicon
) -> dict[int, tuple[int, int, bool]]:
    """By the index of the attribution, what ``_head`` finds of it."""
    found = {}
    for i, said in enumerate(attributions):
        if (told := _head(tokens, said, frames, lexicon)) is not None:
            found[i] = told
    return found


def _head(
    tokens: Tokens, said: Attribution, frames: Sequence[Frame], lexicon: Lexicon
) -> tuple[int, int, bool] | None:
    """The comma before the relative clause, the head of what is claimed in it, and whether that is a noun."""
    if not said.claimant or said.negated or said.nominal or said.evidence is not None:
        return None
    low = said.said[0]
    while low and (lexicon.side_of(tokens.norms[low - 1]) or tokens.norms[low - 1] in lexicon.grammar.the):
        low -= 1  # "which Russia's ministry", "which the ministry"
    heads = {frame.head for frame in frames if frame.kind in _ASIDE and not frame.irrealis}
    if low > 1 and tokens.norms[low - 1] in lexicon.relative and tokens.norms[low - 2] == ",":
        ahead = sorted(head for head in heads if said.covers(head) and head > low)
        return (low - 2, ahead[0], False) if ahead and not said.inverse else None
    if opens_where(tokens, low, lexicon) and not said.inverse:
        ahead = sorted(head for head in heads if head >= said.scope[0])
        return (low - 3, ahead[0], False) if ahead else None
    return next(_nouns(tokens, low, heads, lexicon), None)


def _nouns(tokens: Tokens, low: int, heads: set[int], lexicon: Lexicon) -> Iterator[tuple[int, int, bool]]:
    """A noun that a relative joins to the place before it: «, о взятии которого», ", whose capture"."""
    for head in sorted(heads):
        about = tokens.norms[head - 1] in lexicon.complement and lexicon.relative.any_of(
            tokens.norms[head + 1 : head + 2]
        )
        whose = lexicon.grammar.whose.any_of(tokens.norms[head - 1 : head])
        opens = head > 1 and tokens.norms[head - 2] == ","
        if opens and (about or whose) and 0 < low - head <= 1 + _TO_SPEAKER:
            yield head - 2, head, True


def _up_to(said: Attribution, comma: int) -> Attribution:
    """What another says before the comma ends there."""
    low, high = said.scope
    return attrs.evolve(said, scope=(low, min(high, comma))) if low < comma else said


def _aside(frame: Frame, comma: int) -> Frame:
    """The frame as a claim of its own; who did it is not named before the comma."""
    return attrs.evolve(
        frame, background=False, aside=True, agent=None if frame.start == comma + 2 else frame.agent
    )
