"""The small words and endings of a language by what they do in a sentence: what code asks, lexicon files answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import attrs

from conflictdata.text.patterns import LexiconError
from conflictdata.text.tokens import fold
from conflictdata.text.wordset import WordSet

MARKS = frozenset((",", ";", ":", "—", "–"))
"""Marks that end a clause."""


@attrs.frozen(kw_only=True)
class Grammar:
    """Words of ``[grammar]`` in a lexicon file, and endings; a language that lacks a class has none of it.

    Attributes:
        and_: joins two of a kind.
        goes_on: opens what goes on about the same.
        outcome: opens what came of what was told before: ", leaving three dead".
        turns: opens another statement.
        clause: ends a clause, beside marks.
        bounds: parts places of one happening from those of another.
        plans_go_on: joins what is planned.
        plans_end: ends what is planned.
        plan_stops: a plan named before does not reach over.
        lists: stands between places of a list.
        that: opens what is said.
        relative: opens a relative clause.
        subject: pronouns that open a relative clause which no word opens: "a village they captured".
        whose: opens a relative clause with what is owned right behind it.
        conditional: opens a sentence of what would be.
        whereupon: behind a preposition of time or cause, opens what came of the clause before: «после чего».
        as_: opens a clause that names the speaker.
        about: opens the object of a statement.
        by: names the doer of a passive.
        of: names what a noun is about.
        to: opens an infinitive.
        the: an article that belongs to a name.
        including: before parts of what was counted.
        seaside: between a place and the water it lies on.
        proposal: what may be turned down without a word on what happened.
        one: counts one, where it is no "only" and no pronoun.
        of_whole: between a part and its whole: "18 of the 23".
        definite: points to something told.
        opens_noun: opens the noun behind an infinitive.
        adjoins: behind "to", opens a noun and no infinitive.
        determiner: stands before a noun, never before a verb.
        noun_or_verb: reporting words that are nouns as well.
        auxiliary: stands between a speaker and the verb.
        perfect: makes "since" an adverb.
        possessive: whose, by a word that points back.
        of_body: joins a speaker to the body spoken for.
        speaking_head: an officer whose force stands behind "of".
        governs: a preposition whose object is no subject.
        map: a drawn map, which proves nothing.
        noun_negation: a negation that belongs to a noun.
        with_: before a noun negated, makes it a circumstance.
        negation_goes_on: does not end the reach of a negation.
        reportedly: passes on what others say.
        loses: said of who suffers losses.
        month_or_modal: a month or a plan; the month is read as "may-month".
        perhaps: modals that, before one of ``have``, make what happened uncertain, not planned.
        have: auxiliaries of the perfect.
        appeals: verbs that ask for or name something only before one of ``appeal_for``: "called for", not "called reports
            false".
        cautions: verbs of warning.
        finite: make a clause behind ``cautions`` one of what happened.
        unsaid: stands before a reporting verb that nobody said: "unlikely to confirm", "without admitting".
        at_most: before a number, makes it the highest.
        roughly: before a number, makes it approximate.
        before_predicate: stands between a name and what is said of it ("знову наша").
        after_predicate: stands behind what is said of a name before it ("окуповано ворогом").
        mine: the speaker's own, by whom nobody else is named ("in my estimate").
        before_place: before the name of a capital, makes it the place.
        before_either: before a capital, makes it the place unless it speaks.
        cited_capital: capitals in the case in which they speak only behind "according to".
        them: behind "of", what was counted before.
        tries: nouns of an attempt.
        efforts: nouns of what is concentrated on something that is tried.
        begins: verbs of beginning, behind "will".
        uses: verbs of using, before what something is used for.
        is_a: behind a dash, opens what something is.
        seat_of: countries in the case in which they speak only behind "in", beside a reporting verb.
        before_ground: before a country, makes it the place and not who acts.
        statement_noun: nouns for what was said that begin like the verb.
        manages: behind a negation, makes what follows a failed attempt: "were not able to".
        contrary: before what others tell and the speaker does not: "contrary to reports, ... did not take the town".
        where: opens a clause that only says which area is meant: "in an area where bloggers claimed that ...".
        told: verbs behind which stands who hears it: "told the president".
        dative: endings of who hears it, in a language whose cases tell.
        close_to: tells to whom a speaker named behind it is close.
        made: before who appointed an official, who is not the one that speaks.
        struck: capitals in the case of what is struck.
        local: says of officials that they are those of the place told of.
        shared_over: stands between a count and its place in a list: "18 over Saratov Oblast".
        side_nouns: names of a side that no adjective is, so that "claims" behind them is the verb.
        undeclined: an abbreviation of a side whose case is not seen: "the ministry of the RF".
        country: a country that seldom stands for its government.
        ends_name: ends the words before a reporting verb that may name its subject.
        in_name: stands inside a name.
        ends_side: a side named before does not reach over.
        unit: a unit of any size.
        ordinal: an ending of an ordinal number, as a word of its own.
        sector: a part of the front.
        sea: a sea, in its name.
        by_sea: lies at the sea that its name tells.
        settlement: a settlement, which what follows describes.
        state_name: makes a place the name of a state.
        goal: behind a direction, names where it leads.
        whither: before a place, makes it where something went, whatever it came from.
        back: before "from", makes it where something happened.
        purpose_stops: a purpose does not reach over.
        it: behind a verb, the place told before as its object.
        he: behind a verb of saying, who spoke before: «добавил он».
        adverb: endings of adverbs.
        genitive: endings of a possessor.
        ours: before troops, makes them those of who speaks.
        hearing: before somebody, makes him one who is present where it is said, and no speaker.
        indefinite: opens a noun that nothing was told of before.
        among: behind it stands a whole of which one is told.
        since: dates from what is named behind it.
        verbal: endings of verbs, in a language whose nouns for happenings have others.
        undergone: endings of verb forms whose subject or object it was done to: "відбито", "отражена".
        origin: prepositions before those from whom a place is freed.
        names_them: phrases that open the names of what was only counted before: "they are".
        anew: in news that goes on without naming its teller again, ends of words that open what another one told.
        superlative: endings of what has not its like.
        sector_adjective: endings of a sector's adjective without its noun: «на Лиманському».
        surname: endings that only surnames have.
        name_case: what surnames end in behind the stem, in any case.
        being: forms of "be".
        ranks: which of a row, or how great beside others.
        plural: endings of a plural.
        others_do: endings of verbs that a single name is not the subject of.
        impersonal: endings of a reporting verb that names nobody.
        still: behind a modal, makes it one of what is so: "may still hold".
        performed: before "a planned ...", makes it one that was carried out.
        no_longer: words of comparison that, without one of ``compared_with`` behind, negate with a negation.
        past: endings of a past, which no infinitive has.
        onward: behind a comma, opens what a happening leads to: ", threatening the hub of ...".
        dated: words of a date, which may stand between troops that speak and their verb.
        neither: negates all that follows it up to a mark.
        distance: units of length.
        maintains: behind a comma, opens what a denier holds to be so.
        river: before a name, makes it that of a water.
        located: behind a place, tells where it lies.
        further: before a noun and a modal, makes what it names one that is to come.
        besides: before a place, sets it apart from where something else happened.
        eve: before "against", makes it the night that ends on a day: «у ніч проти 10 березня».
        observes: verbs of finding out, whose object stands right behind.
        moves: what troops themselves do, so that those right behind the word do it: «зайшли війська».
        control: before those who hold a place.
        beside: before an instrumental, gives it another sense than that of the doer.
        of_capital: capitals in the case in which they are a place, not who acts.
        although: opens a clause of what is said and does not hold.
        grows: said of a number that is more by now: «кількість зросла до 31».
        quarters: parts of a city, several.
        some: before parts of a city, how many of them.
        of_figure: endings of a case behind a figure and a hyphen: «52-ма дронами».
        between: before two sides that fight each other.
        each: before a number, makes it that of each of a list: «по три над ... и ...».
        from_side: behind "from", stands before who struck: «обстрел со стороны ...».
        instrumental: endings of who does what is told in a passive: «уничтожены бойцами».
        border: before two regions, makes them what a line runs between.
        for_: before a noun, names what something is for.
        to_follow: behind that, makes it what is to come: "for further deployment to Izyum".
    """

    and_: WordSet
    goes_on: WordSet
    outcome: WordSet
    turns: WordSet
    clause: WordSet
    bounds: WordSet
    plans_go_on: WordSet
    plans_end: WordSet
    plan_stops: WordSet
    lists: WordSet
    that: WordSet
    relative: WordSet
    subject: WordSet
    whose: WordSet
    conditional: WordSet
    whereupon: WordSet
    as_: WordSet
    about: WordSet
    by: WordSet
    of: WordSet
    to: WordSet
    the: WordSet
    including: WordSet
    seaside: WordSet
    proposal: WordSet
    one: WordSet
    of_whole: WordSet
    definite: WordSet
    opens_noun: WordSet
    adjoins: WordSet
    determiner: WordSet
    noun_or_verb: WordSet
    auxiliary: WordSet
    perfect: WordSet
    possessive: WordSet
    of_body: WordSet
    speaking_head: WordSet
    governs: WordSet
    map: WordSet
    noun_negation: WordSet
    with_: WordSet
    negation_goes_on: WordSet
    reportedly: WordSet
    loses: WordSet
    month_or_modal: WordSet
    perhaps: WordSet
    appeals: WordSet
    appeal_for: WordSet
    cautions: WordSet
    finite: WordSet
    have: WordSet
    unsaid: WordSet
    at_most: WordSet
    roughly: WordSet
    before_predicate: WordSet
    after_predicate: WordSet
    mine: WordSet
    before_place: WordSet
    before_either: WordSet
    cited_capital: WordSet
    seat_of: WordSet
    is_a: WordSet
    tries: WordSet
    begins: WordSet
    efforts: WordSet
    them: WordSet
    uses: WordSet
    before_ground: WordSet
    statement_noun: WordSet
    manages: WordSet
    contrary: WordSet
    where: WordSet
    told: WordSet
    made: WordSet
    close_to: WordSet
    struck: WordSet
    local: WordSet
    shared_over: WordSet
    side_nouns: WordSet
    undeclined: WordSet
    country: WordSet
    ends_name: WordSet
    in_name: WordSet
    ends_side: WordSet
    unit: WordSet
    ordinal: WordSet
    sector: WordSet
    sea: WordSet
    by_sea: WordSet
    settlement: WordSet
    state_name: WordSet
    goal: WordSet
    whither: WordSet
    back: WordSet
    purpose_stops: WordSet
    it: WordSet
    he: WordSet
    being: WordSet
    ranks: WordSet
    still: WordSet
    performed: WordSet
    no_longer: WordSet
    compared_with: WordSet
    besides: WordSet
    eve: WordSet
    observes: WordSet
    moves: WordSet
    control: WordSet
    beside: WordSet
    of_capital: WordSet
    grows: WordSet
    quarters: WordSet
    some: WordSet
    although: WordSet
    of_figure: WordSet
    between: WordSet
    border: WordSet
    for_: WordSet
    to_follow: WordSet
    from_side: WordSet
    each: WordSet
    dated: WordSet
    neither: WordSet
    distance: WordSet
    further: WordSet
    located: WordSet
    maintains: WordSet
    river: WordSet
    onward: WordSet
    origin: WordSet
    since: WordSet
    among: WordSet
    indefinite: WordSet
    hearing: WordSet
    ours: WordSet
    adverb: tuple[str, ...]
    sector_adjective: tuple[str, ...]
    surname: tuple[str, ...]
    name_case: tuple[str, ...]
    genitive: tuple[str, ...]
    plural: tuple[str, ...]
    others_do: tuple[str, ...]
    past: tuple[str, ...]
    impersonal: tuple[str, ...]
    dative: tuple[str, ...]
    superlative: tuple[str, ...]
    names_them: tuple[str, ...]
    anew: tuple[str, ...]
    undergone: tuple[str, ...]
    verbal: tuple[str, ...]
    instrumental: tuple[str, ...]

    @classmethod
    def read(cls, raw: Mapping[str, Iterable[str]], words: Callable[[Iterable[str]], WordSet]) -> Grammar:
        """The grammar of a lexicon file.

        Args:
            words: makes a set of words as a lexicon writes them.

        Raises:
            LexiconError: the file holds a class that nothing asks for.
        """
        fields = {field.name.removesuffix("_"): field for field in attrs.fields(cls)}
        if unknown := sorted(raw.keys() - fields.keys()):
            raise LexiconError(f"[grammar]: nothing asks for {unknown[0]!r}; known are {', '.join(fields)}")
        found: dict[str, Any] = {}
        for name, field in fields.items():
            listed = tuple(raw.get(name, ()))
            found[field.name] = (
                tuple(map(fold, listed)) if name in ENDINGS else words((*listed, *_EXTRA.get(name, ())))
            )
        return cls(**found)


ENDINGS = frozenset(
    (
        "adverb",
        "genitive",
        "sector_adjective",
        "surname",
        "name_case",
        "plural",
        "others_do",
        "past",
        "impersonal",
        "dative",
        "superlative",
        "names_them",
        "anew",
        "undergone",
        "verbal",
        "instrumental",
    )
)
"""Classes that hold endings or beginnings, not words."""

_EXTRA = {
    "turns": (",", ";", "—", "–"), "clause": tuple(MARKS), "plan_stops": (",", ";", ":", "(", ")"),
    "plans_go_on": (",",), "bounds": (",", ";", "—", "–"), "lists": (",", ";", ":", "–", "-"),
    "ends_name": (",", ";", ":", "(", ")", ".", "“", "«"), "in_name": ("”", "»", '"', "'"),
    "ends_side": (",", ";", ":", ".", "(", ")"),
}  # fmt: skip
"""Marks that do the same as the words."""
