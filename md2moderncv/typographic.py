"""Where a line may be cut because its typography changes."""

from __future__ import annotations

import functools
import re

from md2moderncv.cuts import PAIRS, Cut, depths, glue
from md2moderncv.inlines import Inline, content, plain
from md2moderncv.words import alternation, words

MARKED = ("Strong", "Emph", "Code", "Underline", "Span", "SmallCaps", "Link", "Superscript")


def typographic(inlines: list[Inline], text: str) -> list[Cut]:
    """Find where the typography changes at the border of a word, glue around it included."""
    borders = []
    position = 0
    opened = _opened(inlines)
    together = _together(opened)
    for inline in opened:
        length = len(plain([inline]))
        behind = text[position + length : position + length + 1]
        raised = inline["t"] == "Superscript" and not text[:position].endswith(" ")  # `1st`
        if inline["t"] in MARKED and length and not raised and not (length == 1 and behind.isalpha()):  # `**U**nion`
            borders += [position, position + length, *_links_in(inline, position)]
        position += length
    cuts: list[Cut] = []
    outside = glue(text)
    inside = depths(text)
    for border in borders:
        if border in together or _OF.search(text[:border]):
            continue
        before, after = text[:border].rstrip(outside), text[border:].lstrip(outside)
        start, end = len(before), len(text) - len(after)
        if little := _little().search(text[:start]):
            start = little.start()
        parted = start < end or not text[start - 1].isalnum()
        if (
            0 < start <= end < len(text)
            and parted
            and not inside[start]
            and not text[end:].startswith(tuple(PAIRS.values()))
        ):
            cuts.append((start, end, "", True))
    return cuts


_OF = re.compile(r"(?<=\w)\s+(?:of|of the|de|del|de la|di|du|des|da|do|della)\s+$")
"""What the name before it goes on with, however the next word is set: `University of [Bologna](…)`."""


def _together(inlines: list[Inline]) -> set[int]:
    """Give the borders of markup that only a word such as `and` parts from more of its kind: `**A** y **B**`."""
    found: set[int] = set()
    last, position, between = -1, 0, ""
    kind = ""
    for inline in inlines:
        length = len(plain([inline]))
        if inline["t"] in MARKED:
            if inline["t"] == kind and between.strip().casefold() in _ands():
                found |= {last, position}
            kind, last, between = inline["t"], position + length, ""
        else:
            between += plain([inline])
        position += length
    return found


@functools.cache
def _ands() -> frozenset[str]:
    """Give the words between two names that are one together; `a` and `ja` are other words in many languages."""
    return frozenset(words("dates", "and")) - {"a", "ja"}


@functools.cache
def _little() -> re.Pattern[str]:
    """Match a word such as `at` or `in` right before markup, which is a part of neither name: `Player in *Acme*`."""
    listed = f"{alternation('line', 'at')}|{'|'.join(words('line', 'before_markup'))}"
    return re.compile(rf"(?<=\w)\s+(?:{listed})(?: (?:{'|'.join(words('line', 'articles'))}))?$")


def _links_in(inline: Inline, start: int) -> list[int]:
    """Give where links start and end that are a part of what is emphasised: `*Engineer [Acme](…)*`."""
    borders = []
    for inner in content(inline) or [] if inline["t"] in ("Strong", "Emph") else []:
        end = start + len(plain([inner]))
        borders += [start, end] if inner["t"] == "Link" else []
        start = end
    return borders


def _opened(inlines: list[Inline]) -> list[Inline]:
    """Look into markup that encloses a whole line."""
    while len(inlines) == 1 and inlines[0]["t"] in MARKED and content(inlines[0]):
        inlines = content(inlines[0]) or []
    return inlines
