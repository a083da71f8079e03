#!/usr/bin/env python3
"""Turn lists and paragraphs whose lines all name what they are into entries.

    - Company: Acme Ltd             →   ::: {.cventry start="2019" end="2021"}
    - Position: Engineer                the Spans dates, role and organisation
    - Period: 2019 – 2021               the items that name nothing of these
    - Tasks: looms                      :::

A field that comes again starts the next entry.
"""

from pandocfilters import BulletList

from md2moderncv.blocklines import TEXT, as_paragraph, text_lines
from md2moderncv.canonical import Doc, form, run
from md2moderncv.labelled import groups, read_labelled
from md2moderncv.sectioning import by_section
from md2moderncv.settle import settle


def stated_list(block):
    """Give the heads and bodies of a list whose items name their fields, `- Company: Acme`; `None` for any other."""
    if block["t"] == "BlockQuote" and len(block["c"]) == 1:
        return stated_list(block["c"][0])
    if block["t"] == "BulletList":
        items = block["c"]
        lines = [(text_lines(item[0]) or [[]])[0] if item and item[0]["t"] in TEXT else [] for item in items]
    elif block["t"] in ("Para", "LineBlock"):
        lines = text_lines(block)
        items = [as_paragraph([line]) for line in lines]
    else:
        return None
    made = []
    for group in groups(lines) if lines and all(lines) else []:
        found = read_labelled([lines[number] for number in group])
        if not found:
            return None
        head, taken = found
        left = [items[number] for place, number in enumerate(group) if place not in taken]
        below = [inner for place in taken for inner in items[group[place]][1:]]
        made.append((head, [*below, *([BulletList(left)] if left else [])]))
    return made or None


def made(section, blocks):
    """Give a section's blocks, its labelled lists made entries."""
    kept = []
    for block in blocks:
        found = stated_list(block)
        fields = settle([head for head, _ in found], section.subject) if found else []
        entries = [
            form("cventry", stated, body, head.range, head.at)
            for stated, (head, body) in zip(fields, found or [], strict=True)
        ]
        kept += entries or [block]
    return kept


def labelled(doc: Doc) -> Doc:
    """Replace labelled lists by entries."""
    return by_section(doc, made, first=False)


if __name__ == "__main__":
    run(labelled)
