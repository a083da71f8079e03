"""Names and dates around headings, brought into one order: the name in the heading, its dates below it."""

from __future__ import annotations

from md2moderncv import evidence
from md2moderncv.blocklines import Block, text_lines
from md2moderncv.dated import dated
from md2moderncv.headlines import is_marked, is_short, only_dates
from md2moderncv.heads import read_head
from md2moderncv.inlines import Inline, cut, plain
from md2moderncv.label_lines import says_label
from md2moderncv.pieces import strong


def below_their_headings(blocks: list[Block]) -> list[Block]:
    """Move lines of dates that stand right above undated headings below them, where the section begins so.

    So do lines of dates and an employer above a heading that is a role, and lines of a role and its dates above several
    headings that are employers.
    """
    first = next((i for i, block in enumerate(blocks) if block["t"] == "Header"), 0)
    begins = first and dates_heading(blocks[first - 1], blocks[first])
    if not begins and not stand_above(blocks):
        return blocks
    made: list[Block] = []
    for block in blocks:
        above = made[-1] if made else None
        if block["t"] == "Header" and above and dates_heading(above, block):
            made[-1:] = [block, above]
        else:
            made.append(block)
    return made


def stand_above(blocks: list[Block]) -> bool:
    """Tell whether roles and their dates stand right above the headings of a section, and none right below one."""
    headings = [index for index, block in enumerate(blocks) if block["t"] == "Header"]
    above = [index for index in headings if index and is_dated_role(blocks[index - 1])]
    begun = [text_lines(block)[:1] for i in headings for block in blocks[i + 1 : i + 2] if block["t"] == "Para"]
    return len(above) >= FEWEST and not any(dated(line) for lines in begun for line in lines)


FEWEST = 2
"""Headings with a role and its dates right above them."""


def is_dated_role(block: Block) -> bool:
    """Tell whether a block is one line in one markup that is a role and its dates: `Engineer, 2019 – 2021`."""
    lines = text_lines(block) if block["t"] == "Para" else []
    if len(lines) != 1 or len(lines[0]) != 1 or not is_marked(lines[0]):
        return False
    head = read_head(lines)
    return head is not None and any(evidence.balance(piece.text) > 0 for piece in head.pieces[:1])


def dates_heading(above: Block, heading: Block) -> bool:
    """Tell whether a block holds the dates of the undated heading below it; with an employer where that is a role."""
    if dated(heading["c"][2]):
        return False
    lines = text_lines(above) if above["t"] == "Para" else []
    named = len(lines) == 2 and only_dates(lines[0]) and is_marked(lines[1]) and is_short(lines[1])
    named = named and not any(evidence.balance(piece.text) > 0 for piece in strong(lines[1]))
    role = evidence.balance(plain(heading["c"][2])) > 0
    return is_date_line(above) or (named and role) or (is_dated_role(above) and not role)


def is_date_line(block: Block) -> bool:
    """Tell whether a block is a paragraph or quotation that holds dates and nothing else but where it was."""
    lines = text_lines(block) if block["t"] in ("Para", "Plain", "BlockQuote") else []
    if len(lines) != 1 or not is_short(lines[0]):
        return False
    head = read_head(lines)
    quoted = block["t"] == "BlockQuote" and head is not None and all(evidence.may_be_place(p.text) for p in head.pieces)
    return only_dates(lines[0]) or quoted


def names_in_headings(blocks: list[Block]) -> list[Block]:
    """Make headings of the short lines in bold right above headings that are nothing but dates, where all have one.

    `**Engineer – Acme**`, below it `###### 2019 – 2021`.
    """
    dates = {index for index, block in enumerate(blocks) if block["t"] == "Header" and only_dates(block["c"][2])}
    if not dates or not all(index and is_name(blocks[index - 1]) for index in dates):
        return blocks
    made: list[Block] = []
    for index, block in enumerate(blocks):
        if index in dates:
            name = made.pop()
            at = {"at": name["at"]} if "at" in name else {}
            made += [{**block, **at, "c": [*block["c"][:2], name["c"]]}, {"t": "Para", "c": block["c"][2]}]
        else:
            made.append(block)
    return made


def is_name(block: Block) -> bool:
    """Tell whether a block is a paragraph of one short line that starts in markup and holds no dates."""
    lines = text_lines(block) if block["t"] == "Para" else []
    if len(lines) != 1 or not is_marked(lines[0]) or dated(lines[0]):
        return False
    name = without_colon(lines[0])
    return is_short(name) and not says_label(plain(name))


def without_colon(line: list[Inline]) -> list[Inline]:
    """Give a line without a colon at its end."""
    text = plain(line)
    return cut(line, 0, len(text.rstrip(" :：")))
