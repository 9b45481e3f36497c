"""The source plugin: data sets of events, whose rows are their claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from conflictdata.errors import ConflictDataError
from conflictdata.model import Claim, Report, Source
from conflictdata.plugins import Request, Response, SourcePlugin, Toolkit, Window
from conflictdata_datasets import _gdelt as gdelt
from conflictdata_datasets import _record as record
from conflictdata_datasets._acled import Acled
from conflictdata_datasets._dataset import Dataset
from conflictdata_datasets._ucdp import Ucdp
from conflictdata_datasets._verified import Bellingcat, GeoConfirmed
from conflictdata_datasets._viina import Viina


class DatasetsPlugin(SourcePlugin):
    """ACLED, UCDP GED and Candidate, GDELT 2, VIINA, GeoConfirmed and Bellingcat's Ukraine data.

    Args:
        datasets: others in their place, or the same with other addresses or versions.
    """

    name = "datasets"

    def __init__(self, *, datasets: Iterable[Dataset] | None = None) -> None:
        given = datasets or (
            Acled(), Ucdp(), Ucdp("ucdp-candidate", "26.0.7"), gdelt.Gdelt(), Viina(), GeoConfirmed(), Bellingcat(),
        )  # fmt: skip
        self.datasets = {each.id: each for each in given}

    def sources(self) -> Iterable[Source]:
        """One source a data set, with the terms its publisher states."""
        return tuple(each.source() for each in self.datasets.values())

    def requests(self, source: Source, window: Window, cursor: str | None) -> Iterator[Request]:
        """The data set's first requests; none where its API wants a login that the environment does not give."""
        return self._of(source.id).requests(window, cursor)

    def follow(self, response: Response, window: Window) -> Iterator[Request]:
        """Further pages of the data set."""
        return self._of(response.source).follow(response, window)

    def reports(self, response: Response) -> Iterator[Report]:
        """A report for each row.

        Raises:
            ParseError: an error answer, another file, columns that have changed, a file that breaks off.
        """
        dataset = self._of(response.source)
        if dataset.id == "gdelt" and gdelt.is_mentions(response):
            yield from gdelt.mention_reports(response)
            return
        yield from (record.report(response, each, dataset.lang) for each in dataset.records(response))

    def claims(self, report: Report, toolkit: Toolkit) -> Iterable[Claim]:
        """The claims of a row: the data set's own, about the whole note; the note's text is not read again."""
        return list(record.claims(report, report.source))

    def _of(self, id: str) -> Dataset:
        try:
            return self.datasets[id]
        except KeyError:
            raise ConflictDataError(
                f"datasets: no data set {id!r}; there are {', '.join(self.datasets)}"
            ) from None
