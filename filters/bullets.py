#!/usr/bin/env python3
"""Turn the dated items of a list into entries.

    - 2012 – 2015: Ph.D., University of X        →   ::: {.cventry start="2012" end="2015"}
    - **Engineer** – Acme (2019 – 2021)              the Spans dates, role, organisation
        - built engines                              the rest of the item
                                                     :::

A list counts where half of its items are dated. An item that holds nothing but a name and a list of dated items is
their employer. Publications stay a list.
"""

from pandocfilters import BulletList

from md2moderncv import evidence
from md2moderncv.blocklines import after_lines, text_lines
from md2moderncv.canonical import Doc, form, run
from md2moderncv.headlines import is_short, names_below
from md2moderncv.heads import dated, field_line, read_head
from md2moderncv.inlines import plain
from md2moderncv.pieces import Piece, pieces
from md2moderncv.sectioning import sections
from md2moderncv.settle import settle

LONGEST = 30
"""Words of a first line that may be a head."""
LISTS = ("BulletList", "OrderedList")


def item_head(item):
    """Give the head and the body of a dated item, `None` for any other."""
    if not item or item[0]["t"] not in ("Plain", "Para"):
        return None
    lines = text_lines(item[0])
    for number, line in enumerate(lines[:3]):
        if dated(line, strict=number == 0 and not is_short(line)):
            so_far = read_head(lines[: number + 1])
            taken = number + 1 + names_below(lines[number + 1 :], so_far.pieces if so_far else [])
            if len(plain(line).split()) > LONGEST:
                return None
            head = read_head(lines[:taken])
            if head is None or not (head.pieces or head.stated):
                return None
            rest = [*after_lines(item[0], taken), *item[1:]]
            return head, completed(head, rest)
        if not is_short(line):
            return None
    # an item that is a name, with its dates as the first of a list below
    if len(lines) == 1 and len(item) == 2 and item[1]["t"] == "BulletList":
        inner = text_lines(item[1])
        if inner and (parse_only(inner[0]) or (field_line(inner[0]) and dated(inner[0]))):
            head = read_head([lines[0], inner[0]])
            return (head, after_lines(item[1], 1)) if head else None
    return None


def completed(head, rest):
    """Take what a head of one name lacks from a paragraph below it: give what is left."""
    if len(head.pieces) != 1 or not rest or rest[0]["t"] not in ("Para", "Plain", "BlockQuote"):
        return rest
    lines = text_lines(rest[0])
    sign = evidence.balance(head.pieces[0].text)
    if not lines or not is_short(lines[0]) or evidence.balance(plain(lines[0])) * sign >= 0:
        return rest
    head.pieces += pieces(lines[0], 1)
    return [*after_lines(rest[0], 1), *rest[1:]]


def only_dates(line):
    """Tell whether a line holds dates and nothing else."""
    head = read_head([line])
    return head is not None and not head.pieces


parse_only = only_dates


def employer(item):
    """Give the heads and bodies of an item that is an employer with dated items below it, with its name in each."""
    if len(item) != 2 or item[0]["t"] not in ("Plain", "Para") or item[1]["t"] not in LISTS:
        return None
    name = text_lines(item[0])
    found = [item_head(inner) for inner in items_of(item[1])]
    if len(name) != 1 or not is_short(name[0]) or dated(name[0]) or not found or not all(found):
        return None
    for head, _ in found:
        if len(head.pieces) > 2:
            return None
        named = pieces(name[0])
        head.pieces = [*head.pieces, *(Piece(p.inlines, p.glue if i else "at", 9) for i, p in enumerate(named))]
    return found


def items_of(block):
    """Give the items of a list."""
    return block["c"] if block["t"] == "BulletList" else block["c"][1]


def read_list(block):
    """Give what each item of a list holds: heads with their bodies, or the item; `None` where too few are dated."""
    found = []
    for item in items_of(block):
        head = item_head(item)
        found.append([head] if head else employer(item) or item)
    dated_items = sum(is_heads(made) for made in found)
    return found if dated_items * 2 >= len(found) and dated_items else None


def is_heads(made):
    """Tell whether an item was read as heads."""
    return bool(made) and isinstance(made[0], tuple)


def bullets(doc: Doc) -> Doc:
    """Replace each list whose items are dated by entries, and by lists of the items that are not."""
    blocks = []
    for section in sections(doc["blocks"]):
        if section.heading:
            blocks.append(section.heading)
        inner = doc["blocks"][section.start : section.stop]
        if section.heading is None or section.is_kind("publications"):
            blocks += inner
        else:
            blocks += listed(inner, section.is_kind("education") or section.is_kind("experience"))
    return {**doc, "blocks": blocks}


def listed(blocks, employed):
    """Give a section's blocks, its dated items made entries."""
    found = {index: made for index, block in enumerate(blocks) if block["t"] in LISTS and (made := read_list(block))}
    heads = [head for lists in found.values() for made in lists if is_heads(made) for head, _ in made]
    fields = settle(heads, employed)
    kept = []
    for index, block in enumerate(blocks):
        if index not in found:
            kept.append(block)
            continue
        for made in found[index]:
            if is_heads(made):
                kept += [form("cventry", fields.pop(0), body, head.range, head.at) for head, body in made]
            elif kept and kept[-1]["t"] == "BulletList" and kept[-1].get("open"):
                kept[-1]["c"].append(made)
            else:
                kept.append({**BulletList([made]), "open": True})
        for one in kept:
            one.pop("open", None)
    return kept


if __name__ == "__main__":
    run(bullets)
