"""Lines of pandoc inlines as text with offsets: their plain text, and the inlines behind a stretch of it.

Filters and the reader find things in the plain text (`dates.find`, separators) and cut the inlines there, so
that links and emphasis survive. An inline may carry `at`, its span `[line, column, end line, end column]`
in the source, beside pandoc's `t` and `c`; pandoc and pandocfilters pass over it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

Inline = dict[str, Any]

CONTENT = {"Emph": 0, "Strong": 0, "Strikeout": 0, "Superscript": 0, "Subscript": 0, "SmallCaps": 0, "Underline": 0}
"""Inlines whose value is their content."""
INLINE_LISTS = ("Para", "Plain", "Header")
"""Blocks whose value is, or ends in, a line of inlines."""
PAIRED = {"Span": 1, "Link": 1, "Quoted": 1, "Cite": 1}
"""Inlines whose content is that item of their value."""
BREAKS = {"Space": " ", "SoftBreak": " ", "LineBreak": "\n"}
QUOTES = {"DoubleQuote": ("“", "”"), "SingleQuote": ("‘", "’")}


def content(inline: Inline) -> list[Inline] | None:
    """Give the inlines inside an inline, `None` where it has none."""
    kind = inline["t"]
    if kind in CONTENT:
        inner: list[Inline] = inline["c"]
    elif kind in PAIRED:
        inner = inline["c"][1]
    else:
        return None
    return inner


def with_content(inline: Inline, inner: list[Inline]) -> Inline:
    """Give the same inline around other content."""
    value = inner if inline["t"] in CONTENT else [inline["c"][0], inner, *inline["c"][2:]]
    return {**inline, "c": value}


def plain(inlines: list[Inline]) -> str:
    """Give the text that a reader sees; `LineBreak` is a newline, a footnote or raw code nothing."""
    return "".join(_plain(inline) for inline in inlines)


def _plain(inline: Inline) -> str:
    kind = inline["t"]
    if kind == "Str":
        return str(inline["c"])
    if kind in BREAKS:
        return BREAKS[kind]
    if kind in ("Code", "Math"):
        return str(inline["c"][1])
    inner = content(inline)
    if inner is not None:
        text = plain(inner)
        if kind == "Quoted":
            opening, closing = QUOTES[inline["c"][0]["t"]]
            return opening + text + closing
        return text
    return ""


def as_words(text: str) -> list[Inline]:
    """Give a text as inlines: its words with spaces between them."""
    return [part for word in text.split() for part in ({"t": "Space"}, {"t": "Str", "c": word})][1:]


def length(text: str) -> int:
    """Count the words of a text, no separators; of Chinese and Japanese every third character counts as one."""
    east = 0 if text.isascii() else sum("\u2e80" <= c <= "\u9fff" or "\uff00" <= c <= "\uffef" for c in text)
    return sum(len(word) > 1 or word.isalnum() for word in text.split()) + east // 3


def cut_apart(inlines: list[Inline], between: Iterable[tuple[int, int]]) -> list[list[Inline]]:
    """Cut inlines at stretches of their plain text, which go: give the parts between them."""
    gaps = list(between)
    starts, ends = [0, *(end for _, end in gaps)], [*(start for start, _ in gaps), len(plain(inlines))]
    return [cut(inlines, start, end) for start, end in zip(starts, ends, strict=True)]


def cut(inlines: list[Inline], start: int, end: int) -> list[Inline]:
    """Give the inlines behind `plain(inlines)[start:end]`; what straddles a border is split.

    An inline without text (an image, a footnote) goes with what precedes it.
    """
    kept: list[Inline] = []
    position = 0
    for inline in inlines:
        length = len(_plain(inline))
        low, high = max(start - position, 0), min(end - position, length)
        if length == 0:
            if start < position <= end or position == start == 0:
                kept.append(inline)
        elif low == 0 and high == length:
            kept.append(inline)
        elif low < high:
            kept += _part(inline, low, high)
        position += length
    return kept


def _part(inline: Inline, low: int, high: int) -> list[Inline]:
    """Give characters `low` to `high` of one inline."""
    if inline["t"] == "Str":
        part = {**inline, "c": inline["c"][low:high]}
        at = inline.get("at")
        # a span can be cut only where the source says the text as it is, without entities or escapes
        if at and at[0] == at[2] and at[3] - at[1] == len(inline["c"]):
            part["at"] = [at[0], at[1] + low, at[0], at[1] + high]
        return [part]
    if inline["t"] in ("Code", "Math"):
        return [{**inline, "c": [inline["c"][0], inline["c"][1][low:high]]}]
    inner = content(inline)
    if inner is None:
        return [inline]
    if inline["t"] == "Quoted":  # its quotes are a character each
        opening, closing = QUOTES[inline["c"][0]["t"]]
        return cut([{"t": "Str", "c": opening}, *inner, {"t": "Str", "c": closing}], low, high)
    return [with_content(inline, cut(inner, low, high))]


PICTURES = (".png", ".jpg", ".jpeg", ".pdf")


def is_picture(path: str) -> bool:
    """Tell whether a path has an ending by which graphicx knows a picture: all in small or all in capital letters."""
    ending = path.rpartition(".")[2]
    return path.casefold().endswith(PICTURES) and (ending.islower() or ending.isupper())


def is_beside(path: str) -> bool:
    """Tell whether a path is that of a picture on this machine, which can be set."""
    return is_picture(path) and not re.match(r"[A-Za-z][A-Za-z0-9+.-]+:|//", path)


def inkless(inlines: list[Inline]) -> list[Inline]:
    """Give the pictures and footnotes of a line, which `plain` does not show."""
    found: list[Inline] = []
    for inline in inlines:
        found += [inline] if inline["t"] in ("Image", "Note") else inkless(content(inline) or [])
    return found


def forgotten(line: list[Inline], parts: list[list[Inline]]) -> list[Inline]:
    """Give the pictures and footnotes of a line that none of the parts cut from it has."""
    kept = {id(inline["c"]) for part in parts for inline in inkless(part)}
    lost = [inline for inline in inkless(line) if id(inline["c"]) not in kept]
    return [part for inline in lost for part in ([{"t": "Space"}, inline] if inline["t"] == "Image" else [inline])]


def strip(inlines: list[Inline], characters: str = " \n\u00a0\u2002\u2003\u3000") -> list[Inline]:
    """Drop the given characters from both ends."""
    text = plain(inlines)
    start = len(text) - len(text.lstrip(characters))
    end = max(start, len(text.rstrip(characters)))
    if (start, end) == (0, len(text)):
        return inlines
    before, behind = _edges(inlines, start, end)
    within = cut(inlines, start, end)
    if not within:
        return [*before, *behind]
    spaced: list[Inline] = [part for inline in before for part in (inline, {"t": "Space"})]
    return [*spaced, *within, *(part for inline in behind for part in _behind(inline))]


def _behind(inline: Inline) -> list[Inline]:
    """Give what stands behind other words with its space, which a footnote has not."""
    return [{"t": "Space"}, inline] if inline["t"] == "Image" else [inline]


def _edges(inlines: list[Inline], start: int, end: int) -> tuple[list[Inline], list[Inline]]:
    """Give the pictures and footnotes that stand outside a stretch of a line, before and behind it."""
    before: list[Inline] = []
    behind: list[Inline] = []
    position = 0
    for inline in inlines:
        if inline["t"] in ("Image", "Note"):
            if not (start < position <= end or position == start == 0):
                (before if position <= start else behind).append(inline)
        else:
            position += len(_plain(inline))
    return before, behind


def unwrap(inlines: list[Inline]) -> list[Inline]:
    """Take off emphasis, strong and spans that enclose the whole line: the slot has its own typography."""
    while len(inlines) == 1 and inlines[0]["t"] in ("Strong", "Emph", "Underline", "Span"):
        inlines = strip(content(inlines[0]) or [])
    return inlines


def lines(inlines: list[Inline], breaks: tuple[str, ...] = ("LineBreak", "SoftBreak")) -> list[list[Inline]]:
    """Split a paragraph at its line breaks; empty lines vanish."""
    split: list[list[Inline]] = [[]]
    for inline in inlines:
        if inline["t"] in breaks:
            split.append([])
        else:
            split[-1].append(inline)
    return [line for line in map(strip, split) if line]


def span(inlines: list[Inline]) -> list[int] | None:
    """Give the span `[line, column, end line, end column]` from the first to the last inline that has one."""
    spans = [at for inline in inlines for at in _spans(inline)]
    return [*spans[0][:2], *spans[-1][2:]] if spans else None


def _spans(inline: Inline) -> list[list[int]]:
    if "at" in inline:
        return [inline["at"]]
    return [at for inner in content(inline) or [] for at in _spans(inner)]
