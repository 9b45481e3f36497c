"""Which of the places a sentence names something can have happened at: no origins, goals, names of groups or of others."""

from __future__ import annotations

from conflictdata.model import LocationPrecision, PlaceKind, Relation
from conflictdata.places import PlaceMention, Role
from conflictdata.text.draft import DIRECTIONS, Said
from conflictdata.text.modality import to_follow
from conflictdata.text.narrowing import FINE, is_water, location_holds, runs_on
from conflictdata.text.quarters import owned_quarter, part_of_city, whose_part, whose_sky
from conflictdata.text.seats import Seats
from conflictdata.text.struck import STRIKES, struck_at
from conflictdata.text.whereabouts import (
    HARM,
    describes_it,
    far_from,
    frames_it,
    holds_it,
    in_idle_clause,
    in_state_name,
    is_alias,
    is_beside,
    is_city,
    is_country,
    is_dateline,
    is_port_of_sea,
    is_sea,
    is_side_word,
    leads_on,
    leads_to,
    linked_to,
    names_a_group,
    names_the_teller,
    on_route,
    parted_by_border,
    region_of_town,
    route_end,
    settled_there,
    words_opening,
)

GROUND = frozenset(("capture", "advance", "attack", "armed-clash"))

_CARRIED = 12
"""Words, at the most, from who is taken to a hospital to where that is."""
_HARMED = 4
"""Words, at the most, from a verb of harm to where those live who were harmed."""
_BRACKETS = frozenset("()")
_LAUNCH_SITES = 16
"""Words in a parenthesis in front of the last launch site that it names."""
_GOALS = 8
"""Words, at the most, among which those towards which troops advanced are named."""

_ALIAS = 4
"""Words, at the most, from a parenthesis to the other name in it."""

LONGEST_LIST = 60
"""Words back to which a list of origins may have begun ("launched from the directions of ...")."""


class NamedPlaces(Seats):
    """Reads the places of a sentence."""

    def _mentions(self, said: Said) -> list[tuple[PlaceMention, int]]:
        """Places where something can have happened, with their tokens."""
        kept: list[tuple[PlaceMention, int]] = []
        sites: list[tuple[PlaceMention, int]] = []
        for mention in said.places:
            token = said.tokens.at(mention.start)
            behind = said.tokens.at(mention.end - 1) + 1
            adjective = said.tokens.norms[token].endswith(self.lexicon.grammar.sector_adjective)
            detailed = mention.location.relation is Relation.DIRECTION and _told_behind(said, token)
            bare = adjective and (mention.location.place is None or detailed)
            if bare and said.tokens.norms[behind : behind + 1] in (("–",), ("—",)):
                continue  # «на Лиманському – п'ять атак у районі ...»: a sector that the places behind it tell
            if "(" in said.tokens.norms[max(0, token - _ALIAS) : token] and is_alias(mention, said.places):
                continue  # "Bakhmut (Artemovsk)", «Артемовск (украинское название — Бахмут)»
            sky = whose_sky(said, mention, self.lexicon)
            if any(a.start <= token < a.end and not a.back for a in said.actors) and not sky:
                if self._is_hit(said, mention, token) and self._others_do(said, token):
                    sites.append(
                        (mention, token)
                    )  # "Київ атакували дрони": the capital is no government there
                continue
            if (
                is_dateline(mention, said)
                or in_state_name(said, mention, self.lexicon)
                or on_route(said, mention)
                or is_port_of_sea(said, mention, self.lexicon)
                or self._first_name(said, mention, token)
                or is_sea(mention, self.lexicon)
                or owned_quarter(said, mention, token, self.lexicon)
                or region_of_town(said, mention, self.lexicon)
                or names_a_group(said, mention, self.lexicon)
                or self.lexicon.grammar.river.any_of(said.tokens.norms[max(0, token - 1) : token])
                or self._whose_home(said, mention, token)
                or self._of_hospital(said, mention, token)
            ):
                continue
            capital = (
                mention.location.place is not None and mention.location.place.kind is PlaceKind.SETTLEMENT
            )
            if (
                mention.role is Role.PLACE
                or sky
                or (mention.role is Role.MODIFIER and whose_part(said, mention, self.lexicon))
                or (
                    capital
                    and token in struck_at(said.tokens, said.matches, self.lexicon)
                    and said.tokens.ends[behind - 1] == mention.end
                )
            ):
                if names_the_teller(said, mention, self.lexicon):
                    continue
                last = kept[-1][0] if kept else None
                if last is not None and (
                    frames_it(said, last, mention) or holds_it(said, last, mention, self.lexicon)
                ):
                    kept[-1] = (mention, token)
                elif not self._elsewhere(said, mention, kept[-1][0] if kept else None):
                    kept.append((mention, token))
            elif self._beside_water(mention, Role.GLOSS, kept):
                kept.append((mention, token))  # "the Oskil River near Dvorichna"
            elif (
                self._names_a_site(said, mention)
                or self._is_hit(said, mention, token)
                or self._beside_water(mention, Role.CONTAINER, kept)
            ):
                sites.append((mention, token))
        if sites and all(p.location.precision not in FINE or is_water(p) for p, _ in kept):
            kept = sorted([*sites, *self._without_sites(kept, sites)], key=lambda pair: pair[1])
        elif sites:
            kept = sorted([*kept, *self._told_by_others(said, sites, kept)], key=lambda pair: pair[1])
        kept = [pair for pair in kept if not part_of_city(said, pair[0], kept, self.lexicon)]
        if said.frames:
            kept = [pair for pair in kept if not self._purpose(said, pair[1])]
        kept = self._of_city(said, kept)
        kept = [pair for pair in kept if not parted_by_border(said, pair[0], self.lexicon)] or kept
        finer = [pair for pair in kept if not is_country(pair[0])]
        return finer or [pair for pair in kept if not self._acts(said, pair[0])]

    def _without_sites(
        self, wide: list[tuple[PlaceMention, int]], sites: list[tuple[PlaceMention, int]]
    ) -> list[tuple[PlaceMention, int]]:
        """The regions in which none of the sites lies: "a hit on the Tuapse refinery, ... facilities in the Poltava region"."""
        return [
            (each, token) for each, token in wide
            if each.location.place is not None and each.location.place.kind is PlaceKind.REGION
            and each.role is Role.PLACE
            and not any(location_holds(each.location, site.location, self.gazetteer) for site, _ in sites)
        ]  # fmt: skip

    def _acts(self, said: Said, mention: PlaceMention) -> bool:
        """Whether a country only acts, and not in its own airspace."""
        sky = whose_sky(said, mention, self.lexicon)
        return is_side_word(mention, said.tokens, self.lexicon, sky=sky)

    def _beside_water(self, mention: PlaceMention, role: Role, kept: list[tuple[PlaceMention, int]]) -> bool:
        """Whether it tells the part of a river, of which alone the words before tell."""
        flows = is_water if role is Role.GLOSS else runs_on
        known = mention.role is role and mention.location.place is not None
        return known and bool(kept) and all(flows(p) for p, _ in kept)

    def _elsewhere(self, said: Said, mention: PlaceMention, before: PlaceMention | None) -> bool:
        """Named as an origin, as the way to another place, or to locate the one before."""
        first = said.tokens.at(mention.outer[0])
        if self._away(said, first) or leads_to(said, mention, self.lexicon) or self._bound(said, first):
            return True
        if self.lexicon.grammar.besides.any_of(words_opening(said, first)):
            return True  # "besides Pokrovsk, they attack near Myrnohrad"
        if settled_there(said, first, self.lexicon) or route_end(said, mention, before, self.lexicon):
            return True
        if before is not None and in_idle_clause(said, first, self.lexicon):
            return True
        if self._launched_there(said, first):
            return True
        if (
            before is not None
            and before.location.relation in DIRECTIONS
            and self._goes_to(said, before, first)
        ):
            return True
        return before is not None and (
            linked_to(said, before, self.lexicon)
            or far_from(said, mention, first, self.lexicon)
            or is_beside(said, before, mention, self.lexicon)
            or describes_it(said, before, mention, self.lexicon)
        )

    def _launched_there(self, said: Said, first: int) -> bool:
        """Named in parentheses as where drones were launched, or from which side they came: "(райони пусків: Єйськ ...)"."""
        norms = said.tokens.norms
        opening = max((i for i in range(max(0, first - _LAUNCH_SITES), first) if norms[i] == "("), default=-1)
        if opening < 1 or ")" in norms[opening:first]:
            return False
        came = self.lexicon.grammar.sector.any_of(norms[opening - 1 : opening]) and self.lexicon.away.any_of(
            norms[max(0, opening - 4) : opening]
        )
        return came or self.lexicon.classes["launched_from"].any_of(norms[opening:first])

    def _goes_to(self, said: Said, before: PlaceMention, first: int) -> bool:
        """Only whither it went from the place before: "north of Siversk toward Zakitne and Dronivka"."""
        norms, end = said.tokens.norms, said.tokens.at(before.end - 1) + 1
        whither = self.lexicon.grammar.whither.any_of(norms[end : end + 1])
        joints = (norms[i] for i in range(end + 1, first) if not said.tokens.caps[i])
        return (
            whither
            and first - end <= _GOALS
            and all(w == "," or w in self.lexicon.grammar.and_ for w in joints)
        )

    def _bound(self, said: Said, first: int) -> bool:
        """Where something was on its way to, or meant for: "a train, предназначавшийся для группировки в ..."."""
        bound = self.lexicon.classes.get("bound")
        if bound is None:
            return False
        for index in range(first - 1, max(-1, first - 10), -1):
            if any(f.head == index and f.kind == "movement" for f in said.frames):
                return False
            if said.tokens.norms[index] in bound:
                return True
            if said.tokens.norms[index] in self.lexicon.classes.get("flew", ()):
                return _told_behind(said, first)  # «безпілотник, що летів на Москву, збили над ...»
            if said.tokens.norms[index] == "," or any(f.head == index for f in said.frames):
                return False
        return False

    def _names_a_site(self, said: Said, mention: PlaceMention) -> bool:
        """The town in the name of what was hit: "the Engels airfield"."""
        if mention.role is not Role.MODIFIER or is_country(mention):
            return False
        end = said.tokens.at(mention.end - 1) + 1
        place = mention.location.place
        if place is not None and place.kind is PlaceKind.SITE:
            return (
                said.tokens.ends[end - 1] > mention.end
            )  # "the Zaporizhzhia nuclear plant's training centre"
        things = self.lexicon.classes["infrastructure"]
        behind = said.tokens.norms[end : end + 3]
        return any(word in things for word in behind)

    def _told_by_others(
        self, said: Said, sites: list[tuple[PlaceMention, int]], kept: list[tuple[PlaceMention, int]]
    ) -> list[tuple[PlaceMention, int]]:
        """The sites of which a speaker tells who names no other place: "a day after Kyiv struck Moscow, the governor said
        the Ilsky refinery was on fire"."""
        told = {frozenset(a.scope for a in said.attributions if a.covers(at)) for _, at in kept}
        return [
            (site, at) for site, at in sites
            if self._names_a_site(said, site)
            and frozenset(a.scope for a in said.attributions if a.covers(at)) not in {frozenset(), *told}
        ]  # fmt: skip

    def _is_hit(self, said: Said, mention: PlaceMention, token: int) -> bool:
        """A capital that is struck, not one that acts: "Москву атаковали беспилотники"."""
        place = mention.location.place
        if mention.role is not Role.MODIFIER or place is None or place.kind is not PlaceKind.SETTLEMENT:
            return False
        near = [f for f in said.frames if f.kind in STRIKES and -1 <= f.head - token <= 3]
        return bool(near) and said.tokens.norms[token] in self.lexicon.grammar.struck

    def _whose_home(self, said: Said, mention: PlaceMention, token: int) -> bool:
        """Whether it only says where somebody lives to whom it happened elsewhere: «Житель Белгорода подорвался у
        Октябрьского»."""
        resident = self.lexicon.classes.get("resident")
        beside = said.tokens.norms[max(0, token - 1) : token]
        if resident is None or not resident.any_of(beside) or beside[0].isascii():
            return False
        return any(
            p.role is Role.PLACE and p.start > mention.end and p.location.precision in FINE
            and not _fronts_another(said, said.tokens.at(p.outer[0]))
            and not self._harmed_apart(said, token, said.tokens.at(p.start))
            for p in said.places
        )  # fmt: skip

    def _of_hospital(self, said: Said, mention: PlaceMention, token: int) -> bool:
        """Whether it only says where those harmed elsewhere were taken: "was brought to a hospital in Belgorod"."""
        hospital, carries = self.lexicon.classes.get("hospital"), self.lexicon.classes.get("carries")
        if hospital is None or carries is None:
            return False
        taken = hospital.any_of(said.tokens.norms[max(0, token - _HARMED) : token]) and carries.any_of(
            said.tokens.norms[max(0, token - _CARRIED) : token]
        )
        known = any(p is not mention and p.role is Role.PLACE for p in said.places)
        return taken and (known or bool(self.last and self.last_at == self.index - 1))

    def _harmed_apart(self, said: Said, home: int, place: int) -> bool:
        """Whether those who live there were harmed in a clause before the place: «вбили двох мешканців Костянтинівки, ще
        п'ятьох поранили у Лимані»."""
        before = any(f.kind in HARM and 0 < home - f.head <= _HARMED for f in said.frames)
        after = any(f.kind in HARM and home < f.head < place for f in said.frames)
        return before and after and "," in said.tokens.norms[home:place]

    def _others_do(self, said: Said, token: int) -> bool:
        """Whether the verb behind a name is one that a single name is not the subject of."""
        return said.tokens.norms[token + 1 : token + 2] != () and said.tokens.norms[token + 1].endswith(
            self.lexicon.grammar.others_do
        )

    def _of_city(self, said: Said, kept: list[tuple[PlaceMention, int]]) -> list[tuple[PlaceMention, int]]:
        """With a city for the district of it that is named like others elsewhere: "у Харкові в Київському районі"."""
        named = self.lexicon.classes.get("city_district")
        districts = [
            pair for pair in kept
            if named is not None and said.tokens.norms[pair[1]] in named and pair[0].location.precision is not LocationPrecision.REGION
        ]  # fmt: skip
        if not districts:
            return kept
        recent = self.last_region if self.index - self.last_region_at <= 3 else []
        cities = [pair for pair in kept if pair not in districts and is_city(pair[0])]
        if not cities:
            speakers = (self.source.actor, *(a.claimant for a in said.attributions if a.claimant))
            near = [*recent, *(p for speaker in speakers for p in self._seat(speaker))]
            cities = [(p, districts[0][1]) for p in near if is_city(p)][:1]
        return [*cities, *(p for p in kept if p not in districts and p not in cities)] if cities else kept

    def _away(self, said: Said, first: int) -> bool:
        """Named as where it came from: "launched drones from Kursk and Bryansk cities"."""
        if any(frame.kind in ("evacuation", "withdrawal", "movement") for frame in said.frames):
            return False
        moved = any(frame.kind in GROUND for frame in said.frames)
        if moved and self.lexicon.grammar.whither.any_of(said.tokens.norms[first : first + 1]):
            return False
        norms, away, expels = said.tokens.norms, self.lexicon.away, self.lexicon.classes["expels"]
        if any(
            f.kind in ("capture", "advance", "infrastructure-damage", "attack", "clearing")
            and f.start < first
            and (away.any_of(norms[f.start : f.end]) or (f.kind == "attack" and norms[f.head] in expels))
            for f in said.frames
        ):
            return False  # "pushed forces from ...", "smoke rising from ...", "failed to dislodge the enemy from ..."
        return self._from(said, first)

    def _from(self, said: Said, first: int) -> bool:
        """Whether "from" or a list that it opens stands before the place that begins at ``first``."""
        tokens, weapons = said.tokens, self.lexicon.classes["artillery"]
        for index in range(first - 1, max(-1, first - LONGEST_LIST), -1):
            word = tokens.norms[index]
            if word in weapons:
                return False  # "обстріляв з РСЗВ Степногірськ"
            if word in self.lexicon.away:
                if _in_bearing(said, index):
                    return False  # «на схід від Куп'янська поблизу Петропавлівки»
                behind = index and tokens.norms[index - 1] in self.lexicon.grammar.back  # "pushed back from"
                return index + 1 < len(tokens) and not behind
            listed = word in self.lexicon.grammar.lists or word in self.lexicon.listing or word in _BRACKETS
            listed = listed or tokens.caps[index] or word in self.lexicon.numbers
            over = word in self.lexicon.grammar.before_place and index > 0
            if not (listed or (over and tokens.norms[index - 1] in self.lexicon.away)):
                return False
        return False

    def _to_follow(self, said: Said, token: int) -> bool:
        """Where what is to come would lead: "arrived in Belgorod for further deployment to Izyum"."""
        for index in range(token - 1, max(1, token - _GOALS), -1):
            if any(frame.head == index for frame in said.frames) and not to_follow(
                said.tokens, index, self.lexicon
            ):
                return False
            if to_follow(said.tokens, index, self.lexicon):
                return True
        return False

    def _purpose(self, said: Said, token: int) -> bool:
        """Behind an infinitive of purpose ("to tie down forces in ..."): not where it happened."""
        grammar = self.lexicon.grammar
        if leads_on(said, token, self.lexicon) or self._to_follow(said, token):
            return True
        if not grammar.to.any_of(said.tokens.norms[max(0, token - 24) : token]):
            return False
        norms, caps = said.tokens.norms, said.tokens.caps
        heads = [f.head for f in said.frames if not f.irrealis]
        for index in range(token - 1, max(-1, token - 25), -1):
            if (
                index in heads
                or any(f.start <= index < f.end for f in said.frames)
                or norms[index] in grammar.purpose_stops
            ):
                return False
            if (
                norms[index] in grammar.to
                and index + 1 < token
                and norms[index + 1].isalpha()
                and not caps[index + 1]
                and norms[index + 1] not in self.lexicon.numbers
                and norms[index + 1] not in grammar.adjoins
                and not grammar.of.any_of(norms[index + 2 : index + 3])  # "power was cut to parts of"
            ):
                if any((f.flip or f.kind == "other") and index - 9 <= f.head < index for f in said.frames):
                    return False  # "repelled an attempt by ... to cross the border near ..."
                return (
                    not any(index < head < token for head in heads)
                    and norms[max(0, index - 1)] not in self.lexicon.realis
                )
        return False


def _in_bearing(said: Said, index: int) -> bool:
    """Whether a "from" belongs to the direction in which something lies: «на схід від Куп'янська»."""
    return any(
        p.location.relation in DIRECTIONS and said.tokens.at(p.outer[0]) < index < said.tokens.at(p.start)
        for p in said.places
    )


def _told_behind(said: Said, first: int) -> bool:
    """Whether the sentence names another place behind the one that begins at ``first``."""
    return any(
        p.role is Role.PLACE and p.location.place is not None and not is_country(p)
        and said.tokens.at(p.outer[0]) > first + 1
        for p in said.places
    )  # fmt: skip


def _fronts_another(said: Said, first: int) -> bool:
    """Whether a place opens another clause behind a comma: «Загинули двоє мешканців міста, у Дружківці зруйновано дім»."""
    return "," in said.tokens.norms[max(0, first - 2) : first] and any(f.head > first for f in said.frames)
