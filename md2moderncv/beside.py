"""What stands beside each other, written as Divs: items in pairs and triples, columns, skills with their levels."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from md2moderncv import model
from md2moderncv.canonical import attr
from md2moderncv.facts import fact
from md2moderncv.inlines import plain
from md2moderncv.levels import level
from md2moderncv.richtext import Report, line, text

Read = Callable[[list[Any], Report], model.Blocks]
"""How the blocks within a form are read."""
MOST = 1500
"""Characters of what stands beside something else: the class sets it in boxes that do not break."""


def beside(block: Any, report: Report, read: Read) -> list[model.Block] | None:
    """Give a Div of one of these forms as the model's blocks; `None` for any other, and for what it can't hold."""
    _, classes, _ = attr(block)
    inner = block["c"][1]
    if "cvlistdoubleitem" in classes:
        return pairs(items_of(inner), report, read)
    if "cvdoubleitem" in classes or "cvtripleitem" in classes:
        return rows(items_of(inner), 2 if "cvdoubleitem" in classes else 3, report, read)
    if "cvcolumns" in classes or "columns" in classes:
        return columns(inner, report, read)
    if "cvskills" in classes:
        return skills(inner, report)
    return None


def items_of(blocks: list[Any]) -> list[list[Any]] | None:
    """Give the items of the only list among blocks."""
    if len(blocks) != 1 or blocks[0]["t"] not in ("BulletList", "OrderedList"):
        return None
    items: list[list[Any]] = blocks[0]["c"] if blocks[0]["t"] == "BulletList" else blocks[0]["c"][1]
    return items


def pairs(items: list[list[Any]] | None, report: Report, read: Read) -> list[model.Block] | None:
    """Give list items two by two."""
    if not items or any(not is_line(item) for item in items):
        return None
    made = [read(item, report) for item in items]
    return [model.ListPair(made[i], made[i + 1] if i + 1 < len(made) else ()) for i in range(0, len(made), 2)]


def is_line(item: list[Any]) -> bool:
    """Tell whether a list item is one paragraph, and no long one."""
    return len(item) == 1 and item[0]["t"] in ("Plain", "Para") and 0 < length(item) <= MOST


def rows(items: list[list[Any]] | None, count: int, report: Report, read: Read) -> list[model.Block] | None:
    """Give items `Label: text` so many to a row."""
    labelled = [labelled_item(item, report) for item in items or []]
    if not labelled or not all(labelled):
        return None
    listed = [item for item in labelled if item]
    return [model.SideBySide(tuple(listed[i : i + count]), count) for i in range(0, len(listed), count)]


def labelled_item(item: list[Any], report: Report) -> model.Item | None:
    """Give an item `Label: text`."""
    stated = fact(item[0]["c"]) if len(item) == 1 and item[0]["t"] in ("Plain", "Para") else None
    if not stated or length(item) > MOST:
        return None
    return model.Item((stated.label,), (model.Paragraph(text(stated.value, report)),))


def columns(blocks: list[Any], report: Report, read: Read) -> list[model.Block] | None:
    """Give Divs of class `column`, or the definitions of a list, as columns beside each other."""
    made: list[model.Column] = []
    for block in blocks:
        if block["t"] == "Div" and {"column", "cvcolumn"} & set(attr(block)[1]):
            stated = attr(block)[2]
            head, body = head_of(block["c"][1], stated.get("head", ""), report)
            made.append(model.Column(head, read(body, report), share(stated.get("width", ""))))
        elif block["t"] == "DefinitionList":
            for term, parts in block["c"]:
                body = [inner for part in parts for inner in part]
                made.append(model.Column(text(term, report), read(body, report)))
        else:
            return None
    wide = any(len(model.plain(model.shown(column.body))) > MOST for column in made)
    return [model.Columns(tuple(made))] if 1 < len(made) <= 4 and not wide else None


def head_of(blocks: list[Any], stated: str, report: Report) -> tuple[model.Text, list[Any]]:
    """Give the head of a column and what is below it: the attribute, or a first line that is all bold."""
    if stated:
        return (stated,), blocks
    first = blocks[0] if blocks and blocks[0]["t"] in ("Para", "Plain") else None
    if first and len(first["c"]) == 1 and first["c"][0]["t"] == "Strong":
        return text(first["c"][0]["c"], report), blocks[1:]
    return (), blocks


def share(width: str) -> str:
    """Give a width, `40%` or `0.4`, as a share of the whole; empty for an equal one."""
    match = re.fullmatch(r"(\d{1,2})%|0?\.(\d{1,3})", width)
    return f"0.{int(match[1]):02}" if match and match[1] else f"0.{match[2]}" if match else ""


def skills(blocks: list[Any], report: Report) -> list[model.Block] | None:
    """Give a table of skills as the class's matrix, or a list `Python: 4/5` as items with a level."""
    if items := items_of(blocks):
        found = [labelled_item(item, report) for item in items]
        levels = [level(model.plain(model.shown(item.body))) if item else None for item in found]
        if all(one is not None for one in levels):
            return [
                model.Item(item.head, (model.Paragraph((model.Skill(one),)),))
                for item, one in zip(found, levels, strict=True)
                if item and one is not None
            ]
    if len(blocks) == 1 and blocks[0]["t"] == "Table":
        return matrix(blocks[0], report)
    return None


def matrix(table: Any, report: Report) -> list[model.Block] | None:
    """Give a table as a matrix of skills: the column of levels is found, the others keep their order.

    Two others are the skill and a comment, three the skill, years and a comment, four have a category in front.
    """
    head = [line(cell[4], report) for row in table["c"][3][1][:1] for cell in row[1]]
    rows = [[cell[4] for cell in row[1]] for body in table["c"][4] for row in (*body[2], *body[3])]
    width = max(map(len, rows), default=0)
    at = next((i for i in range(width) if all(level(words(row, i)) is not None for row in rows)), None)
    if at is None or not 2 <= width <= 5:
        return None
    others = [i for i in range(width) if i != at]
    names = {1: ("skill",), 2: ("skill", "comment"), 3: ("skill", "years", "comment")}.get(
        len(others), ("category", "skill", "years", "comment")
    )
    places = dict(zip(names, others, strict=True)) | {"level": at}
    titles = {name: head[i] for name, i in places.items() if i < len(head)}
    made = tuple(
        model.SkillRow(
            level(words(row, at)) or 0,
            *(
                line(row[places[name]], report) if name in places and places[name] < len(row) else ()
                for name in ("category", "skill", "years", "comment")
            ),
        )
        for row in rows
    )
    level_title, skill, years, comment = (titles.get(name, ()) for name in ("level", "skill", "years", "comment"))
    return [model.SkillMatrix((level_title, skill, years, comment), made)]


def words(row: list[list[Any]], index: int) -> str:
    """Give the words of a cell."""
    return (
        " ".join(plain(block["c"]) for block in row[index] if block["t"] in ("Plain", "Para"))
        if index < len(row)
        else ""
    )


def length(item: list[Any]) -> int:
    """Count the characters of an item's paragraphs."""
    return sum(len(plain(block["c"])) for block in item if block["t"] in ("Plain", "Para"))
