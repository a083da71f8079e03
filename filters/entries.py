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

from md2moderncv import evidence
from md2moderncv.blocklines import after_lines, text_lines
from md2moderncv.canonical import FIELDS, Doc, attr, form, run
from md2moderncv.dates import parse
from md2moderncv.headlines import MOST_LINES, is_marked, is_short, lacks_names, names_below
from md2moderncv.heads import Head, dated, field_line, read_head
from md2moderncv.inlines import plain
from md2moderncv.pieces import Piece, pieces
from md2moderncv.sectioning import is_listed, sections
from md2moderncv.settle import settle


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
                so_far = read_head(taken)
                more = names_below(listed[number + 1 :], so_far.pieces if so_far else [])
                if block["t"] == "BulletList":
                    more = sum(1 for inner in listed[number + 1 : number + 4] if field_line(inner))
                taken += listed[number + 1 : number + 1 + more]
                head = read_head(taken)
                return (head, index + 1, after_lines(block, number + 1 + more)) if head else None
            if found:
                return None
        if not listed or block["t"] == "BulletList":
            return None
        index += 1
    return None


def more_lines(head, blocks, start):
    """Take the lines below a dated heading that belong to it: give the index of the next block and what is left."""
    if start >= len(blocks) or blocks[start]["t"] not in ("Para", "BlockQuote", "BulletList"):
        return start, []
    block = blocks[start]
    listed = text_lines(block)
    if block["t"] == "BulletList":
        count = next((i for i, line in enumerate(listed) if not field_line(line)), len(listed))
    elif head.pieces:
        count = (
            names_below(listed, head.pieces) if all(is_marked(line) or field_line(line) for line in listed[:1]) else 0
        )
    else:
        count = names_below(listed, head.pieces)
    for line in listed[:count]:
        named = field_line(line)
        if named and named[0] != "dates":
            head.stated.setdefault(*named)
        else:
            head.pieces += pieces(named[1] if named else line, 1 if head.pieces else 0)
    return (start + 1, after_lines(block, count)) if count else (start, [])


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
    if head and len(head.pieces) == 1 and is_listed(head.pieces[0].text.casefold()):
        return plainly
    if head:
        stop, rest = more_lines(head, blocks, index + 1)
        if not head.pieces and not head.stated:
            following = blocks[index + 1] if index + 1 < len(blocks) else None
            if following and following["t"] == "Header" and following["c"][0] > level and not dated(following["c"][2]):
                head.pieces += pieces(following["c"][2])
                stop, rest = more_lines(head, blocks, index + 2)
                stop = max(stop, index + 2)
        return Found(index, stop, level, head, rest=rest)
    found = below(heading, blocks, index + 1) if is_alone(blocks, index) else None
    if found is None:
        return plainly
    head, stop, rest = found
    if not rest and len(head.pieces) + len(head.stated) == 1 and stop < len(blocks) and is_name(blocks[stop]):
        stop, rest = more_lines(head, blocks, stop)
    return Found(index, stop, level, head, rest=rest)


def is_alone(blocks, index):
    """Tell whether the dates below a heading are its own: next to it without a name, or the only ones below it."""
    first = text_lines(blocks[index + 1])[:1] if index + 1 < len(blocks) else []
    return bool(first and dated(first[0]) and lacks_names(first[0])) or heads_below(blocks, index) < 2


def heads_below(blocks, index):
    """Count the paragraphs up to the next heading that are dated lines of an entry of their own: name and dates."""
    count = 0
    for block in blocks[index + 1 :]:
        if block["t"] == "Header":
            break
        listed = text_lines(block)[:3] if block["t"] in ("Para", "BlockQuote") else []
        count += any(is_short(line) and dated(line) for line in listed)
    return count


def is_name(block):
    """Tell whether a block is a paragraph of one line in bold or italics, and nothing else."""
    return block["t"] == "Para" and len(block["c"]) == 1 and block["c"][0]["t"] in ("Strong", "Emph")


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


def take_employer(head, heading, alone):
    """Give a head the words of the heading above it: its employer, or, for the only head below, one name more."""
    named = pieces(heading)
    if alone:
        head.dated_line += 1
        head.pieces = [*named, *(Piece(p.inlines, p.glue, p.line + 1) for p in head.pieces)]
    else:
        head.pieces += [Piece(p.inlines, p.glue if index else "at", 9) for index, p in enumerate(named)]


def made(section, blocks, employed):
    """Give a section's blocks, its dated headings made entries."""
    found = [entry_of(blocks, i) for i, block in enumerate(blocks) if block["t"] == "Header"]
    taken = {i for item in found for i in range(item.index + 1, item.stop)}
    found = [item for item in found if item.index not in taken]
    employers = inherit(found, blocks)
    children = {child: parent for parent, listed in employers.items() for child in listed}
    for item in found:
        if item.index in children and item.head:
            parent = children[item.index]
            heading = blocks[parent]["c"][2]
            take_employer(
                item.head, heading, alone=len(employers[parent]) == 1 and evidence.balance(plain(heading)) > 0
            )
    fields = settle([item.head for item in found if item.head], employed)
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
        if section.is_kind("publications"):
            blocks += doc["blocks"][section.start : section.stop]
            continue
        blocks += made(
            section,
            doc["blocks"][section.start : section.stop],
            section.is_kind("education") or section.is_kind("experience"),
        )
    return {**doc, "blocks": blocks}


if __name__ == "__main__":
    run(entries)
