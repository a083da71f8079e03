#!/usr/bin/env python3
"""Turn the dated rows of a table into entries.

    | 2000 – 2006 | Abitur | School, Town |   →   ::: {.cventry start="2000" end="2006"}
                                                  the Spans dates, role, organisation and place
                                                  :::

Half of the rows have to be dated. The words at the head of a column say what it holds; those that say more than
the slots do are set above the entries. A table whose first row alone is dated is one entry.
"""

from pandocfilters import Para, Plain, Space, Str, Strong

from md2moderncv.blocklines import after_lines, text_lines
from md2moderncv.canonical import Doc, form, run
from md2moderncv.dated import dated
from md2moderncv.dates import parse
from md2moderncv.facts import calls_column, column
from md2moderncv.headlines import is_short, names_below
from md2moderncv.heads import read_head
from md2moderncv.inlines import plain
from md2moderncv.pieces import strong as pieces
from md2moderncv.row_groups import continued, grouped
from md2moderncv.sectioning import by_section
from md2moderncv.settle import settle
from md2moderncv.table_columns import cell_lines, cell_text, is_dated, joined, rows_of, spanned, unnumbered

LONGEST_CELL = 25
"""Words of a cell that belongs to a head; a longer one is the body."""


def row_head(row, names, labels=()):
    """Give the head and the body of a dated row; `names` are the fields that the columns hold.

    `labels` are the cells above the columns of a wide table: what stands in one that holds no field is its body.
    """
    lines, body, stated = [], [], {}
    for index, cell in enumerate(row):
        name = names[index] if index < len(names) else ""
        if labels and not name:
            body += beside(labels[index] if index < len(labels) else [], cell)
            continue
        written = cell_lines(cell)
        long = any(len(plain(line).split()) > LONGEST_CELL for line in written)
        names_of, left = named(cell)
        if names_of and (len(cell) > 1 or long):
            lines += names_of
            body += left
        elif not written or long or any(not text_lines(block) for block in cell):
            body += cell
        elif name and name != "dates":
            stated[name] = [*stated[name], Str(","), Space(), *written[0]] if name in stated else written[0]
            body += after_lines({"t": "Para", "c": joined(written)}, 1)
        elif lines and len(written) > 2:
            lines.append(written[0])
            body += after_lines({"t": "Para", "c": joined(written)}, 1)
        else:
            lines += written
    head = read_head(lines)
    if head is None:
        return None
    head.stated.update(stated)
    return (head, [Para(b["c"]) if b["t"] == "Plain" else b for b in body]) if head.pieces or head.stated else None


def beside(label, cell):
    """Give what a cell holds with the words above its column; nothing for an empty one."""
    written = cell_lines(cell)
    if not cell_text(cell).strip("-–—"):
        return []
    if not written or any(block["t"] not in ("Plain", "Para") for block in cell):
        return cell
    above_it = cell_lines(label)[:1]
    values = [inline for line in written for inline in (Str(","), Space(), *line)][2:]
    return [Para([*(above_it[0] if above_it else []), Str(":"), Space(), *values] if above_it else values)]


def named(cell):
    """Give the lines of names that a cell of several blocks or many lines starts with, and what is left of it."""
    first = text_lines(cell[0]) if cell and cell[0]["t"] in ("Para", "Plain") else []
    if not first or not is_short(first[0]) or dated(first[0]):
        return [], cell
    count = 1 + names_below(first[1:], pieces(first[0]))
    return first[:count], [*after_lines(cell[0], count), *cell[1:]]


def read_table(table):
    """Give what each row of a table holds, its head line first; `None` where too few rows are dated."""
    top, rows = spanned(*unnumbered(*rows_of(table)))
    pairs = grouped([*top, *rows])
    rows = rows if pairs else continued(rows)
    if whole := whole_head(top, rows):
        return [], [(None, whole)]
    names = [column(cell_text(cell).casefold()) for cell in top[0]] if len(top) == 1 else []
    as_data = [row_head(row, []) for row in top] if not any(names) else [None] * len(top)
    if top and all(as_data):
        rows, top = [*top, *rows], []
    wide = len(names) >= WIDE and "dates" in names and bool({"role", "organisation"} & set(names))
    if not wide and not {"role", "organisation"} <= set(names):
        names = []  # a column `Activity` may hold the employer, too
    found = [row_head(row, names, top[0] if wide else ()) for row in rows]
    dates = sum(1 for row in rows if any(parse(cell_text(cell)) or is_dated(cell) for cell in row))
    groups = [] if any(names) else [(row_head(head, []), below) for head, below in pairs]
    if len(groups) > bool(top) and all(head for head, _ in groups):  # a title above one row is no employer
        return [], [(None, (head, [*body, *blocks_of(below)])) for (head, body), below in groups]
    if not rows or not any(found) or sum(map(bool, found)) * 2 < len(rows) or dates * 2 < len(rows):
        return None
    return ([] if wide else top), list(zip(rows, found, strict=True))


WIDE = 6
"""Columns of a table in which those without a field's name are no part of a head."""
MOST_ROWS = 4
"""Rows of a table that is one entry."""


def whole_head(top, rows):
    """Read a table whose first row alone is dated as one entry: `| Engineer | 2019 |` over `| Acme, Town | |`."""
    first, *others = [*top, *rows] or [[]]
    if not others or len(others) >= MOST_ROWS or not any(map(is_dated, first)):
        return None
    if any(is_dated(cell) for row in others for cell in row) or not row_head(first, []):
        return None
    lines = [line for cell in first for block in cell for line in text_lines(block)]
    below = [block for cell in others[0] for block in cell]
    names = [line for block in below for line in text_lines(block)]
    count = names_below(names, read_head(lines).pieces)
    left = names[count:]
    body = [Para(joined(left))] if left else []
    body += blocks_of(others[1:])
    body += [block for block in below if not text_lines(block)]
    return read_head([*lines, *names[:count]]), body


def blocks_of(rows):
    """Give what the cells of rows hold, one after the other."""
    return [Para(b["c"]) if b["t"] == "Plain" else b for row in rows for cell in row for b in cell]


def tables(doc: Doc) -> Doc:
    """Replace each table of dated rows by entries."""
    return by_section(doc, listed)


def listed(section, blocks):
    """Give a section's blocks, its tables of dates made entries."""
    found = {index: made for index, block in enumerate(blocks) if block["t"] == "Table" and (made := read_table(block))}
    fields = settle([item[0] for _, rows in found.values() for _, item in rows if item], section.subject)
    kept = []
    for index, block in enumerate(blocks):
        if index not in found:
            kept.append(block)
            continue
        top, rows = found[index]
        kept += block["c"][1][1]  # its caption
        said = all(calls_column(cell_text(cell)) or not cell_text(cell) for row in top for cell in row)
        kept += [
            form("cvitem", {"head": joined(cell_lines(row[0]))}, [Plain(strong_cells(row[1:]))])
            for row in top
            if not said
        ]
        for row, item in rows:
            if item:
                kept.append(form("cventry", fields.pop(0), item[1], item[0].range, item[0].at))
            else:
                kept += [inner for cell in row for inner in cell]
    return kept


def strong_cells(row):
    """Give the cells of a head line as one line."""
    inlines = []
    for cell in row:
        words = joined(cell_lines(cell))
        if words:
            inlines += [{"t": "Str", "c": ","}, {"t": "Space"}, Strong(words)] if inlines else [Strong(words)]
    return inlines


if __name__ == "__main__":
    run(tables)
