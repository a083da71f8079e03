"""Boxes and tabs of MkDocs, `!!! note "Languages"` above lines indented by four spaces: headings and what is below.

Line for line, so that every line keeps its number; pandoc would read what is indented as code.
"""

from __future__ import annotations

import re

from md2moderncv.sectioning import is_usual

OPENING = re.compile(r"^( *)(?:!!!|\?\?\?\+?|===\+?!?)(?:[ \t]+[\w-]+)*[ \t]*(?:\"([^\"\n]*)\")?[ \t]*$", re.MULTILINE)
"""The line that opens a box or a tab, and its title."""
INDENT = 4
"""Spaces before the lines of a box."""
_NAMED = re.compile(r"^ *(?:!!!|\?\?\?\+?)[ \t]+[\w-]+|^ *===\+?!?[ \t]+\"", re.MULTILINE)
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")


def opened(text: str) -> str:
    """Give a text in which boxes and tabs are headings above their lines, which are not indented any more."""
    if not _NAMED.search(text):
        return text
    made: list[str] = []
    open_at: list[int] = []  # how far the lines that open boxes around the next line are indented
    fence = ""
    for line in text.split("\n"):
        indent = len(line) - len(line.lstrip(" "))
        if line.strip():
            while open_at and indent < open_at[-1] + INDENT:
                open_at.pop()
        bare = line[INDENT * len(open_at) :] if line.strip() else line
        mark = _FENCE.match(bare)
        if mark and not fence:
            fence = mark[1]
        elif mark and mark[1].startswith(fence):
            fence = ""
        box = OPENING.match(line) if not fence and _NAMED.match(line) else None
        if box:
            open_at.append(indent)
            level = 1 + len(open_at) + (not is_usual((box[2] or "").casefold().strip(" :")))
            made.append(f"{'#' * min(level, 6)} {box[2]}" if box[2] else "")
        else:
            made.append(bare)
    return "\n".join(made)
