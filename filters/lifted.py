#!/usr/bin/env python3
"""Lift headings, and what stands between them, out of lists, quotations, Divs and tables: they are never an item.

- ## Experience              →   ## Experience
  ### Engineer, Acme (2019)      ### Engineer, Acme (2019)

- 2019 – 2021                →   2019 – 2021
  : Engineer, Acme               : Engineer, Acme

> **Engineer**, 2019 – 2021  →   **Engineer**, 2019 – 2021
> - Built engines.               - Built engines.

### Acme                     →   ### Acme
: *Engineer*                     *Engineer*
"""

from itertools import pairwise

from md2moderncv.blocklines import as_paragraph, table_rows, text_lines, without_mark
from md2moderncv.canonical import Doc, attr, run
from md2moderncv.headlines import is_marked, only_dates
from md2moderncv.inlines import plain, span
from md2moderncv.paragraph_heads import is_head_line

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


def next_entry(block):
    """Cut a list before the next entry, where no blank line parts it from the last item: give it and the entry's lines.

    Such as `- built looms`, and right below `` `2013 – 2015` `` and `**Acme**` at the line's start.
    """
    last = block["c"][-1] if block["t"] == "BulletList" and block["c"] else []
    lines = text_lines(last[-1]) if last and last[-1]["t"] in ("Para", "Plain") else []
    start = next((n for n, line in enumerate(lines[:-1]) if n and line[0]["t"] == "Code" and only_dates(line)), 0)
    if not start or len(lines[start]) != 1 or not is_marked(lines[start + 1]):
        return None
    at, column = span(lines[start]), block.get("at", [0, 1])[1]
    if not at or at[1] > column:
        return None  # it is indented, and so the item's
    (kept,), entry = as_paragraph(lines[:start]), as_paragraph(lines[start:])[0]
    item = [*last[:-1], {**last[-1], "c": kept["c"]}]
    return {**block, "c": [*block["c"][:-1], item]}, entry


def is_rule(item):
    """Tell whether an item is nothing but dashes, a rule that a list swallowed: `- --`."""
    if len(item) != 1 or item[0]["t"] not in ("Para", "Plain", "HorizontalRule"):
        return False
    return item[0]["t"] == "HorizontalRule" or not plain(item[0]["c"]).strip(" -–—")


def quotes_entry(block):
    """Tell whether a quotation is an entry: a dated line in markup, and a list below it."""
    inner = block["c"] if block["t"] == "BlockQuote" else []
    if len(inner) < 2 or inner[0]["t"] != "Para" or inner[1]["t"] != "BulletList":
        return False
    lines = text_lines(inner[0])
    return len(lines) == 1 and is_marked(lines[0]) and is_head_line(lines[0])


def without_rules(block):
    """Give a list without the items that are nothing but dashes; nothing for a list of those alone."""
    if block["t"] != "BulletList" or not any(map(is_rule, block["c"])):
        return [block]
    kept = [item for item in block["c"] if not is_rule(item)]
    return [{**block, "c": kept}] if kept else []


def opened(block):
    """Give a block, or what it holds where a heading is in it."""
    listed = without_rules(block)
    if not listed:
        return []
    block = defined(listed[0])
    if behind := next_entry(block):
        return [*opened(behind[0]), behind[1]]
    if quotes_entry(block):
        return [made for inner in block["c"] for made in opened(inner)]
    lifted = [[made for inner in part for made in opened(inner)] for part in parts(block)]
    if not any(inner["t"] == "Header" or is_head(block, inner) for part in lifted for inner in part):
        return [block]
    made = []
    for part in lifted:
        if any(inner["t"] == "Header" for inner in part) or block["t"] not in ("BulletList", "OrderedList"):
            made += [{**inner, "t": "Para"} if inner["t"] == "Plain" else inner for inner in part]
        else:
            made.append({"t": "BulletList", "c": [part]})
    return made


def is_head(block, inner):
    """Tell whether a block within a Div begins with the dated line of an entry."""
    lines = text_lines(inner)[:1] if block["t"] == "Div" and inner["t"] == "Para" else []
    return bool(lines) and is_head_line(lines[0])


def lifted(doc: Doc) -> Doc:
    """Open every block that holds a heading; a definition of a heading is a paragraph below it."""
    blocks = [made for block in doc["blocks"] for made in opened(block)]
    for above, block in pairwise(blocks):
        if above["t"] == "Header" and block["t"] == "Para":
            block["c"] = without_mark(block["c"])
    return {**doc, "blocks": blocks}


if __name__ == "__main__":
    run(lifted)
