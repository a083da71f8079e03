"""Texts that only their indentation, or a fence around them, makes code: a CV as people type it for a terminal."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from md2moderncv.dates import find

_FENCED = re.compile(
    r"^(?P<fence>`{3,}|~{3,})(?P<language>[^\n]*)\n(?P<text>.*?\n)(?P=fence)[`~]*[ \t]*$", re.MULTILINE | re.DOTALL
)
_NO_LANGUAGE = ("", "text", "txt", "plaintext", "plain", "markdown", "md")
_LIST = re.compile(r"[ \t]*(?:[-+*•]|\d{1,3}[.)])[ \t]")
_LEADERS = re.compile(r"[ \t](?:-{5,}|\.{5,}|_{5,})[ \t]")


def uncoded(text: str) -> str:
    """Give a source with as many lines in which code that lists dated lines, two at least, is text."""
    lines = _FENCED.sub(_unfenced, text).split("\n")
    made: list[str] = []
    above = ""  # the last line that is not blank and not indented
    for indented, block in itertools.groupby(_indented(lines), lambda pair: pair[0]):
        listed = [line for _, line in block]
        if indented and _starts_anew(above) and _is_dated("\n".join(listed)):
            made += _flush("\n".join(listed)).split("\n")
        else:
            made += listed
        above = above if indented else next((line for line in reversed(listed) if line.strip()), above)
    return "\n".join(made)


def _indented(lines: list[str]) -> Iterator[tuple[bool, str]]:
    """Give each line, and whether it is indented as code is; a blank one is what the line before is."""
    indented = False
    for line in lines:
        indented = line.startswith(("    ", "\t")) if line.strip() else indented
        yield indented, line


def _unfenced(match: re.Match[str]) -> str:
    """Give the text in a fence, an empty line for either fence; the fence as it was where it holds code."""
    if match["language"].strip().casefold() not in _NO_LANGUAGE or not _is_dated(match["text"]):
        return match[0]
    return "\n" + _flush(match["text"])


def _starts_anew(above: str) -> bool:
    """Tell whether what stands indented below a line belongs to no list: it follows a heading or the start."""
    return not above or above.startswith("#") or re.fullmatch(r"=+|-{3,}", above) is not None


def _is_dated(code: str) -> bool:
    """Tell whether two lines at least begin with dates."""
    lines = [line.strip()[:80] for line in code.split("\n") if line.strip()]
    return sum(begins_dated(line) for line in lines) >= 2


def begins_dated(line: str) -> bool:
    """Tell whether a line begins with the dates of an entry: a range, or one date to the month or year."""
    found = find(line)
    return bool(found) and found[0].start == 0 and len(line) > 4


def _flush(code: str) -> str:
    """Move a text to the left margin; a list keeps its depths, its first item stands there."""
    lines: list[str] = []
    base: int | None = None  # where the first item of the list stands
    for line in code.expandtabs(4).split("\n"):
        inner = line.strip()
        depth = len(line) - len(line.lstrip())
        if _LIST.match(line):
            base = depth if base is None else min(base, depth)
            lines.append(" " * (depth - base) + inner)
        elif inner and base is not None and depth > base:  # an item goes on
            lines.append(" " * (depth - base) + inner)
        else:
            base = base if not inner else None
            lines.append(_LEADERS.sub(" | ", inner))
    return "\n".join(lines)
