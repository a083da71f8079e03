"""The head of an entry: the line or lines that hold its dates, its role, its organisation and its place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from md2moderncv.dates import DateRange, Found, find
from md2moderncv.facts import fact
from md2moderncv.inlines import Inline, cut, forgotten, plain, span, strip, unwrap
from md2moderncv.pieces import GLUE, PAIRS, Piece, depth, names, pieces
from md2moderncv.words import columns, labels

CLOSING = {closing: opening for opening, closing in PAIRS.items()}
SEPARATING = set("|｜•·,:;：，；、–—―-/\n\t→~()[]（）【】〔〕")


@dataclass(slots=True)
class Head:
    """What the head of an entry says, before it is settled which piece is what."""

    pieces: list[Piece] = field(default_factory=list)
    dates: list[Inline] = field(default_factory=list)
    range: DateRange | None = None
    dated_line: int = -1
    """Which of its lines holds the dates."""
    stated: dict[str, list[Inline]] = field(default_factory=dict)
    """Fields that a line names: `Position: Engineer`."""
    at: list[int] | None = None
    """The span of its first line."""
    lost: list[Inline] = field(default_factory=list)
    """Pictures and footnotes that no piece has."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A date range in a line, with the stretch to cut out for it: brackets included."""

    range: DateRange
    text_start: int
    text_end: int
    start: int
    end: int


def dated(inlines: list[Inline], strict: bool = False) -> Dated | None:
    """Find the date range of a line that stands apart from its words; `strict`: only at an end of the line."""
    text = plain(inlines)
    ranges = _joined(text, find(text))
    borders = _borders(inlines)
    for found in sorted(ranges, key=lambda f: (not _edge(text, f), ranges.index(f))):
        start, end = bracketed(text, found.start, found.end)
        if _stands_apart(text, start, end, borders, strict):
            return Dated(found.range, found.start, found.end, start, end)
    return None


def _edge(text: str, found: Found) -> bool:
    return not text[: found.start].strip(GLUE + "([") or not text[found.end :].strip(GLUE + ")].")


def _joined(text: str, ranges: list[Found]) -> list[Found]:
    """Join ranges that are listed one after the other: `2011 & 2012`, `2015, 2017`."""
    joined: list[Found] = []
    for found in ranges:
        if joined and re.fullmatch(r"\s*(?:[,;&+]|and|und|et|y|e|и|och|og)\s*", text[joined[-1].end : found.start]):
            last = joined.pop()
            ends = [last.range.end, found.range.end]
            whole = DateRange(last.range.start, None if None in ends else max(e for e in ends if e))
            joined.append(Found(whole, last.start, found.end))
        else:
            joined.append(found)
    return joined


def bracketed(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a stretch by the brackets around it: `(2019)` for `2019`."""
    before, after = text[:start].rstrip(), text[end:].lstrip()
    if before and after and PAIRS.get(before[-1]) == after[0]:
        return len(before) - 1, end + text[end:].index(after[0]) + 1
    return start, end


def _borders(inlines: list[Inline]) -> set[int]:
    """Give the offsets at which markup starts or ends, however deep."""
    borders: set[int] = set()
    position = 0
    for inline in inlines:
        length = len(plain([inline]))
        if inline["t"] in ("Strong", "Emph", "Underline", "Span", "Link", "Code", "SmallCaps"):
            borders |= {position, position + length}
            if inline["t"] != "Code":
                inner = inline["c"] if inline["t"] not in ("Span", "Link") else inline["c"][1]
                borders |= {position + offset for offset in _borders(inner)}
        position += length
    return borders


def _stands_apart(text: str, start: int, end: int, borders: set[int], strict: bool) -> bool:
    """Tell whether a date is set apart: at an end of the line, or between separators, brackets or markup."""
    before, after = text[:start].strip(GLUE), text[end:].strip(GLUE + ".")
    if not before and not after:
        return True
    left_gap, right_gap = text[len(text[:start].rstrip()) : start], text[end : len(text) - len(text[end:].lstrip())]
    apart_left = (
        not before
        or text[start] in PAIRS
        or text[:start].rstrip()[-1] in SEPARATING
        or bool(borders & set(range(start - len(left_gap), start + 1)))
        or len(left_gap) > 2
    )
    apart_right = (
        not after
        or text[end - 1] in CLOSING
        or text[end:].lstrip()[0] in SEPARATING
        or bool(borders & set(range(end, end + len(right_gap) + 1)))
        or len(right_gap) > 2
    )
    inside = depth(text[:start]) > 0 and (apart_left or not before)
    if inside and (right_gap or apart_right):
        return True
    if not before:
        return apart_right or names(after)
    if not after:
        return apart_left or _ends_a_name(text[:start])
    return not strict and apart_left and apart_right


def _ends_a_name(before: str) -> bool:
    """Tell whether the word before a date is no little word: `Acme 2019`, not `in 2019`."""
    word = (before.split() or [""])[-1]
    return not (word.islower() and word.isascii() and len(word) < 4) and word.casefold() not in (
        "since",
        "year",
        "from",
    )


def read_head(lines: list[list[Inline]], strict: bool = False) -> Head | None:
    """Read lines as the head of an entry; `None` where none of them holds dates that stand apart."""
    head = Head(at=span(lines[0]) if lines else None)
    for number, line in enumerate(lines):
        if named := field_line(line):
            key, value = named
            if key != "dates":
                head.stated[key] = value
                continue
            line = value
        found = dated(line, strict) if head.range is None else None
        if found is None:
            head.pieces += pieces(line, number)
        else:
            head.range, head.dated_line = found.range, number
            head.dates = _words(line, found.text_start, found.text_end)
            head.pieces += _around(line, found, number)
    if head.range is None or (len(head.pieces) == 1 and says_nothing(head.pieces[0].text)):
        return None
    parts = [head.dates, *(piece.inlines for piece in head.pieces), *head.stated.values()]
    head.lost = forgotten([inline for line in lines for inline in line], parts)
    return head


def says_nothing(text: str) -> bool:
    """Tell whether the only words beside a date are the label of a birthday, or no name at all."""
    return text.casefold().strip(" :") in labels() or text in ("am", "le", "el", "il", "den", "on", "em")


def field_line(line: list[Inline]) -> tuple[str, list[Inline]] | None:
    """Read a line that names its field, `Position: Engineer`, as the field and its value."""
    stated = fact(line)
    if not stated or not stated.value:
        return None
    key = columns().get(stated.label.casefold().strip(" *_"), "")
    return (key, unwrap(stated.value)) if key else None


def _words(line: list[Inline], start: int, end: int) -> list[Inline]:
    """Give a stretch of a line as plain words, with its place in the source."""
    part = strip(cut(line, start, end))
    words: list[Inline] = []
    for word in plain(part).split():
        words += [{"t": "Space"}, {"t": "Str", "c": word}]
    if at := span(part):
        words[1]["at"] = at
    return words[1:]


def _around(line: list[Inline], found: Dated, number: int) -> list[Piece]:
    """Cut what stands before and after a date into pieces; an opened bracket around both is taken off."""
    text = plain(line)
    if depth(text[: found.start]) > 0:
        opening = max(text.rfind(bracket, 0, found.start) for bracket in PAIRS)
        closing = min((i for i in (text.find(bracket, found.end) for bracket in CLOSING) if i >= 0), default=len(text))
        inside = [*pieces(cut(line, opening + 1, found.start), number), *pieces(cut(line, found.end, closing), number)]
        before = pieces(cut(line, 0, opening), number)
        after = pieces(cut(line, closing + 1, len(text)), number)
        return [*before, *(Piece(piece.inlines, "(", number) for piece in inside), *after]
    end = found.end + len(text[found.end :]) - len(text[found.end :].lstrip(" ."))  # `2011. Engineer`
    before, after = pieces(cut(line, 0, found.start), number), pieces(cut(line, end, len(text)), number)
    return [*before, *(Piece(p.inlines, p.glue or "|", number) if before else p for p in after)]
