"""JSON Schema (draft 2020-12) of the records, generated from the model's classes and their docstrings.

The schema says what may be read: required are the fields without a default. What the package writes has every
field.
"""

from __future__ import annotations

import inspect
import re
import types
import typing
from datetime import datetime
from enum import Enum, IntEnum
from typing import Any

import attrs

from conflictdata.errors import RecordError
from conflictdata.model import Claim, Event, Names, Report

__all__ = ["DIALECT", "json_schema"]

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_RECORDS: dict[str, type[Any]] = {"report": Report, "claim": Claim, "event": Event}

_SCALARS: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    datetime: {"type": "string", "format": "date-time"},
    type(None): {"type": "null"},
}

_NAMES = {
    "type": "object",
    "additionalProperties": {"type": "array", "items": {"type": "string"}},
    "description": "Names by language code, the preferred name first.",
}

_POINT = {
    "lat": {"type": ["number", "null"], "minimum": -90, "maximum": 90, "description": "WGS 84, degrees."},
    "lon": {"type": ["number", "null"], "minimum": -180, "maximum": 180, "description": "WGS 84, degrees."},
}


def json_schema(record: str) -> dict[str, Any]:
    """The schema of ``report``, ``claim`` or ``event`` records, a fresh dict.

    Raises:
        RecordError: there is no such record.
    """
    if record not in _RECORDS:
        raise RecordError(f"no record {record!r}; there are {', '.join(_RECORDS)}")
    cls = _RECORDS[record]
    definitions: dict[str, Any] = {}
    body = _object(cls, definitions)
    return {
        "$schema": DIALECT,
        "$id": f"urn:conflictdata:record:{record}",
        "title": cls.__name__,
        **body,
        "$defs": dict(sorted(definitions.items())),
    }


def _object(cls: type[Any], definitions: dict[str, Any]) -> dict[str, Any]:
    hints = typing.get_type_hints(cls)
    about = _attribute_docs(cls)
    properties: dict[str, Any] = {}
    required = []
    for field in attrs.fields(cls):
        if field.name == "extra":
            continue
        if field.name == "point":
            properties |= _POINT
            continue
        described = {"description": about[field.name]} if field.name in about else {}
        properties[field.name] = _type(hints[field.name], definitions) | described
        if field.default is attrs.NOTHING:
            required.append(field.name)
    open_ended = any(field.name == "extra" for field in attrs.fields(cls))
    return {
        "type": "object",
        "description": inspect.cleandoc(cls.__doc__ or "").split("\n\n")[0].replace("\n", " "),
        "properties": properties,
        "required": required,
        "additionalProperties": open_ended,
    }


def _type(hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    if hint == Names:
        return dict(_NAMES)
    if hint in _SCALARS:
        return dict(_SCALARS[hint])
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        return {"anyOf": [_type(each, definitions) for each in arguments]}
    if origin is tuple:
        return _array(arguments, definitions)
    if isinstance(hint, type) and issubclass(hint, Enum):
        kind = "integer" if issubclass(hint, IntEnum) else "string"
        return {"type": kind, "enum": [member.value for member in hint]}
    if attrs.has(hint):
        if hint.__name__ not in definitions:
            definitions[hint.__name__] = {}  # taken before it is filled, for classes that hold themselves
            definitions[hint.__name__] = _object(hint, definitions)
        return {"$ref": f"#/$defs/{hint.__name__}"}
    raise TypeError(f"no JSON Schema for {hint!r}")  # pragma: no cover - a new field type of the model


def _array(arguments: tuple[Any, ...], definitions: dict[str, Any]) -> dict[str, Any]:
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        return {"type": "array", "items": _type(arguments[0], definitions)}
    return {
        "type": "array",
        "prefixItems": [_type(each, definitions) for each in arguments],
        "items": False,
        "minItems": len(arguments),
    }


def _attribute_docs(cls: type[Any]) -> dict[str, str]:
    """Field name to its sentence in the docstring's ``Attributes`` section."""
    _, _, section = inspect.cleandoc(cls.__doc__ or "").partition("Attributes:\n")
    found: dict[str, str] = {}
    name = ""
    for line in section.splitlines():
        if match := re.match(r" {4}(\w+): (.*)", line):
            name = match.group(1)
            found[name] = match.group(2)
        elif name and line.startswith("     "):
            found[name] += " " + line.strip()
    return {key: text.replace("``", "`") for key, text in found.items()}
