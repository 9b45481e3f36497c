"""Words of time of one language, and the classes they give to the tokens of a text."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterator
from importlib import resources

import attrs

from conflictdata._remembered import Remembered
from conflictdata.time._calendar import Span

LANGUAGES = ("en", "uk", "ru")
Phrases = tuple[tuple[tuple[str, ...], str, str], ...]
"""Of phrases that one word begins: the other words, the class and the value."""
OTHER = "other"

# every class a token can have; rules are written in these names
CLASSES = (
    OTHER, "month", "wordmonth", "weekday", "wordweekday", "season", "relday", "tonight", "unit", "yearword",
    "number", "one", "several", "ordinal", "part", "partadv", "night", "overnight", "ampm", "last", "lastyear",
    "past", "next", "this", "early", "mid", "late", "earlier", "ago", "after", "later", "through", "anchor",
    "daystart", "since", "from", "until", "to", "between", "and", "over", "for", "in", "on", "of", "the", "at",
    "about", "asof", "zone", "oclock", "measure", "day", "count", "year", "iso", "daymonth", "clock", "comma",
    "dash", "dot", "date", "quarter", "quartername", "roman", "decade", "years", "thousands", "fraction", "halfhour", "that",
    "onward", "eve", "all", "slashed", "hhmm", "hourordinal", "habit", "epoch", "long", "andhalf", "lengthy", "lengthtail",
    "began", "running", "dateword", "endof", "portion",
)  # fmt: skip
CODE = {name: chr(0x100 + index) for index, name in enumerate(CLASSES)}
CORE = frozenset(
    {"month", "wordmonth", "weekday", "wordweekday", "season", "relday", "tonight", "unit", "yearword", "partadv",
     "overnight", "night", "part", "clock", "iso", "daymonth", "year", "anchor", "daystart", "ampm", "lastyear",
     "quarter", "quartername", "decade", "years", "fraction", "halfhour", "hourordinal", "epoch", "lengthy",
     "lengthtail", "running", "dateword", "endof", "portion"}
)  # fmt: skip
"""Without a token of one of these classes no rule ends in a time."""

_TOKEN = re.compile(
    r"(?P<word>[ap]\.m\.?|[^\W\d_]{1,60}(?:['’ʼ`][^\W\d_]{1,40}){0,3}(?:(?!-(?:1[89]|2[01])\d\d(?!\w))-?\d[\w-]{0,20})?)"
    r"|(?P<note>(?<=[^\s\[])\[\d{1,3}\])"
    r"|(?=\d)(?:(?P<iso>\d{4}-\d{2}-\d{2}(?![\w-])|\d{4}/\d{2}/\d{2}(?![\w/-])|\d{1,2}-\d{1,2}-(?:1[89]|20)\d\d(?![\w-])|\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d{2})(?![^\Wгр]|/|[гр]\w|\.\d))"
    r"|(?P<clock>\d{1,2}:\d{2}(?::\d{2})?(?=hrs?(?!\w))|\d{1,2}:\d{2}(?::\d{2})?(?!\w|:\S)|\d{1,2}[:.]\d{2}(?=\s?[ap]\.?m(?!\w)))"
    r"|(?P<daymonth>\d{1,2}\.\d{2}(?![\w.,]*\d))"
    r"|(?P<slashed>\d{1,2}/\d{1,2}(?=\s[^\W\d_]{3}))"
    r"|(?P<decade>(?:1[89]|20)\d0(?:s|-(?:х|е|ті|і|их|ті|тих|ых))(?!\w))"
    r"|(?P<years>(?:1[89]|20)\d\d(?:/(?:(?:1[89]|20)\d\d|\d\d)|[-–]\d\d)(?![\w/-]|[.,]\d))"
    r"|(?P<ordinal>(?:1,?[0-7]\d\d|\d{1,3})(?:st|nd|rd|th|-?(?:го|е|ое|му|ого|ему)|-(?:й|ій|ї|та|ту|те|тє|ше|ге|ме|м|ю|я))(?!\w))"
    r"|(?P<cardinal>\d{1,3}-(?:х|ти|ми|мя|ма|ох|ьох)(?!\w))"
    r"|(?P<thousands>\d,\d{3}(?![\w.,]*\d|\w))"
    r"|(?P<number>\d{1,4}(?![\w.,]*\d|\w)|\d{1,2}(?=,(?:19|20)\d\d(?!\d)))"
    r"|(?P<glued>\d{1,2}(?=[ap]m(?!\w)))"
    r"|(?P<digits>\d[\w.,:/-]{0,40}))"
    r"|(?P<mark>\S)"
    r"|(?P<newline>\n)",
    re.IGNORECASE,
)
_MARKS = {
    ",": "comma",
    "-": "dash",
    "–": "dash",
    "—": "dash",
    "−": "dash",
    "‐": "dash",
    "‑": "dash",
    ".": "dot",
}
_BEFORE_NUMBER = re.compile(r"[\w№#$€£+/:=@]\Z|[^\W\d_][-–]\Z|\d[.,]\Z")
_DAY_COMMA = re.compile(r"(?<![\d.,])\d{1,2},\Z")
EARLY = re.compile(r"\b(?:early|mid|late)-\Z", re.IGNORECASE)
WRAPPED = 50  # characters: a line at least as long may have been wrapped, and its sentence goes on below


@attrs.frozen
class Token:
    """A word, number or mark: its characters in the text, its class and what it stands for."""

    start: int
    end: int
    kind: str
    value: str
    span: Span | None = None


_OTHER = Token(0, 0, OTHER, "")


@attrs.frozen
class Lexicon:
    """Words of time of one language.

    Attributes:
        phrases: first words to the phrases they begin, longest first: the other words, the class and the value.
        abbreviated: words written with a dot, which is no end of a sentence ("Sept."); so are they in the table.
        words: single words that rules ask for, by what they do there.
    """

    phrases: dict[str, Phrases]
    abbreviated: frozenset[str]
    words: dict[str, frozenset[str]]


WORDS = (
    "plural", "plural_adjective", "before", "year", "of_day", "also_adverb", "year_ending", "one_hour", "within_hour",
    "future", "told", "joins", "that", "hour_before", "document", "event", "locative", "dative", "street", "age",
    "alias", "length_of_hours", "of_one", "birth", "other_wars", "compares", "named_for", "time_of", "paper",
)  # fmt: skip
"""What rules ask single words for: plurals of units, endings of plural adjectives, words that show that a name is
that of a time, "year" behind its number, "of the day" behind an hour, parts of the day that in the middle of a
sentence mean something else, what is written behind a year for its ending («в 2023-м»), "hour" standing for one
o'clock, for the hour that is running; what shows that a day is to come, and that it is the day of a saying; conjunctions of another
matter, and of what is said; the preposition
that only an hour has before an ordinal (Ukrainian «о третій»); papers
that bear a date; genitives of what has an eve; endings of a locative; seasons in the dative, which are other words too; what a street is called; what shows that years are an age; letters behind a year of birth («1980 г.р.»); the last word before a call sign («с позывным Март»); "hours" in the form that
only a length of time has; how names begin that stand behind another war than the one counted from; what is written
before "with" to compare; what is named for a month; newspapers named for a weekday; "time" of "the first time in years"."""
TENS = range(20, 100, 10)
_DECIMAL = re.compile(r"\d{1,2}[.,]\d")


@functools.lru_cache(maxsize=1 << 15)
def fold(word: str) -> str:
    """Lower case, one form of apostrophe, no distinction of ё, no English possessive."""
    word = word.lower().rstrip(".").replace("’", "'").replace("ʼ", "'").replace("`", "'").replace("ё", "е")
    return word.removesuffix("'s")


@functools.cache
def load(lang: str) -> Lexicon:
    """The lexicon of ``lang``; of English for a language that has none."""
    name = f"{lang if lang in LANGUAGES else 'en'}.toml"
    table = tomllib.loads(resources.files(__package__).joinpath(name).read_text(encoding="utf-8"))
    phrases: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    single = table.pop("words")
    _compose(table)
    abbreviated = set()
    for kind, values in table.items():
        for value, words in values.items():
            for phrase in words:
                if phrase.endswith("."):
                    abbreviated.add(fold(phrase))
                first, *rest = re.findall(r"[ap]\.m\.?|[^\W\d_]+(?:'[^\W\d_]+)*\d?|-", fold(phrase))
                phrases.setdefault(first, []).append((tuple(rest), kind, value))
    return Lexicon(
        {first: tuple(sorted(all_, key=lambda p: -len(p[0]))) for first, all_ in phrases.items()},
        frozenset(abbreviated),
        {name: frozenset(map(fold, single.get(name, ()))) for name in WORDS},
    )


def _compose(table: dict[str, dict[str, list[str]]]) -> None:
    """Numbers of two words, from those of one: "twenty-four", «двадцять четвертого»."""
    for kind in ("number", "ordinal"):
        units = {value: words for value, words in table[kind].items() if int(value) < 10}
        for tens in TENS:
            for value, words in units.items():
                made = [
                    f"{ten}{joint}{word}"
                    for ten in table["number"].get(str(tens), ())
                    for word in words
                    for joint in ("-", " ")
                ]
                table[kind].setdefault(str(tens + int(value)), []).extend(made)
    for value, words in table["number"].items():  # "two and a half"
        halves = [f"{word} {half}" for word in words for half in table["andhalf"]["half"]]
        table["several"].setdefault(f"{value}.5", []).extend(halves)
    lengths = table.pop("length", {})
    if lengths:  # «двухдневный», and what stands behind a figure: «10-дневный»
        numbers, endings = lengths.pop("numbers"), lengths.pop("endings")
        for kind, before in (("lengthy", numbers), ("lengthtail", ("",))):
            table[kind] = {
                unit: [f"{number}{stem}{ending}" for number in before for stem in stems for ending in endings]
                for unit, stems in lengths.items()
            }


def words(text: str) -> list[str]:
    """Words, numbers and marks of ``text`` as they are written."""
    return [match.group() for match in _TOKEN.finditer(text)]


def tokens(text: str, lang: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Tokens of ``text[start:end]``; phrases of the lexicon are one token, a run of other words is one token too."""
    lang = lang if lang in LANGUAGES else "en"
    raw = list(_TOKEN.finditer(text, start, len(text) if end is None else end))
    phrases_of = _phrases(lang)
    found: list[Token] = []
    index, size = 0, len(raw)
    plain = False  # whether the last one found is a run of other words
    while index < size:
        match = raw[index]
        group = match.lastgroup
        token, used = _OTHER, 1
        if group == "word":
            if phrases := phrases_of[match.group()]:
                token, used = _word(phrases, lang, raw, index)
        elif group == "mark":
            shown = match.group()
            if shown in _MARKS:
                token = Token(match.start(), match.end(), _MARKS[shown], shown)
        elif group == "note":  # a footnote belongs to no expression and ends none: "on March 10[12] and 11"
            index += 1
            continue
        elif group == "newline":
            if _wrapped(text, match.start()):
                index += 1
                continue
        elif group != "digits" or _DECIMAL.fullmatch(match.group()):
            token = _figure(text, match)
            if token.kind == "year" and _year_ends(raw, index, lang):
                token, used = attrs.evolve(token, end=raw[index + 2].end()), 3
        if token.kind == "ordinal" and found and found[-1].kind == "at":
            before = text[found[-1].start : found[-1].end].lower()
            if before in load(lang).words["hour_before"]:
                token = attrs.evolve(token, kind="hourordinal")
        if token.kind != OTHER:
            found.append(token)
            plain = False
        elif not plain:
            found.append(token)
            plain = True
        index += used
    return found


def _year_ends(raw: list[re.Match[str]], index: int, lang: str) -> bool:
    """Whether the ending of a year is written behind it: «2023-го»."""
    return (
        index + 2 < len(raw)
        and raw[index + 1].group() in ("-", "‐", "‑")
        and raw[index + 2].group() in load(lang).words["year_ending"]
        and raw[index].end() + 1 == raw[index + 2].start()
    )


def _wrapped(text: str, newline: int) -> bool:
    """Whether the line that ends here is so long that its sentence may go on below."""
    return newline >= WRAPPED and "\n" not in text[newline - WRAPPED : newline]


@functools.cache
def _phrases(lang: str) -> Remembered[Phrases]:
    """The phrases that begin with a word as it is written."""
    known = load(lang).phrases
    return Remembered(lambda word: known.get(fold(word), ()))


def _word(phrases: Phrases, lang: str, raw: list[re.Match[str]], index: int) -> tuple[Token, int]:
    match = raw[index]
    word = match.group()
    second = fold(raw[index + 1].group()) if phrases[0][0] and index + 1 < len(raw) else ""
    for rest, kind, value in phrases:
        if rest and (rest[0] != second or not _follow(raw, index + 2, rest)):
            continue
        if kind in ("wordmonth", "wordweekday") and lang == "en" and not word[0].isupper():
            break
        if kind == "unit" and lang != "en" and _named(raw, index):
            break
        end = raw[index + len(rest)].end()
        if not rest and word.endswith(("'s", "’s")):
            end -= 2
        used = 1 + len(rest)
        if fold(word) in load(lang).abbreviated and _dotted(raw, index + used):
            used += 1
        return Token(match.start(), end, kind, value), used
    return _OTHER, 1


def _follow(raw: list[re.Match[str]], index: int, rest: tuple[str, ...]) -> bool:
    """Whether the words of a phrase from its third on stand here."""
    if len(rest) == 1:
        return True
    following = raw[index : index + len(rest) - 1]
    return len(following) == len(rest) - 1 and all(
        fold(f.group()) == r for f, r in zip(following, rest[1:], strict=True)
    )


def _named(raw: list[re.Match[str]], index: int) -> bool:
    """Whether a capital behind a small word shows a name: «за Часов Яр»."""
    word, before = raw[index].group(), raw[index - 1].group() if index else "."
    return word[0].isupper() and not word.isupper() and before.islower()


def _dotted(raw: list[re.Match[str]], index: int) -> bool:
    """Whether a dot is followed by what goes on with the sentence: a number, a comma, a small letter."""
    if index + 1 >= len(raw) or raw[index].group() != ".":
        return False
    following = raw[index + 1]
    return (
        following.lastgroup in ("number", "ordinal", "iso")
        or following.group()[0] in ",([-–—"
        or following.group()[0].islower()
    )


def _figure(text: str, match: re.Match[str]) -> Token:
    start, end, group, shown = match.start(), match.end(), match.lastgroup, match.group()
    if _BEFORE_NUMBER.search(text, max(0, start - 2), start) and not (
        group == "number"
        and (
            EARLY.search(text, max(0, start - 6), start)
            or len(shown) == 4
            and _DAY_COMMA.search(text, max(0, start - 4), start)
        )
    ):
        return Token(start, end, OTHER, "")
    if group in ("ordinal", "cardinal", "decade"):
        number = re.match(r"[\d,]+", shown).group().replace(",", "")  # type: ignore[union-attr]
        return Token(start, end, "number" if group == "cardinal" else group, number)
    if group == "years":
        first, last = int(shown[:4]), int(shown[:2] + shown[-2:])
        return Token(start, end, group if last == first + 1 else OTHER, str(first))
    if group == "digits":  # "3.5 hours"
        return Token(start, end, "several", shown.replace(",", "."))
    if group == "thousands":  # "day 1,209 of the war"
        return Token(start, end, group, shown.replace(",", ""))
    if group in ("number", "glued"):
        return Token(start, end, _size(shown), shown)
    return Token(start, end, group or OTHER, shown.replace(".", ":") if group == "clock" else shown)


def _size(shown: str) -> str:
    """A day of a month, a year, or a count."""
    if len(shown) == 4 and 1800 <= int(shown) <= 2199:
        return "year"
    if len(shown) <= 2 and 1 <= int(shown) <= 31:
        return "day"
    if len(shown) == 4 and int(shown[:2]) < 24 and int(shown[2:]) < 60:
        return "hhmm"
    return "count" if len(shown) <= 3 else OTHER


def islands(found: list[Token]) -> Iterator[tuple[int, int]]:
    """Runs of tokens that have a class."""
    begin: int | None = None
    for index, token in enumerate(found):
        if token.kind != OTHER:
            begin = index if begin is None else begin
        elif begin is not None:
            yield begin, index
            begin = None
    if begin is not None:
        yield begin, len(found)
