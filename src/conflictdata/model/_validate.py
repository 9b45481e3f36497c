"""Validators and converters that name the field and the value."""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time
from enum import Enum
from typing import Any, TypeVar

import attrs
import orjson

from conflictdata.errors import ModelError

E = TypeVar("E", bound=Enum)
T = TypeVar("T")
_NUMBERS = (int, float)
_SHOWN = 80
"""Characters of a wrong value that an error shows."""

_CANONICAL = json.JSONEncoder(ensure_ascii=True, sort_keys=True, separators=(",", ":"), default=str)
_PLAIN = (
    orjson.OPT_SORT_KEYS
    | orjson.OPT_PASSTHROUGH_DATETIME
    | orjson.OPT_PASSTHROUGH_DATACLASS
    | orjson.OPT_PASSTHROUGH_SUBCLASS
)
_OTHERWISE = re.compile(rb"\de[-+]?\d|0\.0000|\x7f")
Validator = Callable[[Any, "attrs.Attribute[Any]", Any], None]


def _fail(instance: Any, attribute: attrs.Attribute[Any], value: Any, why: str) -> ModelError:
    return ModelError(f"{type(instance).__name__}.{attribute.name}: {why}, got {shown(value)}")


def shown(value: Any) -> str:
    """A wrong value for an error message: a whole document would hide what is wrong with it."""
    try:
        text = repr(value)
    except Exception:  # noqa: BLE001 - whatever a stranger's __repr__ raises, the error is another
        text = object.__repr__(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}… ({type(value).__name__})"


def given(values: Any, kind: type[T], where: str) -> Iterator[T]:
    """The objects that somebody gave a function, one by one, each checked as it comes.

    Raises:
        ModelError: ``values`` is no iterable of ``kind``; at once if it is none, else at the first wrong object.
    """
    if isinstance(values, kind | str | bytes | Mapping) or not isinstance(values, Iterable):
        raise ModelError(f"{where}: takes {kind.__name__} objects in a list or iterator, got {shown(values)}")
    return _checked(values, kind, where)


def _checked(values: Iterable[Any], kind: type[T], where: str) -> Iterator[T]:
    for value in values:
        if not isinstance(value, kind):
            hint = "; conflictdata.records.from_record reads a record" if isinstance(value, Mapping) else ""
            raise ModelError(f"{where}: takes {kind.__name__} objects, got {shown(value)}{hint}")
        yield value


def all_of(kind: type[T], value: Iterable[Any] | None) -> tuple[T, ...]:
    """``as_tuple`` of objects of one class."""
    found = as_tuple(value)
    for each in found:
        if not isinstance(each, kind):
            raise ModelError(f"must hold {kind.__name__} objects only, got {shown(each)}")
    return found


def optional(kind: type[T], value: Any) -> T | None:
    """An object of a class, or None."""
    if value is None or isinstance(value, kind):
        return value
    raise ModelError(f"must be a {kind.__name__} or None, got {shown(value)}")


def optional_text(instance: Any, attribute: attrs.Attribute[Any], value: Any) -> None:
    """Require a string or None."""
    if value is not None and not isinstance(value, str):
        raise _fail(instance, attribute, value, "must be a string or None")


def real(value: Any) -> float:
    """Convert to a float what is a number, or the text of one."""
    try:
        return float(value)
    except (TypeError, ValueError, OverflowError):
        raise ModelError(f"must be a number, got {shown(value)}") from None


def text(*, empty: bool = False) -> Validator:
    """Require a string, and one with a visible character unless ``empty``."""

    def check(instance: Any, attribute: attrs.Attribute[Any], value: Any) -> None:
        if not isinstance(value, str):
            raise _fail(instance, attribute, value, "must be a string")
        if not empty and not value.strip():
            raise _fail(instance, attribute, value, "must not be empty")

    return check


def number(low: float | None = None, high: float | None = None) -> Validator:
    """Require a finite number within the closed bounds."""

    def check(instance: Any, attribute: attrs.Attribute[Any], value: Any) -> None:
        if isinstance(value, bool) or not isinstance(value, _NUMBERS):
            raise _fail(instance, attribute, value, "must be a number")
        if not math.isfinite(value):
            raise _fail(instance, attribute, value, "must be finite")
        if low is not None and value < low:
            raise _fail(instance, attribute, value, f"must be at least {low}")
        if high is not None and value > high:
            raise _fail(instance, attribute, value, f"must be at most {high}")

    return check


def aware(instance: Any, attribute: attrs.Attribute[Any], value: Any) -> None:
    """Require a datetime with a time zone."""
    if not isinstance(value, datetime) or value.tzinfo is None or value.utcoffset() is None:
        raise _fail(instance, attribute, value, "must be a datetime with a time zone")


def member(enum: type[E], value: Any) -> E:
    """Convert ``value`` to a member of ``enum``; the error lists the members."""
    if isinstance(value, enum):
        return value
    try:
        return enum(value)
    except ValueError:
        members = ", ".join(str(each.value) for each in enum)
        raise ModelError(f"{enum.__name__}: {value!r} is none of {members}") from None


def utc(value: Any) -> datetime:
    """Convert to a datetime in UTC.

    Takes an aware datetime, an ISO 8601 string with offset, or a bare date (string or ``date``),
    which becomes that day's noon UTC: the same calendar day in every zone from UTC-12 to UTC+11.
    """
    if isinstance(value, str):
        value = _parse(value)
    if isinstance(value, datetime):
        if value.tzinfo is None or value.utcoffset() is None:
            raise ModelError(
                f"a time without a zone cannot be placed: {value.isoformat()!r}; add an offset or 'Z'"
            )
        try:
            return value.astimezone(UTC)
        except OverflowError as error:
            raise ModelError(f"time out of range: {value.isoformat()!r}") from error
    if isinstance(value, date):
        return datetime.combine(value, time(12), UTC)
    raise ModelError(f"must be a time in ISO 8601 or a date, got {shown(value)}")


def _parse(value: str) -> datetime | date:
    stripped = value.strip()
    try:
        if len(stripped) == 10:
            return date.fromisoformat(stripped)
        return datetime.fromisoformat(stripped)
    except ValueError:
        raise ModelError(
            f"not a time in ISO 8601: {value!r} (as in 2025-04-08 or 2025-04-08T12:00:00Z)"
        ) from None


def optional_utc(value: Any) -> datetime | None:
    """``utc``, letting None through."""
    return None if value is None else utc(value)


def as_tuple(value: Iterable[Any] | None) -> tuple[Any, ...]:
    """Convert any iterable but a string to a tuple."""
    if type(value) is tuple:
        return value
    if value is None:
        return ()
    if isinstance(value, str | bytes):
        raise ModelError(f"must be a sequence, not a single string: {value!r}")
    if not isinstance(value, Iterable):
        raise ModelError(f"must be a sequence, got {shown(value)}")
    return tuple(value)


def names(value: Any) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Names by language as a sorted, hashable tuple; takes a mapping of language to a name or names."""
    pairs = value.items() if hasattr(value, "items") else (value or ())
    merged = {lang: ((found,) if isinstance(found, str) else tuple(found)) for lang, found in pairs}
    return tuple(sorted(merged.items()))


def content_id(prefix: str, *parts: Any) -> str:
    """A content-derived id: ``prefix`` and 16 hex digits of SHA-256 over the canonical JSON of ``parts``."""
    return f"{prefix}-{hashlib.sha256(canonical(parts)).hexdigest()[:16]}"


def canonical(parts: Any) -> bytes:
    """The JSON text of ``parts`` that ids are made from: ASCII, keys sorted, no spaces; numbers must be finite.

    orjson writes it several times as fast, and the same but for letters beyond ASCII, numbers with an exponent (in
    either's writing: below 0.0001 orjson does without) and objects that are no JSON.
    """
    try:
        text = orjson.dumps(parts, default=_no_json, option=_PLAIN)
    except (TypeError, ValueError):
        text = b"\x80"
    if text.isascii() and _OTHERWISE.search(text) is None:
        return text
    return _CANONICAL.encode(parts).encode()


def _no_json(value: Any) -> Any:
    raise TypeError(type(value).__name__)
