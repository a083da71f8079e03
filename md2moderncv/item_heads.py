"""The head of a dated list item, and what is left of the item."""

from __future__ import annotations

import re

from md2moderncv import evidence
from md2moderncv.blocklines import TEXT, Block, after_lines, as_paragraph, text_lines
from md2moderncv.completion import completed
from md2moderncv.dated import dated
from md2moderncv.dates import find
from md2moderncv.facts import field_line
from md2moderncv.first_lines import dates_behind
from md2moderncv.headlines import is_marked, is_name, is_short, is_title, names_below, only_dates
from md2moderncv.heads import Head, read_head
from md2moderncv.inlines import Inline, cut, length, plain, strip
from md2moderncv.pieces import strong
from md2moderncv.sentences import dated_sentence

HeadAndBody = tuple[Head, list[Block]]
HeadAndLine = tuple[Head, list[Inline]]
"""A head, and what is left of its line."""
LONGEST = 30
"""Words of a first line that may be a head."""
LONGEST_NAME = 12
"""Words of a name before its dates in brackets."""
MOST_ABOVE = 3
"""Lines above that of the dates, the first of which is in markup."""


def item_head(item: list[Block]) -> HeadAndBody | None:
    """Give the head and the body of a dated item, `None` for any other."""
    if not item or item[0]["t"] not in ("Plain", "Para"):
        return None
    lines = text_lines(item[0])
    if run_in := named_above(lines):
        return run_in[0], [*as_paragraph([run_in[1], *lines[2:]]), *item[1:]]
    if len(lines) == 1 and (run_in := in_bold(lines) or in_brackets(lines)) and is_role_line(run_in):
        run_in[0].add(run_in[1])
        return run_in[0], item[1:]
    if run_in := in_bold(lines) or in_brackets(lines) or before_sentence(lines) or behind_dates(lines) or around(lines):
        return run_in[0], [*as_paragraph([run_in[1], *lines[1:]]), *item[1:]]
    for number, line in enumerate(lines[: MOST_ABOVE + 1]):
        if number == MOST_ABOVE and not (is_marked(lines[0]) and only_dates(line)):
            break
        if number and plain(line)[:1].islower() and not only_dates(line):
            break  # the sentence goes on
        if dated(line, strict=number == 0 and not (is_short(line) or is_name(line) or is_row_of_names(line))):
            so_far = read_head(lines[: number + 1])
            taken = number + 1 + names_below(lines[number + 1 :], so_far.pieces if so_far else [])
            if len(plain(line).split()) > LONGEST:
                return None
            head = read_head(lines[:taken])
            rest = [*after_lines(item[0], taken), *item[1:]]
            if head and (employer := employer_behind(head, lines[taken:])):
                head.add(employer)
                rest = [*as_paragraph([line for line in lines[taken:] if line is not employer]), *item[1:]]
            if head and not (head.pieces or head.stated):
                rest = named_below(head, rest)
            if head is None or not (head.pieces or head.stated):
                return None
            return head, completed(head, rest)
        if not is_short(line):
            break
    return wrapped(lines, item) or name_and_paragraph(lines, item) or name_and_list(lines, item)


def employer_behind(head: Head, lines: list[list[Inline]]) -> list[Inline]:
    """Give the line in markup that names the employer or the school behind what was done there; nothing else.

    Such as `*University of Wexcombe*` below `2013: **BSc**` and `first in the year`.
    """
    if len(lines) > MOST_BEHIND or any(evidence.balance(piece.text) < 0 for piece in head.all_pieces()):
        return []
    marked = [line for line in lines if len(line) == 1 and is_marked(line) and is_short(line)]
    named = [line for line in marked if evidence.balance(plain(line)) < 0]
    return named[0] if len(named) == 1 and named[0] is lines[-1] else []


MOST_BEHIND = 4
"""Lines of an item of which the last may name the employer."""
MOST_OF_ROW = 24
"""Words of a row of names."""


def is_row_of_names(line: list[Inline]) -> bool:
    """Tell whether a line is names with separators between them: `Master of Science - 2015 - Delft University`."""
    text = plain(line)
    return length(text) <= MOST_OF_ROW and is_title(text) and len(strong(line)) + is_marked(line) > 1


def in_bold(lines: list[list[Inline]]) -> HeadAndLine | None:
    """Read a long line that starts with a name and its dates in bold: give the head, and what is left of the line."""
    if not lines or lines[0][0]["t"] != "Strong" or is_short(lines[0]) or not is_short(lines[0][:1]):
        return None
    head = read_head([lines[0][:1]], strict=True)
    rest = strip(lines[0][1:], " \n\t:–—-")
    return (head, rest) if head and (head.pieces or head.stated) and rest else None


def is_role_line(found: HeadAndLine) -> bool:
    """Tell whether what stands behind an employer and its dates is a role: `**Acme (2019):** Engineer`."""
    head, rest = found
    signs = [evidence.balance(piece.text) for piece in head.pieces]
    return not any(sign > 0 for sign in signs) and is_short(rest) and evidence.balance(plain(rest)) > 0


def named_above(lines: list[list[Inline]]) -> HeadAndLine | None:
    """Read a name in bold and below it dates in markup before a text: `**Organiser:**`, `*2021 – 2024:* I was …`."""
    if len(lines) < 2 or len(lines[0]) != 1 or lines[0][0]["t"] != "Strong" or dated(lines[0]):
        return None
    first, behind = lines[1][:1], lines[1][1:]
    if not is_marked(first) or not behind or not only_dates(first) or not is_short(behind_colon(lines[0])):
        return None
    rest = strip(behind, " \n\t:–—-")
    if not plain(first).endswith(":") and not re.match(r"\s*[:–—-]", plain(behind)):
        return None
    head = read_head([behind_colon(lines[0]), first])
    return (head, rest) if head and head.pieces and rest and not is_short(rest) else None


def behind_colon(line: list[Inline]) -> list[Inline]:
    """Give a line in bold without the colon at its end."""
    return [{**line[0], "c": strip(line[0]["c"], ": ")}]


def in_brackets(lines: list[list[Inline]]) -> HeadAndLine | None:
    """Read a name, its dates in brackets and a text, `Engineer (2019 – 2021): built …`: its head, the text."""
    if not lines:
        return None
    line, text = lines[0], plain(lines[0])
    found = dated(line)
    if not found or found.end == found.text_end or not found.start or length(text[: found.start]) > LONGEST_NAME:
        return None
    rest = strip(cut(line, found.end, len(text)), " :：\n")
    told = text[found.end : found.end + 1] in (":", "：") or (
        dates_behind(line) and (len(lines) > 1 or not is_short(line) or text.rstrip().endswith("."))
    )
    head = read_head([strip(cut(line, 0, found.end), " ")]) if told and rest else None
    return (head, rest) if head and head.pieces else None


def before_sentence(lines: list[list[Inline]]) -> HeadAndLine | None:
    """Read a line whose first sentence ends in dates, `**Master**, Acme, 2023. Thesis …`: its head, what is left."""
    text = plain(lines[0]) if lines else ""
    if not text or (is_short(lines[0]) and not text.rstrip().endswith(".")):
        return None
    found = next((one for one in find(text) if re.match(r"\)?(?:\s\([^()]{1,40}\))?\.\s+\S", text[one.end :])), None)
    if not found or length(text[: found.end]) > LONGEST or re.search(r"[^\W\d]{3,}\.\s", text[: found.start]):
        return None
    end = text.index(".", found.end)
    head = read_head([cut(lines[0], 0, end)], strict=text[end - 1 : end] != ")")
    return (head, strip(cut(lines[0], end, len(text)), " .")) if head and head.pieces else None


def around(lines: list[list[Inline]]) -> HeadAndLine | None:
    """Read a long line of a name, what was done, and dates in brackets at its end: its head, what was done."""
    text = plain(lines[0]) if len(lines) == 1 else ""
    found = dated(lines[0], strict=True) if length(text) > LONGEST else None
    name = re.match(r"(.{3,80}?)(?:\s[–—-]\s|:\s)", text)
    if not found or not name or length(name[1]) > LONGEST_NAME or found.end < len(text.rstrip(" .")):
        return None
    gap = [
        {"t": "Space"},
        {"t": "Str", "c": "("},
        *cut(lines[0], found.text_start, found.text_end),
        {"t": "Str", "c": ")"},
    ]
    head = read_head([[*strip(cut(lines[0], 0, name.end(1))), *gap]], strict=True)
    return (head, strip(cut(lines[0], name.end(), found.start))) if head and head.pieces else None


def behind_dates(lines: list[list[Inline]]) -> HeadAndLine | None:
    """Read a long line that starts with dates, as far as its first sentence goes: its head, what is left."""
    parts = dated_sentence(lines[0]) if lines else None
    if not parts:
        return None
    head = read_head([parts[0]], strict=True)
    return (head, parts[1]) if head and head.pieces else None


def wrapped(lines: list[list[Inline]], item: list[Block]) -> HeadAndBody | None:
    """Read an item of one sentence that the author has broken into lines, and that ends in dates in brackets."""
    if not 2 <= len(lines) <= 3 or not plain(lines[-1]).rstrip().endswith((")", "）")):
        return None
    line = [inline for part in lines for inline in ({"t": "Space"}, *part)][1:]
    found = dated(line, strict=True)
    if not found or found.end < len(plain(line).rstrip()) or length(plain(line)) > LONGEST:
        return None
    head = read_head([line])
    return (head, item[1:]) if head and head.pieces else None


def name_and_paragraph(lines: list[list[Inline]], item: list[Block]) -> HeadAndBody | None:
    """Read an item that is a name in bold, with a line below it, in a paragraph of its own, that holds the dates."""
    below = text_lines(item[1]) if len(item) > 1 and item[1]["t"] in ("Para", "Plain") else []
    if len(lines) != 1 or not is_marked(lines[0]) or len(below) != 1 or not is_short(below[0]) or not dated(below[0]):
        return None
    head = read_head([lines[0], below[0]])
    return (head, item[2:]) if head else None


def name_and_list(lines: list[list[Inline]], item: list[Block]) -> HeadAndBody | None:
    """Read an item that is a name, with its dates among the first lines of a list below: `- Role`, `- 2019 – 2021`."""
    if not 1 <= len(lines) <= 2 or len(item) != 2 or item[1]["t"] != "BulletList":
        return None
    inner = [(text_lines(part[0]) or [[]])[0] if part and part[0]["t"] in TEXT else [] for part in item[1]["c"]]
    number = next((n for n, line in enumerate(inner[:4]) if line and (only_dates(line) or stated_dates(line))), None)
    if number is None or not all(is_short(line) or field_line(line) for line in inner[:number]):
        return None
    while number + 1 < len(inner) and field_line(inner[number + 1]):
        number += 1
    head = read_head([*lines, *inner[: number + 1]])
    if head is None or not (head.pieces or head.stated):
        return None
    taken, left = item[1]["c"][: number + 1], item[1]["c"][number + 1 :]
    below = [block for part in taken for block in (*as_paragraph(text_lines(part[0])[1:]), *part[1:])]
    return head, [*below, *([{**item[1], "c": left}] if left else [])]


def stated_dates(line: list[Inline]) -> bool:
    """Tell whether a line names its dates: `Period: 2019 – 2021`."""
    named = field_line(line)
    return bool(named and named[0] == "dates" and dated(line))


def named_below(head: Head, rest: list[Block]) -> list[Block]:
    """Take the names of a head that is only dates from the paragraphs of one short line below it: give what is left."""
    for number, block in enumerate(rest[:2]):
        lines = text_lines(block) if block["t"] in ("Para", "Plain") else []
        count = names_below(lines, head.pieces)
        for line in lines[:count]:
            head.add(line)
        if count < len(lines) or not lines:
            return [*after_lines(block, count), *rest[number + 1 :]] if lines else rest[number:]
    return rest[2:]
