#!/usr/bin/env python3
"""Lift headings, and what stands between them, out of lists, quotations, Divs and tables: they are never an item.

- ## Experience              →   ## Experience
  ### Engineer, Acme (2019)      ### Engineer, Acme (2019)

- 2019 – 2021                →   2019 – 2021
  : Engineer, Acme               : Engineer, Acme
"""

from md2moderncv.blocklines import table_rows
from md2moderncv.canonical import Doc, attr, run

KEPT = {"plain", "cventry", "cvitem", "cvitemwithcomment", "cvlistitem", "cvdoubleitem", "cvtripleitem"} | {
    "cvlistdoubleitem",
    "cvcolumns",
    "cvskills",
}
"""Classes of Divs that the author wrote for what they are."""


def parts(block):
    """Give the lists of blocks that a block holds one after the other; none for a block that is to stay."""
    if block["t"] == "BulletList":
        return block["c"]
    if block["t"] == "OrderedList":
        return block["c"][1]
    if block["t"] == "BlockQuote":
        return [block["c"]]
    if block["t"] == "Table":
        return [cell for row in table_rows(block) for cell in row]
    if block["t"] == "Div" and not KEPT & set(attr(block)[1]):
        return [block["c"][1]]
    return []


def defined(block):
    """Give a list whose every item is one term and its definitions as the list of definitions that it is."""
    items = block["c"] if block["t"] == "BulletList" else []
    if not items or any(len(item) != 1 or item[0]["t"] != "DefinitionList" for item in items):
        return block
    return {**block, "t": "DefinitionList", "c": [pair for item in items for pair in item[0]["c"]]}


def opened(block):
    """Give a block, or what it holds where a heading is in it."""
    block = defined(block)
    lifted = [[made for inner in part for made in opened(inner)] for part in parts(block)]
    if not any(inner["t"] == "Header" for part in lifted for inner in part):
        return [block]
    made = []
    for part in lifted:
        if any(inner["t"] == "Header" for inner in part) or block["t"] not in ("BulletList", "OrderedList"):
            made += [{**inner, "t": "Para"} if inner["t"] == "Plain" else inner for inner in part]
        else:
            made.append({"t": "BulletList", "c": [part]})
    return made


def lifted(doc: Doc) -> Doc:
    """Open every block that holds a heading."""
    return {**doc, "blocks": [made for block in doc["blocks"] for made in opened(block)]}


if __name__ == "__main__":
    run(lifted)
