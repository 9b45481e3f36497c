"""The closed vocabularies of the model."""

from __future__ import annotations

from enum import IntEnum, StrEnum


class SourceKind(StrEnum):
    """Who publishes."""

    MEDIA = "media"
    THINK_TANK = "think-tank"
    MINISTRY = "ministry"
    HEAD_OF_STATE = "head-of-state"
    GOVERNMENT = "government"
    ARMED_FORCES = "armed-forces"
    MILITARY_UNIT = "military-unit"
    BLOGGER = "blogger"
    DATASET = "dataset"
    OTHER = "other"


class ActorKind(StrEnum):
    """What an actor is; units carry their echelon through ``Actor.parent``."""

    STATE = "state"
    HEAD_OF_STATE = "head-of-state"
    GOVERNMENT = "government"
    MINISTRY = "ministry"
    REGIONAL_AUTHORITY = "regional-authority"
    LOCAL_AUTHORITY = "local-authority"
    ARMED_FORCES = "armed-forces"
    COMMAND = "command"
    MILITARY_UNIT = "military-unit"
    INTELLIGENCE = "intelligence"
    BLOGGER = "blogger"
    MEDIA = "media"
    THINK_TANK = "think-tank"
    DATASET = "dataset"
    CIVILIANS = "civilians"
    ORGANISATION = "organisation"
    OTHER = "other"


class Stance(StrEnum):
    """What a claimant does with the statement."""

    ASSERTS = "asserts"
    CONFIRMS = "confirms"  # admits or corroborates what others said
    DENIES = "denies"
    VERIFIES = "verifies"  # checked independently: geolocation, footage, satellite imagery
    ASSESSES = "assesses"  # an inference of the claimant
    IMPLIES = "implies"


class Outcome(StrEnum):
    """How the action ended for the agent, as the claimant puts it."""

    SUCCESS = "success"
    FAILURE = "failure"
    ONGOING = "ongoing"
    UNKNOWN = "unknown"


class PlaceKind(StrEnum):
    """What a gazetteer entry is."""

    SETTLEMENT = "settlement"
    DISTRICT = "district"  # raion, okrug, hromada: second-order
    REGION = "region"  # oblast, krai, republic: first-order
    COUNTRY = "country"
    RIVER = "river"
    ROAD = "road"
    AREA = "area"  # sea, island, forest, front sector
    SITE = "site"  # airfield, plant, bridge, station
    OTHER = "other"


class Relation(StrEnum):
    """How a claim places itself relative to a named place."""

    IN = "in"
    NEAR = "near"
    OUTSKIRTS = "outskirts"
    NORTH_OF = "north-of"
    NORTHEAST_OF = "northeast-of"
    EAST_OF = "east-of"
    SOUTHEAST_OF = "southeast-of"
    SOUTH_OF = "south-of"
    SOUTHWEST_OF = "southwest-of"
    WEST_OF = "west-of"
    NORTHWEST_OF = "northwest-of"
    DIRECTION = "direction"  # "in the Pokrovsk direction"
    BETWEEN = "between"  # "the Ivanivka-Petrivka line"
    ALONG = "along"  # a road, a river, a border


class LocationPrecision(StrEnum):
    """How exactly a location is known, finest first. Never finer than a settlement."""

    SETTLEMENT = "settlement"
    VICINITY = "vicinity"  # near a settlement, or an offset from one
    AREA = "area"  # a direction, a line between places, a sector
    DISTRICT = "district"
    REGION = "region"
    COUNTRY = "country"
    UNKNOWN = "unknown"


class WhenPrecision(StrEnum):
    """The unit in which a time was given, finest first."""

    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class Status(StrEnum):
    """What can be said of an event from its claims."""

    CLAIMED = "claimed"
    CORROBORATED = "corroborated"  # independent sources agree
    CONCEDED = "conceded"  # the side it hurts admits it
    DISPUTED = "disputed"
    VERIFIED = "verified"  # independent geolocation or imagery
    REFUTED = "refuted"


class Reliability(StrEnum):
    """Admiralty code (NATO STANAG 2511, AJP-2.1): how far a source can be trusted in general."""

    A = "A"  # completely reliable: no doubt, a history of complete reliability
    B = "B"  # usually reliable: minor doubt, mostly valid in the past
    C = "C"  # fairly reliable: some doubt, valid information in the past
    D = "D"  # not usually reliable: significant doubt
    E = "E"  # unreliable: history of invalid information
    F = "F"  # cannot be judged: no basis


class Credibility(IntEnum):
    """Admiralty code (NATO STANAG 2511): how far one piece of information can be believed."""

    CONFIRMED = 1
    PROBABLY_TRUE = 2
    POSSIBLY_TRUE = 3
    DOUBTFUL = 4
    IMPROBABLE = 5
    CANNOT_BE_JUDGED = 6


class UcdpWherePrecision(IntEnum):
    """UCDP GED codebook, ``where_prec``: 1 exact place … 7 international waters or airspace."""

    EXACT = 1
    NEAR = 2
    SECOND_ORDER_DIVISION = 3
    FIRST_ORDER_DIVISION = 4
    LINEAR_OR_FUZZY = 5
    COUNTRY = 6
    INTERNATIONAL = 7


class UcdpDatePrecision(IntEnum):
    """UCDP GED codebook, ``date_prec``: 1 the day … 5 more than a month."""

    DAY = 1
    TWO_TO_SIX_DAYS = 2
    WEEK = 3
    MONTH = 4
    MORE_THAN_MONTH = 5


class AcledGeoPrecision(IntEnum):
    """ACLED codebook, ``geo_precision``."""

    TOWN = 1
    PART_OF_REGION = 2
    REGION = 3


class AcledTimePrecision(IntEnum):
    """ACLED codebook, ``time_precision``."""

    DAY = 1
    WEEK = 2
    MONTH = 3
