#!/usr/bin/env python3
"""Make a table of lines between bars, as kramdown and PHP Markdown Extra write one without a line of dashes.

    | Name   || Ada Lovelace   |       →   the same as a table of two columns
    | Phone  || 020 7946 0958  |

A row whose first cell is empty goes on with the row above it, where there are two columns.
"""

from itertools import pairwise

from md2moderncv.canonical import Doc, run
from md2moderncv.inlines import cut, lines, plain, strip


def cells(line):
    """Give the cells of a line between bars; none for any other line."""
    text = plain(line).strip()
    if len(text) < 3 or text[0] != "|" or text[-1] != "|" or text.count("|") > MOST_BARS:
        return []
    text = plain(line)
    bars = [index for index, character in enumerate(text) if character == "|"]
    return [strip(cut(line, first + 1, last)) for first, last in pairwise(bars)]


def rows(block):
    """Give the rows of a paragraph of lines between bars, columns without a word left out; none for any other block."""
    written = lines(block["c"]) if block["t"] == "Para" else []
    listed = [cells(line) for line in written] if len(written) >= FEWEST else []
    if len(listed) < FEWEST or len({len(row) for row in listed}) > 1 or not listed[0]:
        return []
    if not any(map(plain, listed[0])) and is_rule(listed[1]):  # a head without a word
        listed = listed[2:]
    filled = [index for index in range(len(listed[0])) if any(plain(row[index]) for row in listed)]
    if len(filled) < 2 or any(set(plain(cell)) <= RULE and cell for row in listed for cell in row):
        return []
    return joined([[row[index] for index in filled] for row in listed])


def is_rule(row):
    """Tell whether a row is nothing but dashes, which typography may have drawn out."""
    return all(cell and set(plain(cell)) <= RULE for cell in row)


RULE = set("-–—:= ")
FEWEST = 2
"""Lines between bars that are a table."""
MOST_BARS = 40
"""Bars of a line of it."""


def joined(listed):
    """Give rows of two cells, those without a first one joined to the row above, on a line of their own."""
    made = []
    for row in listed:
        if len(row) == 2 and made and not row[0]:
            made[-1] = [made[-1][0], [*made[-1][1], {"t": "LineBreak"}, *row[1]]]
        else:
            made.append(row)
    return made


def table(listed):
    """Build a table without a head of rows."""
    none = ["", [], []]
    body = [
        [none, [[none, {"t": "AlignDefault"}, 1, 1, [{"t": "Plain", "c": cell}] if cell else []] for cell in row]]
        for row in listed
    ]
    columns = [[{"t": "AlignDefault"}, {"t": "ColWidthDefault"}] for _ in listed[0]]
    return {"t": "Table", "c": [none, [None, []], columns, [none, []], [[none, 0, [], body]], [none, []]]}


def barred(doc: Doc) -> Doc:
    """Replace paragraphs of lines between bars by tables."""
    found = [rows(block) for block in doc["blocks"]]
    blocks = [table(listed) if listed else block for block, listed in zip(doc["blocks"], found, strict=True)]
    return {**doc, "blocks": blocks}


if __name__ == "__main__":
    run(barred)
