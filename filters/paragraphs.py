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

import re
from dataclasses import dataclass, field
from typing import Any

from md2moderncv import evidence
from md2moderncv.blocklines import after_lines, as_paragraph, text_lines
from md2moderncv.canonical import Doc, form, run
from md2moderncv.completion import completed
from md2moderncv.facts import field_line
from md2moderncv.headlines import (
    dated_sentence,
    is_dated_list,
    is_marked,
    is_name,
    is_short,
    lacks_names,
    names_below,
    only_dates,
)
from md2moderncv.heads import dated, read_head
from md2moderncv.inlines import cut, length, plain, strip
from md2moderncv.sectioning import by_section, is_usual, sections, title
from md2moderncv.settle import settle

MOST_ABOVE = 3
"""Lines of names above the line with the dates."""
LONGEST = 30
"""Words of a line that is dated at its very start or end, and may be a head."""


@dataclass
class Start:
    """The lines that start an entry within a paragraph, or across two."""

    lines: list[Any] = field(default_factory=list)
    body: list[Any] = field(default_factory=list)
    at: list[int] | None = None


def is_head_line(line):
    """Tell whether a line holds dates that stand apart, and is short or set like a head."""
    found = dated(line)
    if not found or length(plain(line)) > LONGEST:
        return False
    if is_short(line) or is_marked(line):
        return True
    # `Since 2012, I have worked …` is a sentence, `2012 – 2015, Engineer, …` is none
    following = plain(line)[found.end :].lstrip(" ,;:–—-")
    return not following[:1].islower() and dated(line, strict=True) is not None


def is_name_line(line):
    """Tell whether a line may be the name above a line of dates: short, and set apart by markup."""
    return (is_short(line) or is_barred(line)) and not field_line(line) and ":" not in plain(line)[-1:]


def is_barred(line):
    """Tell whether a line is parted by bars, and short up to the second: `Acme | Engineer | what it was about …`."""
    parts = plain(line).split(" | ")
    return len(parts) > 1 and all(length(part) <= LONGEST_PART for part in parts[:2])


def barred(line):
    """Cut a long line behind the names that bars part in it: the head's part and the rest."""
    if is_short(line) or not is_barred(line):
        return None
    bars = [match.start() for match in re.finditer(r" \| ", plain(line))]
    end = bars[1] if len(bars) > 1 else len(plain(line))
    return cut(line, 0, end), strip(cut(line, end, len(plain(line))), " |")


LONGEST_PART = 10
"""Words of a part of a line between bars."""


def starts(lines):
    """Cut a paragraph's lines into what stands before its first head, and a list of lines for each head."""
    dates = [number for number, line in enumerate(lines) if is_head_line(line)]
    if not dates:
        return None
    first = dates[0]
    # how many names stand above the first dates: that many stand above the others
    above = first if first <= MOST_ABOVE and all(is_name_line(line) for line in lines[:first]) else 0
    if above and not any(is_marked(line) for line in lines[:above]) and not is_short(lines[first]):
        above = 0
    begins = [max(0, number - above) for number in dates]
    kept = [begins[0]]
    for begin, _ in zip(begins[1:], dates[1:], strict=True):
        if begin > kept[-1] + above:
            kept.append(begin)
    groups = [lines[a:b] for a, b in zip(kept, [*kept[1:], len(lines)], strict=True)]
    return lines[: kept[0]], [(group, above) for group in groups]


def split_group(group, above):
    """Give the lines of a head and those of its body."""
    taken = above + 1
    so_far = read_head(group[:taken])
    listed = so_far.pieces if so_far else []
    if not listed and taken < len(group) and (parts := barred(group[taken]) or lead(group[taken])):
        return [*group[:taken], parts[0]], [*([parts[1]] if parts[1] else []), *group[taken + 1 :]]
    taken += names_below(group[taken:], listed)
    return group[:taken], group[taken:]


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
        lines = [part for line in lines for part in (dated_sentence(line) or [line])]
        found = starts(lines) if lines else None
        left = []
        if found is None and lines and index < len(blocks) and is_pair(lines, blocks[index]):
            following = blocks[index]
            listed = text_lines(following)
            if following["t"] == "BulletList":
                count = 1 + next(i for i, line in enumerate(listed) if only_dates(line))
                left = after_lines(following, count)
                listed = listed[:count]
            lines = [*lines, *listed]
            found = starts(lines)
            index += 1
        elif found and len(lines) == 1 and only_dates(lines[0]) and index < len(blocks):
            following, rest = named_by(blocks[index])
            if following and is_name_line(following[0]) and not is_head_line(following[0]):
                lines = [*lines, *following]
                found = starts(lines)
                left = rest
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
        elif groups[0][1] == 0 and lacks_names(groups[0][0][0]):
            above = take_names(made)
            groups[0] = ([*above, *groups[0][0]], len(above))
        for group, above in groups:
            head, body = split_group(group, above)
            made.append(Start(head, [*as_paragraph(body), *left]))
    return made


def named_by(block):
    """Give the lines of the paragraph, or of the only item of the list, that names what a line of dates above dates."""
    if block["t"] == "Para":
        return text_lines(block), []
    if block["t"] == "BulletList" and len(block["c"]) == 1 and block["c"][0]:
        first, *rest = block["c"][0]
        return text_lines(first), rest
    return [], []


def take_names(made):
    """Take the paragraphs of one short line each at the end of what was read, back to one that starts in bold."""
    tail = made[-1].body if made and isinstance(made[-1], Start) else made
    for count in (1, 2, 3):
        if len(tail) < count or isinstance(tail[-count], Start) or tail[-count]["t"] != "Para":
            return []
        listed = text_lines(tail[-count])
        if len(listed) != 1 or not is_name_line(listed[0]):
            return []
        if listed[0][0]["t"] == "Strong":
            taken = [line for block in tail[-count:] for line in text_lines(block)]
            del tail[-count:]
            return taken
    return []


def lead(line):
    """Cut a long line that starts in bold behind the name and what may be the role: the head's part and the rest."""
    text = plain(line)
    if is_short(line) or is_name(line) or line[0]["t"] != "Strong" or len(plain(line[:1]).split()) > LONGEST:
        return None
    first = len(plain(line[:1]))
    match = re.compile(r"\s*[;.:]\s|\s[–—-]\s|,\s").search(text, first + 2)
    end = match.start() if match and len(text[first : match.start()].split()) <= 8 else first
    return cut(line, 0, end), strip(cut(line, end, len(text)), " \n;.:–—-,")


def is_shouted(text):
    """Tell whether a text is in capitals, as a name is set apart where there is no markup, and heads no section."""
    return text.isupper() and not is_usual(text.strip(" :").casefold())


def is_pair(lines, block):
    """Tell whether a paragraph is a name and the next block its dates: `**Engineer**`, then `*2019 – 2021*`."""
    if (
        len(lines) > 2
        or not all(is_name_line(line) and (is_marked(line) or is_shouted(plain(line))) for line in lines[:1])
        or not is_name_line(lines[-1])
    ):
        return False
    if block["t"] == "BulletList":
        listed = text_lines(block)[:3]
        first = next((i for i, line in enumerate(listed) if only_dates(line)), None)
        return first is not None and all(is_name_line(line) for line in listed[:first])
    following = text_lines(block) if block["t"] in ("Para", "BlockQuote") else []
    return (
        bool(following)
        and is_short(following[0])
        and bool(dated(following[0]))
        and (is_marked(following[0]) or only_dates(following[0]) or len(plain(following[0]).split()) <= 8)
    )


def paragraphs(doc: Doc) -> Doc:
    """Replace dated paragraphs by entries."""
    first = next(sections(doc["blocks"]))
    lines = [line for b in doc["blocks"][: first.stop] if b["t"] == "Para" for line in text_lines(b)]
    entries = sum(is_marked(line) and is_head_line(line) for line in lines) > 1
    return by_section(doc, listed, first=entries or first.stop == len(doc["blocks"]))


def listed(section, blocks):
    """Give a section's blocks, its dated paragraphs made entries."""
    kept = []
    read = []
    heading = None
    for item in read_paragraphs(blocks):
        if isinstance(item, dict) and item["t"] == "Header":
            heading = item
        head = read_head(item.lines) if isinstance(item, Start) else None
        if isinstance(item, Start) and (head is None or is_nameless(head)):
            kept += [*as_paragraph(item.lines), *item.body]
        elif head:
            if section.subject in ("education", "experience") and heading and is_employer(heading, head):
                head.add(heading["c"][2], employer=True)
            read.append(head)
            kept.append((head, completed(head, item.body)))
        else:
            kept.append(item)
    fields = settle(read, section.subject)
    return [
        form("cventry", fields.pop(0), item[1], item[0].range, item[0].at) if isinstance(item, tuple) else item
        for item in kept
    ]


def is_nameless(head):
    """Tell whether a head names nothing but where something was."""
    return not head.stated and all(evidence.sure_place(piece.text) for piece in head.pieces)


def is_employer(heading, head):
    """Tell whether a heading may name the employer of a head below it that has a role and no more."""
    text = plain(heading["c"][2])
    words_of_head = [
        piece.text
        for piece in head.pieces
        if not (evidence.place(piece.text) or evidence.sure_place(piece.shown) or evidence.is_technology(piece.shown))
    ]
    alone = len(words_of_head) == 1 and evidence.balance(words_of_head[0]) > 0 and not head.stated
    return alone and not is_usual(title(heading)) and evidence.balance(text) <= 0 and len(text.split()) <= 8


if __name__ == "__main__":
    run(paragraphs)
