"""Which lines of a text may belong to the head of an entry."""

from __future__ import annotations

import re

from md2moderncv import evidence
from md2moderncv.blocklines import LISTS, Block, text_lines
from md2moderncv.dated import dated
from md2moderncv.facts import field_line
from md2moderncv.heads import read_head
from md2moderncv.inlines import Inline, length, plain
from md2moderncv.label_lines import says_label
from md2moderncv.pieces import Piece, at_commas, names, strong
from md2moderncv.places import ends_in_place
from md2moderncv.sectioning import folded, is_usual, subject
from md2moderncv.words import columns, labels, words

LONGEST = 12
"""Words of a line that may belong to a head; what is longer is a sentence."""
LONGEST_SENTENCE = 30
"""Words of a sentence, or of a line all in markup, that may be a head."""
LONGEST_NAME = 18
"""The same for a line in which markup and capitals tell the names."""
MOST_NAMES = 6
"""Names above a line that adds the role or the employer they lack."""
MOST_LINES = 4
"""Lines below a heading that are searched for its dates."""


_SHORTENED = re.compile(
    r"(?:\b[^\W\d]\.)+$|\b(?:Inc|Ltd|Co|Corp|Sr|Jr|St|etc|Univ|Dept|Hons|cont|kft|Kft|Zrt|o\.o|r\.o)\.$"
)
"""A full stop that ends no sentence."""


def is_short(line: list[Inline]) -> bool:
    """Tell whether a line may belong to a head: a few words, no sentence."""
    text = plain(line).strip()
    parts = text.split()
    if not 0 < length(text) <= LONGEST or len(text) >= 120 or text.endswith(("!", ";", ":", "：")):
        return False
    if not text.endswith((".", "。")):
        return True
    few = len(parts) <= 3 or (len(parts) <= 5 and len(parts[-1]) <= 6)
    return few or ends_shortened(text) or is_title(text, 0.75) or says_degree(text)


def says_degree(text: str) -> bool:
    """Tell whether a text with a full stop is a degree and its subject, no sentence: `BSc in computer science.`."""
    first, *others = text.split(", ")
    subject = len(first.split()) <= LONGEST_SUBJECT and evidence.balance(first) >= 0
    begins = evidence.starts_as_role(text) or (subject and any(map(evidence.is_degree, others)))  # `Physics, MSc.`
    return len(text.split()) <= LONGEST_DEGREE and evidence.is_degree(text) and begins


LONGEST_SUBJECT = 5
"""Words of a subject before its degree."""
LONGEST_DEGREE = 10
"""Words of a degree and its subject that a full stop ends."""


def is_row(line: list[Inline]) -> bool:
    """Tell whether a long line is names with separators between them, one of them a role's or an employer's."""
    text = plain(line).strip()
    if not is_title(text) or (text.endswith((".", "。")) and not ends_shortened(text)):
        return False
    said = [evidence.balance(piece.text) for piece in strong(line)]
    if length(text) <= LONGEST_NAME and len(said) > 1 and any(said):
        return True
    said = [evidence.balance(piece.text) for piece in at_commas(line)]  # `University of X, MSc Y, specialty in Z`
    return length(text) <= LONGEST_SENTENCE and any(sign < 0 for sign in said) and any(sign > 0 for sign in said)


def ends_shortened(text: str) -> bool:
    """Tell whether the full stop at the end of a text is that of a short form: `Acme Inc.`."""
    return bool(_SHORTENED.search(text))


def is_title(text: str, share: float = 0.6) -> bool:
    """Tell whether most words of a text have capitals, as names do and sentences do not; a script without has none."""
    long = [word for word in re.findall(r"[^\W\d_]{4,}", text) if word.casefold() != word.upper()]
    return len(long) > 1 and sum(word[0].isupper() for word in long) >= share * len(long)


def is_grouping(text: str) -> bool:
    """Tell whether a text is what a section or a part of one is called, `Other projects`, and no role or employer."""
    return folded(text) in words("line", "others") or bool(subject(folded(text)) and not evidence.balance(text))


def is_dated_list(block: Block) -> bool:
    """Tell whether half of a list's items start with a line that holds dates: they are entries of their own."""
    if block["t"] not in LISTS:
        return False
    items = block["c"] if block["t"] == "BulletList" else block["c"][1]
    first = [text_lines(item[0])[:1] for item in items if item]
    return sum(bool(lines and dated(lines[0], strict=True)) for lines in first) * 2 >= len(items) > 0


def only_dates(line: list[Inline]) -> bool:
    """Tell whether a line holds dates and nothing else."""
    head = read_head([line])
    return head is not None and not head.pieces


def only_dates_and_contract(line: list[Inline]) -> bool:
    """Tell whether a line holds dates and on what contract somebody worked, and nothing else: `2019`, *Freelance*."""
    head = read_head([line])
    return head is not None and all(evidence.is_contract(piece.text, apart=True) for piece in head.pieces)


def starts_entry(line: list[Inline]) -> bool:
    """Tell whether a line in bold holds dates and two names or more: an entry of its own, whatever stands above it."""
    head = read_head([line], strict=True) if is_marked(line) and is_short(line) and dated(line, strict=True) else None
    return head is not None and len([p for p in head.pieces if not evidence.sure_place(p.text)]) > 1


def dates_a_name(line: list[Inline]) -> bool:
    """Tell whether a line is dates and a name that they belong to: a role below an employer's dates."""
    return dated(line, strict=True) is not None and not lacks_names(line)


def begins_entry(block: Block) -> bool:
    """Tell whether a paragraph begins with a line that is only dates and a short one that may name what they date."""
    lines = text_lines(block)[:2] if block["t"] == "Para" else []
    return len(lines) > 1 and is_short(lines[1]) and only_dates(lines[0])


def is_entry(block: Block) -> bool:
    """Tell whether a paragraph begins with a line that is an entry of its own."""
    lines = text_lines(block)[:1] if block["t"] == "Para" else []
    return bool(lines) and starts_entry(lines[0])


def lacks_names(line: list[Inline]) -> bool:
    """Tell whether a dated line holds nothing that could be a role or an employer."""
    head = read_head([line])
    return head is not None and all(evidence.place(p.text) or not names(p.text) for p in head.pieces)


def is_marked(line: list[Inline]) -> bool:
    """Tell whether a line starts with markup, as a name would."""
    return bool(line) and line[0]["t"] in ("Strong", "Emph", "Code", "Underline", "SmallCaps", "Link")


def is_name(line: list[Inline]) -> bool:
    """Tell whether a long line is names and no sentence: it starts with markup, and most of its words have capitals."""
    text = plain(line).strip()
    longest = LONGEST_SENTENCE if len(line) == 1 else LONGEST_NAME  # all of it is in markup
    return is_marked(line) and length(text) <= longest and is_title(text)


def names_below(listed: list[list[Inline]], pieces_above: list[Piece]) -> int:
    """Count the lines that belong to a head above them: they name a field, look like names, or add what it lacks."""
    count, signs = 0, [evidence.balance(piece.text) for piece in pieces_above]
    plain_names = sum(not is_aside(piece) for piece in pieces_above)
    few = len(listed) <= 2 and all(map(may_be_names, listed))
    for line in listed[:MOST_LINES]:
        text = plain(line).strip()
        if named := field_line(line):
            if named[0] == "role" and any(sign > 0 for sign in signs):
                break  # `Title: …` below an award is what it was given for
            count += 1
            continue
        if pieces_above and (starts_entry(line) or dates_a_name(line)):
            break
        goes_on = text[:1].islower() and [one["t"] for one in line] not in (["Strong"], ["Emph"])  # `**marketScape**`
        belongs = is_short(line) or is_name(line) or (not (pieces_above or count) and is_row(line))
        labelled = says_label(text) and not (is_employer_and_role(line) and not (pieces_above or count))
        if not belongs or goes_on or labelled or text.endswith((":", "：")):
            break
        sign = evidence.balance(strong(line)[0].text if strong(line) else text) or evidence.balance(text)
        sign = sign or float(evidence.is_study(text))  # what was studied there
        adds = sign != 0 and not any(known * sign > 0 for known in signs)
        name_like = (
            plain_names == 0 or (plain_names == 1 and (is_marked(line) or few)) or (plain_names < MOST_NAMES and adds)
        )
        where = (evidence.place(text) or ends_in_place(text) or ends_at_town(line)) and plain_names < 4
        if not (name_like or where or leads_to_role(listed[count:], signs) or leads_to_place(listed[count:])):
            break
        made = strong(line)
        signs += [evidence.balance(piece.text) for piece in made]
        plain_names += len(made)
        count += 1
    return count


def ends_at_town(line: list[Inline]) -> bool:
    """Tell whether a line is a name and, behind a separator, a town: `Acme · Leeds, UK`."""
    parts = strong(line)
    return len(parts) == 2 and parts[1].joint in ("mark", "dash") and evidence.sure_place(parts[1].text)


def is_employer_and_role(line: list[Inline]) -> bool:
    """Tell whether a line is a name in markup, a colon and a role: `**Acme**: Engineer`."""
    name, _, said = plain(line).partition(":")
    who = evidence.balance(said.strip()) > 0 and length(said) <= FEW_WORDS and not said.endswith(".")
    label = is_usual(folded(name)) or name.casefold() in labels() or name.casefold() in columns()
    return who and is_marked(line) and evidence.balance(name) <= 0 and not (is_grouping(name) or label)


def may_be_names(line: list[Inline]) -> bool:
    """Tell whether a short line may be names though nothing says so: a few words, or some that commas part."""
    text = plain(line).strip()
    few = length(text) <= FEW_WORDS or ", " in text
    return few and is_short(line) and not re.search(r"[.。:：]$", text)


FEW_WORDS = 7
"""Words of one of two lines that may be names, though nothing says so."""


def is_aside(piece: Piece) -> bool:
    """Tell whether a piece says where something was, or on what contract: it names nothing."""
    bracket = piece.shown[: piece.start].endswith(("(", "（"))
    return evidence.sure_place(piece.text) or evidence.is_contract(piece.text, bracket)


def leads_to_role(listed: list[list[Inline]], signs: list[float]) -> bool:
    """Tell whether a line below an employer is its department or its town, and the lacking role stands behind."""
    if not signs or any(sign > 0 for sign in signs) or not is_title(plain(listed[0])):
        return False
    behind = [line for line in listed[1:3] if is_short(line) and not says_label(plain(line)) and not dated(line)]
    return any(evidence.balance(plain(line)) > 0 for line in behind)


def leads_to_place(listed: list[list[Inline]]) -> bool:
    """Tell whether a line in markup is one more name, such as a department, above the line of the place."""
    return len(listed) > 1 and is_marked(listed[0]) and evidence.sure_place(plain(listed[1]).strip(" ,."))
