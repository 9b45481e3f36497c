"""What is answered for a name once it is decided: its location, the runners-up, and where one lies that is unresolved."""

from __future__ import annotations

from conflictdata.model import Location, LocationPrecision, Place, PlaceKind, Point
from conflictdata.places._mention import PlaceMention
from conflictdata.places._relation import DIVISION, inferred, moved, precision_of, relation_of
from conflictdata.places._rivers import courses
from conflictdata.places._span import Span
from conflictdata.places._weigh import Weigher
from conflictdata.places._weights import near_to


class Answers(Weigher):
    """Makes the mentions of spans that are decided."""

    def _mention(self, words: str, span: Span) -> PlaceMention:
        return PlaceMention(
            start=span.start,
            end=span.end,
            text=words,
            outer=(min(span.outer_start, span.start), max(span.outer_end, span.end)),
            location=self._location(words, span),
            alternatives=self._alternatives(span),
            role=span.role,
        )

    def _alternatives(self, span: Span) -> tuple[tuple[Place, float], ...]:
        """The runners-up; all that were considered where none was taken."""
        ranked = self.ranked[id(span)]
        others = ranked if self.done[id(span)] is None else ranked[1:]
        if not others:
            return ()
        return tuple(sorted(others, key=lambda each: -each[1])[:3])

    def _location(self, words: str, span: Span) -> Location:
        place = self.done[id(span)]
        if place is None:
            return self._unresolved(words, span)
        score = min(1.0, self.ranked[id(span)][0][1])
        point, precision = self._placed(span, place), precision_of(span, place)
        if place.kind is PlaceKind.RIVER and place.id in courses() and point == place.point:
            precision = LocationPrecision.REGION  # nothing tells which part of it is meant
        other = None
        if span.pair is not None:
            other = self._other_end(span.pair, place)
            if other is not None and other.point is not None and point is not None:
                point = Point((point.lat + other.point.lat) / 2, (point.lon + other.point.lon) / 2)
        point = point and moved(point, span, place)
        return Location(
            place=place,
            relation=relation_of(span, place),
            distance_km=span.distance_km,
            point=point if point is None or point == place.point else inferred(point),
            precision=precision,
            mention=words,
            region=self.gazetteer.region_code(place),
            other=other,
            score=score,
        )

    def _placed(self, span: Span, place: Place) -> Point | None:
        """The place's point; half way to where a gloss puts it, if only its division's middle is known."""
        if place.kind is PlaceKind.RIVER:
            return self._passes(place, self._around(span))
        if place.point is None or not place.radius_km or not span.glosses:
            return place.point
        stated = self._estimate(span)
        if stated is None or stated.distance_km(place.point) > 2 * place.radius_km:
            return place.point
        return place.point.offset(place.point.bearing(stated), place.point.distance_km(stated) / 2)

    def _other_end(self, pair: Span, place: Place) -> Place | None:
        best = max(
            pair.candidates,
            key=lambda each: self._weigh(pair, each[0], each[1], near_to(place)),
            default=None,
        )
        return best[0] if best else None

    def _unresolved(self, words: str, span: Span) -> Location:
        point = self.point[id(span)]
        region = next((d for c in span.containers if (d := self.done.get(id(c))) is not None), None)
        common = self.common.get(id(span))
        if common is not None and not span.glosses and (region is None or not region.admin2):
            region, point = common, common.point
        if span.glosses:
            precision = LocationPrecision.AREA
        elif region is not None:
            precision = DIVISION.get(region.kind, LocationPrecision.DISTRICT)
        else:
            precision = LocationPrecision.REGION  # somewhere about the places named with it
        return Location(
            relation=span.relation,
            distance_km=span.distance_km,
            point=point and inferred(point),
            precision=precision if point else LocationPrecision.UNKNOWN,
            mention=words,
            region=self.gazetteer.region_code(region) if region else "",
            score=0.0 if point is None else 0.5 if span.glosses or region else 0.2,
        )
