"""What a page hides from those who read it: by its attributes, by its styles, in comments."""

from __future__ import annotations

import contextlib
import re
from bisect import bisect_right
from html.parser import HTMLParser

UNSEEN = re.compile(r"display:none|visibility:hidden|font-size:0(?![.\d])|opacity:0(?![.\d])", re.IGNORECASE)
"""Styles by which a page hides an element."""
_MAYBE = re.compile(r"hidden|display\s*:|font-size\s*:|opacity\s*:", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
_BEHIND = re.compile(r"(?<=\S)[ \t]*(?:<!--.*?-->|<(style|script)\b[^<>]*>.*?</\1\s*>)", re.DOTALL | re.IGNORECASE)
"""Comments, styles and scripts that start behind something on their line: where CommonMark does not see their end."""
_LIQUID = re.compile(r"\{%-?\s*comment\s*-?%\}.*?\{%-?\s*endcomment\s*-?%\}", re.DOTALL)
VOID = ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr")


def is_hidden(attributes: dict[str, str]) -> bool:
    """Tell whether an element is not shown to those who read the page."""
    return "hidden" in attributes or bool(UNSEEN.search(attributes.get("style", "").replace(" ", "")))


class Tags(HTMLParser):
    """Collects the tags of a piece of HTML as (`start` or `end`, tag, attributes)."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str, dict[str, str]]] = []

    @classmethod
    def of(cls, html: str) -> list[tuple[str, str, dict[str, str]]]:
        """Give the tags of a piece of HTML."""
        parser = cls()
        with contextlib.suppress(AssertionError):  # what HTMLParser says of `<![x]>`
            parser.feed(html)
        return parser.found

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a start."""
        self.found.append(("start", tag, {key: value or "" for key, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        """Note an end."""
        self.found.append(("end", tag, {}))


def shown(text: str, code: list[tuple[int, int]]) -> str:
    """Give a Markdown text, line for line, without what its HTML hides, whatever Markdown stands in it.

    `code`: the stretches that are code, in which nothing is a tag. What is never closed hides nothing.
    """
    starts = [start for start, _ in code]

    def is_code(position: int) -> bool:
        index = bisect_right(starts, position) - 1
        return index >= 0 and position < code[index][1]

    stretches = [m.span() for pattern in (_BEHIND, _LIQUID) for m in pattern.finditer(text) if not is_code(m.start())]
    stretches = [(start, end) for start, end in stretches if "\n" in text[start:end] or text[start] == "{"]
    if _MAYBE.search(text):
        stretches += _elements([m for m in _TAG.finditer(text) if not is_code(m.start())])
    made, position = "", 0
    for start, end in sorted(stretches):
        if start >= position:
            made += text[position:start] + "\n" * text.count("\n", start, end)
            position = end
    return made + text[position:]


def _elements(tags: list[re.Match[str]]) -> list[tuple[int, int]]:
    """Give the stretches of the elements that are hidden and closed."""
    ends = _ends(tags)
    found: list[tuple[int, int]] = []
    for tag in tags:
        if tag[1] or not _MAYBE.search(tag[3]) or (found and tag.start() < found[-1][1]):
            continue
        hides = any(kind == "start" and is_hidden(attributes) for kind, _, attributes in Tags.of(tag[0]))
        if hides and tag.start() in ends:
            found.append((tag.start(), ends[tag.start()]))
    return found


def _ends(tags: list[re.Match[str]]) -> dict[int, int]:
    """Give where the element of each tag ends, by where it starts; nothing for what is never closed."""
    ends: dict[int, int] = {}
    waiting: dict[str, list[int]] = {}
    for tag in tags:
        name = tag[2].lower()
        if tag[1]:
            if waiting.get(name):
                ends[waiting[name].pop()] = tag.end()
        elif name in VOID or tag[0].endswith("/>"):
            ends[tag.start()] = tag.end()
        else:
            waiting.setdefault(name, []).append(tag.start())
    return ends
