"""The reasons of an event in the words of a language.

Linking and assessing write them in English, and so they are stored. The table ``reason`` of ``words/en.toml`` holds
the sentences they write; what fits one of them is said with the sentence of the same name in the other language, and
with the names of actors in the place of their ids. What fits none (free text of people, other programs) stays.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping

from conflictdata.model import Reason
from conflictdata.wording._naming import Words
from conflictdata.wording._words import words as words_of

_SLOT = re.compile(r"\{(\w+)\}")
_NAMES = frozenset({"who", "other"})
_LISTED = re.compile(r", | and ")
_LEVEL = re.compile(r"(?P<label>.+) (?P<bits>[+-]\d+\.\d)")
_BETWEEN_LEVELS = re.compile(r"(?<=\.\d), ")
_MOST = 1000  # characters of a sentence that is looked at; ours are shorter


def code(reason: Reason, words: Words) -> str:
    """The reason's code as a word."""
    return words["code"].get(reason.code) or words["status"].get(reason.code) or reason.code


def sentence(reason: Reason, words: Words, name: Callable[[str], str]) -> str:
    """What the reason says; empty where an export left only its code.

    Args:
        name: from the id of an actor to its name.
    """
    if reason.text == reason.code:
        return ""
    if len(reason.text) > _MOST:
        return reason.text
    if reason.code == "joined":
        return ", ".join(_level(part, words) for part in _BETWEEN_LEVELS.split(reason.text))
    for key, pattern in _patterns("reason"):
        match = pattern.fullmatch(reason.text)
        if match:
            return _said(key, match, words, name)
    return reason.text


def _said(key: str, match: re.Match[str], words: Words, name: Callable[[str], str]) -> str:
    last = _AND[words["page"]["lang"] == "en"]
    slots = {
        slot: _named(text, name, last) if slot in _NAMES else text for slot, text in match.groupdict().items()
    }
    if words["page"]["lang"] == "en":  # the sentence as it is, but for the names
        return _replaced(match, {slot: slots[slot] for slot in slots if slot in _NAMES})
    if "stance" in slots:
        slots["stance"] = words["stance"].get(slots["stance"], slots["stance"])
    if "notes" in slots:
        slots["notes"] = ", ".join(_same(note, "note", words) for note in slots["notes"].split(", "))
    return _filled(words["reason"][key], slots)


_AND = {True: " and ", False: ", "}


def _filled(text: str, slots: Mapping[str, str]) -> str:
    return _SLOT.sub(lambda slot: slots.get(slot[1], ""), text)


def _replaced(match: re.Match[str], slots: Mapping[str, str]) -> str:
    text = match.string
    for slot in sorted(slots, key=match.start, reverse=True):
        text = text[: match.start(slot)] + slots[slot] + text[match.end(slot) :]
    return text


def _named(ids: str, name: Callable[[str], str], last: str) -> str:
    names = [name(id) for id in _LISTED.split(ids) if id]
    return last.join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def _level(text: str, words: Words) -> str:
    match = _LEVEL.fullmatch(text)
    return f"{_same(match['label'], 'alike', words)} {match['bits']}" if match else text


def _same(text: str, table: str, words: Words) -> str:
    """A word or phrase of a table in the language; what is not in the table stays."""
    for key, pattern in _patterns(table):
        match = pattern.fullmatch(text)
        if match:
            return _filled(words[table][key], match.groupdict())
    return text


@functools.cache
def _patterns(table: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Sentences of the English table as patterns; of two that fit, the one with more words of its own comes first."""
    made = [(key, _pattern(text)) for key, text in words_of("en")[table].items()]
    lengths = {key: len(_SLOT.sub("", text)) for key, text in words_of("en")[table].items()}
    return tuple(sorted(made, key=lambda pair: -lengths[pair[0]]))


def _pattern(text: str) -> re.Pattern[str]:
    parts = []
    for n, part in enumerate(_SLOT.split(text)):
        if n % 2:
            parts.append(f"(?P<{part}>{_FORMS.get(part, '.+?')})")
        else:
            parts.append(re.sub(r"(\w+)\\\|(\w+)", r"(?:\1|\2)", re.escape(part)))
    return re.compile("".join(parts), re.DOTALL)


_FORMS = {"n": r"\d+", "stance": r"[a-z]+", "event": r"\S+", "notes": r"[^()]+?"}
