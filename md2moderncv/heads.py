"""The head of an entry: the line or lines that hold its dates, its role, its organisation and its place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from md2moderncv.cuts import PAIRS, depth, glue
from md2moderncv.dates import DateRange, Found, find, is_present
from md2moderncv.facts import field_line
from md2moderncv.inlines import Inline, cut, plain, span, strip
from md2moderncv.pieces import Piece, names, pieces, strong
from md2moderncv.words import labels, words

CLOSING = {closing: opening for opening, closing in PAIRS.items()}
SEPARATING = set("|｜•·,:;：，；、–—―-/\n\t→~()[]（）【】〔〕")


LONGEST_NAMED = 12
"""Words of a line in which dates stand between two names."""
LONGEST = 500
"""Characters of a line that may belong to a head."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a head."""

    inlines: list[Inline]
    number: int
    """Counted from 0; a line from elsewhere has the number `ELSEWHERE`."""
    gap: tuple[int, int] | None = None
    """The stretch of its dates, brackets around them included."""
    employer: bool = False
    """It is the heading above, and names the employer."""


ELSEWHERE = 9


@dataclass(slots=True)
class Head:
    """What the head of an entry says, before it is settled which piece is what."""

    lines: list[Line] = field(default_factory=list)
    dates: list[Inline] = field(default_factory=list)
    range: DateRange | None = None
    dated_line: int = -1
    """Which of its lines holds the dates."""
    stated: dict[str, list[Inline]] = field(default_factory=dict)
    """Fields that a line names: `Position: Engineer`."""
    at: list[int] | None = None
    """The span of its first line."""

    @property
    def pieces(self) -> list[Piece]:
        """Its names: the lines cut where one name surely ends."""
        return [piece for line in self.lines for piece in strong(line.inlines, line.number, line.gap)]

    def all_pieces(self) -> list[Piece]:
        """Give its lines cut wherever one name may end."""
        found: list[Piece] = []
        for line in self.lines:
            cut_line = pieces(line.inlines, line.number, line.gap)
            if cut_line and line.employer:
                cut_line[0] = replace(cut_line[0], joint="above")
            elif cut_line and found and not cut_line[0].joint:
                cut_line[0] = replace(cut_line[0], joint="line")
            found += cut_line
        return found

    def state(self, name: str, value: list[Inline]) -> None:
        """Note a field that a line names; what is said twice is kept."""
        before = self.stated.get(name, [])
        self.stated[name] = [*before, {"t": "Str", "c": ","}, {"t": "Space"}, *value] if before else value

    def add(self, line: list[Inline], employer: bool = False) -> None:
        """Add a line; dates in it are those of something else."""
        found = dated(line) if employer else None
        number = ELSEWHERE if employer else max((line.number for line in self.lines), default=self.dated_line) + 1
        self.lines.append(Line(line, number, (found.start, found.end) if found else None, employer))

    def put(self, line: list[Inline]) -> None:
        """Put a line that holds no dates before the others."""
        self.lines = [Line(line, 0), *(replace(old, number=old.number + 1) for old in self.lines)]
        self.dated_line += 1


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
    if len(text) > LONGEST:
        return None
    ranges = _joined(text, find(text))
    borders = _borders(inlines)
    if not ranges and (now := _now(inlines, text)):
        return now
    for found in sorted(ranges, key=lambda f: (not _edge(text, f), ranges.index(f))):
        start, end = widened(text, found.start, found.end)
        beside = [other for other in ranges if other is not found]
        if beside and not _edge(text, found) and start and text[start] in PAIRS and text[end:].strip(glue(text) + "."):
            continue  # `Fellow (2020–21) and affiliate (2021–22)` tells a story
        if _stands_apart(text, start, end, borders, strict) or (not strict and _between_names(text, found)):
            return Dated(found.range, found.start, found.end, start, end)
    return None


_LAST = re.compile(r"(?:\s[|｜–—]\s+|[(\[（]\s*|\t\s*)([^\W\d_]+(?: [^\W\d_]+){0,2})\s*[)\]）]?\s*$")
"""What stands last on a line, behind a bar or a dash or in brackets."""


def _now(inlines: list[Inline], text: str) -> Dated | None:
    """Read a word for the present that stands where dates would: alone, in a code span first, or last on a line."""
    shown = text.strip(glue(text) + "()[]")
    first = plain(inlines[:1]) if inlines and inlines[0]["t"] == "Code" else ""
    last = _LAST.search(text)
    for written in (shown, first, last[1] if last else ""):
        if written and is_present(written.strip()):
            start = text.rindex(written)
            return Dated(
                DateRange(None, None), start, start + len(written), *widened(text, start, start + len(written))
            )
    return None


def _edge(text: str, found: Found) -> bool:
    return not text[: found.start].strip(glue(text) + "([") or not text[found.end :].strip(glue(text) + ")].")


def _joined(text: str, ranges: list[Found]) -> list[Found]:
    """Join ranges that are listed one after the other: `2011 & 2012`, `2015, 2017`."""
    joined: list[Found] = []
    for found in ranges:
        if joined and re.fullmatch(r"\s*(?:[,;&+/、]|and|und|et|y|e|и|och|og)\s*", text[joined[-1].end : found.start]):
            last = joined.pop()
            ends = [last.range.end, found.range.end]
            whole = DateRange(last.range.start, None if None in ends else max(e for e in ends if e))
            joined.append(Found(whole, last.start, found.end))
        else:
            joined.append(found)
    return joined


def widened(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a stretch by the brackets around it: `(2019)` for `2019`."""
    before, after = text[:start].rstrip(), text[end:].lstrip(" .")
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
    before, after = text[:start].strip(glue(text)), text[end:].strip(glue(text) + ".")
    if not before and not after:
        return True
    separating = SEPARATING | set(glue(text))
    left_gap, right_gap = text[len(text[:start].rstrip()) : start], text[end : len(text) - len(text[end:].lstrip())]
    apart_left = (
        not before
        or text[start] in PAIRS
        or text[:start].rstrip()[-1] in separating
        or bool(borders & set(range(start - len(left_gap), start + 1)))
        or len(left_gap) > 2
    )
    apart_right = (
        not after
        or text[end - 1] in CLOSING
        or text[end:].lstrip()[0] in separating
        or bool(borders & set(range(end, end + len(right_gap) + 1)))
        or len(right_gap) > 2
    )
    inside = depth(text[:start]) > 0 and (apart_left or not before or _closes(text, start, end))
    if inside and (right_gap or apart_right):
        return True
    if not before:
        return apart_right or names(after)
    if not after:
        return apart_left or _ends_a_name(text[:start])
    return not strict and apart_left and apart_right


def _closes(text: str, start: int, end: int) -> bool:
    """Tell whether a bracket ends behind the first date in it, and the line with it: `Talk (Acme June 2013)`."""
    opening = max(text.rfind(bracket, 0, start) for bracket in PAIRS)
    return text[end:].strip(" .") in tuple(CLOSING) and not re.search(r"\d{4}", text[opening:start])


def _between_names(text: str, found: Found) -> bool:
    """Tell whether a range from a date to another stands between two names: `Acme 02/2021 – 02/2022 KYIV`."""
    before, after = text[: found.start].strip(), text[found.end :].strip()
    ranged = found.range.start is not None and found.range.start != found.range.end
    return ranged and len(text.split()) <= LONGEST_NAMED and names(after) and names(before) and _ends_a_name(before)


def _ends_a_name(before: str) -> bool:
    """Tell whether the word before a date is no little word: `Acme 2019`, not `in 2019`."""
    word = (before.split() or [""])[-1]
    return not (word.islower() and word.isascii() and len(word) < 4) and word.casefold() not in (
        "since",
        "year",
        "from",
        "in",
        "im",
        "during",
        "by",
        "until",
    )


def read_head(lines: list[list[Inline]], strict: bool = False) -> Head | None:
    """Read lines as the head of an entry; `None` where none of them holds dates that stand apart."""
    head = Head(at=span(lines[0]) if lines else None)
    for number, line in enumerate(lines):
        if named := field_line(line):
            key, value = named
            if key == "grade":  # its slot says nothing of what it is
                value = line
            if key != "dates":
                head.state(key, value)
                continue
            line = value
        found = dated(line, strict) if head.range is None else None
        if found is None:
            head.lines.append(Line(line, number))
        else:
            head.range, head.dated_line = found.range, number
            head.dates = _words(line, found.text_start, found.text_end)
            head.lines.append(Line(line, number, (found.start, found.end)))
    if head.range is None or (len(found_names := head.pieces) == 1 and says_nothing(found_names[0].text)):
        return None
    return head


def says_nothing(text: str) -> bool:
    """Tell whether the only words beside a date are the label of a birthday, or no name at all."""
    folded = text.casefold().strip(" :")
    return folded in labels() or folded.startswith(words("line", "updated")) or text in words("line", "on")


def _words(line: list[Inline], start: int, end: int) -> list[Inline]:
    """Give a stretch of a line as plain words, with its place in the source."""
    part = strip(cut(line, start, end))
    words: list[Inline] = []
    for word in plain(part).split():
        words += [{"t": "Space"}, {"t": "Str", "c": word}]
    if at := span(part):
        words[1]["at"] = at
    return words[1:]
