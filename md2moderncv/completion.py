"""What a head lacks, taken from the line or the list right below it."""

from __future__ import annotations

import re

from md2moderncv import evidence
from md2moderncv.blocklines import Block, text_lines
from md2moderncv.dated import dated
from md2moderncv.facts import field_line
from md2moderncv.first_lines import (
    LONGEST_LEAD,
    LONGEST_ONLY,
    dates_behind,
    first_line,
    first_lines,
    is_only_role,
    is_organisation,
    lead_in,
    says_school,
    says_who,
)
from md2moderncv.headlines import (
    LONGEST_NAME,
    MOST_LINES,
    ends_shortened,
    is_grouping,
    is_marked,
    is_short,
    is_title,
    says_degree,
)
from md2moderncv.heads import Head
from md2moderncv.inlines import Inline, length, plain, strip
from md2moderncv.label_lines import says_label
from md2moderncv.pieces import Piece, names, strong
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

    A list behind a text names the employer only, `- Company: …`, of a head that is one name.
    """
    signs = [evidence.balance(piece.text) for piece in head.pieces]
    lacks = {"place"} | ({"role"} if max(signs, default=0) <= 0 else set())
    lacks |= {"organisation"} if min(signs, default=0) >= 0 else set()
    made = []
    for number, block in enumerate(rest):
        if block["t"] != "BulletList":
            made.append(block)
            continue
        asked = lacks if number == 0 else lacks & {"organisation"} if len(head.all_pieces()) == 1 else set()
        items = enumerate(block["c"])
        left = [item for place, item in items if place >= MOST_LINES or not states(head, item, asked)]
        made += [{**block, "c": left}] if left else []
    return made


def states(head: Head, item: list[Block], asked: set[str]) -> bool:
    """Give a head the field that an item names, if it is one of those asked for; tell whether it is."""
    lines = text_lines(item[0]) if len(item) == 1 else []
    named = field_line(lines[0]) if len(lines) == 1 else None
    if not named or named[0] not in asked or named[0] in head.stated:
        return False
    if named[0] == "organisation" and not is_called(named[1]):
        return False
    head.state(*named)
    return True


def is_called(line: list[Inline]) -> bool:
    """Tell whether what a label says may be what an organisation is called: `grew to 50 people` is not."""
    return names(plain(line)) and is_short(line) and not re.match(r"(?:I|We)\s", plain(line))


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


LONGEST_SCHOOL = 12
"""Words of a line that names a school and its institute."""
LONGEST_ADDED = 8
"""Words of a line that says what the head above it lacks."""
