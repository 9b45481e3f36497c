"""ISW's control-of-terrain layers (ArcGIS feature services) as claims about settlements.

A report lists the settlements of the gazetteer inside a layer; the polygons themselves are not kept, as ISW does
not allow its map data to be taken into other data sets.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import attrs

from conflictdata.model import (
    Claim,
    Evidence,
    Location,
    LocationPrecision,
    Outcome,
    Place,
    PlaceKind,
    Point,
    Report,
    Stance,
    When,
    WhenPrecision,
)
from conflictdata.plugins import Request, Response
from conflictdata_pages import TextBuilder, extra_of, extras, fail, json_body

SERVICES = "https://services5.arcgis.com/SaBe5HMtmnbqSWlu/arcgis/rest/services"
PAGE = 2000
"""Features asked for at once, the usual ``maxRecordCount`` of a hosted feature layer."""

_BANDS = 400
_TIMES = ("editdate", "last_edited_date", "date", "lastupdate", "updated", "created_date")


@attrs.frozen(kw_only=True)
class Layer:
    """One layer of the map.

    Attributes:
        path: service and layer number under ``SERVICES``.
        label: what it shows, in ISW's words.
        kind, agent, stance, outcome: of the claim about each settlement inside.
    """

    path: str
    label: str
    kind: str = "presence"
    agent: str = "ru:armed-forces"
    stance: Stance = Stance.ASSESSES
    outcome: Outcome = Outcome.ONGOING


LAYERS: tuple[Layer, ...] = (
    Layer(path="VIEW_RussiaCoTinUkraine_V3/FeatureServer/49", label="Assessed Russian-controlled Ukrainian territory"),
    Layer(path="AssessedRussianAdvanceInUkraine_V2_view/FeatureServer/0", label="Assessed Russian advances in Ukraine",
          kind="advance", outcome=Outcome.SUCCESS),
)  # fmt: skip
"""The layers of the public map of June 2026; the services are renamed now and then."""

Ring = Sequence[Sequence[float]]


def query(layer: Layer, services: str, offset: int = 0) -> Request:
    """The request for one page of a layer's features, WGS 84 GeoJSON."""
    asked = {"where": "1=1", "outFields": "*", "outSR": "4326", "f": "geojson", "resultOffset": offset,
             "resultRecordCount": PAGE}  # fmt: skip
    return Request(url=f"{services}/{layer.path}/query?{urlencode(asked)}")


def layer_of(url: str, layers: Iterable[Layer]) -> Layer | None:
    """The layer an address queries."""
    path = urlsplit(url).path.rstrip("/").removesuffix("/query").lower()
    return next((layer for layer in layers if path.endswith(layer.path.lower())), None)


def more(response: Response, layer: Layer, services: str) -> Request | None:
    """The request for the next page, where the service says there is one."""
    found = json_body(response)
    if not isinstance(found, dict):
        return None
    exceeded = found.get("exceededTransferLimit") or (found.get("properties") or {}).get(
        "exceededTransferLimit"
    )
    count = len(found.get("features") or ())
    if not exceeded or not count:
        return None
    before = parse_qs(urlsplit(response.url).query).get("resultOffset", ["0"])[0]
    return query(layer, services, (int(before) if before.isdigit() else 0) + count)


def report(response: Response, layer: Layer, places: Iterable[Place] | None = None) -> Report:
    """The settlements inside a layer's polygons, a line each; ``extra`` holds their ids in that order.

    Args:
        places: where to look; those of the default gazetteer around the polygons when None.

    Raises:
        ParseError: the service reports an error, or the answer is no GeoJSON of polygons.
    """
    features = _features(response)
    rings = [ring for feature in features for ring in _rings(feature.get("geometry"))]
    inside = _Inside(rings)
    held = sorted(
        {
            place.id: place for place in (_near(rings) if places is None else places) if _held(place, inside)
        }.values(),
        key=lambda place: (place.name, place.id),
    )
    at = _updated(features) or response.retrieved
    builder = TextBuilder()
    for place in held:
        builder.add(f"{layer.label}: {place.name}{f', {place.admin1}' if place.admin1 else ''}")
    base = response.url.partition("?")[0].removesuffix("/query")
    part = parse_qs(urlsplit(response.url).query).get("resultOffset", ["0"])[0]
    return Report(
        source=response.source, url=f"{base}#{at.date().isoformat()}{f'-{part}' if part != '0' else ''}",
        title=layer.label, text=builder.text, lang="en", published=at, retrieved=response.retrieved,
        extra=extras({"layer": layer.path, "places": [place.id for place in held]}),
    )  # fmt: skip


def claims(report: Report, layers: Iterable[Layer]) -> Iterator[Claim]:
    """One claim a line of a report made by ``report``: ISW assesses who holds the settlement."""
    from conflictdata.errors import GazetteerError
    from conflictdata.places import default

    extra = extra_of(report)
    layer = next((each for each in layers if each.path == extra.get("layer")), None)
    if layer is None:
        return
    gazetteer, start = default(), 0
    lines = report.text.split("\n") if report.text else []
    when = When(start=report.published - timedelta(days=1), end=report.published + timedelta(seconds=1),
                precision=WhenPrecision.DAY)  # fmt: skip
    for line, id in zip(lines, extra.get("places", ()), strict=False):
        span, start = (start, start + len(line)), start + len(line) + 1
        try:
            place = gazetteer.get(id)
        except GazetteerError:
            continue  # a place of a gazetteer that is no longer installed
        where = Location(
            place=place, point=place.point, precision=LocationPrecision.SETTLEMENT, mention=place.name
        )
        yield Claim(
            report=report.id, span=span, text=line, claimant="isw", kind=layer.kind, stance=layer.stance,
            agent=layer.agent, locations=[where], when=when, outcome=layer.outcome,
            evidence=[Evidence(kind="link", url=report.url, note="control-of-terrain layer")],
        )  # fmt: skip


def _features(response: Response) -> list[dict[str, Any]]:
    found = json_body(response)
    if isinstance(found, dict) and isinstance(found.get("error"), dict):
        error = found["error"]
        raise fail(response, f"the feature service answers error {error.get('code')}: {error.get('message')}")
    features = found.get("features") if isinstance(found, dict) else None
    if not isinstance(features, list) or not all(isinstance(each, dict) for each in features):
        raise fail(response, "no features found: not a GeoJSON answer of a feature service")
    if not features:
        raise fail(response, "the layer is empty")
    if not any(True for each in features for _ in _rings(each.get("geometry"))):
        raise fail(response, "no polygons found in the layer")
    return features


def _rings(geometry: Any) -> Iterator[Ring]:
    if not isinstance(geometry, dict):
        return
    if isinstance(geometry.get("rings"), list):  # Esri's own JSON
        yield from (ring for ring in geometry["rings"] if len(ring) > 3)
    found = geometry.get("coordinates")
    if geometry.get("type") == "Polygon" and isinstance(found, list):
        yield from (ring for ring in found if len(ring) > 3)
    elif geometry.get("type") == "MultiPolygon" and isinstance(found, list):
        yield from (ring for polygon in found for ring in polygon if len(ring) > 3)


def _updated(features: Iterable[dict[str, Any]]) -> datetime | None:
    """The latest edit that the features' attributes tell (milliseconds since 1970, UTC)."""
    found: list[float] = []
    for feature in features:
        values = feature.get("properties") or feature.get("attributes") or {}
        by_name = {str(key).lower(): value for key, value in values.items()}
        found += [by_name[name] for name in _TIMES if isinstance(by_name.get(name), int | float)]
    latest = max((value for value in found if 1_600_000_000_000 < value < 4_000_000_000_000), default=None)
    return None if latest is None else datetime.fromtimestamp(latest / 1000, UTC)


class _Inside:
    """Whether a point lies inside rings, by the even-odd rule; edges are kept by bands of latitude."""

    def __init__(self, rings: Iterable[Ring]) -> None:
        edges = [
            (a[0], a[1], b[0], b[1]) for ring in rings for a, b in zip(ring, [*ring[1:], ring[0]], strict=True)
            if a[1] != b[1]
        ]  # fmt: skip
        lats = [lat for edge in edges for lat in (edge[1], edge[3])]
        low, high = min(lats, default=0.0), max(lats, default=0.0)
        self._bounds = [low + (high - low) * n / _BANDS for n in range(_BANDS)]
        self._bands: list[list[tuple[float, float, float, float]]] = [[] for _ in range(_BANDS)]
        for edge in edges:
            first = self._band(min(edge[1], edge[3]))
            for band in range(first, self._band(max(edge[1], edge[3])) + 1):
                self._bands[band].append(edge)

    def _band(self, lat: float) -> int:
        return max(0, bisect_right(self._bounds, lat) - 1)

    def __contains__(self, point: Point) -> bool:
        inside = False
        for x1, y1, x2, y2 in self._bands[self._band(point.lat)]:
            if (y1 > point.lat) != (y2 > point.lat):
                inside ^= point.lon < (x2 - x1) * (point.lat - y1) / (y2 - y1) + x1
        return inside


def _held(place: Place, inside: _Inside) -> bool:
    return place.kind is PlaceKind.SETTLEMENT and place.point is not None and place.point in inside


def _near(rings: Iterable[Ring]) -> Iterable[Place]:
    """Places of the gazetteer around the rings."""
    from conflictdata.places import default

    corners = [(lon, lat) for ring in rings for lon, lat, *_ in ring]
    west, east = min(lon for lon, _ in corners), max(lon for lon, _ in corners)
    south, north = min(lat for _, lat in corners), max(lat for _, lat in corners)
    centre = Point((south + north) / 2, (west + east) / 2)
    reach = max(centre.distance_km(Point(lat, lon)) for lat in (south, north) for lon in (west, east))
    return (place for place, _ in default().near(centre, reach + 1))
