#!/usr/bin/env python3
"""Turn dated paragraphs and what follows each of them into entries.

    **Engineer** at Acme, *2019 – 2021*      →   ::: {.cventry start="2019" end="2021"}
                                                 the Spans dates, role and organisation
    `2019 - now`                                 :::
    __Acme__, Town                           →   the same, from two lines

    **Engineer**
    *Town, 2020 - 2022*                      →   the same, the dates below the name

The lines of a head are short, its dates set apart; what follows, up to the next such paragraph, is its body.
"""

from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any

from md2moderncv import evidence
from md2moderncv.blocklines import after_lines, as_paragraph, text_lines
from md2moderncv.canonical import Doc, form, run
from md2moderncv.completion import completed
from md2moderncv.dated import dated
from md2moderncv.employers_above import (
    gives_courses,
    is_employer,
    is_employer_alone,
    is_further,
    is_nameless,
    names_dated,
    organisation_line,
)
from md2moderncv.headlines import is_dated_list, is_marked, lacks_names, only_dates, only_dates_and_contract
from md2moderncv.heads import Head, read_head
from md2moderncv.inlines import plain, strip
from md2moderncv.label_lines import says_label
from md2moderncv.paragraph_heads import is_head_line, is_name_line, is_pair, split_group, starts
from md2moderncv.sectioning import by_section, sections
from md2moderncv.sentences import dated_name, dated_sentence
from md2moderncv.settle import settle


@dataclass
class Start:
    """The lines that start an entry within a paragraph, or across two."""

    lines: list[Any] = field(default_factory=list)
    body: list[Any] = field(default_factory=list)
    at: list[int] | None = None


def read_paragraphs(blocks):
    """Give a list of blocks and `Start`s: the heads found in paragraphs, each with the body that follows it."""
    made = []
    index = 0
    while index < len(blocks):
        block = blocks[index]
        index += 1
        if block["t"] in ("Header", "Div"):
            made.append(block)
            continue
        lines = text_lines(block) if block["t"] in ("Para", "BlockQuote") else []
        if lines and (parts := dated_name(lines[0])) and not any(map(dated_name, lines[1:])):
            made.append(Start([parts[0]], as_paragraph([parts[1], *lines[1:]])))
            continue
        lines = [part for line in lines for part in (dated_sentence(line) or dated_name(line) or [line])]
        lines = [without_colon(line, following) for line, following in zip_longest(lines, lines[1:])]
        found = starts(lines) if lines else None
        left, named = [], False
        if found is None and lines and index < len(blocks) and is_pair(lines, blocks[index]) and not is_named(made):
            following = blocks[index]
            listed = text_lines(following)
            if following["t"] == "BulletList":
                count = 1 + next(i for i, line in enumerate(listed) if only_dates(line))
                left = after_lines(following, count)
                listed = listed[:count]
            lines = [*lines, *listed]
            found = starts(lines)
            index += 1
        elif found and len(lines) == 1 and only_dates_and_contract(lines[0]) and index < len(blocks):
            following, rest = named_by(blocks[index])
            # `*Freelance*, 2008`, and below it an entry with dates of its own
            undated = only_dates(lines[0]) or not any(map(dated, following[:2]))
            if following and undated and is_name_line(following[0]) and not is_head_line(following[0]):
                lines = [*lines, *following]
                found = starts(lines)
                left, named = rest, True
                index += 1
        if not found:
            last = made[-1] if made else None
            if isinstance(last, Start) and not is_dated_list(block):
                last.body.append(block)
            else:
                made.append(block)
            continue
        before, groups = found
        if before:
            made += as_paragraph(before)
        elif groups[0][1] == 0 and lacks_names(groups[0][0][0]) and not (named and is_named(made)):
            above = take_names(made, index < len(blocks) and blocks[index]["t"] == "BulletList")
            groups[0] = ([*above, *groups[0][0]], len(above))
        parted = [split_group(group, above) for group, above in groups]
        employer = shared([head for head, _ in parted], [above for _, above in groups])
        for number, (head, body) in enumerate(parted, 1):
            more = employer if number < len(parted) else []
            made.append(Start([*head, *more], [*as_paragraph(body), *left]))
    return made


def without_colon(line, following):
    """Give a line in bold without the colon at its end, where the next one is only dates: `**Engineer, Acme:**`."""
    marked = len(line) == 1 and line[0]["t"] == "Strong" and plain(line).endswith(":")
    return [{**line[0], "c": strip(line[0]["c"], ": ")}] if marked and following and only_dates(following) else line


def shared(heads, above):
    """Give the line that ends a paragraph of dated roles and names the employer of them all; nothing else.

    `**Lecturer**, 2024 –`, `**Assistant**, 2020 – 2024`, `*Acme College*, Town`.
    """
    if len(heads) < 2 or any(above) or len(heads[-1]) != 2 or any(len(head) != 1 for head in heads[:-1]):
        return []
    named = heads[-1][1]
    first = [(read_head(head[:1]) or Head()).pieces for head in heads]
    roles = all(pieces and evidence.balance(pieces[0].text) > 0 for pieces in first)
    return [named] if roles and is_marked(named) and evidence.balance(plain(named[:1])) < 0 else []


def is_named(made):
    """Tell whether what was read last is an entry that has its name below its dates: the next has, too."""
    return bool(made) and isinstance(made[-1], Start) and only_dates(made[-1].lines[0]) and len(made[-1].lines) > 1


def named_by(block):
    """Give the lines of the paragraph, or of the only item of the list, that names what a line of dates above dates."""
    if block["t"] == "Para":
        return text_lines(block), []
    if block["t"] == "BulletList" and len(block["c"]) == 1 and block["c"][0]:
        first, *rest = block["c"][0]
        return text_lines(first), rest
    return [], []


def take_names(made, listed_below):
    """Take the paragraphs of one short line each at the end of what was read, back to one that starts as a head does.

    That is in bold; or with the word for a role, where one more line and, below the dates, a list follow.
    """
    tail = made[-1].body if made and isinstance(made[-1], Start) else made
    for count in (1, 2, 3):
        if len(tail) < count or isinstance(tail[-count], Start) or tail[-count]["t"] != "Para":
            return []
        listed = text_lines(tail[-count])
        if len(listed) != 1 or not is_name_line(listed[0]) or says_label(plain(listed[0])):
            return []
        unmarked = count == 2 and listed_below and not plain(text_lines(tail[-1])[0]).endswith(".")
        if listed[0][0]["t"] == "Strong" or (unmarked and evidence.starts_as_role(plain(listed[0]))):
            taken = [line for block in tail[-count:] for line in text_lines(block)]
            del tail[-count:]
            return taken
    return []


FEWEST = 3
"""Lines before the first section that start with dates, and so are entries."""


def paragraphs(doc: Doc) -> Doc:
    """Replace dated paragraphs by entries."""
    first = next(sections(doc["blocks"]))
    lines = [line for b in doc["blocks"][: first.stop] if b["t"] == "Para" for line in text_lines(b)]
    heads = [line for line in lines if is_head_line(line)]
    entries = sum(map(is_marked, heads)) > 1 or sum(dated(line).start == 0 for line in heads) >= FEWEST
    return by_section(doc, listed, first=entries or first.stop == len(doc["blocks"]))


def listed(section, blocks):
    """Give a section's blocks, its dated paragraphs made entries."""
    kept = []
    read = []
    # what may name the employer of the heads below it: the last heading or line of its own, an entry's first line
    heading = above = before = shape = None
    for item in read_paragraphs(blocks):
        if isinstance(item, dict):
            if item["t"] == "Header":
                heading = above = item["c"][2]
                before = shape = None
            else:
                above = organisation_line(item) or above
        head = read_head(item.lines) if isinstance(item, Start) else None
        if isinstance(item, Start) and (head is None or is_nameless(head)):
            kept += [*as_paragraph(item.lines), *item.body]
        elif head:
            named = next((line for line in (above, before) if line and is_employer(line, head)), None)
            named = named or (heading if gives_courses(section, heading, head) else None)
            headed = named is heading and section.subject != "projects"
            if named and (headed or section.subject in ("education", "experience")):
                head.add(named, employer=True)
                head.above = plain(named) if named is above else ""
            elif shape and is_further(shape, item.lines):
                head.add(shape[0], employer=True)
            elif is_employer_alone(head):
                above, before, shape = None, item.lines[0], None
            elif len(head.pieces) > 1:
                before = item.lines[0] if names_dated(item.lines) else None
                shape = item.lines if before else None
            read.append(head)
            kept.append((head, completed(head, item.body, section.subject)))
        else:
            kept.append(item)
    fields = settle(read, section.subject)
    return [
        form("cventry", fields.pop(0), item[1], item[0].range, item[0].at, item[0].above)
        if isinstance(item, tuple)
        else item
        for item in kept
    ]


if __name__ == "__main__":
    run(paragraphs)
