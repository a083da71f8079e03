"""The lines of text in a block, whatever kind of block it is."""

from __future__ import annotations

from itertools import takewhile
from typing import Any

from md2moderncv.inlines import Inline, as_words, cut, lines, plain, strip
from md2moderncv.words import labels, networks

Block = dict[str, Any]
LISTS = ("BulletList", "OrderedList")
TEXT = ("Para", "Plain", "LineBlock")
"""Blocks that are nothing but lines."""


def text_lines(block: Block) -> list[list[Inline]]:
    """Give the lines of a paragraph, or of a quotation or list that holds nothing else; no lines for other blocks."""
    if block["t"] in ("Para", "Plain"):
        listed = [without_mark(line) if number else line for number, line in enumerate(lines(block["c"]))]
        return [line for line in listed if len(listed) < 2 or not is_rule(line)]
    # of other blocks a part would be lost
    inner: list[list[list[Inline]]] = []
    if block["t"] == "BlockQuote":
        inner = [text_lines(part) for part in block["c"]]
    elif block["t"] == "BulletList" and all(len(item) == 1 for item in block["c"]):
        inner = [text_lines(item[0])[:1] for item in block["c"]]
    return [line for listed in inner for line in listed] if all(inner) else []


def without_mark(line: list[Inline]) -> list[Inline]:
    """Give a line without the mark of a definition that it starts with: `: Engineer`."""
    text = plain(line)
    return cut(line, 2, len(text)) if text.startswith(": ") else line


def first_lines(block: Block) -> list[list[Inline]]:
    """Give the lines of a block as `text_lines`, of a list those of the items before the first that holds more."""
    if block["t"] != "BulletList":
        return text_lines(block)
    plain_items = list(takewhile(lambda item: len(item) == 1, block["c"]))
    return text_lines({**block, "c": plain_items})


def is_rule(line: list[Inline]) -> bool:
    """Tell whether a line is a separator of the lines around it, and nothing else: `-`."""
    return all(inline["t"] == "Str" for inline in line) and plain(line) in RULES


RULES = ("-", "–", "—", "|", "•", "·", ",", ";", "--", "---")
"""What some write between two lines."""


def after_lines(block: Block, count: int) -> list[Block]:
    """Give what is left of a block when its first lines are taken."""
    if block["t"] == "BulletList":  # of which each item gives its first line
        behind = [made for item in block["c"][:count] for made in as_paragraph(text_lines(item[0])[1:])]
        left = block["c"][count:]
        return [*behind, *([{**block, "c": left}] if left else [])]
    return as_paragraph(text_lines(block)[count:])


def as_paragraph(listed: list[list[Inline]]) -> list[Block]:
    """Give lines as a paragraph again, each on a line of its own; nothing where there are none."""
    inlines: list[Inline] = []
    for line in listed:
        inlines += [{"t": "LineBreak"}, *line] if inlines else line
    return [{"t": "Para", "c": inlines}] if inlines else []


def block_lines(block: Block) -> list[list[Inline]] | None:
    """Give the lines of a block that may hold contact data, `None` for other blocks."""
    kind = block["t"]
    if kind in ("Para", "Plain", "BlockQuote"):
        inner = block["c"] if kind == "BlockQuote" else [block]
        return None if any(b["t"] not in ("Para", "Plain", "LineBlock") for b in inner) else all_lines(inner)
    if kind == "LineBlock":
        return [strip(line) for line in block["c"] if plain(line).strip()]
    if kind in LISTS:
        items = block["c"] if kind == "BulletList" else block["c"][1]
        if any(len(item) > 1 or item[0]["t"] not in ("Para", "Plain") for item in items if item):
            return None
        return all_lines([item[0] for item in items if item])
    if kind == "DefinitionList":
        found = []
        if any(b["t"] not in TEXT for _, parts in block["c"] for part in parts for b in part):
            return None
        for term, parts in block["c"]:
            values = all_lines([b for part in parts for b in part])
            colon = {"t": "Str", "c": ":"}
            found += [[*term, colon, {"t": "Space"}, *value] for value in values] or [term]
        return found
    if kind == "Table":
        rows = table_rows(block)
        if not rows or any(b["t"] not in TEXT for row in rows for cell in row for b in cell):
            return None
        labelled = sum(bool(label_of(row)) for row in rows) * 2 > len(rows)
        return [line for row in rows for line in row_lines(row, labelled)]
    return None


def code_lines(block: Block) -> list[list[Inline]]:
    """Give the lines of a block of code as words: some write their contact data so; none of any other block."""
    return [as_words(line) for line in block["c"][1].split("\n") if line.strip()] if block["t"] == "CodeBlock" else []


def table_rows(table: Block) -> list[list[list[Block]]]:
    """Give the rows of a table, its head's among them, as cells; none where it has a caption or a foot."""
    if table["c"][1][1] or table["c"][5][1]:
        return []
    rows = [*table["c"][3][1], *(row for body in table["c"][4] for row in (*body[2], *body[3]))]
    return [[cell[4] for cell in row[1]] for row in rows]


def row_lines(cells: list[list[Block]], labelled: bool = False) -> list[list[Inline]]:
    """Give the lines of a table's row: `Phone | 123` is a label and its value.

    So is any row of two cells in a table that is `labelled`, one whose rows mostly begin with known labels.
    """
    written = [lines for cell in cells if (lines := all_lines(cell))]
    if label_of(cells) or (labelled and len(written) == 2 and len(written[0]) == 1):
        value = [inline for line in written[1] for inline in ({"t": "Str", "c": ","}, {"t": "Space"}, *line)][2:]
        return [[*strip(written[0][0], " :：\n"), {"t": "Str", "c": ":"}, {"t": "Space"}, *value]]
    return [line for lines in written for line in lines]


def label_of(cells: list[list[Block]]) -> str:
    """Give the label of a fact or a network, folded, that the first of two cells is; empty for any other row."""
    written = [lines for cell in cells if (lines := all_lines(cell))]
    label = plain(written[0][0]).strip(" :：").casefold() if len(written) == 2 and len(written[0]) == 1 else ""
    return label if label in labels() or label in networks() else ""


def all_lines(blocks: list[Block]) -> list[list[Inline]]:
    """Give the lines of paragraphs; a line that is nothing but a link with a picture is one, too."""
    found = []
    for block in blocks:
        if block["t"] == "LineBlock":
            found += [line for line in block["c"] if line]
        elif block["t"] in ("Para", "Plain"):
            found += text_lines(block)
    return found
