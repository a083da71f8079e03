"""What names the employer of a dated paragraph that has none: a heading, a line or an entry above it."""

from __future__ import annotations

import re

from md2moderncv import evidence
from md2moderncv.blocklines import Block, text_lines
from md2moderncv.dated import dated
from md2moderncv.grades import is_grade
from md2moderncv.headlines import is_grouping, is_marked, is_short, only_dates
from md2moderncv.heads import Head
from md2moderncv.inlines import Inline, plain
from md2moderncv.pieces import strong
from md2moderncv.sectioning import Section, folded, is_usual
from md2moderncv.technologies import is_technology
from md2moderncv.word_spans import plain_roles

Line = list[Inline]


def is_employer(above: Line, head: Head) -> bool:
    """Tell whether a line may name the employer of a head below it that has a role and no more."""
    text = plain(above)
    words_of_head = [
        piece.text
        for piece in head.pieces
        if not (evidence.place(piece.text) or evidence.sure_place(piece.shown) or is_technology(piece.shown))
        and not (is_grade(piece.text) or re.fullmatch(r"\d[.,]\d+", piece.text))
    ]
    alone = len(words_of_head) == 1 and evidence.balance(words_of_head[0]) > 0 and not head.stated
    alone = alone and not any(
        piece.joint == "comma" and evidence.balance(piece.text) < 0 for piece in head.all_pieces()
    )
    return (
        alone
        and text[:1].upper() == text[:1]
        and not is_usual(folded(text))
        and (evidence.balance(text) <= 0 or not plain_roles(text))  # `Master Micro` is a company
        and len(text.split()) <= 8
    )


def is_employer_alone(head: Head) -> bool:
    """Tell whether a head is a company and its dates, and nothing else: `**Acme Inc.** | 2014 – 2020`."""
    return len(head.pieces) == 1 and not head.stated and len(head.lines) == 1 and evidence.is_legal(head.pieces[0].text)


def names_dated(lines: list[Line]) -> bool:
    """Tell whether lines are a name, its dates and a role, these on one line or two: `**Acme**`, `2020 *Engineer*`."""
    if len(lines) < 2 or dated(lines[0]) or not dated(lines[1]):
        return False
    role = lines[2:3] if only_dates(lines[1]) else lines[1:2]
    return any(evidence.balance(piece.text) > 0 for line in role for piece in strong(line))


def is_further(shape: list[Line], lines: list[Line]) -> bool:
    """Tell whether lines are dates and a further role, set as that of an entry whose employer stands above its dates.

    `**Acme**`, `2020 – 2021`, `*Engineer - Payments*`; then `2018 – 2020`, `*Tester - Shop*`.
    """
    if len(shape) != 3 or len(lines) != 2 or not (only_dates(shape[1]) and only_dates(lines[0])):
        return False
    marks = [line[0]["t"] if len(line) == 1 else "" for line in (shape[0], shape[2], lines[1])]
    named = strong(lines[1])
    role = bool(named) and evidence.balance(named[0].text) > 0 and not any(piece.joint == "at" for piece in named)
    return marks == ["Strong", "Emph", "Emph"] and evidence.balance(plain(shape[0])) <= 0 and role


def gives_courses(section: Section, heading: Line | None, head: Head) -> bool:
    """Tell whether a heading above the head of a course or an award, one name, is who gave it."""
    if section.subject not in ("courses", "awards") or not heading:
        return False
    if is_usual(folded(plain(heading))) or is_grouping(plain(heading)):
        return False
    names = [piece for piece in head.pieces if not evidence.sure_place(piece.text)]
    return len(names) == 1 and not head.stated and evidence.balance(plain(heading)) <= 0 and not dated(heading)


def organisation_line(block: Block) -> Line | None:
    """Give the line of a paragraph that is nothing but the name of an organisation in markup; `None` for any other."""
    lines = text_lines(block) if block["t"] == "Para" else []
    named = len(lines) == 1 and is_marked(lines[0]) and is_short(lines[0]) and not dated(lines[0])
    return lines[0] if named and evidence.balance(plain(lines[0][:1])) < 0 else None


def is_nameless(head: Head) -> bool:
    """Tell whether a head names nothing but where something was."""
    return not head.stated and all(evidence.sure_place(piece.text) for piece in head.pieces)
