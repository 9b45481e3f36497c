"""Collecting: everything once, kept before it is read, gone on with after any interruption."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from pathlib import Path

import attrs
import pytest

from conflictdata.errors import ConflictDataError, FetchError, ParseError, PluginError
from conflictdata.fetch import FetchSettings, StillBusy, collect, parse
from conflictdata.fetch._archive import archived
from conflictdata.fetch._warc import read_record
from conflictdata.plugins import PluginRegistry, Request
from conflictdata.testing import PageServer, registry_of
from sample_source import SampleSource

QUICK = FetchSettings(
    contact=None, spacing=0, first_wait=0.01, attempts=2, connect_timeout=3, read_timeout=3, total_timeout=5,
    local=("127.0.0.1",),
)  # fmt: skip
WINDOW = {"since": "2025-04-01", "until": "2025-04-09"}


@pytest.fixture
def server():
    with PageServer() as server:
        server.add(
            "/list", "REPORTS\n/1|2025-04-08T06:00:00Z|Drones struck a depot.\nmore:/list2\nsee:/page\n"
        )
        server.add("/list2", "REPORTS\n/2|2025-04-07T06:00:00Z|Бій біля села.\nmore:/list\n")
        server.add("/page", "REPORTS\n/3|2025-04-06T06:00:00Z|Clashes went on.\n")
        yield server


@pytest.fixture
def run(server, tmp_path):
    def run(plugin=SampleSource, *, ids="sample", settings=QUICK, window=None, **rest):
        return collect(
            ids, **(window or WINDOW), directory=tmp_path / "raw", settings=settings,
            registry=registry_of(plugin(server.url)), **rest,
        )  # fmt: skip

    return run


def texts(found):
    return [report.text for each in found for report in each.reports]


ALL = ["Drones struck a depot.", "Бій біля села.", "Clashes went on."]


def bodies(tmp_path):
    """Path of each stored body, once for every time it is stored."""
    every = [r for _, r in archived(tmp_path / "raw") if r.kind == "response" and r.source]
    return sorted(r.url.rpartition("/")[2] for r in every)


class TestARun:
    def test_gives_every_report_once_and_follows_what_pages_point_to(self, run, server):
        assert texts(run()) == ALL
        assert server.targets() == ["/list", "/list2", "/page"]

    def test_nothing_is_fetched_before_it_is_asked_for(self, run, server):
        crawl = run()
        assert server.seen == ()
        next(crawl)
        assert server.targets() == ["/list"]

    def test_a_response_is_on_disk_before_it_is_parsed(self, run, tmp_path):
        class Looking(SampleSource):
            def reports(self, response):
                name, _, offset = response.stored.partition("#")
                assert read_record(tmp_path / "raw" / name, int(offset)).payload == response.body
                return super().reports(response)

        found = list(run(Looking))
        assert [each.error for each in found] == [None] * 3

    def test_twice_adds_nothing_twice(self, run, tmp_path):
        first, second = list(run()), list(run())
        assert [r.id for each in first for r in each.reports] == [
            r.id for each in second for r in each.reports
        ]
        assert all(each.unchanged for each in second)
        assert bodies(tmp_path) == ["list", "list2", "page"]

    def test_the_cursor_of_a_finished_run_is_given_back(self, run):
        cursors = []

        class Remembering(SampleSource):
            def requests(self, source, window, cursor):
                cursors.append(cursor)
                return super().requests(source, window, cursor)

        list(run(Remembering))
        list(run(Remembering, window={"since": "2025-04-01", "until": "2025-04-10"}))
        list(run(Remembering, window={"since": "2025-03-01", "until": "2025-04-10"}))
        assert cursors == [None, "2025-04-09T00:00:00+00:00", None], (
            "an earlier window cannot begin at the cursor"
        )

    def test_several_sources_take_turns(self, server, tmp_path):
        class Second(SampleSource):
            def sources(self):
                return [attrs.evolve(each, id="second") for each in super().sources()]

        registry = registry_of(SampleSource(server.url), Second(server.url))
        found = collect(
            ["sample", "second"], **WINDOW, directory=tmp_path / "raw", settings=QUICK, registry=registry
        )
        assert [each.source for each in found] == ["sample", "second"] * 3

    def test_a_source_nobody_collects_is_named_before_anything_happens(self, run, server, tmp_path):
        with pytest.raises(ConflictDataError, match="'nobody': no installed plugin collects"):
            run(ids=["sample", "nobody"])
        assert not (tmp_path / "raw").exists()

    @pytest.mark.parametrize("since", ["2025-04-09", "2026-01-01", "yesterday", "2025-04-01T00:00:00"])
    def test_a_window_that_is_none_is_refused(self, run, since):
        with pytest.raises(ConflictDataError, match="window is empty|not a time|without a zone"):
            run(window={"since": since, "until": "2025-04-09"})

    def test_paging_that_does_not_end_is_ended(self, run, server):
        class Counting(SampleSource):
            def follow(self, response, window):
                yield Request(url=f"{self.base}/list?page={len(server.seen)}")

        for number in range(30):
            server.add(f"/list?page={number}", "REPORTS\n")
        found = list(run(Counting, settings=attrs.evolve(QUICK, max_requests=10)))
        assert len(server.targets()) == 10
        assert "does its paging end?" in str(found[-1].error)


class TestFaults:
    def test_a_page_that_is_gone_does_not_end_the_run(self, run, server):
        server.replace("/list2", status=404)
        found = list(run())
        assert texts(found) == [ALL[0], ALL[2]]
        (error,) = [each.error for each in found if each.error]
        assert isinstance(error, FetchError) and error.status == 404
        assert error.source == "sample" and error.url == f"{server.url}/list2"
        list(run())
        assert server.targets().count("/list2") == 2, (
            "a finished run asks again; an answer of 404 had finished it"
        )

    def test_an_unreadable_page_is_named_kept_and_passed_over(self, run, server, tmp_path):
        server.replace("/list2", "<html>sign in to go on</html>")
        found = list(run())
        (error,) = [each.error for each in found if each.error]
        assert isinstance(error, ParseError)
        assert (error.source, error.url) == ("sample", f"{server.url}/list2")
        name, _, offset = error.response_path.partition("#")
        assert b"sign in" in read_record(tmp_path / "raw" / name, int(offset)).payload
        assert texts(found) == [ALL[0], ALL[2]]

    def test_the_cursor_stays_before_a_page_that_could_not_be_read(self, run, server):
        cursors = []

        class Remembering(SampleSource):
            def requests(self, source, window, cursor):
                cursors.append(cursor)
                return super().requests(source, window, cursor)

        server.replace("/list", "<html>sign in</html>")
        list(run(Remembering))
        list(run(Remembering))
        assert cursors == [None, None]

    def test_a_parser_that_breaks_is_a_parse_error_and_keeps_what_it_gave(self, run):
        class Breaking(SampleSource):
            def reports(self, response):
                yield from super().reports(response)
                if response.url.endswith("/list"):
                    raise KeyError("body")

        found = list(run(Breaking))
        assert texts(found) == ALL
        assert isinstance(found[0].error, ParseError)
        assert "the parser of plugin 'sample' failed: KeyError: 'body'" in str(found[0].error)

    @pytest.mark.parametrize("duty", ["requests", "follow"])
    def test_a_plugin_that_breaks_is_named(self, run, duty):
        def broken(self, *rest):
            yield from ()
            raise ZeroDivisionError("oh")

        found = list(run(type("Broken", (SampleSource,), {duty: broken})))
        errors = [each.error for each in found if each.error]
        assert errors and all(isinstance(error, PluginError) and error.plugin == "sample" for error in errors)

    @pytest.mark.parametrize(
        "request_",
        [
            "https://sample.example.org/", None, Request(url="http://x/\ud800"), Request(url=None), Request(url=""),
            Request(url="http://127.0.0.1/\n\r"), Request(url="http://127.0.0.1:99999/"),
            Request(url="/list", headers=(("X-Name", "Бій"),)), Request(url="/list", headers=(("X", "a\r\nb: c"),)),
            Request(url="/list", headers=(("X", None),)), Request(url="/list", method="GE T"),
        ],
    )  # fmt: skip
    def test_a_request_that_cannot_be_made_is_named_and_ends_no_run(self, run, server, request_):
        class Odd(SampleSource):
            def requests(self, source, window, cursor):
                url = getattr(request_, "url", None)
                yield attrs.evolve(request_, url=self.base + url) if url == "/list" else request_

        found = list(run(Odd))
        assert [type(each.error) for each in found] in ([FetchError], [PluginError], [StillBusy])
        assert server.targets() == []

    def test_what_is_no_report_is_named(self, run):
        found = list(run(type("Odd", (SampleSource,), {"reports": lambda self, response: ["text"]})))
        assert all("a Report was expected, not 'text'" in str(each.error) for each in found)

    def test_one_bad_source_does_not_end_the_others(self, server, tmp_path):
        class Bad(SampleSource):
            def sources(self):
                return [attrs.evolve(each, id="bad") for each in super().sources()]

            def requests(self, source, window, cursor):
                raise RuntimeError("no")

        registry = registry_of(Bad(server.url), SampleSource(server.url))
        found = collect(["bad", "sample"], **WINDOW, directory=tmp_path, settings=QUICK, registry=registry)
        assert texts(found) == ALL


class TestGoingOn:
    def test_what_was_received_is_not_fetched_again(self, run, server):
        crawl = run()
        next(crawl)
        crawl.close()
        again = list(run())
        assert texts(again) == ALL
        assert [each.replayed for each in again] == [True, False, False]
        assert server.targets() == ["/list", "/list2", "/page"]

    def test_a_replayed_response_is_the_one_received(self, run):
        crawl = run()
        first = next(crawl)
        crawl.close()
        assert next(run()).response == first.response

    def test_a_server_that_was_busy_is_asked_for_the_rest(self, run, server):
        server.replace("/list2", status=503)
        found = list(run())
        assert isinstance(found[1].error, StillBusy)
        server.replace("/list2", "REPORTS\n/2|2025-04-07T06:00:00Z|Бій біля села.\n")
        asked = len(server.targets())
        assert texts(run()) == ALL
        assert server.targets()[asked:] == ["/list2"]

    def test_a_host_that_is_gone_for_good_does_not_keep_a_source_in_the_past(self, run, server):
        windows = []

        class Noting(SampleSource):
            def requests(self, source, window, cursor):
                windows.append((window.until.day, cursor))
                return super().requests(source, window, cursor)

        server.replace("/list2", status=503)
        for day in (9, 10, 11):
            list(run(Noting, window={"since": "2025-04-01", "until": f"2025-04-{day:02}"}))
        assert windows == [(9, None), (9, None), (9, None), (11, None)]

    def test_a_bound_on_requests_is_one_of_each_run(self, run, server):
        one_each = attrs.evolve(QUICK, max_requests=2)
        assert texts(run(settings=one_each)) == ALL[:2]
        assert texts(run(settings=one_each)) == ALL

    def test_a_later_end_is_collected_after_the_unfinished_window(self, run):
        windows = []

        class Noting(SampleSource):
            def requests(self, source, window, cursor):
                windows.append(window.until.day)
                return super().requests(source, window, cursor)

        crawl = run(Noting)
        next(crawl)
        crawl.close()
        list(run(Noting, window={"since": "2025-04-01", "until": "2025-04-11"}))
        assert windows == [9, 9, 11]

    def test_fresh_forgets_the_unfinished(self, run, server):
        crawl = run()
        next(crawl)
        crawl.close()
        assert not any(each.replayed for each in run(fresh=True))

    def test_an_answer_out_of_the_cache_is_an_answer(self, run, server):
        body = "REPORTS\n/1|2025-04-08T06:00:00Z|Drones struck a depot.\nmore:/list2\nsee:/page\n"
        server.replace("/list", body, headers={"Cache-Control": "max-age=600"})
        list(run())
        crawl = run()
        next(crawl)
        crawl.close()
        again = list(run())
        assert texts(again) == ALL and again[0].replayed
        assert server.targets().count("/list") == 1

    @pytest.mark.parametrize("headers", [{}, {"Cache-Control": "max-age=600"}, {"ETag": '"v1"'}])
    def test_what_was_moved_away_is_archived_again(self, run, server, tmp_path, headers):
        for target, text in (("/list", "REPORTS\nsee:/page\n"), ("/page", "REPORTS\n")):
            server.replace(target, text, headers=headers)
        list(run())
        for path in (tmp_path / "raw").glob("*.warc.gz"):
            path.unlink()
        again = list(run())
        assert [each.error for each in again] == [None, None]
        assert bodies(tmp_path) == ["list", "page"]
        name, _, offset = again[0].response.stored.partition("#")
        assert read_record(tmp_path / "raw" / name, int(offset)).payload == b"REPORTS\nsee:/page\n"

    def test_what_was_damaged_is_asked_for_again(self, run, server, tmp_path):
        crawl = run()
        first = next(crawl)
        crawl.close()
        (path,) = (tmp_path / "raw").glob("*.warc.gz")
        body = bytearray(path.read_bytes())
        body[int(first.response.stored.partition("#")[2]) + 40] ^= 0xFF
        path.write_bytes(body)
        assert texts(run()) == ALL
        assert server.targets().count("/list") == 2


class TestParsingAgain:
    def test_what_is_archived_is_parsed_without_a_network(self, run, server, tmp_path, monkeypatch):
        from conflictdata.testing.network import forbid_network

        before = [report for each in run() for report in each.reports]
        forbid_network(monkeypatch)
        again = parse(tmp_path / "raw", registry=registry_of(SampleSource(server.url)))
        assert [report for each in again for report in each.reports] == before

    def test_a_page_seen_twice_is_parsed_once(self, run, server, tmp_path):
        list(run())
        list(run())
        assert texts(parse(tmp_path / "raw", registry=registry_of(SampleSource(server.url)))) == ALL

    def test_a_better_parser_reads_what_an_earlier_one_could_not(self, run, server, tmp_path):
        server.replace("/list2", "NEW LAYOUT\n")
        list(run())

        class Better(SampleSource):
            def _lines(self, response):
                return [] if response.body.startswith(b"NEW LAYOUT") else super()._lines(response)

        found = list(parse(tmp_path / "raw", registry=registry_of(Better(server.url))))
        assert [each.error for each in found] == [None] * 3

    def test_a_parse_error_says_where_the_response_is(self, run, server, tmp_path):
        server.replace("/list2", "NEW LAYOUT\n")
        list(run())
        (error,) = [
            e.error
            for e in parse(tmp_path / "raw", registry=registry_of(SampleSource(server.url)))
            if e.error
        ]
        path, _, offset = error.response_path.partition("#")
        assert read_record(Path(path), int(offset)).payload == b"NEW LAYOUT\n"

    def test_a_source_without_its_plugin_is_named(self, run, tmp_path):
        list(run())
        found = list(parse(tmp_path / "raw", registry=PluginRegistry()))
        assert found and all("no installed plugin" in str(each.error) for each in found)

    def test_one_source_can_be_chosen(self, run, server, tmp_path):
        list(run())
        assert (
            list(parse(tmp_path / "raw", source="other", registry=registry_of(SampleSource(server.url))))
            == []
        )

    def test_an_archive_that_is_not_there_is_named(self, tmp_path):
        with pytest.raises(ConflictDataError, match="no such archive"):
            list(parse(tmp_path / "nothing"))


CHILD = """
import json, sys
from conflictdata.fetch import FetchSettings, collect
from conflictdata.testing import registry_of
from sample_source import SampleSource
base, directory = sys.argv[1:]
registry = registry_of(SampleSource(base))
settings = FetchSettings(contact=None, spacing=0, first_wait=0.01, local=("127.0.0.1",))
for each in collect("sample", since="2025-04-01", until="2025-04-09", directory=directory, settings=settings,
                    registry=registry):
    print(json.dumps([each.url, [r.id for r in each.reports], str(each.error or "")]), flush=True)
print("done", flush=True)
"""


def test_killed_at_any_point_nothing_received_is_lost_and_nothing_is_added_twice(tmp_path):
    pages = 25
    chance = random.Random(7)
    acknowledged, kills, done = set(), 0, False
    with PageServer() as server:
        for n in range(pages):
            more = f"more:/p{n + 1}\n" if n + 1 < pages else ""
            body = f"REPORTS\n/{n}|2025-04-08T06:00:00Z|Report number {n}. {'x' * 3000}\n{more}"
            server.add("/list" if n == 0 else f"/p{n}", body, delay=0.01)
        while not done:
            before = set(acknowledged)
            asked = len(server.targets())
            child = subprocess.Popen(
                [sys.executable, "-c", CHILD, server.url, str(tmp_path / "raw")],
                stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parent,
            )  # fmt: skip
            quota = chance.randint(1, 6) if kills < 8 else 10**6
            for line in child.stdout:
                if line.strip() == "done":
                    done = True
                    break
                url, _, error = json.loads(line)
                assert error == ""
                acknowledged.add(url)
                quota -= url not in before
                if quota <= 0:
                    time.sleep(chance.random() * 0.05)  # somewhere in the next request, write or commit
                    child.kill()
                    kills += 1
                    break
            child.stdout.close()
            child.wait(30)
            again = {server.url + target for target in server.targets()[asked:]} & before
            if len(before) < pages:  # else the run may have been over, and this one began anew
                assert not again, "what had been received was fetched again"
    assert kills >= 5
    every = [record for _, record in _archived_quietly(tmp_path / "raw") if record.source]
    stored = [record.url for record in every if record.kind == "response"]
    assert sorted(stored) == sorted(set(stored)), "a response is stored twice"
    assert len(stored) == pages
    assert acknowledged == set(stored)


DIES = {
    "before a record is written": "warc._write_whole = die_at(2)",
    "with half a record written": """
def half(stream, content, whole=warc._write_whole, count=iter(range(99))):
    if next(count) == 2:
        whole(stream, content[: len(content) // 2])
        os._exit(9)
    whole(stream, content)
warc._write_whole = half""",
    "before a record is indexed": "archive.RawArchive._note = die_at(2)",
    "before the run is marked as over": "archive.RawArchive.finish = die_at(0)",
}

DYING = """
import os
from conflictdata.fetch import _archive as archive, _warc as warc
def die_at(number):
    count = iter(range(99))
    def dying(*args):
        if next(count) >= number:
            os._exit(9)
        return original(*args)
    original = {"warc._write_whole": warc._write_whole, "archive.RawArchive._note": archive.RawArchive._note}.get(NAME)
    return dying
"""


@pytest.mark.parametrize("moment", DIES)
def test_dying_at_a_chosen_moment_loses_and_doubles_nothing(moment, server, run, tmp_path):
    name = DIES[moment].partition(" = ")[0]
    code = DYING.replace("NAME", repr(name)) + DIES[moment] + CHILD
    died = subprocess.run(
        [sys.executable, "-c", code, server.url, str(tmp_path / "raw")],
        capture_output=True, text=True, cwd=Path(__file__).parent, timeout=60, check=False,
    )  # fmt: skip
    assert died.returncode == 9, died.stderr
    acknowledged = {json.loads(line)[0] for line in died.stdout.splitlines()}
    on_disk = {record.url for _, record in _archived_quietly(tmp_path / "raw") if record.source}
    asked = len(server.targets())
    assert texts(run()) == ALL
    again = {server.url + target for target in server.targets()[asked:]}
    assert acknowledged <= on_disk
    assert not again & on_disk, "it was on disk, and was fetched again"
    every = [record for _, record in _archived_quietly(tmp_path / "raw") if record.source]
    assert sorted(r.url.rpartition("/")[2] for r in every if r.kind == "response") == [
        "list",
        "list2",
        "page",
    ]


def _archived_quietly(path):
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a record the kill cut in half is expected here
        return list(archived(path))


pytest_plugins = ["conflictdata.testing.plugin"]
