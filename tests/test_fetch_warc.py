"""The archive of raw responses: whole records come back, half ones harm nothing, the index can be lost."""

from __future__ import annotations

import gzip
import io
from datetime import UTC, datetime

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflictdata.errors import ConflictDataError
from conflictdata.fetch import RawArchive
from conflictdata.fetch._archive import archived
from conflictdata.fetch._warc import Damage, WarcFile, WarcRecord, digest_of, read_record, read_records
from conflictdata.testing import strategies as cd

TOKENS = st.text("abcdefghijklmnopqrstuvwxyz-", min_size=1, max_size=12).map(lambda name: f"x{name}")
VALUES = st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E), min_size=1, max_size=20)


@st.composite
def warc_records(draw):
    payload = draw(st.binary(max_size=300))
    return WarcRecord(
        id=f"urn:uuid:{draw(st.uuids())}", kind="response", url=draw(cd.urls()), date=draw(cd.times()),
        status=draw(st.sampled_from((200, 301, 404, 503))), payload=payload, digest=digest_of(payload),
        headers=tuple(draw(st.lists(st.tuples(TOKENS, VALUES), max_size=4))),
        source=draw(cd.slugs()), request=draw(cd.slugs()), job=draw(cd.slugs()),
    )  # fmt: skip


def written(folder, records):
    with WarcFile(folder) as file:
        return [file.add(record, asked=(("User-Agent", "x"),)) for record in records]


@given(records=st.lists(warc_records(), min_size=1, max_size=4))
def test_records_come_back_as_they_were(tmp_path_factory, records):
    folder = tmp_path_factory.mktemp("warc")
    kept = written(folder, records)
    (path,) = folder.iterdir()
    assert list(read_records(path)) == kept
    assert [attrs.evolve(each, path="", offset=0) for each in kept] == records
    assert [read_record(path, each.offset) for each in kept] == kept


@given(records=st.lists(warc_records(), min_size=2, max_size=3), share=st.floats(0, 1, exclude_max=True))
def test_a_file_cut_anywhere_gives_its_whole_records(tmp_path_factory, records, share):
    folder = tmp_path_factory.mktemp("warc")
    kept = written(folder, records)
    (path,) = folder.iterdir()
    cut = int(
        path.stat().st_size * share
    )  # ids and dates of records differ from run to run, and so does the size
    path.write_bytes(path.read_bytes()[:cut])
    damage = Damage()
    found = list(read_records(path, 0, damage))
    assert found == kept[: len(found)]
    ends = [*(each.offset for each in kept[1:]), None]  # a record is whole before the next one begins
    assert len(found) >= sum(end is not None and end <= cut for end in ends)
    assert damage.read_to <= cut


def test_a_damaged_record_in_the_middle_costs_itself(tmp_path):
    records = [_record(n, bytes([n]) * 500) for n in range(3)]
    kept = written(tmp_path, records)
    (path,) = tmp_path.iterdir()
    body = bytearray(path.read_bytes())
    body[kept[1].offset + 40] ^= 0xFF
    path.write_bytes(body)
    with pytest.warns(UserWarning, match=f"unfinished record at byte {kept[1].offset}"):
        found = [record for _, record in archived(tmp_path)]
    assert [each.url for each in found] == [records[0].url, records[2].url]


def test_other_programs_can_read_it(tmp_path):
    from warcio.archiveiterator import ArchiveIterator

    written(tmp_path, [_record(1, "Бій".encode())])
    (path,) = tmp_path.iterdir()
    with path.open("rb") as stream:
        found = [
            (each.rec_type, each.rec_headers.get_header("WARC-Target-URI"), each.content_stream().read())
            for each in ArchiveIterator(stream)
        ]
    assert [kind for kind, _, _ in found] == ["warcinfo", "response", "request"]
    assert found[1][1:] == ("https://example.org/1", "Бій".encode())


@pytest.mark.parametrize("packed", [True, False])
def test_the_archive_of_another_program_is_read(tmp_path, packed):
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    for number in range(2):
        http = StatusAndHeaders("200 OK", [("Content-Type", "text/plain")], protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(
                f"https://example.org/{number}", "response", payload=io.BytesIO(b"x"), http_headers=http
            )
        )
    (tmp_path / ("a.warc.gz" if packed else "a.warc")).write_bytes(out.getvalue())
    found = [record for _, record in archived(tmp_path)]
    assert [(each.url, each.payload, each.source) for each in found] == [
        ("https://example.org/0", b"x", ""),
        ("https://example.org/1", b"x", ""),
    ]


def test_nothing_that_could_be_a_credential_is_written(tmp_path):
    with WarcFile(tmp_path) as file:
        file.add(_record(1, b""), asked=(("Authorization", "hush"), ("X-Api-Key", "hush"), ("Accept", "*/*")))
    (path,) = tmp_path.iterdir()
    text = gzip.decompress(path.read_bytes())
    assert b"hush" not in text and b"Accept: */*" in text


def test_a_header_stays_on_its_line(tmp_path):
    (kept,) = written(tmp_path, [attrs.evolve(_record(1, b""), source="a\r\nWARC-Type: metadata")])
    (path,) = tmp_path.iterdir()
    assert read_record(path, kept.offset).kind == "response"


def test_a_lost_index_is_made_again(tmp_path):
    with RawArchive(tmp_path) as archive:
        kept = archive.add(url="https://example.org/1", status=200, headers=(), payload=b"x")
    for path in tmp_path.glob("index.sqlite*"):
        path.unlink()
    with RawArchive(tmp_path) as archive:
        assert archive.load(archive.latest("https://example.org/1")).payload == b"x"
        assert archive.latest("https://example.org/1").stored == kept.stored


def test_a_damaged_index_is_named_and_what_to_do(tmp_path):
    (tmp_path / "index.sqlite").write_bytes(b"this is no database, " * 200)
    with pytest.raises(ConflictDataError, match=r"index\.sqlite: damaged .*move it away"):
        RawArchive(tmp_path)


def test_one_writer_at_a_time(tmp_path):
    with RawArchive(tmp_path), pytest.raises(ConflictDataError, match="another process is collecting"):
        RawArchive(tmp_path)
    RawArchive(tmp_path).close()


def test_a_directory_that_cannot_be_is_named(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(ConflictDataError, match="file"):
        RawArchive(tmp_path / "file")


def test_a_place_without_a_record_is_named(tmp_path):
    (kept,) = written(tmp_path, [_record(1, b"x")])
    (path,) = tmp_path.iterdir()
    with pytest.raises(ConflictDataError, match="no whole response at byte"):
        read_record(path, kept.offset + 1)


def test_an_empty_directory_is_no_archive(tmp_path):
    with pytest.raises(ConflictDataError, match="no WARC file"):
        list(archived(tmp_path))


def _record(number, payload):
    return WarcRecord(
        id=f"urn:uuid:00000000-0000-0000-0000-{number:012}", kind="response", status=200, payload=payload,
        url=f"https://example.org/{number}", date=datetime(2025, 4, 8, tzinfo=UTC), digest=digest_of(payload),
    )  # fmt: skip
