"""What was understood of a CV: as records for programs, and as a table for people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from md2moderncv import evidence, model
from md2moderncv.diagnostics import Diagnostic, Source, as_json
from md2moderncv.namelike import ACADEMIC
from md2moderncv.names import SUFFIX

COLUMNS = ("dates", "role", "organisation", "place", "line")


def outline(cv: model.Cv) -> dict[str, Any]:
    """Give the person and the sections with their entries; texts are the author's own words, without markup."""
    person = cv.person
    name = _name(" ".join(part for part in (model.plain(person.firstname), model.plain(person.lastname)) if part))
    links = [link.url for link in person.homepages] + [profile.url for profile in person.socials if profile.url]
    listed = [*((None, cv.preface),) * bool(list(_entries(cv.preface))), *((s, s.blocks) for s in cv.sections)]
    return {
        "person": {
            "name": name,
            "title": model.plain(person.title),
            "born": model.plain(person.born),
            "emails": list(person.emails),
            "phones": [phone.number for phone in person.phones],
            "address": [model.plain(line) for line in person.address],
            "links": [str(link) for link in links],
            "photo": str(person.photo or ""),
            "quote": model.plain(person.quote),
            "others": [model.plain(fact) for fact in person.extrainfo],
        },
        "sections": [
            {
                "title": model.plain(section.title) if section else "",
                "line": section.line if section else 1,
                "entries": [_entry(entry) for entry in _entries(blocks)],
            }
            for section, blocks in listed
        ],
    }


def _name(written: str) -> str:
    """Give a name without academic titles and without what stands in brackets: how it is read, or written elsewhere."""
    bare = re.sub(r"\s*[(（][^()（）]*[)）]\s*$", "", written)
    titled = ACADEMIC.sub("", bare)
    head, comma, tail = (titled if titled.strip() else bare).partition(",")
    return head if comma and SUFFIX.match(tail.strip()) else head + comma + tail


def _entries(blocks: model.Blocks) -> Iterator[model.Entry]:
    """Give the entries among blocks and inside them, in order; not an employer's that holds roles of their own."""
    return (part for part in model.walk(blocks) if isinstance(part, model.Entry) and not _is_parted(part))


def _is_parted(entry: model.Entry) -> bool:
    """Tell whether the roles in an employer's entry say what somebody was there; projects leave it one of its own."""
    inner = [block for block in entry.body if isinstance(block, model.Entry) and block.above]
    return any(evidence.balance(model.plain(block.role)) > 0 for block in inner) or any(not b.role for b in inner)


def _entry(entry: model.Entry) -> dict[str, Any]:
    dates = entry.range
    return {
        "dates": entry.written,
        "start": dates.start.iso() if dates and dates.start else "",
        "end": dates.end.iso() if dates and dates.end else "",
        "role": _words(entry.role),
        "organisation": _words(entry.organisation),
        "place": _words(entry.place),
        "line": entry.line,
    }


def _words(text: model.Text) -> str:
    """Give the words of a field; what a picture shows and what a footnote says are none of them."""
    said = (part for part in text if not isinstance(part, (model.Image, model.Note)))
    return "".join(_words(p.content) if hasattr(p, "content") else model.plain((p,)) for p in said).strip()


def as_record(cv: model.Cv, diagnostics: list[Diagnostic], source: Source) -> dict[str, Any]:
    """Give the outline with the diagnostics, as `check --format json` prints it."""
    return {**outline(cv), "diagnostics": [as_json(diagnostic, source) for diagnostic in diagnostics]}


WIDEST = {"dates": 26, "role": 34, "organisation": 34, "place": 20, "line": 4}
"""Characters of the table's columns; what is longer is cut, with an ellipsis."""


def as_table(cv: model.Cv) -> str:
    """Give the outline as a table for people: the person, then each section's entries."""
    made = outline(cv)
    facts = made["person"]
    lines = []
    for key, value in {**facts, **_besides(cv)}.items():
        value = ", ".join(value) if isinstance(value, list) else value
        if value:
            lines.append(f"{key:8} {value}")
    blocks = {section.line: section.blocks for section in cv.sections}
    for section in made["sections"]:
        lines += ["", f"{section['title'] or '(before the first section)'}  (line {section['line']})"]
        held = blocks.get(section["line"], ())
        lines += _rows(section["entries"]) if section["entries"] else [f"  {_else(held)}"]
        if section["entries"] and (beside := _items(held)):
            lines.append(f"  and {_counted(beside)}, no dates")
    return "\n".join(lines) + "\n"


def _besides(cv: model.Cv) -> dict[str, list[str] | str]:
    """Give the files that go with a CV."""
    letter = [cv.letter_file] if cv.letter_file else ["this document"] if cv.letter else []
    return {"letter": letter, "publications": list(cv.bibliography.files) if cv.bibliography else []}


def _else(blocks: model.Blocks) -> str:
    """Say what a section holds that has no dated entries."""
    if items := _items(blocks):
        return f"{_counted(items)}, no dates"
    return "text, no dates" if blocks else "empty"


def _items(blocks: model.Blocks) -> int:
    """Count the items of a section that stand in no entry."""
    lists = (model.SideBySide, model.BulletList)
    return sum(len(part.items) if isinstance(part, lists) else isinstance(part, ITEMS) for part in blocks)


def _counted(items: int) -> str:
    return f"{items} item{'s' * (items > 1)}"


ITEMS = (model.Item, model.ItemWithComment, model.ListItem, model.ListPair, model.SkillMatrix)


def _rows(entries: list[dict[str, Any]]) -> list[str]:
    """Give the rows of one section's table, its columns as wide as what they hold."""
    rows = [[_cut(str(entry[column]), WIDEST[column]) for column in COLUMNS] for entry in entries]
    rows.insert(0, list(COLUMNS))
    widths = [max(_width(row[index]) for row in rows) for index in range(len(COLUMNS))]
    return [
        "  " + "  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]


def _width(text: str) -> int:
    """Count the columns of a terminal that a text takes: wide characters take two."""
    from unicodedata import east_asian_width

    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def _cut(text: str, width: int) -> str:
    while _width(text) > width:
        text = text[:-2].rstrip() + "…"
    return text
