"""The functions most programs need."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from os import PathLike
from typing import TYPE_CHECKING

from conflictdata.errors import ModelError
from conflictdata.model import Claim, Event, Report
from conflictdata.model._validate import given, shown

if TYPE_CHECKING:
    from conflictdata.store import Archive


def extract(
    text: str, *, source: str, published: str | date | datetime, lang: str | None = None, title: str = ""
) -> list[Claim]:
    """Who claims what, where and when in one text.

    Args:
        text: plain text as published; any Unicode string.
        source: id of the publisher (``isw``, ``mod-russia``; see ``conflictdata sources``). The claimant of
            what the text states in its own voice.
        published: when it was published: an aware datetime, ISO 8601 with offset, or a date (noon UTC).
        lang: ``en``, ``uk`` or ``ru``; detected where it is None.

    Returns:
        Claims in the order of the text; ``text[claim.span[0]:claim.span[1]] == claim.text``.

    Raises:
        ModelError: ``text`` is no string, ``source`` is empty, ``published`` is no time or ``lang`` is none of
            the languages that are read.
    """
    if lang is not None:
        from conflictdata.text.lexicon import LANGUAGES

        if lang not in LANGUAGES:
            raise ModelError(
                f"extract: lang must be one of {', '.join(LANGUAGES)}, or None to detect it, got {shown(lang)}"
            )
    return list(
        extract_reports([Report(source=source, text=text, published=published, lang=lang, title=title)])
    )


def extract_reports(reports: Iterable[Report]) -> Iterator[Claim]:
    """Claims of many reports, lazily, report by report.

    A report of a source that a plugin adapts is read by that plugin; a plugin that raises is named in a
    warning and the general extractor reads the report instead. So is, in the language that its letters show,
    one whose ``lang`` is none of ``en``, ``uk`` and ``ru``.

    Raises:
        ModelError: ``reports`` is no iterable of ``Report``.
    """
    return _claims_of_each(given(reports, Report, "extract_reports"))


def _claims_of_each(reports: Iterator[Report]) -> Iterator[Claim]:
    from conflictdata.text import claims_of

    for report in reports:
        yield from claims_of(report)


def link(claims: Iterable[Claim], *, reports: Mapping[str, Report | datetime] | None = None) -> list[Event]:
    """Claims joined into events: the same happening, told by whoever told it. See ``conflictdata.linking``.

    Args:
        claims: of any sources and languages, in any order.
        reports: reports, or times of their publication, by report id: from then on a claim was known.

    Returns:
        Events with status, confidence in [0, 1] and reasons; times are half-open spans in UTC.

    Raises:
        ModelError: ``claims`` is no iterable of ``Claim``, or ``reports`` no mapping.
    """
    from conflictdata.linking import link as join

    return join(claims, reports=reports)


def open(path: str | PathLike[str], *, read_only: bool = False) -> Archive:
    """Open or create an archive, one DuckDB file. See ``conflictdata.store``.

    Args:
        path: the file; it is created when opened for writing, the folder is not.
        read_only: ask only. Readers work while another process writes; one process writes.

    Returns:
        The archive, a context manager: events are linked when it ends without an error.

    Raises:
        StoreError: there is no such archive to read, it is damaged or newer than this program, or another
            process writes it.
    """
    from conflictdata.store import Archive

    return Archive(path, read_only=read_only)
