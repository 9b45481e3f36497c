"""Model objects to and from the record format: plain dicts, and JSON Lines in UTF-8.

The format is the interchange format of the project; other programs read it. ``from_record(T, to_record(x))``
gives ``x`` back exactly.
"""

from __future__ import annotations

import functools
import json
import types
import typing
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from enum import Enum
from typing import Any, Literal, TypeVar

import attrs
import cattrs
from cattrs.cols import list_structure_factory

from conflictdata.errors import ConflictDataError, RecordError
from conflictdata.model import Actor, Claim, Event, Location, Place, Point, Report, Source, When

__all__ = ["Record", "Unknown", "dumps", "from_record", "loads", "read_jsonl", "to_record"]

T = TypeVar("T")
Unknown = Literal["keep", "refuse", "drop"]
Record = dict[str, Any]

_HAS_EXTRA = (Claim, Report)


def to_record(obj: Claim | Report | Event | Source | Actor | Place | Location | When) -> Record:
    """The record of a model object: JSON types only, times as ``2025-04-08T12:00:00Z``."""
    record: Record = _unstructure(obj)
    return record


def from_record(cls: type[T], record: Any, *, unknown: Unknown = "keep") -> T:
    """The model object of a record.

    Args:
        unknown: what to do with fields that the model does not know: ``keep`` them in ``extra`` (claims and
            reports), ``refuse`` the record, or ``drop`` them.

    Raises:
        RecordError: a field is missing, unknown (with ``refuse``) or has a value that is not allowed.
    """
    if not isinstance(record, dict):
        raise RecordError(f"{cls.__name__}: a record must be an object, got {type(record).__name__}")
    try:
        return _converter(unknown).structure(record, cls)
    except RecordError:
        raise
    except (cattrs.BaseValidationError, ConflictDataError, KeyError, TypeError, ValueError) as error:
        raise RecordError(f"{cls.__name__}: {'; '.join(_reasons(error))}") from error


def dumps(obj: Claim | Report | Event | Source | Actor | Place) -> str:
    """One JSON line without its newline."""
    return json.dumps(to_record(obj), ensure_ascii=False, separators=(",", ":"))


def loads(cls: type[T], line: str | bytes, *, unknown: Unknown = "keep") -> T:
    """The model object of one JSON line.

    Raises:
        RecordError: the line is not JSON, or not a record of this class.
    """
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise RecordError(f"{cls.__name__}: not JSON: {error}") from error
    return from_record(cls, record, unknown=unknown)


def read_jsonl(cls: type[T], lines: Iterable[str | bytes], *, unknown: Unknown = "keep") -> Iterator[T]:
    """Model objects of JSON lines, lazily; blank lines are skipped.

    Raises:
        RecordError: naming the line's number.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield loads(cls, line, unknown=unknown)
        except RecordError as error:
            raise RecordError(f"line {number}: {error}") from error


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _time(value: datetime) -> str:
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _point(point: Point | None) -> Record:
    return {"lat": point.lat if point else None, "lon": point.lon if point else None}


def _names(names: Any) -> Record:
    return {lang: list(found) for lang, found in names}


def _extra(pairs: Iterable[tuple[str, str]]) -> Record:
    found: Record = {}
    for key, text in pairs:
        try:
            found[key] = json.loads(text)
        except ValueError:
            found[key] = text
    return found


_SCALARS = frozenset({str, int, float, bool, type(None)})


@functools.cache
def _fields(cls: type[Any]) -> tuple[str, ...] | None:
    """Names of the fields of an attrs class, None for any other."""
    return tuple(attrs.fields_dict(cls)) if attrs.has(cls) else None


def _plain(obj: Any) -> Any:
    if isinstance(obj, tuple):
        return [_unstructure(each) for each in obj]
    if isinstance(obj, datetime):
        return _time(obj)
    return obj.value if isinstance(obj, Enum) else obj


def _unstructure(obj: Any) -> Any:
    if type(obj) in _SCALARS:
        return obj
    cls: Any = type(obj)
    names = _fields(cls)
    if names is None:
        return _plain(obj)
    record: Record = {"id": obj.id} if "id" in names else {}
    for name in names:
        value = getattr(obj, name)
        if type(value) in _SCALARS and name != "point":
            record[name] = value
        elif name == "point":
            record |= _point(value)
        elif name == "names":
            record[name] = _names(value)
        elif name == "extra":
            record |= {key: each for key, each in _extra(value).items() if key not in record}
        else:
            record[name] = _unstructure(value)
    return record


def _split(cls: type[Any], record: Record) -> tuple[Record, Record]:
    fields = set(attrs.fields_dict(cls))
    known = {key: value for key, value in record.items() if key in fields and key != "extra"}
    return known, {key: value for key, value in record.items() if key not in known}


def _lift_point(record: Record) -> Record:
    lat, lon = record.get("lat"), record.get("lon")
    lifted = {key: value for key, value in record.items() if key not in ("lat", "lon")}
    if lat is not None and lon is not None:
        lifted["point"] = {"lat": lat, "lon": lon}
    return lifted


@functools.cache
def _converter(unknown: Unknown) -> cattrs.Converter:
    converter = cattrs.Converter(detailed_validation=True, forbid_extra_keys=unknown == "refuse")
    converter.register_structure_hook_func(_is_names, lambda value, _: value)
    converter.register_structure_hook(datetime, lambda value, _: value)
    converter.register_structure_hook(float, _number)
    converter.register_structure_hook(int, _number)
    converter.register_structure_hook(str, _string)
    converter.register_structure_hook(bool, _boolean)
    converter.register_structure_hook_factory(_is_sequence, lambda cls: _sequence(cls, converter))
    for cls in (Place, Location):  # after those above: generated code binds the hooks it finds
        converter.register_structure_hook(cls, _with_point(converter.gen_structure_attrs_fromdict(cls)))
    for extra_cls in _HAS_EXTRA:
        plain = converter.gen_structure_attrs_fromdict(extra_cls)
        converter.register_structure_hook(
            extra_cls, _with_extra(plain, keep=unknown == "keep", refuse=unknown == "refuse")
        )
    return converter


def _with_extra(plain: Any, *, keep: bool, refuse: bool) -> Any:
    def structure(record: Any, cls: Any) -> Any:
        if not isinstance(record, dict):
            raise RecordError(f"must be an object, got {type(record).__name__}")
        known, rest = _split(cls, record)
        if rest and refuse:
            raise RecordError(f"unknown field(s) {', '.join(sorted(rest))}")
        if rest and keep:
            known["extra"] = [(key, _compact(value)) for key, value in rest.items()]
        return plain(known, cls)

    return structure


def _with_point(plain: Any) -> Any:
    def structure(record: Any, cls: Any) -> Any:
        if not isinstance(record, dict):
            raise RecordError(f"must be an object, got {type(record).__name__}")
        return plain(_lift_point(record), cls)

    return structure


def _is_names(cls: Any) -> bool:
    return str(cls).replace("typing.", "") == "tuple[tuple[str, tuple[str, ...]], ...]"


def _is_sequence(cls: Any) -> bool:
    arguments = typing.get_args(cls)
    return typing.get_origin(cls) is tuple and arguments[1:] == (...,) and not _is_names(cls)


def _sequence(cls: Any, converter: cattrs.Converter) -> Any:
    (element, _) = typing.get_args(cls)
    listed: Any = types.GenericAlias(list, (element,))
    plain = list_structure_factory(listed, converter)

    def structure(value: Any, _: Any) -> tuple[Any, ...]:
        if not isinstance(value, list | tuple):  # a string or an object would be taken apart
            raise RecordError(f"must be a list, got {value!r}")
        return tuple(plain(value, list))

    return structure


def _number(value: Any, _: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise RecordError(f"must be a number, got {value!r}")
    return value


def _string(value: Any, _: Any) -> str:
    if not isinstance(value, str):
        raise RecordError(f"must be a string, got {value!r}")
    return value


def _boolean(value: Any, _: Any) -> bool:
    if not isinstance(value, bool):
        raise RecordError(f"must be true or false, got {value!r}")
    return value


def _reasons(error: BaseException) -> list[str]:
    """One line a fault, with the path to the field."""
    if isinstance(error, cattrs.BaseValidationError):
        return list(cattrs.transform_error(error, path="record", format_exception=_reason))
    return [_reason(error, None)]


def _reason(error: BaseException, _: Any) -> str:
    return f"missing field {error}" if isinstance(error, KeyError) else str(error)
