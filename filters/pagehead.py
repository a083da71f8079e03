#!/usr/bin/env python3
"""Move the lines `Key: value` that some site generators want at the top of a page to the metadata.

    Title: Resume                →   title: Resume, author: Ada Lovelace
    Author: Ada Lovelace

As Pelican and MultiMarkdown have them: without lines of dashes around. Most of the keys are known, each line has one.
"""

import re

from md2moderncv.blocklines import as_paragraph
from md2moderncv.canonical import Doc, run
from md2moderncv.inlines import cut, lines, plain, strip

KEYS = frozenset(
    "author authors category date lang language layout modified save_as slug status tags template title url".split()
)
"""Keys of such lines; others are content, as `Summary`."""
LONGEST = 300
"""Characters of such a line."""
LINE = re.compile(r"([A-Za-z_]{2,20}):\s+(?=\S)")


def pairs(block):
    """Give the keys and values of a paragraph of such lines, other keys too; none for any other block."""
    listed = lines(block["c"]) if block["t"] == "Para" else []
    matches = [LINE.match(plain(line)) for line in listed]
    if not all(matches) or any(len(plain(line)) > LONGEST for line in listed):
        return []
    keys = [match[1].casefold() for match in matches]
    known = sum(key in KEYS for key in keys)
    if known < 2 or known * 2 < len(keys) or "title" not in keys:
        return []
    return [
        (key, line, strip(cut(line, match.end(), len(plain(line)))))
        for key, line, match in zip(keys, listed, matches, strict=True)
    ]


def pagehead(doc: Doc) -> Doc:
    """Take the first paragraph for the page's metadata where it is that; what the front matter says comes first."""
    found = pairs(doc["blocks"][0]) if doc["blocks"] else []
    if not found:
        return doc
    stated = {key: {"t": "MetaInlines", "c": value} for key, _, value in found if key in KEYS}
    left = as_paragraph([line for key, line, _ in found if key not in KEYS])
    return {**doc, "meta": {**stated, **doc["meta"]}, "blocks": [*left, *doc["blocks"][1:]]}


if __name__ == "__main__":
    run(pagehead)
