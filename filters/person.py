#!/usr/bin/env python3
"""Move the person from the top of the document to the metadata.

    # Ada Lovelace                 →   name
    ## Details
    * E-mail: ada@example.org      →   email; a fact that has no key of its own goes to extrainfo, as written
    * Phone: +44 20 7946 0958      →   phone

What else stands in such a section stays, at the head of the document.
"""

import re

from md2moderncv.filters.frontmatter import PHONES
from pandocfilters import stringify

from md2moderncv.canonical import Doc, run
from md2moderncv.dates import find
from md2moderncv.inlines import plain, strip
from md2moderncv.lines import fact
from md2moderncv.words import networks, words

MARKS = " \t\n:#.0123456789"
"""What headings carry around their words: numbers, colons, closing hashes."""
EMAIL = re.compile(r"(?:mailto:)?[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+")
PHONE = re.compile(r"(?:tel:)?\+?[\d\s()./‑-]{7,24}(?:\s*(?:x|ext\.?)\s*\d+)?")
URL = re.compile(r"(?:https?://|www\.)\S+|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?:/\S*)?", re.IGNORECASE)
LISTS = ("BulletList", "OrderedList")


def title(heading):
    """Give the words of a heading, folded for a look-up."""
    return stringify(heading["c"][2]).strip(MARKS).casefold()


def first_heading(blocks):
    """Give the index of the first heading, or the number of blocks where there is none."""
    return next((i for i, block in enumerate(blocks) if block["t"] == "Header"), len(blocks))


def is_name(heading):
    """Tell whether a heading can be a person's name: a few words, no digits, not a known title."""
    text = plain(heading["c"][2]).strip()
    known = (*words("sections", "document"), *words("sections", "person"))
    return 0 < len(text.split()) <= 7 and not re.search(r"[\d:|@]", text) and title(heading) not in known


def name_heading(blocks):
    """Give the index of the heading that is the name: the first and only one of its level, `None` without."""
    index = first_heading(blocks)
    if index == len(blocks):
        return None
    level = blocks[index]["c"][0]
    levels = [block["c"][0] for block in blocks if block["t"] == "Header"]
    alone = levels.count(level) == 1 and min(levels) == level and (len(levels) > 1 or level == 1)
    return index if alone and is_name(blocks[index]) and not find(plain(blocks[index]["c"][2])) else None


def item_inlines(item):
    """Give the inlines of a list item that is one line, `None` for any other."""
    if len(item) == 1 and item[0]["t"] in ("Plain", "Para"):
        return item[0]["c"]
    return None


def shape(inlines):
    """Give the canonical key of an item without a label, by what it looks like; empty if by nothing."""
    text = plain(inlines).strip()
    if EMAIL.fullmatch(text):
        return "email"
    if PHONE.fullmatch(text) and not find(text) and sum(map(str.isdigit, text)) >= 7:
        return "phone"
    return "homepage" if URL.fullmatch(text) else ""


def facts(block):
    """Give the facts of a list as pairs of key and inlines; `None` where an item is more than a line."""
    items = block["c"] if block["t"] == "BulletList" else block["c"][1]
    found = []
    for item in items:
        inlines = item_inlines(item)
        if inlines is None:
            return None
        stated = fact(inlines)
        if stated and stated.key and stated.key != "nationality" and stated.value:
            found.append((stated.key, stated.value))
        elif not (stated and stated.key and not stated.value):
            found.append((shape(inlines) or "extrainfo", strip(inlines)))
    return found


def telling(found):
    """Tell whether most of a list's facts have a slot, so that the list is about the person."""
    return sum(key != "extrainfo" for key, _ in found) * 2 >= len(found) > 0


def add(meta, key, inlines):
    """Put a fact into the metadata; what is stated already stays, and a second value is kept beside it."""
    value = {"t": "MetaInlines", "c": inlines}
    if key in PHONES:
        kind = {"type": {"t": "MetaString", "c": PHONES[key]}} if PHONES[key] else {}
        listed(meta, "phone").append({"t": "MetaMap", "c": {**kind, "number": value}})
    elif key in networks():
        network = {"t": "MetaString", "c": key}
        listed(meta, "social").append({"t": "MetaMap", "c": {"network": network, "url": value}})
    elif key not in meta and key != "extrainfo":
        meta[key] = value
    elif key in ("email", "homepage", "extrainfo"):
        listed(meta, key).append(value)
    elif stringify(meta[key]) != stringify(value):
        listed(meta, "extrainfo").append(value)


def listed(meta, key):
    """Give the list under a key, made from a single value where there was one."""
    value = meta.get(key, {"t": "MetaList", "c": []})
    meta[key] = {"t": "MetaList", "c": list(value["c"]) if value["t"] == "MetaList" else [value]}
    return meta[key]["c"]


def is_person_section(block):
    """Tell whether a block heads a section about the person."""
    return block["t"] == "Header" and title(block) in words("sections", "person")


def person(doc: Doc) -> Doc:
    """Find the name and the facts; the blocks that held nothing else go."""
    meta, blocks = dict(doc["meta"]), doc["blocks"]
    at_top = True
    if not meta.keys() & {"name", "firstname", "lastname"}:
        index = name_heading(blocks)
        if index is not None:
            add(meta, "name", strip(blocks[index]["c"][2]))
            blocks = blocks[:index] + blocks[index + 1 :]
    kept = []
    heading = None  # of the person's section, until something but facts is found under it
    inside, any_facts = True, False
    for block in blocks:
        if block["t"] == "Header":
            heading = None
            inside = is_person_section(block)
            if inside:
                heading, any_facts = block, False
                continue
            at_top = False
        found = facts(block) if inside and block["t"] in LISTS else None
        if found and telling(found):
            for key, inlines in found:
                add(meta, key, inlines)
            any_facts = True
            continue
        if heading and not (at_top and any_facts):
            kept.append(heading)
        heading = None
        kept.append(block)
    return {**doc, "meta": meta, "blocks": kept}


if __name__ == "__main__":
    run(person)
