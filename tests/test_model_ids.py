"""Ids do not depend on who writes the JSON they are made from."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from conflictdata.model._validate import canonical

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def slow(parts: object) -> bytes:
    return json.dumps(parts, sort_keys=True, separators=(",", ":"), default=str).encode()


@example(6.103515625e-05)
@example([1.5e-05, 0.0001, 1e16])
@given(PLAIN)
def test_the_quick_way_writes_what_the_standard_library_does(parts: object) -> None:
    assert canonical(parts) == slow(parts)


@pytest.mark.parametrize(
    "parts",
    [1e-7, 1e22, 0.1, "\x7f", "é", "\ud800", 2**70, datetime(2025, 4, 8, tzinfo=UTC), {1: 2}, (1, (2,))],
)
def test_what_the_quick_way_cannot_write_too(parts: object) -> None:
    assert canonical(parts) == slow(parts)
