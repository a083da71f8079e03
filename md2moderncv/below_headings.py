"""The lines below a heading that belong to its head."""

from __future__ import annotations

import re

from md2moderncv import evidence
from md2moderncv.blocklines import (
    LISTS,
    Block,
    after_lines,
    all_lines,
    as_paragraph,
    first_lines,
    table_rows,
    text_lines,
)
from md2moderncv.dated import dated, is_version
from md2moderncv.dates import parse
from md2moderncv.facts import STATED, field_line, is_time
from md2moderncv.halving import joined
from md2moderncv.headlines import (
    MOST_LINES,
    ends_at_town,
    is_grouping,
    is_marked,
    is_short,
    lacks_names,
    names_below,
    only_dates,
)
from md2moderncv.heads import Head, read_head
from md2moderncv.inlines import Inline, plain
from md2moderncv.label_lines import is_bracketed, says_label
from md2moderncv.sectioning import is_listed, title
from md2moderncv.sentences import first_sentence


def below(heading: Block, blocks: list[Block], start: int) -> tuple[Head, int, list[Block]] | None:
    """Find a heading's dates on the lines below it: give its head, the index of the next block, and what is left."""
    taken = [heading["c"][2]]
    aside: list[list[Inline]] = []  # what a label calls something else: `Tech stack: Go`
    index = start
    while index < min(start + 3, len(blocks)) and len(taken) <= MOST_LINES:
        block = blocks[index]
        listed = first_lines(block)
        if block["t"] == "Para" and are_entries(listed):
            return None
        for number, line in enumerate(listed[:MOST_LINES]):
            named_above = number == 0 and is_short(line) and any(map(only_dates, listed[1:2]))
            did = re.match(r"[A-Z][a-z]+ed [a-z]", plain(line))
            named_above = named_above and not did  # `Increased sales` is what was done
            if block["t"] == "BulletList" and not (named_above or field_line(line) or parse(plain(line))):
                break
            found = dated(line)
            if is_bracketed(plain(line)) or (not is_short(line) and not found) or is_version(plain(line)):
                return None
            if not found and says_label(plain(line)) and not field_line(line) and block["t"] == "Para":
                aside.append(line)
                continue
            taken.append(line)
            if found and is_short(line):
                # what the next lines name belongs to the head, too
                so_far = read_head(taken)
                more = names_below(listed[number + 1 :], so_far.pieces if so_far else [])
                if block["t"] == "BulletList":
                    more = sum(1 for inner in listed[number + 1 : number + 4] if field_line(inner))
                taken += listed[number + 1 : number + 1 + more]
                head = read_head(taken)
                named = any(map(is_marked, listed[number + 1 : number + 2]))
                if head is None or (named and (is_listed(title(heading)) or is_grouping(title(heading)))):
                    return None  # they are those of an entry of the section
                stop, left = name_below(head, blocks, index + 1, after_lines(block, number + 1 + more))
                return head, stop, [*as_paragraph(aside), *left]
            if found:
                return None
        if not listed or block["t"] == "BulletList":
            return None
        index += 1
    return None


def are_entries(listed: list[list[Inline]]) -> bool:
    """Tell whether lines are entries, two or more: each begins with its dates or in markup, and has names."""
    found = [(line, dates) for line in listed if (dates := dated(line))]
    begun = [line for line, dates in found if is_marked(line) or not plain(line)[: dates.start].strip(" |*")]
    return len(begun) > 1 and sum(not lacks_names(line) for line, _ in found) > 1


def name_below(head: Head, blocks: list[Block], stop: int, left: list[Block]) -> tuple[int, list[Block]]:
    """Take the paragraph in bold or italics right below a head of one name: give the next index and what is left."""
    lines = text_lines_at(blocks, stop) if not left else []
    named = field_line(lines[0]) if len(lines) == 1 else None
    if named and named[0] in ("role", "organisation") and named[0] not in head.stated:
        head.state(*named)
        return stop + 1, []
    names = sum(not evidence.sure_place(piece.text) for piece in head.pieces) + len(head.stated)
    if left or names != 1 or stop >= len(blocks) or not is_name(blocks[stop]):
        return stop, left
    return more_lines(head, blocks, stop)


def is_name(block: Block) -> bool:
    """Tell whether a block is a paragraph of one line in bold or italics, and nothing else."""
    marked = block["t"] == "Para" and len(block["c"]) == 1 and block["c"][0]["t"] in ("Strong", "Emph")
    return marked and not plain(block["c"]).endswith((":", "："))


MOST_BLOCKS = 6
"""Blocks below a heading among which a line names its dates."""


def stated_below(heading: Block, blocks: list[Block], start: int) -> tuple[Head, int, list[Block]] | None:
    """Find a line that names a heading's dates, `Period: 2019 – 2021`, behind other text below it; as `below` does."""
    if is_listed(title(heading)):
        return None
    for index in range(start, min(start + MOST_BLOCKS, len(blocks))):
        block = blocks[index]
        if block["t"] == "Header":
            return None
        listed = text_lines(block) if block["t"] in ("Para", "BlockQuote") else rows_of(block)
        keys = [(field_line(line) or ("", []))[0] for line in listed]
        if "dates" in keys:
            chosen = [line for line, key in zip(listed, keys, strict=True) if key in STATED]
            left = as_paragraph([line for line, key in zip(listed, keys, strict=True) if key not in STATED])
            head = read_head([heading["c"][2], *chosen])
            return (head, index + 1, [*blocks[start:index], *left]) if head else None
        if len(listed) == 1 and calls_time(listed[0]) and (lines := text_lines_at(blocks, index + 1)) and lines[0]:
            head = read_head([heading["c"][2], lines[0]]) if only_dates(lines[0]) else None
            left = after_lines(blocks[index + 1], 1)
            return (head, index + 2, [*blocks[start:index], *left]) if head else None
    return None


def rows_of(block: Block) -> list[list[Inline]]:
    """Give the rows of a table of labels and values as lines, halves of a range as one; none for any other block."""
    lines = []
    for row in table_rows(block) if block["t"] == "Table" else []:
        cells = [all_lines(cell) for cell in row]
        if len(cells) != 2 or any(len(cell) > 1 for cell in cells):
            return []
        if all(cells):
            lines.append([*cells[0][0], {"t": "Str", "c": ":"}, {"t": "Space"}, *cells[1][0]])
        elif any(cells):
            return []
    return joined(lines)


def calls_time(line: list[Inline]) -> bool:
    """Tell whether a line is the label of a time in brackets, and nothing else: `【在籍期間】`."""
    text = plain(line).strip()
    return is_bracketed(text) and is_time(text[1:-1].casefold())


def text_lines_at(blocks: list[Block], index: int) -> list[list[Inline]]:
    """Give the lines of the paragraph at an index, none of anything else."""
    return text_lines(blocks[index]) if index < len(blocks) and blocks[index]["t"] == "Para" else []


def more_lines(head: Head, blocks: list[Block], start: int) -> tuple[int, list[Block]]:
    """Take the lines below a dated heading that belong to it: give the index of the next block and what is left."""
    if start >= len(blocks) or blocks[start]["t"] not in ("Para", "BlockQuote", *LISTS):
        return start, []
    block = blocks[start]
    listed = text_lines(block)
    if block["t"] in LISTS:
        count = next((i for i, line in enumerate(listed) if not field_line(line)), len(listed))
        if not (count or head.pieces):
            return first_item(head, block, start)
    elif head.pieces:
        if len(listed) == 1 and not head.stated and is_its_town(listed[0], head):
            head.add(listed[0])
            return more_lines(head, blocks, start + 1)
        count = names_below(listed, head.pieces) if all(_tells(line, head) for line in listed[:1]) else 0
    else:
        count = names_below(listed, head.pieces)
        if not count and block["t"] == "Para" and (sentence := first_sentence(listed[0])) and not head.stated:
            head.add(sentence[0])
            return start + 1, as_paragraph([line for line in (sentence[1], *listed[1:]) if line])
    for line in listed[:count]:
        named = field_line(line)
        if named and named[0] != "dates":
            head.state(*named)
        else:
            head.add(named[1] if named else line)
    return (start + 1, after_lines(block, count)) if count else (start, [])


def is_its_town(line: list[Inline], head: Head) -> bool:
    """Tell whether a paragraph of one line below a head without a place is the place, and nothing else."""
    text = plain(line).strip()
    known = any(evidence.sure_place(piece.text) for piece in head.all_pieces())
    return not known and ":" not in text and evidence.sure_place(text)


def _tells(line: list[Inline], head: Head) -> bool:
    """Tell whether the first line below a dated heading may belong to its head: set like a name, or a named field."""
    return is_marked(line) or field_line(line) is not None or ends_at_town(line)


def first_item(head: Head, block: Block, start: int) -> tuple[int, list[Block]]:
    """Take the name of a heading that is only dates from the first item of the list below it."""
    items = block["c"] if block["t"] == "BulletList" else block["c"][1]
    lines = text_lines(items[0][0]) if items and items[0] else []
    if not lines or not is_short(lines[0]):
        return start, []
    head.add(lines[0])
    left = [*after_lines(items[0][0], 1), *items[0][1:]]
    others = items[1:]
    kept = {**block, "c": others if block["t"] == "BulletList" else [block["c"][0], others]}
    return start + 1, [*left, *([kept] if others else [])]
