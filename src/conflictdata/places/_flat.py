"""Distances of some tens of kilometres, quickly: degrees on a plane."""

from __future__ import annotations

import math

from conflictdata.model import Point

KM_PER_DEGREE = 111.195


def flat(point: Point) -> tuple[float, float, float]:
    """Latitude, longitude, and by how much a degree of longitude is shorter there than one of latitude."""
    return point.lat, point.lon, math.cos(math.radians(point.lat))
