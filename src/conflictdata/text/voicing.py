"""Who says what a sentence tells, and how: the claimant, the stance, the hedge, what is denied or set right."""

from __future__ import annotations

from collections.abc import Sequence

from conflictdata import sources
from conflictdata.model import Claim, SourceKind, Stance
from conflictdata.places import Role
from conflictdata.taxonomy import similarity
from conflictdata.text.attribution import Attribution
from conflictdata.text.draft import Draft, Reading, Said
from conflictdata.text.frames import Frame
from conflictdata.text.lexicon import Lexicon, Says, Value
from conflictdata.text.mentions import opposite, side_of_id
from conflictdata.text.merging import changed
from conflictdata.text.modality import perhaps_did
from conflictdata.text.patterns import Match
from conflictdata.text.reading import points_back
from conflictdata.text.reporting import noun_word
from conflictdata.text.whereabouts import is_country

TERRAIN = frozenset(("advance", "presence", "capture", "withdrawal"))
"""Kinds that tell who holds what ground."""

_INFERRED = frozenset(("attack", "armed-clash", "clearing", "movement", "other"))
"""Kinds beside those that a think tank, in its own word, infers from many reports; the rest it passes on as known."""

_SURE = (Stance.VERIFIES, Stance.CONFIRMS)

_OPENING = 4
"""Words of a sentence that may say that it names what the one before counted."""

_ASSESSORS = frozenset(("uk:mod",))
"""Ministries that tell of a war they do not fight in assessments."""
_TREND = 8
"""Words before a happening among which a "continued" makes it a trend."""


class Voicing(Reading):
    """Finds the voice in which a frame is told."""

    def _set_right(self, said: Said, denial: Match[Value]) -> list[Claim]:
        """What a party or a blogger says of what was told just before: "Появились сообщения о взятии ... Это не так."
        What it passed on itself becomes the denial."""
        voice = self.source.side is not None and self.source.kind is not SourceKind.MEDIA
        points = denial.start <= 3 and self.lexicon.back.any_of(said.tokens.norms[: denial.start + 1])
        given = [
            a.claimant for a in said.attributions if a.said == (0, 0)
        ]  # "Это не так. Об этом сообщил штаб"
        if len(said.attributions) == 1 and not given and not said.frames:
            given = [said.attributions[0].claimant]  # «Це не відповідає дійсності», — сказав речник
        speaker = given[0] if given else self.source.actor
        if not (given or voice) or not points or len(given) < len(said.attributions):
            return []
        if speaker is None or self.last_at != self.index - 1:
            return []
        wrong = [claim for claim in self.last if claim.stance is not Stance.DENIES]
        self.claims = [c for c in self.claims if not any(c is w and c.claimant == speaker for w in wrong)]
        via = tuple(actor for actor in (self.source.actor,) if actor != speaker)
        return [changed(c, claimant=speaker, via=via, stance=Stance.DENIES) for c in wrong]

    def _only_speaks(self, said: Said) -> bool:
        """A sentence that only says who told the one before: "Об этом сообщил губернатор"."""
        speaks = any(a.claimant == self.last[0].claimant for a in said.attributions) if self.last else False
        return speaks and not said.frames and self.last_at == self.index - 1

    def _denied(self, said: Said) -> bool:
        """Whether what did not happen is told as a denial: "we deny it: our units have not left, the town is ours"."""
        denied = any(a.stance is Stance.DENIES and not a.nominal for a in said.attributions)
        return denied or self.lexicon.grammar.contrary.any_of(said.tokens.norms)

    def _answers_others(self, said: Said, frame: Frame) -> bool:
        """Whether what did not happen is what others tell: "there is no encirclement, of which ... speaks"."""
        none = self.lexicon.none.any_of(said.tokens.norms[max(0, frame.start - 3) : frame.start])
        noun = frame.start == 0 and frame.end == 1  # "Encirclement there is none"
        return none or noun or any(a.claimant and not a.covers(frame.head) for a in said.attributions)

    def _enemy_holds(self, frame: Frame) -> bool:
        """Of a party's own voice: that the other side is, or is not, in a place."""
        enemy = opposite(self.source.side)
        return frame.kind == "presence" and enemy is not None and side_of_id(frame.agent) == enemy

    def _officer(self, said: Said, frame: Frame) -> str | None:
        """Whom an officer of no named side speaks for who says what the other side has not done: "A battalion
        commander stated that Russian forces have not entered the plant"."""
        enemy, titles = opposite(side_of_id(frame.agent)), self.lexicon.speakers.get("title")
        if enemy is None or titles is None or said.attributions:
            return None
        norms = said.tokens.norms
        for match in said.matches:
            says = isinstance(match.value, Says) and match.value.stance in (Stance.ASSERTS, Stance.DENIES)
            if says and 0 < match.start <= 6 and match.end <= frame.head:
                before = norms[: match.start]
                if titles.any_of(before[-2:]) and not any(self.lexicon.side_of(word) for word in before):
                    return f"{enemy}:armed-forces"
        return None

    def _sets_right(self, said: Said, chain: tuple[Attribution, ...]) -> bool:
        """ "We deny: our units have not left, the town is under our control": behind the colon stands the truth."""
        return any(f.negated for f in said.frames) and any(
            a.stance is Stance.DENIES and ":" in said.tokens.norms[max(0, a.scope[0] - 1) : a.scope[0] + 1]
            for a in chain
        )

    def _speaker(self, chain: tuple[Attribution, ...]) -> tuple[str, tuple[str, ...], Stance]:
        narrator = self.source.actor
        denied = any(a.stance is Stance.DENIES and not a.nominal for a in chain)
        speakers = [a.claimant for a in chain if a.claimant and not (denied and a.nominal)]
        claimant = speakers[-1] if speakers else narrator
        stance = chain[-1].stance if chain else Stance.ASSERTS
        if chain and chain[-1].evidence and not chain[-1].claimant and len(chain) > 1:
            stance = next((a.stance for a in chain if a.stance is Stance.VERIFIES), stance)
        shown = any(a.evidence and not a.claimant and a.stance is Stance.VERIFIES for a in chain)
        if shown and stance is Stance.ASSERTS and chain[-1].inverse:
            stance = Stance.VERIFIES  # "geolocated footage shows ..., the institute's report says"
        if denied and (stance is Stance.ASSERTS or chain[-1].nominal):
            stance = Stance.DENIES
        if stance is Stance.ASSERTS and side_of_id(claimant):
            own = [a.stance for a in chain if a.claimant and side_of_id(a.claimant) == side_of_id(claimant)]
            stance = next((s for s in own if s is Stance.CONFIRMS), stance)
        elif stance is Stance.ASSERTS:  # "its experts confirmed a hit, the agency said"
            stance = next((a.stance for a in chain if a.claimant == claimant and a.stance in _SURE), stance)
        passed: list[str] = []
        for actor in (narrator, *speakers[:-1]):
            if actor != claimant and actor not in passed:
                passed.append(actor)
        return claimant, tuple(passed), stance

    def _answers(self, claimant: str, frame: Frame) -> bool:
        """The frame fends off what another side's claim said before: a denial of its success."""
        return any(
            claim.claimant != claimant
            and similarity(claim.kind, frame.kind) >= 0.5
            and claim.stance is not Stance.DENIES
            for claim in self.claims[-6:]
        )

    def _think_tank(
        self, said: Said, claimant: str, stance: Stance, frame: Frame, chain: tuple[Attribution, ...]
    ) -> Stance:
        if stance is Stance.ASSERTS and claimant in _ASSESSORS:
            return Stance.ASSESSES
        if stance is not Stance.ASSERTS or sources.get(claimant).kind is not SourceKind.THINK_TANK:
            return stance
        if not chain and frame.reported:
            return stance  # "are reportedly operating": what somebody else reports
        if not chain and _passed_on(said, frame, self.lexicon):
            return stance
        shown = any(a.evidence for a in chain)
        if frame.kind in TERRAIN or (claimant == self.source.actor and not shown):
            return Stance.ASSESSES
        if claimant != self.source.actor and not shown:
            return stance
        trend = self.lexicon.realis.any_of(said.tokens.norms[max(0, frame.head - _TREND) : frame.head])
        inferred = trend or frame.kind in _INFERRED or self._hedged(said, frame, chain)
        return Stance.ASSESSES if inferred else stance

    def _hedged(self, said: Said, frame: Frame, chain: tuple[Attribution, ...]) -> bool:
        zones = [(max(0, frame.head - 12), min(len(said.tokens), frame.head + 4)), *(a.said for a in chain)]
        return any(
            self.lexicon.hedge.any_of(said.tokens.norms[low:high])
            or (
                (
                    self.lexicon.grammar.perhaps.any_of(said.tokens.norms[low:high])
                    or self.lexicon.modal.any_of(said.tokens.norms[low:high])
                )
                and any(
                    perhaps_did(said.tokens, index, index + 4, self.lexicon) for index in range(low, high)
                )
            )
            for low, high in zones
        )

    def _names(self, said: Said) -> list[Claim]:
        """The places that were only counted before: "... took five villages. They are X, Y and Z"."""
        opening = " ".join(said.tokens.norms[:_OPENING])
        if (
            said.frames
            or self.last_at < self.index - 2
            or not opening.startswith(self.lexicon.grammar.names_them)
        ):
            return []
        counted = [
            c for c in self.last
            if c.kind in TERRAIN and not c.locations and any(q.unit == "settlement" for q in c.quantities)
        ]  # fmt: skip
        named = [p for p in said.places if p.role is Role.PLACE and not is_country(p)]
        whole = next(
            (
                c
                for c in counted[:1]
                for q in c.quantities
                if q.unit == "settlement" and q.value == len(named)
            ),
            None,
        )
        self.claims = [c for c in self.claims if c is not whole]  # all of them are named
        return [
            changed(claim, locations=(p.location,), quantities=(), span=(said.sentence.start, said.sentence.end),
                    text=self.report.text[said.sentence.start : said.sentence.end])
            for claim in counted[:1] for p in named
        ]  # fmt: skip

    def _about_before(
        self, said: Said, drafts: Sequence[Draft], made: Sequence[Claim], *, denied: bool
    ) -> list[Claim]:
        """Stances on what was told before: "CNN has verified the locations", "but a milblogger refuted the claim"."""
        for attribution in reversed(said.attributions):
            stance = Stance.DENIES if denied else attribution.stance
            if attribution.negated or stance not in (Stance.VERIFIES, Stance.CONFIRMS, Stance.DENIES):
                continue
            if any(attribution.covers(d.frame.head) for d in drafts) or not points_back(
                said, attribution, self.lexicon
            ):
                continue
            several = str(attribution.claimant).endswith(
                ":milbloggers"
            )  # "..., while another blogger denied it"
            others = [c for c in made if c.claimant != attribution.claimant]
            if self.last and not attribution.answers:  # "Kyiv denied the claims and the guard said ..."
                earlier = {d.claimant for d in drafts if d.frame.head < attribution.said[0]}
                others = [c for c in others if c.claimant in earlier]
            before = others or [c for c in self.last if c.claimant != attribution.claimant]
            before = before or (list(made) if several else [])
            if stance is Stance.VERIFIES:  # an outlet that checked what it tells itself
                before = before or self.last
            if attribution.claimant is None or not before:
                continue
            first = before[0]
            about = [c for c in before if c.kind == first.kind]
            via = tuple(a for a in (self.source.actor,) if a != attribution.claimant)
            start, end = said.sentence.start, said.sentence.end
            return [
                Claim(
                    report=self.report.id, span=(start, end), text=self.report.text[start:end],
                    claimant=attribution.claimant, via=via, stance=stance, kind=first.kind, agent=first.agent,
                    target=first.target, outcome=first.outcome, when=first.when,
                    locations=tuple(dict.fromkeys(loc for c in about for loc in c.locations)),
                )
            ]  # fmt: skip
        return []


def _passed_on(said: Said, frame: Frame, lexicon: Lexicon) -> bool:
    """Whether somebody unnamed told it: "residents reported that ..."."""
    return any(
        isinstance(match.value, Says) and match.value.stance is Stance.ASSERTS
        and match.end <= frame.head and not noun_word(said.tokens, match.head, lexicon)
        and lexicon.grammar.that.any_of(said.tokens.norms[match.end : match.end + 1])
        for match in said.matches
    )  # fmt: skip
