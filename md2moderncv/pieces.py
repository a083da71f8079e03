"""A line cut into pieces: at separators, where its typography changes, at brackets and at words such as `at`."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from md2moderncv import borders, evidence
from md2moderncv.brackets import bracketed
from md2moderncv.cuts import PAIRS, depth, glue, joined, stronger, written
from md2moderncv.inlines import Inline, content, cut, plain, strip, unwrap
from md2moderncv.typographic import typographic
from md2moderncv.vocabulary import is_east

STRONG = ("", "line", "date", "at", "te", "mark", "dash")
"""Joints that part two names; at the others one name may go on."""


WITHIN = ("in", "of", "space", "colon")
"""Joints at which the words of a link go on."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a line between two separators."""

    line: list[Inline]
    """The whole line."""
    shown: str
    """Its plain text."""
    start: int
    """Where in the line's plain text it starts."""
    end: int
    joint: str = ""
    """What stands before it: `at`, `te` (a town), `in` (that or a part of a name), `mark` (`|`, another typography),
    `dash`, `colon`, `slash`, `stop`, `comma`, `bracket`, `after` (one), `space` (in the East), `line`, `date`."""
    number: int = 0
    """On which of the lines of a head it stands, counted from 0."""
    styled: bool = False
    """The typography changes before it."""
    look: tuple[str, ...] = ()
    """How it is set where it starts: `bold`, `italics`, `code`, `link`."""

    @property
    def text(self) -> str:
        """The words a reader sees."""
        return plain(self.line)[self.start : self.end]

    @property
    def inlines(self) -> list[Inline]:
        """Its part of the line, without markup around all of it."""
        return unwrap(strip(cut(self.line, self.start, self.end)))


_IN_BRACKETS = re.compile(r"\s*\([^()]*[,|][^()]*\)[\s.]*")
_SENTENCE = re.compile(r"(?:(?<!\.)\b[^\W\d_]{5,}|,\s[A-Z]{2})\.$")
MOST = 9
"""Pieces of one head; what follows stays together."""


def names(text: str) -> bool:
    """Tell whether a text starts as a name does: with a capital, a digit, or in a script without case."""
    first = text.lstrip("\"'“„«‘([")[:1]
    return bool(first) and not first.islower() and first.isalnum()


CLOSERS = tuple(PAIRS.values())


def unopened(text: str) -> bool:
    """Tell whether a text closes a bracket that it does not open: `keynote, Acme)`."""
    return sum(text.count(closing) - text.count(opening) for opening, closing in PAIRS.items()) > 0


def pieces(line: list[Inline], number: int = 0, gap: tuple[int, int] | None = None) -> list[Piece]:
    """Cut a line into its pieces; `gap` is a stretch to leave out, its dates, brackets around them included."""
    text = plain(line)
    if not gap and _IN_BRACKETS.fullmatch(text):  # `(Acme, Paris)` on a line of its own
        line = strip(cut(line, text.index("(") + 1, text.rindex(")")))
        text = plain(line)
    linked = links(line)
    # the words of a link are one name: `[Imagination for People](…)`
    said = [
        cut
        for cut in written(text)
        if cut[2] not in ("in", "of", "space", "colon")
        or not any(start < cut[0] and cut[1] < end for start, end in linked)
    ]
    cuts = joined([*typographic(line, text), *said, *bracketed(text, gap)])
    if gap:
        above = [(s, min(e, gap[0]), kind, border) for s, e, kind, border in cuts if s < gap[0]]
        below = [(max(s, gap[1]), e, kind, border) for s, e, kind, border in cuts if e > gap[1]]
        cuts = sorted([*above, (*gap, "date", False), *below])
    made: list[Piece] = []
    outside, looks = glue(text), _looks(line)
    position, joint, styled = 0, "", False
    for start, end, following, border in [*cuts, (len(text), len(text), "", False)]:
        opening = outside + "." if joint == "date" else outside  # `2011. Engineer`
        first = position + len(text[position:start]) - len(text[position:start].lstrip(opening))
        last = first + len(text[first:start].rstrip(outside))
        if text[last - 1 : last] in CLOSERS and unopened(text[first:last]):
            last -= 1
        if _SENTENCE.search(text[first:last]) and not text[last:].strip(outside):
            last -= 1  # a full stop that ends the line
        if last > first and re.search(r"\w", text[first:last]):
            look = next((look for start_of, end_of, look in looks if start_of <= first < end_of), ())
            whole = any(start_of <= first and last <= end_of for start_of, end_of in linked)
            stretches = [(first, last, joint)] if whole else run_together(text, first, last, joint)
            for begin, stop, before in stretches:
                made.append(Piece(line, text, begin, stop, before, number, styled and begin == first, look))
            joint, styled = following, border
        else:
            joint, styled = stronger(joint, following), styled or border
        position = max(position, end)
    return made


def links(line: list[Inline], start: int = 0) -> list[tuple[int, int]]:
    """Give the stretches of a line that are links, of which there is something beside."""
    found = []
    for inline in line:
        end = start + len(plain([inline]))
        if inline["t"] in ("Link", "Strong") and len(line) > 1 and (inline["t"] == "Link" or is_east(plain([inline]))):
            found.append((start, end))
        elif inline["t"] != "Link":
            found += links(content(inline) or [], start)
        start = end
    return found


def run_together(text: str, first: int, last: int, joint: str) -> list[tuple[int, int, str]]:
    """Cut a stretch in which two names follow each other with nothing between them: give each with its joint."""
    said = text[first:last]
    found = borders.employer_behind(said) or borders.role_behind(said)
    if found:
        return [(first, first + found[0], joint), (first + found[1], last, "in")]
    if found := borders.town_behind(said):
        return [(first, first + found[0], joint), (first + found[1], last, "te")]
    return [(first, last, joint)]


LOOKS = {"Strong": "bold", "Emph": "italics", "Code": "code"}


def _looks(line: list[Inline]) -> list[tuple[int, int, tuple[str, ...]]]:
    """Give the stretches of a line that are set in a way of their own."""
    found = []
    position = 0
    for inline in line:
        end = position + len(plain([inline]))
        look = [LOOKS[inline["t"]]] if inline["t"] in LOOKS else []
        if inline["t"] == "Link" or any(inner["t"] == "Link" for inner in content(inline) or []):
            look.append("link")
        if look:
            found.append((position, end, tuple(look)))
        position = end
    return found


def closed(piece: Piece) -> Piece:
    """Give a stretch of a line with the bracket that it opens, and without one that it only closes."""
    end = piece.end
    while depth(piece.shown[piece.start : end]) > 0 and piece.shown[end : end + 1] in PAIRS.values():
        end += 1
    return replace(piece, end=end)


def strong(line: list[Inline], number: int = 0, gap: tuple[int, int] | None = None) -> list[Piece]:
    """Cut a line only where two names part: at strong joints, and where an employer follows a role."""
    made: list[Piece] = []
    for piece in pieces(line, number, gap):
        if made and piece.joint not in STRONG and not piece.styled and not _employer(made[-1], piece):
            made[-1] = closed(replace(made[-1], end=piece.end))
        else:
            made.append(piece)
    return made


def _employer(before: Piece, piece: Piece) -> bool:
    """Tell whether a weak joint stands between a role and its employer: `Engineer for Acme Ltd`."""
    return piece.joint == "in" and evidence.balance(before.text) > 0 and evidence.organisation(piece.text) > 0


def at_commas(line: list[Inline]) -> list[Piece]:
    """Cut a line at its commas and at stronger joints."""
    made: list[Piece] = []
    for piece in pieces(line):
        if made and piece.joint not in (*STRONG, "comma"):
            made[-1] = closed(replace(made[-1], end=piece.end))
        else:
            made.append(piece)
    return made
