"""Which lines of a text may belong to the head of an entry."""

from __future__ import annotations

import re

from md2moderncv import evidence
from md2moderncv.blocklines import LISTS, Block, text_lines
from md2moderncv.heads import dated, field_line, read_head
from md2moderncv.inlines import Inline, plain
from md2moderncv.pieces import Piece, names, pieces
from md2moderncv.places import ends_in_place

LONGEST = 12
"""Words of a line that may belong to a head; what is longer is a sentence."""
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
    if not 0 < len(words) <= LONGEST or len(text) >= 120 or text.endswith(("。", "!", ";", ":", "：")):
        return False
    return not text.endswith(".") or (len(words) <= 5 and len(words[-1]) <= 6) or bool(_SHORTENED.search(text))


def is_dated_list(block: Block) -> bool:
    """Tell whether half of a list's items start with a line that holds dates: they are entries of their own."""
    if block["t"] not in LISTS:
        return False
    items = block["c"] if block["t"] == "BulletList" else block["c"][1]
    first = [text_lines(item[0])[:1] for item in items if item]
    return sum(bool(lines and dated(lines[0], strict=True)) for lines in first) * 2 >= len(items) > 0


def lacks_names(line: list[Inline]) -> bool:
    """Tell whether a dated line holds nothing that could be a role or an employer."""
    head = read_head([line])
    return head is not None and all(evidence.place(p.text) or not names(p.text) for p in head.pieces)


def is_marked(line: list[Inline]) -> bool:
    """Tell whether a line starts with markup, as a name would."""
    return bool(line) and line[0]["t"] in ("Strong", "Emph", "Code", "Underline", "SmallCaps", "Link")


def names_below(listed: list[list[Inline]], pieces_above: list[Piece]) -> int:
    """Count the lines that belong to a head above them: they name a field, look like names, or add what it lacks."""
    count, signs = 0, [evidence.balance(piece.text) for piece in pieces_above]
    plain_names = len(pieces_above)
    for line in listed[:MOST_LINES]:
        text = plain(line).strip()
        if field_line(line):
            count += 1
            continue
        if not is_short(line) or text[:1].islower() or ":" in text or "：" in text:
            break
        sign = evidence.balance(text)
        adds = sign != 0 and not any(known * sign > 0 for known in signs)
        name_like = plain_names == 0 or (plain_names == 1 and is_marked(line)) or (plain_names < 2 and adds)
        if not (name_like or ((evidence.place(text) or ends_in_place(text)) and plain_names < 4)):
            break
        made = pieces(line)
        signs += [evidence.balance(piece.text) for piece in made]
        plain_names += len(made)
        count += 1
    return count
