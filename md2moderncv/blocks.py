"""Pandoc's blocks, the canonical forms among them, to the model's blocks."""

from __future__ import annotations

import calendar
import re
from dataclasses import replace
from typing import Any

from md2moderncv import model
from md2moderncv.beside import beside
from md2moderncv.canonical import FIELDS, SAID_ABOVE, attr, fields, is_form
from md2moderncv.date import Date
from md2moderncv.dates import DateRange, parse, without_duration
from md2moderncv.diagnostics import Span
from md2moderncv.inlines import plain
from md2moderncv.inlines import span as span_of
from md2moderncv.messages import bad_date, raw_tex, reversed_dates
from md2moderncv.richtext import PAGE_BREAKS, Report, at, line, text
from md2moderncv.typography import dashed

ALIGNMENTS = {"AlignRight": "r", "AlignCenter": "c"}


DEEPEST = 4
"""Lists that LaTeX nests; what is deeper is set as lines with a dash."""


def blocks(values: list[Any], report: Report, depth: int = 0) -> model.Blocks:
    """Give pandoc's blocks as the model's, in order; `depth` counts the lists around them."""
    return tuple(made for value in values for made in _block(value, report, depth))


def _block(block: Any, report: Report, depth: int) -> list[model.Block]:
    """Give one block; Divs without a meaning are transparent, rules and raw code go."""
    kind, value = block["t"], block.get("c")
    match kind:
        case "Para" | "Plain":
            return paragraph(value, report)
        case "Header":
            title = text(value[2], report)
            return [model.Subsection(title, value[0], line_of(block))] if title else []
        case "BulletList":
            items = tuple(blocks(item, report, depth + 1) for item in value)
            return [model.BulletList(items)] if depth < DEEPEST else _flat(items)
        case "OrderedList":
            items = tuple(blocks(item, report, depth + 1) for item in value[1])
            return [model.OrderedList(items, value[0][0])] if depth < DEEPEST else _flat(items)
        case "DefinitionList":
            return [definitions(value, report, depth)]
        case "BlockQuote":
            return [model.Quotation(blocks(value, report, depth))]
        case "CodeBlock":
            return [model.CodeBlock(tuple(value[1].split("\n")))] if value[1].strip() else []
        case "LineBlock":
            rows = [text(row, report) for row in value]
            broken = [part for row in rows if row for part in (model.LineBreak(), *row)]
            return [model.Paragraph(tuple(broken[1:]))] if broken else []
        case "Table":
            return [table(value, report)]
        case "Figure":
            return list(blocks(value[2], report, depth))
        case "Div":
            return _div(block, report, depth)
        case "Tex":
            return [model.Paragraph((model.Tex(value),))]
        case "RawBlock" if value[0] in ("tex", "latex"):
            return raw(value[1], at(block), report)
    return []


def raw(tex: str, span: Span | None, report: Report) -> list[model.Block]:
    """Give raw TeX as text, but for page breaks."""
    if tex.strip() in PAGE_BREAKS:
        return [model.PageBreak()]
    report(raw_tex(tex.strip().split("\n")[0], span))
    return [model.CodeBlock(tuple(tex.strip("\n").split("\n")))]


def paragraph(inlines: list[Any], report: Report) -> list[model.Block]:
    """Give a paragraph, a page break, or a formula of its own."""
    if plain(inlines).strip() in PAGE_BREAKS:
        return [model.PageBreak()]
    content = text(inlines, report)
    if len(content) == 1 and isinstance(content[0], model.Math) and content[0].display:
        return [model.Formula(content[0])]
    return [model.Paragraph(content)] if content else []


def _flat(items: tuple[model.Blocks, ...]) -> list[model.Block]:
    """Give a list that is nested too deep as its blocks, a dash before each item."""
    flat: list[model.Block] = []
    for item in items:
        first, *rest = item or (model.Paragraph(()),)
        if isinstance(first, model.Paragraph):
            first = model.Paragraph(("– ", *first.content))
        flat += [first, *rest]
    return flat


def definitions(value: list[Any], report: Report, depth: int) -> model.DefinitionList:
    """Give a definition list; several definitions of a term follow each other."""
    return model.DefinitionList(
        tuple(
            (text(term, report), tuple(made for part in parts for made in blocks(part, report, depth + 1)))
            for term, parts in value
        )
    )


def table(value: list[Any], report: Report) -> model.Table:
    """Give a pipe table or any other as rows of rich text."""
    _, caption, columns, head, bodies, foot = value
    rows = [row for body in bodies for row in (*body[2], *body[3])] + foot[1]
    return model.Table(
        tuple(ALIGNMENTS.get(alignment["t"], "l") for alignment, _ in columns),
        tuple(row for row in _rows(head[1], report) if any(row)),
        tuple(row for row in _rows(rows, report) if any(row)),
        line(caption[1], report),
    )


def _rows(rows: list[Any], report: Report) -> list[model.Row]:
    return [tuple(line(cell[4], report) for cell in row[1]) for row in rows]


def _div(block: Any, report: Report, depth: int) -> list[model.Block]:
    if attr(block)[0] == "refs" and not block["c"][1]:
        return [model.References()]
    if is_form(block, "cventry"):
        return [entry(block, report)]
    if made := beside(block, report, blocks):
        return [placed(made[0], line_of(block)), *made[1:]]
    if is_form(block, "cvitemwithcomment"):
        stated, body = fields(block)
        head, word, comment = (text(stated.get(name, []), report) for name in ("head", "text", "comment"))
        return [model.ItemWithComment(head, word, comment, line_of(block)), *blocks(body, report)]
    if is_form(block, "cvitem"):
        stated, body = fields(block)
        return [model.Item(text(stated.get("head", []), report), blocks(body, report), line_of(block))]
    if is_form(block, "cvlistitem"):
        return [model.ListItem(blocks(block["c"][1], report), line_of(block))]
    return list(blocks(block["c"][1], report, depth))


def placed(block: model.Block, line: int) -> model.Block:
    """Give a block with the line at which it starts, where its kind knows one."""
    made: Any = block
    return replace(made, line=line) if hasattr(made, "line") else block


def entry(block: Any, report: Report) -> model.Entry:
    """Give a `cventry` as an entry; says so where its dates can't be read or run backwards."""
    stated, body = fields(block)
    given = {name: text(stated.get(name, []), report) for name in FIELDS}
    _, _, attributes = attr(block)
    written = plain(stated.get("dates", []))
    span = Span(*position) if (position := span_of(stated.get("dates", []))) else at(block)
    dates = _range(attributes) or parse(written)
    if written and not dates:
        report(bad_date(written, span))
    if dates and dates.start and dates.end and dates.end < dates.start:
        report(reversed_dates(written, span))
    given["dates"] = dashed(given["dates"], dates)
    return model.Entry(
        **given,
        body=blocks(body, report),
        range=dates,
        written=without_duration(written),
        above=tuple(name for name in attributes.get("above", "").split() if name in SAID_ABOVE),
        line=line_of(block),
    )


def _range(attributes: dict[str, str]) -> DateRange | None:
    """Read the attributes `start` and `end` of a canonical entry."""
    if not attributes.keys() & {"start", "end"}:
        return None
    return DateRange(_date(attributes.get("start", "")), _date(attributes.get("end", "")))


def _date(iso: str) -> Date | None:
    if not re.fullmatch(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?", iso):
        return None
    year, *rest = map(int, iso.split("-"))
    if len(rest) == 2 and rest[1] > calendar.monthrange(year, rest[0])[1]:
        return None
    return Date(year, *rest)


def line_of(block: Any) -> int:
    """Give the line at which a block starts, 0 if that is not known."""
    return block["at"][0] if "at" in block else 0
