"""The table ``facets``: what linking keeps of each claim between runs, and how the claims beside some are found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import attrs
import orjson

from conflictdata.linking._features import AREA, FACET, FINE, REGION, Features
from conflictdata.store import _rows
from conflictdata.store._schema import TABLES

if TYPE_CHECKING:
    import duckdb

_FIELDS = tuple(field.name for field in attrs.fields(Features))
_COLUMNS = "event, choice, loose, features"
_BATCH = 50_000

Window = tuple[int, int]
"""First and last blocking bucket."""


@attrs.frozen(eq=False)
class Stored:
    """A facet as it was linked.

    Attributes:
        event: the event it is in; None for one that was never linked.
        choice: for a claim about a wider area, a facet of the event in a village that it fits best, if any.
        loose: whether it is about a wider area and was not put to an event in a village.
    """

    row: Features
    event: str | None = None
    choice: str | None = None
    loose: bool = False

    @property
    def claim(self) -> str:
        """Id of the claim."""
        return claim_of(self.row.id)


def claim_of(facet: str) -> str:
    """Id of the claim that a facet belongs to."""
    return facet.split(FACET, 1)[0]


def put(
    connection: duckdb.DuckDBPyConnection,
    rows: Sequence[Features],
    owner: Mapping[str, str],
    choices: Mapping[str, str],
    loose: Collection[str],
) -> None:
    """Store facets, in the order given, with their event, their choice, and whether they are loose."""
    import pyarrow as pa

    for start in range(0, len(rows), _BATCH):
        part = rows[start : start + _BATCH]
        columns = [
            [row.id for row in part],
            [_rows.key(claim_of(row.id)) for row in part],
            [row.site for row in part],
            [row.region for row in part],
            [row.grade for row in part],
            [row.b0 for row in part],
            [row.b1 for row in part],
            [owner[row.id] for row in part],
            [choices.get(row.id) for row in part],
            [row.id in loose for row in part],
            [orjson.dumps([getattr(row, name) for name in _FIELDS]).decode() for row in part],
        ]
        schema = TABLES["facets"].arrow()
        arrays = [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)]
        connection.register("fresh_facets", pa.Table.from_arrays(arrays, schema=schema))
        connection.execute("INSERT INTO facets BY NAME SELECT * FROM fresh_facets")
        connection.unregister("fresh_facets")


class Neighbours:
    """The stored facets, without those of the claims that are linked anew, and with those in their new form."""

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, anew: Iterable[int], fresh: Iterable[Features]
    ) -> None:
        self._connection = connection
        self._anew = list(anew)
        self.old = {
            stored.row.id: stored
            for stored in self._load("key IN (SELECT unnest(?::BIGINT[]))", [self._anew])
        }
        """Facets of the claims that are linked anew, as they were."""
        self.fresh = [
            Stored(row, self.old[row.id].event, None) if row.id in self.old else Stored(row) for row in fresh
        ]
        self._hidden = set(self.old)

    def _load(self, where: str, parameters: Sequence[Any]) -> list[Stored]:
        if not all(parameters):  # a list of nothing
            return []
        # first which rows, then their texts: those of a block are unpacked only if one of its rows is asked for
        sql = f"SELECT {_COLUMNS} FROM facets WHERE rowid IN (SELECT rowid FROM facets WHERE {where})"
        found = self._connection.execute(sql, list(parameters)).fetchall()
        return [
            Stored(Features(*orjson.loads(packed)), event, choice, loose)
            for event, choice, loose, packed in found
        ]

    def _visible(self, found: Iterable[Stored]) -> list[Stored]:
        return [stored for stored in found if stored.row.id not in self._hidden]

    def of_claims(self, ids: Iterable[str]) -> list[Stored]:
        """All facets of some claims."""
        wanted = set(ids)
        keys = [_rows.key(id) for id in wanted]
        found = self._visible(self._load("key IN (SELECT unnest(?::BIGINT[]))", [keys]))
        return found + [stored for stored in self.fresh if stored.claim in wanted]

    def of_events(self, ids: Iterable[str]) -> list[Stored]:
        """All facets that were in some events and still stand as they were."""
        return self._visible(self._load("event IN (SELECT unnest(?::VARCHAR[]))", [list(ids)]))

    def choosing(self, facets: Iterable[str]) -> list[Stored]:
        """Facets about a wider area whose cluster was put to one of some facets."""
        return self._visible(self._load("choice IN (SELECT unnest(?::VARCHAR[]))", [list(facets)]))

    def beside(self, rows: Iterable[Features]) -> list[Stored]:
        """Facets of the same sites on days that these speak of."""
        windows = spans((row.site, (row.b0, row.b1)) for row in rows)
        found = self._visible(self._within("site", "true", windows))
        return found + [each for each in self.fresh if meets(windows, each.row.site, each.row)]

    def across(self, rows: Iterable[Features]) -> list[Stored]:
        """For facets in villages those about a wider area around them on their days, and the other way round."""
        fine: list[tuple[str, Window]] = []
        wide: list[tuple[str, Window]] = []
        for row in rows:
            if row.region is not None and row.grade <= REGION:
                (fine if row.grade == FINE else wide).append((row.region, (row.b0, row.b1)))
        found = {}
        for windows, condition, is_wide in (
            (spans(fine), f"grade BETWEEN {AREA} AND {REGION}", True),
            (spans(wide), f"grade = {FINE}", False),
        ):
            for each in self._visible(self._within("region", condition, windows)):
                found[each.row.id] = each
            for each in self.fresh:
                row = each.row
                fits = AREA <= row.grade <= REGION if is_wide else row.grade == FINE
                if fits and row.region is not None and meets(windows, row.region, row):
                    found[row.id] = each
        return list(found.values())

    def _within(self, column: str, condition: str, windows: Mapping[str, Sequence[Window]]) -> list[Stored]:
        flat = [(name, first, last) for name, spans in windows.items() for first, last in spans]
        if not flat:
            return []
        names, firsts, lasts = zip(*flat, strict=True)
        asked = (
            "SELECT unnest(?::VARCHAR[]) AS name, unnest(?::INTEGER[]) AS first, unnest(?::INTEGER[]) AS last"
        )
        where = (
            f"{condition} AND rowid IN (SELECT f.rowid FROM facets f JOIN ({asked}) q "
            f"ON f.{column} = q.name AND f.b0 <= q.last AND f.b1 >= q.first)"
        )
        return self._load(where, [list(names), list(firsts), list(lasts)])


def spans(pairs: Iterable[tuple[str, Window]]) -> dict[str, list[Window]]:
    """By name, windows that meet or touch joined into one."""
    grouped: defaultdict[str, list[Window]] = defaultdict(list)
    for name, window in pairs:
        grouped[name].append(window)
    return {name: list(_joined(windows)) for name, windows in grouped.items()}


def _joined(windows: Iterable[Window]) -> Iterator[Window]:
    first = last = None
    for b0, b1 in sorted(windows):
        if last is None or first is None or b0 > last + 1:
            if last is not None and first is not None:
                yield first, last
            first, last = b0, b1
        else:
            last = max(last, b1)
    if first is not None and last is not None:
        yield first, last


def meets(windows: Mapping[str, Sequence[Window]], name: str, row: Features) -> bool:
    """Whether a facet speaks of a day in the windows of a name."""
    return any(row.b0 <= last and row.b1 >= first for first, last in windows.get(name, ()))
