"""From a report's text to its claims: sentences, attribution, stance, event frames.

What is language stands in ``lexicons/*.toml``, what is mechanism in the modules here.
"""

from __future__ import annotations

import warnings
from typing import Any

from conflictdata.model import Claim, Report

__all__ = ["claims_of", "default_toolkit"]


class _Toolkit:
    """The shared language tools, as ``conflictdata.plugins.Toolkit`` describes them."""

    def extract(self, report: Report) -> list[Claim]:
        from conflictdata.text.engine import claims_of_text

        return claims_of_text(report)

    def places(self, text: str, lang: str) -> list[Any]:
        from conflictdata.places import find_places

        return list(find_places(text, lang))

    def times(self, text: str, report: Report) -> list[Any]:
        from conflictdata import sources
        from conflictdata.text.language import detect
        from conflictdata.text.lexicon import LANGUAGES, lexicon
        from conflictdata.time import find_times

        source = sources.get(report.source)
        lang = report.lang or detect(text, source.lang)
        return list(
            find_times(
                text,
                lang,
                published=report.published,
                timezone=lexicon(lang if lang in LANGUAGES else "en").timezone_of(source),
                day_starts=source.day_starts,
            )
        )


def default_toolkit() -> _Toolkit:
    """The toolkit that source plugins are given."""
    return _Toolkit()


def claims_of(report: Report) -> list[Claim]:
    """Claims of one report in the order of its text.

    A report of a source that a plugin adapts is read by that plugin. A plugin that raises is named in a
    warning, and the general extractor reads the report instead.
    """
    from conflictdata import plugins, sources

    toolkit = default_toolkit()
    registry = plugins.default()
    plugin = registry.source_plugins().get(report.source)
    if plugin is None and ":" in report.source:  # "telegram:<channel>": a source no plugin lists
        found = registry.source_plugin(report.source)
        if found is not None:
            plugin, source = found
            sources.register(source)
    if plugin is not None:
        try:
            return list(plugin.claims(report, toolkit))
        except Exception as error:  # noqa: BLE001 - a plugin can raise anything; the run goes on without it
            warnings.warn(
                f"plugin {plugin.name or type(plugin).__name__!r} failed on report {report.id}: "
                f"{type(error).__name__}: {error}; read by the general extractor",
                plugins.PluginWarning,
                stacklevel=2,
            )
    return toolkit.extract(report)
