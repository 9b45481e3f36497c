"""Names in the form of adjectives, and the type words that tell what they mean: «Сумської області», «на Покровському напрямку»,
«районах - Нікопольському та Синельниківському», districts of cities."""

from __future__ import annotations

import re

from conflictdata.model import Place, PlaceKind, Relation
from conflictdata.places._candidates import (
    Candidates,
    candidates_of,
    district_candidates,
    region_candidates,
    sea_candidates,
    sector_candidates,
    sites_of,
    town_candidates,
)
from conflictdata.places._cities import cities_with, divided
from conflictdata.places._context import kind_of
from conflictdata.places._gazetteer import EXACT, INFLECTED, OTHER_NAME, SLAVIC
from conflictdata.places._inflect import adjective_stem, in_neuter
from conflictdata.places._lines import Lines

_LIST = 300
"""Characters back to which a list of divisions may have begun: «громади: Юнаківська, Хотінська ...»."""
_COUNT = re.compile(r"\d\s?[-–—]\s?\Z")
"""A count before the item of a list: "18 – над Саратовской областью, 10 – Ростовской"."""
_ELLIPSIS = 160
"""Characters within which another item of the list has the type word."""
_ADJECTIVES = 16
"""Adjectives of a list up to the type word that they share."""
_CITY = 100_000
_KNOWN = 15_000
"""People of a town whose adjective is understood without a capital letter."""
_CENTRE = 5_000
"""People from whom on a town is likelier than a village the one after which a district is called."""
_SAME_CITY = 600
"""Characters within which a city was named whose district is told of without it."""
_DASHES = frozenset("—–-")
_QUOTES = frozenset('«„“"')


def _in_sk(place: Place) -> bool:
    """Whether a town has a masculine name in -ск."""
    return place.name.rstrip("’'").endswith("k")


class Adjectives(Lines):
    """Reads adjectives as the divisions, sectors, seas and towns that they are of."""

    def _add(
        self, at: int, size: int, start: int, end: int, name: str, candidates: Candidates,
        right: re.Match[str] | None,
    ) -> None:  # fmt: skip
        """Take a name with candidates for a place if what stands around it lets it."""
        raise NotImplementedError

    def _adjective(self, at: int, start: int, end: int, name: str, named: Candidates) -> bool:
        """A name in the form of an adjective: "Сумской области", "на Покровському напрямку"."""
        kind, stop, shared = self._adjective_type(at, end)
        if kind is None:
            kind, stop = self._elliptical(start, end), end
        if kind == "district" and self._of_city(at, stop):
            self.parts.add(stop)
            return True
        listed = self._listed_division(start) if kind is None else ""
        if kind is None:
            kind = self._listed_type(start, end, name, listed)
        if kind is None:
            return self._untyped(at, start, end, name, named)
        third = kind == "district" and self.lex.third.search(listed or self.text[end:stop]) is not None
        candidates = self._meant(kind, name, (start, end, stop), third, shared=shared)
        if not candidates and shared and kind == "river" and named:
            self._add(at, 1, start, end, name, named, None)
            return True  # "районах Невського та Серебрянського лісництва": no forest, but a village
        if kind == "site" and not candidates:
            return False
        candidates = candidates or self._called_after(kind, name)
        if kind == "direction":
            candidates = self._sector(name, candidates)
        if not candidates and (kind not in ("district", "direction") or name[0].islower()):
            return False
        span = self._make(start, end, name, candidates)
        span.third = third
        if not shared:
            span.end = span.outer_end = stop
        self._typed(span, kind)
        span.strong = True
        self._left(span)
        if self.lex.listing.seas.match(self.text, end, stop):
            self._sea_before(at, start)
        self.spans.append(span)
        return True

    def _called_site(self, start: int, name: str) -> Candidates:
        """What the word for a site before a quoted name makes of it."""
        placed = self._placed(start) if self.text[start - 1 : start] in _QUOTES else None
        noun = self.lex.called.get("site")
        if placed is None or noun is None or not placed.words.get("site"):
            return ()
        return self._called(f"{noun} {name}")

    def _listed_division(self, start: int) -> str:
        """The word for districts or communities, on whose list an adjective at ``start`` stands; "" on none."""
        listed = self.lex.listing.divisions.search(self.text, max(0, start - _LIST), start)
        return "" if listed is None else listed[1]

    def _listed_type(self, start: int, end: int, name: str, listed: str) -> str | None:
        """The type of an adjective on a list that began with the word for it."""
        if listed and district_candidates(self.gazetteer, name, self.lex.third.search(listed) is not None):
            return "district"
        regions = self.lex.listing.regions.search(self.text, max(0, start - _LIST), start)
        if regions and region_candidates(self.gazetteer, name):
            return "region"
        return "direction" if self._listed_sector(start, end, name) else None

    def _untyped(self, at: int, start: int, end: int, name: str, named: Candidates) -> bool:
        """An adjective without a type word: a town called so, or a works or an airfield in the town that it names."""
        if name.endswith(self.lex.listing.of_many) and region_candidates(self.gazetteer, name):
            return False  # «Кримські канали»: no town in -ськ is called so in any case
        if self._facility(end):  # "Рязанский НПЗ" is in Ryazan, not in a village Рязанский
            towns = town_candidates(self.gazetteer, name)
            towns = tuple(each for each in towns if each[0].country in SLAVIC)
            if name[0].islower():
                towns, named = self._well_known(name, towns), ()
            named = tuple(dict((*named, *towns)).items())
        if not named:
            return False
        before = self._before(start - 30, start)
        if self.lex.lang == "ru" and in_neuter(name) and before and before[1].lower() in self.lex.within:
            named = tuple(each for each in named if not _in_sk(each[0])) or named
        self._add(at, 1, start, end, name, named, None)
        return True

    def _meant(
        self, kind: str, name: str, ends: tuple[int, int, int], third: bool, *, shared: bool
    ) -> Candidates:
        """What an adjective means with its type word; ``ends``: where it begins and ends, and where that word does."""
        start, end, stop = ends
        if kind == "region":
            return region_candidates(self.gazetteer, name) or sites_of(
                candidates_of(self.gazetteer, self.text[start:stop], self.lex.lang)
            )  # «Кинбурнский полуостров»
        if kind == "direction":
            return sector_candidates(self.gazetteer, name)
        if kind == "district":
            return district_candidates(self.gazetteer, name, third)
        if kind not in ("river", "site"):
            return ()
        words = f"{name} {self.text[end:stop].split()[-1]}" if shared else self.text[start:stop]
        found = candidates_of(self.gazetteer, words, self.lex.lang)
        if not found and self.lex.listing.sea.search(self.text, end, stop):
            return sea_candidates(self.gazetteer, name)
        return found

    def _called_after(self, kind: str, name: str) -> Candidates:
        """The towns after which a division or a sector is called that the gazetteer lacks; no district is called after a
        town abroad that sounds so."""
        found = town_candidates(self.gazetteer, name)
        if kind != "district":
            return found
        found = tuple(each for each in found if each[0].country in SLAVIC or each[1] >= EXACT)
        largest = max((place.population for place, _ in found), default=0)
        if largest < _CENTRE:
            return found
        return tuple(each for each in found if each[0].population * 10 >= largest)

    def _listed_sector(self, start: int, end: int, name: str) -> bool:
        """Whether an adjective goes on a list of sectors behind the word for them, each with its own places perhaps."""
        if not self.lex.listing.sectors.search(
            self.text, max(0, start - _LIST), start
        ) or not self.lex.listing.item_ends.match(self.text, end):
            return False
        towns = town_candidates(self.gazetteer, name)
        return any(place.id in self.gazetteer.direction_towns for place, _ in towns)

    def _sea_before(self, at: int, start: int) -> None:
        """The first of two seas: "Черного" (и Азовского морей), an adjective of no town."""
        first = self.tokens[at - 1] if at else None
        if first is None or not self.lex.joins(self.text[first.end : start]):
            return
        if seas := sea_candidates(self.gazetteer, first.text):
            self.spans = [each for each in self.spans if each.start < first.start]
            span = self._make(first.start, first.end, first.text, seas)
            self._typed(span, "river")
            span.strong = True
            self._left(span)
            self.spans.append(span)

    def _sector(self, name: str, found: Candidates) -> Candidates:
        """What a sector is called after: a town, else the region, «Волинський напрямок», else a village near."""
        if any(place.kind is PlaceKind.AREA for place, _ in found):
            return found
        near = tuple(each for each in found if each[0].country in SLAVIC)
        known = tuple(
            each for each in near if each[0].id in self.gazetteer.direction_towns and each[1] > OTHER_NAME
        )
        if known or any(place.population >= _KNOWN for place, _ in near):
            return known or near
        regions = region_candidates(self.gazetteer, name)
        return tuple(each for each in regions if each[1] >= INFLECTED) or near or regions

    def _well_known(self, name: str, towns: Candidates) -> Candidates:
        """Towns of which an adjective in small letters can be, not one of a region elsewhere: "кримський аеродром"."""
        regions = {
            place.name for place, score in region_candidates(self.gazetteer, name) if score >= INFLECTED
        }
        return tuple(
            each
            for each in towns
            if each[0].population >= _KNOWN and (not regions or each[0].admin1 in regions)
            and each[0].kind is PlaceKind.SETTLEMENT
        )  # fmt: skip

    def _facility(self, end: int) -> bool:
        """Whether a works or an airfield called by the adjective follows: a thing in or at the town."""
        return self.lex.facility is not None and self.lex.facility.match(self.text, end) is not None

    def _elliptical(self, start: int, end: int) -> str | None:
        """The type of an adjective whose type word stands with another: "12 над Орловской, 3 над Курской областью",
        «у Куп'янському районі ..., а в Чугуївському поранено двох»."""
        name = self.text[start:end]
        ends = self.lex.listing.listed_on.match(self.text, end) is not None
        if self._next_sector(start, name):
            return "direction"  # «На Лиманському напрямку ... . На Придніпровському українські воїни ...»
        if not (ends or self.lex.listing.tells.match(self.text, end)):
            return None
        last = self.spans[-1] if self.spans else None
        goes_on = (
            last is not None
            and (last.relation is Relation.DIRECTION or last.kind in (PlaceKind.DISTRICT, PlaceKind.REGION))
            and (
                self.text[last.outer_end : start].strip() in _DASHES
                or self.lex.joins(self.text[last.outer_end : start])
            )
        )
        counted = _COUNT.search(self.text, max(0, start - 12), start) is not None
        if not (goes_on or counted or self._locative(start)):
            return None
        around = self.text[end : end + _ELLIPSIS], self.text[max(0, start - _ELLIPSIS) : start]
        if (
            ends
            and any(map(self.lex.listing.region.search, around))
            and region_candidates(self.gazetteer, name)
        ):
            return "region"
        on = goes_on or counted or self.lex.listing.on.search(self.text, max(0, start - 5), start) is not None
        if (
            on
            and self._sectors_near(around)
            and (sector_candidates(self.gazetteer, name) or town_candidates(self.gazetteer, name))
        ):
            return "direction"
        behind, before = self.lex.listing.district
        of_districts = (behind.search(around[0]) or before.search(around[1])) is not None
        if (
            not of_districts and last is not None and ends
        ):  # «У Сумському районі ... . У Шосткинському – без змін»
            of_districts = last.kind is PlaceKind.DISTRICT and start - last.outer_end <= _ELLIPSIS
        return "district" if of_districts and district_candidates(self.gazetteer, name) else None

    def _next_sector(self, start: int, name: str) -> bool:
        """Whether a sentence opens with a sector in short behind one that names another in full."""
        opens = self.lex.listing.on.search(self.text, max(0, start - 5), start) is not None and self._initial(
            start - 3
        )
        before = self.text[max(0, start - _ELLIPSIS) : start - 3].rstrip(" .!?\n")
        if not opens or not self.lex.listing.sector[1].search(before):
            return False
        towns = town_candidates(self.gazetteer, name)
        return bool(sector_candidates(self.gazetteer, name)) or any(
            place.id in self.gazetteer.direction_towns for place, _ in towns
        )

    def _sectors_near(self, around: tuple[str, str]) -> bool:
        """Whether the sentence names a sector with its type word."""
        behind, before = self.lex.listing.sector
        return behind.search(around[0]) is not None or before.search(around[1]) is not None

    def _of_city(self, at: int, stop: int) -> bool:
        """Whether a city follows the adjective and "район": a part of the city, "Шевченківському районі Харкова"."""
        after = next((t for t in self.tokens[at + 1 : at + 3] if t.start in (stop + 1, stop + 4)), None)
        if after is None or self.text[stop : after.start] not in (" ", "\u00a0", " of "):
            return False
        if kind_of(self.lex.right.match(self.text, after.end)) in ("region", "district"):
            return False  # "districts of Belgorod Oblast"
        found = candidates_of(self.gazetteer, after.text, self.lex.lang)
        return any(
            (place.population >= _CITY or place.id in divided()) and score >= INFLECTED
            for place, score in found
        )

    def _part_of_city(self, at: int, start: int, stop: int, name: str) -> bool:
        """A district of the city named last before it that has one of the name: "In Odesa ... the Kyivskyi district".

        Without one before it, of the only city that has one, if no raion is called so.
        """
        cities = cities_with(name)
        if not cities or self._divided(at + 1, stop) or self._of_city(at, stop):
            return False
        behind = self.lex.in_city.match(self.text, stop)
        city = self._last_city(cities, start)
        if (
            city is None
            and behind is None
            and len(cities) == 1
            and not district_candidates(self.gazetteer, name)
        ):
            city = self.gazetteer.get(cities[0]) if self.gazetteer.has(cities[0]) else None
        if city is not None:
            span = self._make(start, stop, self.text[start:stop], ((city, EXACT),))
            self._left(span)
            span.kind, span.relation, span.strong = PlaceKind.SETTLEMENT, Relation.IN, True
            self.spans.append(span)
        return city is not None or behind is not None

    def _last_city(self, ids: tuple[str, ...], start: int) -> Place | None:
        """The one of some cities that the text names last before ``start``."""
        for span in reversed(self.spans):
            if start - span.end > _SAME_CITY:
                return None
            found = next((place for place, _ in span.candidates if place.id in ids), None)
            if found is not None and span.kind in (None, PlaceKind.SETTLEMENT):
                return found
        return None

    def _adjective_type(self, at: int, end: int) -> tuple[str | None, int, bool]:
        """The type word an adjective belongs to, where it ends, and whether further adjectives share it."""
        for ahead in range(at, min(at + _ADJECTIVES, len(self.tokens))):
            token = self.tokens[ahead]
            if ahead > at:
                gap = self.text[end : token.start]
                if not self.lex.joins(gap) or not adjective_stem(token.text):
                    return None, end, False
            right = self.lex.right.match(self.text, token.end)
            if right is not None:
                return right.lastgroup, right.end(), ahead > at
            community = self.lex.listing.community.match(self.text, token.end)
            end = token.end if community is None else community.end()
        return None, end, False
