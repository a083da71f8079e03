#!/usr/bin/env python3
"""Turn a dated heading and what follows it into an entry.

    ### 04/2021 - present: Engineer for [Acme][]      →   ::: {.cventry start="2021-04" end=""}
    Built engines.                                         the Spans dates, role and organisation
                                                           Built engines.
                                                           :::

The dates stand at either end of the heading, set apart within it, or on one of the next lines (`*2019 – 2021* | Town`).
A heading that is only dates takes the line below it as its own. Dated headings below one without dates are roles
with that employer. Attributes (`### Engineer {organisation="Acme" dates="2019–2021"}`) win over what is recognised.
"""

from dataclasses import dataclass, field
from typing import Any

from md2moderncv.filters.explicit import words

from md2moderncv.canonical import FIELDS, Doc, attr, form, run
from md2moderncv.dates import parse
from md2moderncv.heads import Head, dated, field_line, read_head
from md2moderncv.inlines import lines, plain
from md2moderncv.pieces import Piece, pieces
from md2moderncv.sectioning import sections
from md2moderncv.settle import settle

LONGEST = 12
"""Words of a line that may belong to a head; what is longer is a sentence."""
MOST_LINES = 4
"""Lines below a heading that are searched for its dates."""


@dataclass
class Found:
    """A heading that starts an entry, or groups some."""

    index: int
    stop: int
    level: int
    head: Head | None
    """`None` for a heading without dates."""
    given: dict[str, Any] = field(default_factory=dict)
    """Fields that its attributes state."""
    rest: list[Any] = field(default_factory=list)
    """What is left of the blocks that gave it lines."""


def text_lines(block):
    """Give the lines of a paragraph, or of a quotation or list that holds nothing else; no lines for other blocks."""
    if block["t"] in ("Para", "Plain"):
        return lines(block["c"])
    if block["t"] == "BlockQuote":
        return [line for inner in block["c"] for line in text_lines(inner)]
    if block["t"] == "BulletList" and all(len(item) == 1 for item in block["c"]):
        return [line for item in block["c"] for line in text_lines(item[0])[:1]]
    return []


def is_short(line):
    """Tell whether a line may belong to a head: a few words, no sentence."""
    text = plain(line).strip()
    return 0 < len(text.split()) <= LONGEST and len(text) < 120 and not text.endswith((".", "。", "!", ";", ":", "："))


def after_lines(block, count):
    """Give what is left of a block when its first lines are taken."""
    left = text_lines(block)[count:]
    if not left:
        return []
    if block["t"] == "BulletList":
        return [{**block, "c": block["c"][count:]}]
    inlines = []
    for line in left:
        inlines += [{"t": "LineBreak"}, *line] if inlines else line
    return [{"t": "Para", "c": inlines}]


def below(heading, blocks, start):
    """Find a heading's dates on the lines below it: give its head, the index of the next block, and what is left."""
    taken = [heading["c"][2]]
    index = start
    while index < min(start + 3, len(blocks)) and len(taken) <= MOST_LINES:
        block = blocks[index]
        listed = text_lines(block)
        for number, line in enumerate(listed[:MOST_LINES]):
            if block["t"] == "BulletList" and not (field_line(line) or parse(plain(line))):
                break
            if not is_short(line) and not dated(line):
                return None
            taken.append(line)
            found = dated(line)
            if found and is_short(line):
                # what the next lines name belongs to the head, too
                more = 0
                while number + 1 + more < len(listed) and field_line(listed[number + 1 + more]):
                    taken.append(listed[number + 1 + more])
                    more += 1
                head = read_head(taken)
                return (head, index + 1, after_lines(block, number + 1 + more)) if head else None
            if found:
                return None
        if not listed or block["t"] == "BulletList":
            return None
        index += 1
    return None


def one_more(head, blocks, start):
    """Take the line below a head of one piece where it is set like a name: give the next index and what is left."""
    if start >= len(blocks) or len(head.pieces) + len(head.stated) > 1:
        return start, []
    block = blocks[start]
    listed = text_lines(block) if block["t"] in ("Para", "BlockQuote") else []
    if not listed or not is_short(listed[0]) or (":" in plain(listed[0]) and not field_line(listed[0])):
        return start, []
    line = listed[0]
    marked = all(i["t"] in ("Strong", "Emph", "Link", "Space", "Str", "Code") for i in line) and line[0]["t"] in (
        "Strong",
        "Emph",
    )
    if not marked and not field_line(line) and head.pieces:
        return start, []
    if field_line(line):
        key, value = field_line(line)
        head.stated[key] = value
    else:
        head.pieces += pieces(line, 1 if head.pieces else 0)
    return start + 1, after_lines(block, 1)


def entry_of(blocks, index):
    """Read the heading at an index as the start of an entry, or as one without dates."""
    heading = blocks[index]
    level = heading["c"][0]
    _, classes, stated = attr(heading)
    plainly = Found(index, index + 1, level, None)
    if "plain" in classes:
        return plainly
    given = {name: words(text) for name, text in stated.items() if name in FIELDS}
    if given:
        return Found(index, index + 1, level, None, given)
    if level < 2:
        return plainly
    head = read_head([heading["c"][2]])
    if head:
        stop, rest = one_more(head, blocks, index + 1)
        if not head.pieces and not head.stated:
            following = blocks[index + 1] if index + 1 < len(blocks) else None
            if following and following["t"] == "Header" and following["c"][0] > level and not dated(following["c"][2]):
                head.pieces += pieces(following["c"][2])
                stop, rest = one_more(head, blocks, index + 2)
                stop = max(stop, index + 2)
        return Found(index, stop, level, head, rest=rest)
    found = below(heading, blocks, index + 1)
    return Found(index, found[1], level, found[0], rest=found[2]) if found else plainly


def explicit_fields(heading, given):
    """Give the fields that attributes state; the heading's own words are the first that none states."""
    own = next((name for name in ("role", "organisation", "grade", "place") if name not in given), "dates")
    return {name: given.get(name, []) or heading["c"][2] * (name == own) for name in FIELDS}


def inherit(found, blocks):
    """Give each undated heading whose own dated headings follow directly to them as the employer."""
    employers = {}
    for position, group in enumerate(found):
        if group.head or group.given:
            continue
        children = []
        for child in found[position + 1 :]:
            if child.level <= group.level:
                break
            children.append(child)
        direct = [child for child in children if child.head and child.level == group.level + 1]
        if direct and len(direct) == len([c for c in children if c.level == group.level + 1]):
            single = all(len(child.head.pieces) + len(child.head.stated) <= 2 for child in direct)
            if single and children[0].index == group.index + 1:
                employers[group.index] = [child.index for child in direct]
    return employers


def made(section, blocks, education):
    """Give a section's blocks, its dated headings made entries."""
    found = [entry_of(blocks, i) for i, block in enumerate(blocks) if block["t"] == "Header"]
    taken = {i for item in found for i in range(item.index + 1, item.stop)}
    found = [item for item in found if item.index not in taken]
    employers = inherit(found, blocks)
    children = {child: parent for parent, listed in employers.items() for child in listed}
    for item in found:
        if item.index in children and item.head:
            employer = blocks[children[item.index]]["c"][2]
            item.head.pieces = [*item.head.pieces, *(Piece(p.inlines, p.glue or "at", 9) for p in pieces(employer))]
            for position, piece in enumerate(item.head.pieces):
                if piece.line == 9 and item.head.pieces[position - 1].line != 9:
                    item.head.pieces[position] = Piece(piece.inlines, "at", 9)
    fields = settle([item.head for item in found if item.head], education)
    kept = []
    position = 0
    for number, item in enumerate(found):
        if item.index < position:
            continue
        kept += blocks[position : item.index]
        position = item.index
        if not (item.head or item.given):
            if item.index in employers:
                position += 1  # its words stand in each entry below
            continue
        stop = next((o.index for o in found[number + 1 :] if o.level <= item.level or o.head or o.given), len(blocks))
        stated = fields.pop(0) if item.head else explicit_fields(blocks[item.index], item.given)
        dates = item.head.range if item.head else parse(plain(stated["dates"]))
        entry = form("cventry", stated, [*item.rest, *blocks[item.stop : stop]], dates)
        if "at" in blocks[item.index]:
            entry["at"] = blocks[item.index]["at"]
        kept.append(entry)
        position = stop
    return [*kept, *blocks[position:]]


def entries(doc: Doc) -> Doc:
    """Gather each dated heading and the blocks up to the next heading as high into a Div."""
    blocks = []
    for section in sections(doc["blocks"]):
        if section.heading:
            blocks.append(section.heading)
        blocks += made(section, doc["blocks"][section.start : section.stop], section.is_kind("education"))
    return {**doc, "blocks": blocks}


if __name__ == "__main__":
    run(entries)
