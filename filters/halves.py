#!/usr/bin/env python3
"""Join the two lines that hold the start and the end of one range.

    - Start: 2019            →   - Start: 2019 – 2021
    - End: 2021

The same for `- From October 2015`, `- To date`, and for lines of a paragraph.
"""

from md2moderncv.blocklines import text_lines
from md2moderncv.canonical import Doc, run
from md2moderncv.halving import end_of, make_one
from md2moderncv.inlines import BREAKS


def in_list(items):
    """Join the items of a list that are halves of a range."""
    made = []
    for item in items:
        lines = text_lines(item[0]) if len(item) == 1 and item[0]["t"] in ("Plain", "Para") else []
        before = made[-1] if made else []
        above = text_lines(before[0]) if len(before) == 1 and before[0]["t"] in ("Plain", "Para") else []
        if len(lines) == len(above) == 1 and make_one(above[0], lines[0]):
            made[-1] = [{**before[0], "c": [*before[0]["c"], {"t": "Space"}, *end_of(item[0]["c"])]}]
        else:
            made.append([halves_in(block) for block in item])
    return made


def in_paragraph(inlines):
    """Join the lines of a paragraph that are halves of a range."""
    breaks = [index for index, inline in enumerate(inlines) if BREAKS.get(inline["t"], "") and inline["t"] != "Space"]
    made = list(inlines)
    for index in breaks:
        start = max((other + 1 for other in breaks if other < index), default=0)
        end = min((other for other in breaks if other > index), default=len(inlines))
        if make_one(inlines[start:index], inlines[index + 1 : end]):
            made[index:end] = [{"t": "Space"}, *end_of(inlines[index + 1 : end])]
            return in_paragraph(made)
    return made


def halves_in(block):
    """Join the halves of ranges in a block."""
    if block["t"] in ("Para", "Plain"):
        return {**block, "c": in_paragraph(block["c"])}
    if block["t"] == "BulletList":
        return {**block, "c": in_list(block["c"])}
    if block["t"] in ("BlockQuote", "Div"):
        inner = block["c"] if block["t"] == "BlockQuote" else block["c"][1]
        joined = [halves_in(part) for part in inner]
        return {**block, "c": joined if block["t"] == "BlockQuote" else [block["c"][0], joined]}
    return block


def halves(doc: Doc) -> Doc:
    """Join the halves of ranges."""
    return {**doc, "blocks": [halves_in(block) for block in doc["blocks"]]}


if __name__ == "__main__":
    run(halves)
