#!/usr/bin/env python3
"""Move the person's contact data from the document to the metadata.

    ## Details
    * E-mail: ada@example.org                          →   email; a fact without a key goes to extrainfo, as written
    * Phone: +44 20 7946 0958                          →   phone
    London | ada@example.org | [GitHub](https://…)     →   address, email, social

It stands below the name, in a section of its own, or at the very end; in lists, lines, tables, quotations. What else
stands there stays, at the head of the document.
"""

import re

from md2moderncv.filters.frontmatter import PHONES, plain_of
from pandocfilters import stringify

from md2moderncv.about import REACHING, calls_name, reachable, sure, telling
from md2moderncv.blocklines import block_lines, code_lines
from md2moderncv.canonical import Doc, run
from md2moderncv.dates import find
from md2moderncv.inlines import plain
from md2moderncv.namelike import looks_like_name
from md2moderncv.page_titles import NAMES
from md2moderncv.personal import EMAIL, by_link, facts_of, links, pieces, profile
from md2moderncv.sectioning import is_usual, title
from md2moderncv.stated_names import labelled
from md2moderncv.words import networks, words

LONGEST_LINE = 1000
"""Characters of a line of contact data."""
EARLY = 2
"""Sections in which contact data may stand, whatever their heading says."""


def read_facts(block, certain):
    """Give the facts of a block about the person, `None` where it is about something else."""
    if block["t"] == "DefinitionList" and any(find(plain(term)) for term, _ in block["c"]):
        return None  # they are entries
    lines = block_lines(block) or code_lines(block)
    if not lines or any(len(plain(line)) > LONGEST_LINE for line in lines):
        return None
    found = [pair for line in lines for piece in pieces(line) for pair in facts_of(piece)]
    if any(find(plain(line)) for line in lines) and {key for key, _ in found} <= {"", "address"}:
        return None  # `Leipzig, den 3. Mai 2026` says where and when it was signed
    return found if telling(found, certain) else None


def parted(block):
    """Cut a list into its items of one line and the others, where it has both; else give the block and nothing."""
    items = block["c"] if block["t"] == "BulletList" else []
    simple = [item for item in items if len(item) == 1 and item[0]["t"] in ("Plain", "Para")]
    others = [item for item in items if item not in simple]
    if not simple or not others:
        return block, []
    return {**block, "c": simple}, [{**block, "c": others}]


def add(meta, key, inlines):
    """Put a fact into the metadata; what is stated already stays, and a second value is kept beside it."""
    value = {"t": "MetaInlines", "c": inlines}
    if key in PHONES:
        kind = {"type": {"t": "MetaString", "c": PHONES[key]}} if PHONES[key] else {}
        listed(meta, "phone").append({"t": "MetaMap", "c": {**kind, "number": value}})
    elif key in networks():
        if says_again(listed(meta, "social"), networks()[key], value):
            return
        listed(meta, "social").append(profile(key, value))
    elif key == "label":
        return
    elif not key:
        if stringify(value) not in map(stringify, listed(meta, "extrainfo")):
            listed(meta, "extrainfo").append(value)
    elif key not in meta and key != "extrainfo":
        meta[key] = value
    elif key in ("email", "homepage", "extrainfo"):
        if stringify(value) not in map(stringify, listed(meta, key)):
            listed(meta, key).append(value)
    elif key == "address" and meta[key]["t"] == "MetaInlines" and "at" not in meta[key]:
        meta[key] = {"t": "MetaInlines", "c": [*meta[key]["c"], {"t": "Str", "c": ","}, {"t": "Space"}, *inlines]}
    elif stringify(meta[key]) != stringify(value):
        listed(meta, "extrainfo").append(value)


def says_again(profiles, name, value):
    """Tell whether a profile leads where one that is stated already does, by its address or its handle."""
    target = next((inline["c"][2][0] for inline in links(value["c"])), stringify(value)).rstrip("/").casefold()
    for stated in profiles:
        said = {k: plain_of(v) for k, v in stated["c"].items()} if stated["t"] == "MetaMap" else {}
        same = said.get("network", "").casefold() == name.casefold()
        handle = (said.get("handle") or said.get("url", "")).strip("@/").casefold()
        if same and handle and (target == handle or target.endswith("/" + handle.rsplit("/", 1)[-1])):
            return True
    return False


def listed(meta, key):
    """Give the list under a key, made from a single value where there was one."""
    value = meta.get(key, {"t": "MetaList", "c": []})
    meta[key] = {"t": "MetaList", "c": list(value["c"]) if value["t"] == "MetaList" else [value]}
    return meta[key]["c"]


def is_person_section(block):
    """Tell whether a block heads a section about the person."""
    if block["t"] != "Header":
        return False
    parts = [part.strip() for part in re.split(r"[/|&·]|\band\b|\bund\b", title(block))]
    return title(block) in words("sections", "person") or (
        len(parts) > 1 and all(p in words("sections", "person") for p in parts)
    )


def is_dated(block):
    """Tell whether a block is a heading that holds dates."""
    return block["t"] == "Header" and bool(find(plain(block["c"][2])))


def contact(heading):
    """Give the facts of a heading at the top that is a line of contact data, `#### E-mail: ada@example.org`."""
    found = read_facts({"t": "Para", "c": heading["c"][2]}, False) if heading["c"][0] > 1 else None
    keys = [key for key, _ in found or []]
    return found if all(keys) and not REACHING.isdisjoint(keys) else None


def person(doc: Doc) -> Doc:
    """Find the facts; the blocks that held nothing else go."""
    meta, blocks = dict(doc["meta"]), doc["blocks"]
    kept = []
    at_top = True
    heading = None  # of the person's section, until something but facts is found under it
    inside, certain, any_facts, others = True, False, False, False
    seen = 0
    for index, block in enumerate(blocks):
        if at_top and block["t"] == "Header" and (found := contact(block)):
            for key, inlines in found:
                add(meta, key, inlines)
            continue
        if block["t"] == "Header":
            if heading and not any_facts:
                kept.append(heading)
            heading = None
            inside = certain = is_person_section(block)
            any_facts = False
            others = title(block) in words("sections", "referees")
            if inside:
                heading = block
                continue
            # a heading with nothing below it is one of the lines at the top
            empty = index + 1 < len(blocks) and blocks[index + 1]["t"] == "Header"
            at_top = at_top and empty and not is_usual(title(block))
            seen += not at_top
        last = index >= len(blocks) - 2 and block["t"] in ("BlockQuote", "Para") and not others
        last = last and not is_dated(blocks[index - 1])  # below a job's heading stands where that was
        early = seen <= EARLY and not inside and not others
        left = []
        found = read_facts(block, certain) if inside or last or early else None
        if not found and inside:
            simple, left = parted(block)
            found = read_facts(simple, certain) if left else None
            found = found if found and (sure(found) or reachable(found)) else None
        foreign = block["t"] == "Para" and not all(key for key, _ in found or [])
        if found and not inside and not (sure(found) if early and not last else not foreign):
            found = None  # a paragraph at the end of some section is often about somebody else
        if found and inside and not meta.keys() & NAMES and calls_name(found):
            found = [("name", found[0][1]), *found[1:]]
        if found and (inside or early or sum(bool(key) for key, _ in found) > 1 or found[0][0] == "email"):
            for key, inlines in found:
                add(meta, key, inlines)
            any_facts = True
            kept += left
            continue
        if heading and not (at_top and any_facts):
            kept.append(heading)
            heading = None
        elif heading and any_facts:
            heading = None
        kept.append(block)
    if heading and not any_facts:
        kept.append(heading)
    if not meta.keys() & NAMES and looks_like_name(stated := labelled(kept)):
        meta["name"] = {"t": "MetaString", "c": stated}  # among facts that stay where they are
    if "email" not in meta:
        mail_anywhere(meta, without_referees(kept))
    return {**doc, "meta": meta, "blocks": [b for i, b in enumerate(kept) if not is_emptied(kept, i)]}


def is_emptied(blocks, index):
    """Tell whether the heading of a section about the person has nothing left below it."""
    block = blocks[index]
    if not is_person_section(block):
        return False
    following = next((b for b in blocks[index + 1 :] if b["t"] != "HorizontalRule"), None)
    return following is None or (following["t"] == "Header" and following["c"][0] <= block["c"][0])


def without_referees(blocks):
    """Give blocks without the sections about others, and without Divs, in which columns are."""
    kept, level = [], 0
    for block in blocks:
        if block["t"] == "Header" and (not level or block["c"][0] <= level):
            level = block["c"][0] if title(block) in words("sections", "referees") else 0
        if not level and block["t"] != "Div":
            kept.append(block)
    return kept


def mail_anywhere(meta, blocks):
    """Take the only address of the document's text for the person's; the text stays as it is."""
    found = {}
    for block in blocks:
        collect(block, found)
    if len(found) == 1:
        meta["email"] = {"t": "MetaInlines", "c": [{"t": "Str", "c": next(iter(found))}]}


def collect(tree, found):
    """Gather the addresses that the links of a tree lead to."""
    if isinstance(tree, list):
        for value in tree:
            collect(value, found)
    elif isinstance(tree, dict):
        if tree.get("t") == "Link" and by_link(tree) == "email":
            found.setdefault(tree["c"][2][0].removeprefix("mailto:").partition("?")[0])
            return
        text = tree["c"] if tree.get("t") == "Str" else tree["c"][1] if tree.get("t") == "Code" else ""
        if re.search(r"@|[\[(]at[\])]", text) and (match := EMAIL.fullmatch(text.strip(".,;:*_"))):
            found.setdefault(match[0])
        if tree.get("t") in ("Para", "Plain"):
            for written in SPELT_OUT.finditer(plain(tree["c"])):
                found.setdefault(written[0])
        collect(tree.get("c"), found)


SPELT_OUT = re.compile(r"[\w.+-]+\s?[\[(]\s?at\s?[\])]\s?[\w-]+(?:\s?(?:\.|[\[(]\s?dot\s?[\])])\s?[\w-]+)+", re.I)
"""An address written against robots: `ada (at) example (dot) org`."""


if __name__ == "__main__":
    run(person)
