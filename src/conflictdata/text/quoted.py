"""Quotations that are a paragraph of their own and name nobody: whose they are, the paragraph before says."""

from __future__ import annotations

from itertools import groupby

import attrs

from conflictdata.model import Stance
from conflictdata.text.attribution import OPENING, Attribution
from conflictdata.text.draft import Said

_CLOSE = frozenset('”»"')
_BEHIND = frozenset(".,!?…")


def carry_below(parsed: list[Said], text: str) -> None:
    """Give a quoted paragraph that names no speaker the one of the sentence before it: 'The governor reported an attack.
    ¶ "A house burns. Two are wounded."'."""
    speaker: Attribution | None = None
    for _, group in groupby(parsed, key=lambda said: said.sentence.paragraph):
        paragraph = list(group)
        quoted = _quoted(paragraph, text)
        if speaker is not None and quoted and not any(said.attributions for said in paragraph):
            for said in paragraph[:quoted]:
                said.attributions = [speaker.of_all(len(said.tokens))]
        elif not quoted or quoted < len(paragraph) or paragraph[-1].attributions:
            speaker = _last_speaker(paragraph[-1])


def _quoted(paragraph: list[Said], text: str) -> int:
    """How many sentences of a paragraph are the quotation with which it opens, up to where that closes behind a sentence."""
    first = paragraph[0].sentence.start
    if text[first] not in OPENING:
        return 0
    for count, said in enumerate(paragraph, 1):
        body = text[max(first + 1, said.sentence.start) : said.sentence.end]
        closes = next((i for i, char in enumerate(body) if char in _CLOSE), None)
        if closes is not None:
            return count if not body[closes + 1 :].strip("".join(_BEHIND)) else 0
    return len(paragraph)


def _last_speaker(said: Said) -> Attribution | None:
    """Who speaks at the end of a paragraph: somebody who tells in the first place, of no outlet."""
    tellers = [a for a in said.attributions if a.claimant and not (a.negated or a.nominal or a.evidence)]
    last = tellers[-1] if tellers else None
    if last is None or ":" not in str(last.claimant) or last.stance not in (Stance.ASSERTS, Stance.CONFIRMS):
        return None
    return attrs.evolve(last, stance=Stance.ASSERTS, inverse=False, also=())
