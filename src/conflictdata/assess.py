"""Status, independence and confidence of an event, with reasons."""

from __future__ import annotations

from conflictdata.model import Event


def explain(event: Event, *, style: str = "text") -> str:
    """Placeholder until the assessment lands."""
    return f"{event.kind}: {len(event.claims)} claims ({style})"
