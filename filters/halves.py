#!/usr/bin/env python3
"""Join the two lines that hold the start and the end of one range.

    - Start: 2019            →   - Start: 2019 – 2021
    - End: 2021

The same for `- From October 2015`, `- To date`, and for lines of a paragraph.
"""

from md2moderncv.blocklines import text_lines
from md2moderncv.canonical import Doc, run
from md2moderncv.dates import find
from md2moderncv.facts import field_line
from md2moderncv.inlines import BREAKS, plain

LONGEST = 8
"""Words of a line that holds half a range."""


def half(line):
    """Give the dates that a line is, without their label, empty for a line that is more than half a range."""
    named = field_line(line)
    text = plain(named[1] if named and named[0] == "dates" else line).strip(" .")
    found = find(text)
    whole = found and found[0].end == len(text) and not text[: found[0].start].strip(" :")
    single = whole and len(found) == 1 and found[0].range.start in (found[0].range.end, None)
    opened = whole and len(found) == 1 and found[0].range.end is None
    return text if (single or opened) and len(text.split()) <= LONGEST else ""


def make_one(first, second):
    """Tell whether two lines are the halves of one range."""
    start = half(first)
    if not start or len(plain(second).split()) > LONGEST:
        return False
    whole = f"{start} {plain(second).strip(' .')}"
    found = find(whole)
    if len(found) != 1 or found[0].start or found[0].end < len(whole):
        return False
    return find(start)[0].range != found[0].range or find(start)[0].range.end is None


def end_of(line):
    """Give the second half of a range, a dash in place of its label."""
    named = field_line(line)
    return [{"t": "Str", "c": "–"}, {"t": "Space"}, *named[1]] if named and named[0] == "dates" else line


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
