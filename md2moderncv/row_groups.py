"""Entries that take several rows of a table each: the employer on one, the role and the dates on the next."""

from __future__ import annotations

from md2moderncv.headlines import ends_shortened, is_short
from md2moderncv.inlines import Inline, plain
from md2moderncv.table_columns import Cell, Row, cell_lines, is_dated


def continued(rows: list[Row]) -> list[Row]:
    """Give the rows of a table with those that have no date and an empty first cell as what goes on in the row above.

    So where each other row starts with its dates: `| 2019 | **Engineer**, Acme |`, `| | built looms … |`, `| | |`.
    """
    rows = [row for row in rows if not is_blank(row)]
    begins = [bool(row) and is_dated(row[0]) for row in rows]
    others = [row for row, begun in zip(rows, begins, strict=True) if not begun]
    long = any(not _is_name(line) for row in others for cell in row for line in cell_lines(cell))
    if not rows or not begins[0] or sum(begins) < 2 or not long or any(not row or cell_lines(row[0]) for row in others):
        return rows
    made: list[Row] = []
    for row, begun in zip(rows, begins, strict=True):
        if begun:
            made.append([*row])
        else:
            made[-1][1:] = [[*above, *cell] for above, cell in zip(made[-1][1:], row[1:], strict=False)]
    return made


def grouped(rows: list[Row]) -> list[tuple[Row, list[Row]]]:
    """Give the cells of each entry's head and the rows of its body, where all dated rows have a short one right above
    them, or all have one right below; nothing for any other table. Of a table with one dated row the first two are it.
    """
    rows = [row for row in rows if any(cell_lines(cell) or cell for cell in row) and not is_blank(row)]
    dates = [index for index, row in enumerate(rows) if is_dated_row(row)]
    for first, second in ((-1, 0), (0, 1)) if len(dates) > 1 else ((-1, 0),) if dates == [1] else ():
        pairs = [(index + first, index + second) for index in dates]
        if pairs[0][0] != 0 or any(not is_head(rows, upper, lower) for upper, lower in pairs):
            continue
        stops = [*(upper for upper, _ in pairs[1:]), len(rows)]
        return [
            ([*rows[upper], *rows[lower]], rows[lower + 1 : stop])
            for (upper, lower), stop in zip(pairs, stops, strict=True)
        ]
    return []


def is_head(rows: list[Row], upper: int, lower: int) -> bool:
    """Tell whether two rows that follow each other are a head: one of them dated, all of their cells short."""
    if upper < 0 or lower >= len(rows) or is_dated_row(rows[upper]) == is_dated_row(rows[lower]):
        return False
    both = [*rows[upper], *rows[lower]]
    written = [line for cell in both for line in cell_lines(cell)]
    return all(map(_is_name, written)) and not any(map(_holds_more, both))


def _is_name(line: list[Inline]) -> bool:
    """Tell whether a line is short and no sentence."""
    text = plain(line)
    return is_short(line) and (text[-1:] != "." or ends_shortened(text))


def is_dated_row(row: Row) -> bool:
    """Tell whether the first line of a cell holds dates that stand apart."""
    return any(map(is_dated, row))


def is_blank(row: Row) -> bool:
    """Tell whether the cells of a row hold nothing."""
    return not any(block for cell in row for block in cell if block["t"] != "Plain" or cell_lines([block]))


def _holds_more(cell: Cell) -> bool:
    """Tell whether a cell holds a list or another block of its own."""
    return any(block["t"] not in ("Plain", "Para") for block in cell)
