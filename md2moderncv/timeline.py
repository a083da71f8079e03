"""What the dates of a CV say together: the time that no job fills, the first one that can be read in two ways."""

from __future__ import annotations

from md2moderncv import model
from md2moderncv.date import Date
from md2moderncv.dates import parse
from md2moderncv.diagnostics import Diagnostic, Span
from md2moderncv.messages import ambiguous_date, gap
from md2moderncv.sectioning import folded, is_section_kind

LONGEST_GAP = 3
"""Months between two jobs that nobody asks about."""


def gaps(cv: model.Cv) -> list[Diagnostic]:
    """Report each time of more than three months after the first job that neither jobs nor studies fill.

    Where no section is about jobs, between entries.
    """
    jobs = _dated(cv, "experience")
    listed = jobs + _dated(cv, "education") if jobs else _dated(cv)
    found = []
    reached: int | None = None
    first = min((start for start, _, _ in jobs), default=0)
    for start, until, entry in sorted(listed, key=lambda item: item[0]):
        if reached is not None and reached >= first and start - reached - 1 > LONGEST_GAP:
            at = Span(entry.line, 1, entry.line, 2) if entry.line else None
            found.append(gap(_iso(reached + 1), _iso(start - 1), at))
        end = _last(until) if until else 12 * 9999
        reached = end if reached is None else max(reached, end)
    return found


def _dated(cv: model.Cv, kind: str = "") -> list[tuple[int, Date | None, model.Entry]]:
    """Give the first month, the end and the entry of each entry with a start, in sections of a kind or in all."""
    listed = [s for s in cv.sections if not kind or is_section_kind(folded(model.plain(s.title)), kind)]
    entries = [part for section in listed for part in model.walk(section.blocks) if isinstance(part, model.Entry)]
    return [(_first(e.range.start), e.range.end, e) for e in entries if e.range and e.range.start]


def _first(date: Date) -> int:
    """Give the month in which a date begins, counted from the year 0."""
    return date.year * 12 + (date.month or 1) - 1


def _last(date: Date) -> int:
    """Give the month in which a date ends."""
    return date.year * 12 + (date.month or 12) - 1


def _iso(month: int) -> str:
    return f"{month // 12:04}-{month % 12 + 1:02}"


def ambiguous(cv: model.Cv) -> list[Diagnostic]:
    """Report the first date that may be a month or two years, with what was assumed."""
    for entry in model.walk((cv.preface, cv.sections)):
        if isinstance(entry, model.Entry) and entry.written:
            dates = parse(entry.written)
            if dates and dates.ambiguous and dates.start:
                end = dates.end.iso() if dates.end else "now"
                assumed = f"{dates.start.iso()} to {end}" if dates.start != dates.end else dates.start.iso()
                at = Span(entry.line, 1, entry.line, 2) if entry.line else None
                return [ambiguous_date(entry.written, assumed, at)]
    return []
