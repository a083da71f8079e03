"""Which headings of a section start entries, with the lines around them that belong to their heads."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from md2moderncv import evidence
from md2moderncv.below_headings import below, more_lines, stated_below
from md2moderncv.blocklines import Block, text_lines
from md2moderncv.dated import dated
from md2moderncv.grades import is_grade
from md2moderncv.headlines import (
    is_dated_list,
    is_short,
    lacks_names,
    only_dates,
)
from md2moderncv.heads import Head, read_head
from md2moderncv.inlines import plain
from md2moderncv.sectioning import folded, is_listed, subject, title


@dataclass
class Found:
    """A heading that starts an entry, or groups some."""

    index: int
    stop: int
    """The block behind its head."""
    level: int
    head: Head | None
    """`None` for a heading without dates."""
    given: dict[str, Any] = field(default_factory=dict)
    """Fields that its attributes state."""
    rest: list[Any] = field(default_factory=list)
    """What is left of the blocks that gave it lines."""
    chained: int = 0
    """How many undated headings right above it belong to its head."""


def is_heading(blocks: list[Block], index: int) -> bool:
    """Tell whether there is a heading at an index."""
    return 0 <= index < len(blocks) and blocks[index]["t"] == "Header"


def heading_at(blocks: list[Block], index: int) -> Found:
    """Read the heading at an index as the start of an entry, or as one without dates."""
    heading = blocks[index]
    level = heading["c"][0]
    plainly = Found(index, index + 1, level, None)
    if level < 2:
        return plainly
    head = read_head([heading["c"][2]])
    if head and len(head.pieces) == 1 and names_section(head.pieces[0].text, blocks[index + 1 :]):
        return plainly
    if head:
        chained = chain(blocks, index, head)
        stop, rest = more_lines(head, blocks, index + 1)
        if not head.pieces and not head.stated and is_heading(blocks, index + 1):
            following = blocks[index + 1]
            if following["c"][0] > level and not dated(following["c"][2]) and not is_listed(title(following)):
                head.add(following["c"][2])
                stop, rest = more_lines(head, blocks, index + 2)
                stop = max(stop, index + 2)
        if chained and is_second_name(blocks, index, stop, chained):
            head.add(blocks[stop]["c"][2])
            stop, rest = more_lines(head, blocks, stop + 1)
        if not rest and is_heading(blocks, stop) and says_place(blocks[stop]) and blocks[stop]["c"][0] >= level:
            head.add(blocks[stop]["c"][2])
            stop += 1
        return Found(index, stop, level, head, rest=rest, chained=chained)
    found = below(heading, blocks, index + 1) if is_alone(blocks, index) else None
    found = found or stated_below(heading, blocks, index + 1)
    if found is None:
        return plainly
    head, stop, rest = found
    return Found(index, stop, level, head, rest=rest)


def is_second_name(blocks: list[Block], index: int, stop: int, chained: int) -> bool:
    """Tell whether behind a heading of dates stands one as high as that above it, with a text of its own below it.

    Such as `#### Acme`, `###### 2019 – 2021`, `#### Engineer`.
    """
    if stop != index + 1 or not is_heading(blocks, stop) or is_heading(blocks, stop + 1):
        return False
    as_high = blocks[stop]["c"][0] == blocks[index - chained]["c"][0]
    return as_high and not dated(blocks[stop]["c"][2]) and not is_listed(title(blocks[stop]))


def names_section(text: str, below: list[Block]) -> bool:
    """Tell whether a dated heading calls what stands below it by a usual name.

    Such as `Experience`, or `Earlier experience (2010 – 2014)` above a list of what is dated itself.
    """
    if not any(is_dated_list(block) or block["t"] == "Header" for block in below[:1]):
        return False
    if is_listed(text.casefold()):
        named = below[0]["t"] == "Header" and not dated(below[0]["c"][2])
        return not (named and evidence.is_role_word(text))  # `Volunteer (2014)`, below it `Acme`
    stem = subject(folded(text)) in ("experience", "education") and evidence.balance(text) == 0
    return stem and below[0]["t"] != "Header"


def says_place(heading: Block) -> bool:
    """Tell whether a heading is a place and nothing else: `Zwolle, Netherlands (Remote)`."""
    return evidence.sure_place(plain(heading["c"][2])) and not dated(heading["c"][2])


def chain(blocks: list[Block], index: int, head: Head) -> int:
    """Give a heading that is only dates the names of the headings right above it: count them."""
    level, count = blocks[index]["c"][0], 0
    said = (evidence.sure_place(piece.text) or is_grade(piece.text) for piece in head.pieces)
    nameless = all(said) and not head.stated
    while (nameless or count) and count < 2:
        top = index - count - 1
        above = blocks[top] if is_heading(blocks, top) else None
        deepest = level + is_between(blocks, top)
        if not above or not 1 < above["c"][0] < deepest or dated(above["c"][2]) or is_listed(title(above)):
            break
        level, count = above["c"][0], count + 1
        head.put(above["c"][2])
    return count


def is_between(blocks: list[Block], index: int) -> bool:
    """Tell whether a heading stands between a higher one right above it and one as high right below it."""
    levels = [blocks[i]["c"][0] if is_heading(blocks, i) else 0 for i in (index - 1, index, index + 1)]
    return 1 < levels[0] < levels[1] == levels[2]


def paired(found: list[Found], blocks: list[Block]) -> set[int]:
    """Give each dated heading of one name the undated heading right below it, as high or the only deeper one, as its
    other name, where all have one.

    Gives the indices of the headings so taken.
    """
    pairs = [
        (item, after)
        for item, after in pairwise(found)
        if item.head
        and not (after.head or after.given)
        and after.index == item.stop
        and is_second(item, after, found)
        and not is_listed(title(blocks[after.index]))  # `#### Summary`
    ]
    dated_ones = [item for item in found if item.head]
    telling = [pair for pair in pairs if says_other(pair[0], blocks[pair[1].index])]
    if telling and (len(pairs) < len(dated_ones) or len(pairs) == 1):
        return joined(telling, blocks)
    if len(pairs) < 2 or len(pairs) < len(dated_ones) or any(len(i.head.pieces) > 2 for i, _ in pairs if i.head):
        return set()
    return joined(pairs, blocks)


def joined(pairs: list[tuple[Found, Found]], blocks: list[Block]) -> set[int]:
    """Give dated headings the undated ones below them as their other names: the indices of those."""
    for item, after in pairs:
        if item.head:
            item.head.add(blocks[after.index]["c"][2])
            item.stop = after.index + 1
    return {after.index for _, after in pairs}


def says_other(item: Found, heading: Block) -> bool:
    """Tell whether an undated heading is a role where the dated one above it is none, or an employer where that is."""
    if not item.head or len(item.head.pieces) != 1:
        return False
    above, below = evidence.balance(item.head.pieces[0].text), evidence.balance(plain(heading["c"][2]))
    return (below > 0 >= above) or (below < 0 <= above)


def is_second(item: Found, after: Found, found: list[Found]) -> bool:
    """Tell whether an undated heading is as high as the dated one above it, or the only one deeper than that."""
    others = found[found.index(after) + 1 :]
    deeper = not any(other.level > item.level for other in others[:1])
    return after.level == item.level or (after.level == item.level + 1 and deeper)


def is_alone(blocks: list[Block], index: int) -> bool:
    """Tell whether the dates below a heading are its own: next to it without a name, or the only ones below it."""
    first = text_lines(blocks[index + 1])[:1] if index + 1 < len(blocks) else []
    if first and dated(first[0]) and lacks_names(first[0]):
        return not groups_others(blocks, index)
    return heads_below(blocks, index) < 2


def groups_others(blocks: list[Block], index: int) -> bool:
    """Tell whether a heading calls several paragraphs together that begin with a line of dates; few name a role."""
    stop = next((i for i in range(index + 1, len(blocks)) if blocks[i]["t"] == "Header"), len(blocks))
    listed = [text_lines(block)[:2] for block in blocks[index + 1 : stop] if block["t"] == "Para"]
    names = [lines[1] for lines in listed if len(lines) > 1 and only_dates(lines[0])]
    said = plain(blocks[index]["c"][2])
    owner = evidence.is_legal(said) or (evidence.balance(said) < 0 and evidence.is_school(said))
    roles = sum(evidence.balance(plain(line)) > 0 for line in names)
    return len(names) > 1 and not owner and roles * 2 < len(names)


def heads_below(blocks: list[Block], index: int) -> int:
    """Count the paragraphs up to the next heading that are dated lines of an entry of their own: name and dates."""
    count = 0
    for block in blocks[index + 1 :]:
        if block["t"] == "Header":
            break
        listed = text_lines(block)[:3] if block["t"] in ("Para", "BlockQuote") else []
        count += any(is_short(line) and dated(line) for line in listed)
    return count
