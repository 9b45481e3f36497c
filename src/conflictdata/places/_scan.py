"""From a text to the names in it that may be places, with the words around them that say how.

The work is linear in the text: names are runs of capitalised words, looked up with at most ``_LONGEST`` words,
and the words that place a name are searched for in a window of fixed size before and after it.
"""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import lru_cache

from conflictdata.model import PlaceKind
from conflictdata.places._adjective import Adjectives
from conflictdata.places._candidates import (
    Candidates,
    candidates_of,
    district_candidates,
    may_begin,
    region_candidates,
    river_candidates,
    sector_candidates,
    sites_of,
)
from conflictdata.places._context import GLOSS, kind_of
from conflictdata.places._gazetteer import EXACT, INFLECTED, SLAVIC, Gazetteer
from conflictdata.places._inflect import adjective_of_land, adjective_stem
from conflictdata.places._lexicon import Lexicon
from conflictdata.places._mention import Role
from conflictdata.places._minor import is_minor
from conflictdata.places._names import is_cyrillic
from conflictdata.places._span import Span, Token, ordinary

_CONNECTED = re.compile(
    r" (?:(?:de|del|di|da|do|la|al|am|on|upon|sur|es|and|the|of|der|den|du|des|le|les|el)(?: la| los| las)? )?"
)
_CITY = 100_000
_SHORT = 3
"""Letters of what is an abbreviation even at the head of a report."""


_ARTICLE_ENDS = frozenset("- ")
"""What stands behind the two letters of an Arabic article."""

_LONGEST, _JOINED = 4, 11
"""Words of a name, and characters between two of them."""


class Scanner(Adjectives):
    """Finds the spans of one text."""

    def scan(self) -> list[Span]:
        """Spans in order, with relation, role and whether the context says they are places."""
        at, ahead = 0, 0
        while at < len(self.tokens):
            taken = self._take(at, ahead)
            if taken:
                ahead = self.tokens[at + taken - 1].end
            at += taken or 1
        if self.doubtful and self.spans:
            named = {span.name.casefold() for span in self.spans if span.role is not Role.MODIFIER}
            self.spans += [span for span in self.doubtful if span.name.casefold() in named]
            self.spans.sort(key=lambda span: span.start)
        return self.spans

    def _take(self, at: int, ahead: int) -> int:
        token = self.tokens[at]
        if token.start < ahead:
            return 1
        bare = bareness(self.gazetteer, self.lex, token.text)
        if bare and not self._may_join(at):
            if bare is Bare.GRAMMAR:
                return 1
            if self._stands_alone(at):
                return (
                    1
                    if bare is Bare.KNOWN and not self._glossed_ahead(at + 1, token.end)
                    else self._unknown(at, 1) or 1
                )
        if taken := self._split_phrase(at):
            return taken
        run = longest = self._run(at)
        if run > 1 and not self._may_begin(self.text[token.start : self.tokens[at + 1].end]):
            run = 1
        if run == 1 and token.text in self.lex.function:
            return 1
        for size in range(run, 0, -1):
            if size == 1 < longest and self._two_words_of_list(at) and (taken := self._unknown(at, 2)):
                return taken
            start, end = token.start, self.tokens[at + size - 1].end
            if self._try(at, size, start, end):
                return size
        if self.lex.features and (taken := self._feature(at, longest)):
            return taken
        return self._split(token) or self._unknown(at, longest) or 1

    def _may_join(self, at: int) -> bool:
        """Whether a word and the one behind it may be one name, or a line."""
        if at + 1 >= len(self.tokens):
            return False
        token, following = self.tokens[at], self.tokens[at + 1]
        gap = following.start - token.end
        if gap == 1 and (following.text not in self.lex.never or "-" in following.text):
            return True
        return 0 <= gap <= _JOINED and may_begin(self.gazetteer, self.text[token.start : following.end])

    def _stands_alone(self, at: int) -> bool:
        """Whether no word for a kind of place stands behind a word that is none itself; quicker than to try it."""
        end = self.tokens[at].end
        if self.counties.any or self.text[end : end + 1] == "-":
            return False
        return self.lex.right.match(self.text, end) is None

    def _two_words_of_list(self, at: int) -> bool:
        """Whether a list of settlements has a name of two words there that no gazetteer knows: "..., Lozovaya Rudka, and"."""
        first, second = self.tokens[at], self.tokens[at + 1]
        if second.start - first.end != 1 or not self._lists_settlements(first.start):
            return False
        names = (first.text, second.text)
        if any(each in self.lex.never or each in self.lex.given or not ordinary(each) for each in names):
            return False
        if self.lex.right.match(self.text, first.end) is not None:
            return False
        found = candidates_of(self.gazetteer, first.text, self.lex.lang)
        if any(place.kind is not PlaceKind.SETTLEMENT or place.population >= _CITY for place, _ in found):
            return False
        return self.text[second.end : second.end + 1] in ("", ",", ".") or self.lex.joins(
            self.text[second.end : self.tokens[at + 2].start] if at + 2 < len(self.tokens) else ""
        )

    def _run(self, at: int) -> int:
        """How many tokens from ``at`` on can be one name."""
        size = 1
        if len(self.tokens[at].text) == 1:
            return size  # "В Воронеже": the preposition of an opening
        while size < _LONGEST and at + size < len(self.tokens):
            before, after = self.tokens[at + size - 1].end, self.tokens[at + size].start
            if not 0 <= after - before <= _JOINED:
                break  # what stands behind an apostrophe is a token as well, and no further word
            gap = self.text[before:after]
            if (gap.strip() or "\n" in gap) and not self._connected(at + size, gap):
                break
            size += 1
        return size

    def _connected(self, at: int, gap: str) -> bool:
        """Whether two capitalised words belong to one name: "St. Petersburg", "Rio de Janeiro"."""
        if gap == ". ":
            return self.tokens[at - 1].text.capitalize() in ("St", "Ste", "Mt", "Ft")
        return len(gap) > 2 and _CONNECTED.fullmatch(gap) is not None

    def _try(self, at: int, size: int, start: int, end: int) -> bool:
        name = self.text[start:end]
        if size == 1 and name in self.lex.abbreviations and self._abbreviation(at, start, end, name):
            return True
        if (
            size == 1
            and name in self.lex.common
            and not (self._divided(at + 1, end) or self._lists_on(start))
        ):
            return False  # no village of Bridge
        candidates: Candidates = ()
        if name in self.lex.stands_for:
            candidates = candidates_of(self.gazetteer, self.lex.stands_for[name], self.lex.lang)
        elif size > 1:
            candidates = self._meanings(name)
        elif (
            name in self.lex.short
            or ordinary(name)
            or (len(name) > 1 and name.isupper() and self._called_here(start, end))
        ):
            candidates = candidates_of(self.gazetteer, name, self.lex.lang)
            if name in self.lex.short:  # no town of Uk
                wide = (PlaceKind.COUNTRY, PlaceKind.REGION, PlaceKind.AREA)
                candidates = tuple(each for each in candidates if each[0].kind in wide) or candidates
        elif name.isupper() and len(name) >= _SHORT:  # "the ZNPP"
            candidates = sites_of(candidates_of(self.gazetteer, name, self.lex.lang))
        if size == 1 and self.lex.called:
            candidates = self._called_site(start, name) or candidates  # «на аэродроме «Белая»»
        if not candidates and name[2:3] in _ARTICLE_ENDS and self.lex.articles:
            candidates = self._without_article(name)
        if self.counties.any:
            candidates = self.counties.with_named(name, candidates)
        if self._river(at, size, start, end, name):
            return True
        if not candidates and size == 1 and (land := adjective_of_land(name)):
            return self._county(at, size, start, end, land)
        if (
            size == 1
            and name in self.lex.epithets
            and self._runs_on(at + 1)
            and not self._divided(at + 1, end)
        ):
            return False
        right = self.lex.right.match(self.text, end)
        kind = None if right is None else right.lastgroup
        sited = kind in ("site", "river") or self.text[end : end + 1] == "-"
        if sited and self._site(at, size, start, end, right):
            return True
        if kind == "district" and right is not None and self._part_of_city(at, start, right.end(), name):
            return True
        if kind == "site" and self.lex.lang == "en":
            right = None
        if candidates and right is None and self.lex.streets and self._of_thing(at, size, candidates):
            return False
        if size == 1 and name.endswith(self.lex.listing.plural) and all(fit < EXACT for _, fit in candidates):
            return False  # «Тыловые трассы», of no village of that stem
        adjective = adjective_stem(name.split()[-1].split("-")[-1]) if is_cyrillic(name) else ""
        if adjective and size == 1:
            return self._adjective(at, start, end, name, candidates)
        if (
            self.counties.any
            and right is None
            and self.counties.listed(end)
            and self._county(at, size, start, end, name)
        ):
            return True
        if not candidates:
            kind = right.lastgroup if right is not None and size <= 2 else None
            region = kind == "region" and region_candidates(self.gazetteer, name)
            if not region and not (
                kind == "district" and district_candidates(self.gazetteer, name, self._third(end, right))
            ):
                return False
        self._add(at, size, start, end, name, candidates, right)
        return True

    def _county(self, at: int, size: int, start: int, end: int, name: str) -> bool:
        """One of a list of counties: "Clarke" in "Clarke and Oconee counties"."""
        found = district_candidates(self.gazetteer, name)
        if found:
            span = self._make(start, end, name, found)
            self._left(span)
            span.candidates, span.kind, span.strong = found, PlaceKind.DISTRICT, True
            self._role(span, at, size)
            self.spans.append(span)
        return bool(found)

    def _site(self, at: int, size: int, start: int, end: int, right: re.Match[str] | None) -> bool:
        """A site called after a place: "the Saky airfield", "Engels-2 air base", «Печенізьке водосховище»."""
        if right is None and self.text[end : end + 1] == "-" and self.text[end + 1 : end + 2].isdigit():
            right = self.lex.right.match(self.text, end + 2)
        if right is None or right.lastgroup not in ("site", "river"):
            return False
        name = f"{self.text[start:end]} {right[right.lastgroup]}"
        found = sites_of(candidates_of(self.gazetteer, name, self.lex.lang))
        if found:
            span = self._make(start, right.end(), self.text[start : right.end()], found)
            self._left(span)
            span.candidates, span.strong = found, True
            self._role(span, at, size)
            self.spans.append(span)
        return bool(found)

    def _abbreviation(self, at: int, start: int, end: int, name: str) -> bool:
        """A division abbreviated behind a place or a preposition: "Springfield, Ill.", "in W.Va.", "in W. Va."."""
        before = self.tokens[at - 1] if at else None
        if before is not None and len(before.text) == 1 and self.text[before.end : start] == ". ":
            start, name = before.start, f"{before.text}. {name}"
            before = self.tokens[at - 2] if at > 1 else None
        if name not in self.lex.abbreviated and self.text[end : end + 1] == ".":
            name, end = f"{name}.", end + 1
        full = self.lex.abbreviated.get(name)
        if full is None:
            return False
        behind = before is not None and self.text[before.end : start] in (", ", ". , ")
        behind = behind or self._of_party(start)
        aside = before is not None and self.text[before.end : start] == " "
        side = before is not None and aside and self.lex.sides.get(before.text) is not None
        if not behind and ("." not in name or not (side or self._locative(start))):
            return False
        found = tuple(each for one in full for each in candidates_of(self.gazetteer, one, self.lex.lang))
        divisions = tuple(each for each in found if each[0].kind is PlaceKind.REGION) or found
        divisions = self._around_last(divisions) or divisions[:1] if len(full) > 1 else divisions
        if not divisions:
            return False
        span = self._make(start, end, self.text[start:end], divisions)
        self._left(span)
        span.candidates = divisions
        span.kind = PlaceKind.REGION if divisions[0][0].kind is PlaceKind.REGION else None
        span.strong = True
        self.spans.append(span)
        return True

    def _around_last(self, divisions: Candidates) -> Candidates:
        """Those in which a bearer of the last name lies: "Perth, WA" is not in the state of Washington."""
        bearers = self.spans[-1].candidates if self.spans else ()
        return tuple(
            each for each in divisions if any(self.gazetteer.lies_in(place, each[0]) for place, _ in bearers)
        )

    def _add(
        self,
        at: int,
        size: int,
        start: int,
        end: int,
        name: str,
        candidates: Candidates,
        right: re.Match[str] | None,
    ) -> None:
        if kind_of(right) == "district" and right is not None and self._of_city(at + size - 1, right.end()):
            return  # "the Krasnoarmeysky district of Volgograd"
        gloss = GLOSS.match(self.text, end)
        glossed = gloss is not None and self._starts_gloss(gloss.end())
        divided = kind_of(right) is None and self._divided(at + size, end)
        plain_word = size == 1 and name in self.lex.never and not glossed and not divided
        plain_word = plain_word and name not in self.lex.stands_for and not self._called_site(start, name)
        plain_word = plain_word and (self.lex.lang == "en" or not self._lists_settlements(start))
        captured = self.lex.lang != "en" and self._captured(start)
        plain_word = plain_word and not (captured or self._in_genitive(start, name))
        plain_word = plain_word and not (self._begins_list(at + size, start, end) or self._amid(start, end))
        if plain_word and right is None and self._placing(start) == start:
            return
        span = self._make(start, end, name, candidates)
        span.glossed, span.divided, span.captured = glossed, divided, captured
        if right is not None and right.lastgroup == "site":  # "the Zaporizhzhia nuclear plant"
            whole = candidates_of(self.gazetteer, self.text[start : right.end()], self.lex.lang)
            if any(place.kind is PlaceKind.SITE for place, _ in whole):
                span.candidates, span.end, span.strong = whole, right.end(), True
        elif right is not None:
            kind = right.lastgroup
            span.outer_end = right.end()
            if kind in ("region", "district", "settlement", "river", "road"):
                span.end = right.end()
            self._typed(span, kind)
            span.strong = True
            span.stand_in = right[kind or ""] in self.lex.cities and not _of_size(candidates)
            if kind == "river":
                whole = candidates_of(self.gazetteer, self.text[start : right.end()], self.lex.lang)
                span.candidates = whole or candidates
            elif kind == "region":
                span.candidates = region_candidates(self.gazetteer, name) or candidates
            elif kind == "direction":
                span.candidates = sector_candidates(self.gazetteer, name) or candidates
            elif kind == "district":
                span.third = self._third(end, right)
                township = right[kind] in self.lex.townships
                found = () if township else district_candidates(self.gazetteer, name, span.third)
                span.candidates = found or candidates
                span.stand_in = not found and right[kind] in self.lex.counties
        bare = kind_of(right) in (None, "direction")  # "on the Oskil front"
        if bare and self.text[max(0, start - 4) : start].casefold() == "the ":
            rivers = tuple(each for each in span.candidates if each[0].kind is PlaceKind.RIVER)
            span.candidates = rivers or span.candidates  # "crossed the Dnipro"
        self._left(span)
        self._on_land(span)
        if self.text[start - 1 : start] == "-" and self._of_party(start):
            span.strong = True
        elif not span.strong and name.isupper() and self._dateline(start, end):
            span.strong = True
        self._listed(span)
        if self.lex.locative and span.locative and name.endswith(self.lex.locative):
            span.candidates = tuple(c for c in span.candidates if c[1] == INFLECTED) or span.candidates
        if plain_word and span.kind is not PlaceKind.SETTLEMENT:
            return
        self._role(span, at, size)
        if span.role is Role.MODIFIER and is_minor(span):
            self.doubtful.append(span)  # "Motorized Rifle Brigade"
            return
        if span.role is not Role.MODIFIER and not self._acceptable(span, at, size):
            if span.doubtful:
                self.doubtful.append(span)
            return
        self.spans.append(span)

    def _begins_list(self, following: int, start: int, end: int) -> bool:
        """Whether a list of places begins with a word that is one of them: «в районах Ставків, Новоселівки»."""
        if self.lex.lang == "en" or following >= len(self.tokens) or self.tokens[following].start > end + 2:
            return False
        return self.text[end : end + 2] == ", " and self._named(start)

    def _in_genitive(self, start: int, name: str) -> bool:
        """Whether a town's name stands behind a preposition in a case that looks like an adjective: «біля Українська»."""
        if not self.lex.genitive or not name.endswith(self.lex.genitive):
            return False
        placed = self._placed(start)
        return placed is not None and placed.words["near"] is not None

    def _on_land(self, span: Span) -> None:
        """Read a name as a region's where the preposition before it tells: «на Запоріжжі»."""
        known = self.lex.on_land.get(span.name)
        before = known and self._before(0, span.start)
        if known and before and before[1].lower() == known[0]:
            span.candidates, span.strong = region_candidates(self.gazetteer, known[1]), True

    def _third(self, end: int, right: re.Match[str] | None) -> bool:
        """Whether the type word behind a name is that of a division of the third order."""
        return right is not None and self.lex.third.search(self.text, end, right.end()) is not None

    def _unknown(self, at: int, limit: int) -> int:
        """A name in no gazetteer that the words around it say is a settlement's; 0 or the number of its words."""
        first = self.tokens[at]
        if not ordinary(first.text) or first.text in self.lex.given:
            return 0
        if first.text.rpartition("-")[2].endswith(self.lex.held):
            return 0  # "Russian-held Donetsk"
        if at and self.lex.thing.match(self.text, first.start - 1):
            return 0  # "the Darivka Bridge (northeast of Kherson)": no place called Bridge
        size = 1
        while size < min(limit, 3) and self.tokens[at + size].start - self.tokens[at + size - 1].end == 1:
            if adjective_stem(self.tokens[at + size].text) or self.tokens[at + size].text in self.lex.never:
                break
            if self.lex.thing.match(self.text, self.tokens[at + size].start - 1):
                return 0  # "Railway Bridge (near Kherson City)"
            size += 1
        if size > 1 and any(each.text in self.lex.given for each in self.tokens[at : at + size]):
            return 0
        if (
            size > 1
            and self._opens(first)
            and candidates_of(self.gazetteer, self.tokens[at + size - 1].text, self.lex.lang)
        ):
            return 0  # «Захищаючи Волноваху»
        end = self.tokens[at + size - 1].end
        located = self._glossed_ahead(at + size, end)
        known = first.text in self.lex.never and not located
        if known and size == 1:
            return 0
        named = self._named(first.start)
        if known and not named:
            return 0
        right = self.lex.right.match(self.text, end)
        direction = right is not None and right.lastgroup == "direction"
        divided = self._divided(at + size, end) or self.lex.described.match(self.text, end) is not None
        listed = self._lists_settlements(first.start)
        if not (named or located or direction or divided or listed or (size == 1 and self._shaped(first))):
            return 0
        span = self._make(first.start, end, self.text[first.start : end], ())
        if right is not None and direction:
            span.outer_end = right.end()
            self._typed(span, "direction")
        span.strong, span.listing = True, listed or self._goes_on_towns(first.start)
        self._left(span)
        if span.role is Role.PLACE and not self._person_before(span, at):
            self.spans.append(span)
        return size

    def _goes_on_towns(self, start: int) -> bool:
        """Whether a name goes on a list of settlements that began like any other: "liberated Bilohirka and ..."."""
        before, _ = self._last_named()
        towns = before is not None and any(
            place.kind is PlaceKind.SETTLEMENT for place, _ in before.candidates
        )
        return towns and self._list_goes_on(start)

    def _shaped(self, token: Token) -> bool:
        """Whether the ending of a name inside a sentence says that it is a settlement's."""
        anywhere = self.lex.shaped.fullmatch(token.text) is not None
        if not anywhere and self.lex.shaped_listed.fullmatch(token.text) is None:
            return False
        if self._opens(token):
            return False  # "Забастовка", with a capital only there
        if anywhere or self._list_goes_on(token.start):
            return True
        before = self._before(token.start - 40, token.start)
        behind = before is not None and before[1] in self.lex.locatives
        return behind and self.lex.shaped_after.fullmatch(token.text) is not None

    def _called_here(self, start: int, end: int) -> bool:
        """Whether short capitals are a place's name by what stands around: "the city of LVIV", "LIMA, May 3 —"."""
        return self._named(start) or (end - start > _SHORT and self._dateline(start, end))

    def _named(self, start: int) -> bool:
        """Whether the words before say that a settlement's name begins at ``start``."""
        before = self._before(start - 40, start)
        if before is None or (before[1].isalpha() and before[1] not in self.lex.naming):
            return False  # quicker than the search, and so for most names
        return self.lex.named.search(self.text, max(0, start - 40), start) is not None


class Bare(Enum):
    """What a word is that by itself is no name of a place, nor begins or types one."""

    GRAMMAR = auto()
    KNOWN = auto()
    UNKNOWN = auto()


@lru_cache(maxsize=1 << 14)
def bareness(gazetteer: Gazetteer, lex: Lexicon, word: str) -> Bare | None:
    """Whether a word is bare: of grammar ("The"), a known one ("Russian"), one in no gazetteer; None if it may be a place."""
    lists = (lex.stands_for, lex.abbreviations, lex.features, lex.spelled_out)
    if not word.isalpha() or any(word in each for each in lists) or word.capitalize() in lex.spelled_out:
        return None
    if word in lex.function:
        return Bare.GRAMMAR
    if word in lex.common or adjective_of_land(word) or (is_cyrillic(word) and adjective_stem(word)):
        return None
    means = (
        candidates_of(gazetteer, word, lex.lang)
        or river_candidates(gazetteer, word, lex.lang)
        or region_candidates(gazetteer, word)
        or district_candidates(gazetteer, word)
        or district_candidates(gazetteer, word, third=True)
    )
    if means:
        return None
    return Bare.KNOWN if word in lex.never else Bare.UNKNOWN


def _of_size(candidates: Candidates) -> bool:
    """Whether a name can be a city's, or a place's about which reports on the war are."""
    return any(place.country in SLAVIC or place.population >= _CITY for place, _ in candidates)
