"""A line cut into pieces: at separators, where its typography changes, at brackets and at words such as `at`."""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass, replace

from md2moderncv import evidence
from md2moderncv.inlines import Inline, content, cut, plain, strip, unwrap
from md2moderncv.words import alternation, words

STRONG = ("", "line", "date", "at", "mark", "dash")
"""Joints that part two names; at the others one name may go on."""


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
    """What stands before it: `at`, `in` (that or a part of a name), `mark` (`|`, a change of typography …), `dash`,
    `colon`, `slash`, `stop`, `comma`, `bracket`, `after` (one), `space` (in East Asia), `line`, `date`, or nothing."""
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


GLUE = " \n\t\u00a0\u3000,:;：，；、|｜•·/‐‑‒–—―−-→⇒>~〜〉*_▪●■◆◦‣⋅∙"
"""What is left over beside a piece when a line is cut."""


@functools.lru_cache(4096)
def glue(text: str) -> str:
    """Give the characters that are no part of a piece at its ends: separators, and the pictograms in the text."""
    return GLUE + "".join({c for c in text if ord(c) > 0x20FF and unicodedata.category(c) in ("So", "Sk", "Mn", "Cf")})


PAIRS = {"(": ")", "[": "]", "{": "}", "（": "）", "【": "】", "〔": "〕", "［": "］"}
MARKED = ("Strong", "Emph", "Code", "Underline", "Span", "SmallCaps", "Link")
_DONE = r"(?:合格|取得|修了|認定|受賞|获得|通过)"
_HAN = r"\u2e80-\u9fff\uff00-\uffef"
"""Chinese and Japanese characters: what writes no spaces between words."""
_STATE = r"(?:[A-Z]{2}|D\.C\.?)(?=\s*(?:$|[,)|·•–—-]|\d{5}))"
_LEGAL = r"(?:Inc|Ltd|LLC|LLP|GmbH|AG|S\.?A|S\.?L|Corp|Co|PLC|Pty|B\.?V|Oy|AB|SE|KG|Jr|Sr)\b"
SEPARATORS = {
    "mark": r"\s*[|｜•·▪●◆‣⋅∙]\s*|[ \t]*\n\s*|\t+\s*|\s*[;；]\s+|\s{3,}|\s+(?:~|»|>|→|⇒)\s+",
    "dash": r"\s+(?:[‐-―−]|-{1,3}>?)\s+|\s*—\s*|\s+[-–](?=[^\W\d])|(?<=\w)–\s+|(?<=[^\W\d])-\s+(?=[A-Z])",
    "slash": r"\s+//?\s+",
    "colon": r":\s+|：\s*",
    "comma": rf"\s*(?<!\d),(?!\d)(?!\s*{_LEGAL})(?!\s*{_STATE})|(?<=\d),\s+|\s*[，、]\s*",
    "stop": r"(?<=[^\W\d_]{5})\.\s+(?=[^\W\d_])|(?<=[^\W\d_]{4}\))\.\s+(?=[^\W\d_])|。",
    "space": rf"(?<=[{_HAN}])\s+(?=\S)(?!{_DONE})|(?<=\S)\s+(?=[{_HAN}])(?!{_DONE})|(?<=公司)(?=[{_HAN}])",
}
"""What parts pieces, by the joint that it makes; a comma not in a number, and not before a legal form or a state."""
APOSTROPHES = "'’"
RANK = ("at", "tail", "bracket", "mark", "dash", "colon", "slash", "stop", "comma", "in", "of", "space", "after")
"""Of two joints at one place the first counts."""
_SENTENCE = re.compile(r"(?:(?<!\.)\b[^\W\d_]{5,}|,\s[A-Z]{2})\.$")
MOST = 9
"""Pieces of one head; what follows stays together."""


@functools.cache
def _separators() -> list[tuple[str, re.Pattern[str]]]:
    at = alternation("line", "at")
    of = "|".join(re.escape(word) + ("" if word[-1] in APOSTROPHES else " +") for word in words("line", "of"))
    written = {
        **SEPARATORS,
        "at": rf"\s+(?:{at})\s+|^(?:{at})\s+|\s*(?<![\w.])@\s*|(?<=\w)@(?=[A-Z\u2e80-\ud7ff])",
        "in": rf"\s+(?:{alternation('line', 'in')})\s+",
        "of": rf"\s+(?:{of})",
        "tail": rf"\s*[にをへ]?\s*(?=(?:中途)?(?:{alternation('line', 'tails')})(?:見込み?|予定)?(?:。|\s*$))",
    }
    return [(joint, re.compile(pattern)) for joint, pattern in written.items()]


@functools.lru_cache(1024)
def depths(text: str) -> tuple[int, ...]:
    """Count the brackets that are open before each character of a text, and at its end."""
    found, now = [0], 0
    closing = set(PAIRS.values())
    for character in text:
        now = now + 1 if character in PAIRS else max(0, now - 1) if character in closing else now
        found.append(now)
    return tuple(found)


def depth(text: str) -> int:
    """Count the brackets that are open at the end of a text."""
    return depths(text)[-1]


def names(text: str) -> bool:
    """Tell whether a text starts as a name does: with a capital, a digit, or in a script without case."""
    first = text.lstrip("\"'“„«‘([")[:1]
    return bool(first) and not first.islower() and first.isalnum()


def pieces(line: list[Inline], number: int = 0, gap: tuple[int, int] | None = None) -> list[Piece]:
    """Cut a line into its pieces; `gap` is a stretch to leave out, its dates, brackets around them included."""
    text = plain(line)
    cuts = _joined([*_typographic(line, text), *_written(text), *_bracketed(text, gap)])
    if gap:
        cuts = sorted([*((s, e, j, t) for s, e, j, t in cuts if e <= gap[0] or s >= gap[1]), (*gap, "date", False)])
    made: list[Piece] = []
    outside, looks = glue(text), _looks(line)
    position, joint, styled = 0, "", False
    for start, end, following, border in [*cuts, (len(text), len(text), "", False)]:
        opening = outside + "." if joint == "date" else outside  # `2011. Engineer`
        first = position + len(text[position:start]) - len(text[position:start].lstrip(opening))
        last = first + len(text[first:start].rstrip(outside))
        if _SENTENCE.search(text[first:last]) and not text[last:].strip(outside):
            last -= 1  # a full stop that ends the line
        if last > first and re.search(r"\w", text[first:last]):
            look = next((look for start_of, end_of, look in looks if start_of <= first < end_of), ())
            made.append(Piece(line, text, first, last, joint, number, styled, look))
            joint, styled = following, border
        else:
            joint, styled = _stronger(joint, following), styled or border
        position = max(position, end)
    return made


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


Cut = tuple[int, int, str, bool]
"""Start and end of a separator, the joint that it makes, and whether the typography changes there."""


def _written(text: str) -> list[Cut]:
    """Find the separators outside brackets."""
    inside = depths(text)
    found = [
        (m.start(), m.end(), joint, False)
        for joint, pattern in _separators()
        for m in pattern.finditer(text)
        if joint != "of" or _names_school(text, m.start(), m.end())
    ]
    return [cut for cut in found if not inside[cut[0]] and not inside[cut[1]]]


def _names_school(text: str, start: int, end: int) -> bool:
    """Tell whether what follows a word such as `from` begins as an organisation, after a degree or a role."""
    following = text[end:].casefold().removeprefix("the ")
    return following.startswith(words("line", "schools")) and evidence.role(text[:start]) > 0


def _bracketed(text: str, gap: tuple[int, int] | None) -> list[Cut]:
    """Find the brackets whose content is a piece of its own, and those that dates stand in with something else."""
    found: list[Cut] = []
    inside = depths(text)
    for index, character in enumerate(text):
        if character in PAIRS and not inside[index] and inside[index + 1]:
            closing = next((i for i in range(index + 1, len(text)) if not inside[i + 1]), -1)
            if closing < 0:
                continue
            # a short form at the end of a word, `Entwickler(in)`, is part of it
            if index and text[index - 1].isalpha() and re.fullmatch(r"[a-z/*:]{1,5}", text[index + 1 : closing]):
                continue
            if text[closing + 1 : closing + 2].isalnum():
                continue  # `精博电子(南京)有限公司`: it is within a name
            if not text[:index].strip(glue(text)) or text[index - 1] in "])}" or text[closing + 1 : closing + 2] == "[":
                continue  # what starts with a bracket, or is the target of a link
            found += [(len(text[:index].rstrip()), index + 1, "bracket", False), (closing, closing + 1, "after", False)]
            if gap and index < gap[0] < closing:
                found += [(s, e, j, t) for s, e, j, t in _within(text, index + 1, closing)]
    return found


def _within(text: str, start: int, end: int) -> list[Cut]:
    """Find the separators in a bracket."""
    part = text[start:end]
    return [
        (start + m.start(), start + m.end(), "bracket", False)
        for joint, pattern in _separators()
        if joint in ("mark", "dash", "comma", "slash")
        for m in pattern.finditer(part)
    ]


def _stronger(first: str, second: str) -> str:
    return min((first, second), key=lambda joint: RANK.index(joint) if joint in RANK else -1 if joint else len(RANK))


def _joined(cuts: list[Cut]) -> list[Cut]:
    """Join cuts that touch or overlap; the stronger joint wins."""
    merged: list[Cut] = []
    for start, end, joint, styled in sorted(cuts):
        if merged and start <= merged[-1][1]:
            before = merged[-1]
            merged[-1] = (before[0], max(end, before[1]), _stronger(before[2], joint), styled or before[3])
        else:
            merged.append((start, end, joint, styled))
    return [(s, e, joint or "mark", styled) for s, e, joint, styled in merged]


def _typographic(inlines: list[Inline], text: str) -> list[Cut]:
    """Find where the typography changes at the border of a word, glue around it included."""
    borders = []
    position = 0
    for inline in _opened(inlines):
        length = len(plain([inline]))
        if inline["t"] in MARKED and length:
            borders += [position, position + length]
        position += length
    cuts: list[Cut] = []
    outside = glue(text)
    inside = depths(text)
    for border in borders:
        before, after = text[:border].rstrip(outside), text[border:].lstrip(outside)
        start, end = len(before), len(text) - len(after)
        parted = start < end or not text[start - 1].isalnum()
        if (
            0 < start <= end < len(text)
            and parted
            and not inside[start]
            and not text[end:].startswith(tuple(PAIRS.values()))
        ):
            cuts.append((start, end, "", True))
    return cuts


def _opened(inlines: list[Inline]) -> list[Inline]:
    """Look into markup that encloses a whole line."""
    while len(inlines) == 1 and inlines[0]["t"] in MARKED and content(inlines[0]):
        inlines = content(inlines[0]) or []
    return inlines
