"""Whether a name is meant as a place, and what it does in its sentence."""

from __future__ import annotations

import re

from conflictdata.model import PlaceKind, Relation
from conflictdata.places._bearers import bearers_of
from conflictdata.places._context import Context
from conflictdata.places._gazetteer import EXACT, SOUND, importance
from conflictdata.places._lexicon import Lexicon
from conflictdata.places._mention import Role
from conflictdata.places._relation import DIVISION
from conflictdata.places._span import Span, Token

_SURNAME = re.compile(r"(?:ов|ев|ёв|ин|ын|ко|ський|ский|ова|ева|ина|ому|ого|енко)$")
_INITIAL = re.compile(r"(?<!\w)[A-ZА-ЯІЇЄҐ]\.\s?$")
"""What stands before a surname: "J. Smith"."""
_PARTICIPLE = re.compile(r"(?:[еёо]н[аоыи]?|н[оаі]|[ая]т[аоыі]?|т[оиі]|л[иао]|в)$")
"""Endings of verbs and participles that open a Russian or Ukrainian sentence: "Взята Суджа"."""
_FRONTED = re.compile(r"[іїое]вку\Z")
_DONE = re.compile(
    r"\s+(?:(?:не|знову|снова|повністю|полностью|вночі|уночі|вранці|ввечері|вдень|ночью|утром|вечером|днем|теж|уже|вже|тоже|також|также)\s+)?[а-яіїєґ]{3,}(?:но|то|ли|ють|ют|ють|ят|уть|ут)(?!\w)"
)
"""A verb form behind its object: "звільнено", "освободили", "обстріляно", "штурмуют"."""
_NEXT = re.compile(r"\s([^\W\d_][\w-]*)")
_IN_LINE = re.compile(r"(?<![\w#])[^\W\d_][\w'’-]*\s#\Z")
"""Before a name with a hash sign that stands in a sentence and not among tags behind it: "fighting near #Bakhmut"."""
_LAST_PART = re.compile(r"[^\w.'’ʼ]")
_NEAR = ("UA", "RU", "BY")
_SHORT_NAME = 5
_SHORT_SIZE, _KNOWN = 3, 500_000
"""Letters of names that words and abbreviations share, and inhabitants of a city that is meant all the same."""
TITLE = 24
"""Characters before a name that are searched for a title."""
_KNOWN_CITY = 200_000
"""Inhabitants of a city whose case forms are no surname."""


def name_of_person(name: str, following: Token | None, lex: Lexicon) -> bool:
    """Whether a first name and a surname stand together."""
    return name in lex.given and following is not None and following.text not in lex.never


_LISTED = 2
"""Settlements before a word that make it one of a list of such."""

_QUOTES, _THING = frozenset('«„“"'), 3
"""What opens a quoted name, and how far before it the word ends that tells of what it is."""
_QUOTED = re.compile(r"(?:[ -][\w'’ʼ.-]{2,20}){1,2}[»”“\"]")
"""The rest of a quoted name of two or three words."""

_GOVERNED = 1_000
"""People from whom on a town has a mayor whom reports name by it."""
_UNDECLINED = ("о", "е", "и", "у")


def _in_case(span: Span) -> bool:
    """Whether the name stands in a case, as a town behind its mayor's title does."""
    return any(0.9 <= score < 1.0 and place.population > 1_000 for place, score in span.candidates)


class Acceptance(Context):
    """Tells places from persons, units and things that bear their names."""

    def _lists_on(self, start: int) -> bool:
        """Whether it goes on a list of settlements that the words before show to be one."""
        last, end = self._last_named()
        return (
            last is not None and self.lex.lang != "en" and (last.strong or last.locative or last.listing)
            and last.kind in (None, PlaceKind.SETTLEMENT) and self.lex.joins(self.text[end:start])
        )  # fmt: skip

    def _amid(self, start: int, end: int) -> bool:
        """Whether it stands among the names of a list of settlements: «Розлив, Станіслав, Олександрівка»."""
        if self.lex.lang == "en" or self.text[end : end + 1] != "," or len(self.spans) < _LISTED:
            return False
        at = start
        for span in self.spans[: -_LISTED - 1 : -1]:
            settlement = span.role is Role.PLACE and span.kind in (None, PlaceKind.SETTLEMENT)
            if not (settlement and self.lex.joins(self.text[span.outer_end : at])):
                return False
            at = span.outer_start
        return True

    def _captured(self, start: int) -> bool:
        """Whether the words before take a settlement for their object, or the list of another one goes on: «взяты Победа»."""
        before = self._before(start - TITLE, start)
        if before is not None and before[1] in self.lex.fighting.last:
            return self.lex.fighting.before.search(self.text, max(0, start - 2 * TITLE), start) is not None
        last, end = self._last_named()
        return last is not None and last.captured and self.lex.joins(self.text[end:start])

    def _role(self, span: Span, at: int, size: int) -> None:
        text, end = self.text, max(span.end, span.outer_end if span.kind else span.end)
        if (
            text[end : end + 2] in ("'s", "’s")
            or text[end : end + 1] in ("'", "’")
            and text[end - 1 : end] == "s"
        ):
            span.role = Role.MODIFIER
            return
        if span.relation is Relation.IN and (self.lex.thing.match(text, end) or self._attribute(span, end)):
            span.role = Role.MODIFIER
            return
        tag = text[span.start - 1 : span.start] == "#"
        if tag and not _IN_LINE.search(text, max(0, span.start - TITLE), span.start):
            span.role = Role.MODIFIER
            return
        if span.kind is PlaceKind.ROAD and span.relation is not Relation.ALONG:
            span.role = Role.MODIFIER
            return
        if (
            span.locative
            or span.own_relation
            or span.city
            or span.kind is not None
            or span.bearing is not None
            or self._runs_on(at + size)
        ):
            return
        capital = span.name in self.lex.capital
        if not (capital or bearers_of(span.candidates).country):
            return
        best = max(span.candidates, key=lambda each: each[1] * 10 + importance(each[0]), default=None)
        if best is not None and (best[0].kind is PlaceKind.COUNTRY or capital):
            span.role = Role.MODIFIER  # a country or its capital that acts

    def _attribute(self, span: Span, end: int) -> bool:
        """Whether an abbreviated country belongs to what follows: "US aid", but not "the US and Britain"."""
        if span.name not in self.lex.short:
            return False
        following = _NEXT.match(self.text, end)
        if following is None:
            return False
        word = following[1]
        return word not in self.lex.locatives and not self.lex.joins(word)

    def _runs_on(self, at: int) -> bool:
        """Whether a capitalised word that is no known word follows directly: "Mali Kopani" is not Mali."""
        if at >= len(self.tokens) or self.text[self.tokens[at - 1].end : self.tokens[at].start] != " ":
            return False
        return self.tokens[at].text not in self.lex.never

    def _acceptable(self, span: Span, at: int, size: int) -> bool:
        """Whether a name with candidates is meant as a place."""
        text, lex, first = self.text, self.lex, self.tokens[at]
        if span.kind in (PlaceKind.REGION, PlaceKind.DISTRICT) and span.candidates:
            return True
        before = (
            self.tokens[at - 1]
            if at and text[self.tokens[at - 1].end : first.start] in (" ", "\u00a0")
            else None
        )
        after_at = at + size
        following = self.tokens[after_at] if after_at < len(self.tokens) else None
        if following is not None and text[self.tokens[after_at - 1].end : following.start] != " ":
            following = None
        typed = span.kind is PlaceKind.SETTLEMENT or span.own_relation or span.glossed or span.divided
        typed = typed or span.captured or self._amid(span.start, span.end)
        site = span.strong and bearers_of(span.candidates).sites
        if size == 1 and span.name in lex.never and not (typed or site or self._lists_on(span.start)):
            return False
        if (
            size == 1
            and span.name in lex.given
            and not typed
            and (following is not None or not span.locative)
        ):
            return False
        if size == 1 and name_of_person(span.name, following, lex):
            return False  # "мэр города Иван ...": the city is none of his name
        if before is not None and before.text in lex.given and not typed:
            return False
        if size == 1 and at and self._saint(self.tokens[at - 1], first):
            return False
        if span.kind is None and self._initialled(first.start):
            return False
        if span.kind is None and not span.own_relation and self._titled(span.outer_start):
            if following is not None and following.text in lex.given:
                return _in_case(span)  # "мер Енергодара Дмитро"
            return self._governed(span)
        quoted = (
            text[span.start - 1 : span.start] in '«„"'
            and text[span.end : span.end + 1] in '»“"'
            and span.start > 0
        )
        if quoted and span.kind is not PlaceKind.SETTLEMENT:
            return self._airfield(span.start) or any(
                place.kind is PlaceKind.SITE for place, _ in span.candidates
            )
        if span.kind is None and not span.own_relation and self._named_thing(span):
            return False
        if span.strong or span.locative or span.glossed or span.divided:
            return True
        return self._plain(span, before, following)

    def _named_thing(self, span: Span) -> bool:
        """Whether it opens the quoted name of something else, of which the word before tells: «магазин "Геркулес Молоко"»."""
        start, text = span.start, self.text
        if start < _THING or text[start - 1] not in _QUOTES or not text[start - 2 : start - 1].isspace():
            return False
        closing = _QUOTED.match(text, span.end)
        return closing is not None and text[start - _THING].isalpha()

    def _airfield(self, start: int) -> bool:
        """Whether an airfield is called by the quoted name, as they are by their towns: «летовище «Липецьк»»."""
        placed = self._placed(start)
        return placed is not None and bool(placed.words.get("site"))

    def _saint(self, before: Token, name: Token) -> bool:
        """Whether an unknown saint is called: "St. Michael's Hospital" is in no Michael."""
        if before.text.rstrip(".") not in self.lex.spelled_out:
            return False
        return self.text[before.end : name.start] in (" ", ". ")

    def _initialled(self, start: int) -> bool:
        """Whether the initial of a given name stands before ``start``."""
        if "." not in self.text[max(0, start - 2) : start]:
            return False
        return _INITIAL.search(self.text, max(0, start - 4), start) is not None

    def _governed(self, span: Span) -> bool:
        """Whether the title is that of an office and the name no surname, but the town's: "мэр Шебекино сообщил"."""
        office, name = self.lex.office, span.name.lower()
        if office is None or name.endswith(self.lex.surname):
            return False
        if office.search(self.text, max(0, span.outer_start - TITLE), span.outer_start) is None:
            return False
        large = any(place.population > _GOVERNED for place, _ in span.candidates)
        return _in_case(span) or (large and name.endswith(_UNDECLINED))

    def _titled(self, start: int) -> bool:
        """Whether a title or an office stands before ``start``, as before the name of a person."""
        before = self._before(start - TITLE, start)
        if before is None or _LAST_PART.split(before[1])[-1] not in self.lex.titles:
            return False  # quicker than the search, and so for most names
        return self.lex.title.search(self.text, max(0, start - TITLE), start) is not None

    def _plain(self, span: Span, before: Token | None, following: Token | None) -> bool:
        """A bare name: accepted when it is known enough and not part of a longer unknown name."""
        lex = self.lex
        opening = before is not None and self._opens(before)
        verb = (
            opening
            and before is not None
            and (" " in span.name or _PARTICIPLE.search(before.text) is not None)
        )
        if before is not None and not self._apart(before) and not verb:
            return False
        if following is not None and not self._apart(following):
            return self._of_institution(span, following)
        best = max(span.candidates, key=lambda each: (each[1], importance(each[0])))
        place, score = best
        if place.kind in (
            PlaceKind.COUNTRY,
            PlaceKind.REGION,
            PlaceKind.RIVER,
            PlaceKind.AREA,
            PlaceKind.SITE,
        ):
            return score >= 0.9
        if place.kind is PlaceKind.DISTRICT and span.name.split()[-1].capitalize() in lex.counties:
            return score == EXACT
        if lex.lang == "en":
            if place.population < _KNOWN_CITY and lex.speaks.match(self.text, span.end):
                return False  # "Ivanov told the court"
            if place.country in _NEAR:
                return score >= SOUND and (len(span.name) > _SHORT_SIZE or place.population >= _KNOWN)
            known = place.population >= 100_000 and score == EXACT
            span.doubtful = not known and score == EXACT
            return known
        certain = 0.8 if len(span.name) > 6 else 0.9
        alone = score < 1.0 and " " not in span.name and self._initial(span.start)
        if score < certain or (alone and not self._object(span)):
            return False
        surname = score < 1.0 and _SURNAME.search(span.name.lower()) is not None
        return not surname or place.population >= _KNOWN_CITY  # "Харькова", "Ростова"

    def _of_institution(self, span: Span, following: Token) -> bool:
        """Whether a division's institution is named: "the Kansas Department of Health", "Walker County Commissioners Court".

        One of a town is only where the text names the town elsewhere: "Jackson High School" may be called after a man.
        """
        if following.text not in self.lex.institutions:
            return False
        span.role = Role.MODIFIER
        exact = [place.kind for place, score in span.candidates if score == EXACT]
        span.doubtful = bool(exact)
        return any(kind in DIVISION for kind in exact)

    def _apart(self, token: Token) -> bool:
        """Whether a capitalised word beside a name is no part of it: known words, places, abbreviations ("РСЗВ")."""
        known = token.text in self.lex.never or token.text in self.lex.given or self._is_place(token)
        return known or (len(token.text) > 1 and token.text[:2].isupper())  # with an ending: "КАБами"

    def _object(self, span: Span) -> bool:
        """Whether a verb without a subject follows, whose object the name is: "Снігурівку звільнено"."""
        if _FRONTED.search(span.name) is not None:
            return True  # no subject ends so: "Семенівку ворог атакував"
        known = len(span.name) > _SHORT_NAME or any(
            p.population >= _KNOWN_CITY and p.country in _NEAR for p, _ in span.candidates
        )
        if not known:
            return False
        taken = self.lex.taken is not None and self.lex.taken.match(self.text, span.end) is not None
        taken = taken and not span.name.lower().endswith(self.lex.surname)  # «Щербиновка взята»
        return taken or _DONE.match(self.text, span.end) is not None

    def _opens(self, token: Token) -> bool:
        """Whether a word opens its sentence, so that its capital letter says nothing."""
        at = token.start - 1
        while at >= 0 and self.text[at] in " \t\u00a0":
            at -= 1
        return at < 0 or self.text[at] in '.!?…\n»”"–—•'

    def _is_place(self, token: Token) -> bool:
        return any(span.start <= token.start < span.end for span in self.spans[-3:])
