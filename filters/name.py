#!/usr/bin/env python3
"""Find the person's name at the top of the document, and move it to the metadata.

    # Ada Lovelace – CV              →   name: Ada Lovelace, title: CV
    # Curriculum Vitae               →   title: Curriculum Vitae
    **Ada Lovelace**                 →   name: Ada Lovelace

A heading that says the name once more, after the front matter did, goes; a line with a role below it is the title.
"""

import re

from md2moderncv.blocklines import as_paragraph, block_lines
from md2moderncv.canonical import Doc, run
from md2moderncv.dates import find
from md2moderncv.inlines import cut, lines, plain, strip, unwrap
from md2moderncv.introduction import introduced
from md2moderncv.name_blocks import add_site, from_later, from_lists, from_personal
from md2moderncv.name_hints import (
    addressed,
    before_contact,
    before_date,
    behind_role,
    described,
    in_small,
    pictured,
    whose,
)
from md2moderncv.namelike import is_turned, split_heading, without_document
from md2moderncv.page_titles import (
    NAMES,
    PAGE_TITLE,
    add_files,
    from_title,
    is_first,
    is_name_of_all,
    is_page_title,
    names_another,
    names_with_role,
    without_files,
)
from md2moderncv.personal import facts_of, pieces
from md2moderncv.sectioning import is_usual, subject, title
from md2moderncv.stated_names import in_short, is_label, labelled, repeated, sexed, without_bracket
from md2moderncv.titles import add_title, below
from md2moderncv.vocabulary import is_east
from md2moderncv.words import networks, words


def name(doc: Doc) -> Doc:
    """Find the name and the title; the blocks that held nothing else go."""
    meta, blocks = dict(doc["meta"]), list(doc["blocks"])
    if any("found" in meta[key] for key in NAMES & meta.keys()):
        return doc
    page_title = meta.pop("title") if is_page_title(meta) else None
    if page_title and names_another(page_title["c"], meta, blocks):
        meta["title"] = page_title
        from_title(meta)
        page_title = None
    nick = meta.pop("name") if "nick" in meta.get("name", {}) else None
    if not meta.keys() & NAMES and page_title is None and names_with_role(meta.get("title"), blocks):
        from_title(meta)
    headed = any(is_first(block) for block in blocks)
    stated = labelled(blocks)
    if meta.keys() & NAMES or (stated and not in_short(stated, blocks)):
        blocks = repeated(meta, blocks, stated)
    elif page_title is None and not headed and is_name_of_all(meta.get("title"), blocks):
        from_title(meta)
    else:
        for look in (from_headings, from_lines, from_tables, from_lists, sexed, from_personal, from_later):
            blocks = blocks if meta.keys() & NAMES else look(meta, blocks)
        if not meta.keys() & NAMES and page_title:
            meta["title"] = page_title
        for key in ["title", *filter(PAGE_TITLE.fullmatch, list(meta))]:
            if not meta.keys() & NAMES and is_name_of_all(meta.get(key), blocks):
                from_title(meta, key)
        if not meta.keys() & NAMES:
            from_sentences(meta, blocks)
        if not meta.keys() & NAMES and (hint := described(meta) or pictured(meta, blocks[:FIRST])):
            meta["name"] = {"t": "MetaString", "c": hint}
    if nick and not meta.keys() & NAMES:
        meta["name"] = nick
    for key in NAMES & meta.keys():
        meta[key] = {**meta[key], "found": True}
    return {**doc, "meta": meta, "blocks": blocks}


def from_headings(meta, blocks):
    """Look for the name in the headings before the first section."""
    levels = [block["c"][0] for block in blocks if block["t"] == "Header"]
    seen = 0
    for index, block in enumerate(blocks):
        if block["t"] != "Header":
            continue
        seen += 1
        if is_label(title(block)) and index + 1 < len(blocks):
            below_label = (block_lines(blocks[index + 1]) or [[]])[0]
            found, beside = split_heading(below_label)
            if found is not None:
                meta["name"] = {"t": "MetaInlines", "c": found}
                add_title(meta, beside)
                return [*blocks[:index], *blocks[index + 2 :]]
        if without_bracket(title(block)) in words("sections", "above_name") and is_deeper_name(blocks, index):
            continue
        usual = is_usual(title(block)) or (is_east(title(block)) and subject(title(block)))
        if (usual and not calls_document(block["c"][2])) or seen > 3:
            return blocks
        alone = levels.count(block["c"][0]) == 1 and seen == 1 and min(levels) == block["c"][0] and index < 4
        alone = alone and (is_first(block) or " " in plain(block["c"][2]).strip() or is_east(plain(block["c"][2])))
        found, beside = split_heading(without_files(block["c"][2]), sure=not alone)
        following = blocks[index + 1 : index + FIRST]
        if found is None and not beside and alone and addressed(block["c"][2], following):
            found = block["c"][2]
        if found is None and not beside and is_first(block) and index == 0 and is_turned(block["c"][2]):
            found = block["c"][2]
        if found is None and not beside and is_first(block) and in_small(block["c"][2], following[:1]):
            found = block["c"][2]
        if found is None and beside:  # `# Curriculum Vitae`: the name may stand below
            add_title(meta, beside)
            return from_headings(meta, from_lines(meta, [*blocks[:index], *blocks[index + 1 :]], index))
        if "name" in meta:
            return blocks
        if found is not None:
            meta["name"] = {"t": "MetaInlines", "c": found}
            behind = [part for part in pieces(without_files(block["c"][2]))[:MOST] if plain(found) not in plain(part)]
            reaching = [part for part in behind if any(key in REACHED for key, _ in facts_of(part))]
            reached = " ".join(map(plain, reaching))
            add_title(meta, [part for part in beside if plain(part) not in reached])
            add_files(meta, block["c"][2])
            add_site(meta, found)
            made = below(meta, blocks[:index], blocks[index + 1 :])
            return [*made[:index], *as_paragraph(reaching), *made[index:]]
        if (not alone or block["c"][0] != 1) and not re.search(r"[\u3040-\ud7ff]", plain(block["c"][2])):
            return blocks
    return blocks


def is_deeper_name(blocks, index):
    """Tell whether the block below a heading is a deeper heading that is surely a name, or the label of one."""
    below_it = blocks[index + 1] if index + 1 < len(blocks) else {"t": ""}
    if below_it["t"] != "Header" or below_it["c"][0] <= blocks[index]["c"][0]:
        return False
    return is_label(title(below_it)) or split_heading(below_it["c"][2], sure=True)[0] is not None


def from_lines(meta, blocks, start=0):
    """Look for the name in the first lines of the document: alone on a line, or first on it."""
    if meta.keys() & NAMES:
        return blocks
    for index in range(start, min(start + 3, len(blocks))):
        block = blocks[index]
        if block["t"] == "Header":
            if is_usual(title(block)) or find(plain(block["c"][2])):
                return blocks
            continue
        written = lines(block["c"]) if block["t"] in ("Para", "Plain") else []
        if not written:
            if block["t"] in ("Div", "BlockQuote"):
                continue
            return blocks
        if is_navigation(block):
            continue
        while len(written) > 1 and calls_document(written[0]):
            add_title(meta, [written[0]])
            written = written[1:]
        first = written[0]
        text = plain(first)
        if text.startswith("% "):
            first = strip(cut(first, 2, len(text)))
        found, beside = split_heading(first, sure=True)
        if found is None and index == start and len(first) == 1 and first[0]["t"] == "Strong" and is_turned(first):
            found, beside = unwrap(first), []
        if found is None and (parts := before_date(first)):
            meta["name"] = {"t": "MetaInlines", "c": parts[0]}
            return [*blocks[:index], *as_paragraph([parts[1], *written[1:]]), *blocks[index + 1 :]]
        if found is None and (parts := behind_role(first)):
            found, beside = parts[0], [parts[1]]
        if found is None and (parts := before_contact(first)):
            found, beside, written = parts[0], [], [first, parts[1], *written[1:]]
        if found is None:
            continue
        meta["name"] = {"t": "MetaInlines", "c": found}
        add_title(meta, beside)
        return below(meta, blocks[:index], [*as_paragraph(written[1:]), *blocks[index + 1 :]])
    return blocks


def is_navigation(block):
    """Tell whether a paragraph is nothing but links to other pages of the site: `[English](cv-en.md)`."""
    shown = [inline for inline in block["c"] if plain([inline]).strip(" |/·•,–-")]
    return bool(shown) and all(
        inline["t"] == "Link" and not re.match(r"[a-z]+:|#|www\.", inline["c"][2][0]) for inline in shown
    )


def from_tables(meta, blocks):
    """Open a table without a head at the top, whose first line starts with a name: what it holds are lines."""
    for index, block in enumerate(blocks[:2]):
        found = block_lines(block) if block["t"] == "Table" else None
        # a picture of the person comes behind the words
        written = sorted(found or [], key=lambda line: not plain(line).strip())
        if written and split_heading(written[0], sure=True)[0] is not None:
            opened = [*blocks[:index], *as_paragraph(written), *blocks[index + 1 :]]
            return from_lines(meta, opened, index)
    return blocks


def from_sentences(meta, blocks):
    """Take the name that the first paragraphs tell, `Hi, I am Ada Lovelace.`; the text stays as it is."""
    written = [block["c"][2] if block["t"] == "Header" else block["c"] for block in blocks[:FIRST] if is_text(block)]
    said = [plain(line) for line in written]
    if name := next(filter(None, (introduced(text) or whose(text) for text in said)), ""):
        meta["name"] = {"t": "MetaString", "c": name}


def is_text(block):
    """Tell whether a block is a paragraph or a heading."""
    return block["t"] in ("Para", "Plain", "Header")


REACHED = {"email", "phone", "mobile", "homepage", *networks().values()}
"""What a heading may say beside the name of how somebody is reached."""
MOST = 12
"""Parts of a heading that may say how somebody is reached."""
FIRST = 8
"""Blocks among which somebody may introduce themselves."""


def calls_document(line):
    """Tell whether a line says that this is a CV, and nothing else."""
    rest, said = without_document(line)
    return bool(said) and not plain(rest).strip()


if __name__ == "__main__":
    run(name)
