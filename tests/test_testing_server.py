"""The local server answers as its pages say, well or badly, and tells what it was asked."""

from __future__ import annotations

import socket
import time

import httpx
import pytest

from conflictdata.errors import ConflictDataError
from conflictdata.testing import PageServer, recorded_pages
from conflictdata.testing.server import Fault

PAGES = """
[[page]]
file = "first.html"
url = "https://example.org/s/channel?before=100"
headers = { ETag = '"v1"', X-Odd = "kept" }

[[page]]
url = "/busy"
status = 429
headers = { Retry-After = "1" }
times = 1

[[page]]
url = "/busy"
file = "first.html"

[[page]]
url = "/old"
location = "/s/channel?before=100"
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "first.html").write_text("<p>Бій</p>", encoding="utf-8")
    (tmp_path / "pages.toml").write_text(PAGES, encoding="utf-8")
    return tmp_path


@pytest.fixture
def server(folder):
    with PageServer(folder) as server:
        yield server


def get(server, target, **headers):
    return httpx.get(server.url + target, headers=headers, timeout=5, trust_env=False)


def test_a_recorded_page_is_served_with_its_headers(server):
    answer = get(server, "/s/channel?before=100")
    assert (answer.status_code, answer.text, answer.headers["x-odd"]) == (200, "<p>Бій</p>", "kept")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"


def test_another_query_is_another_page(server):
    assert get(server, "/s/channel?before=99").status_code == 404


def test_a_page_used_up_makes_way(server):
    assert [get(server, "/busy").status_code for _ in range(3)] == [429, 200, 200]


def test_a_location_redirects(server):
    answer = get(server, "/old")
    assert (answer.status_code, answer.headers["location"]) == (302, "/s/channel?before=100")


def test_an_unchanged_page_is_not_sent_again(server):
    assert get(server, "/s/channel?before=100", **{"If-None-Match": '"v1"'}).status_code == 304
    assert get(server, "/s/channel?before=100", **{"If-None-Match": '"v0"'}).status_code == 200


def test_a_page_unchanged_since_a_day_is_not_sent_again(server):
    server.add("/dated", "x", headers={"Last-Modified": "Tue, 08 Apr 2025 12:00:00 GMT"})
    later, earlier = "Wed, 09 Apr 2025 12:00:00 GMT", "Mon, 07 Apr 2025 12:00:00 GMT"
    assert get(server, "/dated", **{"If-Modified-Since": later}).status_code == 304
    assert get(server, "/dated", **{"If-Modified-Since": earlier}).status_code == 200


def test_requests_are_remembered(server):
    get(server, "/nothing", **{"User-Agent": "asker"})
    (seen,) = server.seen
    assert (seen.target, seen.status, seen.headers["user-agent"]) == ("/nothing", 404, "asker")


def test_a_cut_body_is_noticed_by_a_client(server):
    server.add("/cut", "0123456789", fault=Fault(cut=4))
    with pytest.raises(httpx.RemoteProtocolError):
        get(server, "/cut")


def test_raw_bytes_are_sent_as_they_are(server):
    server.add("/raw", fault=Fault(raw=b"not http at all"))
    with socket.create_connection(("127.0.0.1", server.port), timeout=5) as plain:
        plain.sendall(b"GET /raw HTTP/1.1\r\nHost: x\r\n\r\n")
        assert plain.recv(100) == b"not http at all"


def test_a_dripping_head_takes_its_time_and_arrives(server):
    server.add("/drip", "ok", fault=Fault(drip_head=0.001))
    before = time.monotonic()
    assert get(server, "/drip").text == "ok"
    assert time.monotonic() - before > 0.05


def test_a_replaced_page_is_gone(server):
    server.replace("/s/channel?before=100", "new")
    assert get(server, "/s/channel?before=100").text == "new"


def test_a_page_without_its_file_is_named(folder):
    (folder / "pages.toml").write_text('[[page]]\nfile = "../secret"\n')
    with pytest.raises(ConflictDataError, match=r"pages\.toml, page 1: no file '\.\./secret'"):
        list(recorded_pages(folder))


def test_a_wrong_key_is_named(folder):
    (folder / "pages.toml").write_text('[[page]]\nurl = "/a"\nexpects = "reports"\n')
    with pytest.raises(ConflictDataError, match=r"page 1: .*expects"):
        list(recorded_pages(folder))


def test_a_folder_without_a_list_has_a_page_a_file(tmp_path):
    (tmp_path / "b.json").write_text("{}")
    (tmp_path / "a.html").write_text("x")
    pages = list(recorded_pages(tmp_path))
    assert [page.target for page in pages] == ["/a.html", "/b.json"]
    assert dict(pages[1].headers)["Content-Type"] == "application/json"


def test_the_fixture_serves_what_a_test_adds(page_server):
    page_server.add("/x", "y")
    assert get(page_server, "/x").text == "y"


def test_without_a_network_there_is_no_connection(no_network):
    with pytest.raises(AssertionError, match="without a network"):
        socket.create_connection(("127.0.0.1", 9))


pytest_plugins = ["conflictdata.testing.plugin"]
