"""Which claims have one origin, and therefore count once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime

import attrs

from conflictdata import sources
from conflictdata.model import Claim, Report

NEAR_IDENTICAL = 0.8
"""Share of words (Jaccard) from which two texts are copies of one another."""

MIN_WORDS = 6
"""Shorter texts are alike by chance."""

_WORD = re.compile(r"\w+")

Reports = Mapping[str, Report | datetime]
"""By report id: the report, or just when it was published (UTC)."""


@attrs.frozen(kw_only=True)
class Origins:
    """The origin graph of some claims.

    Attributes:
        groups: ids of claims with one origin, each group and the groups in order of claim id.
        links: (claim, claim, why) for each pair found to share its origin.
    """

    groups: tuple[tuple[str, ...], ...]
    links: tuple[tuple[str, str, str], ...]


def origins(claims: Sequence[Claim], *, reports: Reports | None = None) -> Origins:
    """Group claims by origin: one speaker, one forwarded post, one cited document, one text.

    Args:
        reports: the reports the claims were read in; with them forwards are recognised.
    """
    ordered = sorted(claims, key=lambda claim: claim.id)
    if len(ordered) == 1:
        return Origins(groups=((ordered[0].id,),), links=())
    parent = {claim.id: claim.id for claim in ordered}

    def find(id: str) -> str:
        while parent[id] != id:
            id = parent[id]
        return id

    words = {claim.id: frozenset(_WORD.findall(claim.text.casefold())) for claim in ordered}
    links = []
    for n, left in enumerate(ordered):
        for right in ordered[n + 1 :]:
            why = shared_origin(left, right, words=words, reports=reports or {})
            if why:
                links.append((left.id, right.id, why))
                a, b = sorted((find(left.id), find(right.id)))
                parent[b] = a
    groups: dict[str, list[str]] = {}
    for claim in ordered:
        groups.setdefault(find(claim.id), []).append(claim.id)
    return Origins(groups=tuple(tuple(group) for group in groups.values()), links=tuple(links))


def shared_origin(
    left: Claim, right: Claim, *, words: Mapping[str, frozenset[str]], reports: Reports
) -> str | None:
    """Why two claims have one origin, or None."""
    if left.claimant == right.claimant:
        return f"both are the word of {left.claimant}"
    if left.report == right.report:  # two speakers quoted side by side, perhaps in one sentence
        return None
    forwarded = _forwards(left, right, reports) or _forwards(right, left, reports)
    if forwarded:
        return forwarded
    cited = {e.url for e in left.evidence if e.url} & {e.url for e in right.evidence if e.url}
    if cited:
        return f"both rest on {min(cited)}"
    a, b = words[left.id], words[right.id]
    if min(len(a), len(b)) >= MIN_WORDS and len(a & b) >= NEAR_IDENTICAL * len(a | b):
        return "near-identical text"
    return None


def _forwards(copy: Claim, original: Claim, reports: Reports) -> str | None:
    names = {original.claimant, *original.via}
    there = reports.get(original.report)
    if isinstance(there, Report):
        names |= {there.source, sources.get(there.source).name, there.url or there.source}
    here = reports.get(copy.report)
    marks = {mark for e in copy.evidence if e.kind == "forward" for mark in (e.note, e.url) if mark}
    if isinstance(here, Report) and here.forwarded_from:
        marks.add(here.forwarded_from)
    shared = {mark for mark in marks if mark in names}
    return f"forwarded from {min(shared)}" if shared else None


def told_at(claim: Claim, *, reports: Reports | None = None) -> datetime | None:
    """When a claim was published, as far as that is known (UTC).

    From its report; else, for a claim without a time of its own, the end of its time, which its report sets. A claim
    about a stated time ("on March 18") can have been told at any time after that: None.
    """
    there = (reports or {}).get(claim.report)
    if isinstance(there, Report):
        return there.published
    if there is not None:
        return there
    return claim.when.end if claim.when and not claim.when.stated else None


def known_at(claim: Claim, *, reports: Reports | None = None) -> datetime | None:
    """When a claim became known (UTC), or what it cannot have been known before: what claims are ordered by.

    ``told_at`` where that is known, else the end of the claim's time, the earliest by which it can have been told
    whole; None for a claim without any time.
    """
    told = told_at(claim, reports=reports)
    return told if told is not None or claim.when is None else claim.when.end
