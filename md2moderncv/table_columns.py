"""The columns of a table: what counts its rows, and what says when something began and when it ended."""

from __future__ import annotations

import re
from typing import Any

from md2moderncv.blocklines import Block, text_lines
from md2moderncv.dated import dated
from md2moderncv.dates import find, is_present
from md2moderncv.facts import column
from md2moderncv.inlines import Inline, plain

Cell = list[Block]
Row = list[Cell]


def cell_lines(cell: Cell) -> list[list[Inline]]:
    """Give the lines of a cell."""
    return [line for block in cell for line in text_lines(block)]


def cell_text(cell: Cell) -> str:
    """Give the words of a cell."""
    return " ".join(map(plain, cell_lines(cell))).strip()


def is_dated(cell: Cell) -> bool:
    """Tell whether a cell's first line holds dates that stand apart."""
    lines = cell_lines(cell)
    return bool(lines) and dated(lines[0]) is not None


def _cells(row: Any) -> Row:
    """Give the cells of a row as pandoc has it."""
    return [cell[4] for cell in row[1]]


def rows_of(table: Block) -> tuple[list[Row], list[Row]]:
    """Give the rows of a table's head and those of its bodies, each as cells."""
    head = [_cells(row) for row in table["c"][3][1]]
    bodies = [_cells(row) for body in table["c"][4] for row in (*body[2], *body[3])]
    return [row for row in head if any(map(cell_text, row))], bodies + [_cells(row) for row in table["c"][5][1]]


def unnumbered(top: list[Row], rows: list[Row]) -> tuple[list[Row], list[Row]]:
    """Give rows without a first column that only counts them."""
    counted = [cell_text(row[0]) if len(row) > 2 else "" for row in rows]
    if len(rows) < 2 or not all(re.fullmatch(r"\d{1,3}\.?", text) for text in counted):
        return top, rows
    return [row[1:] for row in top], [row[1:] for row in rows]


def spanned(top: list[Row], rows: list[Row]) -> tuple[list[Row], list[Row]]:
    """Give rows in which two columns side by side, when something began and when it ended, are one."""
    for index in range(max(map(len, rows), default=1) - 1):
        pairs = [row[index : index + 2] for row in rows if len(row) > index + 1]
        begun = [first for first, _ in pairs if is_single(cell_text(first))]
        ended = [last for _, last in pairs if is_single(cell_text(last)) or is_end(cell_text(last))]
        both = sum(is_single(cell_text(first)) and is_single(cell_text(last)) for first, last in pairs)
        if pairs and both and len(begun) == len(pairs) == len(ended):
            joined_rows = [[*row[:index], [_plain(span(*row[index : index + 2]))], *row[index + 2 :]] for row in rows]
            heads = [[*row[:index], [_plain(above(*row[index : index + 2]))], *row[index + 2 :]] for row in top]
            return heads, joined_rows
    return top, rows


def _plain(inlines: list[Inline]) -> Block:
    return {"t": "Plain", "c": inlines}


def above(first: Cell, last: Cell) -> list[Inline]:
    """Give the words above two columns of dates; nothing where they say that, and no more."""
    if all(column(cell_text(cell).casefold()) == "dates" or not cell_text(cell) for cell in (first, last)):
        return []
    return span(first, last)


def is_single(text: str) -> bool:
    """Tell whether a cell is one date, with a remark at most."""
    found = find(text)
    return len(found) == 1 and found[0].start == 0 and found[0].range.start == found[0].range.end


def is_end(text: str) -> bool:
    """Tell whether a cell stands for the end of something that goes on."""
    return text.strip(" -–—…?") == "" or is_present(text)


def span(first: Cell, last: Cell) -> list[Inline]:
    """Give two cells of dates as one range."""
    parts = [joined(cell_lines(first)), joined(cell_lines(last))]
    said: list[list[Inline]] = [part for part in parts if re.search(r"\w", plain(part))] or [[]]
    dash: list[Inline] = [{"t": "Space"}, {"t": "Str", "c": "–"}, {"t": "Space"}]
    return [*said[0], *dash, *said[1]] if len(said) > 1 else [*said[0], *dash[:2]]


def joined(lines: list[list[Inline]]) -> list[Inline]:
    """Give lines as one list of inlines with breaks between them."""
    return [part for line in lines for part in ({"t": "LineBreak"}, *line)][1:]
