"""Which of the things a sentence speaks of are told in it, and which only explain, date or deny another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from conflictdata.model import Outcome, Stance
from conflictdata.places import PlaceMention, Role
from conflictdata.text.attribution import MARKS
from conflictdata.text.draft import Draft, Said
from conflictdata.text.frames import Frame, always_background
from conflictdata.text.lexicon import Lexicon
from conflictdata.text.mentions import opposite, side_of_id
from conflictdata.text.merging import SALVOES
from conflictdata.text.narrowing import FINE
from conflictdata.text.reading import describes, in_saying, ranks
from conflictdata.text.voicing import Voicing
from conflictdata.text.whereabouts import CAUSES, HARM

_HELD = frozenset(("presence", "capture"))
"""What an attacker may not have reached."""
PEOPLE = frozenset(("civilian-harm", "losses"))
"""Kinds that the words for those exchanged look like: "the bodies of the fallen", "wounded prisoners"."""

_BLOWS = SALVOES | {"explosion"}
"""What harm is told to have come of."""

_OUTCOMES = frozenset(("explosion", "evacuation"))
"""What a strike is told as the cause of, beside harm."""

_CAUSE = 14
"""Words, at the most, between harm and the strike told as its cause."""


class Telling(Voicing):
    """Chooses the frames of a sentence that are claims."""

    def _usable(self, said: Said) -> list[Frame]:
        if not said.frames or self.report.text[said.sentence.end - 1 : said.sentence.end] == "?":
            return []  # what is asked is not claimed
        told = [f for f in said.frames if not in_saying(f, said.attributions)]
        told = [f for f in told if not describes(said, f, self.lexicon)]
        told = [f for f in told if not (self.last and ranks(said, f, self.lexicon))]
        told = [f for f in told if not self._among_harmed(said, f)]
        real = [f for f in told if not f.irrealis and not always_background(said.tokens, f, self.lexicon)]
        swaps = [f.head for f in real if f.kind == "prisoner-exchange"]
        real = [f for f in real if f.kind not in PEOPLE or not any(abs(f.head - s) <= 7 for s in swaps)]
        failures = [f for f in real if f.negated]
        done = [f for f in real if not f.negated]
        causes = [f for f in done if self._doing(said, f, done) or self._caused(said, f, done)]
        news = [_with_agent_of(causes, f) for f in done if not (f.background or f in causes)] or done
        if any(f.flip or f.kind not in ("withdrawal", "attack", "armed-clash") for f in failures) and news:
            news = [
                attrs.evolve(f, outcome=Outcome.FAILURE)
                if f.kind in ("attack", "armed-clash") and f.outcome is Outcome.UNKNOWN
                else f
                for f in news
            ]
        if failures and news and not self._denied(said):
            first = min(f.head for f in news)
            failures = [
                f for f in failures
                if self._enemy_holds(f) or _enemy_fails(said, f) or (f.head < first and _is_main(said, f)) or self._also_said(said, f)
            ]  # fmt: skip
        return sorted([*news, *failures], key=lambda f: f.head)

    def _with_blows(self, said: Said, drafts: Sequence[Draft]) -> list[Draft]:
        """With the strikes told as the cause of harm, each beside it: "were killed in a drone strike on", «после атаки дрона
        горит». Footage shows the harm alone."""
        made = list(drafts)
        for frame in self._blows(said):
            harmed = [d for d in drafts if self._may_come_of(said, d, frame)]
            if not harmed or any(d.frame.kind == frame.kind for d in drafts):
                continue
            harm = min(harmed, key=lambda d: abs(d.frame.head - frame.head))
            told = attrs.evolve(frame, agent=frame.agent or harm.frame.agent)
            places = self._struck_there(said, told) or list(harm.places)
            made.append(attrs.evolve(harm, frame=told, places=places))
        return sorted(made, key=lambda d: d.frame.head)

    def _may_come_of(self, said: Said, draft: Draft, blow: Frame) -> bool:
        """Whether it is harm that may have come of a strike: people's, or damage if that has a verb of its own."""
        if draft.stance in (Stance.VERIFIES, Stance.DENIES) or draft.frame.head == blow.head:
            return False
        if draft.frame.kind == "infrastructure-damage":
            named = self._names_doing(said, blow) or self._names_weapons(said, blow)
            return blow.background or (
                blow.kind in SALVOES and (not named or self._aimed_at(said, blow, draft))
            )
        if draft.frame.kind == "losses":
            # "an explosion killed 20 servicemembers"
            return blow.kind == "explosion" and draft.frame.target is None
        return draft.frame.kind == "civilian-harm" or (blow.background and draft.frame.kind in _OUTCOMES)

    def _aimed_at(self, said: Said, blow: Frame, harm: Draft) -> bool:
        """Whether where it struck stands before what came of it: "an attack on the port of Tuapse set a tanker ablaze"."""
        return any(
            p.role is Role.PLACE and blow.end <= said.tokens.at(p.start) < harm.frame.start
            for p in said.places
        )

    def _names_weapons(self, said: Said, frame: Frame) -> bool:
        """Whether its words are only those for what struck: "bombs damaged a school"."""
        head = said.tokens.norms[frame.head : frame.head + 1]
        return any(self.lexicon.classes[each].any_of(head) for each in ("airpower", "artillery"))

    def _struck_there(self, said: Said, blow: Frame) -> list[PlaceMention]:
        """The town right behind a strike, with nothing told between: "lost power after they shelled a substation near X"."""
        low = blow.head
        for mention in said.places:
            at = said.tokens.at(mention.outer[0])
            if at <= low or mention.role is not Role.PLACE or mention.location.precision not in FINE:
                continue
            between = said.tokens.norms[low + 1 : at]
            heads = any(low < f.head < at for f in said.frames)
            apart = heads or not MARKS.isdisjoint(between) or self.lexicon.grammar.clause.any_of(between)
            return [] if apart or len(between) > _CAUSE else [mention]
        return []

    def _blows(self, said: Said) -> Iterator[Frame]:
        """Strikes that the sentence tells as something that happened, the first of each kind."""
        kinds = set[str]()
        for frame in said.frames:
            told = frame.definite and self._names_doing(said, frame)  # "the strike"
            real = not (frame.irrealis or frame.negated or frame.flip or told)
            if frame.kind not in _BLOWS or frame.kind in kinds or not real:
                continue
            if in_saying(frame, said.attributions) or describes(said, frame, self.lexicon):
                continue
            if not always_background(said.tokens, frame, self.lexicon):
                kinds.add(frame.kind)
                yield frame

    def _among_harmed(self, said: Said, frame: Frame) -> bool:
        """Whether it only tells who was among those harmed just before: "Among the dead is a ..."."""
        before = said.tokens.norms[max(0, frame.start - 2) : frame.end]
        told = any(claim.kind == frame.kind for claim in self.last) and self.last_at >= self.index - 1
        return frame.kind in PEOPLE and told and self.lexicon.grammar.among.any_of(before)

    def _also_said(self, said: Said, frame: Frame) -> bool:
        """Whether a speaker says in a clause of its own that it has not happened: "but that they did not attack near ..."."""
        told = any(
            a.claimant and a.covers(frame.head) and a.stance is Stance.ASSERTS for a in said.attributions
        )
        grammar, norms = self.lexicon.grammar, said.tokens.norms
        low = max(1, frame.start - 9)
        return told and any(
            norms[i] in grammar.that and (norms[i - 1] in grammar.and_ or norms[i - 1] in grammar.turns)
            for i in range(low, frame.start)
        )

    def _doing(self, said: Said, frame: Frame, done: Sequence[Frame]) -> bool:
        """A happening that is only the subject of its harm: "attacks on the region killed three civilians"."""
        if not self._names_doing(said, frame):
            return False
        after = next((f for f in done if f.head > frame.head), None)
        if after is None or after.kind not in HARM:
            return False
        between = said.tokens.norms[frame.head + 1 : after.head]
        grammar = self.lexicon.grammar
        if after.start and said.tokens.norms[after.start - 1] in grammar.and_:
            return False
        return not any(
            w in grammar.clause and w not in grammar.and_ and w not in grammar.auxiliary for w in between
        )  # "on Sumy and Kharkiv"

    def _names_doing(self, said: Said, frame: Frame) -> bool:
        """Whether its words are a noun for what was done: "attacks", "a drone strike"."""
        return self.lexicon.doing.any_of(said.tokens.norms[frame.head : max(frame.end, frame.head + 1)])

    def _caused(self, said: Said, frame: Frame, done: Sequence[Frame]) -> bool:
        """A strike told as the cause of the harm before it: "were killed in a strike"."""
        if frame.kind not in CAUSES or not self._names_doing(said, frame):
            return False
        harmed = ("civilian-harm", "infrastructure-damage" if frame.kind == "attack" else "civilian-harm")
        harm = max((f.head for f in done if f.kind in harmed and f.head < frame.head), default=None)
        if harm is None or frame.head - harm > _CAUSE:
            return False
        between = _without_parts(said.tokens.norms[harm + 1 : frame.start], self.lexicon)
        joints = self.lexicon.cause.any_of(between)
        told = joints and not self.lexicon.grammar.clause.any_of(between)
        return told and not self.quantities_of(said, frame)


def _may_come_of(draft: Draft, blow: Frame) -> bool:
    """Whether it is harm that may have come of a strike: people's, or damage if the strike is told as its cause."""
    if draft.stance in (Stance.VERIFIES, Stance.DENIES) or draft.frame.head == blow.head:
        return False
    return draft.frame.kind == "civilian-harm" or (
        draft.frame.kind == "infrastructure-damage" and blow.background
    )


def _without_parts(words: tuple[str, ...], lexicon: Lexicon) -> tuple[str, ...]:
    """Without the part of a count that commas set off: "wounded, including two children, in a strike"."""
    opens = next(
        (
            i
            for i, word in enumerate(words[1:], 1)
            if word in lexicon.grammar.including and words[i - 1] == ","
        ),
        0,
    )
    close = next((i for i in range(opens, len(words)) if words[i] == ","), 0)
    return (*words[: opens - 1], *words[close + 1 :]) if opens and close else words


def _enemy_fails(said: Said, frame: Frame) -> bool:
    """Whether a party says that the other side does not hold the ground it fights for: "attack there but do not maintain
    positions in the settlement"."""
    enemy = side_of_id(frame.agent)
    return (
        frame.kind in _HELD
        and enemy is not None
        and any(
            a.claimant and a.covers(frame.head) and opposite(side_of_id(a.claimant)) == enemy
            for a in said.attributions
        )
    )


def _with_agent_of(causes: Sequence[Frame], harm: Frame) -> Frame:
    """Harm with the agent of the strike that is its cause: "killed in a Russian strike"."""
    if harm.agent or harm.kind not in HARM:
        return harm
    near = [cause.agent for cause in causes if cause.agent and abs(cause.head - harm.head) <= _CAUSE]
    return attrs.evolve(harm, agent=near[0]) if near else harm


def _is_main(said: Said, frame: Frame) -> bool:
    """Whether somebody says first of all that a town has not changed hands: "has not been taken and our units hold it"."""
    told = any(
        a.claimant and a.covers(frame.head) and a.stance is Stance.ASSERTS
        and side_of_id(a.claimant) != side_of_id(frame.agent)
        for a in said.attributions
    )  # fmt: skip
    return told and frame.kind in ("capture", "advance")
