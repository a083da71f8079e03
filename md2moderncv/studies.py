"""What the head of somebody's studies lacks, taken from the list below it: the school or the degree.

### Ph.D. in Computer Science (2018 – 2021)
- Thesis: …
- University of Lille (Lille, France)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from md2moderncv import evidence
from md2moderncv.blocklines import TEXT, Block, after_lines, text_lines
from md2moderncv.dated import dated
from md2moderncv.grades import is_grade
from md2moderncv.headlines import is_title
from md2moderncv.heads import Head
from md2moderncv.inlines import Inline, cut, length, plain, strip
from md2moderncv.label_lines import says_label
from md2moderncv.pieces import names
from md2moderncv.vocabulary import is_east
from md2moderncv.words import words

MOST_ITEMS = 5
"""Items of a list among which one may name the school."""
LONGEST_SCHOOL = 12
"""Words of an item that names a school."""
LONGEST_DEGREE = 8
"""Words of the only item of a list, that names what was studied."""
LEADING = 6
"""Words of a line among which one says that it is a degree or a subject."""
LONGEST_TOLD = 16
"""Words of a line that says so."""
LONGEST_SUBJECT = 6
"""Words of a subject that no word tells."""
LONGEST_EAST = 16
"""Characters of a degree in East Asia."""


@dataclass
class Item:
    """An item of one line in a list."""

    number: int
    line: list[Inline]
    text: str


def with_studies(head: Head, rest: list[Block]) -> list[Block]:
    """Take the school or the degree that a head lacks from the list right below it: give what is left."""
    if not rest or rest[0]["t"] != "BulletList" or head.stated:
        return rest
    named = [piece for piece in head.all_pieces() if not evidence.sure_place(piece.text)]
    signs = [evidence.balance(piece.text) or float(evidence.is_study(piece.text)) for piece in named]
    if not named or len(named) > 2:
        return rest
    if all(sign > 0 for sign in signs):
        found = next((item for item in items(rest[0]) if names_school(item.text)), None)
        if found:
            head.add(found.line)
        return without(rest, found, found.line) if found else rest
    if any(sign > 0 for sign in signs) or (len(named) > 1 and not all(sign < 0 for sign in signs)):
        return rest
    first = next(items(rest[0]), None)
    alone = len(rest[0]["c"]) == 1 or (first is not None and evidence.is_degree(first.text.split(",")[0]))
    degree = degree_of(first, alone and signs[0] < 0) if first else []
    if not first or not degree:
        return rest
    head.state("role", degree)
    return without(rest, first, degree)


def degree_of(item: Item, alone: bool) -> list[Inline]:
    """Give the degree that an item names; `alone`: the list below a school has no other. Nothing for other items."""
    first = re.split(r"[，,。；;]", item.text)[0]
    east = is_east(first) and len(first) <= LONGEST_EAST and not re.search("[:：]", first)
    if east and evidence.is_degree(first):  # `理学学士学位，…`
        return cut(item.line, 0, len(first))
    told = evidence.is_degree(item.text) or evidence.is_study(item.text)
    if not (alone and told) or is_done(item.text) or not names(item.text) or says_label(item.text) or dated(item.line):
        return []
    sentence = item.text.endswith((".", ":", "：")) or re.search(r"[.;]\s", item.text)
    return item.line if length(item.text) <= LONGEST_DEGREE and not sentence else []


def with_subject(head: Head, rest: list[Block]) -> list[Block]:
    """Take what was studied at the school that a head names from the first line below it: give what is left."""
    named = [piece for piece in head.all_pieces() if not evidence.sure_place(piece.text)]
    if not rest or head.stated or not named or not all(evidence.balance(piece.text) < 0 for piece in named[:1]):
        return rest
    if any(evidence.role(piece.text) or evidence.is_study(piece.text) for piece in named):
        return rest
    block, *others = rest
    listed = block["t"] == "BulletList" and bool(block["c"][0]) and block["c"][0][0]["t"] in TEXT
    lines = text_lines(block) if block["t"] in ("Para", "BlockQuote") or listed else []
    only = len(lines) == 1 and (block["t"] != "BulletList" or len(block["c"]) == 1)
    if not lines or not says_subject(lines[0], only) or any(map(dated, lines)):
        return rest
    head.state("role", strip(lines[0], " .\n"))
    if listed:
        return without_first_line(block, others)
    return [*after_lines(block, 1), *others]


def says_subject(line: list[Inline], only: bool) -> bool:
    """Tell whether a line below a school is a degree or a subject; `only`: no other line stands beside it."""
    text = plain(line).strip().rstrip(".")
    first = " ".join(text.split()[:LEADING])
    told = evidence.is_degree(first) or evidence.is_study(first)
    label, colon, _ = text.partition(":")
    sentence = re.search(r"[.;!?]\s", text) or re.match(r"(?:I|We|My|Ich|Je|Yo)\b", text)
    beside = is_beside(text) or is_grade(text) or (colon and not evidence.is_degree(label)) or is_east(text)
    if not names(text) or beside or sentence or is_done(text) or evidence.organisation(text):
        return False
    if told:
        return length(text) <= LONGEST_TOLD
    return only and length(text) <= LONGEST_SUBJECT and not colon and is_title(text, 1.0)


def is_done(text: str) -> bool:
    """Tell whether a line says what somebody did or reached, no subject: `Graduated with honours`, `4 A*s`."""
    return re.match(r"[A-Z][a-z]+ed\b|\d", text) is not None


def without_first_line(block: Block, others: list[Block]) -> list[Block]:
    """Give what is left of a list, and what follows it, without the first line of its first item."""
    (first, *behind), *items_left = block["c"]
    item = [*after_lines(first, 1), *behind]
    left = [*([item] if item else []), *items_left]
    return [*([{**block, "c": left}] if left else []), *others]


def items(block: Block) -> Iterator[Item]:
    """Give the first items of a list that are one line each."""
    for number, item in enumerate(block["c"][:MOST_ITEMS]):
        lines = text_lines(item[0]) if len(item) == 1 else []
        if len(lines) == 1:
            yield Item(number, lines[0], plain(lines[0]).strip())


def names_school(text: str) -> bool:
    """Tell whether a line is a school and perhaps where it is, or what was studied there: `Physics at X College`."""
    if length(text) > LONGEST_SCHOOL or says_label(text) or text.endswith(".") or evidence.role(text):
        return False
    long = re.findall(r"[^\W\d_]{4,}", text)
    name = re.split(r"[,(–—]", text)[0]
    school = evidence.balance(name) < 0 and any(word in name.casefold() for word in words("line", "school_words"))
    return bool(long) and all(word[0].isupper() for word in long) and school and not is_beside(text)


def is_beside(text: str) -> bool:
    """Tell whether a line that names a school is about something else: `Supervised by Prof. Smith, University of X`."""
    return any(word in text.casefold() for word in words("line", "no_school"))


def without(rest: list[Block], item: Item, line: list[Inline]) -> list[Block]:
    """Give what is left of the blocks below a head when an item of the first, or its start, is taken."""
    behind = strip(cut(item.line, len(plain(line)), len(plain(item.line))), " ，,。；;")
    first, *others = rest
    kept = [
        *first["c"][: item.number],
        *([[{**first["c"][item.number][0], "c": behind}]] if behind else []),
        *first["c"][item.number + 1 :],
    ]
    return [*([{**first, "c": kept}] if kept else []), *others]
