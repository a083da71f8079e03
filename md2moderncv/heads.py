"""The head of an entry: the line or lines that hold its dates, its role, its organisation and its place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from md2moderncv.dated import Dated, dated
from md2moderncv.dates import DateRange, find, short_month
from md2moderncv.facts import field_line
from md2moderncv.inlines import Inline, as_words, cut, plain, span, strip
from md2moderncv.pieces import Piece, pieces, strong
from md2moderncv.words import labels, words


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
    above: str = ""
    """The text of a heading that stays above it and names the employer."""

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


def read_head(lines: list[list[Inline]], strict: bool = False) -> Head | None:
    """Read lines as the head of an entry; `None` where none of them holds dates that stand apart."""
    head = Head(at=span(lines[0]) if lines else None)
    lines = [*map(unnumbered, lines[:1]), *lines[1:]]
    for number, line in enumerate(lines):
        if named := field_line(line):
            key, value = named
            if key == "grade":  # its slot says nothing of what it is
                value = line
            if key != "dates":
                head.state(key, value)
                continue
            line = value
        found = (dated(line, strict) or (named and month_alone(line))) if head.range is None else None
        if found is None:
            head.lines.append(Line(line, number))
        else:
            head.range, head.dated_line = found.range, number
            head.dates = _words(line, found.text_start, found.text_end)
            head.lines.append(Line(line, number, (found.start, found.end)))
    if head.range is None or (len(found_names := head.pieces) == 1 and says_nothing(found_names[0].text)):
        return None
    return head


def month_alone(line: list[Inline]) -> Dated | None:
    """Read a line that is a month and a year of two digits, as a label says that it is a date: `Conclusion: 06/20`."""
    text = plain(line)
    month = short_month(text.strip())
    return Dated(month, 0, len(text), 0, len(text)) if month else None


_NUMBER = re.compile(
    r"\s*(?:\d{1,2}-\d{1,2}\.(?=\s)|[一二三四五六七八九十]{1,3}[、．.]|[①-⑳]|\d{1,2}[、)]|(?:\d|0\d|1\d)\.(?=\s+[^\W\d]))\s*(?=\S)"
)


def unnumbered(line: list[Inline]) -> list[Inline]:
    """Give the line of a head without its number in a row of such: `一、Acme`, `2. Engineer`; a day is none."""
    text = plain(line)
    number = _NUMBER.match(text)
    if not number or any(found.start < number.end() for found in find(text)[:1]):
        return line
    return cut(line, number.end(), len(text))


def says_nothing(text: str) -> bool:
    """Tell whether the only words beside a date are the label of a birthday, or no name at all."""
    folded = text.casefold().strip(" :")
    return folded in labels() or folded.startswith(words("line", "updated")) or text in words("line", "on")


def _words(line: list[Inline], start: int, end: int) -> list[Inline]:
    """Give a stretch of a line as plain words, with its place in the source."""
    part = strip(cut(line, start, end))
    written = as_words(plain(part))
    if at := span(part):
        written[0]["at"] = at
    return written
