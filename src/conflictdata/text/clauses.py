"""Which clause of a sentence a place stands in: that of the happening before it or behind it, or of who tells of them."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from conflictdata.places import PlaceMention
from conflictdata.text.attribution import MARKS, Attribution
from conflictdata.text.draft import Draft, Said
from conflictdata.text.lexicon import Lexicon

_OPENING = 2
"""Words, at the most, from the word that opens a clause to the place in it: "while in Belgorod"."""

_SPEAKER = 8
"""Words, at the most, from a place that opens a clause to the speaker of that clause."""

_ABOUT = 4
"""Words, at the most, from a verb of saying to the "about" behind it."""


def opens_clause(said: Said, token: int, lexicon: Lexicon) -> bool:
    """Whether a place opens a clause that a word of contrast parts from the one before: «..., а в Саках»."""
    return _contrasts(said.tokens.norms[max(0, token - _OPENING) : token], lexicon)


def fronts(said: Said, token: int, speaker: int, lexicon: Lexicon) -> bool:
    """Whether a clause opens with where what its speaker tells was: "..., while in Belgorod, the governor said five died"."""
    near = 0 < speaker - token <= _SPEAKER
    told = any(token < frame.head < speaker for frame in said.frames)
    return near and not told and opens_clause(said, token, lexicon)


def of_clause(
    said: Said, places: Sequence[PlaceMention], draft: Draft, lexicon: Lexicon
) -> list[PlaceMention]:
    """Without what stands in the clause before, where another place opens that of the verb: «сбитые над Джанкоем ракеты
    упали в поле, а в Саках повреждена подстанция»."""
    ahead = [at for p in places if (at := said.tokens.at(p.start)) < draft.frame.start]
    for earlier, at in itertools.pairwise(ahead):
        between = said.tokens.norms[earlier + 1 : at]
        if "," in between and _contrasts(between, lexicon):
            return [p for p in places if said.tokens.at(p.start) >= at]
    return list(places)


def of_office(said: Said, mention: PlaceMention, token: int, lexicon: Lexicon) -> bool:
    """Whether it is the first word of who speaks: "a source close to the Kursk regional administration told Reuters"."""
    end = said.tokens.at(mention.end - 1) + 1
    opened = lexicon.grammar.the.any_of(said.tokens.norms[max(0, token - 1) : token])
    return opened and any(a.inverse and a.said[0] == end for a in said.attributions)


def told_about(said: Said, speaking: Attribution, token: int, lexicon: Lexicon) -> bool:
    """Whether a speaker is said to have said it about what happened there: «„...“, — сказав про удар по Сумах мер»."""
    words = said.tokens.norms[speaking.said[0] : token]
    about = next((i for i, word in enumerate(words) if word in lexicon.grammar.about), len(words))
    return about < min(len(words), _ABOUT) and not MARKS.intersection(words[about:])


def _contrasts(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether one of the words opens another clause: "while", «а», and no "and"."""
    turns, and_ = lexicon.grammar.turns, lexicon.grammar.and_
    return any(word.isalpha() and word in turns and word not in and_ for word in words)
