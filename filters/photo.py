#!/usr/bin/env python3
"""Take a picture that stands by itself above the first section for the person's photo.

    # Ada Lovelace

    ![](ada.jpg)             →   photo: ada.jpg

It may stand in the heading of the name, on a line of its own, or in a link; its file has to lie beside the document.
"""

from md2moderncv.canonical import Doc, run
from md2moderncv.dates import find
from md2moderncv.inlines import BREAKS, content, is_beside, is_picture, plain
from md2moderncv.sectioning import is_usual, title

MOST = 8
"""Blocks at the top among which the photo is."""
LONGEST = 4
"""Words of a description that says no more than whose picture it is."""


def photo(doc: Doc) -> Doc:
    """Find the photo; the line that held nothing else goes."""
    if "photo" in doc["meta"]:
        return doc
    for index, block in enumerate(doc["blocks"][:MOST]):
        if block["t"] == "Header":
            text = plain(block["c"][2])
            if is_usual(title(block)) or find(text) or (block["c"][0] > 1 and index and not text.strip()):
                break
            parts = [block["c"][2]]
        elif block["t"] in ("Para", "Plain"):
            parts = split(block["c"])
        else:
            continue
        for number, part in enumerate(parts):
            path, rest = taken(part, block["t"] == "Header")
            if path:
                left = joined([*parts[:number], *([rest] if rest else []), *parts[number + 1 :]])
                kept = {**block, "c": [*block["c"][:2], left] if block["t"] == "Header" else left}
                blocks = [*doc["blocks"][:index], *([kept] if left else []), *doc["blocks"][index + 1 :]]
                stated = {"t": "MetaInlines", "c": [path]}
                return {**doc, "meta": {**doc["meta"], "photo": stated}, "blocks": blocks}
    return doc


def split(inlines):
    """Give the lines of a paragraph, each with the break that starts it."""
    lines = [[]]
    for inline in inlines:
        if inline["t"] in ("LineBreak", "SoftBreak"):
            lines.append([])
        lines[-1].append(inline)
    return lines


def joined(lines):
    """Give a paragraph of lines, which starts with no break."""
    inlines = [inline for line in lines for inline in line]
    while inlines and inlines[0]["t"] in BREAKS:
        inlines = inlines[1:]
    return inlines


def taken(line, among):
    """Give the one picture of a line, and what else the line holds: only `among` words may there be words."""
    pictures = [(index, found) for index, inline in enumerate(line) if (found := picture(inline))]
    words = [inline for inline in line if inline["t"] not in BREAKS]
    if len(pictures) != 1 or (len(words) > 1 and not among):
        return None, line
    index, image = pictures[0]
    rest = [*line[:index], *line[index + 1 :]]
    return image, joined([rest]) if any(inline["t"] not in BREAKS for inline in rest) else []


def picture(inline):
    """Give the picture that an inline is, or that it links from; `None` where it is none."""
    if inline["t"] == "Image":
        return inline if is_beside(inline["c"][2][0]) and len(plain(inline["c"][1]).split()) <= LONGEST else None
    if inline["t"] == "Link" and not is_picture(inline["c"][2][0]):  # it leads somewhere else
        return None
    inner = content(inline) or []
    return picture(inner[0]) if len(inner) == 1 else None


if __name__ == "__main__":
    run(photo)
