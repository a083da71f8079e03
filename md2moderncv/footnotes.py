"""Footnotes that refer to themselves, which pandoc would follow for ever."""

from __future__ import annotations

import re

from md2moderncv import messages
from md2moderncv.diagnostics import Diagnostic, Source, Span

_DEFINITION = re.compile(r"^[ \t>]*\[\^([^\]\s]+)\]:", re.MULTILINE)
_REFERENCE = re.compile(r"\[\^([^\]\s]+)\](?!:)")


def footnote_loop(source: Source) -> Diagnostic | None:
    """Report a footnote whose text leads back to itself; `None` where all end."""
    text = source.text
    starts = list(_DEFINITION.finditer(text))
    ends = [*(match.start() for match in starts[1:]), len(text)][: len(starts)]
    leads: dict[str, set[str]] = {}
    where: dict[str, int] = {}
    for match, end in zip(starts, ends, strict=True):
        # what is indented or follows directly belongs to the footnote; an unindented paragraph ends it
        body = re.split(r"\n[ \t]*\n(?=\S)", text[match.end() : end])[0]
        leads.setdefault(match[1], set()).update(_REFERENCE.findall(body))
        where.setdefault(match[1], match.start(1))
    for label in leads:
        if _reaches(leads, label):
            line = text.count("\n", 0, where[label]) + 1
            column = where[label] - (text.rfind("\n", 0, where[label]) + 1) - 1
            return messages.footnote_loop(label, Span(line, column, line, column + len(label) + 3))
    return None


def _reaches(leads: dict[str, set[str]], label: str) -> bool:
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
