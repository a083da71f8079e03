"""What a head lacks, taken from the line or the list right below it."""

from __future__ import annotations

import re

from md2moderncv import evidence
from md2moderncv.blocklines import Block, after_lines, as_paragraph, text_lines
from md2moderncv.dated import dated
from md2moderncv.dates import find
from md2moderncv.facts import field_line
from md2moderncv.headlines import (
    LONGEST_NAME,
    MOST_LINES,
    ends_shortened,
    is_grouping,
    is_marked,
    is_short,
    is_title,
    says_degree,
    says_label,
)
from md2moderncv.heads import Head
from md2moderncv.inlines import Inline, cut, length, plain, strip
from md2moderncv.pieces import Piece, names, strong
from md2moderncv.sentences import LEADING
from md2moderncv.studies import is_beside, with_studies, with_subject
from md2moderncv.vocabulary import is_east


def completed(head: Head, rest: list[Block], subject: str = "") -> list[Block]:
    """Take what a head lacks, a role or an employer, from the line or the list right below it: give what is left.

    `subject`: what the section is about; a list below studies names the school or the degree.
    """
    rest = named_in_lists(head, rest)
    if subject == "education":
        rest = with_subject(head, with_studies(head, rest))
        if "role" in head.stated:
            return rest
    named = [piece for piece in head.pieces if not evidence.sure_place(piece.text)]
    if len(named) == 2 and is_town_behind(named[1]):
        named.pop()
    signs = [evidence.balance(piece.text) for piece in named]
    known = [sign for sign in signs if sign]
    if known and known[0] > 0 and any(map(is_school, head.all_pieces())):
        return rest  # `BSc, Acme College` has both
    if len(signs) == 1 and not known:
        known = [-1.0]  # a name that says nothing is an employer's where a role stands below
    if not rest or not known or len(signs) > 4 or any(sign * known[0] < 0 for sign in known):
        return rest
    if any(dates_behind(line) for line in first_lines(rest[0])):
        return rest  # it has dates of its own
    if known[0] < 0 and (role := said_as_sentence(rest)):
        head.state("role", role)
        return rest[1:]
    line, left, set_apart = first_line(rest[0])
    long = set_apart and is_title(plain(line)) and length(plain(line)) <= LONGEST_NAME
    long = long and not plain(line).endswith((":", "："))
    if not line or not (is_short(line) or long) or not names(plain(line)) or dated(line) or says_label(plain(line)):
        return rest
    if re.match(r"(?:I|We|My|Ich|Je|Yo)\s", plain(line)):
        return rest
    if plain(line).endswith(".") and not (set_apart or names_with_stop(plain(line))):
        return rest  # a sentence
    said = 1.0 if says_who(plain(line)) else evidence.balance(strong(line)[0].text)
    added = said * known[0]
    if is_one_of_several(line, rest[0]) or is_grouping(plain(line)):
        return rest
    if not any(signs) and said < 0 and not left and length(plain(line)) <= LONGEST_LEAD:
        added = -1.0  # a course, and below it the school
    elif not any(signs) and not (is_only_role(rest[0]) or (added < 0 and is_role_alone(line))):
        return rest
    longest = LONGEST_SCHOOL if says_school(plain(line)) else LONGEST_ADDED
    if added > 0 or (added == 0 and not set_apart) or (length(plain(line)) > longest and not set_apart):
        return rest
    head.add(line)
    return [*left, *rest[1:]]


def named_in_lists(head: Head, rest: list[Block]) -> list[Block]:
    """Take the fields that the first items of lists below a head name, `- School: …`: give what is left.

    A list behind a text names the employer only, `- Company: …`, and nothing else.
    """
    signs = [evidence.balance(piece.text) for piece in head.pieces]
    known = {"role": any(sign > 0 for sign in signs), "organisation": any(sign < 0 for sign in signs), "place": False}
    made = []
    for number, block in enumerate(rest):
        if block["t"] != "BulletList":
            made.append(block)
            continue
        left = []
        for place, item in enumerate(block["c"]):
            lines = text_lines(item[0]) if len(item) == 1 and place < MOST_LINES else []
            named = field_line(lines[0]) if len(lines) == 1 else None
            takes = named and not known.get(named[0], True) and named[0] not in head.stated
            if named and takes and (number == 0 or named[0] == "organisation"):
                head.state(*named)
            else:
                left.append(item)
        made += [{**block, "c": left}] if left else []
    return made


def is_town_behind(piece: Piece) -> bool:
    """Tell whether a piece of a head may be a town behind a name that is set in another way: `**Acme**, Town`."""
    return piece.styled and piece.joint == "comma" and not piece.look and evidence.may_be_place(piece.text)


def is_school(piece: Piece) -> bool:
    """Tell whether a piece of a head names a school."""
    return evidence.balance(piece.text) < 0 and evidence.is_school(piece.text)


def said_as_sentence(rest: list[Block]) -> list[Inline]:
    """Give the only sentence of a paragraph above a list, where it starts as a role does; nothing for any other.

    Such as `Senior developer, working in both backend and frontend.` below an employer and its dates.
    """
    lines = text_lines(rest[0]) if rest[0]["t"] == "Para" and [b["t"] for b in rest[1:2]] == ["BulletList"] else []
    text = plain(lines[0]) if len(lines) == 1 else ""
    if not evidence.starts_as_role(text) or length(text) > LONGEST_ONLY or re.search(r"[.:!?;]\s", text):
        return []
    if dated(lines[0]):
        return []
    return strip(lines[0], " .:")


def is_only_role(block: Block) -> bool:
    """Tell whether a block is a list of one item of one line that starts as a role does, or as a degree's subject."""
    if block["t"] != "BulletList" or len(block["c"]) != 1 or len(block["c"][0]) != 1:
        return False
    lines = text_lines(block["c"][0][0])
    text = plain(lines[0]) if len(lines) == 1 else ""
    subject = " ".join(text.split()[:LEADING])
    said = evidence.starts_as_role(text) or (evidence.is_study(subject) and evidence.is_degree(text))
    return said and length(text) <= LONGEST_ONLY


def names_with_stop(text: str) -> bool:
    """Tell whether a text with a full stop is a name and no sentence: `Acme Inc.`, `BSc in physics.`, `Lecturer.`."""
    return ends_shortened(text) or says_degree(text) or says_who(text.rstrip(" ."))


def is_role_alone(line: list[Inline]) -> bool:
    """Tell whether a line is what somebody is called, or all of it is in markup."""
    return says_who(plain(line)) or (len(line) == 1 and is_marked(line))


def is_one_of_several(line: list[Inline], block: Block) -> bool:
    """Tell whether the first line of a block is one thing of several that were done: it is not said as names are."""
    if block["t"] != "BulletList" or len(block["c"]) < 2:
        return False
    text = plain(line)
    if is_beside(text) and not says_who(text):
        return True
    degree = evidence.is_degree(text) and (evidence.starts_as_role(text) or is_east(text))
    school = is_organisation(text) and length(text) <= LONGEST_SCHOOL
    school = school and (evidence.is_school(text) or not re.search(r"[:;\d]", text))
    named = degree or school or says_who(text) or is_marked(line) or evidence.is_legal(text)
    return not (named or lead_in(text_lines(block["c"][0][0])[0]))


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
    """Tell whether a text names a school, with its department perhaps: `Faculty of computing, University of Zagreb`."""
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
LONGEST_SCHOOL = 12
"""Words of a line that names a school and its institute."""
LONGEST_EAST = 14
"""Characters of such a name in East Asia."""
LONGEST_ONLY = 14
"""The same for the only item of a list, or the only sentence above one."""
LONGEST_ADDED = 8
"""Words of a line that says what the head above it lacks."""
