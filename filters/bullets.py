#!/usr/bin/env python3
"""Turn the dated items of a list into entries.

    - 2012 – 2015: Ph.D., University of X        →   ::: {.cventry start="2012" end="2015"}
    - **Engineer** – Acme (2019 – 2021)              the Spans dates, role, organisation
        - built engines                              the rest of the item
                                                     :::

A list counts where half of its items are dated. An item that holds nothing but a name and a list of dated items is
their employer. Publications stay a list.
"""

import re

from pandocfilters import BulletList

from md2moderncv import evidence
from md2moderncv.blocklines import TEXT, after_lines, as_paragraph, text_lines
from md2moderncv.canonical import Doc, form, run
from md2moderncv.dates import find
from md2moderncv.facts import field_line
from md2moderncv.headlines import (
    completed,
    dated_sentence,
    dates_behind,
    is_marked,
    is_name,
    is_short,
    names_below,
    only_dates,
)
from md2moderncv.heads import dated, read_head
from md2moderncv.inlines import cut, length, plain, strip
from md2moderncv.sectioning import by_section, is_usual, title
from md2moderncv.settle import settle

LONGEST = 30
"""Words of a first line that may be a head."""
LONGEST_NAME = 12
"""Words of a name before its dates in brackets."""
LISTS = ("BulletList", "OrderedList")


def item_head(item):
    """Give the head and the body of a dated item, `None` for any other."""
    if not item or item[0]["t"] not in ("Plain", "Para"):
        return None
    lines = text_lines(item[0])
    if run_in := in_bold(lines) or in_brackets(lines) or before_sentence(lines) or behind_dates(lines) or around(lines):
        return run_in[0], [*as_paragraph([run_in[1], *lines[1:]]), *item[1:]]
    for number, line in enumerate(lines[:3]):
        if number and plain(line)[:1].islower():
            break  # the sentence goes on
        if dated(line, strict=number == 0 and not (is_short(line) or is_name(line))):
            so_far = read_head(lines[: number + 1])
            taken = number + 1 + names_below(lines[number + 1 :], so_far.pieces if so_far else [])
            if len(plain(line).split()) > LONGEST:
                return None
            head = read_head(lines[:taken])
            rest = [*after_lines(item[0], taken), *item[1:]]
            if head and not (head.pieces or head.stated):
                rest = named_below(head, rest)
            if head is None or not (head.pieces or head.stated):
                return None
            return head, completed(head, rest)
        if not is_short(line):
            break
    return wrapped(lines, item) or name_and_paragraph(lines, item) or name_and_list(lines, item)


def in_bold(lines):
    """Read a long line that starts with a name and its dates in bold: give the head, and what is left of the line."""
    if not lines or lines[0][0]["t"] != "Strong" or is_short(lines[0]) or not is_short(lines[0][:1]):
        return None
    head = read_head([lines[0][:1]], strict=True)
    rest = strip(lines[0][1:], " \n\t:–—-")
    return (head, rest) if head and (head.pieces or head.stated) and rest else None


def in_brackets(lines):
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


def before_sentence(lines):
    """Read a line whose first sentence ends in dates, `**Master**, Acme, 2023. Thesis …`: its head, what is left."""
    if not lines or is_short(lines[0]):
        return None
    text = plain(lines[0])
    found = next((one for one in find(text) if re.match(r"\)?\.\s+\S", text[one.end :])), None)
    if not found or length(text[: found.end]) > LONGEST or re.search(r"[^\W\d]{3,}\.\s", text[: found.start]):
        return None
    end = found.end + (text[found.end] == ")")
    head = read_head([cut(lines[0], 0, end)], strict=True)
    return (head, strip(cut(lines[0], end, len(text)), " .")) if head and head.pieces else None


def around(lines):
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


def behind_dates(lines):
    """Read a long line that starts with dates, as far as its first sentence goes: its head, what is left."""
    parts = dated_sentence(lines[0]) if lines else None
    head = read_head([parts[0]], strict=True) if parts else None
    return (head, parts[1]) if head and head.pieces else None


def wrapped(lines, item):
    """Read an item of one sentence that the author has broken into lines, and that ends in dates in brackets."""
    if not 2 <= len(lines) <= 3 or not plain(lines[-1]).rstrip().endswith((")", "）")):
        return None
    line = [inline for part in lines for inline in ({"t": "Space"}, *part)][1:]
    found = dated(line, strict=True)
    if not found or found.end < len(plain(line).rstrip()) or length(plain(line)) > LONGEST:
        return None
    head = read_head([line])
    return (head, item[1:]) if head and head.pieces else None


def name_and_paragraph(lines, item):
    """Read an item that is a name in bold, with a line below it, in a paragraph of its own, that holds the dates."""
    below = text_lines(item[1]) if len(item) > 1 and item[1]["t"] in ("Para", "Plain") else []
    if len(lines) != 1 or not is_marked(lines[0]) or len(below) != 1 or not is_short(below[0]) or not dated(below[0]):
        return None
    head = read_head([lines[0], below[0]])
    return (head, item[2:]) if head else None


def name_and_list(lines, item):
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


def stated_dates(line):
    """Tell whether a line names its dates: `Period: 2019 – 2021`."""
    named = field_line(line)
    return bool(named and named[0] == "dates" and dated(line))


def named_below(head, rest):
    """Take the names of a head that is only dates from the paragraphs of one short line below it: give what is left."""
    for number, block in enumerate(rest[:2]):
        lines = text_lines(block) if block["t"] in ("Para", "Plain") else []
        count = names_below(lines, head.pieces)
        for line in lines[:count]:
            head.add(line)
        if count < len(lines) or not lines:
            return [*after_lines(block, count), *rest[number + 1 :]] if lines else rest[number:]
    return rest[2:]


def roles_of(item):
    """Give the heads and bodies of an item that is an employer with a dated line of a role in each paragraph below."""
    name = text_lines(item[0]) if item and item[0]["t"] in ("Plain", "Para") else []
    if len(item) < 3 or len(name) != 1 or not is_short(name[0]) or dated(name[0]):
        return None
    found = []
    for block in item[1:]:
        lines = text_lines(block) if block["t"] in ("Plain", "Para") else []
        head = read_head(lines, strict=True) if len(lines) == 1 and is_short(lines[0]) else None
        if head and len(head.pieces) == 1:
            found.append((head, []))
        elif found and block["t"] in LISTS:
            found[-1][1].append(block)
        else:
            return None
    if len(found) < 2:
        return None
    for head, _ in found:
        head.add(name[0], employer=True)
    return found


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
        head.add(name[0], employer=True)
    return found


def grouped(item):
    """Give what an item is that calls a list of dated items by a name, `Courses:`: its name, the heads and bodies."""
    if len(item) != 2 or item[0]["t"] not in ("Plain", "Para") or item[1]["t"] not in LISTS:
        return None
    name = text_lines(item[0])
    found = [item_head(inner) for inner in items_of(item[1])]
    if len(name) != 1 or not plain(name[0]).rstrip().endswith((":", "：")) or not found or not all(found):
        return None
    return [{"t": "Para", "c": item[0]["c"]}, *found]


def take_employer(blocks, index, lists, subject):
    """Give the roles of a list the employer that a short line right above it names, and tell whether it did."""
    if subject in ("awards", "courses", "projects"):
        return False
    above = blocks[index - 1] if index else {"t": ""}
    lines = text_lines(above) if above["t"] in ("Para", "Plain") else []
    if above["t"] == "Header" and above["c"][0] > 1 and not is_usual(title(above)):
        lines = [above["c"][2]]
    heads = [head for made in lists for head in heads_of(made)]
    alone = all(is_heads(made) for made in lists) and all(
        len([piece for piece in head.pieces if not evidence.place(piece.text)]) == 1 and not head.stated
        for head in heads
    )
    if (
        not alone
        or sum(evidence.balance(head.pieces[0].text) for head in heads) <= 0
        or len(lines) != 1
        or not is_short(lines[0])
        or dated(lines[0])
        or plain(lines[0]).endswith((".", ":"))
        or evidence.balance(plain(lines[0])) > 0
    ):
        return False
    for head in heads:
        head.add(lines[0], employer=True)
    return True


def items_of(block):
    """Give the items of a list."""
    return block["c"] if block["t"] == "BulletList" else block["c"][1]


def read_list(block, subject):
    """Give what each item of a list holds: heads with their bodies, or the item; `None` where too few are dated.

    Among jobs and studies one is enough whose words say that it is one.
    """
    items = items_of(block)
    if sum(is_citation(item) for item in items) * 2 > len(items):
        return None
    found = []
    for item in items:
        several = roles_of(item)
        head = None if several else item_head(item)
        found.append(several or ([head] if head else employer(item) or grouped(item) or item))
    dated_items = sum(is_heads(made) for made in found)
    told = subject in ("education", "experience") and any(
        evidence.balance(piece.text) for made in found for head in heads_of(made) for piece in head.pieces
    )
    return found if dated_items and (dated_items * 2 >= len(found) or told) else None


def is_citation(item):
    """Tell whether an item starts with a title in quotation marks, its full stop within: a publication, a talk."""
    text = plain(item[0]["c"]).strip() if item and item[0]["t"] in ("Plain", "Para") else ""
    return re.match(r"[“\"„«][^”\"“»]{8,}[.,?!][”\"“»’]", text) is not None


def is_heads(made):
    """Tell whether an item was read as heads."""
    return any(isinstance(part, tuple) for part in made)


def heads_of(made):
    """Give the heads of what an item was read as."""
    return [part[0] for part in made if isinstance(part, tuple)]


def bullets(doc: Doc) -> Doc:
    """Replace each list whose items are dated by entries, and by lists of the items that are not."""
    return by_section(doc, listed, first=False)


def listed(section, blocks):
    """Give a section's blocks, its dated items made entries."""
    found = {
        index: made
        for index, block in enumerate(blocks)
        if block["t"] in LISTS and (made := read_list(block, section.subject))
    }
    above = {index - 1 for index, lists in found.items() if take_employer(blocks, index, lists, section.subject)}
    heads = [head for lists in found.values() for made in lists for head in heads_of(made)]
    fields = settle(heads, section.subject)
    kept = []
    for index, block in enumerate(blocks):
        if index not in found:
            kept += [block] if index not in above else []
            continue
        for made in found[index]:
            if is_heads(made):
                kept += [
                    form("cventry", fields.pop(0), part[1], part[0].range, part[0].at)
                    if isinstance(part, tuple)
                    else part
                    for part in made
                ]
            elif kept and kept[-1]["t"] == "BulletList" and kept[-1].get("open"):
                kept[-1]["c"].append(made)
            else:
                kept.append({**BulletList([made]), "open": True})
        for one in kept:
            one.pop("open", None)
    return kept


if __name__ == "__main__":
    run(bullets)
