"""What stands beside a person's name, and says what the person is: the title."""

from __future__ import annotations

import re
from typing import Any

from md2moderncv import evidence
from md2moderncv.blocklines import Block, as_paragraph
from md2moderncv.cuts import GLUE
from md2moderncv.dates import find
from md2moderncv.inlines import Inline, cut, lines, plain, strip, unwrap
from md2moderncv.pieces import pieces
from md2moderncv.sectioning import is_usual, title

Meta = dict[str, Any]


def same_name(meta: Meta, inlines: list[Inline]) -> bool:
    """Tell whether a heading says again what the metadata gives as the name."""
    stated = " ".join(text_of(meta[key]) for key in ("firstname", "lastname", "name") if key in meta)
    tokens = set(re.findall(r"\w+", stated.casefold()))
    return bool(tokens) and tokens <= set(re.findall(r"\w+", plain(inlines).casefold()))


def text_of(value: Any) -> str:
    """Give a metadata value as plain text."""
    if value["t"] == "MetaMap":
        return " ".join(text_of(part) for part in value["c"].values())
    if value["t"] == "MetaInlines":
        return plain(value["c"])
    return str(value["c"])


def add_title(meta: Meta, parts: list[list[Inline]]) -> None:
    """Put what a heading said beside the name into the title, behind what is there."""
    for part in parts:
        if not plain(part).strip(" .,·|-"):
            continue
        if (mail := re.fullmatch(r"\W*([^\s@<>]+@[^\s@<>]+\.[^\s@<>]{2,}?)\W*", plain(part))) and "email" not in meta:
            meta["email"] = {"t": "MetaInlines", "c": strip(cut(part, *mail.span(1)))}
            continue
        if re.search(r"\d", plain(part)):  # a year of birth, a date: a fact, not what the person is
            extra = meta.get("extrainfo", {"t": "MetaList", "c": []})
            inner = extra["c"] if extra["t"] == "MetaList" else [extra]
            meta["extrainfo"] = {"t": "MetaList", "c": [*inner, {"t": "MetaInlines", "c": part}]}
            continue
        old = meta.get("title", {"t": "MetaInlines", "c": []})
        before = old["c"] if old["t"] == "MetaInlines" else [{"t": "Str", "c": text_of(old)}]
        if plain(part).casefold() in plain(before).casefold():
            continue
        glue = [{"t": "Space"}, {"t": "Str", "c": "·"}, {"t": "Space"}] if before else []
        meta["title"] = {**old, "t": "MetaInlines", "c": [*before, *glue, *part]}


def below(meta: Meta, before: list[Block], blocks: list[Block]) -> list[Block]:
    """Take a title that follows the name: a short line or heading that says what the person is."""
    if not blocks or ("title" in meta and meta["title"].get("key_at")):
        return [*before, *blocks]
    block = blocks[0]
    if block["t"] == "Header":
        # a heading with nothing below it but headings as high says something of the person
        empty = len(blocks) > 1 and blocks[1]["t"] == "Header" and blocks[1]["c"][0] <= block["c"][0]
        text = plain(block["c"][2])
        says_what = not is_usual(title(block)) and not find(text) and len(text.split()) <= 12 and "@" not in text
        telling = evidence.role(text) and not evidence.organisation(text) and not is_dated_below(blocks)
        if says_what and (empty or (telling and (evidence.starts_as_role(text) or "title" not in meta))):
            add_title(meta, [block["c"][2]])
            return [*before, *blocks[1:]]
        return [*before, *blocks]
    written = lines(block["c"]) if block["t"] in ("Para", "Plain") else []
    if written and is_title(written[0]):
        said, rest = without_place(written[0])
        add_title(meta, [unwrap(said)])
        return [*before, *as_paragraph([*([rest] if rest else []), *written[1:]]), *blocks[1:]]
    return [*before, *blocks]


def is_dated_below(blocks: list[Block]) -> bool:
    """Tell whether the paragraph below a heading begins with a dated line: the heading is that of an entry."""
    written = lines(blocks[1]["c"]) if len(blocks) > 1 and blocks[1]["t"] in ("Para", "Plain") else []
    return bool(written) and bool(find(plain(written[0])))


def without_place(line: list[Inline]) -> tuple[list[Inline], list[Inline]]:
    """Cut the place where somebody lives, behind a mark, off a line that says what the person is."""
    parts = pieces(line)
    if len(parts) > 1 and parts[-1].joint in ("mark", "dash") and evidence.sure_place(parts[-1].text):
        end = parts[-1].start
        return strip(cut(line, 0, end), GLUE), strip(cut(line, end, len(plain(line))))
    return line, []


def is_title(line: list[Inline]) -> bool:
    """Tell whether a line is what a person is called by profession."""
    text = plain(line).strip()
    said = evidence.role(text) and not re.search(r"@|[\[(]at[\])]|https?:|\d{3}", text)
    return (
        bool(said) and len(text.split()) <= 12 and not text.endswith((".", ":")) and not find(text) and ":" not in text
    )
