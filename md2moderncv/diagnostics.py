"""What can be wrong, where, and how it is shown; `messages.py` holds the words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of the source; lines and columns count from 1, columns in characters."""

    line: int
    column: int
    end_line: int
    """The line of the first character after the span."""
    end_column: int
    """The column of the first character after the span."""


@dataclass(frozen=True, slots=True)
class Source:
    """A source text with the name to call it by in diagnostics."""

    text: str
    """Unicode with `\\n` line ends only."""
    name: str = "<stdin>"

    def line(self, number: int) -> str:
        """Give the line of that number, counted from 1; an empty one past the end."""
        lines = self.text.split("\n")
        return lines[number - 1] if number <= len(lines) else ""

    def find(self, needle: str) -> Span | None:
        """Give the span of the first occurrence of a one-line `needle`."""
        offset = self.text.find(needle)
        if offset < 0:
            return None
        line = self.text.count("\n", 0, offset) + 1
        column = offset - (self.text.rfind("\n", 0, offset) + 1) + 1
        return Span(line, column, line, column + len(needle))


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One message to the author."""

    severity: Severity
    code: str
    """A name, such as `bad-date`; `md2moderncv explain` takes it."""
    message: str
    """One line, lower case, no full stop, the author's words in backticks."""
    span: Span | None = None
    """`None` where the whole document, or the machine, is meant."""
    hint: str = ""
    """An imperative that works when it is followed."""


class CvError(Exception):
    """The document can't be made; carries every diagnostic known at that point."""

    exit_code = 1

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        super().__init__(diagnostics[0].message if diagnostics else "")
        self.diagnostics = tuple(diagnostics)


class MachineError(CvError):
    """The document may be fine, but a program or a font is missing."""

    exit_code = 3


def errors(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Keep those diagnostics that forbid a result."""
    return [diagnostic for diagnostic in diagnostics if diagnostic.severity == "error"]


def render(diagnostic: Diagnostic, source: Source, form: str = "full") -> str:
    """Print a diagnostic for people: `full` with the author's line, or `short` on one line."""
    head = visible(f"{diagnostic.severity}[{diagnostic.code}]: {diagnostic.message}")
    span = diagnostic.span
    if form == "short":
        place = f"{source.name}:{span.line}:{span.column}: " if span else f"{source.name}: "
        return visible(place) + head
    lines = [head]
    if span:
        lines += excerpt(source, span)
    if diagnostic.hint:
        lines.append(visible(f"hint: {diagnostic.hint}"))
    return "\n".join(lines)


EXCERPT_WIDTH = 120
"""Characters of the author's line that are shown at most."""


def excerpt(source: Source, span: Span) -> list[str]:
    """Show the span's first line with carets under the span, cut to the part around it when it is long."""
    line = source.line(span.line)
    start = max(0, span.column - 1 - EXCERPT_WIDTH // 2) if len(line) > EXCERPT_WIDTH else 0
    shown = line[start : start + EXCERPT_WIDTH]
    end = span.end_column if span.end_line == span.line else len(line) + 1
    carets = max(1, min(end - span.column, EXCERPT_WIDTH - (span.column - 1 - start)))
    # tabs are repeated in front of the carets, so that both lines are equally wide
    indent = "".join("\t" if character == "\t" else " " for character in line[start : span.column - 1])
    gutter = " " * len(str(span.line))
    return [
        f"{gutter}--> {visible(source.name)}:{span.line}:{span.column}",
        f"{gutter} |",
        f"{span.line} | {visible(shown)}",
        f"{gutter} | {indent}{'^' * carets}",
    ]


def visible(line: str) -> str:
    """Replace what would disturb a terminal by U+FFFD; tabs stay."""
    return "".join(c if c == "\t" or c.isprintable() or c == " " else "\ufffd" for c in line)


def as_json(diagnostic: Diagnostic, source: Source) -> dict[str, str | int | None]:
    """Give a diagnostic as the flat record that editors and `--diagnostics json` take."""
    span = diagnostic.span
    return {
        "severity": diagnostic.severity,
        "code": diagnostic.code,
        "message": diagnostic.message,
        "hint": diagnostic.hint,
        "file": source.name,
        "line": span.line if span else None,
        "column": span.column if span else None,
    }
