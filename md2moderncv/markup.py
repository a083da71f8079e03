"""HTML in a Markdown source: what pandoc leaves raw becomes the elements that Markdown would have made.

Inline tags are paired here, among their siblings; blocks go, balanced and all at once, through pandoc's HTML
reader. Comments, scripts and styles vanish; so do tags without a meaning on paper, but not what they enclose.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from md2moderncv.hidden import VOID, Tags, is_hidden
from md2moderncv.html_lines import located
from md2moderncv.inlines import Inline, plain

WRAPPED = {"Strong": "b strong", "Emph": "i em cite", "Underline": "u ins", "Strikeout": "s del strike"} | {
    "Superscript": "sup",
    "Subscript": "sub",
}
KINDS = {tag: kind for kind, tags in WRAPPED.items() for tag in tags.split()}
CODE = ("code", "kbd", "tt", "samp")
HIDDEN = ("script", "style", "template", "head")
MARK = "md2moderncv-html-"

Reader = Callable[[str], dict[str, Any]]


def has_html(tree: Any) -> bool:
    """Tell whether an AST holds raw HTML."""
    if isinstance(tree, list):
        return any(map(has_html, tree))
    if not isinstance(tree, dict):
        return False
    return (tree.get("t") in ("RawBlock", "RawInline") and tree["c"][0] == "html") or has_html(tree.get("c"))


def resolve(blocks: list[Any], read_html: Reader) -> list[Any]:
    """Give blocks without raw HTML; `read_html` is pandoc's HTML reader, called once at most."""
    fragments: list[Any] = []
    marked: list[Any] = _resolve(blocks, fragments)
    if not fragments:
        return marked
    document = "".join(f'<div id="{MARK}{index}">{balanced(raw["c"][1])}</div>' for index, raw in enumerate(fragments))
    found = {
        block["c"][0][0]: _placed(_flat(block["c"][1]), fragments[int(block["c"][0][0].removeprefix(MARK))])
        for block in read_html(document)["blocks"]
        if block["t"] == "Div" and block["c"][0][0].startswith(MARK)
    }
    filled: list[Any] = _fill(marked, found)
    return filled


def _placed(blocks: list[Any], raw: Any) -> list[Any]:
    """Give what was read from a raw block with the places of its words, where that of the block is known."""
    placed: list[Any] = located(blocks, raw["c"][1], raw["at"][0]) if "at" in raw else blocks
    return [_spaced(block) for block in placed]


def _spaced(tree: Any) -> Any:
    """Give a tree with a space between two spans that touch: a page sets them apart."""
    if isinstance(tree, list):
        made: list[Any] = []
        for value in map(_spaced, tree):
            if made and _is_span(value) and _is_span(made[-1]):
                made.append({"t": "Space"})
            made.append(value)
        return made
    return {key: _spaced(value) for key, value in tree.items()} if isinstance(tree, dict) else tree


def _is_span(value: Any) -> bool:
    return isinstance(value, dict) and value.get("t") == "Span"


def _resolve(tree: Any, fragments: list[Any]) -> Any:
    """Pair the inline tags of a tree, and put a marked Div where each raw block stood; gather those."""
    if isinstance(tree, list):
        values = [_resolve(value, fragments) for value in tree]
        inline = any(isinstance(v, dict) and v.get("t") == "RawInline" and v["c"][0] == "html" for v in values)
        return _paired(values) if inline else values
    if not isinstance(tree, dict):
        return tree
    if tree.get("t") == "RawBlock" and tree["c"][0] == "html":
        fragments.append(tree)
        return {**tree, "t": "Div", "c": [[f"{MARK}{len(fragments) - 1}", [], []], []]}
    return {key: _resolve(value, fragments) for key, value in tree.items()}


def _fill(tree: Any, found: dict[str, list[Any]]) -> Any:
    """Replace each marked Div by what pandoc read there."""
    if isinstance(tree, list):
        kept: list[Any] = []
        for value in tree:
            if isinstance(value, dict) and value.get("t") == "Div" and value["c"][0][0].startswith(MARK):
                at = {"at": value["at"]} if "at" in value else {}
                kept += [{**block, **at} for block in found.get(value["c"][0][0], [])]
            else:
                kept.append(_fill(value, found))
        return kept
    return {key: _fill(value, found) for key, value in tree.items()} if isinstance(tree, dict) else tree


def _flat(blocks: list[Any]) -> list[Any]:
    """Take the blocks out of Divs, which mean nothing in HTML; those of a line each are lines of one paragraph."""
    flat: list[Any] = []
    before = False  # whether the Div before is a line
    for block in blocks:
        inner = _flat(block["c"][1]) if block["t"] == "Div" else []
        line = block["t"] == "Div" and [one["t"] for one in block["c"][1]] == ["Plain"]
        if line and before:
            flat[-1] = {**flat[-1], "c": [*flat[-1]["c"], {"t": "LineBreak"}, *inner[0]["c"]]}
        elif block["t"] == "Div":
            flat += inner
        elif block["t"] == "Plain":
            flat.append({**block, "t": "Para"})
        else:
            flat.append(block)
        before = line
    return flat


@dataclass
class _Open:
    """A tag that waits for its end, and what has been found in it."""

    tag: str
    attributes: dict[str, str]
    content: list[Inline] = field(default_factory=list)

    def close(self) -> list[Inline]:
        """Give the inlines that the element stands for."""
        if self.tag in HIDDEN or is_hidden(self.attributes):
            return []
        if self.tag in KINDS:
            return [{"t": KINDS[self.tag], "c": self.content}]
        if self.tag in CODE:
            return [{"t": "Code", "c": [["", [], []], plain(self.content)]}]
        if self.tag == "a" and self.attributes.get("href"):
            return [{"t": "Link", "c": [["", [], []], self.content, [self.attributes["href"], ""]]}]
        if self.tag == "span" and self.content:
            return [{"t": "Span", "c": [["", [], []], self.content]}]
        return self.content


def _paired(values: list[Any]) -> list[Any]:
    """Replace the raw tags of a list of inlines by elements around what stands between them."""
    stack = [_Open("", {})]
    for value in values:
        if not (isinstance(value, dict) and value.get("t") == "RawInline" and value["c"][0] == "html"):
            stack[-1].content.append(value)
            continue
        for kind, tag, attributes in Tags.of(value["c"][1]):
            if kind == "end":
                if any(waiting.tag == tag for waiting in stack[1:]):
                    while stack[-1].tag != tag:
                        inner = stack.pop()
                        stack[-1].content += inner.close()
                    inner = stack.pop()
                    stack[-1].content += inner.close()
            elif tag == "br":
                stack[-1].content.append({"t": "LineBreak"})
            elif tag == "img":
                description = [{"t": "Str", "c": attributes["alt"]}] if attributes.get("alt") else []
                target = [attributes.get("src", ""), ""]
                stack[-1].content.append({"t": "Image", "c": [["", [], []], description, target]})
            elif tag not in VOID:
                if tag == "span" and stack[-1].content and stack[-1].content[-1].get("t") == "Span":
                    stack[-1].content.append({"t": "Space"})
                stack.append(_Open(tag, attributes))
    while len(stack) > 1:
        inner = stack.pop()
        stack[-1].content += inner.close()
    return stack[0].content


def balanced(html: str) -> str:
    """Give a piece of HTML that closes what it opens and nothing else, wherever Markdown has cut it off."""
    html = re.sub(r"<!--.*?(?:-->|\Z)|<\?.*?\?>", "", html, flags=re.DOTALL)
    kept: list[str] = []
    open_tags: list[str] = []
    hidden = 0  # how many tags were open where what is hidden began, and its own
    for piece in re.split(r"(<[^<>]*>)", html):
        tags = Tags.of(piece) if piece.startswith("<") else []
        if tags and tags[0][0] == "end":
            tag = tags[0][1]
            if tag not in open_tags:
                continue
            while open_tags[-1] != tag:
                kept += [f"</{open_tags[-1]}>"] if not hidden else []
                open_tags.pop()
            open_tags.pop()
            if hidden:
                hidden = hidden if len(open_tags) >= hidden else 0
                continue
        elif tags and tags[0][1] not in VOID and not piece.endswith("/>"):
            open_tags.append(tags[0][1])
            hidden = hidden or (len(open_tags) if is_hidden(tags[0][2]) else 0)
        kept += [piece] if not hidden else []
    left = open_tags[: hidden - 1] if hidden else open_tags
    return "".join(kept) + "".join(f"</{tag}>" for tag in reversed(left))
