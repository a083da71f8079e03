"""The dates of a line that stand apart from its words."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from md2moderncv.cuts import PAIRS, depth, glue
from md2moderncv.date import Date, century
from md2moderncv.dates import DateRange, Found, find, is_present
from md2moderncv.inlines import Inline, plain
from md2moderncv.pieces import names
from md2moderncv.words import alternation, words

CLOSING = {closing: opening for opening, closing in PAIRS.items()}
SEPARATING = set("|｜•·,:;：，；、。–—―-/\n\t→~()[]（）【】〔〕")


LONGEST_NAMED = 12
"""Words of a line in which dates stand between two names."""
LONGEST = 500
"""Characters of a line that may belong to a head."""


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
    borders, last = _borders(inlines), before_links(inlines)
    if not ranges and (alone := _now(inlines, text) or _years(inlines)):
        return alone
    for found in sorted(ranges, key=lambda f: (not _edge(text, f), ranges.index(f))):
        start, end = widened(text, found.start, found.end)
        if _born().search(text[:start]):
            continue
        beside = [other for other in ranges if other is not found]
        if beside and not _edge(text, found) and start and text[start] in PAIRS and text[end:].strip(glue(text) + "."):
            continue  # `Fellow (2020–21) and affiliate (2021–22)` tells a story
        apart = _stands_apart(text[: max(end, last)], start, end, borders, strict)
        if apart or (not strict and _between_names(text, found, borders)):
            return Dated(found.range, found.start, found.end, start, end)
    return None


@functools.cache
def _born() -> re.Pattern[str]:
    """Match a word at the end of a text that says that what follows is a birthday: `född`, `geboren am`."""
    return re.compile(rf"(?:^|\W)(?:{alternation('person', 'born')})\s*:?\s*(?:{alternation('line', 'on')})?\s*$", re.I)


def is_version(text: str) -> bool:
    """Tell whether a line says when the document was written: `Last updated: May 2020`."""
    label, colon, _ = text.partition(":")
    return bool(colon) and label.strip().casefold().startswith(words("line", "updated"))


def before_links(inlines: list[Inline]) -> int:
    """Give where the links start that end a line and name nothing, as `video` and `slides`; else its length."""
    last = len(plain(inlines))
    for inline in reversed(inlines):
        text = plain([inline])
        if inline["t"] == "Link" and text.strip("[]() ").casefold() not in words("line", "more"):
            break
        if inline["t"] != "Link" and text.strip(glue(text) + "()[]"):
            break
        last -= len(text)
    return last


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


LONGEST_JOB = 15
"""Years of a job that two numbers may be."""
_YEARS = re.compile(r"\s*(\d\d)\s*[–—-]\s*(\d\d)\s*")


def _years(inlines: list[Inline]) -> Dated | None:
    """Read two years of two digits that are a code span at the start of a line: `` `13-16` ``."""
    match = _YEARS.fullmatch(plain(inlines[:1])) if inlines and inlines[0]["t"] == "Code" else None
    first, last = (Date(century(year)) for year in match.groups()) if match else (None, None)
    if not match or not first or not last or not 0 <= last.year - first.year <= LONGEST_JOB:
        return None
    beside = [inline for inline in inlines[1:] if inline["t"] not in ("Space", "SoftBreak", "LineBreak")]
    if beside and beside[0]["t"] not in ("Strong", "Emph", "Link"):
        return None  # `50-70` words a minute
    return Dated(DateRange(first, last), match.start(1), match.end(2), 0, match.end())


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


def _between_names(text: str, found: Found, borders: set[int]) -> bool:
    """Tell whether a range from a date to another stands between two names: `Acme 02/2021 – 02/2022 KYIV`."""
    before, after = text[: found.start].strip(), text[found.end :].strip(" \n\t,;:|")
    ranged = found.range.start is not None and found.range.start != found.range.end
    if (leading := _leading().match(after)) and before[-1:] in SEPARATING:  # `**Engineer** – 2019 – 2021 at Acme`
        start = len(text) - len(text[found.end :].lstrip(" \n\t,;:|")) + leading.end()
        marked = start in borders or leading[0].strip().casefold() != "in"  # `in Paris` says where
        return ranged and marked and names(after[leading.end() :])
    told = names(after) or after.casefold() in (*words("line", "contracts"), "remote")
    return ranged and len(text.split()) <= LONGEST_NAMED and told and names(before) and _ends_a_name(before)


@functools.cache
def _leading() -> re.Pattern[str]:
    """Match a word that leads to an employer: `at`, `bei`, `in`."""
    return re.compile(rf"(?:{alternation('line', 'at')}|in)\s+", re.IGNORECASE)


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
