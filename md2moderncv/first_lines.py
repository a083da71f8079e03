"""The first line of a block below a head, and whether it is the name of a role, of an organisation or of a school."""

from __future__ import annotations

import re

from md2moderncv import evidence
from md2moderncv.blocklines import Block, after_lines, as_paragraph, text_lines
from md2moderncv.dates import find
from md2moderncv.headlines import is_marked, is_title
from md2moderncv.inlines import Inline, cut, length, plain, strip
from md2moderncv.sentences import LEADING
from md2moderncv.vocabulary import is_east


def is_only_role(block: Block) -> bool:
    """Tell whether a block is a list of one item of one line that starts as a role does, or as a degree's subject."""
    if block["t"] != "BulletList" or len(block["c"]) != 1 or len(block["c"][0]) != 1:
        return False
    lines = text_lines(block["c"][0][0])
    text = plain(lines[0]) if len(lines) == 1 else ""
    subject = " ".join(text.split()[:LEADING])
    said = evidence.starts_as_role(text) or (evidence.is_study(subject) and evidence.is_degree(text))
    return said and length(text) <= LONGEST_ONLY


def says_who(text: str) -> bool:
    """Tell whether a text is what somebody is called, and no more: `Platform Engineer, DevOps Team`."""
    title = text.split(",")[0]
    if evidence.balance(title) <= 0 or len(text.split()) > LONGEST_LEAD:
        return False
    if is_east(text):
        return len(text) <= LONGEST_EAST and evidence.ends_as_role(text)
    if " " not in text.strip():
        return text[:1].isupper() and evidence.is_role_word(text.strip())
    person = re.search(r"(?:er|or|ist|ant|eur|euse|rice|ier|ador|adora|ero|era|lead|head|intern|ect)$", title, re.I)
    return is_title(text) and (bool(person) or evidence.is_role_word(title.split()[0]))


def first_lines(block: Block) -> list[list[Inline]]:
    """Give the first line of a paragraph, or of each item of a list."""
    parts = [item[0] for item in block["c"] if item] if block["t"] == "BulletList" else [block]
    return [line for part in parts for line in text_lines(part)[:1]]


def dates_behind(line: list[Inline]) -> bool:
    """Tell whether a line starts with a name and its dates in brackets, `Engineer: (2019) built …`."""
    name = lead_in(line)
    text = plain(line)[len(plain(name)) :].lstrip(" :.") if name else ""
    return any(found.start <= 1 for found in find(text)[:1]) and text[:1] in "(["


def first_line(block: Block) -> tuple[list[Inline], list[Block], bool]:
    """Give the first line of a paragraph or a list, what is left of the block, and whether the line is set apart.

    Of a text that starts with a name in markup, `*Engineer*. Built engines …`, that name is the line.
    """
    if block["t"] == "BulletList" and block["c"] and block["c"][0]:
        (first, *behind), others = block["c"][0], block["c"][1:]
        lines = text_lines(first) if first["t"] in ("Para", "Plain") else []
        name = lead_in(lines[0]) or lead_role(lines[0]) if lines else []
        if name and not any(map(lead_in, first_lines(block)[1:])):
            item = [{**first, "c": behind_name(first["c"], name)}, *behind]
            return name, [{**block, "c": [item, *others]}], False
        left = [*as_paragraph(lines[1:]), *behind, *([{**block, "c": others}] if others else [])]
        only = len(lines) == 1 and not left and (is_organisation(plain(lines[0])) or is_only_role(block))
        return (lines or [[]])[0], left, only
    lines = text_lines(block)
    if not lines:
        return [], [], False
    if block["t"] == "BlockQuote":
        first, *others = block["c"]
        named, left, set_apart = first_line(first)
        return named, [{**block, "c": [*left, *others]}] if left or others else [], set_apart and not others
    if name := lead_in(lines[0]):
        sentence = plain(lines[0])[len(plain(name)) :].startswith(".") and len(plain(name).split()) <= LONGEST_LEAD
        return name, [{**block, "t": "Para", "c": behind_name(block["c"], name)}], sentence
    set_apart = len(lines) == 1 and len(lines[0]) == 1 and is_marked(lines[0]) and block["t"] == "Para"
    return lines[0], after_lines(block, 1), set_apart


def is_organisation(text: str) -> bool:
    """Tell whether a text of any length is the name of an organisation: its words have capitals, it is no sentence."""
    long = re.findall(r"[^\W\d_]{4,}", text)
    capitals = sum(word[0].isupper() for word in long)
    return 10 * capitals >= 8 * len(long) > 0 and evidence.balance(text) < 0 and not text.rstrip().endswith(".")


def says_school(text: str) -> bool:
    """Tell whether a text names a school, with its department perhaps: `Faculty of looms, University of X`."""
    owner = text.split(", ")[-1]
    return evidence.is_school(text) and (
        is_organisation(text) or (evidence.is_school(owner) and is_organisation(owner))
    )


def lead_in(line: list[Inline]) -> list[Inline]:
    """Give the name in markup that a longer line starts with, before a stop, a colon or a dash; else nothing."""
    first, *others = line
    text = plain(others)
    if first["t"] not in ("Strong", "Emph") or not others:
        return []
    if plain([first]).endswith(":") and text.startswith(" "):
        return strip([first], " :")
    return [first] if re.match(r"[.:]\s|\s+[–—-]\s", text) else []


def lead_role(line: list[Inline]) -> list[Inline]:
    """Give the role that a longer line starts with, before a colon: `Backend Developer: built looms.`; else nothing."""
    role, colon, said = plain(line).partition(":")
    return cut(line, 0, len(role)) if colon and len(said.split()) > LONGEST_LEAD and says_who(role) else []


def behind_name(inlines: list[Inline], name: list[Inline]) -> list[Inline]:
    """Give what follows the name that a text starts with."""
    text = plain(inlines)
    start = len(plain(name))
    return cut(inlines, start + len(text[start:]) - len(text[start:].lstrip(" \n.:–—-")), len(text))


LONGEST_LEAD = 5
"""Words of a name that a sentence of its own at the start of a text is."""
LONGEST_EAST = 14
"""Characters of such a name in East Asia."""
LONGEST_ONLY = 14
"""The same for the only item of a list, or the only sentence above one."""
