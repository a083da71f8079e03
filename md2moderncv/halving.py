"""The two lines that hold the start and the end of one range: `Start: 2019` and `End: 2021`."""

from __future__ import annotations

from md2moderncv.dates import find
from md2moderncv.facts import field_line
from md2moderncv.inlines import Inline, plain, strip

LONGEST = 8
"""Words of a line that holds half a range."""


def half(line: list[Inline]) -> str:
    """Give the dates that a line is, without their label, empty for a line that is more than half a range."""
    named = field_line(line)
    text = plain(named[1] if named and named[0] == "dates" else line).strip(" .")
    found = find(text)
    whole = found and found[0].end == len(text) and not text[: found[0].start].strip(" :")
    single = whole and len(found) == 1 and found[0].range.start in (found[0].range.end, None)
    opened = whole and len(found) == 1 and found[0].range.end is None
    return text if (single or opened) and len(text.split()) <= LONGEST else ""


def whole(first: list[Inline], second: list[Inline]) -> list[Inline]:
    """Give the one line that two halves of a range make, a dash for the label of the second; nothing for others."""
    start = half(first)
    if not start or len(plain(second).split()) > LONGEST:
        return []
    named = field_line(second)
    labelled = named is not None and named[0] == "dates"
    behind = [{"t": "Str", "c": "–"}, {"t": "Space"}, *named[1]] if named and labelled else second
    text = f"{start} {plain(behind).strip(' .')}"
    found = find(text)
    if len(found) != 1 or found[0].start or found[0].end < len(text):
        return []
    begun = find(start)[0].range
    return [*strip(first, " ;,"), {"t": "Space"}, *behind] if begun != found[0].range or begun.end is None else []


def joined(lines: list[list[Inline]]) -> list[list[Inline]]:
    """Give lines, halves of a range as one."""
    made: list[list[Inline]] = []
    for line in lines:
        if made and (one := whole(made[-1], line)):
            made[-1] = one
        else:
            made.append(line)
    return made
