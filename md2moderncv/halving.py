"""The two lines that hold the start and the end of one range: `Start: 2019` and `End: 2021`."""

from __future__ import annotations

from md2moderncv.dates import find
from md2moderncv.facts import field_line
from md2moderncv.inlines import Inline, plain

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


def make_one(first: list[Inline], second: list[Inline]) -> bool:
    """Tell whether two lines are the halves of one range."""
    start = half(first)
    if not start or len(plain(second).split()) > LONGEST:
        return False
    named = field_line(second)
    behind = f"– {plain(named[1])}" if named and named[0] == "dates" else plain(second)
    whole = f"{start} {behind.strip(' .')}"
    found = find(whole)
    if len(found) != 1 or found[0].start or found[0].end < len(whole):
        return False
    return find(start)[0].range != found[0].range or find(start)[0].range.end is None


def end_of(line: list[Inline]) -> list[Inline]:
    """Give the second half of a range, a dash in place of its label."""
    named = field_line(line)
    return [{"t": "Str", "c": "–"}, {"t": "Space"}, *named[1]] if named and named[0] == "dates" else line


def joined(lines: list[list[Inline]]) -> list[list[Inline]]:
    """Give lines, halves of a range as one."""
    made: list[list[Inline]] = []
    for line in lines:
        if made and make_one(made[-1], line):
            made[-1] = [*made[-1], {"t": "Space"}, *end_of(line)]
        else:
            made.append(line)
    return made
