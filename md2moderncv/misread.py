"""What stands beside the dates of an entry and is nearly one: a month that is misspelt, or that no calendar has."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from difflib import get_close_matches
from itertools import pairwise

from md2moderncv import model
from md2moderncv.dates import is_present, parse
from md2moderncv.diagnostics import Diagnostic, Source, Span
from md2moderncv.messages import unreadable_date
from md2moderncv.months import fold, months
from md2moderncv.words import words

LINES = 3
"""Lines of an entry that may hold its dates, the first of them that where it begins."""
ALIKE = 0.85
"""How alike a word and a month's name are, as difflib counts, that the one may be the other misspelt."""
_NUMBERED = re.compile(
    r"(?<![\d.,/-])(\d{1,2})[/.]((?:19|20)\d\d)(?![\d.,/])|(?<![\d.,/–-])((?:19|20)\d\d)[-.](\d\d)(?![\d.,-])"
)
_NAMED = re.compile(r"(?<![\w'’-])([^\W\d_]{4,12})(?:\s+|\.\s*)((?:19|20)\d\d)(?!\d)")
_ENDING = re.compile(r"(?:19|20)\d\d\s*(?:[–—-]|->|→)\s*([^\W\d_]{4,14})(?![\w'’-])")


def unreadable(cv: model.Cv, source: Source) -> list[Diagnostic]:
    """Report what stands beside the dates of entries and is nearly a date, at its place."""
    lines = source.text.split("\n")
    begun = sorted({e.line for e in model.walk((cv.preface, cv.sections)) if isinstance(e, model.Entry) and e.line})
    found = []
    for line, following in pairwise([*begun, len(lines) + 1]):
        for number in range(line, min(line + LINES, following, len(lines) + 1)):
            found += [
                unreadable_date(written, meant, Span(number, start + 1, number, start + 1 + len(written)))
                for start, written, meant in misread(lines[number - 1])
            ]
    return found


def misread(line: str) -> Iterator[tuple[int, str, str]]:
    """Give what in a line is nearly a date: where it starts, how it is written, what it may be, or nothing."""
    for match in _NUMBERED.finditer(line):
        month = int(match[1] or match[4])
        years = match[3] and month > int(match[3][2:])  # `2019-20`
        if not 1 <= month <= MONTHS and not years:
            yield match.start(), match[0], ""
    for match in _NAMED.finditer(line):
        if (name := meant(match[1], months())) and parse(match[0]) is None:
            yield match.start(1), match[1], name
    for match in _ENDING.finditer(line):
        if (name := meant(match[1], words("dates", "present"))) and not is_present(match[1]):
            yield match.start(1), match[1], name


def meant(word: str, known: Collection[str]) -> str:
    """Give the word that one is nearly, as it is mistyped: letters in another order, or in a long word one of them."""
    folded = fold(word)
    if folded in known:
        return ""
    alike = [one for one in known if one[0] == folded[0] and abs(len(one) - len(folded)) < 2 and one.isalpha()]
    turned = [one for one in alike if sorted(one) == sorted(folded)]
    near = turned or (get_close_matches(folded, alike, 3, ALIKE) if len(folded) >= LONG else [])
    from calendar import month_name  # few documents need it

    named = next(iter(sorted(near, key=lambda one: one.title() not in month_name)), "")
    return named.title() if word[0].isupper() else named


MONTHS = 12
LONG = 6
"""Letters of a word of which one may be wrong."""
