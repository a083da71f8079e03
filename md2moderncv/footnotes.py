"""Footnotes that refer to themselves, which pandoc would follow for ever."""

from __future__ import annotations

import re

from md2moderncv import messages
from md2moderncv.diagnostics import Diagnostic, Source, Span

_DEFINITION = re.compile(r"^[ \t>]*\[\^([^\]\s]+)\]:", re.MULTILINE)
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})[^\n]*\n.*?(?:^ {0,3}\1|\Z)", re.MULTILINE | re.DOTALL)
"""Code, in which nothing is a footnote."""
MOST = 1000
"""Footnotes that a reference may lead to, each counted as often as it is led to."""
_REFERENCE = re.compile(r"\[\^([^\]\s]+)\](?!:)")


def footnote_loop(source: Source) -> Diagnostic | None:
    """Report a footnote whose text leads back to itself; `None` where all end."""
    text = _FENCE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), source.text)
    starts = list(_DEFINITION.finditer(text))
    ends = [*(match.start() for match in starts[1:]), len(text)][: len(starts)]
    leads: dict[str, list[str]] = {}
    where: dict[str, int] = {}
    for match, end in zip(starts, ends, strict=True):
        # what is indented or follows directly belongs to the footnote; an unindented paragraph ends it
        body = re.split(r"\n[ \t]*\n(?=\S)", text[match.end() : end])[0]
        leads.setdefault(match[1].casefold(), []).extend(map(str.casefold, _REFERENCE.findall(body)))
        where.setdefault(match[1].casefold(), match.start(1))
    sizes: dict[str, int] = {}
    for label in leads:
        if _reaches(leads, label) or _size(leads, label, sizes) > MOST:
            line = text.count("\n", 0, where[label]) + 1
            column = where[label] - (text.rfind("\n", 0, where[label]) + 1) - 1
            return messages.footnote_loop(label, Span(line, column, line, column + len(label) + 3))
    return None


def _size(leads: dict[str, list[str]], label: str, known: dict[str, int]) -> int:
    """Count the footnotes that pandoc would set for one, which leads to no loop."""
    if label not in known:
        known[label] = 1 + sum(_size(leads, other, known) for other in leads.get(label, ()))
    return known[label]


def _reaches(leads: dict[str, list[str]], label: str) -> bool:
    """Tell whether the references of a footnote lead back to it."""
    seen: set[str] = set()
    waiting = list(leads[label])
    while waiting:
        reached = waiting.pop()
        if reached == label:
            return True
        if reached not in seen:
            seen.add(reached)
            waiting += leads.get(reached, ())
    return False
