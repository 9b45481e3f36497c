"""From a report's text to its claims."""

from __future__ import annotations

from conflictdata.model import Claim, Report


def claims_of(report: Report) -> list[Claim]:
    """Claims of one report in the order of its text."""
    return []
