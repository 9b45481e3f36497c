"""The archive: one DuckDB file with reports, claims, events, decisions, sources, and where each came from."""

from __future__ import annotations

import threading
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import chain, islice
from os import PathLike, fspath
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import attrs
import orjson

from conflictdata import _api, taxonomy
from conflictdata.errors import StoreError
from conflictdata.linking import Decision
from conflictdata.model import Claim, Event, Report, Source
from conflictdata.model import _convert as convert
from conflictdata.model._validate import given
from conflictdata.records import from_record
from conflictdata.store import _about, _linking, _open, _rows, _search, _write
from conflictdata.store._about import ArchiveStatus, ArchiveWarning
from conflictdata.store._query import Conditions, During, Near
from conflictdata.store._result import Result, arrow_table

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

    from conflictdata.export.care import Published

Choice = str | Source | Iterable[str | Source] | None
_PART = 25_000
"""Claims turned into rows at a time."""

_LINKED_ASIDE = 50_000
"""A reader of an archive whose linking is behind links up to this many claims in memory; see ``events``."""

_CLAIM_COLUMNS = (
    "id, report, source, claimant, side, stance, hedged, kind, agent, target, outcome, start_time, end_time, "
    "time_precision, lat, lon, place, place_name, country, admin1, admin2, precision, published, superseded, text"
)
_REPORT_COLUMNS = "id, revision, source, url, title, text, lang, published, retrieved, deleted, latest, added"
_EVENT_COLUMNS = (
    "id, kind, status, confidence, credibility, start_time, end_time, time_precision, lat, lon, place, place_name, "
    "country, admin1, admin2, precision, claims"
)


class Archive:
    """An archive, open for reading and writing; a context manager.

    One process writes at a time, others may read meanwhile (they see what was committed when they opened it).
    What a method has returned from is on disk. Leaving the context without an error links new claims into events.

    Args:
        path: the file; created when it is not there.
        read_only: never change it.

    Raises:
        StoreError: it cannot be opened; the message says why and what to do.
    """

    def __init__(self, path: str | PathLike[str], *, read_only: bool = False) -> None:
        self.path = Path(fspath(path))
        self._opened: _open.Opened | None = _open.open_file(self.path, read_only=read_only)
        self.read_only = self._opened.read_only
        self._lock = threading.RLock()
        self._left: list[_open.Opened] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if error is None and not self.read_only:
                self.relink(only_if_needed=True)
        finally:
            self.close()

    def __repr__(self) -> str:
        return f"<Archive {self.path}{' (read-only)' if self.read_only else ''}>"

    def close(self) -> None:
        """Close the file. Closing twice does nothing."""
        if self._opened is not None:
            for opened in (*self._left, self._opened):
                opened.close()
            self._opened = None

    # --- adding ------------------------------------------------------------------------------------------

    def add(self, report: Report, *, origin: str = "") -> list[Claim]:
        """Store a report and the claims extracted from it; give the claims. Adding it again changes nothing.

        A changed text is kept as a new revision, a tombstone beside the text it removes. The claims of an
        earlier revision stay, marked as superseded unless the new one makes them too; those of a deleted
        report stand. Events are brought up to date when they are next asked for, or at the end of the context.

        Args:
            origin: where it came from (a WARC file, a URL), for the record.

        Raises:
            StoreError: the archive is read-only or could not be written.
        """
        return self._add(list(given([report], Report, "Archive.add")), origin)

    def add_all(self, reports: Iterable[Report], *, origin: str = "", batch: int = 200) -> int:
        """``add`` for many: ``batch`` reports to a transaction. Gives the number of new revisions stored."""
        before = self._count("SELECT count(*) FROM reports")
        for group in _write.batches(given(reports, Report, "Archive.add_all"), batch):
            self._add(group, origin)
        return self._count("SELECT count(*) FROM reports") - before

    def add_claims(self, claims: Iterable[Claim], *, batch: int = 150_000) -> int:
        """Store claims made elsewhere. Gives how many were new or changed.

        A claim whose id is known takes the place of the stored one if it says anything different.

        Args:
            batch: claims to a transaction. From 122,880 on, the size of DuckDB's row groups, they go to their
                place in the file without a detour over its log.
        """
        total, rest = 0, given(claims, Claim, "Archive.add_claims")
        while first := list(islice(rest, 1)):
            parts = _write.batches(islice(chain(first, rest), batch), _PART)
            with self._writing() as connection:
                for part in parts:
                    total += _write.put_claims(connection, part, {})
        return total

    def add_source(self, source: Source) -> None:
        """Store a source, in the place of one with its id."""
        with self._writing() as connection:
            _write.put_sources(connection, [source], keep=False)

    def decide(
        self, left: str, right: str, *, same: bool, by: str, why: str = "", at: datetime | None = None
    ) -> Decision:
        """Rule that two claims (ids) are or are not the same happening; stored, and obeyed when linking.

        Raises:
            StoreError: there is no such claim, or both are the same.
        """
        left, right = sorted((self.claim(left).id, self.claim(right).id))
        if left == right:
            raise StoreError(f"{left}: a decision needs two different claims")
        decision = Decision(left=left, right=right, same=same, by=by, at=at or _rows.now(), why=why)
        row = {
            "left_claim": left, "right_claim": right, "same": same, "author": by, "noted": decision.at, "why": why,
        }  # fmt: skip
        with self._writing() as connection:
            _write.insert(connection, "decisions", [row])
            _write.set_pending(connection, [_rows.key(left), _rows.key(right)])
        return decision

    def relink(self, *, only_if_needed: bool = False) -> int:
        """Join all standing claims into events anew. Gives the number of events.

        Args:
            only_if_needed: link only the claims that were added or changed since, with those beside them; the
                events are the same. A new version of the linkage model links everything.
        """
        if only_if_needed and self._linked():
            return self._count("SELECT count(*) FROM events")
        with self._writing() as connection:
            return self._link(connection, whole=not only_if_needed)

    def to_parquet(self, path: str | PathLike[str], *, replace: bool = False) -> None:
        """Write all tables as partitioned Parquet below ``path``, local or any that fsspec reaches (``s3://…``).

        Args:
            replace: put them in the place of tables that are there.
        """
        from conflictdata.store import _parquet

        cursor = self._cursor()
        try:
            _parquet.write(cursor, path, replace=replace)
        finally:
            cursor.close()

    def from_parquet(self, path: str | PathLike[str]) -> None:
        """Add what Parquet tables of ``to_parquet`` or of Spark hold and this archive does not."""
        from conflictdata.store import _parquet

        with self._writing() as connection:
            _parquet.read(connection, path)

    # --- asking ------------------------------------------------------------------------------------------

    def reports(
        self,
        *,
        id: Choice = None,
        source: Choice = None,
        lang: Choice = None,
        during: During | None = None,
        text: str | None = None,
        revisions: bool = False,
        deleted: bool | None = None,
    ) -> Result[Report]:
        """Reports in the order they were stored, each in its latest revision.

        Args:
            during: when they were published.
            text: words that title or text must contain; see ``search`` for words in any form.
            revisions: every revision.
            deleted: only tombstones, or none; None for both.
        """
        where = Conditions()
        where.among("id", id)
        where.among("source", source)
        where.among("lang", lang)
        where.during("published", "published", during)
        where.words(("title", "text"), text)
        if not revisions:
            where.add("latest")
        if deleted is not None:
            where.add("deleted = ?", deleted)
        return self._reports(f"FROM reports {where} ORDER BY doc", where.parameters)

    def claims(
        self,
        *,
        id: Choice = None,
        report: Choice = None,
        kind: Choice = None,
        near: Near | None = None,
        during: During | None = None,
        side: Choice = None,
        source: Choice = None,
        claimant: Choice = None,
        stance: Choice = None,
        country: Choice = None,
        text: str | None = None,
        superseded: bool = False,
    ) -> Result[Claim]:
        """Claims that meet every condition given, in the order they were stored.

        Args:
            near: ``(place, km)``: any location of the claim within so many kilometres of a ``Place``, a
                ``Point`` or ``(lat, lon)``. A claim about a region is where the region's point is.
            during: the claim's time shares an instant with the span; a claim without a time never does.
            side: of the claimant (``ua``, ``ru``).
            source: id of the publisher of the report.
            text: words that the claim's text must contain, in any case.
            superseded: also claims that a later revision of their report no longer makes.

        Raises:
            ModelError: there is no such stance, or no such kind, neither registered nor in the archive.
        """
        where = Conditions()
        where.keys(id)
        for column, value in (
            ("report", report), ("side", side), ("source", source), ("claimant", claimant), ("country", country),
        ):  # fmt: skip
            where.among(column, value)
        where.among("kind", kind, self._known_kind)
        where.among("stance", stance, convert.stance)
        where.during("start_time", "end_time", during)
        where.near("key IN (SELECT key FROM locations WHERE {})", near)
        where.words(("text",), text)
        if not where.parts:
            return self._claims("FROM claims" if superseded else "FROM claims WHERE NOT superseded", [])
        if not superseded:
            where.add("NOT superseded")
        if isinstance(id, str):  # one row at most: nothing is gained by looking twice
            return self._claims(f"FROM claims {where}", where.parameters)
        # first which rows, then their texts: those of a block are unpacked only if one of its rows is asked for
        return self._claims(
            f"FROM claims WHERE rowid IN (SELECT rowid FROM claims {where})", where.parameters
        )

    def _known_kind(self, kind: Any) -> None:
        id = str(getattr(kind, "id", kind))
        if id not in taxonomy.kinds() and not self._rows("SELECT 1 FROM claims WHERE kind = ? LIMIT 1", [id]):
            taxonomy.kind(id)  # which says what there is

    def events(
        self,
        *,
        id: Choice = None,
        status: Choice = None,
        kind: Choice = None,
        near: Near | None = None,
        during: During | None = None,
        country: Choice = None,
        claim: str | None = None,
        confidence: float = 0.0,
    ) -> Result[Event]:
        """Events in order of time, with their claims.

        A writer brings them up to date first. A reader whose archive is behind (its writer has not finished,
        or was killed) links in memory, or for more than 50,000 claims is told so by an ``ArchiveWarning``.

        Args:
            near, during: as for ``claims``, of the event as a whole.
            claim: id of a claim it holds.
            confidence: at least so much.

        Raises:
            ModelError: there is no such status, or no such kind, neither registered nor in the archive.
        """
        self._bring_up_to_date()
        where = Conditions()
        for column, value in (("id", id), ("country", country)):
            where.among(column, value)
        where.among("status", status, convert.status)
        where.among("kind", kind, self._known_kind)
        where.during("start_time", "end_time", during)
        where.near("{}", near)
        if claim is not None:
            where.add("id IN (SELECT event FROM event_claims WHERE claim = ?)", claim)
        if confidence > 0:
            where.add("confidence >= ?", confidence)
        order = "ORDER BY start_time NULLS LAST, id"
        return self._events(f"FROM events {where} {order}", where.parameters)

    def search(self, text: str, lang: str | None = None, *, limit: int = 100) -> Result[Report]:
        """Reports that contain every word of ``text`` in any of its forms, best match first.

        Args:
            lang: ``en``, ``ru`` or ``uk``: only reports in that language. None: all; Cyrillic words are tried
                as Russian and as Ukrainian.
        """
        if lang is not None and lang not in _search.LANGUAGES:
            raise StoreError(f"search: language {lang!r} is none of {', '.join(_search.LANGUAGES)}")
        asked = _search.query_terms(text, lang)
        if not asked:
            return self._reports("FROM reports WHERE false", [])
        sql, parameters = _search.ranked(asked)
        only = "WHERE lang = ?" if lang else ""
        query = f"FROM reports JOIN ({sql}) AS found USING (doc) {only} ORDER BY score DESC, doc LIMIT {int(limit)}"
        return self._reports(query, [*parameters, *([lang] if lang else [])])

    def report(self, id: str, revision: int | None = None) -> Report:
        """One report by its id or the unique beginning of one; its latest revision unless one is named.

        Raises:
            StoreError: there is none, or more than one begins so.
        """
        exact = self.reports(id=id).first() if revision is None else None
        if exact is not None:
            return exact
        found = self._one("reports", id)
        if revision is None:
            return next(iter(self.reports(id=found)))
        for report in self.reports(id=found, revisions=True):
            if report.revision == revision:
                return report
        raise StoreError(f"{id}: the archive has no revision {revision} of this report")

    def claim(self, id: str) -> Claim:
        """One claim by its id or the unique beginning of one, superseded or not. Raises ``StoreError``."""
        exact = self.claims(id=id, superseded=True).first()
        return exact or next(iter(self.claims(id=self._one("claims", id), superseded=True)))

    def event(self, id: str) -> Event:
        """One event by its id or the unique beginning of one. Raises ``StoreError``."""
        self._bring_up_to_date()
        return self.events(id=id).first() or next(iter(self.events(id=self._one("events", id))))

    def sources(self) -> list[Source]:
        """The sources of the reports, in order of id."""
        rows = self._rows("SELECT record FROM sources ORDER BY id")
        return [from_record(Source, orjson.loads(record)) for (record,) in rows]

    def decisions(self) -> list[Decision]:
        """All decisions in the order they were made."""
        sql = "SELECT left_claim, right_claim, same, author, noted, why FROM decisions ORDER BY noted, left_claim, right_claim"
        names = ("left", "right", "same", "by", "at", "why")
        rows = self._table(sql).to_pydict()
        made = [Decision(**dict(zip(names, row, strict=True))) for row in zip(*rows.values(), strict=True)]
        return [attrs.evolve(decision, at=decision.at and decision.at.astimezone(UTC)) for decision in made]

    def origins(self, report: str) -> list[tuple[int, str, datetime]]:
        """Where each revision of a report came from: (revision, origin, when it was added)."""
        rows = self._table(
            "SELECT revision, origin, noted FROM origins WHERE report = ? ORDER BY noted, revision", [report]
        )
        return [(row["revision"], row["origin"], row["noted"].astimezone(UTC)) for row in rows.to_pylist()]

    def published(self) -> Callable[[str], Published | None]:
        """What the archive knows of the report of a claim, by its id; for ``conflictdata.export.write``."""
        return _about.published(self.sources(), self._rows_of)

    def sql(self, query: str, parameters: Sequence[Any] = ()) -> pa.Table:
        """The rows of one read-only SQL query (DuckDB's dialect) as an Arrow table.

        Raises:
            StoreError: it is not one query, it would change something, or DuckDB refuses it.
        """
        import duckdb

        cursor = self._cursor()
        try:
            statements = cursor.extract_statements(query)
            if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
                raise StoreError(
                    "sql: give one SELECT (also WITH, FROM, DESCRIBE, SUMMARIZE); nothing can be changed"
                )
            cursor.execute("BEGIN TRANSACTION READ ONLY")
            return arrow_table(cursor, query, parameters)
        except duckdb.Error as error:
            raise StoreError(f"sql: {error}") from error
        finally:
            cursor.close()

    def status(self) -> ArchiveStatus:
        """What the archive holds."""
        return _about.status(self.path, self._rows_of)

    # --- inside ------------------------------------------------------------------------------------------

    def _add(self, reports: Sequence[Report], origin: str) -> list[Claim]:
        with self._lock:
            placed = _write.place_reports(self._writable(), reports)
            found: dict[str, list[Claim]] = {}  # by id and revision: claims read from new revisions
            for each in placed:
                if each.new:
                    found[_slot(each.report)] = list(_api.extract_reports([each.report]))
            with self._writing() as connection:
                _write.put_reports(connection, placed)
                _write.put_origins(connection, placed, origin)
                for each in placed:
                    if each.new:
                        _write.put_claims_of(connection, each, found[_slot(each.report)])
            known = {each.report.id for each in placed if not each.new}
            stored = list(self.claims(report=known)) if known else []
        fresh = [claim for each in placed if each.new for claim in found[_slot(each.report)]]
        return fresh + [claim for claim in stored if claim.id not in {c.id for c in fresh}]

    def _link(self, connection: duckdb.DuckDBPyConnection, *, whole: bool = False) -> int:
        material = _linking.Material(
            claims=self._standing, reports=self._reports_by_id, decisions=self.decisions()
        )
        return _linking.relink(connection, material, whole=whole)

    def _standing(self, keys: Iterable[int] | None = None) -> Result[Claim]:
        if keys is None:
            return self.claims()
        chosen = "SELECT rowid FROM claims WHERE NOT superseded AND key IN (SELECT unnest(?::BIGINT[]))"
        return self._claims(f"FROM claims WHERE rowid IN ({chosen})", [list(keys)])

    def _reports_by_id(self, ids: Iterable[str] | None = None) -> dict[str, Report | datetime]:
        """When each report was published, and the whole report where it forwards another."""
        where, parameters = "WHERE latest", []
        if ids is not None:
            where, parameters = "WHERE latest AND id IN (SELECT unnest(?::VARCHAR[]))", [list(ids)]
        times = self._table(f"SELECT id, published FROM reports {where}", parameters)
        found: dict[str, Report | datetime] = {
            id: published.astimezone(UTC)
            for id, published in zip(*(column.to_pylist() for column in times.columns), strict=True)
        }
        forwards = f"FROM reports {where} AND NOT contains(record, '\"forwarded_from\":null')"
        return found | {report.id: report for report in self._reports(forwards, parameters)}

    def _linked(self) -> bool:
        return self._rows(_about.LINKED) == [(True,)]

    def _bring_up_to_date(self) -> None:
        if self._linked():
            return
        if not self.read_only:
            self.relink(only_if_needed=True)
        elif self._opened is not None and not self._opened.borrowed:
            if self._count("SELECT count(*) FROM claims WHERE NOT superseded") > _LINKED_ASIDE:
                warnings.warn(
                    f"{self.path}: claims were added since the events were last linked; open the archive for "
                    "writing once to bring them up to date",
                    ArchiveWarning,
                    stacklevel=3,
                )
                return
            self._link_aside()

    def _link_aside(self) -> None:
        """Link in a private copy, because the file must not be changed."""
        if self._opened is not None and self._opened.copy is None:
            self._left.append(self._opened)  # answers that are being read go on
            self._opened = _open.open_copy(self.path, self._opened.name)
        connection = self._connection()
        with self._lock, _write.transaction(connection):
            self._link(connection)

    def _connection(self) -> duckdb.DuckDBPyConnection:
        if self._opened is None:
            raise StoreError(f"{self.path}: the archive is closed")
        return self._opened.connection

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        return self._connection().cursor()

    def _writable(self) -> duckdb.DuckDBPyConnection:
        if self.read_only:
            raise StoreError(f"{self.path}: was opened read-only; open it without read_only to change it")
        return self._connection()

    @contextmanager
    def _writing(self) -> Iterator[duckdb.DuckDBPyConnection]:
        with self._lock, _write.transaction(self._writable()):
            yield self._writable()

    def _rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        cursor = self._cursor()
        try:
            return cursor.execute(sql, list(parameters)).fetchall()
        finally:
            cursor.close()

    def _table(self, sql: str, parameters: Sequence[Any] = ()) -> pa.Table:
        cursor = self._cursor()
        try:
            return arrow_table(cursor, sql, parameters)
        finally:
            cursor.close()

    def _rows_of(self, sql: str) -> list[tuple[Any, ...]]:
        """Rows with times as aware datetimes, whatever time-zone package is installed."""
        table = self._table(sql)
        return list(zip(*(column.to_pylist() for column in table.columns), strict=True))

    def _count(self, sql: str, parameters: Sequence[Any] = ()) -> int:
        return int(self._rows(sql, parameters)[0][0])

    def _one(self, table: str, id: str) -> str:
        sql = (
            f"SELECT DISTINCT id FROM {table} WHERE id = ? OR starts_with(id, ?) ORDER BY length(id) LIMIT 3"
        )
        found = [row[0] for row in self._rows(sql, [id, id])]
        if not id or not found:
            raise StoreError(f"{self.path}: has no {table[:-1]} {id!r}")
        if found[0] != id and len(found) > 1:
            raise StoreError(
                f"{self.path}: more than one {table[:-1]} begins with {id!r}: {', '.join(found)} …"
            )
        return str(found[0])

    def _reports(self, query: str, parameters: Sequence[Any]) -> Result[Report]:
        return Result(
            self._cursor, query=query, parameters=parameters, columns=_REPORT_COLUMNS, load="record, text",
            read=lambda _, rows: (_rows.read_report(record, text) for record, text in rows),
        )  # fmt: skip

    def _claims(self, query: str, parameters: Sequence[Any]) -> Result[Claim]:
        return Result(
            self._cursor, query=query, parameters=parameters, columns=_CLAIM_COLUMNS, load="record, text",
            read=lambda _, rows: (_rows.read_claim(record, text) for record, text in rows),
        )  # fmt: skip

    def _events(self, query: str, parameters: Sequence[Any]) -> Result[Event]:
        return Result(
            self._cursor, query=query, parameters=parameters, columns=_EVENT_COLUMNS, load="id, record",
            read=self._read_events,
        )  # fmt: skip

    def _read_events(
        self, connection: duckdb.DuckDBPyConnection, rows: Sequence[tuple[Any, ...]]
    ) -> Iterator[Event]:
        sql = (
            "SELECT l.event, c.record, c.text FROM event_claims l JOIN claims c ON c.id = l.claim "
            "WHERE l.event IN (SELECT unnest(?::VARCHAR[])) ORDER BY l.event, l.position"
        )
        claims: dict[str, list[Claim]] = {}
        for event, record, text in connection.execute(sql, [[id for id, _ in rows]]).fetchall():
            claims.setdefault(event, []).append(_rows.read_claim(record, text))
        for id, record in rows:
            yield _rows.read_event(record, claims.get(id, ()))


def _slot(report: Report) -> str:
    return f"{report.revision}:{report.id}"
