"""A line cut into pieces: at separators, where its typography changes, and at brackets."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from md2moderncv import evidence
from md2moderncv.inlines import Inline, content, cut, plain, strip, unwrap
from md2moderncv.places import ends_in_place
from md2moderncv.words import alternation, words


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


GLUE = " \n\t\u00a0\u3000,:;：，；、|｜•·/‐‑‒–—―−-→⇒>~〜〉*_▪●■◆◦‣"
"""What is left over beside a piece when a line is cut."""
PAIRS = {"(": ")", "[": "]", "{": "}", "（": "）", "【": "】", "〔": "〕", "［": "］"}
_STRONG = re.compile(
    r"\s*[|｜•·▪●◆‣⋅∙]\s*|\s+(?:[‐-―−→⇒]|-{1,3}>?|//?|~|»|>)\s+|\s*—\s*|[ \t]*\n\s*|\t+\s*|\s*[;；]\s+|"
    r"\s{3,}|\s+[-–](?=\w)|(?<=\w)–\s+|(?<=[^\W\d])-\s+(?=[A-Z])"
)
_COLON = re.compile(r"\s*:\s+|\s*：\s*")
_COMMA = re.compile(
    r"\s*(?<!\d),(?!\d)(?!\s*(?:Inc|Ltd|LLC|LLP|GmbH|AG|S\.?A|S\.?L|Corp|Co|PLC|Pty|B\.?V|Oy|AB|SE|KG|Jr|Sr)\b)"
    r"(?!\s*(?:[A-Z]{2}|D\.C\.?|USA|U\.S\.A?\.?|U\.K\.)(?=\s*(?:$|[,)|]|\d{5})))|\s*[，、]\s*"
)
"""Not in a number, and not before a legal form or a state."""
_EAST_SPACE = re.compile(
    r"(?<=[\u2e80-\ud7ff\uff00-\uffef])\s+(?=\S)|(?<=\S)\s+(?=[\u2e80-\ud7ff])|(?<=公司)(?=[\u2e80-\ud7ff])"
)
PURPOSE = ("for", "with", "für", "fuer", "pour", "voor", "per", "para", "til", "till", "for")
"""Words of which an employer follows even where it does not look like one."""
MARKED = ("Strong", "Emph", "Code", "Underline", "Span", "SmallCaps")


@functools.cache
def _at() -> re.Pattern[str]:
    """`at`, `for`, `bei`, … between words; `@` may touch them."""
    return re.compile(
        rf"\s+(?:{alternation('line', 'at')})\s+|\s*(?<![\w.])@\s*|(?<=\w)@(?=[A-Z\u2e80-\ud7ff])", re.IGNORECASE
    )


@functools.cache
def _weak_at() -> re.Pattern[str]:
    """Those that as often stand between a degree and its subject: `Grado en Informática`."""
    return re.compile(rf"\s+(?:{alternation('line', 'in')})\s+")


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
    """Cut a line at its separators, where its typography changes, and at `at`; empty pieces vanish."""
    text = plain(inlines)
    if evidence.place(text) or ("," not in text and ends_in_place(text) and not evidence.organisation(text)):
        return at_cuts(inlines, [], line)
    cuts = _outside(text, [*_typographic(inlines, text), *((m.start(), m.end(), "|") for m in _STRONG.finditer(text))])
    listed = _glued(at_cuts(inlines, _merged(cuts), line))
    return [part for piece in listed for part in _employer(piece, alone=len(listed) == 1)]


@functools.cache
def _at_word() -> re.Pattern[str]:
    listed = f"{alternation('line', 'at')}|{alternation('line', 'in')}|@"
    return re.compile(rf"^(?:{listed})(?:\s+|$)|\s+(?:{listed})$")


def _hard_at(word: str) -> bool:
    """Tell whether a word stands before employers only."""
    return word.strip().casefold() in (*words("line", "at"), "@")


def _glued(listed: list[Piece]) -> list[Piece]:
    """Take `at` off pieces that start or end with it, or are nothing else: it says what the next piece is."""
    made: list[Piece] = []
    follows = False
    for index, piece in enumerate(listed):
        text = plain(piece.inlines)
        match = _at_word().search(text)
        if match and match.start() == 0 and (made or match.end() == len(text)) and names(text[match.end() :] or "X"):
            sure = _hard_at(match[0])
            if made and (
                sure or evidence.role(made[-1].text) or evidence.organisation(text) or match.end() == len(text)
            ):
                follows = True
                piece = Piece(strip(cut(piece.inlines, match.end(), len(text))), "at", piece.line)
        elif (
            match
            and match.start()
            and index + 1 < len(listed)
            and (_hard_at(match[0]) or evidence.role(text[: match.start()]))
        ):
            made.append(Piece(strip(cut(piece.inlines, 0, match.start())), piece.glue, piece.line))
            follows = True
            continue
        if piece.text:
            made.append(Piece(piece.inlines, "at" if follows else piece.glue, piece.line))
            follows = False
    return made


def commas(piece: Piece) -> list[Piece]:
    """Cut a piece at its commas outside brackets."""
    return _cut_again(piece, _COMMA)


def finer(piece: Piece) -> list[Piece]:
    """Cut a piece that no separator cuts: at a colon, where a link starts or ends, or at a space in East Asia."""
    if len(made := _cut_again(piece, _COLON)[:2]) == 2 and len(_cut_again(piece, _COLON)) == 2:
        return made
    text = plain(piece.inlines)
    borders = _typographic(piece.inlines, text, ("Link",))
    if len(borders) == 1 and len(made := at_cuts(piece.inlines, borders, piece.line)) == 2:
        return made
    for match in _EAST_SPACE.finditer(text):
        left, right = evidence.balance(text[: match.start()]), evidence.balance(text[match.end() :])
        if left * right < 0:
            return at_cuts(piece.inlines, [(match.start(), match.end(), "|")], piece.line)
    return [piece]


def _cut_again(piece: Piece, separator: re.Pattern[str]) -> list[Piece]:
    text = plain(piece.inlines)
    cuts = _outside(text, [(m.start(), m.end(), ",") for m in separator.finditer(text)])
    made = at_cuts(piece.inlines, cuts, piece.line)
    return [Piece(made[0].inlines, piece.glue, piece.line), *made[1:]] if made else []


def at_cuts(inlines: list[Inline], cuts: list[tuple[int, int, str]], line: int = 0, glue: str = "") -> list[Piece]:
    """Cut a line at stretches `(start, end, glue)`; the stretches themselves go."""
    made = []
    position = 0
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


def _employer(piece: Piece, alone: bool) -> list[Piece]:
    """Cut `Engineer at Acme` in two, at the last `at` that a name follows, where what stands before can be a role."""
    text = plain(piece.inlines)
    for pattern, weak in ((_at(), False), (_weak_at(), True)):
        for match in reversed(list(pattern.finditer(text))):
            left, right = text[: match.start()], text[match.end() :]
            if not left.strip() or not names(right) or depth(left):
                continue
            as_role = evidence.role(left) > 0 and (evidence.balance(left) > 0 or evidence.starts_as_role(left))
            purpose = match[0].strip().casefold() in PURPOSE and not _degree().search(left)
            if weak and not (as_role and (evidence.organisation(right) or purpose)):
                continue
            if not weak and not as_role and ("@" not in match[0] and (not alone or evidence.organisation(left))):
                continue
            return at_cuts(piece.inlines, [(match.start(), match.end(), "at")], piece.line, piece.glue)
    return [piece]


def _typographic(inlines: list[Inline], text: str, kinds: tuple[str, ...] = MARKED) -> list[tuple[int, int, str]]:
    """Find where the typography changes at the border of a word, glue around it included."""
    borders = []
    position = 0
    for inline in _opened(inlines):
        length = len(plain([inline]))
        if inline["t"] in kinds and length:
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
