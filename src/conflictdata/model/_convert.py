"""Converters to the enumerations, as named functions because mypy understands no other kind."""

from __future__ import annotations

from typing import Any

from conflictdata.model import _enums as enums
from conflictdata.model._validate import member


def actor_kind(value: Any) -> enums.ActorKind:
    """A member of ``ActorKind`` from itself or its value."""
    return member(enums.ActorKind, value)


def credibility(value: Any) -> enums.Credibility:
    """A member of ``Credibility`` from itself or its value."""
    return member(enums.Credibility, value)


def location_precision(value: Any) -> enums.LocationPrecision:
    """A member of ``LocationPrecision`` from itself or its value."""
    return value if isinstance(value, enums.LocationPrecision) else member(enums.LocationPrecision, value)


def outcome(value: Any) -> enums.Outcome:
    """A member of ``Outcome`` from itself or its value."""
    return value if isinstance(value, enums.Outcome) else member(enums.Outcome, value)


def place_kind(value: Any) -> enums.PlaceKind:
    """A member of ``PlaceKind`` from itself or its value."""
    return value if isinstance(value, enums.PlaceKind) else member(enums.PlaceKind, value)


def relation(value: Any) -> enums.Relation:
    """A member of ``Relation`` from itself or its value."""
    return value if isinstance(value, enums.Relation) else member(enums.Relation, value)


def reliability(value: Any) -> enums.Reliability:
    """A member of ``Reliability`` from itself or its value."""
    return member(enums.Reliability, value)


def source_kind(value: Any) -> enums.SourceKind:
    """A member of ``SourceKind`` from itself or its value."""
    return member(enums.SourceKind, value)


def stance(value: Any) -> enums.Stance:
    """A member of ``Stance`` from itself or its value."""
    return value if isinstance(value, enums.Stance) else member(enums.Stance, value)


def status(value: Any) -> enums.Status:
    """A member of ``Status`` from itself or its value."""
    return member(enums.Status, value)


def when_precision(value: Any) -> enums.WhenPrecision:
    """A member of ``WhenPrecision`` from itself or its value."""
    return member(enums.WhenPrecision, value)
