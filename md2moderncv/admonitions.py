"""Boxes and tabs of MkDocs, `!!! note "Languages"` above lines indented by four spaces: headings and what is below.

Line for line, so that every line keeps its number; pandoc would read what is indented as code.
"""

from __future__ import annotations

import re

from md2moderncv.sectioning import is_usual

INDENT = 4
"""Spaces before the lines of a box."""
_OPENING = re.compile(
    r"(?:(?:!!!|\?\?\?\+?)[ \t]+[a-z][\w-]*(?:[ \t]+(?:inline|end))*(?:[ \t]+\"(?P<box>[^\"]*)\")?"
    r"|===\+?!?[ \t]+\"(?P<tab>[^\"]+)\")[ \t]*"
)
"""What opens a box or a tab, and its title."""
_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
_HEADING = re.compile(r"(#{1,6})[ \t]")


def opened(text: str) -> str:
    """Give a text in which boxes and tabs are headings above their lines, which are not indented any more."""
    if not re.search(r"^(?:!!!|\?\?\?|===)\+?!?[ \t]+[\w\"]", text, re.MULTILINE):
        return text
    lines = text.split("\n")
    made: list[str] = []
    depth, level, fence = 0, 1, ""
    for number, written in enumerate(lines):
        line = expanded(written) if depth else written
        indent = len(line) - len(line.lstrip(" "))
        if line.strip() and not fence:
            depth = min(depth, indent // INDENT)
        bare = line[INDENT * depth :] if line[: INDENT * depth].strip() == "" else line
        if fence or _FENCE.match(bare):
            fence = after_fence(fence, bare)
        elif (box := _OPENING.fullmatch(bare)) and is_indented(lines, number + 1, INDENT * (depth + 1)):
            depth += 1
            title = box["box"] or box["tab"] or ""
            made.append(f"{'#' * heading_level(title, level, depth)} {title}" if title else "")
            continue
        elif not depth and (heading := _HEADING.match(bare)):
            level = len(heading[1])
        made.append(bare)
    return "\n".join(made)


def heading_level(title: str, above: int, depth: int) -> int:
    """Give the level of a box's heading: below that of the heading above it; a usual section at the top is one."""
    at_top = above < 2 and not is_usual(title.casefold().strip(" :"))
    return min(above + depth + at_top, 6)


def expanded(line: str) -> str:
    """Give a line whose indentation is spaces: a tab is four, as MkDocs has it."""
    rest = line.lstrip(" \t")
    return line[: len(line) - len(rest)].expandtabs(INDENT) + rest


def is_indented(lines: list[str], start: int, least: int) -> bool:
    """Tell whether the first line from a number on that is not empty is indented by so many spaces: a box holds it."""
    first = next((lines[number] for number in range(start, len(lines)) if lines[number].strip()), "")
    return expanded(first).startswith(" " * least)


def after_fence(fence: str, line: str) -> str:
    """Give the mark of the fence that is open behind a line; empty for none."""
    mark = _FENCE.match(line)
    if not fence:
        return mark[1] if mark else ""
    return "" if mark and mark[1].startswith(fence) else fence
