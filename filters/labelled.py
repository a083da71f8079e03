#!/usr/bin/env python3
"""Turn lists and paragraphs whose lines all name what they are into entries.

    - Company: Acme Ltd             →   ::: {.cventry start="2019" end="2021"}
    - Position: Engineer                the Spans dates, role and organisation
    - Period: 2019 – 2021               the items that name nothing of these
    - Tasks: looms                      :::

A field that comes again starts the next entry.
"""

import re
from itertools import groupby

from pandocfilters import BulletList

from md2moderncv.below_headings import rows_of
from md2moderncv.blocklines import LISTS, TEXT, as_paragraph, text_lines
from md2moderncv.canonical import Doc, form, is_form, run
from md2moderncv.facts import fact, field_line
from md2moderncv.halving import joined
from md2moderncv.inlines import cut_apart, plain
from md2moderncv.labelled import groups, read_labelled
from md2moderncv.sectioning import by_section
from md2moderncv.settle import settle


def stated_list(block):
    """Give what a block whose lines name their fields holds: heads with their bodies, and blocks; `None` for others."""
    if block["t"] == "BlockQuote":
        return quoted(block["c"])
    behind = []
    if block["t"] in LISTS:
        items = block["c"] if block["t"] == "BulletList" else block["c"][1]
        lines = [(text_lines(item[0]) or [[]])[0] if item and item[0]["t"] in TEXT else [] for item in items]
    elif block["t"] in ("Para", "LineBlock", "Table"):
        lines = rows_of(block) if block["t"] == "Table" else joined(apart(text_lines(block)))
        count = next((number for number, line in enumerate(lines) if not fact(line)), len(lines))
        behind = as_paragraph(lines[count:])
        lines = lines[:count]
        items = [as_paragraph([line]) for line in lines]
    else:
        return None
    made = []
    for group in groups(lines) if lines and all(lines) else []:
        found = read_labelled([lines[number] for number in group])
        if not found:
            made.append(BulletList([items[number] for number in group]))
            continue
        head, taken = found
        left = [items[number] for place, number in enumerate(group) if place not in taken]
        below = [inner for place in taken for inner in items[group[place]][1:]]
        made.append((head, [*below, *([BulletList(left)] if left else [])]))
    if not any(isinstance(part, tuple) for part in made):
        return None
    if behind and isinstance(made[-1], tuple):
        made[-1] = (made[-1][0], [*made[-1][1], *behind])
    else:
        made += behind
    return made


LONGEST = 300
"""Characters of a line that may hold several named fields."""


def apart(lines):
    """Give lines, those that hold several named fields cut between them: `Start: 2019 | End: 2021`."""
    made = []
    for line in lines:
        text = plain(line)
        if len(text) > LONGEST:
            made.append(line)
            continue
        parts = cut_apart(line, (match.span() for match in re.finditer(r"\s*[|;]\s+", text)))
        made += parts if len(parts) > 1 and all(map(field_line, parts)) else [line]
    return made


def quoted(blocks):
    """Give what the first of some blocks holds, the others in the body of its last entry; `None` for no entries."""
    found = stated_list(blocks[0]) if blocks else None
    if not found or len(blocks) == 1:
        return found
    last = found[-1]
    return [*found[:-1], (last[0], [*last[1], *blocks[1:]])] if isinstance(last, tuple) else [*found, *blocks[1:]]


def gathered(blocks):
    """Give blocks, the paragraphs of one named line each that follow each other and are entries as one paragraph.

    Each such run starts with the field that the first does; what is named before it belongs to the entry above.
    """
    kept = []
    first = ""
    for is_named, run_of in groupby(blocks, is_named_line):
        found = list(run_of)
        keys = [(field_line(text_lines(block)[0]) or ("", []))[0] for block in found] if is_named else []
        start = keys.index(first) if first and first in keys else 0
        if "dates" not in keys[start:] or not {"role", "organisation"} & set(keys[start:]) or len(found) - start < 2:
            kept += found
            continue
        first = first or next(filter(None, keys), "")
        lines = [text_lines(block)[0] for block in found[start:]]
        joined_up = [part for line in lines for part in ({"t": "LineBreak"}, *line)][1:]
        kept += [*found[:start], {**found[start], "c": joined_up, "run": True}]
    return kept


FEWEST = 2
"""Roles that lines before the first section name, and that are those of entries."""


def is_stated(block):
    """Tell whether a block is a line that names a role: `Position: Engineer`."""
    return is_named_line(block) and (field_line(text_lines(block)[0]) or ("", []))[0] == "role"


def is_named_line(block):
    """Tell whether a block is a paragraph of one line that names what it is: `Period: 2019 – 2021`."""
    lines = text_lines(block) if block["t"] == "Para" else []
    return len(lines) == 1 and fact(lines[0]) is not None


def made(section, blocks):
    """Give a section's blocks, its labelled lists made entries."""
    kept = []
    if section.heading is None and sum(map(is_stated, blocks)) < FEWEST:
        return blocks  # what stands at the top is about the person
    last = None  # the entry of a run of paragraphs, to which what follows belongs
    for block in gathered(blocks):
        found = stated_list(block) or [block]
        if last and found == [block] and block["t"] != "Header":
            last["c"][1].append(block)
            continue
        fields = settle([part[0] for part in found if isinstance(part, tuple)], section.subject)
        kept += [
            form("cventry", fields.pop(0), part[1], part[0].range, part[0].at) if isinstance(part, tuple) else part
            for part in found
        ]
        last = kept[-1] if block.get("run") and is_form(kept[-1], "cventry") else None
    return kept


def labelled(doc: Doc) -> Doc:
    """Replace labelled lists by entries."""
    return by_section(doc, made)


if __name__ == "__main__":
    run(labelled)
