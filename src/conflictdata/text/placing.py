"""Where the things a sentence tells happened: its own places, those it points back to, the speaker's."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from conflictdata.model import LocationPrecision, PlaceKind, Relation, Stance
from conflictdata.places import PlaceMention, Role
from conflictdata.taxonomy import similarity
from conflictdata.text.clauses import fronts, of_clause, of_office, opens_clause, told_about
from conflictdata.text.draft import DIRECTIONS, Draft, Said
from conflictdata.text.lexicon import Refers
from conflictdata.text.mentions import side_of_id
from conflictdata.text.named_places import GROUND, NamedPlaces
from conflictdata.text.narrowing import FINE, finest, governed, is_water, location_holds, runs_on
from conflictdata.text.seats import INHERITS, is_at_home, is_head
from conflictdata.text.struck import STRIKES
from conflictdata.text.whereabouts import (
    distinct,
    far_flung,
    in_speaker,
    is_country,
    is_local,
    is_town,
    of_plan,
    of_sectors,
    region_of_town,
    said_of_it,
    within_km,
)

JOINED = frozenset((("attack", "advance"), ("attack", "capture"), ("presence", "attack")))
"""Kinds of which the second is told of the place of the first, where an "and" joins them."""

_SPOKEN_OF = 5
"""Sentences for which a governor goes on about the town he named."""

_JOINT = 2
"""Words, at the most, from a verb to another that it is joined to: "and then cleared"."""

_POINTED = 4
"""Sentences, at the most, back to the place that "there" or "the village" means."""

_CLAUSE = 8
"""Words, at the most, from a "where" to the verb of its clause."""

_DASHES = frozenset(("–", "—", "-"))

_RECALLED = 3
"""Words, at the most, from a verb to the place that is its object."""


class Placing(NamedPlaces):
    """Gives places to the drafts of a sentence."""

    def _finest(self, places: Sequence[PlaceMention]) -> list[PlaceMention]:
        return finest(places, self.lexicon, self.gazetteer, self.report.text)

    def _place(self, said: Said, drafts: list[Draft], mentions: list[tuple[PlaceMention, int]]) -> None:
        for mention, token in mentions if drafts else ():
            if any(
                a.inverse and a.said[0] <= token < a.said[1] and not told_about(said, a, token, self.lexicon)
                for a in said.attributions
            ) or of_office(said, mention, token, self.lexicon):
                continue
            if any(
                a.negated and a.covers(token) and not any(a.covers(d.frame.head) for d in drafts)
                for a in said.attributions
            ):
                continue  # "did not report the loss of Ukrainsk, but said ..."
            owner = self._owner(said, drafts, mention, token)
            if owner is not None and not of_plan(said, owner, mention, token):
                owner.places.append(mention)
        for index, draft in enumerate(drafts):
            draft.places = self._without_recalled(said, draft)
            if draft.places:
                draft.places = [
                    governed(p, self._seat(draft.claimant), self.gazetteer, self.lang) for p in draft.places
                ]
                draft.places = of_clause(said, self._without_homes(said, draft), draft, self.lexicon)
                draft.places = self._taken_town(said, draft) or self._left_behind(said, draft)
                held = distinct(self._behind_front(said, draft))
                draft.places = held if of_sectors(said, held, self.lexicon) else self._finest(held)
                if all(
                    runs_on(place) for place in draft.places
                ):  # "the western bank of the ... in Kherson Oblast"
                    draft.places = self._holders(said) or draft.places
                continue
            if draft.frame.aside:
                draft.places = self._told_of(said, draft, drafts[:index], mentions)
                continue
            if draft.claimant and self._of_country(said, draft):
                continue  # "..., as Kyiv said Ukraine had been attacked"
            if there := self._where(said, draft):
                draft.places = there
                continue
            if self._came_to(said, draft, drafts[index + 1 : index + 2]):
                continue
            if shared := self._shared_object(said, draft, drafts[index + 1 : index + 2]):
                draft.places = shared
                continue
            own = [d.places for d in drafts[:index][::-1] if d.places and d.claimant == draft.claimant]
            own += [d.places for d in drafts[index + 1 :] if d.places and d.claimant == draft.claimant]
            near = own + [d.places for d in drafts[:index][::-1] if d.places and self._may_share(d, draft)]
            if draft.frame.kind in STRIKES:  # where drones were shot down is not where others struck
                near = [
                    p for p in near if any(d.places is p and d.frame.kind != "interception" for d in drafts)
                ]
            if near:
                answered = any(self._answers_back(said, draft, d) for d in drafts if d.places == near[0])
                fronted = bool(mentions) and mentions[0][1] < min(d.frame.head for d in drafts)
                if (
                    draft.frame.kind in INHERITS
                    or draft.frame.background
                    or answered
                    or self._points(said)
                    or self.lexicon.grammar.it.any_of(
                        said.tokens.norms[draft.frame.end : draft.frame.end + 1]
                    )
                    or (fronted and draft.frame.kind != "presence")
                    or said_of_it(said, draft)
                    or self._joined(said, draft, drafts[:index])
                    or self._leads_to(said, draft, drafts[index + 1 : index + 2])
                    or self._fended(draft, drafts[:index])
                ):
                    seat = self._seat(draft.claimant)
                    there = [governed(p, seat, self.gazetteer, self.lang) for p in near[0]]
                    draft.places = self._finest(distinct(there))
                    draft.inherited = any(d.inherited and d.places == near[0] for d in drafts)
                continue
            if _on_country(said, draft):
                continue
            inherited = _in_reach(draft, distinct(self._inherited(said, draft)))
            inherited = [
                governed(p, self._seat(draft.claimant), self.gazetteer, self.lang) for p in inherited
            ]
            draft.places = [] if far_flung(inherited) else inherited
            draft.inherited = bool(draft.places)

    def _shared_object(self, said: Said, draft: Draft, following: Sequence[Draft]) -> list[PlaceMention]:
        """The places of the second of two verbs that one "and" joins, for the first: "seized and cleared Robotyne"."""
        end = draft.frame.end
        joined = self.lexicon.grammar.and_.any_of(said.tokens.norms[end : end + 1])
        return [
            place for other in following for place in self._finest(distinct(other.places))
            if joined and other.frame.start <= end + _JOINT and other.claimant == draft.claimant
            and draft.frame.kind in (*GROUND, *STRIKES, "clearing") and said.tokens.at(place.start) > other.frame.head
        ]  # fmt: skip

    def _where(self, said: Said, draft: Draft) -> list[PlaceMention]:
        """The place right before the "where" that opens its clause: "the border with the Kursk region, where fighting goes on"."""
        grammar, norms = self.lexicon.grammar, said.tokens.norms
        low = max(1, draft.frame.head - _CLAUSE)
        opens = next((i for i in range(draft.frame.head - 1, low, -1) if norms[i] in grammar.where), 0)
        end = opens - 1 if norms[max(0, opens - 1)] == "," else opens
        if not opens or any(opens < d.head < draft.frame.start for d in said.frames):
            return []
        return [p for p in said.places if p.role is Role.PLACE and said.tokens.at(p.end - 1) + 1 == end]

    def _came_to(self, said: Said, draft: Draft, following: Sequence[Draft]) -> bool:
        """Whether an attack without a place of its own only tells how the place behind was taken: "carried out an offensive
        operation, liberating the village", "attacked and captured Krynky"."""
        grammar, norms = self.lexicon.grammar, said.tokens.norms
        return draft.frame.kind == "attack" and not draft.frame.flip and any(
            other.frame.kind == "capture" and other.places and other.frame.agent == draft.frame.agent
            and (norms[other.frame.head].endswith(self.lexicon.participle) or grammar.and_.any_of(norms[other.frame.start - 1 : other.frame.start]))
            for other in following
        )  # fmt: skip

    def _may_share(self, told: Draft, draft: Draft) -> bool:
        """Whether what another speaker told before may have happened in the same place: not where each has a region of
        his own."""
        other = told.claimant != draft.claimant
        return other and not (self._seat(told.claimant) and self._seat(draft.claimant))

    def _without_recalled(self, said: Said, draft: Draft) -> list[PlaceMention]:
        """Without the place of what a clause before only dates it by: "after they took Avdiivka, they advanced towards
        Pokrovsk"."""
        recalled = [
            f.head for f in said.frames
            if f.background and f.kind in GROUND and f.head < draft.frame.head
            and "," in said.tokens.norms[f.head : draft.frame.head]
        ]  # fmt: skip
        own = [
            p for p in draft.places
            if not any(0 < said.tokens.at(p.start) - head <= _RECALLED for head in recalled)
        ]  # fmt: skip
        return own or draft.places

    def _without_homes(self, said: Said, draft: Draft) -> list[PlaceMention]:
        """Without where those who were harmed elsewhere live: "a resident of Nikopol was killed in Marhanets"."""
        people, of = self.lexicon.classes.get("resident"), self.lexicon.grammar.of
        if draft.frame.kind != "civilian-harm" or people is None:
            return draft.places
        ends = ((p, said.tokens.at(p.outer[0])) for p in draft.places)
        away = [
            p for p, at in ends
            if of.any_of(said.tokens.norms[max(0, at - 1) : at]) and people.any_of(said.tokens.norms[max(0, at - 2) : at])
        ]  # fmt: skip
        return [p for p in draft.places if p not in away] or draft.places

    def _told_of(
        self, said: Said, draft: Draft, before: Sequence[Draft], mentions: Sequence[tuple[PlaceMention, int]]
    ) -> list[PlaceMention]:
        """The place right before a relative clause that claims something of it."""
        told = next((d.places for d in reversed(before) if d.places), [])
        return told[-1:] or [place for place, token in mentions if token < draft.frame.start][-1:]

    def _fended(self, draft: Draft, before: Sequence[Draft]) -> bool:
        """Whether what flew there was shot down: "struck the plant with drones, all drones were downed"."""
        struck = next((d for d in reversed(before) if d.frame.kind in STRIKES), None)
        return draft.frame.kind == "interception" and struck is not None and struck.claimant == draft.claimant

    def _joined(self, said: Said, draft: Draft, before: Sequence[Draft]) -> bool:
        """An advance told in one breath with the attack: "continued offensive operations near X and advanced"; an attack
        with what is held: "hold positions north of X and have conducted attacks"."""
        joined = self.lexicon.grammar.and_.any_of(
            said.tokens.norms[max(0, draft.frame.start - 1) : draft.frame.start]
        )
        last = before[-1] if before else None
        return (
            joined and last is not None and (last.frame.kind, draft.frame.kind) in JOINED
            and last.claimant == draft.claimant and draft.frame.agent == last.frame.agent
        )  # fmt: skip

    def _leads_to(self, said: Said, draft: Draft, following: Sequence[Draft]) -> bool:
        """Whether one "and" joins it with what its troops did at the place that stands behind both: "liberated seven
        settlements and cleared nine others near Dobropillya"."""
        return any(
            self.lexicon.grammar.and_.any_of(said.tokens.norms[max(0, later.frame.start - 1) : later.frame.start])
            and later.claimant == draft.claimant and later.frame.agent == draft.frame.agent is not None
            and later.frame.kind in (*GROUND, "clearing") and all(said.tokens.at(p.start) > later.frame.head for p in later.places)
            and "," not in said.tokens.norms[draft.frame.head : later.frame.start]
            for later in following
        )  # fmt: skip

    def _without_sectors(self, drafts: Sequence[Draft]) -> None:
        """Give what is told of a sector the settlements that a clause behind tells it of: "in the Lyman direction they made
        19 attacks, trying to advance near Torske"."""
        for draft, later in itertools.combinations(drafts, 2):
            told, again = (
                (d.frame.kind, d.claimant, d.frame.agent, _only_sectors(d.places)) for d in (draft, later)
            )
            finer = all(p.location.precision in FINE for p in later.places) and not later.inherited
            if told == (*again[:3], True) and later.places and not again[3] and finer:
                draft.places = list(later.places)

    def _taken_town(self, said: Said, draft: Draft) -> list[PlaceMention]:
        """The town told of before, where the one taken is that and only a sector is named: "captured the town
        during an offensive in the Lyman direction"."""
        sectors = all(
            p.location.relation is Relation.DIRECTION
            or self.lexicon.grammar.sector.any_of(
                said.tokens.norms[(at := said.tokens.at(p.end - 1) + 1) : at + 1]
            )
            for p in draft.places
        )
        if draft.frame.kind != "capture" or not sectors or self.index - self.last_region_at > 2:
            return []
        towns = self.last_region if self._points(said) else []
        return towns if all(p.location.precision in FINE for p in towns) else []

    def _of_country(self, said: Said, draft: Draft) -> bool:
        """Whether what a speaker of its own says happened is told of a whole country."""
        if not draft.chain or draft.frame.kind not in STRIKES:
            return False
        low = draft.chain[-1].scope[0]
        return any(
            is_country(p) and low <= said.tokens.at(p.start) <= draft.frame.end for p in said.places
        ) and any(a.claimant and a.claimant != draft.claimant for a in said.attributions)

    def _answers_back(self, said: Said, draft: Draft, other: Draft) -> bool:
        """Whether a second speaker, behind a "but", speaks of what the first one told."""
        if draft.claimant == other.claimant or not draft.chain:
            return False
        between = said.tokens.norms[other.frame.head : draft.chain[-1].said[0]]
        return self.lexicon.grammar.turns.any_of(between)

    def _behind_front(self, said: Said, draft: Draft) -> list[PlaceMention]:
        """Without a fronted "near X" that only frames the places behind the verb."""
        first, *rest = draft.places
        fronted = said.tokens.at(first.start) < draft.frame.head
        if rest and fronted and first.location.relation in (Relation.NEAR, Relation.DIRECTION, *DIRECTIONS):
            behind = [p for p in rest if said.tokens.at(p.start) > draft.frame.head and not is_water(p)]
            sector = first.location.relation is Relation.DIRECTION  # some are called after a far town
            if behind and (sector or all(within_km(first, p, 60) for p in behind)):
                return rest
        return draft.places

    def _left_behind(self, said: Said, draft: Draft) -> list[PlaceMention]:
        """Of the places of a withdrawal only those it was from, if any stand behind "from"; of those of a movement
        not where it leads."""
        if draft.frame.kind == "movement":
            there = [p for p in draft.places if not self._from(said, said.tokens.at(p.outer[0]))]
            here = [p for p in there or draft.places if p.location.relation is not Relation.DIRECTION]
            return here or draft.places
        if draft.frame.kind not in ("withdrawal", "evacuation"):
            return draft.places
        goals = (Relation.DIRECTION, Relation.ALONG)
        left = [
            p for p in draft.places
            if p.location.relation not in goals and self._from(said, said.tokens.at(p.outer[0]))
        ]  # fmt: skip
        return left or draft.places

    def _owner(self, said: Said, drafts: list[Draft], mention: PlaceMention, token: int) -> Draft | None:
        scope = [
            d
            for d in drafts
            if all(
                a.covers(token)
                or a.inverse
                or not a.covers(d.frame.head)
                or fronts(said, token, a.said[0], self.lexicon)
                for a in d.chain
            )
            and not _of_other_speaker(said, d, token)
        ]
        spoken = any(a.claimant and a.said[0] <= token < a.said[1] for d in drafts for a in d.chain)
        spoken = spoken or self._speaks_there(said, token)
        spoken = spoken or any(
            a.claimant and a.covers(token) and not (a.inverse or any(a.covers(d.frame.head) for d in drafts))
            for a in said.attributions
        )  # "denied that they crossed near X and stated that they are blocked near Y"
        scope = scope or [d for d in drafts if len(drafts) == 1 and not spoken]
        alone = all(d.frame.background and not d.places for d in scope)
        scope = [
            d for d in scope
            if not d.frame.background or -12 <= token - d.frame.head <= (12 if alone else 6) or self._lists_on(said, d, mention)
        ]  # fmt: skip
        before = [d for d in scope if d.frame.head < token]
        after = [d for d in scope if d.frame.head >= token and not self._recalls(said, d)]
        if before and before[-1].places and _not_there(said, before[-1], token):
            before = []
        if after and not before and self._of_undone(said, drafts, token, after[0]):
            return None
        if not before or not after:
            return before[-1] if before else (after[0] if after else None)
        left, right = before[-1], after[0]
        if opens_clause(said, token, self.lexicon):
            return right
        norms = said.tokens.norms
        bounds = self.lexicon.grammar.bounds
        cut_left = bounds.any_of(norms[left.frame.head : token])
        if ";" in norms[left.frame.head : token] and ";" not in norms[token : right.frame.head]:
            return right
        behind = said.tokens.at(mention.end - 1) + 1
        if norms[behind : behind + 1] != () and norms[behind] in _DASHES:  # «на Вінниччині – пожежа»
            behind += 1
        if cut_left:
            behind = self._past_listed(said, behind, right.frame.start)
        ahead = norms[behind : right.frame.head]
        cut_right = bounds.any_of(ahead) or ":" in ahead
        return right if cut_left and not cut_right else left

    def _past_listed(self, said: Said, behind: int, until: int) -> int:
        """Past the places that a list joins to the one before: «идут бои, Гончаровка и Гуево под контролем»."""
        for place in said.places:
            first = said.tokens.at(place.outer[0])
            if behind < first <= min(behind + 2, until) and place.role is Role.PLACE:
                between = said.tokens.norms[behind:first]
                if not all(word == "," or self.lexicon.grammar.lists.any_of((word,)) for word in between):
                    break
                behind = said.tokens.at(place.end - 1) + 1
        return behind

    def _speaks_there(self, said: Said, token: int) -> bool:
        """Whether it is where the speaker speaks: "Speaking in Brussels, the president said"."""
        speaking = self.lexicon.classes.get("speaking")
        before = any(a.claimant and token < a.said[0] for a in said.attributions)
        return (
            before
            and speaking is not None
            and speaking.any_of(said.tokens.norms[max(0, token - _CLAUSE) : token])
        )

    def _of_undone(self, said: Said, drafts: list[Draft], token: int, draft: Draft) -> bool:
        """Whether it is where something has not happened, before what has: "did not attack near X and shelled Y"."""
        grammar, norms = self.lexicon.grammar, said.tokens.norms
        told = {d.frame.head for d in drafts}
        undone = max(
            (
                f.head
                for f in said.frames
                if (f.negated or f.irrealis) and f.head < token and f.head not in told
            ),
            default=None,
        )
        joined = grammar.and_.any_of(norms[token : draft.frame.start])
        return undone is not None and joined and not grammar.bounds.any_of(norms[undone:token])

    def _recalls(self, said: Said, draft: Draft) -> bool:
        """Whether it is only recalled to date what stands before, by a participle whose place follows: "have made no gains
        since capturing Soledar"."""
        head, norms = draft.frame.head, said.tokens.norms
        dated = self.lexicon.background.any_of(norms[max(0, head - 1) : head])
        return dated and draft.frame.background and norms[head].endswith(self.lexicon.participle)

    def _lists_on(self, said: Said, draft: Draft, mention: PlaceMention) -> bool:
        """Whether a place goes on with the list of those told before: «постраждали Вовчанськ, Білий Колодязь та Липці»."""
        if not draft.places:
            return False
        end = said.tokens.at(draft.places[-1].end - 1) + 1
        between = said.tokens.norms[end : said.tokens.at(mention.start)]
        joins, lists = self.lexicon.grammar.and_, self.lexicon.listing
        return bool(between) and all(
            word == "," or word in joins or word in lists or len(word) < 3 for word in between
        )

    def _inherited(self, said: Said, draft: Draft) -> list[PlaceMention]:
        """Where a frame without a place of its own happened: as the sentence, the speaker's office or what was
        told before let a reader conclude."""
        if said.happened and not draft.frame.background:
            return self._finest(said.happened)
        pointers = {m.value.to for m in said.matches if isinstance(m.value, Refers)}
        refers = self._points(said)
        follows = "event" in pointers or refers or draft.frame.definite or self._continues(said, draft)
        recent = self.index - self.last_region_at
        if own := self._holders(said):
            inner = [p for p, _ in self._mentions(said) if p.location.precision in FINE]
            inner = [p for p in inner if location_holds(own[0].location, p.location, self.gazetteer)]
            return inner if len(inner) == 1 and draft.frame.kind in GROUND else own
        elsewhere = [
            p for p, at in self._mentions(said)
            if not in_speaker(draft, at) and not of_plan(said, draft, p, at)
        ]  # fmt: skip
        if follows and self.last and not draft.chain:  # what another says is hit is another thing
            elsewhere = [
                p for p in elsewhere
                if not any(a.claimant and a.covers(said.tokens.at(p.start)) for a in said.attributions)
            ]  # fmt: skip
        if follows and elsewhere:
            return self._finest(elsewhere)
        towns = [p for p, _ in self._mentions(said) if p.location.precision is LocationPrecision.SETTLEMENT]
        if (
            refers and not towns and draft.frame.background
        ):  # "spoke in Kyiv amid rubble from strikes on the city"
            towns = [
                p for p in said.places
                if p.role is Role.PLACE and p.location.precision is LocationPrecision.SETTLEMENT
                and said.tokens.at(p.start) < draft.frame.head
            ][-1:]  # fmt: skip
        if refers and towns:  # "the governor of the region that includes Siversk said ... half of the town"
            return self._finest(towns)
        office = self._office_place(said, draft)
        wide = (
            office is not None
            and office.location.precision not in FINE
            and all(location_holds(office.location, p.location, self.gazetteer) for p in self.last_region)
        )  # told of a town of it before
        if wide and follows and recent <= 1 and draft.frame.kind in INHERITS:
            return self._finest(self.last_region)
        if refers and self.index - self.last_region_at <= _POINTED:
            return self._finest(self._pointed_at(said))
        if self._holds_what_was_denied(draft):
            return self._finest(self.last_region)
        backs = draft.stance in (Stance.CONFIRMS, Stance.DENIES, Stance.VERIFIES)
        if backs and any(similarity(c.kind, draft.frame.kind) >= 0.5 for c in self.last):
            return self._finest(self.last_region)
        if office is not None:
            return [office]
        if (
            draft.frame.kind == "losses"
            and recent <= 1
            and self.last
            and self.last[0].claimant == draft.claimant
        ):
            return self._finest(
                self.last_region
            )  # "stopped the advance near ... The enemy suffered heavy losses"
        if (follows and recent <= 3) or (
            all(is_country(p) for p, _ in self._mentions(said))
            and recent <= 1
            and (draft.explicit or self.source.side)
            and (draft.frame.kind in GROUND or (draft.frame.kind == "presence" and draft.explicit))
        ):
            return self._finest(self.last_region)
        if (
            recent <= _SPOKEN_OF
            and draft.frame.kind in INHERITS
            and not self._mentions(said)
            and self._at_home(draft)
        ):
            return self._finest(
                self.last_region
            )  # what else was hit in the town that the governor goes on about
        return self._governed(draft)

    def _pointed_at(self, said: Said) -> list[PlaceMention]:
        """What a sentence that points back means: by "the village" a settlement, where an area has been named since."""
        towns, at = self.last_towns
        settlement = any(
            isinstance(m.value, Refers) and m.value.to == "place"
            and self.lexicon.grammar.settlement.any_of(said.tokens.norms[m.start : m.end])
            for m in said.matches
        )  # fmt: skip
        recent = self.index - at <= _POINTED
        return (
            towns if settlement and recent and not any(map(is_town, self.last_region)) else self.last_region
        )

    def _at_home(self, draft: Draft) -> bool:
        """Whether a governor speaks and the last place told of is one in his region."""
        places = [p.location.place for p in self.last_region]
        return is_head(draft.claimant) and bool(places) and all(
            place is not None and place.kind is not PlaceKind.REGION and is_at_home(draft.claimant, place) for place in places
        )  # fmt: skip

    def _holds_what_was_denied(self, draft: Draft) -> bool:
        """ "Reports that the town fell are false. Our units hold their positions"."""
        return (
            draft.frame.kind == "presence" and self.source.side is not None and not draft.explicit
            and self.last_at == self.index - 1
            and any(c.stance is Stance.DENIES and c.kind in GROUND for c in self.last)
        )  # fmt: skip

    def _holders(self, said: Said) -> list[PlaceMention]:
        """The region that a sentence names only to say where another place lies."""
        own = [p for p in said.places if p.role is Role.CONTAINER and p.location.place]
        own = [p for p in own if not region_of_town(said, p, self.lexicon)]
        return [p for p in own if not self._away(said, said.tokens.at(p.outer[0]))][:1]

    def _continues(self, said: Said, draft: Draft) -> bool:
        """Told right behind a place, of a kind that rarely repeats it (losses, damage, harm)."""
        reach = 2 if self.source.side is not None and draft.frame.kind == "civilian-harm" else 1
        air = (*STRIKES, "interception")
        defender = side_of_id(draft.frame.agent or draft.claimant)
        same = draft.frame.kind == "interception" and any(
            c.kind in air and (c.kind == "interception" or not defender or side_of_id(c.agent) != defender)
            for c in self.last
        )  # who struck there has not shot down what it shot down over it
        if not (draft.frame.kind in INHERITS or same) or self.index - self.last_region_at > reach:
            return False
        if (
            draft.explicit
            and self.last
            and self.last[0].claimant != draft.claimant
            and not is_local(draft.claimant)
            and (draft.frame.kind == "losses" or similarity(self.last[0].kind, draft.frame.kind) < 0.5)
        ):
            return False
        grouping = self.lexicon.classes.get("grouping")
        if draft.frame.kind == "losses" and grouping is not None and grouping.any_of(said.tokens.norms):
            return False  # "lost 570 soldiers in battles with Battlegroup West": of a front of its own
        ground = bool(self.last) and all(c.kind in GROUND for c in self.last)
        if draft.explicit and ground and draft.frame.kind in STRIKES and not draft.frame.definite:
            return False  # "took the village of ...; it also struck fuel depots, the ministry added"
        return (
            draft.frame.kind != "losses"
            or self.source.side is not None
            or bool(self.quantities_of(said, draft.frame))
        )

    def _points(self, said: Said) -> bool:
        """Whether the sentence points back to a place ("the area"), not forward ("the village of")."""
        tokens = said.tokens
        if any(region_of_town(said, p, self.lexicon) for p in said.places):
            return True
        return any(
            isinstance(m.value, Refers)
            and m.value.to == "place"
            and not (
                m.end < len(tokens) and (tokens.norms[m.end] in self.lexicon.grammar.of or tokens.caps[m.end])
            )
            and not (m.start > 1 and tokens.caps[m.start - 1])  # "Донецької області"
            for m in said.matches
        )


def _on_country(said: Said, draft: Draft) -> bool:
    """Whether a whole country is attacked, and no place told of before: "Russia’s military attacked Ukraine with drones"."""
    behind = range(draft.frame.head + 1, draft.frame.head + 3)
    struck = draft.frame.kind in (*STRIKES, "attack")
    return struck and any(is_country(p) and said.tokens.at(p.start) in behind for p in said.places)


def _in_reach(draft: Draft, places: list[PlaceMention]) -> list[PlaceMention]:
    """The places told of before at which it can have happened: Ukraine's air defence shoots down nothing over Russia."""
    if draft.frame.kind != "interception" or side_of_id(draft.frame.agent) != "ua":
        return places
    return [p for p in places if p.location.place is None or p.location.place.country != "RU"]


def _not_there(said: Said, draft: Draft, token: int) -> bool:
    """Whether behind what happened at its own places something else is told not to have happened at a further one:
    "attacked near Lyman but did not attack near Pokrovsk"."""
    return any(f.negated and draft.frame.head < f.head < token for f in said.frames)


def _only_sectors(places: Sequence[PlaceMention]) -> bool:
    """Whether nothing but parts of the front are named."""
    return bool(places) and all(p.location.relation is Relation.DIRECTION for p in places)


def _of_other_speaker(said: Said, draft: Draft, token: int) -> bool:
    """Whether it is part of who says something else: "..., while the governor of the Kherson region reported one death"."""
    return any(
        a.claimant and not (a.inverse or a.evidence or a.nominal) and a.said[0] <= token < a.said[1]
        and draft.frame.head < a.said[0] and not a.covers(draft.frame.head)
        for a in said.attributions
    )  # fmt: skip
