"""Records of claims and events as JSON in UTF-8: what ``records.dumps`` says, in a tenth of the time."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import attrs
import orjson

from conflictdata.model import Claim, Event, Place
from conflictdata.records import to_record

Level = Callable[[Any], dict[str, Any]]
"""Gives one level of a model object's record; its values are left as they are."""

_OPTIONS = orjson.OPT_UTC_Z


class Encoder:
    """Values are handed to orjson as they are, and a place that many claims name is written once.

    Keep an encoder for a batch: it holds on to the places.

    Args:
        text: with the text of claims; an archive keeps it in a column of its own.
    """

    def __init__(self, *, text: bool = True) -> None:
        self._places: dict[int, tuple[Place, orjson.Fragment]] = {}
        self._claim = _level(Claim) if text else _level(Claim, "text")

    def __call__(self, obj: Claim | Event) -> bytes:
        """The record of an object."""
        try:
            return orjson.dumps(self._rest(obj), self._rest, _OPTIONS)
        except (TypeError, ValueError):  # lone surrogates, integers past 64 bits, text that is no plain str
            return self._slowly(obj)

    def _slowly(self, obj: Claim | Event) -> bytes:
        import json

        record = to_record(obj)
        if isinstance(obj, Claim) and self._claim is not _level(Claim):
            del record["text"]
        try:
            return orjson.dumps(record)
        except (TypeError, ValueError):
            return json.dumps(record).encode()

    def _rest(self, obj: Any) -> Any:
        cls = type(obj)
        if cls is Claim:
            return self._claim(obj)
        if cls is not Place:
            return _level(cls)(obj)  # type: ignore[arg-type]
        known = self._places.get(id(obj))
        if known is None:
            known = self._places[id(obj)] = (obj, orjson.Fragment(orjson.dumps(to_record(obj))))
        return known[1]


@functools.cache
def _level(cls: type[Any], without: str = "") -> Level:
    """Written out as one dictionary display, as attrs writes methods: a loop over names takes three times as long."""
    fields = list(attrs.fields_dict(cls))  # TypeError for what is no model class, as orjson expects
    names = [name for name in fields if name not in (without, "extra", "id")]
    if "id" in fields:
        names.insert(0, "id")
    pairs = ", ".join(_POINT if name == "point" else f"{name!r}: obj.{name}" for name in names)
    plain: Level = eval(f"lambda obj: {{{pairs}}}")  # noqa: S307 - the names of our own fields
    return _with_extra(plain) if "extra" in fields else plain


_POINT = "'lat': obj.point and obj.point.lat, 'lon': obj.point and obj.point.lon"


def _with_extra(plain: Level) -> Level:
    def level(obj: Any) -> dict[str, Any]:
        record = plain(obj)
        for key, text in obj.extra:
            if key not in record and key != "text":
                record[key] = _parsed(text)
        return record

    return level


def _parsed(text: str) -> Any:
    try:
        return orjson.loads(text)
    except ValueError:
        raise TypeError("not for orjson") from None  # the slow way knows what to do with it
