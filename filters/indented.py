#!/usr/bin/env python3
"""Read lines below a heading or in a list that only their indentation makes code as the lines they are.

So is a fence around the place below a dated heading, which some write for its grey box.

### Acme                     →   ### Acme
    Engineer                     Engineer
    March 2019 - now             March 2019 - now

*     Acme 1975-1976         →   * Acme 1975-1976
"""

from pandocfilters import LineBreak, Para, Plain

from md2moderncv import evidence
from md2moderncv.canonical import Doc, run
from md2moderncv.dated import dated
from md2moderncv.inlines import as_words, plain

INDENT = 4
"""Columns by which a line is code; a fence stands further left."""
MOST = 6
"""Lines; more are code, or a text of their own."""


WIDEST_MARK = 5
"""Columns of a list's mark and the spaces behind it, further than which a fence of code does not stand."""


def item(blocks, column):
    """Give the blocks of an item of a list at a column, its first line a text where its indentation made it code."""
    first = blocks[0] if blocks else None
    if not first or first["t"] != "CodeBlock" or first.get("at", [0, 0])[1] <= column + WIDEST_MARK:
        return blocks
    lines = first["c"][1].strip("\n").split("\n")
    return [{**Plain(as_words(lines[0])), "at": first["at"]}, *blocks[1:]] if len(lines) == 1 else blocks


def is_boxed(block):
    """Tell whether a block is a fence of no language around one line that is a place, as it seems."""
    if block["t"] != "CodeBlock" or block["c"][0][1]:
        return False
    text = block["c"][1].strip()
    return "\n" not in text and evidence.may_be_place(text)


def indented(doc: Doc) -> Doc:
    """Make each short block of code that follows a heading, and holds a line of dates, a paragraph."""
    blocks = []
    for block in doc["blocks"]:
        if block["t"] == "BulletList" and "at" in block:
            block = {**block, "c": [item(inner, block["at"][1]) for inner in block["c"]]}
        below_heading = bool(blocks) and blocks[-1]["t"] == "Header"
        if below_heading and block["t"] == "CodeBlock" and block.get("at", [0, 0])[1] > INDENT:
            lines = [as_words(line) for line in block["c"][1].split("\n") if line.strip()]
            alone = len(lines) == 1 and dated(blocks[-1]["c"][2]) and evidence.balance(plain(lines[0])) != 0
            if len(lines) <= MOST and (alone or any(dated(line) for line in lines)):
                inlines = [inline for line in lines for inline in (LineBreak(), *line)]
                block = {**Para(inlines[1:]), **({"at": block["at"]} if "at" in block else {})}
        if below_heading and is_boxed(block) and dated(blocks[-1]["c"][2]):
            block = {**Para(as_words(block["c"][1].strip())), **({"at": block["at"]} if "at" in block else {})}
        blocks.append(block)
    return {**doc, "blocks": blocks}


if __name__ == "__main__":
    run(indented)
