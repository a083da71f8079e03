#!/usr/bin/env python3
"""Find the person's name at the top of the document, and move it to the metadata.

    # Ada Lovelace – CV              →   name: Ada Lovelace, title: CV
    # Curriculum Vitae               →   title: Curriculum Vitae
    **Ada Lovelace**                 →   name: Ada Lovelace

A heading that says the name once more, after the front matter did, goes; a line with a role below the name is the title.
"""

import re

from md2moderncv import evidence
from md2moderncv.canonical import Doc, run
from md2moderncv.dates import find
from md2moderncv.inlines import cut, inkless, lines, plain, strip, unwrap
from md2moderncv.pieces import pieces
from md2moderncv.sectioning import is_kind, title
from md2moderncv.words import alternation, words

KINDS = ("experience", "education", "languages", "publications", "other")
GREETING = re.compile(
    r"^(?:hi|hello|hey|hallo|bonjour|hola|olá|ciao|привет|вітаю|你好)?\W*(?:i['’]?\s?a?m|my name is|ich bin|je suis|soy|sou|sono|я|мене звати|меня зовут|我是|我叫)\s+",
    re.IGNORECASE,
)
PARTICLES = "van von de der den del della di da dos du la le ter zu bin al el ibn y e af av i".split()


def document_title():
    """Match what calls the document a CV, at the start or the end of a heading."""
    listed = alternation("sections", "document")
    return re.compile(rf"^(?:{listed})(?:\s+(?:of|von|de|di|för|for|od))?(?=\W|$)\W*|\W*(?:['’]s)?\W+(?:{listed})$", re.IGNORECASE)


def looks_like_name(text, sure=False):
    """Tell whether a text can be a person's name; `sure`: nothing else speaks for it, so it has to have two parts."""
    text = re.sub(r",\s*\S+(?:\s\S+)?$|[(（].*[)）]\s*$", "", text).strip(" .,·*_“”\"")
    tokens = text.split()
    if not 1 <= len(tokens) <= 6 or re.search(r"[\d:：|@/\\{}<>=+#?!;_]", text) or is_section(text.casefold()):
        return False
    if evidence.role(text) or evidence.place(text) or (evidence.organisation(text) and len(tokens) != 2):
        return False
    east = re.fullmatch(r"[\u2e80-\ud7ff·・\s]+", text)
    if east:
        return len(re.sub(r"\s", "", text)) <= (6 if sure else 12) and len(re.sub(r"\s", "", text)) >= 2
    if not sure:
        return True
    return len(tokens) >= 2 and all(t[:1].isupper() or t.casefold() in PARTICLES for t in tokens) and len(text) < 45


def is_section(folded):
    """Tell whether a title heads one of the usual sections, or the person's own."""
    return any(is_kind(folded, kind) for kind in KINDS) or folded in words("sections", "person")


def without_document(inlines):
    """Give a heading without the words that call it a CV, and those words; without a greeting, too."""
    text = plain(inlines)
    match = document_title().search(text.strip())
    said = []
    if match and match[0]:
        offset = len(text) - len(text.lstrip()) if match.start() == 0 else text.rindex(match[0].strip())
        start, end = (offset, offset + len(match[0])) if match.start() == 0 else (offset, len(text))
        said = strip(cut(inlines, start, end), " \n-–—|·,:()'’")
        inlines = [*cut(inlines, 0, start), *cut(inlines, end, len(text))]
    if greeting := GREETING.match(plain(inlines)):
        inlines = cut(inlines, greeting.end(), len(plain(inlines)))
    return strip(inlines, " \n-–—|·,:!.👋"), re.sub(r"^['’]s\s+", "", plain(said)) and said


def split_heading(inlines, sure=False):
    """Give the name in a heading, and what else it says; `None` for the name where it holds none."""
    rest, said = without_document(inlines)
    beside = [said] if said else []
    if find(plain(rest)):
        return None, beside
    if not plain(rest).strip():
        return None, beside
    if looks_like_name(plain(rest), sure) and not inkless(rest):
        return bracket(unwrap(rest), beside)
    parts = [piece.inlines for piece in pieces(rest)]
    if len(parts) > 1 and looks_like_name(plain(parts[0]), True):
        return parts[0], [*parts[1:], *beside]
    return None, beside


def bracket(inlines, beside):
    """Take what stands in brackets behind a name off it."""
    text = plain(inlines)
    match = re.fullmatch(r"(.*\S)\s*[(（](.+)[)）]\s*", text)
    if not match:
        return inlines, beside
    return strip(cut(inlines, 0, match.end(1))), [strip(cut(inlines, match.start(2), match.end(2))), *beside]


def same_name(meta, inlines):
    """Tell whether a heading says again what the metadata gives as the name."""
    stated = " ".join(_text(meta[key]) for key in ("firstname", "lastname", "name") if key in meta)
    tokens = set(re.findall(r"\w+", stated.casefold()))
    return bool(tokens) and tokens <= set(re.findall(r"\w+", plain(inlines).casefold()))


def _text(value):
    if value["t"] == "MetaMap":
        return " ".join(_text(part) for part in value["c"].values())
    if value["t"] == "MetaInlines":
        return plain(value["c"])
    return str(value["c"])


def add_title(meta, parts):
    """Put what a heading said beside the name into the title, behind what is there."""
    for part in parts:
        if not plain(part).strip():
            continue
        old = meta.get("title", {"t": "MetaInlines", "c": []})
        before = old["c"] if old["t"] == "MetaInlines" else [{"t": "Str", "c": _text(old)}]
        if plain(part).casefold() in plain(before).casefold():
            continue
        glue = [{"t": "Space"}, {"t": "Str", "c": "·"}, {"t": "Space"}] if before else []
        meta["title"] = {**old, "t": "MetaInlines", "c": [*before, *glue, *part]}


def name(doc: Doc) -> Doc:
    """Find the name and the title; the blocks that held nothing else go."""
    meta, blocks = dict(doc["meta"]), list(doc["blocks"])
    known = bool(meta.keys() & {"name", "firstname", "lastname"})
    if known and not meta.get("named"):
        blocks = repeated(meta, blocks)
    elif not known:
        blocks = from_headings(meta, blocks)
        if not meta.keys() & {"name", "firstname", "lastname"}:
            blocks = from_lines(meta, blocks)
    return {**doc, "meta": meta, "blocks": blocks}


def repeated(meta, blocks):
    """Take out the first heading where it says the name again, or that this is a CV."""
    index = next((i for i, block in enumerate(blocks[:4]) if block["t"] == "Header"), None)
    if index is None:
        return blocks
    rest, said = without_document(blocks[index]["c"][2])
    if not plain(rest).strip() and said:
        add_title(meta, [said])
    elif same_name(meta, rest):
        parts = [piece.inlines for piece in pieces(rest)]
        add_title(meta, [*(part for part in parts[1:] if not same_name(meta, part)), *([said] if said else [])])
    else:
        return blocks
    return below(meta, blocks[:index], blocks[index + 1 :])


def from_headings(meta, blocks):
    """Look for the name in the headings before the first section."""
    levels = [block["c"][0] for block in blocks if block["t"] == "Header"]
    seen = 0
    for index, block in enumerate(blocks):
        if block["t"] != "Header":
            continue
        seen += 1
        if is_section(title(block)) or seen > 3:
            return blocks
        alone = levels.count(block["c"][0]) == 1 and seen == 1
        found, beside = split_heading(block["c"][2], sure=not alone and seen > 1)
        if found is None and beside:  # `# Curriculum Vitae`: the name may stand below
            add_title(meta, beside)
            return from_headings(meta, from_lines(meta, [*blocks[:index], *blocks[index + 1 :]], index))
        if "name" in meta:
            return blocks
        if found is not None:
            meta["name"] = {"t": "MetaInlines", "c": found}
            add_title(meta, beside)
            return below(meta, blocks[:index], blocks[index + 1 :])
        if not alone or block["c"][0] != 1:
            return blocks
    return blocks


def from_lines(meta, blocks, start=0):
    """Look for the name in the first lines of the document: alone on a line, or first on it."""
    if meta.keys() & {"name", "firstname", "lastname"}:
        return blocks
    for index in range(start, min(start + 3, len(blocks))):
        block = blocks[index]
        if block["t"] == "Header":
            if is_section(title(block)) or find(plain(block["c"][2])):
                return blocks
            continue
        written = lines(block["c"]) if block["t"] in ("Para", "Plain") else []
        if not written:
            if block["t"] in ("Div", "BlockQuote"):
                continue
            return blocks
        first = written[0]
        text = plain(first)
        if text.startswith("% "):
            first = strip(cut(first, 2, len(text)))
        found, beside = split_heading(first, sure=True)
        if found is None:
            continue
        meta["name"] = {"t": "MetaInlines", "c": found}
        add_title(meta, beside)
        return below(meta, blocks[:index], [*paragraph(written[1:]), *blocks[index + 1 :]])
    if "title" in meta and meta["title"]["t"] == "MetaInlines":
        found, beside = split_heading(meta["title"]["c"], sure=True)
        if found is not None:
            meta["name"] = {"t": "MetaInlines", "c": found}
            del meta["title"]
            add_title(meta, beside)
    return blocks


def paragraph(written):
    """Give lines as a paragraph again."""
    inlines = []
    for line in written:
        inlines += [{"t": "LineBreak"}, *line] if inlines else line
    return [{"t": "Para", "c": inlines}] if inlines else []


def below(meta, before, blocks):
    """Take a title that follows the name: a short line or heading that says what the person is."""
    if not blocks or "title" in meta and meta["title"].get("key_at"):
        return [*before, *blocks]
    block = blocks[0]
    if block["t"] == "Header":
        following = blocks[1]["t"] if len(blocks) > 1 else ""
        text = plain(block["c"][2])
        if not is_section(title(block)) and not find(text) and (evidence.role(text) or following == "Header") and len(text.split()) <= 12:
            if following == "Header" or not evidence.organisation(text):
                add_title(meta, [block["c"][2]])
                return [*before, *blocks[1:]]
        return [*before, *blocks]
    written = lines(block["c"]) if block["t"] in ("Para", "Plain") else []
    if written and is_title(written[0]):
        add_title(meta, [unwrap(written[0])])
        return [*before, *paragraph(written[1:]), *blocks[1:]]
    return [*before, *blocks]


def is_title(line):
    """Tell whether a line is what a person is called by profession."""
    text = plain(line).strip()
    said = evidence.role(text) and not re.search(r"[@]|https?:|\d{3}", text)
    return bool(said) and len(text.split()) <= 12 and not text.endswith((".", ":")) and not find(text) and ":" not in text


if __name__ == "__main__":
    run(name)
