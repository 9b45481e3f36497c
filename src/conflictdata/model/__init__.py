"""The typed core: frozen, slotted, hashable attrs classes. No input or output; imports only attrs.

Every time is UTC, every position WGS 84 in decimal degrees, every distance kilometres.
"""

from conflictdata.model._claim import Claim, Evidence, Quantity
from conflictdata.model._enums import (
    AcledGeoPrecision,
    AcledTimePrecision,
    ActorKind,
    Credibility,
    LocationPrecision,
    Outcome,
    PlaceKind,
    Relation,
    Reliability,
    SourceKind,
    Stance,
    Status,
    UcdpDatePrecision,
    UcdpWherePrecision,
    WhenPrecision,
)
from conflictdata.model._event import Event, Reason
from conflictdata.model._place import Location, Place, Point
from conflictdata.model._publish import Actor, Names, Report, Source, Terms
from conflictdata.model._validate import content_id
from conflictdata.model._when import When

__all__ = [
    "AcledGeoPrecision",
    "AcledTimePrecision",
    "Actor",
    "ActorKind",
    "Claim",
    "Credibility",
    "Event",
    "Evidence",
    "Location",
    "LocationPrecision",
    "Names",
    "Outcome",
    "Place",
    "PlaceKind",
    "Point",
    "Quantity",
    "Reason",
    "Relation",
    "Reliability",
    "Report",
    "Source",
    "SourceKind",
    "Stance",
    "Status",
    "Terms",
    "UcdpDatePrecision",
    "UcdpWherePrecision",
    "When",
    "WhenPrecision",
    "content_id",
]
