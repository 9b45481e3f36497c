"""The polite client against a real server on loopback: what it asks, what it refuses, what it keeps."""

from __future__ import annotations

import gzip
import ipaddress
import itertools
import shutil
import socket
import ssl
import subprocess
import time
import zlib
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflictdata.errors import FetchError
from conflictdata.fetch import Fetcher, FetchSettings, RawArchive, StillBusy
from conflictdata.fetch._address import AddressRefused, CheckedBackend, Deadline, is_public
from conflictdata.fetch._archive import archived as read_archive
from conflictdata.fetch._decode import Undecodable, decoded
from conflictdata.fetch._robots import Robots
from conflictdata.plugins import Request
from conflictdata.testing import PageServer
from conflictdata.testing.server import Fault

QUICK = FetchSettings(
    contact=None, spacing=0, first_wait=0.01, connect_timeout=3, read_timeout=3, total_timeout=5,
    max_bytes=100_000, max_decoded=200_000, local=("127.0.0.1",),
)  # fmt: skip


@pytest.fixture
def server():
    with PageServer() as server:
        yield server


@pytest.fixture
def archive(tmp_path):
    with RawArchive(tmp_path / "raw") as archive:
        yield archive


@pytest.fixture
def fetch(server, archive):
    made = []

    def fetch(target, *, headers=(), method="GET", body=None, secret=False, **settings):
        fetcher = Fetcher(archive, attrs.evolve(QUICK, **settings))
        made.append(fetcher)
        url = target if "://" in target else server.url + target
        request = Request(url=url, headers=headers, method=method, body=body, secret=secret)
        return fetcher.fetch(request, "sample")

    yield fetch
    for fetcher in made:
        fetcher.close()


def archived(tmp_path):
    return [record for _, record in read_archive(tmp_path / "raw")]


class _Recorder:
    """In place of the sockets: notes the addresses that would have been connected to."""

    def __init__(self, connected):
        self.connected = connected

    def connect_tcp(self, host, *rest):
        self.connected.append(host)


class TestAsking:
    def test_an_answer_is_given_as_received(self, server, fetch):
        server.add("/a", "<p>Бій</p>", headers={"X-Odd": "1"})
        response = fetch("/a").response
        assert response.body.decode() == "<p>Бій</p>"
        assert (response.source, response.url, response.header("X-Odd")) == ("sample", f"{server.url}/a", "1")
        assert abs(datetime.now(UTC) - response.retrieved) < timedelta(minutes=1)

    def test_the_user_agent_is_honest_and_says_whom_to_write_to(self, server, fetch):
        server.add("/a", "x")
        fetch("/a", contact="https://example.org/crawler", headers=(("user-agent", "Mozilla/5.0"),))
        agent = server.seen[-1].headers["user-agent"]
        assert agent.startswith("conflictdata/") and agent.endswith("(+https://example.org/crawler)")

    def test_a_contact_that_would_break_the_header_is_refused(self):
        with pytest.raises(Exception, match="contact"):
            FetchSettings(contact="https://example.org/\r\nX: y")

    def test_headers_and_body_of_the_plugin_are_sent(self, server, fetch):
        server.add("/q", "{}")
        fetch("/q", method="POST", body=b"a=1", headers=(("Content-Type", "text/x"),))
        seen = server.seen[-1]
        assert (seen.method, seen.body, seen.headers["content-type"]) == ("POST", b"a=1", "text/x")

    def test_cookies_are_not_kept(self, server, fetch):
        server.add("/a", "x", headers={"Set-Cookie": "id=1; Path=/"})
        server.add("/b", "x")
        fetch("/a")
        fetch("/b")
        assert all("cookie" not in seen.headers for seen in server.seen)


class TestRobots:
    def test_what_it_forbids_is_not_asked(self, server, fetch):
        server.add("/robots.txt", "User-agent: *\nDisallow: /private/\nAllow: /private/open$\n")
        server.add("/private/open", "x")
        with pytest.raises(FetchError, match=r"robots\.txt forbids"):
            fetch("/private/a")
        assert fetch("/private/open").response.body == b"x"
        assert server.targets() == ["/private/open"]

    def test_rules_for_this_client_come_before_those_for_all(self, server, fetch):
        server.add("/robots.txt", "User-agent: conflictdata\nDisallow: /a\n\nUser-agent: *\nDisallow:\n")
        with pytest.raises(FetchError, match="forbids"):
            fetch("/a")

    @pytest.mark.parametrize("status", [404, 403])
    def test_a_missing_one_allows_everything(self, server, fetch, status):
        server.add("/robots.txt", "Disallow: /", status=status)
        server.add("/a", "x")
        assert fetch("/a").response.status == 200

    @pytest.mark.parametrize("status", [503, 500, 520, 429])
    def test_one_that_cannot_be_had_allows_nothing_for_now(self, server, fetch, status):
        server.add("/robots.txt", status=status)
        server.add("/a", "x")
        with pytest.raises(StillBusy, match=r"robots\.txt could not be had"):
            fetch("/a")
        assert server.targets() == []

    def test_one_that_has_moved_is_read_where_it_is(self, server, fetch):
        server.add("/robots.txt", status=301, headers={"Location": "/rules"})
        server.add("/rules", "User-agent: *\nDisallow: /a\n")
        with pytest.raises(FetchError, match="forbids"):
            fetch("/a")

    @given(
        body=st.one_of(
            st.binary(max_size=200), st.text(max_size=80).map("User-agent: *\nDisallow: {}".format)
        )
    )
    def test_nonsense_in_it_is_no_crash(self, body):
        content = body if isinstance(body, bytes) else body.encode()
        robots = Robots(load=lambda address: (200, content))
        assert robots.allows("https://x.example", "https://x.example/a?b=c") in (True, False)
        assert robots.delay("https://x.example") >= 0

    def test_a_crawl_delay_is_kept(self, server, archive):
        server.add("/robots.txt", "User-agent: *\nCrawl-delay: 0.3\n")
        server.add("/a", "x")
        server.add("/b", "x")
        with Fetcher(archive, QUICK) as fetcher:
            for target in ("/a", "/b"):
                fetcher.fetch(Request(url=server.url + target), "sample")
        asked = [seen.at for seen in server.seen if seen.target in ("/a", "/b")]
        assert asked[1] - asked[0] >= 0.3

    def test_requests_of_a_host_are_spaced_robots_included(self, server, archive):
        for target in ("/a", "/b"):
            server.add(target, "x")
        with Fetcher(archive, attrs.evolve(QUICK, spacing=0.2)) as fetcher:
            for target in ("/a", "/b"):
                fetcher.fetch(Request(url=server.url + target), "sample")
        times = [seen.at for seen in server.seen]
        assert len(times) == 3
        assert all(later - earlier >= 0.19 for earlier, later in itertools.pairwise(times))


class TestTryingAgain:
    def test_a_busy_server_is_asked_again(self, server, fetch):
        server.add("/a", status=503, times=2)
        server.add("/a", "x")
        assert fetch("/a").response.body == b"x"

    def test_not_for_ever(self, server, fetch):
        server.add("/a", status=503)
        with pytest.raises(StillBusy, match="HTTP 503"):
            fetch("/a", attempts=3)
        assert server.targets() == ["/a"] * 3

    def test_a_refusal_is_final(self, server, fetch):
        server.add("/a", status=404)
        with pytest.raises(FetchError, match="HTTP 404") as caught:
            fetch("/a")
        assert caught.value.status == 404 and not isinstance(caught.value, StillBusy)
        assert server.targets() == ["/a"]

    def test_retry_after_in_seconds_is_kept(self, server, fetch):
        server.add("/a", status=429, headers={"Retry-After": "1"}, times=1)
        server.add("/a", "x")
        fetch("/a")
        first, second = (seen.at for seen in server.seen if seen.target == "/a")
        assert second - first >= 1

    def test_retry_after_as_a_date_is_kept(self, server, fetch):
        at = datetime.now(UTC) + timedelta(seconds=3)
        server.add("/a", status=503, headers={"Retry-After": format_datetime(at, usegmt=True)}, times=1)
        server.add("/a", "x")
        fetch("/a")
        assert datetime.now(UTC) >= at.replace(microsecond=0)

    def test_a_host_that_asks_for_a_long_pause_is_left_alone(self, server, archive):
        server.add("/a", status=429, headers={"Retry-After": "86400"})
        server.add("/b", "x")
        with Fetcher(archive, QUICK) as fetcher:
            with pytest.raises(StillBusy, match="asks to wait 86400 s"):
                fetcher.fetch(Request(url=f"{server.url}/a"), "sample")
            with pytest.raises(StillBusy, match="left alone for this run"):
                fetcher.fetch(Request(url=f"{server.url}/b"), "sample")
        assert server.targets() == ["/a"]

    def test_nonsense_in_retry_after_is_no_pause(self, server, fetch):
        server.add("/a", status=503, headers={"Retry-After": "soon"}, times=1)
        server.add("/a", "x")
        assert fetch("/a").response.body == b"x"

    def test_a_cut_answer_is_asked_again(self, server, fetch):
        server.add("/a", "0123456789", fault=Fault(cut=3), times=1)
        server.add("/a", "0123456789")
        assert fetch("/a").response.body == b"0123456789"

    def test_a_host_that_is_not_there_is_named(self, fetch):
        with pytest.raises(StillBusy, match=r"nobody\.invalid"):
            fetch("http://nobody.invalid/a", attempts=2)


class TestUnchangedPages:
    def test_a_page_is_asked_for_conditionally_and_given_again(self, server, fetch):
        server.add("/a", "x", headers={"ETag": '"v1"', "Cache-Control": "no-cache"})
        first, second = fetch("/a"), fetch("/a")
        assert [seen.status for seen in server.seen if seen.target == "/a"] == [200, 304]
        assert (first.unchanged, second.unchanged) == (False, True)
        assert second.response.body == b"x" and second.response.stored == first.response.stored

    def test_by_date_as_well(self, server, fetch):
        changed = {"Last-Modified": "Tue, 08 Apr 2025 12:00:00 GMT", "Cache-Control": "no-cache"}
        server.add("/a", "x", headers=changed)
        assert [fetch("/a").unchanged for _ in range(2)] == [False, True]

    def test_a_page_that_is_fresh_is_not_asked_for(self, server, fetch):
        server.add("/a", "x", headers={"Cache-Control": "max-age=600"})
        first, second = fetch("/a"), fetch("/a")
        assert server.targets() == ["/a"]
        assert second.unchanged and second.response.stored == first.response.stored is not None

    def test_the_same_bytes_are_stored_once(self, server, fetch, tmp_path):
        server.add("/a", "x" * 1000)
        first, second = fetch("/a"), fetch("/a")
        assert [record.kind for record in archived(tmp_path) if record.url.endswith("/a")] == [
            "response",
            "revisit",
        ]
        assert second.unchanged and second.response.stored == first.response.stored

    def test_a_changed_page_is_new(self, server, fetch):
        server.add("/a", "x", headers={"ETag": '"v1"', "Cache-Control": "no-cache"})
        fetch("/a")
        server.replace("/a", "y", headers={"ETag": '"v2"'})
        again = fetch("/a")
        assert again.response.body == b"y" and not again.unchanged


class TestRedirects:
    def test_are_followed_and_each_is_kept(self, server, fetch, tmp_path):
        server.add("/old", status=301, headers={"Location": "/new"})
        server.add("/new", "x")
        assert fetch("/old").response.url == f"{server.url}/new"
        assert [(r.status, r.source) for r in archived(tmp_path) if r.source] == [
            (301, "sample"),
            (200, "sample"),
        ]

    def test_one_that_leads_nowhere_is_named(self, server, fetch):
        server.add("/a", status=302)
        with pytest.raises(FetchError, match="HTTP 302 leads nowhere"):
            fetch("/a")

    def test_a_body_for_one_host_does_not_reach_another(self, server, archive):
        with PageServer() as other:
            server.add("/a", status=307, headers={"Location": f"{other.url}/x"})
            with Fetcher(archive, attrs.evolve(QUICK, local=("127.0.0.1", "localhost"))) as fetcher:
                request = Request(url=f"http://localhost:{server.port}/a", method="POST", body=b"hush")
                with pytest.raises(FetchError, match=r"would send its body on to 127\.0\.0\.1"):
                    fetcher.fetch(request, "sample")
            assert "POST" not in [seen.method for seen in other.seen]

    def test_a_loop_ends(self, server, fetch):
        server.add("/a", status=302, headers={"Location": "/b"})
        server.add("/b", status=302, headers={"Location": "/a"})
        with pytest.raises(FetchError, match="more than 5 redirects"):
            fetch("/a")

    @pytest.mark.parametrize(
        "target", ["ftp://example.org/", "file:///etc/passwd", "data:text/html,x", "http://[::1", "http:///x",
                   "http://exa mple.org:99999/", "http://a:b@example.org/", "\t", "https://" + "a" * 70_000],
    )  # fmt: skip
    def test_only_to_addresses_of_http(self, server, fetch, target):
        server.add("/a", status=302, headers={"Location": target})
        with pytest.raises(FetchError):
            fetch("/a")

    @pytest.mark.parametrize(
        "host",
        ["10.0.0.1", "169.254.169.254", "[::1]", "192.168.0.1", "[::ffff:127.0.0.1]", "2130706433", "0"],
    )
    def test_never_to_a_private_address(self, server, fetch, host):
        server.add("/a", status=302, headers={"Location": f"http://{host}/latest"})
        with pytest.raises(FetchError, match="not a public address"):
            fetch("/a")

    def test_robots_of_the_new_address_counts(self, server, fetch):
        server.add("/robots.txt", "User-agent: *\nDisallow: /closed\n")
        server.add("/a", status=302, headers={"Location": "/closed"})
        with pytest.raises(FetchError, match="forbids"):
            fetch("/a")

    def test_a_login_page_is_not_an_answer(self, server, fetch):
        server.add("/a", status=302, headers={"Location": "/login?next=/a"})
        with pytest.raises(FetchError, match="does not log in"):
            fetch("/a")
        assert server.targets() == ["/a"]

    def test_headers_for_one_host_do_not_reach_another(self, server, archive):
        with PageServer() as other:
            other.add("/x", "x")
            here = f"http://localhost:{server.port}"
            server.add("/a", status=302, headers={"Location": f"{other.url}/x"})
            with Fetcher(archive, attrs.evolve(QUICK, local=("127.0.0.1", "localhost"))) as fetcher:
                fetcher.fetch(Request(url=f"{here}/a", headers=(("X-Token", "s"),)), "sample")
            assert server.seen[-1].headers["x-token"] == "s"
            assert "x-token" not in other.seen[-1].headers


class TestAddresses:
    def test_a_local_host_needs_to_be_allowed(self, server, fetch):
        server.add("/a", "x")
        with pytest.raises(FetchError, match="not a public address"):
            fetch("/a", local=())
        assert server.seen == ()

    def test_one_port_can_be_allowed(self, server, fetch):
        server.add("/a", "x")
        assert fetch("/a", local=(f"127.0.0.1:{server.port}",)).response.body == b"x"
        with pytest.raises(FetchError, match="not a public address"):
            fetch("/a", local=(f"127.0.0.1:{server.port + 1}",))

    def test_a_name_with_a_private_address_is_refused(self, fetch, server):
        with pytest.raises(FetchError, match="not a public address"):
            fetch(f"http://localhost:{server.port}/a", local=())

    def test_the_address_that_was_checked_is_the_one_connected_to(self, monkeypatch):
        """A name that answers with a public address first and a private one later gains nothing."""
        answers = iter(["93.184.215.14", "127.0.0.1", "127.0.0.1"])
        monkeypatch.setattr(
            socket, "getaddrinfo", lambda *_, **__: [(socket.AF_INET, 1, 6, "", (next(answers), 80))]
        )
        backend, connected = CheckedBackend(Deadline()), []
        monkeypatch.setattr(backend, "_plain", _Recorder(connected))
        backend.connect_tcp("rebind.example", 80)
        assert connected == ["93.184.215.14"]
        with pytest.raises(AddressRefused):
            backend.connect_tcp("rebind.example", 80)
        assert connected == ["93.184.215.14"]

    @pytest.mark.parametrize(
        "url", ["file:///etc/passwd", "gopher://x/", "http:///a", "mailto:someone", "http://[::1"]
    )
    def test_other_addresses_are_refused(self, fetch, url):
        with pytest.raises(FetchError, match="only http|not an address"):
            fetch(url)

    def test_a_name_and_password_in_an_address_are_refused_and_not_shown(self, fetch):
        with pytest.raises(FetchError, match="user name") as caught:
            fetch("http://name:hush@example.org/")
        assert "hush" not in str(caught.value)


class TestProxies:
    @pytest.fixture(autouse=True)
    def environment(self, server, monkeypatch):
        for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
            monkeypatch.delenv(name, raising=False)
            monkeypatch.delenv(name.upper(), raising=False)
        monkeypatch.setenv("http_proxy", server.url)

    def test_the_one_of_the_environment_is_used(self, server, fetch):
        server.add("/a", "x")
        assert fetch("http://site.example/a", local=()).response.body == b"x"
        assert server.seen[-1].headers["host"] == "site.example"

    @pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "10.1.2.3", "printer.local", "[::1]"])
    def test_it_is_no_way_to_local_addresses(self, server, fetch, host):
        with pytest.raises(FetchError, match="not a public address"):
            fetch(f"http://{host}/a", local=())
        assert server.seen == ()

    def test_hosts_that_are_to_go_without_do(self, server, fetch, monkeypatch):
        monkeypatch.setenv("no_proxy", "nobody.invalid")
        with pytest.raises(StillBusy, match="no address found"):
            fetch("http://nobody.invalid/a", attempts=1)
        assert server.seen == ()


class TestEncryption:
    @pytest.fixture
    def secured(self, server, tmp_path, monkeypatch):
        """The server's port behind TLS, with a certificate for the name ``localhost`` that is trusted here."""
        if shutil.which("openssl") is None:
            pytest.skip("needs the openssl program to make a certificate")
        made = [
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
            "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
            "-keyout", "key.pem", "-out", "cert.pem",
        ]  # fmt: skip
        subprocess.run(made, cwd=tmp_path, check=True, capture_output=True)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(tmp_path / "cert.pem", tmp_path / "key.pem")
        server._http.socket = context.wrap_socket(server._http.socket, server_side=True)
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "cert.pem"))
        return server

    def test_the_certificate_is_that_of_the_name_asked_for(self, secured, fetch):
        secured.add("/a", "x")
        hosts = ("localhost", "127.0.0.1")
        assert fetch(f"https://localhost:{secured.port}/a", local=hosts).response.body == b"x"
        with pytest.raises(StillBusy, match="(?i)certificate"):
            fetch(f"https://127.0.0.1:{secured.port}/a", local=hosts, attempts=1)

    def test_one_that_nobody_vouches_for_is_refused(self, secured, fetch, monkeypatch):
        monkeypatch.delenv("SSL_CERT_FILE")
        with pytest.raises(StillBusy, match="(?i)certificate"):
            fetch(f"https://localhost:{secured.port}/a", local=("localhost",), attempts=1)


@given(
    body=st.binary(max_size=200),
    encoding=st.sampled_from(["", "gzip", "deflate", "br", "gzip, deflate", "x" * 99]),
)
def test_any_body_is_unpacked_within_the_limit_or_refused(body, encoding):
    for packed in (body, gzip.compress(body), zlib.compress(body)):
        try:
            assert len(decoded(packed, encoding, 100)) <= 100
        except Undecodable:
            pass


@given(body=st.binary(max_size=300))
def test_what_was_packed_is_unpacked(body):
    assert decoded(gzip.compress(body), "gzip", 300) == body
    assert decoded(gzip.compress(body[:9]) + gzip.compress(body[9:]), "GZIP", 300) == body
    assert decoded(zlib.compress(gzip.compress(body)), "gzip, deflate", 400) == body


PRIVATE = ("10.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16", "0.0.0.0/8",
           "100.64.0.0/10", "224.0.0.0/4", "240.0.0.0/4")  # fmt: skip


@given(network=st.sampled_from(PRIVATE), number=st.integers(0, 2**32 - 1))
def test_no_private_address_is_public_in_any_dress(network, number):
    inside = ipaddress.ip_network(network)
    plain = inside[number % inside.num_addresses]
    dressed = (
        f"::ffff:{plain}", f"64:ff9b::{plain}", str(ipaddress.IPv6Address((0x2002 << 112) | (int(plain) << 80))),
    )  # fmt: skip
    assert not any(is_public(address) for address in (str(plain), *dressed))


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_public_addresses_are_public(address):
    assert is_public(address)


class TestHostileAnswers:
    def test_a_huge_announced_body_is_not_read(self, server, fetch):
        server.add("/a", "x", headers={"Content-Length": str(10 * 2**30)})
        with pytest.raises(FetchError, match="10,737,418,240 bytes"):
            fetch("/a")

    def test_an_endless_body_is_given_up(self, server, fetch):
        server.add("/a", b"x" * 10_000, fault=Fault(endless=True))
        with pytest.raises(FetchError, match="longer than 100,000 bytes"):
            fetch("/a")

    def test_a_small_body_that_grows_is_given_up(self, server, fetch):
        bomb = gzip.compress(b"0" * 30_000_000)
        server.add("/a", bomb, headers={"Content-Encoding": "gzip"})
        with pytest.raises(FetchError, match="longer than 200,000 bytes once unpacked") as caught:
            fetch("/a")
        assert "kept as" in str(caught.value)

    def test_many_small_gzip_members_are_given_up(self, server, fetch):
        server.add("/a", gzip.compress(b"") * 3000, headers={"Content-Encoding": "gzip"})
        with pytest.raises(FetchError, match="gzip members"):
            fetch("/a")

    def test_a_bomb_in_a_bomb_is_given_up(self, server, fetch):
        bomb = gzip.compress(gzip.compress(b"0" * 60_000_000))
        server.add("/a", bomb, headers={"Content-Encoding": "gzip, gzip"})
        with pytest.raises(FetchError, match="longer than"):
            fetch("/a")

    @pytest.mark.parametrize("packed", [zlib.compress, lambda body: zlib.compress(body, wbits=-15)])
    def test_deflate_of_both_kinds_is_read(self, server, fetch, packed):
        server.add("/a", packed(b"hello"), headers={"Content-Encoding": "deflate"})
        assert fetch("/a").response.body == b"hello"

    @pytest.mark.parametrize(
        ("encoding", "body"),
        [("gzip", b"plain"), ("br", b"x"), ("gzip", gzip.compress(b"x" * 99, mtime=0)[:20])],
    )
    def test_a_body_in_another_encoding_than_said_is_kept_and_named(self, server, fetch, encoding, body):
        server.add("/a", body, headers={"Content-Encoding": encoding})
        with pytest.raises(FetchError, match="not readable.*kept as"):
            fetch("/a")

    def test_a_dripping_body_has_its_time(self, server, fetch):
        server.add("/a", "x" * 500, fault=Fault(drip=0.05))
        before = time.monotonic()
        with pytest.raises(StillBusy, match="longer than allowed"):
            fetch("/a", total_timeout=0.5, attempts=1)
        assert time.monotonic() - before < 5

    def test_a_dripping_head_has_its_time(self, server, fetch):
        server.add("/a", "x", fault=Fault(drip_head=0.05))
        with pytest.raises(StillBusy, match="longer than allowed"):
            fetch("/a", total_timeout=0.5, attempts=1)

    def test_a_server_that_says_nothing_has_its_time(self, server, fetch):
        server.add("/a", "x", delay=5)
        with pytest.raises(StillBusy, match="Timeout"):
            fetch("/a", read_timeout=0.3, attempts=1)

    @pytest.mark.parametrize(
        "raw",
        [
            b"SSH-2.0-OpenSSH\r\n",
            b"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
            b"HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
            b"HTTP/1.1 200 OK\r\nX: " + b"a" * 300_000 + b"\r\n\r\n",
            b"",
        ],
    )
    def test_what_is_not_http_is_named(self, server, fetch, raw):
        server.add("/a", fault=Fault(raw=raw))
        with pytest.raises(StillBusy, match="no answer"):
            fetch("/a", attempts=1)

    def test_bytes_in_headers_are_kept(self, server, fetch, tmp_path):
        raw = b"HTTP/1.1 200 OK\r\nX-Odd: \xd0\x91\xff\r\nContent-Length: 1\r\n\r\nx"
        server.add("/a", fault=Fault(raw=raw))
        assert fetch("/a").response.body == b"x"
        assert archived(tmp_path)[-1].payload == b"x"

    def test_a_body_of_any_bytes_is_kept(self, server, fetch, tmp_path):
        body = bytes(range(256)) * 10
        server.add("/a", body)
        assert fetch("/a").response.body == body
        assert archived(tmp_path)[-1].payload == body


class TestCredentials:
    def test_are_not_written_down(self, server, fetch, tmp_path):
        server.add("/a?access_token=hush1&page=2", "x")
        server.add("/b", "x")
        fetch("/a?access_token=hush1&page=2")
        fetch("/b", headers=(("Authorization", "Bearer hush2"), ("x-ucdp-access-token", "hush3")))
        (file,) = (tmp_path / "raw").glob("*.warc.gz")
        written = gzip.decompress(file.read_bytes())
        assert b"hush" not in written
        assert b"page=2" in written

    def test_a_secret_answer_is_not_written_down(self, server, fetch, tmp_path):
        server.add("/token", '{"access_token": "hush"}', headers={"Cache-Control": "max-age=600"})
        assert b"hush" in fetch("/token", secret=True).response.body
        every = b"".join(path.read_bytes() for path in (tmp_path / "raw").rglob("*") if path.is_file())
        assert b"hush" not in every
        assert "/token" not in [record.url for record in archived(tmp_path)]
