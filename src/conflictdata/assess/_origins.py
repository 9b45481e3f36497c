"""Which claims have one origin, and therefore count once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime

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

    traces = [_trace(claim, reports or {}) for claim in ordered]
    links = []
    for n, left in enumerate(traces):
        for right in traces[n + 1 :]:
            why = _shared(left, right)
            if why:
                links.append((left.id, right.id, why))
                a, b = sorted((find(left.id), find(right.id)))
                parent[b] = a
    groups: dict[str, list[str]] = {}
    for claim in ordered:
        groups.setdefault(find(claim.id), []).append(claim.id)
    return Origins(groups=tuple(tuple(group) for group in groups.values()), links=tuple(links))


@attrs.frozen
class _Trace:
    """What tells where a claim comes from.

    Attributes:
        names: what a forward of it would name.
        marks: what it names as forwarded from.
        cited: addresses of what it rests on.
        words: of its text.
    """

    id: str
    claimant: str
    report: str
    names: frozenset[str]
    marks: frozenset[str]
    cited: frozenset[str]
    words: frozenset[str]


def _trace(claim: Claim, reports: Reports) -> _Trace:
    there = reports.get(claim.report)
    names = {claim.claimant, *claim.via}
    marks = {mark for e in claim.evidence if e.kind == "forward" for mark in (e.note, e.url) if mark}
    if isinstance(there, Report):
        names |= {there.source, sources.get(there.source).name, there.url or there.source}
        if there.forwarded_from:
            marks.add(there.forwarded_from)
    return _Trace(
        id=claim.id, claimant=claim.claimant, report=claim.report, names=frozenset(names), marks=frozenset(marks),
        cited=frozenset(e.url for e in claim.evidence if e.url),
        words=frozenset(_WORD.findall(claim.text.casefold())),
    )  # fmt: skip


def _shared(left: _Trace, right: _Trace) -> str | None:
    """Why two claims have one origin, or None."""
    if left.claimant == right.claimant:
        return f"both are the word of {left.claimant}"
    if left.report == right.report:  # two speakers quoted side by side, perhaps in one sentence
        return None
    if left.marks or right.marks:
        forwarded = left.marks & right.names or right.marks & left.names
        if forwarded:
            return f"forwarded from {min(forwarded)}"
    if left.cited and right.cited and (cited := left.cited & right.cited):
        return f"both rest on {min(cited)}"
    a, b = left.words, right.words
    fewer, more = sorted((len(a), len(b)))
    if fewer < MIN_WORDS or fewer < NEAR_IDENTICAL * more:
        return None
    return "near-identical text" if len(a & b) >= NEAR_IDENTICAL * len(a | b) else None


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


def day_told(claim: Claim, *, reports: Reports | None = None) -> date | None:
    """The day a claim was told on, or the first it can have been told on; None for a claim without any time.

    A claim whose report is not given was told by the last day of its own time, on the calendar of those who spoke.
    """
    if claim.when is not None and claim.report not in (reports or {}):
        return claim.when.days[1]
    known = known_at(claim, reports=reports)
    return known.date() if known else None
