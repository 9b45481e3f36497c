"""Pages that follow from the code: the event kinds and codes, the options of the commands, the records' fields."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import click

from conflictdata import cli, model, schema, taxonomy


def write(folder: Path) -> None:
    """Write all generated parts as Markdown into a folder; files that would not change are left alone."""
    folder.mkdir(exist_ok=True)
    parts: dict[str, Callable[[], str]] = {
        "kinds.md": kinds, "codes.md": codes, "commands.md": commands, "records.md": records,
        "contents.md": lambda: contents(folder.parent),
    }  # fmt: skip
    for name, make in parts.items():
        path, text = folder / name, make() + "\n"
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")


# Diátaxis: learning, doing, looking up, understanding. A pattern takes what no line before it took.
_CONTENTS = {
    "Start here": ("getting-started", "responsible-use"),
    "How to": (
        "fetching",
        "archive",
        "formats",
        "page",
        "plugins/index",
        "plugins/tutorial",
        "plugins/*",
        "sources/index",
        "sources/*",
    ),
    "Reference": ("cli", "record-format", "taxonomy", "api", "performance", "glossary"),
    "How it works": ("concepts", "text", "places", "time", "linking", "assessment", "*"),
}


def contents(folder: Path) -> str:
    """The tables of contents: every page of the folder once."""
    pages = sorted(path.relative_to(folder).with_suffix("").as_posix() for path in folder.rglob("*.md"))
    left = [page for page in pages if page != "index" and not page.startswith("_")]
    parts = []
    for caption, patterns in _CONTENTS.items():
        taken = [page for pattern in patterns for page in left if fnmatchcase(page, pattern)]
        taken = list(dict.fromkeys(taken))
        left = [page for page in left if page not in taken]
        listed = "\n".join(taken)
        if taken:
            parts.append(f"```{{toctree}}\n:caption: {caption}\n:maxdepth: 1\n\n{listed}\n```")
    return "\n\n".join(parts)


def _table(head: Iterable[str], rows: Iterable[Iterable[Any]]) -> str:
    head = list(head)
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines)


def _cell(value: Any) -> str:
    return "" if value is None else str(value).replace("|", "\\|").replace("\n", " ")


def kinds() -> str:
    """The core's event kinds with their codes."""
    return _table(
        ("kind", "what belongs here", "ACLED event: sub-event", "UCDP", "CAMEO", "PLOVER"),
        (
            (
                f"`{k.id}`",
                k.description,
                f"{k.acled_event}: {k.acled_sub_event}",
                k.ucdp_type,
                k.cameo_root,
                k.plover,
            )
            for k in taxonomy.CORE_KINDS
        ),
    )


_CODES: tuple[tuple[str, type[taxonomy.Code]], ...] = (
    ("UCDP `where_prec`", model.UcdpWherePrecision),
    ("UCDP `date_prec`", model.UcdpDatePrecision),
    ("ACLED `geo_precision`", model.AcledGeoPrecision),
    ("ACLED `time_precision`", model.AcledTimePrecision),
    ("Admiralty reliability of a source", model.Reliability),
    ("Admiralty credibility of information", model.Credibility),
)


def codes() -> str:
    """The scales of precision, reliability and credibility in words."""
    return "\n\n".join(
        f"**{title}** ({{py:class}}`~conflictdata.model.{enum.__name__}`)\n\n"
        + _table(("code", "means"), ((code.value, taxonomy.meaning(code)) for code in enum))
        for title, enum in _CODES
    )


def commands() -> str:
    """Usage and options of each command, as ``--help`` prints them."""
    context = click.Context(cli.cli, info_name="conflictdata", terminal_width=90, max_content_width=90)
    parts = []
    for name in cli.COMMANDS:
        command = cli.cli.get_command(context, name)
        if command is not None:
            inner = click.Context(command, info_name=name, parent=context, terminal_width=90)
            parts.append(f"## {name}\n\n```text\n{command.get_help(inner)}\n```")
    return "\n\n".join(parts)


def records() -> str:
    """The fields of each record, from the schema."""
    parts = []
    for name in ("report", "claim", "event"):
        found = schema.json_schema(name)
        parts.append(f"## {found['title']}\n\n{found['description']}\n\n{_fields(found)}")
    shared = schema.json_schema("event")["$defs"] | schema.json_schema("claim")["$defs"]
    for title in sorted(shared.keys() - {"Claim"}):
        parts.append(f"### {title}\n\n{shared[title]['description']}\n\n{_fields(shared[title])}")
    return "\n\n".join(parts)


def _fields(found: dict[str, Any]) -> str:
    rows = (
        (
            f"`{field}`" + ("*" if field in found["required"] else ""),
            " or ".join(_type(rule)),
            rule.get("description"),
        )
        for field, rule in found["properties"].items()
    )
    return _table(("field", "type", ""), rows)


def _type(rule: dict[str, Any]) -> Iterator[str]:
    if "$ref" in rule:
        yield rule["$ref"].rsplit("/", 1)[-1]
    elif "anyOf" in rule:
        for each in rule["anyOf"]:
            yield from _type(each)
    elif "enum" in rule:
        yield ", ".join(f"`{value.value if isinstance(value, Enum) else value}`" for value in rule["enum"])
    elif rule.get("type") == "array" and isinstance(rule.get("items"), dict):
        yield f"list of {' or '.join(_type(rule['items']))}"
    elif "format" in rule:
        yield "time"
    elif isinstance(rule["type"], list):
        yield " or ".join(rule["type"])
    else:
        yield rule["type"]
