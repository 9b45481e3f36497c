"""One self-contained HTML page of events: map, timeline, filters and a dossier of every event; opens offline.

>>> from conflictdata import page
>>> page.write("belgorod.html", events, title="Belgorod, April 2025")
"""

from conflictdata.page._assemble import render, write
from conflictdata.wording._words import languages

__all__ = ["languages", "render", "write"]
