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
from md2moderncv.blocklines import LISTS, text_lines
from md2moderncv.canonical import Doc, form, run
from md2moderncv.completion import is_school
from md2moderncv.dated import dated
from md2moderncv.grades import is_grade
from md2moderncv.headlines import is_short
from md2moderncv.heads import read_head
from md2moderncv.inlines import plain
from md2moderncv.item_heads import item_head
from md2moderncv.sectioning import by_section, is_usual, sections, title
from md2moderncv.settle import settle


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


def take_employer(blocks, index, lists, subject, schools):
    """Give the roles of a list the employer that a short line right above it names, and tell whether it did.

    `schools`: a heading right above a list of the section names an organisation; so may the others.
    """
    above = blocks[index - 1] if index else {"t": ""}
    lines = text_lines(above) if above["t"] in ("Para", "Plain") else []
    headed = above["t"] == "Header" and above["c"][0] > 1 and not is_usual(title(above))
    if headed:
        lines = [above["c"][2]]
    heads = [head for made in lists for head in heads_of(made)]
    alone = all(is_heads(made) for made in lists) and all(
        len([p for p in head.pieces if not (evidence.place(p.text) or is_grade(p.text))]) == 1
        and not (head.stated or (subject == "education" and any(map(is_school, head.all_pieces()))))
        for head in heads
    )
    said = sum(evidence.balance(head.pieces[0].text) for head in heads) if alone else 0
    linked = subject == "experience" and above["t"] == "Para" and [one["t"] for one in above["c"]] == ["Link"]
    gives_them = subject in ("awards", "courses") and bool(lines) and evidence.balance(plain(lines[0])) < 0
    gives_them |= headed and schools and subject in ("education", "experience")
    if (
        not alone
        or not (gives_them or (linked and said >= 0) or (said > 0 and subject not in ("awards", "courses", "projects")))
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
    first = next(sections(doc["blocks"]))
    return by_section(doc, listed, first=first.stop == len(doc["blocks"]))


def listed(section, blocks):
    """Give a section's blocks, its dated items made entries."""
    found = {
        index: made
        for index, block in enumerate(blocks)
        if block["t"] in LISTS and (made := read_list(block, section.subject))
    }
    headings = [blocks[index - 1] for index in found if index and blocks[index - 1]["t"] == "Header"]
    schools = any(evidence.balance(plain(heading["c"][2])) < 0 for heading in headings)
    subject = section.subject
    above = {index - 1 for index, lists in found.items() if take_employer(blocks, index, lists, subject, schools)}
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
