"""Pandoc's inlines and blocks to the model's rich text; whatever pandoc gives, its words are kept."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from md2moderncv import model
from md2moderncv.diagnostics import Diagnostic, Span
from md2moderncv.inlines import QUOTES, is_beside, plain
from md2moderncv.inlines import span as span_of
from md2moderncv.levels import DRAWN, drawn
from md2moderncv.links import link
from md2moderncv.mathematics import is_harmless
from md2moderncv.messages import bad_link, no_picture, raw_tex

Report = Callable[[Diagnostic], None]

MARKUP = {
    "Emph": model.Emph,
    "Strong": model.Strong,
    "Underline": model.Underline,
    "Strikeout": model.Strikeout,
    "Superscript": model.Superscript,
    "Subscript": model.Subscript,
    "SmallCaps": model.SmallCaps,
}
COMMANDS = (
    "LaTeXe",
    "LaTeX",
    "TeX",
    "XeTeX",
    "XeLaTeX",
    "LuaTeX",
    "LuaLaTeX",
    "ldots",
    "dots",
    "textbullet",
    "copyright",
)
"""TeX commands that may stand in running text; none takes arguments."""
NAMES = ("XeTeX", "XeLaTeX", "LuaTeX", "LuaLaTeX")
"""Those that LaTeX alone does not define; their names say as much."""
PAGE_BREAKS = (r"\newpage", r"\pagebreak", r"\clearpage")
_TEX = re.compile(rf"\\({'|'.join(COMMANDS)})(?![A-Za-z])(?:\{{\}})?|(\\[A-Za-z]{{2,}})(?=[{{\[*\d]|$|\s|\\)")


def at(element: Any) -> Span | None:
    """Give the span of a block, an inline or a metadata value, where it has one."""
    content = element.get("c")
    position = element.get("at") or (span_of(content) if element["t"] == "MetaInlines" and content else None)
    return Span(*position) if position else None


def text(inlines: list[Any], report: Report) -> model.Text:
    """Give inlines as rich text: white space folded to single spaces, neighbouring strings joined."""
    joined: list[model.Inline] = []
    for inline in inlines:
        for part in _inline(inline, report):
            if type(part) is str and joined and type(joined[-1]) is str:
                joined[-1] += part
            elif part != "":
                joined.append(part)
    folded = (re.sub(r"[ \t\n]+", " ", part) if type(part) is str else part for part in joined)
    return _trimmed(tuple(folded))


def _trimmed(parts: model.Text) -> model.Text:
    """Drop spaces and line breaks at both ends, and spaces around line breaks."""
    kept = list(parts)
    for index, part in enumerate(kept):
        if type(part) is str:
            before = index == 0 or isinstance(kept[index - 1], model.LineBreak)
            after = index == len(kept) - 1 or isinstance(kept[index + 1], model.LineBreak)
            part = part.lstrip(" ") if before else part
            kept[index] = part.rstrip(" ") if after else part
    kept = [part for part in kept if part != ""]
    while kept and isinstance(kept[0], model.LineBreak):
        kept.pop(0)
    while kept and isinstance(kept[-1], model.LineBreak):
        kept.pop()
    return tuple(kept)


def _inline(inline: Any, report: Report) -> list[model.Inline]:
    """Give one inline as parts of rich text."""
    kind, value = inline["t"], inline.get("c")
    if kind in MARKUP:
        return _marked(MARKUP[kind], value, report)
    match kind:
        case "Str":
            return _string(value, at(inline), report)
        case "Space" | "SoftBreak":
            return [" "]
        case "LineBreak":
            return [model.LineBreak()]
        case "Quoted":
            opening, closing = QUOTES[value[0]["t"]]
            return [opening, *_spaced(value[1], report), closing]
        case "Code":
            return [model.Code(value[1])] if value[1] else []
        case "Math":
            return _math(value, at(inline), report)
        case "Link":
            return _link(value, at(inline), report)
        case "Image":
            return _image(value, at(inline), report)
        case "Note":
            return [model.Note(tuple(_joined(value, report)))]
        case "Cite" if all(is_key(one["citationId"]) for one in value[0]) and value[0]:
            return [cite(value)]
        case "Span" if kinds := [SPANS[name] for name in value[0][1] if name in SPANS]:
            return _marked(kinds[0], value[1], report)
        case "Span" | "Cite":
            return _spaced(value[1], report)
        case "Tex":
            return [model.Tex(value)]
        case "RawInline" if value[0] in ("tex", "latex"):
            return _string(value[1], at(inline), report)
    return []  # raw code for other formats is hidden from the reader of the source, too


def _spaced(inlines: list[Any], report: Report) -> list[model.Inline]:
    """Give inlines as parts, spaces at their ends kept: they stand in the middle of a text."""
    return [part for inline in inlines for part in _inline(inline, report)]


def _marked(kind: Any, inlines: list[Any], report: Report) -> list[model.Inline]:
    """Give marked up text; spaces at its ends move outside, empty markup vanishes."""
    inner = text(inlines, report)
    before = [" "] if inlines and inlines[0]["t"] in ("Space", "SoftBreak") else []
    after = [" "] if inlines and inlines[-1]["t"] in ("Space", "SoftBreak") else []
    return [*before, kind(inner), *after] if inner else []


SPANS = {"smallcaps": model.SmallCaps, "underline": model.Underline, "ul": model.Underline}
"""Classes of Spans by which pandoc writes what Markdown has no signs for."""


def is_key(key: str) -> bool:
    """Tell whether a key of the bibliography is one that TeX takes as it is."""
    return bool(re.fullmatch(r"[A-Za-z0-9][\w:.+/-]*", key, re.ASCII))


def cite(value: Any) -> model.Cite:
    """Give pandoc's citation; what stands before the first key and behind the last one is kept."""
    group, written = value
    before, after = (plain(group[index][part]) for index, part in ((0, "citationPrefix"), (-1, "citationSuffix")))
    return model.Cite(tuple(one["citationId"] for one in group), before, after, plain(written))


def _levels(part: model.Inline) -> list[model.Inline]:
    """Split a text at the levels that signs draw in it: `●●●○○`."""
    if type(part) is not str or not DRAWN.search(part):
        return [part]
    parts: list[model.Inline] = []
    end = 0
    for match in DRAWN.finditer(part):
        if (level := drawn(match[0])) is not None:
            parts += [part[end : match.start()], model.Skill(level)]
            end = match.end()
    return [*parts, part[end:]]


def _string(written: str, span: Span | None, report: Report) -> list[model.Inline]:
    """Split a string at the TeX commands that are allowed; report the others."""
    parts: list[model.Inline] = []
    end = 0
    for match in _TEX.finditer(written):
        if match[2]:
            report(raw_tex(match[2], span))
        else:
            parts += [written[end : match.start()], match[1] if match[1] in NAMES else model.Command(match[1])]
            end = match.end()
    return [made for part in (*parts, written[end:]) for made in _levels(part)]


def _math(value: Any, span: Span | None, report: Report) -> list[model.Inline]:
    display = value[0]["t"] == "DisplayMath"
    if is_harmless(value[1]):
        return [model.Math(value[1].strip(), display)]
    dollars = "$$" if display else "$"
    if "\\" in value[1]:
        report(raw_tex(dollars + value[1] + dollars, span))
    return [dollars + value[1] + dollars]


def _link(value: Any, span: Span | None, report: Report) -> list[model.Inline]:
    inner, (target, _title) = value[1], value[2]
    content = text(inner, report)
    url = link(target)
    if url is None:
        if target and not target.startswith("#"):
            report(bad_link(target, span))
        return _spaced(inner, report)
    return [model.Link(content, url)] if content else []


def _image(value: Any, span: Span | None, report: Report) -> list[model.Inline]:
    description, (path, _title) = text(value[1], report), value[2]
    if is_beside(path):
        return [model.Image(model.Path(path), description)]
    report(no_picture(path, span))
    return list(description)


def _joined(blocks: list[Any], report: Report) -> list[model.Inline]:
    """Give blocks as one line of text, for slots that take no more."""
    parts: list[model.Inline] = []
    for block in blocks:
        if block["t"] in ("Para", "Plain"):
            parts += [" ", *text(block["c"], report)] if parts else text(block["c"], report)
        elif block["t"] in ("BulletList", "OrderedList"):
            items = block["c"] if block["t"] == "BulletList" else block["c"][1]
            for item in items:
                parts += [", " if parts else "", *_joined(item, report)]
        elif inner := _text_of(block):
            made = [part for inlines in inner for part in (" ", *text(inlines, report))]
            parts += made if parts else made[1:]
        else:
            made = _joined(_blocks_of(block), report)
            parts += [" ", *made] if parts and made else made
    return parts


def _text_of(block: Any) -> list[list[Any]]:
    """Give the lines of a block that holds inlines, or text only."""
    match block["t"]:
        case "Header":
            return [block["c"][2]]
        case "LineBlock":
            return list(block["c"])
        case "CodeBlock":
            return [[{"t": "Code", "c": [["", [], []], row]}] for row in block["c"][1].split("\n") if row.strip()]
        case "RawBlock" if block["c"][0] in ("tex", "latex"):
            return [[{"t": "Str", "c": block["c"][1]}]]
    return []


def _blocks_of(block: Any) -> list[Any]:
    """Give the blocks inside a block, in order."""
    value = block.get("c")
    match block["t"]:
        case "BlockQuote":
            return list(value)
        case "Div":
            return list(value[1])
        case "Figure":
            return list(value[2])
        case "DefinitionList":
            return [
                inner
                for term, parts in value
                for inner in ({"t": "Plain", "c": term}, *(block for part in parts for block in part))
            ]
        case "Table":
            rows = [*value[3][1], *(row for body in value[4] for row in (*body[2], *body[3])), *value[5][1]]
            return [*value[1][1], *(inner for row in rows for cell in row[1] for inner in cell[4])]
    return []


def line(blocks: list[Any], report: Report) -> model.Text:
    """Give blocks as one line of rich text."""
    return tuple(_joined(blocks, report))
