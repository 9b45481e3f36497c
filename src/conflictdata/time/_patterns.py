"""Rules over the classes of tokens: how they are written, compiled and applied.

A rule is a row of class names: ``month=m day|ordinal=d comma? year=y``. ``|`` separates alternatives, ``=``
names what the handler is given, ``?`` makes an element optional, ``( … )?`` a group, ``( … )*`` up to four
repetitions. Every quantifier is bounded, so a rule looks at a bounded number of tokens: time is linear.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

import attrs

from conflictdata.time._calendar import Span
from conflictdata.time._lexicon import CLASSES, CODE, Token

MACROS = {
    "D": "day|ordinal",
    "H": "day|number|ordinal|hourordinal",
    "M": "month|wordmonth",
    "N": "day|count|number|one|several",
    "U": "unit|yearword",
    "J": "dash|to|and|until",
    "R": "last|past|this|next",
}
STRIPPED = frozenset({"on", "in", "the", "of", "at", "comma", "over", "dash", "from", "for"})


@attrs.frozen
class Found:
    """What a rule matched: named tokens, and the tokens before and after."""

    named: dict[str, Token]
    before: Token
    after: Token

    def get(self, name: str) -> Token | None:
        """The token of that name, None where the element was left out."""
        return self.named.get(name)

    def value(self, name: str) -> str:
        """Value of the token of that name, empty where it was left out."""
        token = self.named.get(name)
        return token.value if token else ""

    def span(self, name: str = "d") -> Span:
        """Span of a date token."""
        span = self.named[name].span
        assert span is not None  # only tokens of class date are asked
        return span


Handler = Callable[[Found], "Span | Token | None"]


@attrs.frozen
class Rule:
    """A compiled rule.

    Attributes:
        keep: the prepositions belong to the meaning and to the mention.
        shortest: the fewest tokens it can match.
    """

    pattern: re.Pattern[str]
    handler: str
    keep: bool
    shortest: int


class Rules(dict[str, tuple[Rule, ...]]):
    """Rules that can match where two tokens of given classes stand, by the codes of these classes."""

    def __init__(self, by_first: dict[str, list[tuple[Rule, frozenset[str]]]]) -> None:
        super().__init__()
        self._by_first = by_first

    def __missing__(self, pair: str) -> tuple[Rule, ...]:
        every = self._by_first.get(pair[0], ())
        found = self[pair] = tuple(rule for rule, second in every if not second or pair[1] in second)
        return found


def compile_rules(table: str) -> Rules:
    """Rules of a table. A line: ``handler: row``; ``!`` after one that keeps."""
    rules: dict[str, list[tuple[Rule, frozenset[str]]]] = {}
    for line in table.strip().splitlines():
        name, _, row = line.partition(":")
        name = name.strip()
        pattern = re.compile("".join(_element(element) for element in row.split()))
        rule = Rule(pattern, name.rstrip("!"), name.endswith("!"), _shortest(row.split()))
        for kind in _first(row.split()):
            rules.setdefault(CODE[kind], []).append((rule, _second(row.split(), kind)))
    return Rules(rules)


def _second(row: Sequence[str], first: str) -> frozenset[str]:
    """Codes of the classes that can follow a first token; empty where the row can end with it."""
    codes: set[str] = set()
    for begin, element in enumerate(row):
        body, optional = element.removesuffix("?"), element.endswith("?")
        if first in _kinds(body.partition("=")[0]):
            following = _following(row[begin + 1 :])
            if following is None:
                return frozenset()
            codes |= following
        if not optional:
            break
    return frozenset(codes)


def _following(row: Sequence[str]) -> set[str] | None:
    """Codes of the classes with which what is left of a row can begin; None where nothing need be left."""
    codes: set[str] = set()
    for element, needed in _needed(row):
        codes |= {CODE[kind] for kind in _kinds(element.removesuffix("?").partition("=")[0])}
        if needed:
            return codes
    return None


def _shortest(row: Sequence[str]) -> int:
    """Elements that must be there."""
    return sum(needed for _, needed in _needed(row))


def _needed(row: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """The elements of a row, and whether each must be there; every group is optional."""
    depth = 0
    for element in row:
        if element == "(":
            depth += 1
        elif element in (")?", ")*"):
            depth -= 1
        else:
            yield element, not depth and not element.endswith("?")


def _element(element: str) -> str:
    if element == "(":
        return "(?:"
    if element in (")?", ")*", ")"):
        return {")?": ")?", ")*": "){0,4}", ")": ")"}[element]
    body, optional = element.removesuffix("?"), element.endswith("?")
    kinds, _, name = body.partition("=")
    chars = "".join(CODE[kind] for kind in _kinds(kinds))
    group = f"(?P<{name}>[{chars}])" if name else f"[{chars}]"
    return f"{group}?" if optional else group


def _kinds(alternatives: str) -> list[str]:
    kinds = [kind for each in alternatives.split("|") for kind in MACROS.get(each, each).split("|")]
    unknown = set(kinds) - set(CLASSES)
    assert not unknown, unknown
    return kinds


def _first(row: Sequence[str]) -> set[str]:
    """Classes with which a match can begin."""
    kinds: set[str] = set()
    for element in row:
        assert element != "(", "a rule begins with an element that is no group"
        kinds.update(_kinds(element.removesuffix("?").partition("=")[0]))
        if not element.endswith("?"):
            break
    return kinds


def reduce(
    tokens: list[Token],
    rules: Rules,
    handlers: object,
    note: Callable[[Token], None] | None = None,
) -> list[Token]:
    """Replace what the rules match, longest first, by dates. The outer two tokens are context.

    ``note`` is told of each date as it is made, so that what is counted from it later in the row finds it.
    """
    codes = "".join(CODE[token.kind] for token in tokens)
    result = [tokens[0]]
    index, last = 1, len(tokens) - 1
    while index < last:
        tried = [
            (match, rule)
            for rule in rules[codes[index : index + 2]]
            if index + rule.shortest <= last and (match := rule.pattern.match(codes, index, last)) is not None
        ]
        if len(tried) > 1:
            tried.sort(key=_shortness)
        for match, rule in tried:
            made = _apply(match, rule, tokens, handlers, result[-1])
            if made is not None:
                if note and made.span:
                    note(made)
                result.append(made)
                index = _end(match, tokens)
                break
        else:
            result.append(tokens[index])
            index += 1
    result.append(tokens[-1])
    return result


def _end(match: re.Match[str], tokens: list[Token]) -> int:
    """Where a match ends; a comma behind it, after which nothing that it could join came, is none of it."""
    return match.end() - (tokens[match.end() - 1].kind == "comma")


def _shortness(tried: tuple[re.Match[str], Rule]) -> int:
    return -tried[0].end()


def _apply(
    match: re.Match[str], rule: Rule, tokens: list[Token], handlers: object, before: Token
) -> Token | None:
    named = {name: tokens[match.start(name)] for name, got in match.groupdict().items() if got is not None}
    handler: Handler = getattr(handlers, rule.handler)
    end = _end(match, tokens)
    made = handler(Found(named, before, tokens[end]))
    if made is None or isinstance(made, Token):
        return made
    first = match.start()
    while not rule.keep and tokens[first].kind in STRIPPED and first < end - 1:
        first += 1
    return Token(tokens[first].start, tokens[end - 1].end, "date", "", made)
