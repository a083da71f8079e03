"""A line `label: value`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from md2moderncv.inlines import Inline, cut, forgotten, plain, strip
from md2moderncv.words import labels, networks


@dataclass(frozen=True, slots=True)
class Fact:
    """A line `label: value`."""

    label: str
    """As the author wrote it, without the colon."""
    key: str
    """The canonical key of a personal fact, or a social network; empty where the label is neither."""
    value: list[Inline]


_LABEL = re.compile(r"\s*([^:：\n]{1,40}?)\s*[:：]\s*")


def fact(inlines: list[Inline]) -> Fact | None:
    """Read a line as `label: value`; the label may be bold, the colon inside or outside."""
    text = plain(inlines)
    match = _LABEL.match(text)
    if not match or text[match.end() - 1 : match.end() + 2] == "://" or text[match.end() :].startswith("//"):
        return None
    label = match[1].strip("*_ ")
    key = labels().get(label.casefold()) or networks().get(label.casefold(), "")
    value = strip(cut(inlines, match.end(), len(text)))
    return Fact(label, key, [*value, *forgotten(inlines, [value])])
