"""Which names of a text locate which: lists that share a relation, glosses in parentheses, divisions."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator

import attrs

from conflictdata.model import Place, PlaceKind, Relation
from conflictdata.places._bearers import bearers_of
from conflictdata.places._candidates import district_candidates, region_candidates
from conflictdata.places._gazetteer import EXACT, INFLECTED, Gazetteer
from conflictdata.places._inflect import adjective_stem
from conflictdata.places._lexicon import Lexicon
from conflictdata.places._mention import Role
from conflictdata.places._names import skeleton
from conflictdata.places._span import FAR, Span
from conflictdata.places._weights import TOWN_POPULATION

_OWNS = re.compile(r"['’]s\s+(?:[a-z]+\s+)?")
"""Behind the name of an owner, up to what is owned: "'s northeastern "."""
_NUMBERED = re.compile(r"(?<!\w)[A-ZА-ЯІ]-?\d{2}")
"""How the number of a road begins."""
_GLOSS = re.compile(r"\s?\([^()\n]{1,80}\)")
_APART = 120
"""Characters between the two names of a pair, a gloss among them."""
_SENTENCE = re.compile(r"[.!?\n](?:(?<=\n)|\s+(?=[^\W\d_a-zа-яіїєґ]))")
_DISTANCE = re.compile(
    r"\s?\(\s*(?:[^\W\d]+\s){0,2}(?P<number>\d{1,3}(?:[.,]\d)?)\s?(?P<unit>[^\W\d]+)\s(?P<side>[^\W\d]+)\s*\)"
)
"""A parenthesis of a distance and a side alone."""
_ADJECTIVE = re.compile(r"(?<![\w-])([а-яіїєґ]{5,24})\s(?:[а-яіїєґ]{1,9}\.?\s)?$")
"""A word in small letters before a name, with at most one between: «запорожского села »."""
_REACH = 40
"""Characters before a name that are searched for such an adjective."""
_ARTICLE = 3
"""Letters, at the most, of an article, which begins what is no attribute: "in Kharkiv the village of"."""
_SEA = re.compile(r"\b(?:Sea|Ocean|Gulf)\b")
_HEADED = re.compile(r"[^\w\n.,;]*(?:[:\n]|\s[—–])")
"""Behind a heading."""
_CLOSES = re.compile(r"[)\]\n]")
_KNOWN_BY_OBLAST = ("UA", "RU", "BY")
"""Where a division is named with its type word, and towns are listed side by side."""
_STATES = 3
"""States of a list from which on its other names are states, too, if two thirds of all are."""
_CITY = 100_000
"""People of a city behind whose suburb its own name stands, not its county's: "Hollywood, Los Angeles"."""
_DIVISIONS = (PlaceKind.REGION, PlaceKind.DISTRICT, PlaceKind.COUNTRY)


def link(text: str, spans: list[Span], lex: Lexicon, gazetteer: Gazetteer) -> None:
    """Fill in ``paren``, ``glosses``, ``containers`` and the inherited relations of ``spans``."""
    _parentheses(text, spans)
    _regions_of_list(text, spans, lex, gazetteer)
    _states_of_list(text, spans, lex, gazetteer)
    _pairs(text, spans, lex)
    _apposed(text, spans, lex)
    _lists(text, spans, lex)
    _containers(text, spans, lex, gazetteer)
    _described(text, spans, gazetteer)
    _named_by_capital(text, spans, lex, gazetteer)
    _glosses(text, spans, lex)
    _distances(text, spans, lex)
    _share(text, spans, lex, gazetteer)
    _around(text, spans)
    _under_headings(text, spans)


def _described(text: str, spans: list[Span], gazetteer: Gazetteer) -> None:
    """ "The Kharkiv village of", «запорожского села Рождественка», «харьковский Волчанск»: the region as an adjective
    before the name holds it."""
    if text.isascii():
        return  # the adjectives that are known are Cyrillic
    for span in spans:
        if span.containers or is_division(span) or span.role is Role.MODIFIER:
            continue
        found = _ADJECTIVE.search(text, max(0, span.outer_start - _REACH), span.outer_start)
        if found is None or not adjective_stem(found[1]):
            continue
        regions = tuple(
            each for each in region_candidates(gazetteer, found[1]) if each[0].country in _KNOWN_BY_OBLAST
        )
        if any(gazetteer.lies_in(place, region) for place, _ in span.candidates for region, _ in regions):
            start, end = found.span(1)
            holder = Span(
                start=start, end=end, outer_start=start, outer_end=end, name=found[1], candidates=regions
            )
            holder.kind, holder.role = PlaceKind.REGION, Role.CONTAINER
            span.containers.append(holder)


def _named_by_capital(text: str, spans: list[Span], lex: Lexicon, gazetteer: Gazetteer) -> None:
    """ "The Donetsk town of Toretsk", "the Sumy border village of": the region by the name of its capital."""
    for first, second in itertools.pairwise(spans):
        bare = first.start + len(first.name)
        if second.kind is not PlaceKind.SETTLEMENT or not bare < second.outer_start < min(
            second.start, bare + _REACH
        ):
            continue
        words = text[bare : second.outer_start].split()
        if (
            first.own_relation
            or is_division(first)
            or not all(w in lex.attributes and len(w) > _ARTICLE for w in words)
        ):
            continue
        regions = tuple(
            each for each in region_candidates(gazetteer, first.name) if each[0].country in _KNOWN_BY_OBLAST
        )
        if any(gazetteer.lies_in(place, region) for place, _ in second.candidates for region, _ in regions):
            first.end = first.outer_end = bare
            first.kind, first.role, first.candidates = PlaceKind.REGION, Role.CONTAINER, regions
            second.containers.append(first)


def _around(text: str, spans: list[Span]) -> None:
    """Name the last district or region of the sentence for the names behind it that no division holds otherwise."""
    division: Span | None = None
    before: Span | None = None
    for span in spans:
        if before is not None and _SENTENCE.search(text, before.end, span.start + 1):
            division = None
        hromada = span.third and division is not None and not division.third
        if span.kind in (PlaceKind.DISTRICT, PlaceKind.REGION) and span.candidates and not hromada:
            division = span
        elif division is not None and not span.containers and span.role is not Role.MODIFIER:
            span.around = division
        before = span


def _under_headings(text: str, spans: list[Span]) -> None:
    """Name the sector of a heading for the names behind it: «Сумское направление: противник атаковал у Алексеевки»."""
    sector, end = None, 0
    for span in spans:
        if span.relation is Relation.DIRECTION and span.role is Role.PLACE and _heads(text, span):
            sector, end = span, text.find("\n\n", span.outer_end)
        elif sector is not None and (end < 0 or span.start < end) and not span.containers:
            span.sector = sector


def _heads(text: str, span: Span) -> bool:
    """Whether it stands alone at the head of a line, a colon or the end of the line behind it."""
    line = text[text.rfind("\n", 0, span.start) + 1 : span.outer_start]
    return not any(map(str.isalnum, line)) and _HEADED.match(text, span.outer_end) is not None


def sentence_end(text: str, start: int, end: int) -> bool:
    """Whether a sentence ends between two positions."""
    return _SENTENCE.search(text, start, end) is not None


def is_division(span: Span) -> bool:
    """Whether a span names a division of land rather than a settlement."""
    return bearers_of(span.candidates).division if span.kind is None else span.kind in _DIVISIONS


def _parentheses(text: str, spans: list[Span]) -> None:
    opens = [m.start() for m in re.finditer(r"[(\[]", text)]
    at = 0
    for span in spans:
        while at < len(opens) and opens[at] < span.start:
            at += 1
        start = opens[at - 1] if at else -1
        if start >= 0 and span.start - start < FAR and not _CLOSES.search(text, start, span.start):
            span.paren = start
            span.outer_start = max(span.outer_start, start + 1)


def _same_list(text: str, first: Span, second: Span, lex: Lexicon) -> bool:
    between = text[first.outer_end : second.outer_start]
    if len(between) > 30:
        return False
    return lex.joins(between) or (not between.strip() and second.outer_start < second.start)


def _regions_of_list(text: str, spans: list[Span], lex: Lexicon, gazetteer: Gazetteer) -> None:
    """ "Donetsk and Luhansk oblasts", "the Inhulets and Dnipro Rivers": the type behind the last name holds for the others."""
    for first, second in zip(reversed(spans[:-1]), reversed(spans[1:]), strict=True):
        if (
            second.kind not in (PlaceKind.REGION, PlaceKind.RIVER, PlaceKind.DISTRICT)
            or (first.kind is not None and not _of_districts(text, first, second))
            or first.city
            or (first.own_relation and not _of_regions(text, first, second, lex))
            or second.name in lex.abbreviated
        ):
            continue
        if first.paren != second.paren or not lex.joins(text[first.outer_end : second.start]):
            continue
        if second.kind is PlaceKind.DISTRICT:
            _district_of_list(text, first, second, lex, gazetteer)
        elif second.kind is PlaceKind.RIVER:
            if rivers := tuple(each for each in first.candidates if each[0].kind is PlaceKind.RIVER):
                first.kind, first.candidates, first.strong = PlaceKind.RIVER, rivers, True
        elif adjective_stem(second.name) and not adjective_stem(first.name):
            continue  # «Одесу та Одеську область»: the city is named as such
        elif found := region_candidates(gazetteer, first.name):
            first.kind, first.candidates, first.strong = PlaceKind.REGION, found, True
            if first.own_relation:
                first.relation, first.own_relation = Relation.IN, False


def _of_regions(text: str, first: Span, second: Span, lex: Lexicon) -> bool:
    """ "Districts of the Sumy and Chernihiv regions": the words before are about both regions."""
    article = text[first.start - 4 : first.start].lower() == "the "
    several = text[second.start : second.end].rsplit(maxsplit=1)[-1] in lex.shared
    return article and several and second.kind is PlaceKind.REGION and first.relation is Relation.NEAR


def _of_districts(text: str, first: Span, second: Span) -> bool:
    """ "Villages of the Valuyki and Shebekino districts": the type word before is not that of the name."""
    article = text[first.start - 4 : first.start].lower() == "the "
    return article and first.kind is PlaceKind.SETTLEMENT and second.kind is PlaceKind.DISTRICT


def _district_of_list(text: str, first: Span, second: Span, lex: Lexicon, gazetteer: Gazetteer) -> None:
    """ "The Shebekino and Valuyki districts": the first is one, too; not "Sudzha and Korenevo district"."""
    several = second.shares or text[second.start : second.end].rsplit(maxsplit=1)[-1] in lex.shared
    if several and (found := district_candidates(gazetteer, first.name, second.third)):
        first.kind, first.candidates, first.third = PlaceKind.DISTRICT, found, second.third
        first.strong = first.shares = True


def _states_of_list(text: str, spans: list[Span], lex: Lexicon, gazetteer: Gazetteer) -> None:
    """ "Utah, Virginia, Washington and Wyoming": among states a name is that of the state, not of a city."""
    run: list[Span] = []
    for span, following in itertools.zip_longest(spans, spans[1:]):
        run.append(span)
        if following is not None and lex.joins(text[span.outer_end : following.outer_start]):
            continue
        if len(run) >= _STATES:
            _as_states(run, gazetteer)
        run = []


def _as_states(run: list[Span], gazetteer: Gazetteer) -> None:
    states = [region_candidates(gazetteer, span.name) if span.kind is None else () for span in run]
    countries = Counter(country for each in states for country in {place.country for place, _ in each})
    if not countries:
        return
    country, number = countries.most_common(1)[0]
    if country in _KNOWN_BY_OBLAST or number < _STATES or 3 * number < 2 * len(run):
        return
    for span, regions in zip(run, states, strict=True):
        mine = tuple(each for each in regions if each[0].country == country)
        if mine:
            span.kind, span.candidates = PlaceKind.REGION, mine


def _pairs(text: str, spans: list[Span], lex: Lexicon) -> None:
    """ "Between the villages of A and B": one location between the two."""
    outside = [span for span in spans if span.paren < 0]  # "between A (north of B) and C"
    for first, second in itertools.chain(itertools.pairwise(spans), itertools.pairwise(outside)):
        if (
            second.outer_start - first.outer_end > _APART
            or first.pair
            or second.pair
            or first.own_relation
            or second.own_relation
            or first.paren != second.paren
        ):
            continue
        if is_division(first) or is_division(second) or Role.MODIFIER in (first.role, second.role):
            continue
        if lex.conjunction.fullmatch(_GLOSS.sub("", text[first.outer_end : second.outer_start])) is None:
            continue
        if _NUMBERED.search(text, max(0, first.start - 60), second.end + 40):
            continue  # the section of a road
        if lex.pair.search(text, max(0, first.start - 60), first.start):
            first.pair, first.relation, first.strong = second, Relation.BETWEEN, True
            first.outer_end, second.role = second.outer_end, Role.GLOSS


def _lists(text: str, spans: list[Span], lex: Lexicon) -> None:
    """Names of one list share the relation before the first and the type behind the last."""
    _past_their_regions(text, spans, lex)
    for first, second in itertools.pairwise(spans):
        if second.own_relation or second.glosses or first.paren != second.paren:
            continue
        if not lex.joins(text[first.outer_end : second.start]) or is_division(first) != is_division(second):
            continue
        behind = (
            first.relation is Relation.DIRECTION and first.outer_end > first.end
        )  # "the Bakhmut direction and in"
        if (
            first.relation not in (Relation.IN, Relation.BETWEEN)
            and second.relation is Relation.IN
            and not behind
            and not _placed_anew(text, first, second, lex)
        ):
            second.relation, second.bearing = first.relation, first.bearing
            second.distance_km, second.own_relation = first.distance_km, first.own_relation
        if first.strong or first.locative:
            second.strong = True
        if first.kind is PlaceKind.SETTLEMENT and second.kind is None:
            second.kind, second.village = first.kind, first.village
    for second, first in itertools.pairwise(reversed(spans)):
        if not second.own_relation or first.own_relation or first.relation is not Relation.IN:
            continue
        listed = first.paren == second.paren and lex.joins(text[first.outer_end : second.outer_start])
        if listed and first.kind is None and (_shared_type(text, second, lex) or second.shares):
            first.relation, first.own_relation, first.shares = second.relation, True, True


def _past_their_regions(text: str, spans: list[Span], lex: Lexicon) -> None:
    """Names of a list are near as the first one is, where only the region of that stands between: «у районах населених
    пунктів Андріївка Луганської області та Ямполівка»."""
    for first, region, second in zip(spans, spans[1:], spans[2:], strict=False):
        near = first.relation is Relation.NEAR and first.own_relation and not is_division(first)
        between = is_division(region) and not text[first.outer_end : region.outer_start].strip()
        plain = second.relation is Relation.IN and not (second.own_relation or is_division(second))
        listed = near and between and plain and lex.joins(text[region.outer_end : second.start])
        if listed and not _placed_anew(text, first, second, lex):
            second.relation, second.own_relation = first.relation, True


def _placed_anew(text: str, first: Span, second: Span, lex: Lexicon) -> bool:
    """Whether a preposition of its own puts the second name in a place: «поблизу Роздольного та у Котлиному»."""
    words = text[first.outer_end : second.start].split()
    opens = text[first.outer_start : first.start].lower().split()[:1]
    return (
        first.relation is Relation.NEAR and len(words) > 1 and words[-1].lower() in lex.within
        and bool(opens) and opens[0] not in lex.within
    )  # fmt: skip


def _shared_type(text: str, span: Span, lex: Lexicon) -> bool:
    """Whether the type word behind a name is one of a list: "the Pokrovsk and Kupyansk directions"."""
    return text[span.end : span.outer_end].strip() in lex.shared


def _glosses(text: str, spans: list[Span], lex: Lexicon) -> None:
    for index, span in enumerate(spans):
        if span.paren < 0:
            continue
        located = [
            each
            for each in spans[max(0, index - 10) : index]
            if each.paren < 0 and each.start < span.paren and each.role is not Role.CONTAINER
        ]
        sector = lex.lang != "en" and span.bearing is None
        sector = sector and bool(located) and located[-1].relation is Relation.DIRECTION
        if sector and not is_division(span) and not text[located[-1].outer_end : span.paren].strip():
            continue  # «на Покровском (у Пушкино)»: a sector is located by its town, and what lies in it by the sector
        if not located or not _leads(text, span, spans, index):
            if is_division(span) and located and not text[located[-1].outer_end : span.paren].strip():
                span.role = Role.CONTAINER
                located[-1].containers.append(span)
            continue
        span.role = Role.GLOSS
        for target in _located(text, located, span, lex):
            target.glosses.append(span)


def _distances(text: str, spans: list[Span], lex: Lexicon) -> None:
    """A parenthesis that only says how far and on which side of the town named before: "northeast of Bakhmut near Vyimka
    (22km northeast)"."""
    anchor: Span | None = None
    for span in spans:
        if span.own_relation and span.bearing is not None:
            anchor = span
            continue
        found = _DISTANCE.match(text, span.outer_end)
        if found is None or anchor is None or _SENTENCE.search(text, anchor.end, span.start):
            continue
        scale, bearing = lex.units.get(found["unit"]), lex.sides.get(found["side"])
        bearing = lex.bearings.get(found["side"]) if bearing is None else bearing  # «15 км севернее»
        if scale is not None and bearing is not None:
            far = float(found["number"].replace(",", ".")) * scale
            span.glosses.append(
                attrs.evolve(
                    anchor,
                    bearing=bearing,
                    distance_km=far,
                    role=Role.GLOSS,
                    glosses=[],
                    paren=span.outer_end,
                )
            )


def _apposed(text: str, spans: list[Span], lex: Lexicon) -> None:
    """A smaller place located by a larger one beside it, without parentheses.

    "The village of Andriivka near Bakhmut", "Andriivka, 9 km southwest of Bakhmut", "south of Bakhmut near Andriivka".
    """
    for index, (first, second) in enumerate(itertools.pairwise(spans)):
        if first.paren != second.paren or not second.own_relation:
            continue
        if first.own_relation and first.bearing is not None and _right_before(text, first, second):
            if _locates_next(text, first, second, lex):
                second.glosses.append(first)
                first.role = Role.GLOSS
            continue
        if is_division(first) or first.role is not Role.PLACE or second.role is not Role.PLACE:
            continue
        if second.relation in (Relation.DIRECTION, Relation.OUTSKIRTS, Relation.ALONG):
            continue
        if text[second.outer_start : second.start].strip() in lex.goals:
            continue
        beside = _adjoin(text[first.outer_end : second.outer_start], second, lex)
        if beside is None:
            continue
        if index + 2 < len(spans) and _locates_next(text, second, spans[index + 2], lex):
            continue  # "near A and B, 22km northwest of C near D"
        plain = not beside and second.distance_km is None
        village = first.village and not second.village
        if plain and not village and (first.own_relation or _size(first) >= _size(second)):
            first.hint = second if second.bearing is not None else first.hint
            continue
        for target in [first, *_list_before(text, spans[:index], first, lex, beside)]:
            target.glosses.append(second)
        second.role = Role.GLOSS


def _locates_next(text: str, first: Span, second: Span, lex: Lexicon) -> bool:
    """Whether a bearing says where the place behind it lies: "9 km south of Bakhmut near Andriivka"."""
    if not first.own_relation or first.bearing is None or not _right_before(text, first, second):
        return False
    goal = text[second.outer_start : second.start].strip() in lex.goals
    near = second.own_relation and second.relation is Relation.NEAR and not is_division(second) and not goal
    return near and (first.distance_km is not None or _size(second) < _size(first))


def _adjoin(between: str, second: Span, lex: Lexicon) -> str | None:
    """Whether the second name directly says where the first lies; None, or what it says of how many ("both")."""
    words = between.split()
    if not words or (len(words) == 1 and second.bearing is not None and words[0] in lex.locatives):
        return ""
    if lex.described.fullmatch(between.rstrip()):
        return ""  # ", a village near Bakhmut"
    if second.bearing is None:
        return None
    apposed = lex.apposed.fullmatch(between)
    return None if apposed is None else apposed["several"] or ""


def _list_before(text: str, before: list[Span], last: Span, lex: Lexicon, several: str) -> list[Span]:
    """The names before the last one of a list of which "both" or "all" say where they lie; none without that word."""
    chosen: list[Span] = []
    limit = _how_many(several, lex) if several else 0
    for span in reversed(before):
        if len(chosen) + 1 >= limit or span.glosses or span.role is not Role.PLACE or is_division(span):
            break
        next_start = (chosen[-1] if chosen else last).outer_start
        if not lex.joins(text[span.outer_end : next_start]) and (
            several.lower() in lex.two or sentence_end(text, span.outer_end, next_start)
        ):
            break  # "took A and B, and broke through in C, all north of D"
        chosen.append(span)
    return chosen


def _right_before(text: str, first: Span, second: Span) -> bool:
    """Whether two places with relations of their own stand side by side in one sentence."""
    between = text[first.outer_end : second.outer_start]
    return (
        first.role is Role.PLACE and second.role is Role.PLACE and not between.strip() and "\n" not in between
    )


def _size(span: Span) -> int:
    return bearers_of(span.candidates).largest


def _leads(text: str, span: Span, spans: list[Span], index: int) -> bool:
    """Whether a name in a parenthesis says where something else lies."""
    if span.own_relation and span.relation is not Relation.DIRECTION:
        return True
    before = spans[index - 1] if index else None
    return before is not None and before.paren == span.paren and before.role is Role.GLOSS


def _located(text: str, before: list[Span], gloss: Span, lex: Lexicon) -> list[Span]:
    """The names a gloss locates: the one before it, or as many as "both" and "all" say."""
    last = before[-1]
    if is_division(last):
        return []
    if _SENTENCE.search(text, last.outer_end, gloss.paren):
        return []
    several = lex.several.match(text, gloss.paren)
    if several is None:
        between = text[last.outer_end : gloss.paren].strip()
        return [last] if len(between) < 25 or last.containers else []
    chosen = [last]
    limit = _how_many(several.group(), lex)
    for span in reversed(before[:-1]):
        if len(chosen) == limit or span.glosses or _SENTENCE.search(text, span.end, chosen[-1].start):
            break
        if span.role is Role.PLACE and not is_division(span):
            chosen.append(span)
    return chosen


def _how_many(several: str, lex: Lexicon) -> int:
    return 2 if several.lower().split()[-1].lstrip("(") in lex.two else 8


def _containers(text: str, spans: list[Span], lex: Lexicon, gazetteer: Gazetteer) -> None:
    for first, owner, second in _past_owners(text, spans):
        if first.paren >= 0 > second.paren:
            _behind_parenthesis(text, first, second, lex)
        if (
            first.paren != second.paren
            or second.start - first.end > 60
            or first.relation is Relation.DIRECTION
        ):
            continue
        between = text[first.outer_end : owner.outer_start]
        shared = (
            first.role is Role.CONTAINER and " " not in text[first.start : first.end] and is_division(second)
        )
        if shared and second.role is Role.PLACE and lex.conjunction.fullmatch(between):
            second.role = Role.CONTAINER  # "A and B, in Donetsk and Kharkiv oblasts"
            continue
        if "\n" in between and not between.strip():
            continue  # a new paragraph
        close = lex.inside.fullmatch(between) is not None
        if not close:
            between = text[first.outer_end : owner.start]
            close = lex.inside.fullmatch(between) is not None
        if not close:
            continue
        if between.strip() == "," and (_countries(first, second) or _shares_type(text, spans, second, lex)):
            continue  # "China, Japan"; «в Таганроге, Миллеровском и Чертковском районах»
        if _in_water(first, second, between):
            second.role = Role.CONTAINER  # "near the Kerch Strait in the eastern Black Sea"
            continue
        _state_behind(first, second, between, gazetteer)
        _as_region(first, second, between, gazetteer)
        if is_division(second) and (not is_division(first) or _finer(first, second)):
            if second.role is Role.PLACE or second.role is Role.MODIFIER and second.kind is not None:
                second.role = Role.CONTAINER if second.role is Role.PLACE else second.role
            first.containers.append(second)
        elif is_division(first) and not is_division(second) and "," not in between and not second.kind:
            continue
        elif second.bearing is not None and second.own_relation and between.strip() == ",":
            continue  # "over the Ryazan region, southeast of Moscow"
        elif is_division(first) and not is_division(second) and first.role is Role.PLACE and first.kind:
            first.role = Role.CONTAINER
            second.containers.append(first)


def _in_water(first: Span, second: Span, between: str) -> bool:
    """Whether the second is the sea that the first lies in."""
    sea = bool(second.candidates) and all(_SEA.search(place.name) for place, _ in second.candidates)
    inside = second.role is Role.PLACE and not second.own_relation and between.strip().isalpha()
    return sea and inside and first.role is Role.PLACE and not is_division(first)


def _past_owners(text: str, spans: list[Span]) -> Iterator[tuple[Span, Span, Span]]:
    """Each two spans beside each other, and where the second begins: at the country that owns it ("in Ukraine's Donetsk
    region"). What owns something else holds nothing: "seized Lyman, Russia's ministry said"."""
    for index, (first, second) in enumerate(itertools.pairwise(spans)):
        owns = is_division(second) and second.role is Role.MODIFIER and _OWNS.match(text, second.end)
        if not owns:
            yield first, second, second
        elif (
            index + 2 < len(spans) and spans[index + 2].start == owns.end() and is_division(spans[index + 2])
        ):
            yield first, second, spans[index + 2]


def _shares_type(text: str, spans: list[Span], division: Span, lex: Lexicon) -> bool:
    """Whether a division without a type word of its own stands in a list of them and holds nothing before it."""
    after = next((each for each in spans if each.start > division.start), None)
    if after is None or not is_division(after) or " " in text[division.start : division.end]:
        return False
    return is_division(division) and lex.joins(text[division.outer_end : after.outer_start])


def _countries(first: Span, second: Span) -> bool:
    """Whether two names beside each other are those of countries, and the first no state of the second."""
    if first.kind is not None or not first.candidates or not second.candidates:
        return False
    if any(place.kind is not PlaceKind.COUNTRY for place, _ in second.candidates[:1]):
        return False
    kinds = {place.kind for place, _ in first.candidates}
    return PlaceKind.COUNTRY in kinds and PlaceKind.REGION not in kinds


def _behind_parenthesis(text: str, first: Span, second: Span, lex: Lexicon) -> None:
    """ "Dmytrivka (Dmytrivka hromada), Bucha raion": the division in the parenthesis lies in the one behind it."""
    between = text[first.outer_end : second.outer_start].strip()
    if not between.startswith(")") or lex.inside.fullmatch(between[1:]) is None:
        return
    if is_division(first) and is_division(second) and _finer(first, second) and second.role is Role.PLACE:
        second.role = Role.CONTAINER
        first.containers.append(second)


def _state_behind(first: Span, second: Span, between: str, gazetteer: Gazetteer) -> None:
    """ "Miami, Florida", "Albany, New York": the state of which the name is, not the town or country called like it."""
    if between.strip() != "," or second.kind is not None or second.city or second.own_relation:
        return
    districts = tuple(
        each
        for each in district_candidates(gazetteer, second.name)
        if any(_in_district(place, each[0]) for place, _ in first.candidates)
    )
    cities = any(place.population >= _CITY for place, _ in second.candidates)
    if districts and not cities and not any(place.kind in _DIVISIONS for place, _ in first.candidates):
        second.kind, second.candidates = PlaceKind.DISTRICT, districts  # "Pandi, Bulacan"
        return
    bearers = [place for place, _ in first.candidates]
    homes = tuple(
        each for each in second.candidates if each[0].kind is PlaceKind.COUNTRY and each[1] == EXACT
    )
    if any(place.country == home.country for place in bearers for home, _ in homes):
        second.candidates = homes  # "Bogota, Colombia", for all towns called so
        return
    states = tuple(
        each
        for each in region_candidates(gazetteer, second.name)
        if each[0].country not in _KNOWN_BY_OBLAST and (each[0].country == "US" or each in second.candidates)
    )
    if not states or any(place.kind is PlaceKind.REGION for place, _ in first.candidates):
        return
    if any(gazetteer.lies_in(place, state) for place in bearers for state, _ in states):
        second.kind, second.candidates = PlaceKind.REGION, states


def _in_district(place: Place, district: Place) -> bool:
    """Whether a place abroad lies in a district by the names of its divisions."""
    if place.country in _KNOWN_BY_OBLAST or not place.admin2:
        return False
    return (place.country, place.admin1, place.admin2) == (district.country, district.admin1, district.admin2)


def _as_region(first: Span, second: Span, between: str, gazetteer: Gazetteer) -> None:
    """ "the village of Grafovka, located in Belgorod", "the Glushkovsky district in Kursk": a village or a district lies
    in the division, not in its capital."""
    if second.kind is not None or second.city or second.own_relation:
        return
    if is_division(first) and _division_kind(first) is not PlaceKind.DISTRICT:
        return
    if not any(word.isalpha() for word in between.split()):
        return
    regions = region_candidates(gazetteer, second.name)
    if not regions or not second.candidates or skeleton(first.name) == skeleton(second.name):
        return
    inside = any(gazetteer.lies_in(place, region) for place, _ in first.candidates for region, _ in regions)
    if inside or not first.candidates:
        second.kind, second.candidates = PlaceKind.REGION, regions


def _finer(first: Span, second: Span) -> bool:
    return _order(first) < _order(second)


def _order(span: Span) -> int:
    """How fine a division is: 0 for a hromada, 1 for a district, 2 for a region, 3 for a country."""
    kind = _division_kind(span)
    if kind is PlaceKind.DISTRICT or kind not in _DIVISIONS:
        return 0 if span.third else 1
    return 2 if kind is PlaceKind.REGION else 3


def _division_kind(span: Span) -> PlaceKind:
    if span.kind is not None:
        return span.kind
    kinds = [place.kind for place, _ in span.candidates]
    return next((kind for kind in kinds if kind in _DIVISIONS), kinds[0] if kinds else PlaceKind.OTHER)


def _city_elsewhere(span: Span, containers: list[Span], gazetteer: Gazetteer) -> bool:
    """Whether a city bears the name, and no town of the division that stands behind the list."""
    regions = [
        place for each in containers for place, _ in each.candidates[:1] if place.kind is PlaceKind.REGION
    ]
    if span.village or not regions or is_division(span):
        return False
    close = [
        place for place, fit in span.candidates if fit >= INFLECTED and place.kind is PlaceKind.SETTLEMENT
    ]
    inside = [place for place in close if any(gazetteer.lies_in(place, region) for region in regions)]
    city = max((place.population for place in close if place not in inside), default=0)
    return city >= TOWN_POPULATION and all(place.population < city / 10 for place in inside)


def _share(text: str, spans: list[Span], lex: Lexicon, gazetteer: Gazetteer) -> None:
    """A division behind a list holds for all of it, and what holds for a district holds for its villages."""
    for first, second in zip(reversed(spans[:-1]), reversed(spans[1:]), strict=True):
        between = text[first.outer_end : second.outer_start]
        listed = first.paren == second.paren and lex.joins(between) and lex.anew.search(between) is None
        if not (listed and second.containers) or first.containers:
            continue
        if _city_elsewhere(first, second.containers, gazetteer):
            continue  # "struck Pavlohrad, Odesa and Snovsk in Chernihiv Oblast"
        beside = is_division(first) and is_division(second) and _order(first) == _order(second) < 2
        if beside or not is_division(first):  # "the Shebekino and Valuyki districts of Belgorod Oblast"
            first.containers.extend(second.containers)
    for span in spans:
        for container in list(span.containers):
            span.containers.extend(c for c in container.containers if c not in span.containers)
