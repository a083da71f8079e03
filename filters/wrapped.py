#!/usr/bin/env python3
"""Join the lines that the author's editor has broken: their end says nothing.

    - **Loading 40 MB of JSON** — Acme frontend     →   the same item on one line
      meetup, 2022

A document is such where most of its soft line breaks stand where the next word had no room; these breaks become
spaces. A line that has room for it, or ends in dates, was ended by its author.
"""

import re
from dataclasses import dataclass
from typing import Any

from md2moderncv.canonical import Doc, run
from md2moderncv.dates import find
from md2moderncv.inlines import plain, span
from md2moderncv.words import words

MOST_LINES = 6
"""Lines of a paragraph that may be a head."""
FEWEST = 4
"""Breaks of a document from which its width is told."""
NARROWEST, WIDEST = 55, 125
"""Columns of a line that an editor breaks."""


@dataclass
class Break:
    """A soft line break: where it stands, where its line ends, and how long the next word is."""

    inlines: list[Any]
    start: int
    """Where its line starts among the inlines."""
    index: int
    column: int
    word: int
    in_head: bool
    """Its paragraph is short and has dates, and nothing of a person's contact data."""


def breaks(tree):
    """Give every soft line break in a tree of blocks whose place in the source is known."""
    if isinstance(tree, dict):
        found = in_paragraph(tree["c"]) if tree.get("t") in ("Para", "Plain") else []
        return found or [one for value in tree.values() for one in breaks(value)]
    if isinstance(tree, list):
        return [one for value in tree if isinstance(value, (dict, list)) for one in breaks(value)]
    return []


def in_paragraph(inlines):
    """Give the soft breaks of a paragraph."""
    found = []
    text = plain(inlines)
    short = sum(inline["t"] in ("SoftBreak", "LineBreak") for inline in inlines) < MOST_LINES
    in_head = short and "@" not in text and not re.search(r":\s", text) and bool(find(text))
    start, following = 0, 0
    for index, inline in enumerate(inlines):
        if inline["t"] in ("SoftBreak", "LineBreak"):
            start, following = following, index + 1
        if inline["t"] != "SoftBreak" or not 0 < index < len(inlines) - 1:
            continue
        at, word = span(inlines[index - 1 : index]), plain(inlines[index + 1 : index + 2]).split()
        if at and word and at[3] <= WIDEST:
            found.append(Break(inlines, start, index, at[3], len(word[0]), in_head))
    return found


def width(listed):
    """Give how wide the lines of a document are that an editor has broken, 0 where its author has."""
    if len(listed) < FEWEST:
        return 0
    columns = sorted(one.column for one in listed)
    widest = columns[min(len(columns) - 1, len(columns) * 9 // 10)]
    full = sum(one.column + 1 + one.word > widest for one in listed)
    return widest if widest >= NARROWEST and full * 2 >= len(listed) else 0


def ends_head(one):
    """Tell whether the line before a break ends in dates: its author ended it."""
    text = plain(one.inlines[one.start : one.index]).rstrip(" )]*_.")
    dates = find(text)
    return bool(dates) and dates[-1].end >= len(text)


def goes_on(one):
    """Tell whether the line before a break needs the next: `University of`, `University` and `of Acme`.

    In a short paragraph with dates a comma at its end needs one, too: those of an address are lines of their own.
    """
    last = (plain(one.inlines[one.start : one.index]).split() or [""])[-1]
    following = plain(one.inlines[one.index + 1 : one.index + 2])
    if last in words("line", "open") or following in words("line", "joining"):
        return True
    return last.endswith(",") and one.in_head


def wrapped(doc: Doc) -> Doc:
    """Replace the line breaks that an editor made by spaces."""
    listed = breaks(doc["blocks"])
    widest = width(listed)
    for one in listed:
        full = widest and one.column + 1 + one.word > widest and not ends_head(one)
        if full or goes_on(one):
            one.inlines[one.index] = {**one.inlines[one.index], "t": "Space"}
    return doc


if __name__ == "__main__":
    run(wrapped)
