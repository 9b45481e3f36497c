"""Country dumps: fetched from a real local server, resumed, checked, built, used; and the command line."""

from __future__ import annotations

import hashlib
import io
import json
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from conflictdata.cli import cli
from conflictdata.errors import GazetteerError
from conflictdata.places import default, find_places, geonames


def row(
    number: int, name: str, also: str, lat: float, lon: float, code: str = "PPL", admin2: str = ""
) -> str:
    """One line of a GeoNames dump (readme.txt there), in Sumy Oblast."""
    feature = "A" if code.startswith("ADM") else "H" if code == "STM" else "T" if code == "HLL" else "P"
    columns = [
        number,
        name,
        name,
        also,
        lat,
        lon,
        feature,
        code,
        "UA",
        "",
        "21",
        admin2,
        "",
        "",
        0,
        "",
        "",
        "Europe/Kyiv",
    ]
    return "\t".join(map(str, [*columns, "2024-01-01"])) + "\n"


LINES = [
    row(91, "Sumskyi Raion", "", 50.9, 34.8, "ADM2", "5901"),
    row(92, "Zhovtyi Klyn", "Жовтий Клин,Желтый Клин,黄楔", 51.05, 34.7, admin2="5901"),
    row(93, "Krasnyi Brid", "Красний Брід", 51.01, 34.5),
    row(94, "Zhovta", "Жовта", 51.0, 34.6, "STM"),
    row(95, "Bald Hill", "", 51.0, 34.6, "HLL"),
    row(96, "Old Ruin", "", 51.0, 34.6, "PPLQ"),
]


def zipped(lines: list[str], name: str = "UA.txt") -> bytes:
    """A dump as GeoNames packs it."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, "".join(lines))
        archive.writestr("readme.txt", "x" * 5000)
    return packed.getvalue()


class Mirror(ThreadingHTTPServer):
    """A mirror that can break off, and that knows ranges and validators."""

    def __init__(self, body: bytes) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.body, self.etag = body, '"one"'
        self.break_after: int | None = None
        self.ranges: list[str | None] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/dump/"


class _Answer(BaseHTTPRequestHandler):
    server: Mirror

    def do_GET(self) -> None:
        mirror = self.server
        wanted = self.headers.get("Range")
        mirror.ranges.append(wanted)
        if self.path != "/dump/UA.zip":
            self.send_error(404)
            return
        start = 0
        if wanted and self.headers.get("If-Range") == mirror.etag:
            start = int(wanted.removeprefix("bytes=").rstrip("-"))
        if start and start >= len(mirror.body):
            self.send_error(416)
            return
        self.send_response(206 if start else 200)
        self.send_header("Content-Length", str(len(mirror.body) - start))
        self.send_header("ETag", mirror.etag)
        self.end_headers()
        end = len(mirror.body) if mirror.break_after is None else start + mirror.break_after
        self.wfile.write(mirror.body[start:end])
        self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def mirror() -> Iterator[Mirror]:
    server = Mirror(zipped(LINES))
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CONFLICTDATA_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def test_an_installed_country_is_used(mirror: Mirror) -> None:
    assert not default().lookup("Желтый Клин")
    (installed,) = geonames.install(["ua"], source=mirror.url)
    assert (installed.country, installed.places) == ("UA", 4)
    assert installed.sha256 == hashlib.sha256(mirror.body).hexdigest()
    assert installed.url == mirror.url + "UA.zip"
    for name in ("Желтый Клин", "Жовтому Клині", "Zhovty Klyn"):
        place = default().lookup(name)[0][0]
        assert (place.id, place.admin1, place.admin2) == ("geonames:92", "Sumy Oblast", "Sumskyi Raion")
    mentions = find_places("Shells fell near Zhovtyi Klyn.", "en")
    assert [m.location.place.id for m in mentions if m.location.place] == ["geonames:92"]
    assert not default().lookup("Bald Hill")
    assert not default().lookup("Old Ruin")


def test_a_river_is_not_a_village(mirror: Mirror) -> None:
    geonames.install(["UA"], source=mirror.url)
    (mention,) = find_places("They crossed the Zhovta River.", "en")
    assert mention.location.place is not None
    assert mention.location.place.id == "geonames:94"


def test_a_broken_download_goes_on(mirror: Mirror) -> None:
    mirror.break_after = 200
    with pytest.raises(GazetteerError, match="again"):
        geonames.install(["UA"], source=mirror.url)
    mirror.break_after = None
    (installed,) = geonames.install(["UA"], source=mirror.url)
    assert mirror.ranges == [None, "bytes=200-"]
    assert installed.sha256 == hashlib.sha256(mirror.body).hexdigest()


def test_a_changed_file_is_fetched_anew(mirror: Mirror) -> None:
    mirror.break_after = 200
    with pytest.raises(GazetteerError):
        geonames.install(["UA"], source=mirror.url)
    mirror.break_after, mirror.etag = None, '"two"'
    mirror.body = zipped([*LINES, row(97, "Nova Ruta", "", 51.2, 34.9)])
    (installed,) = geonames.install(["UA"], source=mirror.url)
    assert installed.places == 5
    assert installed.sha256 == hashlib.sha256(mirror.body).hexdigest()


def test_progress_ends_with_all(mirror: Mirror) -> None:
    seen: list[tuple[str, int, int | None]] = []
    geonames.install(["UA"], source=mirror.url, progress=lambda *each: seen.append(each))
    assert seen[-1] == ("UA", len(mirror.body), len(mirror.body))


def test_a_missing_country_is_named(mirror: Mirror) -> None:
    with pytest.raises(GazetteerError, match=r"XX\.zip.*404"):
        geonames.install(["XX"], source=mirror.url)


@pytest.mark.parametrize("code", ["Ukraine", "U1", "", "УА", "../x"])
def test_only_codes_are_countries(code: str) -> None:
    with pytest.raises(GazetteerError, match="ISO 3166"):
        geonames.install([code])


def test_a_local_directory_serves(tmp_path: Path) -> None:
    (tmp_path / "UA.txt").write_text("".join(LINES), encoding="utf-8")
    (installed,) = geonames.install(["UA"], source=tmp_path)
    assert installed.places == 4
    assert (tmp_path / "UA.txt").exists()


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"PK nonsense", "not a ZIP"),
        (zipped(LINES, "RU.txt"), r"holds no UA\.txt"),
        (zipped([*LINES, "1\tx\n"]), "line 7 has 2 columns"),
        (zipped([row(1, "Sumy", "", 99.0, 34.8).replace("99.0", "north")]), "place 1"),
    ],
)
def test_what_is_no_dump_is_named(tmp_path: Path, content: bytes, complaint: str) -> None:
    (tmp_path / "UA.zip").write_bytes(content)
    with pytest.raises(GazetteerError, match=complaint):
        geonames.install(["UA"], source=tmp_path)
    assert geonames.listing() == []


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["gazetteer", *arguments])


def test_command_line(mirror: Mirror) -> None:
    result = run("install", "UA", "--from", mirror.url)
    assert result.exit_code == 0, result.output
    assert "UA: 4 places" in result.output
    assert hashlib.sha256(mirror.body).hexdigest() in run("list").output
    assert "geonames:92" in run("lookup", "Жовтому Клині", "--lang", "uk").output
    nearest = run("near", "51.05", "34.7", "--km", "3", "--format", "jsonl").output.splitlines()
    first = json.loads(nearest[0])
    assert (first["id"], first["km"]) == ("geonames:92", 0.0)
    assert run("remove", "UA").exit_code == 0
    assert run("remove", "UA").exit_code == 1
    assert run("lookup", "Zhovtyi Klyn").exit_code == 1


def test_points_of_the_southern_hemisphere_can_be_given() -> None:
    result = run("near", "--km", "20", "--format", "jsonl", "--", "-33.87", "151.21")
    assert result.exit_code == 0, result.output
    assert "AU" in {json.loads(line)["country"] for line in result.output.splitlines()}
