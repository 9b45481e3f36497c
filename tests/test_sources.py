"""Publishers known by id, by alias, and those nobody registered."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflictdata import sources
from conflictdata.errors import ModelError
from conflictdata.model import Source

CORE = list(sources._core()[0].values())  # not those that plugins have registered by now


@pytest.mark.parametrize("source", CORE, ids=lambda source: source.id)
def test_a_core_source_is_complete(source: Source) -> None:
    assert source.name
    assert source.lang in ("en", "uk", "ru")
    assert source.side in (None, "ua", "ru")
    foreign = source.id in ("mod-uk",)  # a body of a state that is no side
    assert ":" not in source.actor or foreign or source.actor.startswith(f"{source.side}:")
    # who speaks for a side has its actor there; the scorer and other programs know publishers by bare ids
    publishes = source.kind.value == "media" or source.id == "deepstate"
    assert (":" in source.actor) == (foreign or (source.side is not None and not publishes))


@pytest.mark.parametrize(
    ("id", "actor"),
    [
        ("isw", "isw"), ("ISW", "isw"), ("mod-russia", "ru:mod"), ("mod_russia", "ru:mod"),
        ("general-staff-ua", "ua:general-staff"), ("GeneralStaffZSU", "ua:general-staff"),
        ("president-ua", "ua:president"), ("rybar", "ru:rybar"), ("Kyiv Independent", "kyiv-independent"),
        ("voenkor", "ru:milbloggers"), ("rbk", "rbc"), ("khortytsia-ua", "ua:khortytsia"), ("rybar-ua", "rybar-ua"),
        ("navy-ua", "ua:navy"), ("operational-command-south-ua", "ua:operational-command-south"), ("dsns-ua", "ua:emergency-service"),
        ("kharkiv-mayor-ua", "ua:kharkiv-mayor"), ("radio-svoboda", "radio-svoboda"), ("bbc-ua", "bbc-ua"), ("zn-ua", "zn-ua"),
    ],
)  # fmt: skip
def test_a_source_is_found_by_id_or_alias(id: str, actor: str) -> None:
    assert sources.get(id).actor == actor


def test_a_staff_reckons_its_days_from_eight_in_kyiv() -> None:
    staff = sources.get("general-staff-ua")
    assert (staff.timezone, staff.day_starts) == ("Europe/Kyiv", 8)


@given(st.text(min_size=1).filter(str.strip))
def test_any_id_gives_a_source(id: str) -> None:
    found = sources.get(id)
    known = {source.id for source in CORE}
    assert found.id == id or found.id in known


def test_a_source_nobody_knows_takes_no_side_and_allows_what_quotation_allows() -> None:
    unknown = sources.get("somewhere-daily")
    assert (unknown.side, unknown.timezone, unknown.actor) == (None, "UTC", "somewhere-daily")
    assert unknown.reliability.value == "F"
    assert not unknown.terms.redistribute


def test_an_empty_id_is_refused() -> None:
    with pytest.raises(ModelError, match=r"Source\.id"):
        sources.get("  ")


@pytest.mark.usefixtures("own_tables")
def test_a_registered_source_takes_the_place_of_the_cores() -> None:
    sources.register(Source(id="isw", name="Another", timezone="Europe/Kyiv"))
    sources.register(Source(id="gazette"))
    assert sources.get("isw").timezone == "Europe/Kyiv"
    ids = [source.id for source in sources.known()]
    assert ids == sorted(ids)
    assert ids.count("isw") == 1
    assert "gazette" in ids


@pytest.mark.parametrize(
    ("id", "actor"),
    [
        ("tg:governor-oryol", "ru:oryol-oblast-governor"), ("governor-krasnodar", "ru:krasnodar-krai-governor"),
        ("tula-governor", "ru:tula-oblast-governor"), ("poltava-oblast-governor-ua", "ua:poltava-oblast-governor"),
        ("ova-kherson", "ua:kherson-oblast-governor"), ("tg:governor-crimea", "ru:crimea-administration"),
        ("governor-saint-petersburg", "ru:saint-petersburg-governor"), ("tg:some-town", "tg:some-town"),
        ("5-assault-brigade-ua", "ua:5-assault-brigade"),
    ],
)  # fmt: skip
def test_an_id_of_a_publisher_nobody_registered_says_who_speaks(id: str, actor: str) -> None:
    assert sources.get(id).actor == actor
