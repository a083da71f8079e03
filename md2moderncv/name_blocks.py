"""The name in other blocks than a heading or a line at the top, and where a link around it leads."""

from __future__ import annotations

import re

from md2moderncv.blocklines import Block, as_paragraph
from md2moderncv.dates import find
from md2moderncv.inlines import Inline, cut, lines, plain, strip
from md2moderncv.namelike import looks_like_name, says_fact, split_heading
from md2moderncv.page_titles import is_first
from md2moderncv.personal import by_link, links, profile
from md2moderncv.pieces import pieces
from md2moderncv.sectioning import is_usual, title
from md2moderncv.titles import Meta, add_title
from md2moderncv.words import networks, words


def from_personal(meta: Meta, blocks: list[Block]) -> list[Block]:
    """Take the name in bold that starts what stands right below a heading such as `Personal data`."""
    for index, block in enumerate(blocks[:-1]):
        if block["t"] != "Header" or title(block) not in words("sections", "person"):
            continue
        below_it = blocks[index + 1]
        written = lines(below_it["c"]) if below_it["t"] in ("Para", "Plain") else []
        if written and [one["t"] for one in written[0]] == ["Strong"]:
            found, beside = split_heading(written[0], sure=True)
            if found is not None and not beside and not says_fact(plain(found)):
                meta["name"] = {"t": "MetaInlines", "c": found}
                return [*blocks[: index + 1], *as_paragraph(written[1:]), *blocks[index + 2 :]]
    return blocks


def from_later(meta: Meta, blocks: list[Block]) -> list[Block]:
    """Take the only heading of level 1 for the name where it is one, even below the first sections."""
    first = [i for i, block in enumerate(blocks) if is_first(block)]
    found, beside = split_heading(blocks[first[0]]["c"][2], sure=True) if len(first) == 1 else (None, [])
    if found is None:
        return blocks
    meta["name"] = {"t": "MetaInlines", "c": found}
    add_title(meta, beside)
    return [*blocks[: first[0]], *blocks[first[0] + 1 :]]


def from_lists(meta: Meta, blocks: list[Block]) -> list[Block]:
    """Take the first item of a list at the top for the name where it is one, alone or before a separator."""
    for index, block in enumerate(blocks[:3]):
        if block["t"] == "Header" and is_usual(title(block)) and title(block) not in words("sections", "person"):
            return blocks
        if block["t"] != "BulletList" or not block["c"] or not block["c"][0]:
            continue
        first, *rest = block["c"][0]
        parts = pieces(first["c"]) if first["t"] in ("Plain", "Para") else []
        if not parts or not looks_like_name(parts[0].text, sure=True) or find(parts[0].text):
            return blocks
        meta["name"] = {"t": "MetaInlines", "c": parts[0].inlines}
        left = cut(first["c"], parts[0].end, len(plain(first["c"])))
        kept = [{**first, "c": strip(left, " \n/|,;·•-–—")}] if plain(left).strip(" \n/|,;·•-–—") else []
        items = [[*kept, *rest], *block["c"][1:]] if kept or rest else block["c"][1:]
        return [*blocks[:index], *([{**block, "c": items}] if items else []), *blocks[index + 1 :]]
    return blocks


def add_site(meta: Meta, name: list[Inline]) -> None:
    """Keep where a link around the name leads, as how somebody is reached: `# [Ada Lovelace](https://ada.example)`."""
    for link in links(name):
        target = link["c"][2][0]
        key = by_link(link) if re.match(r"https?://", target) else ""
        value = {"t": "MetaInlines", "c": [{"t": "Str", "c": target}]}
        if key == "homepage" and "homepage" not in meta:
            meta["homepage"] = value
        elif key in networks() and "social" not in meta:
            meta["social"] = {"t": "MetaList", "c": [profile(key, value)]}
