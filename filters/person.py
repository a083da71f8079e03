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

from md2moderncv.filters.entries import text_lines
from md2moderncv.filters.frontmatter import PHONES
from pandocfilters import stringify

from md2moderncv import evidence
from md2moderncv.canonical import Doc, run
from md2moderncv.dates import find
from md2moderncv.facts import fact
from md2moderncv.inlines import content, cut, plain, strip
from md2moderncv.links import network
from md2moderncv.pieces import depth
from md2moderncv.sectioning import title
from md2moderncv.words import labels, networks, words

AT = r"(?:@|\s?[\[({<]\s?(?:at|a|@)\s?[\])}>]\s?|\s+\(at\)\s+)"
EMAIL = re.compile(rf"(?:mailto:)?[^\s@<>()\[\],;|]+{AT}[^\s@<>()\[\],;|]+(?:\.|\s?[\[(]dot[\])]\s?)[^\s@<>,;|]{{2,}}", re.IGNORECASE)
PHONE = re.compile(r"(?:tel:)?[+(]?[\d\s()./‑–+-]{7,24}(?:\s*(?:x|ext\.?)\s*\d+)?(?:\s*\(.{1,15}\))?")
URL = re.compile(r"(?:https?://|www\.)\S+|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?:/\S*)?", re.IGNORECASE)
BORN = re.compile(r"(?:born|geboren|geb\.|née?|nacid[oa]|nat[oa]|ur\.|род\.|född|født|nar\.)\s.*\d", re.IGNORECASE)
STREET = re.compile(
    r"\d.*\b(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|boulevard|blvd|square|court|way|place|apt)\b|(?:straße|strasse|str\.|weg|platz|gasse|allee|gatan|vägen|gata|vej|katu|tie|straat|laan|ul\.|ulica|utca|sokak|cad\.|mah\.)\s*\d|\b(?:rue|avenue|boulevard|calle|c/|via|viale|piazza|rua|av\.|avenida|plaza|place|ул\.|вул\.|пр\.|strada|str)\b.*\d|[市区區町村路号號].*\d|〒",
    re.IGNORECASE,
)
POSTCODE = re.compile(r"\b(?:[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}|\d{4,6}|[A-Z]\d[A-Z]\s?\d[A-Z]\d|\d{2}-\d{3}|\d{5}-\d{3,4})\b")
SEPARATOR = re.compile(r"\s*[|｜•·●▪⋅∙;；]\s*|\s+(?:[‐-―−/]|-{1,3}|//|~)\s+|[ \t]*\n\s*|\t+|\s{3,}|\s*—\s*|\s*,\s+(?=[^\s,]+@)")
ICON = re.compile(r"^[^\w+(@〒]+|[^\w)）.!?…\"'”’]+$")
LISTS = ("BulletList", "OrderedList")
LONGEST = 14
"""Words of a fact; what is longer is a sentence."""


def links(inlines):
    """Give the links of a line, however deep."""
    found = []
    for inline in inlines:
        if inline["t"] == "Link":
            found.append(inline)
        else:
            found += links(content(inline) or [])
    return found


def outside(inlines):
    """Give the words of a line that are in no link."""
    return "".join(
        "" if i["t"] == "Link" else outside(content(i)) if content(i) is not None else plain([i]) for i in inlines
    )


def by_link(link):
    """Give the key of a link by where it leads, empty for one that says nothing of the person."""
    target = link["c"][2][0]
    if target.startswith("mailto:") or EMAIL.fullmatch(target):
        return "email"
    if target.startswith("tel:"):
        return "phone"
    found = network(target)
    if found:
        return found[0]
    return "homepage" if re.match(r"https?://|www\.", target) or URL.fullmatch(target) else ""


def shape(inlines):
    """Give the canonical key of a piece without a label, by what it looks like; empty if by nothing."""
    text = ICON.sub("", plain(inlines).strip())
    if EMAIL.fullmatch(text):
        return "email"
    if PHONE.fullmatch(text) and not find(text) and 7 <= sum(map(str.isdigit, text)) <= 16:
        return "phone"
    if URL.fullmatch(text):
        found = network(text)
        return found[0] if found else "homepage"
    if BORN.match(text):
        return "born"
    return ""


def is_address(text):
    """Tell whether a text is where somebody lives."""
    text = ICON.sub("", text.strip())
    if len(text.split()) > LONGEST or EMAIL.search(text):
        return False
    return bool(evidence.place(text) or STREET.search(text) or (POSTCODE.search(text) and re.search(r"[^\W\d]{3}", text) and not find(text)))


def pieces(line):
    """Cut a line at its separators outside brackets; a link without words goes with what stands before it."""
    text = plain(line)
    cuts = [m for m in SEPARATOR.finditer(text) if not depth(text[: m.start()])]
    parts, position = [], 0
    for match in cuts:
        parts.append(cut(line, position, match.start()))
        position = match.end()
    parts.append(cut(line, position, len(text)))
    shown = [strip(part) for part in parts]
    kept = [part for part in shown if plain(part).strip() or links(part)]
    # a link that holds a picture only has no width: `cut` may give it to nobody
    missing = [link for link in links(line) if not plain([link]) and not any(link is l for p in kept for l in links(p))]
    return [*kept, *([link] for link in missing)]


def facts_of(piece):
    """Give what a piece says of the person as pairs of key and inlines; the key is empty where it says nothing known."""
    text = plain(piece).strip()
    stated = fact(piece)
    if stated and stated.key and stated.key != "nationality":
        if not stated.value:
            return [("label", piece)]
        inner = [found for part in pieces(stated.value) for found in facts_of(part)]
        if stated.key == "address" or len(inner) < 2 or not all(key for key, _ in inner):
            return [(checked(stated.key, stated.value), stated.value if checked(stated.key, stated.value) else piece)]
        return [(key if key != "homepage" or stated.key in ("homepage",) else stated.key, value) for key, value in inner]
    found = links(piece)
    beside = ICON.sub("", outside(piece).strip()).strip()
    if found and all(by_link(link) for link in found):
        label = beside.strip(" :：-–").casefold()
        if not beside or label in labels() or label in networks():
            return [(by_link(link), [link]) for link in found]
        if PHONE.fullmatch(beside) and len(found) == 1:
            return [("phone", without(piece, found)), (by_link(found[0]), found)]
    key = shape(piece)
    if key:
        return [(key, trimmed(piece))]
    if not found and not text.endswith(":") and is_address(text):
        return [("address", trimmed(piece))]
    words_of = text.split()
    if len(words_of) in (2, 3, 4) and (words_of[0].strip(":.").casefold() in labels()):
        rest = strip(cut(piece, text.index(words_of[0]) + len(words_of[0]), len(plain(piece))), " :\n")
        if shape(rest):
            return [(checked(labels()[words_of[0].strip(":.").casefold()], rest) or shape(rest), rest)]
    return [("", piece)]


def without(piece, found):
    """Give a piece without its links."""
    return strip([inline for inline in piece if not any(inline is link for link in found)])


def trimmed(piece):
    """Take icons and bullets off a piece."""
    text = plain(piece)
    match = ICON.match(text)
    return strip(cut(piece, match.end() if match else 0, len(text)))


def checked(key, value):
    """Give the key of a labelled value, empty where the value can't be what the label says."""
    text = plain(value)
    if key == "email" and not links(value) and not EMAIL.search(text) and "@" not in text:
        return ""
    if key == "name" and (len(text.split()) > 6 or find(text)):
        return ""
    return key


def telling(found, certain):
    """Tell whether facts are about the person: one can't be anything else, and what is unknown is short and little."""
    known = [key for key, _ in found if key and key != "label"]
    strong = [key for key in known if key not in ("address", "title", "quote", "photo", "homepage")]
    unknown = [plain(value).split() for key, value in found if not key]
    if any(len(text) > LONGEST for text in unknown) or not known:
        return False
    if certain:
        return True
    if not strong:
        return len(known) == len(found) and len(found) > 1 or (len(found) == 1 and found[0][0] in ("address", "homepage"))
    return len(unknown) <= 2 * len(known) + 1 and sum(map(len, unknown)) <= 12 * len(known)


def block_lines(block):
    """Give the lines of a block that may hold contact data, `None` for other blocks."""
    kind = block["t"]
    if kind in ("Para", "Plain", "BlockQuote"):
        inner = block["c"] if kind == "BlockQuote" else [block]
        return None if any(b["t"] not in ("Para", "Plain", "LineBlock") for b in inner) else all_lines(inner)
    if kind == "LineBlock":
        return [strip(line) for line in block["c"] if plain(line).strip()]
    if kind in LISTS:
        items = block["c"] if kind == "BulletList" else block["c"][1]
        if any(len(item) > 1 or item[0]["t"] not in ("Para", "Plain") for item in items if item):
            return None
        return all_lines([item[0] for item in items if item])
    if kind == "DefinitionList":
        found = []
        for term, parts in block["c"]:
            values = all_lines([b for part in parts for b in part])
            colon = {"t": "Str", "c": ":"}
            found += [[*term, colon, {"t": "Space"}, *value] for value in values] or [term]
        return found
    if kind == "Table":
        rows = [*block["c"][3][1], *(row for body in block["c"][4] for row in (*body[2], *body[3]))]
        return [line for row in rows for line in row_lines([cell[4] for cell in row[1]])]
    return None


def row_lines(cells):
    """Give the lines of a table's row: `Phone | 123` is a label and its value."""
    written = [all_lines(cell) for cell in cells]
    written = [lines for lines in written if lines]
    if len(written) == 2 and len(written[0]) == 1 and len(written[1]) == 1:
        label = plain(written[0][0]).strip(" :：").casefold()
        if label in labels() or label in networks():
            return [[*strip(written[0][0], " :：\n"), {"t": "Str", "c": ":"}, {"t": "Space"}, *written[1][0]]]
    return [line for lines in written for line in lines]


def all_lines(blocks):
    """Give the lines of paragraphs; a line that is nothing but a link with a picture is one, too."""
    found = []
    for block in blocks:
        if block["t"] == "LineBlock":
            found += [line for line in block["c"] if line]
        elif block["t"] in ("Para", "Plain"):
            found += [line for line in text_lines(block)]
    return found


def read_facts(block, certain):
    """Give the facts of a block about the person, `None` where it is about something else."""
    lines = block_lines(block)
    if not lines:
        return None
    found = [pair for line in lines for piece in pieces(line) for pair in facts_of(piece)]
    return found if telling(found, certain) else None


def add(meta, key, inlines):
    """Put a fact into the metadata; what is stated already stays, and a second value is kept beside it."""
    value = {"t": "MetaInlines", "c": inlines}
    if key in PHONES:
        kind = {"type": {"t": "MetaString", "c": PHONES[key]}} if PHONES[key] else {}
        listed(meta, "phone").append({"t": "MetaMap", "c": {**kind, "number": value}})
    elif key in networks():
        network_name = {"t": "MetaString", "c": networks()[key]}
        listed(meta, "social").append({"t": "MetaMap", "c": {"network": network_name, "url": value}})
    elif key == "label":
        return
    elif not key:
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
    return title(block) in words("sections", "person") or (len(parts) > 1 and all(p in words("sections", "person") for p in parts))


def person(doc: Doc) -> Doc:
    """Find the facts; the blocks that held nothing else go."""
    meta, blocks = dict(doc["meta"]), doc["blocks"]
    kept = []
    at_top = True
    heading = None  # of the person's section, until something but facts is found under it
    inside, certain, any_facts = True, False, False
    for index, block in enumerate(blocks):
        if block["t"] == "Header":
            if heading and not any_facts:
                kept.append(heading)
            heading = None
            inside = certain = is_person_section(block)
            any_facts = False
            if inside:
                heading = block
                continue
            at_top = False
        last = index >= len(blocks) - 2 and block["t"] in ("BlockQuote", "Para")
        found = read_facts(block, certain) if inside or last else None
        if found and (inside or sum(bool(key) for key, _ in found) > 1 or found[0][0] == "email"):
            for key, inlines in found:
                add(meta, key, inlines)
            any_facts = True
            continue
        if heading and not (at_top and any_facts):
            kept.append(heading)
            heading = None
        elif heading and any_facts:
            heading = None
        kept.append(block)
    if heading and not any_facts:
        kept.append(heading)
    if "email" not in meta:
        mail_anywhere(meta, kept)
    return {**doc, "meta": meta, "blocks": kept}


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
        collect(tree.get("c"), found)


if __name__ == "__main__":
    run(person)
