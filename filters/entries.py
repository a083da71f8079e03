#!/usr/bin/env python3
"""Turn a dated heading and what follows it into an entry.

    ### 04/2021 - present: Engineer for [Acme][]      →   ::: {.cventry start="2021-04" end=""}
    Built engines.                                         the Spans dates, role and organisation
                                                           Built engines.
                                                           :::

The dates stand at either end of the heading, in brackets or not, or in the heading's attributes
(`### Engineer {organisation="Acme" dates="2019–2021"}`), which win over what is recognised.
"""

from md2moderncv.filters.explicit import words

from md2moderncv.canonical import FIELDS, Doc, attr, form, run
from md2moderncv.dates import parse
from md2moderncv.inlines import plain
from md2moderncv.lines import read_line


def entry_fields(heading):
    """Give an entry heading's date range and fields, `None` for any other heading."""
    _, classes, stated = attr(heading)
    if "plain" in classes:
        return None
    given = {name: words(text) for name, text in stated.items() if name in FIELDS}
    if given:
        # the heading's own words are the first of the fields that no attribute states
        own = next((name for name in ("role", "organisation", "grade", "place") if name not in given), "dates")
        stated_dates = parse(plain(given.get("dates", [])))
        return stated_dates, {name: given.get(name, []) or heading["c"][2] * (name == own) for name in FIELDS}
    if heading["c"][0] < 2:
        return None
    line = read_line(heading["c"][2])
    if line is None or not (line.role or line.organisation):
        return None
    return line.range, {name: getattr(line, name) for name in FIELDS if hasattr(line, name)}


def entries(doc: Doc) -> Doc:
    """Gather each dated heading and the blocks up to the next heading as high into a Div."""
    blocks = doc["blocks"]
    kept = []
    index = 0
    while index < len(blocks):
        block = blocks[index]
        index += 1
        found = entry_fields(block) if block["t"] == "Header" else None
        if found is None:
            kept.append(block)
            continue
        end = index
        while end < len(blocks) and not (
            blocks[end]["t"] == "Header" and (blocks[end]["c"][0] <= block["c"][0] or entry_fields(blocks[end]))
        ):
            end += 1
        entry = form("cventry", found[1], blocks[index:end], found[0])
        if "at" in block:
            entry["at"] = block["at"]
        kept.append(entry)
        index = end
    return {**doc, "blocks": kept}


if __name__ == "__main__":
    run(entries)
