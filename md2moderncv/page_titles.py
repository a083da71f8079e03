"""The title that the front matter gives a page, `Ada Lovelace's CV`, and the name that it tells."""

from __future__ import annotations

import re
from typing import Any

from md2moderncv import evidence
from md2moderncv.blocklines import Block
from md2moderncv.inlines import Inline, plain
from md2moderncv.namelike import looks_like_name, split_heading, without_document
from md2moderncv.titles import Meta, add_title, same_name
from md2moderncv.words import words

NAMES = {"name", "firstname", "lastname"}
"""The keys that hold the name."""
PAGE_TITLE = re.compile(r".*title.*|headline|heading", re.IGNORECASE)
"""Keys under which site generators hold a page's title, `Ada Lovelace | Engineer`."""


def is_page_title(meta: Meta) -> bool:
    """Tell whether the front matter's title is that of a page, `Ada Lovelace's CV`: it calls the document a CV."""
    value = meta.get("title")
    if not value or value["t"] != "MetaInlines":
        return False
    rest, said = without_document(value["c"])
    text = plain(rest).strip()
    return bool(said) and (
        not text or looks_like_name(text, True) or same_name(meta, rest) or (len(text.split()) < 3 and text.istitle())
    )


def names_another(said: list[Inline], meta: Meta, blocks: list[Block]) -> bool:
    """Tell whether the title of a page holds a name, `Curriculum Vitae – Ada Lovelace`, that no heading says."""
    named = split_heading(said, sure=True)[0]
    if named is None or meta.keys() & NAMES:
        return False
    text = plain(named)
    firsts = [plain(block["c"][2]).split() for block in blocks if is_first(block)]
    if any(len(parts) > 1 and parts[-1] == text.split()[-1] and parts[0][:2] == text[:2] for parts in firsts):
        return False  # `Vlad Quill CV` above `# Vladyslav Quill`
    headings = [block["c"][2] for block in blocks if is_first(block)]
    if len(headings) == 1 and split_heading(without_files(headings[0]), sure=True)[0] is not None:
        return False  # the only heading of level 1 is a name: a template's own title was left as it was
    ways = [{"name": {"t": "MetaString", "c": way}} for way in (text, text.removesuffix("s"))]  # `Ada Marlows CV`
    return not any(same_name(way, block["c"][2]) for block in blocks if is_first(block) for way in ways)


def without_files(heading: list[Inline]) -> list[Inline]:
    """Give a heading without links at its end that lead to the page in other forms: `Ada Lovelace [PDF](cv.pdf)`."""
    kept = list(heading)
    while kept and (not plain(kept[-1:]).strip(" |/·,()[]") or calls_file(kept[-1])):
        kept.pop()
    return kept if any(map(calls_file, heading)) and kept else heading


def add_files(meta: Meta, heading: list[Inline]) -> None:
    """Keep the links to other forms of the page that a heading with the name ends in, beside the contact data."""
    listed = [{"t": "MetaInlines", "c": [inline]} for inline in heading if calls_file(inline)]
    if listed and without_files(heading) is not heading and "extrainfo" not in meta:
        meta["extrainfo"] = {"t": "MetaList", "c": listed}


def calls_file(inline: Inline) -> bool:
    """Tell whether an inline is a link whose words are a kind of file: `PDF`, `Download as PDF`."""
    if inline["t"] != "Link":
        return False
    said = plain([inline]).strip(" ()[]").casefold()
    listed = words("line", "files")
    tokens = re.findall(r"\w+", said)
    beside = (*words("sections", "document"), *words("line", "beside_files"))
    several = any(token in listed for token in tokens) and all(token in listed or token in beside for token in tokens)
    return said in listed or several


def names_with_role(value: Any, blocks: list[Block]) -> bool:
    """Tell whether a page's title is a name and a role, `Ada Lovelace – Engineer`, and the first heading no name."""
    if not value or value["t"] != "MetaInlines":
        return False
    named, beside = split_heading(value["c"], sure=True)
    if named is None or not any(evidence.role(plain(part)) for part in beside):
        return False
    first = next((block["c"][2] for block in blocks if is_first(block)), None)
    return first is not None and split_heading(first, sure=True)[0] is None


def is_first(block: Block) -> bool:
    """Tell whether a block is a heading of level 1."""
    return bool(block["t"] == "Header" and block["c"][0] == 1)


def is_name_of_all(value: Any, blocks: list[Block]) -> bool:
    """Tell whether a title in the front matter is a name that can be nothing else: no word of it is one of the text."""
    if not value or value["t"] != "MetaInlines":
        return False
    found, _ = split_heading(value["c"], sure=True)
    if found is None:
        return False
    small = {word for word in re.findall(r"\w+", plain(found).casefold()) if len(word) > 3}
    return not small & set(re.findall(r"[^\W_]+", " ".join(_words(blocks))))


def _words(part: Any) -> list[str]:
    """Give every word in a part of a document, but for addresses, handles and attributes."""
    if isinstance(part, list):
        return [word for value in part for word in _words(value)]
    if not isinstance(part, dict):
        return []
    if part.get("t") == "Str":
        return [] if re.search(r"[@/]|\w\.\w", part["c"]) else [part["c"]]
    return _words(part.get("c", []))


def from_title(meta: Meta, key: str = "title") -> None:
    """Take a title in the front matter for the name: `title: Ada Lovelace's CV`."""
    found, beside = split_heading(meta[key]["c"], sure=True)
    meta["name"] = {"t": "MetaInlines", "c": found}
    if key == "title":
        del meta["title"]
        add_title(meta, beside)
