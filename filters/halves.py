#!/usr/bin/env python3
"""Join the two lines that hold the start and the end of one range.

    - Start: 2019            →   - Start: 2019 – 2021
    - End: 2021

The same for `- From October 2015`, `- To date`, and for lines of a paragraph.
"""

from md2moderncv.blocklines import text_lines
from md2moderncv.canonical import Doc, attr, run
from md2moderncv.halving import whole

STATED = {"cventry", "cvitem", "cvitemwithcomment", "cvlistitem", "plain"}
"""Classes of Divs that hold what their author stated."""


def in_list(items):
    """Join the items of a list that are halves of a range."""
    made = []
    for item in items:
        lines = text_lines(item[0]) if len(item) == 1 and item[0]["t"] in ("Plain", "Para") else []
        before = made[-1] if made else []
        above = text_lines(before[0]) if len(before) == 1 and before[0]["t"] in ("Plain", "Para") else []
        if len(lines) == len(above) == 1 and (one := whole(above[0], lines[0])):
            made[-1] = [{**before[0], "c": one}]
        else:
            made.append([halves_in(block) for block in item])
    return made


def in_paragraph(inlines):
    """Join the lines of a paragraph that are halves of a range."""
    made, line = [], []
    for inline in [*inlines, None]:
        if inline is not None and inline["t"] not in ("SoftBreak", "LineBreak"):
            line.append(inline)
            continue
        if len(made) > 1 and (one := whole(made[-2], line)):
            made[-2:] = [one]
        else:
            made.append(line)
        line = []
        made += [inline] if inline else []
    return [part for line in made for part in (line if isinstance(line, list) else [line])]


def halves_in(block):
    """Join the halves of ranges in a block."""
    if block["t"] in ("Para", "Plain"):
        return {**block, "c": in_paragraph(block["c"])}
    if block["t"] == "BulletList":
        return {**block, "c": in_list(block["c"])}
    if block["t"] == "Div" and set(attr(block)[1]) & STATED:
        return block  # as its author wrote it
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
