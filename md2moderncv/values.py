"""Pandoc's metadata values as lists, rich text and plain text."""

from __future__ import annotations

import re
from typing import Any

from md2moderncv import model
from md2moderncv.richtext import Report, line


def values(value: Any) -> list[Any]:
    """Give a metadata value as a list: nothing, one value, or the values of a list."""
    if value is None:
        return []
    return list(value["c"]) if value["t"] == "MetaList" else [value]


def rich(value: Any, report: Report) -> model.Text:
    """Give a metadata value as one line of rich text."""
    if value is None:
        return ()
    match value["t"]:
        case "MetaInlines":
            return line([{"t": "Plain", "c": value["c"]}], report)
        case "MetaBlocks":
            return line(value["c"], report)
        case "MetaList":
            parts = [rich(item, report) for item in value["c"]]
            return tuple(piece for part in parts for piece in (", ", *part))[1:]
        case "MetaMap":
            parts = [(f"{key}: ", *rich(item, report)) for key, item in value["c"].items()]
            return tuple(piece for part in parts for piece in (", ", *part))[1:]
    return (str(value["c"]),)


def string(value: Any) -> str:
    """Give a metadata value as plain text."""
    return re.sub(r"\s+", " ", model.plain(rich(value, lambda _: None))).strip()


def target(value: Any) -> str:
    """Give where a value links to, or the value itself where it is no link."""
    if value["t"] == "MetaInlines":
        links = [inline for inline in value["c"] if inline["t"] == "Link"]
        if links:
            return str(links[0]["c"][2][0])
    return string(value)
