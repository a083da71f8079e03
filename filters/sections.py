#!/usr/bin/env python3
"""Make sections headings of level 1: whatever level the author uses for them, none is skipped below.

## Experience / #### Acme   →   level 1 / level 2

Where no heading is that of a usual section, lines in bold or in capitals that are become headings. A heading that
stands alone above all the others stands beside them; headings of level 1 that are dated entries become level 2.
"""

from pandocfilters import Header

from md2moderncv import evidence
from md2moderncv.blocklines import text_lines
from md2moderncv.canonical import Doc, run
from md2moderncv.dated import dated
from md2moderncv.headlines import is_short, lacks_names
from md2moderncv.inlines import lines, plain, unwrap
from md2moderncv.sectioning import is_usual, title

LONGEST = 6
"""Words of a line that may be a heading."""


def sections(doc: Doc) -> Doc:
    """Renumber the headings: each is one deeper than the nearest heading before it that is less deep."""
    blocks = doc["blocks"]
    if not any(block["t"] == "Header" and is_usual(title(block)) for block in blocks):
        blocks = [made for block in blocks for made in headed(block)]
    levels = [block["c"][0] for block in blocks if block["t"] == "Header"]
    lone = (
        len(levels) > 2 and levels.count(min(levels)) == 1 and levels[0] == min(levels) and 1 + levels.count(levels[1])
    )
    raised = levels[0] if lone and lone > 2 and not plain_document(blocks) else 0
    open_levels: list[int] = []
    made = []
    for block in blocks:
        if block["t"] == "Header":
            level = block["c"][0]
            if raised and level == raised:
                level = levels[1]
            open_levels = [*(shallower for shallower in open_levels if shallower < level), level]
            block = {**block, "c": [len(open_levels), *block["c"][1:]]}
        made.append(block)
    return {**doc, "blocks": demoted(made)}


def demoted(blocks):
    """Move what stands below dated headings of level 1 a level down, where two or more of them are entries."""
    entries = {index for index in range(len(blocks)) if is_dated(blocks, index)}
    if len(entries) < 2:
        return blocks
    entries |= {index for index in range(len(blocks)) if is_role(blocks, index)}
    below, made = False, []
    for index, block in enumerate(blocks):
        if block["t"] == "Header":
            level = block["c"][0]
            below = index in entries if level == 1 else below
            block = {**block, "c": [level + below, *block["c"][1:]]}
        made.append(block)
    return made


def is_dated(blocks, index):
    """Tell whether there is a heading of level 1 with dates in it or right below, that names no usual section."""
    block = blocks[index]
    if not is_unusual(block):
        return False
    found = dated(block["c"][2])
    if found or index + 1 == len(blocks):
        return found is not None and bool(found.range.start or found.range.end)  # `Currently` is a title
    following = blocks[index + 1]
    below = text_lines(following) if following["t"] in ("Para", "Plain") else []
    if following["t"] == "Header" and following["c"][0] > 1:
        below = [following["c"][2]]
    # dates that come first are those of the names below them
    return 0 < len(below) < 4 and lacks_names(below[-1]) and all(map(is_short, below))


def is_role(blocks, index):
    """Tell whether there is a heading of level 1 that is a role, with a dated line among the first below it."""
    block = blocks[index]
    if not is_unusual(block) or index + 1 == len(blocks):
        return False
    below = text_lines(blocks[index + 1])[:3] if blocks[index + 1]["t"] == "Para" else []
    return evidence.balance(plain(block["c"][2])) > 0 and any(map(dated, below))


def is_unusual(block):
    """Tell whether a block is a heading of level 1 that names no usual section."""
    return block["t"] == "Header" and block["c"][0] == 1 and not is_usual(title(block))


def plain_document(blocks):
    """Tell whether the first heading is that of a usual section, below which the others are its parts."""
    first = next(block for block in blocks if block["t"] == "Header")
    return is_usual(title(first))


def headed(block):
    """Give a paragraph that is, or starts with, a line that heads a section as a heading and the rest."""
    if block["t"] not in ("Para", "Plain"):
        return [block]
    written = lines(block["c"])
    if not written or not is_heading(written[0], alone=len(written) == 1):
        return [block]
    heading = {**Header(1, ["", [], []], unwrap(written[0]))}
    if "at" in block:
        heading["at"] = block["at"]
    rest = []
    for line in written[1:]:
        rest += [{"t": "LineBreak"}, *line] if rest else line
    return [heading, {**block, "c": rest}] if rest else [heading]


def is_heading(line, alone):
    """Tell whether a line is bold, in capitals or alone, and the title of a usual section."""
    text = plain(line).strip()
    if not text or len(text.split()) > LONGEST:
        return False
    marked = len(line) == 1 and line[0]["t"] in ("Strong", "Emph", "Underline")
    usual = is_usual(title({"t": "Header", "c": [1, ["", [], []], line]}))
    capitals = text.isupper() and len(text) > 3
    return usual and (marked or capitals or alone)


if __name__ == "__main__":
    run(sections)
