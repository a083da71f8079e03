"""The name that a label or the front matter states, and the heading that says it again."""

from __future__ import annotations

import re

from md2moderncv.blocklines import Block, block_lines
from md2moderncv.facts import calls_column, fact
from md2moderncv.inlines import Inline, cut, plain, strip
from md2moderncv.namelike import without_document
from md2moderncv.page_titles import NAMES, is_first
from md2moderncv.pieces import strong
from md2moderncv.titles import Meta, add_title, below, same_name, text_of
from md2moderncv.words import labels


def in_short(stated: str, blocks: list[Block]) -> bool:
    """Tell whether the first heading of level 1 says in short the name that a label states."""
    first: list[Inline] = next((block["c"][2] for block in blocks if is_first(block)), [])
    said = re.findall(r"\w+", plain(first).casefold())
    full = re.findall(r"\w+", stated.casefold())
    return 1 < len(said) < len(full) and set(said) <= set(full)


def without_bracket(folded: str) -> str:
    """Give a folded title without what stands in brackets behind it: `氏名 (full name)`."""
    return re.sub(r"\s*[(（][^()（）]*[)）]?$", "", folded)


def is_label(folded: str) -> bool:
    """Tell whether a folded title is the label of a name."""
    return labels().get(without_bracket(folded)) == "name"


def labelled(blocks: list[Block]) -> str:
    """Give the name that one of the first blocks states, `Name: …`; what moves contact data finds it there."""
    for block in blocks[:12]:
        for line in block_lines(block) or []:
            stated = fact(line)
            value = plain(stated.value).strip() if stated else ""
            if stated and stated.key == "name" and 1 <= len(value.split()) <= 6 and not calls_column(value):
                return re.sub(r"\s*[(（][^()（）]*[)）]$", "", plain(stated.value))
    return ""


def repeated(meta: Meta, blocks: list[Block], stated: str) -> list[Block]:
    """Take out the first heading where it says the name again, or that this is a CV."""
    index = next((i for i, block in enumerate(blocks[:4]) if block["t"] == "Header"), None)
    if index is None:
        return blocks
    rest, said = without_document(blocks[index]["c"][2])
    if not plain(rest).strip() and said:
        add_title(meta, [said])
    elif same_name(meta, rest) or (stated and same_name({"name": {"t": "MetaString", "c": stated}}, rest)):
        parts = [piece.inlines for piece in strong(rest)]
        kept = [part for part in parts[1:] if not same_name(meta, part)]
        if more_words(rest, kept, meta, stated):
            kept = [rest]
        add_title(meta, [*kept, *([said] if said else [])])
    else:
        return blocks
    return below(meta, blocks[:index], blocks[index + 1 :])


def more_words(heading: list[Inline], parts: list[list[Inline]], meta: Meta, stated: str) -> bool:
    """Tell whether a heading says more than the name and the parts that are taken of it."""
    names = [*(meta[key] for key in NAMES & meta.keys()), {"t": "MetaString", "c": stated or ""}]
    said = " ".join([*(text_of(value) for value in names), *map(plain, parts)])
    return bool({*re.findall(r"\w+", plain(heading).casefold())} - {*re.findall(r"\w+", said.casefold())})


def sexed(meta: Meta, blocks: list[Block]) -> list[Block]:
    """Take the name in a Chinese list of facts, `- 王小明/男/1990`; the list stays as it is, without it."""
    for index, block in enumerate(blocks[:FIRST]):
        for number, item in enumerate(block["c"] if block["t"] == "BulletList" else []):
            text = plain(item[0]["c"]) if item and item[0]["t"] in ("Plain", "Para") else ""
            match = SEXED.match(text)
            if match:
                meta["name"] = {"t": "MetaInlines", "c": strip(cut(item[0]["c"], 0, match.end(1)))}
                left = {**item[0], "c": strip(cut(item[0]["c"], match.end(1), len(text)), " /|｜／")}
                items = [*block["c"][:number], [left, *item[1:]], *block["c"][number + 1 :]]
                return [*blocks[:index], {**block, "c": items}, *blocks[index + 1 :]]
    return blocks


FIRST = 8
"""Blocks among which such a list stands."""
SEXED = re.compile(r"\s*([\u4e00-\u9fff·]{2,5})\s*[/|｜／]\s*[男女]")
