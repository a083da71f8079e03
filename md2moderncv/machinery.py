"""The marks that site generators leave in a Markdown source, and would have replaced."""

from __future__ import annotations

import re

from md2moderncv.diagnostics import Diagnostic, Source, Span
from md2moderncv.messages import machinery_dropped
from md2moderncv.shortcodes import written_out

MARKS = re.compile(
    r"\{%.*?%\}|\{\{.*?\}\}|\{:\s?[^{}]*\}|\{::[^{}]*\}|\{[.#][\w-]+(?:\s+[.#]?[\w=\"“”.-]+)*\s*\}|\{#.*?#\}", re.DOTALL
)
"""Liquid and Jinja, Hugo's shortcodes, kramdown's attributes, and Pandoc's where they stand in running text."""
_FENCE = re.compile(r"^(```+|~~~+).*?^\1|`[^`\n]*`", re.MULTILINE | re.DOTALL)


def dropped(source: Source) -> list[Diagnostic]:
    """Give a note on the first mark of a source, with how many there are; nothing where there is none."""
    text = _FENCE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), written_out(source.text))
    # attributes that pandoc reads are none; the others show
    marks = [match for match in MARKS.finditer(text) if match[0][:2] in ("{%", "{{", "{:")]
    if not marks:
        return []
    start = marks[0].start()
    line = text.count("\n", 0, start) + 1
    column = start - (text.rfind("\n", 0, start) + 1) + 1
    first = marks[0][0].split("\n")[0]
    return [machinery_dropped(first, len(marks), Span(line, column, line, column + len(first)))]
