"""Adding to an archive: revisions of reports, their claims and events, each batch in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

import attrs

from conflictdata import sources
from conflictdata.errors import StoreError
from conflictdata.model import Claim, Event, Report, Source
from conflictdata.store import _columns, _rows, _search

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

T = TypeVar("T")
_FRESH = "fresh_rows"


@attrs.frozen
class Placed:
    """A report and where it stands among the revisions of its id."""

    report: Report
    new: bool
    standing: bool  # the latest revision that is not a tombstone
    revised: bool  # earlier revisions are there


@contextmanager
def transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Everything or nothing; what is committed is on disk.

    Raises:
        StoreError: the database refused; nothing was changed.
    """
    import duckdb

    connection.execute("BEGIN")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException as error:
        with suppress(duckdb.Error):  # a failed COMMIT has already rolled back
            connection.execute("ROLLBACK")
        if isinstance(error, duckdb.Error):
            raise StoreError(f"the archive could not be written: {error}") from error
        raise


@contextmanager
def fresh(connection: duckdb.DuckDBPyConnection, rows: pa.Table) -> Iterator[str]:
    """Rows as a relation that SQL can read under the name it gives."""
    import duckdb

    connection.register(_FRESH, rows)
    try:
        yield _FRESH
    finally:
        with suppress(duckdb.Error):  # in a transaction that has failed; the next registration replaces it
            connection.unregister(_FRESH)


def insert(connection: duckdb.DuckDBPyConnection, name: str, rows: Sequence[_rows.Row] | pa.Table) -> None:
    """Insert rows."""
    if len(rows):
        with fresh(connection, _rows.table(name, rows) if isinstance(rows, Sequence) else rows) as source:
            connection.execute(f"INSERT INTO {name} BY NAME SELECT * FROM {source}")


def batches(values: Iterable[T], size: int) -> Iterator[list[T]]:
    """Lists of up to ``size`` values."""
    rest = iter(values)
    while batch := list(islice(rest, size)):
        yield batch


def place_reports(connection: duckdb.DuckDBPyConnection, reports: Sequence[Report]) -> list[Placed]:
    """Where each report stands: known already, a new revision, or the first.

    A report whose (id, revision) is free is stored as it says. One whose place is taken by another text becomes
    the next revision, unless some revision already has its content.
    """
    ids = list({report.id for report in reports})
    known: dict[str, dict[int, tuple[str, bool]]] = {}
    rows = connection.execute(
        "SELECT id, revision, content, deleted FROM reports WHERE id IN (SELECT unnest(?::VARCHAR[]))", [ids]
    ).fetchall()
    for id, revision, content, deleted in rows:
        known.setdefault(id, {})[revision] = (content, deleted)
    return [_place(report, known.setdefault(report.id, {})) for report in reports]


def _place(report: Report, known: dict[int, tuple[str, bool]]) -> Placed:
    content = _rows.content(report)
    if report.revision in known:
        for revision, (text, _) in known.items():
            if text == content:
                return Placed(attrs.evolve(report, revision=revision), False, _stands(revision, known), True)
        report = attrs.evolve(report, revision=max(known) + 1)
    revised = bool(known)
    known[report.revision] = (content, report.deleted)
    return Placed(report, True, _stands(report.revision, known), revised)


def _stands(revision: int, known: Mapping[int, tuple[str, bool]]) -> bool:
    return revision == max((n for n, (_, deleted) in known.items() if not deleted), default=-1)


def put_reports(connection: duckdb.DuckDBPyConnection, placed: Sequence[Placed]) -> None:
    """Store new revisions with their sources and search terms."""
    fresh_reports = [each.report for each in placed if each.new]
    if not fresh_reports:
        return
    put_sources(
        connection, (sources.get(id) for id in dict.fromkeys(r.source for r in fresh_reports)), keep=True
    )
    (last,) = connection.execute("SELECT coalesce(max(doc), 0) FROM reports").fetchall()
    added = _rows.now()
    rows, postings = [], []
    for doc, report in enumerate(fresh_reports, last[0] + 1):
        counts, words = _search.terms(report)
        rows.append(_rows.report_row(report, doc=doc, added=added, words=words))
        postings += [{"term": term, "doc": doc, "count": count} for term, count in counts.items()]
    insert(connection, "reports", rows)
    insert(connection, "postings", postings)
    connection.execute(  # their claims may have come before them, or are dated by them
        "INSERT INTO pending SELECT key FROM claims WHERE report IN (SELECT unnest(?::VARCHAR[]))",
        [list({report.id for report in fresh_reports})],
    )
    ids = [each.report.id for each in placed if each.new and each.revised]
    ids += [id for id in {r.id for r in fresh_reports} if sum(r.id == id for r in fresh_reports) > 1]
    if ids:
        connection.execute(
            "UPDATE reports SET latest = (revision = newest.top) FROM "
            "(SELECT id AS of, max(revision) AS top FROM reports GROUP BY id) AS newest "
            "WHERE newest.of = reports.id AND reports.id IN (SELECT unnest(?::VARCHAR[]))",
            [ids],
        )


def put_origins(connection: duckdb.DuckDBPyConnection, placed: Iterable[Placed], origin: str) -> None:
    """Note where reports came from, once for each origin."""
    noted = _rows.now()
    rows = [
        {"report": each.report.id, "revision": each.report.revision, "origin": origin, "noted": noted}
        for each in placed
    ]
    if rows:
        with fresh(connection, _rows.table("origins", rows)) as given:
            connection.execute(
                f"INSERT INTO origins BY NAME SELECT DISTINCT ON (report, revision, origin) * FROM {given} f WHERE NOT EXISTS "
                "(SELECT 1 FROM origins o WHERE o.report = f.report AND o.revision = f.revision AND o.origin = f.origin)"
            )


def put_sources(connection: duckdb.DuckDBPyConnection, given: Iterable[Source], *, keep: bool) -> None:
    """Store sources; ``keep`` leaves those that are there as they are."""
    rows = list({source.id: _rows.source_row(source) for source in given}.values())
    if not rows:
        return
    with fresh(connection, _rows.table("sources", rows)) as table:
        if not keep:
            connection.execute(f"DELETE FROM sources WHERE id IN (SELECT id FROM {table})")
        connection.execute(
            f"INSERT INTO sources BY NAME SELECT * FROM {table} WHERE id NOT IN (SELECT id FROM sources)"
        )


def put_claims(
    connection: duckdb.DuckDBPyConnection, claims: Sequence[Claim], reports: Mapping[str, Report]
) -> int:
    """Store claims: a new one is added, a changed one (same id) replaced, a known one left. Returns how many.

    One that comes with less of its text than is stored (from an export that held it back) is known too.
    Where the report of a claim is not in ``reports``, what the archive knows of it is used.
    """
    claims = list({claim.id: claim for claim in claims}.values())
    if not claims:
        return 0
    table = _columns.claims_table(claims, reports)
    with fresh(connection, table) as given:
        same = _unchanged(connection, given)
        chosen = ""
        if same is not None:
            connection.execute(
                "CREATE OR REPLACE TEMP TABLE unchanged AS SELECT unnest(?::BIGINT[]) AS key", [list(same)]
            )
            chosen = "WHERE key NOT IN (SELECT key FROM unchanged)"
            for name in ("locations", "claims"):
                connection.execute(f"DELETE FROM {name} WHERE key IN (SELECT key FROM {given} {chosen})")
        connection.execute(f"INSERT INTO claims BY NAME SELECT * FROM {given} {chosen}")
        connection.execute(f"INSERT INTO pending SELECT key FROM {given} {chosen}")
        connection.execute("DROP TABLE IF EXISTS unchanged")
    keys: list[int] = table.column("key").to_pylist()
    if same is None:
        stored = claims
    else:
        added = [(claim, key) for claim, key in zip(claims, keys, strict=True) if key not in same]
        stored, keys = [claim for claim, _ in added], [key for _, key in added]
    insert(connection, "locations", _columns.locations_table(stored, keys))
    if stored:
        _join_reports(connection, [claim.report for claim in stored if claim.report not in reports])
    return len(stored)


def _unchanged(connection: duckdb.DuckDBPyConnection, given: str) -> set[int] | None:
    """Keys of given claims that are stored already, with the same content or more text; None if none is stored."""
    known = f"SELECT key FROM claims WHERE key IN (SELECT key FROM {given})"
    if not connection.execute(f"{known} LIMIT 1").fetchall():
        return None
    sql = (
        f"SELECT f.key FROM {given} f JOIN (SELECT key, content, length(text) AS size FROM claims "
        f"WHERE rowid IN (SELECT rowid FROM claims WHERE key IN (SELECT key FROM {given}))) c "
        "ON c.key = f.key WHERE c.content = f.content OR c.size > length(f.text)"
    )
    return {key for (key,) in connection.execute(sql).fetchall()}


def _join_reports(connection: duckdb.DuckDBPyConnection, ids: Sequence[str]) -> None:
    """Give claims that came without their report what the archive knows of it."""
    if ids:
        connection.execute(
            "UPDATE claims SET source = r.source, published = r.published, revision = r.revision FROM "
            "(SELECT id, source, published, revision FROM reports WHERE NOT deleted "
            " QUALIFY revision = max(revision) OVER (PARTITION BY id)) AS r "
            "WHERE claims.report = r.id AND claims.published IS NULL "
            "AND r.id IN (SELECT unnest(?::VARCHAR[]))",
            [list(dict.fromkeys(ids))],
        )


def put_claims_of(connection: duckdb.DuckDBPyConnection, placed: Placed, claims: Sequence[Claim]) -> None:
    """Store the claims of a new revision of a report, and let those stand that its standing revision makes."""
    report = placed.report
    if placed.standing:
        put_claims(connection, claims, {report.id: report})
        if placed.revised:
            supersede(connection, report.id, (claim.id for claim in claims), report.revision)
    elif not report.deleted:  # an older text that came late
        rows = connection.execute(
            "SELECT id, revision FROM claims WHERE report = ? AND NOT superseded", [report.id]
        ).fetchall()
        stands = {id for id, _ in rows}
        put_claims(connection, [claim for claim in claims if claim.id not in stands], {report.id: report})
        supersede(connection, report.id, stands, rows[0][1] if rows else report.revision)


def supersede(
    connection: duckdb.DuckDBPyConnection, report: str, standing: Iterable[str], revision: int
) -> None:
    """Of a revised report's claims let only ``standing`` (ids) stand."""
    ids = list(standing)
    connection.execute(
        "UPDATE claims SET superseded = id NOT IN (SELECT unnest(?::VARCHAR[])) WHERE report = ?",
        [ids, report],
    )
    connection.execute(
        "UPDATE claims SET revision = ? WHERE report = ? AND NOT superseded", [revision, report]
    )


def insert_events(connection: duckdb.DuckDBPyConnection, events: Sequence[Event]) -> None:
    """Add events and which claims they hold."""
    insert(connection, "events", [_rows.event_row(event) for event in events])
    insert(connection, "event_claims", [row for e in events for row in _rows.event_claim_rows(e)])


def replace_events(
    connection: duckdb.DuckDBPyConnection, old: Sequence[str], events: Sequence[Event]
) -> None:
    """Put events in the place of some (ids)."""
    connection.execute("DELETE FROM events WHERE id IN (SELECT unnest(?::VARCHAR[]))", [old])
    connection.execute("DELETE FROM event_claims WHERE event IN (SELECT unnest(?::VARCHAR[]))", [old])
    insert_events(connection, events)


def set_pending(connection: duckdb.DuckDBPyConnection, keys: Sequence[int]) -> None:
    """Note claims whose events are not up to date."""
    connection.execute("INSERT INTO pending SELECT unnest(?::BIGINT[])", [keys])


def set_linked(connection: duckdb.DuckDBPyConnection, linked: bool) -> None:
    """Note whether the events rest on all standing claims but those in ``pending``."""
    value: Any = "yes" if linked else "no"
    connection.execute("UPDATE meta SET value = ? WHERE key = 'linked' AND value <> ?", [value, value])
