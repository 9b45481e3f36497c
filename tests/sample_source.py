"""A small source plugin as an author would write it, for the tests of the author kit and of fetching.

Its pages are plain text: a line ``REPORTS``, then a line a report (``/path|time|text``), ``more:/path`` for
the next page of the listing, ``see:/path`` for a page to fetch.
"""

from __future__ import annotations

from conflictdata.errors import ParseError
from conflictdata.model import Report, Source, Terms
from conflictdata.plugins import Request, SourcePlugin, hookimpl

HEAD = "REPORTS"


class SampleSource(SourcePlugin):
    name = "sample"

    def __init__(self, base="https://sample.example.org"):
        self.base = base

    def sources(self):
        yield Source(
            id="sample", name="Sample", url=self.base, lang="en", terms=Terms(url=f"{self.base}/terms")
        )

    def requests(self, source, window, cursor):
        yield Request(url=f"{self.base}/list", cursor=window.until.isoformat())

    def follow(self, response, window):
        for line in self._lines(response):
            if line.startswith(("more:", "see:")):
                yield Request(url=self.base + line.partition(":")[2])

    def reports(self, response):
        for line in self._lines(response):
            if line.startswith("/"):
                path, time, text = line.split("|", 2)
                yield Report(
                    source=response.source, url=self.base + path, published=time, text=text,
                    retrieved=response.retrieved,
                )  # fmt: skip

    def _lines(self, response):
        text = response.body.decode("utf-8", errors="replace")
        if not text.startswith(HEAD):
            self._refuse(response, "no list of reports found; the layout may have changed")
        lines = text.splitlines()[1:]
        for line in lines:
            if not line.startswith(("/", "more:", "see:")) or (line[0] == "/" and line.count("|") < 2):
                self._refuse(response, f"not a line of a list: {line[:20]!r}")
        return lines

    def _refuse(self, response, why):
        raise ParseError(response.source, why, url=response.url, response_path=response.stored)


@hookimpl
def conflictdata_sources(register):
    register(SampleSource())
