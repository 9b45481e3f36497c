"""Words by which a Russian or Ukrainian adjective is that of a division, a sector or a sea without the word beside it.

They stand in ``[listing]`` of ``words/{ru,uk}.toml``: «громади: Юнаківська, Хотінська», «на трёх направлениях:
Покровском (у Пушкино), Торецком». English adjectives have their type word beside them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import attrs

_NEVER = re.compile(r"(?!)")
_ITEM = r"[\w'’ʼ-]+"


@attrs.frozen
class Listing:
    """Patterns around an adjective; in a language that has no such adjectives none matches.

    Attributes:
        district: an adjective with the word for a district, behind in the sentence, and before in it.
        sector: the same with the word for a sector of the front.
        divisions: the word for districts or communities, whose names are listed up to here; the word is group 1.
        regions: the word for regions, whose names are listed up to here.
        sectors: the word for sectors, listed up to here each with its own places perhaps.
        region: an adjective with the word for a region, behind in the sentence.
        community: behind one of a list of communities, of what kind it is: «Миколаївська сільська, Білопільська ...».
        item_ends: what stands behind an item of such a list.
        listed_on: ends an item, or stands between two of any list.
        sea: a sea behind its name; ``seas`` several.
        plural: how an adjective of many ends, and a village's name does not; ``of_many`` those of regions.
        tells: a verb that tells what happened there stands right behind.
        on: what stands before the adjective of a sector and not of a town: «на Покровському», not «від Покровського».
    """

    district: tuple[re.Pattern[str], re.Pattern[str]] = (_NEVER, _NEVER)
    sector: tuple[re.Pattern[str], re.Pattern[str]] = (_NEVER, _NEVER)
    divisions: re.Pattern[str] = _NEVER
    regions: re.Pattern[str] = _NEVER
    sectors: re.Pattern[str] = _NEVER
    region: re.Pattern[str] = _NEVER
    community: re.Pattern[str] = _NEVER
    item_ends: re.Pattern[str] = _NEVER
    listed_on: re.Pattern[str] = _NEVER
    sea: re.Pattern[str] = _NEVER
    seas: re.Pattern[str] = _NEVER
    plural: tuple[str, ...] = ()
    of_many: tuple[str, ...] = ()
    tells: re.Pattern[str] = _NEVER
    on: re.Pattern[str] = _NEVER

    @classmethod
    def of(cls, words: Mapping[str, Any] | None) -> Listing:
        """The patterns of a language's ``[listing]``; none without one."""
        if words is None:
            return cls()
        joined, adjective = _any(words["and"]), rf"(?:{_any(words['adjective'])})\w+"
        items = rf"(?:{_ITEM}(?:,\s|\s(?:{joined})\s))"
        return cls(
            district=_typed(adjective, words["district"]),
            sector=_typed(adjective, words["sector"]),
            divisions=re.compile(
                rf"((?:{_stems(words['divisions'])}))(?:\s(?:{_stems(words['regions'])}))?(?:\s?[:–—]|\s-)\s{items}{{0,12}}$"
            ),
            regions=re.compile(rf"(?:{_stems(words['regions'])})(?:\s[^\W\d_]+)?\s?[:–—]\s{items}{{0,8}}$"),
            sectors=re.compile(
                rf"(?:{_stems(words['sectors'])})\s?[:–—]\s(?:[^.!?\n]*(?:,|\s(?:{joined}))\s)?$"
            ),
            region=re.compile(
                rf"{adjective}\s(?:{_any(words['region'])})|^[^.!?]*\s(?:{_any(words['region_word'])})"
            ),
            community=re.compile(rf"\s(?:{_stems(words['community'])})")
            if words.get("community")
            else _NEVER,
            item_ends=re.compile(rf"\s\(|,|\s(?:{joined})\s|[.;]|\s?$"),
            listed_on=re.compile(rf"\s*(?:[,.;)—–-]|(?:{_any(words['goes_on'])})\s|$)"),
            sea=re.compile(rf"\s(?:{_stems(words['sea'])})$"),
            seas=re.compile(rf"\s(?:{_any(words['seas'])})$"),
            on=re.compile(rf"(?<!\w)(?:{_any(words['on'])})\s$", re.IGNORECASE),
            plural=tuple(words["plural"]),
            of_many=tuple(words["of_many"]),
            tells=re.compile(rf"\s\w{{3,}}(?:{_any(words['verb'])})(?!\w)"),
        )


def _typed(adjective: str, nouns: Sequence[str]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """An adjective with one of the type words: in the sentence behind, and in the one before."""
    typed = rf"{adjective}\s(?:{_any(nouns)})"
    return re.compile(rf"^[^.!?]*{typed}"), re.compile(rf"{typed}[^.!?]*$")


def _any(words: Sequence[str]) -> str:
    return "|".join(re.escape(word) for word in words)


def _stems(words: Sequence[str]) -> str:
    """The words, with any ending."""
    return "|".join(rf"{re.escape(word)}\w*" for word in words)
