"""The comparisons of the linkage model: each level once as SQL (DuckDB and Spark) and once as Python.

Both definitions stand side by side and a test draws random pairs to hold them to each other. Levels are tried
from first to last, as in a ``CASE``. A ``veto`` level means "cannot be the same happening": no sum of other
evidence joins such a pair.
"""

from __future__ import annotations

import bisect
import functools
from collections.abc import Callable

import attrs

from conflictdata import taxonomy
from conflictdata.linking._features import (
    AREA,
    COUNTRY,
    DATED,
    DISTRICT,
    FINE,
    LASTING,
    LASTING_HOURS,
    NOWHERE,
    REGION,
    SAME_SPOT_KM,
    TIMELESS,
    UNDATED,
    WIDE,
    Features,
    slack_hours,
)

VETO = "veto"
ABSENT = "absent"


@attrs.frozen(kw_only=True)
class Comparison:
    """One comparison: its levels in order, and the function that finds the level of a pair.

    Attributes:
        levels: (label, SQL condition); the label ``absent`` is the level for what one side does not say
            (weight 0), ``veto`` forbids the join; the last condition is ``ELSE``.
        level: index of the first level whose condition holds.
        labels: of the levels, in order.
    """

    name: str
    levels: tuple[tuple[str, str], ...]
    level: Callable[[Features, Features], int]
    labels: tuple[str, ...] = attrs.field(init=False)

    @labels.default
    def _labels(self) -> tuple[str, ...]:
        return tuple(label for label, _ in self.levels)


_OVERLAP = "(least(t1_l, t1_r) - greatest(t0_l, t0_r))"
_SHORTER = "least(t1_l - t0_l, t1_r - t0_r)"

_LASTING = ", ".join(f"'{kind}'" for kind in sorted(LASTING))
_SLACK = f"CASE WHEN kind_l IN ({_LASTING}) AND kind_r IN ({_LASTING}) THEN {2 * LASTING_HOURS} ELSE 0.0 END"
_BOTH_DATED = f"timed_l = {DATED} AND timed_r = {DATED}"

_LATER = f"CASE WHEN timed_l = {UNDATED} THEN t1_l - t0_r ELSE t1_r - t0_l END"
_ONE_UNDATED = f"least(timed_l, timed_r) = {DATED} AND greatest(timed_l, timed_r) = {UNDATED}"
_BOTH_UNDATED = f"timed_l = {UNDATED} AND timed_r = {UNDATED}"

AFTER_HOURS = (18.0, 30.0, 42.0, 66.0)
"""Bounds between the levels of an undated report after the beginning of a day that another claim states."""

BETWEEN_HOURS = (6.0, 12.0, 24.0, 48.0)
"""Bounds between the levels of two undated reports, by the time between them."""

_CHANGE = "within three days, of a change of hands"

TIME = (
    (ABSENT, f"timed_l = {TIMELESS} AND timed_r = {TIMELESS}"),
    ("same day", f"{_BOTH_DATED} AND {_OVERLAP} >= 1 AND {_OVERLAP} >= 0.5 * {_SHORTER}"),
    (
        _CHANGE,
        (
            f"{_BOTH_DATED} AND {_OVERLAP} + {_SLACK} >= 1 "
            f"AND {_OVERLAP} + {_SLACK} >= 0.5 * ({_SHORTER} + {_SLACK})"
        ),
    ),
    (
        VETO,
        (
            f"timed_l = {TIMELESS} OR timed_r = {TIMELESS} OR {_OVERLAP} < 1 "
            f"OR (timed_l <> {UNDATED} AND timed_r <> {UNDATED} AND {_OVERLAP} < 0.5 * {_SHORTER})"
        ),
    ),
    *(
        (f"told within {hours:g} h of the day's beginning", f"{_ONE_UNDATED} AND {_LATER} <= {hours}")
        for hours in AFTER_HOURS
    ),
    ("told days after", _ONE_UNDATED),
    *(
        (f"told within {hours:g} h", f"{_BOTH_UNDATED} AND abs(t1_l - t1_r) <= {hours}")
        for hours in BETWEEN_HOURS
    ),
    ("told days apart", _BOTH_UNDATED),
    ("within a longer time", "ELSE"),
)
_SAME_DAY, _APART, _NEVER, _AFTER = 1, 2, 3, 4
_BETWEEN = _AFTER + len(AFTER_HOURS) + 1
_LONGER = _BETWEEN + len(BETWEEN_HOURS) + 1


def _time(a: Features, b: Features) -> int:
    if a.timed == TIMELESS or b.timed == TIMELESS:
        return 0 if a.timed == b.timed else _NEVER
    overlap = min(a.t1, b.t1) - max(a.t0, b.t0)
    if a.timed == DATED and b.timed == DATED:
        return _dated(a, b, overlap)
    if overlap < 1:
        return _NEVER
    if a.timed == UNDATED and b.timed == UNDATED:
        return _BETWEEN + bisect.bisect_left(BETWEEN_HOURS, abs(a.t1 - b.t1))
    if a.timed != UNDATED and b.timed != UNDATED:
        return _NEVER if overlap < 0.5 * min(a.t1 - a.t0, b.t1 - b.t0) else _LONGER
    if a.timed == WIDE or b.timed == WIDE:
        return _LONGER
    later = a.t1 - b.t0 if a.timed == UNDATED else b.t1 - a.t0
    return _AFTER + bisect.bisect_left(AFTER_HOURS, later)


def _dated(a: Features, b: Features, overlap: float) -> int:
    shorter = min(a.t1 - a.t0, b.t1 - b.t0)
    if overlap >= 1 and overlap >= 0.5 * shorter:
        return _SAME_DAY
    slack = 2 * min(slack_hours(a.timed, a.kind), slack_hours(b.timed, b.kind))
    overlap += slack
    return _APART if overlap >= 1 and overlap >= 0.5 * (shorter + slack) else _NEVER


_KM2 = "(pow(x_l - x_r, 2) + pow(y_l - y_r, 2) + pow(z_l - z_r, 2))"
_REACH2 = "pow(greatest(reach_l, reach_r), 2)"
_FINE_IN = f"least(grade_l, grade_r) = {FINE} AND greatest(grade_l, grade_r)"

PLACE = (
    (ABSENT, f"site_l = site_r AND grade_l = {NOWHERE} AND grade_r = {NOWHERE}"),
    (
        "same settlement",
        (
            f"site_l = site_r AND grade_l = {FINE} AND grade_r = {FINE} "
            f"AND (x_l IS NULL OR x_r IS NULL OR {_KM2} <= {SAME_SPOT_KM**2})"
        ),
    ),
    ("same settlement, offset", f"site_l = site_r AND grade_l = {FINE} AND grade_r = {FINE}"),
    ("same area", f"site_l = site_r AND grade_l = {AREA} AND grade_r = {AREA}"),
    ("same district", f"site_l = site_r AND grade_l = {DISTRICT} AND grade_r = {DISTRICT}"),
    ("same region", f"site_l = site_r AND grade_l = {REGION} AND grade_r = {REGION}"),
    ("same country", f"site_l = site_r AND grade_l = {COUNTRY} AND grade_r = {COUNTRY}"),
    ("inside the area", f"{_FINE_IN} = {AREA} AND {_KM2} <= {_REACH2}"),
    (
        "inside the district",
        f"{_FINE_IN} = {DISTRICT} AND region_l = region_r AND {_KM2} <= {_REACH2}",
    ),
    ("inside the region", f"{_FINE_IN} = {REGION} AND region_l = region_r"),
    (VETO, "ELSE"),
)
_VETO_PLACE = len(PLACE) - 1


def _km2(a: Features, b: Features) -> float | None:
    if a.x is None or b.x is None or a.y is None or b.y is None or a.z is None or b.z is None:
        return None
    return float((a.x - b.x) ** 2 + (a.y - b.y) ** 2 + (a.z - b.z) ** 2)


def _place(a: Features, b: Features) -> int:
    fine, coarse = min(a.grade, b.grade), max(a.grade, b.grade)
    if a.site == b.site and fine == coarse:
        if fine == NOWHERE:
            return 0
        if fine != FINE:
            return 2 + fine
        apart = _km2(a, b)
        return 1 if apart is None or apart <= SAME_SPOT_KM**2 else 2
    if fine != FINE or coarse not in (AREA, DISTRICT, REGION):
        return _VETO_PLACE
    if coarse == REGION:
        return 9 if a.region is not None and a.region == b.region else _VETO_PLACE
    apart = _km2(a, b)
    if apart is None:
        return _VETO_PLACE
    inside = apart <= max(a.reach, b.reach) ** 2
    if coarse == AREA:
        return 7 if inside else _VETO_PLACE
    return 8 if inside and a.region is not None and a.region == b.region else _VETO_PLACE


COUNTERPARTS = frozenset({("capture", "withdrawal"), ("withdrawal", "capture")})
"""One side's capture is the other side's withdrawal."""

SYMMETRIC = ("armed-clash", "losses", "prisoner-exchange", "agreement", "withdrawal")
"""Kinds that either side can be named the agent of."""

_BANDS = (("close", 0.8), ("related", 0.5), ("loosely related", 0.3))


@functools.cache
def _bands(registered: int) -> dict[tuple[str, str], int]:
    """Level of each ordered pair of different kinds; ``registered`` renews it when plugins add kinds."""
    found: dict[tuple[str, str], int] = {}
    ids = sorted(taxonomy.kinds())
    for left in ids:
        for right in ids:
            alike = taxonomy.similarity(left, right)
            band = next((n for n, (_, least) in enumerate(_BANDS, 1) if alike >= least), None)
            if left != right and band is not None:
                found[left, right] = band
    return found


def bands() -> dict[tuple[str, str], int]:
    """Level of each ordered pair of different kinds that may describe one happening."""
    return _bands(len(taxonomy.kinds()))


def _kind_levels() -> tuple[tuple[str, str], ...]:
    def pairs(which: list[tuple[str, str]]) -> str:
        listed = ", ".join(f"'{left}>{right}'" for left, right in sorted(which)) or "''"
        return f"concat(kind_l, '>', kind_r) IN ({listed})"

    table = bands()
    graded = tuple(
        (label, pairs([pair for pair, level in table.items() if level == n]))
        for n, (label, _) in enumerate(_BANDS, 1)
    )
    swapped = f"{pairs(list(COUNTERPARTS))} AND coalesce(agent_side_l <> agent_side_r, true)"
    return (("same kind", "kind_l = kind_r"), *graded, ("counterpart", swapped), (VETO, "ELSE"))


def _kind(a: Features, b: Features) -> int:
    if a.kind == b.kind:
        return 0
    level = bands().get((a.kind, b.kind))
    if level is not None:
        return level
    if (a.kind, b.kind) in COUNTERPARTS:
        return 5 if a.agent_side is not None and a.agent_side == b.agent_side else 4
    return 5


_SYMMETRIC_SQL = ", ".join(f"'{kind}'" for kind in SYMMETRIC)

AGENT = (
    (ABSENT, "agent_side_l IS NULL OR agent_side_r IS NULL"),
    ("same agent", "agent_l = agent_r"),
    ("same side", "agent_side_l = agent_side_r"),
    ("other side of the same fight", f"kind_l IN ({_SYMMETRIC_SQL}) OR kind_r IN ({_SYMMETRIC_SQL})"),
    (VETO, "ELSE"),
)


def _agent(a: Features, b: Features) -> int:
    if a.agent_side is None or b.agent_side is None:
        return 0
    if a.agent == b.agent:
        return 1
    if a.agent_side == b.agent_side:
        return 2
    return 3 if a.kind in SYMMETRIC or b.kind in SYMMETRIC else 4


TARGET = (
    (ABSENT, "(object_l IS NULL OR object_r IS NULL) AND (target_side_l IS NULL OR target_side_r IS NULL)"),
    ("same object", "object_l = object_r"),
    ("other object", "object_l IS NOT NULL AND object_r IS NOT NULL"),
    ("same side", "target_side_l = target_side_r"),
    ("other side", "ELSE"),
)


def _target(a: Features, b: Features) -> int:
    if a.object is not None and b.object is not None:
        return 1 if a.object == b.object else 2
    if a.target_side is not None and b.target_side is not None:
        return 3 if a.target_side == b.target_side else 4
    return 0


QUANTITY = (
    (ABSENT, "unit_l IS NULL OR unit_r IS NULL OR unit_l <> unit_r"),
    ("equal", "quantity_l = quantity_r"),
    ("close", "abs(quantity_l - quantity_r) <= 0.25 * greatest(quantity_l, quantity_r)"),
    ("far", "ELSE"),
)


def _quantity(a: Features, b: Features) -> int:
    if a.unit is None or a.unit != b.unit or a.quantity is None or b.quantity is None:
        return 0
    if a.quantity == b.quantity:
        return 1
    return 2 if abs(a.quantity - b.quantity) <= 0.25 * max(a.quantity, b.quantity) else 3


ORIGIN = (
    (ABSENT, "report_l = report_r"),  # words of one report are shared by everything it tells
    ("shared", "text_key_l = text_key_r OR coalesce(evidence_key_l = evidence_key_r, false)"),
    ("own", "ELSE"),
)


def _origin(a: Features, b: Features) -> int:
    if a.report == b.report:
        return 0
    shared = a.evidence_key is not None and a.evidence_key == b.evidence_key
    return 1 if shared or a.text_key == b.text_key else 2


SPEAKER = (
    (ABSENT, "report_l = report_r"),
    ("same speaker again", "claimant_l = claimant_r"),
    ("another speaker", "ELSE"),
)


def _speaker(a: Features, b: Features) -> int:
    if a.report == b.report:
        return 0
    return 1 if a.claimant == b.claimant else 2


def comparisons() -> tuple[Comparison, ...]:
    """The comparisons in order; those of kind follow the taxonomy as it is registered now."""
    return (
        Comparison(name="place", levels=PLACE, level=_place),
        Comparison(name="time", levels=TIME, level=_time),
        Comparison(name="kind", levels=_kind_levels(), level=_kind),
        Comparison(name="agent", levels=AGENT, level=_agent),
        Comparison(name="target", levels=TARGET, level=_target),
        Comparison(name="quantity", levels=QUANTITY, level=_quantity),
        Comparison(name="origin", levels=ORIGIN, level=_origin),
        Comparison(name="speaker", levels=SPEAKER, level=_speaker),
    )
