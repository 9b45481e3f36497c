"""What the public strategies draw is valid, complete and of use."""

from __future__ import annotations

import inspect

import attrs
import pytest
from hypothesis import find, given, settings
from hypothesis import strategies as st

from conflictdata import model, records
from conflictdata.model import Actor, Claim, Event, Location, Place, Report, Source, When
from conflictdata.testing import strategies as cd

RECORDS = {
    Source: cd.sources, Report: cd.reports, Actor: cd.actors, Place: cd.places,
    Location: cd.locations, When: cd.whens, Claim: cd.claims, Event: cd.events,
}  # fmt: skip


@pytest.mark.parametrize("cls", RECORDS, ids=lambda cls: cls.__name__)
def test_every_class_with_a_record_comes_back_equal(cls):
    @settings(max_examples=40)
    @given(RECORDS[cls]())
    def check(drawn):
        assert records.from_record(cls, records.to_record(drawn)) == drawn
        assert hash(drawn) == hash(drawn)

    check()


@settings(max_examples=40)
@given(st.data())
def test_a_claim_of_a_report_points_into_it(data):
    report = data.draw(cd.reports())
    claim = data.draw(cd.claims(report))
    assert claim.report == report.id
    assert report.text[claim.span[0] : claim.span[1]] == claim.text


@settings(max_examples=1)
@given(st.data())
def test_every_class_of_the_model_can_be_drawn(data):
    classes = {cls for _, cls in inspect.getmembers(model, inspect.isclass) if attrs.has(cls)}
    assert classes <= {type(data.draw(strategy())) for strategy in _public_strategies()}


def test_the_plainest_claim_is_plain():
    few = settings(max_examples=100, database=None)
    plainest = find(cd.claims(), lambda claim: bool(claim.locations), settings=few)
    assert plainest.via == () and plainest.quantities == () and plainest.evidence == ()
    assert len(plainest.locations) == 1 and plainest.locations[0].place is None
    assert plainest.when is None


def _public_strategies():
    for name, function in inspect.getmembers(cd, callable):
        if getattr(function, "__module__", "") == cd.__name__ and not name.startswith("_"):
            yield function
