"""The grammar of a line that holds dates, role, organisation and place, and of a line `label: value`."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field

from md2moderncv.dates import DateRange, Found, find
from md2moderncv.inlines import Inline, cut, forgotten, plain, strip, unwrap
from md2moderncv.words import alternation, labels, networks


@dataclass(frozen=True, slots=True)
class Line:
    """What one line says of an entry; a field is empty where it says nothing of it."""

    range: DateRange | None = None
    dates: list[Inline] = field(default_factory=list)
    role: list[Inline] = field(default_factory=list)
    organisation: list[Inline] = field(default_factory=list)
    place: list[Inline] = field(default_factory=list)


GLUE = " \n\t ,:;：，；、|•·/‐‑‒–—―−-→⇒>"
"""What is left over beside a date when it is taken out of a line."""
PAIRS = {"(": ")", "[": "]", "{": "}", "（": "）", "【": "】"}
SEPARATOR = re.compile(r"\s*[|•·]\s*|\s+(?:[‐-―−]|-{1,3})\s+|\s*—\s*|\s*\n\s*|\s+/\s+")
COMMA = re.compile(r"\s*[,，、;；]\s*")


def read_line(inlines: list[Inline]) -> Line | None:
    """Read a line with a date range at its start or end; `None` where it has none there."""
    text = plain(inlines)
    found = dated(text)
    if found is None:
        return None
    start, end = bracketed(text, found.start, found.end)
    before, after = cut(inlines, 0, start), cut(inlines, end, len(text))
    rest = strip(after, GLUE) if not plain(before).strip(GLUE) else strip(before, GLUE)
    dates = unwrap(strip(cut(inlines, found.start, found.end)))
    role, organisation, place = split(rest)
    lost = forgotten(inlines, [dates, role, organisation, place])
    return Line(found.range, dates, [*role, *lost], organisation, place)


def dated(text: str) -> Found | None:
    """Find the date range at the start or the end of a line, brackets and glue aside."""
    ranges = find(text)
    for found in (*ranges[:1], *ranges[-1:]):
        start, end = bracketed(text, found.start, found.end)
        if not text[:start].strip(GLUE) or not text[end:].strip(GLUE + "."):
            return found
    return None


def bracketed(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a stretch by the brackets around it: `(2019)` for `2019`."""
    before, after = text[:start].rstrip(), text[end:].lstrip()
    if before and after and PAIRS.get(before[-1]) == after[0]:
        return len(before) - 1, end + text[end:].index(after[0]) + 1
    return start, end


@functools.cache
def _at() -> re.Pattern[str]:
    """`at`, `for`, `bei`, … between words; `@` may touch them."""
    return re.compile(rf"\s+(?:{alternation('line', 'at')})\s+|\s*@\s*", re.IGNORECASE)


def split(inlines: list[Inline]) -> tuple[list[Inline], list[Inline], list[Inline]]:
    """Split what a line says besides its dates into role, organisation and place."""
    text = plain(inlines)
    for match in reversed(list(_at().finditer(text))):
        if match.start() and names(text[match.end() :]):
            role = unwrap(strip(cut(inlines, 0, match.start()), GLUE))
            organisation, place = with_place(cut(inlines, match.end(), len(text)))
            return role, organisation, place
    parts = pieces(inlines, SEPARATOR)
    if len(parts) == 1:
        parts = pieces(inlines, COMMA)
    parts = [unwrap(part) for part in parts]
    if len(parts) == 2:
        organisation, place = with_place(parts[1])
        return parts[0], organisation, place
    if len(parts) > 2:
        return parts[0], parts[1], strip(cut(inlines, text.rindex(plain(parts[2])), len(text)))
    return (parts[0] if parts else []), [], []


def names(text: str) -> bool:
    """Tell whether a text starts as a name does: with a capital, a digit, or in a script without case."""
    first = text.lstrip("\"'“„«‘([")[:1]
    return bool(first) and not first.islower() and first.isalnum()


def with_place(inlines: list[Inline]) -> tuple[list[Inline], list[Inline]]:
    """Split `Acme, Town` and `Acme (Town)` into organisation and place."""
    inlines = strip(inlines, GLUE)
    text = plain(inlines)
    if match := re.fullmatch(r"(.*\S)\s*[(（]([^()（）]+)[)）]\s*", text, re.DOTALL):
        return unwrap(cut(inlines, 0, match.end(1))), unwrap(cut(inlines, match.start(2), match.end(2)))
    parts = pieces(inlines, SEPARATOR)
    if len(parts) == 1:
        parts = pieces(inlines, COMMA)
    if len(parts) > 1 and not _COMPANY.match(plain(parts[1])):
        after = text.index(plain(parts[1]), len(plain(parts[0])))
        return unwrap(parts[0]), strip(cut(inlines, after, len(text)))
    return unwrap(strip(inlines, GLUE)), []


_COMPANY = re.compile(r"(?:Inc|Ltd|LLC|LLP|GmbH|AG|S\.?A|S\.?L|Corp|Co|PLC|Pty|B\.?V|Oy|AB)\b", re.IGNORECASE)
"""Legal forms that follow a comma and belong to the name before it."""


def pieces(inlines: list[Inline], separator: re.Pattern[str]) -> list[list[Inline]]:
    """Split a line at separators that stand outside brackets; empty pieces vanish."""
    text = plain(inlines)
    parts: list[list[Inline]] = []
    position = 0
    for match in separator.finditer(text):
        if not depth(text[: match.start()]):
            parts.append(cut(inlines, position, match.start()))
            position = match.end()
    parts.append(cut(inlines, position, len(text)))
    return [part for part in map(strip, parts) if plain(part).strip()]


def depth(text: str) -> int:
    """Count the brackets that are open at the end of a text."""
    return sum(map(text.count, PAIRS)) - sum(map(text.count, PAIRS.values()))


@dataclass(frozen=True, slots=True)
class Fact:
    """A line `label: value`."""

    label: str
    """As the author wrote it, without the colon."""
    key: str
    """The canonical key of a personal fact, or a social network; empty where the label is neither."""
    value: list[Inline]


_LABEL = re.compile(r"\s*([^:：\n]{1,40}?)\s*[:：]\s*")


def fact(inlines: list[Inline]) -> Fact | None:
    """Read a line as `label: value`; the label may be bold, the colon inside or outside."""
    text = plain(inlines)
    match = _LABEL.match(text)
    if not match or text[match.end() - 1 : match.end() + 2] == "://" or text[match.end() :].startswith("//"):
        return None
    label = match[1].strip("*_ ")
    key = labels().get(label.casefold()) or networks().get(label.casefold(), "")
    value = strip(cut(inlines, match.end(), len(text)))
    return Fact(label, key, [*value, *forgotten(inlines, [value])])
