"""The sections in the order, and under the titles, that the front matter asks for: `sections:`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from md2moderncv import model
from md2moderncv.messages import unknown_section
from md2moderncv.richtext import Report, at
from md2moderncv.values import rich, string, values

HIDDEN = ("false", "no", "off", "hide", "hidden")
Wish = tuple[str, Any, Any]
"""A section's title, the metadata value that renames or hides it (or `None`), and the one it was named with."""


def wishes(value: Any) -> Iterator[Wish]:
    """Give what `sections:` says, in order: titles, `title: new title`, `title: false`."""
    for item in values(value):
        if item["t"] == "MetaMap":
            for title, wish in item["c"].items():
                yield title, wish, wish
        else:
            yield string(item), None, item


def arranged(sections: tuple[model.Section, ...], value: Any, report: Report) -> tuple[model.Section, ...]:
    """Give the sections that are named first, in that order, renamed or left out as asked; then the others."""
    left = list(sections)
    first: list[model.Section] = []
    for title, wish, said in wishes(value):
        found = next((section for section in left if folded(section.title) == folded((title,))), None)
        if found is None:
            report(unknown_section(title, [model.plain(section.title) for section in left], at(said)))
            continue
        left.remove(found)
        if wish is None:
            first.append(found)
        elif string(wish).casefold() not in HIDDEN:
            first.append(replace(found, title=rich(wish, report)))
    return (*first, *left)


def folded(title: model.Text) -> str:
    """Give a title as it is compared: without case, markup, emoji and punctuation."""
    return " ".join(re.findall(r"\w+", model.plain(title).casefold()))
