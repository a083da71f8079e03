"""Which lines of a paragraph start an entry, and which of them are its head."""

from __future__ import annotations

import re

from md2moderncv import evidence
from md2moderncv.blocklines import Block, text_lines
from md2moderncv.dated import dated
from md2moderncv.facts import field_line
from md2moderncv.headlines import is_marked, is_name, is_short, names_below, only_dates
from md2moderncv.heads import read_head
from md2moderncv.inlines import Inline, cut, length, plain, strip
from md2moderncv.label_lines import says_label
from md2moderncv.sectioning import is_usual

Lines = list[list[Inline]]


MOST_ABOVE = 3
"""Lines of names above the line with the dates."""
LONGEST = 30
"""Words of a line that is dated at its very start or end, and may be a head."""


def is_head_line(line: list[Inline]) -> bool:
    """Tell whether a line holds dates that stand apart, and is short or set like a head."""
    found = dated(line)
    if not found or length(plain(line)) > LONGEST:
        return False
    if is_short(line) or is_marked(line):
        return True
    # `Since 2012, I have worked …` is a sentence, `2012 – 2015, Engineer, …` is none
    following = plain(line)[found.end :].lstrip(" ,;:–—-")
    return not following[:1].islower() and dated(line, strict=True) is not None


def is_name_line(line: list[Inline]) -> bool:
    """Tell whether a line may be the name above a line of dates: short, and set apart by markup."""
    return (is_short(line) or is_barred(line)) and not field_line(line) and ":" not in plain(line)[-1:]


def is_barred(line: list[Inline]) -> bool:
    """Tell whether a line is parted by bars, and short up to the second: `Acme | Engineer | what it was about …`."""
    parts = plain(line).split(" | ")
    return len(parts) > 1 and all(length(part) <= LONGEST_PART for part in parts[:2])


def barred(line: list[Inline]) -> tuple[list[Inline], list[Inline]] | None:
    """Cut a long line behind the names that bars part in it: the head's part and the rest."""
    if is_short(line) or not is_barred(line):
        return None
    bars = [match.start() for match in re.finditer(r" \| ", plain(line))]
    end = bars[1] if len(bars) > 1 else len(plain(line))
    return cut(line, 0, end), strip(cut(line, end, len(plain(line))), " |")


LONGEST_PART = 10
"""Words of a part of a line between bars."""


def starts(lines: Lines) -> tuple[Lines, list[tuple[Lines, int]]] | None:
    """Cut a paragraph's lines into what stands before its first head, and a list of lines for each head."""
    dates = [number for number, line in enumerate(lines) if is_head_line(line)]
    dates = [number for number in dates if number - 1 not in dates or not is_named_by(lines[number - 1], lines[number])]
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


def is_named_by(line: list[Inline], following: list[Inline]) -> bool:
    """Tell whether a line is only dates in a code span, and the next one their names, whatever it holds in brackets."""
    alone = line[0]["t"] == "Code" and only_dates(line) and not only_dates(following)
    return alone and is_marked(following) and following[0]["t"] != "Code"


def split_group(group: Lines, above: int) -> tuple[Lines, Lines]:
    """Give the lines of a head and those of its body."""
    taken = above + 1
    so_far = read_head(group[:taken])
    listed = so_far.pieces if so_far else []
    if not listed and [*map(sets_name_apart, group[taken:])] == [True]:
        return group, []
    if not listed and taken < len(group) and (parts := barred(group[taken]) or lead(group[taken])):
        return [*group[:taken], parts[0]], [*([parts[1]] if parts[1] else []), *group[taken + 1 :]]
    taken += names_below(group[taken:], listed)
    head, body = group[:taken], group[taken:]
    known = any(evidence.balance(piece.text) < 0 for piece in listed)
    known = known or any((field_line(line) or ("", []))[0] == "organisation" for line in head)
    behind = None if known else employer_behind(body)
    return (head, body) if behind is None else ([*head, body[behind]], [*body[:behind], *body[behind + 1 :]])


def sets_name_apart(line: list[Inline]) -> bool:
    """Tell whether a line of names has one in markup behind a separator: `BSc: first part, *Acme College*, Town.`."""
    at = next((number for number, one in enumerate(line) if one["t"] in ("Strong", "Emph")), 0)
    text, name = plain(line), plain(line[at : at + 1])
    told = evidence.balance(name) < 0 or evidence.is_degree(plain(line[:at]))
    parted = bool(re.search(r"(?:,|\s[–—-])\s$", plain(line[:at]))) and "; " not in text
    return parted and told and name[:1].isupper() and length(text) <= LONGEST


def employer_behind(lines: Lines) -> int | None:
    """Find the line that names the employer or the school behind lines that name something else: `Section: …`."""
    for number, line in enumerate(lines[:MOST_LABELS]):
        named = field_line(line)
        if named and named[0] == "organisation":
            return number
        if not named and not says_label(plain(line)):
            break
    return None


MOST_LABELS = 8
"""Lines of labels below a head that may name a field of it."""


def lead(line: list[Inline]) -> tuple[list[Inline], list[Inline]] | None:
    """Cut a long line that starts in bold behind the name and what may be the role: the head's part and the rest."""
    text = plain(line)
    if is_short(line) or is_name(line) or line[0]["t"] != "Strong" or len(plain(line[:1]).split()) > LONGEST:
        return None
    first = len(plain(line[:1]))
    match = re.compile(r"\s*[;.:]\s|\s[–—-]\s|,\s").search(text, first + 2)
    end = match.start() if match and len(text[first : match.start()].split()) <= 8 else first
    return cut(line, 0, end), strip(cut(line, end, len(text)), " \n;.:–—-,")


def is_shouted(text: str) -> bool:
    """Tell whether a text is in capitals, as a name is set apart where there is no markup, and heads no section."""
    return text.isupper() and not is_usual(text.strip(" :").casefold())


def is_pair(lines: Lines, block: Block) -> bool:
    """Tell whether a paragraph is a name and the next block its dates: `**Engineer**`, then `*2019 – 2021*`."""
    lines = [line for line in lines if not evidence.sure_place(plain(line).strip(" ()"))]
    if (
        not lines
        or len(lines) > 2
        or not all(is_name_line(line) and (is_marked(line) or is_shouted(plain(line))) for line in lines[:1])
        or not is_name_line(lines[-1])
        or any(dated(line) or says_label(plain(line)) for line in lines)
    ):
        return False
    if block["t"] == "BulletList":
        listed = text_lines(block)[:3]
        first = next((i for i, line in enumerate(listed) if only_dates(line)), None)
        return first is not None and all(is_name_line(line) for line in listed[:first])
    following = text_lines(block) if block["t"] in ("Para", "BlockQuote") else []
    if len(following) > 1 and only_dates(following[0]) and is_marked(following[1]) and lines[0][0]["t"] == "Link":
        return False  # a link that ends an entry, and the next one
    return (
        bool(following)
        and is_short(following[0])
        and bool(dated(following[0]))
        and (is_marked(following[0]) or only_dates(following[0]) or is_parted(plain(following[0])))
    )


_MARK = re.compile(r"\s[|·•–—]\s")


def is_parted(text: str) -> bool:
    """Tell whether a line is a few words, or has separators between its dates and the names beside them."""
    return len(text.split()) <= MOST_WORDS or len(_MARK.findall(text)) > 1


MOST_WORDS = 8
"""Words of a line that dates a name above it."""
