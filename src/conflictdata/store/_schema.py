"""The tables of an archive, in one definition for DuckDB, Arrow and Parquet, and the steps between schema versions.

Times are UTC. ``record`` holds the object in the record format (without its ``text``, which has a column of its
own); the other columns repeat what queries need.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

SCHEMA = 3
"""The schema version this code writes. 1: no search index. 2: ``postings`` and ``reports.words``, and the
integers by which claims are found (``key``). 3: ``facets`` and ``pending``, for linking new claims by themselves;
Cyrillic words of texts in other languages in the search index."""

_DDL = {
    "string": "VARCHAR",
    "integer": "INTEGER",
    "long": "BIGINT",
    "double": "DOUBLE",
    "boolean": "BOOLEAN",
    "time": "TIMESTAMPTZ",
}


@attrs.frozen
class Table:
    """One table: its columns as (name, type) pairs and the columns that identify a row."""

    name: str
    columns: tuple[tuple[str, str], ...]
    key: tuple[str, ...]

    @property
    def ddl(self) -> str:
        """The statement that creates it."""
        columns = ", ".join(f"{name} {_DDL[kind]}" for name, kind in self.columns)
        return f"CREATE TABLE {self.name} ({columns})"

    @property
    def names(self) -> tuple[str, ...]:
        """Column names in order."""
        return tuple(name for name, _ in self.columns)

    def arrow(self) -> pa.Schema:
        """The same columns as an Arrow schema; times in microseconds, UTC."""
        import pyarrow as pa

        types = {
            "string": pa.string(),
            "integer": pa.int32(),
            "long": pa.int64(),
            "double": pa.float64(),
            "boolean": pa.bool_(),
            "time": pa.timestamp("us", tz="UTC"),
        }
        return pa.schema([(name, types[kind]) for name, kind in self.columns])


def _table(name: str, key: str, columns: str) -> Table:
    pairs = [column.split(":") for column in columns.split()]
    return Table(name, tuple((column, kind) for column, kind in pairs), tuple(key.split()))


_WHERE = (
    "lat:double lon:double place:string place_name:string country:string admin1:string admin2:string "
    "precision:string"
)

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        _table("meta", "key", "key:string value:string"),
        _table(
            "sources",
            "id",
            "id:string name:string kind:string side:string lang:string url:string reliability:string record:string",
        ),
        _table(
            "reports",
            "id revision",
            "doc:integer id:string revision:integer source:string url:string title:string text:string lang:string "
            "published:time retrieved:time deleted:boolean latest:boolean content:string words:integer added:time "
            "record:string",
        ),
        _table(
            "origins", "report revision origin", "report:string revision:integer origin:string noted:time"
        ),
        _table(
            "claims",
            "id",
            "key:long id:string report:string revision:integer source:string claimant:string side:string stance:string "
            "hedged:boolean kind:string agent:string target:string outcome:string start_time:time end_time:time "
            f"time_precision:string {_WHERE} published:time superseded:boolean content:long text:string record:string",
        ),
        _table(
            "locations",
            "claim position",
            f"key:long claim:string position:integer relation:string distance_km:double {_WHERE} mention:string",
        ),
        _table(
            "events",
            "id",
            "id:string kind:string status:string confidence:double credibility:integer start_time:time "
            f"end_time:time time_precision:string {_WHERE} claims:integer record:string",
        ),
        _table("event_claims", "event claim", "event:string position:integer claim:string"),
        _table(
            "decisions",
            "left_claim right_claim noted",
            "left_claim:string right_claim:string same:boolean author:string noted:time why:string",
        ),
        _table(
            "facets",
            "facet",
            "facet:string key:long site:string region:string grade:integer b0:integer b1:integer event:string "
            "choice:string loose:boolean features:string",
        ),
        _table("pending", "key", "key:long"),
        _table("postings", "term doc", "term:long doc:integer count:integer"),
    )
}
"""Every table by name. Tables have no declared keys: one writer adds rows, and looks before it does."""


def create(connection: duckdb.DuckDBPyConnection) -> None:
    """Create all tables in an empty database."""
    for table in TABLES.values():
        connection.execute(table.ddl)


def migrate(connection: duckdb.DuckDBPyConnection, version: int) -> None:
    """Bring an archive of schema ``version`` up to ``SCHEMA``; the caller holds the transaction."""
    for step in range(version, SCHEMA):
        _STEPS[step](connection)
    connection.execute("UPDATE meta SET value = ? WHERE key = 'schema'", [str(SCHEMA)])


def _add_search(connection: duckdb.DuckDBPyConnection) -> None:
    """1 to 2: the search index, built from the reports at hand, and the keys of claims."""
    from conflictdata.store import _rows, _search

    connection.execute("ALTER TABLE reports ADD COLUMN words INTEGER")
    connection.execute(TABLES["postings"].ddl)
    _search.rebuild(connection)
    for table, column in (("claims", "id"), ("locations", "claim")):
        connection.execute(f"ALTER TABLE {table} ADD COLUMN key BIGINT")
        ids = [id for (id,) in connection.execute(f"SELECT DISTINCT {column} FROM {table}").fetchall()]
        connection.execute(
            f"UPDATE {table} SET key = keys.key FROM (SELECT unnest(?::VARCHAR[]) AS of, unnest(?::BIGINT[]) AS key) "
            f"AS keys WHERE keys.of = {table}.{column}",
            [ids, [_rows.key(id) for id in ids]],
        )


def _add_facets(connection: duckdb.DuckDBPyConnection) -> None:
    """2 to 3: room for what linking keeps; the first change after it links everything."""
    from conflictdata.store import _search

    connection.execute(TABLES["facets"].ddl)
    connection.execute(TABLES["pending"].ddl)
    _search.rebuild(connection)


_STEPS: dict[int, Any] = {1: _add_search, 2: _add_facets}
