"""From a report's text to its claims: sentences, who says them, what they say happened, where and when.

Works sentence by sentence, remembering what a reader remembers: who spoke, where and when the last thing
happened. Time grows linearly with the text.
"""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from datetime import timedelta

import attrs

from conflictdata import places as gazetteer
from conflictdata import sources
from conflictdata import time as calendar
from conflictdata.model import (
    Claim,
    Location,
    Outcome,
    PlaceKind,
    Quantity,
    Report,
    SourceKind,
    Stance,
    When,
    WhenPrecision,
)
from conflictdata.places import PlaceMention, Role
from conflictdata.places._candidates import region_candidates
from conflictdata.taxonomy import similarity
from conflictdata.text.actors import find_actors, wants_places
from conflictdata.text.asides import claimed_aside
from conflictdata.text.attributing import find_attributions
from conflictdata.text.attribution import Attribution
from conflictdata.text.continuing import MILITARY, Continuing
from conflictdata.text.draft import Draft, Said, region_adjective, town_adjective, within
from conflictdata.text.frames import Frame, find_frames, shown_presence
from conflictdata.text.lexicon import Denial, Enemy, Lexicon, Name, Office, Own, Value
from conflictdata.text.mentions import Named, opposite, side_of_id, slug, within_name
from conflictdata.text.merging import (
    SALVOES,
    each_once,
    merged,
    same_where,
)
from conflictdata.text.narrowing import as_region
from conflictdata.text.offices import OF_REGIONS
from conflictdata.text.patterns import Match
from conflictdata.text.quarters import in_quarters
from conflictdata.text.quoted import carry_below
from conflictdata.text.reading import (
    carry_ahead,
    carry_back,
    carry_headed,
    carry_quotes,
    carry_source,
    carry_where,
    denied_frames,
    in_relative,
    is_denied_statement,
    said_to_be,
    told_by_another,
)
from conflictdata.text.sentences import Sentence, sentences
from conflictdata.text.struck import STRIKES
from conflictdata.text.telling import PEOPLE
from conflictdata.text.tokens import Tokens, months_told, tokenize
from conflictdata.text.voicing import TERRAIN
from conflictdata.text.warlike import of_the_war
from conflictdata.text.whereabouts import (
    as_named,
    is_abroad,
    is_country,
    is_local,
    is_person,
    is_town,
    names_place,
)
from conflictdata.time import TimeMention

HISTORY = timedelta(days=365)
"""What a report recalls from longer ago than this, without anybody's taking a stand on it, is background."""

_TOTAL = timedelta(days=400)
"""What is told of more time than this is a total, no happening."""

_COUNTED = frozenset(
    ("interception", "losses", "air-drone-strike", "shelling", "civilian-harm", "armed-clash", "attack")
)

_PARTIES = ("ua", "ru", "by", "tg")
"""Sides whose word that something did not happen is a denial; another country's is an observation."""
_DENIABLE = frozenset((
    "capture", "advance", "attack", "armed-clash", "withdrawal", "presence", "air-drone-strike", "shelling",
    "infrastructure-damage", "clearing", "movement", "evacuation", "prisoner-exchange",
))  # fmt: skip
"""Kinds of which a party that says they did not happen answers somebody."""

_ON_WHAT_WAS_TOLD = frozenset((Stance.CONFIRMS, Stance.DENIES, Stance.VERIFIES))
"""Stances on what others told before."""

_WHOSE = 6
"""Words around a withdrawal among which it would be said whose troops withdrew."""
_TWO_DAYS = timedelta(days=2)
_DATED = ("date", "range", "relative")
_TO_THE_DAY = frozenset((WhenPrecision.DAY, WhenPrecision.HOUR))
_AIRBORNE = frozenset(("drone", "missile"))
_AIMED = frozenset((*_AIRBORNE, "target", "weapon"))
_GROUND_UNITS = frozenset(("settlement", "km", "km2"))
_SUFFERERS = frozenset(("civilian", "soldier"))
_UNPLACED = frozenset(("prisoner-exchange", "agreement", "withdrawal"))
_WAVES = frozenset(("air-drone-strike", "shelling", "interception"))
_GOVERNED = (PlaceKind.SETTLEMENT, PlaceKind.DISTRICT, PlaceKind.REGION, PlaceKind.COUNTRY)
"""Places that have a governor, a mayor, an administration or a ministry; an airfield has none."""
_ADJECTIVES = {
    "governor": region_adjective, "occupation-head": region_adjective,
    "military-administration": town_adjective, "administration": town_adjective, "mayor": town_adjective,
    **dict.fromkeys(OF_REGIONS, region_adjective),
}  # fmt: skip
"""How the adjective beside an office is read: a region's or a town's."""
_INVESTIGATES = (
    ":government",
    ":fsb",
    ":investigative-committee",
    ":interior-ministry",
    ":emergency-ministry",
)
"""Who tells of strikes and explosions and did not make them, if it is not said so."""
_UNITS = ("-brigade", "-regiment", "-battalion", "-corps", "-division")
_FORCES = (SourceKind.MINISTRY, SourceKind.ARMED_FORCES)
_TAKEN = frozenset(("capture", "advance"))
"""What a party denies of the other side."""
_OVER_LAND = frozenset(("advance", "presence"))


def claims_of_text(report: Report) -> list[Claim]:
    """Claims of a report by the general extractor, in the order of the text."""
    return Reader(report).read()


class Reader(Continuing):
    """Reads one report."""

    def read(self) -> list[Claim]:
        text = self.report.text
        found = list(sentences(text, self.lexicon.abbreviations))
        places = (
            gazetteer.find_places(
                text,
                self.lang,
                area=self.source.area or self.lexicon.area,
                day=self.report.published.date(),
                gazetteer=self.gazetteer,
            )
            if found
            else []
        )
        times = (
            calendar.find_times(
                text, self.lang, published=self.report.published, timezone=self.lexicon.timezone_of(self.source),
                day_starts=self.source.day_starts,
            )
            if found
            else []
        )  # fmt: skip
        times = [t for t in times if not _in_name(t, places)]
        parsed = [self._parse(sentence, places, times) for sentence in found]
        carry_ahead(parsed, self.lexicon, self.source.actor)
        carry_quotes(parsed, text)
        carry_below(parsed, text)
        carry_back(parsed, self.lexicon)
        carry_headed(parsed)
        carry_source(parsed, self.lexicon)
        carry_where(parsed, self.lexicon)
        for self.index, said in enumerate(parsed):
            self._claims(said)
        return of_the_war(self.claims, parsed, self.source, self.lexicon, self.gazetteer)

    def _parse(
        self, sentence: Sentence, places: Sequence[PlaceMention], times: Sequence[TimeMention]
    ) -> Said:
        tokens = tokenize(self.report.text, sentence.start, sentence.end)
        if self.lexicon.grammar.month_or_modal.any_of(tokens.norms):
            tokens = months_told(tokens, self.report.text, self.lexicon.grammar.month_or_modal)
        matches = self.lexicon.matcher.find(tokens)
        here = [in_quarters(p, tokens, self.lexicon) for p in within(places, sentence)]
        when = within(times, sentence)
        actors = find_actors(
            tokens, matches, self.lexicon, self.memory, self._office_places(here, matches, tokens)
        )
        attributions = find_attributions(tokens, matches, actors, self.lexicon, self.memory)
        if self.memory.surnames:  # somebody whose surname is a town's
            here = [p for p in here if slug(p.text) not in self.memory.surnames]
        here = [p for p in here if not is_person(p, tokens, actors)]
        named = [
            p
            for p in here
            if p.role in (Role.PLACE, Role.CONTAINER) and p.location.place and not is_country(p)
        ]
        if self.memory.place or self.memory.offices:  # no airfield has a mayor
            named = [p for p in named if p.location.place and p.location.place.kind is not PlaceKind.SITE]
        called = [as_named(p, tokens) for p in named]
        called = [p for p in called if p.region or not within_name(p, tokens, actors)]
        if called:
            self.memory.place = called[-1]
        checked = (a.scope for a in attributions if a.evidence is not None or a.stance is Stance.VERIFIES)
        frames = find_frames(tokens, matches, actors, self.lexicon, tuple(checked))
        frames = [f for f in frames if not names_place(f, here, tokens)]
        frames += shown_presence(tokens, attributions, actors, frames, self.lexicon)
        frames, attributions = claimed_aside(tokens, frames, attributions, self.lexicon)
        return Said(sentence, tokens, matches, actors, here, when, attributions, frames)

    def _office_places(
        self, here: Sequence[PlaceMention], matches: Sequence[Match[Value]], tokens: Tokens
    ) -> list[Named]:
        """Places by which an office can be told, adjectives in its name included ("начальник Сумської ОВА")."""
        if not any(wants_places(match.value) for match in matches):
            return []
        found = [
            self._as_its_region(p, as_named(p, tokens))
            for p in here if p.location.place and p.location.place.kind in _GOVERNED
        ]  # fmt: skip
        found = [
            p
            for p in found
            if "-" not in tokens.norms[p.start] or not self.lexicon.side_of(tokens.norms[p.start])
        ]
        for match in matches:
            if isinstance(match.value, Office) and match.value.role in _ADJECTIVES:
                found = self._with_adjectives(found, match, match.value.role, tokens)
        return found

    def _as_its_region(self, mention: PlaceMention, named: Named) -> Named:
        """The region that still goes by the former name of a city: "the Leningrad governor" does not govern the city."""
        called = slug(mention.text)
        if named.region or named.slug.startswith(called):
            return named
        regions = (place for place, _ in region_candidates(self.gazetteer, mention.text))
        region = next((r for r in regions if slug(r.name).startswith(called)), None)
        if region is None:
            return named
        return attrs.evolve(
            named, slug=slug(region.name), region=True, country=region.country, admin1=slug(region.admin1)
        )

    def _with_adjectives(
        self, found: list[Named], match: Match[Value], role: str, tokens: Tokens
    ) -> list[Named]:
        """With the region or the town that an adjective in or before the name of an office tells."""
        if role == "military-administration":  # which no town of Russia has
            found = [p for p in found if p.country != "RU" or not match.start - 1 <= p.start < match.end]
        first = match.start - (match.start > 0 and role not in ("governor", "occupation-head"))
        behind = role in OF_REGIONS and not any(tokens.caps[match.end + 1 : match.end + 2])
        for index in range(first, min(match.end + behind, len(tokens))):
            named = [p for p in found if p.start <= index < p.end]
            if tokens.norms[index] in self.lexicon.grammar.local:
                continue  # «Городской голова»: no town
            if tokens.caps[index] and not any(p.region or role not in OF_REGIONS for p in named):
                word = self.report.text[tokens.starts[index] : tokens.ends[index]]
                found = [*found, *_ADJECTIVES[role](word, index, self.gazetteer)]
        return found

    def _claims(self, said: Said) -> None:
        usable = self._usable(said)
        denials = [m for m in said.matches if isinstance(m.value, Denial) and not said_to_be(m, said)]
        denials = [
            m for m in denials if not any(a.start <= m.head < a.end and not a.back for a in said.actors)
        ]
        usable = [f for f in usable if not any(d.start <= f.head < d.end for d in denials)]
        denied = denied_frames(said.tokens, said.frames, usable, denials[0], self.lexicon) if denials else []
        denied = [frame for frame in denied if not told_by_another(said, frame, denials[0], self.lexicon)]
        drafts = [draft for frame in usable if (draft := self._draft(said, frame, frame in denied))]
        mentions = self._mentions(said)
        self._place(said, drafts, mentions)
        self._without_sectors(drafts)
        self._name_regions(said, drafts)
        drafts = [self._continued(said, draft) for draft in drafts]
        drafts = merged(
            self._without_ends(said, [draft for draft in drafts if self._worth(said, draft)]), said.tokens
        )
        drafts = self._with_blows(said, drafts)
        made = [claim for draft in drafts for claim in self._make(said, draft)]
        made += self._names(said)
        made += self._about_before(said, drafts, made, denied=bool(denials) and not denied)
        righted = self._set_right(said, denials[0]) if denials and not denied else []
        made = [*righted, *(c for c in made if not any(same_where(c, r) for r in righted))]
        made = self._ended(made, drafts)
        made = self._detailed([c for c in each_once(made) if not self._again(said, c, drafts)])
        made = self._counted_on(said, made, drafts)
        self.claims += made
        if made:
            self.last, self.last_at = made, self.index
        elif self._only_speaks(said):
            self.last_at = self.index
        named = [place for draft in drafts for place in draft.places] or [p for p, _ in mentions]
        named = self._finest([place for place in named if not is_country(place)])
        if named:
            self.last_region, self.last_region_at = named, self.index
            towns = [place for place in named if is_town(place)]
            self.last_towns = (towns, self.index) if towns else self.last_towns
        self._remember_saying(said)
        self._remember_strike(said)
        if made:
            self._remember_words(said)
        self._remember_speaker(said)

    def _name_regions(self, said: Said, drafts: Sequence[Draft]) -> None:
        """Remember the divisions that the report names; advances and presence "in Kursk" are then in that of Kursk."""
        for draft in drafts:
            if draft.frame.kind in _OVER_LAND:
                draft.places = [as_region(place, self.regions, self.gazetteer) for place in draft.places]
        for mention in said.places:
            place = mention.location.place
            if place is not None and place.kind is PlaceKind.REGION:
                self.regions.add(place.id)

    def _draft(self, said: Said, frame: Frame, denied: bool) -> Draft | None:
        """The claim that a frame is, with whose it is; None where nobody tells it."""
        chain = self._chain(said, frame, denied)
        if any(a.negated for a in chain):
            return None
        untrue = denied or frame.negated or _denied_here(said, frame)
        claimant, via, stance = self._speaker(chain if untrue else _outer_first(chain))
        claimant = self._as_unit(said, chain, self._as_source(claimant))
        frame = self._by_who_tells(said, frame, claimant)
        explicit = any(a.claimant for a in chain)
        if stance is Stance.DENIES and not frame.negated and self._sets_right(said, chain):
            stance = Stance.ASSERTS
        if denied and stance is not Stance.DENIES:
            stance = Stance.DENIES
        elif frame.negated:
            if not explicit and (officer := self._officer(said, frame)):
                claimant, via, explicit = officer, (self.source.actor,), True
            if not self._denies_it(said, frame, claimant, explicit=explicit):
                return None
            stance = Stance.DENIES
        elif frame.flip and frame.definite and self._answers(claimant, frame):
            stance = Stance.DENIES
        if frame.kind == "attack" and stance in _ON_WHAT_WAS_TOLD:
            frame = self._strike_told(said, frame)
        if not frame.flip and (
            frame.kind == "attack"
            and frame.definite
            or (frame.kind == "air-drone-strike" and self._bare_blow(said, frame))
        ):
            frame = attrs.evolve(frame, kind=self._that_strike(said, frame))
        stance = self._think_tank(said, claimant, stance, frame, chain)
        if _only_says(said, frame, claimant, chain, self.lexicon):
            frame = attrs.evolve(frame, agent=None)
        frame = self._as_speaker_calls(said, frame, claimant)
        frame = self._occupied(said, frame, claimant)
        frame = frame if stance is Stance.DENIES else self._its_troops(said, frame, claimant)
        return Draft(
            frame, [], claimant, via, stance, self._hedged(said, frame, chain), self.day, chain, explicit
        )

    def _as_source(self, claimant: str) -> str:
        """The source's own id for its agency named without its region: «розповіла речниця обласної поліції»."""
        side, _, agency = claimant.partition(":")
        own = self.source.actor
        return own if own.startswith(f"{side}:") and own.endswith(f"-oblast-{agency}") else claimant

    def _as_unit(self, said: Said, chain: Sequence[Attribution], claimant: str) -> str:
        """The unit that spoke just before, where only "the soldiers" speak on: «Як зазначили військові, ...»."""
        before = self.last[0].claimant if self.last and self.last_at == self.index - 1 else ""
        if (
            claimant != f"{side_of_id(before)}:armed-forces"
            or before == claimant
            or not before.endswith(_UNITS)
        ):
            return claimant
        bare = (a for a in said.actors if a.end - a.start == 1 and a.id == claimant)
        spoken = any(c.said[0] <= a.start < c.said[1] for a in bare for c in chain)
        return before if spoken else claimant

    def _chain(self, said: Said, frame: Frame, denied: bool) -> tuple[Attribution, ...]:
        """The attributions that a frame stands under, outer before inner."""
        chain = tuple(a for a in said.attributions if a.covers(frame.head))
        if frame.negated or _denied_here(said, frame):
            # "the capture, of which ... boasts, did not happen"
            chain = tuple(a for a in chain if not in_relative(said, a, self.lexicon))
        chain = tuple(a for a in chain if not _left_open(a))
        if denied and not any(a.negated for a in chain):
            chain = tuple(a for a in chain if not is_denied_statement(said, a, self.lexicon))
        if not any(a.inverse for a in chain):
            chain = tuple(sorted(chain, key=lambda a: (a.scope[0], -a.scope[1])))
        if len(chain) > 1 and any(a.claimant and ":" in a.claimant for a in chain):
            chain = tuple(
                sorted(chain, key=lambda a: not (a.inverse and a.claimant and ":" not in a.claimant))
            )
        return chain

    def _by_who_tells(self, said: Said, frame: Frame, claimant: str) -> Frame:
        """With the kind that losses are by who tells them and what is counted: a mayor's "casualties" are people of his
        town, planes lost in the air were shot down."""
        if frame.kind == "losses":
            counted = {q.unit for q in self.quantities_of(said, frame)}
            if not counted and frame.target is None and is_local(claimant):
                return attrs.evolve(frame, kind="civilian-harm")
            if counted and counted <= _AIRBORNE:
                return attrs.evolve(frame, kind="interception", outcome=Outcome.SUCCESS)
        elif frame.kind == "interception" and self._stood(said, frame):
            return attrs.evolve(frame, kind="losses")
        return frame

    def _denies_it(self, said: Said, frame: Frame, claimant: str, *, explicit: bool) -> bool:
        """Whether who says that something did not happen denies it: a party, what the other side may have claimed."""
        own = self.source.side is not None and (
            frame.kind in ("capture", "withdrawal")
            or self._enemy_holds(frame)
            or (frame.kind == "advance" and self._answers_others(said, frame))
        )
        if not (explicit or own):
            return False
        if frame.kind == "infrastructure-damage" and frame.target is None:
            return False  # "there is no destruction": nothing that anybody told of
        return _party(claimant) in _PARTIES and frame.kind in _DENIABLE

    def _strike_told(self, said: Said, frame: Frame) -> Frame:
        """An attack without a place of its own that somebody confirms or denies is the strike told before."""
        here = next((f.kind for f in said.frames if f.kind in STRIKES and f.head < frame.head), None)
        if here and frame.definite:
            return attrs.evolve(frame, kind=here)  # "fired missiles ...; the governor confirmed the attack"
        struck = self.last and self.last[0].kind in STRIKES
        placed = any(p.location.place and not is_country(p) for p, _ in self._mentions(said))
        return attrs.evolve(frame, kind=self.last[0].kind) if struck and not placed else frame

    def _occupied(self, said: Said, frame: Frame, claimant: str) -> Frame:
        """With the other side for what a party calls an occupation: «Мелитополь оккупирован», as its mayor says."""
        words, side = self.lexicon.classes.get("occupies"), opposite(side_of_id(claimant))
        if words is None or side is None or frame.agent or frame.target or frame.kind != "capture":
            return frame
        if self.source.side == side:
            return frame  # what the other side's outlet calls an occupation, not the speaker
        called = words.any_of(said.tokens.norms[frame.start : frame.head + 1])
        return attrs.evolve(frame, agent=f"{side}:armed-forces") if called else frame

    def _its_troops(self, said: Said, frame: Frame, claimant: str) -> Frame:
        """With troops for the government whose they are: "Ukraine said its troops had recaptured Makarivka"."""
        if frame.flip:
            return frame  # the attack that its troops repelled
        norms, force = said.tokens.norms, self.lexicon.classes["force"]
        theirs = next(
            (
                i for i in range(max(0, frame.start - _WHOSE), frame.head)
                if norms[i] in self.lexicon.grammar.ours and force.any_of(norms[i + 1 : i + 3])
            ),
            None,
        )  # fmt: skip
        if theirs is None:
            return frame
        side = side_of_id(frame.agent) if str(frame.agent).endswith(":government") else None
        told = [a.said[1] for a in said.attributions if a.covers(theirs) and a.claimant and not a.inverse]
        if told and not any(max(told) <= a.start < theirs for a in said.actors):
            side = side_of_id(claimant) or side  # "Ukraine denied it, insisting its troops hold the town"
        if side and frame.kind == "losses":  # "its troops were killed"
            return attrs.evolve(
                frame, agent=None if frame.agent == claimant else frame.agent, target=f"{side}:armed-forces"
            )
        passive = self.lexicon.grammar.being.any_of(norms[theirs : frame.head])
        return attrs.evolve(frame, agent=f"{side}:armed-forces") if side and not passive else frame

    def _as_speaker_calls(self, said: Said, frame: Frame, claimant: str) -> Frame:
        """With the sides as the speaker means them: "our troops", passed on by the other side's channel, are the speaker's."""
        side, other = side_of_id(claimant), opposite(side_of_id(claimant))
        if other is None or self.source.side != other:
            return frame
        called = [m.value for m in said.matches if isinstance(m.value, (Own, Enemy))]
        named = any(isinstance(m.value, Name) and m.value.force for m in said.matches)
        if not called or named:
            return frame
        turned = {
            f"{other}:armed-forces": f"{side}:armed-forces",
            f"{side}:armed-forces": f"{other}:armed-forces",
        }
        agent, target = frame.agent, frame.target
        return attrs.evolve(
            frame, agent=turned.get(agent or "", agent), target=turned.get(target or "", target)
        )

    def _salvo(self, said: Said, draft: Draft) -> bool:
        """ "Attacked Ukraine with missiles and drones", as an air force tells of a night."""
        country = any(p.role is Role.PLACE and is_country(p) for p in said.places)
        told = self.source.kind in _FORCES and draft.frame.kind in SALVOES and not draft.explicit
        return told and country and draft.frame.agent is not None

    def _worth(self, said: Said, draft: Draft) -> bool:
        """Whether a claim without a place still says something."""
        if self._salvo(said, draft):
            return True
        told = not draft.frame.background or draft.explicit
        if draft.frame.kind in STRIKES and draft.frame.agent and told and self._on_things(draft):
            return True  # "Ukrainian drone attacks on oil refineries"
        if draft.frame.kind == "losses" and self._of_side(said, draft):
            return True  # "Russian forces lost 200 tanks"
        if self._ground_gained(said, draft):
            return True
        counts = self.quantities_of(said, draft.frame)
        if draft.places:
            return not (
                draft.frame.kind != "losses"
                and similarity(draft.frame.kind, "attack") >= 0.4
                and all(is_country(p) and not is_abroad(p) for p in draft.places)
            )
        if draft.frame.kind == "prisoner-exchange" and said.sentence.closed:
            return True
        struck = self.struck_at == self.index - 1 >= 0 or any(f.kind in STRIKES for f in said.frames)
        answers = draft.frame.kind == "interception" and struck
        if (
            draft.frame.kind in _WAVES
            and (draft.frame.agent or answers)
            and self.quantities_of(said, draft.frame)
        ):
            return True  # "launched 154 drones from ...": where they went is not said, and often not known
        if draft.frame.kind in SALVOES and draft.frame.agent and _dated(said):
            return True  # "conducted a series of missile strikes on January 14"
        if not (draft.explicit or (said.sentence.closed and self.source.side)):
            return False
        military = self.source.kind in _FORCES
        military = military or (draft.explicit and draft.claimant.endswith(MILITARY))
        if military and draft.frame.kind in STRIKES and any(q.unit in _AIMED for q in counts):
            return True  # "13 drones struck 10 locations", "hit three command posts"
        if draft.frame.kind == "interception" and draft.explicit and draft.claimant.endswith(MILITARY):
            return True
        if military and draft.frame.kind in (*STRIKES, "losses") and draft.frame.target is not None:
            return True
        if draft.frame.kind in _UNPLACED or (draft.frame.kind == "advance" and military):
            return True
        if draft.frame.kind not in PEOPLE and all(q.unit in _SUFFERERS for q in counts):
            return False  # "Eight people were hurt in the attack": no count of attacks
        return draft.frame.kind in _COUNTED

    def _ground_gained(self, said: Said, draft: Draft) -> bool:
        """Whether it tells how much ground a side took, in no place smaller than a country: "82 settlements", "advanced 35
        kilometers"."""
        counts = self.quantities_of(said, draft.frame) if draft.frame.kind in TERRAIN else ()
        told = draft.explicit or draft.frame.agent
        return (
            bool(told) and any(q.unit in _GROUND_UNITS for q in counts) and all(map(is_country, draft.places))
        )

    def _of_side(self, said: Said, draft: Draft) -> bool:
        """Whether counted losses are those of a side: "Russian forces lost 200 tanks"."""
        return side_of_id(draft.frame.target) is not None and bool(self.quantities_of(said, draft.frame))

    def _on_things(self, draft: Draft) -> bool:
        """Whether it was done to works or lines, which are told of without a place: "strikes on refineries"."""
        return draft.frame.target is not None and ":" not in draft.frame.target

    def _make(self, said: Said, draft: Draft) -> list[Claim]:
        when = self._when(said, draft)
        if when.stated and self.day.start - when.end > HISTORY and draft.stance is Stance.ASSERTS:
            return []
        lasts = draft.frame.kind == "presence"  # "have held the town since May"
        told = draft.stance in (Stance.ASSERTS, Stance.ASSESSES) and not lasts
        if when.stated and when.end - when.start > _TOTAL and told:
            return []  # a total: "since the war began 4064 people have been killed in the region"
        if draft.frame.background and draft.frame.kind in TERRAIN and self.day.start - when.start > HISTORY:
            return []  # "the city, which Russia has occupied since 2014"
        quantities = self.quantities_of(said, draft.frame)
        locations: list[tuple[Location, ...]] = [(p.location,) for p in draft.places] or [()]
        if draft.inherited:  # what goes on about several places is told once
            locations = [tuple(p.location for p in draft.places)]
        shares = self.shares_of(said, draft, quantities)
        whens = self._when_there(said, draft) if len(locations) > 1 and len(said.times) > 1 else {}
        also = draft.chain[-1].also if draft.chain else ()
        return [
            self._claim(
                said,
                draft if claimant == draft.claimant else attrs.evolve(draft, claimant=claimant),
                location,
                whens.get(location[0], when) if whens else when,
                shares.get(location, quantities) if shares else quantities,
            )
            for claimant in (*reversed(also), draft.claimant)
            for location in locations
        ]

    def _claim(
        self,
        said: Said,
        draft: Draft,
        locations: tuple[Location, ...],
        when: When,
        quantities: tuple[Quantity, ...],
    ) -> Claim:
        start, end = said.sentence.start, said.sentence.end
        return Claim(
            report=self.report.id, span=(start, end), text=self.report.text[start:end], claimant=draft.claimant,
            via=draft.via, stance=draft.stance, hedged=draft.hedged, kind=draft.frame.kind,
            agent=self._agent(said, draft), target=draft.frame.target, locations=locations, when=when,
            outcome=draft.frame.outcome, quantities=quantities,
        )  # fmt: skip

    def _agent(self, said: Said, draft: Draft) -> str | None:
        agent = draft.frame.agent
        denier = side_of_id(draft.claimant)
        if draft.frame.kind == "interception" and agent == f"{opposite(denier)}:government":
            before = said.tokens.norms[max(0, draft.frame.start - 2) : draft.frame.start]
            if any(map(self.lexicon.anaphor.__getitem__, before)):
                return f"{denier}:armed-forces"  # "the air force said Russia launched 40 drones and it downed 30"
        own = agent is not None and side_of_id(agent) == denier and opposite(denier) is not None
        own = own and (agent == draft.claimant or str(agent).endswith(":government"))
        if own and draft.stance is Stance.DENIES and draft.frame.kind in _TAKEN and not draft.frame.negated:
            return f"{opposite(denier)}:armed-forces"  # "Kyiv rejected the claim that its forces ..." are Moscow's
        if agent is None and draft.frame.flip:
            side = opposite(side_of_id(draft.claimant))
            return f"{side}:armed-forces" if side else None
        if agent is None and draft.frame.kind in ("capture", "advance", "interception"):
            side = side_of_id(draft.claimant)
            if draft.stance is Stance.DENIES:
                side = opposite(side)  # a party denies what the other one claims
            return f"{side}:armed-forces" if side else None
        return agent


def _in_name(time: TimeMention, places: Sequence[PlaceMention]) -> bool:
    """Whether a month is part of a place's name: «Красный Октябрь»."""
    first = bisect.bisect_right(places, time.start, key=lambda p: p.start) - 1
    return first >= 0 and time.end <= places[first].end and places[first].start < time.start


def _outer_first(chain: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
    """With who passes on what the other side says before that side: "although Moscow says it took the town, ..., Kyiv said"."""
    return tuple(
        sorted(
            chain,
            key=lambda a: not (
                a.inverse and not a.negated
                and any(
                    b.stance is Stance.ASSERTS and not b.inverse and not b.nominal and a.covers(b.said[0])
                    and opposite(side_of_id(b.claimant)) == side_of_id(a.claimant) is not None
                    for b in chain
                )
            ),
        )
    )  # fmt: skip


def _denied_here(said: Said, frame: Frame) -> bool:
    """Whether somebody denies it in front of it: "denied that Russian forces had taken the town"."""
    return any(
        a.stance is Stance.DENIES and not a.inverse and a.covers(frame.head) for a in said.attributions
    )


def _party(claimant: str) -> str | None:
    """The side that a speaker is of, or an outlet or a project is on: of what these say did not happen, they deny it."""
    return side_of_id(claimant) or sources.get(claimant).side


def _left_open(said: Attribution) -> bool:
    """Whether somebody could not check what stands before: "..., though the institute cannot confirm these reports"."""
    return said.negated and said.inverse and said.stance in (Stance.VERIFIES, Stance.CONFIRMS)


def _side_of_speaker(
    said: Said, frame: Frame, claimant: str, chain: Sequence[Attribution], lexicon: Lexicon
) -> bool:
    """Whether the side of a strike was read off the words for who tells of it: «в Киеве подтвердили удар по Умани»."""
    words = said.tokens.norms[max((a.scope[0] for a in chain), default=0) :]
    verb = said.tokens.norms[frame.head].endswith(lexicon.grammar.others_do)
    return frame.agent == f"{side_of_id(claimant)}:armed-forces" and not (
        verb or any(map(lexicon.side_of, words))
    )


def _only_says(
    said: Said, frame: Frame, claimant: str, chain: Sequence[Attribution], lexicon: Lexicon
) -> bool:
    """Whether a government that tells of a strike is not said to have made it: "Russia said drones struck Belgorod", but
    not "Russia said it had struck Sumy"."""
    clash = frame.kind == "armed-clash"  # «за словами речника ОСУВ «Хортиця», бої тривають»
    if frame.kind not in (*STRIKES, "attack", "explosion", "armed-clash"):
        return False
    if frame.agent != claimant and not _side_of_speaker(said, frame, claimant, chain, lexicon):
        return False
    if not (clash or claimant.endswith(_INVESTIGATES)):
        return False
    told = next((a for a in reversed(chain) if a.claimant == claimant and not a.inverse), None)
    return told is not None and not any(
        told.scope[0] <= actor.start < frame.head and (actor.back or actor.id == claimant)
        for actor in said.actors
    )


def _dated(said: Said) -> bool:
    """Whether a day or a night is told that is not only that of the saying."""
    return any(
        t.when.precision in _TO_THE_DAY and t.when.duration <= _TWO_DAYS and t.kind in _DATED
        and not any(a.said[0] <= said.tokens.at(t.start) < a.said[1] for a in said.attributions)
        for t in said.times
    )  # fmt: skip
