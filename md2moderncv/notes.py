"""What the source alone tells, before anything is read: links that lead nowhere, marks of site generators."""

from __future__ import annotations

import re

from md2moderncv import machinery
from md2moderncv.diagnostics import Diagnostic, Source, Span
from md2moderncv.messages import undefined_link

_CODE = re.compile(r"^(```+|~~~+).*?^\1|`[^`\n]*`|<!--.*?-->", re.MULTILINE | re.DOTALL)
_REFERENCE = re.compile(r"(?<![\\!\]])\[([^\[\]\n]+)\]\[([^\[\]\n]*)\]")
_DEFINITION = re.compile(r"^ {0,3}\[([^\]\n]+)\]:", re.MULTILINE)


def notes(source: Source) -> list[Diagnostic]:
    """Give what there is to say of a source's own text."""
    text = _CODE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), source.text)
    return [*machinery.dropped(source), *undefined(text)]


def undefined(text: str) -> list[Diagnostic]:
    """Report links by reference, `[Acme][acme]`, whose reference is defined nowhere."""
    known = {_label(match[1]) for match in _DEFINITION.finditer(text)}
    found = []
    for match in _REFERENCE.finditer(text):
        if _label(match[2] or match[1]) not in known:
            line = text.count("\n", 0, match.start()) + 1
            column = match.start() - (text.rfind("\n", 0, match.start()) + 1) + 1
            found.append(undefined_link(match[2] or match[1], Span(line, column, line, column + len(match[0]))))
    return found


def _label(written: str) -> str:
    return re.sub(r"\s+", " ", written.strip().casefold())
