"""A line cut into pieces: at separators, where its typography changes, and at brackets."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from md2moderncv.inlines import Inline, content, cut, plain, strip, unwrap
from md2moderncv.words import alternation


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a line between two separators."""

    inlines: list[Inline]
    glue: str = ""
    """What stood before it: `at` (also `for`, `bei`, `@` …), `(`, `,`, `:`, `|` for any other, or nothing."""
    line: int = 0
    """On which of the lines of a head it stood, counted from 0."""

    @property
    def text(self) -> str:
        """The words a reader sees."""
        return plain(self.inlines).strip()


GLUE = " \n\t\u00a0\u3000,:;：，；、|｜•·/‐‑‒–—―−-→⇒>~〜〉»*_▪●■◆◦‣"
"""What is left over beside a piece when a line is cut."""
PAIRS = {"(": ")", "[": "]", "{": "}", "（": "）", "【": "】", "〔": "〕", "［": "］"}
_STRONG = re.compile(
    r"\s*[|｜•·▪●◆‣⋅∙]\s*|\s+(?:[‐-―−→⇒]|-{1,3}>?|//?|~|»|>)\s+|\s*—\s*|[ \t]*\n\s*|\t+\s*|\s*[;；]\s+|\s{3,}|\s+[-–](?=\w)|(?<=\w)–\s+|(?<=[^\W\d])-\s+(?=[A-Z])"
)
_COLON = re.compile(r"\s*:\s+|\s*：\s*")
_COMMA = re.compile(r"\s*[,，、]\s*(?!\s*(?:Inc|Ltd|LLC|LLP|GmbH|AG|S\.?A|S\.?L|Corp|Co|PLC|Pty|B\.?V|Oy|AB|SE|KG|Jr|Sr)\b)", re.I)
_EAST_SPACE = re.compile(r"(?<=[\u2e80-\ud7ff\uff00-\uffef])\s+(?=\S)|(?<=\S)\s+(?=[\u2e80-\ud7ff])")
MARKED = ("Strong", "Emph", "Code", "Underline", "Span", "SmallCaps")


@functools.cache
def _at() -> re.Pattern[str]:
    """`at`, `for`, `bei`, … between words; `@` may touch them."""
    return re.compile(rf"\s+(?:{alternation('line', 'at')})\s+|\s*(?<![\w.])@\s*", re.IGNORECASE)


@functools.cache
def _weak_at() -> re.Pattern[str]:
    """Those that as often stand between a degree and its subject: `Grado en Informática`."""
    return re.compile(rf"\s+(?:{alternation('line', 'in')})\s+", re.IGNORECASE)


@functools.cache
def _degree() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternation('evidence', 'degrees')})", re.IGNORECASE)


def depth(text: str) -> int:
    """Count the brackets that are open at the end of a text."""
    return sum(map(text.count, PAIRS)) - sum(map(text.count, PAIRS.values()))


def names(text: str) -> bool:
    """Tell whether a text starts as a name does: with a capital, a digit, or in a script without case."""
    first = text.lstrip("\"'“„«‘([")[:1]
    return bool(first) and not first.islower() and first.isalnum()


def pieces(inlines: list[Inline], line: int = 0) -> list[Piece]:
    """Cut a line at its strongest kind of separator that cuts it at all; empty pieces vanish."""
    text = plain(inlines)
    cuts = _outside(text, [*_typographic(inlines, text), *((m.start(), m.end(), "|") for m in _STRONG.finditer(text))])
    cuts = _merged([*cuts, *_ats(text)])
    if not cuts:
        cuts = _outside(text, [(m.start(), m.end(), ":") for m in _COLON.finditer(text)])[:1]
    if not cuts:
        cuts = _outside(text, [(m.start(), m.end(), ",") for m in _COMMA.finditer(text)])
    if not cuts:
        cuts = _outside(text, [(m.start(), m.end(), "|") for m in _EAST_SPACE.finditer(text)])
    return at_cuts(inlines, cuts, line)


def commas(piece: Piece) -> list[Piece]:
    """Cut a piece at its commas outside brackets."""
    text = plain(piece.inlines)
    cuts = _outside(text, [(m.start(), m.end(), ",") for m in _COMMA.finditer(text)])
    made = at_cuts(piece.inlines, cuts, piece.line)
    return [Piece(made[0].inlines, piece.glue, piece.line), *made[1:]] if made else []


def at_cuts(inlines: list[Inline], cuts: list[tuple[int, int, str]], line: int = 0) -> list[Piece]:
    """Cut a line at stretches `(start, end, glue)`; the stretches themselves go."""
    made = []
    position, glue = 0, ""
    for start, end, following in [*cuts, (len(plain(inlines)), 0, "")]:
        part = unwrap(strip(cut(inlines, position, start), GLUE))
        if plain(part).strip():
            made.append(Piece(part, glue, line))
            glue = following
        elif following:
            glue = following
        position = end
    return made


def _outside(text: str, cuts: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Keep the cuts outside brackets."""
    return [cut for cut in cuts if not depth(text[: cut[0]])]


def _merged(cuts: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Join cuts that touch or overlap; `at` wins."""
    merged: list[tuple[int, int, str]] = []
    for start, end, glue in sorted(cuts):
        if merged and start <= merged[-1][1]:
            before = merged[-1]
            merged[-1] = (before[0], max(end, before[1]), "at" if "at" in (glue, before[2]) else before[2])
        else:
            merged.append((start, end, glue))
    return merged


def _ats(text: str) -> list[tuple[int, int, str]]:
    """Find the `at` between a role and its employer: the last one that a name follows."""
    for pattern, weak in ((_at(), False), (_weak_at(), True)):
        for match in reversed(list(pattern.finditer(text))):
            if not match.start() or not names(text[match.end() :]) or depth(text[: match.start()]):
                continue
            if weak and _degree().search(text[: match.start()]):
                continue
            return [(match.start(), match.end(), "at")]
    return []


def _typographic(inlines: list[Inline], text: str) -> list[tuple[int, int, str]]:
    """Find where the typography changes at the border of a word, glue around it included."""
    borders = []
    position = 0
    for inline in _opened(inlines):
        length = len(plain([inline]))
        if inline["t"] in MARKED and length:
            borders += [position, position + length]
        position += length
    cuts = []
    for border in borders:
        before, after = text[:border].rstrip(GLUE), text[border:].lstrip(GLUE)
        start, end = len(before), len(text) - len(after)
        if 0 < start < end < len(text) or (0 < start == end < len(text) and not text[start - 1].isalnum()):
            cuts.append((start, end, "|"))
    return [(s, e, g) for s, e, g in cuts if not text[e:].startswith(tuple(PAIRS.values()))]


def _opened(inlines: list[Inline]) -> list[Inline]:
    """Look into markup that encloses a whole line."""
    while len(inlines) == 1 and inlines[0]["t"] in MARKED and content(inlines[0]):
        inlines = content(inlines[0]) or []
    return inlines
