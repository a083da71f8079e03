"""Which lines of a text may belong to the head of an entry."""

from __future__ import annotations

import re

from md2moderncv import evidence
from md2moderncv.blocklines import LISTS, Block, after_lines, as_paragraph, text_lines
from md2moderncv.cuts import depth
from md2moderncv.dates import find
from md2moderncv.facts import field_line
from md2moderncv.heads import Head, dated, read_head
from md2moderncv.inlines import Inline, cut, length, plain, strip
from md2moderncv.pieces import Piece, names, strong
from md2moderncv.places import ends_in_place

LONGEST = 12
"""Words of a line that may belong to a head; what is longer is a sentence."""
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
    words = text.split()
    if not 0 < length(text) <= LONGEST or len(text) >= 120 or text.endswith(("!", ";", ":", "：")):
        return False
    if not text.endswith((".", "。")):
        return True
    few = len(words) <= 3 or (len(words) <= 5 and len(words[-1]) <= 6)
    return few or bool(_SHORTENED.search(text)) or is_title(text, 0.75)


def is_title(text: str, share: float = 0.6) -> bool:
    """Tell whether most words of a text have capitals, as names do and sentences do not; a script without has none."""
    long = [word for word in re.findall(r"[^\W\d_]{4,}", text) if word.casefold() != word.upper()]
    return len(long) > 1 and sum(word[0].isupper() for word in long) >= share * len(long)


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
    return is_marked(line) and length(text) <= LONGEST_NAME and is_title(text)


_BRACKETED = re.compile(r"\s*[【\[［〔〈][^【】\[\]]{1,20}[】\]］〕〉]\s*")


def is_bracketed(text: str) -> bool:
    """Tell whether a text is in brackets such as labels have: `【業務内容】`."""
    return _BRACKETED.fullmatch(text) is not None


def says_label(text: str) -> bool:
    """Tell whether a text is a label in brackets, or a colon outside brackets parts one from its text."""
    return is_bracketed(text) or any(depth(text[: match.start()]) == 0 for match in re.finditer(r":\s|：", text))


def names_below(listed: list[list[Inline]], pieces_above: list[Piece]) -> int:
    """Count the lines that belong to a head above them: they name a field, look like names, or add what it lacks."""
    count, signs = 0, [evidence.balance(piece.text) for piece in pieces_above]
    plain_names = sum(not evidence.sure_place(piece.text) for piece in pieces_above)
    few = len(listed) <= 2 and all(
        is_short(line) and not re.search(r"[.。:：]$", plain(line).strip()) for line in listed
    )
    for line in listed[:MOST_LINES]:
        text = plain(line).strip()
        if named := field_line(line):
            if named[0] == "role" and any(sign > 0 for sign in signs):
                break  # `Title: …` below an award is what it was given for
            count += 1
            continue
        if pieces_above and (starts_entry(line) or dates_a_name(line)):
            break
        if not (is_short(line) or is_name(line)) or text[:1].islower() or says_label(text):
            break
        sign = evidence.balance(strong(line)[0].text if strong(line) else text) or evidence.balance(text)
        sign = sign or float(evidence.is_study(text))  # what was studied there
        adds = sign != 0 and not any(known * sign > 0 for known in signs)
        name_like = plain_names == 0 or (plain_names == 1 and (is_marked(line) or few)) or (plain_names < MOST_NAMES and adds)
        where = (evidence.place(text) or ends_in_place(text)) and plain_names < 4
        if not (name_like or where or leads_to_role(listed[count:], signs)):
            break
        made = strong(line)
        signs += [evidence.balance(piece.text) for piece in made]
        plain_names += len(made)
        count += 1
    return count


def leads_to_role(listed: list[list[Inline]], signs: list[float]) -> bool:
    """Tell whether a line below an employer is its department or its town, and the role that is lacking stands behind."""
    if not signs or any(sign > 0 for sign in signs) or not is_title(plain(listed[0])):
        return False
    behind = [line for line in listed[1:3] if is_short(line) and not says_label(plain(line)) and not dated(line)]
    return any(evidence.balance(plain(line)) > 0 for line in behind)


def completed(head: Head, rest: list[Block]) -> list[Block]:
    """Take what a head lacks, a role or an employer, from the line or the list right below it: give what is left."""
    rest = named_in_list(head, rest)
    signs = [evidence.balance(piece.text) for piece in head.pieces if not evidence.sure_place(piece.text)]
    known = [sign for sign in signs if sign]
    if len(signs) == 1 and not known:
        known = [-1.0]  # a name that says nothing is an employer's where a role stands below
    if not rest or not known or len(signs) > 4 or any(sign * known[0] < 0 for sign in known):
        return rest
    if any(dates_behind(line) for line in first_lines(rest[0])):
        return rest  # it has dates of its own
    line, left, set_apart = first_line(rest[0])
    long = set_apart and is_title(plain(line)) and length(plain(line)) <= LONGEST_NAME
    if not line or not (is_short(line) or long) or not names(plain(line)) or dated(line) or says_label(plain(line)):
        return rest
    if plain(line).endswith(".") and not set_apart and not _SHORTENED.search(plain(line)):
        return rest  # a sentence
    added = evidence.balance(strong(line)[0].text) * known[0]
    if is_one_of_several(line, rest[0]):
        return rest
    if not any(signs) and not (added < 0 and len(line) == 1 and is_marked(line)):
        return rest
    if added > 0 or (added == 0 and not set_apart) or (length(plain(line)) > LONGEST_ADDED and not set_apart):
        return rest
    head.add(line)
    return [*left, *rest[1:]]


def named_in_list(head: Head, rest: list[Block]) -> list[Block]:
    """Take the fields that the first items of a list right below a head name, `- School: …`: give what is left."""
    if not rest or rest[0]["t"] != "BulletList":
        return rest
    signs = [evidence.balance(piece.text) for piece in head.pieces]
    known = {"role": any(sign > 0 for sign in signs), "organisation": any(sign < 0 for sign in signs), "place": False}
    left = []
    for number, item in enumerate(rest[0]["c"]):
        lines = text_lines(item[0]) if len(item) == 1 and number < MOST_LINES else []
        named = field_line(lines[0]) if len(lines) == 1 else None
        if named and not known.get(named[0], True) and named[0] not in head.stated:
            head.state(*named)
        else:
            left.append(item)
    return [*([{**rest[0], "c": left}] if left else []), *rest[1:]]


def is_one_of_several(line: list[Inline], block: Block) -> bool:
    """Tell whether the first line of a block is one thing of several that were done: it is not said as names are."""
    if block["t"] != "BulletList" or len(block["c"]) < 2:
        return False
    text = plain(line)
    degree = evidence.is_degree(text) and evidence.starts_as_role(text)
    school = is_organisation(text) and len(text.split()) <= LONGEST_ADDED and evidence.names_school(text)
    return not (
        degree or school or is_marked(line) or evidence.is_legal(text) or lead_in(text_lines(block["c"][0][0])[0])
    )


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
        if lines and (name := lead_in(lines[0])):
            item = [{**first, "c": behind_name(first["c"], name)}, *behind]
            return name, [{**block, "c": [item, *others]}], False
        left = [*as_paragraph(lines[1:]), *behind, *([{**block, "c": others}] if others else [])]
        only = len(lines) == 1 and not left and is_organisation(plain(lines[0]))
        return (lines or [[]])[0], left, only
    lines = text_lines(block)
    if not lines:
        return [], [], False
    if name := lead_in(lines[0]):
        sentence = plain(lines[0])[len(plain(name)) :].startswith(".") and len(plain(name).split()) <= LONGEST_LEAD
        return name, [{**block, "t": "Para", "c": behind_name(block["c"], name)}], sentence
    set_apart = len(lines) == 1 and len(lines[0]) == 1 and is_marked(lines[0]) and block["t"] == "Para"
    return lines[0], after_lines(block, 1), set_apart


_SENTENCE = re.compile(r"(?:(?<=[^\W\d_]{4})|(?<=[)\]”»]))\.\s+(?=[^\W_])")
LONGEST_SENTENCE = 30
"""Words of a sentence that starts with dates, and may be a head."""


def dated_sentence(line: list[Inline]) -> tuple[list[Inline], list[Inline]] | None:
    """Cut a long line that starts with dates behind its first sentence: `2018 – 2019: **Tutor**, Acme. Algebra …`."""
    text = plain(line)
    if length(text) <= LONGEST_SENTENCE:
        return None
    end = next((match.start() for match in _SENTENCE.finditer(text) if length(text[: match.start()]) > 2), 0)
    if not end or length(text[:end]) > LONGEST_SENTENCE:
        return None
    head = cut(line, 0, end)
    found = dated(head, strict=True)
    return (head, strip(cut(line, end, len(text)), " .")) if found and found.start <= 1 else None


def is_organisation(text: str) -> bool:
    """Tell whether a text of any length is the name of an organisation: its words have capitals, it is no sentence."""
    long = re.findall(r"[^\W\d_]{4,}", text)
    capitals = sum(word[0].isupper() for word in long)
    return 10 * capitals >= 8 * len(long) > 0 and evidence.balance(text) < 0 and not text.rstrip().endswith(".")


def lead_in(line: list[Inline]) -> list[Inline]:
    """Give the name in markup that a longer line starts with, before a stop, a colon or a dash; else nothing."""
    first, *others = line
    text = plain(others)
    if first["t"] not in ("Strong", "Emph") or not others:
        return []
    if plain([first]).endswith(":") and text.startswith(" "):
        return strip([first], " :")
    return [first] if re.match(r"[.:]\s|\s+[–—-]\s", text) else []


def behind_name(inlines: list[Inline], name: list[Inline]) -> list[Inline]:
    """Give what follows the name that a text starts with."""
    return strip(cut(inlines, len(plain(name)), len(plain(inlines))), " \n.:–—-")


LONGEST_LEAD = 5
"""Words of a name that a sentence of its own at the start of a text is."""
LONGEST_ADDED = 8
"""Words of a line that says what the head above it lacks."""
