"""What a plugin keeps beside the fields of a report or a claim."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from conflictdata.errors import ConflictDataError
from conflictdata.model import Claim, Report


def extras(values: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Pairs for the field ``extra``: values as canonical JSON text; empty strings, lists and None are left out.

    In a record such a value is itself, ``"day": "2026-06-30"``, and comes back as the same text.
    """
    return tuple((key, _json(value)) for key, value in values.items() if value not in (None, "", (), [], {}))


def extra_of(found: Report | Claim) -> dict[str, Any]:
    """The values of the field ``extra``.

    Raises:
        ConflictDataError: a value is not JSON.
    """
    try:
        return {key: json.loads(text) for key, text in found.extra}
    except ValueError as error:
        raise ConflictDataError(f"{found.id}: a value in extra is not JSON: {error}") from error


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
