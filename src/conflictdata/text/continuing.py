"""Sentences that go on: who is still read from, what is told again, what only ends or details what was told before."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

import attrs

from conflictdata import sources
from conflictdata.model import Claim, Outcome, PlaceKind, SourceKind, Stance
from conflictdata.places import Role
from conflictdata.taxonomy import similarity
from conflictdata.text.draft import Draft, Said
from conflictdata.text.frames import Frame
from conflictdata.text.lexicon import Says
from conflictdata.text.mentions import side_of_id
from conflictdata.text.merging import (
    SALVOES,
    changed,
    is_particular,
    is_that_attack,
    is_that_strike,
    is_told_again,
    same_but_text,
    same_where,
    within_told,
)
from conflictdata.text.named_places import GROUND
from conflictdata.text.placing import Placing
from conflictdata.text.reporting import noun_word
from conflictdata.text.seats import INHERITS, is_at_home, is_head
from conflictdata.text.struck import STRIKES
from conflictdata.text.telling import Telling
from conflictdata.text.timing import Timing
from conflictdata.text.voicing import TERRAIN
from conflictdata.text.whereabouts import is_local

MILITARY = (":mod", ":general-staff", ":air-force")
"""Whose strikes on a kind of thing are told without a place, and who is read on from."""
_AT_THE_FRONT = frozenset((*GROUND, "clearing", "losses", "interception"))
STAFFS = (
    *MILITARY, ":commander-in-chief", ":khortytsia", ":tavria", ":dnipro", ":navy", ":southern-defense-forces",
    ":joint-forces-task-force", "-brigade", "-regiment", "-battalion", "-division", "-corps",
)  # fmt: skip
_WATCHERS = (SourceKind.THINK_TANK, SourceKind.BLOGGER)
_FORCES = (SourceKind.MINISTRY, SourceKind.ARMED_FORCES, SourceKind.MILITARY_UNIT)
_WAVES = SALVOES | {"interception"}
_UNPLACED = INHERITS | {"interception"}


_OPEN = (Outcome.UNKNOWN, Outcome.FAILURE)
"""How an attack was told that a further sentence says was repelled: "tried to break through ... It was repelled"."""

_SHORT = 3
"""Letters of words that any sentence may have."""
_SENTENCE, _REPEATED, _REMEMBERED = 5, 0.8, 4
"""Words of a sentence that says something, the share of them that says it again, and sentences that are remembered."""

_SECTOR = 14
"""Words with which a paragraph opens that tells of a part of the front."""
_BULLETINS = (":general-staff", ":commander-in-chief")
_QUIET = 2
"""Sentences in a row that tell of nothing without ending what somebody is read on from."""

_SERVED = frozenset(("infrastructure-damage", "civilian-harm"))
_SERVICES = (
    ":police",
    ":emergency-service",
    ":emergency-ministry",
    ":prosecutor-general",
    ":prosecutor-office",
    "-prosecutor",
    "-police",
    ":energy-ministry",
)


def _serves(teller: str) -> bool:
    """Whether a service or the operator of a network speaks: on what was hit, and whom, it is read on from."""
    operator = ":" not in teller and sources.kind_of_actor(teller) is None
    return operator or teller.endswith(_SERVICES)


_DETAILS = frozenset(("civilian-harm", "infrastructure-damage"))
"""What a sentence adds to the strike just told of: "Two employees were hospitalized."."""


class Continuing(Placing, Timing, Telling):
    """Reads a sentence in view of the one before."""

    def _stands_at(self, claim: Claim | None) -> int | None:
        """Where a claim told before stands among those of the report; None where it was taken back."""
        return next((i for i, each in enumerate(self.claims) if each is claim), None)

    def _ended(self, made: list[Claim], drafts: Sequence[Draft]) -> list[Claim]:
        """How an attack told just before ended is no attack of its own: "... атаковали. Атаки отражены"."""
        fended = any(d.inherited and d.frame.flip for d in drafts) and self.last_at == self.index - 1
        kept = list[Claim]()
        for claim in made:
            before = next(
                (
                    c for c in self.last
                    if fended and c.kind == claim.kind == "attack" and c.claimant == claim.claimant
                    and c.outcome in _OPEN and claim.outcome is Outcome.FAILURE and not claim.quantities
                    and set(c.locations) <= set(claim.locations)
                ),
                None,
            )  # fmt: skip
            at = self._stands_at(before)
            if before is None or at is None:
                kept.append(claim)
            else:
                self.claims[at] = changed(before, outcome=Outcome.FAILURE)
        return kept

    def _without_ends(self, said: Said, drafts: list[Draft]) -> list[Draft]:
        """An attacker who "suffered losses and withdrew" is how the attack ended, no claim of its own."""
        kept: list[Draft] = []
        for draft in drafts:
            frame = draft.frame
            who = (
                frame.target
                if frame.kind == "losses"
                else frame.agent
                if frame.kind == "withdrawal"
                else None
            )
            ends = bool(who) or frame.kind in ("losses", "withdrawal")
            attack = next(
                (k for k in kept if k.frame.kind == "attack" and ends and k.frame.agent == who), None
            )
            if (
                frame.kind == "withdrawal"
                and not draft.places
                and any(k.frame.kind == "losses" for k in kept)
            ):
                continue  # "suffered losses and had to withdraw"
            elsewhere = attack is not None and draft.places not in ([], attack.places)
            if attack is None or elsewhere or self.quantities_of(said, frame):
                kept.append(draft)
            else:
                attack.frame = attrs.evolve(attack.frame, outcome=Outcome.FAILURE)
        return kept

    def _adds(self, said: Said, draft: Draft, before: Claim) -> bool:
        """Whether an agency of a side goes on with what its side's officials told: "... also improved positions"."""
        side = self.source.side if self.source.kind is SourceKind.MEDIA else None
        if side is None or draft.chain or before.claimant == self.source.actor:
            return False
        return side_of_id(before.claimant) == side and self.lexicon.also.any_of(said.tokens.norms)

    def _shown_too(self, said: Said, draft: Draft, before: Claim) -> bool:
        """Whether footage goes on with what a think tank told: "ISW assesses that they advanced. Footage also shows ..."."""
        also = draft.stance is Stance.VERIFIES and self.lexicon.also.any_of(said.tokens.norms)
        if not also or draft.claimant != self.source.actor or before.claimant == draft.claimant:
            return False
        return ":" not in before.claimant and sources.get(before.claimant).kind is SourceKind.THINK_TANK

    def _continued(self, said: Said, draft: Draft) -> Draft:
        """A sentence that goes on about what an official just told is the official's as well."""
        last = self.last if self.last_at == self.index - 1 else []
        before = next((c for c in last if c.kind == draft.frame.kind), last[0] if last else None)
        if before and self._shown_too(said, draft, before):
            return attrs.evolve(draft, claimant=before.claimant, via=before.via)
        own = self.source.side is not None and self.source.kind is not SourceKind.MEDIA
        if before and self._adds(said, draft, before):
            return attrs.evolve(draft, claimant=before.claimant, via=before.via, stance=Stance.ASSERTS)
        if not (draft.chain or own) and (teller := self._teller(said, draft)):
            via = tuple(a for a in (self.source.actor,) if a != teller)
            weighs = before is not None and (before.claimant, before.stance) == (teller, Stance.ASSESSES)
            stance = (
                Stance.ASSESSES
                if weighs
                else Stance.CONFIRMS
                if self._admits(said, draft)
                else Stance.ASSERTS
            )
            told = attrs.evolve(draft, claimant=teller, via=via, stance=stance, explicit=True)
            return attrs.evolve(told, places=told.places or self._governed(told))
        if (
            before is None
            or draft.chain
            or own
            or not (
                draft.inherited
                or within_told(draft, before, self.gazetteer)
                or self._of_his_area(said, draft, before)
            )
        ):
            return draft
        if not draft.inherited and self._another_says(said):
            return draft
        counted = not before.locations and within_told(draft, before, self.gazetteer)
        if before.claimant == self.source.actor or not (counted or is_local(before.claimant)):
            return draft
        details = draft.inherited and draft.frame.kind in _DETAILS
        if not (self.lexicon.grammar.anew or details or within_told(draft, before, self.gazetteer)):
            return draft  # English news tells in its own voice what it attributes to nobody
        return attrs.evolve(draft, claimant=before.claimant, via=before.via, stance=Stance.ASSERTS)

    def _another_says(self, said: Said) -> bool:
        """Whether the sentence has a speaker whom nobody knows: "In the committee they maintain that ..."."""
        return not said.attributions and any(
            isinstance(m.value, Says) and not noun_word(said.tokens, m.head, self.lexicon)
            and self.lexicon.grammar.that.any_of(said.tokens.norms[m.end : m.end + 2])
            for m in said.matches
        )  # fmt: skip

    def _admits(self, said: Said, draft: Draft) -> bool:
        """Whether officials whom nobody names confirm it: "Officials also confirmed an attack on ..."."""
        return any(
            isinstance(m.value, Says) and m.value.stance is Stance.CONFIRMS and m.head < draft.frame.head
            and not noun_word(said.tokens, m.head, self.lexicon)
            for m in said.matches
        )  # fmt: skip

    def _teller(self, said: Said, draft: Draft) -> str | None:
        """The ministry, staff or unit that is still read from: more counted of that night's drones, or, as Russian and
        Ukrainian news go on without naming it again, what its troops did or had to face."""
        teller, at = self.spoke
        if teller is None or at != self.index - 1 or teller == self.source.actor or said.attributions:
            return None
        before = self.last[0] if self.last and self.last_at == at else None
        if before and before.kind in _WAVES and draft.frame.kind in _WAVES and not draft.places:
            return teller if teller.endswith(MILITARY) and teller == before.claimant else None
        anew = self.lexicon.grammar.anew
        wire = self.source.kind is not SourceKind.THINK_TANK and bool(anew)
        speaks = sources.kind_of_actor(teller) in _FORCES or teller.endswith(STAFFS)
        earlier = any(word.endswith(anew) for word in said.tokens.norms[:4])
        governs = is_head(teller)
        serves = draft.frame.kind in _SERVED and _serves(teller)
        watches = ":" not in teller and sources.kind_of_actor(teller) in _WATCHERS
        if (
            not (wire and (speaks or governs or watches or serves))
            or earlier
            or self._turns(said)
            or self._another_says(said)
        ):
            return None
        if watches:
            front = draft.frame.kind in _AT_THE_FRONT
            return teller if front and not self._new_paragraph(said) else None
        if serves:
            return None if self._new_paragraph(said) else teller
        if governs:
            here = any(self._in_his_area(teller, draft)) or (
                not draft.places and draft.frame.kind in _UNPLACED
            )
            goes_on = self.lexicon.classes["moreover"].any_of(said.tokens.norms[:1])
            return teller if here and (goes_on or not self._new_paragraph(said)) else None
        side, agent, kind = side_of_id(teller), side_of_id(draft.frame.agent), draft.frame.kind
        told = agent == side or (kind in _AT_THE_FRONT and (agent is None or kind not in TERRAIN))
        told = told or (
            agent is None and kind == "presence" and draft.inherited
        )  # «підрозділи утримують його північ»
        goes_on = not self._new_paragraph(said) or (teller.endswith(_BULLETINS) and self._on_sector(said))
        return teller if told and goes_on else None

    def _on_sector(self, said: Said) -> bool:
        """Whether a paragraph opens with a part of the front, as those of a bulletin do: «На Лиманському напрямку ворог ...»."""
        return self.lexicon.grammar.sector.any_of(said.tokens.norms[:_SECTOR])

    def _new_paragraph(self, said: Said) -> bool:
        """Whether a line ends between the sentence before and this one."""
        return "\n" in self.report.text[max(0, said.sentence.start - 3) : said.sentence.start]

    def _remember_speaker(self, said: Said) -> None:
        """Who told the sentence, whether it gave a claim or not; who is read on from stays."""
        tellers = [a.claimant for a in said.attributions if a.claimant and not (a.negated or a.nominal)]
        if tellers:
            self.spoke, self.quiet = (tellers[0], self.index), 0
        elif self.spoke[0] and self.spoke[1] == self.index - 1 and self.last_at == self.index:
            same = any(claim.claimant == self.spoke[0] for claim in self.last)
            self.spoke, self.quiet = (self.spoke[0], self.index) if same else (None, -1), 0
        elif self.spoke[0] and self.spoke[1] == self.index - 1 and self.quiet < _QUIET and not said.frames:
            self.spoke = self.spoke[0], self.index  # "The man was taken to hospital."
            self.quiet += 1

    def _turns(self, said: Said) -> bool:
        """Whether the sentence opens with a word that sets it against the one before."""
        return self.lexicon.grammar.turns.any_of(said.tokens.norms[:1])

    def _of_his_area(self, said: Said, draft: Draft, before: Claim) -> bool:
        """Whether a governor or mayor just told of his area, and the place is in it: "In Izium a man was injured"."""
        recalled = self.lexicon.earlier is not None and self.lexicon.earlier.any_of(said.tokens.norms)
        known = not recalled and draft.frame.kind in INHERITS
        return known and bool(draft.places) and all(self._in_his_area(before.claimant, draft))

    def _in_his_area(self, head: str, draft: Draft) -> list[bool]:
        """Of each place, whether it is in the governor's region, or the mayor's town."""
        return [
            self._rules_over(head, p.location.region) if place is None else is_at_home(head, place)
            for p in draft.places
            for place in (p.location.place,)
        ]

    def _again(self, said: Said, claim: Claim, drafts: Sequence[Draft]) -> bool:
        """A sentence without a place that goes on about what its speaker just told ("A fire broke out")."""
        if claim.kind == "prisoner-exchange" and any(
            b.kind == claim.kind and b.claimant == claim.claimant for b in self.last
        ):
            return True  # "... were returned. In exchange, ... were handed over"
        if self._word_for_word(said, claim):
            return True
        if not claim.locations:
            return any(
                b.kind == claim.kind and b.claimant == claim.claimant and not b.locations for b in self.last
            )
        frames = [d.frame for d in drafts if d.inherited and d.frame.kind == claim.kind]
        if not frames:
            return False
        if all(f.flip for f in frames) and any(_some_of(claim, before) for before in self.last):
            return True  # "the enemy tried 28 times ... 22 attacks were repelled"
        if any(is_told_again(claim, before) for before in self.last):
            return True
        if (
            claim.kind in (*STRIKES, "interception")
            and not claim.quantities
            and (not all(f.target for f in frames) or all(self._bare_blow(said, f) for f in frames))
            and any(same_but_text(claim, before) for before in self.last)
        ):
            return True  # "drones attacked the town ... People came under the enemy's strike"
        inherited = any(
            frame.target is None
            and (
                frame.end - frame.start == 1
                or (frame.flip and not claim.quantities)
                or frame.kind == "capture"
                or (frame.kind == "explosion" and not claim.quantities)
                or (frame.kind == "infrastructure-damage" and frame.definite and not claim.quantities)
            )
            for frame in frames
        )
        pointed = self._points(said) and any(d.explicit for d in drafts)
        definite = any(frame.definite for frame in frames)
        return inherited and any(
            (before.claimant == claim.claimant or self._passes_on(claim, before)) and before.stance is claim.stance
            and set(before.locations) <= set(claim.locations)
            and not (pointed and before.kind != claim.kind and claim.kind in GROUND)
            and (before.kind, claim.kind) != ("advance", "capture")
            and (similarity(before.kind, claim.kind) >= (0.5 if definite else 0.6) or is_that_strike(claim, before, definite))
            and (claim.kind not in ("civilian-harm", "infrastructure-damage") or claim.kind == before.kind != "civilian-harm")
            for before in self.last
        )  # fmt: skip

    def _word_for_word(self, said: Said, claim: Claim) -> bool:
        """Whether the sentence says in the same words what one of the last said, as a quotation repeats its headline, and
        of this nothing more."""
        words = _telling_words(said) if self.worded else frozenset()
        if len(words) < _SENTENCE:
            return False
        again = {
            span for span, told in self.worded
            if len(words & told) >= _REPEATED * min(len(words), len(told))
        }  # fmt: skip
        recent = takewhile(lambda c: c.span >= self.worded[0][0], reversed(self.claims)) if again else ()
        return any(
            before.span in again and same_where(claim, before) and set(claim.quantities) <= set(before.quantities)
            for before in recent
        )  # fmt: skip

    def _remember_words(self, said: Said) -> None:
        """In which words the last sentences were told."""
        words = _telling_words(said)
        if len(words) >= _SENTENCE:
            span = (said.sentence.start, said.sentence.end)
            self.worded = [*self.worded[1 - _REMEMBERED :], (span, words)]

    def _passes_on(self, claim: Claim, before: Claim) -> bool:
        """An outlet that goes on, in its own voice, about what somebody just told it: the capture of that very town, the
        strike."""
        outlet = self.source.kind is SourceKind.MEDIA or self.source.side is None
        same = claim.kind == before.kind == "capture" or (claim.kind in STRIKES and before.kind in STRIKES)
        return outlet and claim.claimant == self.source.actor and same

    def _detailed(self, made: list[Claim]) -> list[Claim]:
        """Where a sentence names what the one before told in general ("one of the last settlements in the
        region"), the particular claim takes the place and the time of the general one."""
        detailed = []
        for claim in made:
            vague = next((c for c in self.last if is_particular(claim, c, self.gazetteer)), None)
            vague = vague or next((c for c in self.last if is_that_attack(claim, c)), None)
            at = self._stands_at(vague)
            if vague is not None and at is not None:
                del self.claims[at]
                if claim.when is not None and not claim.when.stated:
                    claim = changed(claim, when=vague.when)
            detailed.append(claim)
        return detailed

    def _counted_on(self, said: Said, made: list[Claim], drafts: Sequence[Draft]) -> list[Claim]:
        """Harm or damage of the same speaker and places as the sentence before is one claim with what both count: "A man
        was killed. Two women were wounded"."""
        inherited = {d.frame.kind for d in drafts if d.inherited}
        if any(f.kind in STRIKES and not (f.background or f.definite) for f in said.frames):
            return made  # of another strike
        kept: list[Claim] = []
        for claim in made:
            before = next(
                (
                    c for c in self.last
                    if claim.kind in inherited & _SERVED and same_but_text(claim, c) and (c.when == claim.when or not said.times)
                ),
                None,
            )  # fmt: skip
            at = self._stands_at(before)
            if before is None or at is None:
                kept.append(claim)
            else:
                more = tuple(q for q in claim.quantities if q not in before.quantities)
                self.claims[at] = changed(before, quantities=(*before.quantities, *more))
                self.last = [self.claims[at] if c is before else c for c in self.last]
                self.last_at = self.index
        return kept

    def _stood(self, said: Said, frame: Frame) -> bool:
        """Whether aircraft were destroyed on the ground, at the air base told of before."""
        base = any(
            at.place is not None and at.place.kind is PlaceKind.SITE for c in self.last for at in c.locations
        )
        return base and {q.unit for q in self.quantities_of(said, frame)} == {"aircraft"}

    def _that_strike(self, said: Said, frame: Frame) -> str:
        """The kind of "the attack" behind a sentence that told of drones or missiles and of no ground attack."""
        told = self.struck if self.struck_at >= self.index - 1 else None
        named = self.lexicon.doing.any_of(said.tokens.norms[slice(*sorted((frame.start, frame.head)))])
        named = named or said.tokens.norms[frame.head] in self.lexicon.doing
        return told if told and named else frame.kind

    def _bare_blow(self, said: Said, frame: Frame) -> bool:
        """Whether a sentence tells of a blow without the weapon or the place: «По словам губернатора, удар пришелся по дому»."""
        names = self.lexicon.doing.any_of(said.tokens.norms[frame.start : frame.start + 1])
        if frame.kind not in SALVOES or not names or any(p.role is Role.PLACE for p in said.places):
            return False
        return not any(self.lexicon.classes[c].any_of(said.tokens.norms) for c in ("airpower", "aerial"))

    def _remember_strike(self, said: Said) -> None:
        """What kind of strike a sentence told of, whether it had a place or not."""
        kinds = [
            f.kind for f in said.frames
            if not (f.irrealis or f.negated or (f.background and f.kind not in SALVOES))
        ]  # fmt: skip
        if any(kind in GROUND for kind in kinds):
            self.struck = None
        for kind in kinds:
            if kind in (*SALVOES, "interception"):
                self.struck = "air-drone-strike" if kind == "interception" else kind
                self.struck_at = self.index
                return


def _some_of(claim: Claim, before: Claim) -> bool:
    """Whether it counts attacks of those just counted by the same speaker in the same places."""
    whole = max((q.value for q in before.quantities if q.unit == "attack"), default=0.0)
    part = max((q.value for q in claim.quantities if q.unit == "attack"), default=0.0)
    same = before.kind == claim.kind and before.claimant == claim.claimant
    return same and 0 < part <= whole and set(before.locations) <= set(claim.locations)


def _telling_words(said: Said) -> frozenset[str]:
    """The longer words of a sentence."""
    return frozenset(word for word in said.tokens.norms if len(word) > _SHORT and word.isalpha())
