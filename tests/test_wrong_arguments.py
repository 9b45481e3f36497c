"""What a new user gets who gives a public function the wrong kind of thing: an error that says what was expected."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import conflictdata as cd
from conflictdata.errors import ModelError, StoreError
from conflictdata.linking import Linker
from conflictdata.places import find_places
from conflictdata.text.draft import LanguageWarning
from conflictdata.time import find_times

REPORT = cd.Report(source="cnn", text="Russian forces seized Malynivka.", published="2025-04-08")
CLAIM = cd.Claim(report="r", span=(0, 1), text="x", claimant="cnn", kind="other")

anything: st.SearchStrategy[Any] = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.binary(),
    st.just(REPORT), st.just(CLAIM), st.just({"id": "a"}), st.just(object()),
)  # fmt: skip


def _claim(**fields: Any) -> cd.Claim:
    return cd.Claim(
        **{"report": "r", "span": (0, 1), "text": "x", "claimant": "cnn", "kind": "other", **fields}
    )


TAKES: dict[str, tuple[type, Callable[[Any], Any]]] = {
    "link": (cd.Claim, cd.link),
    "extract_reports": (cd.Report, lambda given: list(cd.extract_reports(given))),
    "Linker": (cd.Claim, Linker),
    "Linker.add": (cd.Claim, lambda given: Linker().add(given)),
}


@pytest.mark.parametrize("name", TAKES)
@given(value=anything)
def test_a_function_of_many_names_what_it_takes(name: str, value: Any) -> None:
    kind, function = TAKES[name]
    with pytest.raises(ModelError, match=kind.__name__):
        function(value)
    if not isinstance(value, kind):
        with pytest.raises(ModelError, match=kind.__name__):
            function([value])


def test_what_is_no_iterable_is_refused_before_the_first_report_is_asked_for() -> None:
    with pytest.raises(ModelError, match="extract_reports: takes Report"):
        cd.extract_reports(REPORT)  # type: ignore[arg-type]


def test_a_record_is_refused_with_the_way_to_read_it() -> None:
    with pytest.raises(ModelError, match="records.from_record"):
        cd.link([{"id": "clm-1"}])  # type: ignore[list-item]


@given(anything.filter(lambda value: not isinstance(value, str)))
def test_a_text_that_is_none_is_refused(value: Any) -> None:
    with pytest.raises(ModelError, match="must be a string"):
        cd.extract(value, source="cnn", published="2025-04-08")
    with pytest.raises(ModelError, match="must be a string"):
        find_times(value, "en", published=REPORT.published)
    with pytest.raises(ModelError, match="takes a text"):
        find_places(value, "en")  # type: ignore[arg-type]


def test_an_error_does_not_print_a_whole_document() -> None:
    with pytest.raises(ModelError) as error:
        cd.extract(b"x" * 100_000, source="cnn", published="2025-04-08")  # type: ignore[arg-type]
    assert len(str(error.value)) < 300


@given(st.one_of(st.text().filter(lambda text: text not in ("en", "uk", "ru")), st.integers(), st.binary()))
def test_a_language_that_is_not_read_is_refused_with_those_that_are(lang: Any) -> None:
    with pytest.raises(ModelError, match="en, uk, ru"):
        cd.extract("text", source="cnn", published="2025-04-08", lang=lang)


def test_a_report_that_gives_another_language_is_read_as_its_letters_show() -> None:
    text = "Російські війська захопили Малинівку, повідомив Генштаб."
    fields: dict[str, Any] = {"source": "unian", "text": text, "published": "2025-04-08"}
    with pytest.warns(LanguageWarning, match="'fr'.*en, uk, ru.*read as uk"):
        found = list(cd.extract_reports([cd.Report(**fields, lang="fr")]))
    assert found == list(cd.extract_reports([cd.Report(**fields, lang="uk")])) != []


@pytest.mark.parametrize("reports", ["x", [REPORT], 1])
def test_reports_of_link_are_a_mapping(reports: Any) -> None:
    with pytest.raises(ModelError, match="mapping of report id"):
        cd.link([CLAIM], reports=reports)


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (lambda: _claim(locations=["Kyiv"]), "Location"),
        (lambda: _claim(locations=1), "sequence"),
        (lambda: _claim(when="2025-04-08"), "When"),
        (lambda: _claim(quantities=[3]), "Quantity"),
        (lambda: _claim(evidence=["https://example.org"]), "Evidence"),
        (lambda: _claim(agent=1), "Claim.agent: must be a string"),
        (lambda: _claim(span=1), "sequence"),
        (lambda: cd.Location(place="Kyiv"), "Place"),  # type: ignore[arg-type]
        (lambda: cd.Location(point=(1, 2)), "Point"),  # type: ignore[arg-type]
        (lambda: cd.Place(id="x", name="x", point=(1, 2)), "Point"),  # type: ignore[arg-type]
        (lambda: cd.Point("north", 1), "number"),  # type: ignore[arg-type]
        (lambda: cd.Point(None, 1), "number"),  # type: ignore[arg-type]
        (lambda: cd.Quantity(value="many", unit="drone"), "number"),  # type: ignore[arg-type]
        (lambda: cd.Event(kind="capture", claims=["clm-1"]), "Claim"),  # type: ignore[list-item]
        (lambda: cd.Report(source="cnn", text="x", published="2025-04-08", lang=1), "Report.lang"),  # type: ignore[arg-type]
        (lambda: find_times("today", "en", published=date(2025, 4, 8)), "datetime"),  # type: ignore[arg-type]
    ],
)  # fmt: skip
def test_a_model_object_says_what_a_field_takes(make: Callable[[], Any], expected: str) -> None:
    with pytest.raises(ModelError, match=expected):
        make()


@pytest.mark.parametrize("value", [None, "x", 1, REPORT, {"id": "a"}, [None], ["x"], [{"id": "a"}]])
def test_an_archive_says_what_it_stores(tmp_path: Path, value: Any) -> None:
    with cd.open(tmp_path / "a.duckdb") as archive:
        with pytest.raises(ModelError, match=r"Archive\.add_claims: takes Claim"):
            archive.add_claims(value)
        with pytest.raises(ModelError, match=r"Archive\.add_all: takes Report"):
            archive.add_all(value)
        if value is not REPORT:
            with pytest.raises(ModelError, match=r"Archive\.add: takes Report"):
                archive.add(value)
        assert archive.status().reports == 0


@pytest.mark.parametrize("read_only", [False, True])
def test_a_folder_is_no_archive(tmp_path: Path, read_only: bool) -> None:
    with pytest.raises(StoreError, match="is a folder"):
        cd.open(tmp_path, read_only=read_only)
