"""The archive against plain SQLite and pandas, in one run: insert, point query, space-time filter, export.

``python benchmarks/store.py [--claims 1000000]``. The same claims go into each; SQLite and pandas get the columns of
``COLUMNS``, SQLite with indexes on id, time and latitude. Queries give model objects (SQLite's and pandas' rows are
read into them too), so that all three answer the same question; so do the exports as JSON Lines. Those as CSV and
Parquet are of the flat columns, as each writes them best. Inserts and exports are in processor seconds.
"""

from __future__ import annotations

import argparse
import csv
import math
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import orjson
import pandas as pd
import pyarrow as pa
from pyarrow import csv as arrow_csv
from pyarrow import parquet

from conflictdata import export, records
from conflictdata.export import Care
from conflictdata.model import Claim, Location, Place, Point, When
from conflictdata.store import Archive
from conflictdata.testing.streams import stream

KINDS = ("attack", "capture", "shelling", "air-drone-strike", "presence", "advance", "losses")
SPEAKERS = ("ua:general-staff", "ru:mod", "isw", "ru:milbloggers", "ua:air-force", "cnn")
START = datetime(2022, 2, 24, tzinfo=UTC)
CENTRE, KM = Point(50.6, 36.6), 20.0
SPAN = (datetime(2025, 3, 1, tzinfo=UTC), datetime(2025, 3, 15, tzinfo=UTC))


def claims(count: int, seed: int = 1) -> Iterator[Claim]:
    """Claims over 1,500 days and 3,000 places; the same for the same seed."""
    chance = random.Random(seed)
    places = [
        Place(
            id=f"bench:{n}", name=f"Village {n}", names={"uk": [f"Село {n}"]}, country="UA", admin1="Sumy",
            point=Point(chance.uniform(46, 53), chance.uniform(30, 40)),
        )
        for n in range(3000)
    ]  # fmt: skip
    for n in range(count):
        place = chance.choice(places)
        start = START + timedelta(days=chance.randrange(1500))
        yield Claim(
            report=f"rep-{n // 8:016x}", span=(n % 8 * 120, n % 8 * 120 + 90), claimant=chance.choice(SPEAKERS),
            text=f"Forces attacked near the village of {place.name} and were repelled, claim number {n}.",
            kind=chance.choice(KINDS), agent="ru:armed-forces", when=When(start=start, end=start + timedelta(days=1)),
            locations=(Location(place=place, point=place.point, precision="settlement", mention=place.name),),
        )  # fmt: skip


def timed(function: Callable[[], Any], rounds: int = 1) -> tuple[float, Any]:
    """Median seconds of ``rounds`` calls, and the last result.

    A single long call is measured in processor seconds of all its threads: what else runs on the machine then
    counts little. Queries are measured by the clock.
    """
    clock = time.process_time if rounds == 1 else time.perf_counter
    taken = []
    result = None
    for _ in range(rounds):
        begin = clock()
        result = function()
        taken.append(clock() - begin)
    return statistics.median(taken), result


def _kilometres(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    return Point(lat1, lon1).distance_km(Point(lat2, lon2))


COLUMNS = ("id", "report", "claimant", "kind", "stance", "start", "end", "lat", "lon", "record")


def plain(claim: Claim) -> tuple[Any, ...]:
    """A claim as a row of ``COLUMNS``, its record as JSON."""
    when, point = claim.when, claim.locations[0].point
    assert when and point
    record = orjson.dumps(records.to_record(claim)).decode()
    return (
        claim.id, claim.report, claim.claimant, claim.kind, claim.stance.value, when.start, when.end, point.lat,
        point.lon, record,
    )  # fmt: skip


def fill_sqlite(path: Path, count: int) -> sqlite3.Connection:
    """The plain way: one table, one row a claim; times as text, as SQLite has them."""
    connection = sqlite3.connect(path)
    connection.create_function("km", 4, _kilometres, deterministic=True)
    connection.execute(
        "CREATE TABLE claims (id TEXT PRIMARY KEY, report TEXT, claimant TEXT, kind TEXT, stance TEXT, "
        "start TEXT, end TEXT, lat REAL, lon REAL, record TEXT)"
    )
    rows = (
        (*head, start.isoformat(), end.isoformat(), lat, lon, record)
        for *head, start, end, lat, lon, record in map(plain, claims(count))
    )
    connection.executemany("INSERT OR IGNORE INTO claims VALUES (?,?,?,?,?,?,?,?,?,?)", rows)
    connection.execute("CREATE INDEX by_start ON claims (start)")
    connection.execute("CREATE INDEX by_lat ON claims (lat)")
    connection.commit()
    return connection


def fill_pandas(count: int) -> pd.DataFrame:
    """The same columns in memory."""
    made = claims(count)
    parts = []
    while rows := [plain(claim) for claim in islice(made, 50_000)]:
        parts.append(pd.DataFrame(rows, columns=list(COLUMNS)))
    return pd.concat(parts, ignore_index=True)


def sqlite_filter(connection: sqlite3.Connection) -> list[Claim]:
    """Space and time in SQL, with a bounding band first."""
    band = KM / 111.0
    found = connection.execute(
        "SELECT record FROM claims WHERE start < ? AND end > ? AND lat BETWEEN ? AND ? AND km(lat, lon, ?, ?) <= ?",
        (
            SPAN[1].isoformat(),
            SPAN[0].isoformat(),
            CENTRE.lat - band,
            CENTRE.lat + band,
            CENTRE.lat,
            CENTRE.lon,
            KM,
        ),
    )
    return [records.from_record(Claim, orjson.loads(record)) for (record,) in found]


def pandas_filter(frame: pd.DataFrame) -> list[Claim]:
    """Space and time as vectors."""
    import numpy as np

    near = frame[(frame.start < SPAN[1]) & (frame.end > SPAN[0])]
    lat, lon = np.radians(near.lat), np.radians(near.lon)
    here = math.radians(CENTRE.lat), math.radians(CENTRE.lon)
    h = np.sin((lat - here[0]) / 2) ** 2 + np.cos(lat) * math.cos(here[0]) * np.sin((lon - here[1]) / 2) ** 2
    near = near[2 * 6371.0088 * np.arcsin(np.sqrt(h)) <= KM]
    return [records.from_record(Claim, orjson.loads(record)) for record in near.record]


def main() -> None:
    """Measure and print a table in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument(
        "--export", type=int, default=100_000_000, help="claims in the export; all unless said"
    )
    parser.add_argument("--linking", action="store_true", help="measure linking one claim more instead")
    parser.add_argument("--memory", metavar="FORMAT", help="measure the memory of an export instead")
    count = (options := parser.parse_args()).claims
    if options.linking:
        linking(count)
    elif options.memory:
        export_memory(count, options.memory)
    else:
        compare(count, min(options.export, count))


def compare(count: int, part: int) -> None:
    """The table of the three, with ``part`` claims in the exports."""
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive(Path(folder) / "bench.duckdb")
        lines = [f"| {count:,} claims | archive | SQLite | pandas |", "|---|---|---|---|"]

        def row(name: str, *seconds: float | None) -> None:
            shown = [
                "-" if s is None else f"{s:,.1f} s" if s >= 2 else f"{s * 1000:,.1f} ms" for s in seconds
            ]
            print(lines.append(f"| {name} | {' | '.join(shown)} |") or lines[-1], flush=True)

        made, _ = timed(lambda: sum(1 for _ in claims(count)))
        print(f"making the claims takes {made:.1f} s, subtracted below", flush=True)
        ours, _ = timed(lambda: archive.add_claims(claims(count)))
        theirs, connection = timed(lambda: fill_sqlite(Path(folder) / "bench.sqlite", count))
        frames, frame = timed(lambda: fill_pandas(count))
        row("insert", ours - made, theirs - made, frames - made)
        again, _ = timed(lambda: archive.add_claims(claims(min(count, 50_000))))
        row(f"insert {min(count, 50_000):,} again (nothing new)", again, None, None)
        sizes = [(Path(folder) / name).stat().st_size / 1e6 for name in ("bench.duckdb", "bench.sqlite")]
        print(f"files: {sizes[0]:,.0f} MB and {sizes[1]:,.0f} MB", flush=True)

        wanted = next(claim.id for n, claim in enumerate(claims(count)) if n == count // 2)

        def sqlite_point() -> Claim:
            (record,) = connection.execute("SELECT record FROM claims WHERE id = ?", (wanted,)).fetchone()
            return records.from_record(Claim, orjson.loads(record))

        def pandas_point() -> Claim:
            found = frame[frame.id == wanted].iloc[0]
            return records.from_record(Claim, orjson.loads(found.record))

        a, one = timed(lambda: archive.claims(id=wanted).first(), 9)
        b, two = timed(sqlite_point, 9)
        c, three = timed(pandas_point, 9)
        assert one == two == three
        row("one claim by id", a, b, c)

        a, found = timed(lambda: list(archive.claims(near=(CENTRE, KM), during=SPAN)), 9)
        b, same = timed(lambda: sqlite_filter(connection), 5)
        c, also = timed(lambda: pandas_filter(frame), 5)
        assert {x.id for x in found} == {x.id for x in same} == {x.id for x in also}
        row(f"within {KM:g} km and two weeks ({len(found)} claims)", a, b, c)

        month = "date_trunc('month', make_timestamp(epoch_us(start_time)))"  # see docs/archive.md
        sql = f"SELECT kind, {month} AS month, count(*) AS n FROM claims GROUP BY ALL"
        a, _ = timed(lambda: archive.sql(sql), 9)
        b, _ = timed(
            lambda: connection.execute(
                "SELECT kind, substr(start, 1, 7), count(*) FROM claims GROUP BY 1, 2"
            ).fetchall(),
            3,
        )
        months = frame.start.dt.strftime("%Y-%m")
        c, _ = timed(lambda: frame.groupby([frame.kind, months]).size(), 3)
        row("claims per kind and month", a, b, c)

        for format in ("jsonl", "acled", "geoparquet"):
            path = Path(folder) / f"export.{format}"
            a, _ = timed(lambda: _export(archive, format, path, part))  # noqa: B023
            b = c = None
            if format == "jsonl":
                b, _ = timed(lambda: _lines(_stored(connection, part), path))  # noqa: B023
                c, _ = timed(lambda: _lines(frame.record.head(part), path))  # noqa: B023
            row(f"export of {part:,} as {format}", a, b, c)
            path.unlink()
        path = Path(folder) / "columns"
        flat = list(COLUMNS[:-1])
        a, _ = timed(lambda: arrow_csv.write_csv(_columns(archive), path))
        b, _ = timed(lambda: _sqlite_csv(connection, flat, path))
        c, _ = timed(lambda: frame[flat].to_csv(path, index=False))
        row(f"columns of {count:,} as CSV", a, b, c)
        a, _ = timed(lambda: parquet.write_table(_columns(archive), path))
        c, _ = timed(lambda: frame[flat].to_parquet(path, index=False))
        row(f"columns of {count:,} as Parquet", a, None, c)
        archive.close()
        print("\n".join(lines))


def _export(archive: Archive, format: str, path: Path, count: int) -> None:
    with path.open("wb") as out:
        export.write(islice(archive.claims(), count), format, out, care=Care(own_use=True))


def _stored(connection: sqlite3.Connection, count: int) -> Iterator[str]:
    return (text for (text,) in connection.execute("SELECT record FROM claims LIMIT ?", (count,)))


def _lines(stored: Iterable[str], path: Path) -> None:
    """Every record through the model, as an export does."""
    with path.open("wb") as out:
        for text in stored:
            claim = records.from_record(Claim, orjson.loads(text))
            out.write(records.dumps(claim).encode() + b"\n")


def _columns(archive: Archive) -> pa.Table:
    return archive.sql(
        "SELECT id, report, claimant, kind, stance, start_time AS start, end_time AS end, lat, lon FROM claims"
    )


def _sqlite_csv(connection: sqlite3.Connection, names: list[str], path: Path) -> None:
    with path.open("w", newline="", encoding="utf-8") as out:
        csv.writer(out).writerows(connection.execute(f"SELECT {', '.join(names)} FROM claims"))


def export_memory(count: int, format: str) -> None:
    """Peak memory of an export in this process, which does nothing else; MiB over what an idle archive takes."""
    with tempfile.TemporaryDirectory() as folder:
        with Archive(Path(folder) / "bench.duckdb") as archive:
            archive.add_claims(claims(count))
            archive.close()
        script = (
            "import sys, resource; sys.path.insert(0, sys.argv[1]); import store; from pathlib import Path; "
            "from conflictdata.store import Archive; archive = Archive(sys.argv[2], read_only=True); "
            "store._export(archive, sys.argv[3], Path(sys.argv[2] + '.out'), int(sys.argv[4])); "
            "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)"
        )
        for part in (1000, count):
            arguments = [str(Path(__file__).parent), str(Path(folder) / "bench.duckdb"), format, str(part)]
            told = subprocess.run(
                [sys.executable, "-c", script, *arguments], check=True, capture_output=True, text=True
            )
            print(f"export of {part:,} as {format}: peak {told.stdout.strip()} MiB", flush=True)


def linking(count: int) -> None:
    """A generated stream into an archive, linked whole; then single reports' claims, linked by themselves."""
    told = list(stream(count, seed=5).claims)
    random.Random(1).shuffle(told)
    few = 300
    with tempfile.TemporaryDirectory() as folder, Archive(Path(folder) / "bench.duckdb") as archive:
        archive.add_claims(told[few:])
        whole, events = timed(lambda: archive.relink(only_if_needed=True))
        print(f"{len(told) - few:,} claims, {events:,} events, linked whole in {whole:.1f} s", flush=True)
        taken = []
        for claim in told[:few]:
            archive.add_claims([claim])
            seconds, _ = timed(lambda: archive.relink(only_if_needed=True))
            taken.append(seconds)
        taken.sort()
        shown = (taken[few // 2], taken[few * 95 // 100], taken[-1])
        print(
            "one claim more: median {:.3f} s, 95th percentile {:.3f} s, worst {:.3f} s".format(*shown),
            flush=True,
        )
        print(f"file {(Path(folder) / 'bench.duckdb').stat().st_size / 1e6:,.0f} MB", flush=True)


if __name__ == "__main__":
    main()
